"""How far a long command is, and what it did: on standard error only."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, field

from dateline.cli.console import talk
from dateline.export.plain import harmless
from dateline.records import Coded
from dateline.scale.local import Failure, Outcome


@dataclass(slots=True)
class Tally:
    """What a run did so far."""

    reports: int = 0
    claims: int = 0
    empty: list[str] = field(default_factory=list)
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
            self.empty.append(outcome.report.name)


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
        self._began = time.monotonic()

    def __enter__(self) -> Progress:
        if self._shown:
            from rich.console import Console

            self._status = Console(stderr=True).status("starting")
            self._open.enter_context(self._status)
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def line(self) -> str:
        """Return the line: ``312/990 reports · 1,204 claims · 3 failed · 2.1/s``."""
        done = self.tally.reports + len(self.tally.failures)
        of = f"{done:,}/{self._total:,} reports" if self._total else _plural(done, "report")
        rate = done / max(time.monotonic() - self._began, 0.001)
        claims = _plural(self.tally.claims, "claim")
        return f"{of} · {claims} · {len(self.tally.failures):,} failed · {rate:.1f}/s"

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
            f"{len(tally.empty):,} without a claim",
            f"{len(tally.failures):,} failed",
        ]
        talk(" · ".join(parts))
        for name in tally.empty:
            talk(f"  no claim: {harmless(name)}")
    for failure in tally.failures:
        talk(f"  failed: {harmless(str(failure))}")
