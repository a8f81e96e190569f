"""Tellers that stand side by side, though the parser hangs one in the words of the other.

"The mayor said the raid was over, and residents said two men had died": the residents' words are
no part of the mayor's. So with "…, though she acknowledged that …" and with a teller who goes on
after his own words ("admitted that the guard ran but noted that …").
"""

from __future__ import annotations

from dateline.parse.grammar import FINITE, children, is_passive
from dateline.parse.parsed import Token

GOING_ON = frozenset(
    {"deny", "add", "claim", "insist", "concede", "admit", "stress", "say", "note", "acknowledge"}
    | {"emphasise", "emphasize", "maintain", "reiterate", "allege", "assert", "argue", "warn"}
)
"""Verbs by which a teller goes on with his own account."""
CONTRASTS = frozenset({"though", "although", "while", "whereas", "but"})
THIRD = frozenset({"he", "she", "they", "it"})
UNTOLD = ("ccomp", "xcomp", "dobj", "prep")


def tells_beside(verb: Token, is_teller: bool) -> bool:
    """Tell whether a clause with a teller of its own stands beside the one it hangs on.

    Args:
        verb: the verb of the clause.
        is_teller: it is a verb of saying.

    """
    subjects = children(verb, "nsubj")
    if not is_teller or not subjects or any(c.lower == "that" for c in children(verb, "mark")):
        return False
    if verb.dep == "advcl":
        return (
            any(c.lower in CONTRASTS for c in children(verb, "mark")) and _teller(verb) is not None
        )
    if verb.dep != "conj" or _teller(verb) is None:
        return False
    first = min(t.i for t in subjects[0].subtree())
    between = [c for c in verb.head.children if verb.head.i < c.i < first]
    return any(c.dep == "cc" for c in between) and _is_parted(verb, first)


def _is_parted(verb: Token, first: int) -> bool:
    """Tell whether a comma or dash stands before the "and" of a clause that begins here."""
    words = [t for t in verb.head.subtree() if t.i < first]
    return any(t.text in (",", "-", "--", "–", "—") for t in words[-3:])


def _teller(verb: Token) -> Token | None:
    """Return the verb in whose content a clause hangs, or None."""
    clause = verb.head
    while clause.dep == "conj" and clause.head.pos in ("VERB", "AUX"):
        clause = clause.head
    above = clause.head
    is_content = clause.dep == "ccomp" and clause.i > above.i
    return above if is_content and above.pos in ("VERB", "AUX") else None


def goes_on(verb: Token) -> Token | None:
    """Return the verb of saying a telling goes on from: "said he fell and denied that …".

    The parser makes the second telling a deed of the one spoken of; who tells with a clause of
    his own is the one who speaks.
    """
    content = verb.head
    if verb.dep != "conj" or content.dep != "ccomp" or children(verb, "nsubj", "nsubjpass"):
        return None
    if verb.lemma not in GOING_ON or not children(verb, "ccomp", "xcomp") or is_passive(verb):
        return None
    return content.head if children(content.head, "nsubj") else None


def is_citing_clause(verb: Token, is_teller: bool) -> bool:
    """Tell whether a clause only says who tells the rest ("as the ministry noted, …").

    Also without "as", put in between commas, where the parser takes it for a clause of
    circumstance ("in May, records show, he left").
    """
    subjects = children(verb, "nsubj")
    if not is_teller or verb.dep != "advcl" or not subjects or verb.tag not in FINITE:
        return False
    if children(verb, *UNTOLD, "acomp", "attr", "auxpass"):
        return False
    marks = {c.lower for c in children(verb, "mark", "advmod", "prep")}
    return bool(marks & {"as"}) or (not marks and _is_between_commas(verb))


def _is_between_commas(verb: Token) -> bool:
    own = {t.i for t in verb.subtree()}
    first, last = min(own), max(own)
    around = [t for t in verb.head.subtree() if t.i in (first - 1, last + 1)]
    own_comma = any(t.text == "," for t in verb.subtree() if t.i in (first, last))
    commas = sum(t.text == "," for t in around) + own_comma
    return commas >= 2 and verb.i < verb.head.i


def is_finite_content(verb: Token) -> bool:
    """Tell whether a clause is one that can be said ("that he left"), not "him to leave"."""
    return not any(c.dep == "aux" and c.tag == "TO" for c in verb.children)
