"""Start: what is loaded, what needs eyes, what failed and why, and the way to the next claim."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from dateline.store.tallies import Tally
from dateline.web.desk import Desk
from dateline.web.told import result
from dateline.web.view import View

FAILURES_SHOWN = 5


def _sentence(tally: Tally) -> str:
    if not tally.reports:
        return "No report is here yet"
    claims = f"{tally.claims:,} claims about {tally.events:,} events"
    return f"{tally.reports:,} reports tell {claims}"


def _steps(tally: Tally, folder: str) -> dict[str, str] | None:
    """Return what has to be done first, with its command."""
    if not tally.reports:
        return {"told": "Add reports:", "command": f"dateline add FOLDER --project {folder}"}
    if tally.new:
        told = f"{tally.new:,} reports are not coded yet:"
        return {"told": told, "command": f"dateline code --project {folder}"}
    if tally.claims and not tally.events:
        return {"told": "Claims are not linked yet:", "command": f"dateline link {folder}"}
    return None


def start(desk: Desk, request: Request) -> View:
    """Return the start page."""
    project = desk.project
    tally = desk.counted("tally", project.tally)
    failures = project.failures()
    runs = project.runs()
    waiting = [
        {"n": desk.waiting("review")["count"], "told": "claims to review", "href": "/review"},
        {"n": desk.waiting("pairs")["count"], "told": "pairs: the same event?", "href": "/pairs"},
        {
            "n": desk.waiting("disagreements")["count"],
            "told": "events on which sources differ",
            "href": "/disagreements",
        },
        {"n": len(failures), "told": "failures to look at", "href": "/runs#failures"},
    ]
    run: dict[str, Any] | None = None
    if runs:
        run = {"kind": runs[0].kind, "started": runs[0].started, "told": result(runs[0].body)}
    left = waiting[0]["n"]
    context = {
        "sentence": _sentence(tally),
        "to_review_told": f"{left:,} claims wait" if left else "nothing waits",
        "steps": _steps(tally, desk.name),
        "tally": tally,
        "waiting": waiting,
        "coders": project.coders(),
        "run": run,
        "failures": failures[:FAILURES_SHOWN],
    }
    names = ("reports", "coded", "empty", "failed", "claims", "accepted", "rejected", "events")
    rows = [{"what": name, "how_many": getattr(tally, name)} for name in names]
    rows += [{"what": item["told"], "how_many": item["n"]} for item in waiting]
    return View("start", "Start", "start.html", context, rows=lambda: rows)
