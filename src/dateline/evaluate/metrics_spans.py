"""Spans: how many tokens, and how many whole stretches, two annotations have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from dateline.evaluate.assignment import best_pairs
from dateline.evaluate.scores import Counts

Span = tuple[int, int]
Thing = TypeVar("Thing")
_TOKEN = re.compile(r"\w+|[^\w\s]")


def token_spans(text: str) -> list[Span]:
    """Return the offsets of words and punctuation marks, as tokens to count by."""
    return [match.span() for match in _TOKEN.finditer(text)]


def covered(tokens: Sequence[Span], spans: Iterable[Span]) -> frozenset[int]:
    """Return which tokens lie in, or overlap, one of the spans."""
    wanted = list(spans)
    return frozenset(
        n for n, (s, e) in enumerate(tokens) if any(s < end and start < e for start, end in wanted)
    )


def token_counts(gold: frozenset[int], coded: frozenset[int]) -> Counts:
    """Return the counts of tokens that carry a label."""
    return Counts(len(gold & coded), len(coded - gold), len(gold - coded))


def overlap(one: Span, other: Span) -> int:
    """Return how many characters two spans share; 0 or less where none."""
    return min(one[1], other[1]) - max(one[0], other[0])


def paired(
    gold: Sequence[Thing], coded: Sequence[Thing], likeness: Callable[[Thing, Thing], float]
) -> list[tuple[int, int]]:
    """Return the best one-to-one pairs (index in gold, index in coded) of things alike at all."""
    table = {
        (i, j): value
        for i, one in enumerate(gold)
        for j, other in enumerate(coded)
        if (value := likeness(one, other)) > 0
    }
    return best_pairs(table)


def exact_then_overlap(one: Span, other: Span) -> float:
    """Likeness of spans for pairing: the same span first, else by the characters shared."""
    shared = overlap(one, other)
    return 1e6 if one == other else float(max(shared, 0))


def matched(pairs: int, gold: int, coded: int) -> Counts:
    """Return the counts of so many right pairs among so many gold and coded things."""
    return Counts(pairs, coded - pairs, gold - pairs)
