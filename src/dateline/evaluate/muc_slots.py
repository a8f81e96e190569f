"""Slots of MUC-4 templates: date, location, type, perpetrators, confidence, victims and number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from dateline.evaluate.assignment import best_pairs
from dateline.evaluate.gold_files import Row
from dateline.evaluate.metrics_roles import normalised
from dateline.evaluate.muc_keys import Days, Incident, days_of, numbers_of, places_of
from dateline.evaluate.scores import Counts
from dateline.knowledge import place_keys

SLOTS = (
    *("date", "location", "type", "perp_individual", "perp_organisation", "confidence"),
    *("victim_number", "victim_name"),
)
PARTLY = 0.5
Right = TypeVar("Right")
Coded = TypeVar("Coded")


@dataclass(frozen=True, slots=True)
class _Filler:
    """A gold filler: its alternatives, and whether it may be left out."""

    values: tuple[str, ...]
    raw: str
    optional: bool


def score_slots(row: Row, incidents: Sequence[Incident]) -> dict[str, Counts]:
    """Return the counts of every slot of one report, over all templates."""
    templates = row["templates"]
    tables = [[_compare(template, incident) for incident in incidents] for template in templates]
    likeness = {
        (i, j): sum(c.tp for c in table.values()) + 0.001
        for i, line in enumerate(tables)
        for j, table in enumerate(line)
        if table["type"].tp or table["victim_name"].tp or table["location"].tp == 1.0
    }
    pairs = best_pairs(likeness)
    total = {slot: Counts() for slot in SLOTS}
    for i, j in pairs:
        for slot in SLOTS:
            total[slot] += tables[i][j][slot]
    nothing = Incident("")
    for i in set(range(len(templates))) - {i for i, _ in pairs}:
        if not templates[i]["optional_template"]:
            for slot, counts in _compare(templates[i], nothing).items():
                total[slot] += Counts(fn=counts.fn)
    for j in set(range(len(incidents))) - {j for _, j in pairs}:
        for slot, counts in _compare({}, incidents[j]).items():
            total[slot] += Counts(fp=counts.fp)
    return total


def _fillers(template: Row, slot: str) -> list[_Filler]:
    return [
        _Filler(tuple(f["values"]), f["raw"], bool(f["optional"])) for f in template.get(slot) or ()
    ]


def _compare(template: Row, incident: Incident) -> dict[str, Counts]:
    """Return the counts of every slot of one template against one incident."""
    names = _fillers(template, "hum_tgt_name")
    place = [incident] if incident.places or incident.country else []
    return {
        "date": _matched(_fillers(template, "inc_date"), _one(incident.days), _date),
        "location": _matched(_fillers(template, "inc_location"), place, _location),
        "type": _matched(
            _fillers(template, "inc_type"), _one(incident.kind), lambda f, k: float(k in f.values)
        ),
        "victim_number": _matched(_fillers(template, "hum_tgt_num"), incident.numbers, _number),
        "confidence": _matched(
            _fillers(template, "perp_org_conf"),
            incident.confidence,
            lambda f, c: float(c in f.values),
        ),
        "perp_individual": _matched(
            _fillers(template, "perp_ind_id"), incident.roles["PerpInd"], _name
        ),
        "perp_organisation": _matched(
            _fillers(template, "perp_org_id"), incident.roles["PerpOrg"], _name
        ),
        "victim_name": _matched(names, incident.roles["Victim"], _name),
    }


def _one(value: Coded | None) -> list[Coded]:
    return [value] if value else []


def _matched(
    gold: Sequence[_Filler], coded: Sequence[Coded], likeness: Callable[[_Filler, Coded], float]
) -> Counts:
    """Return the counts of one slot; half-right fillers count half on each side."""
    table = {
        (i, j): value
        for i, filler in enumerate(gold)
        for j, item in enumerate(coded)
        if (value := likeness(filler, item)) > 0
    }
    pairs = best_pairs(table)
    right = sum(table[pair] for pair in pairs)
    half = len(pairs) - right
    found = {i for i, _ in pairs}
    missed = sum(1 for i, f in enumerate(gold) if i not in found and not f.optional)
    return Counts(right, len(coded) - len(pairs) + half, missed + half)


def _date(filler: _Filler, days: Days) -> float:
    """Compare dates; the day of the report stands for "up to it" where nothing is told.

    That default is half right where the key has the same day, as a day or as the last of several.
    """
    best = 0.0
    for start, end in days_of(filler.raw):
        if (start, end) == days or (start and start == days[0] and _near(end, days[1])):
            return 1.0
        if days[0] is None:
            best = max(best, PARTLY if end == days[1] else 0.0)
        elif max(start or date.min, days[0]) <= min(end, days[1]):
            best = PARTLY
    return best


def _near(one: date, other: date) -> bool:
    return abs((one - other).days) <= 1


def _location(filler: _Filler, incident: Incident) -> float:
    names = {place_keys.key(name) for name in incident.places}
    country = place_keys.key(incident.country or "")
    best = 0.0
    for value in filler.values:
        keys = [place_keys.key(part) for part in places_of(value)]
        if len(keys) == 1 and keys[0] == country and not names:
            return 1.0
        if any(key in names for key in keys[1:]):
            return 1.0 if keys[-1] in names or len(keys) == 2 else PARTLY
        if keys and keys[0] == country:
            best = PARTLY
    return best


def _number(filler: _Filler, bounds: tuple[int, int | None]) -> float:
    """Compare numbers of victims: right with both bounds, half right where they agree in part.

    PLURAL in the key is half right for any number above one, "at least 15" for 15.
    """
    best = 0.0
    for low, high in numbers_of(filler.raw):
        if (low, high) == bounds:
            return 1.0
        if high is None and bounds[0] >= low:
            best = PARTLY
        elif low <= bounds[0] and (high is None or bounds[0] <= high):
            best = PARTLY
    return best


def _name(filler: _Filler, name: str) -> float:
    mine = normalised(name).split()
    best = 0.0
    for value in filler.values:
        theirs = normalised(value).split()
        if mine == theirs:
            return 1.0
        if mine and theirs and (set(mine) <= set(theirs) or set(theirs) <= set(mine)):
            best = PARTLY
    return best
