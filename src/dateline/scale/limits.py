"""Limits on what one report may cost: seconds, and memory of the process that codes it."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class OutOfTimeError(Exception):
    """A report took longer than it may."""


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise OutOfTimeError


@contextmanager
def seconds(limit: float) -> Iterator[None]:
    """Raise OutOfTimeError where the block takes longer.

    Only the main thread of a process on a POSIX system can be stopped so; elsewhere there is no
    limit.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def memory(megabytes: int) -> None:
    """Let this process take no more memory than so much; what needs more gets a MemoryError."""
    if sys.platform == "win32":
        return
    import resource

    limit = megabytes * 1024 * 1024
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))
