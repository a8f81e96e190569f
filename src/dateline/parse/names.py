"""Names: one label for one name in a report, and short forms led back to the full name.

The model labels each mention by itself; over a report the majority is more often right.
"""

from __future__ import annotations

from collections import Counter

from dateline.parse.parsed import Parsed, Token

NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT"})


def harmonise(parsed: Parsed) -> None:
    """Give each name the label most of its mentions have; PERSON wins a tie."""
    votes: dict[str, Counter[str]] = {}
    for token in parsed.tokens:
        if token.pos == "PROPN" and token.entity in NAME_LABELS and _is_last(token):
            votes.setdefault(token.lower, Counter())[token.entity] += 1
    for token in parsed.tokens:
        counted = votes.get(token.lower)
        if counted and token.pos == "PROPN" and _is_last(token) and len(counted) > 1:
            token.entity = max(counted, key=lambda label: (counted[label], label == "PERSON"))


def _is_last(token: Token) -> bool:
    """Tell whether a token is the last word of its name, which carries it."""
    return token.dep not in ("compound", "nmod") or token.head.pos != "PROPN"


def full_names(parsed: Parsed) -> dict[int, int]:
    """Return, for each short form of a person's name, the token index of its full form before."""
    known: dict[str, int] = {}
    bodies: dict[str, int] = {}
    found: dict[int, int] = {}
    for token in parsed.tokens:
        if token.pos != "PROPN" or not _is_last(token):
            continue
        if token.entity != "PERSON":
            _body_name(token, bodies, found)
            continue
        given = [c for c in token.children if c.dep == "compound" and c.entity == "PERSON"]
        given = [c for c in given if c.text[:1].isupper()]
        if given:
            known[token.lower] = token.i
        elif token.lower in known:
            found[token.i] = known[token.lower]
    return found


def _body_name(token: Token, bodies: dict[str, int], found: dict[int, int]) -> None:
    """Lead "the Monitor" back to "the Tihama Rights Monitor": same last word, fewer before it."""
    before = [c for c in token.children if c.dep in ("compound", "amod") and c.text[:1].isupper()]
    before += [c for c in token.children if c.dep == "prep" and c.lower in ("of", "for")]
    if before:
        bodies[token.lower] = token.i
    elif token.lower in bodies and any(c.lower == "the" for c in token.children):
        found[token.i] = bodies[token.lower]
