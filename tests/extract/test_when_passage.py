"""Days that come from elsewhere in the report: retold events, heads of entries, periods."""

from datetime import date

import pytest

from dateline.pipeline import code
from sample import report

THURSDAY = date(2016, 11, 3)


def days(text, published=THURSDAY):
    """Return the days of the claims by the words of their triggers."""
    coded = code(report(text, published=published))
    return {
        c.trigger.quote: (c.date.start.isoformat(), c.date.end and c.date.end.isoformat())
        if c.date
        else None
        for c in coded.claims
    }


def rules(text, published=THURSDAY):
    coded = code(report(text, published=published))
    return [(c.trigger.quote, c.date.rule) for c in coded.claims if c.date]


SUNDAY = ("2016-10-30", "2016-10-30")


@pytest.mark.parametrize(
    ("retelling", "trigger", "shown"),
    [
        ("The coalition denied that its guns had shelled the town.", "shelled", "account"),
        ("The governor said the rockets had been fired by rebels.", "fired", "means"),
        ("The attack wounded nine of the traders.", "wounded", "event"),
    ],
)
def test_a_claim_that_retells_an_event_takes_its_day(retelling, trigger, shown):
    text = (
        "Rockets were fired at the market of Saada, which was shelled on Sunday, and killed 14. "
        f"Parliament will debate taxes on Monday. {retelling}"
    )
    found = [rule for words, rule in rules(text) if trigger in words]
    assert found[-1].endswith(f"retold-{shown}")


def test_another_event_of_the_kind_keeps_no_day():
    text = "Jets bombed the market of Saada on Sunday. The army has bombed 200 villages since 2014."
    dates = [c.date for c in code(report(text, published=THURSDAY)).claims]
    assert [day.start.year for day in dates] == [2016, 2014]
    text = (
        "Gunmen shot a judge in Goma on Sunday. The shooting of a trader in Beni remains unsolved."
    )
    assert days(text)["shooting"] is None


def test_the_day_at_the_head_of_an_entry_holds_for_all_of_it():
    text = (
        "Incidents recorded by our monitors, issued 24 September 2003\n\n"
        "7-8 Sept. (Kalikot): Overnight attack on the police post at Kotbada; four policemen "
        "killed.\n\n9 Sept. (Dang): Soldiers beat a farmer. A shop was looted."
    )
    found = days(text, None)
    assert found["killed"] == ("2003-09-07", "2003-09-08")
    assert found["beat"] == found["looted"] == ("2003-09-09", "2003-09-09")


def test_what_comes_later_leaves_the_day_of_an_entry():
    text = (
        "Incidents, issued 24 September 2003\n\n"
        "9 Sept. (Dang): Rebels abducted six villagers. They later released the six."
    )
    assert days(text, None)["released"] is None


def test_entries_of_a_live_page_are_of_its_day():
    text = (
        "14.20 Ganja comes under rocket fire.\n\n"
        "12.05 The ministry says its troops captured Hadrut.\n\n"
        "10.48 The Red Cross condemns attacks on towns."
    )
    assert set(days(text).values()) == {("2016-11-03", "2016-11-03")}
    assert days(text.replace("14.20 ", "").replace("12.05 ", ""))["captured"] is None


def test_a_bulletin_dates_what_it_tells_without_a_day():
    text = (
        "Reporting period: 22 July (15:00) to 24 July 2014\n\nKey figures\n\n"
        "Air strikes killed 121 people in Gaza. On 23 July a shell hit a clinic."
    )
    found = days(text, None)
    assert found["killed"] == ("2014-07-22", "2014-07-24")
    assert found["hit"] == ("2014-07-23", "2014-07-23")


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Miners vowed to strike on Friday.", "strike", ("2016-11-04", "2016-11-04")),
        ("Rebels threatened to attack Beni by Friday.", "attack", ("2016-11-03", "2016-11-04")),
        ("Troops would be flown in over the weekend, he said.", "flown",
         ("2016-11-05", "2016-11-06")),
        ("Rebels blew up the pipeline for the 31st time this year.", "blew up", None),
        ("Overnight the army reported that Terter had been shelled.", "shelled",
         ("2016-11-02", "2016-11-03")),
        ("A court jailed nine men on Friday for a bomb attack on a post in which two "
         "conscripts died in October 1996.", "bomb attack", ("1996-10-01", "1996-10-31")),
        ("Crowds marched towards the checkpoint on 23 October.", "marched",
         ("2016-10-23", "2016-10-23")),
    ],
)  # fmt: skip
def test_words_of_time_and_what_they_date(text, trigger, expected):
    assert {k: v for k, v in days(text).items() if trigger in k} == {
        k: expected for k in days(text) if trigger in k
    }
    assert any(trigger in k for k in days(text))


def test_the_main_line_of_a_report_is_of_its_day():
    text = (
        "Gunmen attacked a school near Goma on Sunday, killing four pupils.\n\n"
        "Parents waited at the hospital.\n\nNobody knew the names.\n\nThe road is bad.\n\n"
        "The mayor is ill.\n\nHe has no deputy.\n\nThe town is small.\n\nIt has one school.\n\n"
        "The price of bread is high.\n\nPolice detained two drivers."
    )
    assert days(text)["detained"] == SUNDAY
    assert dict(rules(text))["detained"].endswith("+story")


def test_a_passage_that_turned_to_another_time_is_not_of_the_day_of_the_report():
    text = (
        "Gunmen attacked a school near Goma on Sunday, killing four pupils.\n\n"
        "In 2012 rebels captured the town.\n\nThey are still feared.\n\nThey looted two banks."
    )
    assert days(text)["looted"] != SUNDAY


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Nine men died and thirteen were injured on Sunday.", "died", SUNDAY),
        ("Rebels have killed 40 people since they took the town in May.", "killed",
         ("2016-05-01", None)),
        ("The 23 March Movement shelled a patrol.", "shelled", None),
        ("In a statement issued on Sunday the group denied this and accused the army.", "accused",
         SUNDAY),
    ],
)  # fmt: skip
def test_days_that_clauses_share(text, trigger, expected):
    assert days(text)[trigger] == expected


def test_a_deed_of_the_same_kind_at_the_same_place_has_the_day_of_the_last():
    text = (
        "Gunmen attacked a mill in Goma on Sunday. Parliament is to debate the matter.\n\n"
        "In Goma, a spokesman said that two guards had been wounded by the gunmen."
    )
    assert days(text)["wounded"] == SUNDAY


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        (
            "Two men were killed and nine persons injured on Sunday in Goma.",
            "killed",
            SUNDAY,
        ),
        (
            "The rebels failed to take the nearby post on Sunday, losing five men.",
            "losing",
            SUNDAY,
        ),
        (
            "Reprisals followed on Sunday in Goma, where youths burned two houses.",
            "burned",
            SUNDAY,
        ),
        ("A shell struck the last car of a convoy late on Sunday.", "struck", SUNDAY),
        ("They condemned the murder of a judge, who was shot on Sunday.", "murder", SUNDAY),
        (
            "The army arrested nine men in the week of 17 October.",
            "arrested",
            ("2016-10-17", "2016-10-23"),
        ),
        ("The army has killed 200 men this month.", "killed", ("2016-11-01", "2016-11-03")),
        ("The ministers meet their allies on Monday.", "meet", ("2016-11-07", "2016-11-07")),
        (
            "The Council extended the ban until 15 December 2017 and condemned the attack of "
            "14 October.",
            "attack",
            ("2016-10-14", "2016-10-14"),
        ),
        (
            "Nine men have been arrested since the attack of 2 October.",
            "arrested",
            ("2016-10-02", None),
        ),
    ],
)
def test_more_dates_of_deeds(text, trigger, expected):
    found = days(text)
    assert next(day for words, day in found.items() if trigger in words) == expected


def test_the_day_of_a_statement_is_not_that_of_the_deed_it_owns_up_to():
    text = "The Front claimed responsibility for the bombing in a statement posted on Sunday."
    assert days(text)["claimed responsibility"] is None
