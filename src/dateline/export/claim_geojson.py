"""Claims as GeoJSON (RFC 7946): one feature a claim, with the columns of ``claims.csv``.

Every claim is there. A claim whose place is exact is a point; one that was near a place is a ring
around it; one known to a district, province, country or not at all has no geometry, because a
centre drawn as a point is read as a place. Its names, its codes and the centre itself
(``latitude``, ``longitude`` beside ``place_precision``) are in the properties.
"""

from __future__ import annotations

from typing import TextIO

from dateline.export.column import typed
from dateline.export.columns import COLUMNS, Column, row
from dateline.export.geometry import geojson
from dateline.export.json_fields import Json, dump_line
from dateline.records import Claim, Report

HEAD = '{"type": "FeatureCollection", "name": "claims", "features": ['


def _property(column: Column, cell: str) -> object:
    """Return a cell in JSON's own types; lists stay joined, as in the CSV, dates are ISO 8601."""
    if column.kind in ("list", "date"):
        return cell or None
    return typed(column.kind, cell)


def feature(claim: Claim, report: Report) -> Json:
    """Return the feature of a claim."""
    cells = zip(COLUMNS, row(claim, report), strict=True)
    return {
        "type": "Feature",
        "id": claim.claim_id,
        "geometry": geojson(claim.place),
        "properties": {column.name: _property(column, cell) for column, cell in cells},
    }


class FeatureCollection:
    """A collection being written, a feature a line; it is valid once it is closed."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._before = "\n"
        stream.write(HEAD)

    def write(self, claim: Claim, report: Report) -> None:
        """Write the feature of one claim."""
        self._stream.write(self._before + dump_line(feature(claim, report)))
        self._before = ",\n"

    def close(self) -> None:
        """Write the end of the collection."""
        self._stream.write("\n]}\n")
