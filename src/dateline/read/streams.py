"""Files of many reports, read on and never whole: web archives, Parquet, long JSON Lines."""

from __future__ import annotations

import codecs
import gzip
import zlib
from collections.abc import Iterator
from contextlib import nullcontext
from typing import BinaryIO, Literal, cast

from dateline.errors import DamagedFile, ReadError
from dateline.read.gzips import inner_name
from dateline.read.kinds import GZIP, ending, packed_kind
from dateline.read.tables import Numbered, json_row, read_rows
from dateline.records import Report
from dateline.settings import Settings

Streamed = Literal["warc", "parquet", "jsonl"]

WHOLE_BYTES = 32 * 1024**2
"""JSON Lines up to this size are read whole, so that their character set can be guessed."""
_LINES = (".jsonl", ".ndjson")


def streamed_kind(head: bytes, name: str, size: int) -> Streamed | None:
    """Tell how a file is to be read on, by its first bytes, name and size; None: read it whole."""
    packed = packed_kind(head)
    if packed in ("warc", "parquet"):
        return cast("Streamed", packed)
    lines = ending(inner_name(name) if packed == "gzip" else name) in _LINES
    return "jsonl" if lines and (packed == "gzip" or size > WHOLE_BYTES) else None


def json_line(line: bytes, number: int, name: str, encoding: str) -> str:
    """Return the text of a line of JSON Lines.

    Raises:
        DamagedFile: it is not in the character set.
    """
    try:
        return line.decode(encoding)
    except UnicodeDecodeError:
        raise DamagedFile(
            f"{name}:row {number}",
            f"it is not valid {encoding}",
            "Write the file as UTF-8, or name its character set (--encoding).",
        ) from None


def _json_rows(stream: BinaryIO, name: str, encoding: str) -> Iterator[Numbered]:
    number = 0
    for count, raw in enumerate(stream):
        line = raw.removeprefix(codecs.BOM_UTF8) if count == 0 else raw
        if not line.strip():
            continue
        number += 1
        try:
            yield number, json_row(json_line(line, number, name, encoding), number, name)
        except ReadError as error:
            yield number, error


def _lines(stream: BinaryIO, name: str, settings: Settings) -> Iterator[Report | ReadError]:
    head = stream.read(2)
    stream.seek(0)
    encoding = settings.encoding or "utf-8"
    try:
        with gzip.open(stream) if head == GZIP else nullcontext(stream) as lines:
            rows = _json_rows(cast("BinaryIO", lines), name, encoding)
            yield from read_rows(rows, name, "jsonl", settings)
    except (OSError, EOFError, zlib.error) as error:
        raise DamagedFile(
            name, f"it breaks off ({error})", "Get it again; the rows before it were read."
        ) from error


def read_stream(
    stream: BinaryIO, name: str, kind: Streamed, settings: Settings
) -> Iterator[Report | ReadError]:
    """Yield the reports of a file that is read on, or the error of each that gave none.

    Raises:
        ReadError: the file as a whole cannot be read.
    """
    # The libraries behind web archives and Parquet are loaded only where they are needed.
    if kind == "warc":
        from dateline.read.web_archive import read_web_archive

        yield from read_web_archive(stream, name, settings)
    elif kind == "parquet":
        from dateline.read.parquet import parquet_rows

        yield from read_rows(parquet_rows(stream, name), name, "parquet", settings)
    else:
        yield from _lines(stream, name, settings)
