"""Ask a filter's questions of one event; the store's queries must answer alike."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from dateline.event_records import CountRange, Event
from dateline.filters.record import BLANK, Filter
from dateline.records import Claim, Place, Report
from dateline.spans import excerpt


def _any(wanted: Collection[str], found: Iterable[str | None]) -> bool:
    """Tell whether a wanted value is among those found; no value found is a blank."""
    if not wanted:
        return True
    values = {value for value in found if value}
    return not values.isdisjoint(wanted) or (not values and BLANK in wanted)


def _party(wanted: Collection[str], event: Event) -> bool:
    readings = (*event.actor, *event.recipient)
    folded = {value.casefold() for value in wanted}
    names = [name.casefold() for reading in readings for name in (reading.key, reading.label)]
    return _any(folded, names)


def _in_box(box: tuple[float, float, float, float], place: Place | None) -> bool:
    if place is None or place.latitude is None or place.longitude is None:
        return False
    west, south, east, north = box
    if not south <= place.latitude <= north:
        return False
    if west <= east:
        return west <= place.longitude <= east
    return place.longitude >= west or place.longitude <= east


def _placed(wanted: Filter, place: Place | None) -> bool:
    if wanted.place == "no":
        return place is None
    if place is None and wanted.place is not None:
        return wanted.place == "also"
    return (
        _any(wanted.precision, [place.precision if place else None])
        and _any(wanted.country, [place.iso3 if place else None])
        and _any(wanted.admin1, [place.admin1 if place else None])
        and (wanted.box is None or _in_box(wanted.box, place))
    )


def _dated(wanted: Filter, event: Event) -> bool:
    when = event.date
    if wanted.dated == "no":
        return when is None
    if when is None:
        asked = wanted.since is not None or wanted.until is not None
        return wanted.dated == "also" or (wanted.dated is None and not asked)
    if wanted.until is not None and when.start > wanted.until:
        return False
    return wanted.since is None or when.end is None or when.end >= wanted.since


def _reviewed(wanted: str, reviewers: Collection[str]) -> bool:
    if wanted in ("yes", "no"):
        return bool(reviewers) == (wanted == "yes")
    return wanted in reviewers


def greatest(count: CountRange) -> int | None:
    """Return the greatest number that a claim states: "at least 12" states 12."""
    return max((n for n in (count.low, count.high) if n is not None), default=None)


def killed_at_most(event: Event) -> int | None:
    """Return the greatest number killed that a claim of an event states, or None."""
    stated = (greatest(count) for count in event.counts if count.kind == "killed")
    return max((n for n in stated if n is not None), default=None)


def _says(words: str, claims: Iterable[Claim], reports: Mapping[str, Report]) -> bool:
    sought = " ".join(words.split()).casefold()
    return any(
        sought in excerpt(report.text, claim.sentence.start, claim.sentence.end).casefold()
        for claim in claims
        if (report := reports.get(claim.report_id)) is not None
    )


def matches(
    wanted: Filter,
    event: Event,
    claims: Iterable[Claim],
    reports: Mapping[str, Report],
    reviewers: Collection[str] = (),
) -> bool:
    """Tell whether an event is wanted.

    ``claims`` are the event's own, ``reports`` theirs by id; ``reviewers`` are those who accepted,
    rejected or changed the event or a claim of it.
    """
    codes = (
        (wanted.event_id, [event.event_id]),
        (wanted.event_type, [event.event_type]),
        (wanted.mode, [event.mode]),
        (wanted.status, [event.status]),
        (wanted.grade, [event.grade]),
        (wanted.source_kind, [voice.kind for voice in event.voices]),
        (wanted.differ_on, event.disagreements),
        (wanted.outlet, [reports[r].publisher for r in event.report_ids if r in reports]),
    )
    killed = killed_at_most(event)
    return (
        all(_any(values, found) for values, found in codes)
        and (not wanted.party or _party(wanted.party, event))
        and _placed(wanted, event.place)
        and _dated(wanted, event)
        and (wanted.disagree is None or wanted.disagree == bool(event.disagreements))
        and (wanted.reviewed is None or _reviewed(wanted.reviewed, reviewers))
        and (wanted.killed is None or (killed is not None and killed >= wanted.killed))
        and (wanted.text is None or _says(wanted.text, claims, reports))
    )
