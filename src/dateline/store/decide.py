"""Take a decision: check it, keep it, and let what it changes stand as decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from sqlalchemy import Connection, select

from dateline.errors import UsageError
from dateline.event_records import Decision, DecisionKind
from dateline.export.claim_json import to_json
from dateline.records import Claim
from dateline.review.apply import edited, in_force
from dateline.spans import verify
from dateline.store import arrivals, decision_rows, event_store, linking
from dateline.store import claims as claim_store
from dateline.store import reports as report_store
from dateline.store.bodies import storable
from dateline.store.kept import now
from dateline.store.run_folder import anchors_in
from dateline.store.schema import claims, events

Subject = Literal["claim", "event", "claims", "events"]

KINDS: dict[Subject, tuple[DecisionKind, ...]] = {
    "claim": ("accept", "reject", "edit", "comment", "skip", "undo"),
    "event": ("accept", "split", "set_value", "discount", "comment", "skip", "undo"),
    "claims": ("same_event", "different_event", "comment", "skip", "undo"),
    "events": ("merge", "undo"),
}
"""What can be decided on a claim, an event, a pair of claims, and several events."""


def decide(connection: Connection, decision: Decision) -> Decision:
    """Keep a decision and return it with its number, its moment and what was before.

    Raises:
        UsageError: nobody is named, or the subject or the kind is none that fits.
    """
    if not decision.who.strip():
        raise UsageError("--who", "nobody is named", "Say who decides.")
    subject = _subject(connection, decision.subject)
    if decision.kind not in KINDS[subject]:
        raise UsageError(
            f"{decision.kind} {decision.subject}",
            "is no decision on this",
            f"Use: {', '.join(KINDS[subject])}.",
        )
    decision = _with_before(connection, replace(decision, at=decision.at or now()), subject)
    kept = decision_rows.append(connection, decision)
    _take_effect(connection, kept, subject)
    return kept


def _subject(connection: Connection, subject: str) -> Subject:
    """Return what a decision is on."""
    parts = [storable(part) for part in subject.split()]
    for name, column in (("claim", claims.c.claim_id), ("event", events.c.event_id)):
        found = set(connection.scalars(select(column).where(column.in_(parts))))
        if parts and found == set(parts):
            several = len(parts) > 1
            kind: Subject = "claims" if name == "claim" else "events"
            single: Subject = "claim" if name == "claim" else "event"
            return kind if several else single
    raise UsageError(
        subject, "is no claim, event or pair of this project", "See their ids with 'dateline show'."
    )


def _with_before(connection: Connection, decision: Decision, subject: Subject) -> Decision:
    """Fill in what was before: a value, the claims of events, the decision to be taken back."""
    if decision.kind == "undo":
        return replace(decision, before=_undone(connection, decision))
    if subject in ("event", "events"):
        held = [claim_store.ids_of_event(connection, event) for event in decision.subject.split()]
        decision = replace(decision, before=held)
        if decision.kind == "split":
            decision = replace(decision, after=_groups(decision, held[0]))
        return decision
    if decision.kind != "edit":
        return decision
    claim = claim_store.one(connection, decision.subject)
    if claim is None or decision.field is None:
        raise UsageError(decision.subject, "no field is named", "Name the field to set.")
    _check_words(connection, edited(claim, decision.field, decision.after))
    return replace(decision, before=to_json(claim)[decision.field])


def _check_words(connection: Connection, claim: Claim) -> None:
    """Check that the words a value is to rest on stand in the report.

    Raises:
        UsageError: they do not.
    """
    wrong = verify(report_store.one(connection, claim.report_id).text, anchors_in(claim))
    if wrong:
        raise UsageError(
            f"{wrong[0].start}:{wrong[0].end}",
            f"'{wrong[0].quote}' does not stand there in the report",
            "Select the words again.",
        )


def _undone(connection: Connection, decision: Decision) -> int:
    """Return the number of the decision to take back: the named one, or the last that counts."""
    standing = in_force(decision_rows.every(connection, decision.subject))
    open_ones = [d.decision_id for d in standing if d.kind != "comment"]
    if decision.before is not None:
        wanted = int(str(decision.before))
        open_ones = [d.decision_id for d in standing if d.decision_id == wanted]
    if not open_ones:
        raise UsageError(
            decision.subject, "there is no decision to take back", "See its history first."
        )
    return open_ones[-1]


def _groups(decision: Decision, held: Sequence[str]) -> list[list[str]]:
    """Return all groups of claims that a split makes; what it does not name stays together.

    Raises:
        UsageError: it names no claim of the event, or leaves nothing to part from.
    """
    after = decision.after if isinstance(decision.after, list) else []
    named = [[str(claim) for claim in group] for group in after if isinstance(group, list)]
    flat = [claim for group in named for claim in group]
    rest = [claim for claim in held if claim not in flat]
    groups = [group for group in (*named, rest) if group]
    if len(groups) < 2 or len(flat) != len(set(flat)) or not set(flat) <= set(held):
        raise UsageError(
            decision.subject,
            "the claims to split off are not some of its claims, each once",
            "Name claims of this event, but not all of them.",
        )
    return groups


def _take_effect(connection: Connection, decision: Decision, subject: Subject) -> None:
    if decision.kind in ("comment", "skip"):
        return
    cause = f"decision {decision.decision_id}"
    parts = decision.subject.split()
    if subject == "claim":
        claim_store.restand(connection, decision.subject, cause)
    if subject == "claims":
        answer = None if decision.kind == "undo" else decision.kind
        event_store.decide_pair(connection, parts[0], parts[1], answer)
    undone = (
        decision_rows.one(connection, int(str(decision.before)))
        if decision.kind == "undo"
        else None
    )
    both = [decision, *([undone] if undone is not None else [])]
    about = arrivals.named(both, decision.decision_id - 1)
    touched = set(event_store.of_claims(connection, about).values())
    touched |= set(parts) if subject in ("event", "events") else set()
    if decision.kind == "accept":
        event_store.refresh_rows(connection, touched)
    else:
        linking.relink(connection, touched, cause)
