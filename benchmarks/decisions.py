"""Type a thousand decisions into the review page while its server is killed again and again.

    python benchmarks/decisions.py [DECISIONS] [KILLS]

Every decision that was answered must be there at the end, once; one that was sent when the server
died may be there or not. Ends with 1 where a decision is lost or doubled.
"""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "tests"), str(HERE.parent / "src")]

from dateline.store.project import Project
from dateline.web.security import Session
from made_up import filled_project


class Server:
    """``dateline review`` as a process of its own."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "dateline", "review", str(folder), "--port", "0",
                   "--no-browser"]  # fmt: skip
        environ = {**os.environ, "PYTHONPATH": str(HERE.parent / "src")}
        self.process = subprocess.Popen(
            command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=environ
        )
        told = ""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            told += line
            if "token=" in line:
                break
        url = re.search(r"http://\S+", told)
        assert url is not None, told
        self.base, token = url.group().split("/?token=")
        self.word = Session(0, token=token).csrf
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        self.opener.open(url.group(), timeout=30).close()

    def accept(self, claim: str) -> None:
        """Send one decision and wait for its answer."""
        form = f"csrf={self.word}&action=accept&next=/about".encode()
        self.opener.open(f"{self.base}/review/{claim}", form, timeout=30).close()

    def kill(self) -> None:
        """End the server without a word of warning."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        if self.process.stderr is not None:
            self.process.stderr.close()


def main() -> None:
    """Type, kill, start again, and count."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    chance = random.Random(7)
    folder = Path(tempfile.mkdtemp()) / "project"
    with filled_project(folder, wanted) as project:
        claims = [claim.claim_id for claim in project.claims()][:wanted]
    # The server dies a moment after some of the decisions were sent, whatever it is doing.
    deadly = set(chance.sample(range(len(claims)), kills))
    server = Server(folder)
    answered: list[str] = []
    unsure: list[str] = []
    began = time.perf_counter()
    for number, claim in enumerate(claims):
        killer = None
        if number in deadly:
            wait = chance.uniform(0, 0.03)
            killer = subprocess.Popen(["sh", "-c", f"sleep {wait}; kill -9 {server.process.pid}"])
        try:
            server.accept(claim)
            answered.append(claim)
        except (urllib.error.URLError, ConnectionError, OSError):
            unsure.append(claim)
        if killer is not None:
            killer.wait()
            server.kill()
            server = Server(folder)
    seconds = time.perf_counter() - began
    server.kill()
    with Project.open(folder) as project:
        kept = Counter(decision.subject for decision in project.decisions())
        standing = project.standings(claims)
    lost = [claim for claim in answered if not kept[claim]]
    twice = [claim for claim, n in kept.items() if n > 1]
    undone = [c for c in answered if standing[c].verdict != "accepted"]
    print(
        f"{len(answered):,} answered, {len(unsure)} sent as the server died "
        f"({sum(kept[c] for c in unsure)} of them kept), {kills} kills, {seconds:.0f} s: "
        f"{len(lost)} lost, {len(twice)} doubled, {len(undone)} without effect"
    )
    sys.exit(bool(lost or twice or undone))


if __name__ == "__main__":
    main()
