"""Kill a run at random points until it is done, and compare its output with a quiet run's.

    python benchmarks/killed_runs.py [KILLS] [REPORTS]

The run is ``dateline code … -o FOLDER -j 1`` over REPORTS (300) made-up reports of a table. It is
killed (kill -9) KILLS (5) times at random moments of its life, each time begun again, and in the
end left alone. 100 kills of 5,000 reports is the promise; it takes some 25 minutes.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import memory
from tools.report import figure, machine

SEED = 8


def _table(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as lines:
        for report in memory.reports(count):
            lines.write(json.dumps({"id": report.name, "text": report.text}) + "\n")


def _run(table: Path, out: Path, kill_after: float | None = None) -> float:
    """Run once and return the seconds it took; killed after so many."""
    command = [sys.executable, "-m", "dateline", "code", str(table), "-o", str(out), "-q"]
    began = time.monotonic()
    with subprocess.Popen(command) as process:
        try:
            process.wait(kill_after)
        except subprocess.TimeoutExpired:
            process.kill()
    return time.monotonic() - began


def main() -> int:
    """Kill, go on, compare."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    machine("spacy")
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "reports.jsonl"
        _table(table, count)
        whole, killed = Path(folder) / "whole", Path(folder) / "killed"
        quiet = _run(table, whole)
        done = began = 0
        spent = 0.0
        while done < kills:
            began += 1
            took = _run(table, killed, chance.uniform(0.02, 1.0) * quiet)
            spent += took
            if (killed / "run.json").is_file():
                # It was done before the kill came: what follows begins from nothing.
                for path in killed.iterdir():
                    path.unlink()
                killed.rmdir()
            else:
                done += 1
        spent += _run(table, killed)
        names = sorted(path.name for path in whole.iterdir())
        same = names == sorted(path.name for path in killed.iterdir()) and all(
            (whole / name).read_bytes() == (killed / name).read_bytes() for name in names
        )
        left = [p.name for p in Path(folder).iterdir() if p.name.startswith(".killed")]
    figure("killed_runs.kills", done, "kills")
    figure("killed_runs.runs", began, "runs")
    figure("killed_runs.identical", int(same and not left), "yes = 1", "a run nobody killed")
    return 0 if same and not left else 1


if __name__ == "__main__":
    sys.exit(main())
