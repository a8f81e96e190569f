"""The rules of speech and factuality as the extraction reads them: small indexes over the tables.

The tables stand in ``knowledge/attribution`` (cues, kinds of sources, hedges) and
``knowledge/factuality`` (predicates, modals); ``speech`` reads them, this module arranges them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from dateline.knowledge.tables import packaged, parse_table, user_files
from dateline.records import SourceKind, Status


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb or noun that attributes, with the relations its content may stand in.

    Attributes:
        others: further words of the cue ("out" of "point out"), needed among its dependents.
        frames: ``ccomp``, ``xcomp``, ``ger``, ``obj``, ``quote``, ``prep:of`` …
        source: where the source stands: ``subj``, ``poss``, ``prep:from`` …
    """

    lemma: str
    others: tuple[str, ...]
    form: str
    frames: frozenset[str]
    source: str
    commitment: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """What an embedding word says of its complement.

    Attributes:
        others: further words of the entry ("out" of "turn out"), needed among its dependents.
        complements: ``xcomp``, ``ccomp``, ``obj``, ``prep:from``, ``any``.
        positive: status of the complement when the word is affirmed; ``same`` leaves it.
        negated: status when it is negated.
        kind: class of the word, for the rule id.
    """

    lemma: str
    others: tuple[str, ...]
    pos: str
    complements: frozenset[str]
    positive: Status | Literal["same"]
    negated: Status | Literal["same"]
    kind: str


POS = {"verb": "VERB", "noun": "NOUN", "adj": "ADJ"}


@dataclass(frozen=True, slots=True)
class Speech:
    """Everything the questions "according to whom" and "did it happen" look up."""

    cue_verbs: dict[str, tuple[Cue, ...]]
    cue_nouns: dict[str, tuple[Cue, ...]]
    source_kinds: dict[str, SourceKind]
    by_organisation: frozenset[str]
    hedges: frozenset[str]
    negators: frozenset[str]
    adverbs: dict[str, Status]
    modals: dict[str, Status]
    periphrases: dict[str, Status]
    conditions: frozenset[str]
    adjectives: dict[str, Status]
    predicates: dict[str, tuple[Predicate, ...]]


def _rows(folder: str, file: str, user_folder: Path | None) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for name, text in packaged(folder):
        if Path(name).name.startswith(file):
            rows.extend(parse_table(name, text).rows)
    for name, text in user_files(user_folder, f"{file}*.tsv"):
        rows.extend(parse_table(name, text, need_notes=False).rows)
    return rows


def _frames(cell: str) -> frozenset[str]:
    """Return the relations of a frame cell: ``prep:of|about`` gives one a preposition."""
    found: set[str] = set()
    for part in cell.split(","):
        name = part.strip().split("+")[-1]
        if name.startswith("prep:"):
            found.update(f"prep:{word}" for word in name[5:].split("|"))
        elif name:
            found.add(name)
    return frozenset(found)


def _cues(rows: list[dict[str, str]], pos: str) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}
    for row in rows:
        if row["pos"] == pos:
            lemma, *others = row["cue"].split()
            frames = _frames(row["frame"])
            cue = Cue(lemma, tuple(others), row["form"], frames, row["source"], row["commitment"])
            found.setdefault(lemma, []).append(cue)
    return {lemma: tuple(cues) for lemma, cues in found.items()}


def _predicates(rows: list[dict[str, str]]) -> dict[str, tuple[Predicate, ...]]:
    found: dict[str, list[Predicate]] = {}
    for row in rows:
        if row["pos"] not in POS:
            continue
        predicate = Predicate(
            lemma=row["lemma"].split()[0],
            others=tuple(word for word in row["lemma"].split()[1:] if word != "to"),
            pos=POS[row["pos"]],
            complements=_frames(row["complement"]) or frozenset({"any"}),
            positive=row["positive"],  # type: ignore[arg-type]
            negated=row["negated"],  # type: ignore[arg-type]
            kind=row["class"],
        )
        found.setdefault(predicate.lemma, []).append(predicate)
    return {lemma: tuple(entries) for lemma, entries in found.items()}


@cache
def load(user_folder: Path | None = None) -> Speech:
    """Load the rules, with the user's own ``cues*.tsv``, ``hedges*.tsv`` … added.

    Raises:
        KnowledgeError: a file is at fault.
    """
    cues = _rows("attribution", "cues", user_folder)
    kinds = _rows("attribution", "source_kinds", user_folder)
    hedges = _rows("attribution", "hedges", user_folder)
    modals = _rows("factuality", "modals", user_folder)
    predicates = _rows("factuality", "predicates", user_folder)
    return Speech(
        cue_verbs=_cues(cues, "verb"),
        cue_nouns=_cues(cues, "noun"),
        source_kinds={row["phrase"]: row["kind"] for row in kinds},  # type: ignore[misc]
        by_organisation=frozenset(row["phrase"] for row in kinds if row["by_org"] == "yes"),
        hedges=frozenset(row["phrase"] for row in hedges if row["type"] != "approx"),
        negators=frozenset(r["word"] for r in modals if r["pos"] == "negator"),
        adverbs=_by_pos(modals, "adverb"),
        modals=_by_pos(modals, "modal"),
        periphrases=_by_pos(modals, "periphrasis"),
        conditions=frozenset(
            r["word"] for r in modals if r["pos"] == "conjunction" and r["status"] == "hypothetical"
        ),
        adjectives=_by_pos(modals, "adjective"),
        predicates=_predicates(predicates),
    )


def _by_pos(rows: list[dict[str, str]], pos: str) -> dict[str, Status]:
    return {
        r["word"]: r["status"]  # type: ignore[misc]
        for r in rows
        if r["pos"] == pos and r["status"] not in ("happened", "same", "")
    }
