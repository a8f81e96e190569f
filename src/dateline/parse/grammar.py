"""Small questions asked of the dependency tree: subject, objects, passive, phrases, conjuncts.

The tree is spaCy's English scheme. Each function is pure.
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.parse.parsed import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj"})
CLAUSE_BREAKS = frozenset({"relcl", "acl", "appos", "advcl", "ccomp", "parataxis", "prep", "punct"})
NOUN_POS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})


def children(token: Token, *deps: str) -> list[Token]:
    """Return the children with one of these relations, in text order."""
    return [c for c in token.children if c.dep in deps]


def conjuncts(token: Token) -> list[Token]:
    """Return the token and all words coordinated with it ("Kurdish and Iraqi forces")."""
    found = [token]
    for word in found:
        found.extend(c for c in word.children if c.dep == "conj" and c not in found)
    return found


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive ("was shelled", "the shelled town", "killed by")."""
    if any(c.dep in ("auxpass", "nsubjpass", "csubjpass") for c in verb.children):
        return True
    if verb.dep in ("acl", "amod") and verb.tag == "VBN":
        return not any(c.dep in OBJECTS for c in verb.children)
    if verb.dep == "conj" and verb.tag == "VBN" and not children(verb, "nsubj", "aux"):
        return is_passive(verb.head)
    return any(c.dep == "agent" for c in verb.children)


def phrase(head: Token) -> list[Token]:
    """Return the noun phrase of a head without clauses, appositions and other conjuncts.

    Compounds, adjectives, numbers, possessors and "of" phrases stay ("members of the group").
    """
    keep = [head]
    for child in head.children:
        if child.dep in ("relcl", "acl", "appos", "conj", "cc", "punct", "advcl", "parataxis", "preconj", "dep", "ccomp", "aux", "cop", "nsubj", "mark", "advmod", "prep", "dobj", "npadvmod"):
            if child.dep == "prep" and child.lower == "of":
                keep.append(child)
                for obj in children(child, "pobj"):
                    keep.extend(phrase(obj))
            elif child.dep == "advmod" and child.i < head.i:
                keep.append(child)
            continue
        keep.extend(child.subtree() if child.i < head.i else [])
    return sorted(set(keep), key=lambda t: t.i)


def extent(tokens: Iterable[Token]) -> tuple[int, int]:
    """Return the offsets from the first to the last of these tokens."""
    words = list(tokens)
    return min(t.start for t in words), max(t.end for t in words)
