"""Tables (CSV, TSV) and JSON Lines: one report a row; a row at fault costs only itself."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dateline.errors import DamagedFile, ReadError
from dateline.read.assemble import report_of
from dateline.read.dates import day_of_value
from dateline.read.decode import Decoded
from dateline.read.draft import Draft
from dateline.read.kinds import column_key, ending
from dateline.read.visible import looks_like_html, strip_tags, visible_text
from dateline.read.words import columns
from dateline.records import Report
from dateline.settings import Settings

FIELDS = ("text", "title", "published", "id", "publisher", "url", "language")
LONGEST_ID = 120
_LISTS = ("articles", "reports", "documents", "items", "results", "data", "rows")

_ONE_HEADER = ("csv", "parquet")
"""Tables whose columns are the same in every row."""

Row = dict[str, Any]
Numbered = tuple[int, "Row | ReadError"]
"""A row or its error, and its number from 1."""


@dataclass(frozen=True, slots=True)
class _Source:
    """A table being read: its name, how it was decoded, and the settings."""

    name: str
    read_as: str
    decoded: Decoded
    settings: Settings


def _wanted(field: str, settings: Settings) -> str | None:
    chosen: str | None = getattr(settings, f"{field}_column", None)
    return chosen


def columns_of(
    found: Iterable[str], settings: Settings, name: str, *, strict: bool = True
) -> dict[str, str]:
    """Choose the column of each field: the one of the settings, else the best usual name.

    Args:
        found: the columns the table has.
        settings: may name a column for each field.
        name: what the table is called in errors.
        strict: every column that the settings name must be there, not only the text.

    Raises:
        ReadError: there is no text column, or one that the settings name is not there.
    """
    found = list(found)
    by_key: dict[str, str] = {}
    for column in found:
        by_key.setdefault(column_key(column), column)
    chosen: dict[str, str] = {}
    for field in FIELDS:
        wanted = _wanted(field, settings)
        if wanted is not None and wanted not in found and (strict or field == "text"):
            raise _no_column(name, f"there is no column '{wanted}'", found, field)
        if wanted is not None and wanted in found:
            chosen[field] = wanted
        elif wanted is None:
            usual = (by_key[key] for key in columns(field) if key in by_key)
            free = (column for column in usual if column not in chosen.values())
            if (best := next(free, None)) is not None:
                chosen[field] = best
    if "text" not in chosen:
        raise _no_column(name, "no column is known to hold the text", found, "text")
    return chosen


class _NoText(ReadError):
    """A row or table lacks a column that is needed."""


def _no_column(name: str, fault: str, found: list[str], field: str) -> _NoText:
    shown = ", ".join(f"'{column[:40]}'" for column in found[:30]) or "none"
    return _NoText(
        name,
        f"{fault}; its columns are {shown}",
        f"Name the right one with the setting '{field}_column' (--{field}-column).",
    )


def _cell(row: Row, column: str | None) -> str:
    value = row.get(column) if column is not None else None
    if value is None or isinstance(value, bool | list):
        return ""
    if isinstance(value, dict):  # {"source": {"name": "…"}}
        value = value.get("name") or value.get("title") or ""
    return str(value)


def canonical(row: Row) -> bytes:
    """Return a row as bytes that do not depend on the order of columns or on white space of JSON.

    Raises:
        UnicodeEncodeError: the row holds half of a surrogate pair.
    """
    plain = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return plain.encode("utf-8")


def _row_report(row: Row, number: int, source: _Source, chosen: dict[str, str]) -> Report:
    identity = " ".join(_cell(row, chosen.get("id")).split())[:LONGEST_ID]
    name = f"{source.name}:{identity or f'row {number}'}"
    at = f"{source.name}:row {number}"
    raw = row.get(chosen["text"])
    if raw is not None and not isinstance(raw, str):
        raise DamagedFile(
            at, f"its '{chosen['text']}' is no text", "Put the report's words there, in quotes."
        )
    text = raw or ""
    notes = list(source.decoded.notes)
    if looks_like_html(text):
        text = visible_text(text)
        notes.append("The text column held mark-up; its words were taken out of it.")
    try:
        original = canonical(row)
    except UnicodeEncodeError as error:
        raise DamagedFile(
            at, "it holds half a character (a lone surrogate)", "Export the table again as UTF-8."
        ) from error
    if "\x00" in text:
        raise DamagedFile(at, "its text holds a NUL character", "Export the table again as UTF-8.")
    day, note = day_of_value(_cell(row, chosen.get("published")))
    draft = Draft(
        text=text,
        read_as=source.read_as,
        encoding=source.decoded.encoding,
        title=strip_tags(_cell(row, chosen.get("title"))),
        publisher=_cell(row, chosen.get("publisher")) or None,
        url=_cell(row, chosen.get("url")) or None,
        language=_cell(row, chosen.get("language")) or None,
        published=day,
        notes=(*notes, *([note] if note else [])),
    )
    try:
        return report_of(draft, name, original, source.settings)
    except ReadError as error:
        raise type(error)(at, error.fault, error.remedy) from error


def _delimiter(text: str, name: str) -> str:
    if ending(name) in (".tsv", ".tab"):
        return "\t"
    first = text.lstrip("\r\n").split("\n", 1)[0]
    counts = {mark: first.count(mark) for mark in ",;\t|"}
    best = max(counts, key=lambda mark: counts[mark])
    return best if counts[best] else ","


def _csv_rows(source: _Source) -> Iterator[Numbered]:
    """Yield (number from 1, row or its error) of a table with a header row."""
    text = source.decoded.text
    # The module's own limit (128 KiB a cell) is shorter than a long report.
    csv.field_size_limit(max(csv.field_size_limit(), source.settings.max_report_chars + 1))
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=_delimiter(text, source.name), strict=True)
    header: list[str] = []
    number = 0
    while True:
        first_line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            yield number, _csv_fault(f"{source.name}:row {number}", first_line, str(error))
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if not header:
            header = [cell.strip().lstrip("\ufeff") for cell in cells]
            continue
        number += 1
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            yield (
                number,
                DamagedFile(
                    f"{source.name}:row {number}",
                    f"it has {len(cells)} cells under {len(header)} columns",
                    "Put cells that hold the separator in quotes.",
                ),
            )
            continue
        cells += [""] * (len(header) - len(cells))
        yield number, dict(zip(header, cells, strict=False))


def _csv_fault(at: str, line: int, fault: str) -> ReadError:
    if fault == "unexpected end of data":
        fault = "a quote opens and never closes, so nothing from there to the end was read"
    return DamagedFile(
        at,
        f"line {line} is no proper CSV: {fault}",
        "Put cells with quotes or line breaks in quotes, and double the quotes inside.",
    )


def _json(words: str, at: str) -> object:
    try:
        return json.loads(words)
    except (ValueError, RecursionError) as error:
        fault = getattr(error, "msg", "nested too deep")
        raise DamagedFile(
            at, f"it is no valid JSON ({fault})", "Write one JSON object a line."
        ) from error


def _whole_json(source: _Source) -> list[Any] | None:
    """Return the rows of a file that is one JSON value, or None when it is one object a line."""
    text = source.decoded.text.strip()
    if text.startswith("["):
        value = _json(text, source.name)
        return value if isinstance(value, list) else [value]
    if ending(source.name) == ".json" or text.startswith("{\n") or text.startswith("{\r"):
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            return None  # perhaps one object a line under the wrong name
        if isinstance(value, dict):
            lists = [value[key] for key in _LISTS if isinstance(value.get(key), list)]
            return lists[0] if lists else [value]
    return None


def _json_rows(source: _Source) -> Iterator[Numbered]:
    """Yield (number from 1, row or its error) of JSON Lines or of one JSON array."""
    whole = _whole_json(source)
    # Lines end at line feeds only: JSON strings may hold the other line ends of Unicode.
    values: Iterable[Any] = whole if whole is not None else io.StringIO(source.decoded.text)
    number = 0
    for value in values:
        if whole is None and not value.strip():
            continue
        number += 1
        at = f"{source.name}:row {number}"
        try:
            yield number, _object(_json(value, at) if whole is None else value, at)
        except DamagedFile as error:
            yield number, error


def read_table(
    decoded: Decoded, name: str, kind: str, settings: Settings
) -> Iterator[Report | ReadError]:
    """Yield the report of every row, or the error of the row.

    Args:
        decoded: the table's text.
        name: what it is called; reports are named ``name:id`` or ``name:row 12``.
        kind: ``csv`` (any separator) or ``jsonl`` (also one JSON array).
        settings: the columns, where their names do not tell, and limits.

    Raises:
        ReadError: no column is known to hold the text (CSV), or the JSON is broken as a whole.
    """
    source = _Source(name, kind, decoded, settings)
    yield from _reports(_csv_rows(source) if kind == "csv" else _json_rows(source), source)


def read_rows(
    rows: Iterable[Numbered], name: str, kind: str, settings: Settings
) -> Iterator[Report | ReadError]:
    """Yield the report of every row of a table read elsewhere; see :func:`read_table`."""
    yield from _reports(rows, _Source(name, kind, Decoded("", "utf-8"), settings))


def row_report(row: Row, number: int, name: str, kind: str, settings: Settings) -> Report:
    """Return the report of one row by itself.

    Raises:
        ReadError: it has no text, or no column is known to hold it.
    """
    item = _item(row, number, _Source(name, kind, Decoded("", "utf-8"), settings))
    if isinstance(item, ReadError):
        raise item
    return item


def json_row(line: str, number: int, name: str) -> Row:
    """Return the row that a line of JSON Lines holds.

    Raises:
        DamagedFile: the line is no JSON object.
    """
    at = f"{name}:row {number}"
    return _object(_json(line, at), at)


def _object(value: object, at: str) -> Row:
    if not isinstance(value, dict):
        raise DamagedFile(at, "it is no JSON object", 'Write {"text": "…"}.')
    return value


def _reports(rows: Iterable[Numbered], source: _Source) -> Iterator[Report | ReadError]:
    waiting: list[ReadError] = []
    has_text = False
    first_without: ReadError | None = None
    for number, row in rows:
        item = row if isinstance(row, ReadError) else _item(row, number, source)
        if isinstance(item, _NoText) and source.read_as in _ONE_HEADER:
            raise item  # the header decides for all rows
        if isinstance(item, _NoText) and not has_text:
            first_without = first_without or item
        elif not isinstance(row, ReadError):
            has_text = True
        if has_text:
            yield from waiting
            waiting.clear()
            yield item
        elif isinstance(item, ReadError):
            waiting.append(item)
    if first_without is not None and not has_text:
        # One fault of the whole file, not one of every row.
        raise ReadError(source.name, first_without.fault, first_without.remedy)
    if not has_text and not waiting:
        raise ReadError(
            source.name, "the table has no rows", "Give it a header row and one report a row."
        )
    yield from waiting


def _item(row: Row, number: int, source: _Source) -> Report | ReadError:
    """Return the report of a row or the error of the row."""
    one_header = source.read_as in _ONE_HEADER
    at = source.name if one_header else f"{source.name}:row {number}"
    try:
        chosen = columns_of(row, source.settings, at, strict=one_header)
        return _row_report(row, number, source, chosen)
    except ReadError as error:
        return error
