"""The TIMEX3 notation of a date, for comparison with corpora that are marked up so."""

from __future__ import annotations

from dateline.extract.when.calendar import SEASON_MONTHS
from dateline.records import DateRange

SEASON_CODES = {month: code for code, month in SEASON_MONTHS.items()}


def timex_value(value: DateRange) -> str:
    """Return the TIMEX3 value of the first unit of a range: 2016-10-17, 2016-W42, 2016-SU, 2016."""
    start = value.start
    if value.precision == "day":
        return start.isoformat()
    if value.precision == "week":
        year, week, _ = start.isocalendar()
        return f"{year}-W{week:02d}"
    if value.precision == "month":
        return f"{start.year}-{start.month:02d}"
    if value.precision == "season":
        return f"{start.year}-{SEASON_CODES.get(start.month, 'XX')}"
    return f"{start.year:04d}"
