"""Numbers that tell a time of day or a day of a month and count nothing."""

from __future__ import annotations

import re
from functools import cache

from dateline.extract.numerals import rows_of
from dateline.parse.parsed import Token

CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")


def is_clock(token: Token) -> bool:
    """Tell "at 2100", "around 0845 hours" from a number of people."""
    if CLOCK.fullmatch(token.text) is None or token.dep == "nummod":
        return False
    return token.head.lower in ("at", "around", "about", "by", "from", "until", "till", "since")


@cache
def _months() -> frozenset[str]:
    rows = rows_of("dates", "words.tsv")
    return frozenset(r["word"] for r in rows if r["class"] == "MONTH")


def beside_a_month(before: Token | None, after: Token | None) -> bool:
    """Tell "17 October" and "May 4", also where the caller has no list of dates."""
    return any(
        t is not None and t.lower in _months() and t.text[0].isupper() for t in (before, after)
    )
