"""Where two datasets differ, as one table ready for a map: a row a pair or a single event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.compare.item import Item, words
from dateline.compare.matching import Matched, Pair
from dateline.export.column import Column as AnyColumn
from dateline.export.column import Kind, date_cell, list_cell, number_cell, text_cell, typed
from dateline.export.csv_table import CsvTable
from dateline.export.json_fields import Json, dump_line

NEAR_KM = 5.0
"""Places closer than this are not said to differ."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a pair, or an event that only one of both has."""

    ours: Item | None
    other: Item | None
    pair: Pair | None = None

    @property
    def result(self) -> str:
        """Matched; missing, where only the other dataset has it; extra, where only ours has."""
        return "matched" if self.pair else "extra" if self.ours else "missing"

    @property
    def at(self) -> tuple[float, float] | None:
        """Where it is on a map: ours, else theirs; an area is nowhere."""
        items = (self.ours, self.other)
        return next((item.at for item in items if item is not None and item.at), None)


def _deaths_differ(ours: Item, other: Item) -> bool:
    told = (ours.killed_low, ours.killed_high, other.killed_low, other.killed_high)
    if any(number is None for number in told):
        return (ours.killed_high is None) != (other.killed_high is None)
    low, high, other_low, other_high = (number or 0 for number in told)
    return low > other_high or other_low > high


def differs(pair: Pair) -> list[str]:
    """Return the fields on which a pair differs."""
    ours, other = pair.ours, pair.other
    found: list[str] = []
    if pair.days or (ours.start, ours.end) != (other.start, other.end):
        found.append("date")
    if pair.km is None or pair.km > NEAR_KM:
        found.append("place")
    if not words(ours.actors) & words(other.actors) and (ours.actors or other.actors):
        found.append("actors")
    if _deaths_differ(ours, other):
        found.append("killed")
    return found


def lines(matched: Matched) -> Iterator[Line]:
    """Yield the rows: pairs, then what is missing, then what is extra."""
    yield from (Line(pair.ours, pair.other, pair) for pair in matched.pairs)
    yield from (Line(None, item) for item in matched.missing)
    yield from (Line(item, None) for item in matched.extra)


Column = AnyColumn[[Line]]


def _both(name: str, meaning: str, kind: Kind, example: str) -> tuple[Column, ...]:
    """Return a column of ours and one of theirs."""

    def cell(item: Item | None) -> str:
        value = getattr(item, name) if item is not None else None
        if name in ("start", "end"):
            return date_cell(value)
        if name == "actors":
            return list_cell(value or ())
        return number_cell(value) if kind == "number" else text_cell(value)

    return (
        Column(name, kind, f"{meaning}, by this project.", example, "", lambda x: cell(x.ours)),
        Column(f"other_{name}", kind, f"{meaning}, by the other.", example, "",
               lambda x: cell(x.other)),
    )  # fmt: skip


def _km(line: Line) -> str:
    if line.pair is None or line.pair.km is None:
        return ""
    return number_cell(round(line.pair.km, 1))


COLUMNS: tuple[Column, ...] = (
    Column("result", "text", "matched; missing (only the other has it); extra (only this project "
           "has it).", "matched", "", lambda x: x.result),
    Column("event_id", "text", "The event here.", "e1", "",
           lambda x: x.ours.item_id if x.ours else ""),
    Column("other_id", "text", "The event there.", "IRQ123", "",
           lambda x: x.other.item_id if x.other else ""),
    Column("differs", "list", "Fields on which a pair differs: date, place, actors, killed.",
           "date; killed", "", lambda x: list_cell(differs(x.pair)) if x.pair else ""),
    Column("days_apart", "number", "Days between both; 0 where they touch.", "0", "days",
           lambda x: str(x.pair.days) if x.pair else ""),
    Column("km_apart", "decimal", "Distance; blank where one is known only to an area.", "3.2",
           "km", _km),
    Column("latitude", "decimal", "For a map: of this project, else of the other; blank for areas.",
           "36.335", "degrees, WGS84", lambda x: number_cell(x.at[0]) if x.at else ""),
    Column("longitude", "decimal", "As latitude.", "43.119", "degrees, WGS84",
           lambda x: number_cell(x.at[1]) if x.at else ""),
    *_both("start", "First day", "date", "2016-11-02"),
    *_both("end", "Last day", "date", "2016-11-02"),
    *_both("kind", "What it is", "text", "ASSAULT heavy-weapons"),
    *_both("place", "Place", "text", "Mosul"),
    *_both("admin1", "Province", "text", "Nineveh"),
    *_both("country", "Country", "text", "Iraq"),
    *_both("actors", "Who takes part", "list", "Islamic State; civilians"),
    *_both("killed_low", "Least number killed", "number", "12"),
    *_both("killed_high", "Greatest number killed", "number", "15"),
    *_both("notes", "In words", "text", "At least 12 civilians killed …"),
)  # fmt: skip
"""The columns of the table, in their order."""


def cells(line: Line) -> list[str]:
    """Return the cells of a row."""
    return [column.value(line) for column in COLUMNS]


def feature(line: Line) -> Json:
    """Return a row as a GeoJSON feature; areas have no geometry."""
    values = zip(COLUMNS, cells(line), strict=True)
    typed_values = {c.name: typed(c.kind, cell) for c, cell in values}
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [line.at[1], line.at[0]]} if line.at else None,
        "properties": {
            name: value.isoformat() if hasattr(value, "isoformat") else value
            for name, value in typed_values.items()
        },
    }


def write_csv(matched: Matched, path: Path) -> None:
    """Write the table as CSV."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = CsvTable(stream, COLUMNS)
        for line in lines(matched):
            table.write_cells(cells(line))


def write_geojson(matched: Matched, path: Path) -> None:
    """Write the table as GeoJSON, a feature a line."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write('{"type": "FeatureCollection", "name": "comparison", "features": [')
        for number, line in enumerate(lines(matched)):
            stream.write((",\n" if number else "\n") + dump_line(feature(line)))
        stream.write("\n]}\n")


def summary(matched: Matched) -> list[str]:
    """Return what the comparison found, in words."""
    pairs, missing, extra = len(matched.pairs), len(matched.missing), len(matched.extra)
    told = [f"{pairs:,} matched · {missing:,} missing · {extra:,} extra"]
    counted: dict[str, int] = {}
    for pair in matched.pairs:
        for field in differs(pair):
            counted[field] = counted.get(field, 0) + 1
    told += [f"  {n:,} matched differ on {field}" for field, n in sorted(counted.items())]
    if matched.outside:
        told.append(
            f"  {matched.outside:,} events here lie outside the other's days, countries or kinds"
        )
    return told
