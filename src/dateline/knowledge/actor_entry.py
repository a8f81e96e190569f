"""What the actor list consists of: entries, role nouns, sectors, and the names that mean them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from dateline.errors import KnowledgeError

Kind = Literal["state", "people", "group", "organisation", "outlet", "person", "role"]
NameKind = Literal["name", "adjective", "demonym", "metonym", "role", "block"]


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """Who some words mean, or only what kind of people they are.

    Attributes:
        name: canonical name ("Islamic State", "Military of Iraq"), or the words for a mere role.
        actor_id: ``state:IRQ``, ``state:IRQ/MIL`` (an organ of the state), ``people:SYR/REB``
            (people of a country, not its state), ``people:kurds``, ``group:islamic-state``,
            ``org:nato``, ``outlet:reuters``, ``person:…``; None where nobody is named.
        kind: what the entry is; ``role`` for words that name nobody.
        country: ISO 3166-1 alpha-3 code, or None (several, none, or not known).
        sectors: PLOVER sector codes, most specific first.
        group: armed, state, civilian, political, criminal, media, international or other.
        countries: all countries of a group or organisation that has several.
        start, end: first and last year it existed, or the person held the office.
        belongs_to: id of the party a person or outlet speaks and acts for.
        office: the office a person held.
        is_people: the words mean persons, not a body, a building or a machine.
        reason: why there is no ``actor_id`` (a code of ``dateline.reasons``).
        rule: what decided: ``alias``, ``metonym``, ``state+role``, ``people+role``,
            ``person+role``, ``role``, ``modifier``, ``joint`` or ``ambiguous``.
    """

    name: str
    actor_id: str | None
    kind: Kind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    group: str = "other"
    countries: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None
    belongs_to: str | None = None
    office: str | None = None
    is_people: bool = False
    reason: str | None = None
    rule: str = "alias"


@dataclass(frozen=True, slots=True)
class Role:
    """A role noun ("militants"): its sector, its class, and how it is used in a phrase."""

    noun: str
    sectors: tuple[str, ...]
    group: str
    is_people: bool
    use: str


@dataclass(frozen=True, slots=True)
class Sector:
    """A PLOVER sector: its class, whether armed, and the names of its organs and people."""

    code: str
    group: str
    armed: bool
    organ: str
    people: str


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write an actor or role.

    ``secondary``: it usually means another actor; only date or country decide for this one.
    """

    text: str
    kind: NameKind
    target: ActorEntry | Role | None
    secondary: bool = False


@dataclass(slots=True)
class Tables:
    """What has been read so far."""

    entries: dict[str, ActorEntry] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)
    terms: dict[str, list[ActorEntry]] = field(default_factory=dict)
    sectors: dict[str, Sector] = field(default_factory=dict)
    adjectives: dict[str, str] = field(default_factory=dict)
    articles: dict[str, str] = field(default_factory=dict)
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)
    common: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    particles: set[str] = field(default_factory=set)


def bare(name: str) -> str:
    """Return a canonical name without what tells it apart: "FPL (Niger)" gives "FPL"."""
    return re.sub(r" \([^)]*\)$", "", name)


def state_organ(tables: Tables, iso3: str, sector: str) -> ActorEntry:
    """Return the organ of a state with a sector: ("IRQ", "MIL") gives Military of Iraq.

    Raises:
        KnowledgeError: the state is not listed, or the sector is no organ of a state.
    """
    state = tables.entries.get(f"state:{iso3}")
    known = tables.sectors.get(sector)
    if state is None or known is None or not known.organ:
        raise KnowledgeError(
            f"actor state:{iso3}/{sector}",
            "there is no such state or organ",
            "Use a code of states.tsv and a sector of sectors.tsv that has an organ.",
        )
    name = f"{tables.articles[iso3]} {state.name}".strip()
    return ActorEntry(
        known.organ.format(name),
        f"state:{iso3}/{sector}",
        "state",
        iso3,
        (sector,),
        known.group,
        (iso3,),
        rule="state+role",
    )


def people_with(
    tables: Tables, people: ActorEntry, sectors: tuple[str, ...], group: str | None
) -> ActorEntry:
    """Return people of a country or community in a role: Syrian rebels, Kurdish forces."""
    assert people.actor_id is not None
    key = people.actor_id.partition(":")[2]
    known = tables.sectors.get(sectors[0]) if sectors else None
    noun = known.people if known else "people"
    suffix = f"/{known.code}" if known else ""
    return ActorEntry(
        f"{tables.adjectives[key]} {noun}",
        f"people:{key}{suffix}",
        "people",
        people.country,
        sectors,
        group or (known.group if known else "civilian"),
        people.countries,
        is_people=True,
        rule="people+role",
    )
