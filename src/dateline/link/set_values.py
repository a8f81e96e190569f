"""Values of an event that a person has set, by choosing the claim that has them right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import get_args

from dateline.event_records import CountRange, Decision, Event, Figure, Reading
from dateline.link.sentence import sentence
from dateline.records import Claim, CountKind
from dateline.review.apply import RULE, in_force

Setter = Callable[[Event, Claim], Event]


def chosen(decisions: Iterable[Decision]) -> dict[str, list[str]]:
    """Return what was chosen: for each claim, the fields whose value is to be its."""
    found: dict[str, list[str]] = {}
    for decision in in_force(decisions):
        after = decision.after
        if decision.kind == "set_value" and decision.field and isinstance(after, dict):
            found.setdefault(str(after.get("claim_id")), []).append(decision.field)
    return found


def with_values_set(
    event: Event, claims: Mapping[str, Claim], by_claim: Mapping[str, list[str]]
) -> Event:
    """Return an event with the values that people have chosen from its claims."""
    changed = event
    for claim_id in event.claim_ids:
        if claim_id not in claims:
            continue
        for field in by_claim.get(claim_id, ()):
            changed = _set(changed, field, claims[claim_id])
    return event if changed is event else replace(changed, sentence=sentence(changed))


def _set(event: Event, field: str, claim: Claim) -> Event:
    if field in get_args(CountKind):
        event = _count(event, field, claim)
    elif field in _SETTERS:
        event = _SETTERS[field](event, claim)
    return replace(event, disagreements=tuple(f for f in event.disagreements if f != field))


def _first(readings: tuple[Reading, ...], claim: Claim) -> tuple[Reading, ...]:
    """Return the readings with those of a claim before all others."""
    return tuple(sorted(readings, key=lambda reading: claim.claim_id not in reading.claim_ids))


def _place(event: Event, claim: Claim) -> Event:
    place = None if claim.place is None else replace(claim.place, basis="reviewed", rule=RULE)
    return replace(event, place=place, places=_first(event.places, claim))


def _date(event: Event, claim: Claim) -> Event:
    date = None if claim.date is None else replace(claim.date, basis="reviewed", rule=RULE)
    return replace(event, date=date, dates=_first(event.dates, claim))


def _status(event: Event, claim: Claim) -> Event:
    return replace(event, status=claim.status, statuses=_first(event.statuses, claim))


def _kind(event: Event, claim: Claim) -> Event:
    return replace(event, event_type=claim.event_type, mode=claim.mode)


def _actor(event: Event, claim: Claim) -> Event:
    return replace(event, actor=_first(event.actor, claim))


def _recipient(event: Event, claim: Claim) -> Event:
    return replace(event, recipient=_first(event.recipient, claim))


_SETTERS: MappingProxyType[str, Setter] = MappingProxyType(
    {
        "place": _place,
        "date": _date,
        "status": _status,
        "event_type": _kind,
        "mode": _kind,
        "actor": _actor,
        "recipient": _recipient,
    }
)


def _count(event: Event, kind: str, claim: Claim) -> Event:
    return replace(
        event,
        counts=tuple(_narrowed(c, claim) if c.kind == kind else c for c in event.counts),
    )


def _narrowed(count: CountRange, claim: Claim) -> CountRange:
    """Return a range that spans what one claim says; what the others say stays beside it."""

    def is_whole(figure: Figure) -> bool:
        return figure.claim_id == claim.claim_id and not figure.is_part

    own = [figure for figure in count.figures if is_whole(figure)]
    if not own:
        return count
    lows = [f.low for f in own if f.low is not None]
    highs = [f.high for f in own if f.high is not None]
    return replace(count, low=min(lows, default=None), high=max(highs, default=None))
