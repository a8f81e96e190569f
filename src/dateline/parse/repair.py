"""Mend parses the model is known to get wrong, before anyone reads them.

Each repair is a general pattern with its reason; each leaves a well-formed tree.
"""

from __future__ import annotations

from dateline.parse.parsed import Sentence, Token

HEDGE_PREPOSITIONS = frozenset({"around", "about", "over", "under", "near", "some", "nearly"})

TIME_MARKS = frozenset({"since", "after", "before", "until"})


def attach(child: Token, head: Token, dep: str) -> None:
    """Hang a token on another head; keeps both lists of children in text order."""
    if child.head is not child:
        child.head.children.remove(child)
    child.head, child.dep = head, dep
    head.children.append(child)
    head.children.sort(key=lambda t: t.i)


def _is_below(token: Token, head: Token) -> bool:
    return token is head or any(a is head for a in token.ancestors())


def numbered_subject(sentence: Sentence) -> None:
    """Give a subjectless verb the noun that "around 80" hid in a prepositional phrase.

    "Since May around 80 villages were liberated" is read as "May around 80 villages".
    """
    for prep in sentence.tokens:
        if prep.dep != "prep" or prep.lower not in HEDGE_PREPOSITIONS:
            continue
        nouns = [c for c in prep.children if c.dep == "pobj"]
        if not nouns or not any(c.dep == "nummod" for c in nouns[0].children):
            continue
        number = next(c for c in nouns[0].children if c.dep == "nummod")
        if number.i != prep.i + 1:
            continue
        _free_false_subject(prep)
        verb = _subjectless_verb(sentence, nouns[0])
        if verb is None or _is_below(verb, prep):
            continue
        passive = any(c.dep == "auxpass" for c in verb.children)
        attach(nouns[0], verb, "nsubjpass" if passive else "nsubj")
        attach(prep, number, "advmod")


def _free_false_subject(prep: Token) -> None:
    """Re-hang "Since the start of the offensive" read as "since the start … were liberated"."""
    for noun in prep.ancestors():
        if noun.dep not in ("nsubj", "nsubjpass"):
            continue
        marks = [c for c in noun.head.children if c.dep == "mark" and c.lower in TIME_MARKS]
        if marks and marks[0].i < noun.i:
            marks[0].dep = "prep"
            attach(noun, marks[0], "pobj")
        return


def _is_finite(verb: Token) -> bool:
    if verb.tag in ("VBD", "VBP", "VBZ") and verb.dep not in ("aux", "auxpass"):
        return True
    return any(c.dep in ("aux", "auxpass") and c.tag != "TO" for c in verb.children)


def _subjectless_verb(sentence: Sentence, noun: Token) -> Token | None:
    """Return the main verb after a noun, if it is finite and lacks a subject."""
    for token in sentence.tokens:
        if token.i < noun.i or token.dep not in ("ROOT", "ccomp", "advcl") or not _is_finite(token):
            continue
        has_subject = any(c.dep in ("nsubj", "nsubjpass", "csubj") for c in token.children)
        return None if has_subject else token
    return None


def mend(sentence: Sentence) -> None:
    """Apply every repair to a sentence."""
    numbered_subject(sentence)
