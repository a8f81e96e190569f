"""Parquet files: one report a row, read a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from dateline.errors import DamagedFile, UnsupportedFile
from dateline.read.tables import Row

BATCH_ROWS = 256


def plain_row(row: Row) -> Row:
    """Return a row with its days and hours as ISO 8601 text, as JSON would have them."""
    return {
        key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()
    }


def parquet_rows(stream: BinaryIO, name: str) -> Iterator[tuple[int, Row]]:
    """Yield (number from 1, row) of a Parquet file.

    Raises:
        UnsupportedFile: pyarrow is not installed.
        DamagedFile: the file is broken.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise UnsupportedFile(
            name, "reading Parquet needs pyarrow", "Run 'pip install \"dateline[parquet]\"'."
        ) from None
    number = 0
    try:
        for batch in pyarrow.parquet.ParquetFile(stream).iter_batches(BATCH_ROWS):
            for row in batch.to_pylist():
                number += 1
                yield number, plain_row(row)
    except (pyarrow.ArrowException, OSError) as error:
        raise DamagedFile(
            name, f"the Parquet file is broken ({error})", "Write it again."
        ) from error
