from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import UsageError
from dateline.filters import (
    BLANK,
    KEYS,
    Filter,
    from_params,
    in_words,
    matches,
    to_options,
    to_params,
)
from dateline.filters.params import CODES, MANY
from story import BOMBING, DETENTIONS, EVENTS, REPORTS, SHELLING, STRIKE, claims_of

WORDS = st.one_of(
    st.sampled_from([BLANK, "blank", "\\blank", "\\", "-x", "a,b", "é;&=", "yes"]),
    st.text(min_size=1, max_size=8),
).filter(lambda value: value == value.strip())
DAYS = st.dates(date(1946, 1, 1), date(2046, 1, 1))
CORNER = st.floats(-180, 180)
SINGLE = {
    "box": st.tuples(CORNER, CORNER, CORNER, CORNER),
    "since": DAYS,
    "until": DAYS,
    "place": st.sampled_from(["yes", "no", "also"]),
    "dated": st.sampled_from(["yes", "no", "also"]),
    "disagree": st.booleans(),
    "reviewed": WORDS.filter(bool),
    "killed": st.integers(0, 10**6),
    "text": WORDS.filter(bool).map(lambda words: " ".join(words.split())).filter(bool),
}


def _values(key):
    if key not in MANY:
        return st.none() | SINGLE[key]
    values = st.sampled_from([BLANK, *CODES[key]]) if key in CODES else WORDS
    return st.lists(values, unique=True, max_size=3).map(tuple)


FILTERS = st.builds(Filter, **{key: _values(key) for key in KEYS}).map(
    lambda f: replace(f, until=None) if f.since and f.until and f.since > f.until else f
)


@settings(max_examples=100, deadline=None)
@given(FILTERS)
def test_a_filter_is_its_url_and_its_command_line(wanted):
    assert from_params(to_params(wanted)) == wanted
    told = in_words(wanted)
    assert told == told.strip()
    assert told == "All events" or wanted != Filter()


def test_options_are_the_same_names():
    wanted = Filter(event_type=("ASSAULT",), box=(-5.0, 1.0, 2.0, 3.0), place="also")
    assert to_options(wanted) == [
        "--event-type", "ASSAULT", "--box=-5.0,1.0,2.0,3.0", "--place", "also",
    ]  # fmt: skip
    assert from_params([("event-type", "ASSAULT")]) == Filter(event_type=("ASSAULT",))


def test_empty_fields_of_a_form_ask_nothing():
    pairs = [
        ("event_type", ""),
        ("since", " "),
        ("page", "2"),
        ("mode", "drone"),
        ("mode", "drone"),
    ]
    assert from_params(pairs, others=("page",)) == Filter(mode=("drone",))


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([("contry", "IRQ")], "Did you mean 'country'"),
        ([("status", "hapened")], "Did you mean 'happened'"),
        ([("since", "3 Nov")], "write it as 2016-11-03"),
        ([("killed", "-3")], "no whole number"),
        ([("box", "1,2,3")], "west,south,east,north"),
        ([("box", "1,2,3,nan")], "west,south,east,north"),
        ([("place", "maybe")], "yes, no, also"),
        ([("since", "2016-01-02"), ("until", "2016-01-01")], "after until"),
        ([("text", "a"), ("text", "b")], "given twice"),
    ],
)
def test_a_wrong_filter_says_what_is_wrong(pairs, words):
    with pytest.raises(UsageError, match=words):
        from_params(pairs)


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (Filter(), "All events"),
        (
            Filter(mode=("explosives",), admin1=("Nineveh",), since=date(2016, 10, 1),
                   until=date(2016, 11, 30), reviewed="no", place="also"),
            "Explosions in Nineveh, 1 Oct–30 Nov 2016, not yet reviewed, "
            "including events without a place",
        ),
        (
            Filter(event_type=("ASSAULT", "PROTEST"), country=("IRQ", "SYR"),
                   since=date(2016, 1, 1)),
            "Attacks or protests in Iraq or Syria, since 1 Jan 2016",
        ),
        (Filter(country=("IRQ",), admin1=("Anbar", BLANK)),
         "Events in Anbar, Iraq, including events without a province"),
        (Filter(place="no", until=date(2016, 2, 3)),
         "Events, until 3 Feb 2016, without a place"),
        (Filter(mode=("arrest",), event_type=("COERCE",)), "Arrests"),
        (Filter(since=date(2015, 12, 30), until=date(2016, 1, 2), killed=1000),
         "Events, 30 Dec 2015–2 Jan 2016, at least 1,000 killed"),
        (Filter(party=("islamic_state",), status=("not_happened",), grade=("weak", "fair")),
         "Events, involving islamic state, told as not happened, graded weak or fair"),
        (Filter(source_kind=("medic", "un", "ngo"), reviewed="Ana", disagree=True, text="car bomb"),
         "Events, told by a medic, the UN or an NGO, sources differ, reviewed by Ana, "
         'with the words "car bomb"'),
        (Filter(precision=("exact", BLANK), outlet=("The Daily", BLANK)),
         "Events, at an exact place or without a place, "
         "reported by The Daily or an unnamed outlet"),
    ],
)  # fmt: skip
def test_a_filter_says_itself(wanted, words):
    assert in_words(wanted) == words


def chosen(wanted, reviewers=()):
    return {
        event.event_id
        for event in EVENTS
        if matches(wanted, event, claims_of(event), REPORTS, reviewers)
    }


ALL = {event.event_id for event in EVENTS}
ONLY = {
    "shelling": {SHELLING.event_id},
    "detentions": {DETENTIONS.event_id},
    "bombing": {BOMBING.event_id},
    "strike": {STRIKE.event_id},
}


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Filter(), "shelling detentions bombing strike"),
        (Filter(event_type=("COERCE", "PROTEST")), "detentions strike"),
        (Filter(mode=("drone", BLANK)), "bombing strike"),
        (Filter(event_type=("ASSAULT",), status=("ongoing",)), "bombing"),
        (Filter(grade=("contested",)), "shelling"),
        (Filter(source_kind=("medic", "resident")), "shelling bombing"),
        (Filter(precision=("province",)), "detentions"),
        (Filter(precision=("near",), place="also"), "bombing strike"),
        (Filter(party=("ISLAMIC_state",)), "shelling"),
        (Filter(party=("police of iraq",)), "detentions"),
        (Filter(outlet=("The Daily",)), "shelling bombing"),
        (Filter(outlet=(BLANK,)), "strike"),
        (Filter(country=("IRQ",)), "shelling detentions bombing"),
        (Filter(country=(BLANK,)), "strike"),
        (Filter(admin1=("Anbar", BLANK)), "detentions strike"),
        (Filter(box=(43.0, 36.0, 44.0, 37.0)), "shelling"),
        (Filter(box=(43.2, 30.0, 42.5, 40.0)), "detentions bombing"),
        (Filter(since=date(2016, 11, 2)), "shelling bombing"),
        (Filter(until=date(2016, 10, 19)), "detentions"),
        (Filter(until=date(2016, 10, 19), dated="also"), "detentions strike"),
        (Filter(since=date(2020, 1, 1)), "bombing"),
        (Filter(place="yes"), "shelling detentions bombing"),
        (Filter(dated="no"), "strike"),
        (Filter(disagree=True), "shelling"),
        (Filter(disagree=False, place="no"), "strike"),
        (Filter(killed=15), "shelling"),
        (Filter(killed=16), ""),
        (Filter(killed=0), "shelling"),
        (Filter(text="MORTAR  rounds"), "shelling"),
        (Filter(text="to march; to"), "strike"),
        (Filter(event_id=(STRIKE.event_id,)), "strike"),
    ],
)
def test_events_are_chosen(wanted, names):
    assert chosen(wanted) == set().union(*(ONLY[name] for name in names.split()))


def test_reviewed_events_are_chosen():
    assert chosen(Filter(reviewed="yes"), ["Ana"]) == ALL
    assert chosen(Filter(reviewed="no"), ["Ana"]) == set()
    assert chosen(Filter(reviewed="no")) == ALL
    assert chosen(Filter(reviewed="Ben"), ["Ana"]) == set()


def test_every_question_is_documented():
    documented = Filter.__doc__
    assert all(f"{field.name}" in documented for field in fields(Filter))
