"""Make the key a place name is found by: no case, accents, hyphens, apostrophes or dots.

A *key* is what two honest spellings of one name share ("Deir ez-Zor", "Dayr az Zawr" do not,
"Deir al-Zor" and "Deir ez-Zor" do). A *folded key* is coarser: it also joins the ways in which
names of Arabic, Persian, Kurdish and kindred scripts are romanised ("Raqqah", "Raqa"). The module
uses the standard library alone, because the build of the gazetteer runs before Dateline is there.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ARTICLES = frozenset(
    [
        "al",
        "el",
        "ad",
        "ar",
        "as",
        "ash",
        "at",
        "ath",
        "az",
        "an",
        "ez",
        "ed",
        "er",
        "es",
        "esh",
        "et",
        "ud",
        "ur",
        "ush",
        "ut",
        "uz",
        "ul",
    ]
)
LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
    | {"ə": "a", "ħ": "h", "ŋ": "n"}
)
SILENT = re.compile(r"['’‘`´ʼʻʾʿʹ“”\".]")
BREAKS = re.compile(r"[^\w]+|_")
LATIN = re.compile(r"[\u0000-\u024f\u1e00-\u1eff\u0300-\u036f‘’ʼʻʾʿ]+")
DIGITS = frozenset("0123456789²³¹")
DOUBLED = re.compile(r"(.)\1")
LAST_LATIN = 0x24F
LATIN_EXTENDED = range(0x1E00, 0x1F00)


class _Plain(dict[int, str]):
    """What each character is in a key, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        small = SILENT.sub("", chr(code).casefold()).translate(LETTERS)
        plain = unicodedata.normalize("NFKD", small)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
        self[code] = found = BREAKS.sub(" ", SILENT.sub("", plain))
        return found


_PLAIN = _Plain()


def key_of(name: str) -> str:
    """Return the key of a name without remembering it: for names that come but once."""
    words = name.translate(_PLAIN).split()
    if len(words) > 1:
        last = len(words) - 1
        return " ".join("al" if w in ARTICLES and i < last else w for i, w in enumerate(words))
    return words[0] if words else ""


@lru_cache(maxsize=10_000)
def key(name: str) -> str:
    """Return the key of a name: lower case words with single blanks between.

    An article inside a name, or before a hyphen, is written "al" however it was assimilated.
    A name without a letter or digit has the empty key.
    """
    return key_of(name)


def without_article(name_key: str) -> str:
    """Return a key without the Arabic article at its front ("al qaim" → "qaim")."""
    first, _, rest = name_key.partition(" ")
    return rest if first == "al" and rest else name_key


@lru_cache(maxsize=10_000)
def fold(name_key: str) -> str:
    """Return the folded key: no articles, no doubled letters, no final h, plain vowels."""
    words = []
    for word in name_key.split():
        if word == "al":
            continue
        for written, plain in (("ou", "u"), ("oo", "u"), ("ee", "i"), ("q", "k"), ("ya", "ia")):
            word = word.replace(written, plain)
        word = DOUBLED.sub(r"\1", word)
        words.append(word[:-1] if len(word) > 3 and word.endswith("ah") else word)
    return "".join(words)


def is_latin(name: str) -> bool:
    """Tell whether every letter of a name is of the Latin script."""
    return LATIN.fullmatch(name) is not None or all(
        ord(c) <= LAST_LATIN
        or ord(c) in LATIN_EXTENDED
        or unicodedata.combining(c)
        or c in "‘’ʼʻʾʿ"
        for c in name
    )


def is_plausible(name: str) -> bool:
    """Tell whether an alternative name can stand in English prose.

    Codes ("LON") and machine transliterations, which begin in lower case ("alrqt"), cannot.
    """
    if not is_latin(name) or len(name) < 2 or not DIGITS.isdisjoint(name):
        return False
    if name.isupper() and len(name) <= 4:
        return False
    first, _, rest = name.replace("-", " ").partition(" ")
    if name[0].isupper():
        return True
    return (first in ARTICLES and rest[:1].isupper()) or (name[0] in "'’‘ʼʻ" and name[1].isupper())
