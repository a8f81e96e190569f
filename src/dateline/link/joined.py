"""What belongs together among very many: items that share a key, and only those, are compared.

Near-duplicates and candidates for one event are found alike. This join is made in the memory of
one process; :mod:`dateline.scale.joins` has one of the same outcome that an engine makes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import combinations

Pair = tuple[int, int]
Keys = Iterable[Hashable]
Join = Callable[[Iterable[Keys], int | None], Iterable[Pair]]
"""From the keys of each item, the pairs of items that share one, once each, in any order.

Items go by their place. A key that more items have than the number says nothing and is left out.
"""


def pairs_by_key(keys: Iterable[Keys], crowd: int | None = None) -> Iterator[Pair]:
    """Yield the pairs of items that share a key, as :data:`Join` tells."""
    first: dict[Hashable, int] = {}
    blocks: dict[Hashable, list[int]] = {}
    for item, own in enumerate(keys):
        for key in dict.fromkeys(own):
            # Most keys are of one item, and need no list.
            other = first.setdefault(key, item)
            if other != item:
                blocks.setdefault(key, [other]).append(item)
    first.clear()
    seen: set[Pair] = set()
    for block in blocks.values():
        if crowd is None or len(block) <= crowd:
            for pair in combinations(block, 2):
                if pair not in seen:
                    seen.add(pair)
                    yield pair
