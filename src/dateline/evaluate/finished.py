"""The claims of a finished run, by report, so that what was coded before can be scored."""

from __future__ import annotations

from pathlib import Path

from dateline.errors import UsageError
from dateline.evaluate.alignment import ClaimJson
from dateline.evaluate.gold_rows import rows_of
from dateline.records import Report

_REMEDY = "Name what 'dateline code -o FOLDER' or 'dateline code --format jsonl' wrote."


class Finished:
    """What a run coded.

    Attributes:
        claims: the claims in their JSON form, by report id.
        coded: the ids of the reports that were coded, or None where the file does not tell.
    """

    def __init__(self, path: Path) -> None:
        """Read a run: its folder, or a file of claims as ``--format jsonl`` prints them.

        Raises:
            UsageError: there is no such run, it is damaged, or it holds no claims.
        """
        file = path / "claims.jsonl" if path.is_dir() else path
        if not file.is_file():
            raise UsageError(str(path), "there are no claims here", _REMEDY)
        self.claims: dict[str, list[ClaimJson]] = {}
        for number, row in enumerate(rows_of(file), 1):
            if "report_id" not in row or "trigger" not in row:
                raise UsageError(f"{file}, line {number}", "is no claim", _REMEDY)
            self.claims.setdefault(row["report_id"], []).append(row)
        reports = path / "reports.jsonl"
        self.coded = {row["report_id"] for row in rows_of(reports)} if reports.is_file() else None

    def of(self, report: Report) -> list[ClaimJson] | None:
        """Return the claims of a report; None where the run is known not to have coded it."""
        if self.coded is not None and report.report_id not in self.coded:
            return None
        return self.claims.get(report.report_id, [])
