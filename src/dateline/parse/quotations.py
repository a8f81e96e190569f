"""Quotations: which words stand between quotation marks, in any style, balanced or not.

Works on the report's text block by block. A quotation left open at the end of a paragraph ends
there and is carried on if the next paragraph begins with an opening mark, as newspapers print
long quotations. No mark is ever lost: each opens, closes, or is an apostrophe.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.parse.blocks import Block
from dateline.spans import excerpt

OPENING = {"“": "”", "„": "“”", "«": "»", "‟": "”", "‘": "’", "‚": "‘’"}
CLOSING = frozenset("”»’")
STRAIGHT = frozenset("\"'")
SCARE_WORDS = 3
"""Quotations of so few words, without final punctuation, are terms or words held at a distance."""


@dataclass(slots=True)
class _Open:
    mark: str
    start: int


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation found in one block; offsets without the marks, code points, half-open."""

    start: int
    end: int
    closed: bool
    depth: int
    mark: str


@dataclass(slots=True)
class _Scan:
    text: str
    end: int
    stack: list[_Open] = field(default_factory=list)
    found: list[Quoted] = field(default_factory=list)

    def close(self, level: int, at: int, *, closed: bool) -> None:
        """Close the quotation at a level of the stack, and all that were opened inside it."""
        while len(self.stack) > level:
            inner = self.stack.pop()
            is_asked = len(self.stack) == level
            if inner.start < at:
                self.found.append(
                    Quoted(inner.start, at, closed and is_asked, len(self.stack), inner.mark)
                )


def _opens_here(text: str, i: int, start: int, end: int) -> bool:
    """Tell whether a straight mark at ``i`` looks like an opening one."""
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < end else " "
    return not after.isspace() and (before.isspace() or before in "([{—–-/“‘\"'«")


def _is_apostrophe(text: str, i: int, start: int, end: int) -> bool:
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < end else " "
    return before.isalnum() and after.isalnum()


def _matching(stack: list[_Open], mark: str) -> int | None:
    """Return the level of the innermost open quotation that a mark closes, or None."""
    for level in range(len(stack) - 1, -1, -1):
        opened = stack[level].mark
        if mark == opened if opened in STRAIGHT else mark in OPENING.get(opened, ""):
            return level
    return None


def _scan_block(text: str, start: int, end: int) -> list[Quoted]:
    scan = _Scan(text, end)
    for i in range(start, end):
        mark = text[i]
        if mark not in OPENING and mark not in CLOSING and mark not in STRAIGHT:
            continue
        if mark in "'’‘" and _is_apostrophe(text, i, start, end):
            continue
        level = _matching(scan.stack, mark)
        opens = mark in OPENING or (mark in STRAIGHT and _opens_here(text, i, start, end))
        nests = opens and mark in "“‘«" and level is not None and scan.stack[level].mark not in "„‚"
        if level is not None and not nests:
            scan.close(level, i, closed=True)
        elif opens and not (mark == "'" and not _single_closes(text, i, end)):
            scan.stack.append(_Open(mark, i + 1))
    scan.close(0, end, closed=False)
    return [q for q in scan.found if not (q.mark in "'‘" and not q.closed)]


def _single_closes(text: str, i: int, end: int) -> bool:
    """Tell whether a single straight mark that could open is closed later in the block."""
    for j in range(i + 1, end):
        if text[j] == "'" and not _is_apostrophe(text, j, i, end) and not text[j - 1].isspace():
            return True
    return False


def quoted_spans(text: str, blocks: list[Block]) -> list[tuple[Quoted, int | None]]:
    """Return every quotation in text order, each with the index of the one it carries on."""
    result: list[tuple[Quoted, int | None]] = []
    open_index: int | None = None
    for block in blocks:
        here = sorted(_scan_block(text, block.start, block.end), key=lambda q: (q.start, q.depth))
        carried = open_index
        open_index = None
        for quoted in here:
            begins_block = not text[block.start : quoted.start].strip("\"'“‘«„ \u00a0")
            continues = carried if begins_block and quoted.depth == 0 else None
            result.append((quoted, continues))
            if not quoted.closed and quoted.depth == 0:
                open_index = len(result) - 1
            carried = None
    return result


def is_scare(text: str, start: int, end: int) -> bool:
    """Tell whether quoted words are a term rather than somebody's sentence."""
    words = excerpt(text, start, end)
    return len(words.split()) <= SCARE_WORDS and not words.endswith((".", "!", "?", ","))
