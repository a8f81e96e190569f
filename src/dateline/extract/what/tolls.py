"""The dead as an event word: "put the dead at 17", "recovered 31 bodies", "eleven of the dead".

A noun for the dead names an event only where the sentence counts them; elsewhere it names people.
"""

from __future__ import annotations

from dateline.extract.mention import Mention
from dateline.knowledge.event_lexicon import Entry, Lexicon
from dateline.parse.arguments import objects
from dateline.parse.grammar import children
from dateline.parse.parsed import Token

REMAINS = frozenset({"body", "corpse", "remains"})
PLURAL_ONLY = frozenset({"loss", "body", "corpse", "remains"})


def toll_entry(token: Token, lexicon: Lexicon) -> Entry | None:
    """Return the entry of a noun for the dead that its sentence counts, or None."""
    lemma = token.lower if token.lower == "dead" else token.lemma
    if lemma not in lexicon.classes.get("TOLL", frozenset()) or not _is_counted(token, lexicon):
        return None
    return next((e for e in lexicon.nouns.get("death", ()) if not e.before), None)


def _is_counted(token: Token, lexicon: Lexicon) -> bool:
    if token.lower == "dead" and _is_told_dead(token):
        return True
    if token.lower == "dead" and not children(token, "det"):
        return False
    verb = _verb_over(token)
    if token.dep == "nsubj" and token.head.lemma in ("be", "reach", "stand", "total", "exceed"):
        return any(
            t.pos == "NUM" for c in token.head.children if c.i > token.i for t in c.subtree()
        )
    counts = verb is not None and verb.lemma in lexicon.classes.get("COUNTING_VERB", frozenset())
    if token.dep == "pobj" and token.head.lower == "of":
        whole = token.head.head  # "eleven of the dead"
        return whole.pos in ("NUM", "PROPN") or whole.lower in (
            "most",
            "many",
            "half",
            "several",
            "some",
        )
    if counts and _has_number(token):
        return True
    crossed = token.dep == "pobj" and token.head.lower == "across"
    counts = counts or (crossed and token.head.head.lemma == "come")
    if token.lemma in REMAINS and counts and _whose(token, lexicon):
        return True
    if _is_among(token):
        return True
    if counts and verb is not None and token.lower in ("dead", "toll", "deaths"):
        return any(t.pos == "NUM" for t in verb.subtree())
    of = [o for p in children(token, "prep") if p.lower == "of" for o in children(p, "pobj")]
    people = lexicon.classes.get("PEOPLE", frozenset()) | lexicon.classes.get("FORCE", frozenset())
    if token.lemma in ("death", "loss") and any(_has_number(o) and o.lemma in people for o in of):
        return True
    return token.tag == "NNS" and _has_number(token) and token.lemma not in PLURAL_ONLY


def _is_told_dead(token: Token) -> bool:
    """Tell whether a number of people is called dead ("three lay dead", "nine dead soldiers")."""
    head = token.head
    if token.dep == "acomp" and head.lemma in ("be", "lie"):
        return any(_has_number(t) for t in children(head, "nsubj"))
    if token.dep == "amod":
        if head.lemma in REMAINS:
            return False
        return _has_number(head) and head.tag in ("NNS", "NNPS", "CD")
    return token.dep == "nsubj" and head.lemma in ("include", "number")


def _whose(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether the sentence says whose bodies they are ("the bodies of two porters")."""
    people = lexicon.classes.get("PEOPLE", frozenset()) | lexicon.classes.get("FORCE", frozenset())
    of = [o for p in children(token, "prep") if p.lower == "of" for o in children(p, "pobj")]
    return any(o.lemma in people or o.pos == "PROPN" or _has_number(o) for o in of)


def _is_among(token: Token) -> bool:
    """Tell whether somebody is said to be "among the dead"."""
    prep = token.head
    if token.lower != "dead" or token.dep != "pobj" or prep.lower != "among":
        return False
    return prep.head.lemma in ("be", "number", "count", "include")


def _has_number(token: Token) -> bool:
    return bool(children(token, "nummod")) or token.pos == "NUM"


def _verb_over(token: Token) -> Token | None:
    """Return the verb a noun is object or passive subject of."""
    first = token
    while first.dep == "conj":
        first = first.head
    verb = first.head
    if verb.pos != "VERB":
        return None
    return verb if first in objects(verb) or first.dep in ("dobj", "nsubjpass", "ccomp") else None


def is_person_not_deed(mention: Mention, lexicon: Lexicon) -> bool:
    """Tell whether an event noun stands for people here ("arrested six pickets")."""
    noun = mention.noun
    if noun is None or mention.head is not noun:
        return False
    known = lexicon.classes_of(noun.lemma)
    if "FORCE" in known and noun.dep == "pobj" and noun.head.lower in ("against", "on", "at", "to"):
        return True  # "an attack against a patrol of the brigade"
    if noun.head.pos != "VERB" or noun.dep not in ("nsubj", "nsubjpass", "dobj"):
        return False
    if noun.lemma == "exile" and noun.tag == "NN" and noun.dep == "nsubj":
        return True
    return "FORCE" in known or (noun.tag == "NNS" and "PROTESTER" in known)
