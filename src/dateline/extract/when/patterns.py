"""Match the patterns of ``knowledge/dates/patterns.tsv`` against the words of a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.extract.numerals import rows_of, words_of
from dateline.extract.when.words import Piece, may_tell, pieces_at
from dateline.parse.parsed import Token


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: literal words, classes, and whether it may be left out."""

    words: frozenset[str]
    classes: frozenset[str]
    optional: bool


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """One line of the table: the rule's id, what it makes, and its places."""

    rule: str
    kind: str
    meaning: str
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found at ``tokens[0]``: the words and the reading of each class in it."""

    pattern: Pattern
    tokens: tuple[Token, ...]
    pieces: tuple[Piece, ...]

    def value(self, kind: str) -> str | None:
        """Return the value of the first reading of a class, or None."""
        return next((p.value for p in self.pieces if p.kind == kind), None)

    def has(self, *words: str) -> bool:
        """Tell whether one of these words stands in it."""
        return any(t.lower in words for t in self.tokens)


def _element(text: str) -> Element:
    names = text.removesuffix("?").split("|")
    classes = frozenset(n for n in names if n.isupper())
    return Element(frozenset(names) - classes, classes, text.endswith("?"))


@cache
def _order() -> dict[Pattern, int]:
    return {pattern: n for n, pattern in enumerate(patterns())}


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return the patterns, in the order of the table."""
    return tuple(
        Pattern(r["rule"], r["kind"], r["meaning"], tuple(map(_element, r["pattern"].split())))
        for r in rows_of("dates", "patterns.tsv")
    )


def _first(elements: Sequence[Element]) -> dict[str, list[Sequence[Element]]]:
    """Return what can come first, a word or a class → what follows it; "" where nothing must."""
    found: dict[str, list[Sequence[Element]]] = {}
    for n, element in enumerate(elements):
        for key in element.words | element.classes:
            found.setdefault(key, []).append(elements[n + 1 :])
        if not element.optional:
            return found
    return found | {"": []}


@cache
def _by_start() -> dict[str, dict[str, tuple[Pattern, ...]]]:
    """Return what a pattern begins with → what comes next ("": anything) → the patterns."""
    found: dict[str, dict[str, dict[Pattern, None]]] = {}
    for pattern in patterns():
        for start, rests in _first(pattern.elements).items():
            for following in {key for rest in rests for key in _first(rest)}:
                found.setdefault(start, {}).setdefault(following, {})[pattern] = None
    return {
        start: {following: tuple(row) for following, row in rows.items()}
        for start, rows in found.items()
    }


def _candidates(
    words: Sequence[str], readings: Sequence[Sequence[Piece]], at: int
) -> dict[Pattern, None]:
    """Return the patterns that can begin with two words so read, each once."""
    starts = _by_start()
    begun = [(starts.get(piece.kind), at + piece.length) for piece in readings[at]]
    begun.append((starts.get(words[at]), at + 1))
    found: dict[Pattern, None] = {}
    for following, end in begun:
        if following is None:
            continue
        keys = [""]
        if end < len(words):
            keys += [words[end], *[p.kind for p in readings[end]]]
        for key in keys:
            if key in following:
                found.update(dict.fromkeys(following[key]))
    return found


def _ways(
    elements: Sequence[Element],
    words: Sequence[str],
    readings: Sequence[Sequence[Piece]],
    at: int,
) -> Iterator[tuple[int, tuple[Piece, ...]]]:
    """Yield every way the places can be filled from a position: where it ends, what it read."""
    if not elements:
        yield at, ()
        return
    first, rest = elements[0], elements[1:]
    if at < len(words):
        if words[at] in first.words:
            yield from _ways(rest, words, readings, at + 1)
        for piece in readings[at]:
            if piece.kind in first.classes:
                for end, pieces in _ways(rest, words, readings, at + piece.length):
                    yield end, (piece, *pieces)
    if first.optional:
        yield from _ways(rest, words, readings, at)


def _acceptable(match: Match, tokens: Sequence[Token], at: int) -> bool:
    """Tell whether what the guards of ``words.tsv`` ask for is there."""
    solid = [p for p in match.pieces if p.kind not in ("APPROX", "EARLY")]
    figures = any(p.kind in ("DAY", "YEAR", "YEAR2", "CLOCK", "NUMDATE") for p in solid)
    for piece in match.pieces:
        if piece.guard in ("partner", "calendar") and not figures:
            return False
    if match.pattern.meaning in ("month", "season", "foreign") and not figures:
        bare = len(match.tokens) == (2 if match.tokens[0].lower == "the" else 1)
        if solid and solid[0].guard == "alone" and bare:
            return _introduced(tokens, at) and _is_name(match, tokens, at)
    return True


def _is_name(match: Match, tokens: Sequence[Token], at: int) -> bool:
    """Tell "in the fall" from "the fall of the city" and "to march"."""
    end = at + len(match.tokens)
    after = tokens[end].lower if end < len(tokens) else ""
    return after != "of" and match.tokens[-1].pos in ("NOUN", "PROPN")


def _introduced(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a bare "May" or "spring" follows a word that makes it a date."""
    before = tokens[at - 1].lower if at else ""
    return before in words_of("dates", "grammar.tsv")["year_before"]


def matches_at(
    tokens: Sequence[Token], words: Sequence[str], readings: Sequence[Sequence[Piece]], at: int
) -> list[Match]:
    """Return the acceptable matches that begin at a position, longest first.

    ``words`` are the tokens in lower case.
    """
    found: list[Match] = []
    for pattern in _candidates(words, readings, at):
        for end, pieces in _ways(pattern.elements, words, readings, at):
            if end > at:
                match = Match(pattern, tuple(tokens[at:end]), pieces)
                if _acceptable(match, tokens, at):
                    found.append(match)
    if len(found) < 2:
        return found
    return sorted(found, key=lambda m: (-len(m.tokens), _order()[m.pattern]))


Allowed = Callable[[Match, Sequence[Token], int], bool]


def find(tokens: Sequence[Token], allowed: Allowed) -> list[Match]:
    """Return the matches of a sentence from left to right, none overlapping, the longest first.

    ``allowed`` has the last word on each.
    """
    words = [t.lower for t in tokens]
    readings = [pieces_at(tokens, i) if may_tell(word) else [] for i, word in enumerate(words)]
    found: list[Match] = []
    starts, end = _by_start(), 0
    for at, word in enumerate(words):
        if at < end or not (readings[at] or word in starts):
            continue
        fitting = matches_at(tokens, words, readings, at)
        chosen = next((m for m in fitting if allowed(m, tokens, at)), None)
        if chosen:
            found.append(chosen)
            end = at + len(chosen.tokens)
    return found
