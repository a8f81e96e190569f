"""Which events are wanted: one filter for every list, map, page and export.

A filter is plain data; it can be a URL, a command line or a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events are wanted; an empty tuple or None asks nothing.

    Attributes:
        event_type, mode, status, grade, source_kind, precision: any of these codes.
        party: any of these actor ids or names, as actor or recipient.
        outlet: any of these publishers.
        country, admin1: any of these ISO 3166-1 alpha-3 codes, names of provinces.
        since, until: the event's days must touch this interval, both inclusive.
        place, dated, disagree: whether it has a place, a date, a disagreement; None asks nothing.
        reviewed: "yes", "no", or the name of who reviewed a claim of it.
        killed: at least this many killed by the highest figure.
        text: words in its claims' sentences.
        box: west, south, east and north in degrees, a part of the map; the centre of the event's
            place must lie in it (west may be greater than east, across the date line).

    """

    event_type: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    grade: tuple[str, ...] = ()
    source_kind: tuple[str, ...] = ()
    precision: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    admin1: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    place: bool | None = None
    dated: bool | None = None
    disagree: bool | None = None
    reviewed: str | None = None
    killed: int | None = None
    text: str | None = None
    box: tuple[float, float, float, float] | None = None
