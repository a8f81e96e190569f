"""The model's trees, found with less work.

The model's own transition system takes every step, with the model's own weights; only the scores
are computed here. Sixty-four documents take their steps side by side, so that a step is a few
calls on whole blocks; whoever is done makes room for the next.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from dateline.parse.scores import Scores
from dateline.parse.vectors import Floats

if TYPE_CHECKING:
    from spacy.tokens import Doc

ABREAST = 64
"""Documents that take their steps together: more gain nothing."""


class Trees:
    """Finds the trees of documents with the weights of spaCy's ``parser``."""

    def __init__(self, parser: Any) -> None:  # noqa: ANN401 - spaCy's component has no types
        from spacy.tokens import Doc

        self._parser = parser
        self._scores = Scores(parser)
        self._weights = np.concatenate(self._scores.weights, axis=1)
        self._pad = np.concatenate(self._scores.pad)
        self._places = len(self._scores.pad)
        self._space: Floats = np.empty((0, len(self._pad)), np.float32)
        alone = Doc(parser.vocab, ["."])
        alone.tensor = np.zeros((1, self._scores.width), np.float32)
        self._step = parser.model.predict([alone])

    def fill(self, docs: list[Doc]) -> None:
        """Give documents, none of them empty, their trees; tensors and sentence starts are set."""
        self._parser.set_annotations(docs, self._done(docs))

    def _done(self, docs: list[Doc]) -> list[Any]:
        """Return each document's state when all steps are taken."""
        summands = self._summands(docs)
        column = np.arange(self._places)[:, None]
        states: list[Any] = self._parser.moves.init_batch(docs)
        # The long ones first, so that none is left to go on alone at the end.
        waiting = iter([states[n] for n in sorted(range(len(docs)), key=lambda n: -len(docs[n]))])
        abreast = list(islice(waiting, ABREAST))
        while abreast:
            # "None" is -1, and what none adds stands last.
            words = self._step.get_token_ids(abreast).T * self._places + column
            sums = summands.take(words, axis=0).sum(axis=0)
            going = self._parser.transition_states(abreast, self._scores.of(sums))
            abreast = going + list(islice(waiting, len(abreast) - len(going)))
        return states

    def _summands(self, docs: list[Doc]) -> Floats:
        """Return what every word adds in every place of a state, and last what none adds."""
        narrow = self._scores.narrow([doc.tensor for doc in docs])
        bias = self._scores.bias
        count, width = len(narrow), len(self._pad)
        if count >= len(self._space):
            self._space = np.empty((count + 1, width), np.float32)
        found = self._space[: count + 1]
        np.matmul(narrow, self._weights, out=found[:count])
        found[count] = self._pad
        # Every state has something, if only "none", in its first place: the bias goes there.
        found[:, : len(bias)] += bias
        return found.reshape(-1, len(bias))
