"""A project: reports, claims, events and decisions in one folder, and everything asked of them.

The folder holds ``dateline.toml`` (its settings), ``originals/`` (the received bytes, untouched,
by their SHA-256) and ``project.sqlite``, unless ``dateline.toml`` names a PostgreSQL database.
What was committed is kept whatever kills the command; every report is a transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from dateline.errors import DatelineError
from dateline.event_records import Comparison, Decision, Event, Family
from dateline.export.json_fields import Json
from dateline.filters import Filter
from dateline.link.joined import Join, pairs_by_key
from dateline.records import Claim, Coded, Rejected, Report, SentenceAccount
from dateline.store import claims as claim_store
from dateline.store import (
    decision_rows,
    event_store,
    folder,
    journal,
    linking,
    lock,
    originals,
    queries,
    short_ids,
    tallies,
)
from dateline.store import queue as queues
from dateline.store import reports as report_store
from dateline.store.database import Database
from dateline.store.decide import decide
from dateline.store.event_rows import FACETS
from dateline.store.kept import (
    Added,
    Change,
    ClaimStanding,
    KeptFailure,
    Points,
    ReportRow,
    Run,
    RunKind,
)
from dateline.store.linking import Done
from dateline.store.queue import Queue


class Project:
    """A project that is open; use it in a ``with`` statement, or close it."""

    def __init__(self, path: Path, database: Database) -> None:
        self.folder = path
        self.database = database

    @classmethod
    def create(cls, path: Path | str, db: str | None = None) -> Project:
        """Make a project of a new or empty folder; ``db`` is a PostgreSQL address.

        Raises:
            UsageError: the folder or the database cannot be used.
        """
        folder.create(Path(path), db)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path | str) -> Project:
        """Open a project, its tables brought up to date.

        Raises:
            UsageError: it is none, or its database cannot be opened.
        """
        return cls(Path(path), folder.open_database(Path(path)))

    def __enter__(self) -> Project:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give back the database."""
        self.database.close()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the lock of long writers: ``add``, ``code`` and ``link``.

        Raises:
            UsageError: another command holds it, here or on another machine.
        """
        with lock.alone(self.folder), self.database.alone():
            yield

    # Reports

    def add(self, items: Iterable[Report | DatelineError]) -> Added:
        """Take reports in, once each; a corrected report becomes a new version of the old one."""
        return report_store.Adding(self.database, self.folder).take(items)

    def reports(self, *, old: bool = False) -> Iterator[Report]:
        """Yield the reports in the order they were added; with ``old`` earlier versions too."""
        with self.database.reading() as connection:
            yield from report_store.every(connection, old=old)

    def report(self, name: str) -> Report:
        """Return a report by its id, the beginning of its id, or its name.

        Raises:
            UsageError: there is none.
        """
        with self.database.reading() as connection:
            return report_store.one(connection, name)

    def report_rows(self, limit: int | None = None, offset: int = 0) -> list[ReportRow]:
        """Return reports as a list shows them, without their texts."""
        with self.database.reading() as connection:
            return report_store.rows(connection, limit, offset)

    def report_row(self, report_id: str) -> ReportRow | None:
        """Return one report as a list shows it."""
        with self.database.reading() as connection:
            return report_store.row_of(connection, report_id)

    def original(self, report_id: str) -> bytes:
        """Return the received bytes of a report, checked against their hash.

        Raises:
            IntegrityError: they are gone or were changed.
        """
        report = self.report(report_id)
        return originals.read(self.folder, report.sha256, report.name)

    def account(self, report_id: str) -> tuple[tuple[SentenceAccount, ...], tuple[Rejected, ...]]:
        """Return what became of every sentence of a report, and what was found but not used."""
        with self.database.reading() as connection:
            return claim_store.account_of(connection, report_id)

    # Runs

    def begin_run(self, kind: RunKind, fingerprint: str, body: Json) -> Run:
        """Open a run: by which versions and settings."""
        with self.database.writing() as connection:
            return journal.begin_run(connection, kind, fingerprint, body)

    def end_run(self, run: Run, result: Json) -> Run:
        """Close a run with what it did."""
        with self.database.writing() as connection:
            return journal.end_run(connection, run, result)

    def runs(self) -> list[Run]:
        """Return every run, the newest first."""
        with self.database.reading() as connection:
            return journal.all_runs(connection)

    def failures(self, *, mended: bool = False) -> list[KeptFailure]:
        """Return what failed, the newest first; without ``mended`` only what still does."""
        with self.database.reading() as connection:
            return journal.all_failures(connection, mended=mended)

    def changes(self, since: str | int | None = None) -> list[Change]:
        """Return what was added, changed or withdrawn after a number, or from a moment (UTC) on."""
        with self.database.reading() as connection:
            return list(journal.changes_since(connection, since))

    # Claims

    def to_code(self, fingerprint: str, *, again: bool = False, retry: bool = False) -> list[str]:
        """Return the reports to code: new ones; failed ones; those that were coded otherwise."""
        with self.database.reading() as connection:
            return report_store.to_code(connection, fingerprint, again=again, retry=retry)

    def keep(self, coded: Coded, run: Run) -> None:
        """Keep what coding a report gave; ids, history and decisions of its claims stay."""
        with self.database.writing() as connection:
            claim_store.keep(connection, coded, run)

    def fail(self, failure: KeptFailure) -> None:
        """Keep that a report could not be coded."""
        with self.database.writing() as connection:
            report_store.mark_failed(connection, failure)

    def claims(self, wanted: Filter | None = None, *, withdrawn: bool = False) -> Iterator[Claim]:
        """Yield the claims as they stand, those of wanted events where a filter is given.

        Rejected and withdrawn claims come only with ``withdrawn``.
        """
        with self.database.reading() as connection:
            of = None if wanted is None else queries.claim_ids(connection, wanted)
            yield from claim_store.every(connection, withdrawn=withdrawn, among=of)

    def claim(self, claim_id: str, *, machine: bool = False) -> Claim | None:
        """Return a claim as it stands, or with ``machine`` as it was coded, or None."""
        with self.database.reading() as connection:
            return claim_store.one(connection, claim_id, machine=machine)

    def claims_of_report(self, report_id: str, *, withdrawn: bool = False) -> list[Claim]:
        """Return the claims of a report in the order of its text."""
        with self.database.reading() as connection:
            return claim_store.of_report(connection, report_id, withdrawn=withdrawn)

    def claims_of_event(self, event_id: str) -> list[Claim]:
        """Return the claims of an event in their order there."""
        with self.database.reading() as connection:
            return claim_store.of_event(connection, event_id)

    def standings(self, claim_ids: Iterable[str]) -> dict[str, ClaimStanding]:
        """Return how claims stand: live, rejected, withdrawn; accepted or not; in which event."""
        with self.database.reading() as connection:
            return claim_store.standings(connection, claim_ids)

    def full_id(self, beginning: str) -> str:
        """Return the id of the one claim or event that begins so.

        Raises:
            UsageError: there is none, or there are several.
        """
        with self.database.reading() as connection:
            return short_ids.full(connection, beginning)

    def ids(self, beginning: str) -> list[tuple[short_ids.Kind, str]]:
        """Return claims and events whose ids begin so, with their kind, a few at most."""
        with self.database.reading() as connection:
            return short_ids.beginning_with(connection, beginning)

    # Events

    def link(
        self,
        families: Sequence[Family] | None = None,
        *,
        again: bool = False,
        join: Join = pairs_by_key,
    ) -> Done:
        """Link the claims that are new or changed to events; what people decided holds, ids stay.

        ``families`` take the place of the families of near-duplicates kept before. With ``again``
        all claims are linked; the outcome is the same, and so it is with the join of an engine
        (:mod:`dateline.scale.joins`).
        """
        return linking.link_project(self.database, families, again=again, join=join)

    def save_events(
        self,
        events: Iterable[Event],
        ended: Mapping[str, str | None] = MappingProxyType({}),
        pairs: Iterable[Comparison] = (),
        cause: str = "link",
    ) -> None:
        """Keep events; ``ended`` are those that are no more, each with what it went into."""
        with self.database.writing() as connection:
            event_store.save(connection, events, ended, cause)
            event_store.save_pairs(connection, pairs)

    def events(
        self,
        wanted: Filter | None = None,
        order: str = "date",
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Event]:
        """Return one page of the wanted events; the orders are those of ``queries.ORDERS``."""
        with self.database.reading() as connection:
            ids = queries.page(connection, wanted, order, limit, offset)
            return event_store.every(connection, ids)

    def event(self, event_id: str) -> Event | None:
        """Return the event that an id leads to now, through merging; None if there is none."""
        with self.database.reading() as connection:
            key = event_store.lasting_id(connection, event_id)
            return None if key is None else event_store.every(connection, [key])[0]

    def count(self, wanted: Filter | None = None) -> int:
        """Return how many events are wanted."""
        with self.database.reading() as connection:
            return queries.count(connection, wanted)

    def facets(
        self, wanted: Filter | None = None, fields: Sequence[str] = FACETS
    ) -> dict[str, dict[str, int]]:
        """Count the wanted events by every value of every field, blanks under ""."""
        with self.database.reading() as connection:
            return queries.facets(connection, wanted, fields)

    def points(
        self, wanted: Filter | None = None, names: Collection[str] = Points.names()
    ) -> Points:
        """Return the wanted events in columns, for maps and timelines; of all columns, or some."""
        with self.database.reading() as connection:
            return queries.points(connection, wanted, names)

    def pairs(self, *, undecided: bool = True) -> list[Comparison]:
        """Return pairs of claims too close to call, the likeliest to be one event first."""
        with self.database.reading() as connection:
            return event_store.all_pairs(connection, undecided=undecided)

    def families(self) -> list[Family]:
        """Return the families of near-duplicate reports, the largest first."""
        with self.database.reading() as connection:
            return event_store.all_families(connection)

    def save_families(self, found: Iterable[Family]) -> None:
        """Keep the families of near-duplicates in the place of those kept before."""
        with self.database.writing() as connection:
            event_store.save_families(connection, found)

    # Review

    def next_claim(
        self, queue: Queue, claim_id: str | None, *, backwards: bool = False, decided: bool = False
    ) -> str | None:
        """Return the claim to review after a given one, or first; see :mod:`store.queue`."""
        with self.database.reading() as connection:
            return queues.neighbour(
                connection, queue, claim_id, backwards=backwards, decided=decided
            )

    def progress(self, queue: Queue) -> tuple[int, int]:
        """Return how many claims of a queue have their verdict, and how many there are."""
        with self.database.reading() as connection:
            return queues.progress(connection, queue)

    def sample(self, queue: Queue) -> list[str]:
        """Return the ids of the claims of a random sample, in its order."""
        with self.database.reading() as connection:
            return queues.sample(connection, queue)

    def stamp(self) -> tallies.Stamp:
        """Return what changes with every write."""
        with self.database.reading() as connection:
            return tallies.stamp(connection)

    def tally(self) -> tallies.Tally:
        """Count everything the project holds."""
        with self.database.reading() as connection:
            return tallies.tally(connection)

    def days(self, wanted: Filter | None = None) -> Sequence[tuple[str | None, str | None, int]]:
        """Return the wanted events by their days: first day, last day, how many."""
        with self.database.reading() as connection:
            return tallies.days(connection, wanted)

    # Decisions

    def decide(self, decision: Decision) -> Decision:
        """Keep a decision, let it take effect, and return it with its number.

        Raises:
            UsageError: it does not fit its subject, or nobody is named.
        """
        with self.database.writing() as connection:
            return decide(connection, decision)

    def decisions(self, subject: str | None = None) -> list[Decision]:
        """Return all decisions in the order they were taken, or those on one subject."""
        with self.database.reading() as connection:
            return decision_rows.every(connection, subject)

    def decisions_of(self, subjects: Iterable[str]) -> dict[str, list[Decision]]:
        """Return the decisions on some subjects, each in their order."""
        with self.database.reading() as connection:
            return decision_rows.decisions_of(connection, subjects)

    def last_decisions(self, who: str, limit: int) -> list[Decision]:
        """Return the last decisions that a person took, oldest first."""
        with self.database.reading() as connection:
            return tallies.last_decisions(connection, who, limit)

    def decisions_about(self, subject: str) -> list[Decision]:
        """Return the decisions on a claim or event, alone or together with others."""
        with self.database.reading() as connection:
            return tallies.decisions_about(connection, subject)

    def coders(self) -> list[tuple[str, int]]:
        """Return how many verdicts and edits each person gave, the busiest first."""
        with self.database.reading() as connection:
            return tallies.by_coder(connection)

    def coded_twice(self) -> list[str]:
        """Return the claims that two or more people gave a verdict on."""
        with self.database.reading() as connection:
            return tallies.coded_twice(connection)
