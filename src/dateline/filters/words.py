"""A filter said in words: "Explosions in Nineveh, 1 Oct–30 Nov 2016, not yet reviewed"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from dateline.filters.record import BLANK, Filter
from dateline.knowledge.country_names import country_names
from dateline.knowledge.tables import packaged, parse_table

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ALL = "events"
_PRECISION = MappingProxyType(
    {
        "exact": "at an exact place",
        "near": "near a place",
        "district": "known to the district",
        "province": "known to the province",
        "country": "known to the country",
        "unknown": "at a place in no gazetteer",
        BLANK: "without a place",
    }
)
_KIND = MappingProxyType(
    {
        "party": "a party to the conflict",
        "official": "an official",
        "military": "the military",
        "medic": "a medic",
        "ngo": "an NGO",
        "un": "the UN",
        "resident": "a resident",
        "witness": "a witness",
        "journalist": "a journalist",
        "media": "an outlet",
        "document": "a document",
        "person": "a person of unknown standing",
        "unnamed": "an unnamed source",
        BLANK: "nobody",
    }
)


@cache
def _plurals() -> Mapping[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for name, content in packaged("ontology"):
        if name.endswith("/plurals.tsv"):
            rows = parse_table(name, content).rows
            found = {(row["type"], row["mode"]): row["plural"] for row in rows}
    return MappingProxyType(found)


def _or(parts: Iterable[str]) -> str:
    listed = list(dict.fromkeys(part or "none" for part in parts))
    return " or ".join(filter(None, (", ".join(listed[:-1]), *listed[-1:])))


def _kinds(wanted: Filter) -> str:
    """Return what the wanted types and modes are called."""
    types = [t or "events without a type" for t in wanted.event_type]
    plurals = _plurals()
    if not wanted.mode:
        return _or(plurals.get((t, ""), t.lower()) for t in types) or _ALL
    named: list[str] = []
    for mode in wanted.mode:
        if mode == BLANK:
            called = _or(plurals.get((t, ""), t.lower()) for t in types) or _ALL
            named.append(f"{called} of no mode")
            continue
        fitting = [
            plural
            for (event_type, known), plural in plurals.items()
            if known == mode and (not types or event_type in types)
        ]
        named += fitting or [f"events of mode {mode}"]
    return _or(named)


def _day(day: date, *, year: bool = True) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")


def _days(wanted: Filter) -> str:
    since, until = wanted.since, wanted.until
    if since is None or until is None:
        return f"since {_day(since)}" if since else f"until {_day(until)}" if until else ""
    if since == until:
        return _day(since)
    return f"{_day(since, year=since.year != until.year)}–{_day(until)}"


def _where(wanted: Filter) -> list[str]:
    """Return the parts that say where; a province and its country are one part."""
    countries = country_names()
    named = _or(countries.get(c, c) for c in wanted.country if c)
    provinces = _or(p for p in wanted.admin1 if p)
    parts = [f"in {', '.join(filter(None, (provinces, named)))}"] if named or provinces else []
    parts += ["without a country"] if BLANK in wanted.country and not named else []
    parts += ["without a province"] if BLANK in wanted.admin1 and not provinces else []
    if wanted.box is not None:
        west, south, east, north = (f"{corner:g}" for corner in wanted.box)
        parts.append(f"between {south} and {north} north, {west} and {east} east")
    return parts


def _having(wanted: Filter) -> list[str]:
    parts: list[str] = []
    for asked, thing in ((wanted.place, "place"), (wanted.dated, "date")):
        if asked is not None and asked != "also":
            parts.append(f"{'with' if asked == 'yes' else 'without'} a {thing}")
    return parts


def _also(wanted: Filter) -> list[str]:
    also: list[str] = []
    if wanted.place == "also":
        also.append("a place")
    if BLANK in wanted.country and any(wanted.country):
        also.append("a country")
    if BLANK in wanted.admin1 and any(wanted.admin1):
        also.append("a province")
    if wanted.dated == "also":
        also.append("a date")
    return [f"including events without {_or(also)}"] if also else []


def _standing(wanted: Filter) -> list[str]:
    """Return the parts on what became of the events and how well they are known."""
    parts: list[str] = []
    if wanted.status:
        parts.append(f"told as {_or(s.replace('_', ' ') for s in wanted.status)}")
    if wanted.grade:
        parts.append(f"graded {_or(wanted.grade)}")
    if wanted.killed is not None:
        parts.append(f"at least {wanted.killed:,} killed")
    if wanted.disagree is not None:
        parts.append("sources differ" if wanted.disagree else "sources do not differ")
    if wanted.differ_on:
        fields = (f.replace("_", " ") or "nothing" for f in wanted.differ_on)
        parts.append(f"sources differ on {_or(fields)}")
    if wanted.reviewed is not None:
        told = {"yes": "reviewed", "no": "not yet reviewed"}
        parts.append(told.get(wanted.reviewed, f"reviewed by {wanted.reviewed}"))
    return parts


def in_words(wanted: Filter, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return the filter as a sentence without its full stop.

    ``names`` are names of parties by their ids, for those the caller knows.
    """
    head = _kinds(wanted)
    parts = _where(wanted)
    if parts and parts[0].startswith("in "):
        head = f"{head} {parts.pop(0)}"
    elif head == _ALL and wanted == Filter():
        head = "all events"
    parts += [_days(wanted)]
    if wanted.party:
        known = (names.get(p) or p.replace("_", " ") for p in wanted.party if p)
        told = [f"involving {_or(known)}"] if any(wanted.party) else []
        parts.append(_or(told + (["without a known party"] if BLANK in wanted.party else [])))
    parts.append(_or(_PRECISION[p] for p in wanted.precision))
    parts += _having(wanted)
    if wanted.source_kind:
        parts.append(f"told by {_or(_KIND[k] for k in wanted.source_kind)}")
    if wanted.outlet:
        parts.append(f"reported by {_or(o or 'an unnamed outlet' for o in wanted.outlet)}")
    parts += _standing(wanted)
    if wanted.text is not None:
        parts.append(f'with the words "{wanted.text}"')
    if wanted.event_id:
        parts.append(f"with the id {_or(wanted.event_id)}")
    sentence = ", ".join(part for part in (head, *parts, *_also(wanted)) if part)
    return sentence[:1].upper() + sentence[1:]
