"""Read a noun phrase in which listed names and role nouns were found.

The head of an English noun phrase stands last before the first preposition, and what stands
before it describes it: "Iraqi Kurdish Peshmerga forces" are Peshmerga, "Iraqi army" is an organ of
Iraq, "members of the group" are the group. These rules know words by their place in the lists,
none by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dateline.knowledge.actor_entry import (
    ActorEntry,
    NameKind,
    Role,
    Tables,
    people_with,
    state_organ,
)
from dateline.knowledge.actor_words import Word

PREPOSITIONS = (
    *("of", "from", "in", "at", "on", "for", "with", "against", "near", "by", "to", "under"),
    *("inside", "outside", "across", "along"),
)
LINKS = frozenset((*PREPOSITIONS, "who", "which", "that", "whose", ",", "(", ";", ":", "—"))
BELONGING = frozenset(("of", "from"))
JOINING = frozenset(("and", "or", "/"))


@dataclass(frozen=True, slots=True)
class Found:
    """A listed name in a phrase: words ``start`` to ``end`` and whom it means."""

    start: int
    end: int
    kind: NameKind
    entry: ActorEntry | None = None
    role: Role | None = None


def suppressed(words: Sequence[Word], found: Sequence[Found], tables: Tables) -> set[int]:
    """Return the positions in ``found`` that describe somebody else ("US-backed", "pro-X")."""
    out: set[int] = set()
    for position, item in enumerate(found):
        after = words[item.end].key if item.end < len(words) else ""
        before = words[item.start - 1].key if item.start else ""
        heads_next = any(other.start == item.end for other in found)
        if heads_next and not words[item.end].hyphen:
            after = ""  # "Russian armed forces" are no "Russian-armed forces"
        if after in tables.after or before in tables.before:
            out.add(position)
    for position in sorted(out, reverse=True):
        # "US- and Turkish-backed rebels": the first name hangs on the same word.
        left = position - 1
        if (
            left >= 0
            and found[position].start - found[left].end == 1
            and words[found[left].end].key in JOINING
            and found[left].kind != "role"
        ):
            out.add(left)
    return out


def segments(words: Sequence[Word], found: Sequence[Found]) -> list[tuple[str, int, int]]:
    """Cut a phrase at its prepositions: (the preposition or "", first word, end) each."""
    inside = {i for item in found for i in range(item.start, item.end)}
    cuts = [i for i, word in enumerate(words) if word.key in LINKS and i not in inside]
    starts = [0, *(i + 1 for i in cuts)]
    ends = [*cuts, len(words)]
    keys = ["", *(words[i].key for i in cuts)]
    return [part for part in zip(keys, starts, ends, strict=True) if part[1] < part[2]]


class PhraseReader:
    """Reads phrases with the tables of one actor list."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    def read(self, words: Sequence[Word], found: Sequence[Found]) -> ActorEntry | None:
        """Return whom a phrase means, what kind of people it means, or None."""
        drop = suppressed(words, found, self.tables)
        kept = [f for n, f in enumerate(found) if n not in drop and f.kind != "block"]
        parts = segments(words, found)
        readings = [
            (link, self._segment(words, [f for f in kept if a <= f.start < b], (a, b)))
            for link, a, b in parts
        ]
        return self._joined(readings, parts, kept)

    def _joined(
        self,
        readings: list[tuple[str, ActorEntry | None]],
        parts: list[tuple[str, int, int]],
        kept: Sequence[Found],
    ) -> ActorEntry | None:
        if not readings:
            return None
        head = readings[0][1]
        if len(readings) == 1 or readings[1][0] not in (*BELONGING, "for"):
            return head
        rest = self._joined([("", readings[1][1]), *readings[2:]], parts[1:], kept)
        roles = [f.role for f in kept if f.role and parts[0][1] <= f.start < parts[0][2]]
        if head is None or head.kind != "role" or not roles:
            return head
        role = roles[-1]
        if rest is None or (readings[1][0] == "for" and role.use != "weak"):
            return head
        if role.use == "container":
            return rest
        return self._belonging(role, head, rest)

    def _belonging(self, role: Role, head: ActorEntry, owner: ActorEntry) -> ActorEntry:
        """Read "fighters of X", "army of X", "residents of X"."""
        if role.use == "apart":
            return head
        if owner.kind == "state" and owner.actor_id and "/" not in owner.actor_id:
            return self._composed(owner, role) if role.sectors else owner
        if owner.kind in ("group", "organisation", "outlet"):
            return head if role.group == "civilian" else owner
        if owner.kind == "role" and not role.sectors:
            return owner
        if owner.actor_id and not role.sectors:
            return owner
        return head

    def _segment(
        self, words: Sequence[Word], found: list[Found], extent: tuple[int, int]
    ) -> ActorEntry | None:
        named = [f for f in found if f.entry and f.kind == "name" and f.entry.kind != "state"]
        roles = [f for f in found if f.role]
        if named:
            return self._named(named[-1], roles)
        described = [f for f in found if f.entry and (f.kind != "name" or f.entry.kind == "state")]
        if described:
            return self._described(words, described, roles, extent)
        if not roles:
            return None
        last = [f.role for f in roles if f.role]
        return self._generic(_deciding(last), _text_of(last[-1]), self._unknown(words, roles[-1]))

    def _named(self, item: Found, roles: list[Found]) -> ActorEntry:
        entry = item.entry
        assert entry is not None
        after = [f.role for f in roles if f.role and f.start >= item.end]
        if not after:
            return entry
        role = _deciding(after)
        if any(r.use == "apart" for r in after):
            return self._generic(role, _text_of(after[-1]), "generic_words")
        if entry.kind == "person":
            return self._of_person(entry, role)
        if entry.group in ("armed", "criminal") and role.group == "civilian":
            return self._generic(role, _text_of(after[-1]), "generic_words")
        return entry

    def _of_person(self, person: ActorEntry, role: Role) -> ActorEntry:
        """Read "Assad's forces", "the Maduro government", "Baghdadi's men"."""
        party = self.tables.entries.get(person.belongs_to or "")
        if party is not None and party.kind not in ("state", "people"):
            return party
        state = self.tables.entries.get(f"state:{person.country}")
        if state is None or role.group == "civilian":
            return self._generic(role, role.noun, "generic_words")
        composed = self._composed(state, role) if role.sectors else None
        if composed is None:
            organ = (person.belongs_to or "").partition("/")[2] or "GOV"
            known = self.tables.sectors.get(organ)
            sector = organ if known and known.organ else "GOV"
            composed = state_organ(self.tables, state.country or "", sector)
        return replace(composed, rule="person+role")

    def _described(
        self,
        words: Sequence[Word],
        described: list[Found],
        roles: list[Found],
        extent: tuple[int, int],
    ) -> ActorEntry:
        after = [f for f in roles if f.start >= described[0].end]
        owner = [f for f in described if not after or f.end <= after[-1].start] or described
        last = owner[-1]
        assert last.entry is not None
        if after:
            role = _deciding([f.role for f in after if f.role and f.start >= last.end])
            if self._joint(words, owner):
                return self._generic(role, _words(words, extent), "ambiguous_name", "joint")
            composed = self._composed(last.entry, role)
            country = next((f.entry.country for f in owner if f.entry and f.entry.country), None)
            return composed if composed.country else replace(composed, country=country)
        if extent[1] - last.end == (words[last.end].key == "'s" if last.end < extent[1] else 0):
            return self._alone(last)
        reason = "unknown_name" if words[extent[1] - 1].capitals else "generic_words"
        return ActorEntry(
            _words(words, extent),
            None,
            "role",
            last.entry.country,
            reason=reason,
            rule="modifier",
        )

    def _alone(self, item: Found) -> ActorEntry:
        assert item.entry is not None
        if item.kind == "metonym":
            return replace(item.entry, rule="metonym")
        if item.kind == "adjective" and item.entry.kind == "state":
            return self.tables.entries[f"people:{item.entry.country}"]
        return item.entry

    def _joint(self, words: Sequence[Word], owner: list[Found]) -> bool:
        """Tell whether two states stand before one role noun: "US-Iraqi forces"."""
        for left, right in pairwise(owner):
            if left.entry is None or right.entry is None or left.kind == "metonym":
                continue
            tied = left.end == right.start and words[right.start].hyphen
            joined = right.start - left.end == 1 and words[left.end].key in JOINING
            if (tied or joined) and left.entry.country != right.entry.country:
                return True
        return False

    def _composed(self, owner: ActorEntry, role: Role) -> ActorEntry:
        """Read a state or people with a role: Military of Iraq, Syrian rebels, Kurdish forces."""
        sectors = role.sectors
        known = self.tables.sectors.get(sectors[0]) if sectors else None
        base = (owner.actor_id or "").partition("/")[0]
        if base.startswith("state:"):
            iso3 = base.removeprefix("state:")
            if known and known.organ:
                return state_organ(self.tables, iso3, known.code)
            if known is None and role.group != "civilian" and not role.is_people:
                return self._generic(
                    role, f"{owner.name} {role.noun}", "generic_words", "role", iso3
                )
            if known is None:
                return state_organ(self.tables, iso3, "GOV")
            people = self.tables.entries[f"people:{iso3}"]
        else:
            people = owner if owner.kind == "people" else self.tables.entries.get(base, owner)
        return people_with(self.tables, people, sectors, role.group if sectors else None)

    def _generic(
        self,
        role: Role,
        name: str,
        reason: str,
        rule: str = "role",
        country: str | None = None,
    ) -> ActorEntry:
        return ActorEntry(
            name,
            None,
            "role",
            country,
            role.sectors,
            role.group,
            is_people=role.is_people,
            reason=reason,
            rule=rule,
        )

    def _unknown(self, words: Sequence[Word], last: Found) -> str:
        """Return why a role names nobody: a name follows that is not listed, or none does."""
        rest = words[last.end :]
        follows = bool(rest) and rest[0].capitals == 1 and rest[0].key not in LINKS
        return "unknown_name" if follows else "generic_words"


def _deciding(roles: Sequence[Role]) -> Role:
    """Return the role noun that says what the people are: "rebel" in "rebel group leader"."""
    last = roles[-1]
    if last.use in ("weak", "container"):
        strong = [r for r in roles if r.use not in ("weak", "container")]
        weak_with = [r for r in roles if r.sectors]
        return (strong or weak_with or [last])[-1]
    return last


def _text_of(role: Role) -> str:
    return role.noun


def _words(words: Sequence[Word], extent: tuple[int, int]) -> str:
    return " ".join(word.key for word in words[extent[0] : extent[1]])
