"""Write the rows of a shape to a file: CSV, tab-separated lines without a head, JSON Lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from dateline.export.column import Column, encodable
from dateline.export.csv_table import CsvTable
from dateline.export.json_fields import Json, dump_line
from dateline.export.shapes.shape import Left, Row, Written
from dateline.export.told import Policy, Source

Rows = Callable[[Source, Policy, Left], Iterator[Row]]
Write = Callable[[Source, Policy, Path], Written]


def to_csv(rows: Rows, columns: tuple[Column[Any], ...], *, excel: bool = False) -> Write:
    """Return a writer of CSV."""

    def write(source: Source, policy: Policy, path: Path) -> Written:
        left: Left = Counter()
        number = 0
        encoding = "utf-8-sig" if excel else "utf-8"
        with path.open("w", encoding=encoding, newline="") as stream:
            table = CsvTable(stream, columns, excel=excel)
            for row in rows(source, policy, left):
                table.write_cells(list(row))
                number += 1
        return Written(number, left)

    return write


def to_tab_lines(rows: Rows) -> Write:
    """Return a writer of tab-separated lines without a head; tabs in cells become spaces."""

    def write(source: Source, policy: Policy, path: Path) -> Written:
        left: Left = Counter()
        number = 0
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            for row in rows(source, policy, left):
                cells = (" ".join(encodable(cell).split()) for cell in row)
                stream.write("\t".join(cells) + "\n")
                number += 1
        return Written(number, left)

    return write


def to_json_lines(rows: Callable[[Source, Policy, Left], Iterator[Json]]) -> Write:
    """Return a writer of JSON Lines."""

    def write(source: Source, policy: Policy, path: Path) -> Written:
        left: Left = Counter()
        number = 0
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            for record in rows(source, policy, left):
                stream.write(dump_line(record) + "\n")
                number += 1
        return Written(number, left)

    return write
