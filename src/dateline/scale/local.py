"""Code many reports on this machine, in one process or several, always in their order."""

from __future__ import annotations

import signal
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_context

from dateline.errors import CodingError, DatelineError, KnowledgeError
from dateline.records import Coded, Report
from dateline.settings import Settings

IN_FLIGHT = 4
"""Reports given out per process before the first result is waited for."""


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


def code_or_failure(report: Report, settings: Settings) -> Outcome:
    """Code one report; whatever goes wrong with it becomes a failure that names it.

    Raises:
        KnowledgeError: a lexicon or another table is at fault.
    """
    from dateline.pipeline import code

    try:
        return code(report, settings)
    except KnowledgeError:
        # Not this report's fault: no report can be coded until the file is mended.
        raise
    except DatelineError as error:
        return Failure.of(error)
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


def _in_worker(report: Report, settings: Settings) -> Outcome:
    outcome = code_or_failure(report, settings)
    # The parent has the report already; it need not travel back.
    return outcome if isinstance(outcome, Failure) else replace(outcome, report=_emptied(report))


def _emptied(report: Report) -> Report:
    return replace(report, text="", original=b"")


def _ignore_interrupts() -> None:
    # Ctrl-C reaches every process of a terminal; only the parent answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class _Pool:
    """A pool that survives the death of its processes."""

    def __init__(self, settings: Settings, jobs: int) -> None:
        self.settings = settings
        self.jobs = jobs
        self.executor = self._fresh(jobs)

    def _fresh(self, jobs: int) -> ProcessPoolExecutor:
        context = get_context("spawn")
        return ProcessPoolExecutor(jobs, mp_context=context, initializer=_ignore_interrupts)

    def submit(self, report: Report) -> Future[Outcome]:
        try:
            return self.executor.submit(_in_worker, report, self.settings)
        except BrokenProcessPool as error:
            broken: Future[Outcome] = Future()
            broken.set_exception(error)
            return broken

    def result(self, report: Report, future: Future[Outcome]) -> Outcome:
        try:
            outcome = future.result()
        except BrokenProcessPool:
            outcome = self._alone(report)
        return outcome if isinstance(outcome, Failure) else replace(outcome, report=report)

    def _alone(self, report: Report) -> Outcome:
        """Code a report by itself after a process died: it may be the one that kills them."""
        self.executor.shutdown(wait=False, cancel_futures=True)
        self.executor = self._fresh(1)
        try:
            return self.submit(report).result()
        except BrokenProcessPool:
            fault = "the process died while it was coded (out of memory?)"
            return Failure(report.name, fault, "Split the report, or use a smaller -j.")
        finally:
            self.executor.shutdown(wait=False, cancel_futures=True)
            self.executor = self._fresh(self.jobs)

    def close(self) -> None:
        self.executor.shutdown(wait=False, cancel_futures=True)


def _code_in_pool(
    items: Iterable[Report | DatelineError], settings: Settings, jobs: int
) -> Iterator[Outcome]:
    pool = _Pool(settings, jobs)
    waiting: deque[tuple[Report, Future[Outcome]] | Failure] = deque()

    def first() -> Outcome:
        head = waiting.popleft()
        return head if isinstance(head, Failure) else pool.result(*head)

    try:
        for item in items:
            if isinstance(item, DatelineError):
                waiting.append(Failure.of(item))
            else:
                waiting.append((item, pool.submit(item)))
            if len(waiting) >= jobs * IN_FLIGHT:
                yield first()
        while waiting:
            yield first()
    finally:
        pool.close()


def code_all(
    items: Iterable[Report | DatelineError], settings: Settings, jobs: int = 1
) -> Iterator[Outcome]:
    """Yield what coding gave for every item, in the order of the items.

    An item that is an error (a file that could not be read) becomes a failure in its place. The
    outcome does not depend on ``jobs``, the number of processes.

    Raises:
        KnowledgeError: a lexicon or another table is at fault, so that nothing can be coded.
    """
    if jobs > 1:
        yield from _code_in_pool(items, settings, jobs)
        return
    for item in items:
        if isinstance(item, DatelineError):
            yield Failure.of(item)
        else:
            yield code_or_failure(item, settings)
