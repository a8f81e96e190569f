"""Gold as it lies in files: JSON Lines (also gzipped), samples of it, reports of its texts."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from dateline.errors import UsageError
from dateline.evaluate.scores import SEED
from dateline.records import Report

Item = TypeVar("Item")
ABSENT = "Name the folder of the gold with --shared FOLDER or in DATELINE_GOLD."


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file, gzipped or not.

    Raises:
        UsageError: the file is not there, is damaged, or a line is no JSON object.
    """
    try:
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    except FileNotFoundError:
        raise UsageError(str(path), "there is no such file of gold", ABSENT) from None
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise UsageError(str(path), f"cannot be read ({error})", "Fetch it again.") from None
    return [_row(path, number, line) for number, line in enumerate(text.split("\n"), 1) if line]


def _row(path: Path, number: int, line: str) -> dict[str, Any]:
    where = f"{path}, line {number}"
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise UsageError(where, f"is no JSON ({error})", "Write one object a line.") from None
    if not isinstance(row, dict):
        raise UsageError(where, "is no JSON object", "Write one object a line.")
    return row


def sampled(items: Sequence[Item], number: int | None) -> list[Item]:
    """Return a fixed sample of so many items in their order, or all of them with None."""
    if number is None or number >= len(items):
        return list(items)
    chosen = random.Random(SEED).sample(range(len(items)), number)
    return [items[i] for i in sorted(chosen)]


def report_of(text: str, name: str) -> Report:
    """Return a report of a text as it stands in a file of gold, without a day of publication."""
    original = text.encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(original).hexdigest()
    return Report(report_id=digest[:16], name=name, text=text, sha256=digest, original=original)


def digest_of(paths: Iterable[Path]) -> str:
    """Return one digest for the names and bytes of files, whatever their order.

    Raises:
        UsageError: a file is not there.
    """
    digest = hashlib.sha256()
    for path in sorted(paths):
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UsageError(str(path), f"cannot be read ({error.strerror})", ABSENT) from None
        digest.update(f"{path.name}\0{hashlib.sha256(data).hexdigest()}\n".encode())
    return digest.hexdigest()
