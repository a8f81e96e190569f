"""Is anybody involved whom event data is about? Deals of companies and careers are none of it."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.records import Actor, Claim

VIOLENT = frozenset({"ASSAULT", "MOBILIZE", "PROTEST"})
NEEDS_PUBLIC_PARTY = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "REJECT", "ACCUSE", "THREATEN"}
    | {"COOPERATE", "SANCTION", "RETREAT"}
)
"""Types whose words are as common in business and private life as between states and groups."""
PUBLIC_SOURCES = frozenset({"official", "military", "party", "un"})
"""Kinds of sources who, telling what "they" refuse or support, speak for a public body."""
PRIVATE_SECTORS = frozenset({"BUS", "MNC", "AGR"})


def tells_violence(claims: Iterable[Claim]) -> bool:
    """Tell whether a report tells of violence, forces or protest anywhere."""
    return any(claim.event_type in VIOLENT for claim in claims)


def concerns_nobody(claim: Claim, *, in_violent_report: bool) -> bool:
    """Tell whether no party of a claim is a state, body, group or people of a public kind.

    In a report of violence somebody whom no list knows ("both sides", "an officer") is most
    likely party to it; elsewhere most likely a company or a private person.
    """
    parties = (*claim.actor, *claim.recipient)
    if claim.actor and all(set(a.sectors) & PRIVATE_SECTORS for a in claim.actor):
        return not any(_is_public(r) for r in claim.recipient)
    if claim.event_type not in NEEDS_PUBLIC_PARTY or any(_is_public(p) for p in parties):
        return False
    if any(link.kind in PUBLIC_SOURCES for link in claim.according_to):
        return False  # "the ministry's spokesman said that they back the plan"
    return not in_violent_report or any(set(p.sectors) & PRIVATE_SECTORS for p in parties)


def _is_public(party: Actor) -> bool:
    if set(party.sectors) & PRIVATE_SECTORS:
        return False
    return bool(party.sectors) or party.actor_id is not None or party.country is not None
