"""Nouns by which a text refers back ("the group", "the ministry", "the city")."""

from __future__ import annotations

from functools import cache

from dateline.knowledge.event_lexicon import load


@cache
def descriptions() -> dict[str, frozenset[str]]:
    """Return kind → lemmas: ``armed``, ``body``, ``person``, ``place``; and ``people``."""
    lexicon = load()
    people = lexicon.classes.get("PEOPLE", frozenset()) | lexicon.classes.get("FORCE", frozenset())
    return {**lexicon.descriptions, "people": people}
