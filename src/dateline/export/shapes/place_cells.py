"""Cells about the place of an event, as several shapes ask for them."""

from __future__ import annotations

from collections.abc import Callable

from dateline.export.column import number_cell, text_cell
from dateline.export.told import Policy, Told, point
from dateline.knowledge.shapes_data import country_codes

Value = Callable[[Told, Policy], str]
"""What a column holds for an event, by the policy of the export."""


def coordinate(at: int) -> Value:
    """Return the latitude (0) or longitude (1) of an event that has a point."""

    def value(told: Told, _: Policy) -> str:
        found = point(told.event.place)
        return number_cell(found[at]) if found else ""

    return value


def placed(name: str) -> Value:
    """Return a field of the event's place."""
    return lambda t, _: text_cell(getattr(t.event.place, name)) if t.event.place else ""


def country_code(name: str) -> Value:
    """Return a code of the country that the event was in."""
    return lambda t, _: getattr(country_codes(t.event.place.iso3 if t.event.place else None), name)
