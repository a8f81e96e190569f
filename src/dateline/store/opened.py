"""One face for a project folder and for a folder written by ``dateline code -o``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from dateline.errors import UsageError
from dateline.event_records import Event
from dateline.filters import Filter
from dateline.records import Claim, Coded, Report
from dateline.store import folder as folders
from dateline.store import run_folder
from dateline.store.project import Project

if TYPE_CHECKING:
    import pandas


class Opened:
    """A folder of reports, claims and, where it is a project, events."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.is_run = run_folder.is_run(folder)
        self.project = None if self.is_run else Project.open(folder)

    def reports(self) -> Iterator[Report]:
        """Yield the reports, without their received bytes."""
        if self.project is None:
            yield from run_folder.reports_of(self.folder)
        else:
            yield from self.project.reports()

    def coded(self) -> Iterator[Coded]:
        """Yield all that coding gave, report by report, decisions of people applied.

        Raises:
            DatelineError: a file was changed.
        """
        if self.project is None:
            yield from run_folder.coded_of(self.folder)
            return
        for report in self.project.reports():
            claims = self.project.claims_of_report(report.report_id)
            sentences, rejected = self.project.account(report.report_id)
            yield Coded(report, tuple(claims), rejected, sentences)

    def claims(self) -> Iterator[Claim]:
        """Yield the claims in the order of their reports."""
        if self.project is not None:
            yield from self.project.claims()
            return
        for coded in self.coded():
            yield from coded.claims

    def events(self, wanted: Filter | None = None, order: str = "date") -> Iterator[Event]:
        """Yield the events of a project, those that a filter wants.

        Raises:
            UsageError: it is no project; only there claims are linked.
        """
        if self.project is None:
            raise UsageError(
                str(self.folder),
                "holds claims that are not linked to events",
                "Make a project: 'dateline init', 'add', 'code', 'link'.",
            )
        yield from self.project.events(wanted, order)

    def to_pandas(self, what: Literal["claims", "events"] = "claims") -> pandas.DataFrame:
        """Return the claims as a table with the columns of ``claims.csv``, all of them strings.

        With ``what="events"`` a row is an event, with the columns of :class:`Points`.

        Raises:
            UsageError: pandas is not installed.
        """
        from dateline.export.columns import NAMES, row

        try:
            import pandas
        except ImportError:
            raise UsageError(
                "to_pandas", "pandas is not installed", "Run 'pip install pandas'."
            ) from None
        if what == "events" and self.project is not None:
            points = self.project.points()
            return pandas.DataFrame({name: getattr(points, name) for name in points.names()})
        rows = [row(claim, coded.report) for coded in self.coded() for claim in coded.claims]
        return pandas.DataFrame(rows, columns=list(NAMES))


def is_openable(folder: Path) -> bool:
    """Tell whether a folder is a project or was written by ``dateline code -o``."""
    return run_folder.is_run(folder) or folders.is_project(folder)


def open_folder(folder: str | os.PathLike[str]) -> Opened:
    """Open a project folder, or a folder written by ``dateline code -o``.

    Raises:
        UsageError: the folder is neither.
    """
    path = Path(folder)
    if not is_openable(path):
        raise UsageError(
            str(path),
            "is neither a project nor a folder written by 'dateline code -o'",
            "Make one with 'dateline init FOLDER' or 'dateline code PATHS -o FOLDER'.",
        )
    return Opened(path)
