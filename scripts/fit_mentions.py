"""Learn linking/mention_weights.tsv again: python scripts/fit_mentions.py GOLD_FOLDER.

GOLD_FOLDER holds ecbplus/train.jsonl.gz. Every two event mentions of one topic are described by
what link/mention_pairs.py sees of them; a ridge logistic regression says how likely they are one
event. Topics weigh by the root of their pairs; of pairs that nothing suggests one in ten is read.
"""

from __future__ import annotations

import sys
import zlib
from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np

from dateline.evaluate.gold_files import find
from dateline.evaluate.gold_rows import rows_of
from dateline.evaluate.sets.ecbplus import read
from dateline.link.mention_pairs import Mentions, Seen

OUT = Path(__file__).resolve().parent.parent / "src/dateline/knowledge/linking/mention_weights.tsv"
PENALTY = 1000.0
EASY = 10
STEPS = 12
HEAD = """# What each thing seen of two event words adds to the log odds that they are one event.
# origin: learnt from the training topics of ECB+ (Cybulska and Vossen 2014) by
#   scripts/fit_mentions.py
# licence: CC-BY-3.0
# date: {day}
# about: {rows} weights, logistic regression with ridge penalty {penalty:g} on {size} pairs
seen	weight
"""


def described(folder: Path) -> tuple[list[Seen], np.ndarray, np.ndarray]:
    """Return what is seen of pairs, whether they are one event, and how much each counts."""
    golds, reports = read(rows_of(find(folder, "ecbplus/train.jsonl.gz")))
    mentions = Mentions([g.seen for g in golds], reports)
    by_topic: dict[str, list[int]] = {}
    for n, gold in enumerate(golds):
        by_topic.setdefault(gold.topic, []).append(n)
    seen: list[Seen] = []
    labels: list[bool] = []
    counts: list[float] = []
    for places in by_topic.values():
        share = 1 / (len(places) * len(places)) ** 0.25 / len(places) ** 0.5
        for i, j in combinations(places, 2):
            one = golds[i].chain == golds[j].chain
            found = mentions.seen(i, j)
            plain = not (one or found["same"] or found["alike"] or found["synonym"])
            if plain and zlib.crc32(f"{golds[i].place}{golds[j].place}".encode()) % EASY:
                continue
            seen.append(found)
            labels.append(one)
            counts.append(share * (EASY if plain else 1))
    weights = np.array(counts)
    return seen, np.array(labels, float), weights / weights.mean()


def fit(seen: list[Seen], labels: np.ndarray, counts: np.ndarray) -> dict[str, float]:
    """Return the weights of a ridge logistic regression, on things seen at their own scale."""
    names = sorted({name for found in seen for name in found if name != "base"})
    place = {name: n for n, name in enumerate(names)}
    table = np.zeros((len(seen), len(names)))
    for row, found in enumerate(seen):
        for name, value in found.items():
            if name != "base":
                table[row, place[name]] = value
    mean, spread = table.mean(axis=0), table.std(axis=0) + 1e-6
    table = np.hstack([np.ones((len(seen), 1)), (table - mean) / spread])
    weights = np.zeros(table.shape[1])
    ridge = np.full(table.shape[1], PENALTY)
    ridge[0] = 0.0
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ ((labels - chance) * counts) - ridge * weights
        curve = (table * (chance * (1 - chance) * counts + 1e-9)[:, None]).T @ table
        weights += np.linalg.solve(curve + np.diag(ridge), slope)
    own = weights[1:] / spread
    return {"base": float(weights[0] - own @ mean), **dict(zip(names, own.tolist(), strict=True))}


def main() -> None:
    """Read, fit and write."""
    seen, labels, counts = described(Path(sys.argv[1]))
    print(f"{len(seen)} pairs, {int(labels.sum())} of one event", Counter(labels.tolist()))
    weights = fit(seen, labels, counts)
    head = HEAD.format(
        day=date.today().isoformat(), rows=len(weights), penalty=PENALTY, size=len(seen)
    )
    rows = "".join(f"{name}\t{weight:.5f}\n" for name, weight in sorted(weights.items()))
    OUT.write_text(head + rows, encoding="utf-8")
    print(OUT)


if __name__ == "__main__":
    main()
