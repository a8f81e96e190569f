"""One file's bytes, or a text in hand, to reports."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import cast

from dateline.errors import DamagedFile, EmptyReport, ReadError
from dateline.read.assemble import check_text, report_of
from dateline.read.decode import declared_in_html, decode
from dateline.read.draft import Draft
from dateline.read.gzips import inner_name, unpacked
from dateline.read.kinds import Kind, kind_of
from dateline.read.streams import Streamed, read_stream
from dateline.read.tables import read_table
from dateline.read.zips import Budget, members
from dateline.records import Report
from dateline.settings import Settings


def _draft(data: bytes, name: str, kind: Kind, settings: Settings) -> Draft:
    # The libraries behind pages and PDF take half a second to load: only who needs them waits.
    if kind == "pdf":
        from dateline.read.pdf import read_pdf

        return read_pdf(data, name)
    if kind == "mail":
        from dateline.read.mail import read_mail

        return read_mail(data, name, settings.encoding)
    declared = declared_in_html(data) if kind == "html" else None
    decoded = decode(data, name, declared=declared, setting=settings.encoding)
    if kind == "html":
        from dateline.read.html import read_html

        return read_html(decoded, name)
    return Draft(decoded.text, encoding=decoded.encoding, notes=decoded.notes)


def _reports(
    data: bytes, name: str, settings: Settings, budget: Budget
) -> Iterator[Report | ReadError]:
    if not data.strip():
        raise EmptyReport(name, "it is empty", "Check that the file was saved and is complete.")
    kind = kind_of(data, name)
    if kind == "zip":
        for inner, content in members(data, name, budget):
            if isinstance(content, ReadError):
                yield content
            else:
                yield from _guarded(content, inner, settings, budget)
    elif kind == "gzip":
        yield from _guarded(unpacked(data, name, budget), inner_name(name), settings, budget)
    elif kind in ("warc", "parquet"):
        yield from read_stream(io.BytesIO(data), name, cast("Streamed", kind), settings)
    elif kind in ("csv", "jsonl"):
        decoded = decode(data, name, declared=None, setting=settings.encoding)
        yield from read_table(decoded, name, kind, settings)
    else:
        yield report_of(_draft(data, name, kind, settings), name, data, settings)


def _guarded(
    data: bytes, name: str, settings: Settings, budget: Budget
) -> Iterator[Report | ReadError]:
    try:
        yield from _reports(data, name, settings, budget)
    except ReadError as error:
        yield error


def read_bytes(data: bytes, name: str, settings: Settings) -> Iterator[Report | ReadError]:
    """Read the bytes of one file: a report, a table of reports, or a zip archive of either.

    Args:
        data: the bytes as received.
        name: a file name; its ending helps to tell the kind, and reports go by it.
        settings: encoding, columns, limits, and the day of publication where none is stated.

    Yields:
        A report, or the error that says why there is none, in the file's order.

    Raises:
        SettingsError: the encoding of the settings is unknown.
    """
    yield from _guarded(data, name, settings, Budget())


def read_text(
    text: str,
    *,
    name: str = "text",
    published: date | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    settings: Settings | None = None,
) -> Report:
    """Return the report of a text in hand; the text is kept unchanged.

    Args:
        text: the words of the report.
        name: what the report goes by in output.
        published: the day of publication of this report; it goes before what the text states.
        title: its headline, where known.
        publisher: who published it, where known.
        url: where it was found.
        settings: limits; its ``published`` serves only where nothing else states a day.

    Raises:
        EmptyReport: the text is nothing but white space.
        DamagedFile: it holds NUL or half of a surrogate pair, which cannot be stored.
        ReadError: it is longer than the settings allow.
    """
    settings = settings or Settings()
    check_text(text, name, settings)
    try:
        original = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise DamagedFile(
            name,
            f"it holds half a character (a lone surrogate, at {error.start})",
            "Decode its bytes again with the right character set.",
        ) from error
    if "\x00" in text:
        raise DamagedFile(name, "it holds a NUL character", "Take the NUL characters out.")
    draft = Draft(
        text,
        title=title,
        publisher=publisher,
        url=url,
        published=published,
        published_basis="option",
    )
    return report_of(draft, name, original, settings)
