"""Write tables as Parquet, one row a record, with the columns of the CSV in their types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dateline.errors import UsageError
from dateline.export.column import Column, encodable, typed
from dateline.export.columns import COLUMNS, row
from dateline.records import Claim, Report

ROWS_A_GROUP = 20_000


def require_pyarrow(subject: str = "--format parquet") -> Any:  # noqa: ANN401 - an optional module
    """Return the module ``pyarrow``.

    Raises:
        UsageError: it is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        remedy = "Run 'pip install pyarrow'."
        raise UsageError(subject, "pyarrow is not installed", remedy) from None
    return pyarrow


class ParquetFile:
    """A Parquet file being written, a group of rows at a time.

    ``geometry`` names a last column of well-known binary, blank where there is none; ``notes`` are
    kept in the file's own metadata.
    """

    def __init__(
        self,
        path: Path,
        columns: Sequence[Column[Any]],
        notes: Mapping[str, str] | None = None,
        geometry: str | None = None,
    ) -> None:
        self._pa = require_pyarrow()
        self._kinds = [column.kind for column in columns]
        fields = [(column.name, self._type(column)) for column in columns]
        fields += [(geometry, self._pa.binary())] if geometry else []
        self._schema = self._pa.schema(fields, metadata=dict(notes or {}))
        self._writer = self._pa.parquet.ParquetWriter(path, self._schema)
        self._rows: list[list[object]] = []

    def _type(self, column: Column[Any]) -> object:
        kinds = {
            "number": self._pa.int64(),
            "decimal": self._pa.float64(),
            "date": self._pa.date32(),
            "flag": self._pa.bool_(),
            "list": self._pa.list_(self._pa.string()),
        }
        return kinds.get(column.kind, self._pa.string())

    def write_cells(self, cells: Sequence[str], *geometry: bytes | None) -> None:
        """Write one row of cells, and its geometry where the file has one."""
        pairs = zip(self._kinds, cells, strict=True)
        values = [typed(kind, encodable(cell)) for kind, cell in pairs]
        self._rows.append([*values, *geometry])
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


class ParquetTable(ParquetFile):
    """A Parquet file of claims."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, COLUMNS)

    def write(self, claim: Claim, report: Report) -> None:
        """Write the row of one claim."""
        self.write_cells(row(claim, report))
