"""Everybody and every place a report mentions, as Dateline reads it, events or none.

Coding asks for actors and places of events alone. Gold of entities wants all of them; this lists
what the same knowledge (actor list, gazetteer, references, the model's names) says of every noun
phrase. Mentions do not overlap: the longer one stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dateline.extract import where
from dateline.extract.identity import Identifier
from dateline.knowledge import place_words
from dateline.knowledge.actor_entry import ActorEntry
from dateline.parse.grammar import extent, phrase
from dateline.parse.parsed import Parsed, Token
from dateline.pipeline import Knowledge

Kind = Literal["person", "organisation", "location", "nationality"]
GROUNDS = ("settlement", "province", "district", "area", "facility")
"""Classes of nouns for ground and buildings ("the town", "a hospital")."""
ONE = frozenset({"i", "me", "my", "he", "him", "his", "she", "her", "himself", "herself"})
MANY = frozenset({"we", "us", "our", "ours", "they", "them", "their", "themselves"})
NOT_PEOPLE = frozenset({"other"})


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of somebody or somewhere: offsets, code points, half-open, and what it is."""

    start: int
    end: int
    kind: Kind


class _Reader:
    def __init__(self, parsed: Parsed, known: Knowledge) -> None:
        self.parsed = parsed
        self.identifier = Identifier(parsed, known.actors)
        self.actors = known.actors
        self.places = {
            token.i: place
            for place in where.places(parsed, known.gazetteer)
            for token in place.tokens
        }

    def mentions(self) -> Iterator[Named]:
        for token in self.parsed.tokens:
            place = self.places.get(token.i)
            if token.pos == "PRON" or token.lower in ONE | MANY:
                kind = self._of_pronoun(token)
            elif token.pos in ("NOUN", "PROPN") and token.dep not in ("compound", "nmod"):
                kind = self._of_noun(token)
            else:
                kind = None
            if kind is not None:
                start, end = extent(phrase(token)) if token.pos != "PRON" else extent([token])
                yield Named(start, end, kind)
            elif place is not None and not place.is_actor_like:
                yield Named(place.start, place.end, "location")
            elif token.entity == "NORP" and token.pos == "ADJ":
                yield Named(token.start, token.end, "nationality")
            elif (named := self.identifier.name_at(token)) is not None:
                yield Named(*extent(named[0]), _kind_of(named[1]))

    def _of_pronoun(self, token: Token) -> Kind | None:
        if token.lower in ONE:
            return "person"
        return "organisation" if token.lower in MANY else None

    def _of_noun(self, head: Token) -> Kind | None:
        place = self.places.get(head.i)
        if place is not None:
            return "organisation" if place.is_actor_like else "location"
        if head.entity == "PERSON":
            return "person"
        entry = self.actors.resolve(" ".join(t.text for t in phrase(head)))
        if self._is_ground(head):
            return "location"
        if entry is None:
            return "organisation" if head.entity == "ORG" and head.pos == "PROPN" else None
        if head.pos == "NOUN" and not self._is_somebody(head):
            return None
        if entry.kind == "role" and entry.group in NOT_PEOPLE and not entry.is_people:
            return None
        return "person" if self._is_one_person(head, entry) else "organisation"

    def _is_ground(self, head: Token) -> bool:
        words = place_words.load()
        return head.pos == "NOUN" and any(words.has(name, head.lemma) for name in GROUNDS)

    def _is_somebody(self, head: Token) -> bool:
        """Tell whether a common noun itself means people or a body ("units", not "attack")."""
        return self.actors.resolve(head.text) is not None

    def _is_one_person(self, head: Token, entry: ActorEntry) -> bool:
        if entry.kind == "person":
            return True
        if head.tag not in ("NN", "NNP"):
            return False
        alone = self.actors.resolve(head.lower)
        return alone is not None and alone.kind == "role" and alone.is_people


def _kind_of(entry: ActorEntry) -> Kind:
    return "person" if entry.kind == "person" else "organisation"


def named(parsed: Parsed, known: Knowledge) -> list[Named]:
    """Return the mentions of a report in text order; of two that overlap the longer one."""
    found = sorted(
        set(_Reader(parsed, known).mentions()), key=lambda m: (m.start - m.end, m.start, m.kind)
    )
    kept: list[Named] = []
    for mention in found:
        if all(mention.end <= k.start or k.end <= mention.start for k in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)
