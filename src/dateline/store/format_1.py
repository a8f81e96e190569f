"""Bring a project of format 1 (its reports in ``reports.jsonl``, no claims kept) up to date.

A report is a transaction and the old file is set aside at the very end, so that a killed upgrade
goes on where it was.
"""

from __future__ import annotations

from pathlib import Path

from dateline.config import FILE_NAME
from dateline.export.report_json import report_from_json
from dateline.store.atomic import write_text
from dateline.store.database import Database
from dateline.store.json_lines import read_records
from dateline.store.reports import insert_report, is_kept

REPORTS = "reports.jsonl"
ASIDE = "reports.format-1.jsonl"


def is_old(folder: Path) -> bool:
    """Tell whether a project is still of format 1."""
    return (folder / REPORTS).is_file()


def upgrade(folder: Path, database: Database) -> None:
    """Take the reports of an old project into its database; the originals stay where they are."""
    for report in read_records(folder / REPORTS, report_from_json):
        with database.writing() as connection:
            if not is_kept(connection, report.report_id):
                insert_report(connection, report)
    settings = (folder / FILE_NAME).read_text(encoding="utf-8-sig")
    write_text(folder / FILE_NAME, settings.replace("format = 1", "format = 2", 1))
    (folder / REPORTS).rename(folder / ASIDE)
