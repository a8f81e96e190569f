"""Events for maps: GeoJSON and GeoParquet, events without a place kept."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dateline.export import event_columns
from dateline.export.column import typed
from dateline.export.geometry import NEAR_KM, geojson, wkb
from dateline.export.json_fields import Json, dump_line
from dateline.export.parquet_table import ParquetFile
from dateline.export.shapes.shape import Left, Shape, Written
from dateline.export.shapes.tables import events
from dateline.export.told import Policy, Source, Told
from dateline.filters import in_words

_GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {
        "geometry": {"encoding": "WKB", "geometry_types": ["Point", "Polygon"], "edges": "planar"}
    },
}
_IS_NOT = (
    "A geometry is a place that sources name, not a measured position. Events known only to a "
    "district, province or country have none, and neither have those without a place: they stay "
    "in the file with their names and codes."
)
_NOTES = (
    f"Exact places are points; places that an event was near are rings of {NEAR_KM:g} km.",
    "Provinces and countries join a map of boundaries by admin1, country and iso3.",
    "Coordinates are WGS84, longitude before latitude in geometries.",
)


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value


def feature(told: Told) -> Json:
    """Return the feature of an event; its properties are the columns of ``events.csv``, typed."""
    cells = zip(event_columns.COLUMNS, event_columns.row(told), strict=True)
    return {
        "type": "Feature",
        "id": told.event.event_id,
        "geometry": geojson(told.event.place),
        "properties": {column.name: _plain(typed(column.kind, cell)) for column, cell in cells},
    }


def features(source: Source, policy: Policy, left: Left) -> Iterator[Json]:
    """Yield the feature of every event."""
    for told in source.told():
        yield feature(told)


def write_geojson(source: Source, policy: Policy, path: Path) -> Written:
    """Write a feature collection, a feature a line."""
    left: Left = Counter()
    number = 0
    head = {
        "type": "FeatureCollection",
        "name": "events",
        "description": f"{in_words(source.wanted)}. {_IS_NOT}",
    }
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(dump_line(head)[:-1] + ', "features": [')
        for found in features(source, policy, left):
            stream.write(("\n" if number == 0 else ",\n") + dump_line(found))
            number += 1
        stream.write("\n]}\n")
    return Written(number, left)


def write_geoparquet(source: Source, policy: Policy, path: Path) -> Written:
    """Write a Parquet file with a column of geometries, by GeoParquet 1.1."""
    number = 0
    notes = {"geo": json.dumps(_GEO, sort_keys=True)}
    table = ParquetFile(path, event_columns.COLUMNS, notes, geometry="geometry")
    for told in source.told():
        table.write_cells(event_columns.row(told), wkb(told.event.place))
        number += 1
    table.close()
    return Written(number)


GEOJSON = Shape(
    name="geojson",
    title="GeoJSON of events",
    suffix=".geojson",
    unit="event",
    what="One feature an event, by RFC 7946, with the columns of events.csv as properties.",
    is_not=_IS_NOT,
    notes=_NOTES,
    rows=features,
    write=write_geojson,
)
GEOPARQUET = Shape(
    name="geoparquet",
    title="GeoParquet of events",
    suffix=".parquet",
    unit="event",
    what="One row an event with the columns of events.csv in their types and a geometry, by "
    "GeoParquet 1.1.",
    is_not=_IS_NOT,
    notes=_NOTES,
    columns=event_columns.COLUMNS,
    rows=events,
    write=write_geoparquet,
)
