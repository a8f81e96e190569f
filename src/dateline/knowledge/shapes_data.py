"""Crosswalks from PLOVER to the categories and codes of other datasets, as plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dateline.knowledge.tables import packaged, parse_table

Rows = tuple[MappingProxyType[str, str], ...]


@cache
def rows(name: str) -> Rows:
    """Return the rows of ``knowledge/shapes/NAME.tsv``."""
    for path, content in packaged("shapes"):
        if path == f"shapes/{name}.tsv":
            return tuple(MappingProxyType(row) for row in parse_table(path, content).rows)
    raise KeyError(name)


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """What other datasets call a country; "" where a dataset has no code for it."""

    iso_numeric: str = ""
    fips: str = ""
    gwno: str = ""
    ucdp_region: str = ""
    acled_region: str = ""


@cache
def _countries() -> MappingProxyType[str, CountryCodes]:
    found = {}
    for row in rows("countries"):
        found[row["iso3"]] = CountryCodes(**{k: v for k, v in row.items() if k != "iso3"})
    return MappingProxyType(found)


def country_codes(iso3: str | None) -> CountryCodes:
    """Return the codes of a country; blank ones for None or an unknown code."""
    return _countries().get(iso3 or "", CountryCodes())


@cache
def cameo_codes() -> MappingProxyType[tuple[str, str], str]:
    """Return the CAMEO code of every PLOVER type and mode."""
    return MappingProxyType({(row["type"], row["mode"]): row["cameo"] for row in rows("cameo")})


@cache
def inter_codes() -> MappingProxyType[str, str]:
    """Return the inter code of every sector."""
    return MappingProxyType({row["sector"]: row["inter"] for row in rows("inter")})


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector code: its meaning, its group ("state", "civilian" …), and whether it is armed."""

    meaning: str
    group: str
    armed: bool


@cache
def sectors() -> MappingProxyType[str, Sector]:
    """Return every PLOVER sector code."""
    for path, content in packaged("actors"):
        if path == "actors/sectors.tsv":
            table = parse_table(path, content).rows
            return MappingProxyType(
                {r["code"]: Sector(r["meaning"], r["group"], r["armed"] == "yes") for r in table}
            )
    raise KeyError("actors/sectors.tsv")
