"""Which claims of a report tell of one incident: by kind, day, place and targets.

The evaluation's own way, until Dateline links claims; it reads nothing but claims.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.evaluate.muc_keys import Incident
from dateline.records import Claim, Place

DONE = frozenset({"happened", "threatened"})
COUNTRIES = frozenset(
    {"Argentina", "Bolivia", "Chile", "Colombia", "Ecuador", "El Salvador", "Guatemala"}
    | {"Honduras", "Peru"}
)
"""The countries that the task names."""
NEAR = 2
"""Sentences within which a result ("killed three") belongs to the bombing told before."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as told of an incident.

    Attributes:
        kind: the kind of incident.
        wanted: MUC-4 wants the claim for itself.
        names: the last names of those who suffer.
    """

    claim: Claim
    kind: str
    wanted: bool
    names: frozenset[str] = frozenset()


def is_wanted(group: Sequence[Told]) -> bool:
    """Tell whether MUC-4 wants an incident: harm to others than fighters, done or threatened."""
    if not any(told.wanted for told in group):
        return False
    return any(told.claim.status in DONE for told in group)


def country_of(group: Sequence[Told], main: str | None) -> str | None:
    """Return the country of an incident: of its place if the task names it, else of the report."""
    places = [told.claim.place for told in group if told.claim.place is not None]
    stated = [p.country for p in places if p.country and p.precision == "country"]
    found = [p.country for p in places if p.country in COUNTRIES]
    return next(iter(found), None) or next(iter(stated), None) or main


def is_definite(incident: Incident) -> bool:
    """Tell an incident of the task's countries from talk of "attacks on civilians".

    Somebody or something definite is struck, or a bomb went off on a known day.
    """
    if incident.country is not None and incident.country not in COUNTRIES:
        return False
    somebody = incident.roles["Victim"] or any(n != (2, None) for n in incident.numbers)
    if incident.certain:
        return True
    dated = incident.kind == "BOMBING" and incident.days is not None and incident.days[0]
    return bool(somebody or incident.roles["Target"] or dated)


def incidents_of(told: Iterable[Told]) -> list[list[Told]]:
    """Return the claims grouped by incident, in text order."""
    groups: list[list[Told]] = []
    for one in told:
        fitting = [g for g in groups if _belongs(one, g)]
        if fitting:
            max(fitting, key=lambda g: g[-1].claim.sentence.n).append(one)
        else:
            groups.append([one])
    return groups


def kind_of(group: Sequence[Told]) -> str:
    """Return the kind of an incident: the most frequent that says more than "attack"."""
    own = [told.kind for told in group if told.kind != "ATTACK"]
    return Counter(own).most_common(1)[0][0] if own else "ATTACK"


def _belongs(one: Told, group: Sequence[Told]) -> bool:
    """Tell whether a claim goes on about an incident."""
    last = group[-1].claim
    if one.kind not in {told.kind for told in group}:
        follows = one.claim.sentence.n - last.sentence.n <= NEAR
        if not (follows and one.kind == "ATTACK" and not one.claim.actor):
            return False
    if any(one.names & told.names for told in group):
        return all(_same_day(one.claim, told.claim) for told in group)
    return all(_may_be_one(one.claim, told.claim) for told in group)


def _same_day(one: Claim, other: Claim) -> bool:
    return not (one.date and other.date) or one.date.start == other.date.start


def _may_be_one(one: Claim, other: Claim) -> bool:
    if not _same_day(one, other):
        return False
    return not (one.place and other.place) or _same_place(one.place, other.place)


def _same_place(one: Place, other: Place) -> bool:
    """Tell whether two places may be one: the same, or one holds the other."""
    if "country" in (one.precision, other.precision):
        return True
    return one.name in _names(other) or other.name in _names(one)


def _names(place: Place) -> set[str | None]:
    return {place.name, place.admin1, place.admin2}
