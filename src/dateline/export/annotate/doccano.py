"""doccano: JSON Lines of sequence labelling with relations, one report a line.

doccano counts offsets in UTF-16 units (unless its project counts grapheme clusters).
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.export.annotate.marks import Utf16, by_report, marks_of
from dateline.export.json_fields import Json
from dateline.export.shapes.shape import Left, Shape
from dateline.export.shapes.writers import to_json_lines
from dateline.export.told import Policy, Source
from dateline.records import Claim, Report


def document(report: Report, claims: list[Claim], first: int = 1) -> Json:
    """Return the line of a report; entities and relations are numbered from ``first``."""
    units = Utf16(report.text)
    entities: list[Json] = []
    relations: list[Json] = []
    for claim in claims:
        numbers: list[int] = []
        for mark in marks_of(claim):
            numbers.append(first + len(entities))
            entities.append(
                {
                    "id": numbers[-1],
                    "label": mark.label,
                    "start_offset": units.units(mark.start),
                    "end_offset": units.units(mark.end),
                }
            )
            if not mark.is_trigger:
                relations.append(
                    {
                        "id": first + len(relations),
                        "from_id": numbers[0],
                        "to_id": numbers[-1],
                        "type": mark.label,
                    }
                )
    return {
        "text": report.text,
        "report_id": report.report_id,
        "report": report.name,
        "entities": entities,
        "relations": relations,
    }


def documents(source: Source, policy: Policy, left: Left) -> Iterator[Json]:
    """Yield the line of every report; numbers go on from line to line."""
    first = 1
    for report, claims in by_report(source):
        found = document(report, claims, first)
        first += len(found["entities"])
        yield found


SHAPE = Shape(
    name="doccano",
    title="doccano documents",
    suffix=".jsonl",
    unit="report",
    what="One report a line: its text, the words of every claim as entities, and relations from "
    "each event word to its values, for doccano's sequence labelling with relations.",
    is_not="Only words can be marked: values that rest on no words are not shown. A project that "
    "counts grapheme clusters as one character reads these offsets wrongly.",
    notes=(
        "Offsets are UTF-16 units; emoji count two. Leave 'Count grapheme clusters' off, and "
        "allow overlapping entities.",
        "Bring them back with: dateline import FILE --project DIR.",
    ),
    rows=documents,
    write=to_json_lines(documents),
    keeps_text=True,
    claims_suffice=True,
)
