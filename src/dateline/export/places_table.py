"""A report's places and dates as two small tables, with the claims that use each.

.. code-block:: text

    harbour.txt, published 2016-11-03
    place    words               id              in                      precision  basis     claims
    Rasmala  the old market of…  geonames:99072  Nineveh [IQ-NI], Iraq   exact      stated    a1b2c3
    not stated: 2 claims

    date        words   precision  basis     claims
    2016-10-30  Sunday  day        resolved  a1b2c3, a1ffff
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.export.phrases import date_value, reason_phrase
from dateline.export.plain import harmless, table
from dateline.records import Claim, Coded, Place

PLACES = ("place", "words", "id", "in", "precision", "basis", "claims")
DATES = ("date", "words", "precision", "basis", "claims")
WORDS_SHOWN = 36
CLAIMS_SHOWN = 4
ID_SHOWN = 6


@dataclass(slots=True)
class _Entry:
    """One place or date: its cells, and what the claims that use it say of it."""

    cells: tuple[str, ...]
    words: Counter[str] = field(default_factory=Counter)
    bases: Counter[str] = field(default_factory=Counter)
    claims: list[Claim] = field(default_factory=list)

    def add(self, words: str, basis: str, claim: Claim) -> None:
        """Count a claim that uses it."""
        self.words[harmless(words)] += 1
        self.bases[basis] += 1
        self.claims.append(claim)


def _listed(counted: Iterable[str], most: int) -> str:
    told = ", ".join(dict.fromkeys(word for word in counted if word))
    return told if len(told) <= most else f"{told[: most - 1].rstrip()}…"


def _bases(entry: _Entry) -> str:
    if len(entry.bases) == 1:
        return next(iter(entry.bases))
    return ", ".join(f"{basis} {number}" for basis, number in entry.bases.most_common())


def _claims(entry: _Entry) -> str:
    shown = ", ".join(claim.claim_id[:ID_SHOWN] for claim in entry.claims[:CLAIMS_SHOWN])
    more = len(entry.claims) - CLAIMS_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def _above(place: Place) -> str:
    code = f" [{place.admin1_code}]" if place.admin1_code else ""
    parts = [f"{place.admin1 or ''}{code}".strip(), place.country or ""]
    return harmless(", ".join(part for part in parts if part))


def _without(reasons: Counter[str]) -> str:
    return "".join(
        f"{reason}: {number} claim{'s' if number != 1 else ''}\n"
        for reason, number in reasons.most_common()
    )


def _places(claims: tuple[Claim, ...]) -> str:
    entries: dict[tuple[str, ...], _Entry] = {}
    reasons: Counter[str] = Counter()
    for claim in claims:
        place = claim.place
        if place is None:
            reasons[f"no place, {reason_phrase(claim.place_reason)}"] += 1
            continue
        told = place.gazetteer_id or "none"
        told += f", {reason_phrase(place.reason)}" if place.reason else ""
        cells = (harmless(place.name), harmless(told), _above(place), place.precision)
        entries.setdefault(cells, _Entry(cells)).add(place.words, place.basis, claim)
    rows = [
        [e.cells[0], _listed(e.words, WORDS_SHOWN), *e.cells[1:], _bases(e), _claims(e)]
        for e in entries.values()
    ]
    return (table([PLACES, *rows]) if rows else "") + _without(reasons)


def _dates(claims: tuple[Claim, ...]) -> str:
    entries: dict[tuple[str, ...], _Entry] = {}
    reasons: Counter[str] = Counter()
    for claim in claims:
        if claim.date is not None:
            cells = (date_value(claim.date), claim.date.precision)
            entries.setdefault(cells, _Entry(cells)).add(claim.date.words, claim.date.basis, claim)
        elif claim.date_words:
            cells = (f"none, {reason_phrase(claim.date_reason)}", "unknown")
            words = ", ".join(anchor.quote for anchor in claim.date_words)
            entries.setdefault(cells, _Entry(cells)).add(words, "stated", claim)
        else:
            reasons[f"no date, {reason_phrase(claim.date_reason)}"] += 1
    rows = [
        [e.cells[0], _listed(e.words, WORDS_SHOWN), e.cells[1], _bases(e), _claims(e)]
        for e in entries.values()
    ]
    return (table([DATES, *rows]) if rows else "") + _without(reasons)


def places_and_dates(coded: Coded) -> str:
    """Return the places and dates that a report's claims use, in the order of their first claim.

    Claims without one are counted under the tables by the reason.
    """
    report = coded.report
    published = report.published.isoformat() if report.published else "no day of publication"
    head = f"{harmless(report.name)}, {published}\n"
    if not coded.claims:
        return f"{head}no claims"
    return f"{head}{_places(coded.claims)}\n{_dates(coded.claims)}".rstrip("\n")
