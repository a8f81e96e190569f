"""Web pages: title, publisher, day of publication and the body as plain text."""

from __future__ import annotations

import re
from configparser import ConfigParser
from copy import deepcopy
from dataclasses import dataclass
from functools import cache

import trafilatura
from trafilatura.settings import DEFAULT_CONFIG, Document

from dateline.errors import EmptyReport
from dateline.read.decode import Decoded
from dateline.read.draft import Draft
from dateline.read.page_dates import page_facts
from dateline.read.visible import strip_tags, tidy, visible_text

DEEPEST = 2000
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.I)
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f]")


@cache
def _config() -> ConfigParser:
    config = deepcopy(DEFAULT_CONFIG)
    # Short dispatches are reports too.
    for option in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE"):
        config.set("DEFAULT", option, "1")
    return config


@dataclass(frozen=True, slots=True)
class _Article:
    """What the library found on a page."""

    text: str
    title: str | None
    publisher: str | None
    host: str | None
    url: str | None
    language: str | None


def _depth(page: str) -> int:
    """Return how deep elements can be nested at most, by a rough count of tags."""
    depth = deepest = 0
    for found in re.finditer(
        r"<(/?)(?:div|span|p|b|i|table|ul|li|section|font|blockquote)\b", page
    ):
        depth += -1 if found[1] else 1
        deepest = max(deepest, depth)
    return deepest


def _extract(page: str) -> _Article | None:
    try:
        found = trafilatura.bare_extraction(
            page,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            # The library's own date would depend on the day of the run and may be a footer's.
            date_extraction_params={"extensive_search": False, "max_date": "2199-12-31"},
            config=_config(),
        )
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        # A page so broken that the library stumbles still has words to show.
        return None
    if not isinstance(found, Document):
        return None
    return _Article(
        text=tidy(found.text or ""),
        title=strip_tags(found.title),
        publisher=strip_tags(found.sitename),
        host=found.hostname,
        url=found.url,
        language=found.language,
    )


def _page_language(page: str) -> str | None:
    found = re.search(r"<html\b[^>]*?\blang\s*=\s*[\"']?([A-Za-z]{2,3})\b", page[:5000], re.I)
    return found[1].lower() if found else None


def _body(page: str, found: _Article | None) -> tuple[str, list[str]]:
    """Return the words of the article, or all words of the page where none was found."""
    body = found.text if found is not None else ""
    notes = [
        "The text was taken out of a web page; menus, footers, captions "
        "and readers' comments were left out."
    ]
    if "\n" not in body:
        # One lump without paragraphs: the page's own blocks divide it better.
        shown = visible_text(page)
        if (shown and len(shown) <= 1.3 * len(body) + 200) or not body:
            notes = ["The text is all that the web page shows, for no article was found in it."]
            body = shown
    return body, notes


def _with_headline(title: str | None, body: str) -> tuple[str, bool]:
    """Put the headline above the body unless it is there; tell whether it was put."""
    if title is None:
        return body, False
    first = [" ".join(line.split()).casefold() for line in body.split("\n\n")[:5]]
    if title.casefold() in first:
        return body, False
    return f"{title}\n\n{body}", True


def read_html(decoded: Decoded, name: str) -> Draft:
    """Read a web page.

    Raises:
        EmptyReport: the page shows no words.
    """
    page = _CONTROL.sub(" ", _DECLARATION.sub("", decoded.text, count=1))
    found = _extract(page) if _depth(page) <= DEEPEST else None
    body, notes = _body(page, found)
    if not body:
        raise EmptyReport(
            name,
            "the web page shows no words",
            "If a script builds the page, save it from the browser when it has loaded.",
        )
    article = found or _Article(body, None, None, None, None, None)
    text, put = _with_headline(article.title, body)
    if put:
        notes.append("The headline was put above the text.")
    facts = page_facts(page, article.url)
    return Draft(
        text=text,
        read_as="html",
        encoding=decoded.encoding,
        title=article.title,
        publisher=article.publisher or strip_tags(facts.publisher) or article.host,
        url=article.url,
        language=article.language or _page_language(page),
        published=facts.day,
        notes=(*decoded.notes, *notes, *([facts.note] if facts.note else [])),
    )
