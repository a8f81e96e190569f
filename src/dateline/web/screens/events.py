"""Events: map, timeline and list together, narrowed down by what is counted beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dateline.event_records import Event
from dateline.filters import BLANK, Filter, from_params, in_words, to_params
from dateline.knowledge.country_names import country_names
from dateline.web.desk import Desk
from dateline.web.drawings import timeline
from dateline.web.drawings.points import clustered
from dateline.web.paging import paged, toggled
from dateline.web.render import with_query
from dateline.web.view import View, as_json

OWN = ("page", "order", "all", "zoom", "view", "shape", "fatalities", "seed", "size", "blind",
       "claim", "edit", "start", "end", "on")  # fmt: skip
"""Names in an address that are the page's own and no question of the filter."""

ORDERS = (
    ("-date", "newest first"),
    ("date", "oldest first"),
    ("killed", "most killed"),
    ("disagreement", "largest disagreement"),
    ("reports", "most reports"),
    ("reported", "last reported"),
)
FACETS = (
    ("event_type", "Type"),
    ("status", "Did it happen?"),
    ("grade", "Grade"),
    ("country", "Country"),
    ("admin1", "Province"),
    ("party", "Party"),
    ("source_kind", "Told by"),
    ("outlet", "Outlet"),
    ("precision", "Known to"),
    ("reviewed", "Reviewed by"),
)
BLANKS = {"reviewed": "nobody", "country": "no country", "admin1": "no province"}
SHOWN = 8
MANY = 60

Pair = tuple[str, str]


def filter_of(request: Request) -> Filter:
    """Return the filter that an address asks for."""
    return from_params(request.query_params.multi_items(), OWN)


def _label(field: str, value: str) -> str:
    if value == BLANK:
        return BLANKS.get(field, "none")
    if field == "country":
        return country_names().get(value, value)
    return value.replace("_", " ") if field in ("status", "source_kind") else value


def _chosen(wanted: Filter, field: str) -> tuple[str, ...]:
    if field == "reviewed":
        given = wanted.reviewed
        return () if given is None else (BLANK,) if given == "no" else (given,)
    values: tuple[str, ...] = getattr(wanted, field)
    return values


def _choose(wanted: Filter, field: str, value: str) -> Filter:
    """Return the filter with a value of a facet chosen, or dropped where it was."""
    now = _chosen(wanted, field)
    if field == "reviewed":
        given = "no" if value == BLANK else value
        return replace(wanted, reviewed=None if value in now else given)
    kept = tuple(v for v in now if v != value) if value in now else (*now, value)
    changed: dict[str, Any] = {field: kept}
    return replace(wanted, **changed)


def _counts(desk: Desk, wanted: Filter) -> dict[str, dict[str, int]]:
    """Count the values of every facet; one that is asked about as if it were not."""

    def others(of: Filter) -> dict[str, dict[str, int]]:
        names = [name for name, _ in FACETS if not _chosen(of, name)]
        return desk.counted(("facets", of), lambda: desk.project.facets(of, names))

    found = dict(others(wanted))
    for name, _ in FACETS:
        if name not in found:
            nothing: dict[str, Any] = {name: None if name == "reviewed" else ()}
            found[name] = others(replace(wanted, **nothing))[name]
    return found


def _facets(desk: Desk, wanted: Filter, order: Sequence[Pair], every: str) -> list[dict[str, Any]]:
    counted = _counts(desk, wanted)
    made: list[dict[str, Any]] = []
    for field, label in FACETS:
        found = counted[field]
        chosen = _chosen(wanted, field)
        limit = MANY if every == field else SHOWN
        listed = list(found.items())
        kept = listed[:limit] + [(v, n) for v, n in listed[limit:] if v in chosen or v == BLANK]
        if not kept or (len(kept) == 1 and not chosen and kept[0][0] == BLANK):
            continue
        values = [
            {
                "label": _label(field, value),
                "blank": value == BLANK,
                "n": n,
                "chosen": value in chosen,
                "href": with_query("/events", [*to_params(_choose(wanted, field, value)), *order]),
            }
            for value, n in kept
        ]
        more_href = with_query("/events", [*to_params(wanted), *order, ("all", field)])
        made.append(
            {
                "label": label,
                "values": values,
                "more": len(listed) - len(kept),
                "more_href": more_href,
            }
        )
    return made


def _asked(pairs: Sequence[Pair], order: Sequence[Pair]) -> list[dict[str, str]]:
    return [
        {
            "told": f"{name.replace('_', ' ')}: {_label(name, value)}",
            "href": with_query("/events", [*toggled(pairs, (name, value)), *order]),
        }
        for name, value in pairs
    ]


def count_of(desk: Desk, wanted: Filter) -> int:
    """Return how many events are wanted."""
    return desk.counted(("count", wanted), lambda: desk.project.count(wanted))


def _trays(desk: Desk, wanted: Filter, order: Sequence[Pair]) -> list[dict[str, Any]]:
    """Return the events that the map and the timeline cannot show, each tray with its number.

    Where places or days are asked for, only "also" lets events without them in.
    """
    made: list[dict[str, Any]] = []
    asks_place = any((wanted.country, wanted.admin1, wanted.precision, wanted.box))
    asks_days = wanted.since is not None or wanted.until is not None
    for narrowed, told, is_in in (
        (replace(wanted, place="no"), "without a place", not asks_place or wanted.place == "also"),
        (replace(wanted, dated="no"), "without a date", not asks_days or wanted.dated == "also"),
    ):
        if is_in and (n := count_of(desk, narrowed)):
            href = with_query("/events", [*to_params(narrowed), *order])
            made.append({"n": n, "told": told, "href": href})
    return made


def event_row(event: Event) -> dict[str, Any]:
    """Return an event as a row of a table."""
    place, when = event.place, event.date
    killed = next((c for c in event.counts if c.kind == "killed"), None)
    return {
        "event_id": event.event_id,
        "sentence": event.sentence,
        "event_type": event.event_type,
        "mode": event.mode,
        "status": event.status,
        "date_start": when.start.isoformat() if when else None,
        "date_end": when.end.isoformat() if when and when.end else None,
        "date_precision": when.precision if when else None,
        "place": place.name if place else None,
        "admin1": place.admin1 if place else None,
        "country": place.iso3 if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "place_precision": place.precision if place else None,
        "actor": [reading.label for reading in event.actor],
        "recipient": [reading.label for reading in event.recipient],
        "killed_low": killed.low if killed else None,
        "killed_high": killed.high if killed else None,
        "grade": event.grade,
        "grade_because": event.grade_because,
        "differ_on": list(event.disagreements),
        "voices": [voice.name for voice in event.voices],
        "claims": len(event.claim_ids),
        "reports": len(event.report_ids),
    }


def feature(event: Event) -> dict[str, Any]:
    """Return an event as a GeoJSON feature; one without a place has no geometry."""
    row = event_row(event)
    latitude, longitude = row.pop("latitude"), row.pop("longitude")
    spot = None
    if latitude is not None and longitude is not None:
        spot = {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "id": event.event_id, "geometry": spot, "properties": row}


def _every(desk: Desk, wanted: Filter, order: str) -> Iterable[Event]:
    step = 1_000
    for offset in range(0, desk.project.count(wanted), step):
        yield from desk.project.events(wanted, order, step, offset)


def _day_href(wanted: Filter, order: Sequence[Pair], since: date, until: date) -> str:
    asked = replace(wanted, since=since, until=until, dated=None)
    return with_query("/events", [*to_params(asked), *order])


def _order_of(request: Request) -> str:
    order = request.query_params.get("order", "")
    return order if order in dict(ORDERS) else ORDERS[0][0]


def _picture(desk: Desk, wanted: Filter) -> timeline.Timeline:
    days = desk.counted(("days", wanted), lambda: desk.project.days(wanted))
    return timeline.draw(days, wanted.since, wanted.until)


def events(desk: Desk, request: Request) -> View:
    """Return the events asked for."""
    wanted = filter_of(request)
    order = _order_of(request)
    project = desk.project
    own = [("order", order)] if order != ORDERS[0][0] else []
    pairs = to_params(wanted)
    count = count_of(desk, wanted)
    paging = paged(request, count)
    hidden = ("text", "since", "until", "killed")
    context = {
        "words": in_words(wanted),
        "wanted": wanted,
        "count": count,
        "total": count_of(desk, Filter()),
        "asked": _asked(pairs, own),
        "pairs": pairs,
        "carried": [*((k, v) for k, v in pairs if k not in hidden), *own],
        "query": with_query("", pairs),
        "facets": _facets(desk, wanted, own, request.query_params.get("all", "")),
        "open_facets": True,
        "trays": _trays(desk, wanted, own),
        "box": ",".join(map(str, wanted.box)) if wanted.box else "",
        "timeline": _picture(desk, wanted),
        "day_href": lambda bar: _day_href(wanted, own, bar.since, bar.until),
        "orders": ORDERS,
        "order": order,
        "found": project.events(wanted, order, paging.size, paging.offset),
        "paging": paging,
    }
    return View(
        "events",
        "Events",
        "events.html",
        context,
        rows=lambda: map(event_row, _every(desk, wanted, order)),
        places=lambda: {
            "type": "FeatureCollection",
            "features": [feature(event) for event in _every(desk, wanted, order)],
        },
        scripts=("vendor/leaflet.js", "vendor/topojson-client.min.js", "map.js", "timeline.js"),
        styles=("vendor/leaflet.css",),
    )


def map_points(desk: Desk, request: Request) -> Response:
    """Return what the map draws at a zoom, points that lie close together as one."""
    wanted = filter_of(request)
    given = request.query_params.get("zoom", "2")
    zoom = min(max(int(given), 0), 14) if given.isascii() and given.isdigit() else 2
    points = desk.counted(("points", wanted), lambda: desk.project.points(wanted))
    drawn = desk.counted(("map", wanted, zoom), lambda: clustered(points, zoom))
    return as_json(drawn)
