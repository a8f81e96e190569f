"""Two expressions that make one span: "between 3 and 5 November", "from Monday to Friday"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.extract.when.find import JOINERS, TimeExpression
from dateline.parse.parsed import Parsed
from dateline.records import DateRange
from dateline.spans import anchor


def partner(
    expression: TimeExpression, here: Sequence[TimeExpression], parsed: Parsed
) -> TimeExpression | None:
    """Return the other end of a span: "between 3 and 5 November", "from Monday to Friday"."""
    at = list(here).index(expression)
    for other in (*here[max(0, at - 1) : at], *here[at + 1 : at + 2]):
        first, second = sorted((expression, other), key=lambda e: e.start)
        between = parsed.tokens[first.tokens[-1].i + 1 : second.tokens[0].i]
        words = [t.lower for t in between if t.lower != "the"]
        if len(words) == 1 and words[0] in JOINERS and other.kind == "date":
            return other
    return None


def hull(one: DateRange, other: DateRange, parsed: Parsed) -> DateRange:
    """Return the span from the first day of one to the last day of the other."""
    first, last = sorted((one, other), key=lambda v: v.start)
    start = min(one.anchors[0].start, other.anchors[0].start)
    end = max(one.anchors[-1].end, other.anchors[-1].end)
    words = anchor(parsed.report.text, start, end)
    return replace(
        first, end=last.end, words=" ".join(words.quote.split()), anchors=(words,), basis=one.basis
    )
