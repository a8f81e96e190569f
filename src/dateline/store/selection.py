"""What an export is made of: a project with a filter, or a folder that ``dateline code -o`` wrote.

Events come in chunks, each with its claims and reports, so that a project of any size leaves
through little memory.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType

from sqlalchemy import Connection

from dateline.event_records import Decision, Event, Family
from dateline.export.told import Account, Lazily, Told
from dateline.filters import Filter
from dateline.records import Claim, Report
from dateline.review.apply import in_force
from dateline.store import event_store, queries, run_folder
from dateline.store import reports as report_store
from dateline.store.bodies import chunks
from dateline.store.project import Project

CHUNK = 500
KEPT_REPORTS = 2_000
_REVIEWS = frozenset({"accept", "reject", "edit", "set_value", "merge", "split", "discount"})


def _own(event: Event, claims: Callable[[], Mapping[str, Claim]]) -> tuple[Claim, ...]:
    found = claims()
    return tuple(found[claim_id] for claim_id in event.claim_ids if claim_id in found)


class OfProject:
    """The wanted events of a project, as they stand after what people decided."""

    def __init__(self, project: Project, wanted: Filter | None = None) -> None:
        self._project = project
        self.wanted = wanted or Filter()
        self._reports: OrderedDict[str, Report] = OrderedDict()

    @property
    def _filter(self) -> Filter | None:
        return None if self.wanted == Filter() else self.wanted

    def _report(self, report_id: str) -> Report:
        if report_id not in self._reports:
            self._reports[report_id] = self._project.report(report_id)
            if len(self._reports) > KEPT_REPORTS:
                self._reports.popitem(last=False)
        return self._reports[report_id]

    def count(self) -> int:
        """Return how many events there are."""
        return self._project.count(self._filter)

    def told(self) -> Iterator[Told]:
        """Yield the wanted events, by their day."""
        reviewers = self._reviewers()
        database = self._project.database
        with database.reading() as connection:
            ids = queries.page(connection, self._filter, "date", None, 0)
        for part in chunks(ids, CHUNK):
            with database.reading() as connection:
                events = event_store.every(connection, part)
                self._fetch(connection, (r for event in events for r in event.report_ids))
            yield from self._with_claims(events, reviewers)

    def _fetch(self, connection: Connection, report_ids: Iterable[str]) -> None:
        """Read the reports that are not at hand, many at once."""
        wanted = dict.fromkeys(r for r in report_ids if r not in self._reports)
        self._reports |= report_store.some(connection, wanted)

    def _with_claims(
        self, events: list[Event], reviewers: Mapping[str, list[str]]
    ) -> Iterator[Told]:
        ids = Filter(event_id=tuple(event.event_id for event in events))

        @cache
        def claims() -> dict[str, Claim]:
            return {claim.claim_id: claim for claim in self._project.claims(ids)}

        for event in events:
            own = Lazily(partial(_own, event, claims))
            reports = {report_id: self._report(report_id) for report_id in event.report_ids}
            subjects = (event.event_id, *event.claim_ids)
            who = sorted({name for subject in subjects for name in reviewers.get(subject, ())})
            yield Told(event, own, MappingProxyType(reports), tuple(who))
        while len(self._reports) > KEPT_REPORTS:
            self._reports.popitem(last=False)

    def _reviewers(self) -> Mapping[str, list[str]]:
        """Return who accepted, rejected or changed a claim or an event, by its id."""
        found: dict[str, list[str]] = {}
        for decision in in_force(self._project.decisions()):
            if decision.kind in _REVIEWS and not decision.blind:
                for subject in decision.subject.split():
                    found.setdefault(subject, []).append(decision.who)
        return found

    def claims(self) -> Iterator[tuple[Claim, Report, str | None]]:
        """Yield the claims of the wanted events, or all, in the order of their reports."""
        for part in chunks(self._project.claims(self._filter)):
            with self._project.database.reading() as connection:
                self._fetch(connection, (claim.report_id for claim in part))
            standings = self._project.standings(claim.claim_id for claim in part)
            for claim in part:
                standing = standings.get(claim.claim_id)
                event_id = standing.event_id if standing else None
                yield claim, self._report(claim.report_id), event_id

    def machine_claims(self) -> Iterator[Claim]:
        """Yield the claims that people changed or rejected, as the machine made them."""
        subjects = {d.subject for d in self._project.decisions() if d.kind in ("edit", "reject")}
        among = None
        if self._filter is not None:
            among = {claim.claim_id for claim in self._project.claims(self._filter)}
        for claim_id in sorted(subjects):
            made = self._project.claim(claim_id, machine=True)
            wanted = among is None or claim_id in among
            if made is not None and wanted and made != self._standing(claim_id):
                yield made

    def _standing(self, claim_id: str) -> Claim | None:
        """Return a claim as it stands, or None where it was rejected or withdrawn."""
        standing = self._project.standings([claim_id]).get(claim_id)
        live = standing is not None and standing.state == "live"
        return self._project.claim(claim_id) if live else None

    def reports(self) -> Iterator[Report]:
        """Yield the reports: those of the wanted claims, or all."""
        if self._filter is None:
            yield from self._project.reports()
            return
        wanted = dict.fromkeys(claim.report_id for claim in self._project.claims(self._filter))
        yield from (self._report(report_id) for report_id in wanted)

    def original(self, report: Report) -> bytes:
        """Return the received bytes of a report."""
        return self._project.original(report.report_id)

    def account(self, report: Report) -> Account:
        """Return what became of the sentences of a report, and what was rejected."""
        return Account(*self._project.account(report.report_id))

    def families(self) -> Iterator[Family]:
        """Yield the families of copies among the reports."""
        there = {report.report_id for report in self.reports()}
        yield from (f for f in self._project.families() if not there.isdisjoint(f.report_ids))

    def decisions(self) -> Iterator[Decision]:
        """Yield what people decided on the wanted events and claims, or everything."""
        if self._filter is None:
            yield from self._project.decisions()
            return
        subjects = {claim.claim_id for claim in self._project.claims(self._filter)}
        subjects |= {event.event_id for event in self._project.events(self._filter)}
        for decision in self._project.decisions():
            if not subjects.isdisjoint(decision.subject.split()):
                yield decision


class OfRun:
    """The claims of a folder that ``dateline code -o`` wrote; they are not linked to events."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.wanted = Filter()

    def told(self) -> Iterator[Told]:
        """Yield nothing: there are no events."""
        return iter(())

    def claims(self) -> Iterator[tuple[Claim, Report, str | None]]:
        """Yield the claims in the order of their reports."""
        for coded in run_folder.coded_of(self._folder):
            for claim in coded.claims:
                yield claim, coded.report, None

    def machine_claims(self) -> Iterator[Claim]:
        """Yield nothing: nobody has changed anything."""
        return iter(())

    def reports(self) -> Iterator[Report]:
        """Yield the reports, each once."""
        yield from {r.report_id: r for r in run_folder.reports_of(self._folder)}.values()

    def original(self, report: Report) -> bytes:
        """Return nothing: a run does not keep the received bytes."""
        return b""

    def account(self, report: Report) -> Account:
        """Return what became of the sentences of a report, and what was rejected."""
        for coded in run_folder.coded_of(self._folder):
            if coded.report.report_id == report.report_id:
                return Account(coded.sentences, coded.rejected)
        return Account((), ())

    def families(self) -> Iterator[Family]:
        """Yield nothing: families are found in projects."""
        return iter(())

    def decisions(self) -> Iterator[Decision]:
        """Yield nothing: decisions are taken in projects."""
        return iter(())
