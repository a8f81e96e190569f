"""What kind of source somebody is: official, military, medic, resident, party or media."""

from __future__ import annotations

from collections.abc import Callable

from dateline.knowledge.speech_rules import Speech
from dateline.parse.grammar import children, phrase
from dateline.parse.parsed import Token
from dateline.records import Actor, SourceKind

BY_SECTOR: tuple[tuple[str, SourceKind], ...] = (
    ("REB", "party"),
    ("UAF", "party"),
    ("PRM", "party"),
    ("UNO", "un"),
    ("NGO", "ngo"),
    ("ISM", "ngo"),
    ("MED", "medic"),
    ("JRN", "media"),
    ("MIL", "military"),
    ("COP", "official"),
    ("GOV", "official"),
    ("LEG", "official"),
    ("JUD", "official"),
    ("SPY", "official"),
    ("IGO", "official"),
    ("EUR", "official"),
)
"""PLOVER sectors in order of what decides."""
BELONGING = frozenset({"for", "of", "at", "from", "with", "in"})
WITNESSING = frozenset(
    {"escape", "survive", "witness", "see", "flee", "hide", "hear", "watch", "run", "crawl"}
)
PRIVATE = frozenset({"resident", "person", "unnamed"})
"""Kinds of people who may turn out to have been there."""

Identify = Callable[[Token], Actor]


def kind_of(head: Token, target: Token, actor: Actor, speech: Speech, who: Identify) -> SourceKind:
    """Return the kind of a source: from its words, from where it belongs, from whom it names.

    Args:
        head: the head word of the source as it stands.
        target: the head word it refers back to (itself where it does not).
        actor: who that is.
        speech: the tables.
        who: gives the actor of another head word, for "a spokesman for the army".
    """
    if actor.actor_id is not None and actor.actor_id.startswith("outlet:"):
        return "media"
    found = _by_words(target, speech) or _by_words(head, speech)
    if found is not None and found[0] == "military":
        return _whose_military(target, speech, who)
    if found is None or found[1] in speech.by_organisation:
        belonging = _by_belonging(target, speech, who) or _by_actor(actor)
        if belonging is not None:
            return belonging
    fallback: SourceKind = "person" if target.pos == "PROPN" else "unnamed"
    kind = found[0] if found is not None else fallback
    return "witness" if kind in PRIVATE and _was_there(target) else kind


def _whose_military(head: Token, speech: Speech, who: Identify) -> SourceKind:
    """Return the kind of an officer or commander: that of those he commands, if no state's."""
    belonging = _by_belonging(head, speech, who)
    return belonging if belonging in ("party", "un") else "military"


def _by_actor(actor: Actor) -> SourceKind | None:
    for code, kind in BY_SECTOR:
        if code in actor.sectors:
            return kind
    is_state = actor.actor_id is not None and actor.actor_id.startswith("state:")
    return "official" if is_state else None


def _by_belonging(head: Token, speech: Speech, who: Identify) -> SourceKind | None:
    """Return the kind of the body somebody speaks for ("a spokesman for the movement")."""
    bodies = children(head, "compound", "poss", "amod")
    for prep in children(head, "prep"):
        if prep.lower in BELONGING:
            bodies.extend(children(prep, "pobj"))
    for body in bodies:
        kind = _by_actor(who(body))
        if kind is not None:
            return kind
        words = _by_words(body, speech)
        if words is not None and words[1] not in speech.by_organisation:
            return words[0]
    return None


def _by_words(head: Token, speech: Speech) -> tuple[SourceKind, str] | None:
    """Return the kind of the longest known phrase that ends at a head, and the phrase."""
    upto = [t for t in phrase(head) if t.pos != "DET" and t.i <= head.i]
    if head.entity == "PERSON":
        upto = [t for t in upto if t.entity != "PERSON"]  # titles tell; "Cook" is no cook
    for first in range(len(upto)):
        for form in (
            " ".join(t.lower for t in upto[first:]),
            " ".join([*(t.lower for t in upto[first:-1]), upto[-1].lemma]),
        ):
            if form in speech.source_kinds:
                return speech.source_kinds[form], form
    for title in children(head, "compound", "appos"):
        if title.lemma in speech.source_kinds:
            return speech.source_kinds[title.lemma], title.lemma
    return None


def _was_there(head: Token) -> bool:
    """Tell whether the text says that a source saw it ("a worker who escaped")."""
    return any(clause.lemma in WITNESSING for clause in children(head, "relcl", "acl"))
