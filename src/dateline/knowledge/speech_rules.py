"""The tables of speech and factuality, arranged as the extraction asks for them.

``speech`` reads and checks the tables; this module indexes them by lemma.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from dateline.knowledge import speech
from dateline.knowledge.speech import Cue, Modal, Predicate
from dateline.records import SourceKind, Status

Item = TypeVar("Item")
POS = {"verb": "VERB", "noun": "NOUN", "adj": "ADJ"}
"""Parts of speech of the tables in the terms of the parser."""


@dataclass(frozen=True, slots=True)
class CueEntry:
    """A cue with the relations its content may stand in.

    Attributes:
        others: further words of the cue ("out" of "point out"), needed among its dependents.
        relations: ``ccomp``, ``xcomp``, ``ger``, ``obj``, ``quote``, ``prep:of`` …
    """

    others: tuple[str, ...]
    form: str
    relations: frozenset[str]
    commitment: str


@dataclass(frozen=True, slots=True)
class PredicateEntry:
    """What an embedding word says of its complement.

    Attributes:
        others: further words of the entry, needed among its dependents.
        pos: part of speech in the parser's terms.
        complements: relations of the complement it speaks of; ``any`` for all.
        positive, negated: status of the complement when the word is affirmed, and negated;
            ``same`` leaves it as it is.
        kind: class of the word, for the id of the rule.
    """

    others: tuple[str, ...]
    pos: str
    complements: frozenset[str]
    positive: speech.Outcome
    negated: speech.Outcome
    kind: str


@dataclass(frozen=True, slots=True)
class Speech:
    """Everything the questions "according to whom" and "did it happen" look up.

    Attributes:
        by_organisation: phrases for sources whose kind is that of the body they speak for.
        periphrases: "going to", "used to" → status.
        phrases: prepositions of several words ("instead of") → status.
    """

    cue_verbs: dict[str, tuple[CueEntry, ...]]
    cue_nouns: dict[str, tuple[CueEntry, ...]]
    stance_verbs: dict[str, tuple[CueEntry, ...]]
    stance_nouns: dict[str, tuple[CueEntry, ...]]
    stance_adjectives: dict[str, tuple[CueEntry, ...]]
    source_kinds: dict[str, SourceKind]
    by_organisation: frozenset[str]
    hedges: frozenset[str]
    negators: frozenset[str]
    adverbs: dict[str, Status]
    modals: dict[str, Status]
    periphrases: dict[str, Status]
    phrases: dict[str, Status]
    adjectives: dict[str, Status]
    predicates: dict[str, tuple[PredicateEntry, ...]]


def _relations(frames: Iterable[str]) -> frozenset[str]:
    """Return where content may stand: ``obj+prep:of|about`` gives ``prep:of``, ``prep:about``."""
    found: set[str] = set()
    for frame in frames:
        name = frame.split("+")[-1]
        place, colon, words = name.partition(":")
        found.update(f"{place}{colon}{word}" for word in words.split("|"))
    return frozenset(found)


def _cues(tables: dict[str, tuple[Cue, ...]], pos: str) -> dict[str, tuple[CueEntry, ...]]:
    found = {
        lemma: tuple(
            CueEntry(c.words[1:], c.form, _relations(c.frames), c.commitment)
            for c in cues
            if c.pos == pos
        )
        for lemma, cues in tables.items()
    }
    return {lemma: entries for lemma, entries in found.items() if entries}


def _predicates(
    tables: dict[str, tuple[Predicate, ...]],
) -> dict[str, tuple[PredicateEntry, ...]]:
    return {
        lemma: tuple(
            PredicateEntry(
                tuple(word for word in p.words[1:] if word != "to"),
                POS[p.pos],
                frozenset(p.complements) or frozenset({"any"}),
                p.positive,
                p.negated,
                p.kind,
            )
            for p in predicates
            if p.pos in POS
        )
        for lemma, predicates in tables.items()
    }


def _flat(table: dict[str, tuple[Item, ...]], keep: Callable[[Item], bool]) -> list[Item]:
    return [item for group in table.values() for item in group if keep(item)]


@cache
def load(user_folder: Path | None = None) -> Speech:
    """Load the rules, with the user's own ``cues*.tsv``, ``hedges*.tsv`` … before ours.

    Raises:
        KnowledgeError: a file is at fault.
    """
    cues = speech.load_cues(user_folder)
    stances = speech.load_cues(user_folder, "stances")
    kinds = _flat(speech.load_source_kinds(user_folder), lambda _: True)
    hedges = _flat(speech.load_hedges(user_folder), lambda h: h.type != "approx")
    modals = _flat(speech.load_modals(user_folder), lambda _: True)
    predicates = speech.load_predicates(user_folder)
    return Speech(
        cue_verbs=_cues(cues, "verb"),
        cue_nouns=_cues(cues, "noun"),
        stance_verbs=_cues(stances, "verb"),
        stance_nouns=_cues(stances, "noun"),
        stance_adjectives=_cues(stances, "adj"),
        source_kinds={" ".join(k.words): k.kind for k in reversed(kinds)},
        by_organisation=frozenset(" ".join(k.words) for k in kinds if k.by_org),
        hedges=frozenset(" ".join(h.words) for h in hedges if h.pos in ("adverb", "adj")),
        negators=frozenset(m.words[0] for m in modals if m.pos == "negator" and len(m.words) == 1),
        adverbs=_by_pos(modals, "adverb"),
        modals=_by_pos(modals, "modal"),
        periphrases=_by_pos(modals, "periphrasis"),
        phrases=_phrases(predicates),
        adjectives=_by_pos(modals, "adjective"),
        predicates=_predicates(predicates),
    )


def _phrases(tables: dict[str, tuple[Predicate, ...]]) -> dict[str, Status]:
    """Return phrase → status; phrases that leave an event a fact are left out."""
    found: dict[str, Status] = {}
    for phrase in reversed(_flat(tables, lambda p: p.pos == "phrase")):
        if phrase.positive != "same" and phrase.positive != "happened":
            found[" ".join(phrase.words)] = phrase.positive
    return found


def _by_pos(modals: list[Modal], pos: str) -> dict[str, Status]:
    """Return word → status; words that leave an event as it is are left out."""
    return {
        " ".join(m.words): m.status
        for m in reversed(modals)
        if m.pos == pos and m.status != "happened"
    }
