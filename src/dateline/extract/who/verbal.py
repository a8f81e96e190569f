"""To whom a verbal act is addressed, where the frame of its verb names no place for him.

"Refused to sell the army trucks", "offered the deposed king asylum", "demanded that both sides
withdraw", "vowed to punish the killers", "closed the crossing to men of military age".
"""

from __future__ import annotations

from dateline.extract.mention import Mention
from dateline.parse.arguments import objects, prepositional, subjects
from dateline.parse.grammar import children, conjuncts, is_passive
from dateline.parse.parsed import Token

TOWARDS = frozenset({"to", "with", "on", "upon", "against", "at", "from"})
PREPOSITIONS = {
    "ACCUSE": frozenset({"to", "against", "at"}),
    "REQUEST": frozenset({"on", "upon", "to", "from", "of"}),
    "SANCTION": frozenset({"to", "on", "against", "with", "for"}),
    "AID": frozenset({"to", "for"}),
    "COERCE": frozenset({"to"}),
    "RETREAT": frozenset({"to"}),
    "CONCEDE": frozenset({"to"}),
    "SUPPORT": frozenset({"to", "for"}),
    "AGREE": frozenset({"to"}),
    "COOPERATE": frozenset({"to"}),
}
"""Where the addressee may stand that no frame foresees."""
OWN_DEEDS = frozenset(
    {"resignation", "departure", "surrender", "withdrawal", "retreat", "apology", "compliance"}
    | {"cooperation", "help", "support", "disarmament", "abdication", "opinion", "consent"}
)
"""What is asked of those whose deed it would be ("demanded his resignation")."""
BONDS = frozenset({"relation", "tie", "link", "contact", "talk", "cooperation", "diplomatic"})
YIELDED = frozenset({"release", "disarm", "access"})
TOLD_OF = frozenset({"complain", "charge", "allege", "claim", "protest", "object"})
GUILT = frozenset({"guilty", "liable", "responsible"})


def addressed(mention: Mention) -> list[Token]:
    """Return candidates for the recipient of an act, the surest first; most hold nobody."""
    verb, kind = mention.head, mention.event_type
    if verb.pos != "VERB" or is_passive(verb):
        return []
    found = _datives(verb)
    if kind in ("REJECT", "THREATEN"):
        found = found or _of_infinitive(verb)
    if kind == "THREATEN":
        found = found or _threatened(verb)
    if kind == "SANCTION":
        found = found or _found_guilty(verb)
    if kind == "REQUEST" or (kind == "ACCUSE" and verb.lemma in TOLD_OF):
        found = found or [t for c in children(verb, "ccomp") if c.i > verb.i for t in _of_clause(c)]
    if kind == "REQUEST":
        asked = [o for o in objects(verb) if o.lemma in OWN_DEEDS]
        found = found or [t for o in asked for t in children(o, "poss")]
    if kind == "REQUEST":
        found = found or [t for t in children(verb, "dobj") if t.i > verb.i]
    if kind in PREPOSITIONS and (kind != "RETREAT" or mention.mode in YIELDED):
        found = found or _after(verb, PREPOSITIONS[kind])
    if kind == "RETREAT" and mention.mode == "access":
        found = found or prepositional(verb, frozenset({"through", "in", "into", "past"}))
    return found


def _datives(verb: Token) -> list[Token]:
    """Return to whom something is given, of a verb or of the infinitive it governs."""
    bare = [t for t in children(verb, "dative") if t.pos in ("NOUN", "PROPN", "PRON")]
    return [word for t in bare for word in conjuncts(t)]


def _of_infinitive(verb: Token) -> list[Token]:
    """Return to whom the deed refused, promised or threatened would be done."""
    for inner in children(verb, "xcomp"):
        if inner.pos != "VERB":
            continue
        struck = [t for t in objects(inner) if t.lemma not in BONDS and t.lower != "it"]
        found = _datives(inner) or struck or _after(inner, TOWARDS)
        if found:
            return found
    return []


def _threatened(verb: Token) -> list[Token]:
    """Return whom the clause of a threat would strike ("vowed that the port would be shelled")."""
    for clause in children(verb, "ccomp"):
        if clause.i > verb.i:
            struck = [t for t in objects(clause) if t.lemma not in BONDS]
            return struck or _after(clause, TOWARDS)
    return []


def _of_clause(clause: Token) -> list[Token]:
    """Return who would do what is asked, or did what is complained of."""
    return subjects(clause)


def _found_guilty(verb: Token) -> list[Token]:
    """Return who is found guilty, whichever way the words hang together."""
    if verb.lemma != "find":
        return []
    for word in verb.children:
        if word.lower in GUILT:
            return objects(verb) or children(word, "nsubj")
    return [t for t in objects(verb) if any(c.lower in GUILT for c in t.children)]


def _after(verb: Token, prepositions: frozenset[str]) -> list[Token]:
    """Return the objects of prepositions below a verb, or below its object."""
    found = prepositional(verb, prepositions)
    for obj in objects(verb):
        if not found and obj.i > verb.i:
            found = prepositional(obj, prepositions)
    return found
