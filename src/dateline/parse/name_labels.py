"""The model's named entities, found with less work.

The same greedy decisions as the model's own transition system (begin, inside, last, alone,
outside), taken from the same scores. Outside a name the scores depend on the word alone, so they
are computed for all words at once; only the words inside names are gone through one by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from dateline.parse.scores import Scores
from dateline.parse.vectors import ContextVectors, Floats

if TYPE_CHECKING:
    from spacy.tokens import Doc

Name = tuple[int, int, str]
"""First word, word after the last, label."""
BEGIN, INSIDE, LAST, ALONE, OUTSIDE = "B", "I", "L", "U", "O"


class NameLabels:
    """Finds the names in documents with the weights of spaCy's ``ner``."""

    def __init__(self, ner: Any) -> None:  # noqa: ANN401 - spaCy's component has no types
        self._vectors = ContextVectors(ner.model.get_ref("tok2vec").layers[0], ner.vocab)
        self._scores = Scores(ner)
        names = [ner.moves.get_class_name(n) for n in range(ner.moves.n_moves)]
        self._moves = [(n, *name.partition("-")[::2]) for n, name in enumerate(names)]
        self._at = {(kind, label): n for n, kind, label in self._moves}
        begins = [n for n, kind, label in self._moves if kind == BEGIN and label]
        alone = [n for n, kind, label in self._moves if kind == ALONE and label]
        self._free = np.array(sorted([*begins, *alone, self._at[OUTSIDE, ""]]))
        self._begins = np.isin(self._free, begins)

    def of(self, docs: list[Doc]) -> list[list[Name]]:
        """Return the names of each document, in order."""
        from spacy.attrs import IS_SPACE, SENT_START

        narrow = self._scores.narrow(self._vectors.of(docs))
        first = narrow @ self._scores.weights[0]
        attributes = [doc.to_array([IS_SPACE, SENT_START]) for doc in docs]
        is_space = np.concatenate([a[:, 0] for a in attributes]).astype(bool)
        # A name may not begin, or go on, where the next word opens a sentence or there is none.
        is_last = np.concatenate([np.append(a[1:, 1] == 1, True) for a in attributes])
        choice = self._outside(first, is_space, is_last)
        ends = self._ends(choice, narrow, first, is_last)
        found: list[list[Name]] = []
        at = 0
        for doc in docs:
            found.append(self._names(choice, ends, at, at + len(doc)))
            at += len(doc)
        return found

    def _outside(self, first: Floats, is_space: Any, is_last: Any) -> list[int]:  # noqa: ANN401
        """Return the best move at each word if no name is open there."""
        sums = first + (self._scores.bias + self._scores.pad[1] + self._scores.pad[2])
        scores = self._scores.of(sums, self._free)
        scores[np.ix_(is_last, self._begins)] = -np.inf
        outside = self._free == self._at[OUTSIDE, ""]
        scores[np.ix_(is_space, ~outside)] = -np.inf
        best: list[int] = self._free[scores.argmax(axis=1)].tolist()
        return best

    def _names(self, choice: list[int], ends: dict[int, int], start: int, stop: int) -> list[Name]:
        """Return the names of the document whose words stand from ``start`` to ``stop``."""
        found: list[Name] = []
        outside = self._at[OUTSIDE, ""]
        n = start
        while n < stop:
            if choice[n] == outside:
                n += 1
                continue
            end = ends.get(n, n + 1)
            found.append((n - start, end - start, self._moves[choice[n]][2]))
            n = end
        return found

    def _ends(
        self, choice: list[int], narrow: Floats, first: Floats, is_last: Any  # noqa: ANN401 - an array
    ) -> dict[int, int]:  # fmt: skip
        """Return for each word that may begin a name of several the word after its last.

        All names grow together, a word at a time; those that end drop out.
        """
        begins = {n: label for n, kind, label in self._moves if kind == BEGIN}
        found = [n for n, move in enumerate(choice) if move in begins]
        labels = [begins[choice[n]] for n in found]
        inside = np.array([self._at[INSIDE, label] for label in labels], np.intp)
        last = np.array([self._at[LAST, label] for label in labels], np.intp)
        starts = np.array(found, np.intp)
        opened = narrow[starts] @ self._scores.weights[1] + self._scores.bias
        ends = starts + 1
        growing = np.flatnonzero(~is_last[ends])
        while len(growing):
            words = ends[growing]
            sums = first[words] + opened[growing] + narrow[words - 1] @ self._scores.weights[2]
            scores = self._scores.of(sums)
            row = np.arange(len(growing))
            goes_on = scores[row, last[growing]] <= scores[row, inside[growing]]
            growing = growing[goes_on]
            ends[growing] += 1
            growing = growing[~is_last[ends[growing]]]
        return dict(zip(found, (ends + 1).tolist(), strict=True))
