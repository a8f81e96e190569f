"""Plain working text for the language model, with the way back to the report's own offsets.

The model was trained on plain newspaper text. Curly quotes, NBSP, soft hyphens, zero-width and
bidi marks confuse it, so it reads a copy in which they are made plain; every character of the
copy knows where it came from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

SINGLE = dict.fromkeys("‘’‚‛′ʼʻ´`", "'")
DOUBLE = dict.fromkeys("“”„‟«»″", '"')
DASHES = {"‐": "-", "‑": "-", "‒": "-", "―": "—", "−": "-"}
RANK = re.compile(
    r"\b(?:Lt|Col|Capt|Sgt|Maj|Brig|Cpl|Cmdr|Pvt|Spc|Supt|Insp|Const|Sec|Amb|Hon)\.(?= [A-Z])"
)
"""Ranks whose full stop the model takes for the end of a sentence ("Army Lt. Gen. Hale said")."""
PIECES = re.compile(r"([!-_a-~À-ɏ]+(?: [!-_a-~À-ɏ]+)*)|.", re.DOTALL)
"""Words that stay as they are, or one character that may not: white space, a mark, the backtick."""
ONE_TO_ONE = {**SINGLE, **DOUBLE, **DASHES, "…": "...", "⁄": "/"}


@dataclass(frozen=True, slots=True)
class PlainText:
    """A plain copy of a stretch of a report's text.

    Attributes:
        text: the copy; runs of white space are one space.
        origins: for each character of ``text``, the offset in the report it came from.

    """

    text: str
    origins: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the report's offsets of a non-empty span of the copy."""
        return self.origins[start], self.origins[end - 1] + 1


def _is_invisible(char: str) -> bool:
    return char == "\u00ad" or (unicodedata.category(char) in ("Cf", "Cc") and not char.isspace())


def plain(text: str, start: int, end: int) -> PlainText:
    """Return the plain copy of ``text[start:end]``."""
    first = PIECES.match(text, start, end)
    if first is not None and first.lastindex and first.end() == end:
        if RANK.search(first.group()) is None:  # most paragraphs are plain as they stand
            return PlainText(first.group(), range(start, end))
    out: list[str] = []
    origins: list[int] = []
    for piece in PIECES.finditer(text, start, end):
        char, offset = piece.group(), piece.start()
        if piece.lastindex:
            out.append(char)
            origins.extend(range(offset, piece.end()))
            continue
        if char.isspace():
            if out and out[-1] != " ":
                out.append(" ")
                origins.append(offset)
            continue
        if _is_invisible(char):
            continue
        for made in ONE_TO_ONE.get(char, char):
            out.append(made)
            origins.append(offset)
    while out and out[-1] == " ":
        out.pop()
        origins.pop()
    made = "".join(out)
    dots = [m.end() - 1 for m in RANK.finditer(made)]
    if dots:
        kept = [i for i in range(len(made)) if i not in dots]
        made, origins = "".join(made[i] for i in kept), [origins[i] for i in kept]
    return PlainText(made, tuple(origins))
