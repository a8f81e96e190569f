"""Who came to harm, where a result beside the deed tells it and no event word does.

"Went off, sending two clerks to hospital", "claiming the life of a baby", "leaving six wounded",
"was hacked to death, as were two porters", "killed eight, including two guards".
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.parse.arguments import RELATIVE, objects, prepositional, surface_subjects
from dateline.parse.grammar import children, conjuncts, is_passive
from dateline.parse.parsed import Token

TAKING = frozenset({"claim", "cost", "take", "end"})
"""Verbs that with "life" tell of a death."""
SENDING = frozenset({"send", "put", "land", "take"})
CARE = frozenset({"hospital", "clinic", "intensive", "surgery", "infirmary", "care"})
IDIOMS = TAKING | SENDING
LEAVING = frozenset({"leave", "render"})
HARMED = frozenset(
    {"dead", "wounded", "injured", "hurt", "maimed", "homeless", "unconscious", "paralysed"}
    | {"paralyzed", "disabled", "bleeding", "burned", "burnt", "crippled", "traumatised", "blind"}
    | {"wound", "injury", "burn", "fracture", "shrapnel", "concussion"}
)
SHELTERING = frozenset(
    {"shelter", "sleep", "live", "gather", "pray", "stay", "hide", "meet", "assemble", "eat"}
    | {"house", "lodge", "camp", "take", "seek", "find", "crowd", "mourn", "wait", "worship"}
)
"""What people do in a building that is struck with them in it."""


def harmed_beside(verb: Token) -> list[Token]:
    """Return whom the participles below a verb tell to have come to harm."""
    found: list[Token] = []
    for clause in (*_participles(verb), *_above(verb)):
        found += [t for t in _harmed_in(clause) if t not in found]
    return [*found, *_likewise(verb)]


def _participles(verb: Token) -> Iterator[Token]:
    for child in children(verb, "advcl", "acl", "conj"):
        if child.tag == "VBG" and child.pos == "VERB":
            yield from (v for v in conjuncts(child) if v.pos == "VERB")


def _above(verb: Token) -> Iterator[Token]:
    """Yield participles that the parse hung on a clause above the deed ("said he, claiming …")."""
    for above in verb.ancestors():
        if above.pos != "VERB":
            return
        yield from (c for c in _participles(above) if c.i > verb.i and c.lemma in IDIOMS)


def _harmed_in(clause: Token) -> list[Token]:
    found = objects(clause)
    if clause.lemma in TAKING:
        lives = [t for t in found if t.lemma == "life"]
        return [
            t
            for life in lives
            for t in [*prepositional(life, frozenset({"of"})), *children(life, "poss")]
        ]
    if clause.lemma in SENDING:
        care = prepositional(clause, frozenset({"to", "in", "into"}))
        care += [t for o in found for t in prepositional(o, frozenset({"to", "in", "into"}))]
        care += children(clause, "advcl")  # "to hospital" read as an infinitive
        return found if any(t.lemma in CARE for t in care) else []
    if clause.lemma in LEAVING:
        return _left(clause)
    return []


def _left(clause: Token) -> list[Token]:
    """Return who is left dead or hurt, whichever way the words hang together."""
    below = [t for t in clause.subtree() if t.lower in HARMED or t.lemma in HARMED]
    if not below:
        return []
    found = objects(clause)
    for state in below:
        found += [t for t in children(state, "nsubj", "nsubjpass") if t not in found]
    return [t for t in found if t not in below]


def _likewise(verb: Token) -> list[Token]:
    """Return whom the same befell ("was hacked to death, as were two porters")."""
    places = [verb]
    if verb.dep in ("xcomp", "oprd", "ccomp", "conj") and verb.head.pos in ("VERB", "AUX"):
        places.append(verb.head)  # "was found hacked to death"
    found: list[Token] = []
    for clause in [c for place in places for c in children(place, "advcl")]:
        is_as = any(c.lower == "as" and c.i < clause.i for c in clause.children)
        if clause.lemma in ("be", "have") and is_as and not children(clause, "acomp", "attr"):
            subjects = [t for t in children(clause, "nsubj", "nsubjpass") if t.i > clause.i]
            found += [w for t in subjects for w in conjuncts(t)]
    return found


def elliptic_subjects(verb: Token) -> list[Token]:
    """Return the sufferers of a passive that leaves its auxiliary out ("and nine men injured")."""
    if verb.dep != "conj" or verb.tag not in ("VBN", "VBD") or not is_passive(verb.head):
        return []
    if children(verb, "aux", "auxpass", "dobj"):
        return []
    return [w for t in children(verb, "nsubj", "nsubjpass") for w in conjuncts(t)]


def members_told(token: Token) -> list[Token]:
    """Return those singled out of the harmed ("five civilians, including a woman and her son")."""
    found: list[Token] = []
    places = [token, token.head] if token.dep in ("nsubj", "nsubjpass", "dobj") else [token]
    for place in places:
        for child in children(place, "prep"):
            if child.lower == "including" and child.i > token.i:
                found += [w for t in children(child, "pobj") for w in conjuncts(t)]
    return found


def sheltered(building: Token) -> list[Token]:
    """Return who is told to be in a building ("a school in which 400 people slept")."""
    for clause in children(building, "relcl"):
        inside = any(
            (c.dep == "prep" and any(g.lower in RELATIVE for g in c.children))
            or (c.dep == "advmod" and c.lower == "where")
            for c in clause.children
        )
        if inside and clause.lemma in SHELTERING:
            return surface_subjects(clause)
        if clause.lemma in ("house", "shelter", "hold") and not inside:
            return objects(clause)  # "a school that sheltered 400 people"
    for clause in children(building, "acl"):
        if clause.lemma in ("house", "shelter") and clause.tag == "VBG":
            return objects(clause)
    return []


def of_toll(noun: Token) -> list[Token]:
    """Return who the dead or hurt are told to be ("the dead included two porters")."""
    if noun.dep == "amod" and noun.head.pos in ("NOUN", "PROPN"):
        return conjuncts(noun.head)  # "nine dead guards"
    if noun.dep in ("acomp", "oprd") and noun.head.lemma in ("lie", "leave", "find"):
        return objects(noun.head) or surface_subjects(noun.head)
    part = noun.head.head if noun.dep == "pobj" and noun.head.lower == "of" else noun
    verb = part.head
    if part.dep == "nsubj" and verb.lemma in ("include", "number", "comprise"):
        return objects(verb)
    if part.dep == "nsubj" and verb.lemma == "be":
        return [w for t in children(verb, "attr") for w in conjuncts(t) if t.pos == "NOUN"]
    if part.dep == "pobj" and part.head.lower == "among" and part.head.head.lemma == "be":
        told = children(part.head.head, "nsubj", "attr")
        return [w for t in told for w in conjuncts(t) if t.i > part.i]
    return []


def told_of_toll(noun: Token | None, head: Token) -> list[Token]:
    """Return who the dead of a mention are; "among those taken was X" likewise."""
    found = of_toll(noun) if noun is not None else []
    if not found and head.dep == "acl" and head.head.lower == "those":
        found = of_toll(head.head)
    return found
