"""The ids of events: minted from their claims, and kept when claims come or go."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from dateline.event_records import Event


def minted(claim_ids: Iterable[str]) -> str:
    """Return the id that a set of claims gives, by its smallest claim id."""
    return hashlib.sha256(f"event {min(claim_ids)}".encode()).hexdigest()[:16]


def ids_for(
    groups: Sequence[Sequence[str]], known: Iterable[Event]
) -> tuple[list[str], dict[str, str]]:
    """Return an id for each group of claims, and for each id that ended the one it went into.

    A known id stays with the group that holds most of its claims; where two events have become
    one, the id with more claims in it stays, then the smaller one.
    """
    owner = {claim_id: n for n, group in enumerate(groups) for claim_id in group}
    shares: list[tuple[int, str, int]] = []
    held: dict[str, list[int]] = {}
    for event in known:
        found = Counter(owner[c] for c in event.claim_ids if c in owner)
        shares += [(-count, event.event_id, n) for n, count in found.items()]
        held[event.event_id] = sorted(found, key=lambda n: (-found[n], n))
    ids: dict[int, str] = {}
    placed: set[str] = set()
    for _, event_id, n in sorted(shares):
        if n not in ids and event_id not in placed:
            ids[n] = event_id
            placed.add(event_id)
    taken = set(held)
    for n, group in enumerate(groups):
        if n not in ids:
            new = minted(group)
            ids[n] = new if new not in taken else _other(new, group, taken)
            taken.add(ids[n])
    merged = {
        e: ids[groups_of[0]] for e, groups_of in held.items() if e not in placed and groups_of
    }
    return [ids[n] for n in range(len(groups))], merged


def _other(new: str, group: Sequence[str], taken: set[str]) -> str:
    """Return another id where the minted one belongs to an event that kept it."""
    while new in taken:
        new = hashlib.sha256(f"{new} {' '.join(sorted(group))}".encode()).hexdigest()[:16]
    return new
