from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read import read_text
from dateline.read.dates import day_of_value, find_day, latest_before
from dateline.read.metadata import front_matter, is_slug
from dateline.settings import Settings

BODY = "Shells fell on the market."


@pytest.mark.parametrize(
    ("line", "place", "agency", "day"),
    [
        ("MOSUL, Iraq, Nov. 3 (Reuters) — ", "MOSUL, Iraq", "Reuters", None),
        ("BAGHDAD — ", "BAGHDAD", None, None),
        (
            "TEGUCIGALPA, 6 MAY 91 (ACAN-EFE) -- [TEXT] ",
            "TEGUCIGALPA",
            "ACAN-EFE",
            "1991-05-06",
        ),
        ("KYIV, Ukraine (AP) — ", "KYIV, Ukraine", "AP", None),
        ("Beirut, 12 March 2013 - ", "Beirut", None, "2013-03-12"),
        ("BEIRUT/GENEVA (Reuters) - ", "BEIRUT/GENEVA", "Reuters", None),
        ("NEW DELHI, Nov 3 (PTI): ", "NEW DELHI", "PTI", None),
        ("MOSCOW. Nov 3 (Interfax) - ", "MOSCOW", "Interfax", None),
        ("SANA'A, Yemen — ", "SANA'A, Yemen", None, None),
        ("WASHINGTON, D.C. -- ", "WASHINGTON, D.C.", None, None),
        ("AL-HAWL CAMP, Syria (AP) _ ", "AL-HAWL CAMP, Syria", "AP", None),
        ("Nagorno-Karabakh, Sept. 27, 2020 (AFP) - ", "Nagorno-Karabakh", "AFP", "2020-09-27"),
        (
            "HOBART (AUSTRALIA), MARCH 9 91 (AFP) -- [TEXT] ",
            "HOBART (AUSTRALIA)",
            "AFP",
            "1991-03-09",
        ),
        ("By Jane Doe ABUJA, Nov 1 (Reuters) - ", "ABUJA", "Reuters", None),
        ("3 November 2016 – ", None, None, "2016-11-03"),
        ("(Reuters) - ", None, "Reuters", None),
    ],
)
def test_datelines(line: str, place: str | None, agency: str | None, day: str | None) -> None:
    front = front_matter(line + BODY)
    assert (front.dateline_place, front.agency) == (place, agency)
    assert front.published == (date.fromisoformat(day) if day else None)
    assert front.body_start == len(line)


@pytest.mark.parametrize(
    "text",
    [
        "NATO - an alliance of states - said shells fell.",
        "ISIS — also known as Daesh — shelled the town.",
        "QUESTION: There are reports of shelling.",
        "The army shelled the town on 3 November 2016 - and left.",
        "In March 2013 - the army's last month there - shells fell.",
        "Islamic State (IS) - the group - shelled the town.",
        "URGENT - Shells fell on the market",
        "CLOSE      APRIL 6\n  CENTS PER LB",
        "Aleppo — Shells fell.",
        BODY,
    ],
)
def test_ordinary_words_are_no_dateline(text: str) -> None:
    front = front_matter(text)
    assert front.dateline_place is None
    assert front.published is None


def test_headline_and_lines_of_publication_stand_above_the_body() -> None:
    text = f"Two killed in Harasta\n\nPosted on November 3, 2016\nBy John Smith\n\n{BODY}"
    front = front_matter(text)
    assert front.title == "Two killed in Harasta"
    assert (front.published, front.published_basis) == (date(2016, 11, 3), "metadata")
    assert text[front.body_start :] == BODY


@pytest.mark.parametrize(
    "line",
    ["Published: 3 November 2016", "Date: 2016-11-03", "Published Thu, Nov. 3, 2016 at 9:00",
     "3 November 2016", "2016-11-03 14:05 GMT"],
)  # fmt: skip
def test_lines_that_state_the_day_of_publication(line: str) -> None:
    assert front_matter(f"Two killed in Harasta\n{line}\n\n{BODY}").published == date(2016, 11, 3)


@pytest.mark.parametrize(
    "line",
    ["Date: yesterday", "Published: November 2016", "Date: 03/11/2016", "Updated: 3 May 2016"],
)
def test_lines_that_leave_the_day_open_give_none(line: str) -> None:
    assert front_matter(f"{line}\n\n{BODY}").published is None


def test_a_wire_dispatch_with_slugs() -> None:
    text = (
        "URGENT\nBC-IRAQ-MOSUL\n(Adds details, byline)\n\nForces enter Mosul\n\n"
        f"MOSUL, Iraq, Nov 3 (Xinhua) -- {BODY}\n\nENDS\n"
    )
    report = read_text(text)
    assert (report.read_as, report.title) == ("wire", "Forces enter Mosul")
    assert report.text[report.body_start :].startswith(BODY)
    assert report.publisher == "Xinhua"
    assert report.published is None
    assert any("states no year" in note for note in report.notes)


def test_a_wire_dispatch_with_headers() -> None:
    text = (
        "From: News Desk <desk@example.org>\nDate: Thu, 3 Nov 2016 10:00:00 +0300\n"
        f"Subject: Shelling in Harasta\n\n{BODY}"
    )
    report = read_text(text)
    assert (report.read_as, report.text) == ("wire", text)
    assert (report.title, report.publisher) == ("Shelling in Harasta", "News Desk")
    assert report.published == date(2016, 11, 3)
    assert text[report.body_start :] == BODY


def test_a_dateline_without_a_year_takes_it_from_the_day_that_is_known() -> None:
    text = f"MOSUL, Iraq, Nov. 3 (Reuters) — {BODY}"
    known = read_text(text, settings=Settings(published=date(2017, 2, 1)))
    assert (known.published, known.published_basis) == (date(2016, 11, 3), "dateline")
    assert read_text(text).published is None


def test_a_headline_with_a_full_stop_above_a_dateline() -> None:
    front = front_matter(f"Town struggles on.\n\nCurfew lifted.\n\nHARASTA - {BODY}")
    assert (front.title, front.dateline_place) == ("Town struggles on.", "HARASTA")


def test_without_anything_above_it_the_body_is_the_whole_text() -> None:
    assert front_matter("\n\n  The army fired.\nMore.").body_start == 0


@pytest.mark.parametrize(
    "line",
    [
        "URGENT",
        "BC-IRAQ-MOSUL",
        "(Recasts, adds quotes)",
        "a0123",
        "UPDATE 2",
        "1ST LEAD",
        "ENDS",
        "-30-",
        "Eds: changes byline.",
    ],
)
def test_slugs(line: str) -> None:
    assert is_slug(line)


@pytest.mark.parametrize("line", ["Forces enter Mosul", "MOSUL FALLS", "The army fired.", "UN", ""])
def test_headlines_are_no_slugs(line: str) -> None:
    assert not is_slug(line)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2016-11-03T23:30:00+03:00", "2016-11-03"),
        ("20161103", "2016-11-03"),
        ("Thu, 3 Nov 2016 10:00:00 GMT", "2016-11-03"),
        ("13/11/2016", "2016-11-13"),
        ("11/13/2016", "2016-11-13"),
        ("3.11.2016", "2016-11-03"),
        ("the 3rd of November, 2016", "2016-11-03"),
        ("1478131200", "2016-11-03"),
        ("1478131200000", "2016-11-03"),
        ("03/11/2016", None),
        ("2016", None),
        ("November 2016", None),
        ("31 February 2016", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_days(words: str, day: str | None) -> None:
    found, note = day_of_value(words)
    assert found == (date.fromisoformat(day) if day else None)
    assert found is not None or note or not words


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_a_whole_day_is_read_back(day: date) -> None:
    for words in (
        day.isoformat(),
        f"{day.day} {day:%B} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
    ):
        stated = find_day(words)
        assert stated is not None
        assert stated.day == day


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.dates(date(2000, 1, 1), date(2000, 12, 31)))
def test_a_year_from_a_known_day_is_the_latest_that_fits(known: date, month_day: date) -> None:
    found = latest_before((month_day.month, month_day.day), known)
    assert found is None or (found.month, found.day) == (month_day.month, month_day.day)
    assert found is None or -1 <= (known - found).days <= 8 * 366


@pytest.mark.parametrize(
    "text",
    [
        "BY " + "A" * 90 + "!",
        "By a " + "ABC" * 30 + "1 - x",
        "A-" * 3000,
        "(" * 5000,
        "Published " * 600,
        "\n".join(["MOSUL, " * 20] * 50),
        "[A] " * 2000,
    ],
)
def test_no_line_makes_the_search_slow(text: str) -> None:
    begun = time.perf_counter()
    front = front_matter(text)
    assert front.published is None
    assert time.perf_counter() - begun < 1
