"""Files packed by gzip, unpacked in memory within bounds."""

from __future__ import annotations

import gzip
import io
import zlib

from dateline.errors import DamagedFile, ReadError, UnsupportedFile
from dateline.read.zips import MAX_DEPTH, MAX_MEMBER_BYTES, MAX_RATIO, RATIO_FROM_BYTES, Budget


def inner_name(name: str) -> str:
    """Return the name of what a gzip file holds: its own without the last ending."""
    return name[:-3] if name.lower().endswith(".gz") else name


def unpacked(data: bytes, name: str, budget: Budget) -> bytes:
    """Return what a gzip file holds.

    Raises:
        DamagedFile: it is broken or ends too early.
        UnsupportedFile: it lies within another archive.
        ReadError: it would unpack to more than is allowed.
    """
    if budget.depth >= MAX_DEPTH:
        raise UnsupportedFile(name, "it is an archive in an archive", "Unpack it first.")
    most = min(MAX_MEMBER_BYTES, budget.left, max(RATIO_FROM_BYTES, MAX_RATIO * len(data)))
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            content = stream.read(most + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise DamagedFile(
            name, f"it cannot be unpacked ({error})", "Get it again, or pack it again."
        ) from error
    if len(content) > most:
        raise ReadError(name, f"it would unpack to more than {most:,} bytes", "Unpack it first.")
    budget.left -= len(content)
    budget.depth += 1
    return content
