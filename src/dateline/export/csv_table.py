"""Write claims as CSV, a row at a time: RFC 4180, UTF-8, one header row."""

from __future__ import annotations

import csv
import re
from typing import TextIO

from dateline.export.columns import COLUMNS, NAMES, row
from dateline.records import Claim, Report

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ACTS_AS_TEXT = frozenset({"text", "list"})


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: a leading sign gets an apostrophe."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


class ClaimTable:
    """A CSV table of claims being written to an open text stream (opened with ``newline=""``).

    With ``excel`` the stream should be opened as ``utf-8-sig``; text cells that a spreadsheet
    could take for a formula then begin with an apostrophe. Numbers and dates are never changed.
    """

    def __init__(self, stream: TextIO, *, excel: bool = False) -> None:
        self._writer = csv.writer(stream, lineterminator="\r\n" if excel else "\n")
        self._excel = excel
        self._writer.writerow(NAMES)

    def write(self, claim: Claim, report: Report) -> None:
        """Write the row of one claim."""
        cells = row(claim, report)
        if self._excel:
            cells = [
                guarded(cell) if column.kind in _ACTS_AS_TEXT else cell
                for column, cell in zip(COLUMNS, cells, strict=True)
            ]
        # A lone surrogate cannot be written as UTF-8; the replacement character says so.
        self._writer.writerow([_SURROGATE.sub("\ufffd", cell) for cell in cells])
