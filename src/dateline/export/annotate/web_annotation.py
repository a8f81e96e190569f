"""W3C Web Annotation: one annotation a mark, selected by position and by quotation.

Positions are Unicode code points, as the standard demands.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dateline.export.annotate.marks import Mark, by_report, marks_of
from dateline.export.json_fields import Json, dump_line
from dateline.export.shapes.shape import Left, Shape, Written
from dateline.export.told import Policy, Source
from dateline.records import Claim, Report
from dateline.version import VERSION

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
MARK, REPORT = "urn:dateline:mark:", "urn:dateline:report:"
_GENERATOR = {"id": "urn:dateline", "type": "Software", "name": f"Dateline {VERSION}"}


def _body(mark: Mark, claim: Claim) -> list[Json]:
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": mark.label}]
    if mark.is_trigger:
        bodies.append({"type": "TextualBody", "purpose": "describing", "value": claim.status})
    return bodies


def annotation(mark: Mark, claim: Claim, report: Report) -> Json:
    """Return the annotation of a mark."""
    text = report.text
    return {
        "id": f"{MARK}{mark.mark_id}",
        "type": "Annotation",
        "motivation": "tagging",
        "generator": _GENERATOR,
        "body": _body(mark, claim),
        "target": {
            "source": report.url or f"{REPORT}{report.report_id}",
            "scope": f"{REPORT}{report.report_id}",
            "selector": [
                {"type": "TextPositionSelector", "start": mark.start, "end": mark.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": mark.quote,
                    "prefix": text[max(mark.start - AROUND, 0) : mark.start],
                    "suffix": text[mark.end : mark.end + AROUND],
                },
            ],
        },
    }


def page(source: Source, policy: Policy, left: Left) -> Iterator[Json]:
    """Yield the annotation of every mark."""
    for report, claims in by_report(source):
        for claim in claims:
            for mark in marks_of(claim):
                yield annotation(mark, claim, report)


def write(source: Source, policy: Policy, path: Path) -> Written:
    """Write an annotation page, one annotation a line."""
    left: Left = Counter()
    number = 0
    head = {"@context": CONTEXT, "id": "urn:dateline:page", "type": "AnnotationPage"}
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(dump_line(head)[:-1] + ', "items": [')
        for found in page(source, policy, left):
            stream.write(("\n" if number == 0 else ",\n") + dump_line(found))
            number += 1
        stream.write("\n]}\n")
    return Written(number, left)


def read_items(path: Path) -> list[object]:
    """Return the annotations of a page, a collection, a list or a single annotation."""
    found = json.loads(path.read_text(encoding="utf-8-sig"))
    if isinstance(found, dict) and isinstance(found.get("first"), dict):
        found = found["first"]
    if isinstance(found, dict):
        found = found.get("items", [found])
    return found if isinstance(found, list) else []


SHAPE = Shape(
    name="web-annotation",
    title="W3C Web Annotations",
    suffix=".jsonld",
    unit="record",
    what="One annotation for the event word and for every value of a claim, with a position and a "
    "quotation selector; its id names the claim, the field and its number.",
    is_not="Values that rest on no words have no annotation. Positions index the text as Dateline "
    "read it (dateline show REPORT --text), which for web pages is not the page's own text: the "
    "quotation leads to it.",
    notes=(
        "Positions are code points, half-open, as the standard demands.",
        "To bring judgements back add a body with the purpose assessing and the value accept or "
        "reject to the annotation of an event word: dateline import FILE --project DIR.",
    ),
    rows=page,
    write=write,
    keeps_text=True,
    claims_suffice=True,
)
