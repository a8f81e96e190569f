"""Find which events of two datasets are one: by days, distance and kind, one to one.

Two may be one when they are of one family (violence, protest, other), their days lie at most
``days`` apart, and their places at most ``km`` apart; where one is known only to an area, the same
province or, for want of one, the same country will do. Of all pairs the best go first: nearest in
days, then in place, then those that share an actor, then those whose numbers of dead are nearest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.compare.item import Item, days_apart, words
from dateline.earth import kilometres

DAYS, KM = 1, 25.0
_FAR = 10_000.0
_LONGEST_DAYS = 366
Rank = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two events held to be one; ``km`` is None where one is known only to an area."""

    ours: Item
    other: Item
    days: int
    km: float | None


@dataclass(frozen=True, slots=True)
class Matched:
    """What comparing two datasets gave.

    Attributes:
        missing: events of the other dataset that we do not have.
        extra: events of ours, of its period and countries, that it does not have.
        outside: how many of ours lie outside its period, countries or kinds, or have no day.

    """

    pairs: tuple[Pair, ...]
    missing: tuple[Item, ...]
    extra: tuple[Item, ...]
    outside: int


def _same(one: str, other: str) -> bool:
    return bool(one) and one.casefold() == other.casefold()


def _near(ours: Item, other: Item, km: float) -> tuple[bool, float | None]:
    """Tell whether two places may be one, and how far apart they are."""
    if ours.at is not None and other.at is not None:
        distance = kilometres(ours.at, other.at)
        return distance <= km, distance
    if ours.admin1 and other.admin1:
        return _same(ours.admin1, other.admin1), None
    return _same(ours.country, other.country), None


def _rank(pair: Pair) -> Rank:
    shared = bool(words(pair.ours.actors) & words(pair.other.actors))
    ours, other = pair.ours.killed_low, pair.other.killed_low
    gap = abs(ours - other) if ours is not None and other is not None else _FAR
    return pair.days, _FAR if pair.km is None else pair.km, not shared, gap


def _by_day(items: Iterable[Item]) -> dict[int, list[Item]]:
    found: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        for day in _days(item, 0):
            found[day].append(item)
    return found


def _days(item: Item, around: int) -> range:
    """Return the days of an event and some around it; an open interval is followed for a year."""
    if item.start is None:
        return range(0)
    first, most = item.start.toordinal(), item.start.toordinal() + _LONGEST_DAYS
    last = most if item.end is None else min(item.end.toordinal(), most)
    return range(first - around, last + around + 1)


def _candidates(
    ours: Iterable[Item], others: Iterable[Item], days: int, km: float
) -> Iterator[Pair]:
    by_day = _by_day(others)
    for item in ours:
        seen: set[str] = set()
        for day in _days(item, days):
            for other in by_day.get(day, ()):
                if other.item_id in seen or other.family != item.family:
                    continue
                seen.add(other.item_id)
                apart = days_apart(item, other)
                is_near, distance = _near(item, other, km)
                if apart is not None and apart <= days and is_near:
                    yield Pair(item, other, apart, distance)


def _covered(ours: Iterable[Item], others: Sequence[Item]) -> tuple[list[Item], int]:
    """Return ours that the other dataset could have, and how many it could not."""
    starts = [item.start for item in others if item.start is not None]
    ends = [item.end or item.start for item in others if item.start is not None]
    countries = {item.country.casefold() for item in others if item.country}
    families = {item.family for item in others}
    inside: list[Item] = []
    outside = 0
    for item in ours:
        fits = (
            bool(starts)
            and item.start is not None
            and item.start <= max(day for day in ends if day is not None)
            and (item.end is None or item.end >= min(starts))
            and item.family in families
            and (not item.country or item.country.casefold() in countries)
        )
        inside += [item] if fits else []
        outside += not fits
    return inside, outside


def match(
    ours: Iterable[Item], others: Iterable[Item], days: int = DAYS, km: float = KM
) -> Matched:
    """Return which events are one, which are missing and which are extra."""
    theirs = list(others)
    inside, outside = _covered(ours, theirs)
    order = sorted(
        _candidates(inside, theirs, days, km),
        key=lambda p: (*_rank(p), p.ours.item_id, p.other.item_id),
    )
    pairs: list[Pair] = []
    used: set[str] = set()
    taken: set[str] = set()
    for pair in order:
        if pair.ours.item_id not in used and pair.other.item_id not in taken:
            used.add(pair.ours.item_id)
            taken.add(pair.other.item_id)
            pairs.append(pair)
    pairs.sort(key=lambda p: (p.ours.start or date.min, p.ours.item_id))
    return Matched(
        tuple(pairs),
        tuple(item for item in theirs if item.item_id not in taken),
        tuple(item for item in inside if item.item_id not in used),
        outside,
    )
