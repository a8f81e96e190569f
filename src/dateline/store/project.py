"""A project folder: ``dateline.toml``, the originals by their hash, and ``reports.jsonl``.

Originals are the received bytes, untouched, under ``originals/``; ``reports.jsonl`` holds what was
read from them, text included. Adding a report twice adds nothing, and a killed command leaves the
project as it was before it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from dateline.config import FILE_NAME
from dateline.errors import DatelineError, IntegrityError, UsageError
from dateline.export.json_fields import dump_line
from dateline.export.report_json import report_from_json, report_to_json
from dateline.records import Report
from dateline.store.atomic import write_bytes, write_text
from dateline.store.json_lines import read_records

REPORTS = "reports.jsonl"
ORIGINALS = "originals"
LOCK = ".lock"
_SUFFIX_LENGTH = 12

_TEMPLATE = """\
# A Dateline project. Every setting is explained by: dateline codebook settings
[project]
format = 1

[settings]
# published = "2016-11-03"    # for reports that state no day of publication
# knowledge = "knowledge"     # a folder with your own verbs, nouns, actors and places
"""


@dataclass(slots=True)
class Added:
    """What adding did: reports taken in, reports that were there already, and errors."""

    new: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    failed: list[DatelineError] = field(default_factory=list)


def is_project(folder: Path) -> bool:
    """Tell whether a folder is a Dateline project."""
    return (folder / FILE_NAME).is_file() and (folder / REPORTS).is_file()


def create(folder: Path) -> None:
    """Make a project of a new or empty folder.

    Raises:
        UsageError: it is a project already, or holds other files, or cannot be written.
    """
    if is_project(folder):
        raise UsageError(str(folder), "is a project already", "Add reports: 'dateline add PATHS'.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(str(folder), "is not an empty folder", "Name a new or empty folder.")
    try:
        (folder / ORIGINALS).mkdir(parents=True)
        write_text(folder / REPORTS, "")
        write_text(folder / FILE_NAME, _TEMPLATE)
    except OSError as error:
        raise UsageError(
            str(folder), f"cannot be written ({error})", "Choose another place."
        ) from None


def reports_of(folder: Path) -> Iterator[Report]:
    """Yield the reports of a project in the order they were added, without received bytes."""
    yield from read_records(folder / REPORTS, report_from_json)


def original_path(folder: Path, report: Report) -> Path:
    """Return where the received bytes of a report are kept."""
    suffix = PurePath(report.name).suffix.lower()
    plain = suffix if suffix[1:].isalnum() and len(suffix) <= _SUFFIX_LENGTH else ""
    return folder / ORIGINALS / report.sha256[:2] / f"{report.sha256}{plain}"


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other commands from writing to the project meanwhile, where the system can."""
    with (folder / LOCK).open("a+b") as stream:
        if os.name == "posix":
            import fcntl

            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise UsageError(
                    str(folder), "another command is writing to it", "Wait until it has ended."
                ) from None
        yield


def _keep_original(folder: Path, report: Report) -> None:
    if hashlib.sha256(report.original).hexdigest() != report.sha256:
        raise IntegrityError(
            report.name, "the bytes received do not have their hash", "Read the report again."
        )
    path = original_path(folder, report)
    if not path.exists():
        write_bytes(path, report.original)


def add(folder: Path, items: Iterable[Report | DatelineError]) -> Added:
    """Take reports into a project; what cannot be read is told and left out.

    Raises:
        UsageError: the folder is no project, or another command is writing to it.
        IntegrityError: bytes and hash of a report differ.
    """
    if not is_project(folder):
        raise UsageError(str(folder), "is no project", "Make one: 'dateline init FOLDER'.")
    added = Added()
    with _alone(folder):
        lines = [dump_line(report_to_json(report)) for report in reports_of(folder)]
        known = {report.report_id for report in reports_of(folder)}
        for item in items:
            if isinstance(item, DatelineError):
                added.failed.append(item)
            elif item.report_id in known:
                added.known.append(item.name)
            else:
                _keep_original(folder, item)
                known.add(item.report_id)
                lines.append(dump_line(report_to_json(item)))
                added.new.append(item.name)
        if added.new:
            write_text(folder / REPORTS, "".join(f"{line}\n" for line in lines))
    return added
