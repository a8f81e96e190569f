"""Files of gold below a folder: find them, read their rows, take a fixed sample."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from dateline.evaluate.gold_rows import rows_of, sampled

__all__ = ["Row", "day", "find", "read_rows", "sampled"]

Row = dict[str, Any]


def find(folder: Path, file: str) -> Path:
    """Return a file of gold ("timex/platinum.jsonl"), also where the folder is the set's own."""
    below = folder / file
    return below if below.exists() or not (folder / below.name).exists() else folder / below.name


def read_rows(path: Path) -> list[Row]:
    """Return the objects of a JSON Lines file, gzipped or not.

    Raises:
        UsageError: the file is not there, is damaged, or a line is no JSON object.
    """
    return rows_of(path)


def day(words: str | None) -> date | None:
    """Return the day an ISO date begins with, or None where it states none."""
    try:
        return date.fromisoformat((words or "")[:10])
    except ValueError:
        return None
