"""What the shipped gazetteer has, as an import of GeoNames needs to know it.

Which places are there by GeoNames' id, Dateline's own points by their names, and the divisions that
GeoNames' codes mean.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass

from dateline.knowledge.gazetteer_sources import FOLDED, SETTLEMENTS

MOST_DIVISIONS = 1_000_000
Division = tuple[str, str, str]
"""Country, first level and second level ("" for none), in GeoNames' codes."""


@dataclass(frozen=True, slots=True)
class OwnPoint:
    """A point of Dateline's own, to be known again in GeoNames."""

    n: int
    iso2: str
    is_settlement: bool
    at: tuple[float, float]


class Divisions:
    """The divisions that GeoNames' codes mean, numbered as they are met."""

    def __init__(self, shipped: sqlite3.Connection) -> None:
        self._first_free = shipped.execute("SELECT max(n) FROM admin").fetchone()[0] + 1
        self._numbers: dict[Division, int] = {}
        self._told: dict[Division, tuple[str, str | None]] = {}
        self._known = {
            int(text.removeprefix("geonames:")): (name, code)
            for text, name, code in shipped.execute(
                "SELECT gazetteer_id, name, code FROM place WHERE gazetteer_id LIKE 'geonames:%'"
                " AND precision_class IN ('province', 'district')"
            )
        }

    def number(self, division: Division) -> int | None:
        """Return the number of a division, or None where the code names none."""
        found = self._numbers.get(division)
        if found is None and division[1] not in ("", "00") and len(self._numbers) < MOST_DIVISIONS:
            found = self._numbers[division] = self._first_free + len(self._numbers)
        return found

    def name(self, division: Division, name: str, number: int) -> None:
        """Keep the name of a division; the one that ships, where its id is known."""
        if len(self._told) < MOST_DIVISIONS:
            self._told.setdefault(division, self._known.get(number, (name, None)))

    def new_rows(self) -> list[tuple[int, str | None, str | None]]:
        """Return the rows of the table ``admin`` for all that were met."""
        return [(n, *self._told.get(d, (None, None))) for d, n in self._numbers.items()]


def numbers(shipped: sqlite3.Connection) -> dict[int, int]:
    """Return GeoNames' id → number of every place that ships under one."""
    rows = shipped.execute("SELECT gazetteer_id, n FROM place WHERE gazetteer_id LIKE 'geonames:%'")
    return {int(text.removeprefix("geonames:")): n for text, n in rows}


def own_points(shipped: sqlite3.Connection) -> dict[str, list[OwnPoint]]:
    """Return Dateline's own points by the keys they are found by."""
    rows = shipped.execute(
        "SELECT m.key, p.n, c.iso2, p.kind, p.latitude, p.longitude FROM place p"
        " JOIN country c ON c.iso3 = p.iso3 JOIN name m ON m.place = p.n"
        " WHERE p.gazetteer_id LIKE 'dateline:%' AND p.precision_class = 'exact' AND m.rank < ?"
        " ORDER BY m.key, p.n",
        (FOLDED,),
    )
    found: dict[str, list[OwnPoint]] = defaultdict(list)
    for key, n, iso2, kind, latitude, longitude in rows:
        found[key].append(OwnPoint(n, iso2, kind in SETTLEMENTS, (latitude, longitude)))
    return dict(found)
