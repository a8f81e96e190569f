"""Names: one label for one name in a report, and short forms led back to the full name.

The model labels each mention by itself; over a report the majority is more often right.
"""

from __future__ import annotations

from collections import Counter

from dateline.parse.parsed import Parsed, Token

TITLES = frozenset(
    {"secretary", "minister", "president", "premier", "chancellor", "ambassador", "commander"}
    | {"general", "governor", "envoy", "spokesman", "spokeswoman", "chief", "king", "emir"}
    | {"mayor", "commissioner", "senator", "director"}
)
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
    alone: set[str] = set()
    found: dict[int, int] = {}
    for token in parsed.tokens:
        if token.pos != "PROPN" or not _is_last(token):
            continue
        if token.entity != "PERSON":
            _body_name(token, bodies, alone, found)
            continue
        given = [c for c in token.children if c.dep == "compound" and c.entity == "PERSON"]
        given = [c for c in given if c.text[:1].isupper()]
        if given:
            known[token.lower] = token.i
        elif token.lower in known:
            found[token.i] = known[token.lower]
    return found


def _body_name(
    token: Token, bodies: dict[str, int], alone: set[str], found: dict[int, int]
) -> None:
    """Lead "the Monitor" back to "the Tihama Rights Monitor": same last word, fewer before it.

    A body that is called by its last word before any longer name with that word ("the Coalition",
    then "the Northern Tribes Coalition") is another.
    """
    before = [c for c in token.children if c.dep in ("compound", "amod") and c.text[:1].isupper()]
    before += [c for c in token.children if c.dep == "prep" and c.lower in ("of", "for")]
    if before and token.lower not in alone:
        bodies[token.lower] = token.i
    elif not before and token.lower in bodies:
        if any(c.lower == "the" for c in token.children):
            found[token.i] = bodies[token.lower]
    elif not before:
        alone.add(token.lower)


def titled(parsed: Parsed) -> dict[int, int]:
    """Return, for each title that stands for its bearer, the token index of the bearer's name.

    "Interior Minister Vera Lund … the minister"; a headline's title may come before the name.
    """
    bearers: list[tuple[int, frozenset[str]]] = []
    for token in parsed.tokens:
        if token.pos == "PROPN" and token.entity == "PERSON" and _is_last(token):
            titles = _titles_of(token)
            if titles:
                bearers.append((token.i, titles))
    found: dict[int, int] = {}
    for token in parsed.tokens:
        if token.lemma not in TITLES or token.entity == "PERSON" or not _is_last(token):
            continue
        if token.dep in ("appos", "attr", "ROOT") or any(
            c.dep in ("appos", "prep") or (c.dep == "compound" and c.entity == "PERSON")
            for c in token.children
        ):
            continue
        if not _stands_alone(token):
            continue
        words = {token.lemma} | {c.lower for c in token.children if c.dep == "compound"}
        fitting = [i for i, titles in bearers if words <= titles]
        before = [i for i in fitting if i < token.i]
        if before:
            found[token.i] = before[-1]
        elif fitting and len({parsed.tokens[i].lower for i in fitting}) == 1:
            found[token.i] = fitting[0]
    return found


def _titles_of(name: Token) -> frozenset[str]:
    """Return the title words before a person's name, or in the apposition beside it."""
    words = {c.lower for c in name.children if c.dep in ("compound", "nmod") and c.i < name.i}
    for noun in [*(c for c in name.children if c.dep == "appos"), name.head]:
        if noun.lemma in TITLES and (noun.head is name or name.dep == "appos"):
            words |= {noun.lemma} | {c.lower for c in noun.children if c.dep == "compound"}
    return frozenset(words) if words & TITLES else frozenset()


def _stands_alone(token: Token) -> bool:
    """Tell whether a title is somebody: definite, or capitalised like a name."""
    definite = any(c.dep == "det" and c.lower in ("the", "this") for c in token.children)
    return token.tag in ("NN", "NNP") and (definite or token.pos == "PROPN")
