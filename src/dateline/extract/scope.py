"""How far a word above reaches: where one clause ends and another stands on its own.

Shared by "according to whom" and "did it happen": a verb of saying or denying says nothing of a
clause behind a semicolon, nor of one that the parser merely hung beneath it.
"""

from __future__ import annotations

from dateline.knowledge.speech_rules import Speech
from dateline.parse.grammar import children
from dateline.parse.parsed import Token

CLAUSES = frozenset({"ccomp", "parataxis", "conj", "advcl", "dep"})


def stands_apart(token: Token, head: Token, speech: Speech) -> bool:
    """Tell whether a clause hangs on a verb above only because both stand in one sentence."""
    if token.dep not in CLAUSES or token.pos not in ("VERB", "AUX"):
        return False
    if not children(token, "nsubj", "nsubjpass", "csubj") or children(token, "mark"):
        return False
    if _stop_between(token, head):
        return True
    return token.dep == "ccomp" and token.i < head.i and not governs_clauses(head, speech)


def _stop_between(token: Token, head: Token) -> bool:
    """Tell whether a semicolon, or a colon after the clause, parts the two."""
    first, last = sorted((token.i, head.i))
    stops = {";", ":"} if token.i < head.i else {";"}
    return any(
        child.text in stops and first < child.i < last
        for word in (token, head)
        for child in word.children
    )


def governs_clauses(verb: Token, speech: Speech) -> bool:
    """Tell whether a verb can have a clause as its content ("say", "fear", "be" of "it is …")."""
    if verb.lemma == "be":
        return True
    return any("ccomp" in p.complements for p in speech.predicates.get(verb.lemma, ())) or any(
        {"ccomp", "quote"} & cue.relations for cue in speech.cue_verbs.get(verb.lemma, ())
    )


def is_content_of_noun(token: Token, speech: Speech) -> bool:
    """Tell whether a clause tells what a noun of saying says."""
    return telling_noun(token, speech) is not None


def telling_noun(token: Token, speech: Speech) -> Token | None:
    """Return the noun of saying whose content a clause is ("a rumour that the son was shot").

    The parser often takes it for a relative clause; a subject of its own beside "that" shows that
    nothing is missing in it. It may hang on the noun's owner ("a claim by the rebels that …").
    """
    noun = token.head
    if noun.dep == "pobj" and noun.head.lower in ("by", "from") and token.dep == "relcl":
        noun = noun.head.head
    if noun.pos != "NOUN" or noun.lemma not in speech.cue_nouns or token.pos not in ("VERB", "AUX"):
        return None
    if token.dep == "ccomp":
        return noun
    if token.dep not in ("acl", "relcl"):
        return None
    marks = [c for c in token.children if c.lower == "that"]
    subjects = [c for c in children(token, "nsubj", "nsubjpass") if c.lower != "that"]
    is_whole = bool(marks and subjects) and marks[0].dep not in ("dobj", "nsubj")
    return noun if is_whole else None
