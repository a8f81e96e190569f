"""Decisions as they are kept: only ever appended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection, func, insert, select

from dateline.event_records import Decision
from dateline.export.event_json import decision_from_json, decision_to_json
from dateline.store.bodies import chunks, dumped, loaded, storable
from dateline.store.schema import decisions


def append(connection: Connection, decision: Decision) -> Decision:
    """Keep a decision and return it with its number."""
    done = connection.execute(
        insert(decisions).values(
            at=decision.at,
            who=storable(decision.who),
            kind=decision.kind,
            subject=storable(decision.subject),
            body=dumped(decision_to_json(replace(decision, decision_id=0))),
        )
    )
    (number,) = done.inserted_primary_key or (0,)
    return replace(decision, decision_id=number)


def read(number: int, body: str) -> Decision:
    """Return the decision that a row holds."""
    return replace(loaded(body, decision_from_json, f"decision {number}"), decision_id=number)


def decisions_of(connection: Connection, subjects: Iterable[str]) -> dict[str, list[Decision]]:
    """Return the decisions on some subjects, in their order."""
    found: dict[str, list[Decision]] = {}
    for part in chunks(storable(subject) for subject in subjects):
        wanted = select(decisions.c.decision_id, decisions.c.body)
        wanted = wanted.where(decisions.c.subject.in_(part)).order_by(decisions.c.decision_id)
        for number, body in connection.execute(wanted):
            decision = read(number, body)
            found.setdefault(decision.subject, []).append(decision)
    return found


def every(connection: Connection, subject: str | None = None) -> list[Decision]:
    """Return all decisions in the order they were taken, or those on one subject."""
    wanted = select(decisions.c.decision_id, decisions.c.body).order_by(decisions.c.decision_id)
    if subject is not None:
        wanted = wanted.where(decisions.c.subject == storable(subject))
    return [read(number, body) for number, body in connection.execute(wanted)]


def one(connection: Connection, decision_id: int) -> Decision | None:
    """Return a decision by its number."""
    wanted = select(decisions.c.body).where(decisions.c.decision_id == decision_id)
    body = connection.execute(wanted).scalar_one_or_none()
    return None if body is None else read(decision_id, body)


def last(connection: Connection) -> int:
    """Return the number of the last decision, 0 where there is none."""
    newest = select(func.coalesce(func.max(decisions.c.decision_id), 0))
    return int(connection.execute(newest).scalar_one())
