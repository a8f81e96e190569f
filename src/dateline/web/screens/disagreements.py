"""Disagreements: where sources differ on blame, toll, or whether it happened; largest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from starlette.requests import Request

from dateline.event_records import CountRange, Event, Reading
from dateline.filters import Filter
from dateline.web.desk import Desk
from dateline.web.paging import paged
from dateline.web.view import View

KINDS = {
    "actor": "who did it",
    "status": "whether it happened",
    "killed": "how many were killed",
    "injured": "how many were injured",
    "place": "where",
    "date": "when",
}


def _sides(readings: Iterable[Reading]) -> list[dict[str, str]]:
    return [
        {"value": reading.label, "voices": ", ".join(reading.voices) or "unnamed"}
        for reading in readings
    ]


def _figures(count: CountRange) -> list[dict[str, str]]:
    return [{"value": figure.words or "?", "voices": figure.voice} for figure in count.figures]


def lines(event: Event) -> list[dict[str, Any]]:
    """Return the fields that claims differ on, each with its sides."""
    readings = {
        "actor": event.actor,
        "recipient": event.recipient,
        "status": event.statuses,
        "place": event.places,
        "date": event.dates,
    }
    counts: dict[str, CountRange] = {count.kind: count for count in event.counts}
    made: list[dict[str, Any]] = []
    for field in event.disagreements:
        sides = _sides(readings[field]) if field in readings else []
        if field in counts:
            sides = _figures(counts[field])
        made.append({"label": KINDS.get(field, field.replace("_", " ")), "sides": sides})
    return made


def disagreements(desk: Desk, request: Request) -> View:
    """Return the events whose sources differ."""
    only = request.query_params.get("on", "")
    project = desk.project
    wanted = Filter(disagree=True, differ_on=(only,) if only else ())
    total = project.count(wanted)
    paging = paged(request, total)
    shown = project.events(wanted, "disagreement", paging.size, paging.offset)
    counted = desk.counted("differ on", lambda: project.facets(Filter(), ["differ_on"]))
    kinds: list[tuple[str, str, int | None]] = [("", "all", None)]
    for code, told in KINDS.items():
        n = counted["differ_on"].get(code)
        kinds += [(code, told, n)] if n else []
    context = {
        "total": total,
        "only": only,
        "only_told": KINDS.get(only, ""),
        "kinds": kinds,
        "items": [{"event": event, "lines": lines(event)} for event in shown],
        "paging": paging,
    }

    def rows() -> Iterable[dict[str, Any]]:
        for event in project.events(wanted, "disagreement"):
            for line in lines(event):
                for side in line["sides"]:
                    yield {
                        "event_id": event.event_id,
                        "event": event.sentence,
                        "differ_on": line["label"],
                        "value": side["value"],
                        "says": side["voices"],
                    }

    return View("disagreements", "Disagreements", "disagreements.html", context, rows=rows)
