"""Whom "he said" means: he who spoke last, where the nearest phrase is nobody who speaks.

Reports go on with one speaker over several sentences. The general search for what a pronoun
stands for takes the nearest subject, which may be a group, a state or somebody only spoken of.
"""

from __future__ import annotations

from dateline.knowledge.descriptions import descriptions
from dateline.parse.grammar import children
from dateline.parse.parsed import Parsed, Reference, Token
from dateline.parse.repair_told import TELLING

PERSONS = frozenset({"he", "she"})
WINDOW = 3
"""Sentences within which a speaker goes on."""


def carry_speakers(parsed: Parsed) -> None:
    """Let "he" and "she" beside a verb of telling mean the last speaker, in ``references``."""
    last: Token | None = None
    for token in parsed.tokens:
        if token.pos != "VERB" or token.lemma not in TELLING:
            continue
        for subject in children(token, "nsubj"):
            if subject.lower in PERSONS:
                if last is not None and subject.sent - last.sent <= WINDOW:
                    _carry(parsed, subject, last)
            is_speaker = _is_person(subject) or subject.lower in PERSONS
            last = subject if is_speaker else None


def _carry(parsed: Parsed, pronoun: Token, last: Token) -> None:
    """Point a pronoun to the last speaker unless a person stands nearer."""
    known = parsed.references.get(pronoun.i)
    target = parsed.references.get(last.i)
    speaker = target.target if target is not None and last.lower in PERSONS else last.i
    if known is not None:
        meant = parsed.tokens[known.target]
        if known.target >= last.i and _is_person(meant):
            return
        if known.target == speaker:
            return
    if last.lower in PERSONS and target is None:
        return
    parsed.references[pronoun.i] = Reference(speaker, "ref.speaker")


def _is_person(token: Token) -> bool:
    if token.tag not in ("NN", "NNP"):
        return False
    if token.pos == "PROPN":
        return token.entity in ("PERSON", "")
    lists = descriptions()
    return token.entity == "" and token.lemma in lists["person"] | lists["people"]
