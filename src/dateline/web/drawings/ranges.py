"""A count as a bar from its least to its most, with a tick for every source."""

from __future__ import annotations

from dataclasses import dataclass
from math import log1p

from dateline.event_records import CountRange, Figure

WIDTH = 400.0


@dataclass(frozen=True, slots=True)
class Mark:
    """What one source says: from where to where on the scale, and in words."""

    left: float
    right: float
    voice: str
    told: str
    claim_id: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Range:
    """The drawing of one kind of count; positions from 0 to :data:`WIDTH`."""

    kind: str
    told: str
    left: float
    right: float
    marks: tuple[Mark, ...]
    ticks: tuple[tuple[float, str], ...]


def _said(figure: Figure) -> str:
    low, high = figure.low, figure.high
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,} to {high:,}"
    if low is not None:
        return f"at least {low:,}"
    return f"at most {high:,}" if high is not None else "no number"


def _span_in_words(count: CountRange) -> str:
    low, high = count.low, count.high
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,}–{high:,}"
    return f"at least {low:,}" if low is not None else f"at most {high:,}" if high else "no number"


def draw(count: CountRange) -> Range:
    """Return the drawing of a count; the scale is logarithmic where figures lie far apart."""
    numbers = [n for f in count.figures for n in (f.low, f.high) if n is not None]
    top = max(numbers, default=1) or 1
    low = min(numbers, default=0)
    far = top > 20 * max(low, 1)

    def x(value: int) -> float:
        share = log1p(value) / log1p(top) if far else value / top
        return round(WIDTH * 0.94 * share, 1)

    marks = []
    for figure in count.figures:
        ends = [n for n in (figure.low, figure.high) if n is not None]
        if ends:
            is_open = figure.low is None or figure.high is None
            marks.append(
                Mark(
                    x(min(ends)),
                    x(max(ends)),
                    figure.voice,
                    _said(figure),
                    figure.claim_id,
                    is_open,
                )
            )
    left = min((mark.left for mark in marks), default=0.0)
    right = max((mark.right for mark in marks), default=0.0)
    ticks = tuple((x(n), f"{n:,}") for n in sorted({0, low, top}) if numbers)
    return Range(count.kind, _span_in_words(count), left, right, tuple(marks), ticks)
