"""What a report tells about time as a whole, worked out once for all of its events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.extract.when.find import TimeExpression, written_on
from dateline.extract.when.heads import heads
from dateline.extract.when.period import period
from dateline.parse.parsed import Parsed
from dateline.records import DateRange


@dataclass(frozen=True, slots=True)
class Frame:
    """The times that hold for more than one sentence.

    Attributes:
        written: the day of publication, or the one a line on top tells.
        heads: the day that holds for a paragraph, by the number of the paragraph.
        period: the days a bulletin covers.
        told: the expressions of each sentence, by its number.
    """

    written: date | None
    heads: Mapping[int, DateRange]
    period: DateRange | None
    told: Mapping[int, Sequence[TimeExpression]]


def frame_of(parsed: Parsed, expressions: Sequence[TimeExpression]) -> Frame:
    """Return the frame of a report from all its expressions of time."""
    written = written_on(parsed)
    told: dict[int, list[TimeExpression]] = {}
    for expression in expressions:
        told.setdefault(expression.tokens[0].sent, []).append(expression)
    days = heads(parsed, expressions, written)
    return Frame(written, days, period(parsed, expressions), told)
