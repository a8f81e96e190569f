"""Read the tables of the actor list into entries and names.

The tables lie in ``knowledge/actors``; their columns are described on top of each. A user's own
``actors*.tsv`` needs the columns ``name``, ``aliases`` (separated by semicolons), ``sector`` and
``country``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dateline.errors import KnowledgeError
from dateline.knowledge.actor_entry import (
    ActorEntry,
    Name,
    Role,
    Sector,
    Tables,
    bare,
    people_with,
    state_organ,
)
from dateline.knowledge.tables import Table

FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "VNM", "KHM"})
"""States where the family name stands first."""
PARTICLES = frozenset({"dos", "da", "de", "del", "van", "von", "bin", "ben", "ould", "ag", "le"})
TITLES = {
    "president": "President",
    "prime minister": "Prime Minister",
    "chancellor": "Chancellor",
    "foreign minister": "Foreign Minister",
    "defence minister": "Defence Minister",
    "interior minister": "Interior Minister",
    "secretary of state": "Secretary of State",
    "secretary of defense": "Secretary of Defense",
    "foreign secretary": "Foreign Secretary",
}
"""Offices by whose title people are named in reports."""


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _year(cell: str, where: str) -> int | None:
    if not cell:
        return None
    if not cell.isdigit():
        raise KnowledgeError(where, f"'{cell}' is no year", "Write a year like 2014, or nothing.")
    return int(cell)


def _aliases(entry: ActorEntry, names: Iterable[str]) -> Iterator[Name]:
    for text in names:
        yield Name(text.removeprefix("~"), "name", entry, text.startswith("~"))


def _group(tables: Tables, sectors: tuple[str, ...]) -> str:
    known = tables.sectors.get(sectors[0]) if sectors else None
    return known.group if known else "other"


def read_sectors(tables: Tables, table: Table) -> None:
    """Read the PLOVER sectors."""
    for row in table.rows:
        tables.sectors[row["code"]] = Sector(
            row["code"], row["group"], row["armed"] == "yes", row["organ"], row["people"]
        )


def read_states(tables: Tables, table: Table) -> None:
    """Read states: names, adjectives, words for their people, places that mean the government."""
    for row in table.rows:
        iso3 = row["iso3"]
        state = ActorEntry(row["name"], f"state:{iso3}", "state", iso3, ("GOV",), "state", (iso3,))
        people = ActorEntry(
            f"People of {row['article']} {row['name']}".replace("  ", " "),
            f"people:{iso3}",
            "people",
            iso3,
            (),
            "civilian",
            (iso3,),
            is_people=True,
        )
        tables.entries[f"state:{iso3}"] = state
        tables.entries[f"people:{iso3}"] = people
        tables.articles[iso3] = row["article"]
        adjectives = _listed(row["adjectives"])
        tables.adjectives[iso3] = adjectives[0] if adjectives else row["name"]
        tables.names += [Name(n, "name", state) for n in [row["name"], *_listed(row["aliases"])]]
        tables.names += [Name(n, "adjective", state) for n in adjectives]
        tables.names += [
            Name(n, "demonym", people) for n in _listed(row["people"]) if n not in adjectives
        ]
        government = state_organ(tables, iso3, "GOV")
        tables.names += [Name(n, "metonym", government) for n in _listed(row["metonyms"])]


def read_peoples(tables: Tables, table: Table) -> None:
    """Read peoples and communities that are no state."""
    for row in table.rows:
        adjectives = _listed(row["adjectives"])
        country = row["country"] or None
        entry = ActorEntry(
            row["name"],
            f"people:{row['id']}",
            "people",
            country,
            (),
            "civilian",
            (country,) if country else (),
            is_people=True,
        )
        tables.entries[f"people:{row['id']}"] = entry
        tables.adjectives[row["id"]] = adjectives[0] if adjectives else row["name"]
        tables.names += [Name(n, "adjective", entry) for n in adjectives]
        tables.names += [
            Name(n, "demonym", entry) for n in _listed(row["people"]) if n not in adjectives
        ]


def _add(tables: Tables, entry: ActorEntry, names: Iterable[str]) -> None:
    assert entry.actor_id is not None
    tables.entries.setdefault(entry.actor_id, entry)
    tables.names += _aliases(entry, names)


def read_groups(tables: Tables, table: Table) -> None:
    """Read armed groups and the movements around them."""
    for row in table.rows:
        where = f"{table.name}, {row['id']}"
        countries = tuple(c for c in _listed(row["countries"]) if c != "INT")
        sectors = tuple(_listed(row["sector"]))
        entry = ActorEntry(
            bare(row["name"]),
            f"group:{row['id']}",
            "group",
            countries[0] if len(countries) == 1 else None,
            sectors,
            _group(tables, sectors),
            countries,
            _year(row["from"], where),
            _year(row["to"], where),
        )
        first = [] if "(" in row["name"] else [row["name"]]
        _add(tables, entry, [*first, *_listed(row["aliases"])])


def read_organisations(tables: Tables, table: Table) -> None:
    """Read organisations; a row with the id of a state's organ only gives it more names."""
    for row in table.rows:
        where = f"{table.name}, {row['id']}"
        aliases = _listed(row["aliases"])
        if row["id"].startswith("state:"):
            iso3, _, sector = row["id"].removeprefix("state:").partition("/")
            organ = tables.entries.get(row["id"]) or state_organ(tables, iso3, sector)
            _add(tables, organ, aliases)
            continue
        countries = tuple(c for c in _listed(row["countries"]) if c != "INT")
        sectors = tuple(_listed(row["sectors"]))
        entry = ActorEntry(
            bare(row["name"]),
            row["id"],
            "organisation",
            countries[0] if len(countries) == 1 else None,
            sectors,
            _group(tables, sectors),
            countries,
            _year(row["from"], where),
            _year(row["to"], where),
        )
        first = [] if "(" in row["name"] else [row["name"]]
        _add(tables, entry, [*first, *aliases])


def read_outlets(tables: Tables, table: Table) -> None:
    """Read news outlets."""
    for row in table.rows:
        entry = ActorEntry(
            bare(row["name"]),
            row["id"],
            "outlet",
            row["country"] or None,
            ("JRN",),
            "media",
            (row["country"],) if row["country"] else (),
            belongs_to=row["owner_party"] or None,
        )
        first = [] if row["name_is_alias"] == "no" else [row["name"]]
        _add(tables, entry, [*first, *_listed(row["aliases"])])


def read_offices(tables: Tables, table: Table) -> None:
    """Read role nouns."""
    for row in table.rows:
        sectors = (row["sector"],) if row["sector"] else ()
        role = Role(row["noun"], sectors, row["group"], row["is_people"] == "yes", row["use"])
        tables.names += [Name(n, "role", role) for n in [row["noun"], *_listed(row["aliases"])]]


def read_leaders(tables: Tables, table: Table) -> None:
    """Read people; several rows of one id are several offices, the best known first."""
    for row in table.rows:
        where = f"{table.name}, {row['id']}"
        if ":" in row["actor"]:
            party = tables.entries.get(row["actor"])
        else:
            iso3, _, sector = row["actor"].partition("/")
            party = (
                state_organ(tables, iso3, sector or "GOV")
                if _is_organ(tables, sector)
                else _people_of(tables, iso3, sector)
            )
        if party is None:
            raise KnowledgeError(
                where, f"actor '{row['actor']}' is not listed", "Name an actor of these tables."
            )
        entry = ActorEntry(
            bare(row["name"]),
            row["id"],
            "person",
            party.country,
            party.sectors,
            party.group,
            party.countries,
            _year(row["from"], where),
            _year(row["to"], where),
            party.actor_id,
            row["office"] or None,
            is_people=True,
        )
        tables.terms.setdefault(row["id"], []).append(entry)
        first = [] if "(" in row["name"] else [row["name"]]
        titled = [] if ":" in row["actor"] else _with_title(row["name"], row["office"], iso3)
        _add(tables, entry, [*first, *_listed(row["aliases"]), *titled])


def _with_title(name: str, office: str, iso3: str) -> list[str]:
    """Return "President Santos" for a president: his title and what he is called by."""
    words = name.split()
    if len(words) < 2 or words[0] == "King":
        return []
    called = words[0] if iso3 in FAMILY_FIRST else words[-1]
    if words[-2].casefold() in PARTICLES and iso3 not in FAMILY_FIRST:
        called = f"{words[-2]} {words[-1]}"
    bare_name = called.removeprefix("al-").removeprefix("el-")
    titles = [title for key, title in TITLES.items() if key in office.split(", ")]
    return [f"{title} {n}" for title in titles for n in dict.fromkeys((called, bare_name))]


def _is_organ(tables: Tables, sector: str) -> bool:
    known = tables.sectors.get(sector or "GOV")
    return bool(known and known.organ)


def _people_of(tables: Tables, iso3: str, sector: str) -> ActorEntry | None:
    if f"state:{iso3}" not in tables.entries or sector not in tables.sectors:
        return None
    return people_with(tables, tables.entries[f"people:{iso3}"], (sector,), None)


def read_words(tables: Tables, stem: str, table: Table) -> None:
    """Read modifiers, words beside surnames, phrases that are no actor, and common words."""
    for row in table.rows:
        if stem == "modifiers":
            (tables.before if row["where"] == "before" else tables.after).add(row["word"])
        elif stem == "name_words":
            (tables.titles if row["kind"] == "title" else tables.particles).add(row["word"])
        elif stem == "not_actors":
            tables.names.append(Name(row["phrase"], "block", None))
        else:
            tables.common.add(row["word"])


def read_own(tables: Tables, table: Table) -> None:
    """Read a user's own actors.

    Raises:
        KnowledgeError: a row has no name or a sector that is no PLOVER code.
    """
    if "name" not in table.columns:
        raise KnowledgeError(table.name, "no column name", "Columns: name aliases sector country.")
    for number, row in enumerate(table.rows, 1):
        where = f"{table.name}, row {number}"
        sectors = tuple(_listed(row.get("sector", "")))
        unknown = [s for s in sectors if s not in tables.sectors]
        if not row["name"] or unknown:
            fault = f"'{unknown[0]}' is no sector" if unknown else "a row has no name"
            raise KnowledgeError(where, fault, "Use PLOVER sector codes, and name every actor.")
        country = row.get("country", "") or None
        slug = re.sub(r"[\W_]+", "-", row["name"].lower()).strip("-")
        entry = ActorEntry(
            row["name"],
            row.get("id", "") or f"own:{slug}",
            "group",
            country,
            sectors,
            _group(tables, sectors),
            (country,) if country else (),
        )
        _add(tables, entry, [row["name"], *_listed(row.get("aliases", ""))])
