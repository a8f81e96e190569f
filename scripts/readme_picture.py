"""Put a real run of Dateline into README.md, between <!-- output --> and <!-- /output -->.

Without options the picture is renewed; with --check nothing is written, and the exit code is 1
where the picture is not current.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dateline.export.text_view import render
from dateline.read.files import read_paths
from dateline.records import Report
from dateline.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
EXAMPLE = "examples/rival-1-agency.txt"
CLAIMS = 3
WIDTH = 96
BEGIN, END = "<!-- output -->", "<!-- /output -->"


def picture() -> str:
    """Return the first claims of the example as the command prints them.

    Raises:
        DatelineError: the example cannot be read or coded.
    """
    from dateline.pipeline import code

    (report,) = read_paths([str(ROOT / EXAMPLE)], Settings())
    if not isinstance(report, Report):
        raise report
    claims = code(report, Settings()).claims[:CLAIMS]
    views = "\n\n".join(render(claim, report, WIDTH) for claim in claims)
    return f"```console\n$ dateline {EXAMPLE}\n{views}\n…\n```"


def renewed(readme: str, shown: str) -> str:
    """Return the README with another picture.

    Raises:
        ValueError: the README has no place for it.
    """
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"README.md has no place for the picture: write {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{shown}\n\n{END}{after}"


def main() -> int:
    """Renew or check the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    readme = README.read_text(encoding="utf-8")
    current = renewed(readme, picture())
    if readme == current:
        return 0
    if check:
        sys.stderr.write("README.md: its picture is not current. Run 'make docs'.\n")
        return 1
    README.write_text(current, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
