"""Whether two workers of the engine give the same claims as two plain processes, and how fast.

    python benchmarks/engine.py [REPORTS]

REPORTS (20,000) are made up, of one to four sentences. Outputs are compared byte for byte.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from tools.report import figure, machine

PLACES = ("Aleppo", "Goma", "Kharkiv", "Maiduguri", "Mosul", "Sittwe", "Taiz", "Zinjibar")
ACTORS = ("Rebels", "Soldiers", "Gunmen", "Militiamen", "Police officers", "Insurgents")
DEEDS = (
    "shelled a market in {place} on {day}, killing {n} people, officials said",
    "attacked a checkpoint near {place}, wounding {n} soldiers, according to residents",
    "arrested {n} protesters in {place} late on {day}",
    "released {n} prisoners in {place}, the ministry said on {day}",
)
DAYS = ("Monday", "Tuesday", "Friday", "Sunday")
CALM = (
    "The harvest around {place} was good this year, farmers said.",
    "Ministers met in {place} to speak about trade and the price of bread.",
)


def reports(count: int, path: Path) -> None:
    """Write made-up reports as JSON Lines, a third of them without an event."""
    pick = random.Random(7)
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            sentences = []
            for _ in range(pick.randint(1, 4)):
                place, day = pick.choice(PLACES), pick.choice(DAYS)
                if pick.random() < 0.33:
                    sentences.append(pick.choice(CALM).format(place=place))
                    continue
                deed = pick.choice(DEEDS).format(place=place, day=day, n=pick.randint(2, 90))
                sentences.append(f"{pick.choice(ACTORS)} {deed}.")
            row = {"id": str(number), "published": "2016-11-03", "text": " ".join(sentences)}
            stream.write(json.dumps(row) + "\n")


def seconds(arguments: list[str]) -> float:
    """Return how long a run of the command takes, in seconds of the clock."""
    began = time.monotonic()
    command = [sys.executable, "-m", "dateline", "code", *arguments, "-q"]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return time.monotonic() - began


def kill_a_worker(after: float) -> None:
    """Kill one worker process of Daft after some seconds."""
    time.sleep(after)
    found = subprocess.run(["pgrep", "-f", "daft.execution.udf_worker"], capture_output=True)
    workers = [int(line) for line in found.stdout.split()]
    if workers:
        os.kill(workers[0], signal.SIGKILL)
        sys.stdout.write(f"# killed worker {workers[0]}\n")


def main(count: int) -> None:
    """Print the figures."""
    machine("daft", "spacy", "rensa")
    folder = Path(tempfile.mkdtemp(prefix="dateline-engine-"))
    try:
        source = folder / "reports.jsonl"
        reports(count, source)
        plain = seconds([str(source), "-j", "2", "-o", str(folder / "plain")])
        engine = ["--engine", "daft", "-j", "2"]
        daft = seconds([str(source), *engine, "-o", str(folder / "daft")])
        threading.Thread(target=kill_a_worker, args=(daft / 2,), daemon=True).start()
        killed = seconds([str(source), *engine, "-o", str(folder / "killed")])
        for name in ("daft", "killed"):
            same = subprocess.run(["diff", "-r", folder / "plain", folder / name]).returncode == 0
            figure(f"engine-{name}-same-output", float(same), "of 1", "two plain processes")
        figure("engine-two-workers", daft / plain, "times", "two plain processes")
        figure("engine-worker-killed", killed / daft, "times", "the same, none killed")
        figure("engine-reports-per-second", count / daft, "1/s")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
