"""Cut names and phrases into comparable words: folded spelling, and how each was capitalised.

Names come in many typographic forms ("al-Qaeda", "Al Qa’eda", "U.S.", "Séléka"). Here each word
becomes a lower-case key without accents, dots, apostrophes or hyphens, next to what its capitals
were, so that "US" is never found in "us" and "IS" never in "is".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

APOSTROPHES = "'’‘ʼ`´ʿʾ"
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[" + APOSTROPHES + r".&+][^\W_]+)*|[^\w\s]", re.UNICODE
)
_POSSESSIVE = re.compile("[" + APOSTROPHES + "][sS]$")
_SPACED = re.compile(r"\s+(?=[" + APOSTROPHES + r"][sS]\b)")
"""The space a tokeniser leaves before a possessive ("People 's Republic")."""
_INNER = re.compile("[" + APOSTROPHES + ".]")
_SKIPPED = frozenset("-‐‑–.")
_SPECIAL = str.maketrans({"ı": "i", "ø": "o", "đ": "d", "ł": "l", "ß": "ss"})
STRICT_LENGTH = 5
"""Names in capitals up to this length ("HTS", "MODEL") are found in capitals only."""


class Word(NamedTuple):
    """One word of a phrase.

    Attributes:
        key: folded spelling that is compared; ``'s`` for a possessive ending.
        capitals: 0 none, 1 a capital, 2 several or nothing but capitals.
        token: number of the token it came from (of the word, where text was given).
        hyphen: a hyphen stands before it.
    """

    key: str
    capitals: int
    token: int
    hyphen: bool = False


def fold(text: str) -> str:
    """Return the spelling that is compared: lower case, no accents, dots or apostrophes."""
    text = _INNER.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if not unicodedata.combining(c)).lower()
        return text.translate(_SPECIAL)
    return text.lower()


def capitals(text: str) -> int:
    """Return how a word is capitalised: 0 no capital, 1 one, 2 several or all letters."""
    upper = sum(1 for c in text if c.isupper())
    if not upper:
        # A number or a script without case cannot be told apart by capitals.
        return 0 if any(c.islower() for c in text) else 2
    letters = sum(1 for c in text if c.isalpha())
    return 2 if upper > 1 or upper == letters else 1


def capitals_needed(text: str) -> int:
    """Return how a word of a listed name must be capitalised in a text to be that name."""
    upper = sum(1 for c in text if c.isupper())
    if upper > 1 and len(text.replace(".", "")) <= STRICT_LENGTH:
        return 2
    return 1 if upper else 0


def _pieces(text: str) -> list[str]:
    out: list[str] = []
    for piece in _WORD.findall(_SPACED.sub("", text)):
        ending = _POSSESSIVE.search(piece)
        if ending and ending.start():
            out += [piece[: ending.start()], "'s"]
        else:
            out.append(piece)
    return out


def split_tokens(tokens: Sequence[str]) -> list[Word]:
    """Return the words of a sequence of tokens, each with the number of its token."""
    words: list[Word] = []
    hyphen = False
    for index, token in enumerate(tokens):
        for key, capital in _comparable(token):
            if key in _SKIPPED:
                hyphen = key != "."
                continue
            words.append(Word(key, capital, index, hyphen and bool(words)))
            hyphen = False
    return words


@lru_cache(maxsize=15_000)
def _comparable(token: str) -> tuple[tuple[str, int], ...]:
    """Return the key and capitals of each piece of a token; marks that are skipped are kept."""
    pieces = ["'s"] if _POSSESSIVE.fullmatch(token) else _pieces(token)
    return tuple((p if p == "'s" or p in _SKIPPED else fold(p) or "'", capitals(p)) for p in pieces)


def split(text: str) -> list[Word]:
    """Return the words of a phrase."""
    return split_tokens(_pieces(text))


def alias_words(alias: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the keys of a listed name and the capitals each of its words needs."""
    pieces = [p for p in _pieces(alias) if p not in _SKIPPED]
    keys = tuple(p if p == "'s" else fold(p) or "'" for p in pieces)
    return keys, tuple(0 if p == "'s" else capitals_needed(p) for p in pieces)
