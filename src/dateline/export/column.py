"""What a column of a table is, and how the values of records become its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, ParamSpec

Kind = Literal["text", "number", "decimal", "date", "flag", "list"]
"""``number`` is whole, ``decimal`` is not; a ``list`` holds several values in one cell."""

SEPARATOR = "; "
P = ParamSpec("P")
_SURROGATE = re.compile("[\ud800-\udfff]")


# A frozen class with slots cannot be made through a name like Column[[Told]] (Python 3.11).
@dataclass(frozen=True)
class Column(Generic[P]):
    """One column: its name, kind, meaning, an example, its units ("" for none), and its value."""

    name: str
    kind: Kind
    meaning: str
    example: str
    units: str
    value: Callable[P, str]


def text_cell(value: str | None) -> str:
    """Return text on one line; blank for None."""
    return "" if value is None else " ".join(value.split())


def number_cell(value: float | None) -> str:
    """Return a number; blank for None, never 0."""
    return "" if value is None else str(value)


def date_cell(value: date | None) -> str:
    """Return a day in ISO 8601; blank for None."""
    return "" if value is None else value.isoformat()


def flag_cell(value: bool) -> str:
    """Return ``true`` or ``false``."""
    return "true" if value else "false"


def list_cell(values: Iterable[str]) -> str:
    """Return several values joined by "; "; one inside a value becomes a comma."""
    return SEPARATOR.join(text_cell(value).replace(";", ",") for value in values)


def encodable(text: str) -> str:
    """Return text that UTF-8 can hold: half a surrogate pair becomes the replacement character."""
    return _SURROGATE.sub("\ufffd", text)


def typed(kind: Kind, cell: str) -> object:
    """Return what a cell means: a number, a day, true or false, a list, text; None for blank."""
    if kind == "list":
        return cell.split(SEPARATOR) if cell else []
    if not cell:
        return None
    if kind == "date":
        return date.fromisoformat(cell)
    if kind == "flag":
        return cell == "true"
    if kind == "number":
        return int(cell)
    return float(cell) if kind == "decimal" else cell
