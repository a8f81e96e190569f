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
BACKGROUND = frozenset({"as", "while", "though", "although", "whereas"})
"""Conjunctions of a clause that goes its own way behind a teller ("…, police said, as …")."""
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


def reaches(cue: Token | None, word: Token) -> bool:
    """Tell whether a teller put in or set behind speaks of a word, and not only of its neighbours.

    "Nine died, the clinic said, as rebels pressed on": the clinic tells the deaths. "Nine died,
    though it was not clear, the clinic said, of what": it tells that this is not clear.
    """
    if cue is None or not _follows_content(cue):
        return True
    if word.i < cue.i:
        return not any(
            t.lower in ("though", "although") and t.dep == "mark" and word.i < t.i < cue.i
            for t in _top(cue).subtree()
        )
    for clause in (word, *word.ancestors()):
        below = clause.subtree()
        if clause is cue or min(t.i for t in below) < cue.i:
            return True
        if clause.dep == "advcl" and any(c.lower in BACKGROUND for c in children(clause, "mark")):
            return False
    return True


def _top(token: Token) -> Token:
    top = token
    for above in token.ancestors():
        top = above
    return top


def _follows_content(cue: Token) -> bool:
    """Tell whether a teller comes after the beginning of what he tells."""
    if cue.dep == "parataxis":
        return min(t.i for t in cue.head.subtree()) < min(t.i for t in cue.subtree())
    return any(c.i < cue.i for c in children(cue, "ccomp", "parataxis"))


def is_own_remark(clause: Token, cue: Token | None) -> bool:
    """Tell whether a relative clause is the writer's remark on what somebody told.

    In "they said they had shelled the port, which has changed hands twice" the tense is not that
    of reported speech.
    """
    if clause.dep != "relcl" or cue is None or cue.tag != "VBD":
        return False
    first = min(t.i for t in clause.subtree())
    before = [t for t in clause.head.subtree() if t.i < first][-1:]
    auxiliaries = children(clause, "aux", "auxpass")
    finite = auxiliaries[0] if auxiliaries else clause
    is_present = finite.tag in ("VBZ", "VBP")
    return bool(before) and before[0].text == "," and is_present and cue.i < clause.i


def is_finite_content(verb: Token) -> bool:
    """Tell whether a clause is one that can be said ("that he left"), not "him to leave"."""
    return not any(c.dep == "aux" and c.tag == "TO" for c in verb.children)
