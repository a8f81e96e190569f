"""The tables that linking reads: which claims can be one happening, and what speaks for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.knowledge.tables import packaged, parse_table


@dataclass(frozen=True, slots=True)
class Kind:
    """What kind of happening a type and mode are: its family, and the means it is done by."""

    family: str
    means: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Weight:
    """How much one finding of a comparison speaks for one happening, and how it is worded."""

    weight: float
    bars: bool
    words: str


@cache
def _kinds() -> dict[tuple[str, str | None], Kind]:
    content = dict(packaged("linking"))["linking/families.tsv"]
    rows = parse_table("linking/families.tsv", content)
    return {
        (row["type"], row["mode"] or None): Kind(
            row["family"], frozenset(filter(None, row["means"].split(";")))
        )
        for row in rows.rows
    }


def kind_of(event_type: str, mode: str | None) -> Kind:
    """Return the kind of a type and mode; a type that the table leaves out is one family."""
    kinds = _kinds()
    found = kinds.get((event_type, mode))
    if found is None:
        found = kinds.get((event_type, None), Kind(event_type.lower()))
    return found


@cache
def weights() -> dict[tuple[str, str], Weight]:
    """Return what every finding weighs, by part and finding."""
    content = dict(packaged("linking"))["linking/weights.tsv"]
    return {
        (row["part"], row["found"]): Weight(
            float(row["weight"] or 0), row["bars"] == "bars", row["words"]
        )
        for row in parse_table("linking/weights.tsv", content).rows
    }


@cache
def _nouns() -> dict[tuple[str, str | None], tuple[str, str]]:
    content = dict(packaged("linking"))["linking/nouns.tsv"]
    return {
        (row["type"], row["mode"] or None): (row["noun"], row["before"])
        for row in parse_table("linking/nouns.tsv", content).rows
    }


def noun_of(event_type: str, mode: str | None) -> tuple[str, str]:
    """Return what an event is called, and the word before who suffers it ("attack", "on")."""
    nouns = _nouns()
    return nouns.get((event_type, mode)) or nouns.get(
        (event_type, None), (event_type.lower(), "on")
    )


@cache
def words(kind: str) -> dict[str, str]:
    """Return the words of a kind, each with what it means."""
    content = dict(packaged("linking"))["linking/words.tsv"]
    rows = parse_table("linking/words.tsv", content).rows
    return {row["word"]: row["means"] for row in rows if row["kind"] == kind}


@cache
def _classes() -> dict[str, frozenset[int]]:
    content = dict(packaged("linking"))["linking/synonyms.tsv"]
    found: dict[str, set[int]] = {}
    for n, row in enumerate(parse_table("linking/synonyms.tsv", content).rows):
        for word in row["words"].split():
            found.setdefault(word, set()).add(n)
    return {word: frozenset(rows) for word, rows in found.items()}


def classes_of(word: str) -> frozenset[int]:
    """Return the classes of words for one happening that hold a word."""
    return _classes().get(word, frozenset())


@cache
def mention_weights() -> dict[str, float]:
    """Return the learnt weight of each thing seen when two event words are compared."""
    content = dict(packaged("linking")).get("linking/mention_weights.tsv")
    if content is None:
        return {}
    rows = parse_table("linking/mention_weights.tsv", content).rows
    return {row["seen"]: float(row["weight"]) for row in rows}
