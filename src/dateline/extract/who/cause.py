"""Who did it, where the clause of the deed does not say so but its sentence does.

"Ten were killed in an attack by rebels", "two boys were hurt when police opened fire", "clashed
with guards, in which a man died": the doer is that of the deed told beside.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.extract.match import noun_entry, verb_entry
from dateline.knowledge.event_lexicon import Entry, Lexicon
from dateline.parse.arguments import (
    RELATIVE,
    objects,
    prepositional,
    subjects,
    surface_subjects,
)
from dateline.parse.grammar import children, conjuncts, is_passive
from dateline.parse.parsed import Token

OCCASIONS = frozenset({"in", "during", "by", "from", "after", "amid", "under", "following"})
CLASHES = frozenset(
    {"clash", "skirmish", "battle", "firefight", "gunfight", "shootout", "fighting", "gunbattle"}
    | {"exchange", "confrontation"}
)
KEEPING = frozenset({"in", "under"})
CUSTODY = frozenset({"custody", "captivity", "detention", "hand", "prison"})
ACCUSING = frozenset({"accuse", "suspect", "convict", "charge", "blame", "acquit"})
WHEN = frozenset({"when", "after", "as", "while"})


class Cause:
    """Looks for the doer of a suffered deed in the deeds its sentence tells beside it."""

    def __init__(self, lexicon: Lexicon, owners: Callable[[Token, Entry], list[Token]]) -> None:
        self.lexicon = lexicon
        self.owners = owners

    def doers(self, verb: Token) -> list[Token]:
        """Return who does a deed that is told as suffered, or nobody."""
        hands = [t for t in prepositional(verb, frozenset({"at"})) if t.lemma == "hand"]
        if hands:  # "died at the hands of"
            return [*prepositional(hands[0], frozenset({"of"})), *children(hands[0], "poss")]
        for noun in [t for v in _suffered_together(verb) for t in prepositional(v, KEEPING)]:
            if noun.lemma in CUSTODY:  # "died in police custody", "tortured while in their hands"
                return [*children(noun, "poss"), *children(noun, "compound")]
        for noun in self._occasions(verb):
            found = self._doers_of_noun(noun)
            if found:
                return found
        for clause in [c for v in _suffered_together(verb) for c in children(v, "advcl")]:
            found = self._doers_of_clause(clause)
            if found:
                return found
        return []

    def _occasions(self, verb: Token) -> list[Token]:
        """Return the event nouns a verb is set in: "killed in clashes", "an attack in which …"."""
        nouns = prepositional(verb, OCCASIONS)
        if verb.dep == "relcl" and verb.head.pos == "NOUN":
            relatives = [p for p in children(verb, "prep") if p.lower in ("in", "during", "by")]
            if any(g.lower in RELATIVE for p in relatives for g in p.children):
                nouns.append(verb.head)
        for other in _suffered_together(verb)[1:]:
            nouns.extend(prepositional(other, OCCASIONS))
        return [n for n in nouns if n.pos == "NOUN"]

    def _doers_of_noun(self, noun: Token) -> list[Token]:
        found = noun_entry(noun, self.lexicon)
        if found is None or found[0].event_type != "ASSAULT":
            return []
        doers = self.owners(noun, found[0])
        if doers:
            return doers
        if noun.lemma in CLASHES:
            return prepositional(noun, frozenset({"with", "between"}))
        carrier = noun.head if noun.dep == "dobj" else None
        if carrier is None or carrier.pos != "VERB" or is_passive(carrier):
            return []
        return subjects(carrier)  # "carried out an attack in which five died"

    def _doers_of_clause(self, clause: Token) -> list[Token]:
        """Return the doer of a "when" clause that tells an attack with its own subject."""
        marks = [c.lower for c in clause.children if c.dep in ("mark", "advmod", "prep")]
        if clause.pos != "VERB" or not WHEN & set(marks):
            return []
        if not children(clause, "nsubj", "nsubjpass"):
            return []
        verbs = [v for v in conjuncts(clause) if v is clause or not children(v, "nsubj")]
        for verb in verbs:
            if self._is_attack(verb):
                return subjects(verb)
        return []

    def _is_attack(self, verb: Token) -> bool:
        entry = verb_entry(verb, self.lexicon)
        if entry is not None:
            return entry.event_type == "ASSAULT" and entry.recipient[:1] != ("subj",)
        for noun in children(verb, "dobj"):
            found = noun_entry(noun, self.lexicon)
            if found is not None and found[0].event_type == "ASSAULT":
                return True
        return False


def _suffered_together(verb: Token) -> list[Token]:
    """Return a verb and those coordinated with it that are suffered too ("killed and … hurt")."""
    first = verb
    while first.dep == "conj" and first.head.pos == "VERB":
        first = first.head
    return [verb, *(v for v in conjuncts(first) if v is not verb and is_passive(v))]


def accused_of(noun: Token) -> list[Token]:
    """Return who is told to be behind the deed a noun names.

    "Accused the rebels of a massacre", "the army was responsible for the deaths", "attributed the
    attack to the rebels", "the rebels were behind the attack".
    """
    if noun.dep == "dobj" and noun.head.lemma in ("attribute", "ascribe"):
        return prepositional(noun.head, frozenset({"to"}))
    if noun.dep in ("dobj", "nsubjpass") and noun.head.lemma in ("blame", "pin"):
        inner = [t for o in prepositional(noun, frozenset({"of"})) for t in [o, noun]]
        places = [noun.head, *inner]  # "blamed the bombing of the school on the militia"
        return [t for place in places for t in prepositional(place, frozenset({"on"}))][:1]
    prep = _preposition_above(noun)
    if prep is None:
        return []
    verb = prep.head
    if prep.lower == "for" and verb.lemma == "responsible":
        be = verb.head if verb.dep == "acomp" else None
        return surface_subjects(be) if be is not None else [verb.head] * (verb.dep == "amod")
    if prep.lower == "behind" and verb.lemma == "be":
        return surface_subjects(verb)
    if prep.lower not in ("of", "for", "over", "with"):
        return []
    if verb.lemma not in ACCUSING or (prep.lower == "with") != (verb.lemma == "charge"):
        return []
    return objects(verb)


def _preposition_above(noun: Token) -> Token | None:
    """Return the preposition a noun hangs on, also as part of a number ("187 of these deaths")."""
    for _ in range(2):
        if noun.dep not in ("pobj", "pcomp"):
            return None
        prep = noun.head
        if prep.lower == "of" and prep.head.pos == "NUM":
            noun = prep.head
            continue
        return prep
    return None
