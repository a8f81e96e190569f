"""Scores of a run against gold: counts, metrics with intervals, and the faults behind them.

Every set of gold has a module in ``evaluate/sets`` with ``run(folder, sample) -> SetResult``.
Intervals are 95 % bootstrap percentiles over reports (resampling whole reports, since the claims
of one report stand and fall together), with a fixed seed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

ROUNDS = 1000
SEED = 20161103
Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Counts:
    """True positives, false positives, false negatives; partial credit may be a fraction."""

    tp: float = 0
    fp: float = 0
    fn: float = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float:
        """Share of what was coded that is right; 0 where nothing was coded."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 where there is no gold."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure: its plain name, value, 95 % interval, and what it was counted from.

    Shares and correlations are fractions; ``unit`` names anything else ("km").
    """

    name: str
    value: float
    low: float | None = None
    high: float | None = None
    counts: Counts | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One miss, false alarm or wrong value, with its sentence, for a person to read."""

    kind: str
    report: str
    sentence: str
    gold: str
    coded: str


@dataclass(frozen=True, slots=True)
class SetResult:
    """All figures of one set of gold.

    Attributes:
        name: ``muc4_tst3``, ``plv_train`` … ; ``reports``: how many reports were scored.
        losses: sentences saying what the mapping onto Dateline's record loses.
    """

    name: str
    reports: int
    metrics: tuple[Metric, ...]
    faults: tuple[Fault, ...] = ()
    losses: tuple[str, ...] = field(default_factory=tuple)


def bootstrap(
    parts: Sequence[Part], statistic: Callable[[Sequence[Part]], float]
) -> tuple[float, float]:
    """Return the 95 % interval of a statistic over reports."""
    if not parts:
        return (0.0, 0.0)
    chance = random.Random(SEED)
    values = sorted(statistic(chance.choices(parts, k=len(parts))) for _ in range(ROUNDS))
    return values[int(0.025 * ROUNDS)], values[int(0.975 * ROUNDS) - 1]


def f1_metrics(prefix: str, parts: Sequence[Counts]) -> tuple[Metric, ...]:
    """Return precision, recall and F1 (micro) of counts by report, F1 with its interval."""
    total = sum(parts, Counts())
    low, high = bootstrap(parts, lambda sample: sum(sample, Counts()).f1)
    name = f"{prefix}_" if prefix else ""
    return (
        Metric(f"{name}precision", total.precision, counts=total),
        Metric(f"{name}recall", total.recall, counts=total),
        Metric(f"{name}f1", total.f1, low, high, total),
    )


def share_metric(name: str, parts: Sequence[Counts]) -> Metric:
    """Return the share of right answers among all, by counts of reports, with its interval."""
    low, high = bootstrap(parts, lambda sample: sum(sample, Counts()).recall)
    total = sum(parts, Counts())
    return Metric(name, total.recall, low, high, total)
