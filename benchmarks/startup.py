"""How long the command takes before it does anything, and before the first report is coded.

    python benchmarks/startup.py

Each is the best of five; ``user`` is the time of the processor, which other work on the machine
does not lengthen.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tools.report import figure, machine

TEXT = "Rebels shelled the port of Varga on 3 March 2015, killing 12 people, an officer said."
RUNS = 5


def _best(*arguments: str) -> tuple[float, float]:
    """Return the least seconds on the clock and of the processor that a command took."""
    clock, spent = [], []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.monotonic()
        subprocess.run(arguments, check=True, capture_output=True)
        clock.append(time.monotonic() - began)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(clock), min(spent)


def main() -> int:
    """Time the command with and without a report."""
    machine("spacy", "typer")
    command = (sys.executable, "-m", "dateline")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.txt"
        report.write_text(TEXT, encoding="utf-8")
        _, bare = _best(sys.executable, "-c", "import typer")
        for name, arguments in (
            ("version", ("--version",)),
            ("help", ("--help",)),
            ("code_help", ("code", "--help")),
            ("code", ("code", str(report))),
        ):
            clock, spent = _best(*command, *arguments)
            figure(f"startup.{name}", clock, "s")
            figure(f"startup.{name}.user", spent, "s")
            figure(f"startup.{name}.ratio", spent / bare, "times", "python -c 'import typer'")
    return 0


if __name__ == "__main__":
    sys.exit(main())
