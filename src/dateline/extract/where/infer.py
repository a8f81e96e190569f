"""Infer the place of an event whose clause states none, from its sentence or its passage.

A place is inherited only where a careful reader would not doubt it: from the ground told last in
the same paragraph, or the place the whole report turns on; never by what is only planned, ordered
or threatened, nor by what is told of another time ("in 2021", "last month") or as background of
somebody named ("the group, which …").
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract.mention import MATERIAL, Mention
from dateline.extract.where.ends import is_at_other_end
from dateline.extract.where.locus import Locus, Shade, is_near
from dateline.extract.where.mention import PlaceMention
from dateline.extract.where.passage import Passage
from dateline.extract.where.time import clause_of, far_times, has_time, same_clause
from dateline.knowledge import place_words
from dateline.parse.grammar import conjuncts
from dateline.parse.parsed import Token
from dateline.records import Status

UNREAL = frozenset({"planned", "threatened", "requested", "hypothetical"})
TURN = 4
NAMED = frozenset({"ORG", "NORP", "PERSON", "GPE"})


def inferred(mention: Mention, passage: Passage, status: Status | None) -> Locus | None:
    """Return the ground of the sentence or the passage for an event that states none.

    Args:
        mention: the event.
        passage: the places of the report.
        status: what the text presents the event as; None where that is not known.
    """
    if mention.event_type not in MATERIAL:
        return None
    here = other_ground(mention, passage)
    one = _only(here) if here and not is_nowhere(mention) else None
    if one is None or _told_of_another_time(mention.head, one.head):
        return None
    if _is_apart(mention.head, one.head, is_unreal=status in UNREAL):
        return None
    return _locus(one, "where.sentence")


def other_ground(mention: Mention, passage: Passage) -> list[PlaceMention]:
    """Return the ground that the sentence of an event names, but where it went or came from."""
    return [
        m
        for m in passage.by_sentence.get(mention.sentence.n, [])
        if passage.is_ground(m)
        and m.place.precision_class != "country"
        and not is_at_other_end(mention, m.head)
    ]


def is_nowhere(mention: Mention) -> bool:
    """Tell whether an event's own nature leaves its place open unless its clause states one.

    Where captives are let go, men are called up or foreigners are sent home is seldom where the
    passage plays; what is done to prisoners is done where they are held.
    """
    if mention.event_type == "RETREAT" and mention.mode == "release":
        return True
    if mention.event_type == "COERCE" and mention.mode == "deport":
        return True
    words = place_words.load()
    if mention.event_type == "MOBILIZE" and words.has("levy", mention.head.lemma):
        return True
    return any(
        words.has("custody", noun.lemma)
        for prep in mention.head.children
        if prep.lower in ("in", "under")
        for noun in prep.children
    )


def _is_apart(event: Token, place: Token, *, is_unreal: bool) -> bool:
    """Tell whether a place of the sentence belongs to a clause that is not about the event.

    A clause below the event's own ("since commandos shot him in X", "the man who was held in X")
    and one of speech tell their own ground; so does any other clause for what is only planned.
    """
    own, other = clause_of(event), clause_of(place)
    if own is other:
        return False
    words = place_words.load()
    if _is_led_to(place, other):
        return True
    if own in other.ancestors():
        marks = {c.lower for c in other.children if c.dep == "mark"}
        return "that" in marks or any(words.has("other_clause", mark) for mark in marks)
    if other in own.ancestors():
        return words.has("speech", other.lemma)
    return is_unreal


def _locus(mention: PlaceMention, rule: str) -> Locus:
    shade: Shade = "near" if is_near(mention.head) else "at"
    return Locus(mention, mention.place, (), shade, "inferred", rule)


def _only(here: Sequence[PlaceMention]) -> PlaceMention | None:
    """Return the one place, or the one settlement of a sentence that names its province too."""
    if len({m.place.gazetteer_id or m.place.name for m in here}) == 1:
        return here[0]
    below = [m for m in here if not (m.ends_head or m.is_described)]
    if len(below) < len(here):
        return _only(below) if below else here[0]
    row = {t.i for t in conjuncts(first_of_row(here[0].head))}
    if all(m.head.i in row for m in here):
        return here[0]
    points = [m for m in here if m.place.is_settlement]
    if len({m.place.gazetteer_id or m.place.name for m in points}) == 1:
        point = points[0]
        wider = {m.place.name for m in here if not m.place.is_settlement}
        if wider <= {point.place.admin1, point.place.admin2}:
            return point
    return None


def _is_led_to(place: Token, verb: Token) -> bool:
    """Tell whether a clause tells of a place only that something went there ("escorted … to")."""
    words = place_words.load()
    token = place
    while token is not verb and token.head is not token:
        if token.dep == "prep" and words.has("onward", token.lower) and token.head is verb:
            return True
        token = token.head
    return False


def first_of_row(word: Token) -> Token:
    """Return the first of the words that one is joined to by "and"."""
    while word.dep == "conj" and word.head is not word:
        word = word.head
    return word


def _told_of_another_time(event: Token, place: Token) -> bool:
    """Tell whether an event and a place of one sentence are told with times that differ."""
    if same_clause(event, place):
        return False
    own, other = far_times(event), far_times(place)
    if own != other:
        return bool(own) or has_time(event)
    return False


def is_turn(mention: Mention) -> bool:
    """Tell whether the sentence turns to another matter ("Elsewhere, …", "In a separate …")."""
    words = place_words.load()
    return any(words.has("turn", t.lower) for t in mention.sentence.tokens[:TURN])


def is_general(mention: Mention) -> bool:
    """Tell whether a clause speaks of what is so at all times ("they use laws to jail critics")."""
    if mention.sentence.is_heading:
        return False
    verb = clause_of(mention.head)
    if verb.tag == "VB" and verb.dep in ("xcomp", "advcl", "acl", "conj"):
        verb = clause_of(verb.head)
    helpers = {c.tag for c in verb.children if c.dep in ("aux", "auxpass")}
    return verb.tag in ("VBP", "VBZ") and verb.lemma not in ("be", "have") and not helpers


def is_background(mention: Mention) -> bool:
    """Tell whether an event is told in a relative clause about somebody named."""
    clause = mention.head
    while clause.dep in ("conj", "xcomp", "dobj", "prep", "pobj") and clause.head is not clause:
        clause = clause.head
    if clause.dep != "relcl" or points_at_ground(mention):
        return False
    return clause.head.pos == "PROPN" and clause.head.entity in NAMED


def points_at_ground(mention: Mention) -> bool:
    """Tell whether the clause names a spot as known ("the market", "the island")."""
    words = place_words.load()
    for token in mention.head.subtree():
        is_spot = words.has("facility", token.lemma) or words.has("spot", token.lemma)
        if is_spot and any(c.lower in ("the", "this", "that") for c in token.children):
            return True
    return False
