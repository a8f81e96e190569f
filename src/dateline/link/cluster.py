"""Put like with like without chaining: average linkage under conditions that nothing overrides.

Two groups are joined only while the mean of all comparisons between them says "same" and no single
one bars it. So a bridge of vague tellings never joins two days' shelling, and forty tellings of
one bomb still come together. The outcome depends on the items and not on their order of arrival:
items come in their canonical order, and of equal means the earliest is joined first.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Sequence

Score = Callable[[int, int], float | None]
"""The comparison of items i < j as a number, or None where it bars them from one group."""


NEVER = -math.inf
"""The score of two items that a person has put apart."""


class Union:
    """Sets that grow together; each goes by its smallest member."""

    def __init__(self, size: int) -> None:
        self._of = list(range(size))

    def find(self, item: int) -> int:
        """Return the smallest member of an item's set."""
        root = item
        while self._of[root] != root:
            root = self._of[root]
        while self._of[item] != root:
            self._of[item], item = root, self._of[item]
        return root

    def join(self, a: int, b: int) -> None:
        """Make one set of two items' sets."""
        a, b = self.find(a), self.find(b)
        if a != b:
            self._of[max(a, b)] = min(a, b)

    def sets(self) -> list[list[int]]:
        """Return the sets, each in order, by their smallest members."""
        found: dict[int, list[int]] = {}
        for item in range(len(self._of)):
            found.setdefault(self.find(item), []).append(item)
        return list(found.values())


def average_link(
    size: int,
    score: Score,
    threshold: float,
    bound: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """Return groups of the items 0 … size − 1, each in order, by their smallest members.

    Args:
        size: how many items there are, in canonical order.
        score: what the comparison of two items says.
        threshold: the mean from which two groups are joined.
        bound: pairs that are one group whatever the comparisons say.
    """
    joined = Union(size)
    for a, b in bound:
        joined.join(a, b)
    members = {group[0]: group for group in joined.sets()}
    links = _links(members, score)
    queue = [
        (-total / count, a, b)
        for (a, b), (total, count) in links.items()
        if total >= threshold * count
    ]
    heapq.heapify(queue)
    near: dict[int, set[int]] = {root: set() for root in members}
    for a, b in links:
        near[a].add(b)
        near[b].add(a)
    while queue:
        mean, a, b = heapq.heappop(queue)
        link = links.get((a, b))
        if link is None or -mean != link[0] / link[1]:
            continue  # a group has grown since
        members[a] = sorted(members[a] + members.pop(b))
        _merge(links, near, a, b)
        for other in near[a]:
            pair = (min(a, other), max(a, other))
            total, count = links[pair]
            if total >= threshold * count:
                heapq.heappush(queue, (-total / count, *pair))
    return [members[root] for root in sorted(members)]


Links = dict[tuple[int, int], tuple[float, int]]


def _links(members: dict[int, list[int]], score: Score) -> Links:
    """Return the sum and number of comparisons of every two groups that may be joined."""
    roots = sorted(members)
    links: Links = {}
    for n, a in enumerate(roots):
        for b in roots[n + 1 :]:
            told = _between(members[a], members[b], score)
            if told is not None:
                links[a, b] = told
    return links


def _between(one: Sequence[int], other: Sequence[int], score: Score) -> tuple[float, int] | None:
    """Return the sum and number of comparisons of two groups, or None where they are barred.

    What a person has put together goes by whichever of it fits best, however unlike the rest is.
    """
    values = [score(min(i, j), max(i, j)) for i in one for j in other]
    told = [value for value in values if value is not None]
    if not told or NEVER in told or (len(told) < len(values) and len(one) == len(other) == 1):
        return None
    bound = len(values) > 1
    return (max(told) * len(values) if bound else sum(told)), len(values)


def _merge(links: Links, near: dict[int, set[int]], a: int, b: int) -> None:
    """Let group a take the comparisons of group b; what barred either bars both."""
    del links[a, b]
    near[a].discard(b)
    near[b].discard(a)
    for other in near[a] | near[b]:
        mine = links.pop((min(a, other), max(a, other)), None)
        theirs = links.pop((min(b, other), max(b, other)), None)
        near[other].discard(b)
        if mine is None or theirs is None:
            near[a].discard(other)
            near[other].discard(a)
        else:
            pair = (min(a, other), max(a, other))
            links[pair] = (mine[0] + theirs[0], mine[1] + theirs[1])
    near.pop(b)
