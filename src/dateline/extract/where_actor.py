"""Tell whether a place name stands for those who act there, not for the ground.

"Russia attacked", "Moscow said", "Iraq's army", "US-backed", "an official from Turkey".
"""

from __future__ import annotations

from dateline.extract.where_mention import head_of
from dateline.knowledge import place_words
from dateline.knowledge.gazetteer import GazetteerPlace
from dateline.parse.grammar import is_passive
from dateline.parse.parsed import Token

BACKED = frozenset(
    [
        "backed",
        "led",
        "based",
        "supported",
        "allied",
        "sponsored",
        "funded",
        "trained",
        "brokered",
        "born",
        "occupied",
    ]
)
POLITICAL = frozenset({"country", "province"})
FALLING = frozenset({"fall", "be", "remain", "become", "see", "witness", "suffer", "lie", "host"})
WITH_SUPPORT = frozenset({"with", "by", "from", "for", "of", "to"})
SUPPORT_NOUNS = frozenset(
    [
        "support",
        "aid",
        "help",
        "backing",
        "ally",
        "allie",
        "partner",
        "minister",
        "official",
        "government",
        "president",
        "force",
        "army",
        "troop",
        "leader",
        "diplomat",
        "ambassador",
        "military",
        "police",
        "spokesman",
        "jet",
        "plane",
        "warplane",
        "aircraft",
        "air",
        "soldier",
        "fighter",
        "pressure",
        "relation",
        "tie",
        "talk",
        "border",
    ]
)


def is_actor_like(tokens: tuple[Token, ...], place: GazetteerPlace) -> bool:
    """Tell whether a place name stands for a state, its government or its forces."""
    head = head_of(tokens)
    return (
        _is_hyphened(tokens)
        or _is_acting_subject(head, place)
        or _modifies_people(head, place)
        or _gives_support(head, place)
    )


def _is_hyphened(tokens: tuple[Token, ...]) -> bool:
    head = head_of(tokens)
    following = [head.head, *head.head.children, *head.children]
    last = tokens[-1]
    return any(t.lower in BACKED and 0 < t.i - last.i <= 2 for t in following)


def _is_acting_subject(head: Token, place: GazetteerPlace) -> bool:
    while head.dep in ("conj", "appos") and head.head is not head:
        head = head.head
    if head.dep == "agent" or (head.dep == "pobj" and head.head.dep == "agent"):
        return True
    if head.dep != "nsubj" or is_passive(head.head):
        return False
    verb = head.head
    if place_words.load().has("speech", verb.lemma):
        return True
    return place.precision_class == "country" and verb.lemma not in FALLING


def _modifies_people(head: Token, place: GazetteerPlace) -> bool:
    if head.dep not in ("compound", "poss", "nmod", "amod"):
        return False
    noun = head.head
    return noun.lemma in SUPPORT_NOUNS or noun.entity == "PERSON"


def _gives_support(head: Token, place: GazetteerPlace) -> bool:
    if head.dep != "pobj" or place.precision_class not in POLITICAL:
        return False
    noun = head.head.head
    if head.head.lower in ("with", "by"):
        return True
    return head.head.lower in ("from", "of", "for", "to") and noun.lemma in SUPPORT_NOUNS
