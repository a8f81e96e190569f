"""Read tables of events that others coded: ACLED, UCDP GED, or Dateline's own ``events.csv``."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

from dateline.compare.item import Family, Item
from dateline.errors import DamagedFile

Row = dict[str, str]
_HEADS: dict[str, frozenset[str]] = {
    "acled": frozenset({"event_id_cnty", "event_date", "event_type", "latitude", "fatalities"}),
    "ucdp": frozenset({"id", "date_start", "type_of_violence", "where_prec", "best"}),
    "dateline": frozenset({"event_id", "date_start", "killed_low", "place_precision"}),
}
_FAMILY: dict[str, Family] = {
    "battles": "violence",
    "explosions/remote violence": "violence",
    "violence against civilians": "violence",
    "protests": "protest",
    "riots": "protest",
}
_VIOLENCE = {"1": "state-based violence", "2": "non-state violence", "3": "one-sided violence"}
_DAY_FORMS = ("%d %B %Y", "%d-%b-%Y", "%d-%B-%Y", "%d/%m/%Y", "%Y-%m-%d %H:%M:%S.%f")
_LONGEST_CELL = 10_000_000


def _dialect(head: str) -> str:
    return max((",", ";", "\t"), key=head.count)


def _head(path: Path) -> tuple[str, list[str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            line = stream.readline()
    except (OSError, UnicodeDecodeError):
        return ",", []
    separator = _dialect(line)
    return separator, next(csv.reader([line], delimiter=separator), [])


def dataset_of(path: Path) -> str | None:
    """Return what table a file is, by its head, or None."""
    if path.suffix.lower() not in (".csv", ".tsv", ".txt") or not path.is_file():
        return None
    names = set(_head(path)[1])
    return next((name for name, needed in _HEADS.items() if needed <= names), None)


def is_other(path: Path) -> bool:
    """Tell whether a file is a table of events of another project."""
    return dataset_of(path) in ("acled", "ucdp")


def _day(cell: str, where: str) -> date | None:
    text = cell.strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        pass
    for form in _DAY_FORMS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise DamagedFile(where, f"'{text}' is no day", "Write days as 2016-11-03.")


def _number(cell: str, where: str) -> int | None:
    if not cell.strip():
        return None
    try:
        return int(float(cell))
    except ValueError:
        raise DamagedFile(where, f"'{cell}' is no number", "Correct the cell.") from None


def _at(row: Row, where: str) -> tuple[float, float] | None:
    cells = row.get("latitude", ""), row.get("longitude", "")
    if not all(cell.strip() for cell in cells):
        return None
    try:
        return float(cells[0]), float(cells[1])
    except ValueError:
        raise DamagedFile(where, f"{cells} are no coordinates", "Correct the cells.") from None


def _names(row: Row, *columns: str) -> tuple[str, ...]:
    cells = (row.get(column, "") for column in columns)
    return tuple(name.strip() for cell in cells for name in cell.split(";") if name.strip())


def _acled(row: Row, where: str) -> Item:
    day = _day(row["event_date"], where)
    is_area = row.get("geo_precision", "") == "3"
    killed = _number(row["fatalities"], where)
    return Item(
        dataset="acled",
        item_id=row["event_id_cnty"],
        start=day,
        end=day,
        family=_FAMILY.get(row["event_type"].casefold(), "other"),
        kind=" / ".join(filter(None, (row["event_type"], row.get("sub_event_type", "")))),
        place=row.get("location", ""),
        admin1=row.get("admin1", ""),
        country=row.get("country", ""),
        at=None if is_area else _at(row, where),
        is_area=is_area,
        actors=_names(row, "actor1", "assoc_actor_1", "actor2", "assoc_actor_2"),
        killed_low=killed,
        killed_high=killed,
        notes=row.get("notes", ""),
    )


def _ucdp(row: Row, where: str) -> Item:
    is_area = row["where_prec"].strip() not in ("1", "2")
    return Item(
        dataset="ucdp",
        item_id=row["id"],
        start=_day(row["date_start"], where),
        end=_day(row.get("date_end", "") or row["date_start"], where),
        family="violence",
        kind=_VIOLENCE.get(row["type_of_violence"].strip(), ""),
        place=row.get("where_coordinates", ""),
        admin1=row.get("adm_1", ""),
        country=row.get("country", ""),
        at=None if is_area else _at(row, where),
        is_area=is_area,
        actors=_names(row, "side_a", "side_b"),
        killed_low=_number(row.get("low", "") or row["best"], where),
        killed_high=_number(row.get("high", "") or row["best"], where),
        notes=row.get("source_headline", ""),
    )


def _own(row: Row, where: str) -> Item:
    family: dict[str, Family] = {"ASSAULT": "violence", "PROTEST": "protest"}
    return Item(
        dataset="dateline",
        item_id=row["event_id"],
        start=_day(row["date_start"], where),
        end=_day(row.get("date_end", ""), where),
        family=family.get(row.get("event_type", ""), "other"),
        kind=" ".join(filter(None, (row.get("event_type", ""), row.get("mode", "")))),
        place=row.get("place", ""),
        admin1=row.get("admin1", ""),
        country=row.get("country", ""),
        at=_at(row, where),
        is_area=row["place_precision"] not in ("", "exact", "near"),
        actors=_names(row, "actor", "recipient"),
        killed_low=_number(row["killed_low"], where),
        killed_high=_number(row.get("killed_high", ""), where),
        notes=row.get("sentence", ""),
    )


_READERS: dict[str, Callable[[Row, str], Item]] = {"acled": _acled, "ucdp": _ucdp, "dateline": _own}


def read(path: Path) -> Iterator[Item]:
    """Yield the events of a table.

    Raises:
        DamagedFile: it is no such table, or a cell is wrong; file and line are named.
    """
    dataset = dataset_of(path)
    if dataset is None:
        raise DamagedFile(
            str(path),
            "is no table of ACLED, UCDP GED or Dateline",
            "Its first line must hold their column names.",
        )
    reader = _READERS[dataset]
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream, delimiter=_head(path)[0], restval="")
        for number, row in enumerate(rows, 2):
            yield reader(row, f"{path}, row {number}")
