"""The timeline: what is known to the day as columns, what is not as bars as wide as the doubt.

Days are cut into bins (days, weeks, months or years, by the stretch of time in view). Events
whose days all lie in one bin stand in its column; the others are bars from their first possible
day to their last, those of the same days as one bar, packed in lanes. Nothing is guessed: an event
of "November" is a bar of thirty days, not a dot on the fifteenth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import log1p

Span = tuple[str | None, str | None, int]
"""First day, last day (None: open) and how many events; no first day where none is known."""

WIDTH = 100.0
COLUMNS = 90.0
LANE = 9.0
LANES = 14
AXIS = 22.0
MARGIN = 6.0

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bar:
    """One column or bar: where it stands, how many events, and its days."""

    x: float
    y: float
    width: float
    height: float
    n: int
    since: date
    until: date
    is_open: bool = False

    @property
    def told(self) -> str:
        """Return the bar in words."""
        days = f"{self.since}" if self.since == self.until else f"{self.since} to {self.until}"
        days = f"since {self.since}" if self.is_open else days
        return f"{self.n:,} {'event' if self.n == 1 else 'events'}, {days}"


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing: across in percent of its width, down in pixels.

    Attributes:
        unit: what a column holds: day, week, month or year.
        hidden: events whose bars found no lane.
        undated: events without a day.

    """

    columns: tuple[Bar, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    first: date
    last: date
    unit: str
    height: float
    base: float
    hidden: int
    undated: int
    tallest: int


def _unit(days: int) -> str:
    return "day" if days <= 100 else "week" if days <= 760 else "month" if days <= 5_500 else "year"


def _begin(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def _end(begin: date, unit: str) -> date:
    """Return the last day of the bin that begins on a day."""
    if unit == "day":
        return begin
    if unit == "week":
        return begin + timedelta(days=6)
    if unit == "month":
        return (begin.replace(day=28) + timedelta(days=4)).replace(day=1) - _DAY
    return begin.replace(month=12, day=31)


def draw(spans: Iterable[Span], since: date | None = None, until: date | None = None) -> Timeline:
    """Return the timeline of events by their days, cut to the interval asked for."""
    counted: Counter[tuple[date, date | None]] = Counter()
    undated = 0
    for start, end, n in spans:
        if start is None:
            undated += n
        else:
            counted[(date.fromisoformat(start), date.fromisoformat(end) if end else None)] += n
    first, last = _extent(counted, since, until)
    unit = _unit((last - first).days + 1)
    first, last = _begin(first, unit), _end(_begin(last, unit), unit)
    whole = (last - first).days + 1

    def x(day: date) -> float:
        return round(WIDTH * min(max((day - first).days / whole, 0.0), 1.0), 3)

    sure, unsure = _sorted_out(counted, unit, first, last)
    tallest = max(sure.values(), default=0)
    columns = tuple(
        _column(begin, n, tallest, (x(begin), x(_end(begin, unit) + _DAY)), _end(begin, unit))
        for begin, n in sorted(sure.items())
    )
    bars, hidden = _lanes(unsure, x, last)
    depth = max((bar.y + bar.height for bar in bars), default=COLUMNS)
    ticks = tuple(_ticks(first, last, x))
    height = depth + MARGIN + AXIS
    return Timeline(
        columns, bars, ticks, first, last, unit, height, depth + MARGIN, hidden, undated, tallest
    )


def _extent(
    counted: Counter[tuple[date, date | None]], since: date | None, until: date | None
) -> tuple[date, date]:
    starts = [start for start, _ in counted]
    ends = [end or start for start, end in counted]
    first = since or min(starts, default=until or date(2000, 1, 1))
    last = until or max(ends, default=first)
    return first, max(first, last)


def _sorted_out(
    counted: Counter[tuple[date, date | None]], unit: str, first: date, last: date
) -> tuple[Counter[date], Counter[tuple[date, date | None]]]:
    sure: Counter[date] = Counter()
    unsure: Counter[tuple[date, date | None]] = Counter()
    for (start, end), n in counted.items():
        begin = _begin(start, unit)
        if end is not None and end <= _end(begin, unit):
            if first <= start <= last:
                sure[begin] += n
        elif start <= last and (end is None or end >= first):
            unsure[(start, end)] += n
    return sure, unsure


def _column(begin: date, n: int, tallest: int, ends: tuple[float, float], until: date) -> Bar:
    height = round((COLUMNS - MARGIN) * log1p(n) / log1p(tallest), 2)
    left, right = ends
    gap = min(0.15, (right - left) * 0.15)
    return Bar(left, COLUMNS - height, round(right - left - gap, 3), height, n, begin, until)


def _lanes(
    unsure: Counter[tuple[date, date | None]], x: Callable[[date], float], last: date
) -> tuple[tuple[Bar, ...], int]:
    """Pack the bars in lanes, the commonest first; return them and how many events found none."""
    free: list[list[tuple[float, float]]] = [[] for _ in range(LANES)]
    bars: list[Bar] = []
    hidden = 0
    for (start, end), n in sorted(unsure.items(), key=lambda item: (-item[1], item[0][0])):
        left, right = x(start), x((end or last) + _DAY)
        right = max(right, left + 0.3)
        lane = next((k for k, taken in enumerate(free) if _fits(taken, left, right)), None)
        if lane is None:
            hidden += n
            continue
        free[lane].append((left, right))
        y = COLUMNS + MARGIN + lane * LANE
        bars.append(
            Bar(left, y, round(right - left, 3), LANE - 2, n, start, end or last, end is None)
        )
    return tuple(bars), hidden


def _fits(taken: list[tuple[float, float]], left: float, right: float) -> bool:
    return all(right + 0.2 <= begun or left >= ended + 0.2 for begun, ended in taken)


def _ticks(first: date, last: date, x: Callable[[date], float]) -> Iterable[Tick]:
    days = (last - first).days + 1
    if days <= 45:
        step = 1 if days <= 10 else 7
        day = first
        while day <= last:
            yield Tick(x(day), f"{day.day} {day:%b}")
            day += timedelta(days=step)
        return
    months = 1 if days <= 400 else 3 if days <= 1_200 else 12
    years = max(1, days // 365 // 10)
    day = date(first.year, 1, 1)
    while day <= last:
        if day >= first and (months < 12 or (day.year - first.year) % years == 0):
            yield Tick(x(day), f"{day:%Y}" if day.month == 1 or months == 12 else f"{day:%b}")
        month = day.month - 1 + months
        day = date(day.year + month // 12, month % 12 + 1, 1)
