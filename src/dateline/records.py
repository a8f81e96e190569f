"""The record: what a report, a claim and every value of a claim look like.

A *claim* is one source saying, in one report, that one thing happened (or will, or did not).
Everything here is plain immutable data; no module of Dateline is imported.

Units, everywhere: offsets are Unicode code points, half-open; coordinates are WGS84 degrees,
latitude then longitude; counts are whole persons (or things, where the kind says so); dates are
ISO 8601, local to the place of the event. ``None`` always means "not known" and always has a
reason beside it, never a default.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Basis = Literal["stated", "resolved", "inferred", "reviewed"]
"""How a value rests on its words.

``stated``: the words name it. ``resolved``: the words point to it (a pronoun, a description, a
weekday). ``inferred``: the passage implies it. ``reviewed``: a person set it.
"""

Status = Literal[
    "happened",
    "ongoing",
    "planned",
    "threatened",
    "requested",
    "possible",
    "denied",
    "hypothetical",
    "not_happened",
]

PlacePrecision = Literal["exact", "near", "district", "province", "country", "unknown"]
DatePrecision = Literal["day", "week", "month", "season", "year", "unknown"]

CountKind = Literal[
    "killed",
    "injured",
    "casualties",
    "detained",
    "abducted",
    "released",
    "displaced",
    "missing",
    "surrendered",
    "fighters",
    "troops",
    "protesters",
    "vehicles",
    "weapons",
    "buildings",
    "places",
    "attacks",
    "money",
    "persons",
    "other",
]

SourceKind = Literal[
    "party",
    "official",
    "military",
    "medic",
    "ngo",
    "un",
    "resident",
    "witness",
    "journalist",
    "media",
    "document",
    "person",
    "unnamed",
]
"""What a source is; ``person`` is somebody named of whom the text tells no more."""

AttributionForm = Literal["direct", "indirect", "paraphrase", "headline", "caption"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words a value rests on: ``report.text[start:end] == quote``, always."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Report:
    """One report as received and as read.

    Attributes:
        report_id: first 16 hexadecimal digits of the SHA-256 of the received bytes.
        name: the name the report goes by in output (a file name, or ``archive.zip/member.txt``).
        text: the text all offsets index; for plain text the decoded file, unchanged.
        sha256: digest of the received bytes, hexadecimal.
        published: day of publication, or None when nothing states it.
        published_basis: where the day came from: ``metadata``, ``dateline``, ``option``.
        dateline_place: the place words of a dateline ("MOSUL, Iraq"), or None.
        body_start: offset where the body begins, after the headline and dateline.
        title: the headline, or None.
        read_as: the reader that made the text: ``text``, ``html``, ``pdf``, ``jsonl``, ``csv`` …
        encoding: the character set the bytes were decoded from.
        notes: what a reader should know about how the text was made, in sentences.
        original: the received bytes, kept so that a store can write them untouched.

    """

    report_id: str
    name: str
    text: str
    sha256: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    published: date | None = None
    published_basis: str | None = None
    dateline_place: str | None = None
    body_start: int = 0
    read_as: str = "text"
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()
    original: bytes = b""


@dataclass(frozen=True, slots=True)
class SentenceRef:
    """Which sentence a claim stands in: its number (from 1) and its extent."""

    n: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who does or suffers: the words, and who that is.

    Attributes:
        name: canonical name where known, else the head noun phrase as written.
        actor_id: id in the actor list, or None (then ``reason`` says why).
        country: ISO 3166-1 alpha-3 code of the state the actor belongs to, or None.
        sectors: PLOVER sector codes, most specific first.
        words: the phrase in the sentence of the claim, as written.

    """

    name: str
    words: str
    anchors: tuple[Anchor, ...]
    basis: Basis
    rule: str
    actor_id: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the event was: the words, and the place on earth they mean.

    Latitude and longitude are those of the named place; with ``precision`` other than ``exact``
    they are a centre to draw an area around, never a point where something happened. They are
    None when the name could not be resolved (then ``reason`` says why).

    Attributes:
        admin1, admin2: names of the first- and second-level division it lies in.
        admin1_code: ISO 3166-2 code of the first, where free data give one.
        iso3: ISO 3166-1 alpha-3 code of the country.

    """

    name: str
    words: str
    anchors: tuple[Anchor, ...]
    basis: Basis
    rule: str
    precision: PlacePrecision = "unknown"
    gazetteer_id: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    country: str | None = None
    iso3: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    reason: str | None = None
    admin1_code: str | None = None


@dataclass(frozen=True, slots=True)
class DateRange:
    """When the event was: first and last day it can have been, both inclusive.

    ``end`` is None for an open interval ("since December 2015").
    """

    start: date
    end: date | None
    precision: DatePrecision
    words: str
    anchors: tuple[Anchor, ...]
    basis: Basis
    rule: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many, of whom, of what kind.

    Attributes:
        low, high: the bounds the words state; None where they state none
            ("more than 250": low 250, high None; "at least 12": low 12, high None).
        best: a single figure only where the words state one.
        approximate: the words themselves are vague ("about", "dozens", "more than").
        cumulative: a running total over several events ("bringing the toll to").

    """

    kind: CountKind
    low: int | None
    high: int | None
    best: int | None
    approximate: bool
    of: str | None
    words: str
    anchors: tuple[Anchor, ...]
    rule: str
    cumulative: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of the chain of who says so; the chain runs nearest to the reader first.

    Attributes:
        cue: the word that attributes ("said", "according to"), or None (a bare colon).
        is_party: the source is itself actor or recipient of the event it tells.

    """

    name: str
    words: str
    kind: SourceKind
    form: AttributionForm
    cue: Anchor | None
    anchors: tuple[Anchor, ...]
    rule: str
    basis: Basis = "stated"
    actor_id: str | None = None
    is_party: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One source says, in one report, that one thing happened.

    An empty ``according_to`` means the outlet itself asserts it. Every empty value has its
    reason in the field of the same name with ``_reason``.

    Attributes:
        factuality: how sure a reader of the words may be that it took place, from −3 (certainly
            not) to 3 (certainly), by learnt weights; None where a person or another program made
            the claim. The status is decided apart from it, by rules.
        factuality_because: what weighed most in that number, heaviest first.

    """

    claim_id: str
    report_id: str
    report: str
    sentence: SentenceRef
    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    trigger: Anchor
    trigger_rule: str
    status: Status
    status_rule: str
    status_anchors: tuple[Anchor, ...] = ()
    factuality: float | None = None
    factuality_because: tuple[str, ...] = ()
    hedged: bool = False
    hedge_anchors: tuple[Anchor, ...] = ()
    quoted: bool = False
    actor: tuple[Actor, ...] = ()
    actor_reason: str | None = None
    recipient: tuple[Actor, ...] = ()
    recipient_reason: str | None = None
    place: Place | None = None
    place_reason: str | None = None
    date: DateRange | None = None
    date_words: tuple[Anchor, ...] = ()
    date_reason: str | None = None
    counts: tuple[Count, ...] = ()
    counts_reason: str | None = None
    according_to: tuple[Attribution, ...] = ()
    about_claim_id: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that looked like an event and was not made a claim, with the reason."""

    report_id: str
    sentence: SentenceRef
    trigger: Anchor
    event_type: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class SentenceAccount:
    """What became of one sentence: how many claims it gave, or why it gave none."""

    sentence: SentenceRef
    claims: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class Coded:
    """All that coding one report gave: claims, what was rejected, and every sentence's account."""

    report: Report
    claims: tuple[Claim, ...]
    rejected: tuple[Rejected, ...]
    sentences: tuple[SentenceAccount, ...]
