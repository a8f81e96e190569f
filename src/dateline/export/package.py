"""A folder with everything: linked tables, every record without loss, schema and codebook.

``datapackage.json`` follows Frictionless' Data Package; R, Python and others read it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dateline.errors import UsageError
from dateline.export import lossless
from dateline.export.column import Column, Kind
from dateline.export.csv_table import CsvTable
from dateline.export.json_fields import Json
from dateline.export.package_tables import TABLES, PackageTable
from dateline.export.shapes.shape import Left, Row, Shape, Written
from dateline.export.shapes.tables import events
from dateline.export.told import Policy, Source
from dateline.filters import in_words
from dateline.version import VERSION

RECORDS = "records.jsonl"
DESCRIPTOR, CODEBOOK = "datapackage.json", "CODEBOOK.md"
_TYPES: dict[Kind, str] = {
    "text": "string",
    "number": "integer",
    "decimal": "number",
    "date": "date",
    "flag": "boolean",
    "list": "string",
}


def _field(column: Column[...]) -> Json:
    units = f" ({column.units})" if column.units else ""
    joined = " Several values are joined by '; '." if column.kind == "list" else ""
    found: Json = {
        "name": column.name,
        "type": _TYPES[column.kind],
        "description": f"{column.meaning}{units}{joined}",
    }
    return found | ({"example": column.example} if column.example else {})


def schema(table: PackageTable) -> Json:
    """Return the Table Schema of a table."""
    fields = [_field(column) for column in table.columns]
    for field in fields:
        if field["name"] in table.key:
            field["constraints"] = {"required": True}
    found: Json = {"fields": fields, "missingValues": [""]}
    if table.key:
        found["primaryKey"] = list(table.key)
    if table.joins:
        found["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": other, "fields": [its]}}
            for column, other, its in table.joins
        ]
    return found


def _resource(table: PackageTable, path: Path) -> Json:
    return {
        "name": table.name,
        "type": "table",
        "path": path.name,
        "title": table.title,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_digest(path),
        "schema": schema(table),
    }


def _digest(path: Path) -> Json:
    content = path.read_bytes()
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def descriptor(source: Source, resources: list[Json]) -> Json:
    """Return the ``datapackage.json`` of a folder."""
    return {
        "name": "dateline-events",
        "title": "Events told by reports of conflict, with who says so",
        "description": f"{in_words(source.wanted)}. {SHAPE.is_not}",
        "version": VERSION,
        "resources": resources,
    }


def codebook() -> str:
    """Return the codebook of all tables."""
    parts = ["# Codebook\n\nA blank cell means that no source says it, never zero.\n"]
    for table in TABLES:
        parts.append(f"\n## {table.name}.csv\n\n{table.title}.\n\n")
        parts.append("| Column | Kind | Meaning | Example | Units |\n" + "|" + " --- |" * 5 + "\n")
        for c in table.columns:
            cells = (f"`{c.name}`", c.kind, c.meaning, c.example, c.units)
            parts.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n")
    return "".join(parts)


def _write_table(table: PackageTable, source: Source, policy: Policy, path: Path) -> int:
    number = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = CsvTable(stream, table.columns)
        for cells in table.rows(source, policy):
            out.write_cells(cells)
            number += 1
    return number


def write(source: Source, policy: Policy, folder: Path) -> Written:
    """Write the package into an empty folder."""
    resources: list[Json] = []
    numbers: dict[str, int] = {}
    for table in TABLES:
        path = folder / f"{table.name}.csv"
        numbers[table.name] = _write_table(table, source, policy, path)
        resources.append(_resource(table, path))
    if policy.is_lossless:
        path = folder / RECORDS
        lossless.SHAPE.write(source, policy, path)
        resources.append(
            {
                "name": "records",
                "type": "file",
                "path": RECORDS,
                "title": lossless.SHAPE.title,
                "scheme": "file",
                "format": "jsonl",
                "encoding": "utf-8",
                **_digest(path),
            }
        )
    text = json.dumps(descriptor(source, resources), indent=2, ensure_ascii=False)
    (folder / DESCRIPTOR).write_text(text + "\n", encoding="utf-8", newline="\n")
    (folder / CODEBOOK).write_text(codebook(), encoding="utf-8", newline="\n")
    return Written(numbers["events"], Counter())


def _rows(source: Source, policy: Policy, left: Left) -> Iterator[Row]:
    return events(source, policy, left)


def records_file(path: Path) -> Path:
    """Return the lossless file of a package's folder, or the file itself.

    Raises:
        UsageError: the folder has none.
    """
    if not path.is_dir():
        return path
    if not (path / RECORDS).is_file():
        raise UsageError(
            str(path), f"holds no {RECORDS}", "Export it again without rounding or leaving out."
        )
    return path / RECORDS


SHAPE = Shape(
    name="package",
    title="Data package of events, claims, sources, figures and reports",
    suffix="",
    unit="event",
    what="A folder: tables that join by event_id, claim_id and report_id, their schema "
    "(datapackage.json, by Frictionless) and codebook, and records.jsonl with every record "
    "without loss, which dateline import reads back.",
    is_not="Every value is what sources say, not what is known to have happened. The history of "
    "runs and of changes stays with the project.",
    notes=(
        "Without records.jsonl where coordinates are rounded or names left out: that would undo "
        "it.",
    ),
    columns=TABLES[0].columns,
    rows=_rows,
    write=write,
    claims_suffice=True,
)
