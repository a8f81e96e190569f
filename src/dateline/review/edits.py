"""What a person types or points at, as the value of a field that a decision can set.

A name is looked up where the coder looks it up, so that a place set by hand has coordinates and
an actor its id. Words pointed at in the report become the anchor of the value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

from dateline.errors import UsageError
from dateline.export.json_fields import Json, anchors_to_json
from dateline.knowledge.actor_list import ActorList
from dateline.knowledge.gazetteer import Gazetteer, GazetteerPlace
from dateline.records import Anchor, CountKind, DatePrecision, Report, SourceKind, Status
from dateline.spans import anchor

REMEDY = "Correct it, or leave it empty for 'not known'."
AS_PRECISE = {"area": "near"}
LONGEST_GUESS = 8


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person gave for a field: values by name, and the words pointed at."""

    values: Mapping[str, str]
    words: Anchor | None = None

    def get(self, name: str) -> str:
        """Return a value without white space around it, or nothing."""
        return self.values.get(name, "").strip()


def pointed_at(report: Report, start: int | None, end: int | None) -> Anchor | None:
    """Return the anchor of words pointed at in a report; None where none were.

    Raises:
        UsageError: the span lies outside the text.
    """
    if start is None or end is None or start >= end:
        return None
    try:
        return anchor(report.text, start, end)
    except ValueError as error:
        raise UsageError("selection", str(error), "Select the words again.") from None


def _quoting(words: Anchor | None) -> Json:
    if words is None:
        return {"words": "", "anchors": []}
    return {"words": " ".join(words.quote.split()), "anchors": anchors_to_json([words])}


def _choice(value: str, allowed: tuple[str, ...], what: str) -> str:
    if value not in allowed:
        raise UsageError(f"{what} '{value}'", "there is none", f"Use one of: {', '.join(allowed)}.")
    return value


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise UsageError(f"date '{value}'", "is no day", "Write it as 2016-11-03.") from None


class Editor:
    """Makes values of fields, with the knowledge the coder has."""

    def __init__(self, user_folder: Path | None = None) -> None:
        self.actors = ActorList.load(user_folder)
        self.gazetteer = Gazetteer.open(user_folder=user_folder)

    def value(self, field: str, typed: Typed, report: Report) -> Any:  # noqa: ANN401 - JSON
        """Return the JSON value that a person's words set a field of the record to.

        Raises:
            UsageError: the words cannot be such a value.
        """
        if field == "event_type":
            return typed.get("event_type") or None
        if field == "mode":
            return typed.get("mode") or None
        if field == "status":
            return _choice(typed.get("status"), get_args(Status), "status")
        makers = {
            "actor": self._actors, "recipient": self._actors, "place": self._place,
            "date": self._date, "counts": self._counts, "according_to": self._source,
        }  # fmt: skip
        if field not in makers:
            raise UsageError(field, "is no field that can be set", REMEDY)
        return makers[field](typed, report)

    def _actors(self, typed: Typed, report: Report) -> list[Json]:
        name = typed.get("name") or (typed.words.quote if typed.words else "")
        named = [part.strip() for part in name.split(";") if part.strip()]
        return [self._actor(part, typed.words, report) for part in named]

    def _actor(self, name: str, words: Anchor | None, report: Report) -> Json:
        found = self.actors.resolve(name, on=report.published)
        made: Json = {"name": name, **_quoting(words)}
        if found is None:
            return {**made, "reason": "unknown_name"}
        return {
            **made,
            "name": found.name if found.actor_id else name,
            "actor_id": found.actor_id,
            "country": found.country,
            "sectors": list(found.sectors),
            "reason": found.reason,
        }

    def places(self, name: str) -> list[GazetteerPlace]:
        """Return the places a name can mean, most likely first, a handful."""
        return self.gazetteer.lookup(name)[:LONGEST_GUESS] if name.strip() else []

    def _place(self, typed: Typed, _report: Report) -> Json | None:
        name = typed.get("name") or (typed.words.quote if typed.words else "")
        if not name:
            return None
        found = self.places(name)
        wanted = typed.get("gazetteer_id")
        chosen = next((p for p in found if p.gazetteer_id == wanted), found[0] if found else None)
        made: Json = {"name": name, **_quoting(typed.words)}
        if chosen is None:
            return {**made, "precision": "unknown", "reason": "unknown_name"}
        natural = AS_PRECISE.get(chosen.precision_class, chosen.precision_class)
        return {
            **made,
            "name": chosen.name,
            "gazetteer_id": chosen.gazetteer_id,
            "admin1": chosen.admin1,
            "admin2": chosen.admin2,
            "country": chosen.country,
            "iso3": chosen.iso3,
            "latitude": chosen.latitude,
            "longitude": chosen.longitude,
            "precision": typed.get("precision") or natural,
        }

    def _date(self, typed: Typed, _report: Report) -> Json | None:
        start, end = typed.get("start"), typed.get("end")
        if not start and not end:
            return None
        first = _day(start or end)
        last = _day(end) if end else first
        if last < first:
            raise UsageError(f"date '{end}'", "is before the first day", REMEDY)
        days = (date.fromisoformat(last) - date.fromisoformat(first)).days
        width = "day" if days == 0 else "week" if days <= 7 else "month" if days <= 31 else "season"
        precision = typed.get("precision") or (width if days <= 92 else "year")
        _choice(precision, get_args(DatePrecision), "precision")
        return {"start": first, "end": last, "precision": precision, **_quoting(typed.words)}

    def _counts(self, typed: Typed, _report: Report) -> list[Json]:
        made: list[Json] = []
        for number in range(LONGEST_GUESS):
            kind = typed.get(f"kind{number}")
            low, high = (_number(typed.get(f"{end}{number}")) for end in ("low", "high"))
            if not kind or (low is None and high is None):
                continue
            if low is not None and high is not None and low > high:
                raise UsageError(f"{low} to {high}", "the least is above the most", REMEDY)
            made.append(
                {
                    "kind": _choice(kind, get_args(CountKind), "kind"),
                    "low": low,
                    "high": high,
                    "best": low if low == high else None,
                    "of": typed.get(f"of{number}") or None,
                    **_quoting(typed.words),
                }
            )
        return made

    def _source(self, typed: Typed, report: Report) -> list[Json]:
        name = typed.get("name") or (typed.words.quote if typed.words else "")
        if not name:
            return []
        found = self.actors.resolve(name, on=report.published)
        kind = typed.get("kind") or "unnamed"
        return [
            {
                "name": found.name if found and found.actor_id else name,
                "actor_id": found.actor_id if found else None,
                "kind": _choice(kind, get_args(SourceKind), "kind"),
                **_quoting(typed.words),
            }
        ]


def _number(text: str) -> int | None:
    plain = text.replace(",", "").replace(" ", "")
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit()):
        raise UsageError(f"'{text}'", "is no whole number", REMEDY)
    return int(plain)
