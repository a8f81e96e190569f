"""What the public functions of :mod:`dateline` do; imported when one is called."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from dateline.config import convert, load_settings
from dateline.errors import UsageError
from dateline.records import Coded, Report


def report_of_text(text: str, name: str, published: date | None) -> Report:
    """Return the report that a text makes, its bytes being the text in UTF-8.

    Raises:
        UsageError: the text is empty.
    """
    if not text.strip():
        raise UsageError(name, "the text is empty", "Give the text of a report.")
    original = text.encode("utf-8", errors="surrogatepass")
    sha256 = hashlib.sha256(original).hexdigest()
    return Report(
        report_id=sha256[:16],
        name=name,
        text=text,
        sha256=sha256,
        published=published,
        published_basis="option" if published else None,
        original=original,
    )


def _day(published: str | date | None) -> date | None:
    if published is None:
        return None
    try:
        day: date = convert("published", published)
    except ValueError as error:
        raise UsageError("published", str(error), "Give a day, or leave it out.") from None
    return day


def code_one(
    text_or_report: str | Report,
    published: str | date | None,
    name: str,
    settings: Mapping[str, object],
) -> Coded:
    """Code a text or a report; see :func:`dateline.code`."""
    from dateline.pipeline import code

    day = _day(published)
    loaded = load_settings(environ=os.environ, options={**settings, "published": day})
    if isinstance(text_or_report, str):
        return code(report_of_text(text_or_report, name, loaded.published), loaded)
    if day is not None and text_or_report.published is None:
        text_or_report = replace(text_or_report, published=day, published_basis="option")
    return code(text_or_report, loaded)
