"""The folder that ``dateline code -o FOLDER`` writes, and reading it again.

``claims.jsonl`` and ``claims.csv`` hold the claims; ``reports.jsonl`` every report with its text;
``sentences.jsonl`` what became of every sentence; ``rejected.jsonl`` what was no claim and why;
``run.json`` the versions, the settings, the failures and the SHA-256 of every other file. Nothing
in it depends on the hour, the machine or the number of processes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

from dateline.errors import IntegrityError
from dateline.export.claim_json import from_json, to_json
from dateline.export.csv_table import ClaimTable
from dateline.export.json_fields import Json, dump_line
from dateline.export.report_json import (
    account_from_json,
    account_to_json,
    rejected_from_json,
    rejected_to_json,
    report_from_json,
    report_to_json,
)
from dateline.records import Claim, Coded, Rejected, Report, SentenceAccount
from dateline.spans import verify
from dateline.store.json_lines import read_objects, read_records

MANIFEST = "run.json"
FORMAT = 1
JSON_FILES = ("claims.jsonl", "reports.jsonl", "sentences.jsonl", "rejected.jsonl")
TABLE = "claims.csv"


class RunWriter:
    """Writes a run into an empty folder; use it in a ``with`` statement."""

    def __init__(self, folder: Path, *, excel: bool = False) -> None:
        self.folder = folder
        self._excel = excel
        self._open = ExitStack()
        self._files: dict[str, TextIO] = {}

    def __enter__(self) -> RunWriter:
        for name in JSON_FILES:
            path = self.folder / name
            stream = path.open("w", encoding="utf-8", newline="\n")
            self._files[name] = self._open.enter_context(stream)
        encoding = "utf-8-sig" if self._excel else "utf-8"
        table = (self.folder / TABLE).open("w", encoding=encoding, newline="")
        self._table = ClaimTable(self._open.enter_context(table), excel=self._excel)
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def _line(self, name: str, record: Json) -> None:
        self._files[name].write(dump_line(record) + "\n")

    def add(self, coded: Coded) -> None:
        """Write all that coding one report gave."""
        self._line("reports.jsonl", report_to_json(coded.report))
        for claim in coded.claims:
            self._line("claims.jsonl", to_json(claim))
            self._table.write(claim, coded.report)
        for account in coded.sentences:
            self._line("sentences.jsonl", account_to_json(coded.report, account))
        for rejected in coded.rejected:
            self._line("rejected.jsonl", rejected_to_json(rejected))

    def finish(self, manifest: Json) -> None:
        """Close the files and write the manifest with their digests."""
        self._open.close()
        files = {name: digest(self.folder / name) for name in (*JSON_FILES, TABLE)}
        text = json.dumps({"format": FORMAT, **manifest, "files": files}, indent=2)
        (self.folder / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def is_run(folder: Path) -> bool:
    """Tell whether a folder was written by ``dateline code -o``."""
    return (folder / MANIFEST).is_file()


def manifest_of(folder: Path) -> Json:
    """Return the manifest of a run.

    Raises:
        IntegrityError: it is damaged.
    """
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(manifest["files"], dict):
            raise TypeError("'files' is no object")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IntegrityError(
            str(path), f"is damaged ({error})", "Code the reports again with 'dateline code -o'."
        ) from None
    found: Json = manifest
    return found


def check_files(folder: Path) -> None:
    """Check every file of a run against its digest.

    Raises:
        IntegrityError: a file is missing or was changed.
    """
    for name, expected in manifest_of(folder)["files"].items():
        path = folder / Path(name).name
        if not path.is_file():
            raise IntegrityError(str(path), "is missing", "Code the reports again.")
        if digest(path) != expected:
            raise IntegrityError(
                str(path), "was changed since it was written", "Code the reports again."
            )


def anchors_in(value: Any) -> Iterator[Any]:  # noqa: ANN401 - any part of a record
    """Yield every anchor in a record or a part of one."""
    from dataclasses import fields, is_dataclass

    from dateline.records import Anchor

    if isinstance(value, Anchor):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from anchors_in(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from anchors_in(getattr(value, field.name))


def check_anchors(claim: Claim, report: Report) -> None:
    """Check that every anchor of a claim quotes its report.

    Raises:
        IntegrityError: one does not.
    """
    wrong = verify(report.text, anchors_in(claim))
    if wrong:
        raise IntegrityError(
            f"{report.name}, claim {claim.claim_id}",
            f"the text at {wrong[0].start}:{wrong[0].end} is not '{wrong[0].quote}'",
            "The text is not the one that was coded: code it again.",
        )


def _grouped(path: Path, read: Callable[[object, str], Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for where, record in read_objects(path):
        key = record.get("report_id") if isinstance(record, dict) else None
        found.setdefault(str(key), []).append(read(record, where))
    return found


def reports_of(folder: Path) -> Iterator[Report]:
    """Yield the reports of a run, without their received bytes."""
    yield from read_records(folder / "reports.jsonl", report_from_json)


def coded_of(folder: Path) -> Iterator[Coded]:
    """Yield, report by report, all that a run gave, every file and anchor checked.

    Raises:
        IntegrityError: a file is missing or changed, or an anchor does not quote its report.
        DamagedFile: a record is no record.
    """
    check_files(folder)
    claims: dict[str, list[Claim]] = _grouped(folder / "claims.jsonl", from_json)
    rejected: dict[str, list[Rejected]] = _grouped(folder / "rejected.jsonl", rejected_from_json)
    sentences: dict[str, list[SentenceAccount]] = _grouped(
        folder / "sentences.jsonl", account_from_json
    )
    for report in reports_of(folder):
        # Taken out once: a report received twice has its claims under its first appearance.
        own = claims.pop(report.report_id, [])
        for claim in own:
            check_anchors(claim, report)
        yield Coded(
            report,
            tuple(own),
            tuple(rejected.pop(report.report_id, [])),
            tuple(sentences.pop(report.report_id, [])),
        )
