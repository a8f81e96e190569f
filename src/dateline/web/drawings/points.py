"""What a map draws at a zoom: dots, rings and areas; what lies close together is one sign.

Only an event known to its place is a dot, and one near a place a ring. An event known to a
district, a province or a country is counted for that whole area, and its coordinates are told as
the area's middle alone.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from dateline.store.kept import Points

AREAS = frozenset({"district", "province", "country"})
SMALLEST_ZOOM = {"district": 7, "province": 5, "country": 0}
"""From which zoom on an area is large enough to be drawn."""
CELL_PIXELS = 44
TILE = 256
SHOWN_IDS = 12


def clustered(points: Points, zoom: int) -> dict[str, Any]:
    """Return the signs of a map: ``spots`` (dots and rings), ``areas``, and ``patches``.

    Patches are areas too small to be drawn as such at this zoom, put together.
    """
    size = 360.0 * CELL_PIXELS / (TILE * 2**zoom)
    spots: dict[tuple[int, int], list[int]] = {}
    small: dict[tuple[int, int], list[int]] = {}
    areas: dict[tuple[str, str, str, float, float], int] = {}
    latitudes, longitudes, precisions = points.latitude, points.longitude, points.precision
    for n in range(len(points)):
        latitude, longitude = latitudes[n], longitudes[n]
        if latitude is None or longitude is None:
            continue
        precision = precisions[n] or "unknown"
        cell = (int(latitude // size), int(longitude // size))
        if precision in AREAS and SMALLEST_ZOOM[precision] > zoom:
            small.setdefault(cell, []).append(n)
        elif precision in AREAS:
            country, province = points.country[n] or "", points.admin1[n] or ""
            key = (precision, country, province, latitude, longitude)
            areas[key] = areas.get(key, 0) + 1
        else:
            spots.setdefault(cell, []).append(n)
    return {
        "spots": [_spot(points, members) for members in spots.values()],
        "patches": [_spot(points, members) for members in small.values()],
        "areas": [
            {
                "precision": precision,
                "country": country,
                "admin1": province,
                "latitude": latitude,
                "longitude": longitude,
                "n": n,
            }
            for (precision, country, province, latitude, longitude), n in areas.items()
        ],
    }


def _spot(points: Points, members: list[int]) -> dict[str, Any]:
    n = len(members)
    latitudes = [points.latitude[k] or 0.0 for k in members]
    longitudes = [points.longitude[k] or 0.0 for k in members]
    types = Counter(points.event_type[k] for k in members).most_common(3)
    return {
        "latitude": round(sum(latitudes) / n, 4),
        "longitude": round(sum(longitudes) / n, 4),
        "box": [min(longitudes), min(latitudes), max(longitudes), max(latitudes)],
        "n": n,
        "near": sum(points.precision[k] != "exact" for k in members),
        "killed": sum(points.killed_high[k] or 0 for k in members),
        "types": types,
        "ids": [points.event_id[k] for k in members[:SHOWN_IDS]] if n <= SHOWN_IDS else [],
    }
