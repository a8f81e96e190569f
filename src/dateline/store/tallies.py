"""Counts for the start page, days for the timeline, and the stamp that tells when to count anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, case, func, or_, select

from dateline.event_records import Decision
from dateline.filters import Filter
from dateline.store import decision_rows
from dateline.store.bodies import storable
from dateline.store.queries import day, question
from dateline.store.schema import changes, claims, decisions, events, reports

Stamp = tuple[int, int]
"""Numbers of the last change and the last decision: the same where nothing was written."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How much of everything a project holds.

    Attributes:
        reports: the newest version of each; ``reports_all`` counts earlier ones too.
        empty: coded reports that told no event.
        claims: live claims; ``claims_all`` counts those that a person rejected too.
        first, last: days of the first and the last event, ISO 8601.

    """

    reports: int
    reports_all: int
    new: int
    coded: int
    failed: int
    empty: int
    claims: int
    claims_all: int
    accepted: int
    rejected: int
    events: int
    first: str | None
    last: str | None

    @property
    def reviewed(self) -> int:
        """Claims with a verdict."""
        return self.accepted + self.rejected


def stamp(connection: Connection) -> Stamp:
    """Return what changes with every write."""
    last_change = connection.execute(select(func.max(changes.c.seq))).scalar_one()
    last_decision = connection.execute(select(func.max(decisions.c.decision_id))).scalar_one()
    return last_change or 0, last_decision or 0


def _by(connection: Connection, column: Any, *conditions: Any) -> Counter[Any]:  # noqa: ANN401
    wanted = select(column, func.count()).where(*conditions).group_by(column)
    return Counter(dict(connection.execute(wanted).tuples().all()))


def tally(connection: Connection) -> Tally:
    """Count everything."""
    states = _by(connection, reports.c.state, reports.c.superseded_by.is_(None))
    counted = claims.c.state.in_(("live", "rejected"))
    # Counted in one pass over an index; grouping would read every claim.
    is_accepted, is_rejected = (
        func.count(case((claims.c.verdict == verdict, 1))) for verdict in ("accepted", "rejected")
    )
    of_claims = select(func.count(), is_accepted, is_rejected).where(counted)
    whole, accepted, rejected = connection.execute(of_claims).one()
    of_report = select(claims.c.claim_id).where(claims.c.report_id == reports.c.report_id, counted)
    empty = select(func.count()).where(
        reports.c.state == "coded",
        reports.c.superseded_by.is_(None),
        ~of_report.exists(),
    )
    live = events.c.state == "live"
    first = select(func.min(day(events.c.date_start, connection))).where(live)
    last = select(func.max(day(events.c.date_start, connection))).where(live)
    return Tally(
        reports=sum(states.values()),
        reports_all=connection.execute(select(func.count(reports.c.seq))).scalar_one(),
        new=states["new"],
        coded=states["coded"],
        failed=states["failed"],
        empty=connection.execute(empty).scalar_one(),
        claims=whole - rejected,
        claims_all=whole,
        accepted=accepted,
        rejected=rejected,
        events=connection.execute(select(func.count()).where(live)).scalar_one(),
        first=connection.execute(first).scalar_one(),
        last=connection.execute(last).scalar_one(),
    )


def days(
    connection: Connection, wanted: Filter | None
) -> Sequence[tuple[str | None, str | None, int]]:
    """Return the wanted events by their days: first day, last day, how many."""
    columns = [day(events.c[name], connection) for name in ("date_start", "date_end")]
    counted = question(connection, wanted, *columns, func.count()).group_by(*columns)
    return [(row[0], row[1], row[2]) for row in connection.execute(counted)]


def last_decisions(connection: Connection, who: str, limit: int) -> list[Decision]:
    """Return the last decisions that a person took, oldest first."""
    wanted = select(decisions.c.decision_id, decisions.c.body)
    wanted = wanted.where(decisions.c.who == storable(who))
    wanted = wanted.order_by(decisions.c.decision_id.desc()).limit(limit)
    return [decision_rows.read(row[0], row[1]) for row in connection.execute(wanted)][::-1]


def decisions_about(connection: Connection, subject: str) -> list[Decision]:
    """Return the decisions on something, alone or together with others, in their order."""
    column = decisions.c.subject
    key = storable(subject)
    wanted = select(decisions.c.decision_id, decisions.c.body).where(
        or_(
            column == key,
            column.startswith(f"{key} ", autoescape=True),
            column.endswith(f" {key}", autoescape=True),
            column.contains(f" {key} ", autoescape=True),
        )
    )
    found = connection.execute(wanted.order_by(decisions.c.decision_id))
    return [decision_rows.read(row[0], row[1]) for row in found]


def by_coder(connection: Connection) -> list[tuple[str, int]]:
    """Return how many verdicts and edits each person gave, the busiest first."""
    counted = select(decisions.c.who, func.count()).where(
        decisions.c.kind.in_(("accept", "reject", "edit"))
    )
    counted = counted.group_by(decisions.c.who).order_by(func.count().desc(), decisions.c.who)
    return [(row[0], row[1]) for row in connection.execute(counted)]


def coded_twice(connection: Connection) -> list[str]:
    """Return the claims that two or more people gave a verdict on."""
    people = func.count(func.distinct(decisions.c.who))
    counted = select(decisions.c.subject).where(decisions.c.kind.in_(("accept", "reject")))
    return list(connection.scalars(counted.group_by(decisions.c.subject).having(people > 1)))
