"""Exports of a project, and taking them back."""

import json
from datetime import date

import pytest

from dateline.errors import IntegrityError, UsageError
from dateline.event_records import Decision
from dateline.export import lossless
from dateline.export.catalogue import SHAPES
from dateline.export.told import InMemory, Policy
from dateline.filters import Filter, matches
from dateline.store.check import Checked, check
from dateline.store.exports import write
from dateline.store.project import Project
from dateline.store.restore import restore, take_decisions
from dateline.store.selection import OfProject, OfRun
from story import (
    AGENCY,
    CLAIMS,
    DECISIONS,
    EVENTS,
    MORTARS,
    PAGE,
    REPORTS,
    SHELLING,
    SPOKESMAN,
    claims_of,
    records,
)


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p") as made:
        restore(made, records(), "story.jsonl")
        yield made


def exported(project, name, folder, wanted=None):
    shape = SHAPES[name]
    out = folder / f"{name}{shape.suffix}"
    write(shape, OfProject(project, wanted), Policy(), out, f"{name}{shape.suffix}")
    if not shape.suffix:
        return {p.name: p.read_bytes() for p in sorted(out.iterdir())}
    return {out.name: out.read_bytes(), "page": (folder / f"{out.name}.README.md").read_bytes()}


@pytest.mark.parametrize("name", ["jsonl", "package"])
def test_out_in_and_out_again_is_the_same_to_the_byte(name, project, tmp_path):
    first = exported(project, name, tmp_path / "a")
    with Project.create(tmp_path / "q") as again:
        file = next(k for k in first if k.endswith(".jsonl"))
        at = tmp_path / "a" / file if name == "jsonl" else tmp_path / "a" / "package" / file
        restore(again, lossless.read(at), at.name)
        assert exported(again, name, tmp_path / "b") == first
        assert list(check(again, Checked())) == []
        assert again.original(PAGE.report_id) == b"<p>received</p>"
        assert again.account(AGENCY.report_id) == project.account(AGENCY.report_id)


@pytest.mark.parametrize("name", SHAPES)
def test_every_form_is_the_same_after_a_round_trip(name, project, tmp_path):
    path = tmp_path / "all.jsonl"
    write(SHAPES["jsonl"], OfProject(project), Policy(), path)
    with Project.create(tmp_path / "q") as again:
        restore(again, lossless.read(path), "all.jsonl")
        assert exported(again, name, tmp_path / "b") == exported(project, name, tmp_path / "a")


def test_decisions_hold_in_a_copy_and_can_be_taken_back_there(project, tmp_path):
    assert project.claim(SPOKESMAN.claim_id).mode == "explosives"
    path = tmp_path / "all.jsonl"
    write(SHAPES["jsonl"], OfProject(project), Policy(), path)
    with Project.create(tmp_path / "q") as again:
        restore(again, lossless.read(path), "all.jsonl")
        assert again.claim(SPOKESMAN.claim_id).mode == "explosives"
        again.decide(Decision("Cy", "", "undo", SPOKESMAN.claim_id))
        assert again.claim(SPOKESMAN.claim_id).mode == "heavy-weapons"
        assert [d.decision_id for d in again.decisions()] == [1, 2, 3]


def test_a_rejected_claim_is_no_longer_told_but_comes_back(project, tmp_path):
    project.decide(Decision("Ana", "", "reject", MORTARS.claim_id, why="a film"))
    told = {t.event.event_id: t for t in OfProject(project).told()}
    shown = [c.claim_id for t in told.values() for c in t.claims]
    assert MORTARS.claim_id not in shown
    path = tmp_path / "all.jsonl"
    write(SHAPES["jsonl"], OfProject(project), Policy(), path)
    found = lossless.read(path)
    assert MORTARS.claim_id not in {c.claim_id for c in found.claims}
    assert MORTARS in found.as_made
    with Project.create(tmp_path / "q") as again:
        restore(again, found, "all.jsonl")
        again.decide(Decision("Ana", "", "undo", MORTARS.claim_id))
        assert again.claim(MORTARS.claim_id) == MORTARS


def test_only_an_empty_project_takes_everything(project):
    with pytest.raises(UsageError, match="holds reports already"):
        restore(project, records(), "again")


def test_damaged_bytes_are_refused(project, tmp_path):
    path = tmp_path / "all.jsonl"
    write(SHAPES["jsonl"], OfProject(project), Policy(), path)
    lines = path.read_text().splitlines(keepends=True)
    broken = [line.replace('"original": "PHA', '"original": "PHB') for line in lines]
    path.write_text("".join(broken))
    with pytest.raises(IntegrityError, match="do not have their hash"):
        lossless.read(path)


def test_a_colleagues_decisions_are_taken_once(project, tmp_path):
    theirs = [
        Decision("Cy", "2026-11-21T08:00:00Z", "accept", SPOKESMAN.claim_id, decision_id=1),
        Decision("Cy", "2026-11-21T08:01:00Z", "accept", "c999", decision_id=2),
    ]
    new, old, failed = take_decisions(project, [*DECISIONS, *theirs])
    assert (new, old, len(failed)) == (1, 2, 1)
    assert take_decisions(project, theirs)[:2] == (0, 1)


def test_the_project_chooses_as_the_filter_does(project):
    for wanted in (
        Filter(),
        Filter(country=("IRQ",)),
        Filter(admin1=("Nineveh",), place="also"),
        Filter(since=date(2016, 11, 1), dated="also"),
        Filter(killed=13),
        Filter(outlet=("The Daily",)),
        Filter(text="Mortar rounds"),
        Filter(reviewed="Ana"),
    ):
        chosen = {t.event.event_id for t in OfProject(project, wanted).told()}
        by_hand = {
            t.event.event_id
            for t in OfProject(project).told()
            if matches(wanted, t.event, t.claims, t.reports, t.reviewers)
        }
        assert chosen == by_hand, wanted


def test_a_part_holds_only_what_belongs_to_it(project, tmp_path):
    wanted = Filter(event_id=(SHELLING.event_id,))
    path = tmp_path / "part.jsonl"
    write(SHAPES["jsonl"], OfProject(project, wanted), Policy(), path)
    found = lossless.read(path)
    assert [e.event_id for e in found.events] == [SHELLING.event_id]
    assert {c.claim_id for c in found.claims} == set(SHELLING.claim_ids)
    assert len(found.decisions) == 2
    with Project.create(tmp_path / "q") as part:
        restore(part, found, "part")
        write(SHAPES["jsonl"], OfProject(part), Policy(), tmp_path / "again.jsonl")
    first, again = path.read_text().splitlines(), (tmp_path / "again.jsonl").read_text()
    assert json.loads(first[0])["selection"] == [["event_id", SHELLING.event_id]]
    assert again.splitlines()[1:] == first[1:]


def test_a_run_gives_claims(tmp_path):
    from dateline.records import Coded
    from dateline.settings import Settings
    from dateline.store.manifest import manifest
    from dateline.store.run_folder import RunWriter

    with RunWriter(tmp_path) as writer:
        for report in REPORTS.values():
            own = [c for c in CLAIMS.values() if c.report_id == report.report_id]
            writer.add(Coded(report, tuple(own), (), ()))
        writer.finish(manifest(Settings(), 3, 7, []))
    given = OfRun(tmp_path)
    assert {c.claim_id for c, _, _ in given.claims()} == set(CLAIMS)
    assert list(given.told()) == []
    write(SHAPES["prodigy"], given, Policy(), tmp_path / "out.jsonl")
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 7


def test_in_memory_parts_are_those_of_the_filter():
    given = InMemory(EVENTS, CLAIMS, REPORTS, wanted=Filter(event_id=(SHELLING.event_id,)))
    assert [c for c, _, _ in given.claims()] == list(claims_of(SHELLING))
