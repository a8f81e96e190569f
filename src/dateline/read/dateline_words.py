"""Read a dateline: the place, day and agency that open the body of a news report.

Shapes: ``MOSUL, Iraq, Nov. 3 (Reuters) — …``, ``BAGHDAD — …``, ``Beirut, 12 March 2013 - …``,
``TEGUCIGALPA, 6 MAY 91 (ACAN-EFE) -- [TEXT] …``, ``3 November 2016 – …`` and a dateline on a
line of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.read.dates import StatedDay, find_day
from dateline.read.words import agencies, slugs

LONGEST = 140
"""A dateline takes up no more characters than these."""

_DASH = re.compile(r"\s*(?:—|--+|―)\s*|\s+[-–_]\s*|[-–]\s+|:\s+")
_BRACKETS = re.compile(r"(?:\s*[(]([^()\n]{2,60})[)]|\s*\[([^\[\]\n]{2,60})\])\s*$")
_EDITORIAL = re.compile(r"(?:\[[^\[\]\n]{2,80}\]\s*)+")
_PLACE_WORD = re.compile(r"[^\W\d_](?:[\w'’.`-]*\w)?\.?(?:/[^\W\d_][\w'’.-]*)*")
_JOINING = frozenset({"of", "the", "and", "de", "del", "la", "el", "al", "near", "in", "on", "du"})
_NEVER_FIRST = frozenset({"the", "a", "an", "this", "that", "it", "he", "she", "they", "we", "i"})


@dataclass(frozen=True, slots=True)
class DatelineWords:
    """A dateline.

    Attributes:
        end: offset in the line where the body begins.
        place: the place words as written, or None.
        day: what it says about the day, or None.
        agency: the words in brackets, or None.
    """

    end: int
    place: str | None
    day: StatedDay | None
    agency: str | None


def _is_agency(words: str) -> bool:
    return any(part.strip().casefold() in agencies() for part in re.split(r"[,;/]", words)) or (
        words.casefold() in agencies()
    )


def _place(words: str) -> str | None:
    """Return the words when they have the shape of a place in a dateline."""
    words = words.strip(" ,;")
    if re.search(r"[^\W\d_]{4,}\.$", words):
        words = words[:-1]  # "MOSCOW. Nov 3": a full stop that ends no abbreviation
    segments = [segment.strip() for segment in words.split(",")]
    if not words or len(segments) > 4:
        return None
    for segment in segments:
        parts = re.sub(r"[\[\]()]", " ", segment).split()
        if not 0 < len(parts) <= 6:
            return None
        if not all(_PLACE_WORD.fullmatch(part) for part in parts):
            return None
        if not all(part[0].isupper() or part.lower() in _JOINING for part in parts):
            return None
    first = segments[0].split()[0]
    return None if first.lower() in _NEVER_FIRST or words.upper() in slugs("slug") else words


def _is_capitals(place: str) -> bool:
    first = place.split(",")[0]
    letters = [c for c in first if c.isalpha()]
    return len(letters) >= 3 and first.split("/")[0].isupper() and len(first.split()) <= 4


def _without_byline(lead: str) -> str:
    """Return the capitals after a byline on the same line ("By Jane Doe ABUJA"), or all words."""
    found = re.match(r"By\s[^,]*?[a-z.]\s([^\W\da-z]{3,}(?:\s[^\W\da-z]{3,})*(?:,.*)?)$", lead)
    return found[1] if found and found[1].split(",")[0].isupper() else lead


def _lead(lead: str) -> tuple[str | None, StatedDay | None, str | None] | None:
    """Take the words before the dash apart: (place, day, agency), or None if they are no dateline.

    Every word must be accounted for.
    """
    agency = None
    bracket = _BRACKETS.search(lead)
    if bracket is not None and (bracket[1] is not None or _is_agency(bracket[2] or "")):
        agency, lead = (bracket[1] or bracket[2]).strip(), lead[: bracket.start()]
    day = find_day(lead)
    if day is not None:
        rest = lead[day.end :].strip(" ,.;")
        if rest and not _is_agency(rest):
            return None
        agency = agency or rest or None
        lead = lead[: day.start]
    if not lead.strip(" ,") and not (agency and "," in agency and agency.isupper()):
        stated = day is not None and day.day is not None
        known = agency is not None and _is_agency(agency)
        return (None, day, agency) if stated or known else None
    if day is None and agency is not None and not lead.strip() and "," in agency:
        lead, agency = agency, None
    place = _place(_without_byline(lead))
    if place is None and agency is None and "," in lead and _is_agency(lead.rpartition(",")[2]):
        lead, _, agency = lead.rpartition(",")
        place = _place(lead)
    return None if place is None else (place, day, agency)


def _opens_sentence(rest: str) -> bool:
    letters = rest.lstrip("\"'“‘«[(*")
    return bool(letters) and not letters[0].islower()


def _is_sure(
    found: tuple[str | None, StatedDay | None, str | None], rest: str, *, colon: bool
) -> bool:
    """Decide between a dateline and other words before a dash ("NATO - an alliance - said")."""
    place, day, agency = found
    if agency is not None and (_is_agency(agency) or day is not None):
        return True
    if agency is not None and place is not None and "," in place and not colon:
        return bool(re.fullmatch(r"[A-Z][A-Z0-9 .]{2,}", agency)) and _opens_sentence(rest)
    if day is not None and (place is None or day.day is not None or _is_capitals(place)):
        return True
    if colon or place is None or not _is_capitals(place) or not _opens_sentence(rest):
        return False
    shouting = sum(c.isupper() for c in rest[:80]) > 0.8 * sum(c.isalpha() for c in rest[:80])
    return agency is not None or not shouting or len(place.split()) <= 3


def read_dateline(line: str) -> DatelineWords | None:
    """Return the dateline that a line begins with, or None.

    The line is the first of the body; offsets are within it.
    """
    indent = len(line) - len(line.lstrip())
    window = line[: indent + LONGEST]
    for dash in list(_DASH.finditer(window, indent))[:5]:
        rest = line[dash.end() : dash.end() + 200]
        found = _lead(window[indent : dash.start()])
        if found is None or not rest.strip():
            continue
        if _is_sure(found, rest, colon=dash[0].strip() == ":"):
            place, day, agency = found
            editorial = _EDITORIAL.match(line, dash.end())
            return DatelineWords(editorial.end() if editorial else dash.end(), place, day, agency)
    return _alone(line, indent)


def _alone(line: str, indent: int) -> DatelineWords | None:
    """Return the dateline that a line consists of ("Geneva, 3 November 2016"), or None."""
    whole = line.strip()
    if len(whole) > LONGEST or whole.endswith(("!", "?", ";")):
        return None
    found = _lead(whole.rstrip(" -–—:_."))
    if found is None:
        return None
    place, day, agency = found
    # Without a year or a comma it may be the head of a table ("CLOSE  APRIL 6").
    parted = agency is not None or "," in whole
    capitals = place is not None and _is_capitals(place) and parted
    sure = day is not None and (day.day is not None or capitals)
    return DatelineWords(indent + len(whole), place, day, agency) if sure else None
