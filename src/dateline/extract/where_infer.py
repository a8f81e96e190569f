"""Infer the place of an event whose clause states none, from its sentence or its passage.

A place is inherited only where a careful reader would not doubt it: from the ground told last in
the same paragraph, or the place the whole report turns on; never by what is only planned, ordered
or threatened, nor by what is told of another time ("in 2021", "last month") or as background of
somebody named ("the group, which …").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.extract.mention import Mention, Roles
from dateline.extract.where_locus import Locus, Shade, is_near
from dateline.extract.where_mention import PlaceMention
from dateline.extract.where_passage import Passage
from dateline.extract.where_time import clause_of, far_times, has_time, same_clause
from dateline.knowledge import place_words
from dateline.parse.parsed import Token
from dateline.records import Status

UNREAL = frozenset({"planned", "threatened", "requested", "hypothetical"})
MATERIAL = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST", "AID"})
TURN = 4
NAMED = frozenset({"ORG", "NORP", "PERSON", "GPE"})


def inferred(
    mention: Mention, roles: Roles, passage: Passage, status: Status | None
) -> Locus | None:
    """Return the ground of the sentence or the passage for an event that states none.

    Args:
        mention: the event.
        roles: who does it to whom.
        passage: the places of the report.
        status: what the text presents the event as; None where that is not known.
    """
    if mention.event_type not in MATERIAL:
        return None
    here = [
        m
        for m in passage.by_sentence.get(mention.sentence.n, [])
        if passage.is_ground(m) and m.place.precision_class != "country"
    ]
    if here:
        one = _only(here, passage)
        if one is None or _told_of_another_time(mention.head, one.head):
            return None
        return _locus(one, "where.sentence")
    if _is_turn(mention) or _is_background(mention) or _is_of_other_state(roles, mention, passage):
        return None
    return _of_passage(mention, roles, passage, status)


def _of_passage(
    mention: Mention, roles: Roles, passage: Passage, status: Status | None
) -> Locus | None:
    is_pointed_at = _points_at_ground(mention)
    is_unreal = status in UNREAL or (status == "possible" and mention.head.tag == "VB")
    if _is_general(mention) and not is_pointed_at:
        return None
    is_far = bool(far_times(mention.head)) and not is_pointed_at
    before = passage.before(mention.head)
    if before is not None and not (is_far and not _shares_time(mention.head, before.head)):
        apart = mention.sentence.n - before.tokens[0].sent
        if not is_unreal or apart <= 1 or is_pointed_at:
            found = _locus(before, "where.passage")
            return replace(found, shade="at") if is_pointed_at else found
    if before is not None or is_far or (is_unreal and not is_pointed_at):
        return None
    topic = passage.topic(mention.head)
    if topic is None:
        return None
    if topic.place.precision_class not in ("exact", "district") and not is_pointed_at:
        return None
    return _locus(topic, "where.passage")


def _locus(mention: PlaceMention, rule: str) -> Locus:
    shade: Shade = "near" if is_near(mention.head) else "at"
    return Locus(mention, mention.place, (), shade, "inferred", rule)


def _only(here: Sequence[PlaceMention], passage: Passage) -> PlaceMention | None:
    """Return the one place, or the one settlement of a sentence that names its province too."""
    if len({m.place.gazetteer_id or m.place.name for m in here}) == 1:
        return here[0]
    points = [m for m in here if m.place.is_settlement]
    if len({m.place.gazetteer_id or m.place.name for m in points}) == 1:
        point = points[0]
        wider = {m.place.name for m in here if not m.place.is_settlement}
        if wider <= {point.place.admin1, point.place.admin2}:
            return point
    return None


def _told_of_another_time(event: Token, place: Token) -> bool:
    """Tell whether an event and a place of one sentence are told with times that differ."""
    if same_clause(event, place):
        return False
    own, other = far_times(event), far_times(place)
    if own != other:
        return bool(own) or has_time(event)
    return False


def _shares_time(event: Token, place: Token) -> bool:
    return bool(far_times(event) & far_times(place))


def _is_turn(mention: Mention) -> bool:
    """Tell whether the sentence turns to another matter ("Elsewhere, …", "In a separate …")."""
    words = place_words.load()
    return any(words.has("turn", t.lower) for t in mention.sentence.tokens[:TURN])


def _is_general(mention: Mention) -> bool:
    """Tell whether a clause speaks of what is so at all times ("they falsely use … to commit")."""
    if mention.sentence.is_heading:
        return False
    verb = clause_of(mention.head)
    if verb.tag == "VB" and verb.dep in ("xcomp", "advcl", "acl", "conj"):
        verb = clause_of(verb.head)
    helpers = {c.tag for c in verb.children if c.dep in ("aux", "auxpass")}
    return verb.tag in ("VBP", "VBZ") and verb.lemma not in ("be", "have") and not helpers


def _is_background(mention: Mention) -> bool:
    """Tell whether an event is told in a relative clause about somebody named."""
    clause = mention.head
    while clause.dep in ("conj", "xcomp", "dobj", "prep", "pobj") and clause.head is not clause:
        clause = clause.head
    if clause.dep != "relcl" or _points_at_ground(mention):
        return False
    return clause.head.pos == "PROPN" and clause.head.entity in NAMED


def _points_at_ground(mention: Mention) -> bool:
    """Tell whether the clause names a spot as known ("the market", "the island")."""
    words = place_words.load()
    for token in mention.head.subtree():
        is_spot = words.has("facility", token.lemma) or words.has("spot", token.lemma)
        if is_spot and any(c.lower in ("the", "this", "that") for c in token.children):
            return True
    return False


def _is_of_other_state(roles: Roles, mention: Mention, passage: Passage) -> bool:
    """Tell whether a state other than the passage's acts, by no force of arms."""
    if mention.event_type in ("ASSAULT", "MOBILIZE"):
        return False
    before = passage.before(mention.head)
    for actor in roles.actors:
        named = passage.by_token.get(actor.i)
        if named is None or named.place.precision_class != "country" or before is None:
            continue
        if named.place.iso3 != before.place.iso3:
            return True
    return False
