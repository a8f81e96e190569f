from datetime import date

import pytest

from dateline.read.head_day import day_on_top
from dateline.read.metadata import front_matter


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        ("Evening news, transcript\nBroadcast Saturday 3 May 2014, 18.12 GMT", date(2014, 5, 3)),
        ("A headline\n\nby A. Writer | Published: Friday, 17 June 2022, 21:40 | War",
         date(2022, 6, 17)),
        ("The Network\nMonthly bulletin for March 2014, issued 4 April 2014", date(2014, 4, 4)),
        ("Situation as of 18:00, 3 October 2023\nGeneral Staff", date(2023, 10, 3)),
        ("Daily report, based on what was known as of 19:30, 14 November 2016\n"
         "Kyiv, 15 November 2016", date(2016, 11, 15)),
        ("Communiqué\nMountains of Arauca, Colombia, 9 November 2004", date(2004, 11, 9)),
        ("Live page\n\nSunday 4 October 2020. All times local. Latest first.", date(2020, 10, 4)),
        ("My town\n\nPosted by Noor, Taiz, Saturday 22 August 2015", date(2015, 8, 22)),
        ("A headline\n* A first point of it\n\nPESHAWAR, Pakistan, Oct 19, 2011 (Wire) - A bomber "
         "blew himself up.", date(2011, 10, 19)),
    ],
)  # fmt: skip
def test_a_line_on_top_tells_the_day(top, expected):
    day, words = day_on_top(f"{top}\n\nThe body begins here and tells of 5 May 1999.")
    assert day == expected
    assert words in " ".join(top.split()) or words in top


@pytest.mark.parametrize(
    "text",
    [
        "Reporting period: 22 July to 24 July 2014\n\nThe body.",
        "Rebels attacked the town on 3 May 2014, killing two.\n\nThe body.",
        "Remembering the battle of 3 May 2014\n\nThe body.",
        "He was born in Goma, 3 May 1960, and died there.",
        "No day at all\n\nThe body.",
        "",
    ],
)
def test_other_days_are_none_of_publication(text):
    assert day_on_top(text) == (None, "")


def test_a_dateline_below_an_unknown_head_opens_the_body():
    text = (
        "MISSION IN THE REPUBLIC\nPublic Information Division\n\nPRESS RELEASE\n\n"
        "Goma, 3 October 2013 – The Mission condemns the attack on its patrol."
    )
    front = front_matter(text)
    assert text[front.body_start :].startswith("The Mission condemns")
    assert (front.published, front.published_basis) == (date(2013, 10, 3), "dateline")
