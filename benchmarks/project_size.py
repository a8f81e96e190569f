"""How fast a project of many events answers: lists, facets, filters, points, decisions.

    python benchmarks/project_size.py [EVENTS] [FOLDER]

FOLDER is filled once and used again. Times are the median of five, in milliseconds of CPU time, so
that what else the machine does is not counted.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "tests"), str(HERE.parent / "src")]

from tools import report

from dateline.event_records import Decision
from dateline.filters import Filter
from dateline.store.project import Project
from made_up import filled_project

EVENTS = 100_000


def _milliseconds(work: Callable[[], object], times: int = 5) -> float:
    taken = []
    for _ in range(times):
        began = time.process_time()
        work()
        taken.append(1000 * (time.process_time() - began))
    return statistics.median(taken)


FILTERS = {
    "all": Filter(),
    "type": Filter(event_type=("ASSAULT",)),
    "country": Filter(country=("IRQ",), place="also"),
    "party": Filter(party=("harbour_brigade",)),
    "days": Filter(since=date(2016, 1, 1), until=date(2016, 3, 31)),
    "killed": Filter(killed=10, grade=("contested",)),
    "words": Filter(text="shelled Rasmala"),
    "box": Filter(box=(43.0, 36.0, 44.0, 37.0)),
}


def _questions(project: Project) -> dict[str, Callable[[], object]]:
    asked: dict[str, Callable[[], object]] = {}
    for name, wanted in FILTERS.items():
        asked[f"{name}: page and count"] = lambda wanted=wanted: (
            project.events(wanted, "-date", 50),
            project.count(wanted),
        )
        asked[f"{name}: facets"] = lambda wanted=wanted: project.facets(wanted)
        asked[f"{name}: points"] = lambda wanted=wanted: project.points(wanted)
    asked["last page"] = lambda: project.events(
        order="killed", limit=50, offset=project.count() - 50
    )
    return asked


def main() -> None:
    """Fill the project where it is empty, and measure."""
    n = int(sys.argv[1]) if sys.argv[1:] else EVENTS
    report.machine("sqlalchemy", "numpy")
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp()) / "project"
    if not folder.exists():
        began = time.process_time()
        filled_project(folder, n).close()
        report.figure(f"filled_with_{n}_events", time.process_time() - began, "s")
    with Project.open(folder) as project:
        for name, work in _questions(project).items():
            taken = _milliseconds(work)
            report.figure(name, taken, "ms")
        claims = [c.claim_id for c, _ in zip(project.claims(), range(20), strict=False)]
        given = iter(claims)
        taken = _milliseconds(
            lambda: project.decide(Decision("Ada", "", "accept", next(given))), 20
        )
        report.figure("accept a claim", taken, "ms")
    size = sum(path.stat().st_size for path in folder.glob("project.sqlite*")) / 1e6
    report.figure("database", size, "MB")


if __name__ == "__main__":
    main()
