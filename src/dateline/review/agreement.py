"""How far people who code the same claims agree: percent, Cohen's kappa, Krippendorff's alpha.

Labels are nominal: two are the same or they are not. Percent flatters where one label is common;
kappa and alpha take out what chance would give, alpha also with more than two coders and with
units that not everybody coded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

Units = Sequence[Mapping[str, Hashable]]
"""For each unit the label that each coder gave it; who did not code it is left out."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on one field.

    Attributes:
        units: units that two or more people coded.
        percent: share of pairs of labels that are the same, from 0 to 1; None without units.
        kappa: Cohen's, of exactly two coders; None with another number of them, or where both
            gave one and the same label throughout (chance then agrees by itself).
        alpha: Krippendorff's; None where all labels are one.

    """

    units: int
    percent: float | None
    kappa: float | None
    alpha: float | None


def measure(units: Units) -> Agreement:
    """Return the agreement over units."""
    shared = [unit for unit in units if len(unit) > 1]
    return Agreement(len(shared), percent(shared), kappa(shared), alpha(shared))


def percent(units: Units) -> float | None:
    """Return the share of pairs of labels within units that are the same."""
    same = pairs = 0
    for unit in units:
        size = len(unit)
        pairs += size * (size - 1)
        same += sum(n * (n - 1) for n in Counter(unit.values()).values())
    return same / pairs if pairs else None


def kappa(units: Units) -> float | None:
    """Return Cohen's kappa of two coders over the units that both coded."""
    coders = sorted({coder for unit in units for coder in unit})
    if len(coders) != 2:
        return None
    first, second = coders
    both = [(unit[first], unit[second]) for unit in units if first in unit and second in unit]
    if not both:
        return None
    observed = sum(a == b for a, b in both) / len(both)
    one, other = Counter(a for a, _ in both), Counter(b for _, b in both)
    expected = sum(n * other[label] for label, n in one.items()) / len(both) ** 2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def alpha(units: Units) -> float | None:
    """Return Krippendorff's alpha for nominal data; units with one label are left out."""
    totals: Counter[Hashable] = Counter()
    disagreement = 0.0
    for unit in units:
        labels = Counter(unit.values())
        size = sum(labels.values())
        if size < 2:
            continue
        totals.update(labels)
        same = sum(n * (n - 1) for n in labels.values())
        disagreement += (size * (size - 1) - same) / (size - 1)
    values = sum(totals.values())
    expected = values**2 - sum(n * n for n in totals.values())
    if not values or not expected:
        return None
    return 1 - (values - 1) * disagreement / expected
