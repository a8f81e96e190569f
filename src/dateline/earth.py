"""Distances on the earth, taken for a sphere."""

from __future__ import annotations

import math

Point = tuple[float, float]
"""Latitude and longitude, WGS84 degrees."""

EARTH_KM = 6371.0
"""The mean radius of the earth."""


def kilometres(one: Point, other: Point) -> float:
    """Return the great-circle distance of two points in km."""
    lat1, lon1, lat2, lon2 = (math.radians(v) for v in (*one, *other))
    h = math.sin((lat2 - lat1) / 2) ** 2
    h += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))
