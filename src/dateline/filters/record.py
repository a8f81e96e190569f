"""The filter itself, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Having = Literal["yes", "no", "also"]
"""Whether events have a thing: only those that do, only those that do not, or also those."""

BLANK = ""
"""In a list of wanted values: events that have no value there."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events are wanted; an empty tuple or None asks nothing.

    All questions must be answered yes; within one, any of its values will do. The value
    :data:`BLANK` wants the events that have none there.

    Attributes:
        event_type, mode, status, grade: any of these codes.
        source_kind: any of these kinds among its voices.
        precision: any of these precisions of its place.
        party: any of these actor ids or names (whatever their case), as actor or recipient by
            any reading.
        outlet: any of these publishers among its reports.
        country, admin1: any of these ISO 3166-1 alpha-3 codes, names of provinces, of its place.
        box: west, south, east, north, in degrees: its place's coordinates lie inside (a west
            greater than the east crosses the 180th meridian).
        since, until: the event's days must touch this interval, both inclusive; an open end
            reaches on for ever.
        place: "yes" only events with a place, "no" only those without, "also" lets those without
            a place pass ``precision``, ``country``, ``admin1`` and ``box``.
        dated: the same for dates; "also" lets undated events pass ``since`` and ``until``.
        disagree: whether its claims differ on a field; None asks nothing.
        differ_on: its claims differ on any of these fields ("actor", "killed", "status" …).
        reviewed: "yes" or "no", whether a person has accepted, rejected or changed it or a claim
            of it, or the name of who did.
        killed: at least this many killed by the greatest figure that any claim states.
        text: these words stand one after the other in the sentence of a claim of it, whatever
            their case and the white space between.
        event_id: any of these events.

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
    box: tuple[float, float, float, float] | None = None
    since: date | None = None
    until: date | None = None
    place: Having | None = None
    dated: Having | None = None
    disagree: bool | None = None
    reviewed: str | None = None
    killed: int | None = None
    text: str | None = None
    event_id: tuple[str, ...] = ()
    differ_on: tuple[str, ...] = ()
