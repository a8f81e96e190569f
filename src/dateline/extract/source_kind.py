"""What kind of source somebody is: official, military, medic, resident, party, media …"""

from __future__ import annotations

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


def kind_of(head: Token, target: Token, actor: Actor, speech: Speech) -> SourceKind:
    """Return the kind of a source from its words, then from whom they name."""
    if actor.actor_id is not None:
        if actor.actor_id.startswith("outlet:"):
            return "media"
        by_actor = _by_sectors(actor.sectors)
        if by_actor is None and actor.actor_id.startswith("state:"):
            by_actor = "official"
        if by_actor is not None:
            return by_actor
    for token in (target, head):
        by_words = _by_words(token, speech)
        if by_words is not None:
            return by_words
    by_sectors = _by_sectors(actor.sectors)
    if by_sectors is not None:
        return by_sectors
    return "person" if target.pos == "PROPN" else "unnamed"


def _by_sectors(sectors: tuple[str, ...]) -> SourceKind | None:
    for code, kind in BY_SECTOR:
        if code in sectors:
            return kind
    return None


def _by_words(head: Token, speech: Speech) -> SourceKind | None:
    """Return the kind of the longest known phrase that ends at a head or titles it."""
    tokens = [t for t in phrase(head) if t.pos != "DET"]
    upto = [t for t in tokens if t.i <= head.i]
    for first in range(len(upto)):
        for form in (
            " ".join(t.lower for t in upto[first:]),
            " ".join([*(t.lower for t in upto[first:-1]), upto[-1].lemma]),
        ):
            if form in speech.source_kinds:
                return speech.source_kinds[form]
    for other in (*children(head, "compound", "appos"),):
        if other.lemma in speech.source_kinds:
            return speech.source_kinds[other.lemma]
    return None
