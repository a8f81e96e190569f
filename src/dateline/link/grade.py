"""How far an event is corroborated: the grades after Airwars, by a rule that is printed with them.

discounted  a person has set the event aside
contested   voices differ on who did it, or on whether it happened
confirmed   the party that did it accepts it, and another voice tells it too
fair        two or more independent voices
weak        one independent voice
The first that holds is the grade.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.event_records import Grade, Voice
from dateline.link.signature import Side, side_of
from dateline.records import Claim

TOLD = frozenset({"happened", "ongoing"})
DENIED = frozenset({"denied", "not_happened"})


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade with the id of its rule and the reason in words."""

    grade: Grade
    rule: str
    because: str
    rivals: bool = False
    denied: bool = False


def grade(
    claims: Sequence[Claim],
    voices: Sequence[Voice],
    voice_of: Mapping[str, Voice],
    set_aside: str | None,
) -> Graded:
    """Return the grade of an event's claims.

    Args:
        claims: all claims of the event.
        voices: its voices.
        voice_of: the voice of each claim.
        set_aside: who has discounted it, or None.
    """
    blame = rival_blame(claims, voice_of)
    denial = _denial(claims, voice_of)
    found = {"rivals": blame is not None, "denied": denial is not None}
    if set_aside is not None:
        return Graded("discounted", "grade.set-aside", f"set aside by {set_aside}", **found)
    reasons = [reason for reason in (blame, denial) if reason]
    if reasons:
        return Graded("contested", "grade.voices-differ", "; ".join(reasons), **found)
    accepted = _accepted(claims, voice_of)
    others = [voice for voice in voices if voice.independent and voice is not accepted]
    if accepted is not None and others:
        because = f"{accepted.name} accepts it; {others[0].name} tells it too"
        return Graded("confirmed", "grade.accepted", because)
    independent = [voice for voice in voices if voice.independent]
    if len(independent) > 1:
        return Graded("fair", "grade.two-voices", f"{len(independent)} independent sources")
    return Graded("weak", "grade.one-voice", "one independent source")


def rival_blame(claims: Sequence[Claim], voice_of: Mapping[str, Voice]) -> str | None:
    """Say which voices name different doers, or None.

    Doers of one state or named together in any claim are no rivals; nor are two sides of a clash,
    where each is the other's opponent.
    """
    blamed: list[tuple[Voice, Side, Side, str]] = []
    for claim in claims:
        side = side_of(claim.actor)
        if claim.status in TOLD and side.ids:
            names = " and ".join(actor.name for actor in claim.actor)
            blamed.append((voice_of[claim.claim_id], side, side_of(claim.recipient), names))
    partners = [side.ids for _, side, _, _ in blamed if len(side.ids) > 1]
    for n, (voice, doer, sufferer, names) in enumerate(blamed):
        for other, rival, hit, others in blamed[n + 1 :]:
            if voice is other or doer.ids & rival.ids or doer.camps & rival.camps:
                continue
            if doer.ids & hit.ids and rival.ids & sufferer.ids:
                continue
            if any(doer.ids & both and rival.ids & both for both in partners):
                continue
            return f"{voice.name} names {names}, {other.name} names {others}"
    return None


def _denial(claims: Sequence[Claim], voice_of: Mapping[str, Voice]) -> str | None:
    told = [voice_of[c.claim_id] for c in claims if c.status in TOLD]
    for claim in claims:
        voice = voice_of[claim.claim_id]
        if claim.status in DENIED and any(other is not voice for other in told):
            return f"{voice.name} denies it"
    return None


def _accepted(claims: Sequence[Claim], voice_of: Mapping[str, Voice]) -> Voice | None:
    """Return the voice that tells of the event as its own deed, or None."""
    for claim in claims:
        voice = voice_of[claim.claim_id]
        doers = {actor.actor_id for actor in claim.actor} - {None}
        names = {actor.name.casefold() for actor in claim.actor}
        if claim.status in TOLD and (voice.key in doers or voice.name.casefold() in names):
            return voice
    return None
