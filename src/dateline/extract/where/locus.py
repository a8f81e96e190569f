"""From a word of the sentence to the place it tells: a name, a description, a distance from one.

"in Mosul", "in the town of Hit", "at a market in Baghdad", "in villages near Tikrit", "20 km south
of Kirkuk", "in nearby towns", "in the city".
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dateline.extract.where.mention import PlaceMention
from dateline.extract.where.passage import Passage, is_led_to
from dateline.knowledge import place_words
from dateline.knowledge.gazetteer import GazetteerPlace
from dateline.parse.grammar import conjuncts
from dateline.parse.parsed import Token

DEPTH = 5
KM_IN_MILE = 1.609344
UNITS = {"km": 1.0, "kilometer": 1.0, "kilometre": 1.0, "kilometers": 1.0, "kilometres": 1.0}
UNITS |= {"mile": KM_IN_MILE, "miles": KM_IN_MILE, "mi": KM_IN_MILE, "kms": 1.0}
UNITS |= {"meter": 0.001, "metre": 0.001, "meters": 0.001, "metres": 0.001, "m": 0.001}
BEARINGS = {"north": 0, "northeast": 45, "east": 90, "southeast": 135, "south": 180}
BEARINGS |= {"southwest": 225, "west": 270, "northwest": 315}
BEARINGS |= {"north-east": 45, "south-east": 135, "south-west": 225, "north-west": 315}

GROUNDS = ("general", "many", "area", "facility", "settlement", "province", "portion")

Shade = Literal["at", "near"]
LocusBasis = Literal["stated", "resolved", "inferred"]


@dataclass(frozen=True, slots=True, eq=False)
class Locus:
    """Ground that words point to.

    Attributes:
        mention: the place name it comes down to, or None for an unknown name.
        words: the words it rests on besides the name ("nearby towns"), or the unknown name.
        shade: ``at`` the place, or ``near`` it.
        basis: stated by name, resolved from a description, inferred from the passage.
        place: the place, moved where a distance and bearing are told.
    """

    mention: PlaceMention | None
    place: GazetteerPlace | None
    words: tuple[Token, ...]
    shade: Shade
    basis: LocusBasis
    rule: str
    depth: int = 0


class Reader:
    """Reads loci out of the tree of one report."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.by_token = passage.by_token
        self.words = place_words.load()

    def of_noun(self, noun: Token, shade: Shade = "at", depth: int = 0) -> Iterator[Locus]:
        """Yield the ground a noun tells, most telling first."""
        if depth > DEPTH:
            return
        mention = self.by_token.get(noun.i)
        if mention is not None:
            yield from self._named(mention, noun, shade, depth)
            return
        if self.words.has("not_ground", noun.lemma):
            return
        is_general = self.words.has("general", noun.lemma) or self.words.has("many", noun.lemma)
        edge: Shade = "near" if _is_edge(noun) else shade
        edge = "near" if self.words.has("way", noun.lemma) and _leads(noun) else edge
        described = list(self._described(noun, edge, depth))
        yield from described
        if described or not is_general:
            return
        if any(self.words.has("around", c.lower) for c in noun.children):
            yield from self._from_passage(noun, "near", "where.near")
        elif noun.i in self.passage.parsed.references or self._is_definite(noun):
            yield from self._referred(noun, edge)

    def of_preposition(self, prep: Token, depth: int = 0) -> Iterator[Locus]:
        """Yield the ground after a preposition ("near X", "south of X", "out of X")."""
        joined = [c.lower for c in prep.children if c.dep == "conj"]
        is_near = any(self.words.has("near", word) for word in (prep.lower, *joined))
        shade: Shade = "near" if is_near else "at"
        for child in prep.children:
            if child.dep in ("pobj", "pcomp", "dobj") and child.pos != "VERB":
                for noun in conjuncts(child):
                    yield from self.of_noun(noun, shade, depth + 1)
            elif child.dep == "prep":
                yield from self.of_preposition(child, depth + 1)

    def of_bearing(self, word: Token, depth: int = 0) -> Iterator[Locus]:
        """Yield the ground told by a bearing ("20 km south of X", "north of X")."""
        for prep in word.children:
            if prep.dep != "prep" or prep.lower not in ("of", "from"):
                continue
            for found in self.of_preposition(prep, depth):
                yield self._moved(found, word)

    def _named(
        self, mention: PlaceMention, noun: Token, shade: Shade, depth: int
    ) -> Iterator[Locus]:
        rule = "where.near" if shade == "near" else "where.locative"
        for child in noun.children:
            first = self.by_token.get(child.i)
            if child.dep == "nmod" and first not in (None, mention) and _is_joined(child, noun):
                yield from self._named(first, child, shade, depth)
        basis: LocusBasis = "stated"
        if mention.is_described:
            basis, rule = "resolved", mention.rule if shade == "at" else rule
        yield Locus(mention, mention.place, (), shade, basis, rule, depth)
        for child in noun.children:
            if child.dep in ("appos", "prep") and child.lower in ("in", "near", "at", ","):
                yield from self.of_preposition(child, depth + 1)

    def _described(self, noun: Token, shade: Shade, depth: int) -> Iterator[Locus]:
        """Yield named ground below a noun: "city of X", "X city", "market in X", "X's airport"."""
        named = [c for c in noun.children if c.i in self.by_token]
        has_own_name = any(c.dep in ("compound", "appos") for c in named)
        for child in noun.children:
            mention = self.by_token.get(child.i)
            if mention is not None and self.words.has("line", noun.lemma):
                continue
            if child.dep in ("compound", "poss", "nmod", "appos") and mention is not None:
                if child.dep == "poss" and self._is_doer(mention, noun):
                    continue
                if child.dep != "poss" or not (mention.is_actor_like or has_own_name):
                    for found in self._named(mention, child, shade, depth + 1):
                        yield replace(found, words=(noun,) if shade == "near" else ())
            elif child.dep == "prep":
                yield from self._below(noun, child, shade, depth)
            elif child.lower in BEARINGS:
                yield from self.of_bearing(child, depth + 1)
            elif child.dep in ("acl", "amod") and self.words.has("around", child.lower):
                for inner in child.children:
                    if inner.dep in ("dobj", "pobj"):
                        for found in self.of_noun(inner, "near", depth + 1):
                            yield replace(found, words=(noun, child, *found.words))
            elif child.dep == "acl" and child.lemma in ("locate", "call", "name", "know"):
                for prep in child.children:
                    if prep.dep in ("prep", "oprd", "dobj"):
                        yield from self.of_preposition(prep, depth + 1)

    def _below(self, noun: Token, prep: Token, shade: Shade, depth: int) -> Iterator[Locus]:
        if prep.lower == "of":
            ground = noun.lower in BEARINGS or any(
                self.words.has(name, noun.lemma) for name in GROUNDS
            )
            if not (ground or self.words.has("edge", noun.lemma) or depth):
                return
            found_here = self.of_preposition(prep, depth + 1)
            for found in found_here:
                yield (
                    self._moved(found, noun)
                    if noun.lower in BEARINGS
                    else _shaded(found, shade, noun)
                )
        elif self.words.has("locative", prep.lower):
            is_ground = any(self.words.has(name, noun.lemma) for name in ("many", "general"))
            is_within = prep.lower in ("in", "inside", "within") and not is_ground
            for found in self.of_preposition(prep, depth + 1):
                yield found if is_within else _shaded(found, shade, noun)

    def _is_doer(self, owner: PlaceMention, noun: Token) -> bool:
        """Tell whether a state owns what is no ground: "Varda's attack", not "Varda's north"."""
        grounds = (*GROUNDS, "edge", "district", "direction", "spot", "theatre")
        is_ground = any(self.words.has(name, noun.lemma) for name in grounds)
        return owner.place.precision_class == "country" and not is_ground

    def _is_definite(self, noun: Token) -> bool:
        return any(c.lower in ("the", "this", "that", "its", "their") for c in noun.children)

    def _referred(self, noun: Token, shade: Shade) -> Iterator[Locus]:
        """Yield what "the city" stands for."""
        if noun.tag == "NNS":
            return
        reference = self.passage.parsed.references.get(noun.i)
        mention = self.by_token.get(reference.target) if reference is not None else None
        if mention is None or not self.passage.is_ground(mention) or is_led_to(mention):
            mention = self.passage.described(noun) or mention
        if mention is not None:
            rule = "where.near" if shade == "near" else "where.description"
            shade = "near" if noun.lemma in ("area", "vicinity") else shade
            yield Locus(mention, mention.place, (noun,), shade, "resolved", rule, 1)

    def _from_passage(self, noun: Token, shade: Shade, rule: str) -> Iterator[Locus]:
        mention = self.passage.before(noun)
        if mention is not None:
            yield Locus(mention, mention.place, (noun,), shade, "inferred", rule, 1)

    def _moved(self, found: Locus, word: Token) -> Locus:
        """Return a locus moved along a bearing by the distance told, or near its place."""
        kilometres, told = _distance(word)
        place = found.place
        if kilometres is not None and place is not None and place.latitude is not None:
            place = _shifted(place, kilometres, BEARINGS.get(word.lower))
        words = (*told, word)
        return replace(found, place=place, words=words, shade="near", rule="where.offset")


def _is_edge(noun: Token) -> bool:
    """Tell whether a noun says "beside" of what follows ("outskirts of"), not "in front of"."""
    if noun.lower == "front" and noun.head.lower == "in":
        return False
    return place_words.load().has("edge", noun.lemma)


def _is_joined(first: Token, second: Token) -> bool:
    """Tell whether "and" joins a name to the next, of which the parse makes it a modifier."""
    return any(c.dep == "cc" for c in (*first.children, *second.children) if c.i > first.i)


def _leads(noun: Token) -> bool:
    """Tell whether a road is told by where it goes ("the road to X", "the X highway")."""
    return any(
        (c.dep == "prep" and c.lower in ("to", "toward", "towards", "from", "between"))
        or (c.dep in ("compound", "nmod") and c.pos == "PROPN")
        or c.lower == "leading"
        for c in noun.children
    )


def is_near(head: Token) -> bool:
    """Tell whether a place name is said to be near what is told ("off X", "outskirts of X")."""
    words = place_words.load()
    token = head
    while token.dep == "conj" and token.head is not token:
        token = token.head
    if token.dep == "compound" and words.has("edge", token.head.lemma):
        return True
    if words.has("around", token.head.lower):
        return True
    if token.dep != "pobj":
        return False
    prep = token.head
    return (
        words.has("near", prep.lower)
        or prep.head.lower in BEARINGS
        or (prep.lower == "of" and words.has("edge", prep.head.lemma))
    )


def _shaded(found: Locus, shade: Shade, noun: Token) -> Locus:
    if shade == "near" and found.shade == "at":
        return replace(found, shade="near", words=(noun, *found.words), rule="where.near")
    return found


def _distance(word: Token) -> tuple[float | None, tuple[Token, ...]]:
    """Return the kilometres told before a bearing, and the words that tell them."""
    around: Sequence[Token] = [*word.children, word.head, *word.head.children]
    for unit in around:
        factor = UNITS.get(unit.lower)
        if factor is None:
            continue
        for number in unit.children:
            digits = number.text.replace(",", "")
            if number.dep == "nummod" and digits.replace(".", "", 1).isdigit():
                return float(digits) * factor, (number, unit)
    return None, ()


def _shifted(place: GazetteerPlace, kilometres: float, bearing: int | None) -> GazetteerPlace:
    if bearing is None or place.latitude is None or place.longitude is None:
        return place
    angle = math.radians(bearing)
    north, east = kilometres * math.cos(angle), kilometres * math.sin(angle)
    latitude = place.latitude + north / 111.32
    longitude = place.longitude + east / (111.32 * math.cos(math.radians(place.latitude)))
    return replace(place, latitude=round(latitude, 4), longitude=round(longitude, 4))
