"""The record of events: claims about one happening put together, and what people decide on them.

Plain immutable data like :mod:`dateline.records`, with the same units.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from dateline.records import CountKind, DateRange, Place, SourceKind, Status

Grade = Literal["weak", "fair", "contested", "confirmed", "discounted"]
"""How far an event is corroborated, after Airwars; computed by a stated rule, never "verified".

``weak``: one independent voice. ``fair``: two or more. ``contested``: voices differ on who did it
or on whether it happened. ``confirmed``: the party that did it accepts it. ``discounted``: a
person has set it aside.
"""

Relation = Literal["part_of", "has_part", "total_of", "answers"]
"""How two events stand to each other without being one."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One value that claims of an event give a field, and the claims that give it.

    Attributes:
        key: what makes two values the same: an actor id, a gazetteer id, an interval of days.
        label: the value for people.
        claim_ids: the claims that give it, in their order.
        voices: names of the independent voices that give it.

    """

    key: str
    label: str
    claim_ids: tuple[str, ...]
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """One independent origin of what an event's claims tell.

    The same spokesman in three papers is one voice, and so are copies of one dispatch.

    Attributes:
        key: the origin: an actor id, a source's name within its kind, or an outlet.
        is_party: the voice is itself a party to the event.
        report_ids: the reports in which it speaks.
        independent: it counts as a source of its own; an outlet that names its sources for the
            event, and a voice heard only through a doubtful word, do not.

    """

    key: str
    name: str
    kind: SourceKind
    is_party: bool
    claim_ids: tuple[str, ...]
    report_ids: tuple[str, ...]
    independent: bool = True


@dataclass(frozen=True, slots=True)
class Figure:
    """What one claim says of one kind of count.

    Attributes:
        of: of whom ("civilians"), as the claim words it.
        side: the party whose people they are, where the claim tells it.
        is_part: the claim gives a larger figure too, of which this is a part ("17 people, nine of
            them civilians"); a part does not enter the span.

    """

    claim_id: str
    voice: str
    low: int | None
    high: int | None
    of: str | None
    words: str
    side: str | None = None
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class CountRange:
    """All that the claims of an event say of one kind of count, and its span.

    ``low`` is the least that any claim states and ``high`` the greatest; None where none is
    stated. Running totals over several events are kept apart in ``totals`` and never enter the
    span.
    """

    kind: CountKind
    low: int | None
    high: int | None
    figures: tuple[Figure, ...]
    totals: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A set of claims about one happening, with their disagreements kept.

    Attributes:
        event_id: minted once and kept.
        claim_ids: all claims, ordered by report day, report and place in the text.
        status: what its voices say became of it; where they differ, ``happened`` before
            ``denied``, and "status" stands in ``disagreements``.
        actor, recipient: readings, the one that most voices give first; rival blame stands side
            by side.
        place: the most precise place that the claims agree with, or None.
        places, dates, statuses: every reading.
        date: the narrowest interval that the claims agree with, or None.
        denials: claims that deny it.
        first_reported, last_reported: publication days of its reports, where they state one.
        grade_rule: id of the rule that gave the grade; ``grade_because`` says it in words.
        disagreements: fields on which claims differ: ``actor``, ``status``, ``place``, ``date``,
            ``killed``, ``injured`` …
        related: events that belong with it, each with how.
        sentence: the event for people.

    """

    event_id: str
    claim_ids: tuple[str, ...]
    report_ids: tuple[str, ...]
    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    status: Status
    statuses: tuple[Reading, ...]
    actor: tuple[Reading, ...]
    recipient: tuple[Reading, ...]
    place: Place | None
    places: tuple[Reading, ...]
    date: DateRange | None
    dates: tuple[Reading, ...]
    counts: tuple[CountRange, ...]
    denials: tuple[str, ...]
    voices: tuple[Voice, ...]
    first_reported: datetime.date | None
    last_reported: datetime.date | None
    grade: Grade
    grade_rule: str
    grade_because: str
    disagreements: tuple[str, ...]
    related: tuple[tuple[Relation, str], ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """Reports that are copies of one text, with what each changed; they are one voice.

    Attributes:
        family_id: derived from its first report.
        report_ids: the first report (by day, then id) and its copies.
        shares: for each report, the share of its shingles that the first has, from 0 to 1.

    """

    family_id: str
    report_ids: tuple[str, ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What linking needs to know of a report.

    Attributes:
        family_id: the family of near-duplicates it belongs to, or None.
        text: its text, in whose sentences linking looks for what was hit; may be left empty.
        body_start: where its body begins, after the headline.

    """

    report_id: str
    name: str
    published: datetime.date | None = None
    publisher: str | None = None
    family_id: str | None = None
    text: str = ""
    body_start: int = 0


Verdict = Literal["same", "unsure", "different"]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing compared: the field, what was found in words, and how much it speaks for "same".

    A negative weight speaks against; ``bars`` says that it rules "same" out by itself.
    """

    field: str
    words: str
    weight: float
    bars: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two claims held side by side: every part in words, their sum, and the verdict."""

    claim_a: str
    claim_b: str
    parts: tuple[Part, ...]
    score: float
    verdict: Verdict

    @property
    def words(self) -> str:
        """Return the parts as one line: "same day, 3 km apart, same actor, tolls overlap"."""
        return ", ".join(part.words for part in self.parts)


DecisionKind = Literal[
    "accept",
    "reject",
    "edit",
    "comment",
    "undo",
    "same_event",
    "different_event",
    "merge",
    "split",
    "set_value",
    "discount",
    "skip",
]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided: who, when, about what, what was before, what is now, and why.

    Decisions are only ever appended; ``undo`` holds in ``before`` the number of the decision it
    takes back, on the same subject.

    Attributes:
        decision_id: number in the order of arrival, from 1 (0 before it is kept).
        at: moment in UTC, ISO 8601 with seconds.
        subject: id of the claim or event decided on, or ids of several with a blank between.
        field: the field of the record, or None for the whole.
        before, after: JSON forms of the value, or None.
        blind: the judgement of a second coder who did not see what others decided; it counts for
            agreement and changes nothing.

    """

    who: str
    at: str
    kind: DecisionKind
    subject: str
    field: str | None = None
    before: object = None
    after: object = None
    why: str | None = None
    decision_id: int = 0
    blind: bool = False
