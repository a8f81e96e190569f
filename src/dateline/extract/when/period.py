"""The period a bulletin covers, which its line on top tells ("Reporting period: 22 to 24 July")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from dateline.extract.numerals import words_of
from dateline.extract.when.find import JOINERS, TimeExpression
from dateline.extract.when.owner import is_verb
from dateline.extract.when.span import hull
from dateline.parse.parsed import Parsed, Sentence
from dateline.records import DateRange
from dateline.spans import anchor

TOP = 6
"""In so many sentences and lines on top a bulletin tells its period."""
LONGEST = timedelta(days=366)
NO_YEAR = "XXXX"
"""How a value in the notation of TIMEX3 says that the year is open."""
APART = 8
"""Words between the first and the last day, hours in brackets among them."""


def period(parsed: Parsed, expressions: Sequence[TimeExpression]) -> DateRange | None:
    """Return the days a bulletin covers, or None where it is no bulletin or does not say."""
    for sentence in parsed.sentences[:TOP]:
        words = {t.lower for t in sentence.tokens}
        if not words & words_of("dates", "grammar.tsv")["period"]:
            continue
        if any(is_verb(t) and any(c.dep == "nsubj" for c in t.children) for t in sentence.tokens):
            continue
        row = [e for e in expressions if e.tokens[0].sent == sentence.n and e.kind == "date"]
        value = _covered(sentence, row, parsed)
        if value is not None and value.end is not None and value.end - value.start <= LONGEST:
            return replace(value, basis="inferred", rule=f"{value.rule}+period")
    return None


def _covered(
    sentence: Sentence, dates: Sequence[TimeExpression], parsed: Parsed
) -> DateRange | None:
    """Return the first and last day joined by "to", else the month or week that is named."""
    for one, other in pairwise(dates):
        first = sentence.tokens[0].i
        gap = sentence.tokens[one.tokens[-1].i + 1 - first : other.tokens[0].i - first]
        joined = any(t.lower in JOINERS | {"–", "—"} for t in gap) and len(gap) <= APART
        start = one.value or _in_year_of(one, other, parsed)
        if joined and start is not None and other.value is not None:
            return hull(start, other.value, parsed)
    wide = [
        e.value for e in dates if e.value is not None and e.value.precision in ("month", "week")
    ]
    return wide[0] if wide else None


def _in_year_of(one: TimeExpression, other: TimeExpression, parsed: Parsed) -> DateRange | None:
    """Return the 22 July of "22 July to 24 July 2014"."""
    if other.value is None or not (one.iso or "").startswith(NO_YEAR):
        return None
    day = date.fromisoformat(f"{other.value.start.year}{(one.iso or '')[len(NO_YEAR) :]}")
    words = anchor(parsed.report.text, one.start, one.end)
    return DateRange(day, day, "day", words.quote, (words,), "resolved", one.rule)
