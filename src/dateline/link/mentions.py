"""What can be seen of an event word in its sentence, to tell whether another means the same event.

This is for words without coded claims: gold mentions of any subject (``evaluate ecbplus_dev``).
Claims are compared by what they were coded to, in :mod:`dateline.link.compare`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.knowledge.linking_data import classes_of
from dateline.parse.parsed import Parsed, Token

CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ", "NUM"})
ENDINGS = ("ation", "ement", "ition", "sion", "tion", "ment", "ings", "ing", "ers", "er", "or",
           "ed", "es", "al", "ance", "ence", "s", "e", "y")  # fmt: skip
DOES = frozenset({"nsubj", "csubj"})
SUFFERS = frozenset({"dobj", "nsubjpass", "attr", "oprd", "dative"})
SHARES_SUBJECT = frozenset({"conj", "xcomp", "advcl"})


@dataclass(frozen=True, slots=True)
class Mention:
    """One event word: its base form, its arguments by role, and the words around it.

    Attributes:
        document: id of the report.
        classes: the rows of the table of synonyms that hold it.
        does, suffers: base forms of subjects and owners, of objects and what follows "of".
        kin: base forms of all its arguments and modifiers.
        around: base forms of the content words of its sentence without its own.
    """

    document: str
    words: str
    lemma: str
    stem: str
    pos: str
    classes: frozenset[int]
    does: frozenset[str]
    suffers: frozenset[str]
    modifiers: frozenset[str]
    kin: frozenset[str]
    around: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    times: frozenset[str]
    places: frozenset[str]


def stem_of(word: str) -> str:
    """Return a word without the ending that makes a noun of a verb."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def mention(tokens: Sequence[Token], head: Token, parsed: Parsed) -> Mention:
    """Return what can be seen of an event word, given by its tokens and the one they hang on."""
    sentence = parsed.sentence_of(head).tokens
    arguments = list(_arguments(head))
    lemma = head.lemma.lower()
    own = {t.i for t in tokens}
    return Mention(
        document=parsed.report.name,
        words=" ".join(t.lower for t in tokens),
        lemma=lemma,
        stem=stem_of(lemma),
        pos=head.pos,
        classes=classes_of(lemma) | classes_of(stem_of(lemma)),
        does=_with(arguments, "does"),
        suffers=_with(arguments, "suffers"),
        modifiers=_with(arguments, "modifies"),
        kin=frozenset(word for _, word in arguments),
        around=frozenset(
            t.lemma.lower() for t in sentence if t.pos in CONTENT and t.i not in own and _is_word(t)
        ),
        names=frozenset(t.lower for t in sentence if t.pos == "PROPN"),
        numbers=frozenset(t.lower for t in sentence if t.pos == "NUM"),
        times=frozenset(t.lower for t in sentence if t.entity in ("DATE", "TIME")),
        places=frozenset(t.lower for t in sentence if t.entity in ("GPE", "LOC", "FAC")),
    )


def _is_word(token: Token) -> bool:
    return any(c.isalnum() for c in token.text)


def _with(arguments: Iterable[tuple[str, str]], role: str) -> frozenset[str]:
    return frozenset(word for how, word in arguments if how == role)


def _arguments(head: Token) -> Iterable[tuple[str, str]]:
    """Yield role and base form of what hangs on an event word, and of what it hangs on."""
    subject = False
    for child in head.children:
        role = _role(child)
        subject = subject or child.dep in DOES
        if child.dep in ("prep", "agent"):
            for inner in (c for c in child.children if c.dep == "pobj"):
                yield from _each(inner, _by_preposition(child))
        elif role is not None:
            yield from _each(child, role)
    if head.dep in ("relcl", "acl"):
        yield "suffers" if head.tag == "VBN" else "does", head.head.lemma.lower()
    if head.dep in SHARES_SUBJECT and not subject:
        for child in head.head.children:
            if child.dep in ("nsubj", "nsubjpass"):
                yield from _each(child, "does")
    if head.dep == "dobj":
        yield "governs", head.head.lemma.lower()


def _by_preposition(prep: Token) -> str:
    if prep.dep == "agent":
        return "does"
    return "suffers" if prep.lower == "of" else "goes"


def _role(child: Token) -> str | None:
    if child.dep in DOES or child.dep == "poss":
        return "does"
    if child.dep in SUFFERS:
        return "suffers"
    return "modifies" if child.dep in ("compound", "amod", "nmod", "nummod") else None


def _each(token: Token, role: str) -> Iterable[tuple[str, str]]:
    """Yield an argument and those joined to it by "and"."""
    yield role, token.lemma.lower()
    for child in token.children:
        if child.dep == "conj":
            yield from _each(child, role)
