"""Tell whether a place name stands for those who act there, not for the ground.

"Russia attacked", "Moscow said", "Iraq's army", "US-backed", "an official from Turkey".
"""

from __future__ import annotations

from dateline.extract.where.mention import GROUND, head_of, surface_preposition
from dateline.knowledge import place_keys, place_words
from dateline.knowledge.gazetteer import GazetteerPlace
from dateline.parse.grammar import is_passive
from dateline.parse.parsed import Token

POLITICAL = frozenset({"country", "province"})


def is_actor_like(
    tokens: tuple[Token, ...], place: GazetteerPlace, in_heading: bool = False
) -> bool:
    """Tell whether a place name stands for a state, its government or its forces.

    In a heading only a country does: a title names the ground its report is about.
    """
    head = head_of(tokens)
    if surface_preposition(tokens) in GROUND:
        return False
    if in_heading and place.precision_class != "country":
        return False
    return (
        _is_hyphened(tokens)
        or _is_acting_subject(head, place)
        or _modifies_people(head, place)
        or _gives_support(head, place)
    )


def _is_hyphened(tokens: tuple[Token, ...]) -> bool:
    head = head_of(tokens)
    words = place_words.load()
    following = [head.head, *head.head.children, *head.children]
    last = tokens[-1]
    return any(words.has("backed", t.lower) and 0 < t.i - last.i <= 2 for t in following)


def _is_acting_subject(head: Token, place: GazetteerPlace) -> bool:
    while head.dep in ("conj", "appos") and head.head is not head:
        head = head.head
    if head.dep == "agent" or (head.dep == "pobj" and head.head.dep == "agent"):
        return True
    if head.dep != "nsubj" or is_passive(head.head):
        return False
    verb = head.head
    words = place_words.load()
    if words.has("speech", verb.lemma):
        return True
    is_state = (
        place.precision_class == "country"
        or place_keys.key(" ".join(t.text for t in _own_words(head))) in place_words.capitals()
    )
    return is_state and not words.has("suffering_verb", verb.lemma)


def _own_words(head: Token) -> list[Token]:
    return [*(c for c in head.children if c.dep == "compound"), head]


def _modifies_people(head: Token, place: GazetteerPlace) -> bool:
    noun = head.head
    words = place_words.load()
    if head.dep == "appos" and place.precision_class == "country":
        return words.has("supporter", noun.lemma)
    if head.dep not in ("compound", "poss", "nmod", "amod"):
        return False
    if words.has("supporter", noun.lemma) or noun.entity == "PERSON":
        return True
    if place.precision_class != "country" or head.dep == "poss":
        return False
    grounds = ("general", "area", "settlement", "facility", "theatre")
    return head.text.isupper() or not any(words.has(name, noun.lemma) for name in grounds)


def _gives_support(head: Token, place: GazetteerPlace) -> bool:
    if head.dep != "pobj" or place.precision_class not in POLITICAL:
        return False
    noun = head.head.head
    if head.head.lower in ("with", "by"):
        return True
    return head.head.lower in ("from", "of", "for", "to") and place_words.load().has(
        "supporter", noun.lemma
    )
