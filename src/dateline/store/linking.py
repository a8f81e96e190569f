"""Link the claims of a project: all of them, what is new, or a few events after a decision.

Linking itself is pure (:mod:`dateline.link`); here its input is read and its events are kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, delete, func, select

from dateline.event_records import Decision, Event, Family, ReportFacts
from dateline.knowledge.tables import packaged
from dateline.link import linker
from dateline.link.decided import Decided, decided
from dateline.link.joined import Join, pairs_by_key
from dateline.link.linker import Linked, link
from dateline.link.set_values import chosen, with_values_set
from dateline.records import Claim
from dateline.store import arrivals, decision_rows, event_store, journal
from dateline.store import claims as claim_store
from dateline.store.bodies import chunks
from dateline.store.database import Database
from dateline.store.manifest import versions
from dateline.store.reports import read_body
from dateline.store.schema import event_claims, events, families, link_spans, pairs, reports
from dateline.version import VERSION

Ended = dict[str, str | None]
Until = tuple[int, int]
"""A number of the journal and the number of a decision."""
MOST_NEW = 0.3
"""Share of the reports from which changes are so many that all is linked anew."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a project holds after linking.

    Attributes:
        claims, events, pairs: claims in events, events, pairs of claims too close to call.
        made: how many events were made anew.
        whole: all claims were linked, not only what is new.

    """

    claims: int
    events: int
    pairs: int
    made: int
    whole: bool


def facts(connection: Connection, report_ids: Iterable[str]) -> dict[str, ReportFacts]:
    """Return what linking needs to know of reports."""
    found: dict[str, ReportFacts] = {}
    joined = reports.outerjoin(families, families.c.report_id == reports.c.report_id)
    wanted = select(reports.c.report_id, reports.c.body, families.c.family_id).select_from(joined)
    for part in chunks(report_ids):
        for row in connection.execute(wanted.where(reports.c.report_id.in_(part))):
            report = read_body(row.body, row.report_id)
            found[row.report_id] = linker.facts(report, row.family_id)
    return found


def _with_choices(linked: Linked, claims: Iterable[Claim], decisions: Sequence[Decision]) -> Linked:
    """Return what linking gave with the values that people have chosen."""
    choices = chosen(decisions)
    if not choices:
        return linked
    by_id = {claim.claim_id: claim for claim in claims}
    made = (with_values_set(event, by_id, choices) for event in linked.events)
    return replace(linked, events=tuple(made))


def _ended(known: Iterable[Event], linked: Linked) -> Ended:
    kept = {event.event_id for event in linked.events}
    return {
        event.event_id: linked.merged.get(event.event_id)
        for event in known
        if event.event_id not in kept
    }


def _linker() -> str:
    """Return what says by which rules events were made."""
    total = hashlib.sha256(VERSION.encode())
    for _, content in packaged("linking"):
        total.update(content.encode() if isinstance(content, str) else content)
    return total.hexdigest()[:16]


def link_project(
    database: Database,
    found: Iterable[Family] | None,
    *,
    again: bool,
    join: Join = pairs_by_key,
) -> Done:
    """Link what is new in a project, or all where nothing was linked or the linker is another.

    ``found`` are the families of near-duplicates as they are now, None where they are as before.
    ``join`` finds the candidates where all is linked; what is new is little, and compared here.
    Nothing is locked while all is compared; where somebody decided or coded meanwhile, it is done
    again with everything locked.
    """
    with database.reading() as connection:
        since = None if again else _linked_until(connection)
        moved = _moved(connection, found)
    if found is not None:
        with database.writing() as connection:
            event_store.save_families(connection, found)
    if since is not None:
        with database.writing() as connection:
            if _link_new(connection, since, moved):
                return _done(connection, whole=False)
    with database.reading() as connection:
        before = _now(connection)
        linked, ended = _all(connection, join)
    with database.writing() as connection:
        if _now(connection) != before:
            before = _now(connection)
            linked, ended = _all(connection, join)
        cause = _begin(connection, before)
        connection.execute(delete(link_spans))
        arrivals.keep_spans(connection, (), linked.tellings)
        event_store.save(connection, linked.events, ended, cause)
        event_store.save_pairs(connection, linked.pairs)
        return _done(connection, whole=True)


def _all(connection: Connection, join: Join) -> tuple[Linked, Ended]:
    claims = list(claim_store.every(connection))
    known = event_store.every(connection, event_store.live_ids(connection))
    decisions = decision_rows.every(connection)
    about = facts(connection, {claim.report_id for claim in claims})
    linked = link(claims, about, decisions, known, join=join)
    linked = _with_choices(linked, claims, decisions)
    return linked, _ended(known, linked)


def _begin(connection: Connection, until: Until) -> str:
    """Open a run and return the cause of what it changes."""
    body = {"versions": versions(), "until": until}
    run = journal.begin_run(connection, "link", _linker(), body)
    return f"run {run.run_id}"


def _done(connection: Connection, *, whole: bool) -> Done:
    """Close the run with what the project holds now."""
    run = journal.last_run(connection, "link")
    assert run is not None
    live = events.c.state == "live"
    joined = event_claims.join(events, events.c.event_id == event_claims.c.event_id)
    made = journal.count_of(connection, f"run {run.run_id}", "event")
    done = Done(
        claims=connection.scalar(select(func.count()).select_from(joined).where(live)) or 0,
        events=connection.scalar(select(func.count()).select_from(events).where(live)) or 0,
        pairs=connection.scalar(select(func.count()).where(pairs.c.decided.is_(None))) or 0,
        made=made,
        whole=whole,
    )
    told = {"events": done.events, "pairs": done.pairs, "made": made, "whole": whole}
    journal.end_run(connection, run, told)
    return done


def _now(connection: Connection) -> Until:
    return journal.last(connection), decision_rows.last(connection)


def _linked_until(connection: Connection) -> Until | None:
    """Return up to what claims are linked, None where all are to be linked."""
    run = journal.last_run(connection, "link")
    if run is None or run.ended is None or run.fingerprint != _linker():
        return None
    change, decision = run.body["until"]
    return int(change), int(decision)


def _moved(connection: Connection, found: Iterable[Family] | None) -> set[str]:
    """Return the reports whose family of near-duplicates is another now."""
    if found is None:
        return set()
    before = dict(
        connection.execute(select(families.c.report_id, families.c.family_id)).tuples().all()
    )
    now = {report: family.family_id for family in found for report in family.report_ids}
    return {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}


def _link_new(connection: Connection, since: Until, moved: Collection[str]) -> bool:
    """Link what is new; tell whether that was enough, with nothing changed if not."""
    until = _now(connection)
    changed = arrivals.changed_reports(connection, since[0]) | set(moved)
    total = connection.scalar(select(func.count()).select_from(reports)) or 0
    if len(changed) > MOST_NEW * total:
        return False
    decisions = decision_rows.every(connection)
    rulings = decided(decisions)
    subjects = arrivals.named(decisions, since[1])
    region = arrivals.region(
        connection, changed, subjects, lambda ids: facts(connection, ids), rulings
    )
    return _link_region(connection, region, decisions, rulings, until)


def _link_region(
    connection: Connection,
    region: arrivals.Region,
    decisions: Sequence[Decision],
    rulings: Decided,
    until: Until,
) -> bool:
    known = event_store.every_live(connection, sorted(region.events))
    context = list(region.context.values())
    about = facts(connection, {claim.report_id for claim in context})
    linked = link(context, about, decisions, known, region.wanted)
    fresh = {event.event_id for event in linked.events} - {event.event_id for event in known}
    if event_store.among_live(connection, sorted(fresh)):
        # An id that would be minted belongs to an event elsewhere: only linking all can tell.
        return False
    ended = _ended(known, linked)
    cause = _begin(connection, until)
    told = arrivals.with_relations(
        connection, linked.events, region, lambda ids: facts(connection, ids), rulings
    )
    linked = _with_choices(replace(linked, events=tuple(told)), context, decisions)
    arrivals.keep_spans(connection, arrivals.telling_ids(connection, region), linked.tellings)
    event_store.save(connection, linked.events, ended, cause)
    arrivals.replace_pairs(connection, region, linked.pairs)
    return True


def relink(connection: Connection, event_ids: Iterable[str], cause: str) -> None:
    """Link the claims of a few events anew, after a decision on them.

    Claims that were rejected and are no longer come back with them. What the decision means for
    other events is worked out by the next linking.
    """
    lasting = {event_store.lasting_id(connection, key) or key for key in event_ids}
    known = [
        # Its rejected claims too: where one comes back, the event is known by it.
        replace(event, claim_ids=event_store.all_claim_ids(connection, event.event_id))
        for event in event_store.every(connection, sorted(lasting))
    ]
    wanted = {c for e in known for c in claim_store.ids_of_event(connection, e.event_id)}
    decisions = decision_rows.every(connection)
    told_by = claim_store.report_ids_of(connection, wanted)
    context = claim_store.of_reports(connection, told_by)
    linked = link(context, facts(connection, told_by), decisions, known, wanted)
    ended: Mapping[str, str | None] = _ended(known, linked)
    region = arrivals.Region(set(), {event.event_id for event in known}, wanted)
    told = arrivals.with_relations(
        connection, linked.events, region, lambda ids: facts(connection, ids), decided(decisions)
    )
    linked = _with_choices(replace(linked, events=tuple(told)), context, decisions)
    event_store.save(connection, linked.events, ended, cause)
    region.context = {claim.claim_id: claim for claim in context}
    arrivals.replace_pairs(connection, region, linked.pairs)
    arrivals.keep_spans(connection, wanted, linked.tellings)
