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
NAMED_WITHIN = 5
"""Sentences back in which who speaks is sought by name."""


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
                _leave_quoted(parsed, subject)
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


def _leave_quoted(parsed: Parsed, pronoun: Token) -> None:
    """Let nobody who is only named in quoted words be the one who speaks them.

    "“I ask you to free my son,” she said": the speaker is the person named last outside.
    """
    known = parsed.references.get(pronoun.i)
    if (
        known is None
        or _is_quoted(parsed, pronoun)
        or not _is_quoted(parsed, parsed.tokens[known.target])
    ):
        return
    del parsed.references[pronoun.i]
    for token in reversed(parsed.tokens[: pronoun.i]):
        if pronoun.sent - token.sent > NAMED_WITHIN:
            return
        is_name = token.entity == "PERSON" and token.dep not in ("compound", "poss")
        if is_name and not _is_quoted(parsed, token):
            parsed.references[pronoun.i] = Reference(token.i, "ref.speaker")
            return


def _is_quoted(parsed: Parsed, token: Token) -> bool:
    return any(q.start <= token.start < q.end and not q.is_scare for q in parsed.quotations)


def _is_person(token: Token) -> bool:
    if token.tag not in ("NN", "NNP"):
        return False
    if token.pos == "PROPN":
        return token.entity in ("PERSON", "")
    lists = descriptions()
    return token.entity == "" and token.lemma in lists["person"] | lists["people"]
