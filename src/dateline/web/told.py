"""Decisions and runs in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dateline.event_records import Decision
from dateline.review.fields import BY_NAME, OF_PART, REJECT_REASONS
from dateline.review.quality import reject_code

_WHOLE = {
    "accept": "accepted it",
    "comment": "wrote",
    "skip": "skipped it",
    "same_event": "said: one event",
    "different_event": "said: two events",
    "merge": "merged",
    "split": "split off claims",
    "discount": "set it aside",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A decision for a list of them."""

    at: str
    who: str
    told: str


def _value(value: object) -> str:
    """Return a JSON value of a decision in a few words."""
    if value is None or value == []:
        return "nothing"
    if isinstance(value, list):
        return " and ".join(_value(each) for each in value)
    if isinstance(value, dict):
        return _record(value)
    return str(value).replace("_", " ")


def _record(value: dict[str, Any]) -> str:
    if "name" in value:
        return str(value["name"])
    if "kind" in value and "low" in value:
        low, high = value.get("low"), value.get("high")
        number = (
            str(low)
            if low == high
            else f"{'' if low is None else low}–{'' if high is None else high}"
        )
        return f"{number} {value['kind']}"
    if "start" in value:
        start, end = value["start"], value.get("end")
        return str(start) if start == end else f"{start} to {end or 'open'}"
    return ", ".join(f"{name} {_value(each)}" for name, each in value.items())


def in_words(decision: Decision) -> str:
    """Return what a person decided."""
    why = f": {decision.why}" if decision.why else ""
    blind = " (blind)" if decision.blind else ""
    if decision.kind == "edit":
        part = OF_PART.get(decision.field or "")
        field = BY_NAME[part].label if part else ""
        change = f"{_value(decision.before)} → {_value(decision.after)}"
        return f"set {field or decision.field}: {change}{why}{blind}"
    if decision.kind == "reject":
        code = reject_code(decision)
        words, _ = REJECT_REASONS.get(code, (decision.why or "no reason given", ()))
        return f"rejected it: {words}{blind}"
    if decision.kind == "undo":
        return f"took back decision {decision.before}"
    if decision.kind == "set_value":
        return f"set {decision.field}: {_value(decision.after)}{why}"
    after = f" {_value(decision.after)}" if decision.after and decision.kind == "merge" else ""
    return _WHOLE.get(decision.kind, decision.kind) + after + why + blind


def history(decisions: Iterable[Decision]) -> list[Told]:
    """Return decisions for a list, the newest first."""
    ordered = sorted(decisions, key=lambda d: -d.decision_id)
    return [Told(d.at, d.who, in_words(d)) for d in ordered if d.kind != "skip"]


def result(body: dict[str, Any]) -> str:
    """Return what a run did in one line."""
    done = body.get("result")
    if not isinstance(done, dict):
        return "not ended"
    plain = {k: v for k, v in done.items() if isinstance(v, (int, float, str)) and v != ""}
    return ", ".join(
        f"{k.replace('_', ' ')} {v:,}" if isinstance(v, int) else f"{k} {v}"
        for k, v in plain.items()
    )
