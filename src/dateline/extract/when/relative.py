"""Work out expressions that count from another date, durations, sets and times of day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dateline.extract.when import calendar as cal
from dateline.extract.when import resolve as base
from dateline.extract.when.calendar import Days
from dateline.extract.when.patterns import Match
from dateline.extract.when.resolve import Meaning, Rule, Setting, untold

CLOCK_UNITS = frozenset({"S", "TM", "TH"})
TIMEX_UNITS = {"S": "TS", "TM": "TM", "TH": "TH", "2W": "W", "WE": "WE"}


def _known(days: Days) -> Meaning:
    return Meaning(days, days.iso)


def _unit(match: Match) -> str:
    known = match.value("UNIT") or match.value("UNITS")
    return known or ("WE" if match.has("weekend") else "D")


def _amount(match: Match) -> float | None:
    """Return how many units; None for "several"; 1 for "a"."""
    numbers = [p.value for p in match.pieces if p.kind == "NUM"]
    if numbers:
        return float(numbers[-1]) + (0.5 if match.has("half") else 0)
    if match.value("VAGUE") or (match.value("UNITS") and not match.value("UNIT")):
        return 2 if match.has("couple") else None
    return 0.5 if match.has("half") and not match.has("and") else 1


def period(match: Match) -> str:
    """Return the TIMEX3 value of a length of time: P3D, PT24H, PXW."""
    unit = TIMEX_UNITS.get(_unit(match), _unit(match))
    amount = _amount(match)
    if amount is not None and _unit(match) == "2W":
        amount *= 2
    clock, unit = ("T", unit[1]) if unit.startswith("T") else ("", unit)
    if unit == "DE" and amount is not None:
        unit, amount = "Y", amount * 10
    text = "X" if amount is None else f"{amount:g}"
    return f"P{clock}{text}{unit}"


def _offset(anchor: date, match: Match, sign: int) -> Meaning:
    """Count units from a day; whole weeks and longer keep their own precision."""
    unit, amount = _unit(match), _amount(match)
    if unit == "WE":
        unit = "W"
    if amount is None:
        return Meaning(None, period(match), "duration_only")
    if unit in CLOCK_UNITS:
        hours = amount * {"S": 1 / 3600, "TM": 1 / 60, "TH": 1}[unit]
        days = round(hours / 24) if hours >= 24 else 0
        return _known(cal.one_day(anchor + timedelta(days=sign * days)))
    if amount != int(amount):
        smaller = {"Y": ("M", 12), "M": ("W", 4), "W": ("D", 7), "DE": ("Y", 10)}.get(unit)
        if smaller:
            unit, amount = smaller[0], amount * smaller[1]
    try:
        moved = cal.shifted(anchor, sign * round(amount), unit)
    except (ValueError, OverflowError):
        return Meaning(None, None, "not_found")
    return _known(cal.one_day(moved) if unit == "D" else cal.unit_around(moved, _wide(unit)))


def _wide(unit: str) -> str:
    return {"2W": "W", "DE": "Y", "CE": "Y", "Q": "M"}.get(unit, unit)


def ago(match: Match, setting: Setting) -> Meaning:
    """Three days ago; this time last year."""
    if setting.published is None:
        return Meaning(None, None, "no_publication_date")
    if match.value("BACK"):
        step = int(match.value("BACK") or 0)
        moved = cal.shifted(setting.published, step, _wide(_unit(match)))
        return _known(cal.unit_around(moved, "M" if _unit(match) == "Y" else _unit(match)))
    return _offset(setting.published, match, -1)


def later(match: Match, setting: Setting) -> Meaning:
    """Two days later, a week earlier: from the last date told."""
    needs_day = _unit(match) in ("D", "W") or _unit(match) in CLOCK_UNITS
    if setting.told_day is None and (setting.told is None or needs_day):
        return untold(setting)
    told = setting.told_day or (setting.told.start if setting.told else None)
    assert told is not None  # one of the two was just seen
    return _offset(told, match, int(match.value("SHIFT") or 1))


def interval(match: Match, setting: Setting) -> Meaning:
    """Resolve "the past two years" (from then until publication), "the next three days"."""
    sign = 1 if match.value("SPAN") == "+" else -1
    amount, unit, published = _amount(match), _unit(match), setting.published
    if not match.value("SPAN"):
        return Meaning(None, period(match), "duration_only")
    if published is None:
        return Meaning(None, period(match), "no_publication_date")
    if amount is None or unit == "WE":
        return Meaning(None, period(match), "duration_only")
    days = 1 if unit in CLOCK_UNITS else 0
    try:
        if days:
            other = published + timedelta(days=sign * max(1, round(amount / 24)))
        else:
            other = cal.shifted(published, sign * round(amount), unit)
    except (ValueError, OverflowError):
        return Meaning(None, None, "not_found")
    first, last = min(published, other), max(published, other)
    precision = cal.UNIT_PRECISION.get(unit, "day")
    return Meaning(Days(first, last, precision, period(match)), period(match))


def duration(match: Match, setting: Setting) -> Meaning:
    """Two years, several weeks, four-week."""
    return Meaning(None, period(match), "duration_only", relative=False)


def every(match: Match, setting: Setting) -> Meaning:
    """Every Friday, daily."""
    iso = match.value("OFTEN")
    if not iso and (weekday := match.value("WEEKDAY")):
        iso = f"XXXX-WXX-{int(weekday) + 1}"
    if not iso and (part := match.value("PART")):
        iso = f"XXXX-XX-XXT{part}"
    if not iso and (season := match.value("SEASON")):
        iso = f"XXXX-{season}"
    return Meaning(None, iso or period(match), "not_an_event_date", relative=False)


def now(match: Match, setting: Setting) -> Meaning:
    """Now, currently, recently."""
    return Meaning(None, match.value("RECENT") or "PRESENT_REF", "not_an_event_date")


def past_ref(match: Match, setting: Setting) -> Meaning:
    """Name a past that no date stands for: "the past", "at that time"."""
    return Meaning(None, "PAST_REF", "not_an_event_date")


def clock(match: Match, setting: Setting) -> Meaning:
    """8 p.m., 15:00 GMT Saturday, in the early morning: a day only with a day named beside it."""
    if match.value("WEEKDAY"):
        return base.weekday(match, setting)
    if match.value("RELDAY"):
        return base.relative_day(match, setting)
    return Meaning(None, _clock_iso(match), "not_an_event_date")


def _clock_iso(match: Match) -> str | None:
    if part := match.value("PART") or match.value("PARTS"):
        return f"XXXX-XX-XXT{part}"
    text = match.value("CLOCK") or match.value("CLOCKTIGHT") or match.value("NUM")
    return f"XXXX-XX-XXT{text}" if text else None


def week_of_day(match: Match, setting: Setting) -> Meaning:
    """Resolve "the week of 7 November"."""
    meant = base.day(match, setting)
    if meant.days is None:
        return meant
    week = cal.week_of(meant.days.start)
    return Meaning(week, week.iso, None, meant.relative)


def deictic(match: Match, setting: Setting) -> Meaning:
    """Last week, this month, earlier this year, the weekend, the end of the year."""
    unit, step = _unit(match), match.value("BACK")
    anchor = setting.published
    if setting.retold and setting.told and (step is None or (step == "0" and unit == "D")):
        return _known(cal.unit_around(setting.told.start, unit))
    if anchor is None:
        return Meaning(None, None, "no_publication_date")
    move = int(step or 0)
    if unit == "WE":
        return _known(_weekend(anchor, step, setting))
    if unit in CLOCK_UNITS or (unit == "DE" and move):
        return Meaning(None, period(match), "duration_only")
    if step is None and unit == "D":
        if match.has("during"):
            return _known(cal.one_day(setting.told_day or anchor))
        return Meaning(None, None, "unresolved_reference")
    around = cal.unit_around(cal.shifted(anchor, move, unit), unit)
    return _known(_clipped(around, match, anchor, setting.tense))


def _clipped(days: Days, match: Match, published: date, tense: base.Tense) -> Days:
    """Cut what is past of "this month" at publication, and "later this month" from it on."""
    holds = days.start <= published and (days.end is None or published <= days.end)
    is_past = match.value("BACK") == "0" and tense == "past"
    if (match.has("earlier") or is_past) and holds:
        return replace(days, end=published)
    if match.has("later") and holds:
        return replace(days, start=published)
    return days


def _weekend(anchor: date, step: str | None, setting: Setting) -> Days:
    """Return the weekend meant: the last one begun, unless the words or the tense look ahead."""
    this = cal.weekend_of(anchor)
    ahead = step == "1" or (step != "-1" and setting.tense == "future")
    if ahead:
        begun = step == "1" and this.start <= anchor
        return cal.weekend_of(anchor + timedelta(days=7 if begun else 0))
    return this if this.start <= anchor else cal.weekend_of(anchor - timedelta(days=7))


def textual(match: Match, setting: Setting) -> Meaning:
    """Resolve "the next day", "the same month", "that night", "the day after"."""
    part = match.value("PART") or ""
    unit = "D" if part else _unit(match)
    step = int(match.value("TEXTUAL") or 0)
    if match.has("after", "before") and not match.value("TEXTUAL"):
        step = -1 if match.has("before") else 1
    if unit in CLOCK_UNITS:
        return Meaning(None, None, "not_an_event_date")
    told = setting.told_day if unit in ("D", "W", "WE") else None
    if told is None and unit not in ("D", "W", "WE") and setting.told:
        told = setting.told.start
    if told is None:
        return untold(setting)
    if unit == "D":
        return _known(cal.one_day(told + timedelta(days=step), part))
    moved = cal.shifted(told, step, "W" if unit == "WE" else unit)
    return _known(cal.unit_around(moved, unit))


def foreign(match: Match, setting: Setting) -> Meaning:
    """Ramadan, Nowruz: named, and not put into this calendar."""
    return Meaning(None, None, "not_found", relative=False)


def holiday(match: Match, setting: Setting) -> Meaning:
    """Christmas, New Year's Eve 2014: feasts with a fixed day."""
    month, day = (int(p) for p in (match.value("HOLIDAY") or "01-01").split("-"))
    named = match.value("YEAR")
    if match.has("eve") and day > 1 and day == 25:
        day -= 1
    year = int(named) if named else base.nearest_year(month, day, setting)
    found = cal.safe_date(year, month, day) if year else None
    if found is None:
        return untold(setting)
    return Meaning(cal.one_day(found), found.isoformat(), None, relative=not named)


MEANINGS: dict[str, Rule] = {
    "numeric": base.numeric,
    "day": base.day,
    "day_of_month": base.day_of_month,
    "week_of_day": week_of_day,
    "month": base.month,
    "year": base.year,
    "decade": base.decade,
    "century": base.century,
    "season": base.season,
    "relative_day": base.relative_day,
    "nightly": base.nightly,
    "weekday": base.weekday,
    "textual_weekday": base.textual_weekday,
    "deictic": deictic,
    "textual": textual,
    "ago": ago,
    "later": later,
    "interval": interval,
    "duration": duration,
    "every": every,
    "now": now,
    "past_ref": past_ref,
    "clock": clock,
    "foreign": foreign,
    "holiday": holiday,
}
"""The meanings named in ``patterns.tsv``."""
