"""The words of speech: who says so, what kind of source that is, and did it happen.

Six tables, all plain data: ``attribution/cues.tsv`` (words of saying, writing, showing,
believing), ``attribution/stances.tsv`` (wanting, praising, doubting: never whose claim it is),
``attribution/source_kinds.tsv``, ``attribution/hedges.tsv`` ("reportedly"),
``factuality/predicates.tsv`` (what an embedding word makes of the happening below it) and
``factuality/modals.tsv``. A user's folder may hold files whose names begin with ``cues``,
``stances``, ``source_kinds``, ``hedges``, ``predicates`` or ``modals``; their rows come before
ours.

Frames of a cue, and complements of a predicate, name where the content stands: ``ccomp`` a clause,
``quote`` quoted words, ``obj`` the object, ``xcomp`` an infinitive, ``ger`` a gerund,
``prep:of|about`` a phrase, ``np+…`` an object first and then the content, ``passive:…`` only under
a passive, ``phrase`` the cue is a phrase with its source as object, ``noun`` below the noun that
is the verb's object, ``any`` anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar, cast, get_args

from dateline.errors import KnowledgeError
from dateline.knowledge.tables import packaged, parse_table, user_files
from dateline.records import SourceKind, Status

Commitment = Literal["neutral", "doubt", "certain", "negative"]
HedgeType = Literal["report", "belief", "doubt", "approx"]
Outcome = Status | Literal["same"]
"""What becomes of the happening below a predicate; ``same``: as if the predicate were not there."""

CUE_POS = frozenset({"verb", "noun", "adj", "prep", "adverb"})
PREDICATE_POS = frozenset({"verb", "noun", "adj", "phrase"})
HEDGE_POS = frozenset({"adverb", "adj", "verb", "phrase"})
MODAL_POS = frozenset(
    {"modal", "periphrasis", "adverb", "negator", "conjunction", "adjective"},
)
FRAMES = frozenset(
    {"ccomp", "xcomp", "ger", "obj", "quote", "prep", "acl", "acomp", "as", "oprd", "noun", "nsubj"}
    | {"passive", "phrase", "paren", "raised", "setting", "impersonal", "any"}
    | {"negation", "purpose", "fact", "condition"}
)
"""Where content may stand: of ``np+prep:of`` and ``passive:xcomp`` the parts before a colon."""
STATUSES = frozenset(get_args(Status))
Row = tuple[str, dict[str, str]]
Item = TypeVar("Item", "Cue", "SourceWord", "Hedge", "Predicate", "Modal")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that attributes.

    Attributes:
        words: its lemmas in order ("point", "out").
        form: what sort of saying it is: ``say``, ``claim``, ``deny``, ``show`` …
        frames: where the content stands.
        commitment: how the writer stands to it; ``negative``: the source says it is not so.
        source: where the source stands: ``subj``, ``obj``, ``pobj``, ``prep:…``, or ``-`` for none.

    """

    words: tuple[str, ...]
    pos: str
    form: str
    frames: tuple[str, ...]
    commitment: Commitment
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class SourceWord:
    """A noun or phrase for a source; with ``by_org`` what it belongs to decides first."""

    words: tuple[str, ...]
    kind: SourceKind
    by_org: bool
    note: str


@dataclass(frozen=True, slots=True)
class Hedge:
    """A word or phrase that hedges without a named source."""

    words: tuple[str, ...]
    pos: str
    type: HedgeType
    note: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """What a verb, noun or adjective says of the happening in its complement.

    Attributes:
        words: its lemmas; more than one for verbs with a particle ("call", "off").
        complements: relations of the complement it speaks of.
        positive: the status below it where it is affirmed; ``negated``: where it is negated.
        kind: its class: ``implicative+``, ``factive``, ``plan``, ``prevention`` …

    """

    words: tuple[str, ...]
    pos: str
    complements: tuple[str, ...]
    positive: Outcome
    negated: Outcome
    kind: str
    note: str

    @property
    def lemma(self) -> str:
        """The first word, under which it is filed."""
        return self.words[0]


@dataclass(frozen=True, slots=True)
class Modal:
    """A modal, negator, conjunction, adverb or adjective, and the status it brings."""

    words: tuple[str, ...]
    pos: str
    status: Status
    note: str


def _rows(folder: str, stem: str, user_folder: Path | None) -> Iterator[Row]:
    """Yield (where from, row), the user's rows first."""
    for name, text in user_files(user_folder, f"{stem}*.tsv"):
        for row in parse_table(name, text, need_notes=False).rows:
            yield name, row
    for name, text in packaged(folder):
        if Path(name).name.startswith(stem):
            for row in parse_table(name, text).rows:
                yield name, row


def _allowed(row: Row, column: str, values: Iterable[str]) -> str:
    """Return a cell, which must be one of the values."""
    name, cells = row
    value, known = cells.get(column, ""), sorted(values)
    if value not in known:
        first = next(iter(cells.values()), "")
        raise KnowledgeError(
            f"{name}, '{first}'",
            f"'{value}' is no {column}",
            f"Use one of {', '.join(known)}.",
        )
    return value


def _words(row: Row, column: str) -> tuple[str, ...]:
    name, cells = row
    words = tuple(cells.get(column, "").lower().split())
    if not words:
        raise KnowledgeError(name, f"a row has no {column}", "Give each row its word.")
    return words


def _list(row: Row, column: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in row[1].get(column, "").split(",") if part.strip())


def _places(row: Row, column: str) -> tuple[str, ...]:
    """Return the places of content a row names, each of which must be known.

    Raises:
        KnowledgeError: a name is unknown.

    """
    name, cells = row
    places = _list(row, column)
    for place in places:
        if place.split("+")[-1].partition(":")[0] not in FRAMES:
            first = next(iter(cells.values()), "")
            raise KnowledgeError(
                f"{name}, '{first}'",
                f"'{place}' is no {column}",
                "Use ccomp, xcomp, ger, obj, quote, prep:of|about or another that 'Words of your "
                "own' in the documentation lists.",
            )
    return places


def _index(items: Iterable[Item]) -> dict[str, tuple[Item, ...]]:
    """File items under their first word, those of more words first, else in order."""
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item.words[0], []).append(item)
    return {
        word: tuple(sorted(group, key=lambda item: -len(item.words)))
        for word, group in found.items()
    }


@cache
def load_cues(user_folder: Path | None = None, stem: str = "cues") -> dict[str, tuple[Cue, ...]]:
    """Return the cues (or the stances) by their first word.

    Raises:
        KnowledgeError: a file or row is at fault.

    """
    return _index(
        Cue(
            _words(row, "cue"),
            _allowed(row, "pos", CUE_POS),
            row[1].get("form", "") or "say",
            _places(row, "frame"),
            cast(Commitment, _allowed(row, "commitment", get_args(Commitment))),
            row[1].get("source", "") or "subj",
            row[1].get("note", ""),
        )
        for row in _rows("attribution", stem, user_folder)
    )


@cache
def load_source_kinds(user_folder: Path | None = None) -> dict[str, tuple[SourceWord, ...]]:
    """Return the words for sources by their first word.

    Raises:
        KnowledgeError: a file or row is at fault.

    """
    return _index(
        SourceWord(
            _words(row, "phrase"),
            cast(SourceKind, _allowed(row, "kind", get_args(SourceKind))),
            row[1].get("by_org", "") == "yes",
            row[1].get("note", ""),
        )
        for row in _rows("attribution", "source_kinds", user_folder)
    )


@cache
def load_hedges(user_folder: Path | None = None) -> dict[str, tuple[Hedge, ...]]:
    """Return the hedges by their first word.

    Raises:
        KnowledgeError: a file or row is at fault.

    """
    return _index(
        Hedge(
            _words(row, "phrase"),
            _allowed(row, "pos", HEDGE_POS),
            cast(HedgeType, _allowed(row, "type", get_args(HedgeType))),
            row[1].get("note", ""),
        )
        for row in _rows("attribution", "hedges", user_folder)
    )


@cache
def load_predicates(user_folder: Path | None = None) -> dict[str, tuple[Predicate, ...]]:
    """Return the embedding words by their first word; of two that fit, the first counts.

    Raises:
        KnowledgeError: a file or row is at fault.

    """
    outcomes = {*STATUSES, "same"}
    return _index(
        Predicate(
            _words(row, "lemma"),
            _allowed(row, "pos", PREDICATE_POS),
            tuple(_complements(row)),
            cast(Outcome, _allowed(row, "positive", outcomes)),
            cast(Outcome, _allowed(row, "negated", outcomes)),
            row[1].get("class", ""),
            row[1].get("note", ""),
        )
        for row in _rows("factuality", "predicates", user_folder)
    )


def _complements(row: Row) -> Iterator[str]:
    """Yield the complements, ``prep:of|about`` as one relation for each preposition."""
    for part in _places(row, "complement"):
        place, colon, prepositions = part.partition(":")
        for preposition in prepositions.split("|"):
            yield f"{place}{colon}{preposition}"


@cache
def load_modals(user_folder: Path | None = None) -> dict[str, tuple[Modal, ...]]:
    """Return modals, negators and the like by their first word.

    Raises:
        KnowledgeError: a file or row is at fault.

    """
    return _index(
        Modal(
            _words(row, "word"),
            _allowed(row, "pos", MODAL_POS),
            cast(Status, _allowed(row, "status", STATUSES)),
            row[1].get("note", ""),
        )
        for row in _rows("factuality", "modals", user_folder)
    )
