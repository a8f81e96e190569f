"""The answer keys of MUC-4 and the incidents they are compared with.

A key is a list of templates, one an incident. Values come with alternatives; a template or a
filler may be optional, then it is never a miss.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from dateline.evaluate.gold_files import Row
from dateline.evaluate.metrics_roles import RoleEntity, joined, merged

SLOT_OF = {
    "PerpInd": "perp_ind_id",
    "PerpOrg": "perp_org_id",
    "Target": "phys_tgt_id",
    "Victim": "hum_tgt_name",
    "Weapon": "inc_instr_id",
}
ROLES = tuple(SLOT_OF)
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DAY = re.compile(r"(\d{1,2}) ([A-Z]{3}) (\d{2})")
_KIND = re.compile(r"\s*\([^)]*\)")
Days = tuple[date | None, date]
"""First day (None where only the last is known) and last day."""


@dataclass(slots=True)
class Incident:
    """One incident as Dateline's claims tell it, in the terms of a template.

    Attributes:
        days: first and last day; where no claim dates it, up to the day of the report.
        places: names, the most exact first; ``country`` apart.
        victims: those named and those only described; the role Victim has the named ones.
        numbers: how many victims, one number (low, high) a group.
        certain: several victims are told of as known ("the Jesuit priests").
        confidence: how sure it is that each organisation did it.
    """

    kind: str
    days: Days | None = None
    places: tuple[str, ...] = ()
    country: str | None = None
    roles: dict[str, list[str]] = field(default_factory=lambda: {role: [] for role in ROLES})
    victims: list[str] = field(default_factory=list)
    numbers: list[tuple[int, int | None]] = field(default_factory=list)
    certain: bool = False
    confidence: list[str] = field(default_factory=list)


def role_entities(row: Row) -> dict[str, list[RoleEntity]]:
    """Return the gold entities of each role as CEAF-REE was published with.

    All templates count, also optional ones; victims are those named, not those only described;
    mentions that do not stand in the text are left out.
    """
    text = " ".join(row["text"].casefold().split())
    found: dict[str, list[RoleEntity]] = {}
    for role, slot in SLOT_OF.items():
        fillers = [filler for template in row["templates"] for filler in template[slot]]
        entities = merged([RoleEntity(_plain(filler["values"])) for filler in fillers])
        stated = [tuple(m for m in e.mentions if m.casefold() in text) for e in entities]
        found[role] = [RoleEntity(mentions) for mentions in stated if mentions]
    return found


def all_victims(row: Row) -> list[RoleEntity]:
    """Return the gold entities of victims, named or only described; optional ones marked."""
    entities: list[RoleEntity] = []
    for template in row["templates"]:
        optional = bool(template["optional_template"])
        for slot in ("hum_tgt_name", "hum_tgt_desc"):
            for filler in template[slot]:
                names = (*filler["values"], *(filler.get("xref") or ()))
                entities.append(RoleEntity(_plain(names), optional or filler["optional"]))
    return joined(entities)


def _plain(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.replace('\\"', '"').strip() for name in names if name))


def days_of(raw: str) -> list[Days]:
    """Return the alternatives of a date filler: "- 10 JAN 90", "A - B", "(…) / (…)"."""
    found: list[Days] = []
    for part in raw.split("/"):
        days = [_day(*m.groups()) for m in _DAY.finditer(part)]
        known = [d for d in days if d is not None]
        if not known:
            continue
        if len(known) > 1:
            found.append((known[0], known[-1]))
        else:
            open_start = part.strip(" ()").startswith("-")
            found.append((None if open_start else known[0], known[0]))
    return found


def _day(day: str, month: str, year: str) -> date | None:
    if month not in MONTHS:
        return None
    try:
        return date(1900 + int(year), MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None


def places_of(value: str) -> list[str]:
    """Return the names of a location filler, the largest first, without what they are."""
    parts = re.split(r":|\s-\s", value)
    return [_KIND.sub("", part).strip() for part in parts if _KIND.sub("", part).strip()]


def numbers_of(raw: str) -> list[tuple[int, int | None]]:
    """Return the alternatives of a number filler as bounds ("PLURAL" is two or more)."""
    found: list[tuple[int, int | None]] = []
    for part in raw.split(":")[0].split("/"):
        words = re.sub(r"\s", "", part).strip("~?")
        if words == "PLURAL":
            found.append((2, None))
        match = re.fullmatch(r"(-?)~?(\d+)(?:-(\d+))?(-?)", words)
        if match is None:
            continue
        low = int(match[2])
        if match[3]:
            found.append((low, int(match[3])))
        elif match[1]:
            found.append((0, low))
        else:
            found.append((low, None if match[4] else low))
    return found
