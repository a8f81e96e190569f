"""The row of an event: what it is filtered, sorted and counted by, derived from its record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dateline.event_records import CountRange, Event
from dateline.filters.match import killed_at_most
from dateline.review.difference import size
from dateline.store.bodies import maybe_storable, storable

Values = dict[str, Any]

FACETS = (
    "event_type",
    "mode",
    "status",
    "grade",
    "source_kind",
    "precision",
    "party",
    "outlet",
    "country",
    "admin1",
    "reviewed",
    "differ_on",
)
"""The fields that are counted: named as in the filter."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a row needs to know beside the event: publishers, who reviewed it, its sentences."""

    publishers: Mapping[str, str | None] = field(default_factory=dict)
    reviewers: Collection[str] = ()
    words: tuple[str, ...] = ()


def counted_values(event: Event, beside: Beside) -> dict[str, list[str]]:
    """Return the values of an event for every facet."""
    place = event.place
    found: dict[str, Iterable[str | None]] = {
        "event_type": [event.event_type],
        "mode": [event.mode],
        "status": [event.status],
        "grade": [event.grade],
        "source_kind": [voice.kind for voice in event.voices],
        "precision": [place.precision if place else None],
        "party": [reading.label for reading in (*event.actor, *event.recipient)],
        "outlet": [beside.publishers.get(report_id) for report_id in event.report_ids],
        "country": [place.iso3 if place else None],
        "admin1": [place.admin1 if place else None],
        "reviewed": sorted(beside.reviewers),
        "differ_on": event.disagreements,
    }
    return {
        name: list(dict.fromkeys(storable(value) for value in values if value)) or [""]
        for name, values in found.items()
    }


def searched_values(event: Event, beside: Beside) -> list[tuple[str, str]]:
    """Return what an event is found by where it can have several values, as field and value."""
    counted = counted_values(event, beside)
    fields = ("source_kind", "outlet", "reviewed", "differ_on")
    found = [(name, value) for name in fields for value in counted[name]]
    readings = (*event.actor, *event.recipient)
    parties = {
        storable(name.casefold()) for reading in readings for name in (reading.key, reading.label)
    }
    return [*found, *(("party", party) for party in sorted(parties or {""}))]


def _range(event: Event, kind: str) -> CountRange | None:
    return next((count for count in event.counts if count.kind == kind), None)


def columns(event: Event, beside: Beside) -> Values:
    """Return the columns of an event, but for its number and its facets."""
    place, when = event.place, event.date
    killed, injured = _range(event, "killed"), _range(event, "injured")
    return {
        "event_id": event.event_id,
        "event_type": storable(event.event_type),
        "mode": maybe_storable(event.mode),
        "status": event.status,
        "grade": event.grade,
        "country": maybe_storable(place.iso3) if place else None,
        "admin1": maybe_storable(place.admin1) if place else None,
        "precision": place.precision if place else None,
        "placed": place is not None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "date_start": when.start if when else None,
        "date_end": when.end if when else None,
        "killed_low": killed.low if killed else None,
        "killed_high": killed_at_most(event),
        "injured_low": injured.low if injured else None,
        "injured_high": injured.high if injured else None,
        "first_reported": event.first_reported,
        "last_reported": event.last_reported,
        "claims": len(event.claim_ids),
        "reports": len(event.report_ids),
        "voices": len(event.voices),
        "disagreements": len(event.disagreements),
        "difference": size(event),
        "reviewed": bool(beside.reviewers),
    }
