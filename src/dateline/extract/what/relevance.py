"""Is anybody involved whom event data is about? Deals of companies and careers are none of it."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.extract.mention import Involved, Roles
from dateline.knowledge.event_lexicon import Lexicon
from dateline.records import Actor

VIOLENT = frozenset({"ASSAULT", "MOBILIZE", "PROTEST"})
NEEDS_PUBLIC_PARTY = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "REJECT", "ACCUSE", "THREATEN"}
    | {"COOPERATE", "SANCTION", "RETREAT"}
)
"""Types whose words are as common in business and private life as between states and groups."""
PUBLIC_SOURCES = frozenset({"official", "military", "party", "un"})
"""Kinds of sources who, telling what "they" refuse or support, speak for a public body."""
FORCEFUL = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT"})
"""Types of deeds in a conflict, which befall farmers and herders as they befall others."""
PRIVATE_SECTORS = frozenset({"BUS", "MNC", "AGR"})


def is_public_by_noun(roles: Roles, lexicon: Lexicon) -> bool:
    """Tell whether a noun says that a party is public, though no list knows which ("nations")."""
    nouns = lexicon.classes.get("PUBLIC_BODY", frozenset())
    return any(t.lemma in nouns and t.pos == "NOUN" for t in (*roles.actors, *roles.recipients))


def tells_violence(event_types: Iterable[str]) -> bool:
    """Tell whether a report whose events have these types tells of violence, forces or protest."""
    return not VIOLENT.isdisjoint(event_types)


def concerns_nobody(event_type: str, involved: Involved, *, in_violent_report: bool) -> bool:
    """Tell whether no party of an event is a state, body, group or people of a public kind.

    In a report of violence somebody whom no list knows ("both sides", "an officer") is most
    likely party to it; elsewhere most likely a company or a private person.
    """
    if event_type == "PROTEST":
        return False
    in_conflict = in_violent_report and event_type in FORCEFUL
    private = PRIVATE_SECTORS - {"AGR"} if in_conflict else PRIVATE_SECTORS
    parties = (*involved.actor, *involved.recipient)
    if involved.actor and all(set(a.sectors) & private for a in involved.actor):
        return not any(_is_public(r, private) for r in involved.recipient)
    if event_type not in NEEDS_PUBLIC_PARTY or any(_is_public(p, private) for p in parties):
        return False
    if any(link.kind in PUBLIC_SOURCES for link in involved.according_to):
        return False  # "the ministry's spokesman said that they back the plan"
    return not in_violent_report or any(set(p.sectors) & private for p in parties)


def _is_public(party: Actor, private: frozenset[str]) -> bool:
    if set(party.sectors) & private:
        return False
    return bool(party.sectors) or party.actor_id is not None or party.country is not None
