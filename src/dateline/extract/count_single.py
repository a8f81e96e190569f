"""Counts of one: "a soldier was killed", "her husband", "a kindergarten and two houses"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.extract.count_kinds import event_kind, event_kinds, kind_of, known_noun, listed
from dateline.extract.mention import Mention, Roles
from dateline.extract.number_phrases import grammar
from dateline.parse.grammar import OBJECTS, is_passive
from dateline.parse.parsed import Token
from dateline.records import CountKind

THINGS = frozenset({"buildings", "vehicles", "weapons", "places"})
TARGETING = frozenset({"ASSAULT", "COERCE", "PROTEST"})
PERSON_ENDINGS = ("er", "or", "ist", "ian", "ee", "man", "woman", "ant")


@dataclass(frozen=True, slots=True, eq=False)
class Single:
    """One person or thing: the noun, the word that makes it one, its kind and rule."""

    noun: Token
    opener: Token
    kind: CountKind
    rule: str


def singles(mention: Mention, roles: Roles) -> Iterator[Single]:
    """Yield each single person who suffers the event, and each single thing it strikes."""
    suffering = dict.fromkeys((*roles.recipients, *_struck(mention)))
    for noun in suffering:
        if noun.tag != "NN" or noun.lemma in grammar("collective"):
            continue
        person = _person(noun, mention)
        if person is not None:
            yield person
        elif mention.event_type in TARGETING and mention.mode is not None:
            yield from _thing(noun, mention)


def _struck(mention: Mention) -> list[Token]:
    """Return the objects of the verb, its passive subjects, and what its clause describes."""
    head = mention.head
    if head.pos not in ("VERB", "AUX"):
        return []
    found = [c for c in head.children if c.dep in (*OBJECTS, "nsubjpass")]
    found = [c for c in found if c.tag not in ("WDT", "WP")]
    if head.dep == "relcl" and not found and head.head.i < head.i:
        subjects = [c for c in head.children if c.dep == "nsubj"]
        if subjects and subjects[0].tag not in ("WDT", "WP"):
            found.append(head.head)
    return [word for place in found for word in listed(place)]


def _opener(noun: Token, words: frozenset[str]) -> Token | None:
    for child in noun.children:
        if child.i < noun.i and child.dep in ("det", "poss", "nummod"):
            if child.lower in words or (child.dep == "poss" and "'s" in words):
                return min(child.subtree(), key=lambda t: t.i)
    return None


def _person(noun: Token, mention: Mention) -> Single | None:
    event = _suffered(noun, mention)
    if event is None or not _is_person(noun, event):
        return None
    if mention.head.lemma in grammar("uncounted"):
        return None
    opener = _opener(noun, grammar("one_person"))
    if opener is None:
        return None
    return Single(noun, opener, kind_of(noun, event), "count:a-person")


def _suffered(noun: Token, mention: Mention) -> CountKind | None:
    """Return what befell a noun: by the result verb it hangs on, else by the event."""
    for above in noun.ancestors():
        if above.pos == "VERB":
            if above in mention.results:
                return event_kinds().get(above.lemma)
            break
    kind = event_kind(mention)
    if kind is None and mention.results and is_passive(mention.head):
        return event_kinds().get(mention.results[0].lemma)
    return kind


def _is_person(noun: Token, event: CountKind) -> bool:
    known = known_noun(noun)
    if known is not None:
        return known[1]
    return event in ("killed", "detained", "abducted") and noun.lower.endswith(PERSON_ENDINGS)


def _thing(noun: Token, mention: Mention) -> Iterator[Single]:
    known = known_noun(noun)
    if known is None or known[0] not in THINGS:
        return
    opener = _opener(noun, grammar("one_thing"))
    if opener is not None and opener.lower in grammar("one_thing"):
        yield Single(noun, opener, known[0], "count:a-thing")
