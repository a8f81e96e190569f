"""Write tables as CSV, a row at a time: RFC 4180, UTF-8, one header row."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import Any, TextIO

from dateline.export.column import Column, Kind, encodable
from dateline.export.columns import COLUMNS, row
from dateline.records import Claim, Report

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_ACTS_AS_TEXT: frozenset[Kind] = frozenset({"text", "list"})


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: a leading sign gets an apostrophe."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def unguarded(cell: str) -> str:
    """Return the cell that :func:`guarded` was given."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


class CsvTable:
    """A CSV table being written to an open text stream (opened with ``newline=""``).

    With ``excel`` the stream should be opened as ``utf-8-sig``; text cells that a spreadsheet
    could take for a formula then begin with an apostrophe. Numbers and dates are never changed.
    """

    def __init__(
        self, stream: TextIO, columns: Sequence[Column[Any]], *, excel: bool = False
    ) -> None:
        self._writer = csv.writer(stream, lineterminator="\r\n" if excel else "\n")
        self._kinds = [column.kind for column in columns]
        self._excel = excel
        self._writer.writerow([column.name for column in columns])

    def write_cells(self, cells: Sequence[str]) -> None:
        """Write one row of cells."""
        if self._excel:
            cells = [
                guarded(cell) if kind in _ACTS_AS_TEXT else cell
                for kind, cell in zip(self._kinds, cells, strict=True)
            ]
        self._writer.writerow([encodable(cell) for cell in cells])


class ClaimTable(CsvTable):
    """A CSV table of claims."""

    def __init__(self, stream: TextIO, *, excel: bool = False) -> None:
        super().__init__(stream, COLUMNS, excel=excel)

    def write(self, claim: Claim, report: Report) -> None:
        """Write the row of one claim."""
        self.write_cells(row(claim, report))
