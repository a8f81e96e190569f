"""A filter as SQL, and what lists, maps and facets ask of events.

The queries answer as :func:`dateline.filters.matches` does; a test holds them to it. They read
the narrow table of events alone; bodies are fetched for one page.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, and_, cast, func, or_, select
from sqlalchemy import type_coerce as as_kept

from dateline.errors import UsageError
from dateline.filters import BLANK, Filter
from dateline.store.bodies import AnySelect, storable
from dateline.store.event_rows import FACETS
from dateline.store.facets import tally
from dateline.store.kept import Points
from dateline.store.schema import event_claims, event_facets, event_words, events

Condition = ColumnElement[bool]

_E = events.c
_COLUMNS = MappingProxyType(
    {name: _E[name] for name in ("event_id", "event_type", "mode", "status", "grade")}
)
_PLACE_COLUMNS = MappingProxyType({name: _E[name] for name in ("precision", "country", "admin1")})
_SEARCHED = ("source_kind", "outlet", "party", "differ_on")

WGS84 = 4326
"""The number of the coordinates' reference system, by EPSG."""

ORDERS = MappingProxyType(
    {
        "date": (_E.date_start.asc().nulls_last(), _E.event_id),
        "-date": (_E.date_start.desc().nulls_last(), _E.event_id),
        "killed": (_E.killed_high.desc().nulls_last(), _E.event_id),
        "reports": (_E.reports.desc(), _E.event_id),
        "reported": (_E.last_reported.desc().nulls_last(), _E.event_id),
        "disagreement": (_E.difference.desc(), _E.event_id),
        "type": (_E.event_type, _E.date_start.asc().nulls_last(), _E.event_id),
        "id": (_E.event_id,),
    }
)
"""How a list of events can be sorted: by what, the largest or newest first where it says so."""


def _any(column: ColumnElement[Any], wanted: Collection[str]) -> Condition:
    """Say that a column holds one of the wanted values, the blank one being none."""
    values = [storable(value) for value in wanted if value != BLANK]
    parts: list[Condition] = [column.in_(values)] if values else []
    if BLANK in wanted:
        parts.append(or_(column.is_(None), column == BLANK))
    return or_(*parts)


def _has(field: str, wanted: Collection[str]) -> Condition:
    """Say that one of an event's several values in a field is wanted."""
    values = [storable(value) for value in wanted]
    return _E.seq.in_(
        select(event_facets.c.seq).where(
            event_facets.c.field == field, event_facets.c.value.in_(values)
        )
    )


def _in_box(box: tuple[float, float, float, float], *, spatial: bool) -> Condition:
    west, south, east, north = box
    inside: Condition = _E.longitude.between(west, east)
    if west > east:
        inside = or_(_E.longitude >= west, _E.longitude <= east)
    inside = and_(_E.latitude.between(south, north), inside)
    # The index is coarse at the edges: it finds quickly, the numbers decide.
    return and_(_near(box), inside) if spatial else inside


def _near(box: tuple[float, float, float, float]) -> Condition:
    """Say that a point lies in a box or at its very edge, as the spatial index has it."""
    west, south, east, north = box
    point = func.ST_SetSRID(func.ST_MakePoint(_E.longitude, _E.latitude), WGS84)
    halves = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
    return or_(
        *(
            point.bool_op("&&")(func.ST_MakeEnvelope(left, south, right, north, WGS84))
            for left, right in halves
        )
    )


def _placed(wanted: Filter, *, spatial: bool) -> Condition | None:
    if wanted.place == "no":
        return ~_E.placed
    parts = [
        _any(column, getattr(wanted, name))
        for name, column in _PLACE_COLUMNS.items()
        if getattr(wanted, name)
    ]
    parts += [_in_box(wanted.box, spatial=spatial)] if wanted.box is not None else []
    if wanted.place == "yes":
        return and_(_E.placed, *parts)
    if not parts:
        return None
    return or_(~_E.placed, and_(*parts)) if wanted.place == "also" else and_(*parts)


def _dated(wanted: Filter) -> Condition | None:
    if wanted.dated == "no":
        return _E.date_start.is_(None)
    parts: list[Condition] = []
    if wanted.until is not None:
        parts.append(_E.date_start <= wanted.until)
    if wanted.since is not None:
        parts.append(or_(_E.date_end.is_(None), _E.date_end >= wanted.since))
    if wanted.dated == "yes" or (parts and wanted.dated is None):
        return and_(_E.date_start.is_not(None), *parts)
    if not parts:
        return None
    return or_(_E.date_start.is_(None), and_(*parts))


def _reviewed(wanted: str) -> Condition:
    if wanted in ("yes", "no"):
        return _E.reviewed if wanted == "yes" else ~_E.reviewed
    return _has("reviewed", [wanted])


def _says(words: str, dialect: str) -> Condition:
    sought = storable(" ".join(words.split()).casefold())
    find = func.instr if dialect == "sqlite" else func.strpos
    found = find(event_words.c.words, sought) > 0
    return _E.seq.in_(select(event_words.c.seq).where(found))


def conditions(wanted: Filter, connection: Connection) -> list[Condition]:
    """Return the conditions that an event must meet, for the database of a connection."""
    spatial = connection.get_execution_options().get("dateline_spatial", False)
    found = [_E.state == "live"]
    for name, column in _COLUMNS.items():
        if getattr(wanted, name):
            found.append(_any(column, getattr(wanted, name)))
    for name in _SEARCHED:
        values = getattr(wanted, name)
        if values:
            found.append(_has(name, [v.casefold() for v in values] if name == "party" else values))
    found += [
        part for part in (_placed(wanted, spatial=spatial), _dated(wanted)) if part is not None
    ]
    if wanted.disagree is not None:
        found.append((_E.disagreements > 0) if wanted.disagree else (_E.disagreements == 0))
    if wanted.reviewed is not None:
        found.append(_reviewed(wanted.reviewed))
    if wanted.killed is not None:
        found.append(_E.killed_high >= wanted.killed)
    if wanted.text is not None:
        found.append(_says(wanted.text, connection.dialect.name))
    return found


def question(
    connection: Connection, wanted: Filter | None, *columns: ColumnElement[Any]
) -> AnySelect:
    """Return the question for columns of the wanted events."""
    return select(*columns).where(*conditions(wanted or Filter(), connection))


def count(connection: Connection, wanted: Filter | None) -> int:
    """Return how many events are wanted."""
    return int(connection.execute(question(connection, wanted, func.count())).scalar_one())


def claim_ids(connection: Connection, wanted: Filter) -> AnySelect:
    """Return the question for the claims of the wanted events."""
    of = question(connection, wanted, _E.event_id)
    return select(event_claims.c.claim_id).where(event_claims.c.event_id.in_(of))


def page(
    connection: Connection, wanted: Filter | None, order: str, limit: int | None, offset: int
) -> list[str]:
    """Return the ids of one page of the wanted events."""
    if order not in ORDERS:
        raise UsageError(f"order '{order}'", "is none", f"Use one of: {', '.join(ORDERS)}.")
    asked = question(connection, wanted, _E.event_id).order_by(*ORDERS[order]).offset(offset)
    return list(connection.scalars(asked if limit is None else asked.limit(limit)))


def _without(wanted: Filter, name: str) -> Filter:
    """Return the filter without one question, so that its other values can be counted."""
    nothing: Any = None if name == "reviewed" else ()
    return replace(wanted, **{name: nothing})


def facets(
    connection: Connection, wanted: Filter | None, fields: Sequence[str] = FACETS
) -> dict[str, dict[str, int]]:
    """Count the wanted events by the values of every field, the blank one under "".

    A field that the filter itself asks about is counted as if it did not, so that the values
    beside the chosen ones can be seen.
    """
    asked = wanted or Filter()
    own = [name for name in fields if getattr(asked, name)]
    found = _counted(connection, asked, [name for name in fields if name not in own])
    for name in own:
        found |= _counted_alone(connection, _without(asked, name), name)
    return {name: found[name] for name in fields}


def _counted(
    connection: Connection, wanted: Filter, fields: Sequence[str]
) -> dict[str, dict[str, int]]:
    if not fields:
        return {}
    rows = _raw(connection, question(connection, wanted, _E.facets))
    return tally(connection, (held for (held,) in rows), fields)


def _counted_alone(connection: Connection, wanted: Filter, name: str) -> dict[str, dict[str, int]]:
    """Count the values of one field, in the database where it has a column of its own."""
    column = {**_COLUMNS, **_PLACE_COLUMNS}.get(name)
    if column is None:
        return _counted(connection, wanted, [name])
    asked = question(connection, wanted, column, func.count()).group_by(column)
    rows = [(value or BLANK, n) for value, n in connection.execute(asked)]
    return {name: dict(sorted(rows, key=lambda row: (-row[1], row[0])))}


def _raw(connection: Connection, asked: AnySelect) -> list[Sequence[Any]]:
    """Return rows as the driver gives them: many and narrow, they need no more."""
    result = connection.execute(asked)
    rows = list(result.cursor.fetchall()) if result.cursor is not None else []
    result.close()
    return rows


def points(
    connection: Connection, wanted: Filter | None, names: Collection[str] = Points.names()
) -> Points:
    """Return the wanted events in columns, undated and unplaced ones too, by date."""
    asked_for = [name for name in Points.names() if name == "event_id" or name in names]
    columns = [
        day(_E[name], connection) if name.startswith("date_") else _E[name] for name in asked_for
    ]
    asked = question(connection, wanted, *columns).order_by(*ORDERS["date"])
    found = _raw(connection, asked)
    return Points(**dict(zip(asked_for, zip(*found, strict=True), strict=True)) if found else {})


def day(column: ColumnElement[Any], connection: Connection) -> ColumnElement[Any]:
    """Return a column of days as text, ISO 8601."""
    # SQLite keeps days as text; reading them as text spares making a hundred thousand dates.
    if connection.dialect.name == "sqlite":
        return as_kept(column, Text)
    return cast(column, Text)
