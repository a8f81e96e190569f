"""Places that stand at the head of a paragraph and hold for all of it.

"Kunduz: Two guards were shot.", "7-8 Sept. (Kalikot): Attack on the police post; four killed."
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.extract.where.mention import PlaceMention
from dateline.parse.parsed import Parsed, Token

HEAD_TOKENS = 10
"""How many words, at most, the head of an entry has."""
ENDS = frozenset({":", "):", "–", "—"})


def with_heads(found: Sequence[PlaceMention], parsed: Parsed) -> list[PlaceMention]:
    """Return the mentions, those in the head that a paragraph begins with marked."""
    inside = _head_words(parsed)
    return [replace(m, ends_head=True) if m.tokens[-1].i in inside else m for m in found]


def _head_words(parsed: Parsed) -> set[int]:
    """Return the words of all heads that run into their paragraphs."""
    words: set[int] = set()
    block = -1
    for sentence in parsed.sentences:
        is_first, block = sentence.block != block, sentence.block
        if sentence.is_heading or not is_first or sentence.start < parsed.report.body_start:
            continue
        head: list[Token] = []
        for token in sentence.tokens[:HEAD_TOKENS]:
            if token.text in ENDS:
                words |= {t.i for t in head}
                break
            if token.pos in ("VERB", "AUX"):
                break
            head.append(token)
    return words
