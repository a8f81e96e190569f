"""Small questions asked of a role's words: does it only point, count, or say where."""

from __future__ import annotations

from dateline.extract.mention import Mention
from dateline.extract.who.suffer import TIME_ENTITIES
from dateline.parse.arguments import prepositional
from dateline.parse.grammar import children
from dateline.parse.parsed import Token

WHERE = frozenset({"in", "near", "at", "around", "inside", "outside", "over", "across"})
CROWDS = frozenset({"dozens", "scores", "hundreds", "thousands", "several", "others", "many"})
DRIVE_OFF = frozenset(
    {"repel", "repulse", "foil", "thwart", "rebuff", "beat", "throw", "drive", "push", "fend"}
    | {"fight", "hold", "ward", "stave"}
)
"""Carriers whose subject drives off the attack that their object names."""
UNNAMING = frozenset({"terrorist", "military", "suicide", "bomber", "paramilitary", "security"})
"""Words before an attack that tell its kind and name nobody ("a terrorist attack")."""
PREFIXES = frozenset({"anti", "pro", "counter"})
NEARNESS = frozenset({"near", "around", "outside", "inside", "across"})
ARMS = frozenset({"artillery", "infantry", "cavalry", "sniper", "air", "ground", "tank"})
POINTING = frozenset({"this", "these", "that", "those"})


def is_stranded(verb: Token, prepositions: frozenset[str]) -> bool:
    """Tell whether a passive leaves its preposition without an object ("was shot at")."""
    return any(
        c.lower in prepositions and c.dep in ("prep", "prt") and not c.children
        for c in verb.children
    )


def indices(mention: Mention) -> set[int]:
    """Return the places of a trigger's words."""
    return {t.i for t in mention.words}


def is_bare_number(token: Token) -> bool:
    """Tell whether a word only counts and names nobody ("killing two", "dozens")."""
    if prepositional(token, frozenset({"of"})):
        return False
    if token.lower == "others" and children(token, "nummod"):
        return False  # "and 14 others"
    return token.pos == "NUM" or token.tag == "CD" or token.lower in CROWDS


def is_initials(token: Token) -> bool:
    """Tell whether a word is an abbreviation ("IS", "PKK")."""
    letters = token.text.replace(".", "")
    return 2 <= len(letters) <= 4 and letters.isupper()


def is_demonstrative(token: Token) -> bool:
    """Tell whether a word only points ("these exploded", "one of these")."""
    of = prepositional(token, frozenset({"of"})) if token.tag == "CD" else []
    return any(t.tag == "DT" and t.lower in POINTING for t in (token, *of))


def is_where(token: Token) -> bool:
    """Tell whether a place name only says where ("strikes in Iraq"), after "in" or "near"."""
    first = token
    while first.dep == "conj":
        first = first.head
    named = token.pos == "PROPN" and token.entity in ("GPE", "LOC", "FAC")
    if token.text == "front" and token.dep == "pobj" and not children(token, "det"):
        return True  # "in front of a bakery"
    return named and first.dep == "pobj" and first.head.lower in WHERE


def is_named_like_a_month(token: Token) -> bool:
    """Tell whether a name that looks like a date is a person's ("Theresa May")."""
    before = children(token, "compound")
    return token.tag == "NNP" and any(
        t.tag == "NNP" and t.i == token.i - 1 and t.entity not in TIME_ENTITIES for t in before
    )
