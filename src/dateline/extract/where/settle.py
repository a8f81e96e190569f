"""Settle which of several grounds of one phrase an event is given: the closer one, or the first.

"In the Niger Delta … near Nembe": the town inside the wider ground. "In Syria and Iraq": of places
in a row the area that holds them all, if the sentence names it, else the first, and the rule says
that there were others.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.extract.mention import Mention
from dateline.extract.where.locus import Locus, Shade, is_near
from dateline.extract.where.mention import PlaceMention
from dateline.extract.where.passage import Passage, is_of_home
from dateline.extract.where.resolve import is_inside
from dateline.extract.where.time import far_times
from dateline.knowledge import place_words
from dateline.knowledge.gazetteer import GazetteerPlace, kilometres
from dateline.parse.grammar import conjuncts
from dateline.parse.parsed import Token

PART_KM = 25.0
BROAD = frozenset({"area", "province", "district"})
FIRST, HOLDING = "where.first_of_row", "where.holds_row"


def settled(locus: Locus, mention: Mention, passage: Passage) -> Locus:
    """Return the ground of an event, made closer or marked as one of several."""
    if locus.mention is None or locus.place is None or locus.basis != "stated":
        return locus
    if locus.place.precision_class in BROAD:
        closer = _closer(locus.place, mention, passage)
        if closer is not None:
            shade: Shade = "near" if is_near(closer.head) else "at"
            return Locus(closer, closer.place, (), shade, "stated", "where.clause")
    spot = _inside_fronted(locus, mention, passage)
    if spot is not None:
        shade = "near" if is_near(spot.head) else "at"
        return Locus(spot, spot.place, (), shade, "stated", "where.clause")
    row = _row(locus.mention, passage)
    if len(row) < 2 or locus.rule == "where.offset" or _is_stretch(row[0].head):
        return locus
    holding = _holding(row, passage)
    if holding is not None:
        return Locus(holding, holding.place, (), "at", "stated", HOLDING)
    return replace(locus, mention=row[0], place=row[0].place, rule=FIRST)


def _inside_fronted(locus: Locus, mention: Mention, passage: Passage) -> PlaceMention | None:
    """Return the part of a town that the clause names after the town ("In Aleppo … in Sukkari")."""
    town = locus.mention
    if town is None or not town.place.is_settlement or locus.shade != "at":
        return None
    first = mention.sentence.tokens[0]
    if town.head.head is not first or first.dep != "prep" or town.head.dep != "pobj":
        return None
    inner = [
        m
        for m in passage.by_sentence.get(mention.sentence.n, [])
        if m.start > town.start
        and m.place.is_settlement
        and m.place.name != town.place.name
        and passage.is_ground(m)
        and _stands_in(m.head)
        and _is_part(m.place, town.place)
    ]
    return inner[0] if len({m.place.name for m in inner}) == 1 else None


def _stands_in(head: Token) -> bool:
    words = place_words.load()
    noun = head.head if head.dep == "compound" and words.has("quarter", head.head.lemma) else head
    return noun.dep == "pobj" and noun.head.lower in ("in", "at")


def _is_part(place: GazetteerPlace, town: GazetteerPlace) -> bool:
    """Tell whether a place may be a quarter of a town: unknown to the gazetteer, or close by."""
    if not place.gazetteer_id:
        return place.iso3 == town.iso3
    away = kilometres(place, town)
    return away is not None and away <= PART_KM


def _closer(wide: GazetteerPlace, mention: Mention, passage: Passage) -> PlaceMention | None:
    """Return the one settlement of the sentence that lies inside wider ground."""
    inside = [
        m
        for m in passage.by_sentence.get(mention.sentence.n, [])
        if m.place.is_settlement
        and passage.is_ground(m)
        and not is_of_home(m.head)
        and _lies_in(m.place, wide)
        and far_times(m.head) <= far_times(mention.head)
    ]
    return inside[0] if len({m.place.name for m in inside}) == 1 else None


def _lies_in(place: GazetteerPlace, wide: GazetteerPlace) -> bool:
    if not place.gazetteer_id or not wide.gazetteer_id:
        return place.iso3 == wide.iso3
    if is_inside(place, wide):
        return True
    away = kilometres(place, wide)
    is_area = wide.precision_class == "area" and wide.radius_km is not None
    return is_area and away is not None and away <= (wide.radius_km or 0.0)


def _row(one: PlaceMention, passage: Passage) -> list[PlaceMention]:
    """Return the places coordinated with one, itself included, of its own level, in text order."""
    first = one.head
    while first.dep == "conj" and first.head is not first:
        first = first.head
    found: dict[int, PlaceMention] = {}
    for word in conjuncts(first):
        for token in _named_words(word):
            named = passage.by_token.get(token.i)
            if named is not None and named.place.precision_class == one.place.precision_class:
                found[named.start] = named
    return [m for _, m in sorted(found.items())] if one.start in found else [one]


def _named_words(word: Token) -> list[Token]:
    """Return a conjunct, with what follows the preposition of one ("in X and in Y")."""
    if word.dep == "prep" or word.pos == "ADP":
        return [c for c in word.children if c.dep == "pobj"]
    return [word]


def _holding(row: list[PlaceMention], passage: Passage) -> PlaceMention | None:
    """Return the smallest area named in the sentence that holds all of a row."""
    order = ("district", "province", "country")
    named = [
        m
        for m in passage.by_sentence.get(row[0].tokens[0].sent, [])
        if m.place.precision_class in order
        and not m.is_actor_like
        and m.start > row[-1].start
        and all(is_inside(r.place, m.place) for r in row)
    ]
    return min(named, key=lambda m: order.index(m.place.precision_class), default=None)


def _is_stretch(head: Token) -> bool:
    """Tell whether a row is the two ends of a stretch ("between X and Y")."""
    return head.dep == "pobj" and head.head.lower == "between"
