"""The day of publication that a web page states, and its publisher as JSON-LD names it.

The day is looked for, in this order: meta elements, the article's description in JSON-LD, a
``time`` element or an element marked as a date near the headline, the page's address. A day
anywhere else on a page (a footer, another story) is not taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser

from dateline.read.dates import day_of_value, find_day
from dateline.read.words import page_words

MAX_SHOWN = 80
LONG_PARAGRAPH = 120
_ELSEWHERE = frozenset({"footer", "aside", "nav", "style", "template", "noscript"})
_VOID = frozenset({"meta", "link", "br", "img", "hr", "input", "source", "wbr", "area", "base"})


class _Finder(HTMLParser):
    """Collects the meta elements, JSON-LD and shown dates of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, str] = {}
        self.shown: list[str] = []
        self.scripts: list[str] = []
        self.in_script = False
        self.elsewhere = 0
        self.in_article = False
        self.prose = 0
        self.open_date: str | None = None
        self.words: list[str] = []
        self.paragraph = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = {key: value or "" for key, value in attrs}
        if tag == "meta":
            name = have.get("property") or have.get("name") or have.get("itemprop") or ""
            if name.lower() in page_words("meta"):
                self.meta.setdefault(name.lower(), have.get("content", ""))
        elif tag == "script":
            self.in_script = "ld+json" in have.get("type", "").lower()
            if self.in_script:
                self.scripts.append("")
        elif tag in _ELSEWHERE:
            self.elsewhere += 1
        elif tag == "p":
            self.paragraph = 0
        self._maybe_date(tag, have)

    def _maybe_date(self, tag: str, have: dict[str, str]) -> None:
        # A date above the headline is often a masthead's: the day on which the page was saved.
        self.in_article = self.in_article or tag in ("h1", "article")
        if (
            not self.in_article
            or self.elsewhere
            or self.prose >= 2
            or tag in _VOID
            or self.open_date is not None
        ):
            return
        marks = re.split(r"[\s_-]+", f"{have.get('class', '')} {have.get('id', '')}".lower())
        stated = have.get("datetime") or have.get("content") or ""
        if tag == "time" and stated:
            self.shown.append(stated)
        elif tag == "time" or have.get("itemprop", "").lower() == "datepublished":
            self.open_date, self.words = tag, [stated]
        elif tag != "body" and page_words("class") & set(marks):
            self.open_date, self.words = tag, []

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self.in_script = False
        elif tag in _ELSEWHERE:
            self.elsewhere = max(0, self.elsewhere - 1)
        if tag == self.open_date:
            words = " ".join(" ".join(self.words).split())
            if len(words) <= MAX_SHOWN:
                self.shown.append(words)
            self.open_date = None

    def handle_data(self, data: str) -> None:
        if self.in_script:
            self.scripts[-1] += data
            return
        if self.open_date is not None:
            self.words.append(data)
        before, self.paragraph = self.paragraph, self.paragraph + len(data)
        if before < LONG_PARAGRAPH <= self.paragraph and self.lasttag not in ("script", "style"):
            self.prose += 1


def _objects(value: object, depth: int = 0) -> Iterator[dict[str, object]]:
    if depth > 20:
        return
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)


def _described(scripts: list[str]) -> tuple[set[date], str | None]:
    """Return the days of publication of the articles that JSON-LD describes, and a publisher."""
    days: set[date] = set()
    publisher: str | None = None
    for script in scripts:
        try:
            value = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for item in _objects(value):
            kinds = item.get("@type")
            named = kinds if isinstance(kinds, list) else [kinds]
            if page_words("type") & {str(kind).lower() for kind in named}:
                day = day_of_value(str(item.get("datePublished") or ""))[0]
                days |= {day} if day is not None else set()
                house = item.get("publisher")
                name = house.get("name") if isinstance(house, dict) else None
                publisher = publisher or (name if isinstance(name, str) else None)
    return days, publisher


def _day_of_address(url: str | None) -> date | None:
    found = re.search(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)", url or "")
    stated = find_day("-".join(found.groups())) if found else None
    return stated.day if stated is not None else None


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The day of publication or None, a note on where it stood, and the publisher or None."""

    day: date | None
    note: str
    publisher: str | None


def page_facts(page: str, url: str | None) -> PageFacts:
    """Return what a page states about its publication.

    Args:
        page: the mark-up.
        url: the page's own address, where known.
    """
    finder = _Finder()
    finder.feed(page)
    finder.close()
    described, publisher = _described(finder.scripts)
    day, where = _day(finder, described, url)
    note = f"The day of publication is {where}." if day is not None else ""
    return PageFacts(day, note, publisher)


def _day(finder: _Finder, described: set[date], url: str | None) -> tuple[date | None, str]:
    for name, value in finder.meta.items():
        day, _ = day_of_value(value)
        if day is not None:
            return day, f"the page's '{name}'"
    if len(described) == 1:
        return next(iter(described)), "the one of the page's JSON-LD"
    for words in finder.shown:
        stated = find_day(words)
        if stated is not None and stated.day is not None:
            return stated.day, "the one shown above the article"
    return _day_of_address(url), "the one in the page's address"
