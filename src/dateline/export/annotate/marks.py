"""The marks that a claim makes on its report: one for its event word, one for each value.

Every tool's form is made of these, and what comes back from a tool is compared with them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.export.told import Source
from dateline.records import Anchor, Claim, Report

LABELS = ("actor", "recipient", "place", "date", "counts", "according_to")
"""Labels of values: the names of their fields. The event word is labelled with its type."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a report that carry a value of a claim.

    Attributes:
        mark_id: the claim's id, the field and its number: ``c1f0.actor.0``.
        label: the event type for the event word, else the field.
        start, end: code points of the report's text, half-open.

    """

    mark_id: str
    field: str
    at: int
    label: str
    start: int
    end: int
    quote: str

    @property
    def is_trigger(self) -> bool:
        """It marks the event word."""
        return self.field == "trigger"


def _nearest(anchors: tuple[Anchor, ...], claim: Claim) -> Anchor | None:
    """Return the first anchor in the claim's own sentence, else the first of all."""
    inside = [a for a in anchors if a.start >= claim.sentence.start and a.end <= claim.sentence.end]
    return next(iter(inside or anchors), None)


def marks_of(claim: Claim) -> list[Mark]:
    """Return the marks of a claim, its event word first; values without words have none."""
    valued: dict[str, list[tuple[Anchor, ...]]] = {
        "actor": [actor.anchors for actor in claim.actor],
        "recipient": [actor.anchors for actor in claim.recipient],
        "place": [claim.place.anchors] if claim.place else [],
        "date": [claim.date.anchors] if claim.date else [],
        "counts": [count.anchors for count in claim.counts],
        "according_to": [link.anchors for link in claim.according_to],
    }
    trigger = claim.trigger
    marks = [
        Mark(f"{claim.claim_id}.trigger.0", "trigger", 0, claim.event_type, trigger.start,
             trigger.end, trigger.quote)
    ]  # fmt: skip
    for field in LABELS:
        for at, anchors in enumerate(valued[field]):
            found = _nearest(anchors, claim)
            if found is not None:
                name = f"{claim.claim_id}.{field}.{at}"
                marks.append(Mark(name, field, at, field, found.start, found.end, found.quote))
    return marks


def by_report(source: Source) -> Iterator[tuple[Report, list[Claim]]]:
    """Yield every report with its claims, in the order of the text."""
    reports: dict[str, tuple[Report, list[Claim]]] = {}
    for claim, report, _ in source.claims():
        reports.setdefault(report.report_id, (report, []))[1].append(claim)
    for report, claims in reports.values():
        yield report, sorted(claims, key=lambda c: (c.trigger.start, c.claim_id))


class Utf16:
    """Offsets of a text in code points and in the units JavaScript counts."""

    def __init__(self, text: str) -> None:
        self._wide = [at for at, character in enumerate(text) if ord(character) > 0xFFFF]
        self._wide_units = [at + n for n, at in enumerate(self._wide)]

    def units(self, offset: int) -> int:
        """Return the offset in UTF-16 units of one in code points."""
        return offset + bisect_left(self._wide, offset)

    def points(self, units: int) -> int:
        """Return the offset in code points of one in UTF-16 units."""
        return units - bisect_left(self._wide_units, units)
