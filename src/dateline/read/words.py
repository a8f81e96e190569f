"""The word lists that reading needs, from ``knowledge/reading``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.knowledge.tables import Table, packaged, parse_table


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a line above the body ("Published:").

    Attributes:
        words: the label in lower case.
        field: what the line gives: ``published``, ``title``, ``publisher``, ``url``, ``ignored``.
        needs_colon: without a colon the words are ordinary words.
    """

    words: str
    field: str
    needs_colon: bool


@cache
def _tables() -> dict[str, Table]:
    found = packaged("reading")
    return {
        name.removeprefix("reading/").removesuffix(".tsv"): parse_table(name, content)
        for name, content in found
    }


@cache
def months() -> dict[str, int]:
    """Return the number of the month by its name in lower case."""
    return {row["word"]: int(row["month"]) for row in _tables()["months"].rows}


@cache
def weekdays() -> frozenset[str]:
    """Return names of days of the week in lower case."""
    return frozenset(row["word"] for row in _tables()["weekdays"].rows)


@cache
def agencies() -> frozenset[str]:
    """Return names of news agencies in lower case."""
    return frozenset(row["agency"].casefold() for row in _tables()["agencies"].rows)


@cache
def slugs(kind: str) -> frozenset[str]:
    """Return the words of wire lines of one kind (``slug``, ``note``, ``ordinal``), as written."""
    return frozenset(row["word"] for row in _tables()["slugs"].rows if row["kind"] == kind)


@cache
def labels() -> dict[str, Label]:
    """Return the labels of lines above the body by their words in lower case."""
    rows = _tables()["labels"].rows
    return {row["label"]: Label(row["label"], row["field"], row["colon"] == "yes") for row in rows}


@cache
def columns(field: str) -> tuple[str, ...]:
    """Return the usual column names of one field (``text``, ``title``, …), best first."""
    return tuple(row["name"] for row in _tables()["columns"].rows if row["field"] == field)


@cache
def page_words(kind: str) -> frozenset[str]:
    """Return words that mark a web page's day of publication (``meta``, ``class``, ``type``)."""
    return frozenset(row["word"] for row in _tables()["page_dates"].rows if row["kind"] == kind)


@cache
def head_words() -> dict[str, frozenset[str]]:
    """Return the words that may stand beside a day in a line on top, by kind."""
    rows = _tables()["head_words"].rows
    kinds = {row["kind"] for row in rows}
    return {k: frozenset(row["word"] for row in rows if row["kind"] == k) for k in kinds}


def any_of(words: frozenset[str] | tuple[str, ...]) -> str:
    """Return a pattern that matches one of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
