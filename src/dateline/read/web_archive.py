"""Web archives (WARC, as Common Crawl News writes them): one report a page that was received.

A page goes by ``archive.warc.gz/address``; its address is kept as the report's. The hour of the
crawl is no day of publication and is not taken for one.
"""

from __future__ import annotations

import email.parser
import email.policy
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecordType

from dateline.errors import DamagedFile, ReadError, UnsupportedFile
from dateline.read.assemble import report_of
from dateline.read.decode import WEB_NAMES, declared_in_html, decode
from dateline.read.draft import Draft
from dateline.read.html import read_html
from dateline.read.names import shown
from dateline.records import Report
from dateline.settings import Settings

MAX_PAGE_BYTES = 32 * 1024**2
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_AGAIN = "Get the archive again; the pages before this one were read."


def _unchunked(body: bytes) -> bytes:
    """Return a body without the sizes that a chunked transfer puts between its parts.

    Raises:
        ValueError: the sizes do not fit the body.
    """
    parts: list[bytes] = []
    while True:
        size, _, body = body.partition(b"\r\n")
        length = int(size.split(b";")[0], 16)
        if length == 0:
            return b"".join(parts)
        parts.append(body[:length])
        if len(body) < length:
            raise ValueError("the body ends within a chunk")
        body = body[length + 2 :]


def _inflated(body: bytes) -> bytes:
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32)
    content = unpack.decompress(body, MAX_PAGE_BYTES + 1)
    if len(content) > MAX_PAGE_BYTES:
        raise ValueError(f"it unpacks to more than {MAX_PAGE_BYTES:,} bytes")
    return content


def _payload(content: bytes, name: str) -> tuple[bytes, str, str | None]:
    """Return the body of an answer to a request, its media type and its declared character set."""
    head, _, body = content.partition(b"\r\n\r\n")
    first, _, lines = head.partition(b"\r\n")
    if not first.startswith(b"HTTP/"):
        raise DamagedFile(name, "the record holds no answer of a web server", "Leave it out.")
    status = first.split(b" ")[1:2]
    if status != [b"200"]:
        told = b" ".join(first.split(b" ")[1:]).decode("latin-1")
        raise UnsupportedFile(name, f"the server answered '{shown(told)[:60]}'", "Leave it out.")
    headers = email.parser.BytesParser(policy=email.policy.compat32).parsebytes(lines + b"\r\n\r\n")
    kind, charset = headers.get_content_type(), headers.get_content_charset()
    try:
        if "chunked" in str(headers.get("Transfer-Encoding", "")).lower():
            body = _unchunked(body)
        if str(headers.get("Content-Encoding", "")).lower() in ("gzip", "x-gzip", "deflate"):
            body = _inflated(body)
    except (ValueError, zlib.error) as error:
        raise DamagedFile(name, f"its body cannot be unpacked ({error})", "Leave it out.") from None
    return body, kind, WEB_NAMES.get(charset, charset) if charset else None


def page_report(content: bytes, address: str, archive: str, settings: Settings) -> Report:
    """Return the report of one response record.

    Args:
        content: the record's block: the server's answer, head and body.
        address: the page's address.
        archive: what the archive is called; the report goes by ``archive/address``.
        settings: encoding, limits, and the day of publication where none is stated.

    Raises:
        ReadError: the answer is no page, or holds no text.
    """
    name = f"{archive}/{shown(address)}"
    if len(content) > MAX_PAGE_BYTES:
        raise ReadError(name, f"it has {len(content):,} bytes", "Leave it out.")
    body, kind, charset = _payload(content, name)
    if kind not in _PAGES:
        raise UnsupportedFile(name, f"it is {shown(kind)}, which is no page", "Leave it out.")
    declared = charset or declared_in_html(body)
    decoded = decode(body, name, declared=declared, setting=settings.encoding)
    if kind == "text/plain":
        draft = Draft(decoded.text, encoding=decoded.encoding, notes=decoded.notes)
    else:
        draft = read_html(decoded, name)
    return report_of(_with_address(draft, address), name, body, settings)


def _with_address(draft: Draft, address: str) -> Draft:
    from dataclasses import replace

    return replace(draft, url=draft.url or address or None)


def read_web_archive(
    stream: BinaryIO, name: str, settings: Settings
) -> Iterator[Report | ReadError]:
    """Yield the report of every page of an archive, or the error of the page, in its order.

    Args:
        stream: the archive, packed by gzip or LZ4 or not; it is read on, never whole.
        name: what the archive is called.
        settings: encoding, limits, and the day of publication where none is stated.

    Raises:
        DamagedFile: the archive is broken, or holds no page.
    """
    pages = 0
    try:
        for record in ArchiveIterator(
            stream, record_types=WarcRecordType.response, parse_http=False
        ):
            pages += 1
            content = record.reader.read(MAX_PAGE_BYTES + 1)
            address = str(record.headers.get("WARC-Target-URI") or "").strip("<>")
            if len(content) < min(record.content_length, MAX_PAGE_BYTES + 1):
                raise OSError(f"page {pages} breaks off")
            try:
                yield page_report(content, address or f"page {pages}", name, settings)
            except ReadError as error:
                yield error
    except (OSError, EOFError, zlib.error) as error:
        raise DamagedFile(name, f"the archive is broken ({error})", _AGAIN) from error
    if not pages:
        raise DamagedFile(name, "the archive holds no page", "Check that it is whole.")
