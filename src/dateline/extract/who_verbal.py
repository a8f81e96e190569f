"""To whom a verbal act or a gift is addressed, where the lexicon's own places name nobody.

"Threatened to expel the envoys", "demanded that the rebels withdraw", "offered the president
asylum", "expressed their gratitude to the donors".
"""

from __future__ import annotations

from dateline.extract.mention import Mention
from dateline.parse.arguments import objects, prepositional
from dateline.parse.grammar import children, conjuncts
from dateline.parse.parsed import Token

ADDRESSED = frozenset(
    {"THREATEN", "REJECT", "REQUEST", "AID", "SUPPORT", "CONCEDE", "AGREE", "COOPERATE"}
)
BY_CONTENT = frozenset({"THREATEN", "REJECT"})
GIVING = frozenset({"AID", "SUPPORT", "CONCEDE", "AGREE", "COOPERATE", "REQUEST"})
TOWARDS = frozenset({"to", "for"})


def addressed(mention: Mention) -> list[Token]:
    """Return the words for those a verbal act is addressed to or aimed at."""
    if mention.event_type not in ADDRESSED or mention.head.pos != "VERB":
        return []
    head = mention.head
    found = _datives(head)
    if not found and mention.event_type in BY_CONTENT:
        found = [t for clause in children(head, "xcomp", "ccomp") for t in _suffering(clause)]
    if not found and mention.event_type == "REQUEST":
        found = [t for t in children(head, "dobj") if t.i > head.i] or _asked_in_clause(head)
    if not found and mention.event_type in GIVING and mention.noun is not None:
        places = [head, mention.noun]
        found = [t for p in places for t in prepositional(p, TOWARDS) if t.head.lower == "to"]
    return [word for token in found for word in conjuncts(token)]


def _datives(verb: Token) -> list[Token]:
    return [t for t in children(verb, "dative") if t.pos in ("NOUN", "PROPN", "PRON")]


def _suffering(clause: Token) -> list[Token]:
    """Return whom the content of a threat or refusal would befall."""
    return _datives(clause) or objects(clause)


def _asked_in_clause(verb: Token) -> list[Token]:
    """Return who is to do what a "that" clause asks ("demanded that the rebels withdraw")."""
    clauses = [c for c in children(verb, "ccomp") if c.tag in ("VB", "VBP")]
    wanted = [c for c in clauses if any(m.lower == "that" for m in children(c, "mark"))]
    return [t for clause in wanted for t in children(clause, "nsubj", "nsubjpass")]
