"""The scores that a transition component of the model gives the moves open to it.

The parser and the names have networks of one form: words' vectors made narrow, a sum over the
places of a state, the greater of each two halves, and a last layer over the moves.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from dateline.parse.vectors import Floats


class Scores:
    """The weights of one of spaCy's transition components, laid out for whole blocks.

    Attributes:
        width: numbers in a word's vector.
        weights: by place of a state, what a narrow vector is multiplied by (input by output).
        pad: by place of a state, what no word adds.
        bias: what every state adds.

    """

    def __init__(self, component: Any) -> None:  # noqa: ANN401 - spaCy's component has no types
        narrow = component.model.get_ref("tok2vec").layers[-1]
        lower, upper = component.model.get_ref("lower"), component.model.get_ref("upper")
        self._narrow = (narrow.get_param("W").T, narrow.get_param("b"))
        self.width = len(self._narrow[0])
        self._upper = (np.ascontiguousarray(upper.get_param("W").T), upper.get_param("b"))
        weights, pad = lower.get_param("W"), lower.get_param("pad")[0]
        places, self._hidden, pieces, width = weights.shape
        # Piece by piece, as in the vectors: the maximum of two halves.
        ordered = weights.transpose(0, 2, 1, 3).reshape(places, pieces * self._hidden, width)
        self.weights: list[Floats] = [np.ascontiguousarray(part.T) for part in ordered]
        self.pad: list[Floats] = [part.T.reshape(-1) for part in pad]
        self.bias: Floats = lower.get_param("b").T.reshape(-1)

    def narrow(self, vectors: list[Any]) -> Floats:
        """Return the narrow vectors of all documents' words, one after the other."""
        weights, bias = self._narrow
        found: Floats = np.concatenate(vectors) @ weights + bias
        return found

    def of(self, sums: Floats, moves: Any = slice(None)) -> Floats:  # noqa: ANN401 - any numpy index
        """Return the scores of moves for sums over the places of states, bias included."""
        weights, bias = self._upper
        hidden = np.maximum(sums[..., : self._hidden], sums[..., self._hidden :])
        found: Floats = hidden @ weights[:, moves]
        found += bias[moves]
        return found
