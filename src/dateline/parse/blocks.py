"""Blocks: paragraphs, headings and captions of a report, as stretches of its text.

Each block is given to the language model alone, so that a heading never runs into the sentence
after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

FINAL_PUNCTUATION = tuple(".!?…:;,\"'”’»)]")
LONGEST_HEADING = 25
"""Words; longer lines without final punctuation are text."""
LONGEST_BLOCK = 20_000
"""Code points; a longer block is cut at a sentence end or a space, so that memory stays bounded."""
WRAPPED_LINE = (40, 110)
"""Characters; a text whose inner lines have such a median length was wrapped by hand."""

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_BULLET = re.compile(r"(?:^|[\r\n])[^\S\r\n]*(?P<mark>[-–—•*·▪●]|\d{1,2}[.)])[^\S\r\n]")
_BLANK_LINE = re.compile(r"(?:\r\n|\r|\n|\u2029|\x0c)[^\S\r\n]*(?:(?:\r\n|\r|\n|\u2029|\x0c)\s*)+")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading: offsets in code points, half-open, white space at the ends cut."""

    start: int
    end: int
    is_heading: bool


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _paragraphs(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    last = 0
    for gap in _BLANK_LINE.finditer(text):
        spans.append((last, gap.start()))
        last = gap.end()
    spans.append((last, len(text)))
    return [(s, e) for s, e in (_stripped(text, *span) for span in spans) if s < e]


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = (_stripped(text, m.start(), m.end()) for m in _LINE.finditer(text, start, end))
    return [(s, e) for s, e in found if s < e]


def _is_wrapped(text: str, paragraphs: list[tuple[int, int]]) -> bool:
    """Tell whether line breaks inside paragraphs were made by wrapping, not by paragraphs."""
    inner: list[int] = []
    for start, end in paragraphs:
        inner.extend(e - s for s, e in _lines(text, start, end)[:-1])
    low, high = WRAPPED_LINE
    return bool(inner) and low <= median(inner) <= high and max(inner) <= 2 * high


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split a paragraph into the items of a list, where its lines begin with bullets."""
    marks = [m.start("mark") for m in _BULLET.finditer(text, start, end)]
    if not marks:
        return [(start, end)]
    cuts = [start, *(m for m in marks if m > start), end]
    parts = (_stripped(text, left, right) for left, right in pairwise(cuts))
    return [(s, e) for s, e in parts if s < e]


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut an overlong block at the last sentence end, else the last space, before the limit."""
    cuts: list[tuple[int, int]] = []
    while end - start > LONGEST_BLOCK:
        limit = start + LONGEST_BLOCK
        at = max(text.rfind(mark, start + 1, limit) for mark in (". ", "! ", "? ", ".\n"))
        at = at + 1 if at > start else text.rfind(" ", start + 1, limit)
        at = at if at > start else limit
        cuts.append(_stripped(text, start, at))
        start, _ = _stripped(text, at, end)
    cuts.append((start, end))
    return [(s, e) for s, e in cuts if s < e]


def _split_at(text: str, start: int, end: int, at: int) -> list[tuple[int, int]]:
    """Split a span where the body begins, so that a dateline is no part of its sentence."""
    if not start < at < end:
        return [(start, end)]
    parts = (_stripped(text, start, at), _stripped(text, at, end))
    return [(s, e) for s, e in parts if s < e]


def looks_like_heading(words: str) -> bool:
    """Tell whether a line reads as a heading: short, and without final punctuation."""
    return not words.endswith(FINAL_PUNCTUATION) and len(words.split()) <= LONGEST_HEADING


def blocks(text: str, body_start: int = 0) -> list[Block]:
    """Return the blocks of a text, in order; together they hold every visible character.

    What stands before ``body_start`` (headline, mail headers, dateline) is cut off from the body
    and counts as heading.
    """
    paragraphs = _paragraphs(text)
    spans = paragraphs
    if not _is_wrapped(text, paragraphs):
        spans = [line for start, end in paragraphs for line in _lines(text, start, end)]
    spans = [item for span in spans for item in _items(text, *span)]
    spans = [part for span in spans for part in _split_at(text, *span, body_start)]
    return [
        Block(s, e, e <= body_start or looks_like_heading(text[s:e]))
        for span in spans
        for s, e in _cut(text, *span)
    ]
