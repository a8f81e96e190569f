"""The drawings of the page to send: a map of places, and a bar for each count. Plain SVG."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence

from markupsafe import Markup

from dateline.event_records import CountRange, Figure
from dateline.export.geometry import NEAR_KM
from dateline.export.plain import harmless
from dateline.export.told import Told, point
from dateline.filters.match import greatest

WIDTH, HEIGHT = 760.0, 340.0
_EDGE = 24.0
_KM_A_DEGREE = 111.195
_STEPS = (0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 30, 60)
_BAR, _LINE = 420.0, 16.0


def _escaped(text: str) -> str:
    return html.escape(harmless(text), quote=True)


class _Frame:
    """Longitudes and latitudes on paper, the middle latitude true to scale."""

    def __init__(self, places: Sequence[tuple[float, float]]) -> None:
        lats, lons = [lat for lat, _ in places], [lon for _, lon in places]
        middle = (max(lats) + min(lats)) / 2
        self._squeeze = max(math.cos(math.radians(middle)), 0.1)
        tall = max(max(lats) - min(lats), 1.0)
        wide = max((max(lons) - min(lons)) * self._squeeze, 1.0)
        self.scale = min((WIDTH - 2 * _EDGE) / wide, (HEIGHT - 2 * _EDGE) / tall)
        self._lat, self._lon = middle, (max(lons) + min(lons)) / 2

    def x(self, longitude: float) -> float:
        return WIDTH / 2 + (longitude - self._lon) * self._squeeze * self.scale

    def y(self, latitude: float) -> float:
        return HEIGHT / 2 - (latitude - self._lat) * self.scale

    def degrees(self) -> tuple[float, float, float, float]:
        """Return west, south, east, north of the paper."""
        high, wide = HEIGHT / 2 / self.scale, WIDTH / 2 / self.scale / self._squeeze
        return self._lon - wide, self._lat - high, self._lon + wide, self._lat + high


def _net(frame: _Frame) -> list[str]:
    """Return lines of longitude and latitude, each with its degrees."""
    west, south, east, north = frame.degrees()
    step = next((s for s in _STEPS if (east - west) / s <= 8), _STEPS[-1])
    out: list[str] = []
    for n in range(math.ceil(west / step), math.floor(east / step) + 1):
        x = frame.x(n * step)
        out.append(f'<path class="net" d="M{x:.1f} 0V{HEIGHT:g}"/>')
        out.append(f'<text x="{x + 2:.1f}" y="{HEIGHT - 4:g}">{n * step:g}°</text>')
    for n in range(math.ceil(south / step), math.floor(north / step) + 1):
        y = frame.y(n * step)
        out.append(f'<path class="net" d="M0 {y:.1f}H{WIDTH:g}"/>')
        out.append(f'<text x="2" y="{y - 2:.1f}">{n * step:g}°</text>')
    return out


def drawn_map(told: Sequence[Told]) -> Markup | None:
    """Return a map of the events that have a place which is exact or near one, or None."""
    placed = [(each, at) for each in told if (at := point(each.event.place)) is not None]
    if not placed:
        return None
    frame = _Frame([at for _, at in placed])
    out = _net(frame)
    for each, (latitude, longitude) in placed:
        place = each.event.place
        x, y = frame.x(longitude), frame.y(latitude)
        is_near = place is not None and place.precision == "near"
        radius = max(NEAR_KM / _KM_A_DEGREE * frame.scale, 6.0) if is_near else 5.0
        name = _escaped(place.name if place else "")
        title = f"<title>{name}: {_escaped(each.event.sentence)}</title>"
        kind = "ring" if is_near else "dot"
        circle = f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}">'
        out.append(f'<a href="#e-{_escaped(each.event.event_id)}">{circle}{title}</circle></a>')
        out.append(f'<text x="{x + radius + 3:.1f}" y="{y + 4:.1f}">{name}</text>')
    label = f"Map of {len(placed)} events with a place"
    head = f'<svg viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" aria-label="{label}">'
    frame_line = f'<rect class="frame" width="{WIDTH:g}" height="{HEIGHT:g}"/>'
    return Markup(head + "".join(out) + frame_line + "</svg>")


def _bounds(figure: Figure) -> tuple[int, int] | None:
    known = [n for n in (figure.low, figure.high) if n is not None]
    return (min(known), max(known)) if known else None


def drawn_bar(count: CountRange) -> Markup | None:
    """Return a bar from the least to the greatest number, a tick a figure, or None."""
    most, least = greatest(count), count.low
    if most is None or least is None or most == least:
        return None
    unit = (_BAR - 60) / most
    figures = [(f, bounds) for f in count.figures if not f.is_part and (bounds := _bounds(f))]
    out = [
        f'<rect class="span" x="{least * unit:.1f}" y="{_LINE - 5:g}" '
        f'width="{max((most - least) * unit, 1):.1f}" height="10" rx="2"/>'
    ]
    for figure, (low, high) in figures:
        x = (low + high) / 2 * unit
        said = _escaped(f"{figure.voice}: {figure.words}")
        line = f'<path class="tick" d="M{x:.1f} {_LINE - 9:g}v18"><title>{said}</title></path>'
        out.append(line)
    out.append(f'<text x="{most * unit + 6:.1f}" y="{_LINE + 4:g}">{most:,}</text>')
    label = f"{count.kind}: {least:,} to {most:,}"
    head = f'<svg viewBox="-4 0 {_BAR:g} {2 * _LINE:g}" width="{_BAR:g}" role="img"'
    return Markup(f'{head} aria-label="{label}">{"".join(out)}</svg>')
