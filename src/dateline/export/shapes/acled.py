"""ACLED-shaped: 31 columns in ACLED's order, one row an event that tells a deed.

Which categories an event gets stands in ``knowledge/shapes/acled.tsv``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from dateline.export.column import Column as AnyColumn
from dateline.export.column import date_cell, list_cell, number_cell, text_cell
from dateline.export.shapes.place_cells import Value, coordinate, country_code, placed
from dateline.export.shapes.shape import Left, Row, Shape
from dateline.export.shapes.sides import (
    AS_FACT,
    Side,
    days,
    rivals,
    sides,
)
from dateline.export.shapes.writers import to_csv
from dateline.export.told import Policy, Role, Source, Told, deaths
from dateline.knowledge.shapes_data import inter_codes, rows

Column = AnyColumn[[Told, Policy]]
PREFIX = "DATELINE-"
WEEK = 7
CIVILIANS = "7"
_GEO = {"exact": "1", "near": "2", "district": "2", "province": "3", "country": "3"}


def _is_by(wanted: str, side: Side | None) -> bool:
    if not wanted:
        return True
    if side is None:
        return False
    return side.is_state if wanted == "state" else side.is_armed and not side.is_state


def _is_whom(wanted: str, side: Side | None) -> bool:
    if not wanted:
        return True
    if side is None:
        return False
    return side.is_civilian if wanted == "civilian" else side.is_armed or side.is_state


def category(told: Told) -> Mapping[str, str] | None:
    """Return the row of the crosswalk that fits an event, or None."""
    event = told.event
    by = next(iter(sides(told, "actor")), None)
    whom = next(iter(sides(told, "recipient")), None)
    for row in rows("acled"):
        fits = (
            row["type"] == event.event_type
            and row["mode"] in ("", event.mode)
            and (not row["context"] or row["context"] in event.contexts)
            and _is_by(row["by"], by)
            and _is_whom(row["whom"], whom)
        )
        if fits:
            return row
    return None


def _category(name: str) -> Value:
    def value(told: Told, _: Policy) -> str:
        row = category(told)
        return row[name] if row else ""

    return value


def _inter(told: Told, side: Side) -> str:
    """Return the inter code of a side; forces of a state outside their own country are 8."""
    if not side.sectors:
        return ""
    place = told.event.place
    code = inter_codes().get(side.sectors[0], "")
    abroad = place and place.iso3 and side.country and side.country != place.iso3
    if code == "1" and abroad:
        return "8"
    if told.event.event_type == "PROTEST" and code == CIVILIANS:
        return "5" if told.event.mode in ("riot", "vandalize") else "6"
    return code


def _inters(told: Told) -> tuple[str, str]:
    by, whom = sides(told, "actor"), sides(told, "recipient")
    return (
        _inter(told, by[0]) if by else "",
        _inter(told, whom[0]) if whom else "",
    )


def _interaction(told: Told, _: Policy) -> str:
    one, two = _inters(told)
    if not one or not (two or not sides(told, "recipient")):
        return ""
    return "".join(sorted((one, two))) if two else f"{one}0"


def _side(role: Role, read: Callable[[list[Side]], str]) -> Value:
    return lambda t, _: read(sides(t, role))


def _first(found: list[Side]) -> str:
    return list_cell([found[0].name]) if found else ""


def _associates(role: Role) -> Value:
    return lambda t, _: list_cell(side.name for side in sides(t, role)[1:])


def _time_precision(told: Told, _: Policy) -> str:
    if told.event.date is None:
        return ""
    span = days(told.event)
    if span is None or span > WEEK:
        return "3"
    return "1" if span == 1 else "2"


def _targeting(told: Told, _: Policy) -> str:
    row = category(told)
    violent = row is not None and row["disorder_type"] == "Political violence"
    whom = sides(told, "recipient")
    return "Civilian targeting" if violent and whom and whom[0].is_civilian else ""


def _notes(told: Told, _: Policy) -> str:
    return text_cell(f"{told.event.sentence} {rivals(told)}")


def _sources(told: Told, _: Policy) -> str:
    named = dict.fromkeys(r.publisher or r.name for r in told.own_reports())
    return list_cell(named)


_OURS = "as Dateline names it"
COLUMNS: tuple[Column, ...] = (
    Column("event_id_cnty", "text", f"Dateline's id after {PREFIX}, no id of ACLED.",
           "DATELINE-e1", "", lambda t, _: PREFIX + t.event.event_id),
    Column("event_date", "date", "First day it can have been.", "2016-11-02", "ISO 8601",
           lambda t, _: date_cell(t.event.date.start) if t.event.date else ""),
    Column("year", "number", "Year of that day.", "2016", "",
           lambda t, _: str(t.event.date.start.year) if t.event.date else ""),
    Column("time_precision", "number", "1 one day; 2 up to a week; 3 longer or open.", "1", "",
           _time_precision),
    Column("disorder_type", "text", "By the crosswalk.", "Political violence", "",
           _category("disorder_type")),
    Column("event_type", "text", "By the crosswalk.", "Battles", "", _category("event_type")),
    Column("sub_event_type", "text", "By the crosswalk; blank where PLOVER does not tell it.",
           "Armed clash", "", _category("sub_event_type")),
    Column("actor1", "text", f"Who did it, {_OURS}; blank where sources differ evenly.",
           "Islamic State", "", _side("actor", _first)),
    Column("assoc_actor_1", "list", "Others who acted with them; rival blame stands in notes.", "",
           "", _associates("actor")),
    Column("inter1", "number", "Kind of actor1; 4 (identity militias) is never told apart.", "2",
           "", lambda t, _: _inters(t)[0]),
    Column("actor2", "text", f"To whom, {_OURS}.", "civilians", "", _side("recipient", _first)),
    Column("assoc_actor_2", "list", "Others it was done to.", "", "", _associates("recipient")),
    Column("inter2", "number", "Kind of actor2.", "7", "", lambda t, _: _inters(t)[1]),
    Column("interaction", "number", "inter1 and inter2 together, the lower first; 0 for none.",
           "27", "", _interaction),
    Column("civilian_targeting", "text", "Where violence meets civilians.", "Civilian targeting",
           "", _targeting),
    Column("iso", "number", "ISO 3166-1 numeric.", "368", "", country_code("iso_numeric")),
    Column("region", "text", "ACLED's region of the country.", "Middle East", "",
           country_code("acled_region")),
    Column("country", "text", "Country.", "Iraq", "", placed("country")),
    Column("admin1", "text", "First-level division.", "Nineveh", "", placed("admin1")),
    Column("admin2", "text", "Second-level division.", "Mosul District", "", placed("admin2")),
    Column("admin3", "text", "Always blank.", "", "", lambda t, _: ""),
    Column("location", "text", "The place.", "Mosul", "", placed("name")),
    Column("latitude", "decimal", "Only of exact and near places; areas are no points.", "36.335",
           "degrees, WGS84", coordinate(0)),
    Column("longitude", "decimal", "As latitude.", "43.119", "degrees, WGS84", coordinate(1)),
    Column("geo_precision", "number", "1 exact; 2 near or district; 3 province or country.", "1",
           "", lambda t, _: _GEO.get(t.event.place.precision, "") if t.event.place else ""),
    Column("source", "list", "Publishers of its reports.", "Northern Wire; The Daily", "",
           _sources),
    Column("source_scale", "text", "Always blank.", "", "", lambda t, _: ""),
    Column("notes", "text", "The event in a sentence, then on what its sources differ.",
           "Between 12 and 15 killed …", "", _notes),
    Column("fatalities", "number", "Killed, by the policy of this export; blank where none is "
           "told, never 0 for that.", "12", "persons", lambda t, p: number_cell(deaths(t, p))),
    Column("tags", "text", "Always blank.", "", "", lambda t, _: ""),
    Column("timestamp", "number", "Always blank: nothing depends on the hour.", "", "",
           lambda t, _: ""),
)  # fmt: skip
"""ACLED's 31 columns, in its order."""


def table(source: Source, policy: Policy, left: Left) -> Iterator[Row]:
    """Yield a row for every event that ACLED's categories have room for."""
    for told in source.told():
        if told.event.status not in AS_FACT:
            left[f"told as {told.event.status}: ACLED codes what happened"] += 1
        elif category(told) is None:
            left["no category of ACLED fits (words, diplomacy, attacks on nobody named)"] += 1
        else:
            yield [column.value(told, policy) for column in COLUMNS]


SHAPE = Shape(
    name="acled",
    title="ACLED-shaped events",
    suffix=".csv",
    unit="event",
    what="One row an event, under the 31 columns of ACLED in its order.",
    is_not="These are not ACLED's data and nobody at ACLED has seen them. Categories come from a "
    "crosswalk from PLOVER, actors bear Dateline's names, and where ACLED writes 0 deaths for "
    "want of a figure, fatalities is blank.",
    notes=(
        "fatalities holds one figure by the policy; injured people and running totals are not in "
        "it. ACLED itself takes the most conservative figure, which is the policy low.",
        "actor1 and actor2 are doer and recipient; in ACLED their order means nothing.",
        "Where sources differ on who did it and no name has most of them, actor1 is blank and "
        "notes tells who says what; so with actor2.",
        "Coordinates stand only for places that are exact (geo_precision 1) or near (2).",
        "Attacks whose target is not told fit a category only where the mode settles it.",
    ),
    columns=COLUMNS,
    rows=table,
    write=to_csv(table, COLUMNS),
)
