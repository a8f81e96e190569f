"""Read numbers written in figures or words: "1,200", "1.5 million", "twenty-one", "half a million".

Shared by the modules that ask when and how many; it knows nothing of dates or of what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dateline.errors import KnowledgeError
from dateline.knowledge.tables import packaged, parse_table
from dateline.parse.parsed import Token

FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
SUFFIXED = re.compile(r"(\d+(?:\.\d+)?)(k|m|mn|bn)")
ORDINAL_FIGURES = re.compile(r"(\d+)(?:st|nd|rd|th)")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as read: its value and how many tokens it took.

    ``figures`` tells that it begins with a digit.
    """

    value: float
    length: int
    figures: bool = False

    @property
    def whole(self) -> int:
        """The value as a whole number (persons and things come in whole numbers)."""
        return round(self.value)


@cache
def rows_of(folder: str, name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of one packaged table of ``dateline.knowledge``.

    Raises:
        KnowledgeError: the table is not there, or is at fault.
    """
    for path, content in packaged(folder):
        if path == f"{folder}/{name}":
            return parse_table(path, content).rows
    raise KnowledgeError(f"{folder}/{name}", "the table is missing", "Install Dateline again.")


@cache
def words_of(folder: str, name: str) -> dict[str, frozenset[str]]:
    """Return a table of the columns ``class word`` as class → words."""
    found: dict[str, set[str]] = {}
    for row in rows_of(folder, name):
        found.setdefault(row["class"], set()).add(row["word"])
    return {key: frozenset(words) for key, words in found.items()}


@cache
def _values(kind: str) -> dict[str, int]:
    rows = rows_of("numbers", "words.tsv")
    return {row["word"]: int(row["value"]) for row in rows if row["class"] == kind}


def figure(text: str) -> float | None:
    """Return the value of a word written in figures ("1,200", "3.5", "2m"), or None."""
    if FIGURES.fullmatch(text):
        return float(text.replace(",", ""))
    suffixed = SUFFIXED.fullmatch(text.lower())
    return float(suffixed[1]) * _values("suffix")[suffixed[2]] if suffixed else None


def _below_hundred(words: Sequence[str], i: int) -> tuple[int, int] | None:
    """Read a unit, a ten, or both ("twenty", "-", "one"); return value and length."""
    if i >= len(words):
        return None
    unit, ten = _values("unit"), _values("ten")
    head, hyphen, tail = words[i].partition("-")
    if hyphen:
        return (ten[head] + unit[tail], 1) if head in ten and tail in unit else None
    if head in unit:
        return unit[head], 1
    if head not in ten:
        return None
    step = 2 if i + 1 < len(words) and words[i + 1] == "-" else 1
    if i + step < len(words) and unit.get(words[i + step], 10) < 10:
        return ten[head] + unit[words[i + step]], step + 1
    return ten[head], 1


def _start(words: Sequence[str], i: int) -> tuple[float, int, bool] | None:
    """Read what a number can begin with; return value, length and whether it was figures."""
    value = figure(words[i])
    if value is not None:
        following = words[i + 1] if i + 1 < len(words) else ""
        if re.fullmatch(r"\d{1,3}", words[i]) and following == "000":
            return value * 1000, 2, True
        return value, 1, True
    small = _below_hundred(words, i)
    if small:
        return small[0], small[1], False
    scale = _values("scale")
    if words[i] in ("a", "an") and i + 1 < len(words) and words[i + 1] in scale:
        return 1, 1, False
    if words[i] == "half" and list(words[i + 1 : i + 2]) == ["a"] and i + 2 < len(words):
        return (0.5, 2, False) if words[i + 2] in scale else None
    return (1, 0, False) if words[i] in scale else None


def _hundreds(words: Sequence[str], i: int, value: float, figures: bool) -> tuple[float, int]:
    """Go on from a small number: "two" + "hundred and twelve"; return value and position."""
    if i >= len(words) or words[i] != "hundred":
        return value, i
    value, i = value * 100, i + 1
    skip = 1 if i < len(words) and words[i] == "and" else 0
    rest = None if figures else _below_hundred(words, i + skip)
    return (value + rest[0], i + skip + rest[1]) if rest else (value, i)


def _scaled(words: Sequence[str], i: int, value: float) -> tuple[float, int]:
    """Multiply by the scale words that follow ("thousand", "and a half million")."""
    scale = _values("scale")
    if list(words[i : i + 3]) == ["and", "a", "half"] and scale.get("".join(words[i + 3 : i + 4])):
        value, i = value + 0.5, i + 3
    while i < len(words) and words[i] in scale:
        value *= scale[words[i]]
        i += 1
    return value, i


@cache
def _cardinal_heads() -> frozenset[str]:
    kinds = (_values("unit"), _values("ten"), _values("scale"))
    return frozenset({"a", "an", "half"}.union(*kinds))


@cache
def number_words() -> frozenset[str]:
    """Return the words that a number or an ordinal can begin with, figures and hyphens apart."""
    return _cardinal_heads().union(_values("ordinal"))


def _may_begin(word: str) -> bool:
    """Tell whether a number in words or figures can begin with a word; most words cannot."""
    if word in _cardinal_heads() or word[:1].isdigit():
        return True
    return "-" in word and word.partition("-")[0] in _values("ten")


def cardinal(tokens: Sequence[Token], i: int) -> Numeral | None:
    """Read the number that begins at token ``i``, or return None where none does."""
    word = tokens[i].lower
    if not _may_begin(word):
        return None
    if word in ("a", "an") and not (
        i + 1 < len(tokens) and tokens[i + 1].lower in _values("scale")
    ):
        return None  # the commonest words that may begin a number hardly ever do
    return cardinal_words([t.lower for t in tokens[i : i + 14]])


def cardinal_words(words: Sequence[str]) -> Numeral | None:
    """Read the number that a list of lower-case words begins with, or return None."""
    first = _start(words, 0) if words else None
    if first is None:
        return None
    value, at, figures = first
    total, end = _scaled(words, *_swap(_hundreds(words, at, value, figures)))
    room = _last_scale(words, end)
    while room >= 1000 and end < len(words):
        skip = 1 if words[end] == "and" else 0
        more = _below_hundred(words, end + skip)
        if more is None:
            break
        part, after = _hundreds(words, end + skip + more[1], more[0], False)
        part, after = _scaled(words, after, part)
        if part >= room:
            break
        total, end, room = total + part, after, _last_scale(words, after)
    return Numeral(total, end, figures) if end else None


def _swap(pair: tuple[float, int]) -> tuple[int, float]:
    return pair[1], pair[0]


def _last_scale(words: Sequence[str], end: int) -> int:
    """Return the scale word just before a position, as a number; 1 where there is none."""
    return _values("scale").get(words[end - 1], 1) if end else 1


def ordinal(tokens: Sequence[Token], i: int) -> Numeral | None:
    """Read an ordinal ("3rd", "third", "twenty-first") that begins at token ``i``."""
    ranks, tens = _values("ordinal"), _values("ten")
    first = tokens[i].lower
    head, _, tail = first.partition("-")
    if head not in tens and first not in ranks and not first[:1].isdigit():
        return None
    words = [t.lower for t in tokens[i : i + 3]]
    figures = ORDINAL_FIGURES.fullmatch(first)
    if figures:
        return Numeral(int(figures[1]), 1, figures=True)
    if head in tens and tail and ranks.get(tail, 10) < 10:
        return Numeral(tens[head] + ranks[tail], 1)
    if head in tens and len(words) == 3 and words[1] == "-" and ranks.get(words[2], 10) < 10:
        return Numeral(tens[head] + ranks[words[2]], 3)
    return Numeral(ranks[words[0]], 1) if words[0] in ranks else None
