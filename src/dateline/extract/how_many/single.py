"""Counts of one: "a soldier was killed", "her husband", "a kindergarten and two houses"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.extract.how_many.kinds import event_kind, event_kinds, kind_of, known_noun, listed
from dateline.extract.how_many.phrases import grammar
from dateline.extract.mention import Mention, Roles
from dateline.extract.numerals import ordinal
from dateline.parse.grammar import OBJECTS, children, conjuncts, is_passive, is_told_of
from dateline.parse.parsed import Parsed, Token
from dateline.records import CountKind

THINGS = frozenset({"buildings", "vehicles", "weapons", "places"})
TARGETING = frozenset({"ASSAULT", "COERCE", "PROTEST"})
HARMED = frozenset({"killed", "injured", "casualties", "abducted", "missing"})
GROUPS = ("two", "three", "four")
ONE_PRONOUNS = frozenset({"him", "her"})
PERSON_ENDINGS = ("er", "or", "ist", "ian", "ee", "man", "woman", "ant")


@dataclass(frozen=True, slots=True, eq=False)
class Single:
    """A number told without a number word, mostly one person or thing.

    Attributes:
        noun, opener: the last and the first of the words that tell it.
        number: how many ("a couple": two; "nobody": none).
        of: the noun counted, where it stands elsewhere ("him").
    """

    noun: Token
    opener: Token
    kind: CountKind
    rule: str
    number: int = 1
    of: Token | None = None


def singles(mention: Mention, roles: Roles, parsed: Parsed) -> Iterator[Single]:
    """Yield each single person who suffers the event, and each single thing it strikes."""
    suffering = list(dict.fromkeys((*roles.recipients, *_struck(mention))))
    for noun in suffering:
        yield from _group(noun, mention)
        yield from _pronoun(noun, mention, parsed)
        yield from _nobody(noun, mention)
        yield from _another(noun, mention)
        yield from _included(noun, mention)
        if noun.tag != "NN" or noun.lemma in grammar("collective"):
            continue
        person = _person(noun, mention)
        if person is not None:
            yield person
        elif mention.event_type in TARGETING and _may_be_thing(noun, mention):
            yield from _thing(noun)
    yield from _limbs(mention, roles)
    for weapon in _weapons(mention):
        yield from _thing(weapon)


def _may_be_thing(noun: Token, mention: Mention) -> bool:
    known = known_noun(noun)
    return mention.mode is not None or (known is not None and known[0] == "vehicles")


def _weapons(mention: Mention) -> Iterator[Token]:
    """Yield the weapon of "a grenade went off", "was killed by a rocket"."""
    head = mention.head
    if mention.event_type != "ASSAULT" or head.pos not in ("VERB", "AUX"):
        return
    places = children(head, "nsubj") if head.lemma in grammar("goes_off") else []
    places += [t for p in children(head, "agent") for t in children(p, "pobj")]
    for noun in places:
        known = known_noun(noun)
        if noun.tag == "NN" and known is not None and known[0] == "weapons":
            yield noun


def _limbs(mention: Mention, roles: Roles) -> Iterator[Single]:
    """Yield one injured for "broke his jaw", "cut off a man's hand"."""
    if mention.event_type != "ASSAULT" or mention.head.pos != "VERB":
        return
    for limb in children(mention.head, *OBJECTS):
        for owner in children(limb, "poss") if limb.lemma in grammar("limb") else ():
            if owner in roles.recipients and owner.tag == "NN":
                continue
            if owner.lower in ("his", "her") or owner.tag == "NN":
                opener = min(owner.subtree(), key=lambda t: t.i)
                yield Single(limb, opener, "injured", "count:a-limb", 1, owner)


def _group(noun: Token, mention: Mention) -> Iterator[Single]:
    """Yield the number of "an elderly couple", "the trio"."""
    number = next((n for n, word in enumerate(GROUPS, 2) if noun.lower in grammar(word)), None)
    event = _suffered(noun, mention)
    opener = _opener(noun, grammar("one_person"))
    if number is None or event is None or opener is None:
        return
    if any(link.lower == "of" for link in children(noun, "prep")):
        return
    yield Single(noun, opener, event, "count:a-group", number)


def _pronoun(noun: Token, mention: Mention, parsed: Parsed) -> Iterator[Single]:
    """Yield one for a pronoun that stands for a noun, not a name ("shot him": a guard)."""
    known = parsed.references.get(noun.i)
    if known is None or noun.lower not in ONE_PRONOUNS:
        return
    target = parsed.tokens[known.target]
    event = _suffered(noun, mention)
    if event is not None and target.tag == "NN" and _is_person(target, event):
        yield Single(noun, noun, event, "count:a-person", 1, target)


def _nobody(noun: Token, mention: Mention) -> Iterator[Single]:
    """Yield none for "nobody was killed", "no one was hurt"."""
    event = _suffered(noun, mention)
    if event not in HARMED or noun.head is not mention.head:
        return
    no = next((c for c in children(noun, "det") if c.lower == "no"), None)
    if noun.lower in grammar("nobody"):
        yield Single(noun, noun, event, "count:nobody", 0)
    elif no is not None and (noun.lower == "one" or _is_person(noun, event)):
        yield Single(noun, no, event, "count:nobody", 0)


def _another(noun: Token, mention: Mention) -> Iterator[Single]:
    """Yield one for "a third was found strangled", "another was wounded"."""
    event = _suffered(noun, mention)
    if event not in HARMED:
        return
    if noun.lower == "another":
        yield Single(noun, noun, event, "count:a-person")
    elif noun.pos in ("NOUN", "ADJ") and ordinal([noun], 0) is not None:
        opener = _opener(noun, grammar("one_person"))
        if opener is not None:
            yield Single(noun, opener, event, "count:a-person")


def _included(noun: Token, mention: Mention) -> Iterator[Single]:
    """Yield one for each of "five civilians, including a woman and her infant"."""
    event = _suffered(noun, mention)
    if event is None:
        return
    for link in children(noun, "prep"):
        if link.lower not in grammar("part"):
            continue
        for place in children(link, "pobj"):
            for part in conjuncts(place):
                opener = _opener(part, grammar("one_person"))
                if opener is not None and part.tag == "NN" and _is_person(part, event):
                    yield Single(part, opener, kind_of(part, event), "count:part")


def _struck(mention: Mention) -> list[Token]:
    """Return the objects of the verb, its passive subjects, and what its clause describes."""
    head = mention.head
    if head.pos not in ("VERB", "AUX"):
        return []
    found = [c for c in head.children if c.dep in (*OBJECTS, "nsubjpass")]
    if head.dep in ("xcomp", "oprd") and is_told_of(head):
        found += children(head.head, "nsubjpass")
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
    if noun.lemma == "life":
        return False
    known = known_noun(noun)
    if known is not None:
        return known[1]
    return event in ("killed", "detained", "abducted") and noun.lower.endswith(PERSON_ENDINGS)


def _thing(noun: Token) -> Iterator[Single]:
    known = known_noun(noun)
    if known is None or known[0] not in THINGS:
        return
    opener = _opener(noun, grammar("one_thing"))
    if opener is not None and opener.lower in grammar("one_thing"):
        yield Single(noun, opener, known[0], "count:a-thing")
