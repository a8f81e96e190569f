"""What the claims of an event say of each field: every value once, with who gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from dateline.event_records import CountRange, Figure, Reading, Voice
from dateline.extract.according_to.about import claims_responsibility
from dateline.records import Actor, Claim, Count, CountKind, DateRange, Place

VoiceOf = Mapping[str, Voice]
"""The voice of each claim, by the claim's id."""
Valued = Callable[[Claim], Iterable[tuple[str, str]]]
"""What a claim says of a field: keys and labels."""
COUNT_ORDER: tuple[CountKind, ...] = ("killed", "injured", "casualties")
"""The kinds that stand first; the others follow in the order in which they are told."""


def readings(claims: Sequence[Claim], voice_of: VoiceOf, values: Valued) -> tuple[Reading, ...]:
    """Return every value of a field, that of most independent voices first."""
    found: dict[str, tuple[str, list[str], list[Voice]]] = {}
    for claim in claims:
        for key, label in values(claim):
            _, ids, voices = found.setdefault(key, (label, [], []))
            if claim.claim_id not in ids:
                ids.append(claim.claim_id)
            if voice_of[claim.claim_id] not in voices:
                voices.append(voice_of[claim.claim_id])
    order = {key: n for n, key in enumerate(found)}
    ranked = sorted(
        found.items(),
        key=lambda item: (
            -sum(voice.independent for voice in item[1][2]),
            -len(item[1][2]),
            -len(item[1][1]),
            order[item[0]],
        ),
    )
    return tuple(
        Reading(key, label, tuple(ids), tuple(voice.name for voice in voices))
        for key, (label, ids, voices) in ranked
    )


def actor_key(actor: Actor) -> str:
    """Return what makes two actors one: the id, else the name."""
    return actor.actor_id or f"name:{actor.name.casefold()}"


def actors(claim: Claim) -> list[tuple[str, str]]:
    """Return who does it; a denial's actor is who denies, not who did."""
    if claim.status in ("denied", "not_happened"):
        return []
    return [(actor_key(actor), actor.name) for actor in claim.actor]


def recipients(claim: Claim) -> list[tuple[str, str]]:
    """Return who suffers it."""
    return [(actor_key(actor), actor.name) for actor in claim.recipient]


def statuses(claim: Claim) -> list[tuple[str, str]]:
    """Return what became of it."""
    return [(claim.status, claim.status.replace("_", " "))]


def place_label(place: Place) -> str:
    """Return a place in words: "near Hays, Al Hudaydah, Yemen"."""
    near = "near " if place.precision == "near" else ""
    parts = [place.name]
    parts += [p for p in (place.admin1, place.country) if p and p not in parts]
    return near + ", ".join(parts)


def places(claim: Claim) -> list[tuple[str, str]]:
    """Return where it was."""
    if claim.place is None:
        return []
    where = claim.place.gazetteer_id or claim.place.name.casefold()
    return [(f"{where} {claim.place.precision}", place_label(claim.place))]


def day_label(day: date) -> str:
    """Return a day in words: "13 February 2018"."""
    return f"{day.day} {day.strftime('%B %Y')}"


def date_label(when: DateRange) -> str:
    """Return an interval in words."""
    if when.end is None:
        return f"since {day_label(when.start)}"
    if when.start == when.end:
        return day_label(when.start)
    if when.precision == "month" and when.start.month == when.end.month:
        return when.start.strftime("%B %Y")
    if when.precision == "year" and when.start.year == when.end.year:
        return str(when.start.year)
    return f"{day_label(when.start)} to {day_label(when.end)}"


def dates(claim: Claim) -> list[tuple[str, str]]:
    """Return when it was; a claim of responsibility has the day of its statement."""
    if claim.date is None or claims_responsibility(claim):
        return []
    start, end = claim.date.start, claim.date.end
    key = f"{start.isoformat()}/{end.isoformat() if end else ''}"
    return [(key, date_label(claim.date))]


def counts(claims: Sequence[Claim], voice_of: VoiceOf) -> tuple[CountRange, ...]:
    """Return the range of each kind of count, with every figure told."""
    kinds: dict[CountKind, None] = dict.fromkeys(COUNT_ORDER)
    kinds |= dict.fromkeys(count.kind for claim in claims for count in claim.counts)
    found = (_range(kind, claims, voice_of) for kind in kinds)
    return tuple(one for one in found if one.figures or one.totals)


def _range(kind: CountKind, claims: Sequence[Claim], voice_of: VoiceOf) -> CountRange:
    figures: list[Figure] = []
    totals: list[Figure] = []
    for claim in claims:
        mine = [count for count in claim.counts if count.kind == kind]
        whole = _whole(mine)
        for count in mine:
            figure = _figure(count, claim, voice_of, is_part=count is not whole)
            (totals if count.cumulative else figures).append(figure)
    # A denial and a doubt give no figure of their own, but what they deny is kept to be read.
    spans = [figure for figure in figures if not figure.is_part]
    lows = [n for f in spans if (n := f.low if f.low is not None else f.high) is not None]
    highs = [n for f in spans if (n := f.high if f.high is not None else f.low) is not None]
    return CountRange(
        kind,
        min(lows, default=None),
        max(highs, default=None),
        tuple(figures),
        tuple(totals),
    )


def _whole(counts: Sequence[Count]) -> Count | None:
    """Return the largest figure that a claim gives of one kind; the others are parts of it."""
    own = [count for count in counts if not count.cumulative]
    return max(own, key=lambda c: (c.low or c.high or 0, c.high or 0), default=None)


def _figure(count: Count, claim: Claim, voice_of: VoiceOf, *, is_part: bool) -> Figure:
    return Figure(
        claim_id=claim.claim_id,
        voice=voice_of[claim.claim_id].name,
        low=count.low,
        high=count.high,
        of=count.of,
        words=count.words,
        side=_side(count, claim),
        is_part=is_part and not count.cumulative,
    )


def _side(count: Count, claim: Claim) -> str | None:
    """Return the party whose people a figure counts, where the words of both are the same."""
    for actor in claim.recipient:
        spans = [(a.start, a.end) for a in actor.anchors]
        meets = any(a.start < end and start < a.end for a in count.anchors for start, end in spans)
        if actor.actor_id is not None and (meets or count.words in actor.words):
            return actor.name
    return None
