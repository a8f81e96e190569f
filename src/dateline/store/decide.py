"""Take a decision: check it, keep it, and let what it changes stand as decided."""

from __future__ import annotations

import json
from dataclasses import replace

from sqlalchemy import Connection, select

from dateline.errors import UsageError
from dateline.event_records import Decision
from dateline.export.claim_json import to_json
from dateline.review.apply import edited, in_force
from dateline.store import claims as claim_store
from dateline.store import decision_rows, event_store
from dateline.store.kept import now
from dateline.store.schema import claims, events

ON_CLAIMS = ("accept", "reject", "edit", "comment", "skip", "undo")
ON_PAIRS = ("same_event", "different_event", "skip", "undo")
ON_EVENTS = (
    "accept",
    "reject",
    "merge",
    "split",
    "set_value",
    "discount",
    "comment",
    "skip",
    "undo",
)


def decide(connection: Connection, decision: Decision) -> Decision:
    """Keep a decision and return it with its number, its moment and what was before.

    Raises:
        UsageError: nobody is named, or the subject or the kind is none that fits.
    """
    if not decision.who.strip():
        raise UsageError("--who", "nobody is named", "Say who decides.")
    decision = replace(decision, at=decision.at or now())
    kinds = _kinds(connection, decision.subject)
    if decision.kind not in kinds:
        raise UsageError(
            f"{decision.kind} {decision.subject}",
            "is no decision on this",
            f"Use: {', '.join(kinds)}.",
        )
    decision = _with_before(connection, decision)
    kept = decision_rows.append(connection, decision)
    _take_effect(connection, kept)
    return kept


def _is_claim(connection: Connection, subject: str) -> bool:
    wanted = select(claims.c.claim_id).where(claims.c.claim_id == subject)
    return connection.execute(wanted).first() is not None


def _is_event(connection: Connection, subject: str) -> bool:
    wanted = select(events.c.event_id).where(events.c.event_id == subject)
    return connection.execute(wanted).first() is not None


def _kinds(connection: Connection, subject: str) -> tuple[str, ...]:
    if _is_claim(connection, subject):
        return ON_CLAIMS
    if _is_event(connection, subject):
        return ON_EVENTS
    parts = subject.split()
    if len(parts) > 1 and all(
        _is_claim(connection, part) or _is_event(connection, part) for part in parts
    ):
        return ON_PAIRS
    raise UsageError(
        subject, "is no claim, event or pair of this project", "See their ids with 'dateline show'."
    )


def _with_before(connection: Connection, decision: Decision) -> Decision:
    """Fill in what was before: the value of an edit, the decision that an ``undo`` takes back."""
    if decision.kind == "undo":
        return replace(decision, before=_undone(connection, decision))
    if decision.kind != "edit":
        return decision
    claim = claim_store.one(connection, decision.subject)
    if claim is None or decision.field is None:
        raise UsageError(decision.subject, "no field is named", "Name the field to set.")
    edited(claim, decision.field, decision.after)
    return replace(decision, before=to_json(claim)[decision.field])


def _undone(connection: Connection, decision: Decision) -> int:
    own = decision_rows.every(connection, decision.subject)
    if decision.before is None:
        open_ones = [d.decision_id for d in in_force(own) if d.kind != "comment"]
    else:
        number = int(str(decision.before))
        open_ones = [d.decision_id for d in own if d.decision_id == number]
    if not open_ones:
        raise UsageError(
            decision.subject, "there is no decision to take back", "See its history first."
        )
    return open_ones[-1]


def _take_effect(connection: Connection, decision: Decision) -> None:
    parts = decision.subject.split()
    if len(parts) > 1:
        answer = None if decision.kind == "undo" else decision.kind
        event_store.decide_pair(connection, parts[0], parts[1], answer)
        return
    if _is_claim(connection, decision.subject):
        if decision.kind in ("accept", "reject", "edit", "undo"):
            claim_store.restand(connection, decision.subject, f"decision {decision.decision_id}")
        found = event_store.of_claims(connection, [decision.subject])
        event_store.refresh_rows(connection, sorted(set(found.values())))
        return
    event_store.refresh_rows(connection, [decision.subject])


def as_json(value: str | None) -> object:
    """Return a value given on a command line: JSON, or else the words themselves."""
    if value is None:
        return None
    try:
        return json.loads(value)
    except ValueError:
        return value
