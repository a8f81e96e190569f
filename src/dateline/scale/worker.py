"""What a worker of an engine does: bytes of inputs in, the outcomes of their reports committed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from dateline.errors import DatelineError, KnowledgeError, ReadError
from dateline.export.json_fields import dump_line
from dateline.read.parquet import plain_row
from dateline.read.reading import read_bytes
from dateline.read.tables import json_row, row_report
from dateline.read.web_archive import page_report
from dateline.records import Report
from dateline.scale.local import Failure, Pool, code_here
from dateline.scale.outcome_json import outcome_to_json
from dateline.scale.parts import Parts
from dateline.scale.shards import Kind
from dateline.settings import Settings

Item = dict[str, Any]
"""One row as the engine gives it: ``part`` and ``n``, its number there, ``name`` and ``payload``.

Records of a web archive also have ``address`` and ``type``.
"""


@dataclass(frozen=True, slots=True)
class Task:
    """How the inputs of a query are read and coded, and the address of the parts."""

    kind: Kind
    settings: Settings
    parts: str


def _reports(item: Item, task: Task) -> Iterator[Report | ReadError]:
    name, payload, number = item["name"], item["payload"], item["n"] + 1
    if payload is None:
        yield ReadError(name, "it cannot be read", "Check the file and that you may read it.")
    elif task.kind == "files":
        yield from read_bytes(payload, name, task.settings)
    elif task.kind == "warc" and item["type"] != "response":
        return
    elif task.kind == "warc":
        address = (item["address"] or f"page {number}").strip("<>")
        yield page_report(payload, address, name, task.settings)
    else:
        row = (
            plain_row(payload)
            if task.kind == "parquet"
            else json_row(payload.removeprefix("\ufeff"), number, name)
        )
        yield row_report(row, number, name, task.kind, task.settings)


def outcomes(items: Sequence[Item], task: Task) -> list[str]:
    """Return the outcomes of each input as JSON, on one line; or the fault of all, as ``fatal``."""
    held: list[int] = []
    """How many reports each input holds."""

    def reports() -> Iterator[Report | DatelineError]:
        for item in items:
            held.append(0)
            try:
                for report in _reports(item, task):
                    held[-1] += 1
                    yield report
            except ReadError as error:
                held[-1] += 1
                yield error

    try:
        found = iter(list(code_here(reports(), task.settings)))
    except KnowledgeError as error:
        line = dump_line({"fatal": [error.subject, error.fault, error.remedy]})
        return [line for _ in items]
    return [
        dump_line({"outcomes": [outcome_to_json(outcome) for outcome in islice(found, number)]})
        for number in held
    ]


class _Lines(Pool[Item, str]):
    """One process that codes inputs; it may die or hang, and the input at fault is set apart."""

    in_process = staticmethod(outcomes)

    def __init__(self, task: Task) -> None:
        self._task = task
        super().__init__(task.settings, 1)

    def work(self) -> Callable[[list[Item]], list[str]]:
        return partial(self.in_process, task=self._task)

    def failed(self, item: Item, failure: Failure) -> str:
        return dump_line({"outcomes": [outcome_to_json(failure)]})

    def name(self, item: Item) -> str:
        name = str(item["name"])
        return name if self._task.kind == "files" else f"{name}:row {item['n'] + 1}"


class Coder:
    """Lives in a worker; the process beside it loads model and lexicons once in its life."""

    def __init__(self, task: Task) -> None:
        """Make a coder of inputs that are all read and coded alike."""
        self._parts = Parts.at(task.parts)
        self._lines = _Lines(task)

    def commit(self, items: list[Item]) -> list[str]:
        """Code inputs, commit what they gave, and return in which file each is."""
        by_part: dict[str, list[tuple[int, str]]] = {}
        for item, line in zip(items, self._lines.result(self._lines.give(items)), strict=True):
            by_part.setdefault(item["part"], []).append((item["n"], line))
        files = {key: self._parts.commit(key, rows) for key, rows in by_part.items()}
        return [files[item["part"]] for item in items]
