"""One page to send: the events of a selection, who says what of each, and the words it rests on.

The page is one file without a script; a content policy in it lets nothing run and nothing load.
Every word of a report is escaped, and marks are cut at every boundary, so that spans may overlap.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dateline.event_records import Reading
from dateline.export.highlight import mark, spans_of
from dateline.export.page_drawings import drawn_bar, drawn_map
from dateline.export.phrases import chain_sentence, counts_phrase
from dateline.export.plain import harmless
from dateline.export.shapes.readme import policy_words
from dateline.export.shapes.shape import Left, Row, Shape, Written
from dateline.export.shapes.tables import events as event_rows
from dateline.export.told import Policy, Source, Told, point
from dateline.filters import in_words
from dateline.records import Claim, CountKind, Report
from dateline.version import VERSION

HEADS = ("Who", "To whom", "Where", "When", "Killed", "Injured", "Happened?")
_COUNTS: tuple[CountKind, ...] = ("killed", "injured")


@cache
def _environment() -> Environment:
    loader = PackageLoader("dateline.export", "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined)


@cache
def _style() -> str:
    folder = resources.files("dateline.export").joinpath("templates")
    return folder.joinpath("page.css").read_text(encoding="utf-8")


def _style_hash() -> str:
    digest = hashlib.sha256(_style().encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _marked(report: Report, claims: list[Claim], prefix: str, claim: Claim | None = None) -> Markup:
    """Return a report's text, or the sentence of one claim, with the words of claims marked."""
    spans = [span for each in claims for span in spans_of(each)]
    if claim is None:
        return Markup(mark(report.text, spans, prefix=prefix).html)
    start, end = claim.sentence.start, claim.sentence.end
    inside = [span for span in spans if span.start < end and start < span.end]
    return Markup(mark(report.text, inside, start, end, prefix=prefix).html)


def _differs(told: Told, field: str, readings: tuple[Reading, ...], claim: Claim) -> bool:
    """Tell whether a claim takes a side where claims differ; no side is the plain one."""
    disputed = field in told.event.disagreements
    return disputed and any(claim.claim_id in reading.claim_ids for reading in readings)


def _named(claim: Claim, field: str) -> str:
    actors = claim.actor if field == "actor" else claim.recipient
    return "; ".join(actor.name for actor in actors)


def _counted(claim: Claim, kind: CountKind) -> str:
    return counts_phrase(tuple(c for c in claim.counts if c.kind == kind and not c.cumulative))


def _cells(told: Told, claim: Claim) -> list[dict[str, object]]:
    event = told.event
    place, when = claim.place, claim.date
    near = "near " if place and place.precision == "near" else ""
    until = "" if when is None or when.end == when.start else f" to {when.end or '…'}"
    cells = [
        (_named(claim, "actor"), _differs(told, "actor", event.actor, claim)),
        (_named(claim, "recipient"), _differs(told, "recipient", event.recipient, claim)),
        (near + place.name if place else "", _differs(told, "place", event.places, claim)),
        (f"{when.start}{until}" if when else "", _differs(told, "date", event.dates, claim)),
    ]
    for kind in _COUNTS:
        text = _counted(claim, kind)
        cells.append((text, bool(text) and kind in event.disagreements))
    status = claim.status.replace("_", " ")
    cells.append((status, _differs(told, "status", event.statuses, claim)))
    return [{"text": harmless(text), "differs": differs} for text, differs in cells]


def _row(told: Told, claim: Claim) -> dict[str, object]:
    report = told.report_of(claim)
    anchor = f"c-{told.event.event_id}-{claim.claim_id}"
    return {
        "anchor": anchor,
        "source": harmless(chain_sentence(claim, told.claims)),
        "report": harmless(report.publisher or report.name),
        "report_anchor": f"r-{report.report_id}",
        "cells": _cells(told, claim),
        "marked": _marked(report, [claim], f"{anchor}-", claim),
    }


def _bars(told: Told) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for count in told.event.counts:
        lines = [f"{figure.voice}: {figure.words}" for figure in count.figures]
        totals = [f"{t.voice}: {t.words} (over several events)" for t in count.totals]
        shown = [harmless(line) for line in (*lines, *totals)]
        if shown:
            title = count.kind.capitalize()
            found.append({"title": title, "svg": drawn_bar(count) or "", "lines": shown})
    return found


def _event(told: Told) -> dict[str, object]:
    event = told.event
    return {
        "event_id": event.event_id,
        "anchor": f"e-{event.event_id}",
        "sentence": harmless(event.sentence) or f"Event {event.event_id}",
        "grade": event.grade,
        "because": harmless(event.grade_because),
        "differ": ", ".join(event.disagreements),
        "bars": _bars(told),
        "rows": [_row(told, claim) for claim in told.claims],
        "reviewers": harmless(", ".join(told.reviewers)),
    }


def _report(report: Report, claims: list[Claim]) -> dict[str, object]:
    facts = (
        ("Name", report.name),
        ("Publisher", report.publisher),
        ("Published", report.published.isoformat() if report.published else None),
        ("Address", report.url),
        ("SHA-256", report.sha256),
    )
    return {
        "anchor": f"r-{report.report_id}",
        "title": harmless(report.title or report.name),
        "facts": [(name, harmless(value)) for name, value in facts if value],
        "marked": _marked(report, claims, f"r-{report.report_id}-"),
    }


def _reports(all_told: list[Told]) -> list[dict[str, object]]:
    found: dict[str, tuple[Report, list[Claim]]] = {}
    for told in all_told:
        for claim in told.claims:
            report = told.report_of(claim)
            found.setdefault(report.report_id, (report, []))[1].append(claim)
    return [_report(report, claims) for report, claims in found.values()]


def _placeless(all_told: list[Told]) -> str:
    areas = sum(t.event.place is not None and point(t.event.place) is None for t in all_told)
    nowhere = sum(t.event.place is None for t in all_told)
    told = [f"{areas:,} known only to an area" if areas else "",
            f"{nowhere:,} without a place" if nowhere else ""]  # fmt: skip
    found = " and ".join(part for part in told if part)
    return f"Not on the map: {found}." if found else ""


def page(source: Source, policy: Policy) -> Iterator[str]:
    """Yield the page, part by part."""
    all_told = list(source.told())
    values: dict[str, Any] = {
        "selection": in_words(source.wanted),
        "version": VERSION,
        "style": Markup(_style()),
        "style_hash": _style_hash(),
        "policy": policy_words(policy)[1:],
        "map": drawn_map(all_told),
        "placeless": _placeless(all_told),
        "heads": HEADS,
        "events": [_event(told) for told in all_told],
        "reports": _reports(all_told),
    }
    yield from _environment().get_template("page.html").stream(values)


def write(source: Source, policy: Policy, path: Path) -> Written:
    """Write the page to a file."""
    number = sum(1 for _ in source.told())
    with path.open("w", encoding="utf-8", newline="\n", errors="replace") as stream:
        for part in page(source, policy):
            stream.write(part)
        stream.write("\n")
    return Written(number)


def _rows(source: Source, policy: Policy, left: Left) -> Iterator[Row]:
    return event_rows(source, policy, left)


SHAPE = Shape(
    name="html",
    title="A page to send",
    suffix=".html",
    unit="event",
    what="One self-contained, read-only page: the events as sentences, a small map, for each event "
    "who says what with differences marked, ranges of counts, the sentences with their words "
    "marked, and the reports.",
    is_not="Nothing on it is verified by being listed. It holds the full text of its reports: mind "
    "copyright and the people in them before sending it.",
    notes=(
        "No script, no outside request: a content policy in the page forbids both.",
        "The map has no coastlines; it shows how places lie to each other.",
    ),
    rows=_rows,
    write=write,
    keeps_text=True,
)
