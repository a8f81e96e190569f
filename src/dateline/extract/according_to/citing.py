"""Whom a teller himself cites, and the source a headline names."""

from __future__ import annotations

from dateline.extract.according_to.cues import CITED_AS
from dateline.extract.according_to.tellers import Said
from dateline.parse.arguments import agents
from dateline.parse.grammar import NOUN_POS, children, conjuncts
from dateline.parse.parsed import Sentence, Token

CITING = frozenset({"cite", "quote", "citing", "quoting"})


def citing(verb: Token) -> list[Said]:
    """Return the sources a reporting verb itself cites ("Amaq said, citing a security source")."""
    found = _quoted_by(verb)
    inside = [c for clause in children(verb, "ccomp", "advcl") for c in clause.children]
    for child in [*verb.children, *(c for c in inside if c.i < c.head.i)]:
        if child.dep in ("advcl", "conj", "acl") and child.lemma in CITING and child.tag == "VBG":
            sources = [w for obj in children(child, "dobj") for w in conjuncts(obj)]
            if sources:
                found.append(Said(child, tuple(sources), "indirect", "source.citing", (child,)))
    return found


def _quoted_by(verb: Token) -> list[Said]:
    """Return whom somebody quotes or learns from ("quoted him as saying", "heard from a guard")."""
    sources: list[Token] = []
    if verb.lemma in CITED_AS and any(p.lower == "as" for p in children(verb, "prep")):
        quoted = children(verb, "nsubjpass") if agents(verb) else children(verb, "dobj")
        sources = [w for t in quoted for w in conjuncts(t)]
    if verb.lemma in ("learn", "hear"):
        pairs = [(p, o) for p in children(verb, "prep") for o in children(p, "pobj")]
        sources = [o for p, o in pairs if p.lower == "from"]
    sources = [t for t in sources if t.pos in NOUN_POS]
    return [Said(verb, tuple(sources), "indirect", "source.citing", (verb,))] if sources else []


def headline_source(sentence: Sentence) -> Said | None:
    """Return the source of "Activists: army shells Homs" or "Army shells Homs: activists"."""
    colons = [t for t in sentence.tokens if t.text == ":"]
    if len(colons) != 1 or not sentence.is_heading:
        return None
    before = [t for t in sentence.tokens if t.i < colons[0].i]
    after = [t for t in sentence.tokens if t.i > colons[0].i]
    for part in (before, after):
        if 0 < len(part) <= 4 and all(t.pos in ("NOUN", "PROPN", "ADJ", "DET") for t in part):
            return Said(None, (part[-1],), "headline", "source.headline")
    return None
