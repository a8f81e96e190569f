"""Quotations: which words stand between quotation marks, in any style, balanced or not.

Works on the report's text block by block. A quotation left open at the end of a paragraph ends
there and is carried on if the next paragraph begins with an opening mark, as newspapers print
long quotations, or closes it. No mark is ever lost: each opens, closes, is an apostrophe, or is
told of as stray.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from dateline.parse.blocks import Block
from dateline.spans import excerpt

OPENING: dict[str, tuple[str, ...]] = {
    **{"“": ("”",), "„": ("“", "”"), "«": ("»",), "‟": ("”",), "‘": ("’",), "‚": ("‘", "’")},
    **{"‹": ("›",), "「": ("」",), "『": ("』",), "``": ("''", '"'), "`": ("'", "’")},
}
"""Each opening mark with those that close it; ``''`` and two backticks are one mark each."""
CLOSING = frozenset("”»’›」』")
STRAIGHT = frozenset({'"', "'", "''", "＂"})
REVERSED: dict[str, tuple[str, ...]] = {"”": ("”",), "»": ("«", "»"), "›": ("‹", "›")}
"""Closing marks that some printers open with ("»Wir gehen«", "”Vi går”"), and what closes them."""
SINGLES = frozenset({"'", "‘", "’", "`", "‚"})
MARKS = frozenset("".join(OPENING)) | CLOSING | frozenset("\"'＂")
EACH_MARK = re.compile("''(?!')|``(?!`)|[" + "".join(MARKS) + "]")
SCARE_WORDS = 3
"""Quotations of so few words, without final punctuation, are terms or words held at a distance."""
FARTHEST = 6
"""Paragraphs over which a quotation left open is followed to a mark that closes it."""

Role = Literal["opens", "closes", "apostrophe", "stray"]


@dataclass(slots=True)
class _Open:
    mark: str
    at: int
    start: int
    closers: tuple[str, ...]
    runs_on: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation found in one block; offsets without the marks, code points, half-open."""

    start: int
    end: int
    closed: bool
    depth: int
    mark: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark of a text and what became of it; ``width`` 2 is for two signs as one."""

    at: int
    width: int
    role: Role


@dataclass(slots=True)
class _Scan:
    stack: list[_Open] = field(default_factory=list)
    found: list[Quoted] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def close(self, level: int, at: int, *, closed: bool) -> None:
        """Close the quotation at a level of the stack, and all that were opened inside it."""
        while len(self.stack) > level:
            inner = self.stack.pop()
            is_asked = closed and len(self.stack) == level
            if inner.mark in SINGLES and not is_asked and not inner.runs_on:
                self.marks.append(Mark(inner.at, inner.start - inner.at, "apostrophe"))
                continue
            if inner.start < at:
                self.found.append(Quoted(inner.start, at, is_asked, len(self.stack), inner.mark))
            role: Role = "opens" if inner.start < at or is_asked else "stray"
            self.marks.append(Mark(inner.at, inner.start - inner.at, role))


def _around(text: str, i: int, width: int, span: tuple[int, int]) -> tuple[str, str]:
    before = text[i - 1] if i > span[0] else " "
    after = text[i + width] if i + width < span[1] else " "
    return before, after


def _opens_here(text: str, i: int, width: int, span: tuple[int, int]) -> bool:
    """Tell whether a mark at ``i`` looks like an opening one."""
    before, after = _around(text, i, width, span)
    return not after.isspace() and (before.isspace() or before in "([{—–-/“‘\"'«:")


def _is_apostrophe(text: str, i: int, span: tuple[int, int]) -> bool:
    before, after = _around(text, i, 1, span)
    return before.isalnum() and after.isalnum()


def _is_possessive(text: str, i: int, span: tuple[int, int], *, runs: bool) -> bool:
    """Tell whether a single mark after a plural goes on to its noun ("the rebels' hill' …").

    It does if another mark closes the quotation later, or if that ``runs`` on past its paragraph.
    """
    before, after = _around(text, i, 1, span)
    goes_on = after == " " and text[i + 2 : i + 3].islower()
    if before.lower() != "s" or not goes_on:
        return False
    rest = text[i + 1 : span[1]]
    ends = [k for k, c in enumerate(rest) if c in "'’" and k and rest[k - 1] in ".,!?"]
    if not ends:
        return runs
    return not any(c in "'‘" and k and rest[k - 1] == " " for k, c in enumerate(rest[: ends[0]]))


def _matching(stack: list[_Open], mark: str) -> int | None:
    """Return the level of the innermost open quotation that a mark closes, or None."""
    for level in range(len(stack) - 1, -1, -1):
        if mark in stack[level].closers:
            return level
    return None


def _each_mark(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield each mark with its place; two single marks side by side are one double mark."""
    for mark in EACH_MARK.finditer(text, start, end):
        yield mark.start(), mark.group()


def _closers(mark: str) -> tuple[str, ...]:
    return (mark,) if mark in STRAIGHT else OPENING[mark]


def _scan_block(text: str, start: int, end: int, *, runs_on: bool = False) -> _Scan:
    """Find the marks of a block; with ``runs_on`` the next one begins with the same mark.

    A single mark that opens a paragraph and is not closed in it is then a quotation carried on.
    """
    scan, span = _Scan(), (start, end)
    for i, mark in _each_mark(text, start, end):
        width = len(mark)
        if mark in SINGLES and _is_apostrophe(text, i, span):
            scan.marks.append(Mark(i, width, "apostrophe"))
            continue
        level = _matching(scan.stack, mark)
        runs = level is not None and scan.stack[level].runs_on
        if level is not None and mark in ("'", "’") and _is_possessive(text, i, span, runs=runs):
            scan.marks.append(Mark(i, width, "apostrophe"))
            continue
        straight_opens = mark in STRAIGHT and _opens_here(text, i, width, span)
        opens = mark in OPENING or straight_opens
        nests = (
            opens
            and mark in ("“", "‘", "«")
            and level is not None
            and scan.stack[level].mark not in ("„", "‚", "»")
        )
        if level is not None and not nests:
            scan.marks.append(Mark(i, width, "closes"))
            scan.close(level, i, closed=True)
        elif runs_on and i == start and mark in SINGLES and text[i + 1 : i + 2].isupper():
            scan.stack.append(_Open(mark, i, i + width, _closers(mark), runs_on=True))
        elif opens and not (mark in ("'", "`") and not _single_closes(text, i, end)):
            scan.stack.append(_Open(mark, i, i + width, _closers(mark)))
        elif mark in REVERSED and _opens_here(text, i, width, span) and _comes(text, i, end, mark):
            scan.stack.append(_Open(mark, i, i + width, REVERSED[mark]))
        else:
            role: Role = "apostrophe" if mark in SINGLES else "stray"
            scan.marks.append(Mark(i, width, role))
    scan.close(0, end, closed=False)
    return scan


def _comes(text: str, i: int, end: int, mark: str) -> bool:
    return any(other in text[i + 1 : end] for other in REVERSED[mark])


def _single_closes(text: str, i: int, end: int) -> bool:
    """Tell whether a single straight mark that could open is closed later in the block."""
    for j in range(i + 1, end):
        if text[j] in "'’" and not _is_apostrophe(text, j, (i, end)) and not text[j - 1].isspace():
            return True
    return False


def _late_close(text: str, scan: _Scan, block: Block, opened: Quoted) -> int | None:
    """Return where a stray mark in a block closes a quotation left open before it, or None."""
    closers = _closers(opened.mark) if opened.mark not in REVERSED else REVERSED[opened.mark]
    first = min((m.at for m in scan.marks if m.role == "opens"), default=block.end)
    for mark in sorted(scan.marks, key=lambda m: m.at):
        if mark.role != "stray" or mark.at > first:
            continue
        words = text[mark.at : mark.at + mark.width]
        if words in closers and mark.at > block.start and not text[mark.at - 1].isspace():
            return mark.at
    return None


def _scans(text: str, blocks: list[Block]) -> list[_Scan]:
    """Return what was found in each block, in order."""
    firsts = [text[b.start] for b in blocks]
    found: list[_Scan] = []
    for n, block in enumerate(blocks):
        runs_on = n + 1 < len(blocks) and firsts[n] == firsts[n + 1] and firsts[n] in "'‘"
        found.append(_scan_block(text, block.start, block.end, runs_on=runs_on))
    return found


def quoted_spans(text: str, blocks: list[Block]) -> list[tuple[Quoted, int | None]]:
    """Return every quotation in text order, each with the index of the one it carries on."""
    result: list[tuple[Quoted, int | None]] = []
    scans = _scans(text, blocks)
    open_index: int | None = None
    for n, (block, scan) in enumerate(zip(blocks, scans, strict=True)):
        here = sorted(scan.found, key=lambda q: (q.start, q.depth))
        carried = open_index
        open_index = None
        begins = [q for q in here if q.depth == 0 and _begins_block(text, block, q.start)]
        if carried is not None and not begins and not block.is_heading:
            late = _closing_block(text, blocks, scans, n, result[carried][0])
            if late is not None:
                end = late[1] if late[0] == n else block.end
                closed = late[0] == n
                spoken = Quoted(block.start, end, closed, 0, result[carried][0].mark)
                inner = [q for q in here if q.end <= end]
                here = [q for q in here if q.start >= end]
                result.append((spoken, carried))
                open_index = None if closed else len(result) - 1
                result.extend((_deeper(q), None) for q in inner)
        for quoted in here:
            continues = carried if _begins_block(text, block, quoted.start) else None
            result.append((quoted, continues if quoted.depth == 0 else None))
            if not quoted.closed and quoted.depth == 0:
                open_index = len(result) - 1
            carried = None
    return result


def _begins_block(text: str, block: Block, start: int) -> bool:
    return not text[block.start : start].strip("\"'“‘«„»”`＂‹「『 \u00a0")


def _deeper(quoted: Quoted) -> Quoted:
    return Quoted(quoted.start, quoted.end, quoted.closed, quoted.depth + 1, quoted.mark)


def _closing_block(
    text: str, blocks: list[Block], scans: list[_Scan], first: int, opened: Quoted
) -> tuple[int, int] | None:
    """Return the block and place where a quotation left open is closed, or None.

    Every paragraph up to there must be free of quotations of its own.
    """
    for n in range(first, min(first + FARTHEST, len(blocks))):
        if blocks[n].is_heading:
            return None
        at = _late_close(text, scans[n], blocks[n], opened)
        if at is not None:
            return n, at
        if any(q.depth == 0 for q in scans[n].found):
            return None
    return None


def marks_of(text: str, blocks: list[Block]) -> list[Mark]:
    """Return every quotation mark of a text, each once, with what became of it."""
    marks = [m for scan in _scans(text, blocks) for m in scan.marks]
    ends = {q.end for q, _ in quoted_spans(text, blocks) if q.closed}
    return sorted(
        (Mark(m.at, m.width, "closes") if m.role == "stray" and m.at in ends else m for m in marks),
        key=lambda m: m.at,
    )


def is_scare(text: str, start: int, end: int) -> bool:
    """Tell whether quoted words are a term rather than somebody's sentence."""
    words = excerpt(text, start, end)
    return len(words.split()) <= SCARE_WORDS and not words.endswith((".", "!", "?", ","))
