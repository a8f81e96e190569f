"""Learn the weights of factuality/weights.tsv again: python scripts/fit_factuality.py GOLD_FOLDER.

GOLD_FOLDER holds factuality/uds_meantime_train.jsonl.gz (UDS-IH2 and MEANTIME in one form); only
the training sentences of UDS-IH2 are read. Each predicate is described by what can be seen around
it (extract/likelihood.py); a ridge regression gives each description a weight; the light ones are
dropped and the rest fitted again.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np

from dateline.evaluate.gold_files import find
from dateline.evaluate.gold_rows import rows_of
from dateline.evaluate.sets.factuality import predicates
from dateline.extract.status.likelihood import LIMIT, features
from dateline.knowledge.weights import BASE

OUT = Path(__file__).resolve().parent.parent / "src/dateline/knowledge/factuality/weights.tsv"
SET = "uds_ih2"
LEAST = 20
"""A description seen less often in training has no weight."""
PENALTY = 30.0
LIGHT = 0.1
"""Weights nearer to nought are dropped."""
HEAD = f"""# What each thing seen around an event adds to its factuality (-{LIMIT:g} to {LIMIT:g}).
# origin: learnt from the training part of UDS-IH2 (White and others 2016; Rudinger, White and Van
#   Durme 2018), in the unified form of Stanovsky and others 2017, by scripts/fit_factuality.py; the
#   card is docs/factuality.md
# licence: CC-BY-4.0
# date: {{day}}
# rows: {{rows}} weights, ridge regression with penalty {PENALTY:g} on {{size}} predicates, seen at
#   least {LEAST} times, none lighter than {LIGHT:g} at the first fit
seen	weight	times
"""


def described(folder: Path) -> tuple[list[list[str]], np.ndarray]:
    """Return what is seen around every predicate, and what people said of it."""
    seen: list[list[str]] = []
    labels: list[float] = []
    for row in rows_of(find(folder, "factuality/uds_meantime_train.jsonl.gz")):
        if row["set"] != SET:
            continue
        for label, head, reading, parsed in predicates(row):
            seen.append(sorted(set(features(head, reading, parsed))))
            labels.append(label)
    return seen, np.array(labels)


def batches(seen: list[list[str]], place: dict[str, int]) -> Iterator[tuple[slice, np.ndarray]]:
    """Yield rows of the design matrix, a thousand at a time."""
    for first in range(0, len(seen), 1000):
        rows = slice(first, min(len(seen), first + 1000))
        block = np.zeros((rows.stop - rows.start, len(place)))
        for i, names in enumerate(seen[rows]):
            block[i, [place[name] for name in names if name in place]] = 1.0
        yield rows, block


def fit(seen: list[list[str]], labels: np.ndarray, names: list[str]) -> tuple[float, np.ndarray]:
    """Return the base and the weights of a ridge regression."""
    place = {name: i for i, name in enumerate(names)}
    size = len(names)
    products, sums, targets = np.zeros((size, size)), np.zeros(size), np.zeros(size)
    for rows, block in batches(seen, place):
        products += block.T @ block
        sums += block.sum(axis=0)
        targets += block.T @ labels[rows]
    count, mean = len(seen), float(labels.mean())
    means = sums / count
    centred = products - count * np.outer(means, means) + PENALTY * np.eye(size)
    weights = np.linalg.solve(centred, targets - sums * mean)
    return mean - float(means @ weights), weights


def main() -> int:
    """Fit, drop the light weights, fit again, write the table."""
    seen, labels = described(Path(sys.argv[1]))
    times = Counter(name for names in seen for name in names)
    names = sorted(name for name, count in times.items() if count >= LEAST)
    _, weights = fit(seen, labels, names)
    names = [name for name, weight in zip(names, weights, strict=True) if abs(weight) > LIGHT]
    base, weights = fit(seen, labels, names)
    day = sys.argv[2] if len(sys.argv) > 2 else date.today().isoformat()
    lines = [HEAD.format(day=day, rows=len(names), size=len(seen)), f"{BASE}\t{base:.3f}\t\n"]
    for name, weight in zip(names, weights, strict=True):
        lines.append(f"{name}\t{weight:.3f}\t{times[name]}\n")
    OUT.write_text("".join(lines), encoding="utf-8", newline="\n")
    sys.stderr.write(f"{len(names)} weights written to {OUT.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
