"""Kill a project's commands at random points, go on each time, and compare with a quiet run.

    python benchmarks/project_kills.py [KILLS]

The work is: take reports in, code them (a stand-in makes the claims), link them, decide on some.
Every kill is a kill -9 a random moment after the work began. In the end the project must hold
what a run without kills holds, and every decision that was told as kept.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "tests"), str(HERE.parent / "src")]

EVENTS = 60
KILLS = 200
WHO = "Ada"


def work(folder: Path, events: int) -> None:
    """Do all that is left to do, telling each decision once it is kept."""
    from dateline.event_records import Decision
    from dateline.store.project import Project
    from made_up import made_up

    made = made_up(events)
    coded = {each.report.report_id: each for each in made.coded}
    print("begun", flush=True)
    if not folder.exists() or not any(folder.iterdir()):
        Project.create(folder).close()
    with Project.open(folder) as project, project.alone():
        project.add([each.report for each in made.coded])
        todo = project.to_code("one")
        if todo:
            run = project.begin_run("code", "one", {})
            for report_id in todo:
                project.keep(coded[report_id], run)
            project.end_run(run, {})
        project.link()
        claims = sorted(claim.claim_id for each in made.coded for claim in each.claims)
        for n, claim in enumerate(claims[:40]):
            kind = "reject" if n % 3 == 0 else "accept"
            if not project.decisions(claim):
                kept = project.decide(Decision(WHO, "", kind, claim))
                print(f"decided {kept.subject}", flush=True)
        project.link()
    print("done", flush=True)


def state(folder: Path) -> dict[str, object]:
    """Return what a project holds, moments and numbers of runs left out."""
    from dateline.store.check import Checked, check
    from dateline.store.project import Project

    with Project.open(folder) as project:
        return {
            "reports": [report.report_id for report in project.reports()],
            "claims": list(project.claims()),
            "events": project.events(order="id"),
            "pairs": project.pairs(),
            "decisions": [(d.who, d.kind, d.subject) for d in project.decisions()],
            "faults": [str(fault) for fault in check(project, Checked())],
        }


def _once(folder: Path, events: int, wait: float | None) -> tuple[bool, list[str], float]:
    """Run the work; kill it after so many seconds of work; return whether it ended by itself."""
    command = [sys.executable, __file__, "--work", str(folder), str(events)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        child.stdout.readline()
        began = time.monotonic()
        if wait is not None:
            time.sleep(wait)
            child.send_signal(signal.SIGKILL)
        told = [line.split()[1] for line in child.stdout if line.startswith("decided")]
        ended = child.wait() == 0
    return ended, told, time.monotonic() - began


def killed_often(
    kills: int, events: int = EVENTS, seed: int = 1
) -> tuple[dict[str, object], dict[str, object], int]:
    """Return the state after a quiet run, the state after many kills, and how many really hit.

    Raises:
        AssertionError: a decision that was told as kept is not there.
    """
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="dateline-kills-") as place:
        quiet = Path(place) / "quiet"
        _, _, seconds = _once(quiet, events, None)
        expected = state(quiet)
        hit, projects = 0, 0
        found = expected
        while hit < kills:
            projects += 1
            folder = Path(place) / f"killed-{projects}"
            told: list[str] = []
            ended = False
            while not ended:
                wait = chance.uniform(0, seconds) if hit < kills else None
                ended, more, _ = _once(folder, events, wait)
                told += more
                hit += not ended
            found = state(folder)
            kept = [subject for _, _, subject in found["decisions"]]  # type: ignore[attr-defined]
            assert set(told) <= set(kept), "a decision that was told as kept is lost"
            if found != expected:
                break
        return expected, found, hit


def main() -> None:
    """Kill as often as the command line says."""
    if sys.argv[1:2] == ["--work"]:
        work(Path(sys.argv[2]), int(sys.argv[3]))
        return
    from tools import report

    report.machine("sqlalchemy")
    expected, found, hit = killed_often(int(sys.argv[1]) if sys.argv[1:] else KILLS)
    differing = [key for key in expected if expected[key] != found[key]]
    report.figure("kills", hit, "kills")
    report.figure("parts_that_differ", len(differing), "parts", "a run without kills")
    sys.exit(f"differs: {', '.join(differing)}" if differing else 0)


if __name__ == "__main__":
    main()
