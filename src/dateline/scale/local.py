"""Code many reports on this machine, in one process or several, always in their order."""

from __future__ import annotations

import gc
import os
import signal
import traceback
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import get_context

from dateline.errors import CodingError, DatelineError, KnowledgeError
from dateline.records import Coded, Report
from dateline.scale import limits
from dateline.settings import Settings

IN_FLIGHT = 4
"""Batches given out per process before the first result is waited for."""
BATCH_CHARS, BATCH_REPORTS = 12_000, 64
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
        return _too_slow(report, settings)
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


def _too_slow(report: Report, settings: Settings) -> Failure:
    fault = f"took longer than {settings.max_report_seconds} seconds to code"
    return Failure(report.name, fault, "Split it, or raise the setting 'max_report_seconds'.")


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


def prepare_worker(settings: Settings) -> None:
    """Load what coding needs into a process that does nothing else, and limit its memory."""
    # Ctrl-C reaches every process of a terminal; only the parent answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limits.memory(settings.max_process_megabytes)
    from dateline.pipeline import load

    with suppress(KnowledgeError):  # told by the first report
        load(settings)
    settle()


@dataclass(frozen=True, slots=True)
class _Given:
    """A batch that was given out, and to which pool of processes."""

    reports: list[Report]
    future: Future[list[Outcome]]
    executor: ProcessPoolExecutor


class _Pool:
    """A pool that survives the death of its processes, and ends those that hang.

    When a process dies all of its pool are replaced. What was given out is tried again, and what
    fails again is cut in halves until the report is found that kills processes.
    """

    work = staticmethod(_in_worker)
    prepare = staticmethod(prepare_worker)

    def __init__(self, settings: Settings, jobs: int) -> None:
        self.settings = settings
        self.jobs = jobs
        self.executor = self._fresh()

    def _fresh(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self.jobs,
            mp_context=get_context("spawn"),
            initializer=self.prepare,
            initargs=(self.settings,),
        )

    def give(self, reports: list[Report]) -> _Given:
        try:
            future = self.executor.submit(self.work, reports, self.settings)
        except BrokenProcessPool as error:
            future = Future()
            future.set_exception(error)
        return _Given(reports, future, self.executor)

    def result(self, given: _Given) -> list[Outcome]:
        try:
            outcomes = self._wait(given)
        except (BrokenProcessPool, CancelledError, TimeoutError):
            if given.executor is self.executor:
                self._renew()
            outcomes = self._search(given.reports)
        return [
            o if isinstance(o, Failure) else replace(o, report=report)
            for o, report in zip(outcomes, given.reports, strict=True)
        ]

    def _wait(self, given: _Given) -> list[Outcome]:
        # Together, and where that took too long one by one: twice the time of the slowest.
        return given.future.result(timeout=2 * self.settings.max_report_seconds + GRACE)

    def _search(self, reports: list[Report]) -> list[Outcome]:
        """Code reports again; one that ends its process twice is a failure."""
        try:
            return self._wait(self.give(reports))
        except (BrokenProcessPool, CancelledError) as error:
            died: Exception = error
        except TimeoutError as error:
            died = error
        self._renew()
        if len(reports) > 1:
            half = len(reports) // 2
            return self._search(reports[:half]) + self._search(reports[half:])
        if isinstance(died, TimeoutError):
            return [_too_slow(reports[0], self.settings)]
        fault = "the process died while it was coded (out of memory?)"
        return [Failure(reports[0].name, fault, "Split the report, or use a smaller -j.")]

    def _renew(self) -> None:
        processes = list((self.executor._processes or {}).values())
        self.executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()
        self.executor = self._fresh()

    def close(self) -> None:
        self.executor.shutdown(wait=False, cancel_futures=True)


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
    waiting: deque[_Given | Failure] = deque()

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
