"""Mend what the model does to those who tell: "…, she said" and "said in a statement that …"."""

from __future__ import annotations

from dateline.parse.parsed import Sentence
from dateline.parse.repair import SAYING, attach

TELLING = SAYING | frozenset(
    {"tell", "explain", "note", "insist", "argue", "warn", "acknowledge", "admit", "suggest"}
    | {"write", "reply", "respond", "declare", "stress", "maintain", "assert", "allege", "believe"}
    | {"recount", "estimate", "complain", "continue", "conclude", "disclose", "reveal", "concede"}
)
"""Verbs that tell a whole sentence from its end ("…, the mayor said")."""


def told_at_the_end(sentence: Sentence) -> None:
    """Free a teller that closes a sentence ("They would not tolerate that, she said.").

    The parser makes the telling one more clause below, or above, what is told.
    """
    words = [t for t in sentence.tokens if t.pos not in ("PUNCT", "SPACE")]
    if len(words) < 4:
        return
    said = words[-1] if words[-1].lemma in TELLING else None
    if said is None or said.is_root or said.dep in ("parataxis", "ROOT", "xcomp"):
        return
    subject = [c for c in said.children if c.dep == "nsubj" and c.i < said.i]
    if not subject or said.pos != "VERB" or sentence.root in said.subtree():
        return
    first = min(t.i for t in subject[0].subtree())
    before = next((t for t in sentence.tokens if t.i == first - 1), None)
    if before is None or before.text != ",":
        return
    root = sentence.root
    for child in [c for c in said.children if c.i < first and c is not subject[0]]:
        attach(child, root, child.dep)
    attach(said, root, "parataxis")


def told_on_an_occasion(sentence: Sentence) -> None:
    """Hang "that …" on the verb in "said in a statement that …", not on the statement."""
    for said in sentence.tokens:
        if said.pos != "VERB" or said.lemma not in TELLING:
            continue
        if any(c.dep in ("ccomp", "xcomp") for c in said.children):
            continue
        for prep in [c for c in said.children if c.dep == "prep" and c.i > said.i]:
            for noun in [c for c in prep.children if c.dep == "pobj"]:
                for clause in [c for c in noun.children if c.dep in ("acl", "relcl", "ccomp")]:
                    marks = [c for c in clause.children if c.dep == "mark" and c.lower == "that"]
                    if marks and marks[0].i == noun.i + 1:
                        attach(clause, said, "ccomp")


def mend_telling(sentence: Sentence) -> None:
    """Apply every repair of telling to a sentence."""
    told_at_the_end(sentence)
    told_on_an_occasion(sentence)
