"""GDELT-shaped: the pair of events (61 columns) and mentions (16), tab-separated, without a head.

Which CAMEO code an event gets stands in ``knowledge/shapes/cameo.tsv``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from dateline.export.column import Column as AnyColumn
from dateline.export.column import text_cell
from dateline.export.shapes.place_cells import Value, coordinate, country_code
from dateline.export.shapes.shape import Left, Row, Shape, Written
from dateline.export.shapes.sides import AS_FACT, Side, days, sides
from dateline.export.shapes.writers import to_tab_lines
from dateline.export.told import Policy, Source, Told
from dateline.knowledge.shapes_data import cameo_codes
from dateline.records import Anchor, Claim, Report

Column = AnyColumn[[Told, Policy]]
Mention = AnyColumn[[Told, Claim, Report]]
EVENTS, MENTIONS = "export.CSV", "mentions.CSV"
_QUADS = ((5, "1"), (8, "2"), (13, "3"), (20, "4"))
_GEO = {"country": "1", "province": "5", "district": "5", "exact": "4", "near": "4"}
_GEO_AREAS = frozenset({"country", "province", "district"})
_WEB, _CITATION = "1", "2"


def code(told: Told) -> str:
    """Return the CAMEO code of an event; "" where there is none."""
    event = told.event
    codes = cameo_codes()
    return codes.get((event.event_type, event.mode or "")) or codes.get((event.event_type, ""), "")


def _base(told: Told, _: Policy) -> str:
    return code(told)[:3]


def _quad(told: Told, _: Policy) -> str:
    root = code(told)[:2]
    return next((quad for last, quad in _QUADS if int(root) <= last), "") if root else ""


def _day(told: Told) -> date | None:
    return told.event.date.start if told.event.date and days(told.event) == 1 else None


def _sql_date(told: Told, _: Policy) -> str:
    day = _day(told)
    return day.strftime("%Y%m%d") if day else ""


def _month(told: Told, _: Policy) -> str:
    when = told.event.date
    known = when and when.end and (when.start.year, when.start.month) == (
        when.end.year, when.end.month)  # fmt: skip
    return when.start.strftime("%Y%m") if when and known else ""


def _year(told: Told, _: Policy) -> str:
    when = told.event.date
    known = when and when.end and when.start.year == when.end.year
    return str(when.start.year) if when and known else ""


def _fraction(told: Told, _: Policy) -> str:
    """Return the day as a part of its year, by GDELT's rule: (month × 30 + day) / 365."""
    day = _day(told)
    return f"{day.year + min((day.month * 30 + day.day) / 365, 0.9999):.4f}" if day else ""


def _side(role: str, read: Callable[[Side], str]) -> Value:
    def value(told: Told, _: Policy) -> str:
        found = sides(told, "actor" if role == "Actor1" else "recipient")
        return read(found[0]) if found else ""

    return value


def _code_of(side: Side) -> str:
    return (side.country or "") + "".join(side.sectors[:3])


def _sector(at: int) -> Callable[[Side], str]:
    return lambda side: side.sectors[at] if len(side.sectors) > at else ""


def _nothing(name: str, meaning: str = "Always blank: not told apart here.") -> Column:
    return Column(name, "text", meaning, "", "", lambda t, _: "")


def _actor(role: str, does: str, example: str) -> tuple[Column, ...]:
    return (
        Column(f"{role}Code", "text", "Country and sectors.", "IRQMIL", "", _side(role, _code_of)),
        Column(f"{role}Name", "text", does, example, "",
               _side(role, lambda s: text_cell(s.name))),
        Column(f"{role}CountryCode", "text", "Country of its state.", "IRQ", "ISO 3166-1 alpha-3",
               _side(role, lambda s: s.country or "")),
        *(_nothing(f"{role}{part}") for part in
          ("KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code")),
        *(Column(f"{role}Type{n}Code", "text", "A PLOVER sector code.", "MIL", "",
                 _side(role, _sector(n - 1))) for n in (1, 2, 3)),
    )  # fmt: skip


def _is_root(told: Told, _: Policy) -> str:
    return "1" if any(claim.sentence.n == 1 for claim in told.claims) else "0"


def _outlets(told: Told, _: Policy) -> str:
    return str(len({r.publisher or r.name for r in told.own_reports()}))


def _geo_name(told: Told, _: Policy) -> str:
    place = told.event.place
    if place is None:
        return ""
    parts = dict.fromkeys(p for p in (place.name, place.admin1, place.country) if p)
    return text_cell(", ".join(parts))


def _geo_type(told: Told, _: Policy) -> str:
    return _GEO.get(told.event.place.precision, "") if told.event.place else ""


def _place_id(told: Told, _: Policy) -> str:
    return text_cell(told.event.place.gazetteer_id) if told.event.place else ""


_GEO_PARTS = (
    "Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID",
)  # fmt: skip
_ACTION = (
    Column("ActionGeo_Type", "number", "1 country, 4 city, 5 province or district.", "4", "",
           _geo_type),
    Column("ActionGeo_FullName", "text", "Place, province, country.", "Mosul, Nineveh, Iraq", "",
           _geo_name),
    Column("ActionGeo_CountryCode", "text", "FIPS 10-4 code of the country.", "IZ", "",
           country_code("fips")),
    _nothing("ActionGeo_ADM1Code"),
    _nothing("ActionGeo_ADM2Code"),
    Column("ActionGeo_Lat", "decimal", "Only of exact and near places.", "36.335",
           "degrees, WGS84", coordinate(0)),
    Column("ActionGeo_Long", "decimal", "Likewise.", "43.119", "degrees, WGS84", coordinate(1)),
    Column("ActionGeo_FeatureID", "text", "Id in Dateline's gazetteer.", "geonames:99072", "",
           _place_id),
)  # fmt: skip


def _added(told: Told, _: Policy) -> str:
    day = told.event.first_reported
    return day.strftime("%Y%m%d000000") if day else ""


def _url(told: Told, _: Policy) -> str:
    return next((text_cell(r.url) for r in told.own_reports() if r.url), "")


COLUMNS: tuple[Column, ...] = (
    Column("GLOBALEVENTID", "text", "Dateline's id; GDELT's is a number.", "e1", "",
           lambda t, _: t.event.event_id),
    Column("SQLDATE", "text", "The day, where it is known to the day.", "20161102", "YYYYMMDD",
           _sql_date),
    Column("MonthYear", "text", "The month, where known.", "201611", "YYYYMM", _month),
    Column("Year", "number", "The year, where known.", "2016", "", _year),
    Column("FractionDate", "decimal", "The day as a part of its year.", "2016.9096", "",
           _fraction),
    *_actor("Actor1", "Who did it, as Dateline names it.", "Islamic State"),
    *_actor("Actor2", "To whom.", "civilians"),
    Column("IsRootEvent", "number", "1 where a report tells it in its first sentence.", "1", "",
           _is_root),
    Column("EventCode", "text", "CAMEO code, by the crosswalk from PLOVER.", "194", "",
           lambda t, _: code(t)),
    Column("EventBaseCode", "text", "Its first three digits.", "194", "", _base),
    Column("EventRootCode", "text", "Its first two.", "19", "", lambda t, _: code(t)[:2]),
    Column("QuadClass", "number", "1 verbal and 2 material cooperation, 3 verbal and 4 material "
           "conflict.", "4", "", _quad),
    _nothing("GoldsteinScale", "Always blank: a weight of CAMEO's, not of the reports."),
    Column("NumMentions", "number", "Claims.", "4", "", lambda t, _: str(len(t.event.claim_ids))),
    Column("NumSources", "number", "Outlets.", "3", "", _outlets),
    Column("NumArticles", "number", "Reports.", "3", "",
           lambda t, _: str(len(t.event.report_ids))),
    _nothing("AvgTone", "Always blank: tone is not measured."),
    *(_nothing(f"Actor1Geo_{part}") for part in _GEO_PARTS),
    *(_nothing(f"Actor2Geo_{part}") for part in _GEO_PARTS),
    *_ACTION,
    Column("DATEADDED", "text", "Day of the first report.", "20161103000000", "YYYYMMDDHHMMSS",
           _added),
    Column("SOURCEURL", "text", "Address of the first report that has one.",
           "https://example.org/a", "", _url),
)  # fmt: skip
"""GDELT's 61 columns of events, in their order."""


def _moment(day: date | None) -> str:
    return day.strftime("%Y%m%d000000") if day else ""


def _offset(anchors: tuple[Anchor, ...]) -> str:
    return str(anchors[0].start) if anchors else ""


MENTION_COLUMNS: tuple[Mention, ...] = (
    Mention("GLOBALEVENTID", "text", "The event.", "e1", "", lambda t, c, r: t.event.event_id),
    Mention("EventTimeDate", "text", "Its day, where known to the day.", "20161102000000",
            "YYYYMMDDHHMMSS", lambda t, c, r: _moment(_day(t))),
    Mention("MentionTimeDate", "text", "Day of publication.", "20161103000000", "YYYYMMDDHHMMSS",
            lambda t, c, r: _moment(r.published)),
    Mention("MentionType", "number", "1 has an address, 2 has none.", "1", "",
            lambda t, c, r: _WEB if r.url else _CITATION),
    Mention("MentionSourceName", "text", "Outlet.", "Northern Wire", "",
            lambda t, c, r: text_cell(r.publisher)),
    Mention("MentionIdentifier", "text", "Address, else the report's name.",
            "https://example.org/a", "", lambda t, c, r: text_cell(r.url or r.name)),
    Mention("SentenceID", "number", "Number of the sentence, from 1.", "3", "",
            lambda t, c, r: str(c.sentence.n)),
    Mention("Actor1CharOffset", "number", "Where the doer stands.", "0", "code points from 0",
            lambda t, c, r: _offset(c.actor[0].anchors) if c.actor else ""),
    Mention("Actor2CharOffset", "number", "Where the recipient stands.", "74",
            "code points from 0",
            lambda t, c, r: _offset(c.recipient[0].anchors) if c.recipient else ""),
    Mention("ActionCharOffset", "number", "Where the event word stands.", "14",
            "code points from 0", lambda t, c, r: str(c.trigger.start)),
    Mention("InRawText", "number", "Always 1: every claim quotes its report.", "1", "",
            lambda t, c, r: "1"),
    Mention("Confidence", "number", "Always blank: no such number is computed.", "", "",
            lambda t, c, r: ""),
    Mention("MentionDocLen", "number", "Length of the report.", "2048", "code points",
            lambda t, c, r: str(len(r.text)) if r.text else ""),
    Mention("MentionDocTone", "number", "Always blank.", "", "", lambda t, c, r: ""),
    Mention("MentionDocTranslationInfo", "text", "Always blank.", "", "", lambda t, c, r: ""),
    Mention("Extras", "text", "Always blank.", "", "", lambda t, c, r: ""),
)  # fmt: skip
"""GDELT's 16 columns of mentions, in their order."""


def _kept(source: Source, left: Left) -> Iterator[Told]:
    for told in source.told():
        if told.event.status not in AS_FACT:
            left[f"told as {told.event.status}: GDELT codes it as if it had happened"] += 1
        elif not code(told):
            left["no code of CAMEO fits"] += 1
        else:
            yield told


def table(source: Source, policy: Policy, left: Left) -> Iterator[Row]:
    """Yield a row for every event."""
    for told in _kept(source, left):
        yield [column.value(told, policy) for column in COLUMNS]


def mentions(source: Source, policy: Policy, left: Left) -> Iterator[Row]:
    """Yield a row for every claim of those events."""
    for told in _kept(source, left):
        for claim in told.claims:
            report = told.report_of(claim)
            yield [column.value(told, claim, report) for column in MENTION_COLUMNS]


def write(source: Source, policy: Policy, path: Path) -> Written:
    """Write both tables into a folder."""
    written = to_tab_lines(table)(source, policy, path / EVENTS)
    to_tab_lines(mentions)(source, policy, path / MENTIONS)
    return written


SHAPE = Shape(
    name="gdelt",
    title="GDELT-shaped events and mentions",
    suffix="",
    unit="event",
    what="Two tables without a head, separated by tabs, as GDELT 2.0 gives them: export.CSV with "
    "61 columns, one row an event, and mentions.CSV with 16, one row a claim.",
    is_not="These are not GDELT's data. Ids are words, not numbers; CAMEO codes come from a "
    "crosswalk from PLOVER; tone, Goldstein scale and confidence are blank; offsets are code "
    "points of the report itself.",
    notes=(
        "No number of dead stands in these tables; GDELT has no column for it.",
        "A mention is a claim: one source's word in one sentence.",
        "Coordinates stand only for places that are exact or near.",
    ),
    columns=COLUMNS,
    rows=table,
    write=write,
)
