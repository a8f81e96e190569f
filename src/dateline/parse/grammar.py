"""Small questions asked of the dependency tree: subject, objects, passive, phrases, conjuncts.

The tree is spaCy's English scheme. Each function is pure.
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.parse.parsed import Token

OBJECTS = frozenset({"dobj", "obj"})
PASSIVE = frozenset({"auxpass", "nsubjpass", "csubjpass"})
FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
BEFORE_NOUN = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "advmod", "punct"}
    | {"npadvmod", "case"}
)
FOUND = frozenset({"report", "find", "believe", "fear", "presume", "confirm", "leave", "say"})
EDGE_MARKS = frozenset({"-", "--", '"', "'", "``", "''", ",", ":", ";", "*", "•", "·", "|", "["})
NOUN_POS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})


def children(token: Token, *deps: str) -> list[Token]:
    """Return the children with one of these relations, in text order."""
    below = token.children
    return [c for c in below if c.dep in deps] if below else []


def conjuncts(token: Token) -> list[Token]:
    """Return the token and all words coordinated with it ("Kurdish and Iraqi forces")."""
    found = [token]
    for word in found:
        found += [c for c in word.children if c.dep == "conj" and c not in found]
    return found


def is_asked_for(clause: Token) -> bool:
    """Tell whether a clause tells what somebody calls for ("called for the rebels to leave")."""
    if clause.dep not in ("ccomp", "advcl", "xcomp"):
        return False
    opens = any(c.lower == "for" for c in children(clause, "mark"))
    return opens and any(c.dep == "aux" and c.tag == "TO" for c in clause.children)


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive ("was shelled", "the shelled town", "killed by")."""
    below = {c.dep for c in verb.children}
    if not below.isdisjoint(PASSIVE):
        return True
    if verb.dep in ("acl", "amod") and verb.tag == "VBN":
        return below.isdisjoint(OBJECTS)
    if verb.dep in ("oprd", "xcomp", "ccomp") and verb.tag == "VBN" and is_told_of(verb):
        return True
    if verb.dep == "conj" and verb.tag == "VBN" and not children(verb, "nsubj", "aux"):
        return is_passive(verb.head)
    return "agent" in below


def is_told_of(verb: Token) -> bool:
    """Tell whether a participle says what became of a passive's subject ("was found killed")."""
    if children(verb, *OBJECTS, "aux", "nsubj") or verb.head.lemma not in FOUND:
        return False
    return any(c.dep in ("auxpass", "nsubjpass") for c in verb.head.children)


def phrase(head: Token) -> list[Token]:
    """Return the noun phrase of a head without clauses, appositions and other conjuncts.

    What stands before the head stays (determiner, numbers, adjectives, compounds, possessors),
    and so does an "of" phrase after it ("members of the group").
    """
    keep = [head]
    for child in head.children:
        if child.i < head.i and child.dep in BEFORE_NOUN:
            below = child.subtree()
            # A finite verb before a noun is a misparse ("We mourn the loss of … Harlow").
            if not any(t.tag in ("VBP", "VBZ", "MD") for t in below):
                keep.extend(below)
        elif child.dep == "prep" and head.entity == child.entity == "ORG":
            keep.extend(child.subtree())  # "Front for Popular Unity"
        elif child.dep == "prep" and child.lower == "of":
            objects = children(child, "pobj")
            keep.extend([child] if objects else [])
            for obj in objects:
                keep.extend(phrase(obj))
    return _trimmed(sorted(set(keep), key=lambda t: t.i), head)


def _trimmed(words: list[Token], head: Token) -> list[Token]:
    """Leave out a bullet or quotation mark before a phrase, and what an open bracket parts off."""
    opened = [t.i for t in words if t.text == "(" and t.i < head.i]
    if opened and not any(t.text == ")" and t.i < head.i for t in words):
        words = [t for t in words if t.i > opened[-1]]
    while words and words[0] is not head and words[0].text in EDGE_MARKS:
        words = words[1:]
    while words and words[-1] is not head and words[-1].text in EDGE_MARKS:
        words = words[:-1]
    return words


def extent(tokens: Iterable[Token]) -> tuple[int, int]:
    """Return the offsets from the first to the last of these tokens."""
    words = list(tokens)
    return min(t.start for t in words), max(t.end for t in words)
