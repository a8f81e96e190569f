"""Write files aside and put them in place in one step: a killed run leaves the old or the new."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PARTIAL = ".partial-"
_OLD = "-old"
"""Ends the name of what stood at the target, while a new folder takes its place."""


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.name}{_PARTIAL}{os.getpid()}")


def _is_alive(pid: int) -> bool:
    if os.name != "posix":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def clear_leftovers(target: Path) -> None:
    """Remove what killed runs left beside a target; those of running processes stay."""
    for path in sorted(target.parent.glob(f".{target.name}{_PARTIAL}*")):
        number = path.name.rpartition(_PARTIAL)[2].removesuffix(_OLD)
        if not number.isdigit() or _is_alive(int(number)):
            continue
        if path.name.endswith(_OLD) and not target.exists():
            # Killed between the two steps: what stood there comes back.
            path.rename(target)
        else:
            _remove(path)


def _flush(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


@contextmanager
def file_aside(target: Path) -> Iterator[Path]:
    """Give a path to write to; when all went well it becomes the target, else it is removed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    clear_leftovers(target)
    aside = _aside(target)
    try:
        yield aside
        _flush(aside)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def folder_aside(target: Path) -> Iterator[Path]:
    """Give an empty folder to fill; when all went well it takes the target's place.

    A folder that stood there is removed once the new one is in place.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    clear_leftovers(target)
    aside = _aside(target)
    aside.mkdir()
    try:
        yield aside
        for path in sorted(aside.iterdir()):
            if path.is_file():
                _flush(path)
        _put_in_place(aside, target)
    finally:
        if aside.exists():
            shutil.rmtree(aside)


def _put_in_place(aside: Path, target: Path) -> None:
    if not target.exists():
        aside.rename(target)
        return
    # Folders cannot be swapped in one step everywhere: the old one steps aside first.
    old = target.with_name(f"{aside.name}{_OLD}")
    target.rename(old)
    try:
        aside.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old)


def write_text(target: Path, text: str) -> None:
    """Write a text file, UTF-8, whole or not at all."""
    with file_aside(target) as aside:
        aside.write_text(text, encoding="utf-8", newline="\n")


def write_bytes(target: Path, content: bytes) -> None:
    """Write a file, whole or not at all."""
    with file_aside(target) as aside:
        aside.write_bytes(content)
