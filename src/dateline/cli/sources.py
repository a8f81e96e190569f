"""What PATHS mean on the command line: files and folders of reports, projects, earlier runs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from dateline.config import FILE_NAME, load_settings
from dateline.errors import DatelineError, UsageError
from dateline.records import Report
from dateline.settings import Settings
from dateline.store.opened import Opened, is_openable

_MANY_IN_ONE = frozenset(
    {".gz", ".warc", ".parquet", ".zip", ".csv", ".tsv", ".tab", ".jsonl", ".ndjson", ".json"}
)


def settings_for(paths: Iterable[str], options: dict[str, object]) -> Settings:
    """Return the settings: of the project among the paths, else of the current folder.

    Raises:
        SettingsError: names every fault.
    """
    folders = [Path(path) for path in paths if Path(path).is_dir()]
    files = [folder / FILE_NAME for folder in (*folders, Path()) if (folder / FILE_NAME).is_file()]
    return load_settings(files[0] if files else None, os.environ, options)


def reports(paths: Iterable[str], settings: Settings) -> Iterator[Report | DatelineError]:
    """Yield the reports of all paths in order, an error in the place of what cannot be read."""
    from dateline.read.files import read_paths

    for path in paths:
        folder = Path(path)
        if path != "-" and folder.is_dir() and is_openable(folder):
            yield from (_dated(report, settings) for report in Opened(folder).reports())
        else:
            yield from read_paths([path], settings)


def _dated(report: Report, settings: Settings) -> Report:
    if report.published is not None or settings.published is None:
        return report
    return replace(report, published=settings.published, published_basis="option")


def require_paths(paths: list[str]) -> list[str]:
    """Return the paths, or the current folder where it is a project and none are given.

    Raises:
        UsageError: there are none.
    """
    if paths:
        return paths
    if is_openable(Path()):
        return ["."]
    raise UsageError("PATHS", "no report is named", "Name files or folders, or '-' for input.")


def known_total(paths: Iterable[str]) -> int | None:
    """Return how many reports the paths hold, or None where only reading them can tell."""
    total = 0
    for name in paths:
        path = Path(name)
        if path.is_file():
            inside = [path]
        elif path.is_dir() and not is_openable(path):
            inside = [p for p in path.rglob("*") if p.is_file() and not p.name.startswith(".")]
        else:
            return None
        if any(p.suffix.lower() in _MANY_IN_ONE for p in inside):
            return None
        total += len(inside)
    return total
