"""Link the claims of a project, all of them or those of a few events after a decision.

Linking itself is pure (:mod:`dateline.link`); here its input is read and its events are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from dateline.event_records import Event, ReportFacts
from dateline.link.linker import Linked, link
from dateline.link.set_values import chosen, with_values_set
from dateline.records import Claim
from dateline.store import claims as claim_store
from dateline.store import decision_rows, event_store, journal
from dateline.store.bodies import chunks
from dateline.store.database import Database
from dateline.store.manifest import versions
from dateline.store.schema import families, reports


def facts(connection: Connection, report_ids: Iterable[str]) -> dict[str, ReportFacts]:
    """Return what linking needs to know of reports."""
    found: dict[str, ReportFacts] = {}
    columns = (
        reports.c.report_id,
        reports.c.name,
        reports.c.published,
        reports.c.publisher,
        families.c.family_id,
    )
    joined = reports.outerjoin(families, families.c.report_id == reports.c.report_id)
    for part in chunks(report_ids):
        wanted = select(*columns).select_from(joined).where(reports.c.report_id.in_(part))
        for row in connection.execute(wanted):
            found[row.report_id] = ReportFacts(*row)
    return found


def _linked(connection: Connection, claims: Sequence[Claim], known: Sequence[Event]) -> Linked:
    about = facts(connection, {claim.report_id for claim in claims})
    decisions = decision_rows.every(connection)
    linked = link(claims, about, decisions, known)
    chosen_values = chosen(decisions)
    if not chosen_values:
        return linked
    by_id = {claim.claim_id: claim for claim in claims}
    events = (with_values_set(event, by_id, chosen_values) for event in linked.events)
    return replace(linked, events=tuple(events))


def _ended(known: Iterable[Event], linked: Linked) -> dict[str, str | None]:
    kept = {event.event_id for event in linked.events}
    return {
        event.event_id: linked.merged.get(event.event_id)
        for event in known
        if event.event_id not in kept
    }


def _all(connection: Connection) -> tuple[Linked, dict[str, str | None]]:
    claims = list(claim_store.every(connection))
    known = event_store.every(connection, event_store.live_ids(connection))
    linked = _linked(connection, claims, known)
    return linked, _ended(known, linked)


def link_all(database: Database) -> Linked:
    """Link all claims that count, keeping the ids of the events that are there.

    Nothing is locked while comparing; where somebody decided or coded meanwhile, all is linked
    again with everything locked.
    """
    with database.reading() as connection:
        before = journal.last(connection)
        linked, ended = _all(connection)
    with database.writing() as connection:
        if journal.last(connection) != before:
            linked, ended = _all(connection)
        run = journal.begin_run(connection, "link", "", {"versions": versions()})
        event_store.save(connection, linked.events, ended, f"run {run.run_id}")
        event_store.save_pairs(connection, linked.pairs)
        told = {"events": len(linked.events), "pairs": len(linked.pairs), "ended": len(ended)}
        journal.end_run(connection, run, told)
    return linked


def relink(connection: Connection, event_ids: Iterable[str], cause: str) -> None:
    """Link the claims of a few events anew, after a decision on them.

    Claims that were rejected and are no longer come back with them.
    """
    lasting = {event_store.lasting_id(connection, key) or key for key in event_ids}
    known = [
        # Its rejected claims too: where one comes back, the event is known by it.
        replace(event, claim_ids=event_store.all_claim_ids(connection, event.event_id))
        for event in event_store.every(connection, sorted(lasting))
    ]
    claims = [c for event in known for c in claim_store.of_event(connection, event.event_id)]
    linked = _linked(connection, claims, known)
    event_store.save(connection, linked.events, _ended(known, linked), cause)
