"""Label Studio: tasks with pre-annotations, one report a task.

Its page counts offsets in UTF-16 units, as JavaScript does; they are converted out and in.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

from dateline.export.annotate.marks import LABELS, Mark, Utf16, by_report, marks_of
from dateline.export.json_fields import Json, dump_line
from dateline.export.shapes.shape import Left, Shape, Written
from dateline.export.told import Policy, Source
from dateline.knowledge.tables import packaged, parse_table
from dateline.records import Claim, Report
from dateline.version import VERSION

FROM, TO = "label", "text"


def event_types() -> list[str]:
    """Return the event types, which are the labels of event words."""
    for name, content in packaged("ontology"):
        if name.endswith("/types.tsv"):
            return [row["type"] for row in parse_table(name, content).rows]
    raise KeyError("types.tsv")


def labelling_config() -> str:
    """Return the interface that shows these tasks, as Label Studio's XML."""
    labels = "".join(f"<Label value={quoteattr(x)}/>" for x in (*event_types(), *LABELS))
    relations = "".join(f"<Relation value={quoteattr(x)}/>" for x in LABELS)
    return (
        f'<View><Labels name="{FROM}" toName="{TO}">{labels}</Labels>'
        f"<Relations>{relations}</Relations>"
        f'<Text name="{TO}" value="${TO}" granularity="word"/></View>'
    )


def _region(mark: Mark, units: Utf16) -> Json:
    return {
        "id": mark.mark_id,
        "from_name": FROM,
        "to_name": TO,
        "type": "labels",
        "value": {
            "start": units.units(mark.start),
            "end": units.units(mark.end),
            "text": mark.quote,
            "labels": [mark.label],
        },
    }


def _relation(trigger: Mark, mark: Mark) -> Json:
    return {
        "type": "relation",
        "from_id": trigger.mark_id,
        "to_id": mark.mark_id,
        "direction": "right",
        "labels": [mark.label],
    }


def task(report: Report, claims: list[Claim]) -> Json:
    """Return the task of a report: its text, and every claim as a prediction."""
    units = Utf16(report.text)
    result: list[Json] = []
    for claim in claims:
        trigger, *values = marks_of(claim)
        result += [_region(mark, units) for mark in (trigger, *values)]
        result += [_relation(trigger, mark) for mark in values]
    return {
        "data": {
            TO: report.text,
            "report_id": report.report_id,
            "report": report.name,
            "title": report.title,
            "publisher": report.publisher,
        },
        "predictions": [{"model_version": f"dateline {VERSION}", "result": result}],
    }


def tasks(source: Source, policy: Policy, left: Left) -> Iterator[Json]:
    """Yield the task of every report."""
    for report, claims in by_report(source):
        yield task(report, claims)


def write(source: Source, policy: Policy, path: Path) -> Written:
    """Write the tasks as one JSON list, a task a line."""
    left: Left = Counter()
    number = 0
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for found in tasks(source, policy, left):
            stream.write(("[\n" if number == 0 else ",\n") + dump_line(found))
            number += 1
        stream.write("\n]\n" if number else "[]\n")
    return Written(number, left)


def read_tasks(path: Path) -> list[object]:
    """Return the tasks of a file that Label Studio exported (its JSON form)."""
    found = json.loads(path.read_text(encoding="utf-8-sig"))
    return found if isinstance(found, list) else [found]


SHAPE = Shape(
    name="label-studio",
    title="Label Studio tasks",
    suffix=".json",
    unit="report",
    what="One report a task: its text, and every claim as a pre-annotation. The event word is "
    "labelled with its type; each value is labelled with its field and tied to the event word.",
    is_not="Only words can be marked: values that rest on no words (an inferred place) are not "
    "shown. Line breaks of two characters (CRLF) may shift marks in some versions of Label "
    "Studio.",
    notes=(
        "Offsets are UTF-16 units, as Label Studio counts them; emoji count two.",
        f"The labelling interface: {labelling_config()}",
        "Bring the annotations back with: dateline import FILE --project DIR (JSON, not JSON-MIN).",
    ),
    rows=tasks,
    write=write,
    keeps_text=True,
    claims_suffice=True,
)
