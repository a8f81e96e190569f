"""Clauses beside an event: what is asked, what is anybody's, and what goes along with a plan."""

from __future__ import annotations

from dateline.extract.mention import Mention
from dateline.extract.status.tense import ASKING, is_past, is_present
from dateline.parse.grammar import children
from dateline.parse.parsed import Token

TEMPORAL = frozenset({"when", "until", "till", "once", "before", "after", "whenever", "soon"})
BESIDE = frozenset({"before", "after", "by", "upon", "through"})
"""Prepositions whose gerund takes place only if its main clause does."""
ANY = frozenset({"any", "whoever", "whichever", "whatever", "anyone", "anybody", "anything"})
ATTITUDES = frozenset(
    {"know", "see", "hope", "think", "consider", "judge", "believe", "fear", "come", "have", "be"}
    | {"depend", "accord", "regard", "refer", "look", "feel", "want", "understand", "use", "give"}
)
"""Verbs whose participle tells how somebody is minded, whatever becomes of the main clause."""


def is_asked(mention: Mention, top: Token) -> bool:
    """Tell whether a question asks whether the event took place."""
    words = mention.sentence.tokens
    if words[-1].text != "?" or mention.head.sent != mention.sentence.n:
        return False
    if not top.is_root and top.dep in ("relcl", "acl", "advcl", "pobj", "poss", "appos"):
        return False
    asked = [w for w in words if w.lower in ASKING and w.head in (top, *top.children)]
    will_be = any(c.tag == "MD" for c in children(top, "aux"))
    return will_be or not (asked and asked[0].i < top.i)


def seems_generic(top: Token) -> bool:
    """Tell whether a clause describes whoever or whatever may come ("anyone who attacks us")."""
    if top.dep != "relcl" or children(top, "aux") or top.tag not in ("VBP", "VBZ"):
        return False
    noun = top.head
    return noun.lower in ANY or any(c.lower in ANY for c in children(noun, "det"))


def waits(top: Token) -> bool:
    """Tell whether a clause tells what is waited for ("once the town is taken")."""
    marks = {c.lower for c in top.children if c.dep in ("mark", "advmod")}
    return bool(marks & {"once", "until", "till"}) and is_present(top) and is_present(top.head)


def openness_of_host(top: Token) -> Token | None:
    """Return the word whose openness a clause without a tense of its own shares, or None.

    "The army will storm the port, capturing the depot"; "they will be held when they enter".
    """
    host = top.head
    if top.is_root or any(c.lower == "have" for c in children(host, "aux")):
        return None
    if top.dep == "advcl":
        marks = {c.lower for c in top.children if c.dep in ("mark", "advmod")}
        if top.tag == "VBG" and not children(top, "aux", "nsubj"):
            is_result = top.i > host.i and top.lemma not in ATTITUDES and not children(top, "mark")
            return host if is_result else None
        return host if marks & TEMPORAL and is_present(top) and not is_past(top) else None
    if top.dep == "pcomp" and top.tag == "VBG" and host.lower in BESIDE:
        return host.head
    return None
