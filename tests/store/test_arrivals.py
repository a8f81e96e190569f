"""New reports join or open events; the outcome is that of linking everything at once."""

import random
from dataclasses import replace

import pytest

from dateline.event_records import Decision
from dateline.store.check import Checked, check
from dateline.store.project import Project
from made_up import made_up


def outcome(project):
    """Return events and pairs without their ids, which depend on what was there first."""
    events = {event.event_id: event for event in project.events()}
    told = {
        event.claim_ids: replace(
            event,
            event_id="",
            related=tuple(sorted((how, events[other].claim_ids) for how, other in event.related)),
        )
        for event in events.values()
    }
    pairs = {(pair.claim_a, pair.claim_b): pair for pair in project.pairs(undecided=False)}
    return told, pairs


def put(project, some):
    for one in some:
        project.add([one.report])
        project.keep(one, project.begin_run("code", "one", {}))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_arriving_in_parts_is_as_arriving_at_once(tmp_path, seed):
    chance = random.Random(seed)
    coded = made_up(120, seed, days=12).coded
    with Project.create(tmp_path / "whole") as whole, Project.create(tmp_path / "parts") as parts:
        put(whole, coded)
        whole.link()
        mixed = chance.sample(coded, len(coded))
        put(parts, mixed[: len(mixed) * 3 // 4])
        assert parts.link().whole
        for at in range(len(mixed) * 3 // 4, len(mixed), 2):
            put(parts, mixed[at : at + 2])
            done = parts.link()
            assert not done.whole
        assert outcome(parts) == outcome(whole)
        assert [str(fault) for fault in check(parts, Checked())] == []
        journal = parts.changes()
        assert parts.link().made == 0
        assert parts.link(again=True).made == 0
        assert parts.changes() == journal


def test_what_is_changed_withdrawn_and_decided_is_linked_as_all_would_be(tmp_path):
    chance = random.Random(5)
    coded = made_up(100, 5, days=10).coded
    with Project.create(tmp_path / "p") as project:
        put(project, coded)
        project.link()
        for _ in range(6):
            one = chance.choice(coded)
            kept = tuple(chance.sample(one.claims, len(one.claims) - 1))
            ordered = sorted(kept, key=lambda c: c.trigger.start)
            put(project, [replace(one, claims=tuple(ordered))])
            claim = chance.choice(list(project.claims()))
            project.decide(Decision("Ada", "", "reject", claim.claim_id))
            other = chance.choice(list(project.claims()))
            project.decide(
                Decision("Ada", "", "edit", other.claim_id, "date", after={"start": "2014-01-05"})
            )
            for pair in project.pairs()[:1]:
                subject = f"{pair.claim_a} {pair.claim_b}"
                kind = chance.choice(["same_event", "different_event"])
                project.decide(Decision("Ada", "", kind, subject))
            assert not project.link().whole
            parts = outcome(project)
            project.link(again=True)
            assert outcome(project) == parts


def test_much_that_is_new_is_linked_with_all(tmp_path):
    coded = made_up(30, days=10).coded
    with Project.create(tmp_path / "p") as project:
        put(project, coded[:3])
        assert project.link().whole
        put(project, coded[3:])
        assert project.link().whole
