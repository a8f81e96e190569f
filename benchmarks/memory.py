"""Resident memory over many reports, made up so that names never met before keep coming.

    python benchmarks/memory.py [REPORTS]

REPORTS (20,000; 100,000 is the promise) of two or three sentences are coded in this process as
``dateline code`` does. The figure is taken every tenth of the way, from report 1,000 on.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from tools.report import figure, machine

from dateline.api import report_of_text
from dateline.records import Report
from dateline.scale.local import Failure, code_all
from dateline.settings import Settings

SEED = 8
FIRST = 1_000
SOUNDS = ("ka", "lo", "mi", "ra", "tu", "ven", "dor", "sha", "bel", "qui", "zan", "eth", "or")
VERBS = ("shelled", "raided", "attacked", "seized", "left", "visited", "praised", "bombed")
NOUNS = ("rebels", "soldiers", "farmers", "officials", "doctors", "militiamen", "villagers")


def _name(pick: random.Random) -> str:
    return "".join(pick.choices(SOUNDS, k=3)).capitalize()


def reports(count: int) -> Iterator[Report]:
    """Yield made-up reports, each with names of its own."""
    pick = random.Random(SEED)
    for n in range(count):
        doers, others = pick.choice(NOUNS), pick.choice(NOUNS)
        number = pick.randrange(2, 900)
        text = (
            f"{_name(pick)} {_name(pick)} said {doers} {pick.choice(VERBS)} {_name(pick)} on "
            f"{pick.randrange(1, 28)} March, killing {number} {others}. They fled to "
            f"{_name(pick)} after {pick.choice(NOUNS)} {pick.choice(VERBS)} the market."
        )
        yield report_of_text(text, f"report {n}", None)


def resident() -> float:
    """Return the resident memory of this process in MB."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def main() -> int:
    """Code the reports and print the memory as it goes."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    machine("spacy", "numpy")
    marks: list[tuple[int, float]] = []
    failed = 0
    for n, outcome in enumerate(code_all(reports(count), Settings()), 1):
        failed += isinstance(outcome, Failure)
        if n == FIRST or (n > FIRST and n % max(count // 10, 1) == 0):
            marks.append((n, resident()))
            sys.stdout.write(f"# {n:,} reports: {marks[-1][1]:.0f} MB\n")
            sys.stdout.flush()
    first, most = marks[0][1], max(mb for _, mb in marks)
    least = min(mb for _, mb in marks)
    figure("memory.resident", most, "MB")
    figure("memory.most", most / first, "times", f"report {FIRST:,}")
    figure("memory.least", least / first, "times", f"report {FIRST:,}")
    figure("memory.failed", failed, "reports")
    return 0


if __name__ == "__main__":
    sys.exit(main())
