"""Bodies of records as text, and texts that every database can hold."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Row, Select

from dateline.export.json_fields import Json, dump_line

T = TypeVar("T")
AnyRow = Row[*tuple[Any, ...]]
AnySelect = Select[*tuple[Any, ...]]
CHUNK = 500
"""Rows asked for or written at once; below every database's limit of parameters."""

# Control characters and lone surrogates: no database keeps all of them in a column.
_UNKEEPABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def storable(text: str) -> str:
    """Return a text with what no column can hold replaced; bodies are JSON and keep everything."""
    return _UNKEEPABLE.sub("\ufffd", text)


def maybe_storable(text: str | None) -> str | None:
    """Return a text made storable, or None."""
    return None if text is None else storable(text)


def dumped(record: Json) -> str:
    """Return a record as the text of a body."""
    return dump_line(record)


def loaded(body: str, read: Callable[[object, str], T], where: str) -> T:
    """Return the record that a body holds."""
    return read(json.loads(body), where)


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Yield the items in lists of at most this size."""
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part
