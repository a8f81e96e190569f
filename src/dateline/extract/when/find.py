"""Find the expressions of time of a report and work them out, in text order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.extract.numerals import words_of
from dateline.extract.when.calendar import Days, one_day, safe_date
from dateline.extract.when.owner import governor, is_reporting, is_verb, tense_of
from dateline.extract.when.patterns import Match, find
from dateline.extract.when.relative import MEANINGS
from dateline.extract.when.resolve import Meaning, Setting
from dateline.parse.parsed import Parsed, Sentence, Token
from dateline.records import DateRange
from dateline.spans import anchor, excerpt

TimeKind = Literal["date", "duration", "set", "time"]
KINDS: dict[str, TimeKind] = {"date": "date", "duration": "duration", "set": "set", "time": "time"}
JOINERS = frozenset({"-", "to", "and", "until", "or", "through"})
COUNTED_FROM = frozenset({"DET", "NOUN", "PROPN", "PRON", "ADJ", "VERB", "NUM"})
HEAD_LINES = 3
RETOLD_SHARE, RETOLD_LEAST = 0.75, 4
HISTORY_SHARE, HISTORY_YEARS = 0.5, 4
"""Full dates of so many years, this share of them past, make a history up to the day of writing."""
"""A report retells the past when it names at least so many years, this share of them past."""


@dataclass(frozen=True, slots=True, eq=False)
class TimeExpression:
    """Words that tell a time.

    Attributes:
        tokens: the words, without the preposition before them.
        start, end: offsets in the report's text, half-open.
        value: the days meant, or None, then ``reason`` (a code of ``dateline.reasons``).
        rule: id of the pattern, a line's first column in ``knowledge/dates/patterns.tsv``.
        iso: the value in the notation of TIMEX3 ("2016-W43", "P2Y", "PRESENT_REF"), or None.
    """

    tokens: tuple[Token, ...]
    start: int
    end: int
    kind: TimeKind
    value: DateRange | None
    reason: str | None
    rule: str
    iso: str | None


OF_WRITING = frozenset({"ago", "relative_day", "nightly", "interval"})
"""Meanings that count from the day of writing, which is none of the days of a story retold."""


@dataclass(slots=True)
class _Story:
    """What the text has told so far."""

    published: date | None
    retold: bool
    told: Days | None = None
    told_day: date | None = None
    full_year: int | None = None
    full_sentence: int = -9

    def setting(self, match: Match) -> Setting:
        sentence = match.tokens[0].sent
        near = self.full_year if sentence - self.full_sentence <= 2 else None
        tense = tense_of(match.tokens)
        return Setting(self.published, self.told, self.told_day, self.retold, tense, near)

    def note(self, match: Match, meaning: Meaning) -> None:
        """Remember a date told, so that later words can count from it."""
        days = meaning.days
        if days is None or match.pattern.kind != "date":
            return
        if not self.retold and is_reporting(governor(match.tokens)):
            return
        if self.retold and _is_aside_from_story(match):
            return
        self.told = days
        if days.precision == "day":
            self.told_day = days.start
        elif self.told_day and (
            match.pattern.meaning == "textual" or not _inside(self.told_day, days)
        ):
            self.told_day = None
        if not meaning.relative and match.value("MONTH"):
            self.full_year, self.full_sentence = days.start.year, match.tokens[0].sent


def _is_aside_from_story(match: Match) -> bool:
    """Tell what is no next step of a story retold: "today", "two years ago", what lies ahead."""
    if match.pattern.meaning in OF_WRITING:
        return True
    return match.pattern.meaning == "year" and tense_of(match.tokens) == "future"


def _inside(day: date, days: Days) -> bool:
    return days.start <= day and (days.end is None or day <= days.end)


def time_expressions(parsed: Parsed) -> list[TimeExpression]:
    """Return the expressions of time of a report, in text order, none overlapping."""
    found: list[TimeExpression] = []
    per_sentence = [(s, find(s.tokens, _allowed)) for s in parsed.sentences]
    written = written_on(parsed)
    story = _Story(written, _is_retold(written, per_sentence))
    for sentence, matches in per_sentence:
        row: list[TimeExpression] = []
        for match in _merged(matches, sentence):
            meaning = _meaning(match, story)
            story.note(match, meaning)
            row.append(_expression(parsed, match, meaning))
        found.extend(_with_borrowed_days(parsed, sentence, row))
    return found


def _meaning(match: Match, story: _Story) -> Meaning:
    try:
        return MEANINGS[match.pattern.meaning](match, story.setting(match))
    except (ValueError, OverflowError):
        return Meaning(None, None, "not_found")


def _hangs_on_an_event(match: Match, after: Token | None) -> bool:
    """Tell "a day after the attack" from "a day after": what follows is what it counts from."""
    last = match.tokens[-1].lower
    if match.pattern.meaning not in ("later", "textual") or after is None:
        return False
    if last in ("earlier", "later") and after.lower == "than":
        return True
    return last in ("before", "after", "following") and after.pos in COUNTED_FROM


def _is_in_a_name(match: Match, after: Token | None) -> bool:
    """Tell the day in a name: "the 23 March Movement", "the 14 February Coalition"."""
    if match.pattern.meaning != "day" or match.value("YEAR") or after is None:
        return False
    return after.text[:1].isupper() and after.lower in words_of("dates", "grammar.tsv")["name_noun"]


def _next(sentence: Sentence, token: Token, step: int = 1) -> Token | None:
    at = token.i - sentence.tokens[0].i + step
    return sentence.tokens[at] if 0 <= at < len(sentence.tokens) else None


def _expression(parsed: Parsed, match: Match, meaning: Meaning) -> TimeExpression:
    start, end = match.tokens[0].start, match.tokens[-1].end
    rule = f"date:{match.pattern.rule}"
    value = None
    if meaning.days:
        value = _range(parsed, meaning.days, (start, end), rule, meaning.relative)
    kind = KINDS[match.pattern.kind]
    return TimeExpression(match.tokens, start, end, kind, value, meaning.reason, rule, meaning.iso)


def _range(
    parsed: Parsed, days: Days, extent: tuple[int, int], rule: str, relative: bool
) -> DateRange:
    text = parsed.report.text
    return DateRange(
        start=days.start,
        end=days.end,
        precision=days.precision,
        words=excerpt(text, *extent),
        anchors=(anchor(text, *extent),),
        basis="resolved" if relative else "stated",
        rule=rule,
    )


def _merged(matches: list[Match], sentence: Sentence) -> list[Match]:
    """Join "the morning of" and the day that follows into one match."""
    found: list[Match] = []
    for match in matches:
        before = found[-1] if found else None
        if before and before.value("PART") and before.pattern.meaning == "clock":
            gap = sentence.tokens[
                before.tokens[-1].i + 1 - sentence.tokens[0].i : match.tokens[0].i
                - sentence.tokens[0].i
            ]
            if [t.lower for t in gap] == ["of"] and match.pattern.kind == "date":
                tokens = (*before.tokens, *gap, *match.tokens)
                found[-1] = Match(match.pattern, tokens, (*match.pieces, *before.pieces))
                continue
        if before and _names_its_weekday(before, match, sentence):
            continue
        found.append(match)
    return found


def _names_its_weekday(before: Match, match: Match, sentence: Sentence) -> bool:
    """Tell the Tuesday of "on 18 February, a Tuesday", which is no date of its own."""
    first = sentence.tokens[0].i
    gap = sentence.tokens[before.tokens[-1].i + 1 - first : match.tokens[0].i - first]
    plain = match.pattern.meaning == "weekday" and len(match.tokens) == 1
    return plain and [t.text for t in gap] == [",", "a"] and before.pattern.kind == "date"


def _with_borrowed_days(
    parsed: Parsed, sentence: Sentence, row: list[TimeExpression]
) -> list[TimeExpression]:
    """Add the bare day of a pair: the 3 of "3 and 5 November", the 5 of "May 4 and 5"."""
    taken = {t.i for e in row for t in e.tokens}
    found: list[TimeExpression] = []
    for expression in row:
        for step, edge in ((-1, expression.tokens[0]), (1, expression.tokens[-1])):
            joiner = _next(sentence, edge, step)
            number = _next(sentence, edge, 2 * step)
            if step < 0 and joiner is not None and joiner.lower == "the":
                joiner, number = number, _next(sentence, edge, -3)
            if number is None or joiner is None or joiner.lower not in JOINERS:
                continue
            if number.i not in taken:
                borrowed = _borrowed(parsed, expression, number, step, sentence)
                found.extend([borrowed] if borrowed else [])
    return sorted(row + found, key=lambda e: e.start)


def _borrowed(
    parsed: Parsed, expression: TimeExpression, number: Token, step: int, sentence: Sentence
) -> TimeExpression | None:
    value = expression.value
    names_day = expression.rule in ("date:day-month-year", "date:day-month") or (
        step > 0 and expression.rule in ("date:month-day-year", "date:month-day")
    )
    digits = number.text.rstrip("stndrh")
    if value is None or value.precision != "day" or not names_day or not digits.isdigit():
        return None
    after = _next(sentence, number)
    if step > 0 and after is not None and after.pos in ("NOUN", "ADJ", "PROPN", "NUM", "SYM"):
        return None
    day = safe_date(value.start.year, value.start.month, int(digits))
    if day is None or len(digits) > 2:
        return None
    extent, rule = (number.start, number.end), "date:borrowed-month"
    made = _range(parsed, one_day(day), extent, rule, True)
    iso = day.isoformat()
    return TimeExpression((number,), *extent, "date", made, None, rule, iso)


def _is_retold(published: date | None, rows: list[tuple[Sentence, list[Match]]]) -> bool:
    """Tell whether a report retells the past: no day of writing, or years long gone."""
    if published is None:
        return True
    years = [int(y) for _, row in rows for m in row if m.value("MONTH") and (y := m.value("YEAR"))]
    past = sum(1 for y in years if y < published.year - 1)
    share = HISTORY_SHARE if len(set(years)) >= HISTORY_YEARS else RETOLD_SHARE
    return len(years) >= RETOLD_LEAST and past >= share * len(years)


def written_on(parsed: Parsed) -> date | None:
    """Return the day of publication, else the day that a line on top of the report tells.

    "Posted on Saturday 22 August 2015", "Situation as of 18:00, 3 October 2023": a full date in
    a line without a sentence, with its weekday or a word that says what the date is.
    """
    if parsed.report.published is not None:
        return parsed.report.published
    nothing = Setting(None, None, None, True, "past")
    for sentence in parsed.sentences[:HEAD_LINES]:
        if any(t.tag in ("VBD", "VBZ", "VBP", "MD") and is_verb(t) for t in sentence.tokens):
            continue
        matches = find(sentence.tokens, _allowed)
        line = " ".join(t.lower for t in sentence.tokens)
        marked = any(
            f" {word} " in f" {line} " for word in words_of("dates", "grammar.tsv")["issue"]
        )
        for match in matches:
            full = match.pattern.meaning == "day" and match.value("YEAR")
            if not full or not (marked or match.value("WEEKDAY")):
                continue
            days = MEANINGS["day"](match, nothing).days
            if days is not None:
                return days.start
    return None


def _allowed(match: Match, tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the words around a match let it be a time."""
    before = tokens[at - 1] if at else None
    end = at + len(match.tokens)
    after = tokens[end] if end < len(tokens) else None
    meaning = match.pattern.meaning
    if (
        meaning == "year"
        and len(match.tokens) == 1
        and match.tokens[0].text.isdigit()
        and not match.value("YEAR2APOS")
    ):
        return _is_year(match.tokens[0], before, after)
    if _hangs_on_an_event(match, after) or _is_in_a_name(match, after):
        return False
    if match.value("YEAR2"):
        return match.tokens[-1].text.isdigit() and not (after and after.pos in ("NOUN", "ADJ"))
    if meaning == "day_of_month" and after is not None and after.pos in ("NOUN", "ADJ", "PROPN"):
        return False
    if meaning in ("duration", "interval", "ago", "later"):
        beyond = tokens[end + 1] if end + 1 < len(tokens) else None
        return _is_duration(match, before, after, beyond)
    if meaning == "clock" and match.value("PART"):
        return _is_part(match, before)
    if meaning == "every" and match.value("OFTEN"):
        return match.tokens[0].pos != "PROPN"
    return True


def _is_part(match: Match, before: Token | None) -> bool:
    introduced = before is not None and before.lower in (
        "at",
        "by",
        "in",
        "since",
        "until",
        "before",
    )
    return introduced or match.tokens[0].lower == "the" or bool(match.value("EARLY"))


def _is_duration(
    match: Match, before: Token | None, after: Token | None, beyond: Token | None
) -> bool:
    """Refuse ages ("a 12-year-old") and what only looks like time ("a second bomb")."""
    if after is not None and after.lower in ("old", "-old"):
        return False
    if after is not None and after.text == "-" and beyond is not None and beyond.lower == "old":
        return False
    if after is not None and after.text == "-" and match.tokens[-1].end == after.start:
        return match.pattern.meaning != "duration" or "-" in [t.text for t in match.tokens]
    unit = match.value("UNIT")
    if unit == "S" or (match.pattern.meaning == "duration" and "Q" in (unit, match.value("UNITS"))):
        return False
    return not (before is not None and before.text in ("$", "£", "€", "#"))


def _is_year(token: Token, before: Token | None, after: Token | None) -> bool:
    """Tell a year from a number of four digits."""
    counted = token.dep == "nummod" and token.head.i > token.i
    plural = counted and token.head.tag in ("NNS", "NNPS")
    if before is None:
        return after is None or after.text in (",", ":", "-", ")") or not plural
    prepositions = words_of("dates", "grammar.tsv")["year_before"]
    if before.text in ("(", "[", "/") or (before.text == "-" and before.start == 0):
        return True
    if before.lower in ("in", "since", "during", "until", "till", "by"):
        return not (after is not None and after.lower in ("of", "percent", "%"))
    if before.lower in prepositions or before.text == ",":
        return not plural
    if before.lower in (
        "the",
        "its",
        "their",
        "his",
        "our",
        "a",
        "an",
        "'s",
        "year",
        "early",
        "late",
        "mid",
    ):
        return not plural
    return not counted and (token.dep in ("npadvmod", "pobj") or token.entity == "DATE")
