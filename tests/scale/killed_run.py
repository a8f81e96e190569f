"""A run with a stub for the coder, for a test to kill: killed_run.py OUT REPORTS MILLISECONDS."""

import sys
import time
from dataclasses import replace
from pathlib import Path

from dateline.api import report_of_text
from dateline.cli import outputs
from dateline.cli.progress import Progress
from dateline.records import Coded, SentenceAccount, SentenceRef
from dateline.scale import journal
from dateline.scale.local import Failure
from dateline.settings import Settings

journal.PAGE = 7


def reports(number):
    for n in range(number):
        text = f"Report {n} of the town council: nothing happened on day {n}."
        yield replace(report_of_text(text, f"r{n}", None), title=f"“{n}”\u2028")


def coder(items, pause):
    for item in items:
        time.sleep(pause)
        if item.name.endswith("13"):
            yield Failure(item.name, "could not be coded", "Leave it out.")
            continue
        account = SentenceAccount(SentenceRef(1, 0, len(item.text)), 0, "no_event_word")
        yield Coded(item, (), (), (account,))


def main(out, number, pause):
    target = outputs.choose(out, None, False, [])
    progress = Progress(number, quiet=True, verbose=False)
    key = f"{number} reports"
    with (
        journal.Journal(journal.place_beside(Path(out)), key) as pages,
        outputs.opened(target, Settings(), progress.tally) as output,
    ):
        for outcome in pages.outcomes(reports(number), lambda items: coder(items, pause)):
            progress.count(outcome)
            if not isinstance(outcome, Failure):
                output.add(outcome)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]) / 1000)
