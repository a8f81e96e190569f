"""Reports that are copies of one text: reprints, updates, agency copy under a new lead.

1. Every report is cut into shingles, runs of five words. 2. Reports that share a band of a sketch,
of the whole or of a window of a few sentences, are joined, so that a copied passage is found inside
a longer text. 3. What the join proposes is checked exactly: at least three fifths of the shorter
text's shingles stand in the longer, and so do the numbers and names it tells. Two days' market
reports share their wording and not their figures; they are no copies. 4. Copies, and copies
of copies, are a family. A short text inside a much longer one joins it and draws nothing else in,
since a round-up holds many.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import rensa

from dateline.event_records import Family
from dateline.link.cluster import Union
from dateline.link.joined import Join, Pair, pairs_by_key
from dateline.records import Report

WORDS = 5
"""How many words a shingle has."""
COPIED = 0.6
"""Share of the shorter text's shingles from which it is a copy."""
FACTS = 0.6
"""Share of the shorter text's numbers and names that a copy has too."""
LEAST = 40
"""Shingles that two texts must share at least, unless one is the other word for word."""
WHOLE = 0.95
LEAST_WHOLE = 12
MUCH_LONGER = 3.0
"""A text this many times as long as another only takes it in."""
WINDOW = 45
"""Words that a window of sentences has at least."""
WHOLES = (96, 32)
"""Permutations and bands of the sketches of whole texts: two that share a band are compared."""
PASSAGES = (32, 8)
"""The same of the sketches of windows."""
CROWD = 60
"""A band of windows that more reports than this have is boilerplate: a footer, for example."""
SEED = 20_160_101

_WORD = re.compile(r"\w+(?:[.,/’'-]\w+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?…”\"])\s+(?=[\"“‘(]?[A-Z0-9])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class _Text:
    """One report's text, ready to be compared."""

    shingles: frozenset[int]
    facts: frozenset[str]


def families(reports: Iterable[Report], join: Join = pairs_by_key) -> list[Family]:
    """Return the families of reports that are copies, each of two or more.

    The outcome does not depend on the order in which the reports come, nor on who joins.
    """
    ordered = sorted({r.report_id: r for r in reports}.values(), key=_by_day)
    texts = [report.text for report in ordered]
    found = [
        Family(
            ordered[group[0]].report_id,
            tuple(ordered[n].report_id for n in group),
            tuple(_share(texts[n], texts[group[0]]) for n in group),
        )
        for group in _grouped(len(ordered), copies(texts, join))
    ]
    return sorted(found, key=lambda family: family.family_id)


def _by_day(report: Report) -> tuple[str, str]:
    return (report.published.isoformat() if report.published else "9999", report.report_id)


@dataclass(frozen=True, slots=True)
class Copy:
    """Two texts of which one is a copy: how much of each stands in the other."""

    of_first: float
    of_second: float

    @property
    def longer(self) -> float:
        """Return how many times as long the longer is."""
        return max(self.of_first, self.of_second) / max(min(self.of_first, self.of_second), 1e-9)


def copies(texts: Sequence[str], join: Join = pairs_by_key) -> dict[Pair, Copy]:
    """Return the pairs of texts that are copies, by their places."""
    ready = [_ready(text) for text in texts]
    found: dict[Pair, Copy] = {}
    for a, b in _proposed(texts, join):
        copy = compared(ready[a], ready[b])
        if copy is not None:
            found[a, b] = copy
    return found


def compared(a: _Text, b: _Text) -> Copy | None:
    """Return how much two texts share where one is a copy of the other, by the exact check."""
    shared = len(a.shingles & b.shingles)
    short, long = (a, b) if len(a.shingles) <= len(b.shingles) else (b, a)
    part = shared / max(len(short.shingles), 1)
    enough = shared >= LEAST or (part >= WHOLE and shared >= LEAST_WHOLE)
    if part < COPIED or not enough:
        return None
    if short.facts and len(short.facts & long.facts) < FACTS * len(short.facts):
        return None
    return Copy(shared / len(a.shingles), shared / len(b.shingles))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _shingles(words: Sequence[str]) -> list[str]:
    small = [word.casefold() for word in words]
    runs = (" ".join(small[n : n + WORDS]) for n in range(max(len(small) - WORDS + 1, 1)))
    return list(dict.fromkeys(runs))


def _ready(text: str) -> _Text:
    words = _words(text)
    (hashes,) = rensa.RMinHash.hash_token_sets([_shingles(words)])
    return _Text(frozenset(hashes), _facts(text, words))


def _facts(text: str, words: Sequence[str]) -> frozenset[str]:
    """Return the numbers of a text, or where it has few, its numbers and names."""
    numbers = {word for word in words if any(c.isdigit() for c in word)}
    if len(numbers) >= 5:
        return frozenset(numbers)
    names = {
        word.casefold()
        for sentence in _SENTENCE_END.split(text)
        for word in _words(sentence)[1:]
        if word[:1].isupper()
    }
    return frozenset(numbers | names)


def _windows(text: str) -> Iterator[list[str]]:
    """Yield the shingles of each window: from every sentence on, enough sentences."""
    sentences = [words for s in _SENTENCE_END.split(text) if (words := _words(s))]
    for n in range(len(sentences)):
        window: list[str] = []
        for sentence in sentences[n:]:
            window += sentence
            if len(window) >= WINDOW:
                break
        if n == 0 or len(window) >= WINDOW:
            yield _shingles(window)


def _proposed(texts: Sequence[str], join: Join) -> list[Pair]:
    """Return the pairs that share a band of their sketches, of the whole or of a window."""
    whole = (_bands([_shingles(_words(text))], WHOLES) for text in texts)
    windows = (_bands(list(_windows(text)), PASSAGES) for text in texts)
    return sorted({*join(whole, None), *join(windows, CROWD)})


def _bands(units: Sequence[Sequence[str]], sketch: tuple[int, int]) -> set[bytes]:
    """Return the bands of the sketches of some units, each with its number in front."""
    permutations, bands = sketch
    width = permutations // bands * 4
    digests = rensa.RMinHash.digests_from_token_sets(units, permutations, SEED)
    return {
        bytes([n]) + packed[n * width : (n + 1) * width]
        for packed in (array("I", digest).tobytes() for digest in digests)
        for n in range(bands)
    }


def _grouped(size: int, shares: dict[Pair, Copy]) -> list[list[int]]:
    """Return the families of two or more: copies of like length together, then parts of longer."""
    joined = Union(size)
    inside: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (a, b), copy in sorted(shares.items()):
        if copy.longer <= MUCH_LONGER:
            joined.join(a, b)
        else:
            short, long = (a, b) if copy.of_first > copy.of_second else (b, a)
            inside[short].append((-max(copy.of_first, copy.of_second), long))
    grown = {group[0]: group for group in joined.sets()}
    for root, group in sorted(grown.items()):
        if len(group) == 1 and inside[root]:
            _, home = min(inside[root])
            joined.join(root, home)
    return [group for group in joined.sets() if len(group) > 1]


def _share(text: str, first: str) -> float:
    """Return the share of a text's shingles that the first has."""
    mine, firsts = _ready(text).shingles, _ready(first).shingles
    return round(len(mine & firsts) / max(len(mine), 1), 4)
