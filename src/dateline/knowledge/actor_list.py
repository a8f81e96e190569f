"""The actor list: who a noun phrase means, and every listed actor of a sentence.

>>> actors = ActorList.load()
>>> actors.resolve("Iraqi army").name
'Military of Iraq'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from dateline.knowledge import actor_data
from dateline.knowledge.actor_entry import ActorEntry, Name, Role, Tables, state_organ
from dateline.knowledge.actor_phrase import Found, PhraseReader, suppressed
from dateline.knowledge.actor_words import Word, alias_words, split, split_tokens
from dateline.knowledge.tables import Table, packaged, parse_table, user_files

ORDER = (
    "sectors",
    "states",
    "peoples",
    "armed_groups",
    "organisations",
    "outlets",
    "offices",
    "leaders",
    "modifiers",
    "not_actors",
    "common_words",
    "name_words",
)
"""The order of reading: later tables refer to entries of earlier ones."""

READERS = {
    "sectors": actor_data.read_sectors,
    "states": actor_data.read_states,
    "peoples": actor_data.read_peoples,
    "armed_groups": actor_data.read_groups,
    "organisations": actor_data.read_organisations,
    "outlets": actor_data.read_outlets,
    "offices": actor_data.read_offices,
    "leaders": actor_data.read_leaders,
}
KIND_ORDER = ("block", "name", "adjective", "demonym", "metonym", "role")
YEARS_AFTER = 1
"""A group or office is still meant by its name this many years after its end."""


@dataclass(frozen=True, slots=True)
class _Indexed:
    keys: tuple[str, ...]
    capitals: tuple[int, ...]
    name: Name


def _without_article(keys: tuple[str, ...]) -> bool:
    return len(keys) > 2 and keys[0] == "the"


def _index(names: Iterable[Name]) -> dict[tuple[str, ...], list[_Indexed]]:
    """Return the first two words of names, or their only one → the names, the longest first."""
    index: dict[tuple[str, ...], list[_Indexed]] = {}
    for name in names:
        keys, needed = alias_words(name.text)
        if not keys:
            continue
        if name.kind == "role":
            needed = (0,) * len(keys)
        if _without_article(keys):
            keys, needed = keys[1:], needed[1:]
        index.setdefault(keys[:2], []).append(_Indexed(keys, needed, name))
    for listed in index.values():
        listed.sort(key=lambda item: len(item.keys), reverse=True)
    return index


def _is_there(item: _Indexed, words: Sequence[Word], at: int) -> bool:
    here = words[at : at + len(item.keys)]
    if len(here) < len(item.keys):
        return False
    for word, key, needed in zip(here, item.keys, item.capitals, strict=True):
        if word.key != key or word.capitals < needed:
            return False
    return True


def _in_time(entry: ActorEntry, on: date) -> bool:
    started = entry.start is None or entry.start <= on.year
    return started and (entry.end is None or on.year <= entry.end + YEARS_AFTER)


def _best_term(entries: list[ActorEntry], on: date | None) -> ActorEntry:
    """Return the row of one actor that fits the day; a former official is of the elites."""
    first = entries[0]
    if on is None or first.kind != "person":
        return first
    serving = [e for e in entries if _in_time(e, on) and (e.end is None or on.year <= e.end)]
    if serving:
        return serving[0]
    past = [e for e in entries if e.end is not None and e.end < on.year]
    latest = max(past, key=lambda e: e.end or 0) if past else first
    if past and (latest.belongs_to or "").startswith("state:"):
        return replace(latest, sectors=("ELI",), group="political")
    return latest


def _choose(
    names: list[Name], terms: dict[str, list[ActorEntry]], on: date | None, hint: str | None
) -> ActorEntry:
    """Return the one actor that several listed names mean, or an entry that says ambiguous."""
    pool = names
    if on is not None:
        pool = [n for n in pool if _in_time(_entry(n), on)] or pool
    if hint is not None:
        pool = [n for n in pool if hint in _entry(n).countries] or pool
    pool = [n for n in pool if not n.secondary] or pool
    rows: dict[str, list[ActorEntry]] = {}
    for entry in map(_entry, pool):
        rows.setdefault(entry.actor_id or "", []).append(entry)
    chosen = [
        _best_term([*found, *(e for e in terms.get(actor_id, ()) if e not in found)], on)
        for actor_id, found in rows.items()
    ]
    return chosen[0] if len(chosen) == 1 else _ambiguous(pool[0].text, chosen)


def _entry(name: Name) -> ActorEntry:
    assert isinstance(name.target, ActorEntry)
    return name.target


def _ambiguous(text: str, entries: list[ActorEntry]) -> ActorEntry:
    countries = {e.country for e in entries}
    sectors = {e.sectors for e in entries}
    kinds = {e.kind for e in entries}
    return ActorEntry(
        text,
        None,
        entries[0].kind if len(kinds) == 1 else "role",
        countries.pop() if len(countries) == 1 else None,
        sectors.pop() if len(sectors) == 1 else (),
        entries[0].group,
        reason="ambiguous_name",
        rule="ambiguous",
    )


class ActorList:
    """Everybody Dateline knows by name, and the words for everybody else."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._names = _index(tables.names)
        self._first_words = frozenset(keys[0] for keys in self._names)
        self._resolved = lru_cache(maxsize=10_000)(self._resolve)
        self._reader = PhraseReader(tables)

    @classmethod
    def load(cls, user_folder: Path | None = None) -> ActorList:
        """Return the shipped list with the user's own ``actors*.tsv`` over it; cached.

        A name the user lists means the user's actor alone.

        Raises:
            KnowledgeError: a file or row is at fault.
        """
        return _load(user_folder)

    def __len__(self) -> int:
        return len(self._tables.entries)

    def get(self, actor_id: str) -> ActorEntry | None:
        """Return the actor with an id, or None; organs of states need not be listed."""
        found = self._tables.entries.get(actor_id)
        if found is None and actor_id.startswith("state:") and "/" in actor_id:
            iso3, _, sector = actor_id.removeprefix("state:").partition("/")
            known = self._tables.sectors.get(sector)
            if f"state:{iso3}" in self._tables.entries and known and known.organ:
                return self.state_organ(iso3, sector)
        return found

    def state_organ(self, iso3: str, sector: str) -> ActorEntry:
        """Return the organ of a state: ("IRQ", "MIL") gives Military of Iraq.

        Raises:
            KnowledgeError: there is no such state, or the sector is no organ of a state.
        """
        return state_organ(self._tables, iso3, sector)

    def resolve(
        self, words: str, *, on: date | None = None, country_hint: str | None = None
    ) -> ActorEntry | None:
        """Return whom a noun phrase means.

        Args:
            words: the phrase as written; capitals matter.
            on: the day of the report; decides between bearers of a name and terms of office.
            country_hint: ISO 3166-1 alpha-3 code that decides between bearers of a name.

        Returns:
            The entry; for words that name nobody an entry without id but with a reason and, where
            known, sectors and country; None if nothing in the phrase is listed.
        """
        return self._resolved(words, on, country_hint)

    def _resolve(self, words: str, on: date | None, hint: str | None) -> ActorEntry | None:
        parts = split(words)
        return self._reader.read(parts, self._found(parts, on, hint))

    def kind_of(self, words: str) -> str:
        """Return the class of people or body a phrase means, or "unknown".

        The classes: armed, state, civilian, political, criminal, media, international, other.
        """
        entry = self.resolve(words)
        return entry.group if entry else "unknown"

    def is_armed(self, entry: ActorEntry) -> bool:
        """Tell whether an actor bears arms by its sector (soldiers, police, rebels, gangs)."""
        known = (self._tables.sectors.get(code) for code in entry.sectors)
        return any(sector.armed for sector in known if sector)

    def scan(
        self,
        text_tokens: Sequence[str],
        *,
        on: date | None = None,
        country_hint: str | None = None,
    ) -> list[tuple[int, int, ActorEntry]]:
        """Return every listed actor named in a sentence: (first token, end token, entry).

        States count where their noun stands ("Iraq", not "Iraqi"); words for people, places that
        can mean a government, and names that only describe ("US-backed") do not count.
        """
        words = split_tokens(text_tokens)
        found = self._found(words, on, country_hint, first=1)
        drop = suppressed(words, found, self._tables)
        shouting = not any(c.islower() for token in text_tokens for c in token)
        out = []
        for position, item in enumerate(found):
            if position in drop or item.kind != "name" or item.entry is None:
                continue
            if shouting and item.end - item.start == 1 and self._is_word(words[item.start]):
                continue
            out.append((words[item.start].token, words[item.end - 1].token + 1, item.entry))
        return out

    def _is_word(self, word: Word) -> bool:
        return word.key in self._tables.common

    def _found(
        self, words: Sequence[Word], on: date | None, hint: str | None, first: int = 0
    ) -> list[Found]:
        """Return the listed names in the words, longest first, none overlapping another.

        ``first``: words before this one may be capitalised only for beginning a sentence.
        """
        out: list[Found] = []
        at = 0
        while at < len(words):
            begins = words[at].key in self._first_words
            item = self._longest(words, at, on, hint) if begins else None
            if item is None:
                at += 1
                continue
            taken = out[-1].end if out else 0
            if not self._is_other_bearer(words, item, max(first, taken)):
                out.append(item)
            at = item.end
        return out

    def _is_other_bearer(self, words: Sequence[Word], item: Found, free: int) -> bool:
        """Tell whether a lone surname follows a first name that is not listed with it."""
        if item.kind != "name" or item.entry is None or item.entry.kind != "person":
            return False
        own = words[item.start : item.end]
        if sum(1 for w in own if w.key not in self._tables.particles) > 1 or not item.start:
            return False
        before = words[item.start - 1]
        tied = own[0].hyphen and before.capitals == 1
        named = before.capitals == 1 and before.key not in self._tables.titles
        return tied or (named and item.start - 1 >= free)

    def _longest(
        self, words: Sequence[Word], at: int, on: date | None, hint: str | None
    ) -> Found | None:
        length = 0
        names: list[Name] = []
        for size in (2, 1):
            for item in self._names.get(tuple([w.key for w in words[at : at + size]]), ()):
                if length and len(item.keys) < length:
                    break
                if _is_there(item, words, at):
                    length = len(item.keys)
                    names.append(item.name)
            if names:
                break
        if not names:
            return None
        kind = min((n.kind for n in names), key=KIND_ORDER.index)
        same = [n for n in names if n.kind == kind]
        if kind == "role":
            role = same[0].target
            assert isinstance(role, Role)
            return Found(at, at + length, kind, role=role)
        entry = _choose(same, self._tables.terms, on, hint) if kind != "block" else None
        return Found(at, at + length, kind, entry)


def _read(tables: Tables, stem: str, table: Table) -> None:
    reader = READERS.get(stem)
    if reader is not None:
        reader(tables, table)
    else:
        actor_data.read_words(tables, stem, table)


@cache
def _load(user_folder: Path | None) -> ActorList:
    tables = Tables()
    shipped = {Path(name).stem: (name, text) for name, text in packaged("actors")}
    for stem in ORDER:
        name, text = shipped[stem]
        _read(tables, stem, parse_table(name, text))
    own = Tables(sectors=tables.sectors)
    for name, text in user_files(user_folder, "actors*.tsv"):
        actor_data.read_own(own, parse_table(name, text, need_notes=False))
    taken = {alias_words(name.text)[0] for name in own.names}
    if taken:
        tables.names = [n for n in tables.names if alias_words(n.text)[0] not in taken]
    tables.names += own.names
    tables.entries |= own.entries
    return ActorList(tables)
