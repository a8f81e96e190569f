"""The one table of columns of ``events.csv``; docs, codebook and schemas are made from it.

One row is one event. A blank cell means that no claim says it, never zero. Where claims differ,
the plain column holds the reading that most voices give (none where they differ evenly),
``…_all`` every one, and ``disagreements`` names the field.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from dateline.event_records import CountRange, Reading
from dateline.export.column import Column as AnyColumn
from dateline.export.column import date_cell as _date
from dateline.export.column import list_cell as _list
from dateline.export.column import number_cell as _number
from dateline.export.column import text_cell as _text
from dateline.export.told import POINTS, Role, Told, leading
from dateline.filters.match import greatest
from dateline.records import Place

Value = Callable[[Told], str]
Column = AnyColumn[[Told]]


def _placed(read: Callable[[Place], str]) -> Value:
    return lambda t: read(t.event.place) if t.event.place else ""


def _coordinate(at: Literal[0, 1], *, areas: bool) -> Value:
    def value(told: Told) -> str:
        place = told.event.place
        if place is None or (place.precision in POINTS) == areas:
            return ""
        return _number((place.latitude, place.longitude)[at])

    return value


def _counted(kind: str, read: Callable[[CountRange], str]) -> Value:
    def value(told: Told) -> str:
        count = told.counted(kind)
        return "" if count is None else read(count)

    return value


def _said(count: CountRange) -> str:
    """Return who says which: "the ministry: at least 12 civilians"."""
    return _list(f"{figure.voice}: {figure.words}" for figure in count.figures)


def _other_count(count: CountRange) -> str:
    low, high = _number(count.low), _number(count.high)
    return f"{count.kind} {low if low == high else f'{low}..{high}'}"


def _other_counts(told: Told) -> str:
    others = (c for c in told.event.counts if c.kind not in ("killed", "injured") and c.figures)
    return _list(_other_count(count) for count in others)


def _name(readings: tuple[Reading, ...]) -> str:
    return _list(reading.label for reading in readings)


def _readings(readings: tuple[Reading, ...]) -> str:
    """Return every reading with who gives it: "the army (the group)"."""
    return _list(f"{r.label} ({', '.join(r.voices)})" for r in readings)


def _key(readings: tuple[Reading, ...]) -> str:
    """Return the id of the first reading in the actor list."""
    known = readings and not readings[0].key.startswith("name:") and " " not in readings[0].key
    return _text(readings[0].key) if known else ""


def _role(role: Role, does: str, example: str) -> tuple[Column, ...]:
    def all_of(told: Told) -> str:
        return _readings(told.event.actor if role == "actor" else told.event.recipient)

    return (
        Column(role, "list", does, example, "", lambda t: _name(leading(t.event, role))),
        Column(f"{role}_id", "text", "Id of the first in the actor list.", "islamic_state", "",
               lambda t: _key(leading(t.event, role))),
        Column(f"{role}_all", "list", f"Every {role} that a claim names, each with who says so; "
               "rivals stand side by side.", f"{example} (the ministry)", "", all_of),
    )  # fmt: skip


def _tally(kind: Literal["killed", "injured"]) -> tuple[Column, ...]:
    return (
        Column(f"{kind}_low", "number", f"The least number {kind} that any claim states; running "
               "totals over several events do not count.", "12", "persons",
               _counted(kind, lambda c: _number(c.low))),
        Column(f"{kind}_high", "number", f"The greatest number {kind} that any claim states; where "
               "it is only a lower bound, so is this.", "15", "persons",
               _counted(kind, lambda c: _number(greatest(c)))),
        Column(f"{kind}_said", "list", f"Who says how many were {kind}, in their words.",
               "the ministry: at least 12 civilians", "", _counted(kind, _said)),
    )  # fmt: skip


_WHAT = (
    Column("event_id", "text", "Id of the event, minted once and kept.", "e1f0a2b3c4d5e6f7", "",
           lambda t: t.event.event_id),
    Column("sentence", "text", "The event for people.",
           "At least 12 civilians killed; shelling in Mosul, 2 November 2016; 1 report; weak.", "",
           lambda t: _text(t.event.sentence)),
    Column("event_type", "text", "What happened: a PLOVER event type.", "ASSAULT", "",
           lambda t: t.event.event_type),
    Column("mode", "text", "How, more closely: a PLOVER mode.", "heavy-weapons", "",
           lambda t: _text(t.event.mode)),
    Column("contexts", "list", "What it is about: PLOVER contexts.", "military", "",
           lambda t: _list(t.event.contexts)),
    Column("status", "text", "What its sources say became of it: happened, ongoing, planned, "
           "threatened, requested, possible, denied, hypothetical or not_happened.", "happened", "",
           lambda t: t.event.status),
)  # fmt: skip

_WHEN = (
    Column("date_start", "date", "First day it can have been.", "2016-11-02", "ISO 8601",
           lambda t: _date(t.event.date.start) if t.event.date else ""),
    Column("date_end", "date", "Last day it can have been; blank for an open interval.",
           "2016-11-02", "ISO 8601", lambda t: _date(t.event.date.end) if t.event.date else ""),
    Column("date_precision", "text", "day, week, month, season, year or unknown.", "day", "",
           lambda t: t.event.date.precision if t.event.date else ""),
)  # fmt: skip

_WHERE = (
    Column("place", "text", "Where: the place's name in the gazetteer, else as written.", "Mosul",
           "", _placed(lambda p: _text(p.name))),
    Column("place_precision", "text", "How closely the place is known: exact, near, district, "
           "province, country or unknown.", "exact", "", _placed(lambda p: p.precision)),
    Column("place_id", "text", "Its id in the gazetteer.", "geonames:99072", "",
           _placed(lambda p: _text(p.gazetteer_id))),
    Column("admin1", "text", "First-level division.", "Nineveh", "",
           _placed(lambda p: _text(p.admin1))),
    Column("admin1_code", "text", "Code of that division, where free data give one.", "IQ-NI",
           "ISO 3166-2", _placed(lambda p: _text(p.admin1_code))),
    Column("admin2", "text", "Second-level division.", "Mosul District", "",
           _placed(lambda p: _text(p.admin2))),
    Column("country", "text", "Country of the place.", "Iraq", "",
           _placed(lambda p: _text(p.country))),
    Column("iso3", "text", "Code of that country.", "IRQ", "ISO 3166-1 alpha-3",
           _placed(lambda p: _text(p.iso3))),
    Column("latitude", "decimal", "Of a place that is exact or near one; draw a ring around the "
           "latter.", "36.335", "degrees, WGS84", _coordinate(0, areas=False)),
    Column("longitude", "decimal", "As latitude.", "43.119", "degrees, WGS84",
           _coordinate(1, areas=False)),
    Column("area_latitude", "decimal", "Centre of a district, province or country, to put a label "
           "at; nothing happened at that point.", "32.5", "degrees, WGS84",
           _coordinate(0, areas=True)),
    Column("area_longitude", "decimal", "As area_latitude.", "42.0", "degrees, WGS84",
           _coordinate(1, areas=True)),
)  # fmt: skip

_HOW_WELL = (
    Column("n_claims", "number", "How many claims tell it.", "4", "claims",
           lambda t: str(len(t.event.claim_ids))),
    Column("n_reports", "number", "In how many reports.", "3", "reports",
           lambda t: str(len(t.event.report_ids))),
    Column("n_independent_sources", "number", "From how many independent sources; one spokesman "
           "in three papers is one.", "2", "sources",
           lambda t: str(sum(v.independent for v in t.event.voices))),
    Column("sources", "list", "Those who tell it.", "the health office; an army spokesman", "",
           lambda t: _list(voice.name for voice in t.event.voices)),
    Column("publishers", "list", "Who published its reports.", "Northern Wire; The Daily", "",
           lambda t: _list(dict.fromkeys(r.publisher for r in t.own_reports() if r.publisher))),
    Column("denied_by", "list", "Who denies it.", "the group", "",
           lambda t: _list(dict.fromkeys(
               voice.name for voice in t.event.voices
               if not set(voice.claim_ids).isdisjoint(t.event.denials)))),
    Column("disagreements", "list", "Fields on which claims differ.", "actor; killed", "",
           lambda t: _list(t.event.disagreements)),
    Column("grade", "text", "How far it is corroborated: weak, fair, contested, confirmed or "
           "discounted; computed by the rule beside it, never 'verified'.", "contested", "",
           lambda t: t.event.grade),
    Column("grade_because", "text", "Why it has that grade.", "voices differ on who did it", "",
           lambda t: _text(t.event.grade_because)),
    Column("first_reported", "date", "Day of its first report.", "2016-11-03", "ISO 8601",
           lambda t: _date(t.event.first_reported)),
    Column("last_reported", "date", "Day of its last report.", "2016-11-04", "ISO 8601",
           lambda t: _date(t.event.last_reported)),
    Column("related", "list", "Events that belong with it: part_of, has_part, total_of or answers, "
           "and an id.", "has_part e200000000000003", "",
           lambda t: _list(f"{how} {other}" for how, other in t.event.related)),
    Column("reviewed_by", "list", "Who accepted, rejected or changed it or a claim of it.", "Ana",
           "", lambda t: _list(t.reviewers)),
)  # fmt: skip

COLUMNS: tuple[Column, ...] = (
    *_WHAT,
    *_WHEN,
    *_role("actor", "Who did it; where sources differ, whom most of them name, and blank where "
           "they differ evenly.", "Islamic State"),
    *_role("recipient", "To whom, likewise.", "civilians"),
    *_WHERE,
    *_tally("killed"),
    *_tally("injured"),
    Column("other_counts", "list", "Every other count: kind and low..high.", "detained 30",
           "persons or things", _other_counts),
    *_HOW_WELL,
)  # fmt: skip
"""Every column of ``events.csv``, in order."""

NAMES: tuple[str, ...] = tuple(column.name for column in COLUMNS)


def row(told: Told) -> list[str]:
    """Return the cells of an event, in the order of :data:`COLUMNS`, blank for unknown."""
    return [column.value(told) for column in COLUMNS]
