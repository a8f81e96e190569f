"""Dateline's finer codes in the roots of PLV, where its labels follow another rule than the guide.

The table ``knowledge/gold_maps/plv.tsv`` says which codes (type, mode, context, status, and what
the lexicon notes of the entry) stand under which root of the set, and why. The first row that
holds decides; without one the type is the root.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.errors import KnowledgeError
from dateline.knowledge.event_lexicon import load
from dateline.knowledge.tables import packaged, parse_table
from dateline.records import Claim, Rejected

YIELD = frozenset({"CONCEDE", "RETREAT"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table; an empty set asks for nothing.

    Attributes:
        notes: words the lexicon notes of the entry that made the claim.

    """

    types: frozenset[str]
    modes: frozenset[str]
    contexts: frozenset[str]
    statuses: frozenset[str]
    notes: frozenset[str]
    root: str

    def holds(self, item: Claim | Rejected) -> bool:
        """Tell whether a claim, or a word rejected as one, has the codes of this row."""
        if item.event_type not in self.types:
            return False
        wanted = (self.modes, self.contexts, self.statuses, self.notes)
        pairs = zip(wanted, _codes_of(item), strict=True)
        return all(not asked or asked & given for asked, given in pairs)


def _codes_of(item: Claim | Rejected) -> tuple[frozenset[str], ...]:
    """Return the mode, the contexts, the status and the lexicon's notes of a claim.

    A rejected word has the codes of its entry, and nobody asked whether it happened.
    """
    if isinstance(item, Rejected):
        mode, contexts = _entry_codes().get(item.rule, ("-", frozenset()))
        return frozenset({mode}), contexts, frozenset(), _notes().get(item.rule, frozenset())
    mode, contexts = item.mode or "-", frozenset(item.contexts)
    notes = _notes().get(item.trigger_rule, frozenset())
    return frozenset({mode}), contexts, frozenset({item.status}), notes


@cache
def table() -> tuple[Row, ...]:
    """Return the rows in order.

    Raises:
        KnowledgeError: the table is missing or at fault.
    """
    for name, content in packaged("gold_maps"):
        if name.endswith("/plv.tsv"):
            return tuple(_row(cells) for cells in parse_table(name, content).rows)
    raise KnowledgeError("gold_maps/plv.tsv", "is missing", "Install Dateline again.")


def _row(cells: dict[str, str]) -> Row:
    types, modes, contexts, statuses, notes = (
        frozenset(w.strip() for w in cells[column].split(",") if w.strip())
        for column in ("type", "mode", "context", "status", "note")
    )
    return Row(types, modes, contexts, statuses, notes, cells["root"])


@cache
def _notes() -> dict[str, frozenset[str]]:
    """Return what the lexicon notes of each entry, by the entry's id."""
    lexicon = load()
    entries = [e for by in (lexicon.verbs, lexicon.nouns) for found in by.values() for e in found]
    return {e.id: frozenset(e.note.replace(",", " ").split()) for e in entries if e.note}


@cache
def _entry_codes() -> dict[str, tuple[str, frozenset[str]]]:
    """Return the mode and contexts of each entry, by its id."""
    lexicon = load()
    entries = [e for by in (lexicon.verbs, lexicon.nouns) for found in by.values() for e in found]
    return {e.id: (e.mode or "-", frozenset(e.contexts)) for e in entries}


def plain_root(event_type: str) -> str:
    """Return the root of the set that has the name of an event type."""
    return "YIELD" if event_type in YIELD else event_type


def mapped_root(item: Claim | Rejected) -> str:
    """Return the root of the set under which the codes of a claim stand, by the table."""
    row = next((row for row in table() if row.holds(item)), None)
    return row.root if row is not None else plain_root(item.event_type)
