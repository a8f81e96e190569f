"""The learnt weights by which an event is graded between "certainly not" and "certainly"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.knowledge.tables import packaged, parse_table

NAME = "factuality/weights.tsv"
BASE = "(base)"


@dataclass(frozen=True, slots=True)
class Weights:
    """What each thing seen adds to the grade, and the grade of which nothing is known."""

    base: float
    of: dict[str, float]


@cache
def load() -> Weights:
    """Return the weights of the package."""
    content = dict(packaged("factuality"))[NAME]
    rows = parse_table(NAME, content).rows
    of = {row["seen"]: float(row["weight"]) for row in rows}
    return Weights(of.pop(BASE), of)
