"""Part of speech and base form of each word, remembered for the next time.

The model derives both from the word, its tag and its place in the tree by fixed rules, and
matching these rules costs as much as the parser. The same word with the same tag in the same
place always gets the same answer, so the rules are asked once for each; where one looks at the
word beside it too ("gon na"), that word is part of the question.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

Question = tuple[int, ...]
"""A word, its tag and its place; three numbers more for each neighbour that matters."""
REMEMBERED = 40_000
"""Questions whose answers are kept; beyond it all are forgotten."""
GAP = (".", ".", "punct")
"""What stands between two questions put to the rules; no rule of two words takes it in."""


class WordReadings:
    """Answers for ``attribute_ruler`` and ``lemmatizer`` what they have answered before."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._answers: dict[Question, tuple[str, str]] = {}
        self._words: set[str] = set()
        self._shapes: list[re.Pattern[str]] = []
        self._places: set[int] = set()
        self._paired: dict[int, bool] = {}
        ruler: Any = nlp.get_pipe("attribute_ruler")
        for rule in ruler.patterns:
            for pattern in rule["patterns"]:
                if len(pattern) > 1:
                    self._note(pattern)

    def _note(self, pattern: list[dict[str, Any]]) -> None:
        """Take note of the words and places that a rule over two words looks at."""
        for part in pattern:
            word = part.get("LOWER")
            if isinstance(word, str):
                self._words.add(word)
            elif word is not None and "IN" in word:
                self._words.update(word["IN"])
            elif word is not None:
                self._shapes.append(re.compile(word["REGEX"]))
            elif "DEP" in part:
                self._places.add(self._nlp.vocab.strings[part["DEP"]])

    def of(self, table: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - an array of numbers
        """Return part of speech and base form of each word; ``table`` has word, tag and place."""
        rows: list[Question] = list(map(tuple, table.tolist()))
        paired = [self._is_paired(row) for row in rows]
        if True in paired:
            rows = [
                self._with_neighbours(rows, paired, n) if paired[n] else row
                for n, row in enumerate(rows)
            ]
        missing = [row for row in dict.fromkeys(rows) if row not in self._answers]
        if missing:
            if len(self._answers) + len(missing) > REMEMBERED:
                self._answers.clear()
                missing = list(dict.fromkeys(rows))
            self._ask(missing)
        return [self._answers[row] for row in rows]

    def _is_paired(self, row: Question) -> bool:
        known = self._paired.get(row[0])
        if known is None:
            word = self._nlp.vocab.strings[row[0]].lower()
            known = word in self._words or any(s.search(word) for s in self._shapes)
            if len(self._paired) > REMEMBERED:
                self._paired.clear()
            self._paired[row[0]] = known
        return known or row[2] in self._places

    @staticmethod
    def _with_neighbours(rows: list[Question], paired: list[bool], n: int) -> Question:
        before = rows[n - 1] if n and paired[n - 1] else (0, 0, 0)
        after = rows[n + 1] if n + 1 < len(rows) and paired[n + 1] else (0, 0, 0)
        return (*rows[n], *before, *after)

    def _ask(self, questions: list[Question]) -> None:
        """Put new questions to the rules, all in one made-up document."""
        from spacy.tokens import Doc

        strings = self._nlp.vocab.strings
        words: list[tuple[str, str, str]] = []
        at: list[int] = []
        for question in questions:
            own, before, after = question[:3], question[3:6], question[6:9]
            for part in (before, own, after):
                if part is own:
                    at.append(len(words))
                if any(part):
                    words.append((strings[part[0]], strings[part[1]], strings[part[2]]))
            words.append(GAP)
        texts, tags, deps = zip(*words, strict=True)
        heads = list(range(len(words)))
        doc = Doc(self._nlp.vocab, list(texts), tags=list(tags), deps=list(deps), heads=heads)
        for name in ("attribute_ruler", "lemmatizer"):
            doc = self._nlp.get_pipe(name)(doc)
        for question, n in zip(questions, at, strict=True):
            self._answers[question] = (doc[n].pos_, doc[n].lemma_)
