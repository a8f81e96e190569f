"""Seats of government that a report describes without their name ("the Libyan capital")."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract.where.actor import is_actor_like
from dateline.extract.where.mention import DESCRIBED, PlaceMention
from dateline.knowledge import place_words
from dateline.knowledge.gazetteer import Gazetteer, GazetteerPlace
from dateline.parse.grammar import children
from dateline.parse.parsed import Parsed, Token


def capital_mentions(
    parsed: Parsed,
    found: Sequence[PlaceMention],
    country: GazetteerPlace | None,
    gazetteer: Gazetteer,
) -> list[PlaceMention]:
    """Return a mention for each description of a capital, with the place it stands for.

    Args:
        parsed: the report.
        found: the place names of the report.
        country: a place of the country the report plays in, if there is one.
        gazetteer: where the capital is looked up.
    """
    named = {t.i: m for m in found for t in m.tokens}
    made = []
    for token in parsed.tokens:
        if token.lower != "capital" or token.pos != "NOUN" or token.i in named:
            continue
        iso3 = _state_of(token, named, country)
        place = _capital(iso3, gazetteer) if iso3 is not None else None
        if place is None:
            continue
        people = [c for c in token.children if c.lower in place_words.peoples()]
        words = (*people[-1:], token)
        made.append(
            PlaceMention(
                words,
                words[0].start,
                token.end,
                place,
                DESCRIBED,
                is_actor_like=is_actor_like(words, place),
                in_heading=parsed.sentence_of(token).is_heading,
            )
        )
    return made


def _state_of(
    capital: Token, named: dict[int, PlaceMention], country: GazetteerPlace | None
) -> str | None:
    """Return the state whose capital is meant, or None where it is another's or is named too."""
    known = place_words.peoples()
    for child in capital.children:
        if child.dep == "appos" and child.i in named:
            return None
        if child.lower in known:
            return known[child.lower]
        if child.dep == "poss" and child.i in named:
            place = named[child.i].place
            return place.iso3 if place.precision_class == "country" else None
        if child.dep == "prep" and child.lower == "of":
            inner = [named[c.i].place for c in child.children if c.i in named]
            return inner[0].iso3 if inner and inner[0].precision_class == "country" else None
    if children(capital, "amod", "compound", "poss", "nummod") or country is None:
        return None
    is_definite = any(c.lower == "the" for c in children(capital, "det"))
    return country.iso3 if is_definite else None


def _capital(iso3: str, gazetteer: Gazetteer) -> GazetteerPlace | None:
    for word in place_words.seats().get(iso3, ()):
        for place in gazetteer.lookup(word):
            if place.iso3 == iso3 and place.is_settlement:
                return place
    return None
