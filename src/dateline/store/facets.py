"""Counting the values of events: every value has a number, every event holds its numbers.

An event's ``facets`` are the numbers of its values, four bytes each. Counting a hundred thousand
events is then one read of that column and one pass over an array; the values themselves are looked
up at the end.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
from sqlalchemy import Connection, func, insert, select

from dateline.store.bodies import chunks
from dateline.store.schema import facet_codes

Value = tuple[str, str]
"""A field and a value of it; the empty value stands for none."""

_FOUR_BYTES = np.dtype("<u4")


def codes_of(connection: Connection, values: Iterable[Value]) -> dict[Value, int]:
    """Return the numbers of values; those that have none yet get one."""
    wanted = set(values)
    found: dict[Value, int] = {}
    columns = select(facet_codes.c.field, facet_codes.c.value, facet_codes.c.code)
    for part in chunks(sorted({value for _, value in wanted})):
        for field, value, code in connection.execute(columns.where(facet_codes.c.value.in_(part))):
            found[field, value] = code
    missing = sorted(wanted - found.keys())
    if missing:
        last = connection.execute(select(func.coalesce(func.max(facet_codes.c.code), 0)))
        fresh = dict(zip(missing, range(last.scalar_one() + 1, 2**31), strict=False))
        rows = [{"field": f, "value": v, "code": code} for (f, v), code in fresh.items()]
        connection.execute(insert(facet_codes), rows)
        found |= fresh
    return found


def packed(values: Mapping[str, Sequence[str]], codes: Mapping[Value, int]) -> bytes:
    """Return the numbers of an event's values as they are kept."""
    numbers = [codes[field, value] for field, many in values.items() for value in many]
    return np.array(numbers, dtype=_FOUR_BYTES).tobytes()


def tally(
    connection: Connection, held: Iterable[bytes], fields: Collection[str]
) -> dict[str, dict[str, int]]:
    """Count the values that events hold, of some fields; the most frequent first, then by name."""
    counts = np.bincount(np.frombuffer(b"".join(held), dtype=_FOUR_BYTES))
    wanted = select(facet_codes).where(facet_codes.c.field.in_(fields))
    rows = [
        (row.field, row.value, int(counts[row.code]))
        for row in connection.execute(wanted)
        if row.code < len(counts) and counts[row.code]
    ]
    found: dict[str, dict[str, int]] = {name: {} for name in fields}
    for field, value, n in sorted(rows, key=lambda row: (-row[2], row[1])):
        found[field][value] = n
    return found
