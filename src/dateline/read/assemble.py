"""Make the report: the text of a reader, what stands above its body, and what the caller knows."""

from __future__ import annotations

import hashlib
from datetime import date

from dateline.errors import EmptyReport, ReadError
from dateline.read.draft import Draft
from dateline.read.metadata import Front, front_matter, resolve_year
from dateline.records import Report
from dateline.settings import Settings


def check_text(text: str, name: str, settings: Settings) -> None:
    """Refuse a text that is empty or longer than the settings allow.

    Raises:
        EmptyReport: there is nothing but white space.
        ReadError: it is too long.
    """
    if not text.strip("\ufeff\u200b").strip():
        raise EmptyReport(name, "it holds no text", "Check that it was saved or exported whole.")
    if len(text) > settings.max_report_chars:
        raise ReadError(
            name,
            f"its text has {len(text):,} characters, more than the {settings.max_report_chars:,} "
            "of the setting 'max_report_chars'",
            "Split it into its reports (one a file or one a row), or raise the setting.",
        )


def _published(
    draft: Draft, front: Front, settings: Settings
) -> tuple[date | None, str | None, list[str]]:
    """Choose the day of publication: the file's metadata, the top of the text, the settings."""
    if draft.published is not None:
        return draft.published, draft.published_basis, []
    if front.published is not None:
        return front.published, front.published_basis, []
    if front.month_day is not None:
        day, note = resolve_year(front.month_day, settings.published)
        if day is not None:
            return day, "dateline", [note]
        if settings.published is None:
            return None, None, [note]
    if settings.published is not None:
        return settings.published, "option", []
    return None, None, []


def _clean(words: str | None) -> str | None:
    """Return words on one line, or None for nothing."""
    return " ".join(words.split()) or None if words else None


def report_of(draft: Draft, name: str, original: bytes, settings: Settings) -> Report:
    """Return the report of a draft.

    Args:
        draft: what the reader made of the bytes.
        name: the name the report goes by.
        original: the received bytes; the report's id is made of them.
        settings: limits and the day of publication for reports that state none.

    Raises:
        EmptyReport: the text is nothing but white space.
        ReadError: the text is longer than the settings allow.
    """
    check_text(draft.text, name, settings)
    front = front_matter(draft.text, draft.title)
    published, basis, notes = _published(draft, front, settings)
    digest = hashlib.sha256(original).hexdigest()
    publisher = _clean(draft.publisher) or _clean(front.publisher)
    if publisher is None and front.agency is not None:
        publisher = _clean(front.agency)
        notes.append("The publisher is the agency that the dateline names.")
    return Report(
        report_id=digest[:16],
        name=name,
        text=draft.text,
        sha256=digest,
        title=_clean(draft.title) or _clean(front.title),
        publisher=publisher,
        url=_clean(draft.url) or _clean(front.url),
        language=draft.language,
        published=published,
        published_basis=basis,
        dateline_place=front.dateline_place,
        body_start=front.body_start,
        read_as="wire" if draft.read_as == "text" and front.is_wire else draft.read_as,
        encoding=draft.encoding,
        notes=(*draft.notes, *front.notes, *notes),
        original=original,
    )
