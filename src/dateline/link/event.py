"""Make the event of a group of claims: what they agree on, where they differ, who says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.event_records import CountRange, Event, Reading, ReportFacts
from dateline.link import readings as read
from dateline.link.grade import DENIED, Graded, grade
from dateline.link.sentence import sentence
from dateline.link.signature import RADIUS
from dateline.link.voices import Origins, voices
from dateline.records import Claim, DateRange, Place, Status

STATUS_ORDER: tuple[Status, ...] = (
    "happened",
    "ongoing",
    "possible",
    "denied",
    "not_happened",
    "planned",
    "threatened",
    "requested",
    "hypothetical",
)


def event(
    event_id: str,
    claims: Sequence[Claim],
    reports: Mapping[str, ReportFacts],
    origins: Origins,
    set_aside: str | None = None,
) -> Event:
    """Return the event that claims make.

    Args:
        event_id: its id.
        claims: its claims, ordered by report day, report and place in the text.
        reports: what is known of their reports.
        origins: where each claim comes from.
        set_aside: who has discounted it, or None.
    """
    spoken = voices(claims, origins)
    voice_of = {c: voice for voice in reversed(spoken) for c in voice.claim_ids}
    graded = grade(claims, spoken, voice_of, set_aside)
    kind, mode = _kind(claims)
    statuses = read.readings(claims, voice_of, read.statuses)
    found = {reading.key for reading in statuses}
    places = read.readings(claims, voice_of, read.places)
    dates = read.readings(claims, voice_of, read.dates)
    days = [
        facts.published
        for report_id in {claim.report_id for claim in claims}
        if (facts := reports.get(report_id)) is not None and facts.published is not None
    ]
    counts = read.counts(claims, voice_of)
    made = Event(
        event_id=event_id,
        claim_ids=tuple(claim.claim_id for claim in claims),
        report_ids=tuple(dict.fromkeys(claim.report_id for claim in claims)),
        event_type=kind,
        mode=mode,
        contexts=tuple(sorted({context for claim in claims for context in claim.contexts})),
        status=next(status for status in STATUS_ORDER if status in found),
        statuses=statuses,
        actor=read.readings(claims, voice_of, read.actors),
        recipient=read.readings(claims, voice_of, read.recipients),
        place=_place(claims, places),
        places=places,
        date=_date(claims, dates),
        dates=dates,
        counts=counts,
        denials=tuple(claim.claim_id for claim in claims if claim.status in DENIED),
        voices=spoken,
        first_reported=min(days, default=None),
        last_reported=max(days, default=None),
        grade=graded.grade,
        grade_rule=graded.rule,
        grade_because=graded.because,
        disagreements=_disagreements(claims, graded, counts, statuses),
    )
    return replace(made, sentence=sentence(made))


def _kind(claims: Sequence[Claim]) -> tuple[str, str | None]:
    """Return the commonest type, and of its modes the commonest that is told as fact."""
    types = Counter(claim.event_type for claim in claims)
    kind = min(types, key=lambda t: (-types[t], t))
    mine = [claim for claim in claims if claim.event_type == kind and claim.mode]
    modes = Counter(c.mode for c in mine if c.status not in DENIED) or Counter(c.mode for c in mine)
    return kind, min((m for m in modes if m), key=lambda m: (-modes[m], m), default=None)


def _date(claims: Sequence[Claim], dates: Sequence[Reading]) -> DateRange | None:
    """Return the narrowest interval, of those the one most voices give; stated before inferred."""
    rank = {claim_id: n for n, reading in enumerate(dates) for claim_id in reading.claim_ids}
    told = [(c.date, rank[c.claim_id]) for c in claims if c.date and c.claim_id in rank]

    def order(item: tuple[DateRange, int]) -> tuple[int, int, bool, str]:
        when, n = item
        length = (when.end - when.start).days if when.end else 10_000
        return length, n, when.basis == "inferred", when.start.isoformat()

    return min(told, key=order)[0] if told else None


def _place(claims: Sequence[Claim], places: Sequence[Reading]) -> Place | None:
    """Return the most precise place, of those the one most voices give; stated before inferred."""
    rank = {claim_id: n for n, reading in enumerate(places) for claim_id in reading.claim_ids}
    told = [(c.place, rank[c.claim_id]) for c in claims if c.place is not None]

    def order(item: tuple[Place, int]) -> tuple[bool, float, int, bool, str]:
        place, n = item
        wide = RADIUS.get(place.precision, 1000.0)
        lost = place.gazetteer_id is None
        return lost, wide, n, place.basis == "inferred", place.name

    return min(told, key=order)[0] if told else None


def _disagreements(
    claims: Sequence[Claim],
    graded: Graded,
    counts: Sequence[CountRange],
    statuses: Sequence[Reading],
) -> tuple[str, ...]:
    """Return the fields on which claims differ."""
    found = ["actor"] if graded.rivals else []
    if graded.denied or {"happened", "possible"} <= {r.key for r in statuses}:
        found.append("status")
    dated = [c.date for c in claims if c.date is not None and read.dates(c)]
    days = [(when.start, when.end or when.start) for when in dated]
    if _apart([(start.toordinal(), end.toordinal()) for start, end in days]):
        found.append("date")
    if len({point for c in claims if (point := _point(c.place)) is not None}) > 1:
        found.append("place")
    means = {frozenset({c.mode}) for c in claims if c.mode and c.status not in DENIED}
    if len(means) > 1:
        found.append("mode")
    for count in counts:
        whole = {(f.low, f.high) for f in count.figures if not f.is_part}
        if _apart([(low or 0, high if high is not None else 10**9) for low, high in whole]):
            found.append(count.kind)
    return tuple(found)


def _point(place: Place | None) -> str | None:
    """Return the id of a place that is told as exact."""
    return place.gazetteer_id if place is not None and place.precision == "exact" else None


def _apart(spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether two of the intervals do not meet."""
    return bool(spans) and max(low for low, _ in spans) > min(high for _, high in spans)
