"""Make the words of a report harmless to a terminal and to a line of text.

A report can hold anything: escape sequences that recolour or clear a terminal, and marks that
turn the direction of writing so that a line reads otherwise than it says. Here they become
visible signs. Stored and exported data is never changed by this module, only what people read.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence

# Embeddings, overrides and isolates; plain marks (U+200E, U+200F, U+061C) turn nothing around.
TURNING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_PICTURES = 0x2400
_DELETE = "\x7f"


def _visible(character: str) -> str:
    if character in TURNING:
        return f"<U+{ord(character):04X}>"
    category = unicodedata.category(character)
    if category == "Cs":
        return "\ufffd"
    if category != "Cc":
        return character
    if character == _DELETE:
        return "\u2421"
    if ord(character) < 0x20:
        return chr(_PICTURES + ord(character))
    return f"<U+{ord(character):04X}>"


def harmless(text: str) -> str:
    """Return the text on one line, white space collapsed, nothing left that acts on a terminal."""
    return "".join(_visible(character) for character in " ".join(text.split()))


def harmless_lines(text: str) -> str:
    """Return the text with its lines and tabs kept, and nothing else that acts on a terminal."""
    kept = (c if c in "\n\t" else _visible(c) for c in text.replace("\r\n", "\n"))
    return "".join(kept)


def wrapped(text: str, width: int, first: str = "  ", rest: str = "    ") -> str:
    """Return the text in lines of at most ``width`` characters, words kept whole."""
    return textwrap.fill(
        text,
        width=max(width, 20),
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows of harmless cells in columns, two blanks between them, one row a line."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(f"{c:<{w}}" for c, w in zip(row, widths, strict=True)) for row in rows)
    return "".join(f"{line.rstrip()}\n" for line in lines)
