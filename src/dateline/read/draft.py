"""What a reader hands on: the text and what the file itself says about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as a reader made it, before headline and dateline are looked for.

    Attributes:
        text: the text all offsets will index.
        read_as: the reader (``text``, ``html``, ``pdf``, ``jsonl``, ``csv``, ``wire``).
        encoding: the character set the bytes were decoded from.
        published: the day the file's own metadata states, or None.
        published_basis: where that day came from.
        notes: sentences for the reader of the report.
    """

    text: str
    read_as: str = "text"
    encoding: str = "utf-8"
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    published: date | None = None
    published_basis: str = "metadata"
    notes: tuple[str, ...] = ()
