"""What a run has coded so far, kept beside its output, so that a killed run goes on.

Outcomes are written in numbered pages of some hundred reports, each whole or not there at all.
A run that is given again reads its input again, takes from the pages what was coded of it, and
codes the rest; the output is then made as if nothing had happened. The pages of other settings,
other versions or another input are of no use and are removed.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from dateline.export.json_fields import Json, dump_line
from dateline.records import Report
from dateline.scale.local import Failure, Item, Outcome
from dateline.scale.outcome_json import outcome_from_json, outcome_to_json
from dateline.store.atomic import write_text

PAGE, PAGE_SECONDS = 256, 30.0
"""A page is written when it has so many reports, or after so many seconds."""
KEY = "run"

Coder = Callable[[Iterable[Item]], Iterator[Outcome]]


def place_beside(output: Path) -> Path:
    """Return the folder of the journal of a run that writes to a place."""
    target = output.absolute()
    return target.with_name(f".{target.name}.unfinished")


class Journal:
    """The pages of one run. ``key`` tells the settings, versions and input of the run."""

    def __init__(self, folder: Path, key: str) -> None:
        self._folder = folder
        self._key = key
        self._page: list[str] = []
        self._pages = 0
        self._written = time.monotonic()
        self.recovered = 0

    def __enter__(self) -> Journal:
        marker = self._folder / KEY
        known = marker.read_text(encoding="utf-8") if marker.is_file() else None
        if known != self._key:
            shutil.rmtree(self._folder, ignore_errors=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            shutil.rmtree(self._folder, ignore_errors=True)
        else:
            self._turn()

    def outcomes(self, items: Iterable[Item], coder: Coder) -> Iterator[Outcome]:
        """Yield the outcome of every item: from the pages as far as they go, then from a coder."""
        rest = iter(items)
        for known in self._known():
            item = next(rest, None)
            while item is not None and not isinstance(item, Report):
                yield Failure.of(item)
                item = next(rest, None)
            if item is None:
                return
            if known.get("of") != _identity(item):
                # The input has changed from here on: what follows is coded anew.
                rest = chain([item], rest)
                break
            self.recovered += 1
            yield _outcome(known, item)
        self._forget_after()
        yield from self._coded(rest, coder)

    def _coded(self, items: Iterator[Item], coder: Coder) -> Iterator[Outcome]:
        reports: deque[Report | None] = deque()

        def noted() -> Iterator[Item]:
            for item in items:
                reports.append(item if isinstance(item, Report) else None)
                yield item

        for outcome in coder(noted()):
            report = reports.popleft()
            if report is not None:
                self._note(report, outcome)
            yield outcome

    def _note(self, report: Report, outcome: Outcome) -> None:
        if not isinstance(outcome, Failure):
            outcome = replace(outcome, report=replace(report, text="", original=b""))
        record: Json = {"of": _identity(report), "outcome": outcome_to_json(outcome)}
        self._page.append(dump_line(record))
        if len(self._page) >= PAGE or time.monotonic() - self._written >= PAGE_SECONDS:
            self._turn()

    def _turn(self) -> None:
        """Write the page that is open, with its digest in front, and begin the next."""
        if self._page:
            if not self._folder.is_dir():  # a short run never needs it
                self._folder.mkdir(parents=True)
                write_text(self._folder / KEY, self._key)
            text = "\n".join(self._page) + "\n"
            write_text(self._path(self._pages), f"{_digest(text)}\n{text}")
            self._pages += 1
        self._page, self._written = [], time.monotonic()

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:06d}.jsonl"

    def _known(self) -> Iterator[Json]:
        """Yield what the pages hold, in order, up to the first that is missing or damaged."""
        while self._path(self._pages).is_file():
            digest, _, text = self._path(self._pages).read_text("utf-8").partition("\n")
            if digest != _digest(text):
                return
            self._pages += 1
            for line in text.split("\n")[:-1]:
                yield json.loads(line)

    def _forget_after(self) -> None:
        """Remove the pages that will not be reached, so that none is taken for a later one."""
        for path in self._folder.glob("*.jsonl"):
            if path.stem.isdigit() and int(path.stem) >= self._pages:
                path.unlink()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _identity(report: Report) -> list[str]:
    return [report.name, report.report_id, _digest(report.text), str(report.published)]


def _outcome(known: Json, report: Report) -> Outcome:
    outcome = outcome_from_json(known["outcome"], f"the journal, {report.name}")
    return outcome if isinstance(outcome, Failure) else replace(outcome, report=report)
