"""Gold by its rows: find its file below a folder, read a day, take a sample by a row's key."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def find(folder: Path, file: str) -> Path:
    """Return a file of gold ("timex/platinum.jsonl"), also where the folder is the set's own."""
    below = folder / file
    return below if below.exists() or not (folder / below.name).exists() else folder / below.name


def day(words: str | None) -> date | None:
    """Return the day an ISO date begins with, or None where it states none."""
    try:
        return date.fromisoformat((words or "")[:10])
    except ValueError:
        return None


def sampled(rows: Sequence[Row], number: int | None, key: str = "docid") -> list[Row]:
    """Return a fixed sample of so many rows in their order, or all of them with None.

    The digest of a row's ``key`` decides, so that the sample does not depend on the order.
    """
    if number is None or number >= len(rows):
        return list(rows)
    digests = [hashlib.sha256(str(row[key]).encode()).hexdigest() for row in rows]
    chosen = sorted(range(len(rows)), key=digests.__getitem__)[:number]
    return [rows[i] for i in sorted(chosen)]
