"""What an embedding word says of the event below it: find its entry by the relation between."""

from __future__ import annotations

from dateline.extract.status.tense import is_infinitive
from dateline.knowledge.speech_rules import PredicateEntry, Speech
from dateline.parse.grammar import children, is_asked_for
from dateline.parse.parsed import Token

COPULAS = frozenset({"be", "prove", "turn", "remain", "become", "look", "seem", "appear"})
"""Verbs whose adjective or noun carries the meaning."""
OUTLOOKS = frozenset({"likelihood", "unlikelihood", "readiness", "uncertainty", "falsity"})
"""Kinds of adjective that tell what becomes of an event that is their subject."""


def relations_of(below: Token) -> tuple[str, ...]:
    """Return in which relations a complement stands to its predicate, the closest first.

    A gerund is ``ger`` before it is ``xcomp``, and ``ger:about`` before it is ``prep:about``.
    """
    if below.dep in ("pobj", "pcomp"):
        preposition = below.head.lower
        gerund = (f"ger:{preposition}",) if below.tag == "VBG" else ()
        return (*gerund, f"prep:{preposition}")
    if below.dep == "prep":
        inner = children(below, "pcomp")
        gerund = (f"ger:{below.lower}",) if inner and inner[0].tag == "VBG" else ()
        return (*gerund, f"prep:{below.lower}")
    if is_asked_for(below):
        return ("prep:for",)
    name = {"dobj": "obj", "nsubjpass": "obj", "acl": "xcomp"}.get(below.dep, below.dep)
    if name == "relcl" and is_infinitive(below):
        return ("xcomp",)
    return ("ger", name) if name == "xcomp" and below.tag == "VBG" else (name,)


def signature(token: Token, below: Token, speech: Speech) -> PredicateEntry | None:
    """Return the entry for a predicate whose complement is the word below it."""
    relations = ("xcomp",) if is_infinitive_of(token, below) else relations_of(below)
    is_copular = below.dep == "nsubj" and token.lemma in COPULAS
    token = lexical(token)
    if is_copular and token.pos != "ADJ":
        return None
    if token.pos == "NOUN" and token.dep == "dobj" and "xcomp" in relations:
        light = _entries(token.head, speech, {token.lemma})
        if light:
            return light[0]
    found = _entries(token, speech, set())
    for relation in relations:
        for predicate in found:
            if relation in predicate.complements:
                return predicate
    if is_copular:  # "the assault was likely", "the report was false"
        found = [p for p in found if p.kind in OUTLOOKS]
        return next((p for p in found if {"ccomp", "nsubj"} & p.complements), None)
    for predicate in found:
        if "any" in predicate.complements and relations[0] not in ("nsubj", "advcl", "conj"):
            return predicate
    return None


def _entries(token: Token, speech: Speech, needed: set[str]) -> list[PredicateEntry]:
    """Return the entries of a word whose further words stand below it, and are those needed."""
    pos = {"AUX": "VERB", "PROPN": "NOUN"}.get(token.pos, token.pos)
    below = {w for c in token.children for w in (c.lower, c.lemma)}
    return [
        p
        for p in speech.predicates.get(token.lemma, ())
        if p.pos == pos and all(w in below for w in p.others) and needed <= set(p.others)
    ]


def lexical(token: Token) -> Token:
    """Return the adjective or noun that carries the meaning of "it is false that"."""
    if token.lemma not in COPULAS:
        return token
    for inner in children(token, "xcomp"):
        if inner.lemma == "be":
            return lexical(inner)
    return next(iter(children(token, "acomp", "attr", "oprd")), token)


def is_infinitive_of(verb: Token, below: Token) -> bool:
    """Tell whether an infinitive is a complement, though it hangs as a purpose."""
    if below.dep != "advcl" or below.tag != "VB" or children(below, "mark"):
        return False
    if verb.lemma in ("call", "appeal", "plead"):
        return bool(children(verb, "prep"))  # "called on them to leave"
    return verb.lemma == "go" and any(c.lower == "on" for c in children(verb, "prt", "prep"))


def is_definite(noun: Token) -> bool:
    """Tell whether a noun is spoken of as known ("the attack", "Monday's attack", "its siege")."""
    if noun.pos != "NOUN":
        return False
    known = any(c.lower in ("the", "this", "that", "these", "those") for c in children(noun, "det"))
    return known or bool(children(noun, "poss"))
