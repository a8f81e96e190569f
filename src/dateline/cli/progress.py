"""How far a long command is, and what it did: on standard error only."""

from __future__ import annotations

import sys
import time
from collections import deque
from contextlib import ExitStack
from dataclasses import dataclass, field

from dateline.cli.console import talk
from dateline.export.plain import harmless
from dateline.records import Coded
from dateline.scale.local import Failure, Outcome

NAMED = 100
"""Reports named in the summary; of more only the number is told."""
RECENT = 30.0
"""Seconds over which the rate is measured, so that what was taken over from a killed run, or a
slow start, does not spoil the time that is left."""


@dataclass(slots=True)
class Tally:
    """What a run did so far."""

    reports: int = 0
    claims: int = 0
    empty: int = 0
    empty_names: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0 all done, 3 done but some reports failed, 1 where none could be done."""
        if not self.failures:
            return 0
        return 3 if self.reports else 1

    def count(self, outcome: Outcome) -> None:
        """Count what one report gave."""
        if isinstance(outcome, Failure):
            self.failures.append(outcome)
            return
        self.reports += 1
        self.claims += len(outcome.claims)
        if not outcome.claims:
            self.empty += 1
            if len(self.empty_names) < NAMED:
                self.empty_names.append(outcome.report.name)


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return f"{round(seconds)} s"
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"


def _plural(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


class Progress:
    """One line that is rewritten on a terminal, and nothing elsewhere."""

    def __init__(self, total: int | None, *, quiet: bool, verbose: bool) -> None:
        self.tally = Tally()
        self._total = total
        self._verbose = verbose and not quiet
        self._shown = sys.stderr.isatty() and not quiet
        self._open = ExitStack()
        self._marks: deque[tuple[float, int]] = deque([(time.monotonic(), 0)])

    def __enter__(self) -> Progress:
        if self._shown:
            from rich.console import Console

            self._status = Console(stderr=True).status("starting")
            self._open.enter_context(self._status)
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def line(self) -> str:
        """Return the line: ``312/990 reports · 1,204 claims · 3 failed · 2.1/s · 5 min left``."""
        done = self.tally.reports + len(self.tally.failures)
        of = f"{done:,}/{self._total:,} reports" if self._total else _plural(done, "report")
        rate = self._rate(done)
        claims = _plural(self.tally.claims, "claim")
        told = f"{of} · {claims} · {len(self.tally.failures):,} failed · {rate:.1f}/s"
        if self._total and rate and done < self._total:
            told += f" · {_duration((self._total - done) / rate)} left"
        return told

    def _rate(self, done: int) -> float:
        """Return the reports a second of the last half minute."""
        now = time.monotonic()
        if now - self._marks[-1][0] >= 1:
            self._marks.append((now, done))
        while len(self._marks) > 2 and now - self._marks[1][0] > RECENT:
            self._marks.popleft()
        then, before = self._marks[0]
        return (done - before) / max(now - then, 0.001)

    def count(self, outcome: Outcome) -> None:
        """Count what one report gave and show where the run is."""
        self.tally.count(outcome)
        if self._verbose:
            self._tell(outcome)
        if self._shown:
            self._status.update(self.line())

    def _tell(self, outcome: Outcome) -> None:
        if isinstance(outcome, Coded):
            notes = " ".join(outcome.report.notes)
            told = f"{outcome.report.name}: {_plural(len(outcome.claims), 'claim')}. {notes}"
            talk(harmless(told))
        else:
            talk(harmless(str(outcome)))
            if outcome.trace:
                talk(outcome.trace)


def summary(tally: Tally, *, quiet: bool = False) -> None:
    """Tell what a run did; with ``quiet`` only what failed."""
    if not quiet:
        parts = [
            f"{_plural(tally.reports, 'report')} read",
            _plural(tally.claims, "claim"),
            f"{tally.empty:,} without a claim",
            f"{len(tally.failures):,} failed",
        ]
        talk(" · ".join(parts))
        for name in tally.empty_names:
            talk(f"  no claim: {harmless(name)}")
        _tell_rest(tally.empty)
    for failure in tally.failures[:NAMED]:
        talk(f"  failed: {harmless(str(failure))}")
    _tell_rest(len(tally.failures))


def _tell_rest(number: int) -> None:
    if number > NAMED:
        talk(f"  … and {number - NAMED:,} more")
