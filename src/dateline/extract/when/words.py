"""Give each word of a sentence its classes in expressions of time: MONTH, DAY, YEAR, UNIT.

The classes of words stand in ``knowledge/dates/words.tsv``; those of figures (DAY, YEAR, NUM,
NUMDATE, CLOCK …) are read here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dateline.extract.numerals import Numeral, cardinal, number_words, ordinal, rows_of
from dateline.parse.parsed import Token

NUMERIC_DATE = re.compile(r"(\d{1,4})([/.-])(\d{1,2})\2(\d{4}|\d{2})|(\d{4})(-)(\d{2})")
CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[:.][0-5]\d(?::[0-5]\d)?")
CLOCK_TIGHT = re.compile(r"(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)?(?:am|pm|a\.m\.?|p\.m\.?)")
DECADE = re.compile(r"(?:1[0-9]|20)?[0-9]0s")
YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
NOT_MONTH_TAGS = frozenset({"MD", "VB", "VBP", "VBZ", "VBD", "VBN", "VBG"})


@dataclass(frozen=True, slots=True)
class Piece:
    """One reading of the words at a place: class, value, how many tokens, and a guard.

    ``guard`` is that of ``words.tsv``: what must stand around it before it counts.
    """

    kind: str
    value: str
    length: int
    guard: str = ""


@cache
def vocabulary() -> dict[str, tuple[Piece, ...]]:
    """Return the first word of each entry of ``words.tsv`` → its readings."""
    found: dict[str, list[Piece]] = {}
    for row in rows_of("dates", "words.tsv"):
        piece = Piece(row["class"], row["value"], len(row["word"].split()), row["guard"])
        found.setdefault(row["word"], []).append(piece)
    return {word: tuple(pieces) for word, pieces in found.items()}


@cache
def _phrase_heads() -> frozenset[str]:
    """Return the first words of the entries of several words."""
    return frozenset(entry.partition(" ")[0] for entry in vocabulary() if " " in entry)


@cache
def _beginnings() -> frozenset[str]:
    """Return the words a reading can begin with, figures, apostrophes and hyphens apart."""
    return _phrase_heads().union(vocabulary(), number_words())


def may_tell(word: str) -> bool:
    """Tell whether a lower-case word can have a reading; most words cannot."""
    if word.isalpha():
        return word in _beginnings()
    return word[0].isdigit() or word[0] == "'" or "-" in word or word in _beginnings()


def joined(tokens: Sequence[Token], i: int, limit: int) -> list[tuple[str, int]]:
    """Return the texts of 1, 2 … ``limit`` tokens from ``i`` as long as no space divides them."""
    texts = [(tokens[i].text, 1)]
    while len(texts) < limit:
        n = len(texts)
        if i + n >= len(tokens) or tokens[i + n].start != tokens[i + n - 1].end:
            break
        texts.append((texts[-1][0] + tokens[i + n].text, n + 1))
    return texts


def _free(tokens: Sequence[Token], i: int, length: int) -> bool:
    """Tell whether words are not glued to a figure or sign on either side ("5/11", "-20")."""
    before, last = (tokens[i - 1] if i else None), tokens[i + length - 1]
    after = tokens[i + length] if i + length < len(tokens) else None
    if before and before.end == tokens[i].start and before.text in "/$£€#+.":
        return False
    return not (after and after.start == last.end and after.text in ("/", "%", "°"))


def _dates(tokens: Sequence[Token], i: int) -> list[Piece]:
    found = []
    for text, length in joined(tokens, i, 5):
        if NUMERIC_DATE.fullmatch(text) and (length > 1 or "-" not in text or len(text) > 6):
            found.append(Piece("NUMDATE", text, length))
    return [max(found, key=lambda p: p.length)] if found else []


def _years(tokens: Sequence[Token], i: int) -> list[Piece]:
    text = tokens[i].text
    if YEAR.fullmatch(text):
        return [Piece("YEAR", text, 1)]
    if re.fullmatch(r"\d\d", text):
        return [Piece("YEAR2", text, 1)]
    if re.fullmatch(r"'\d\d", text):
        return [Piece("YEAR2APOS", text[1:], 1)]
    if DECADE.fullmatch(text.removeprefix("'")):
        return [Piece("DECADE", text.removeprefix("'")[:-1], 1)]
    if text == "'" and i + 1 < len(tokens) and re.fullmatch(r"\d0s", tokens[i + 1].text):
        return [Piece("DECADE", tokens[i + 1].text[:-1], 2)]
    return []


def _numbers(tokens: Sequence[Token], i: int) -> list[Piece]:
    found: list[Piece] = []
    number: Numeral | None = cardinal(tokens, i)
    if (number and tokens[i].lower not in ("a", "an", "half")) or (number and number.length > 1):
        found.append(Piece("NUM", f"{number.value:g}", number.length))
        if number.figures and number.length == 1 and 1 <= number.value <= 31:
            if re.fullmatch(r"\d{1,2}", tokens[i].text):
                found.append(Piece("DAY", str(number.whole), 1))
    rank = ordinal(tokens, i)
    if rank:
        found.append(Piece("ORD", str(rank.whole), rank.length))
        if 1 <= rank.value <= 31:
            found.append(Piece("DAYORD", str(rank.whole), rank.length))
            found.append(Piece("DAY", str(rank.whole), rank.length))
    return found


def _words(tokens: Sequence[Token], i: int) -> list[Piece]:
    token = tokens[i]
    found = list(vocabulary().get(token.lower, ()))
    for length in (2, 3) if token.lower in _phrase_heads() else ():
        phrase = " ".join(t.lower for t in tokens[i : i + length])
        found.extend(p for p in vocabulary().get(phrase, ()) if p.length == length)
    kept = []
    for piece in found:
        if piece.kind in ("MONTH", "WEEKDAY", "FOREIGN", "HOLIDAY"):
            if not token.text[0].isupper() or (
                piece.guard and token.tag in NOT_MONTH_TAGS and not token.text.isupper()
            ):
                continue
            if token.tag == "MD":
                continue
        kept.append(piece)
    return kept


def pieces_at(tokens: Sequence[Token], i: int) -> list[Piece]:
    """Return every reading of the words that begin at position ``i`` of a sentence's tokens."""
    lower, text = tokens[i].lower, tokens[i].text
    found = _words(tokens, i)
    if text[0].isdigit() or text[0] == "'":
        if not _free(tokens, i, 1):
            return _dates(tokens, i)
        found += _dates(tokens, i) + _years(tokens, i)
        if CLOCK.fullmatch(text) and (":" in text or _meridiem_follows(tokens, i)):
            found.append(Piece("CLOCK", text, 1))
        if CLOCK_TIGHT.fullmatch(lower):
            found.append(Piece("CLOCKTIGHT", lower, 1))
    if lower.startswith("mid-") and YEAR.fullmatch(text[4:]):
        found.append(Piece("YEAR", text[4:], 1))
    return found + _numbers(tokens, i)


def _meridiem_follows(tokens: Sequence[Token], i: int) -> bool:
    follows = vocabulary().get(tokens[i + 1].lower, ()) if i + 1 < len(tokens) else ()
    return any(p.kind in ("MERIDIEM", "ZONE") for p in follows)
