"""Write claims as Parquet, one row a claim, with the columns of ``claims.csv`` in their types."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from dateline.errors import UsageError
from dateline.export.columns import COLUMNS, Column, row
from dateline.records import Claim, Report

ROWS_A_GROUP = 20_000
_FLOATS = frozenset({"latitude", "longitude"})


def require_pyarrow() -> Any:  # noqa: ANN401 - an optional module
    """Return the module ``pyarrow``.

    Raises:
        UsageError: it is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise UsageError(
            "--format parquet", "pyarrow is not installed", "Run 'pip install pyarrow'."
        ) from None
    return pyarrow


def _typed(column: Column, cell: str) -> object:
    if column.kind == "list":
        return cell.split("; ") if cell else []
    if not cell:
        return None
    if column.kind == "date":
        return date.fromisoformat(cell)
    if column.kind == "flag":
        return cell == "true"
    if column.kind == "number":
        return float(cell) if column.name in _FLOATS else int(cell)
    return cell


class ParquetTable:
    """A Parquet file of claims being written, a group of rows at a time."""

    def __init__(self, path: Path) -> None:
        self._pa = require_pyarrow()
        self._schema = self._pa.schema([(c.name, self._type(c)) for c in COLUMNS])
        self._writer = self._pa.parquet.ParquetWriter(path, self._schema)
        self._rows: list[list[object]] = []

    def _type(self, column: Column) -> object:
        if column.kind == "number":
            return self._pa.float64() if column.name in _FLOATS else self._pa.int64()
        kinds = {"date": self._pa.date32(), "flag": self._pa.bool_()}
        kinds["list"] = self._pa.list_(self._pa.string())
        return kinds.get(column.kind, self._pa.string())

    def write(self, claim: Claim, report: Report) -> None:
        """Write the row of one claim."""
        cells = zip(COLUMNS, row(claim, report), strict=True)
        self._rows.append([_typed(column, cell) for column, cell in cells])
        if len(self._rows) >= ROWS_A_GROUP:
            self._flush()

    def _flush(self) -> None:
        columns = [list(values) for values in zip(*self._rows, strict=True)]
        if columns:
            self._writer.write_table(self._pa.table(columns, schema=self._schema))
        self._rows = []

    def close(self) -> None:
        """Write what is left and close the file."""
        self._flush()
        self._writer.close()
