"""One writer at a time: long commands take a project's lock, short ones wait for the database."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.errors import UsageError

FILE = ".lock"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other long commands from writing to the project meanwhile, where the system can.

    The system lets go of the lock when the process ends, however it ends.

    Raises:
        UsageError: another command holds it.
    """
    with (folder / FILE).open("a+b") as stream:
        if os.name == "posix":
            import fcntl

            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise UsageError(
                    str(folder), "another command is writing to it", "Wait until it has ended."
                ) from None
        yield
