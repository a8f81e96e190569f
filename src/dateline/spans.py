"""The only module that slices report text: make anchors, verify them, render highlights.

Offsets are Unicode code points, half-open. Every anchor in Dateline is made by :func:`anchor`, so
``text[start:end] == quote`` holds by construction; :func:`verify` proves it again at the doors.
"""

from __future__ import annotations

import html
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


def pieces(text: str, anchors: Sequence[Anchor]) -> list[tuple[str, tuple[int, ...]]]:
    """Cut the text at every boundary of every anchor.

    Returns:
        The pieces in order, each with the indices of the anchors that cover it; joined, the
        pieces are the text. Overlapping anchors need no nesting.

    """
    cuts = sorted({0, len(text)} | {a.start for a in anchors} | {a.end for a in anchors})
    result: list[tuple[str, tuple[int, ...]]] = []
    for left, right in pairwise(cuts):
        covering = tuple(i for i, a in enumerate(anchors) if a.start <= left and right <= a.end)
        result.append((text[left:right], covering))
    return result


def highlight_html(text: str, anchors: Sequence[Anchor], labels: Sequence[str]) -> str:
    """Return the text as HTML with each anchor marked; all of the text is escaped.

    ``labels`` has one label an anchor. Overlapping anchors give pieces with several labels.
    """
    out: list[str] = []
    for piece, covering in pieces(text, anchors):
        body = html.escape(piece, quote=True)
        if covering:
            names = html.escape(" ".join(labels[i] for i in covering), quote=True)
            out.append(f'<mark data-labels="{names}">{body}</mark>')
        else:
            out.append(body)
    return "".join(out)
