"""Decisions on events: merged and split by hand, and they stick."""

import pytest

from dateline.errors import UsageError
from dateline.event_records import Decision
from dateline.store.check import Checked, check
from made_up import filled_project


@pytest.fixture
def project(tmp_path):
    with filled_project(tmp_path / "p", 12) as made:
        made.link()
        yield made
        assert [str(fault) for fault in check(made, Checked())] == []


def decide(project, kind, subject, **more):
    return project.decide(Decision("Ada", "", kind, subject, **more))


def whole(project):
    return {frozenset(event.claim_ids) for event in project.events()}


def test_merging_sticks_and_is_taken_back(project):
    before = whole(project)
    one, other = project.events(order="id", limit=2)
    kept = decide(project, "merge", f"{one.event_id} {other.event_id}")
    assert kept.before == [list(one.claim_ids), list(other.claim_ids)]
    together = {*one.claim_ids, *other.claim_ids}
    assert together in whole(project)
    assert project.event(one.event_id) == project.event(other.event_id)
    project.link()
    assert together in whole(project)
    decide(project, "undo", f"{one.event_id} {other.event_id}")
    assert whole(project) == before


def test_splitting_sticks_and_is_taken_back(project):
    before = whole(project)
    event = max(project.events(), key=lambda e: len(e.claim_ids))
    first = event.claim_ids[0]
    with pytest.raises(UsageError, match="not some of its claims"):
        decide(project, "split", event.event_id, after=[list(event.claim_ids)])
    decide(project, "split", event.event_id, after=[[first]])
    assert {first} in whole(project)
    project.link()
    assert {first} in whole(project)
    assert project.count() == len(before) + 1
    decide(project, "undo", event.event_id)
    project.link()
    assert whole(project) == before


def test_a_rejected_claim_leaves_its_event_and_comes_back(project):
    event = max(project.events(), key=lambda e: len(e.claim_ids))
    first = event.claim_ids[0]
    decide(project, "reject", first)
    assert project.event(event.event_id).claim_ids == event.claim_ids[1:]
    for claim in event.claim_ids[1:]:
        decide(project, "reject", claim)
    assert project.event(event.event_id) is None
    for claim in event.claim_ids:
        decide(project, "undo", claim)
    assert project.event(event.event_id).claim_ids == event.claim_ids


def test_a_discounted_event_says_so(project):
    event = project.events(limit=1)[0]
    decide(project, "discount", event.event_id, why="a drill")
    assert project.event(event.event_id).grade == "discounted"
    project.link()
    assert project.event(event.event_id).grade == "discounted"
    decide(project, "undo", event.event_id)
    assert project.event(event.event_id).grade == event.grade


def test_a_value_of_an_event_is_set_by_choosing_a_claim(project):
    killed = [e for e in project.events(order="killed") if e.counts]
    decide(project, "merge", f"{killed[0].event_id} {killed[-1].event_id}")
    event = project.event(killed[0].event_id)
    assert "killed" in event.disagreements
    number = len(project.decisions())
    claim = project.claims_of_event(event.event_id)[-1]
    (told,) = (count.low for count in claim.counts)
    for field in ("killed", "date", "actor"):
        decide(
            project, "set_value", event.event_id, field=field, after={"claim_id": claim.claim_id}
        )
    for _ in range(2):
        now = project.event(event.event_id)
        (killed,) = (count for count in now.counts if count.kind == "killed")
        assert (killed.low, killed.high, len(killed.figures)) == (told, told, len(event.claim_ids))
        assert "killed" not in now.disagreements
        assert claim.claim_id in now.actor[0].claim_ids
        assert f"{told} " in now.sentence
        project.link()
    decide(project, "set_value", event.event_id, why="a note only")
    decide(project, "undo", event.event_id, before=number + 1)
    assert "killed" in project.event(event.event_id).disagreements
