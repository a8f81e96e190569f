from dataclasses import replace
from datetime import date, timedelta

import pytest
from by_hand import mention, parse

from dateline.extract.when.calendar import (
    full_year,
    season_of,
    shifted,
    week_of,
    weekday_after,
    weekday_before,
)
from dateline.extract.when.dates import (
    date_of,
    frame_of,
    time_expressions,
    timex_value,
    token_indices,
)
from dateline.reasons import EMPTY
from dateline.spans import verify

THURSDAY = date(2016, 11, 3)
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def dated(event, parsed):
    times = time_expressions(parsed)
    return date_of(event, parsed, frame_of(parsed, times))


def when(text, word, published=THURSDAY, nth=0):
    parsed = parse(text, published)
    event = mention(parsed, word, nth)
    value, reason, words = dated(event, parsed)
    anchors = (*words, *(value.anchors if value else ()))
    assert verify(text, anchors) == []
    assert (value is None) == (reason is not None)
    assert reason is None or reason in EMPTY
    return value, reason, [a.quote for a in words]


def only(text, published=THURSDAY):
    found = time_expressions(parse(text, published))
    assert len(found) == 1, [e.tokens for e in found]
    return found[0]


@pytest.mark.parametrize("number", range(7))
@pytest.mark.parametrize("shift", range(7))
def test_weekday_by_publication_weekday_and_tense(number, shift):
    published = THURSDAY + timedelta(days=shift)
    name = DAYS[number]
    past = only(f"Rebels attacked the town on {name}.", published).value
    future = only(f"The leaders will meet on {name} in Geneva.", published).value
    assert past is not None
    assert future is not None
    assert past.start.weekday() == future.start.weekday() == number
    assert timedelta(0) <= published - past.start < timedelta(days=7)
    assert timedelta(0) <= future.start - published < timedelta(days=7)
    assert past.basis == "resolved"


RELATIVE = [
    ("yesterday", "2016-11-02", "2016-11-02", "day"),
    ("today", "2016-11-03", "2016-11-03", "day"),
    ("overnight", "2016-11-02", "2016-11-03", "day"),
    ("last night", "2016-11-02", "2016-11-02", "day"),
    ("this morning", "2016-11-03", "2016-11-03", "day"),
    ("late Tuesday", "2016-11-01", "2016-11-01", "day"),
    ("on Sunday night", "2016-10-30", "2016-10-30", "day"),
    ("last Thursday", "2016-10-27", "2016-10-27", "day"),
    ("this Thursday", "2016-11-03", "2016-11-03", "day"),
    ("last week", "2016-10-24", "2016-10-30", "week"),
    ("earlier this week", "2016-10-31", "2016-11-03", "week"),
    ("earlier this year", "2016-01-01", "2016-11-03", "year"),
    ("last month", "2016-10-01", "2016-10-31", "month"),
    ("last year", "2015-01-01", "2015-12-31", "year"),
    ("at the weekend", "2016-10-29", "2016-10-30", "day"),
    ("three days ago", "2016-10-31", "2016-10-31", "day"),
    ("two weeks ago", "2016-10-17", "2016-10-23", "week"),
    ("a year ago", "2015-01-01", "2015-12-31", "year"),
    ("on 17 October", "2016-10-17", "2016-10-17", "day"),
    ("on December 17", "2015-12-17", "2015-12-17", "day"),
    ("in mid-October", "2016-10-01", "2016-10-31", "month"),
    ("in December", "2015-12-01", "2015-12-31", "month"),
    ("last June", "2016-06-01", "2016-06-30", "month"),
    ("last summer", "2016-06-01", "2016-08-31", "season"),
    ("between 1 and 3 November", "2016-11-01", "2016-11-03", "day"),
    ("on 1-3 November", "2016-11-01", "2016-11-03", "day"),
    ("from Monday to Wednesday", "2016-10-31", "2016-11-02", "day"),
    ("since early November", "2016-11-01", None, "month"),
    ("in the past two years", "2014-11-03", "2016-11-03", "year"),
]


@pytest.mark.parametrize(("words", "start", "end", "precision"), RELATIVE)
def test_words_relative_to_publication(words, start, end, precision):
    value, _, _ = when(f"Rebels shelled the town {words}.", "shelled")
    assert value is not None
    found = (value.start.isoformat(), value.end and value.end.isoformat(), value.precision)
    assert found == (start, end, precision)
    assert value.basis == "resolved"


@pytest.mark.parametrize(
    "words", ["yesterday", "last week", "on Friday", "three days ago", "overnight", "last summer"]
)
def test_without_publication_relative_words_stay_and_say_why(words):
    value, reason, kept = when(f"Rebels shelled the town {words}.", "shelled", None)
    assert value is None
    assert reason == "no_publication_date"
    assert kept
    assert kept[0] in words


ABSOLUTE = [
    ("on 17 October 2016", "2016-10-17", "2016-10-17"),
    ("on October 17, 2016", "2016-10-17", "2016-10-17"),
    ("on 17/10/2016", "2016-10-17", "2016-10-17"),
    ("on 10/17/2016", "2016-10-17", "2016-10-17"),
    ("on 2016-10-17", "2016-10-17", "2016-10-17"),
    ("on the 17th of October 2016", "2016-10-17", "2016-10-17"),
    ("in 2006", "2006-01-01", "2006-12-31"),
    ("since December 2015", "2015-12-01", None),
    ("in the summer of 2015", "2015-06-01", "2015-08-31"),
    ("in the 1990s", "1990-01-01", "1999-12-31"),
]


@pytest.mark.parametrize(("words", "start", "end"), ABSOLUTE)
def test_full_dates_need_no_publication_date(words, start, end):
    value, _, _ = when(f"Rebels held the town {words}.", "held", None)
    assert value is not None
    assert (value.start.isoformat(), value.end and value.end.isoformat()) == (start, end)
    assert value.basis == "stated"


def test_upper_case_and_two_digit_years():
    expression = only("GUERRILLAS ATTACKED THE BARRACKS ON 4 FEB 90.")
    assert expression.value is not None
    assert expression.value.start == date(1990, 2, 4)


@pytest.mark.parametrize(
    "text",
    [
        "The talks may resume.",
        "The army killed 2016 people.",
        "He sat in the sun.",
        "The fall of the town was near.",
        "Rebels march on the capital.",
        "A second bomb exploded.",
        "A 12-year-old boy was killed.",
        "The Council adopted Resolution 2254.",
    ],
)
def test_what_is_no_date(text):
    assert [e.tokens for e in time_expressions(parse(text, THURSDAY))] == []


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("The siege lasted two years.", "duration", "duration_only"),
        ("They protest every Friday.", "set", "not_an_event_date"),
        ("Fighting resumed during Ramadan.", "date", "not_found"),
        ("The war is now over.", "date", "not_an_event_date"),
    ],
)
def test_expressions_that_are_no_day(text, kind, reason):
    expression = only(text)
    assert (expression.kind, expression.value, expression.reason) == (kind, None, reason)


OWNERS = [
    ("The army said on Tuesday that troops killed five men.", "killed", None),
    ("The army said troops on Tuesday killed five men.", "killed", "2016-11-01"),
    ("Troops killed five men on Tuesday, the army said.", "killed", "2016-11-01"),
    ("Troops killed five men, the army said on Tuesday.", "killed", None),
    ("On Monday a bomb exploded in the market, killing five.", "killing", "2016-10-31"),
    ("Five people were killed in an attack on Monday.", "attack", "2016-10-31"),
    ("Five people were killed in an attack on Monday.", "killed", "2016-10-31"),
    ("Monday's attack killed five people.", "killed", "2016-10-31"),
    ("The government condemned Monday's attack on the school.", "condemned", None),
    ("The government condemned Monday's attack on the school.", "attack", "2016-10-31"),
    ("On Sunday troops entered the city and shelled the airport.", "shelled", "2016-10-30"),
    ("Gunmen who attacked a convoy last Friday were arrested on Wednesday.", "arrested",
     "2016-11-02"),
    ("Gunmen who attacked a convoy last Friday were arrested on Wednesday.", "attacked",
     "2016-10-28"),
    ("Police arrested two suspects after Sunday's bombing.", "arrested", None),
    ("The army plans to attack the city on Saturday.", "attack", "2016-11-05"),
    ("Twelve men were killed when two clans clashed on Sunday.", "killed", "2016-10-30"),
    ("Rebels mined the road and blew up a bridge on Tuesday.", "mined", "2016-11-01"),
    ("Troops began shelling the town on Tuesday.", "began", "2016-11-01"),
    ("Rebels took the village on Tuesday after jets struck the base.", "struck", None),
    ("Loyalists threatened on Tuesday to burn the school.", "burn", None),
    ("On Tuesday troops traded fire with gunmen; one soldier was injured.", "injured",
     "2016-11-01"),
    ("A report on the killing of two men appeared on Tuesday.", "killing", None),
    ("On 1 November, a Tuesday, rebels shelled the town.", "shelled", "2016-11-01"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "day"), OWNERS)
def test_a_date_is_the_events_or_not(text, word, day):
    value, _, _ = when(text, word)
    assert (value.start.isoformat() if value else None) == day


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked the town for the first time in two years.",
        "Clashes raged for two years and rebels attacked for two years.",
    ],
)
def test_how_long_is_not_when(text):
    value, reason, words = when(text, "attacked", None)
    assert value is None
    assert reason == "duration_only"
    assert words == ["two years"]


@pytest.mark.parametrize(
    ("text", "word", "day", "basis"),
    [
        ("Rebels shelled it on 17 October. The next day they seized it.", "seized", "2016-10-18",
         "resolved"),
        ("Rebels shelled it on 21 April 2017. Two days later they took it.", "took", "2017-04-23",
         "resolved"),
        ("On 21 April 2017, gunmen attacked a base. They killed 140 men.", "killed", "2017-04-21",
         "inferred"),
        ("Gunmen attacked a base on Friday.\n\nThe attack killed 140 men.", "killed", "2016-10-28",
         "inferred"),
        ("Fighting began on 5 May 2009. On 7 May troops took it.", "took", "2009-05-07",
         "resolved"),
    ],
)  # fmt: skip
def test_dates_told_before(text, word, day, basis):
    value, _, _ = when(text, word, THURSDAY)
    assert value is not None
    assert (value.start.isoformat(), value.basis) == (day, basis)


@pytest.mark.parametrize(
    "second",
    [
        "They had killed 140 men.",
        "They will kill more men, he had said, killed or not.",
        "In 2012 they killed 140 men.",
    ],
)
def test_background_takes_no_date_from_before(second):
    value, _, _ = when(f"Gunmen attacked a base on Friday. {second}", "killed")
    assert value is None or value.start.year == 2012


NEWS = "Rebels shelled the town on Tuesday. Shells fell all over it.\n\n"


@pytest.mark.parametrize(
    ("last", "day"),
    [
        ("Medics said the shells had killed five men.", "2016-11-01"),
        ("Five were killed, an official said on Wednesday.", "2016-11-01"),
        ("Elsewhere, five men were killed.", None),
        ("Rebels have repeatedly killed men there.", None),
        ("During its early years the group killed men.", None),
    ],
)
def test_a_day_told_once_holds_while_the_passage_goes_on(last, day):
    value, _, _ = when(NEWS + last, "killed")
    assert (value.start.isoformat() if value else None) == day


def test_who_answers_may_answer_any_day():
    parsed = parse(NEWS + "The army accused the rebels.", THURSDAY)
    event = replace(mention(parsed, "accused"), event_type="ACCUSE")
    value, reason, _ = dated(event, parsed)
    assert (value, reason) == (None, "not_stated")


def test_a_line_on_top_tells_the_day_of_writing():
    text = "Situation as of 18:00, 3 October 2023\n\nRebels shelled the town yesterday."
    value, _, _ = when(text, "shelled", None)
    assert value is not None
    assert value.start == date(2023, 10, 2)


def test_the_day_of_a_deed_is_not_that_of_the_claim_of_it():
    text = "The group claimed responsibility on Sunday for a bombing in the town on Friday."
    parsed = parse(text, THURSDAY)
    event = mention(parsed, "claimed")
    event = replace(event, entry=replace(event.entry, note="responsibility"))
    value, _, _ = dated(event, parsed)
    assert value is not None
    assert value.start == date(2016, 10, 28)


def test_an_unknown_day_says_that_nothing_is_stated():
    assert when("Troops killed five men.", "killed") == (None, "not_stated", [])


def test_token_indices_cover_the_words():
    parsed = parse("Rebels shelled the town on 17 October 2016.", None)
    covered = token_indices(time_expressions(parsed))
    assert [t.text for t in parsed.tokens if t.i in covered] == ["17", "October", "2016"]


def test_timex_notation():
    assert only("It began in October 2016.").iso == "2016-10"
    for words, iso in [("last week", "2016-W43"), ("last summer", "2016-SU"), ("in 2006", "2006")]:
        expression = only(f"Rebels shelled the town {words}.")
        assert expression.value is not None
        assert expression.iso == timex_value(expression.value) == iso


def test_calendar():
    assert shifted(date(2016, 3, 31), -1, "M") == date(2016, 2, 29)
    assert week_of(THURSDAY).iso == "2016-W44"
    assert season_of(2015, "WI").end == date(2016, 2, 29)
    assert weekday_before(THURSDAY, 3, strictly=True) == date(2016, 10, 27)
    assert weekday_after(THURSDAY, 3) == THURSDAY
    assert (full_year(90, THURSDAY), full_year(90, None), full_year(5, None)) == (1990, 1990, 2005)
    with pytest.raises(ValueError, match="outside the calendar"):
        shifted(date(9999, 12, 1), 1, "Y")
