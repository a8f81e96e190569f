"""Which reports are about one story: by the words they share, names and numbers above all."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dateline.link.cluster import average_link
from dateline.parse.parsed import Parsed

WEIGHT = {"PROPN": 3.0, "NUM": 3.0, "NOUN": 1.0, "ADJ": 0.7, "VERB": 0.5}
Vector = Mapping[str, float]


def words_of(parsed: Parsed) -> Counter[str]:
    """Return the content words of a report, each counted by how much it tells of the story."""
    found: Counter[str] = Counter()
    for token in parsed.tokens:
        if token.pos in WEIGHT and any(c.isalnum() for c in token.text):
            is_exact = token.pos in ("PROPN", "NUM")
            word = token.lower if is_exact else token.lemma.lower()
            found[word] += WEIGHT[token.pos]  # type: ignore[assignment]
    return found


def vectors(reports: Sequence[Mapping[str, float]]) -> list[Vector]:
    """Return for each report its words weighed against how many reports have them, length 1."""
    spread = Counter(word for report in reports for word in report)
    size = len(reports)
    return [
        normal(
            {
                word: math.log1p(n) * math.log((size + 1) / spread[word])
                for word, n in report.items()
                if spread[word] > 1
            }
        )
        for report in reports
    ]


def normal(vector: Mapping[str, float]) -> Vector:
    """Return a vector at length 1."""
    length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {word: value / length for word, value in vector.items()}


def cosine(a: Vector, b: Vector) -> float:
    """Return how alike two vectors of length 1 are."""
    if len(a) > len(b):
        a, b = b, a
    return sum(value * b[word] for word, value in a.items() if word in b)


def stories(likeness: Sequence[Sequence[float]], threshold: float) -> list[int]:
    """Return for each report the number of its story, by average linkage."""
    groups = average_link(len(likeness), lambda i, j: likeness[i][j], threshold)
    number = {i: n for n, group in enumerate(groups) for i in group}
    return [number[i] for i in range(len(likeness))]


def likenesses(found: Sequence[Vector]) -> list[list[float]]:
    """Return how alike every two reports are."""
    size = len(found)
    rows = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i):
            rows[i][j] = rows[j][i] = cosine(found[i], found[j])
        rows[i][i] = 1.0
    return rows


def rarity(documents: Iterable[Iterable[str]]) -> dict[str, float]:
    """Return for each word how few of the documents have it, from 0."""
    kept = [set(document) for document in documents]
    spread = Counter(word for document in kept for word in document)
    return {w: max(math.log((len(kept) + 1) / (n + 0.5)), 0.0) + 0.1 for w, n in spread.items()}
