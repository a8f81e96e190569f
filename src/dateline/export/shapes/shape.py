"""What a shape is: a form that records leave in, with what it is and what it is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from dateline.export.column import Column
from dateline.export.json_fields import Json
from dateline.export.told import Policy, Source

Left = Counter[str]
"""How many records a shape has no room for, by the reason."""
Unit = Literal["event", "claim", "report", "mention", "record", "sentence"]
Row = list[str] | Json
"""A row of cells in the order of the columns, or an object."""


@dataclass(frozen=True, slots=True)
class Written:
    """What an export wrote: rows, and what was left out and why."""

    rows: int
    left: Left = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Shape:
    """A form that records leave in.

    Attributes:
        suffix: the ending of its file; "" for a folder.
        unit: what one row is.
        is_not: what it is not, in whole sentences.
        notes: how values are mapped, a sentence each.
        columns: its columns, where it is a table.
        rows: its rows, for the file and for a preview.
        write: writes it whole to a path that does not exist yet (or an empty folder).
        keeps_text: it holds passages of reports, so that names cannot be left out of it.
        is_lossless: it can be imported again without loss, so that nothing may be rounded.
        claims_suffice: it can be made of claims that are not linked to events.

    """

    name: str
    title: str
    suffix: str
    unit: Unit
    what: str
    is_not: str
    write: Callable[[Source, Policy, Path], Written]
    rows: Callable[[Source, Policy, Left], Iterator[Row]]
    notes: tuple[str, ...] = ()
    columns: tuple[Column[Any], ...] = ()
    keeps_text: bool = False
    is_lossless: bool = False
    claims_suffice: bool = False
