"""Dates that stand at the head of a paragraph and hold for all of it.

"7-8 Sept. (Kalikot): Attack on the police post; four killed." is an entry of a list of incidents.
"18.10 Baku: The ministry says …" is one of a live page, whose day is that of publication.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateline.extract.numerals import words_of
from dateline.extract.when.find import TimeExpression
from dateline.extract.when.span import hull, partner
from dateline.parse.parsed import Parsed, Sentence, Token
from dateline.records import DateRange
from dateline.spans import anchor

MARKS = frozenset({":", "):", "-", "–", "—", ")"})
ENDS = frozenset({":", "):", "–", "—"})
HEAD_TOKENS = 12
"""An entry's head is short: the date, and in brackets a place."""
LIVE_ENTRIES = 3
"""So many paragraphs that begin with a time of day make a live page."""
LATEST_HOUR, LATEST_MINUTE = 23, 59


def heads(
    parsed: Parsed, expressions: Sequence[TimeExpression], day: date | None
) -> dict[int, DateRange]:
    """Return the day that holds for a paragraph, by the number of the paragraph.

    ``day`` is that of publication.
    """
    found: dict[int, DateRange] = {}
    rows: dict[int, list[TimeExpression]] = {}
    for expression in expressions:
        rows.setdefault(expression.tokens[0].sent, []).append(expression)
    first = _first_of_blocks(parsed)
    for sentence in first:
        value = _entry_date(sentence, rows.get(sentence.n, []), parsed)
        if value is not None:
            found[sentence.block] = value
    timed = [(s, clock) for s in first if (clock := _clock(s)) is not None]
    if day is not None and len(timed) >= LIVE_ENTRIES:
        for sentence, clock in timed:
            words = anchor(parsed.report.text, clock.start, clock.end)
            live = DateRange(day, day, "day", words.quote, (words,), "resolved", "date:live-page")
            found.setdefault(sentence.block, live)
    return found


def _first_of_blocks(parsed: Parsed) -> list[Sentence]:
    seen: dict[int, Sentence] = {}
    for sentence in parsed.sentences:
        seen.setdefault(sentence.block, sentence)
    return list(seen.values())


def _entry_date(
    sentence: Sentence, row: Sequence[TimeExpression], parsed: Parsed
) -> DateRange | None:
    """Return the date before the colon or dash that opens an entry: "7-8 Sept. (Kalikot): …"."""
    dates = [e for e in row if e.kind == "date" and e.value is not None]
    if not dates:
        return None
    one = dates[0]
    start = one.tokens[0].i - sentence.tokens[0].i
    value, last = one.value, one.tokens[-1]
    other = partner(one, row, parsed)
    if other is not None and other.value is not None and value is not None:
        value, last = (
            hull(value, other.value, parsed),
            max(last, other.tokens[-1], key=lambda t: t.i),
        )
    opening = [t for t in sentence.tokens[:start] if t.text not in ("•", "*", "-", "–", "(", "[")]
    if opening and not all(t.lower in words_of("dates", "grammar.tsv")["opening"] for t in opening):
        return None
    after = sentence.tokens[last.i - sentence.tokens[0].i + 1 :][:HEAD_TOKENS]
    if value is None or not _closes_head(after):
        return None
    return replace(value, rule=f"{value.rule}+entry")


def _closes_head(after: Sequence[Token]) -> bool:
    """Tell whether a mark follows the date at once, or a bracket and then a mark."""
    if not after:
        return True
    if after[0].text in MARKS:
        return True
    if after[0].text not in ("(", ",", "."):
        return False
    closing = [n for n, t in enumerate(after) if t.text in ENDS]
    return bool(closing) and all(t.pos not in ("VERB", "AUX") for t in after[: closing[0]])


def _clock(sentence: Sentence) -> Token | None:
    """Return the time of day a paragraph begins with: "18.10", "14:20"."""
    word = sentence.tokens[0]
    hour, _, minute = word.text.replace(".", ":").partition(":")
    if not (hour.isdigit() and minute.isdigit() and len(minute) == 2):
        return None
    is_time = int(hour) <= LATEST_HOUR and int(minute) <= LATEST_MINUTE
    return word if is_time else None
