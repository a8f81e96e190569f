"""A filter as pairs of names and values: what stands in a URL and on a command line.

``event_type=ASSAULT&admin1=Nineveh&since=2016-10-01`` and ``--event-type ASSAULT --admin1 Nineveh
--since 2016-10-01`` are the same filter. A value ``blank`` means events that have none there.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Collection, Iterable
from dataclasses import fields
from datetime import date
from types import MappingProxyType
from typing import Any, get_args

from dateline.errors import UsageError
from dateline.event_records import Grade
from dateline.filters.record import BLANK, Filter, Having
from dateline.records import PlacePrecision, SourceKind, Status

KEYS: tuple[str, ...] = tuple(field.name for field in fields(Filter))
"""The names of all questions of a filter, in their order."""

MANY = frozenset(f.name for f in fields(Filter) if f.default == ())
CODES: MappingProxyType[str, tuple[str, ...]] = MappingProxyType(
    {
        "status": get_args(Status),
        "grade": get_args(Grade),
        "source_kind": get_args(SourceKind),
        "precision": get_args(PlacePrecision),
    }
)
_BLANK_WORD = "blank"
_ESCAPE = "\\"
_CORNERS = 4

Pair = tuple[str, str]


def _spelled(value: str) -> str:
    if value == BLANK:
        return _BLANK_WORD
    return _ESCAPE + value if value == _BLANK_WORD or value.startswith(_ESCAPE) else value


def _unspelled(value: str) -> str:
    if value == _BLANK_WORD:
        return BLANK
    return value.removeprefix(_ESCAPE)


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ",".join(repr(part) for part in value)
    return value.isoformat() if isinstance(value, date) else str(value)


def to_params(wanted: Filter) -> list[Pair]:
    """Return the filter as pairs, a pair for each value, in the order of :data:`KEYS`."""
    pairs: list[Pair] = []
    for key in KEYS:
        value = getattr(wanted, key)
        if key in MANY:
            pairs += [(key, _spelled(each)) for each in value]
        elif value is not None:
            pairs.append((key, _as_text(value)))
    return pairs


def to_options(wanted: Filter) -> list[str]:
    """Return the filter as words of a command line: ``["--event-type", "ASSAULT", …]``."""
    words: list[str] = []
    for key, value in to_params(wanted):
        option = f"--{key.replace('_', '-')}"
        # A value like "-5,30,…" would be taken for an option if it stood apart.
        words += [f"{option}={value}"] if value.startswith("-") else [option, value]
    return words


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("is no day; write it as 2016-11-03") from None


def _whole(value: str) -> int:
    if not (value.isascii() and value.isdigit()):
        raise ValueError("is no whole number")
    return int(value)


def _one_of(*allowed: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in allowed:
            raise ValueError(f"is none of {', '.join(allowed)}")
        return value

    return read


def _flag(value: str) -> bool:
    return _one_of("yes", "no")(value) == "yes"


def _box(value: str) -> tuple[float, ...]:
    try:
        corners = tuple(float(part) for part in value.split(","))
    except ValueError:
        corners = ()
    if len(corners) != _CORNERS or not all(math.isfinite(corner) for corner in corners):
        raise ValueError("is no box; write west,south,east,north in degrees")
    return corners


_READERS: MappingProxyType[str, Callable[[str], Any]] = MappingProxyType(
    {
        "box": _box,
        "since": _day,
        "until": _day,
        "place": _one_of(*get_args(Having)),
        "dated": _one_of(*get_args(Having)),
        "disagree": _flag,
        "reviewed": str,
        "killed": _whole,
        "text": lambda value: " ".join(value.split()),
    }
)


def _nearest(word: str, known: Collection[str]) -> str:
    close = difflib.get_close_matches(word.casefold(), known, n=1)
    return f"Did you mean '{close[0]}'?" if close else f"Known are: {', '.join(known)}."


def _code(key: str, value: str) -> str:
    found = _unspelled(value)
    known = CODES.get(key)
    if known is not None and found != BLANK and found not in known:
        raise UsageError(f"{key} '{value}'", "there is no such value", _nearest(value, known))
    return found


def from_params(pairs: Iterable[Pair], others: Collection[str] = ()) -> Filter:
    """Return the filter that pairs of names and values make.

    Names may be written with ``-`` for ``_``; empty values ask nothing, as an empty field of a
    form does; a value given twice counts once. Names among ``others`` (a page's own: ``page``,
    ``order``) are passed over.

    Raises:
        UsageError: a name is unknown, given twice where one value is meant, or its value wrong.
    """
    many: dict[str, list[str]] = {}
    single: dict[str, Any] = {}
    for name, given in pairs:
        key, value = name.replace("-", "_"), given.strip()
        if name in others or not value:
            continue
        if key not in KEYS:
            raise UsageError(f"'{name}'", "there is no such question", _nearest(key, KEYS))
        if key in MANY:
            found = many.setdefault(key, [])
            code = _code(key, value)
            found += [code] if code not in found else []
            continue
        if key in single:
            raise UsageError(f"{key} '{value}'", "is given twice", "Give it once.")
        try:
            single[key] = _READERS[key](value)
        except ValueError as error:
            raise UsageError(
                f"{key} '{value}'", str(error), "Correct it or leave it out."
            ) from None
    if "since" in single and "until" in single and single["since"] > single["until"]:
        raise UsageError(
            f"since '{single['since']}'", "is after until", "Give the earlier day to since."
        )
    asked: dict[str, Any] = {key: tuple(values) for key, values in many.items()}
    return Filter(**asked, **single)
