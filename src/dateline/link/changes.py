"""What a copy changed of the text it was made from, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_END = re.compile(r"(?<=[.!?…”\"])\s+(?=[\"“‘(]?[A-Z0-9])|\n\s*\n")
LIKE = 0.5
"""From this likeness on, a sentence is another version of one and not a new one."""
How = Literal["added", "left out", "changed"]


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence that a copy added, left out or changed, with its words before and after."""

    how: How
    before: str | None
    after: str | None


def sentences(text: str) -> list[str]:
    """Return the sentences of a text with their spaces evened out."""
    return [" ".join(part.split()) for part in _END.split(text) if part.strip()]


def changed(first: str, copy: str) -> list[Change]:
    """Return what a copy changed, in its order; an unchanged copy gives nothing.

    Args:
        first: the text of the first report of the family.
        copy: the text of another.
    """
    before, after = sentences(first), sentences(copy)
    found: list[Change] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for how, i1, i2, j1, j2 in matcher.get_opcodes():
        if how != "equal":
            found += _versions(before[i1:i2], after[j1:j2])
    return found


def _versions(before: Sequence[str], after: Sequence[str]) -> list[Change]:
    """Return the changes of a passage: like sentences beside each other, the others alone."""
    rest = list(before)
    found: list[Change] = []
    for sentence in after:
        like = max(rest, key=lambda old: _likeness(old, sentence), default=None)
        if like is not None and _likeness(like, sentence) >= LIKE:
            rest.remove(like)
            found.append(Change("changed", like, sentence))
        else:
            found.append(Change("added", None, sentence))
    return found + [Change("left out", sentence, None) for sentence in rest]


def _likeness(a: str, b: str) -> float:
    return SequenceMatcher(None, a.split(), b.split(), autojunk=False).ratio()
