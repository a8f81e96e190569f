"""What people did in an annotation tool, as decisions on claims.

A claim whose marks all stand was confirmed; one whose event word is unmarked was thrown out; where
a mark was moved, added or taken away the value was mended. A mark that overlaps the old one is the
same value in better words; another is a new value, known by its words alone. New words for a day
or a number cannot be read by a tool: they become a comment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.event_records import Decision, DecisionKind
from dateline.export.annotate.marks import LABELS, Mark, marks_of
from dateline.export.annotate.returned import Annotated, Span, as_json
from dateline.export.claim_json import to_json
from dateline.export.json_fields import Json
from dateline.records import Claim, Report

_SINGLE = ("place", "date")
_NAMED = ("actor", "recipient", "place", "according_to")


def decisions_of(
    annotated: Annotated, claims: Sequence[Claim], report: Report
) -> Iterator[Decision]:
    """Yield the decisions that annotations of a report amount to."""
    for claim in claims:
        if annotated.claims is None or claim.claim_id in annotated.claims:
            yield from _Judged(annotated, claim, report).decisions()


class _Judged:
    """One claim beside what was marked of it."""

    def __init__(self, annotated: Annotated, claim: Claim, report: Report) -> None:
        self._annotated = annotated
        self._claim = claim
        self._text = report.text
        self._marks = marks_of(claim)
        self._key = self._found(self._marks[0])

    def decisions(self) -> Iterator[Decision]:
        """Yield the decisions on the claim."""
        given = self._annotated
        verdict = given.verdicts.get(self._claim.claim_id)
        if verdict == "skip":
            yield self._decision("skip")
            return
        if verdict == "reject":
            yield self._decision("reject", why=f"rejected in {given.tool}")
            return
        if self._key is None:
            if given.is_whole:
                yield self._decision("reject", why=f"its event word is not marked in {given.tool}")
            elif verdict == "accept":
                yield self._decision("accept")
            return
        edits = list(self._edits()) if given.is_whole else list(self._retyped())
        yield from edits
        if not any(edit.kind == "edit" for edit in edits):
            yield self._decision("accept")

    def _decision(
        self,
        kind: DecisionKind,
        field: str | None = None,
        after: object = None,
        why: str | None = None,
    ) -> Decision:
        who, at = self._annotated.who, self._annotated.at
        return Decision(who, at, kind, self._claim.claim_id, field, None, after, why)

    def _found(self, mark: Mark) -> str | None:
        """Return the key of a mark in the file: by its id, else by its place and label."""
        spans = self._annotated.spans
        if mark.mark_id in spans:
            return mark.mark_id
        for key, span in spans.items():
            same = (span.start, span.end) == (mark.start, mark.end)
            if same and (span.label not in LABELS if mark.is_trigger else span.label == mark.label):
                return key
        return None

    def _retyped(self) -> Iterator[Decision]:
        label = self._annotated.spans[self._key or ""].label
        if label != self._claim.event_type:
            yield self._decision("edit", "event_type", label)

    def _edits(self) -> Iterator[Decision]:
        yield from self._retyped()
        for field in LABELS:
            shown = [m for m in self._marks if m.field == field and self._was_shown(m)]
            now = self._now(field, shown)
            if {(m.start, m.end) for m in shown} != {(s.start, s.end) for s in now}:
                yield from self._mended(field, shown, now)

    def _was_shown(self, mark: Mark) -> bool:
        """Tell whether the tool showed a mark: where it shows a sentence, only what lies in it."""
        sentence = self._claim.sentence
        inside = mark.start >= sentence.start and mark.end <= sentence.end
        return self._annotated.claims is None or inside

    def _now(self, field: str, shown: Sequence[Mark]) -> list[Span]:
        """Return the words now marked for a field of the claim, in the order of the text."""
        given = self._annotated
        if given.claims is not None:
            keys = list(given.spans)
        else:
            keys = [to for start, to in given.links if start == self._key]
            keys += [key for mark in shown if (key := self._found(mark)) and key == mark.mark_id]
        spans = {given.spans[key] for key in keys if key in given.spans}
        return sorted((s for s in spans if s.label == field), key=lambda s: (s.start, s.end))

    def _mended(self, field: str, shown: Sequence[Mark], now: list[Span]) -> Iterator[Decision]:
        record = to_json(self._claim)
        old = [record[field]] if field in _SINGLE else record[field]
        values: list[Json] = []
        for span in now:
            mark = next((m for m in shown if m.start < span.end and span.start < m.end), None)
            words = as_json(span, self._text)
            if mark is not None:
                same = (mark.start, mark.end) == (span.start, span.end)
                values.append(old[mark.at] if same else {**old[mark.at], **words})
            elif field in _NAMED:
                values.append({"name": words["words"], **words})
            else:
                told = f"'{words['words']}' is marked as {field} in {self._annotated.tool}"
                yield self._decision("comment", field, None, told)
        marked = {mark.at for mark in shown}
        values += [value for at, value in enumerate(old) if value and at not in marked]
        after: object = next(iter(values), None) if field in _SINGLE else values
        if after != (record[field]):
            yield self._decision("edit", field, after, f"mended in {self._annotated.tool}")
