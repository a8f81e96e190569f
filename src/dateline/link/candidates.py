"""Which tellings are worth comparing: those that share a kind, a day and some ground or party.

Every telling has keys; two that share none are never compared, so the work grows with the events
and not with the square of the claims.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.link.compare import FRESH, SWEEP
from dateline.link.joined import Join, Pair, pairs_by_key
from dateline.link.signature import Ground, Signature

CELL = 0.5
"""Degrees of latitude of a cell, some 55 km; cells are as wide as they are high."""
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A kind and a ground that tellings can share, and the days of one of them there."""

    ground: str
    first: int
    last: int


def keys(telling: Signature) -> list[Key]:
    """Return the keys of a telling: kind and day, with cell, place or party."""
    days = _days(telling)
    grounds = _grounds(telling)
    return [(telling.family, telling.unreal, day, *ground) for day in days for ground in grounds]


def spans(telling: Signature) -> list[Span]:
    """Return the keys of a telling with their days together: tellings that share a key overlap."""
    days = _days(telling)
    if not days:
        return []
    kind = f"{telling.family}|{telling.unreal}"
    return [
        Span("|".join([kind, *map(str, ground)]), days[0], days[-1])
        for ground in dict.fromkeys(_grounds(telling))
    ]


def _days(telling: Signature) -> list[int]:
    """Return the days it may have been on; the days before the report where none is told."""
    if telling.days is not None:
        if telling.days.length > SWEEP:
            return []
        loose = 0 if telling.days.firm else 1
        return list(range(telling.days.first - loose, telling.days.last + loose + 1))
    if telling.published is None:
        return []
    return list(range(telling.published - FRESH, telling.published + 1))


def _grounds(telling: Signature) -> list[Key]:
    ground = telling.ground
    if ground is not None and ground.latitude is not None and ground.precision in FINE:
        return [("cell", *cell) for cell in _cells(ground)] + [("name", ground.name.casefold())]
    parties = sorted(telling.actors.ids | telling.recipients.ids | telling.recipients.persons)
    where = ground.iso3 if ground is not None else None
    return [("party", where, party) for party in parties]


FINE = frozenset({"exact", "near", "district"})


def _cells(ground: Ground) -> list[tuple[int, int]]:
    """Return the cells that its circle touches."""
    assert ground.latitude is not None
    assert ground.longitude is not None
    high = ground.radius / 111.2
    rows = range(
        math.floor((ground.latitude - high) / CELL), math.floor((ground.latitude + high) / CELL) + 1
    )
    found: list[tuple[int, int]] = []
    for row in rows:
        step = CELL / max(math.cos(math.radians(row * CELL)), 0.1)
        wide = high * step / CELL
        first = math.floor((ground.longitude - wide) / step)
        last = math.floor((ground.longitude + wide) / step)
        found += [(row, column) for column in range(first, last + 1)]
    return found


def pairs(tellings: Sequence[Signature], join: Join = pairs_by_key) -> Iterable[Pair]:
    """Return every two tellings that share a key, once, as their places in the sequence."""
    return join(map(keys, tellings), None)
