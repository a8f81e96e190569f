"""Code many reports on this machine, in one process or several, always in their order."""

from __future__ import annotations

import gc
import os
import signal
import traceback
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Generic, TypeVar

from dateline.errors import CodingError, DatelineError, KnowledgeError
from dateline.records import Coded, Report
from dateline.scale import limits
from dateline.settings import Settings

IN_FLIGHT = 4
"""Batches given out per process before the first result is waited for."""
BATCH_CHARS, BATCH_REPORTS = 36_000, 128
"""Reports are read together until they have so much text, or are so many."""
GRACE = 30.0
"""Seconds a process that is told to stop has to do so, before it is killed."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be read or coded: what is wrong with it, and what to do.

    ``trace`` is the Python traceback where the fault is Dateline's own, for ``-v``.
    """

    subject: str
    fault: str
    remedy: str
    trace: str | None = None

    @classmethod
    def of(cls, error: DatelineError) -> Failure:
        """Return the failure that an error describes."""
        return cls(error.subject, error.fault, error.remedy)

    def __str__(self) -> str:
        """Return the failure as ``file: fault. remedy``."""
        return f"{self.subject}: {self.fault}. {self.remedy}"


Outcome = Coded | Failure
Item = Report | DatelineError


def code_or_failure(report: Report, settings: Settings) -> Outcome:
    """Code one report; whatever goes wrong with it becomes a failure that names it.

    Raises:
        KnowledgeError: a lexicon or another table is at fault.
    """
    from dateline.pipeline import code

    try:
        with limits.seconds(settings.max_report_seconds):
            return code(report, settings)
    except KnowledgeError:
        # Not this report's fault: no report can be coded until the file is mended.
        raise
    except DatelineError as error:
        return Failure.of(error)
    except limits.OutOfTimeError:
        return _too_slow(report.name, settings)
    except (MemoryError, RecursionError) as error:
        fault = f"is too large or too deeply nested to code ({type(error).__name__})"
        return Failure(report.name, fault, "Split the report and code its parts.")
    except Exception as error:
        wrapped = CodingError(
            report.name,
            f"could not be coded ({type(error).__name__}: {error})",
            "This is a fault in Dateline: please report it with 'dateline code -v' on this file.",
        )
        return replace(Failure.of(wrapped), trace=traceback.format_exc())


def _too_slow(name: str, settings: Settings) -> Failure:
    fault = f"took longer than {settings.max_report_seconds} seconds to code"
    return Failure(name, fault, "Split it, or raise the setting 'max_report_seconds'.")


def code_batch(reports: Sequence[Report], settings: Settings) -> list[Outcome]:
    """Code reports together; where something goes wrong with one, each by itself.

    Raises:
        KnowledgeError: a lexicon or another table is at fault.
    """
    from dateline.pipeline import code_together

    if len(reports) > 1:
        try:
            with limits.seconds(settings.max_report_seconds):
                return list(code_together(reports, settings))
        except KnowledgeError:
            raise
        except Exception:
            pass
    return [code_or_failure(report, settings) for report in reports]


def _in_worker(reports: list[Report], settings: Settings) -> list[Outcome]:
    outcomes = code_batch(reports, settings)
    # The parent has the reports already; they need not travel back.
    return [
        o if isinstance(o, Failure) else replace(o, report=_emptied(o.report)) for o in outcomes
    ]


def _emptied(report: Report) -> Report:
    return replace(report, text="", original=b"")


def settle() -> None:
    """Leave what is loaded for good out of every later search for garbage."""
    gc.collect()
    gc.freeze()


def _end_with_parent() -> None:
    """End this process when the one that started it was killed and cannot tell it to."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def prepare_worker(settings: Settings) -> None:
    """Load what coding needs into a process that does nothing else, and limit its memory."""
    # Ctrl-C reaches every process of a terminal; only the parent answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    limits.memory(settings.max_process_megabytes)
    from dateline.pipeline import load

    with suppress(KnowledgeError):  # told by the first report
        load(settings)
    settle()


Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class _Batch(Generic[Given, Made]):
    """A batch that was given out, and to which pool of processes."""

    items: list[Given]
    future: Future[list[Made]]
    executor: ProcessPoolExecutor


class Pool(ABC, Generic[Given, Made]):
    """A pool that survives the death of its processes, and ends those that hang.

    When a process dies all of its pool are replaced. What was given out is tried again, and what
    fails again is cut in halves until the item is found that kills processes.
    """

    prepare = staticmethod(prepare_worker)

    def __init__(self, settings: Settings, jobs: int) -> None:
        """Start the processes."""
        self.settings = settings
        self.jobs = jobs
        self.executor = self._fresh()

    @abstractmethod
    def work(self) -> Callable[[list[Given]], list[Made]]:
        """Return what a process does with a batch."""

    @abstractmethod
    def failed(self, item: Given, failure: Failure) -> Made:
        """Return what stands for an item that a process died or hung on."""

    @abstractmethod
    def name(self, item: Given) -> str:
        """Return what an item goes by in a message."""

    def _fresh(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self.jobs,
            mp_context=get_context("spawn"),
            initializer=self.prepare,
            initargs=(self.settings,),
        )

    def give(self, items: list[Given]) -> _Batch[Given, Made]:
        """Give a batch out."""
        try:
            future = self.executor.submit(self.work(), items)
        except BrokenProcessPool as error:
            future = Future()
            future.set_exception(error)
        return _Batch(items, future, self.executor)

    def result(self, given: _Batch[Given, Made]) -> list[Made]:
        """Wait for what became of a batch."""
        try:
            return self._wait(given)
        except (BrokenProcessPool, CancelledError, TimeoutError):
            if given.executor is self.executor:
                self._renew()
            return self._search(given.items)

    def _wait(self, given: _Batch[Given, Made]) -> list[Made]:
        # Together, and where that took too long one by one: twice the time of the slowest.
        return given.future.result(timeout=2 * self.settings.max_report_seconds + GRACE)

    def _search(self, items: list[Given]) -> list[Made]:
        """Code items again; one that ends its process twice is a failure."""
        try:
            return self._wait(self.give(items))
        except (BrokenProcessPool, CancelledError) as error:
            died: Exception = error
        except TimeoutError as error:
            died = error
        self._renew()
        if len(items) > 1:
            half = len(items) // 2
            return self._search(items[:half]) + self._search(items[half:])
        if isinstance(died, TimeoutError):
            return [self.failed(items[0], _too_slow(self.name(items[0]), self.settings))]
        fault = "the process died while it was coded (out of memory?)"
        remedy = "Split the report, or use a smaller -j."
        return [self.failed(items[0], Failure(self.name(items[0]), fault, remedy))]

    def _renew(self) -> None:
        processes = list((self.executor._processes or {}).values())
        self.executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()
        self.executor = self._fresh()

    def close(self) -> None:
        """End the processes."""
        self.executor.shutdown(wait=False, cancel_futures=True)


class _Pool(Pool[Report, Outcome]):
    """A pool that codes reports."""

    in_worker = staticmethod(_in_worker)

    def work(self) -> Callable[[list[Report]], list[Outcome]]:
        return partial(self.in_worker, settings=self.settings)

    def failed(self, item: Report, failure: Failure) -> Outcome:
        return failure

    def name(self, item: Report) -> str:
        return item.name

    def result(self, given: _Batch[Report, Outcome]) -> list[Outcome]:
        return [
            o if isinstance(o, Failure) else replace(o, report=report)
            for o, report in zip(super().result(given), given.items, strict=True)
        ]


def _batches(items: Iterable[Item]) -> Iterator[list[Report] | DatelineError]:
    """Gather reports that follow each other; an error stands by itself in its place."""
    batch: list[Report] = []
    size = 0
    for item in items:
        if isinstance(item, DatelineError):
            if batch:
                yield batch
            yield item
            batch, size = [], 0
            continue
        batch.append(item)
        size += len(item.text)
        if size >= BATCH_CHARS or len(batch) >= BATCH_REPORTS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _code_in_pool(items: Iterable[Item], settings: Settings, jobs: int) -> Iterator[Outcome]:
    pool = _Pool(settings, jobs)
    waiting: deque[_Batch[Report, Outcome] | Failure] = deque()

    def first() -> list[Outcome]:
        head = waiting.popleft()
        return [head] if isinstance(head, Failure) else pool.result(head)

    try:
        for batch in _batches(items):
            if isinstance(batch, DatelineError):
                waiting.append(Failure.of(batch))
            else:
                waiting.append(pool.give(batch))
            if len(waiting) >= jobs * IN_FLIGHT:
                yield from first()
        while waiting:
            yield from first()
    finally:
        pool.close()


def code_here(items: Iterable[Item], settings: Settings) -> Iterator[Outcome]:
    """Yield what coding gave for every item, in this process.

    Raises:
        KnowledgeError: a lexicon or another table is at fault.
    """
    for batch in _batches(items):
        if isinstance(batch, DatelineError):
            yield Failure.of(batch)
        else:
            yield from code_batch(batch, settings)


def code_all(items: Iterable[Item], settings: Settings, jobs: int = 1) -> Iterator[Outcome]:
    """Yield what coding gave for every item, in the order of the items.

    An item that is an error (a file that could not be read) becomes a failure in its place. The
    outcome does not depend on ``jobs``, the number of processes.

    Raises:
        KnowledgeError: a lexicon or another table is at fault, so that nothing can be coded.
    """
    # Each process computes on one core; the processes started from here inherit it.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if jobs > 1:
        yield from _code_in_pool(items, settings, jobs)
        return
    is_settled = False
    for outcome in code_here(items, settings):
        yield outcome
        if not is_settled:
            settle()
            is_settled = True
