"""One face for a project folder and for a folder written by ``dateline code -o``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from dateline.config import FILE_NAME, load_settings
from dateline.errors import NotYet, UsageError
from dateline.records import Claim, Coded, Report
from dateline.store import project, run_folder

if TYPE_CHECKING:
    import pandas


class Opened:
    """A folder of reports and claims. A project's claims are coded as they are asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.is_run = run_folder.is_run(folder)

    def reports(self) -> Iterator[Report]:
        """Yield the reports, without their received bytes."""
        source = run_folder if self.is_run else project
        yield from source.reports_of(self.folder)

    def coded(self) -> Iterator[Coded]:
        """Yield all that coding gave, report by report.

        Raises:
            DatelineError: a file was changed, or a report of a project cannot be coded.
        """
        if self.is_run:
            yield from run_folder.coded_of(self.folder)
            return
        from dateline.pipeline import code

        settings = load_settings(self.folder / FILE_NAME, os.environ)
        for report in self.reports():
            yield code(report, settings)

    def claims(self) -> Iterator[Claim]:
        """Yield the claims in the order of their reports."""
        for coded in self.coded():
            yield from coded.claims

    def events(self) -> NoReturn:
        """Refuse: claims are not linked to events yet.

        Raises:
            NotYet: always.
        """
        raise NotYet(
            "events", "claims are not linked to events yet", "Use .claims(), one row a claim."
        )

    def to_pandas(self) -> pandas.DataFrame:
        """Return the claims as a table with the columns of ``claims.csv``, all of them strings.

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
        rows = [row(claim, coded.report) for coded in self.coded() for claim in coded.claims]
        return pandas.DataFrame(rows, columns=list(NAMES))


def is_openable(folder: Path) -> bool:
    """Tell whether a folder is a project or was written by ``dateline code -o``."""
    return run_folder.is_run(folder) or project.is_project(folder)


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
