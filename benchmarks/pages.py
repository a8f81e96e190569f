"""How fast the review page of a project of many events answers, in server time.

    python benchmarks/pages.py 100000 [FOLDER]

FOLDER is filled once and used again. Every address is asked after a decision (what was counted is
counted anew) and then again; the times are CPU time of the whole answer, in milliseconds. Ends
with 1 where one of the addresses that a person waits for takes longer than the limit.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import time
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "tests"), str(HERE.parent / "src")]
warnings.simplefilter("ignore")

from dateline.event_records import Decision
from dateline.store.project import Project
from made_up import filled_project
from web_project import browser_of, post

LIMIT = 300.0
TIMES = 3
WAITED_FOR = {
    "start": "/",
    "events: first paint": "/events",
    "events: filter by type": "/events?event_type=ASSAULT",
    "events: filter by country, places or not": "/events?country=IRQ&place=also",
    "events: filter by days": "/events?since=2016-01-01&until=2016-03-31",
    "events: filter by toll and grade": "/events?killed=10&grade=contested",
    "events: filter by party": "/events?party=harbour_brigade",
    "events: page 900, most killed": "/events?order=killed&page=900",
    "review: by doubt": "/review",
    "review: by deaths": "/review?order=deaths",
    "review: by disagreement": "/review?order=disagreement",
    "review: newest": "/review?order=newest",
    "review: as reports stand": "/review?order=text",
    "review: random sample": "/review?order=random",
    "review: of a filter": "/review?country=IRQ",
    "disagreements": "/disagreements",
    "disagreements on blame": "/disagreements?on=actor",
    "same event?": "/pairs",
    "quality": "/quality",
}
AFTERWARDS = {
    "map: zoom 2": "/events/map?zoom=2",
    "map: zoom 6, one type": "/events/map?zoom=6&event_type=ASSAULT",
    "events: filter by words": "/events?text=shelled",
    "runs": "/runs",
    "reports": "/reports",
    "export": "/export",
}


def _taken(page: object, path: str) -> float:
    began = time.process_time()
    answer = page.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return 1000 * (time.process_time() - began)


def _next_claim(page: object) -> float:
    """Accept a claim and be shown the next one, as the key ``a`` does."""
    text = page.get("/review").text
    claim = re.search(r'data-claim="([^"]+)"', text).group(1)
    following = re.search(r'name="next" value="([^"]+)"', text).group(1).replace("&amp;", "&")
    began = time.process_time()
    answer = post(page, f"/review/{claim}", action="accept", next=following)
    shown = page.get(answer.headers["location"])
    assert shown.status_code == 200
    return 1000 * (time.process_time() - began)


def main() -> None:
    """Fill the project where it is empty, and measure."""
    n = int(sys.argv[1]) if sys.argv[1:] else 100_000
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp()) / "project"
    if not folder.exists():
        began = time.process_time()
        filled_project(folder, n).close()
        print(f"filled with {n:,} events in {time.process_time() - began:.0f} s")
    slowest = 0.0
    with Project.open(folder) as project:
        page = browser_of(project)
        claims = [c.claim_id for c, _ in zip(project.claims(), range(60), strict=False)]
        given = iter(claims)
        for paths, counts in ((WAITED_FOR, True), (AFTERWARDS, False)):
            for name, path in paths.items():
                anew = []
                for _ in range(TIMES):
                    project.decide(Decision("Ada", "", "comment", next(given, claims[0]), why="x"))
                    anew.append(_taken(page, path))
                again = _taken(page, path)
                first = statistics.median(anew)
                slowest = max(slowest, first) if counts else slowest
                print(f"{first:8.1f} ms anew {again:8.1f} ms again  {name}")
        each = [_next_claim(page) for _ in range(20)]
        slowest = max(slowest, statistics.median(each))
        print(f"{statistics.median(each):8.1f} ms  accept a claim and show the next")
        print(f"{max(each):8.1f} ms  the slowest of 20")
    print(f"slowest that a person waits for: {slowest:.0f} ms (limit {LIMIT:.0f})")
    sys.exit(slowest > LIMIT)


if __name__ == "__main__":
    main()
