"""Read and write JSON Lines files of records, each fault with its file and line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from dateline.errors import DamagedFile

T = TypeVar("T")


def read_objects(path: Path) -> Iterator[tuple[str, object]]:
    """Yield where each record stands ("claims.jsonl, line 3") and the record.

    Raises:
        DamagedFile: a line is no JSON, or the file is no UTF-8 or cannot be opened.
    """
    try:
        with path.open(encoding="utf-8", newline="\n") as stream:
            for number, line in enumerate(stream, 1):
                where = f"{path}, line {number}"
                if line.strip():
                    yield where, _parsed(line, where)
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedFile(
            str(path), f"cannot be read ({error})", "Write it again with 'dateline code -o'."
        ) from None


def _parsed(line: str, where: str) -> object:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise DamagedFile(
            where, f"is no JSON ({error.msg})", "Write it again with 'dateline code -o'."
        ) from None


def read_records(path: Path, read: Callable[[object, str], T]) -> Iterator[T]:
    """Yield every record of a file through a reader like ``claim_json.from_json``.

    Raises:
        DamagedFile: a line is no JSON or no such record.
    """
    for where, record in read_objects(path):
        yield read(record, where)
