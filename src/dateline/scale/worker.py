"""What a worker of an engine does: bytes of one input in, the outcomes of its reports out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateline.errors import KnowledgeError, ReadError
from dateline.export.json_fields import dump_line
from dateline.read.parquet import plain_row
from dateline.read.reading import read_bytes
from dateline.read.tables import json_row, row_report
from dateline.read.web_archive import page_report
from dateline.records import Report
from dateline.scale.local import Failure, Outcome, code_or_failure
from dateline.scale.outcome_json import outcome_to_json
from dateline.scale.shards import Kind
from dateline.settings import Settings

Item = dict[str, Any]
"""One row as the engine gives it: ``n`` from 0, ``name`` and ``payload``.

Records of a web archive also have ``address`` and ``type``.
"""


@dataclass(frozen=True, slots=True)
class Task:
    """How every input of a shard is read and coded."""

    kind: Kind
    settings: Settings


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


def outcomes(item: Item, task: Task) -> str:
    """Return the outcomes of one input as JSON, on one line; or the fault of all, as ``fatal``."""
    found: list[Outcome] = []
    try:
        for report in _reports(item, task):
            if isinstance(report, ReadError):
                found.append(Failure.of(report))
            else:
                found.append(code_or_failure(report, task.settings))
    except ReadError as error:
        found.append(Failure.of(error))
    except KnowledgeError as error:
        return dump_line({"fatal": [error.subject, error.fault, error.remedy]})
    return dump_line({"outcomes": [outcome_to_json(outcome) for outcome in found]})
