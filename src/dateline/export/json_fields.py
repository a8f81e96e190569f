"""JSON as Dateline writes and reads it: safe lines out, and fields that name their fault in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar, cast, get_args

from dateline.errors import DamagedFile
from dateline.records import Anchor, SentenceRef

Json = dict[str, Any]
T = TypeVar("T")

# Characters that JSON allows raw but that break lines, terminals or UTF-8 writers.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def dump_line(record: Json) -> str:
    r"""Return a record as one line of JSON, without the line break.

    Letters stay as they are; line separators, control characters and lone surrogates are
    written as ``\uXXXX``, so that one record is one line for every reader.
    """
    line = json.dumps(record, ensure_ascii=False, separators=(", ", ": "), allow_nan=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", line)


def anchor_to_json(anchor: Anchor) -> Json:
    """Return the JSON form of an anchor."""
    return {"start": anchor.start, "end": anchor.end, "quote": anchor.quote}


def anchors_to_json(anchors: Iterable[Anchor]) -> list[Json]:
    """Return the JSON form of several anchors."""
    return [anchor_to_json(anchor) for anchor in anchors]


def sentence_to_json(sentence: SentenceRef) -> Json:
    """Return the JSON form of a sentence's number and extent."""
    return {"n": sentence.n, "start": sentence.start, "end": sentence.end}


class Fields:
    """One JSON object being read: each question names the field that is at fault."""

    def __init__(self, record: object, where: str) -> None:
        if not isinstance(record, dict):
            raise _fault(where, "is no JSON object")
        self.record = cast(Json, record)
        self.where = where

    def path(self, key: str) -> str:
        """Return the full name of a field, for errors."""
        return f"{self.where}.{key}"

    def value(self, key: str, *types: type) -> Any:  # noqa: ANN401 - checked on the next lines
        """Return a field that must be of one of these types."""
        if key not in self.record:
            raise _fault(self.path(key), "is missing")
        value = self.record[key]
        # True is an int in Python; in the record it never stands for a number.
        if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
            raise _fault(self.path(key), f"is {type(value).__name__}, not {_name(types)}")
        return value

    def text(self, key: str) -> str:
        """Return a string."""
        return cast(str, self.value(key, str))

    def maybe_text(self, key: str) -> str | None:
        """Return a string or None."""
        return cast("str | None", self.value(key, str, type(None)))

    def number(self, key: str) -> int:
        """Return a whole number."""
        return cast(int, self.value(key, int))

    def maybe_number(self, key: str) -> int | None:
        """Return a whole number or None."""
        return cast("int | None", self.value(key, int, type(None)))

    def maybe_decimal(self, key: str) -> float | None:
        """Return a number or None."""
        return cast("float | None", self.value(key, float, int, type(None)))

    def decimal(self, key: str) -> float:
        """Return a number."""
        return cast(float, self.value(key, float, int))

    def decimals(self, key: str) -> tuple[float, ...]:
        """Return a list of numbers."""
        values = cast(list[object], self.value(key, list))
        if not all(isinstance(v, (float, int)) and not isinstance(v, bool) for v in values):
            raise _fault(self.path(key), "is no list of numbers")
        return tuple(cast(list[float], values))

    def anything(self, key: str) -> object:
        """Return a field of any kind that must be there."""
        if key not in self.record:
            raise _fault(self.path(key), "is missing")
        return cast(object, self.record[key])

    def flag(self, key: str) -> bool:
        """Return true or false."""
        return cast(bool, self.value(key, bool))

    def choice(self, key: str, literal: Any) -> Any:  # noqa: ANN401 - a Literal is no type
        """Return a string that must be one of a Literal's."""
        value = self.text(key)
        allowed = get_args(literal)
        if value not in allowed:
            raise _fault(self.path(key), f"is '{value}', not one of {', '.join(allowed)}")
        return value

    def day(self, key: str) -> date:
        """Return an ISO date."""
        try:
            return date.fromisoformat(self.text(key))
        except ValueError as error:
            raise _fault(self.path(key), f"is no ISO date ({error})") from None

    def maybe_day(self, key: str) -> date | None:
        """Return an ISO date or None."""
        return None if self.maybe_text(key) is None else self.day(key)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of strings."""
        values = cast(list[object], self.value(key, list))
        if not all(isinstance(value, str) for value in values):
            raise _fault(self.path(key), "is no list of strings")
        return tuple(cast(list[str], values))

    def many(self, key: str, read: Callable[[Fields], T]) -> tuple[T, ...]:
        """Return a list of objects, each read by a function."""
        values = cast(list[object], self.value(key, list))
        return tuple(read(Fields(v, f"{self.path(key)}[{i}]")) for i, v in enumerate(values))

    def one(self, key: str, read: Callable[[Fields], T]) -> T:
        """Return an object, read by a function."""
        return read(Fields(self.value(key, dict), self.path(key)))

    def maybe(self, key: str, read: Callable[[Fields], T]) -> T | None:
        """Return an object or None."""
        return None if self.value(key, dict, type(None)) is None else self.one(key, read)


def _name(types: tuple[type, ...]) -> str:
    return " or ".join("null" if t is type(None) else t.__name__ for t in types)


def _fault(where: str, fault: str) -> DamagedFile:
    return DamagedFile(where, fault, "Write the record again with 'dateline code --format jsonl'.")


def read_anchor(fields: Fields) -> Anchor:
    """Return the anchor that an object describes."""
    return Anchor(fields.number("start"), fields.number("end"), fields.text("quote"))


def read_sentence(fields: Fields) -> SentenceRef:
    """Return the sentence that an object describes."""
    return SentenceRef(fields.number("n"), fields.number("start"), fields.number("end"))
