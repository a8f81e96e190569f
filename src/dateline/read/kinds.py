"""Tell what kind of file bytes are: by what they hold first, then by the name's ending."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import Literal

from dateline.errors import UnsupportedFile
from dateline.read.words import columns

Kind = Literal["text", "html", "pdf", "jsonl", "csv", "mail", "zip", "warc", "parquet", "gzip"]

EXTENSIONS: dict[str, Kind] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".eml": "mail",
    ".zip": "zip",
}
GZIP = b"\x1f\x8b"
AS_TEXT = "Save or export it as plain text, HTML or PDF and give that."
AS_FILES = "Unpack it and give the files in it."
SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG", "an image (PNG)", "Its words must be typed or recognised (OCR) first."),
    (b"\xff\xd8\xff", "an image (JPEG)", "Its words must be typed or recognised (OCR) first."),
    (b"GIF8", "an image (GIF)", "Its words must be typed or recognised (OCR) first."),
    (b"II*\x00", "an image (TIFF)", "Its words must be typed or recognised (OCR) first."),
    (b"MM\x00*", "an image (TIFF)", "Its words must be typed or recognised (OCR) first."),
    (b"RIFF", "sound, film or an image (RIFF)", "Its words must be typed first."),
    (b"ID3", "sound (MP3)", "Its words must be typed first."),
    (b"OggS", "sound or film (Ogg)", "Its words must be typed first."),
    (b"\x1aE\xdf\xa3", "film (Matroska)", "Its words must be typed first."),
    (b"\x7fELF", "a program", "Leave it out."),
    (b"MZ\x90\x00", "a program", "Leave it out."),
    (b"\xd0\xcf\x11\xe0", "an old Office document", AS_TEXT),
    (b"{\\rtf", "a rich-text document", AS_TEXT),
    (b"SQLite format 3\x00", "a database (SQLite)", "Export its texts as CSV or JSON Lines."),
    (b"BZh", "compressed (bzip2)", AS_FILES),
    (b"\xfd7zXZ\x00", "compressed (xz)", AS_FILES),
    (b"7z\xbc\xaf", "compressed (7-Zip)", AS_FILES),
    (b"Rar!\x1a", "compressed (RAR)", AS_FILES),
    (b"\x28\xb5\x2f\xfd", "compressed (Zstandard)", AS_FILES),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
    rb"(?:<!doctype\s+html|<html|<head\b|<body\b|<article\b|<div\b|<p>)",
    re.I | re.S,
)
_XML = re.compile(rb"\s*<\?xml\b", re.I)
_MAIL = re.compile(
    rb"^(?:MIME-Version|Received|Message-ID|Return-Path|DKIM-Signature):", re.I | re.M
)
_HEADER = re.compile(rb"[A-Za-z][A-Za-z-]*:[ \t]|From ")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def ending(name: str) -> str:
    """Return the ending of a name in lower case, with its dot, or ""."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


def refuse_binary(data: bytes, name: str) -> None:
    """Refuse bytes that begin like a known format that holds no readable report.

    Raises:
        UnsupportedFile: with what it is and what to do.
    """
    for signature, what, remedy in SIGNATURES:
        if data.startswith(signature):
            raise UnsupportedFile(name, f"it is {what}, which is no report", remedy)
    if data[4:12] in (b"ftypisom", b"ftypmp42", b"ftypqt  ", b"ftypM4A ", b"ftypheic"):
        raise UnsupportedFile(
            name, "it is film, sound or an image", "Its words must be typed first."
        )


def _zip_kind(data: bytes, name: str) -> Kind:
    """Tell a zip archive from a document that is one inside (docx, xlsx, odt, epub).

    A broken archive passes; reading it says what is wrong.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = set(archive.namelist()[:5000])
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        return "zip"
    if "[Content_Types].xml" in inside or "mimetype" in inside:
        raise UnsupportedFile(name, "it is an office document or e-book", AS_TEXT)
    return "zip"


def _is_table(head: bytes) -> bool:
    first = head.lstrip(b"\r\n\xef\xbb\xbf").split(b"\n", 1)[0].decode("utf-8", "replace")
    for mark in "\t,;":
        cells = [column_key(cell) for cell in first.split(mark)]
        texts = set(columns("text")) & set(cells)
        others = {c for f in ("title", "published", "url", "publisher", "id") for c in columns(f)}
        if len(cells) > 1 and texts and others & set(cells):
            return True
    return False


def column_key(name: str) -> str:
    """Return a column's name as compared: lower case, no quotes, underscores for spaces."""
    return re.sub(r"[\s_-]+", "_", name.strip().strip("\"'\ufeff").strip().lower())


def _by_content(data: bytes) -> Kind | None:
    head = data[:4096]
    for mark in _MARKS:
        head = head.removeprefix(mark)
    plain = head.replace(b"\x00", b"") if data[:2] in _MARKS else head
    if _HTML.match(plain):
        return "html"
    if _HEADER.match(plain):
        headers = re.split(rb"\r?\n\r?\n", plain, maxsplit=1)[0]
        if _MAIL.search(headers):
            return "mail"
    return None


def packed_kind(head: bytes) -> Kind | None:
    """Return the kind of a web archive, a Parquet file or a gzip file by its first bytes."""
    if head.startswith(GZIP):
        try:
            inside = zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(head, 16)
        except zlib.error:
            inside = b""
        return "warc" if inside.startswith(b"WARC/") else "gzip"
    if head.startswith(b"WARC/"):
        return "warc"
    return "parquet" if head.startswith(b"PAR1") else None


def kind_of(data: bytes, name: str) -> Kind:
    """Return the kind of a file.

    Raises:
        UnsupportedFile: it is a format that holds no readable report.
    """
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data, name)
    packed = packed_kind(data[:4096])
    if packed is not None:
        return packed
    refuse_binary(data, name)
    named = EXTENSIONS.get(ending(name))
    if named in ("jsonl", "csv", "mail", "pdf", "zip"):
        return named
    seen = _by_content(data)
    if seen is not None:
        return seen
    if _XML.match(data[:200]):
        raise UnsupportedFile(
            name, "it is XML of a kind Dateline does not know", "Export its texts as JSON Lines."
        )
    if named == "html":
        return "html" if b"<" in data else "text"
    if ending(name):
        return "text"
    if data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b'{"', b'[{"')):
        return "jsonl"
    return "csv" if _is_table(data[:4096]) else "text"
