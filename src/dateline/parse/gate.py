"""The first pass over a report: whether it can tell an event at all, by its words alone.

Reading costs most of the time, so a report is read only where a word of it can be a form of a
verb or noun of the lexicon whose other words stand beside it. Every form the model could trace
back to a base form of the lexicon counts, so that what is passed over could not have given a
claim: the claims with the gate and without it are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from dateline.knowledge import event_lexicon
from dateline.parse.model import possible_lemmas

WORDS = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
PARTS = re.compile(r"[^\W_]+")
OBLIGING = ("must", "should")
"""Modal verbs that make a demand of any verb."""

Needs = tuple[frozenset[str], ...]


class Gate:
    """Knows which words can name an event, and which other words each needs around it."""

    def __init__(self, lexicon: event_lexicon.Lexicon) -> None:
        found: dict[str, set[Needs]] = {}
        for table in (lexicon.verbs, lexicon.nouns):
            for lemma, entries in table.items():
                told = [e.needed for e in entries if e.event_type != "NONE"]
                if told:
                    found.setdefault(lemma.lower(), set()).update(told)
        for word in (*lexicon.classes.get("TOLL", ()), *OBLIGING):
            found.setdefault(word, set()).add(())
        self._needs = {
            # A word that needs no other needs no list of what it might also need.
            lemma: ((),) if () in told else tuple(told)
            for lemma, told in found.items()
        }
        self._enough = frozenset(lemma for lemma, told in self._needs.items() if () in told)
        self._is_enough = lru_cache(maxsize=15_000)(self._can_be_enough)

    def may_tell(self, texts: Iterable[str]) -> bool:
        """Tell whether one of the paragraphs of a report may tell an event."""
        return any(self._may_tell(text) for text in texts)

    def _can_be_enough(self, word: str) -> bool:
        return not possible_lemmas(word).isdisjoint(self._enough)

    def _may_tell(self, text: str) -> bool:
        lower = text.lower()
        # Nearly every paragraph has a word that is enough by itself, and ends here.
        if any(map(self._is_enough, lower.split())):
            return True
        words = {*WORDS.findall(lower), *PARTS.findall(lower)}
        forms = words.union(*map(possible_lemmas, words))
        return any(
            all(not forms.isdisjoint(needed) for needed in needs)
            for form in forms.intersection(self._needs)
            for needs in self._needs[form]
        )


@cache
def load(user_folder: Path | None = None) -> Gate:
    """Return the gate of a lexicon, made once per process."""
    return Gate(event_lexicon.load(user_folder))
