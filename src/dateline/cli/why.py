"""``dateline why``: everything a claim rests on, and what was rejected beside it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.code import Gazetteer, Knowledge, Published
from dateline.errors import UsageError
from dateline.records import Claim, Coded

HELP = """Show what a claim rests on: words, rules, reasons, and what was rejected beside it.

CLAIM_ID may be cut short as long as it stays the only one. PATHS are the reports it came from
(they are coded again), a folder written by 'dateline code -o', or a project.

\b
Examples:
  dateline why 4f2a91 report.txt
  dateline why 4f2a91 coded/
  dateline why all report.txt --published 2016-11-03
"""

Id = Annotated[str, typer.Argument(metavar="CLAIM_ID", help="A claim's id, or 'all'.")]
Paths = Annotated[
    list[str] | None, typer.Argument(help="Reports, a run or a project.", show_default=False)
]


def _coded(paths: list[str], options: dict[str, object]) -> Iterator[Coded]:
    from dateline.cli import sources
    from dateline.cli.console import talk
    from dateline.export.plain import harmless
    from dateline.scale.local import Failure, code_all
    from dateline.store.opened import is_openable, open_folder

    settings = sources.settings_for(paths, options)
    for path in paths:
        if path != "-" and is_openable(Path(path)):
            yield from open_folder(path).coded()
            continue
        for outcome in code_all(sources.reports([path], settings), settings):
            if isinstance(outcome, Failure):
                talk(f"failed: {harmless(str(outcome))}")
            else:
                yield outcome


def why(
    claim_id: Id,
    paths: Paths = None,
    published: Published = None,
    knowledge: Knowledge = None,
    gazetteer: Gazetteer = None,
) -> None:
    """Show what a claim rests on."""
    from dateline.cli import sources
    from dateline.cli.console import width
    from dateline.export.explain import explain

    named = sources.require_paths(list(paths or []))
    options: dict[str, object] = {
        "published": published,
        "knowledge": knowledge,
        "gazetteer": gazetteer,
    }
    wanted = "" if claim_id == "all" else claim_id.lower()
    found: dict[str, tuple[Claim, Coded]] = {}
    for coded in _coded(named, options):
        for claim in coded.claims:
            if claim.claim_id.lower().startswith(wanted):
                found.setdefault(claim.claim_id, (claim, coded))
    if not found:
        raise UsageError(
            claim_id,
            f"no claim of {', '.join(named)} has this id",
            "See the ids with 'dateline code PATHS --format jsonl', and give the same --published.",
        )
    if len(found) > 1 and wanted:
        listed = ", ".join(sorted(found)[:5])
        raise UsageError(claim_id, f"{len(found)} claims begin so: {listed}", "Give more of it.")
    told = [explain(claim, coded, width()) for claim, coded in found.values()]
    sys.stdout.write("\n\n".join(told) + "\n")
