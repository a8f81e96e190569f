"""Numbers: correlation, mean error, distances on earth."""

from __future__ import annotations

import math
from collections.abc import Sequence

"""Latitude and longitude, WGS84 degrees."""


def pearson(xs: Sequence[float], ys: Sequence[float]) -> float:
    """Return Pearson's r; 0 where one side does not vary or there are fewer than two pairs.

    Raises:
        ValueError: the two have not the same length.
    """
    if len(xs) != len(ys):
        raise ValueError(f"{len(xs)} numbers against {len(ys)}")
    if len(xs) < 2:
        return 0.0
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    both = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    spread = sum((x - mean_x) ** 2 for x in xs) * sum((y - mean_y) ** 2 for y in ys)
    return both / math.sqrt(spread) if spread > 0 else 0.0


def mean_absolute_error(xs: Sequence[float], ys: Sequence[float]) -> float:
    """Return the mean of the absolute differences; 0 where there are none.

    Raises:
        ValueError: the two have not the same length.
    """
    if len(xs) != len(ys):
        raise ValueError(f"{len(xs)} numbers against {len(ys)}")
    return sum(abs(x - y) for x, y in zip(xs, ys, strict=True)) / len(xs) if xs else 0.0


def median(values: Sequence[float]) -> float:
    """Return the median; infinity among them may make it infinite; 0 of nothing."""
    if not values:
        return 0.0
    row = sorted(values)
    middle = len(row) // 2
    return row[middle] if len(row) % 2 else (row[middle - 1] + row[middle]) / 2


def share_within(distances: Sequence[float], limit: float) -> float:
    """Return the share of distances up to a limit; 0 of nothing."""
    return sum(d <= limit for d in distances) / len(distances) if distances else 0.0
