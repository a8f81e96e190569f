"""Whether a word costs as much in a long report as in a short one.

    python benchmarks/length.py [WORDS]

One report is made of the project's own gold reports, again and again, up to WORDS (60,000, some 200
pages), and coded whole; the baseline is a tenth of it. The time is the time of the processor.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import date
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from tools.report import figure, machine

from dateline.api import report_of_text
from dateline.pipeline import code
from dateline.settings import Settings

REPORTS = Path(__file__).resolve().parents[1] / "tests" / "golden" / "reports"


def text_of(words: int) -> str:
    """Return a text of at least so many words, in whole reports."""
    found: list[str] = []
    length = 0
    while length < words:
        for path in sorted(REPORTS.glob("*.txt")):
            found.append(path.read_text(encoding="utf-8"))
            length += len(found[-1].split())
            if length >= words:
                break
    return "\n\n".join(found)


def a_word(words: int) -> float:
    """Return what a word costs in a report of so many, in microseconds."""
    text = text_of(words)
    report = report_of_text(text, f"{words} words", date(2020, 5, 4))
    began = time.process_time()
    code(report, Settings(max_report_seconds=36_000))
    return (time.process_time() - began) / len(text.split()) * 1e6


def main() -> int:
    """Compare a long report with one a tenth as long."""
    words = int(sys.argv[1]) if len(sys.argv) > 1 else 60_000
    machine("spacy")
    a_word(words // 10)  # loads, and meets the words for the first time
    short, long = a_word(words // 10), a_word(words)
    figure("length.word", long, "µs a word")
    figure("length.growth", long / short, "times", f"a report of {words // 10:,} words")
    return 0


if __name__ == "__main__":
    sys.exit(main())
