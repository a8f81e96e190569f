import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from dateline.errors import IntegrityError, UsageError
from dateline.event_records import Decision
from dateline.filters import BLANK, Filter, matches
from dateline.store import database
from dateline.store.check import Checked, check
from dateline.store.project import Project
from dateline.store.queries import ORDERS
from dateline.store.schema import metadata
from made_up import ACTORS, FIRST_DAY, OUTLETS, PLACES, filled_project, made_up
from sample import CODED, REPORT, report


@pytest.fixture
def project(tmp_path):
    with filled_project(tmp_path / "p", 40) as made:
        yield made


@pytest.fixture
def empty(tmp_path):
    with Project.create(tmp_path / "p") as made:
        yield made


def test_what_is_kept_reads_back(project):
    made = made_up(40)
    assert [r.report_id for r in project.reports()] == [c.report.report_id for c in made.coded]
    by_id = {e.event_id: e for e in made.events}
    assert {e.event_id: e for e in project.events()} == by_id
    claims = {c.claim_id: c for coded in made.coded for c in coded.claims}
    assert {c.claim_id: c for c in project.claims()} == claims
    event = made.events[0]
    assert project.claims_of_event(event.event_id) == [claims[c] for c in event.claim_ids]
    sentences, rejected = project.account(made.coded[0].report.report_id)
    assert (sentences, rejected) == (made.coded[0].sentences, ())
    assert project.original(made.coded[0].report.report_id) == made.coded[0].report.original


def test_the_migrations_make_the_tables_of_the_schema(empty):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    with empty.database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert database.version(connection) == database.HEAD
    assert ScriptDirectory(database._MIGRATIONS).get_heads() == [database.HEAD]


def test_a_project_of_a_newer_dateline_is_refused(empty):
    with empty.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '2099_later'"))
    with pytest.raises(IntegrityError, match="newer Dateline"):
        Project.open(empty.folder)


def test_decisions_are_only_ever_appended(project):
    claim = next(project.claims())
    project.decide(Decision("Ada", "", "accept", claim.claim_id))
    for statement in ("UPDATE decisions SET who = 'Eve'", "DELETE FROM decisions"):
        with (
            pytest.raises(DatabaseError, match="only ever appended"),
            project.database.writing() as connection,
        ):
            connection.execute(text(statement))
    assert [d.who for d in project.decisions()] == ["Ada"]


def test_a_rejected_claim_counts_no_more_until_the_decision_is_taken_back(project):
    claim = next(project.claims())
    kept = project.decide(Decision("Ada", "", "reject", claim.claim_id, why="a film"))
    assert kept.decision_id == 1
    assert kept.at
    assert claim not in list(project.claims())
    assert project.standings([claim.claim_id])[claim.claim_id].state == "rejected"
    project.decide(Decision("Ada", "", "undo", claim.claim_id))
    assert next(project.claims()) == claim
    with pytest.raises(UsageError, match="no decision to take back"):
        project.decide(Decision("Ada", "", "undo", claim.claim_id))


def test_an_edit_is_marked_as_reviewed(project):
    claim = next(project.claims())
    place = {"name": "Qasr Tel", "iso3": "SYR", "precision": "exact"}
    kept = project.decide(Decision("Ada", "", "edit", claim.claim_id, "place", after=place))
    now = project.claim(claim.claim_id)
    assert (now.place.name, now.place.basis, now.place.rule) == (
        "Qasr Tel",
        "reviewed",
        "review.edit",
    )
    assert kept.before is None or kept.before["name"] == claim.place.name
    assert project.claim(claim.claim_id, machine=True) == claim
    project.decide(Decision("Ada", "", "edit", claim.claim_id, "place", after=None))
    now = project.claim(claim.claim_id)
    assert (now.place, now.place_reason) == (None, "reviewed")
    with pytest.raises(UsageError, match="does not fit"):
        project.decide(Decision("Ada", "", "edit", claim.claim_id, "status", after="maybe"))


@pytest.mark.parametrize(
    ("who", "kind", "subject", "told"),
    [
        (" ", "accept", None, "nobody is named"),
        ("Ada", "merge", None, "is no decision on this"),
        ("Ada", "accept", "zzz", "is no claim, event or pair"),
    ],
)
def test_a_decision_that_fits_nothing_is_refused(project, who, kind, subject, told):
    subject = subject or next(project.claims()).claim_id
    with pytest.raises(UsageError, match=told):
        project.decide(Decision(who, "", kind, subject))
    assert project.decisions() == []


def any_filter(chance: random.Random) -> Filter:
    """Draw a filter of one to three questions."""
    day = FIRST_DAY + timedelta(chance.randrange(3000))
    questions = {
        "event_type": (chance.choice(["ASSAULT", "COERCE"]),),
        "mode": chance.choice([("seize",), (BLANK,), ("heavy-weapons", BLANK)]),
        "grade": ("fair", "contested"),
        "source_kind": (chance.choice(["medic", "official"]),),
        "precision": chance.choice([("exact", "near"), (BLANK,), ("country", BLANK)]),
        "party": (chance.choice([ACTORS[0][0], "HARBOUR brigade", "gunmen", "soldiers"]),),
        "outlet": (chance.choice([OUTLETS[0], BLANK]),),
        "country": (chance.choice([PLACES[0][1], BLANK]),),
        "admin1": (PLACES[1][3],),
        "box": chance.choice([(30.0, 30.0, 50.0, 40.0), (60.0, -10.0, -100.0, 80.0)]),
        "since": day,
        "until": day + timedelta(chance.randrange(600)),
        "place": chance.choice(["yes", "no", "also"]),
        "dated": chance.choice(["yes", "no", "also"]),
        "disagree": chance.random() < 0.5,
        "reviewed": chance.choice(["yes", "no", "Ada"]),
        "killed": chance.choice([0, 3, 12]),
        "text": chance.choice(["shelled  RASMALA", "medic said", "no such words"]),
    }
    asked = chance.sample(sorted(questions), chance.randint(1, 3))
    return Filter(**{name: questions[name] for name in asked})


def test_queries_answer_as_the_filter_does(project):
    chance = random.Random(7)
    for claim in list(project.claims())[:9:3]:
        project.decide(Decision(chance.choice(["Ada", "Bo"]), "", "accept", claim.claim_id))
    reports = {r.report_id: r for r in project.reports()}
    events = project.events()
    reviewers = {
        e.event_id: {d.who for c in e.claim_ids for d in project.decisions(c)} for e in events
    }
    claims = {e.event_id: project.claims_of_event(e.event_id) for e in events}
    found = 0
    for _ in range(200):
        wanted = any_filter(chance)
        expected = {
            e.event_id
            for e in events
            if matches(wanted, e, claims[e.event_id], reports, reviewers[e.event_id])
        }
        assert {e.event_id for e in project.events(wanted)} == expected, wanted
        assert project.count(wanted) == len(expected)
        assert len(project.points(wanted)) == len(expected)
        found += len(expected)
    assert found > 500


def test_facets_count_events_and_blanks(project):
    found = project.facets()
    assert sum(found["event_type"].values()) == 40
    assert found["country"][""] == project.count(Filter(place="no"))
    chosen = project.facets(Filter(event_type=("ASSAULT",), country=("IRQ", BLANK)))
    every_type = project.facets(Filter(country=("IRQ", BLANK)), ["event_type"])["event_type"]
    assert chosen["event_type"] == every_type
    chosen = project.facets(Filter(event_type=("ASSAULT",)))
    assert chosen["event_type"] == found["event_type"]
    assert (
        chosen["country"] == project.facets(Filter(event_type=("ASSAULT",)), ["country"])["country"]
    )
    assert sum(chosen["grade"].values()) == found["event_type"]["ASSAULT"]
    for name in ("party", "outlet", "source_kind"):
        value, n = next(iter(found[name].items()))
        assert project.count(Filter(**{name: (value,)})) == n


def test_pages_join_to_the_whole_list(project):
    for order in ORDERS:
        whole = [e.event_id for e in project.events(order=order)]
        pages = [e.event_id for at in range(0, 40, 7)
                 for e in project.events(order=order, limit=7, offset=at)]  # fmt: skip
        assert pages == whole
        assert len(set(whole)) == 40
    with pytest.raises(UsageError, match="Use one of"):
        project.events(order="colour")


def test_saving_the_same_events_changes_nothing(project):
    before = project.changes()
    project.save_events(made_up(40).events)
    assert project.changes() == before


def test_an_event_that_went_into_another_leads_there(project):
    one, other, third = project.events(limit=3, order="id")
    grown = replace(other, claim_ids=(*other.claim_ids, *one.claim_ids))
    last = project.changes()[-1].seq
    project.save_events([grown], {one.event_id: other.event_id})
    assert project.event(one.event_id) == grown
    assert project.count() == 39
    told = [(c.subject, c.change) for c in project.changes(last)]
    assert told == [(other.event_id, "changed"), (one.event_id, "withdrawn")]
    project.save_events([], {third.event_id: None})
    assert project.event(third.event_id) is None


def test_a_report_is_taken_once_and_a_corrected_one_supersedes(empty):
    first = report("Rebels shelled the town on Sunday. Twelve people died there.", "a.txt")
    assert empty.add([first]).new == ["a.txt"]
    again = empty.add([first])
    assert (again.new, again.known) == ([], ["a.txt"])
    better = report("Rebels shelled the town on Sunday. Fourteen people died there.", "a.txt")
    added = empty.add([better])
    assert added.corrected == [("a.txt", "a.txt")]
    assert [r.report_id for r in empty.reports()] == [better.report_id]
    assert [r.report_id for r in empty.reports(old=True)] == [first.report_id, better.report_id]
    assert empty.report_row(first.report_id).superseded_by == better.report_id
    assert empty.original(first.report_id) == first.original
    assert empty.add([first, better]).new == []
    assert [r.report_id for r in empty.reports()] == [better.report_id]


def test_one_address_is_one_report_and_one_name_only_if_the_texts_resemble(empty):
    one = replace(report("Rebels shelled the town.", "a.html"), url="https://x.test/1")
    two = replace(report("A wholly new wording here today.", "b.html"), url="https://x.test/1")
    assert empty.add([one]).new == ["a.html"]
    assert empty.add([two]).corrected == [("b.html", "a.html")]
    other = report("Nothing of all that: parliament met and adjourned its session.", "b.html")
    added = empty.add([other])
    assert (added.corrected, added.namesakes) == ([], ["b.html"])
    assert len(list(empty.reports())) == 2


def test_rows_of_a_table_that_moved_do_not_supersede_each_other(empty):
    rows = [report(f"Rebels shelled town {n} on Sunday.", f"t.csv row {n}") for n in (1, 2)]
    empty.add(rows)
    moved = [replace(rows[0], name="t.csv row 2"), report("A row more shelled.", "t.csv row 1")]
    assert empty.add([*moved, replace(rows[1], name="t.csv row 3")]).corrected == []
    assert len(list(empty.reports())) == 3


def test_coding_anew_keeps_ids_history_and_decisions(empty):
    empty.add([REPORT])
    first = empty.begin_run("code", "one", {})
    empty.keep(CODED, first)
    bare, full = CODED.claims
    empty.decide(Decision("Ada", "", "accept", bare.claim_id))
    empty.decide(Decision("Ada", "", "reject", full.claim_id))
    assert empty.to_code("one") == []
    assert empty.to_code("two", again=True) == [REPORT.report_id]
    renamed = replace(full, claim_id="a1eeeeeeeeeeeeee", hedged=False, hedge_anchors=())
    second = empty.begin_run("code", "two", {})
    empty.keep(replace(CODED, claims=(replace(bare, status="possible"), renamed)), second)
    assert [(c.claim_id, c.status) for c in empty.claims()] == [(bare.claim_id, "possible")]
    states = empty.standings([bare.claim_id, full.claim_id, renamed.claim_id])
    assert [s.state for s in states.values()] == ["live", "withdrawn", "rejected"]
    assert states[bare.claim_id].verdict == "accepted"
    assert len(empty.decisions()) == 2
    last = empty.changes()[-1].seq
    empty.keep(CODED, empty.begin_run("code", "one", {}))
    assert [c.change for c in empty.changes(last)] == ["changed", "changed", "withdrawn"]
    assert empty.standings([full.claim_id])[full.claim_id].state == "rejected"


def test_decisions_go_over_to_a_corrected_report(empty):
    empty.add([REPORT])
    empty.keep(CODED, empty.begin_run("code", "one", {}))
    bare, full = CODED.claims
    empty.decide(Decision("Ada", "", "reject", bare.claim_id))
    start = REPORT.text.index("Rasmala")
    place = {"name": "Rasmala", "anchors": [{"start": 5, "end": 12, "quote": "Rasmala"}]}
    with pytest.raises(UsageError, match="does not stand there"):
        empty.decide(Decision("Ada", "", "edit", full.claim_id, "place", after=place))
    place["anchors"][0] |= {"start": start, "end": start + len("Rasmala")}
    empty.decide(Decision("Ada", "", "edit", full.claim_id, "place", after=place))
    better = report("Corrected.\n" + REPORT.text)
    shift = len("Corrected.\n")
    moved = [moved_claim(claim, better, shift) for claim in CODED.claims]
    assert empty.add([better]).corrected
    assert list(empty.claims()) == []
    again = replace(CODED, report=better, claims=tuple(moved))
    empty.keep(again, empty.begin_run("code", "1", {}))
    states = empty.standings(claim.claim_id for claim in moved)
    assert [each.state for each in states.values()] == ["rejected", "live"]
    now = empty.claim(moved[1].claim_id)
    assert (now.place.name, now.place.basis, now.place.anchors) == ("Rasmala", "reviewed", ())
    assert [str(fault) for fault in check(empty, Checked())] == []
    assert len(empty.decisions()) == 2


def moved_claim(claim, new, shift):
    """Return a claim as the same words further on in another report give it."""

    def at(anchor):
        return replace(anchor, start=anchor.start + shift, end=anchor.end + shift)

    sentence = replace(
        claim.sentence, start=claim.sentence.start + shift, end=claim.sentence.end + shift
    )
    return replace(
        claim, claim_id="b" + claim.claim_id[1:], report_id=new.report_id, sentence=sentence,
        trigger=at(claim.trigger), actor=(), actor_reason="not_stated", recipient=(),
        recipient_reason="not_stated", place=None, place_reason="not_stated", date=None,
        date_reason="not_stated", date_words=(), counts=(), counts_reason="no_number",
        according_to=(), status_anchors=(), hedge_anchors=(), about_claim_id=None,
    )  # fmt: skip


def test_an_original_that_was_changed_is_an_error(project):
    report_id = next(project.reports()).report_id
    (path,) = (project.folder / "originals").rglob(f"{report_id}*")
    path.write_bytes(b"other")
    with pytest.raises(IntegrityError, match="was changed"):
        project.original(report_id)


def test_texts_that_no_column_holds_are_kept(empty):
    odd = replace(
        report("They shelled it \x00 \ud800.".encode("utf-8", "replace").decode(), "a.txt")
    )
    odd = replace(
        odd, text="They shelled it \x00 \ud800.", title="A\x00\ud800 title", publisher="\x00"
    )
    empty.add([odd])
    (back,) = empty.reports()
    assert back == replace(odd, original=b"")


def test_days_far_away_are_kept(empty):
    old = replace(report("They shelled it.", "a.txt"), published=date(1, 1, 1))
    empty.add([old])
    assert next(empty.reports()).published == date(1, 1, 1)
