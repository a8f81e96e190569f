"""Bytes to text: the byte-order mark, what the file declares, the settings, UTF-8, then a guess.

A guess is always said in a note. What cannot be decoded without loss is an error: no character is
ever replaced or dropped.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import CharsetMatches, from_bytes

from dateline.errors import DamagedFile, SettingsError

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
WEB_NAMES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252"}
"""Web pages that declare these are, by the HTML standard, in Windows-1252."""

_META = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
_GUESS_SAMPLE = 200_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the character set it was decoded from, and notes on how that was known."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def declared_in_html(data: bytes) -> str | None:
    """Return the character set that a page declares in its first 4,096 bytes, or None."""
    found = _META.search(data[:4096])
    if found is None:
        return None
    name = found[1].decode("ascii", "replace").lower()
    return WEB_NAMES.get(name, name)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError, UnicodeError):
        return None


def _from_bom(data: bytes, name: str) -> Decoded | None:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            text = _try(data[len(bom) :], encoding)
            if text is None:
                raise DamagedFile(
                    name,
                    f"it begins with the mark of {encoding.upper()} but is not valid {encoding}",
                    "Save it again from the program that made it, as UTF-8.",
                )
            note = "A byte-order mark before the first character was decoded away."
            return Decoded(text, encoding, (note,))
    return None


def _from_setting(data: bytes, name: str, encoding: str) -> Decoded:
    try:
        codecs.lookup(encoding)
    except LookupError as error:
        raise SettingsError(
            "encoding", f"'{encoding}' is no known character set", "Use a name such as utf-8."
        ) from error
    text = _try(data, encoding)
    if text is None:
        raise DamagedFile(
            name,
            f"it is not valid {encoding}, the character set of the settings",
            "Leave the encoding out to have it found, or name the right one.",
        )
    return Decoded(text, encoding)


def _utf16_without_mark(data: bytes) -> Decoded | None:
    sample = data[:2000]
    if len(sample) < 8 or len(data) % 2:
        return None
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    for zeros, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if (
            zeros > len(sample) * 0.35
            and others == 0
            and (text := _try(data, encoding)) is not None
        ):
            return Decoded(text, encoding, (f"The character set was guessed: {encoding}.",))
    return None


def _best(data: bytes, guesses: CharsetMatches) -> str | None:
    best = guesses.best()
    if best is None:
        return None
    # Code pages of one family often fit equally well; then the commonest, Western one is meant.
    western = _try(data, "cp1252")
    same = western is not None and western == _try(data, best.encoding)
    tied = any(
        g.encoding == "cp1252" and g.chaos <= best.chaos and g.coherence >= best.coherence - 0.05
        for g in guesses
    )
    return "cp1252" if western is not None and (same or tied) else best.encoding


def _guess(data: bytes, name: str) -> Decoded:
    encoding = _best(data, from_bytes(data[:_GUESS_SAMPLE]))
    text = _try(data, encoding) if encoding else None
    if encoding is None or text is None:
        raise DamagedFile(
            name,
            "its character set could not be found out",
            "Name it with the setting 'encoding' (--encoding), or save the file as UTF-8.",
        )
    note = f"The character set was guessed: {encoding}; name it if letters look wrong."
    return Decoded(text, encoding, (note,))


def _without_zeros(decoded: Decoded, name: str) -> Decoded:
    at = decoded.text.find("\x00")
    if at >= 0:
        raise DamagedFile(
            name,
            f"it holds a NUL character (at {at}), which no text has",
            "If it is text, save it again as UTF-8; a program's own format must be exported first.",
        )
    return decoded


def decode(data: bytes, name: str, *, declared: str | None, setting: str | None) -> Decoded:
    """Decode a file.

    Args:
        data: the bytes.
        name: what the file is called in errors.
        declared: a character set that the file itself declares, or None.
        setting: the character set of the settings, or None.

    Raises:
        DamagedFile: the bytes cannot be decoded without loss, or hold NUL characters.
        SettingsError: the setting names no character set.
    """
    marked = _from_bom(data, name)
    if marked is not None:
        return _without_zeros(marked, name)
    if declared is not None and (text := _try(data, declared)) is not None:
        return _without_zeros(Decoded(text, declared), name)
    if setting is not None:
        return _without_zeros(_from_setting(data, name, setting), name)
    wide = _utf16_without_mark(data)
    if wide is not None:
        return _without_zeros(wide, name)
    text = _try(data, "utf-8")
    decoded = Decoded(text, "utf-8") if text is not None else None
    if decoded is None and b"\x00" in data:
        # A guess would turn a broken or binary file into letters.
        raise DamagedFile(
            name,
            "it holds NUL bytes and is not valid UTF-8",
            "If it is text, save it again as UTF-8; a program's own format must be exported first.",
        )
    return _without_zeros(decoded or _guess(data, name), name)
