"""The only module that slices report text: make anchors, verify them, render highlights.

Offsets are Unicode code points, half-open. Every anchor in Dateline is made by :func:`anchor`, so
``text[start:end] == quote`` holds by construction; :func:`verify` proves it again at the doors.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from dateline.records import Anchor


def anchor(text: str, start: int, end: int) -> Anchor:
    """Return the anchor of ``text[start:end]``.

    Raises:
        ValueError: the span is empty, reversed, or outside the text.

    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"span {start}:{end} is not inside a text of {len(text)} characters")
    return Anchor(start, end, text[start:end])


def excerpt(text: str, start: int, end: int) -> str:
    """Return the words of a span on one line, for people to read."""
    return " ".join(text[start:end].split())


def verify(text: str, anchors: Iterable[Anchor]) -> list[Anchor]:
    """Return the anchors that do not quote the text they point at (an empty list is good)."""
    return [a for a in anchors if a.start >= a.end or text[a.start : a.end] != a.quote]


def cut(
    text: str, spans: Sequence[tuple[int, int]], start: int = 0, end: int | None = None
) -> tuple[list[tuple[int, str]], list[tuple[int, int]]]:
    """Cut the text, or its part from ``start`` to ``end``, at every boundary of every span.

    Spans may overlap in any way; what reaches out of the part is cut off at its edge.

    Returns:
        The pieces in order, each with its offset in the text (joined, they are the part), and for
        each span its first piece and the one after its last.

    """
    stop = len(text) if end is None else min(end, len(text))
    edges = {edge for span in spans for edge in span if start < edge < stop}
    cuts = [start, *sorted(edges), stop]
    pieces = [(left, text[left:right]) for left, right in pairwise(cuts) if left < right]
    number = {offset: n for n, offset in enumerate(cuts)}

    def piece(offset: int) -> int:
        return number[min(max(offset, start), stop)]

    return pieces, [(piece(first), piece(last)) for first, last in spans]
