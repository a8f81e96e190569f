"""Where an event is, as a geometry: a point, a ring around a place it was near, or nothing.

A district, province or country is no point, and its outline is not ours to give: such an event
has no geometry and keeps its names and codes, by which it joins any map of boundaries.
"""

from __future__ import annotations

import math
import struct

from dateline.export.json_fields import Json
from dateline.records import Place

NEAR_KM = 25.0
"""Radius of the ring around a place that an event was near; UCDP's where_prec 2 reaches as far."""
_KM_A_DEGREE = 111.195
_CORNERS = 24
_LITTLE_ENDIAN, _POINT, _POLYGON = 1, 1, 3
Position = tuple[float, float]
"""Longitude and latitude, in this order, as GeoJSON has them."""


def _within(degrees: float, most: float) -> float:
    return min(max(degrees, -most), most)


def ring(place: Place) -> list[Position] | None:
    """Return the closed ring of a place that an event was near, counter-clockwise, or None.

    At a pole or the 180th meridian the ring is cut off there.
    """
    if place.precision != "near" or place.latitude is None or place.longitude is None:
        return None
    high = NEAR_KM / _KM_A_DEGREE
    wide = high / max(math.cos(math.radians(place.latitude)), 0.01)
    corners: list[Position] = []
    for n in range(_CORNERS):
        turn = 2 * math.pi * n / _CORNERS
        lon = _within(place.longitude + wide * math.cos(turn), 180.0)
        lat = _within(place.latitude + high * math.sin(turn), 90.0)
        corners.append((round(lon, 5), round(lat, 5)))
    return [*corners, corners[0]]


def position(place: Place) -> Position | None:
    """Return the point of a place that is exact, or None."""
    if place.precision != "exact" or place.latitude is None or place.longitude is None:
        return None
    return place.longitude, place.latitude


def geojson(place: Place | None) -> Json | None:
    """Return the geometry of a place for GeoJSON, or None."""
    if place is None:
        return None
    at, around = position(place), ring(place)
    if at is not None:
        return {"type": "Point", "coordinates": list(at)}
    if around is not None:
        return {"type": "Polygon", "coordinates": [[list(corner) for corner in around]]}
    return None


def wkb(place: Place | None) -> bytes | None:
    """Return the geometry of a place as well-known binary, or None."""
    if place is None:
        return None
    at, around = position(place), ring(place)
    if at is not None:
        return struct.pack("<BIdd", _LITTLE_ENDIAN, _POINT, *at)
    if around is not None:
        head = struct.pack("<BIII", _LITTLE_ENDIAN, _POLYGON, 1, len(around))
        return head + b"".join(struct.pack("<dd", *corner) for corner in around)
    return None
