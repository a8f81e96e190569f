"""Where ``dateline code`` writes: standard output, one file, or a folder with everything."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TextIO

from dateline.cli.console import ClaimPrinter, width
from dateline.cli.progress import Tally
from dateline.errors import UsageError
from dateline.export.by_source import by_source
from dateline.export.claim_geojson import FeatureCollection
from dateline.export.claim_json import to_json
from dateline.export.csv_table import ClaimTable
from dateline.export.json_fields import dump_line
from dateline.export.parquet_table import ParquetTable, require_pyarrow
from dateline.export.places_table import places_and_dates
from dateline.export.text_view import lines, render
from dateline.records import Coded
from dateline.settings import Settings
from dateline.store.atomic import file_aside, folder_aside
from dateline.store.run_folder import RunWriter, is_run

FORMATS = ("text", "jsonl", "csv", "geojson", "parquet")
SUFFIXES = {
    ".txt": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".geojson": "geojson",
    ".parquet": "parquet",
}


@dataclass(frozen=True, slots=True)
class Target:
    """Where to write (None: standard output) and in which format; a folder gets every format."""

    path: Path | None
    form: str
    is_folder: bool
    excel: bool
    view: str = ""
    """Another way to read, as text: "by-source" or "places"."""


class Output(Protocol):
    """Takes what coding gave, report by report."""

    def add(self, coded: Coded) -> None:
        """Write what coding one report gave."""


def _known_format(form: str | None) -> str | None:
    if form is not None and form not in FORMATS:
        raise UsageError(
            f"--format {form}", "there is no such format", f"Use one of: {', '.join(FORMATS)}."
        )
    return form


def choose(
    out: str | None, form: str | None, excel: bool, inputs: list[str], *, view: str = ""
) -> Target:
    """Return where and how to write, before anything is read.

    Raises:
        UsageError: format and file name disagree, or the place cannot be used.
    """
    form = _known_format(form)
    if out is None or out == "-":
        target = Target(None, form or "text", False, excel)
    else:
        target = _chosen(Path(out), form, excel)
        _check_place(target, inputs)
    if view and (target.form != "text" or target.is_folder):
        raise UsageError(f"--{view}", "is a way to read, as text", "Leave --format or -o out.")
    target = replace(target, view=view)
    if target.form == "parquet" and not target.is_folder:
        require_pyarrow()
        if target.path is None:
            raise UsageError(
                "--format parquet", "is not for a terminal or pipe", "Name a file with -o."
            )
    if excel and not target.is_folder and target.form != "csv":
        raise UsageError("--excel", "is for CSV only", "Add '--format csv', or leave it out.")
    return target


def _chosen(path: Path, form: str | None, excel: bool) -> Target:
    by_name = SUFFIXES.get(path.suffix.lower())
    if path.is_dir() or (by_name is None and form is None):
        if form is not None:
            raise UsageError(
                str(path), f"is a folder, which gets every format, not {form} alone",
                "Name a file, or leave --format out.",
            )  # fmt: skip
        return Target(path, "text", True, excel)
    if by_name is not None and form is not None and by_name != form:
        raise UsageError(
            str(path), f"its name says {by_name}, --format says {form}", "Leave one of them out."
        )
    return Target(path, form or by_name or "text", False, excel)


def _check_place(target: Target, inputs: list[str]) -> None:
    path = target.path
    if path is None:
        return
    if any(name != "-" and Path(name).resolve() == path.resolve() for name in inputs):
        raise UsageError(str(path), "is also read", "Write to another place.")
    if not target.is_folder:
        return
    if path.exists() and not path.is_dir():
        raise UsageError(
            str(path), "is a file", "Name a folder, or a file ending in .jsonl or .csv."
        )
    if path.is_dir() and any(path.iterdir()) and not is_run(path):
        raise UsageError(
            str(path),
            "is not empty and was not written by 'dateline code -o'",
            "Name a new or empty folder.",
        )


class _Printed:
    def __init__(self) -> None:
        self._printer = ClaimPrinter()

    def add(self, coded: Coded) -> None:
        for claim in coded.claims:
            view = lines(claim, coded.report, self._printer.width, coded.claims)
            self._printer.print(view)
        sys.stdout.flush()


class _Text:
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._first = True

    def add(self, coded: Coded) -> None:
        for claim in coded.claims:
            view = render(claim, coded.report, others=coded.claims)
            self._stream.write(("" if self._first else "\n") + view + "\n")
            self._first = False


class _View:
    """Writes one text a report, with an empty line between it and the one before."""

    def __init__(self, stream: TextIO, view: Callable[[Coded], str]) -> None:
        self._stream = stream
        self._view = view
        self._first = True

    def add(self, coded: Coded) -> None:
        self._stream.write(("" if self._first else "\n") + self._view(coded) + "\n")
        self._stream.flush()
        self._first = False


class _JsonLines:
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def add(self, coded: Coded) -> None:
        for claim in coded.claims:
            self._stream.write(dump_line(to_json(claim)) + "\n")
        self._stream.flush()


class _Table:
    def __init__(self, table: ClaimTable | ParquetTable | FeatureCollection) -> None:
        self._table = table

    def add(self, coded: Coded) -> None:
        for claim in coded.claims:
            self._table.write(claim, coded.report)


@contextmanager
def _on_stream(stream: TextIO, target: Target) -> Iterator[Output]:
    if target.form == "geojson":
        collection = FeatureCollection(stream)
        yield _Table(collection)
        collection.close()
    elif target.form == "jsonl":
        yield _JsonLines(stream)
    elif target.form == "csv":
        yield _Table(ClaimTable(stream, excel=target.excel))
    elif target.view == "by-source":
        yield _View(stream, lambda coded: by_source(coded, width()))
    elif target.view:
        yield _View(stream, places_and_dates)
    else:
        yield _Text(stream)


@contextmanager
def _in_file(path: Path, target: Target) -> Iterator[Output]:
    with file_aside(path) as aside:
        if target.form == "parquet":
            table = ParquetTable(aside)
            yield _Table(table)
            table.close()
            return
        encoding = "utf-8-sig" if target.excel else "utf-8"
        with (
            aside.open("w", encoding=encoding, newline="", errors="replace") as stream,
            _on_stream(stream, target) as output,
        ):
            yield output


@contextmanager
def _in_folder(path: Path, target: Target, settings: Settings, tally: Tally) -> Iterator[Output]:
    from dateline.store.manifest import manifest

    with folder_aside(path) as aside, RunWriter(aside, excel=target.excel) as writer:
        yield writer
        failed = [(f.subject, f.fault, f.remedy) for f in tally.failures]
        writer.finish(manifest(settings, tally.reports, tally.claims, failed))


@contextmanager
def opened(target: Target, settings: Settings, tally: Tally) -> Iterator[Output]:
    """Open the output; files appear whole when all went well, and not at all otherwise."""
    if target.path is None:
        if target.form == "text" and not target.view:
            yield _Printed()
            return
        with _on_stream(sys.stdout, target) as output:
            yield output
        return
    place = target.path
    try:
        if target.is_folder:
            with _in_folder(place, target, settings, tally) as output:
                yield output
        else:
            with _in_file(place, target) as output:
                yield output
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise UsageError(
            str(place), f"cannot be written ({error})", "Check the place and its free space."
        ) from error
