"""What is judged of a claim: its fields, as phrases for people and as labels to compare."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from dateline.export.highlight import Field as Mark
from dateline.export.phrases import (
    actors_phrase,
    chain_phrase,
    counts_phrase,
    date_phrase,
    place_phrase,
    reason_phrase,
)
from dateline.records import Actor, Claim


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a claim as a person judges it.

    Attributes:
        name: of the field; decisions name it, or one of ``parts``.
        label: for people.
        mark: how its words are marked in the text.
        parts: the fields of the record it stands for.

    """

    name: str
    label: str
    mark: Mark
    parts: tuple[str, ...]


FIELDS = (
    Field("what", "What", "what", ("event_type", "mode", "contexts")),
    Field("status", "Did it happen?", "status", ("status", "hedged")),
    Field("actor", "Who", "who", ("actor",)),
    Field("recipient", "To whom", "whom", ("recipient",)),
    Field("place", "Where", "where", ("place",)),
    Field("date", "When", "when", ("date",)),
    Field("counts", "How many", "count", ("counts",)),
    Field("according_to", "According to", "source", ("according_to", "quoted")),
)
BY_NAME = MappingProxyType({field.name: field for field in FIELDS})
OF_PART = MappingProxyType({part: field.name for field in FIELDS for part in field.parts})

REJECT_REASONS: MappingProxyType[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "not_an_event": ("not an event", ("claim",)),
        "wrong_type": ("wrong type of event", ("what",)),
        "wrong_actor": ("wrong actor or recipient", ("actor",)),
        "wrong_place_time": ("wrong place or time", ("place",)),
        "wrong_count": ("wrong count", ("counts",)),
        "wrong_source": ("wrong source or status", ("according_to",)),
    }
)
"""Why a claim is rejected: in words, and the fields that this says are wrong."""


def _what(claim: Claim) -> str:
    mode = f", {claim.mode.replace('-', ' ')}" if claim.mode else ""
    contexts = f" ({', '.join(claim.contexts).replace('_', ' ')})" if claim.contexts else ""
    return f"{claim.event_type}{mode}{contexts}"


def _status(claim: Claim) -> str:
    return claim.status.replace("_", " ") + (", hedged" if claim.hedged else "")


_PHRASES: MappingProxyType[str, Callable[[Claim], str]] = MappingProxyType(
    {
        "what": _what,
        "status": _status,
        "actor": lambda claim: actors_phrase(claim.actor, claim.actor_reason),
        "recipient": lambda claim: actors_phrase(claim.recipient, claim.recipient_reason),
        "place": lambda claim: place_phrase(claim.place, claim.place_reason),
        "date": date_phrase,
        "counts": lambda claim: counts_phrase(claim.counts) or reason_phrase("no_number"),
        "according_to": chain_phrase,
    }
)


def phrase(claim: Claim, field: str) -> str:
    """Return the value of a field for people, or why there is none."""
    return _PHRASES[field](claim)


def _bases(claim: Claim, field: str) -> set[str]:
    if field in ("actor", "recipient"):
        actors: tuple[Actor, ...] = getattr(claim, field)
        return {actor.basis for actor in actors}
    if field == "according_to":
        return {link.basis for link in claim.according_to}
    value = claim.place if field == "place" else claim.date if field == "date" else None
    return {value.basis} if value is not None else set()


def basis(claim: Claim, field: str) -> str:
    """Return how a field rests on its words: stated, resolved, inferred, reviewed, or nothing."""
    found = _bases(claim, field)
    for weakest in ("inferred", "resolved", "reviewed", "stated"):
        if weakest in found:
            return weakest
    return ""


def is_stated(claim: Claim, field: str) -> bool:
    """Tell whether a field has a value (what and status always have)."""
    return field in ("what", "status") or bool(getattr(claim, field))


def _who(actors: tuple[Actor, ...]) -> str:
    return "; ".join(sorted(actor.actor_id or actor.name.casefold() for actor in actors))


def _counts(claim: Claim) -> str:
    return "; ".join(sorted(f"{c.kind} {c.low}-{c.high}" for c in claim.counts))


def label(claim: Claim, field: str) -> str:
    """Return the value of a field as a label: the same for claims that say the same there."""
    if field == "what":
        return f"{claim.event_type} {claim.mode or ''}".strip()
    if field == "status":
        return claim.status
    if field in ("actor", "recipient"):
        return _who(getattr(claim, field))
    if field == "place":
        return "" if claim.place is None else claim.place.gazetteer_id or claim.place.name
    if field == "date":
        return "" if claim.date is None else f"{claim.date.start}/{claim.date.end}"
    if field == "counts":
        return _counts(claim)
    last = claim.according_to[-1] if claim.according_to else None
    return "" if last is None else last.actor_id or last.name.casefold()
