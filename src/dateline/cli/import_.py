"""``dateline import``: what was exported, and what people did with it, back into a project."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.project import Project
from dateline.errors import UsageError

HELP = """Take what was exported, or what people did with it, back into a project.

FILE is one of:

\b
  a package or jsonl that 'dateline export' wrote: into a new project everything, with all ids;
      into one that has its claims only the decisions that are not there yet
  the JSON of Label Studio, the JSON Lines of doccano or Prodigy, or Web Annotations, made from an
      export and worked on: what was confirmed, mended and thrown out becomes decisions

ACLED and UCDP files are compared, not imported: 'dateline compare'.

\b
Examples:
  dateline import out/ --project copy/
  dateline import from-ana.jsonl --project mosul/
  dateline import label-studio-export.json --project mosul/ --who Ana
"""

File = Annotated[str, typer.Argument(metavar="FILE", help="What was exported or annotated.")]
Who = Annotated[
    str | None, typer.Option(help="Who annotated; else the name in the file, else DATELINE_WHO.")
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Tell only what failed.")]


def _records(path: Path, project: str, quiet: bool) -> list[str]:
    """Take in records without loss; return what failed."""
    from dateline.cli.console import talk, working
    from dateline.export import lossless
    from dateline.store import folder
    from dateline.store.project import Project as Kept
    from dateline.store.restore import restore, take_decisions

    records = lossless.read(path)
    if not folder.is_project(Path(project)):
        Kept.create(project).close()
    with Kept.open(project) as kept, working("importing", quiet=quiet):
        if not any(True for _ in kept.reports(old=True)):
            restore(kept, records, path.name)
            told = (
                f"{len(records.reports):,} reports · {len(records.claims):,} claims · "
                f"{len(records.events):,} events · {len(records.decisions):,} decisions"
            )
            failed: list[str] = []
        else:
            new, old, failed = take_decisions(kept, records.decisions)
            told = f"{new:,} decisions taken · {old:,} there already · {len(failed):,} failed"
    if not quiet:
        talk(told)
    return failed


def _annotations(path: Path, project: str, who: str | None, quiet: bool) -> list[str]:
    """Take in what people did in an annotation tool; return what failed."""
    from dateline.cli.console import talk, working
    from dateline.export.annotate.returned import read
    from dateline.review.annotated import decisions_of
    from dateline.store.project import Project as Kept
    from dateline.store.restore import take_decisions

    with Kept.open(project) as kept, working("importing", quiet=quiet):
        found = read(path, who or os.environ.get("DATELINE_WHO") or os.environ.get("USER") or "")
        new = old = 0
        failed: list[str] = []
        for annotated in found:
            row = kept.report_row(annotated.report_id)
            if row is None:
                failed.append(f"report {annotated.report_id}: is not in this project.")
                continue
            claims = kept.claims_of_report(annotated.report_id)
            taken, known, faults = take_decisions(
                kept, decisions_of(annotated, claims, kept.report(annotated.report_id))
            )
            new, old, failed = new + taken, old + known, failed + faults + list(annotated.notes)
    if not quiet:
        talk(f"{new:,} decisions taken · {old:,} there already · {len(failed):,} not taken")
    return failed


def import_(file: File, project: Project = ".", who: Who = None, quiet: Quiet = False) -> None:
    """Take what was exported, or what people did with it, back into a project."""
    from dateline.cli.console import talk
    from dateline.compare.other_files import is_other
    from dateline.export import lossless, package
    from dateline.export.plain import harmless

    given = Path(file)
    if not given.exists():
        raise UsageError(file, "is not there", "Check the name.")
    path = package.records_file(given)
    if is_other(path):
        raise UsageError(file, "is a table of another project", f"Use: dateline compare {file}")
    if lossless.is_lossless(path):
        failed = _records(path, project, quiet)
    else:
        failed = _annotations(path, project, who, quiet)
    for fault in failed:
        talk(harmless(f"  {fault}"))
    if failed:
        raise typer.Exit(3)
