"""What a claim is about: the deed that responsibility is claimed for, that is denied or alleged.

A claim of responsibility and a denial are claims of their own; so is an accusation, a threat or a
demand. Each is linked to the claim of the deed it speaks of, where the report has one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.records import Claim

TOLD_AS_FACT = frozenset({"happened", "ongoing", "possible"})
FARTHEST = 12
"""Sentences back in which the deed is sought."""


def linked(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims of one report, each with the id of the claim it is about."""
    made: list[Claim] = []
    by_sentence: dict[int, list[Claim]] = {}
    for claim in claims:
        by_sentence.setdefault(claim.sentence.n, []).append(claim)
    for claim in claims:
        about = _about(claim, claims, by_sentence[claim.sentence.n])
        made.append(claim if about is None else replace(claim, about_claim_id=about.claim_id))
    return made


def claims_responsibility(claim: Claim) -> bool:
    """Tell whether a claim is one of responsibility, by the rule of its source."""
    return any(link.rule == "source.responsibility" for link in claim.according_to)


def _about(claim: Claim, claims: Sequence[Claim], here: Sequence[Claim]) -> Claim | None:
    if claims_responsibility(claim):
        return _deed_claimed(claim, claims)
    if claim.status == "denied":
        return _deed_denied(claim, claims)
    return _content(claim, here)


def _deed_claimed(claim: Claim, claims: Sequence[Claim]) -> Claim | None:
    """Return the attack that responsibility is claimed for: in the sentence, else before it."""
    deeds = [
        c
        for c in claims
        if c is not claim and c.event_type == "ASSAULT" and not claims_responsibility(c)
    ]
    here = [c for c in deeds if c.sentence.n == claim.sentence.n]
    after = [c for c in here if c.trigger.start > claim.trigger.start]
    found = next(iter(after or here), None) or _nearest_before(claim, deeds)
    return found or _nearest_after(claim, deeds)


def _deed_denied(claim: Claim, claims: Sequence[Claim]) -> Claim | None:
    """Return what another source tells of the deed that is denied."""
    deeds = [
        c
        for c in claims
        if c is not claim
        and c.event_type == claim.event_type
        and (claim.mode is None or c.mode in (claim.mode, None))
        and _may_share(c, claim)
    ]
    return _nearest_before(claim, deeds) or _nearest_after(claim, deeds)


def _may_share(one: Claim, other: Claim) -> bool:
    """Tell whether two claims may have the same actor: one is unknown, or both are the same."""
    ids = {actor.actor_id or actor.name.casefold() for actor in one.actor}
    others = {actor.actor_id or actor.name.casefold() for actor in other.actor}
    return not ids or not others or bool(ids & others)


def _nearest_before(claim: Claim, deeds: Sequence[Claim]) -> Claim | None:
    before = [
        c
        for c in deeds
        if c.trigger.start < claim.trigger.start
        and claim.sentence.n - c.sentence.n <= FARTHEST
        and c.status in TOLD_AS_FACT
    ]
    return max(before, key=lambda c: c.trigger.start, default=None)


def _nearest_after(claim: Claim, deeds: Sequence[Claim]) -> Claim | None:
    """Return the deed where the report tells it only after the denial."""
    after = [
        c
        for c in deeds
        if c.trigger.start > claim.trigger.start
        and c.sentence.n - claim.sentence.n <= FARTHEST
        and c.status in TOLD_AS_FACT
    ]
    return min(after, key=lambda c: c.trigger.start, default=None)


def _content(claim: Claim, here: Sequence[Claim]) -> Claim | None:
    """Return the deed a verbal act tells of: the claim whose source it makes ("accused X of …")."""
    for other in here:
        if other is claim:
            continue
        cues = [link.cue for link in other.according_to if link.cue is not None]
        if any(
            cue.start < claim.trigger.end and claim.trigger.start < cue.end for cue in cues
        ) and not claims_responsibility(other):
            return other
    return None
