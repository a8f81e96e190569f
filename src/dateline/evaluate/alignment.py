"""Pair the claims of a run with the claims of the gold, report by report.

Both sides are dictionaries in the claim JSON form. A pair must stand in the same sentence (or
their triggers overlap); the best pairs are taken first, so the result does not depend on order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

ClaimJson = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs (gold, coded), gold claims missed, and coded claims that are false alarms."""

    pairs: tuple[tuple[ClaimJson, ClaimJson], ...]
    missed: tuple[ClaimJson, ...]
    false_alarms: tuple[ClaimJson, ...]


def _overlap(one: ClaimJson, other: ClaimJson) -> int:
    return int(min(one["end"], other["end"]) - max(one["start"], other["start"]))


def _score(gold: ClaimJson, coded: ClaimJson) -> int:
    """Return how well two claims fit: 0 not at all; trigger overlap weighs most, then type."""
    score = 4 if _overlap(gold["trigger"], coded["trigger"]) > 0 else 0
    same_sentence = _overlap(gold["sentence"], coded["sentence"]) > 0
    if not score and not (same_sentence and gold["event_type"] == coded["event_type"]):
        return 0
    score += 2 if gold["event_type"] == coded["event_type"] else 0
    return score + (1 if gold.get("mode") == coded.get("mode") else 0)


def align(gold: list[ClaimJson], coded: list[ClaimJson]) -> Alignment:
    """Pair gold with coded claims, one to one.

    A gold claim marked ``optional`` is never a miss; paired, it is neither gain nor loss.
    """
    scored = sorted(
        (
            (-_score(g, c), g["trigger"]["start"], c["trigger"]["start"], i, j)
            for i, g in enumerate(gold)
            for j, c in enumerate(coded)
            if _score(g, c)
        ),
    )
    taken_gold: set[int] = set()
    taken_coded: set[int] = set()
    pairs: list[tuple[ClaimJson, ClaimJson]] = []
    for _, _, _, i, j in scored:
        if i in taken_gold or j in taken_coded:
            continue
        taken_gold.add(i)
        taken_coded.add(j)
        if not gold[i].get("optional"):
            pairs.append((gold[i], coded[j]))
    return Alignment(
        tuple(pairs),
        tuple(g for i, g in enumerate(gold) if i not in taken_gold and not g.get("optional")),
        tuple(c for j, c in enumerate(coded) if j not in taken_coded),
    )
