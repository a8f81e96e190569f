"""Work out what an expression of time means: one function a meaning of ``patterns.tsv``.

Words may be relative to the day of publication ("yesterday"), to a date the text has told
before ("the next day"), or to nothing (17 October 2016). Each function returns a
:class:`Meaning`; a value that cannot be had is None, with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dateline.extract.when import calendar as cal
from dateline.extract.when.calendar import Days
from dateline.extract.when.patterns import Match

ROLL = 7
"""A month without a year, so many months before the last date told, is the next year's."""
Tense = Literal["past", "present", "future"]


@dataclass(frozen=True, slots=True)
class Setting:
    """What relative words can rest on.

    Attributes:
        published: day of publication, or None.
        told: the last date the text has told, or None; ``told_day`` the last one to the day.
        retold: the report retells the past (its dates are told in full and lie far back, or it
            has no day of publication), so months and weekdays follow the dates told.
        near_year: the year of a full date in this or one of the two sentences before, or None.
        tense: of the clause the expression stands in.
    """

    published: date | None
    told: Days | None
    told_day: date | None
    retold: bool
    tense: Tense
    near_year: int | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means: the days, or why not; ``iso`` is the TIMEX3 value.

    ``relative``: it rests on publication or an earlier date, not on its words alone.
    """

    days: Days | None
    iso: str | None
    reason: str | None = None
    relative: bool = True


def _known(days: Days | None, *, relative: bool = True) -> Meaning:
    if days is None:
        return Meaning(None, None, "not_found", relative)
    return Meaning(days, days.iso, None, relative)


def _unpublished() -> Meaning:
    return Meaning(None, None, "no_publication_date")


def untold(setting: Setting) -> Meaning:
    """Return that the day is not told, and why: no publication day, or nothing to count from."""
    missing = setting.published is None
    return Meaning(None, None, "no_publication_date" if missing else "unresolved_reference")


def _year_in(match: Match, setting: Setting) -> int | None:
    if year := match.value("YEAR"):
        return int(year)
    if short := match.value("YEAR2"):
        return cal.full_year(int(short), setting.published)
    if match.has("that", "same") and setting.told:
        return setting.told.start.year
    return None


def nearest_year(month: int, day: int, setting: Setting) -> int | None:
    """Return the year of a month or day told without one."""
    if setting.told and (setting.retold or setting.published is None):
        return _year_beside(setting.told, month)
    published = setting.published
    if setting.near_year is not None and not _is_ahead(setting, month, day):
        return setting.near_year
    if published is None:
        return None
    if setting.tense == "present":
        return _year_around(published, month, day)
    if setting.tense == "future":
        return published.year + ((month, day) < (published.month, published.day))
    return published.year - ((month, day) > (published.month, published.day))


def _is_ahead(setting: Setting, month: int, day: int) -> bool:
    """Tell whether the year told beside a day of the past would put it after publication."""
    day_told = cal.safe_date(setting.near_year or 1, month, min(day, 28))
    if setting.published is None or setting.tense != "past" or day_told is None:
        return False
    return day_told > setting.published + timedelta(days=31)


def _year_around(published: date, month: int, day: int) -> int:
    """Return the year that puts a day nearest to publication."""
    years = (published.year, published.year - 1, published.year + 1)
    return min(years, key=lambda y: abs((date(y, month, min(day, 28)) - published).days))


def _year_beside(told: Days, month: int) -> int:
    """Return the year that puts a month nearest to a date told: January after "December 1941"."""
    year = told.start.year
    if told.precision == "year":
        return year
    ahead = month - told.start.month
    return year + (1 if ahead < -ROLL else -1 if ahead > ROLL + 2 else 0)


def numeric(match: Match, setting: Setting) -> Meaning:
    """17/10/2016, 10/17/2016, 2016-10-17, 3.11.16; day first unless that cannot be."""
    text = match.value("NUMDATE") or ""
    parts = [int(p) for p in re.split(r"[/.-]", text)]
    if len(parts) == 2:
        next_year = (parts[0] + 1) % 100 == parts[1]
        if next_year or not 1 <= parts[1] <= 12:
            last = parts[0] // 100 * 100 + parts[1]
            pair = cal.years_of(parts[0], last, str(parts[0])) if last > parts[0] else None
            return _known(pair, relative=False)
        return _known(cal.month_of(*parts), relative=False)
    first, second, third = parts
    if first > 31:
        found = cal.safe_date(first, second, third)
    else:
        year = third if third > 99 else cal.full_year(third, setting.published)
        found = cal.safe_date(year, second, first) or cal.safe_date(year, first, second)
    return _known(cal.one_day(found) if found else None, relative=False)


def day(match: Match, setting: Setting) -> Meaning:
    """17 October 2016, October 17, the 17th of October of that year."""
    month = int(match.value("MONTH") or 0)
    number = int(match.value("DAY") or match.value("DAYORD") or 0)
    year = _year_in(match, setting)
    relative = year is None or match.has("that", "same")
    if year is None:
        year = nearest_year(month, number, setting)
    if year is None:
        return Meaning(None, f"XXXX-{month:02d}-{number:02d}", "no_publication_date")
    found = cal.safe_date(year, month, number)
    part = match.value("PART") or ""
    return _known(cal.one_day(found, part) if found else None, relative=relative)


def day_of_month(match: Match, setting: Setting) -> Meaning:
    """Thursday the 3rd."""
    base = setting.told_day if setting.retold else setting.published
    if base is None:
        return _unpublished()
    number = int(match.value("DAYORD") or 0)
    weekday = int(match.value("WEEKDAY") or 0)
    for back in (0, -1, 1, -2, 2):
        month = cal.shifted(base.replace(day=1), back, "M")
        found = cal.safe_date(month.year, month.month, number)
        if found and found.weekday() == weekday:
            return _known(cal.one_day(found))
    return Meaning(None, None, "not_found")


def month(match: Match, setting: Setting) -> Meaning:
    """October 2016, early October, last June, the end of March."""
    number = int(match.value("MONTH") or 0)
    year = _year_in(match, setting)
    if year is not None:
        return _known(cal.month_of(year, number), relative=match.has("that", "same"))
    step = match.value("BACK")
    published = setting.published
    if step and published and step != "0":
        year = published.year
        if step == "-1":
            year -= number >= published.month
        else:
            year += number <= published.month
    elif match.value("TEXTUAL") in ("1", "-1") and setting.told:
        told, year = setting.told.start, setting.told.start.year
        year += (number <= told.month) if match.value("TEXTUAL") == "1" else 0
        year -= (number >= told.month) if match.value("TEXTUAL") == "-1" else 0
    else:
        year = nearest_year(number, 31 if setting.tense == "future" else 1, setting)
    if year is None:
        return Meaning(None, f"XXXX-{number:02d}", "no_publication_date")
    return _known(cal.month_of(year, number))


def year(match: Match, setting: Setting) -> Meaning:
    """2016, the end of 2016, '98; years before Christ have a TIMEX3 value only."""
    if short := match.value("YEAR2APOS"):
        return _known(cal.year_of(cal.full_year(int(short), setting.published)))
    number = int(float(match.value("YEAR") or match.value("NUM") or 0))
    if match.value("ERA") == "BC":
        return Meaning(None, f"BC{number:04d}", "not_found", relative=False)
    return _known(cal.year_of(number), relative=False)


def decade(match: Match, setting: Setting) -> Meaning:
    """Resolve "the 1970s", "the '70s"."""
    text = match.value("DECADE") or "0"
    first = int(text) if len(text) == 4 else 1900 + int(text)
    return _known(cal.years_of(first, first + 9, str(first // 10)), relative=False)


def century(match: Match, setting: Setting) -> Meaning:
    """Resolve "the 20th century"."""
    number = int(match.value("ORD") or 0)
    if match.value("ERA") == "BC" or not 1 <= number <= 99:
        return Meaning(None, None, "not_found", relative=False)
    first = (number - 1) * 100 + 1
    return _known(cal.years_of(first, first + 99, f"{number - 1:02d}"), relative=False)


def season(match: Match, setting: Setting) -> Meaning:
    """Summer 2015, last winter, the spring."""
    code = match.value("SEASON") or "SU"
    number = _year_in(match, setting)
    if number is not None:
        return _known(cal.season_of(number, code), relative=match.has("that", "same"))
    told = setting.told
    if told and (setting.retold or match.value("TEXTUAL") or match.value("THAT")):
        later = match.has("following", "next") and told.start.month >= cal.SEASON_MONTHS[code]
        return _known(cal.season_of(told.start.year + later, code))
    base = setting.published
    if base is None:
        return _unpublished()
    this = cal.season_of(base.year, code)
    step = match.value("BACK")
    ahead = step == "1" or (step != "-1" and setting.tense == "future")
    if ahead:
        number = base.year + (this.start <= base)
    elif step == "-1":
        number = base.year - (this.end is None or this.end >= base)
    else:
        number = base.year - (this.start > base)
    return _known(cal.season_of(number, code))


def relative_day(match: Match, setting: Setting) -> Meaning:
    """Yesterday, today, tomorrow morning, the day before yesterday."""
    if setting.published is None:
        return _unpublished()
    step = int(match.value("RELDAY") or 0)
    if match.has("before", "after"):
        step = -2 if match.has("before") else 2
    part = match.value("PART") or ""
    return _known(cal.one_day(setting.published + timedelta(days=step), part))


def nightly(match: Match, setting: Setting) -> Meaning:
    """Tonight, overnight, last night, this morning."""
    if setting.published is None:
        return _unpublished()
    if word := match.value("NIGHTLY"):
        if word == "-1":
            start = setting.published - timedelta(days=1)
            days = Days(start, setting.published, "day", f"{start.isoformat()}TNI")
            return _known(days)
        return _known(cal.one_day(setting.published, "NI"))
    step = int(match.value("BACK") or 0)
    is_of_story = setting.retold and step == 0 and setting.told_day is not None
    start = setting.told_day if is_of_story and setting.told_day else setting.published
    return _known(cal.one_day(start + timedelta(days=step), match.value("PART") or ""))


def weekday(match: Match, setting: Setting) -> Meaning:
    """Friday, last Friday, Sunday night, Monday of next week."""
    base = setting.told_day if setting.retold and setting.told_day else setting.published
    if base is None:
        return _unpublished()
    number = int(match.value("WEEKDAY") or 0)
    step = match.value("BACK")
    if step is not None and match.has("week"):
        monday = cal.week_of(base).start + timedelta(days=7 * int(step))
        found = monday + timedelta(days=number)
    elif step == "-1":
        found = cal.weekday_before(base, number, strictly=True)
    elif step == "1":
        found = cal.weekday_after(base, number, strictly=True)
    elif setting.tense in ("future", "present"):
        found = cal.weekday_after(base, number)
    else:
        found = cal.weekday_before(base, number)
    return _known(cal.one_day(found, match.value("PART") or ""))


def textual_weekday(match: Match, setting: Setting) -> Meaning:
    """Resolve "the following Friday", "that Sunday"."""
    if setting.told_day is None:
        return untold(setting)
    number = int(match.value("WEEKDAY") or 0)
    if match.value("TEXTUAL") == "-1":
        found = cal.weekday_before(setting.told_day, number, strictly=True)
    else:
        found = cal.weekday_after(setting.told_day, number, strictly=not match.value("THAT"))
    return _known(cal.one_day(found, match.value("PART") or ""))


Rule = Callable[[Match, Setting], Meaning]
