"""What comparing needs of a claim, worked out once: its kind, days, ground, parties and tolls.

Claims of one report that tell one happening are put together into one signature that knows what
each of them knows; so a sentence that gives only a toll has the day and place of its report's
other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.event_records import ReportFacts
from dateline.extract.according_to.about import claims_responsibility
from dateline.knowledge.linking_data import kind_of, words
from dateline.records import Actor, Claim, Count, DateRange, Place

UNREAL = frozenset({"planned", "threatened", "requested", "hypothetical"})
RADIUS = {"exact": 8.0, "near": 25.0, "district": 45.0, "province": 200.0}
"""Kilometres around a place's centre in which an event so placed may have been."""
COUNTED = frozenset({"killed", "injured", "casualties", "detained", "abducted", "released",
                     "displaced", "missing", "surrendered", "protesters", "vehicles"})  # fmt: skip
SPANS = ("days", "nights", "week", "month", "year")
COMMON_FOLK = frozenset({"CVL", "UNK"})


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day an event can have been, as ordinals, and whether words state it."""

    first: int
    last: int
    firm: bool

    @property
    def length(self) -> int:
        """Return how many days it spans."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Ground:
    """Where an event was: a gazetteer place with the distance its words allow."""

    place_id: str | None
    name: str
    precision: str
    radius: float
    latitude: float | None
    longitude: float | None
    admin1: str | None
    iso3: str | None


@dataclass(frozen=True, slots=True)
class Side:
    """The parties in one role: ids of those known, persons by name, sorts, countries' forces."""

    ids: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    sorts: frozenset[str] = frozenset()
    camps: frozenset[str] = frozenset()

    def __or__(self, other: Side) -> Side:
        return Side(
            self.ids | other.ids,
            self.persons | other.persons,
            self.sorts | other.sorts,
            self.camps | other.camps,
        )


Toll = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Signature:
    """What comparing needs of one claim, or of several of one report put together.

    Attributes:
        order: sorts signatures by report day, report and place in the text, whatever the order
            of arrival.
        tolls: for each kind of count the least and the most that is told of this happening alone.
        unreal: planned, threatened or asked for, not told as done.
        sites: what was hit or where it was, by its sort: "market", "checkpoint".
        headline: told above the body of the report.
        spread: told of several days together, so that it is more than one day's event.

    """

    order: tuple[int, str, int, str]
    claim_ids: tuple[str, ...]
    report_id: str
    published: int | None
    family: str
    modes: frozenset[str]
    means: frozenset[str]
    words: frozenset[str]
    unreal: bool
    spread: bool
    sites: frozenset[str]
    headline: bool
    days: Days | None
    ground: Ground | None
    actors: Side
    recipients: Side
    tolls: tuple[tuple[str, Toll], ...]

    @property
    def key(self) -> str:
        """Return the id of its first claim."""
        return self.claim_ids[0]


def signature(claim: Claim, facts: ReportFacts | None) -> Signature:
    """Return what comparing needs of one claim."""
    published = facts.published if facts is not None else None
    kind = kind_of(claim.event_type, claim.mode)
    return Signature(
        order=(
            published.toordinal() if published else 0,
            claim.report_id,
            claim.trigger.start,
            claim.claim_id,
        ),
        claim_ids=(claim.claim_id,),
        report_id=claim.report_id,
        published=published.toordinal() if published else None,
        family=kind.family,
        modes=frozenset({claim.mode} if claim.mode else ()),
        means=kind.means,
        words=frozenset({_word(claim)}),
        unreal=claim.status in UNREAL,
        spread=_is_spread(claim),
        headline=facts is not None and claim.sentence.start < facts.body_start,
        sites=_sites(claim, facts.text if facts is not None else ""),
        days=None if claims_responsibility(claim) else _days(claim.date, published),
        ground=_ground(claim.place),
        actors=side_of(claim.actor),
        recipients=side_of(claim.recipient),
        tolls=_tolls(claim.counts),
    )


def together(parts: Sequence[Signature]) -> Signature:
    """Return one signature of several of one report: the narrowest day and place, all else."""
    parts = sorted(parts, key=lambda part: part.order)
    first = parts[0]
    if len(parts) == 1:
        return first
    tolls: dict[str, Toll] = {}
    for part in parts:
        for kind, (low, high) in part.tolls:
            least, most = tolls.get(kind, (low, high))
            tolls[kind] = (min(least, low), max(most, high))
    days = [part.days for part in parts if part.days is not None]
    grounds = [part.ground for part in parts if part.ground is not None]
    return Signature(
        order=first.order,
        claim_ids=tuple(claim_id for part in parts for claim_id in part.claim_ids),
        report_id=first.report_id,
        published=first.published,
        family=first.family,
        modes=frozenset[str]().union(*(part.modes for part in parts)),
        means=frozenset[str]().union(*(part.means for part in parts)),
        words=frozenset[str]().union(*(part.words for part in parts)),
        unreal=all(part.unreal for part in parts),
        spread=any(part.spread for part in parts),
        headline=all(part.headline for part in parts),
        sites=frozenset[str]().union(*(part.sites for part in parts)),
        days=min(days, key=lambda d: (d.length, not d.firm, d.first), default=None),
        ground=min(grounds, key=lambda g: (g.radius, g.place_id or "", g.name), default=None),
        actors=_all(part.actors for part in parts),
        recipients=_all(part.recipients for part in parts),
        tolls=tuple(sorted(tolls.items())),
    )


def _all(sides: Iterable[Side]) -> Side:
    whole = Side()
    for side in sides:
        whole = whole | side
    return whole


def _word(claim: Claim) -> str:
    """Return the event word by its rule ("verb:kill obj:…" → "kill"), else as written."""
    _, colon, pattern = claim.trigger_rule.partition(":")
    word = pattern.split(" ", 1)[0] if colon else ""
    return word or claim.trigger.quote.casefold()


def _sites(claim: Claim, text: str) -> frozenset[str]:
    """Return the sorts of sites that the sentence of a claim names."""
    if not text:
        return frozenset()
    known = words("site")
    sentence = text[claim.sentence.start : claim.sentence.end].casefold()
    return frozenset(known[word] for word in re.findall(r"\w+", sentence) if word in known)


def _is_spread(claim: Claim) -> bool:
    """Tell whether a claim tells of several days together: "in two days of fighting"."""
    if claim.date is not None:
        end = claim.date.end
        return claim.date.precision == "day" and (end is None or (end - claim.date.start).days > 1)
    words = " ".join(anchor.quote for anchor in claim.date_words).casefold()
    return claim.date_reason == "duration_only" and any(unit in words for unit in SPANS)


def _days(when: DateRange | None, published: date | None) -> Days | None:
    if when is None or when.precision == "unknown":
        return None
    end = when.end or published or when.start
    last = max(end, when.start)
    return Days(when.start.toordinal(), last.toordinal(), when.basis != "inferred")


def _ground(place: Place | None) -> Ground | None:
    if place is None or (place.gazetteer_id is None and place.iso3 is None):
        return None
    radius = RADIUS.get(place.precision, 1000.0)
    return Ground(
        place.gazetteer_id,
        place.name,
        place.precision,
        radius,
        place.latitude,
        place.longitude,
        place.admin1,
        place.iso3,
    )


def side_of(actors: Iterable[Actor]) -> Side:
    """Return who is meant by the actors in one role."""
    ids: set[str] = set()
    persons: set[str] = set()
    sorts: set[str] = set()
    camps: set[str] = set()
    for actor in actors:
        if actor.actor_id is not None:
            ids.add(actor.actor_id)
        elif actor.reason == "unknown_name":
            persons.add(actor.name.casefold())
        else:
            sorts.add(actor.name.casefold().rsplit(" ", 1)[-1])
        sector = actor.sectors[0] if actor.sectors else None
        if actor.country is not None and sector is not None and sector not in COMMON_FOLK:
            camps.add(f"{actor.country}:{'STATE' if sector in STATE else sector}")
    return Side(frozenset(ids), frozenset(persons), frozenset(sorts), frozenset(camps))


STATE = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PRM"})
"""Sectors of a state's own power, which reports name for one another."""


def _tolls(counts: Iterable[Count]) -> tuple[tuple[str, Toll], ...]:
    """Return the whole figure of each kind: its largest, running totals left out."""
    found: dict[str, Toll] = {}
    for count in counts:
        if count.kind not in COUNTED or count.cumulative:
            continue
        low = count.low if count.low is not None else count.high
        high = count.high if count.high is not None else count.low
        if low is None or high is None:
            continue
        if count.approximate or count.high is None:
            high = max(high, low * 2)
        if count.kind not in found or (low, high) > found[count.kind]:
            found[count.kind] = (low, high)
    return tuple(sorted(found.items()))
