"""Apply decisions to what the machine said: a claim and its decisions make the claim as it stands.

Pure: nothing is read or kept here. A decision that a later ``undo`` takes back counts for nothing,
and an ``undo`` can itself be taken back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from dateline.errors import DamagedFile, UsageError
from dateline.event_records import Decision
from dateline.export.claim_json import (
    actor_to_json,
    attribution_to_json,
    count_to_json,
    date_to_json,
    from_json,
    place_to_json,
    to_json,
)
from dateline.export.json_fields import Json
from dateline.records import Actor, Attribution, Claim, Count, DateRange, Place

Verdict = Literal["accepted", "rejected"]

RULE = "review.edit"
REASON = "reviewed"
EDITABLE = (
    "event_type", "mode", "contexts", "status", "hedged", "quoted", "actor", "recipient", "place",
    "date", "counts", "according_to",
)  # fmt: skip
"""The fields of a claim that a person can set; the words it rests on stay the report's."""

_EMPTY: MappingProxyType[str, Json] = MappingProxyType(
    {
        "actor": actor_to_json(Actor("", "", (), "reviewed", RULE)),
        "place": place_to_json(Place("", "", (), "reviewed", RULE)),
        "date": date_to_json(DateRange(date.min, None, "day", "", (), "reviewed", RULE)),
        "counts": count_to_json(Count("other", None, None, None, False, None, "", (), RULE)),
        "according_to": attribution_to_json(
            Attribution("", "", "unnamed", "indirect", None, (), RULE, "reviewed")
        ),
    }
)
"""What "not known" is for every part of a value that a person leaves out."""
_SAME_FORM = MappingProxyType({"recipient": "actor"})
_WITH_REASON = ("actor", "recipient", "place", "date", "counts")
_LISTS = ("contexts", "actor", "recipient", "counts", "according_to")


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim as it stands after what people decided, and whether they took it."""

    claim: Claim
    verdict: Verdict | None
    reviewers: tuple[str, ...]

    @property
    def is_rejected(self) -> bool:
        """A person has rejected it."""
        return self.verdict == "rejected"


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that no later one takes back, in their order; no ``undo`` among them."""
    ordered = sorted(decisions, key=lambda d: (d.decision_id, d.at))
    undone: set[int] = set()
    for decision in reversed(ordered):
        if decision.kind == "undo" and decision.decision_id not in undone:
            undone.add(int(str(decision.before)))
    return [d for d in ordered if d.kind != "undo" and d.decision_id not in undone]


def _completed(field: str, value: Any) -> Any:  # noqa: ANN401 - any JSON
    empty = _EMPTY.get(_SAME_FORM.get(field, field))
    if empty is None or value is None:
        return value
    if isinstance(value, list):
        return [_completed(field, each) for each in value]
    whole = {**empty, **value, "rule": RULE}
    return {**whole, "basis": "reviewed"} if "basis" in empty else whole


def edited(claim: Claim, field: str, value: object) -> Claim:
    """Return a claim with one field set by a person.

    ``value`` is the JSON form; what it leaves out is filled with what "not known" is there.

    Raises:
        UsageError: there is no such field to set, or the value does not fit it.
    """
    if field not in EDITABLE:
        raise UsageError(
            field, "is no field of a claim that can be set", f"Use one of: {', '.join(EDITABLE)}."
        )
    record = to_json(claim)
    record[field] = ([] if field in _LISTS else None) if value is None else value
    record[field] = _completed(field, record[field])
    if field in _WITH_REASON:
        record[f"{field}_reason"] = None if record[field] else REASON
    try:
        return from_json(record, f"claim {claim.claim_id}")
    except (DamagedFile, TypeError) as error:
        told = error.fault if isinstance(error, DamagedFile) else str(error)
        raise UsageError(field, f"the value does not fit ({told})", "Correct it.") from None


def apply(claim: Claim, decisions: Iterable[Decision]) -> Standing:
    """Return a claim as it stands: edits made, values marked ``reviewed``, accepted or rejected."""
    verdict: Verdict | None = None
    reviewers: list[str] = []
    for decision in in_force(decisions):
        if decision.blind:
            continue
        if decision.kind in ("accept", "reject", "edit") and decision.who not in reviewers:
            reviewers.append(decision.who)
        if decision.kind == "accept":
            verdict = "accepted"
        elif decision.kind == "reject":
            verdict = "rejected"
        elif decision.kind == "edit" and decision.field is not None:
            claim = edited(claim, decision.field, decision.after)
            verdict = "accepted" if verdict == "rejected" else verdict
    return Standing(claim, verdict, tuple(reviewers))
