"""What is exported: events with the claims they rest on, and how careful to be with them.

Writers take any :class:`Source`: a project with a filter, a folder that ``dateline code -o``
wrote, or records in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, Protocol, overload

from dateline.event_records import CountRange, Decision, Event, Family, Reading
from dateline.filters import Filter, matches
from dateline.filters.match import greatest
from dateline.records import Claim, Place, Rejected, Report, SentenceAccount

Fatalities = Literal["low", "high", "blank-if-disagree"]
Role = Literal["actor", "recipient"]
POINTS = frozenset({"exact", "near"})
"""Precisions whose coordinates may stand as a point; areas have none, only names."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How values leave.

    Attributes:
        fatalities: which figure stands where a shape has room for one: ``low`` the least that any
            claim states, ``high`` the greatest, ``blank-if-disagree`` none where claims differ.
        decimals: to how many decimals coordinates are rounded; None keeps them.
        without_names: leave out names of people whom no list knows, and all words of reports.

    """

    fatalities: Fatalities = "low"
    decimals: int | None = None
    without_names: bool = False

    @property
    def is_lossless(self) -> bool:
        """Nothing is rounded or left out."""
        return self.decimals is None and not self.without_names


class Lazily(Sequence[Claim]):
    """Claims that are read when somebody looks at them: many forms need only the event."""

    def __init__(self, load: Callable[[], tuple[Claim, ...]]) -> None:
        self._load = load
        self._found: tuple[Claim, ...] | None = None

    def _all(self) -> tuple[Claim, ...]:
        if self._found is None:
            self._found = self._load()
        return self._found

    @overload
    def __getitem__(self, at: int) -> Claim: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Claim, ...]: ...
    def __getitem__(self, at: int | slice) -> Claim | tuple[Claim, ...]:
        """Return a claim, or some."""
        return self._all()[at]

    def __len__(self) -> int:
        """Return how many claims there are."""
        return len(self._all())


@dataclass(frozen=True, slots=True)
class Told:
    """One event with all that tells it.

    Attributes:
        claims: its claims, in the order of the event.
        reports: their reports, by id.
        reviewers: who accepted, rejected or changed it or a claim of it, in order of name.

    """

    event: Event
    claims: Sequence[Claim]
    reports: Mapping[str, Report]
    reviewers: tuple[str, ...] = ()

    def report_of(self, claim: Claim) -> Report:
        """Return the report a claim stands in."""
        return self.reports[claim.report_id]

    def own_reports(self) -> list[Report]:
        """Return the event's reports in its order."""
        return [self.reports[r] for r in self.event.report_ids if r in self.reports]

    def counted(self, kind: str) -> CountRange | None:
        """Return what is said of one kind of count."""
        return next((count for count in self.event.counts if count.kind == kind), None)


@dataclass(frozen=True, slots=True)
class Account:
    """What became of every sentence of a report, and what looked like an event and was none."""

    sentences: tuple[SentenceAccount, ...] = ()
    rejected: tuple[Rejected, ...] = ()


class Source(Protocol):
    """Where exported records come from; every method can be called again."""

    wanted: Filter

    def told(self) -> Iterator[Told]:
        """Yield the wanted events."""

    def claims(self) -> Iterator[tuple[Claim, Report, str | None]]:
        """Yield the claims, each with its report and the id of its event."""

    def machine_claims(self) -> Iterator[Claim]:
        """Yield the claims that people changed or rejected, as the machine made them."""

    def reports(self) -> Iterator[Report]:
        """Yield the reports of those claims, each once."""

    def original(self, report: Report) -> bytes:
        """Return the received bytes of a report; none where they are not kept."""

    def account(self, report: Report) -> Account:
        """Return what became of the sentences of a report."""

    def families(self) -> Iterator[Family]:
        """Yield the families of copies among those reports."""

    def decisions(self) -> Iterator[Decision]:
        """Yield what people decided on those events and claims."""


@dataclass(frozen=True, slots=True)
class InMemory:
    """A source of records that are all at hand."""

    events: tuple[Event, ...]
    claims_by_id: Mapping[str, Claim]
    reports_by_id: Mapping[str, Report]
    all_families: tuple[Family, ...] = ()
    all_decisions: tuple[Decision, ...] = ()
    reviewers: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    as_made: tuple[Claim, ...] = ()
    accounts: Mapping[str, Account] = field(default_factory=lambda: MappingProxyType({}))
    wanted: Filter = field(default_factory=Filter)

    def told(self) -> Iterator[Told]:
        """Yield the wanted events."""
        for event in self.events:
            claims = tuple(self.claims_by_id[c] for c in event.claim_ids if c in self.claims_by_id)
            who = self.reviewers.get(event.event_id, ())
            if matches(self.wanted, event, claims, self.reports_by_id, who):
                reports = {
                    r: self.reports_by_id[r] for r in event.report_ids if r in self.reports_by_id
                }
                yield Told(event, claims, MappingProxyType(reports), who)

    def claims(self) -> Iterator[tuple[Claim, Report, str | None]]:
        """Yield the claims: those of wanted events, or all where nothing is asked."""
        if self.wanted == Filter():
            event_of = {c: e.event_id for e in self.events for c in e.claim_ids}
            for claim in self.claims_by_id.values():
                report = self.reports_by_id[claim.report_id]
                yield claim, report, event_of.get(claim.claim_id)
            return
        for told in self.told():
            for claim in told.claims:
                yield claim, told.report_of(claim), told.event.event_id

    def machine_claims(self) -> Iterator[Claim]:
        """Yield the claims that people changed or rejected, as the machine made them."""
        if self.wanted == Filter():
            yield from self.as_made
            return
        there = {claim.claim_id for claim, _, _ in self.claims()}
        yield from (claim for claim in self.as_made if claim.claim_id in there)

    def original(self, report: Report) -> bytes:
        """Return the received bytes of a report."""
        return report.original

    def account(self, report: Report) -> Account:
        """Return what became of the sentences of a report."""
        return self.accounts.get(report.report_id, Account())

    def reports(self) -> Iterator[Report]:
        """Yield the reports: those of the claims, or all where nothing is asked."""
        if self.wanted == Filter():
            yield from self.reports_by_id.values()
        else:
            yield from {report.report_id: report for _, report, _ in self.claims()}.values()

    def families(self) -> Iterator[Family]:
        """Yield the families that have a report among those."""
        there = {report.report_id for report in self.reports()}
        yield from (f for f in self.all_families if not there.isdisjoint(f.report_ids))

    def decisions(self) -> Iterator[Decision]:
        """Yield the decisions on those events and claims."""
        if self.wanted == Filter():
            yield from self.all_decisions
            return
        subjects = {told.event.event_id for told in self.told()}
        subjects |= {claim.claim_id for claim, _, _ in self.claims()}
        yield from (d for d in self.all_decisions if not subjects.isdisjoint(d.subject.split()))


def leading(event: Event, role: Role) -> tuple[Reading, ...]:
    """Return who stands in a role: those who stand there together, or who most voices say does.

    Where claims differ and no reading has more voices than every other, nobody does: one name
    out of a dispute would settle it.
    """
    found = event.actor if role == "actor" else event.recipient
    if role not in event.disagreements or len(found) < 2:
        return found
    most, next_most = (len(reading.voices) for reading in found[:2])
    return found[:1] if most > next_most else ()


def point(place: Place | None) -> tuple[float, float] | None:
    """Return latitude and longitude of a place that is exact or near one, else None."""
    if place is None or place.precision not in POINTS:
        return None
    if place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def deaths(told: Told, policy: Policy) -> int | None:
    """Return the one number killed that the policy gives, or None; never a 0 nobody stated."""
    killed = told.counted("killed")
    if killed is None:
        return None
    if policy.fatalities == "blank-if-disagree":
        return None if "killed" in told.event.disagreements else killed.low
    return killed.low if policy.fatalities == "low" else greatest(killed)
