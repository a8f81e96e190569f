"""UCDP GED-shaped: 49 columns in the order of GED, one row a deadly event between known sides."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from dateline.export.column import Column as AnyColumn
from dateline.export.column import Kind, date_cell, list_cell, number_cell, text_cell
from dateline.export.shapes.place_cells import Value, coordinate, country_code, placed
from dateline.export.shapes.shape import Left, Row, Shape
from dateline.export.shapes.sides import AS_FACT, Side, days, sides
from dateline.export.shapes.writers import to_csv
from dateline.export.told import Policy, Source, Told, deaths, point
from dateline.filters.match import greatest
from dateline.knowledge.shapes_data import country_codes
from dateline.records import Report

Column = AnyColumn[[Told, Policy]]
PREFIX = "dateline-"
STATE_BASED, NON_STATE, ONE_SIDED = "1", "2", "3"
_WHERE = {"exact": "1", "near": "2", "district": "3", "province": "4", "country": "6"}
_DAY, _WEEK, _MONTH = 1, 7, 31
_CELLS_A_DEGREE, _CELLS_A_ROW = 2, 720


def type_of_violence(told: Told) -> str:
    """Return 1 state-based, 2 non-state or 3 one-sided; blank where the sides do not settle it."""
    by, whom = sides(told, "actor"), sides(told, "recipient")
    if not by or not whom or not (by[0].is_armed or by[0].is_state):
        return ""
    if whom[0].is_civilian:
        return ONE_SIDED
    if not (whom[0].is_armed or whom[0].is_state):
        return ""
    return STATE_BASED if by[0].is_state or whom[0].is_state else NON_STATE


def ordered(told: Told) -> tuple[Side | None, Side | None]:
    """Return side A and side B: in a conflict with a state the state is A, else the doer."""
    by, whom = sides(told, "actor"), sides(told, "recipient")
    a, b = (by[0] if by else None), (whom[0] if whom else None)
    if a and b and type_of_violence(told) == STATE_BASED and b.is_state and not a.is_state:
        return b, a
    return a, b


def _side(at: int, read: Callable[[Side], str]) -> Value:
    def value(told: Told, _: Policy) -> str:
        side = ordered(told)[at]
        return read(side) if side else ""

    return value


def _gwno(side: Side) -> str:
    return country_codes(side.country).gwno if side.is_state else ""


def _dyad(told: Told, _: Policy) -> str:
    a, b = ordered(told)
    return text_cell(f"{a.name} - {b.name}") if a and b else ""


def split(told: Told, policy: Policy) -> dict[str, int | None]:
    """Return the dead by side where claims tell it, else under civilians or unknown.

    A figure counts for a side where its words name that party's people; one whose words say
    civilians counts for civilians. Where nothing is told by side, all the dead stand under
    civilians in one-sided violence and under unknown else.
    """
    found: dict[str, int | None] = {"a": None, "b": None, "civilians": None, "unknown": None}
    killed = told.counted("killed")
    if killed is None:
        return found
    a, b = ordered(told)
    for figure in killed.figures:
        number = figure.low if figure.low is not None else figure.high
        whose = "civilians" if "civilian" in (figure.of or "").casefold() else None
        whose = "a" if a and figure.side == a.name else whose
        whose = "b" if b and figure.side == b.name and not b.is_civilian else whose
        if whose is not None and number is not None:
            before = found[whose]
            found[whose] = number if before is None else min(before, number)
    if all(number is None for number in found.values()):
        one_sided = type_of_violence(told) == ONE_SIDED
        found["civilians" if one_sided else "unknown"] = deaths(told, policy)
    return found


def _dead(whose: str) -> Value:
    return lambda t, p: number_cell(split(t, p)[whose])


def _low(told: Told, _: Policy) -> str:
    killed = told.counted("killed")
    return number_cell(killed.low) if killed else ""


def _high(told: Told, _: Policy) -> str:
    killed = told.counted("killed")
    return number_cell(greatest(killed)) if killed else ""


def priogrid(latitude: float, longitude: float) -> int:
    """Return the number of the PRIO-GRID cell: half a degree square, counted from the south-west.

    Source: the PRIO-GRID codebook; cell 1 has its corner at 90° S, 180° W.
    """
    row = min(math.floor((latitude + 90) * _CELLS_A_DEGREE), 359)
    column = min(math.floor((longitude + 180) * _CELLS_A_DEGREE), _CELLS_A_ROW - 1)
    return row * _CELLS_A_ROW + column + 1


def _at_point(read: Callable[[float, float], str]) -> Value:
    def value(told: Told, _: Policy) -> str:
        found = point(told.event.place)
        return read(*found) if found else ""

    return value


def _date_precision(told: Told, _: Policy) -> str:
    if told.event.date is None:
        return ""
    span = days(told.event)
    steps = ((_DAY, "1"), (_WEEK - 1, "2"), (_WEEK, "3"), (_MONTH, "4"))
    return next((code for most, code in steps if span is not None and span <= most), "5")


def _of_reports(read: Callable[[Report], str]) -> Value:
    return lambda t, _: list_cell(cell for r in t.own_reports() if (cell := read(r)))


def _articles(told: Told, _: Policy) -> str:
    parts = (
        f'"{text_cell(r.publisher)},{date_cell(r.published)},{text_cell(r.title)}"'
        for r in told.own_reports()
    )
    return list_cell(parts)


def _blank(name: str, kind: Kind = "text") -> Column:
    meaning = "Always blank: a number or name of UCDP's own."
    return Column(name, kind, meaning, "", "", lambda t, _: "")


COLUMNS: tuple[Column, ...] = (
    Column("id", "text", f"Dateline's id after {PREFIX}, no id of UCDP.", "dateline-e1", "",
           lambda t, _: PREFIX + t.event.event_id),
    _blank("relid"),
    Column("year", "number", "Year of date_start.", "2016", "",
           lambda t, _: str(t.event.date.start.year) if t.event.date else ""),
    _blank("active_year"),
    _blank("code_status"),
    Column("type_of_violence", "number", "1 state-based, 2 non-state, 3 one-sided, by the kinds of "
           "both sides; blank where these are not known.", "3", "",
           lambda t, _: type_of_violence(t)),
    _blank("conflict_dset_id"),
    _blank("conflict_new_id", "number"),
    _blank("conflict_name"),
    _blank("dyad_dset_id"),
    _blank("dyad_new_id", "number"),
    Column("dyad_name", "text", "side_a - side_b.", "Islamic State - civilians", "", _dyad),
    _blank("side_a_dset_id"),
    _blank("side_a_new_id", "number"),
    Column("side_a", "text", "The state in state-based violence, else the doer, as Dateline names "
           "it.", "Islamic State", "", _side(0, lambda s: text_cell(s.name))),
    _blank("side_b_dset_id"),
    _blank("side_b_new_id", "number"),
    Column("side_b", "text", "The other side.", "civilians", "",
           _side(1, lambda s: text_cell(s.name))),
    Column("number_of_sources", "number", "Reports that tell it.", "3", "reports",
           lambda t, _: str(len(t.event.report_ids))),
    Column("source_article", "list", "Outlet, day and headline of each report.",
           '"Northern Wire,2016-11-03,Shells hit market"', "", _articles),
    Column("source_office", "list", "Outlets.", "Northern Wire", "",
           _of_reports(lambda r: text_cell(r.publisher))),
    Column("source_date", "list", "Days of publication.", "2016-11-03", "",
           _of_reports(lambda r: date_cell(r.published))),
    Column("source_headline", "list", "Headlines.", "Shells hit market", "",
           _of_reports(lambda r: text_cell(r.title))),
    Column("source_original", "list", "Who says so in those reports: Dateline's independent "
           "voices.", "the health office", "",
           lambda t, _: list_cell(voice.name for voice in t.event.voices)),
    Column("where_prec", "number", "1 exact, 2 near, 3 district, 4 province, 6 country.", "1", "",
           lambda t, _: _WHERE.get(t.event.place.precision, "") if t.event.place else ""),
    Column("where_coordinates", "text", "The place the coordinates belong to.", "Mosul", "",
           placed("name")),
    Column("where_description", "text", "The words for the place.", "the old market of Mosul", "",
           placed("words")),
    Column("adm_1", "text", "First-level division.", "Nineveh", "", placed("admin1")),
    Column("adm_2", "text", "Second-level division.", "Mosul District", "", placed("admin2")),
    Column("latitude", "decimal", "Only with where_prec 1 and 2: areas are no points.", "36.335",
           "degrees, WGS84", coordinate(0)),
    Column("longitude", "decimal", "As latitude.", "43.119", "degrees, WGS84",
           coordinate(1)),
    Column("geom_wkt", "text", "The point as well-known text.", "POINT (43.119 36.335)", "",
           _at_point(lambda lat, lon: f"POINT ({lon} {lat})")),
    Column("priogrid_gid", "number", "PRIO-GRID cell of the point.", "182047", "",
           _at_point(lambda lat, lon: str(priogrid(lat, lon)))),
    Column("country", "text", "Country.", "Iraq", "", placed("country")),
    Column("country_id", "number", "Gleditsch-Ward number of the country.", "645", "",
           country_code("gwno")),
    Column("region", "text", "UCDP's region of the country.", "Middle East", "",
           country_code("ucdp_region")),
    Column("event_clarity", "number", "1 where the event has a day of its own, else 2.", "1", "",
           lambda t, _: "1" if days(t.event) == 1 else "2"),
    Column("date_prec", "number", "1 one day, 2 up to six days, 3 a week, 4 a month, 5 longer.",
           "1", "", _date_precision),
    Column("date_start", "date", "First day it can have been.", "2016-11-02", "ISO 8601",
           lambda t, _: date_cell(t.event.date.start) if t.event.date else ""),
    Column("date_end", "date", "Last day; blank for an open interval.", "2016-11-02", "ISO 8601",
           lambda t, _: date_cell(t.event.date.end) if t.event.date else ""),
    Column("deaths_a", "number", "Dead of side A, where told; blank, never 0, where not.", "",
           "persons", _dead("a")),
    Column("deaths_b", "number", "Dead of side B, likewise.", "", "persons", _dead("b")),
    Column("deaths_civilians", "number", "Dead civilians, likewise; in one-sided violence all the "
           "dead.", "12", "persons", _dead("civilians")),
    Column("deaths_unknown", "number", "The dead where nothing is told by side.", "", "persons",
           _dead("unknown")),
    Column("best", "number", "Killed, by the policy of this export; no estimate.", "12", "persons",
           lambda t, p: number_cell(deaths(t, p))),
    Column("high", "number", "The greatest number that any claim states.", "15", "persons", _high),
    Column("low", "number", "The least.", "12", "persons", _low),
    Column("gwnoa", "number", "Gleditsch-Ward number of side A, where it is a state.", "", "",
           _side(0, _gwno)),
    Column("gwnob", "number", "The same for side B.", "", "", _side(1, _gwno)),
)  # fmt: skip
"""The 49 columns of GED 23.1 and later, in their order."""


def table(source: Source, policy: Policy, left: Left) -> Iterator[Row]:
    """Yield a row for every deadly attack."""
    for told in source.told():
        killed = told.counted("killed")
        if told.event.status not in AS_FACT:
            left[f"told as {told.event.status}: GED codes what happened"] += 1
        elif told.event.event_type != "ASSAULT":
            left["no use of armed force"] += 1
        elif killed is None or not greatest(killed):
            left["no death is told"] += 1
        else:
            yield [column.value(told, policy) for column in COLUMNS]


SHAPE = Shape(
    name="ucdp",
    title="UCDP GED-shaped events",
    suffix=".csv",
    unit="event",
    what="One row a deadly attack, under the 49 columns of UCDP's Georeferenced Event Dataset.",
    is_not="These are not UCDP's data and no coder at UCDP has seen them. UCDP's own numbers of "
    "conflicts, dyads and sides are blank; best is the figure of the policy, not an estimate; "
    "whether a conflict is active is not judged.",
    notes=(
        "Where type_of_violence is blank the sides do not settle it; GED, which asks for organised "
        "sides, would not hold many of these rows.",
        "Where only a part of the dead is told by side, the rest stands nowhere: best is then more "
        "than the sum of the four columns.",
        "best follows the policy; low and high are the least and greatest number that any claim "
        "states. Dead by side stand only where the words tell a side.",
        "Coordinates stand only with where_prec 1 and 2; GED gives areas a point of reference.",
        "Where sources differ on who did it and no name has most of them, that side is blank.",
        "source_original holds those who say so, source_office those who print it.",
    ),
    columns=COLUMNS,
    rows=table,
    write=to_csv(table, COLUMNS),
)
