"""Paths to reports: files, folders, globs, zip archives and standard input, in a fixed order.

Folders are read with all that is in them, sorted; hidden files are left out. Links to folders are
followed once. A path at fault gives its error and the others go on.
"""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.errors import ReadError, UnsupportedFile
from dateline.read.names import shown
from dateline.read.reading import read_bytes
from dateline.read.streams import read_stream, streamed_kind
from dateline.records import Report
from dateline.settings import Settings

MAX_FILE_BYTES = 2 * 1024**3
STDIN_NAME = "stdin"
HEAD_BYTES = 4096

Found = tuple[Path, str]
"""A file and the name its report goes by."""


def _cannot(path: str | Path, error: OSError | ValueError) -> ReadError:
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return ReadError(
        shown(str(path)),
        f"it cannot be read ({why})",
        "Check the path and that you may read it.",
    )


def _walk(folder: Path, name: str, seen: set[tuple[int, int]]) -> Iterator[Found | ReadError]:
    """Yield the files below a folder, sorted by name; a folder reached twice is read once."""
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in seen:
            return
        seen.add((status.st_dev, status.st_ino))
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield _cannot(folder, error)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        inner = f"{name}/{entry.name}" if name else entry.name
        if entry.is_dir():
            yield from _walk(entry, inner, seen)
        else:
            yield entry, inner


def found_files(path: str) -> Iterator[Found | ReadError]:
    """Yield the files that one path of the caller means."""
    try:
        exists = os.path.lexists(path)
    except ValueError as error:  # a NUL in the path
        yield _cannot(path.replace("\x00", "\\x00"), error)
        return
    if exists and Path(path).is_dir():
        yield from _folder(Path(path))
    elif exists:
        yield Path(path), Path(path).name
    elif glob.has_magic(path):
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - absolute patterns too
        # A folder's files are matched beside it by a pattern such as "**"; then they are no news.
        files = [m for m in matches if not Path(m).is_dir()]
        if not matches:
            yield ReadError(shown(path), "no file matches it", "Check the pattern and the folder.")
        for match in files or matches:
            yield from found_files(match)
    else:
        yield ReadError(shown(path), "there is no such file", "Check the path.")


def _folder(folder: Path) -> Iterator[Found | ReadError]:
    empty = True
    for found in _walk(folder, "", set()):
        empty = False
        yield found
    if empty:
        yield ReadError(shown(str(folder)), "the folder holds no files", "Check the path.")


def _size(path: Path) -> int:
    """Return the size of a regular file, in bytes.

    Raises:
        OSError: it cannot be looked at.
        ReadError: it is no regular file.
    """
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        # To open a pipe or a device could wait for ever.
        raise UnsupportedFile(shown(str(path)), "it is no regular file", "Leave it out.")
    return status.st_size


def _file_bytes(path: Path, size: int) -> bytes:
    if size > MAX_FILE_BYTES:
        raise ReadError(shown(str(path)), f"it has {size:,} bytes", "Split it first.")
    return path.read_bytes()


def _read_file(path: Path, name: str, settings: Settings) -> Iterator[Report | ReadError]:
    try:
        size = _size(path)
        with path.open("rb") as stream:
            kind = streamed_kind(stream.read(HEAD_BYTES), name, size)
            stream.seek(0)
            if kind is not None:
                yield from read_stream(stream, shown(name), kind, settings)
                return
        data = _file_bytes(path, size)
    except ReadError as error:
        yield error
        return
    except OSError as error:
        yield _cannot(path, error)
        return
    yield from read_bytes(data, shown(name), settings)


def read_paths(paths: Iterable[str], settings: Settings) -> Iterator[Report | ReadError]:
    """Read reports from paths, one file at a time, in the order given.

    Args:
        paths: files, folders (read with all below them, sorted), globs, ``-`` for standard input.
        settings: encoding, columns, limits, and the day of publication where none is stated.

    Yields:
        A report, or the error of a file or row that gave none. A report goes by its file's name,
        below a folder by its path from there, in an archive by ``archive.zip/member.txt``.

    Raises:
        SettingsError: the encoding of the settings is unknown.
    """
    for path in paths:
        if path == "-":
            yield from read_bytes(sys.stdin.buffer.read(), STDIN_NAME, settings)
            continue
        for found in found_files(path):
            if isinstance(found, ReadError):
                yield found
            else:
                yield from _read_file(*found, settings)
