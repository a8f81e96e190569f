"""Which verb or noun an expression of time belongs to, and the tense of its clause."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract.numerals import words_of
from dateline.extract.when.resolve import Tense
from dateline.parse.parsed import Token

FUTURE, PRESENT, PAST = frozenset({"VB"}), frozenset({"VBP", "VBZ"}), frozenset({"VBD", "VBN"})
CLIMB = 12
"""How far a date's verb may be above it; farther is a misparse."""


def _words(kind: str) -> frozenset[str]:
    return words_of("dates", "grammar.tsv")[kind]


def top_of(tokens: Sequence[Token]) -> Token:
    """Return the word of an expression through which it hangs on the rest of the sentence."""
    inside = set(tokens)
    outward = [t for t in tokens if t.head not in inside or t.is_root]
    return outward[-1] if outward else tokens[-1]


def governor(tokens: Sequence[Token]) -> Token | None:
    """Return the word an expression is attached to, prepositions passed over."""
    top = top_of(tokens)
    if top.is_root:
        return None
    above = top.head
    while above.pos == "ADP" or (above.dep in ("prep", "pcomp", "mark") and above.pos == "SCONJ"):
        if above.is_root:
            return None
        above = above.head
    return _planned(above, tokens)


def _planned(above: Token, tokens: Sequence[Token]) -> Token:
    """Return the deed that is planned, where a time behind it hangs on the planning.

    "Workers vowed to strike on Friday": on Friday they will strike.
    """
    if above.lemma not in _words("governor") or not is_verb(above):
        return above
    deeds = [c for c in above.children if c.dep == "xcomp" and c.tag == "VB"]
    return next((c for c in deeds if c.i < tokens[0].i), above)


def preposition(tokens: Sequence[Token]) -> Token | None:
    """Return the preposition that stands directly over an expression."""
    above = top_of(tokens).head
    return above if above.pos in ("ADP", "SCONJ") and above not in tokens else None


def is_verb(token: Token) -> bool:
    """Tell whether a word is a full verb of a clause (or its auxiliary standing alone)."""
    return token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass", "amod")


def is_reporting(token: Token | None) -> bool:
    """Tell whether a word is a verb of telling ("said on Tuesday")."""
    return token is not None and token.lemma in _words("reporting") and is_verb(token)


def verb_above(token: Token) -> Token | None:
    """Return the word itself if it is a verb, else the nearest verb above it."""
    if is_verb(token):
        return token
    for n, above in enumerate(token.ancestors()):
        if is_verb(above):
            return above
        if n > CLIMB:
            break
    return None


def tense_of(tokens: Sequence[Token]) -> Tense:
    """Return the tense of the clause an expression stands in: past where nothing tells."""
    above = governor(tokens)
    verb = verb_above(above) if above is not None else None
    if verb is None:
        return "past"
    over = preposition(tokens)
    if over is not None and over.lower == "since":
        return "past"
    if (
        over is not None
        and over.lower in ("for", "until", "till", "to")
        and verb.lemma in _words("for")
    ):
        return "future"
    return tense_of_verb(verb)


def tense_of_verb(verb: Token, depth: int = 4) -> Tense:
    """Return the tense of a verb; infinitives and participles take it from above."""
    helpers = {c.lower for c in verb.children if c.dep in ("aux", "auxpass")}
    if helpers & _words("auxiliary") or _is_ahead_of_telling(verb, helpers):
        return "future"
    if verb.lemma == "go" and verb.tag == "VBG" and any(c.dep == "xcomp" for c in verb.children):
        return "future"
    if "to" in helpers and (verb.tag == "VB" or "be" in helpers):
        return _infinitive(verb, depth)
    if verb.tag in PAST and verb.dep not in ("xcomp", "acl"):
        return "past"
    if verb.tag in PRESENT or helpers & {"is", "are", "'s", "'re", "am"}:
        return "past" if helpers & {"has", "have"} else "present"
    if verb.is_root or depth == 0 or verb.tag in PAST:
        return "past"
    above = verb_above(verb.head)
    return tense_of_verb(above, depth - 1) if above else "past"


def _is_ahead_of_telling(verb: Token, helpers: set[str]) -> bool:
    """Tell "they said troops would be flown in": would, in what somebody told."""
    if not helpers & {"would", "'d"} or "have" in helpers:
        return False
    while verb.dep == "conj":
        verb = verb.head
    over = verb.head if verb.dep == "ccomp" else None
    told = over if over is not None else verb
    return is_reporting(told) or any(is_reporting(c) for c in verb.children)


def _infinitive(verb: Token, depth: int) -> Tense:
    head = verb.head
    if head.lemma in _words("governor"):
        return "future"
    if head.lemma == "be" or (head.pos == "ADJ" and head.lemma in _words("governor")):
        return "future"
    if verb.is_root or depth == 0:
        return "future"
    above = verb_above(head)
    return tense_of_verb(above, depth - 1) if above else "past"
