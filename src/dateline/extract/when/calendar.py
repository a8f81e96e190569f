"""Calendar arithmetic: days, weeks, months, seasons, years as spans of days. Gregorian only."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from dateline.records import DatePrecision

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
UNIT_PRECISION: dict[str, DatePrecision] = {
    "D": "day",
    "W": "week",
    "2W": "week",
    "WE": "day",
    "M": "month",
    "Q": "month",
    "Y": "year",
    "DE": "year",
    "CE": "year",
}


@dataclass(frozen=True, slots=True)
class Days:
    """A span of days, both ends included; ``end`` None is open.

    ``iso`` is the TIMEX3 value.
    """

    start: date
    end: date | None
    precision: DatePrecision
    iso: str


def safe_date(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where the calendar has none (31 April, year 0)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def one_day(day: date, part: str = "") -> Days:
    """Return the span of one day; ``part`` is a TIMEX3 part of the day ("NI")."""
    return Days(day, day, "day", day.isoformat() + (f"T{part}" if part else ""))


def week_of(day: date) -> Days:
    """Return the Monday-to-Sunday week of a day."""
    monday = day - timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    return Days(monday, monday + timedelta(days=6), "week", f"{year}-W{week:02d}")


def weekend_of(day: date) -> Days:
    """Return the Saturday and Sunday of a day's week."""
    week = week_of(day)
    saturday = week.start + timedelta(days=5)
    return Days(saturday, saturday + timedelta(days=1), "day", f"{week.iso}-WE")


def month_of(year: int, month: int) -> Days:
    """Return a month."""
    last = calendar.monthrange(year, month)[1]
    return Days(date(year, month, 1), date(year, month, last), "month", f"{year}-{month:02d}")


def quarter_of(day: date) -> Days:
    """Return the calendar quarter of a day."""
    number = (day.month - 1) // 3
    first = date(day.year, 3 * number + 1, 1)
    last = month_of(day.year, 3 * number + 3).end
    return Days(first, last, "month", f"{day.year}-Q{number + 1}")


def year_of(year: int) -> Days:
    """Return a year."""
    return Days(date(year, 1, 1), date(year, 12, 31), "year", f"{year:04d}")


def years_of(first: int, last: int, iso: str) -> Days:
    """Return several whole years (a decade, a century)."""
    return Days(date(first, 1, 1), date(last, 12, 31), "year", iso)


def season_of(year: int, code: str) -> Days:
    """Return a northern season; winter begins in December of its year."""
    first = SEASON_MONTHS[code]
    start = date(year, first, 1)
    end = shifted(start, 3, "M") - timedelta(days=1)
    return Days(start, end, "season", f"{year}-{code}")


def shifted(day: date, amount: int, unit: str) -> date:
    """Return the day so many units later (negative: earlier); short months clamp the day.

    Raises:
        ValueError, OverflowError: the result is outside years 1 to 9999.
    """
    if unit in ("D", "W", "2W"):
        return day + timedelta(days=amount * {"D": 1, "W": 7, "2W": 14}[unit])
    months = amount * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}[unit]
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= MAXYEAR:
        raise ValueError(f"year {year} is outside the calendar")
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def unit_around(day: date, unit: str) -> Days:
    """Return the week, month, year … a day stands in."""
    if unit in ("W", "2W"):
        return week_of(day)
    if unit == "WE":
        return weekend_of(day)
    if unit == "M":
        return month_of(day.year, day.month)
    if unit == "Q":
        return quarter_of(day)
    if unit == "Y":
        return year_of(day.year)
    if unit == "DE":
        return years_of(day.year // 10 * 10, day.year // 10 * 10 + 9, str(day.year // 10))
    if unit == "CE":
        first = (day.year - 1) // 100 * 100 + 1
        return years_of(first, first + 99, str(first // 100))
    return one_day(day)


def weekday_before(day: date, weekday: int, *, strictly: bool = False) -> date:
    """Return the latest such weekday on (unless ``strictly``) or before a day."""
    back = (day.weekday() - weekday) % 7
    return day - timedelta(days=back or (7 if strictly else 0))


def weekday_after(day: date, weekday: int, *, strictly: bool = False) -> date:
    """Return the first such weekday on (unless ``strictly``) or after a day."""
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(days=ahead or (7 if strictly else 0))


def full_year(two_digits: int, published: date | None) -> int:
    """Return the year two digits mean: the latest that is at most one after publication.

    Without a publication date 70 to 99 are of the last century, 00 to 69 of this.
    """
    if published is None:
        return (1900 if two_digits >= 70 else 2000) + two_digits
    year = published.year // 100 * 100 + two_digits
    return year - 100 if year > published.year + 1 else year
