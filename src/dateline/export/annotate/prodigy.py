"""Prodigy: JSON Lines, one claim a task, to accept, reject or mend."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.export.annotate.marks import marks_of
from dateline.export.json_fields import Json
from dateline.export.phrases import chain_phrase
from dateline.export.shapes.shape import Left, Shape
from dateline.export.shapes.writers import to_json_lines
from dateline.export.told import Policy, Source
from dateline.records import Claim, Report


def task(claim: Claim, report: Report) -> Json:
    """Return the task of a claim: its sentence, with the words that lie in it marked."""
    start, end = claim.sentence.start, claim.sentence.end
    spans = [
        {"start": mark.start - start, "end": mark.end - start, "label": mark.label}
        for mark in marks_of(claim)
        if mark.start >= start and mark.end <= end
    ]
    return {
        "text": report.text[start:end],
        "spans": spans,
        "claim_id": claim.claim_id,
        "report_id": report.report_id,
        "sentence_start": start,
        "meta": {
            "report": report.name,
            "status": claim.status,
            "according to": chain_phrase(claim),
        },
    }


def tasks(source: Source, policy: Policy, left: Left) -> Iterator[Json]:
    """Yield the task of every claim."""
    for claim, report, _ in source.claims():
        yield task(claim, report)


SHAPE = Shape(
    name="prodigy",
    title="Prodigy tasks",
    suffix=".jsonl",
    unit="claim",
    what="One claim a task: its sentence with the words of its values as spans, to accept, reject "
    "or mend (dataset in, answers out).",
    is_not="Words outside the sentence (a place named earlier) are not shown, and values that "
    "rest on no words neither. Spans may overlap, which only Prodigy's spans interface shows.",
    notes=(
        "Offsets are code points of the sentence, as Prodigy counts in Python.",
        "Bring the answers back with: dateline import FILE --project DIR (what db-out writes).",
    ),
    rows=tasks,
    write=to_json_lines(tasks),
    keeps_text=True,
    claims_suffice=True,
)
