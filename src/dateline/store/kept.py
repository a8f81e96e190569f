"""What the store knows beside the record: runs, failures, changes, and how a report stands."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from typing import Literal

from dateline.errors import DatelineError
from dateline.export.json_fields import Json

ReportState = Literal["new", "coded", "failed"]
ClaimState = Literal["live", "rejected", "withdrawn", "superseded"]
SubjectKind = Literal["report", "claim", "event"]
ChangeKind = Literal["added", "changed", "withdrawn"]
RunKind = Literal["add", "code", "link"]


def now() -> str:
    """Return this moment in UTC, ISO 8601 with seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


@dataclass(slots=True)
class Added:
    """What adding did: reports taken in, reports that were there already, and errors.

    Attributes:
        corrected: of the new ones, those that are new versions, each with the name of the old.
        namesakes: of the new ones, those with the name of another report but another text.

    """

    new: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    corrected: list[tuple[str, str]] = field(default_factory=list)
    namesakes: list[str] = field(default_factory=list)
    failed: list[DatelineError] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report as a list shows it, without its text.

    Attributes:
        superseded_by: the report that is a newer version of it, or None.
        claims: how many live claims it has.

    """

    report_id: str
    name: str
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None
    language: str | None
    characters: int
    added_at: str
    state: ReportState
    superseded_by: str | None
    run_id: int | None
    claims: int


@dataclass(frozen=True, slots=True)
class ClaimStanding:
    """How a claim stands: ``verdict`` is ``accepted``, ``rejected`` or None."""

    claim_id: str
    state: ClaimState
    verdict: str | None
    event_id: str | None


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command: when, by which versions and settings, and what it did."""

    run_id: int
    kind: RunKind
    started: str
    ended: str | None
    fingerprint: str
    body: Json


@dataclass(frozen=True, slots=True)
class KeptFailure:
    """A report that could not be read or coded, until it could."""

    at: str
    subject: str
    fault: str
    remedy: str
    report_id: str | None
    run_id: int | None
    trace: str | None
    mended: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was added, changed or withdrawn, and by what."""

    seq: int
    at: str
    subject_kind: SubjectKind
    subject: str
    change: ChangeKind
    cause: str


@dataclass(frozen=True, slots=True)
class Points:
    """Events in columns, for maps and timelines; days in ISO 8601, None where not known."""

    event_id: tuple[str, ...] = ()
    event_type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    latitude: tuple[float | None, ...] = ()
    longitude: tuple[float | None, ...] = ()
    precision: tuple[str | None, ...] = ()
    country: tuple[str | None, ...] = ()
    admin1: tuple[str | None, ...] = ()
    date_start: tuple[str | None, ...] = ()
    date_end: tuple[str | None, ...] = ()
    killed_high: tuple[int | None, ...] = ()
    grade: tuple[str, ...] = ()

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return the names of the columns."""
        return tuple(each.name for each in fields(cls))

    def __len__(self) -> int:
        """Return how many events there are."""
        return len(self.event_id)
