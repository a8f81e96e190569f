"""How much of a claim a person should look at first: the less it rests on plain words, the more."""

from __future__ import annotations

from dateline.records import Actor, Claim

CERTAIN = 3.0
INFERRED = 0.15
UNRESOLVED = 0.2
BLANK = 0.1
HEDGED = 0.1


def _of_actors(actors: tuple[Actor, ...]) -> float:
    worst = 0.0
    for actor in actors:
        own = INFERRED if actor.basis == "inferred" else 0.0
        worst = max(worst, own + (UNRESOLVED if actor.reason else 0.0))
    return worst


def doubt(claim: Claim) -> float:
    """Return a number from 0 (plain words say all of it) to 2 and some, to sort claims by.

    It counts values that are inferred, names that could not be resolved, blanks where an event of
    this kind has a value, and how unsure the words leave whether it happened. It is no
    probability.
    """
    total = _of_actors(claim.actor) + _of_actors(claim.recipient)
    total += BLANK if not claim.actor else 0.0
    total += HEDGED if claim.hedged else 0.0
    if claim.place is None:
        total += BLANK
    else:
        total += INFERRED if claim.place.basis == "inferred" else 0.0
        total += UNRESOLVED if claim.place.latitude is None else 0.0
    if claim.date is None:
        total += UNRESOLVED if claim.date_words else BLANK
    elif claim.date.basis == "inferred":
        total += INFERRED
    if claim.factuality is not None:
        total += 1.0 - min(abs(claim.factuality), CERTAIN) / CERTAIN
    return round(total, 4)
