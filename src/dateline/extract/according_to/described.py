"""What a report tells of the people it names, wherever it tells it: office, trade, rank.

A source is often named alone ("Bondar said") and described elsewhere ("Bondar, who heads the town
council, …", "Capt. Bondar", "the surgeon, Oleh Bondar"). The kind found there holds throughout.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.knowledge.speech_rules import Speech
from dateline.parse.grammar import children, phrase
from dateline.parse.parsed import Parsed, Token
from dateline.records import SourceKind

LEADING = frozenset(
    {"head", "lead", "command", "chair", "run", "represent", "direct", "govern", "serve", "manage"}
    | {"oversee", "supervise", "work", "teach", "speak", "practise", "practice"}
)
"""Verbs of a clause that tells somebody's post ("who heads the council")."""
ROLES = frozenset({"spokesman", "spokeswoman", "spokesperson", "official", "commander", "officer"})

KindOf = Callable[[Token], SourceKind | None]
"""Gives the kind a noun tells, or None."""


def kind_of_name(name: str, parsed: Parsed, speech: Speech, told: KindOf) -> SourceKind | None:
    """Return the kind of the person with a last name, if the report describes him anywhere."""
    names = [t for t in parsed.tokens if t.lower == name and _is_of_person(t)]
    if len({_first_name(t) for t in names} - {""}) > 1:
        return None  # two of one family
    for token in names:
        for title in [*children(token, "compound", "nmod"), *_before(parsed, token)]:
            kind = _titled(title, speech)
            if kind is not None:
                return kind
    for token in names:
        for noun in _descriptions(token):
            kind = told(noun)
            if kind is not None:
                return kind
    return None


def _is_of_person(token: Token) -> bool:
    """Tell whether a word may be the last name of a person."""
    is_last = token.pos == "PROPN" and token.dep != "compound"
    return is_last and token.entity not in ("GPE", "LOC", "ORG")


def _first_name(name: Token) -> str:
    return next((c.lower for c in children(name, "compound") if c.entity == "PERSON"), "")


def _before(parsed: Parsed, name: Token) -> list[Token]:
    """Return the word right before a name, that the parser may have cut off ("Capt. | Abad")."""
    first = min([name.i, *(c.i for c in children(name, "compound"))])
    words = [parsed.tokens[i] for i in range(max(0, first - 2), first)]
    return [t for t in words if t.text[0].isupper() and t.text != "."][-1:]


def _descriptions(name: Token) -> list[Token]:
    """Return the nouns that say what a named person is."""
    found = [c for c in children(name, "appos", "compound", "nmod") if c.entity != "PERSON"]
    if name.dep == "appos":
        found.append(name.head)
    for clause in children(name, "relcl"):
        if clause.lemma in LEADING:
            found += children(clause, "dobj")
            found += [o for p in children(clause, "prep") for o in children(p, "pobj")]
        if clause.lemma == "be":
            found += children(clause, "attr")
        for told in children(clause, "ccomp"):  # "who said he spoke for the front"
            if told.lemma in LEADING:
                found += [o for p in children(told, "prep") for o in children(p, "pobj")]
    for clause in children(name, "acl"):  # "calling himself secretary of the committee"
        if clause.lemma in ("call", "describe", "style", "identify", "introduce"):
            found += children(clause, "oprd", "attr")
            found += [o for p in children(clause, "prep") for o in children(p, "pobj")]
    if name.dep == "nsubj" and name.head.lemma == "be":
        found += children(name.head, "attr")
    if name.dep == "nsubj" and name.head.lemma in LEADING:
        found += children(name.head, "dobj")
    return [noun for noun in found if noun.pos in ("NOUN", "PROPN")]


def _titled(noun: Token, speech: Speech) -> SourceKind | None:
    """Return the kind of a title before a name ("Capt.", "Dr")."""
    for form in (noun.lower, f"{noun.lower}."):
        if form in speech.source_kinds:
            return speech.source_kinds[form]
    return None


def kind_of_role(role: str, parsed: Parsed, told: KindOf) -> SourceKind | None:
    """Return the kind of a role's first bearer whose body is told ("the coalition's spokesman").

    Later "the spokesman" means the same man.
    """
    if role not in ROLES:
        return None
    for token in parsed.tokens:
        if token.lemma == role and len(phrase(token)) > 1:
            kind = told(token)
            if kind is not None:
                return kind
    return None
