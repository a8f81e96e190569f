"""Two processes against one, on the same reports.

    python benchmarks/jobs.py [REPORTS]

REPORTS (600) are drawn from ``../shared/gold/news``, or are made up. The time is that of the clock
from the first outcome to the last, so that loading does not count; what else the machine is doing
is told, since two processes need two free cores.
"""

from __future__ import annotations

import os
import sys
import time
from itertools import islice

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import memory
import speed
from tools.report import figure, machine

from dateline.records import Report
from dateline.scale.local import BATCH_CHARS, code_all
from dateline.settings import Settings


def seconds(reports: list[Report], jobs: int) -> float:
    """Return how long coding takes on the clock, without the start of the processes."""
    warm = 4 * jobs * max(1, BATCH_CHARS // max(1, len(reports[0].text)))
    outcomes = code_all([*reports[:warm], *reports], Settings(), jobs)
    for _ in islice(outcomes, warm):
        pass
    began = time.monotonic()
    for _ in outcomes:
        pass
    return time.monotonic() - began


def main() -> int:
    """Compare one process with two."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    machine("spacy", "numpy")
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    sys.stdout.write(f"# load before: {load:.1f} of {os.cpu_count()} cores\n")
    is_here = (speed.SHARED / "gold" / "news").is_dir()
    reports = speed.news(count) if is_here else list(memory.reports(count))
    one = min(seconds(reports, 1) for _ in range(2))
    two = min(seconds(reports, 2) for _ in range(2))
    figure("jobs.two", one / two, "times", "one process")
    figure("jobs.one.reports", len(reports) / one, "reports/s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
