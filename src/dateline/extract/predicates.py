"""What an embedding word says of the event below it: find its entry by the relation between."""

from __future__ import annotations

from dateline.knowledge.speech_rules import PredicateEntry, Speech
from dateline.parse.grammar import children
from dateline.parse.parsed import Token

COPULAS = frozenset({"be", "prove", "turn", "remain", "become", "look", "seem", "appear"})
"""Verbs whose adjective or noun carries the meaning."""
OUTLOOKS = frozenset({"likelihood", "unlikelihood", "readiness", "uncertainty", "falsity"})
"""Kinds of adjective that tell what becomes of an event that is their subject."""


def relation_of(below: Token) -> str:
    """Return in which relation a complement stands to its predicate, in the tables' terms."""
    """Return in which relation a complement stands to its predicate, in the tables' terms."""
    if below.dep in ("pobj", "pcomp"):
        return f"prep:{below.head.lower}"
    return {"dobj": "obj", "nsubjpass": "obj"}.get(below.dep, below.dep)


def signature(token: Token, below: Token, speech: Speech) -> PredicateEntry | None:
    """Return the entry for a predicate whose complement is the word below it."""
    relation = relation_of(below)
    if below.dep == "prep":
        relation = f"prep:{below.lower}"
    if relation == "acl" or _is_called_for(token, below):
        relation = "xcomp"
    is_copular = below.dep == "nsubj" and token.lemma in COPULAS
    token = lexical(token)
    if is_copular and token.pos != "ADJ":
        return None
    pos = {"AUX": "VERB", "PROPN": "NOUN"}.get(token.pos, token.pos)
    below_words = {w for c in token.children for w in (c.lower, c.lemma)}
    found = [
        p
        for p in speech.predicates.get(token.lemma, ())
        if p.pos == pos and all(word in below_words for word in p.others)
    ]
    for predicate in found:
        if relation in predicate.complements:
            return predicate
    if is_copular:  # "the assault was likely", "the report was false"
        found = [p for p in found if p.kind in OUTLOOKS]
        return next((p for p in found if {"ccomp", "nsubj"} & p.complements), None)
    for predicate in found:
        if "any" in predicate.complements and relation not in ("nsubj", "advcl", "conj"):
            return predicate
    return None


def lexical(token: Token) -> Token:
    """Return the adjective or noun that carries the meaning of "it is false that"."""
    if token.lemma not in COPULAS:
        return token
    for inner in children(token, "xcomp"):
        if inner.lemma == "be":
            return lexical(inner)
    return next(iter(children(token, "acomp", "attr", "oprd")), token)


def _is_called_for(verb: Token, below: Token) -> bool:
    """Tell whether an infinitive is what somebody is called on to do, hung as a purpose."""
    is_infinitive = below.dep == "advcl" and below.tag == "VB" and not children(below, "mark")
    return (
        is_infinitive and verb.lemma in ("call", "appeal", "plead") and bool(children(verb, "prep"))
    )


def is_definite(noun: Token) -> bool:
    """Tell whether a noun is spoken of as known ("the attack", "Monday's attack", "its siege")."""
    if noun.pos != "NOUN":
        return False
    known = any(c.lower in ("the", "this", "that", "these", "those") for c in children(noun, "det"))
    return known or bool(children(noun, "poss"))
