"""The day of publication as a line on top tells it, where no dateline or labelled line does.

"Broadcast Saturday 3 May 2014, 18.12 GMT", "by A. Writer | Published: Friday, 17 June 2022 | War",
"Monthly bulletin for March 2014, issued 4 April 2014", "Situation as of 18:00, 3 October 2023",
"Mountains of Arauca, 9 November 2004", "Sunday 4 October 2020. All times local." A line of prose,
or one that tells what happened on a day, says nothing of publication.
"""

from __future__ import annotations

import re
from datetime import date

from dateline.read.dateline_words import DatelineWords, read_dateline
from dateline.read.dates import find_day
from dateline.read.words import head_words

TOP_LINES = 12
TOP_CHARS = 1_500
LONGEST_LINE = 160
PLACE_WORDS = 6
NEAR_WORDS = 5
"""So many words before the day may stand between it and "posted" ("Posted by Noor, Taiz, …")."""

_PARTS = re.compile(r"\s*[|·•;]\s*|\s+[–—-]\s+|\.\s+(?=[A-Z])")
_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}\s?(?:[AaPp]\.?[Mm]\.?)\b")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_NUMBER = re.compile(r"\b(?:[Nn]o\.?\s*)?\d+(?:/\d+)?\b")


def dateline_on_top(text: str) -> tuple[int, DatelineWords] | None:
    """Return a dateline with place and day below lines of a head that were not known as such.

    Returns:
        The offset where its line begins, and the dateline; None where there is none.
    """
    position = 0
    for line in text[:TOP_CHARS].splitlines(keepends=True)[: 2 * TOP_LINES]:
        dateline = read_dateline(line)
        if dateline is not None and dateline.place is not None and dateline.day is not None:
            return position, dateline
        if len(line) > LONGEST_LINE:
            return None
        position += len(line)
    return None


def day_on_top(text: str) -> tuple[date | None, str]:
    """Return the day of publication that a line on top tells, and the words that tell it.

    A line that says so ("issued", a place and a day) counts before one that says how old the
    information is ("as of"). None and "" where no line tells a whole day.
    """
    found: list[tuple[int, date, str]] = []
    for line in [x.strip() for x in text[:TOP_CHARS].splitlines() if x.strip()][:TOP_LINES]:
        dateline = read_dateline(line)
        if dateline is not None and dateline.day is not None and dateline.day.day is not None:
            found.append((0, dateline.day.day, line[: dateline.end]))
        for part in _PARTS.split(line):
            rank = _rank(part)
            if rank is not None:
                found.append((*rank, part))
    if not found:
        return None, ""
    _, day, words = min(found, key=lambda f: f[0])
    return day, " ".join(words.split())


def _rank(part: str) -> tuple[int, date] | None:
    """Return how surely a part of a line tells the day of publication, and the day."""
    stated = find_day(part) if len(part) <= LONGEST_LINE else None
    if stated is None or stated.day is None:
        return None
    before, after = part[: stated.start], part[stated.end :]
    words = head_words()
    near = [w.lower().strip(".") for w in _WORD.findall(_TIME.sub(" ", before))]
    rest = [w for w in _WORD.findall(_TIME.sub(" ", after)) if w.lower() not in words["zone"]]
    if rest or set(near) & words["never"]:
        return None
    if set(near[-NEAR_WORDS:]) & words["issued"]:
        return 0, stated.day
    if near[-2:] == ["as", "of"]:
        return 2, stated.day
    left = [w for w in _WORD.findall(_NUMBER.sub(" ", before)) if w.lower() not in words["zone"]]
    is_place = len(left) <= PLACE_WORDS and all(
        w[0].isupper() or w.lower() in words["joining"] for w in left
    )
    parted = not before.strip() or before.rstrip().endswith((",", ":"))
    return (1, stated.day) if is_place and parted else None
