"""Check that a project keeps what was written: originals, anchors, references, decisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text

from dateline.errors import DatelineError, IntegrityError
from dateline.export.claim_json import from_json as claim_from_json
from dateline.export.event_json import from_json as event_from_json
from dateline.records import Claim
from dateline.store import claims as claim_store
from dateline.store import decision_rows, originals
from dateline.store.bodies import loaded
from dateline.store.project import Project
from dateline.store.reports import read_body
from dateline.store.run_folder import check_anchors
from dateline.store.schema import claims, event_bodies, event_claims, events, reports


@dataclass(slots=True)
class Checked:
    """How much was checked."""

    reports: int = 0
    claims: int = 0
    events: int = 0
    decisions: int = 0


def check(project: Project, checked: Checked) -> Iterator[DatelineError]:
    """Yield every fault of a project, counting what is checked on the way."""
    with project.database.reading() as connection:
        yield from _database(connection)
        yield from _reports(connection, project, checked)
        yield from _events(connection, checked)
        yield from _decisions(connection, checked)


def _fault(subject: str, fault: str, remedy: str) -> IntegrityError:
    return IntegrityError(subject, fault, remedy)


_RESTORE = "Restore the project from a copy, or add its reports to a new one."
_LINK = "Run 'dateline link'."


def _database(connection: Connection) -> Iterator[DatelineError]:
    """Ask SQLite itself; PostgreSQL holds its references without being asked."""
    if connection.dialect.name != "sqlite":
        return
    for (told,) in connection.execute(text("PRAGMA integrity_check")):
        if told != "ok":
            yield _fault("project.sqlite", f"is damaged ({told})", _RESTORE)
    for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
        yield _fault(
            f"project.sqlite, {table}, row {row}", f"names a row of {parent} that is not there",
            _RESTORE,
        )  # fmt: skip


def _reports(connection: Connection, project: Project, checked: Checked) -> Iterator[DatelineError]:
    wanted = select(reports.c.report_id, reports.c.sha256, reports.c.name, reports.c.body)
    for row in connection.execute(wanted.order_by(reports.c.seq)).yield_per(64):
        checked.reports += 1
        try:
            report = read_body(row.body, row.report_id)
            originals.read(project.folder, report.sha256, report.name)
        except DatelineError as error:
            yield error
            continue
        if (report.report_id, report.sha256) != (row.report_id, row.sha256):
            yield _fault(row.name, "its record was changed in the database", _RESTORE)
        kept = claims.c.report_id == row.report_id
        for claim_row in connection.execute(select(claims).where(kept)):
            checked.claims += 1
            try:
                machine = loaded(claim_row.body, claim_from_json, f"claim {claim_row.claim_id}")
                check_anchors(machine, report)
                check_anchors(claim_store.read_body(claim_row), report)
                _check_standing(connection, machine, claim_row.effective)
            except DatelineError as error:
                yield error


def _check_standing(connection: Connection, machine: Claim, effective: str | None) -> None:
    """Check that a claim stands as its decisions say."""
    if claim_store.standing_columns(connection, machine)["effective"] != effective:
        raise _fault(
            f"claim {machine.claim_id}", "does not stand as the decisions on it say", _RESTORE
        )


def _events(connection: Connection, checked: Checked) -> Iterator[DatelineError]:
    wanted = select(event_bodies.c.event_id, event_bodies.c.body, events.c.claims).join(
        events, events.c.event_id == event_bodies.c.event_id
    )
    for row in connection.execute(wanted.where(events.c.state == "live")):
        checked.events += 1
        try:
            event = loaded(row.body, event_from_json, f"event {row.event_id}")
        except DatelineError as error:
            yield error
            continue
        if tuple(claim_store.ids_of_event(connection, row.event_id)) != event.claim_ids:
            yield _fault(f"event {row.event_id}", "its claims are not those it was made of", _LINK)
    joined = event_claims.join(events, events.c.event_id == event_claims.c.event_id)
    joined = joined.join(claims, claims.c.claim_id == event_claims.c.claim_id)
    lost = select(func.count()).select_from(joined)
    lost = lost.where(claims.c.state == "live", events.c.state != "live")
    for n in connection.scalars(lost):
        if n:
            yield _fault("events", f"{n:,} claims stand in events that have ended", _LINK)


def _decisions(connection: Connection, checked: Checked) -> Iterator[DatelineError]:
    known = set(connection.scalars(select(claims.c.claim_id)))
    known |= set(connection.scalars(select(events.c.event_id)))
    for decision in decision_rows.every(connection):
        checked.decisions += 1
        lost = [part for part in decision.subject.split() if part not in known]
        if lost:
            yield _fault(
                f"decision {decision.decision_id} by {decision.who}",
                f"is on {', '.join(lost)}, which is not there",
                _RESTORE,
            )
