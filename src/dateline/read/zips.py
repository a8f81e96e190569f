"""Zip archives, read in memory: nothing is written, no member's name is used as a path."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.errors import DamagedFile, ReadError, UnsupportedFile
from dateline.read.names import shown

MAX_MEMBER_BYTES = 256 * 1024**2
MAX_TOTAL_BYTES = 2 * 1024**3
MAX_MEMBERS = 200_000
MAX_RATIO = 500
"""A member that unpacks to more than so many times its size, and is large, is a bomb."""
RATIO_FROM_BYTES = 16 * 1024**2
MAX_DEPTH = 1

Member = tuple[str, "bytes | ReadError"]


@dataclass(slots=True)
class Budget:
    """How much one file may still unpack to, in bytes, and how deep archives are nested."""

    left: int = MAX_TOTAL_BYTES
    depth: int = 0


def unsafe_name(name: str) -> bool:
    """Tell whether a member's name would lead out of a folder if it were used as a path."""
    parts = re.split(r"[/\\]", name)
    return ".." in parts or name.startswith(("/", "\\")) or bool(re.match(r"[A-Za-z]:", name))


def _is_hidden(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rstrip("/").rsplit("/", 1)[-1].startswith(".")


def _refused(info: zipfile.ZipInfo, label: str, budget: Budget) -> ReadError | None:
    if unsafe_name(info.filename):
        return UnsupportedFile(
            label,
            "the member's name leads out of the archive",
            "Do not trust this archive; if you do, pack it again with plain names.",
        )
    if info.flag_bits & 0x1:
        return UnsupportedFile(label, "it is locked by a password", "Unpack it and give the files.")
    large = info.file_size > RATIO_FROM_BYTES
    if info.file_size > MAX_MEMBER_BYTES or info.file_size > budget.left:
        return ReadError(
            label, f"it would unpack to {info.file_size:,} bytes", "Unpack it and split it first."
        )
    if large and info.file_size > MAX_RATIO * max(1, info.compress_size):
        return ReadError(
            label,
            f"{info.compress_size:,} bytes would unpack to {info.file_size:,}, as in a zip bomb",
            "Unpack it yourself if you trust it.",
        )
    return None


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, label: str) -> bytes | ReadError:
    try:
        with archive.open(info) as member:
            # The size in the archive's list is a claim; what is read is bounded by it.
            content = member.read(info.file_size + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
        ValueError,
    ) as error:
        return DamagedFile(
            label, f"it cannot be unpacked ({error})", "Get the archive again, or pack it again."
        )
    if len(content) > info.file_size:
        return DamagedFile(label, "it is larger than the archive says", "Pack the archive again.")
    return content


def members(data: bytes, name: str, budget: Budget) -> Iterator[Member]:
    """Yield (name, content or error) of the members, sorted by name.

    Folders, hidden files and the shadow files of macOS are left out.

    Raises:
        DamagedFile: the archive cannot be opened.
        UnsupportedFile: it lies within another archive, or has far too many members.
    """
    if budget.depth >= MAX_DEPTH:
        raise UnsupportedFile(name, "it is an archive in an archive", "Unpack it first.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise DamagedFile(
            name, f"the zip archive cannot be opened ({error})", "Get it again, or pack it again."
        ) from error
    with archive:
        listed = archive.infolist()
        if len(listed) > MAX_MEMBERS:
            raise UnsupportedFile(name, f"it has {len(listed):,} members", "Split the archive.")
        files = [i for i in listed if not i.is_dir() and not _is_hidden(i.filename)]
        if not files:
            raise ReadError(name, "the archive holds no files", "Pack the reports into it.")
        budget.depth += 1
        for info in sorted(files, key=lambda entry: entry.filename):
            label = f"{name}/{shown(info.filename)}"
            content = _refused(info, label, budget) or _content(archive, info, label)
            if isinstance(content, bytes):
                budget.left -= len(content)
            yield label, content
        budget.depth -= 1
