"""Reports of a project: taking them in, once each, and knowing a corrected one as a new version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, func, insert, or_, select, update

from dateline.errors import DatelineError, UsageError
from dateline.export.report_json import report_from_json, report_to_json
from dateline.records import Report
from dateline.store import journal, originals
from dateline.store.bodies import (
    AnyRow,
    AnySelect,
    chunks,
    dumped,
    loaded,
    maybe_storable,
    storable,
)
from dateline.store.claims import end_claims_of
from dateline.store.database import Database
from dateline.store.kept import Added, KeptFailure, ReportRow, now
from dateline.store.schema import claims, reports

CAUSE = "add"
RESEMBLANCE = 0.5
"""Share of its words that a text has in common with another to be taken as its correction."""


def read_body(body: str, report_id: str) -> Report:
    """Return the report that a body holds, without its received bytes."""
    return loaded(body, report_from_json, f"report {report_id}")


def insert_report(connection: Connection, report: Report, added_at: str | None = None) -> None:
    """Write a report that is not there yet."""
    connection.execute(
        insert(reports).values(
            report_id=report.report_id,
            name=storable(report.name),
            url=maybe_storable(report.url),
            title=maybe_storable(report.title),
            publisher=maybe_storable(report.publisher),
            language=maybe_storable(report.language),
            published=report.published,
            sha256=report.sha256,
            characters=len(report.text),
            added_at=added_at or now(),
            state="new",
            body=dumped(report_to_json(report)),
        )
    )
    journal.note(connection, "report", "added", [report.report_id], CAUSE)


def _resemble(one: str, other: str) -> bool:
    """Tell whether two texts share so many words that one may correct the other."""
    left, right = Counter(one.split()), Counter(other.split())
    return (left & right).total() >= RESEMBLANCE * max(left.total(), right.total(), 1)


class Adding:
    """One command's taking in of reports, a transaction each.

    A report is a new version of another when it came later, the other is not among the reports
    of the same command, and both have one address, or one name and texts that resemble each other.
    """

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.folder = folder
        self.added = Added()
        self._present: dict[str, Report] = {}

    def take(self, items: Iterable[Report | DatelineError]) -> Added:
        """Take all items in; what could not be read is kept as a failure."""
        for item in items:
            if isinstance(item, DatelineError):
                self._fail(item)
            else:
                self._take(item)
        for report in self._present.values():
            self._supersede(report)
        return self.added

    def _fail(self, error: DatelineError) -> None:
        self.added.failed.append(error)
        with self.database.writing() as connection:
            kept = KeptFailure(
                now(), error.subject, error.fault, error.remedy, None, None, None, False
            )
            journal.fail(connection, kept)

    def _take(self, report: Report) -> None:
        # The text is read again where it is needed: all texts of a command need not fit in memory.
        self._present[report.report_id] = replace(report, text="", original=b"")
        with self.database.reading() as connection:
            known = is_kept(connection, report.report_id)
        if known:
            self.added.known.append(report.name)
            return
        originals.keep(self.folder, report)
        with self.database.writing() as connection:
            insert_report(connection, report)
            journal.mend(connection, report.name)
        self.added.new.append(report.name)

    def _supersede(self, report: Report) -> None:
        with self.database.writing() as connection:
            for old in self._earlier(connection, report):
                same_place = report.url is not None and old.url == storable(report.url)
                text = read_body(old.body, old.report_id).text
                if not same_place and not _resemble(text, one(connection, report.report_id).text):
                    self.added.namesakes.append(report.name)
                    continue
                mark = update(reports).where(reports.c.report_id == old.report_id)
                connection.execute(mark.values(superseded_by=report.report_id))
                journal.note(connection, "report", "withdrawn", [old.report_id], CAUSE)
                end_claims_of(connection, old.report_id, "superseded", CAUSE)
                self.added.corrected.append((report.name, old.name))

    def _earlier(self, connection: Connection, report: Report) -> list[AnyRow]:
        own = select(reports.c.seq).where(reports.c.report_id == report.report_id)
        alike = reports.c.name == storable(report.name)
        if report.url is not None:
            other_address = reports.c.url.is_not(None) & (reports.c.url != storable(report.url))
            alike = or_(reports.c.url == storable(report.url), alike & ~other_address)
        wanted = (
            select(reports.c.report_id, reports.c.name, reports.c.url, reports.c.body)
            .where(alike, reports.c.seq < own.scalar_subquery())
            .where(reports.c.superseded_by.is_(None))
        )
        return [row for row in connection.execute(wanted) if row.report_id not in self._present]


def is_kept(connection: Connection, report_id: str) -> bool:
    """Tell whether a report is in the project."""
    wanted = select(reports.c.seq).where(reports.c.report_id == report_id)
    return connection.execute(wanted).first() is not None


def one(connection: Connection, name: str) -> Report:
    """Return a report by its id, the beginning of it, or its name (the newest of that name).

    Raises:
        UsageError: there is none.
    """
    wanted = select(reports.c.report_id, reports.c.body)
    for found in (
        wanted.where(reports.c.report_id == name),
        wanted.where(reports.c.name == storable(name)).order_by(reports.c.seq.desc()),
        wanted.where(reports.c.report_id.startswith(name.lower(), autoescape=True)),
    ):
        row = connection.execute(found.limit(1)).first()
        if row is not None and name:
            return read_body(row.body, row.report_id)
    raise UsageError(name, "is no report of this project", "See 'dateline show' for their names.")


def some(connection: Connection, report_ids: Iterable[str]) -> dict[str, Report]:
    """Return reports by their ids, without their received bytes."""
    found: dict[str, Report] = {}
    for part in chunks(report_ids):
        wanted = select(reports.c.report_id, reports.c.body).where(reports.c.report_id.in_(part))
        for row in connection.execute(wanted):
            found[row.report_id] = read_body(row.body, row.report_id)
    return found


def every(connection: Connection, *, old: bool = False) -> Iterator[Report]:
    """Yield the reports in the order they were added; ``old`` versions too where asked for."""
    wanted = select(reports.c.report_id, reports.c.body).order_by(reports.c.seq)
    if not old:
        wanted = wanted.where(reports.c.superseded_by.is_(None))
    for row in connection.execute(wanted.execution_options(yield_per=64)):
        yield read_body(row.body, row.report_id)


def _listed() -> AnySelect:
    live = (
        select(func.count())
        .where(claims.c.report_id == reports.c.report_id, claims.c.state == "live")
        .scalar_subquery()
    )
    columns = [c for c in reports.c if c.name not in ("seq", "sha256", "fingerprint", "body")]
    return select(*columns, live.label("claims"))


def rows(connection: Connection, limit: int | None, offset: int) -> list[ReportRow]:
    """Return reports as a list shows them, in the order they were added."""
    wanted = _listed().order_by(reports.c.seq).offset(offset)
    found = connection.execute(wanted.limit(limit) if limit is not None else wanted)
    return [ReportRow(**row._mapping) for row in found]


def row_of(connection: Connection, report_id: str) -> ReportRow | None:
    """Return one report as a list shows it."""
    row = connection.execute(_listed().where(reports.c.report_id == report_id)).first()
    return None if row is None else ReportRow(**row._mapping)


def to_code(connection: Connection, fingerprint: str, *, again: bool, retry: bool) -> list[str]:
    """Return the ids of the reports to code: new ones; with ``again`` those coded otherwise too.

    With ``retry`` those that failed are among them.
    """
    wanted = ["new", *(["failed"] if retry or again else [])]
    asked: ColumnElement[bool] = reports.c.state.in_(wanted)
    if again:
        asked = or_(asked, reports.c.fingerprint != fingerprint)
    found = (
        select(reports.c.report_id)
        .where(asked, reports.c.superseded_by.is_(None))
        .order_by(reports.c.seq)
    )
    return list(connection.scalars(found))


def mark_failed(connection: Connection, failure: KeptFailure) -> None:
    """Keep a failure; a report that could not be coded waits for another try."""
    journal.fail(connection, failure)
    mark = update(reports).where(reports.c.report_id == failure.report_id, reports.c.state == "new")
    connection.execute(mark.values(state="failed"))
