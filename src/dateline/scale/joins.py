"""The join of :mod:`dateline.link.joined` as the engine's own join and group-by.

Every key of every item is a row; 1. keys that one item has alone, or a crowd, are left out, 2. the
rows are joined with themselves by the key, 3. each pair is kept once.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

import daft
import pyarrow
from daft import DataFrame, col

from dateline.link.joined import Keys, Pair


def _rows(keys: Iterable[Keys]) -> DataFrame:
    """Return a frame with a row for every key of every item."""
    items = array("q")
    told: list[str] = []
    for item, own in enumerate(keys):
        unlike = dict.fromkeys(map(repr, own))
        items.extend([item] * len(unlike))
        told += unlike
    return daft.from_arrow(
        pyarrow.table({"item": pyarrow.array(items), "key": pyarrow.array(told, pyarrow.string())})
    )


def pairs_by_key(keys: Iterable[Keys], crowd: int | None = None) -> Iterator[Pair]:
    """Yield the pairs of items that share a key, as :data:`dateline.link.joined.Join` tells.

    Keys are told apart by what ``repr`` says of them.
    """
    rows = _rows(keys)
    sizes = rows.groupby("key").agg(col("item").count().alias("size"))
    telling = sizes.where(col("size") > daft.lit(1))
    if crowd is not None:
        telling = telling.where(col("size") <= daft.lit(crowd))
    kept = rows.join(telling.select("key"), on="key")
    others = kept.select(col("item").alias("other"), col("key"))
    joined = kept.join(others, on="key").where(col("item") < col("other"))
    for batch in joined.select("item", "other").distinct().to_arrow_iter():
        first, second = (batch.column(name).to_pylist() for name in ("item", "other"))
        yield from zip(first, second, strict=True)
