"""The model's vectors of words in context, computed with less work.

What comes out is what the model's own layers give, to the last few bits. Two things make it
three times as fast: the first layers look only at the word itself, so their result is kept for
the next time the word is met; and the convolutions over the neighbours run on large blocks, in
one matrix product each, laid out so that no result has to be gathered again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

Floats = npt.NDArray[np.float32]

REMEMBERED = 20_000
"""Words whose own vectors are kept; beyond it the half not met for longest is forgotten. 8 MB."""
BLOCK = 1024
"""Rows a layer computes at a time, always in the same memory, so that they stay in the cache."""
SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""An odd number that mixes the parts of a word's key."""
VARIANCE_FLOOR = np.float32(1e-8)


@dataclass(frozen=True, slots=True)
class _Layer:
    """One convolution: weights (input by output), bias, and scale and shift afterwards."""

    weights: Floats
    bias: Floats
    scale: Floats
    shift: Floats
    pieces: int


class ContextVectors:
    """Gives each word of a document its vector, out of a word-and-window network of spaCy's."""

    def __init__(self, network: Any, vocab: Vocab) -> None:  # noqa: ANN401 - thinc's are untyped
        self._own_vectors, convolutions = network.layers
        self._vocab = vocab
        self._gap: int = convolutions.attrs["pad"]
        self._layers = [_layer(part) for part in convolutions.layers[0].layers]
        self.width = len(self._layers[0].scale)
        self._windows: Floats = np.empty((BLOCK, 3 * self.width), np.float32)
        outputs = self._layers[0].weights.shape[1]
        self._products: Floats = np.empty((BLOCK, outputs), np.float32)
        self._rows: dict[int, int] = {}
        self._table: Floats = np.zeros((1024, self.width), np.float32)
        self._last_met = np.zeros(1024, np.int64)
        self._batch = 0

    def of(self, docs: list[Doc]) -> list[Floats]:
        """Return the vectors of each document's words, in order."""
        own = self._own(docs)
        lengths = [len(doc) for doc in docs]
        total = sum(lengths) + self._gap * (len(docs) + 1)
        current: Floats = np.zeros((total, self.width), np.float32)
        starts: list[int] = []
        at, done = self._gap, 0
        for length in lengths:
            starts.append(at)
            current[at : at + length] = own[done : done + length]
            at, done = at + length + self._gap, done + length
        for layer in self._layers:
            current = self._convolved(current, layer)
        return [current[s : s + n] for s, n in zip(starts, lengths, strict=True)]

    def _convolved(self, rows: Floats, layer: _Layer) -> Floats:
        """Return the rows with what one layer adds to each from itself and its neighbours."""
        found: Floats = np.empty_like(rows)
        for start in range(0, len(rows), BLOCK):
            end = min(start + BLOCK, len(rows))
            best = found[start:end]
            product = self._product(rows, start, end, layer)
            best[:] = product[:, : self.width]
            for piece in range(1, layer.pieces):
                np.maximum(
                    best, product[:, piece * self.width : (piece + 1) * self.width], out=best
                )
            best -= best.mean(axis=1, keepdims=True)
            variance = np.einsum("ij,ij->i", best, best) / np.float32(self.width) + VARIANCE_FLOOR
            best *= (np.float32(1) / np.sqrt(variance))[:, None]
            best *= layer.scale
            best += layer.shift
            best += rows[start:end]
        return found

    def _product(self, rows: Floats, start: int, end: int, layer: _Layer) -> Floats:
        """Return what a layer makes of each row and its neighbours; no neighbour is noughts."""
        width = self.width
        windows, product = self._windows[: end - start], self._products[: end - start]
        windows[0, :width] = rows[start - 1] if start else 0
        windows[1:, :width] = rows[start : end - 1]
        windows[:, width : 2 * width] = rows[start:end]
        windows[:-1, 2 * width :] = rows[start + 1 : end]
        windows[-1, 2 * width :] = rows[end] if end < len(rows) else 0
        np.matmul(windows, layer.weights, out=product)
        product += layer.bias
        return product

    def _own(self, docs: list[Doc]) -> Floats:
        """Return the vectors of the words by themselves, one row a word."""
        from spacy.attrs import NORM, ORTH, SPACY

        attributes = np.concatenate([doc.to_array([ORTH, NORM, SPACY]) for doc in docs])
        keys = attributes[:, 0] * np.uint64(3) + attributes[:, 1] * SPREAD + attributes[:, 2]
        known = keys.tolist()
        self._batch += 1
        missing = [n for n, key in enumerate(known) if key not in self._rows]
        if missing and len(self._rows) + len(missing) > REMEMBERED:
            self._forget()
            missing = [n for n, key in enumerate(known) if key not in self._rows]
        if missing:
            first = {known[n]: n for n in reversed(missing)}
            self._remember(list(first), self._learnt(attributes[list(first.values())]))
        rows = [self._rows[key] for key in known]
        self._last_met[rows] = self._batch
        return self._table[rows]

    def _forget(self) -> None:
        """Forget the half of the words that were not met for longest."""
        count = len(self._rows)
        kept = np.argsort(self._last_met[:count], kind="stable")[max(count - REMEMBERED // 2, 0) :]
        keys = list(self._rows)  # in the order of their rows
        self._rows = {keys[row]: n for n, row in enumerate(kept.tolist())}
        self._table[: len(kept)] = self._table[kept]
        self._last_met[: len(kept)] = self._last_met[kept]

    def _learnt(self, attributes: Any) -> Floats:  # noqa: ANN401 - a numpy array
        """Return the own vectors of words by the model's first layers."""
        from spacy.attrs import NORM
        from spacy.tokens import Doc

        strings = self._vocab.strings
        words = [strings[word] for word in attributes[:, 0].tolist()]
        alone = Doc(self._vocab, words, attributes[:, 2].astype(bool).tolist())
        norms = attributes[:, 1]
        for n in np.flatnonzero(alone.to_array(NORM) != norms).tolist():
            alone[n].norm_ = strings[int(norms[n])]
        found: Floats = self._own_vectors.predict([alone])[0]
        return found

    def _remember(self, keys: list[int], vectors: Floats) -> None:
        base, end = len(self._rows), len(self._rows) + len(keys)
        if end > len(self._table):
            size = max(2 * base, end)
            self._table = np.concatenate(
                [self._table[:base], np.zeros((size - base, self.width), np.float32)]
            )
            self._last_met = np.concatenate(
                [self._last_met[:base], np.zeros(size - base, np.int64)]
            )
        self._table[base:end] = vectors
        self._rows.update(zip(keys, range(base, end), strict=True))


def _layer(part: Any) -> _Layer:  # noqa: ANN401 - thinc's are untyped
    """Read the parameters of one residual convolution."""
    found = {inner.name: inner for inner in part.walk()}
    weights, bias = found["maxout"].get_param("W"), found["maxout"].get_param("b")
    outputs, pieces, inputs = weights.shape
    # Piece by piece instead of output by output, so that the maximum is one call on whole blocks.
    ordered = weights.transpose(1, 0, 2).reshape(outputs * pieces, inputs).T
    return _Layer(
        np.ascontiguousarray(ordered),
        np.ascontiguousarray(bias.T.reshape(-1)),
        found["layernorm"].get_param("G"),
        found["layernorm"].get_param("b"),
        pieces,
    )
