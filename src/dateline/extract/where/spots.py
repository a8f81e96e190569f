"""Quarters, streets and buildings of a town: the town is their place.

"In the Pine Hill quarter", "on Freedom Street", "at the Old Gate mosque": no gazetteer has such
names, or it has a namesake far away. The town is the one that the clause names, else the one that
the paragraph has told last, else the one the report is about, or was filed from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.extract.where.mention import SPOT, PlaceMention, stands_as_ground
from dateline.extract.where.passage import Passage, is_origin, is_other_side
from dateline.extract.where.surroundings import is_capitalised
from dateline.extract.where.time import clause_of
from dateline.knowledge import place_words
from dateline.knowledge.gazetteer import kilometres
from dateline.parse.parsed import Parsed, Token

FAR_KM = 50.0
"""A place so far from the town is a namesake of its quarter."""
CITY = 100_000
"""A town of so many people has districts and markets of its own; around a smaller one they are
parts of the land, or of the villages they are called after."""
LONGEST = 5


def with_spots(found: Sequence[PlaceMention], parsed: Parsed) -> list[PlaceMention]:
    """Return the mentions, those of quarters and spots with the town they lie in, and new ones."""
    towns = _Towns(found, parsed)
    made = [towns.placed(m) for m in found]
    taken = {t.i for m in found for t in m.tokens}
    for sentence in parsed.sentences:
        if sentence.is_heading or sentence.start < parsed.report.body_start:
            continue
        for name in _unnamed_spots(sentence.tokens, taken):
            town = towns.of(name[-1])
            if town is not None:
                made.append(_spot(name, town))
    return made


def _spot(name: tuple[Token, ...], town: PlaceMention) -> PlaceMention:
    return PlaceMention(
        name, name[0].start, name[-1].end, town.place, SPOT, display=town.display or town.place.name
    )


class _Towns:
    """The towns of one report, and which of them a spot lies in."""

    def __init__(self, found: Sequence[PlaceMention], parsed: Parsed) -> None:
        self.parsed = parsed
        self.passage = Passage(parsed, found)
        self.towns = [m for m in found if m.place.is_settlement and _calling(m, parsed) is None]

    def placed(self, mention: PlaceMention) -> PlaceMention:
        """Return the mention of a quarter or spot with its town; any other as it is."""
        noun = _calling(mention, self.parsed)
        if noun is None or mention.in_heading:
            return mention
        town = self.of(mention.head)
        if town is None or not _may_lie_in(mention, noun, town):
            return mention
        shown = town.display or town.place.name
        return replace(mention, place=town.place, rule=SPOT, display=shown, is_actor_like=False)

    def of(self, spot: Token) -> PlaceMention | None:
        """Return the town that a spot lies in, or None where the report tells none."""
        near = [m for m in self.towns if m.tokens[0].sent == spot.sent and self._is_ground(m)]
        same = [m for m in near if clause_of(m.head) is clause_of(spot)]
        if same:
            return min(same, key=lambda m: abs(m.head.i - spot.i))
        before = [m for m in self.towns if m.start < spot.start and self._is_ground(m)]
        block = self.parsed.sentences[spot.sent - 1].block
        told = [m for m in before if self.parsed.sentences[m.tokens[0].sent - 1].block == block]
        if told:
            return told[-1]
        topic = self.passage.topic(spot)
        if topic is not None and topic in self.towns:
            return topic
        filed = [m for m in self.towns if self.passage.is_dateline(m)]
        return filed[0] if filed else before[-1] if before else None

    def _is_ground(self, mention: PlaceMention) -> bool:
        is_elsewhere = is_origin(mention.head) or is_other_side(mention.head)
        is_filed = self.passage.is_dateline(mention)
        return not (mention.is_actor_like or is_elsewhere or is_filed)


def _calling(mention: PlaceMention, parsed: Parsed) -> Token | None:
    """Return the word beside a name that calls it a quarter or a spot of a town, or None."""
    words = place_words.load()
    sentence = parsed.sentence_of(mention.tokens[0])
    base = sentence.tokens[0].i
    last = mention.tokens[-1].i - base
    following = sentence.tokens[last + 1 : last + 4]
    noun = following[0] if following else None
    if noun is not None and (
        words.has("quarter", noun.lower) or noun.lower == "here" or words.has("in_town", noun.lower)
    ):
        rest = [t.lower for t in following[1:2]]
        return None if rest in (["of"], ["in"], ["'s"]) else noun
    first = mention.tokens[0].i - base
    if _is_building(mention):
        return mention.tokens[-1]
    before = sentence.tokens[max(0, first - 2) : first]
    if [t.lower for t in before[1:]] == ["of"] and words.has("quarter", before[0].lower):
        is_district = before[0].lower == "district"
        return None if is_district else before[0]
    return None


def _is_building(mention: PlaceMention) -> bool:
    """Tell an unknown name after "in" that the model takes for a building ("in Block Nine")."""
    is_inside = mention.head.dep == "pobj" and mention.head.head.lower in ("in", "inside")
    return not mention.place.gazetteer_id and is_inside and mention.head.entity == "FAC"


def _may_lie_in(mention: PlaceMention, noun: Token, town: PlaceMention) -> bool:
    """Tell whether a name that is called a quarter or spot is one of that town."""
    words = place_words.load()
    is_known = bool(mention.place.gazetteer_id)
    if words.has("in_city", noun.lower) and town.place.population < CITY:
        return False
    if not is_known:
        return True
    if not words.has("quarter", noun.lower) or mention.place.precision_class != "exact":
        return False
    away = kilometres(mention.place, town.place)
    return away is not None and away > FAR_KM


def _unnamed_spots(tokens: Sequence[Token], taken: set[int]) -> Iterator[tuple[Token, ...]]:
    """Yield the names of spots that stand where a place stands ("on Freedom Street")."""
    words = place_words.load()
    for at, noun in enumerate(tokens):
        if not words.has("in_town", noun.lower):
            continue
        first = at
        while first > 0 and at - first < LONGEST and _is_of_name(tokens[first - 1]):
            first -= 1
        name = tuple(tokens[first : at + 1])
        if first == at or {t.i for t in name} & taken or noun.pos not in ("NOUN", "PROPN"):
            continue
        if (
            at + 1 < len(tokens)
            and is_capitalised(tokens[at + 1])
            and tokens[at + 1].pos == "PROPN"
        ):
            continue
        if any(_names_place(prep, taken) for prep in noun.children):
            continue
        if stands_as_ground(name, noun):
            yield name


def _is_of_name(token: Token) -> bool:
    is_name = token.pos == "PROPN" and is_capitalised(token) and token.text[0].isalpha()
    return is_name and not place_words.load().has("person_before", token.lower)


def _names_place(prep: Token, taken: set[int]) -> bool:
    """Tell whether a phrase after the spot names its place ("the Hill mosque in X")."""
    return prep.dep == "prep" and any(t.i in taken for t in prep.subtree())
