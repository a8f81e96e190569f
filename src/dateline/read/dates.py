"""Read a day of publication from words that state one; never guess what they leave open.

Only whole days count. A month and a day without a year, or numbers whose order is unclear
("03/11/2016"), are reported as such and give no day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from dateline.read.words import any_of, months, weekdays

CENTURY_PIVOT = 68
"""Two-digit years up to this one are 20xx, later ones 19xx: the fixed convention of POSIX."""


@dataclass(frozen=True, slots=True)
class StatedDay:
    """What words say about a day.

    Attributes:
        start, end: the span of the words within the string searched, code points, half-open.
        day: the day, or None where the words leave it open.
        month_day: month and day, where only the year is missing.
        note: what a reader should know about how the words were taken, or "".
    """

    start: int
    end: int
    day: date | None
    month_day: tuple[int, int] | None = None
    note: str = ""


@cache
def _pattern() -> re.Pattern[str]:
    month = rf"(?:{any_of(frozenset(months()))})\b\.?"
    weekday = rf"(?:(?:{any_of(frozenset(weekdays()))})\b\.?,?\s+)?"
    year = r"(?:\d{4}|['’]?\d{2}(?![\d:.,]\d))\b"
    ordinal = r"(?:st|nd|rd|th)?"
    forms = (
        r"(?P<iy>\d{4})-(?P<im>\d{1,2})-(?P<id>\d{1,2})(?=\D|$)",
        r"(?P<sy>\d{4})[/.](?P<sm>\d{1,2})[/.](?P<sd>\d{1,2})(?=\D|$)",
        r"(?P<cy>(?:19|20)\d\d)(?P<cm>[01]\d)(?P<cd>[0-3]\d)(?=\D|$)",
        rf"{weekday}(?P<dd>\d{{1,2}}){ordinal}(?:\s+of)?[\s-]+(?P<dm>{month})"
        rf"(?:,?[\s-]+(?P<dy>{year}))?",
        rf"{weekday}(?P<mm>{month})\s+(?P<md>\d{{1,2}}){ordinal}(?!\d|:\d)"
        rf"(?:(?:,\s*|\s+)(?P<my>{year}))?",
        r"(?P<n1>\d{1,2})(?P<sep>[/.-])(?P<n2>\d{1,2})(?P=sep)(?P<ny>\d{4})(?=\D|$)",
    )
    return re.compile(rf"(?<![\w/.-])(?:{'|'.join(forms)})", re.IGNORECASE)


def _year(words: str) -> tuple[int, str]:
    digits = words.lstrip("'’")
    if len(digits) == 4:
        return int(digits), ""
    year = int(digits) + (2000 if int(digits) <= CENTURY_PIVOT else 1900)
    return year, f"The two-digit year '{words}' was read as {year}."


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _numeric(found: re.Match[str]) -> tuple[date | None, str]:
    first, second, year = int(found["n1"]), int(found["n2"]), int(found["ny"])
    if found["sep"] == "." or first > 12 or first == second:
        return _day(year, second, first), ""
    if second > 12:
        return _day(year, first, second), ""
    return None, f"'{found[0]}' can mean two days and was not used; write dates as YYYY-MM-DD."


def _stated(found: re.Match[str]) -> StatedDay:
    groups = found.groupdict()
    start, end, note = found.start(), found.end(), ""
    for y, m, d in (("iy", "im", "id"), ("sy", "sm", "sd"), ("cy", "cm", "cd")):
        if groups[y]:
            return StatedDay(start, end, _day(*(int(groups[g]) for g in (y, m, d))))
    if groups["n1"]:
        day, note = _numeric(found)
        return StatedDay(start, end, day, note=note)
    name, number, written = (
        ("dm", "dd", groups["dy"]) if groups["dm"] else ("mm", "md", groups["my"])
    )
    month, month_day = months()[groups[name].rstrip(".").lower()], int(groups[number])
    if written:
        year, note = _year(written)
        return StatedDay(start, end, _day(year, month, month_day), note=note)
    if _day(2000, month, month_day) is None:
        return StatedDay(start, end, None)
    return StatedDay(start, end, None, (month, month_day))


def find_day(words: str) -> StatedDay | None:
    """Return the first day that words state, or None when they state none.

    The result's ``day`` is None when the words leave the day open; ``month_day`` or ``note``
    says how.
    """
    found = _pattern().search(words)
    return _stated(found) if found else None


def day_of_value(words: str) -> tuple[date | None, str]:
    """Read a date field of a table or of metadata.

    Dates in words or ISO form, and times as seconds or milliseconds since 1970 (UTC).

    Returns:
        The day or None, and a note: why there is none, or how it was read ("" if nothing to say).
    """
    words = words.strip()
    if not words:
        return None, ""
    if re.fullmatch(r"\d{9,10}(\.\d+)?|\d{12,13}", words):
        seconds = float(words) / (1000 if re.fullmatch(r"\d{12,13}", words) else 1)
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
        return moment.date(), f"The time '{words}' was read as seconds since 1970, in UTC."
    stated = find_day(words[:200])
    if stated is not None and stated.day is not None:
        return stated.day, stated.note
    if stated is not None and stated.note:
        return None, stated.note
    return None, f"'{words[:60]}' states no whole day and was not used as the day of publication."


def latest_before(month_day: tuple[int, int], known: date) -> date | None:
    """Return the latest day with this month and day that is not after a known day.

    One day after is allowed, for a dateline in another time zone. None when no year of the last
    four fits (29 February may need four).
    """
    limit = known + timedelta(days=1) if known < date.max else known
    for year in range(limit.year, limit.year - 8, -1):
        if year >= 1 and (day := _day(year, *month_day)) is not None and day <= limit:
            return day
    return None
