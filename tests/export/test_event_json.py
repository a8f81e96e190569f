import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import DamagedFile
from dateline.event_records import Comparison, Decision, Event, Family
from dateline.export import event_json as form
from dateline.export.json_fields import dump_line
from dateline.records import Place

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=5,
)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
FAMILIES = st.builds(Family, shares=st.lists(NUMBERS, max_size=3).map(tuple))
PARTS = st.builds(form.Part, weight=NUMBERS)
COMPARISONS = st.builds(Comparison, parts=st.lists(PARTS, max_size=3).map(tuple), score=NUMBERS)
PLACES = st.none() | st.builds(Place, latitude=NUMBERS, longitude=NUMBERS)
EVENTS = st.builds(Event, place=PLACES)
DECISIONS = st.builds(Decision, before=JSON_VALUES, after=JSON_VALUES)


@settings(max_examples=60, deadline=None)
@given(EVENTS)
def test_any_event_comes_back_unchanged(event):
    line = dump_line(form.to_json(event))
    assert form.from_json(json.loads(line)) == event
    assert len(line.splitlines()) == 1


@settings(max_examples=30, deadline=None)
@given(FAMILIES, COMPARISONS, DECISIONS)
def test_families_comparisons_and_decisions_come_back_unchanged(family, comparison, decision):
    assert form.family_from_json(json.loads(dump_line(form.family_to_json(family)))) == family
    told = json.loads(dump_line(form.comparison_to_json(comparison)))
    assert form.comparison_from_json(told) == comparison
    told = json.loads(dump_line(form.decision_to_json(decision)))
    assert form.decision_from_json(told) == decision


@settings(max_examples=5, deadline=None)
@given(EVENTS)
def test_a_fault_is_named_with_its_field(event):
    record = {**form.to_json(event), "grade": "verified"}
    with pytest.raises(DamagedFile, match="grade: is 'verified', not one of weak"):
        form.from_json(record, "events.jsonl, line 2")
