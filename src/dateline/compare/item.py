"""An event as it is compared, whoever coded it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.export.shapes.sides import sides
from dateline.export.told import Told, point
from dateline.filters.match import greatest

Family = Literal["violence", "protest", "other"]
Dataset = Literal["dateline", "acled", "ucdp"]
_FAMILIES: dict[str, Family] = {"ASSAULT": "violence", "PROTEST": "protest"}
_DULL = frozenset({"the", "and", "forces", "government", "military", "police", "group", "people"})
"""Words of names that many sides share."""


@dataclass(frozen=True, slots=True)
class Item:
    """One event of one dataset.

    Attributes:
        start, end: first and last day, None where unknown.
        at: latitude and longitude, where they are those of a place and not of an area.
        is_area: known only to a district, province or country.
        kind: what its dataset calls it.
        killed_low, killed_high: None where none is told.

    """

    dataset: Dataset
    item_id: str
    start: date | None
    end: date | None
    family: Family
    kind: str
    place: str = ""
    admin1: str = ""
    country: str = ""
    at: tuple[float, float] | None = None
    is_area: bool = False
    actors: tuple[str, ...] = ()
    killed_low: int | None = None
    killed_high: int | None = None
    notes: str = ""


def of_event(told: Told) -> Item:
    """Return an event of a project as it is compared."""
    event = told.event
    place, when, killed = event.place, event.date, told.counted("killed")
    at = point(place)
    return Item(
        dataset="dateline",
        item_id=event.event_id,
        start=when.start if when else None,
        end=when.end if when else None,
        family=_FAMILIES.get(event.event_type, "other"),
        kind=" ".join(filter(None, (event.event_type, event.mode))),
        place=place.name if place else "",
        admin1=(place.admin1 or "") if place else "",
        country=(place.country or "") if place else "",
        at=at,
        is_area=place is not None and at is None,
        actors=tuple(s.name for role in ("actor", "recipient") for s in sides(told, role)),
        killed_low=killed.low if killed else None,
        killed_high=greatest(killed) if killed else None,
        notes=event.sentence,
    )


def days_apart(one: Item, other: Item) -> int | None:
    """Return how many days lie between two intervals: 0 where they touch, None where unknown."""
    if one.start is None or other.start is None:
        return None
    first, second = (one, other) if one.start <= other.start else (other, one)
    if first.end is None or second.start is None or second.start <= first.end:
        return 0
    return (second.start - first.end).days


def words(names: tuple[str, ...]) -> frozenset[str]:
    """Return the words of names that tell them apart."""
    parts = (word.strip("().,;'").casefold() for name in names for word in name.split())
    return frozenset(word for word in parts if len(word) > 2 and word not in _DULL)
