"""Actors that reports name and the actor list does not know, ready for a user's own list.

The table has the columns of a user's ``actors*.tsv`` (name, aliases, sector, country) and, for the
eye, how many claims name the actor and the first sentence that does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.export.plain import harmless
from dateline.records import Actor, Claim, Coded
from dateline.spans import excerpt

COLUMNS = ("name", "aliases", "sector", "country", "claims", "example")
HEAD = "# Actors the list does not know. Keep what you want, add aliases (a;b), sector, country."
LONGEST = 160
UNKNOWN = frozenset({"unknown_name"})


@dataclass(slots=True)
class Unknown:
    """One name no list has: how often, in what forms, with what about it the text tells."""

    name: str
    claims: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    example: str = ""

    def cells(self) -> tuple[str, ...]:
        """Return the row of the table."""
        others = sorted(form for form in self.forms if _key(form) != _key(self.name))
        return (
            self.name,
            ";".join(others),
            _commonest(self.sectors),
            _commonest(self.countries),
            str(self.claims),
            self.example,
        )


def unknown_actors(coded: Iterable[Coded]) -> list[Unknown]:
    """Return the named actors and recipients that no list knows, most frequent first."""
    found: dict[str, Unknown] = {}
    for report in coded:
        for claim in report.claims:
            named = {_key(a.name): a for a in (*claim.actor, *claim.recipient) if _is_unknown(a)}
            for key, actor in named.items():
                entry = found.setdefault(key, Unknown(_plain(actor.name)))
                _count(entry, actor, claim, report.report.text)
    return sorted(found.values(), key=lambda u: (-u.claims, u.name.casefold()))


def as_table(unknown: Iterable[Unknown]) -> str:
    """Return the table as a file that can stand in the folder of one's own knowledge."""
    rows = [HEAD, "\t".join(COLUMNS)]
    rows += ["\t".join(harmless(cell) for cell in entry.cells()) for entry in unknown]
    return "\n".join(rows) + "\n"


def _is_unknown(actor: Actor) -> bool:
    """Tell a name from plain words; a name has a capital somewhere."""
    if actor.actor_id is not None or actor.reason not in UNKNOWN:
        return False
    return any(word[:1].isupper() for word in actor.name.split())


def _count(entry: Unknown, actor: Actor, claim: Claim, text: str) -> None:
    entry.claims += 1
    entry.sectors.update(actor.sectors[:1])
    if actor.country is not None:
        entry.countries[actor.country] += 1
    written = _plain(actor.words)
    if actor.basis == "stated" and any(word[:1].isupper() for word in written.split()):
        entry.forms[written] += 1
    if not entry.example:
        sentence = excerpt(text, claim.sentence.start, claim.sentence.end)
        entry.example = sentence if len(sentence) <= LONGEST else sentence[: LONGEST - 1] + "…"


def _plain(words: str) -> str:
    """Return words on one line without an article before them or an ending of possession."""
    parts = " ".join(words.split()).removesuffix("'s").removesuffix("’s").split(" ")
    return " ".join(parts[1:] if parts[0].casefold() in ("the", "a", "an") else parts)


def _key(words: str) -> str:
    return _plain(words).casefold()


def _commonest(counted: Counter[str]) -> str:
    return min(counted, key=lambda k: (-counted[k], k)) if counted else ""
