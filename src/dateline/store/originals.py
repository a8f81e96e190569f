"""The received bytes of a project's reports: a file each, by content hash, never changed."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePath

from dateline.errors import IntegrityError
from dateline.records import Report
from dateline.store.atomic import write_bytes

FOLDER = "originals"
_SUFFIX_LENGTH = 12


def path_of(folder: Path, sha256: str, name: str) -> Path:
    """Return where the received bytes of a report are kept."""
    suffix = PurePath(name).suffix.lower()
    plain = suffix if suffix[1:].isalnum() and len(suffix) <= _SUFFIX_LENGTH else ""
    return folder / FOLDER / sha256[:2] / f"{sha256}{plain}"


def keep(folder: Path, report: Report) -> None:
    """Write the received bytes of a report, whole or not at all.

    Raises:
        IntegrityError: the bytes do not have the hash that the report states.
    """
    if hashlib.sha256(report.original).hexdigest() != report.sha256:
        raise IntegrityError(
            report.name, "the bytes received do not have their hash", "Read the report again."
        )
    path = path_of(folder, report.sha256, report.name)
    if not path.exists():
        write_bytes(path, report.original)


def read(folder: Path, sha256: str, name: str) -> bytes:
    """Return the received bytes of a report.

    Raises:
        IntegrityError: the file is gone, or was changed.
    """
    path = path_of(folder, sha256, name)
    remedy = f"Put the file with SHA-256 {sha256} back there, from a copy of the project."
    try:
        content = path.read_bytes()
    except OSError as error:
        raise IntegrityError(
            str(path), f"the original of {name} is gone ({error})", remedy
        ) from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise IntegrityError(str(path), f"the original of {name} was changed", remedy)
    return content
