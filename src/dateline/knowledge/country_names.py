"""The names of countries by their codes, from the gazetteer."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from dateline.knowledge.gazetteer import Gazetteer


@cache
def country_names() -> MappingProxyType[str, str]:
    """Return the English names of all countries by ISO 3166-1 alpha-3 code."""
    return MappingProxyType(Gazetteer.open().countries())
