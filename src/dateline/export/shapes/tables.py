"""Dateline's own tables: events or claims as CSV, CSV for spreadsheets, and Parquet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from dateline.export import event_columns
from dateline.export.column import Column
from dateline.export.columns import COLUMNS as CLAIM_COLUMNS
from dateline.export.columns import row as claim_row
from dateline.export.parquet_table import ParquetFile
from dateline.export.shapes.shape import Left, Row, Shape, Unit, Written
from dateline.export.shapes.writers import to_csv
from dateline.export.told import Policy, Source
from dateline.records import Claim, Report

_NOT = (
    "Every value is what sources say, not what is known to have happened; a blank cell means "
    "that nobody says it, never zero."
)
_COUNTS = (
    "Counts are ranges over all claims: killed_low and killed_high; running totals stay out.",
    "latitude and longitude stand for exact and near places only; areas have a centre apart, in "
    "area_latitude and area_longitude of events.",
)
EVENT_ID: Column[[Claim, Report, str | None]] = Column(
    "event_id", "text", "The event it belongs to; blank where it belongs to none.", "e1", "",
    lambda claim, report, event_id: event_id or "",
)  # fmt: skip
CLAIM_TABLE: tuple[Column[Any], ...] = (EVENT_ID, *CLAIM_COLUMNS)
"""The columns of a table of claims: the event, then those of ``claims.csv``."""


def events(source: Source, policy: Policy, left: Left) -> Iterator[Row]:
    """Yield the cells of every event."""
    for told in source.told():
        yield event_columns.row(told)


def claim_cells(source: Source) -> Iterator[list[str]]:
    """Yield the cells of every claim under :data:`CLAIM_TABLE`."""
    for claim, report, event_id in source.claims():
        yield [event_id or "", *claim_row(claim, report)]


def claims(source: Source, policy: Policy, left: Left) -> Iterator[Row]:
    """Yield the cells of every claim."""
    yield from claim_cells(source)


def to_parquet(
    rows: Callable[[Source, Policy, Left], Iterator[Row]], columns: tuple[Column[Any], ...]
) -> Callable[[Source, Policy, Path], Written]:
    """Return a writer of Parquet."""

    def write(source: Source, policy: Policy, path: Path) -> Written:
        left: Left = Counter()
        number = 0
        table = ParquetFile(path, columns)
        for row in rows(source, policy, left):
            table.write_cells(list(row))
            number += 1
        table.close()
        return Written(number, left)

    return write


def _table(unit: Unit, form: str) -> Shape:
    rows = events if unit == "event" else claims
    columns: tuple[Column[Any], ...] = event_columns.COLUMNS if unit == "event" else CLAIM_TABLE
    names = {
        "csv": ("CSV", ".csv", to_csv(rows, columns)),
        "excel": ("CSV for spreadsheets", ".csv", to_csv(rows, columns, excel=True)),
        "parquet": ("Parquet", ".parquet", to_parquet(rows, columns)),
    }
    title, suffix, write = names[form]
    notes = _COUNTS if unit == "event" else _COUNTS[1:]
    if form == "excel":
        notes = (
            "It begins with a byte-order mark, and text that a spreadsheet could take for a "
            "formula begins with an apostrophe; take that away before computing with it.",
            *notes,
        )
    return Shape(
        name=form if unit == "event" else f"claims-{form}",
        title=f"{title} of {unit}s",
        suffix=suffix,
        unit=unit,
        what=f"One row {'an' if unit == 'event' else 'a'} {unit}, one value a cell, ISO dates, "
        "UTF-8; lists in one cell are joined by '; '."
        if form != "parquet"
        else f"One row {'an' if unit == 'event' else 'a'} {unit}, each column in its own type.",
        is_not=_NOT,
        notes=notes,
        columns=columns,
        rows=rows,
        write=write,
        claims_suffice=unit == "claim",
    )


SHAPES = tuple(
    _table(unit, form) for unit in ("event", "claim") for form in ("csv", "excel", "parquet")
)
