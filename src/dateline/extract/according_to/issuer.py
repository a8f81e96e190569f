"""Who issued the statement that speaks: "The text said …" after "The group posted a text".

A statement without an owner beside it is its issuer's word, where the sentences before tell who
that is.
"""

from __future__ import annotations

from dateline.parse.arguments import agents, surface_subjects
from dateline.parse.grammar import children, is_passive
from dateline.parse.parsed import Parsed, Token

STATEMENTS = frozenset(
    {"statement", "communique", "communiqué", "text", "message", "declaration", "announcement"}
    | {"release", "bulletin", "pamphlet", "leaflet", "note"}
)
ISSUING = frozenset(
    {"issue", "release", "make", "give", "deliver", "publish", "post", "send", "put", "circulate"}
    | {"distribute", "broadcast", "read", "write", "sign", "leave", "tweet", "upload"}
)
OWNERS = frozenset({"by", "from", "of"})
WINDOW = 4
"""Sentences before the statement speaks in which its issuer is sought."""


def issuer(statement: Token, parsed: Parsed) -> Token | None:
    """Return the head word for who issued a statement that names no owner, or None."""
    if statement.lemma not in STATEMENTS or _owners(statement):
        return None
    first = max(0, statement.sent - 1 - WINDOW)
    for sentence in reversed(parsed.sentences[first : statement.sent]):
        for token in reversed(sentence.tokens):
            if token.i >= statement.i:
                continue
            found = _issued_by(token)
            if found is not None:
                return found
    return None


def _owners(noun: Token) -> list[Token]:
    """Return whose statement it is by its own words."""
    found = children(noun, "poss")
    for prep in children(noun, "prep"):
        found += children(prep, "pobj") if prep.lower in OWNERS else []
    return [t for t in found if t.entity not in ("DATE", "TIME")]


def _issued_by(token: Token) -> Token | None:
    """Return who issues a statement, or claims responsibility, by this verb or noun."""
    if token.pos == "NOUN" and token.lemma in STATEMENTS:
        owners = _owners(token) + [
            agent for clause in children(token, "acl") for agent in agents(clause)
        ]
        if owners:
            return owners[0]
        if token.dep == "pobj" and token.head.head.pos == "VERB":  # "said in a statement"
            return next(iter(_tellers(token.head.head)), None)
        if token.dep == "dobj" and token.head.lemma in ISSUING:
            return next(iter(_tellers(token.head)), None)
    if token.pos == "VERB" and token.lemma in ("claim", "take"):
        if any(o.lemma == "responsibility" for o in children(token, "dobj")):
            return next(iter(_tellers(token)), None)
    return None


def _tellers(verb: Token) -> list[Token]:
    found = agents(verb) if is_passive(verb) else surface_subjects(verb)
    return [t for t in found if t.lower not in ("it", "there", "which", "that", "who")]
