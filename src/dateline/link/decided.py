"""What people have decided on what belongs together, as pairs of claims that nothing overrides.

``same_event`` and ``different_event`` name two claims ("a b"). ``merge`` names events; ``before``
holds the claim ids of each, all of which are one event from then on. ``split`` names an event;
``after`` holds the groups of claim ids that it is split into. ``discount`` names an event whose
claim ids stand in ``before``. ``undo`` holds in ``before`` the number of the decision it takes
back. Of decisions that contradict each other the last holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import cast

from dateline.event_records import Decision
from dateline.review.apply import in_force

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Decided:
    """Pairs of claims that are one event or are not, and the sets of claims set aside.

    Attributes:
        together, apart: pairs of claim ids, the smaller first.
        set_aside: sets of claim ids of events that somebody discounted, with who did.

    """

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()
    set_aside: tuple[tuple[frozenset[str], str], ...] = ()

    def discounted_by(self, claim_ids: Iterable[str]) -> str | None:
        """Return who set aside the event that most of these claims were, or None."""
        mine = set(claim_ids)
        for claims, who in reversed(self.set_aside):
            if 2 * len(claims & mine) > len(claims):
                return who
        return None


def decided(decisions: Iterable[Decision]) -> Decided:
    """Return what decisions come to."""
    verdicts: dict[Pair, bool] = {}
    aside: list[tuple[frozenset[str], str]] = []
    for decision in in_force(decisions):
        for pair, same in _pairs(decision):
            verdicts.pop(pair, None)  # the last decision stands last
            verdicts[pair] = same
        if decision.kind == "discount":
            claims = frozenset(c for group in _groups(decision.before) for c in group)
            aside.append((claims or frozenset({decision.subject}), decision.who))
    return Decided(*_without_contradiction(verdicts), set_aside=tuple(aside))


def _pairs(decision: Decision) -> list[tuple[Pair, bool]]:
    if decision.kind in ("same_event", "different_event"):
        a, _, b = decision.subject.partition(" ")
        return [(_pair(a, b), decision.kind == "same_event")] if b else []
    if decision.kind == "merge":
        whole = [c for group in _groups(decision.before) for c in group]
        return [(_pair(a, b), True) for a, b in combinations(whole, 2)]
    if decision.kind == "split":
        groups = _groups(decision.after)
        found = [(_pair(a, b), True) for group in groups for a, b in combinations(group, 2)]
        for one, other in combinations(groups, 2):
            found += [(_pair(a, b), False) for a in one for b in other]
        return found
    return []


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def _groups(value: object) -> list[list[str]]:
    """Return groups of claim ids, however they are written: a list, lists, or lists by event."""
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, Sequence) or isinstance(value, str):
        return []
    if all(isinstance(one, str) for one in value):
        return [list(cast(Sequence[str], value))]
    return [[str(c) for c in group] for group in value if isinstance(group, Sequence)]


def _without_contradiction(
    verdicts: dict[Pair, bool],
) -> tuple[frozenset[Pair], frozenset[Pair]]:
    """Return pairs together and apart; a pair that later ones rule out by others is left out."""
    group: dict[str, set[str]] = {}
    apart: set[Pair] = set()
    together: set[Pair] = set()
    for (a, b), same in reversed(verdicts.items()):
        mine, theirs = group.setdefault(a, {a}), group.setdefault(b, {b})
        if not same:
            if mine is not theirs:
                apart.add((a, b))
            continue
        if mine is theirs:
            together.add((a, b))
            continue
        if any(_pair(x, y) in apart for x in mine for y in theirs):
            continue
        mine |= theirs
        for claim_id in theirs:
            group[claim_id] = mine
        together.add((a, b))
    return frozenset(together), frozenset(apart)
