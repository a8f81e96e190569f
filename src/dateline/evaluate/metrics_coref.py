"""Coreference: MUC (Vilain et al. 1995), B³ (Bagga and Baldwin 1998), CEAF-e (Luo 2005), CoNLL.

Key and response are lists of clusters over the same kind of mentions, singletons included. Each
measure is given as its numerators and denominators, so that those of several topics can be summed
before they are divided, as the CoNLL scorer does.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dateline.evaluate.assignment import best_pairs

Mention = TypeVar("Mention", bound=Hashable)
Clusters = Sequence[frozenset[Mention]]


@dataclass(frozen=True, slots=True)
class Ratio:
    """Recall and precision as what is right over all of the key, and over all of the response."""

    recall_right: float = 0.0
    recall_all: float = 0.0
    precision_right: float = 0.0
    precision_all: float = 0.0

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio(
            self.recall_right + other.recall_right,
            self.recall_all + other.recall_all,
            self.precision_right + other.precision_right,
            self.precision_all + other.precision_all,
        )

    @property
    def recall(self) -> float:
        """Share of the key that was found; 0 where there is none."""
        return self.recall_right / self.recall_all if self.recall_all else 0.0

    @property
    def precision(self) -> float:
        """Share of the response that is right; 0 where there is none."""
        return self.precision_right / self.precision_all if self.precision_all else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def _owners(clusters: Clusters[Mention]) -> dict[Mention, int]:
    return {mention: n for n, cluster in enumerate(clusters) for mention in cluster}


def _links(clusters: Clusters[Mention], others: Clusters[Mention]) -> tuple[float, float]:
    """Return how many links of the clusters the others keep, and how many there are."""
    owners = _owners(others)
    kept = total = 0
    for cluster in clusters:
        parts = {owners[m] for m in cluster if m in owners}
        alone = sum(1 for m in cluster if m not in owners)
        kept += len(cluster) - len(parts) - alone
        total += len(cluster) - 1
    return kept, total


def muc(key: Clusters[Mention], response: Clusters[Mention]) -> Ratio:
    """Return the MUC score: links between mentions; singletons do not count."""
    return Ratio(*_links(key, response), *_links(response, key))


def _shares(clusters: Clusters[Mention], others: Clusters[Mention]) -> tuple[float, float]:
    owners, of = _owners(others), list(others)
    right = 0.0
    for cluster in clusters:
        for mention in cluster:
            if mention in owners:
                right += len(cluster & of[owners[mention]]) / len(cluster)
    return right, float(sum(len(c) for c in clusters))


def b_cubed(key: Clusters[Mention], response: Clusters[Mention]) -> Ratio:
    """Return B³: for each mention, how much of its cluster is right."""
    return Ratio(*_shares(key, response), *_shares(response, key))


def ceaf_e(key: Clusters[Mention], response: Clusters[Mention]) -> Ratio:
    """Return the entity-based CEAF: the best one-to-one pairing of clusters by their Dice."""
    owners = _owners(response)
    dice: dict[tuple[int, int], float] = {}
    for i, cluster in enumerate(key):
        for j in {owners[m] for m in cluster if m in owners}:
            both = len(cluster & response[j])
            dice[i, j] = 2 * both / (len(cluster) + len(response[j]))
    right = sum(dice[pair] for pair in best_pairs(dice))
    return Ratio(right, len(key), right, len(response))


@dataclass(frozen=True, slots=True)
class Conll:
    """The three measures together; ``f1`` is the mean of their F1."""

    muc: Ratio = Ratio()
    b_cubed: Ratio = Ratio()
    ceaf_e: Ratio = Ratio()

    def __add__(self, other: Conll) -> Conll:
        return Conll(self.muc + other.muc, self.b_cubed + other.b_cubed, self.ceaf_e + other.ceaf_e)

    @property
    def f1(self) -> float:
        """Mean of the F1 of MUC, B³ and CEAF-e."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3


def conll(key: Clusters[Mention], response: Clusters[Mention]) -> Conll:
    """Return all three measures of one topic."""
    return Conll(muc(key, response), b_cubed(key, response), ceaf_e(key, response))
