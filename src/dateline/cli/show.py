"""``dateline show``: how a report was read, its text, or what a project keeps."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.code import Encoding, TextColumn
from dateline.errors import DatelineError, UsageError
from dateline.records import Report

HELP = """Show what a project keeps, how a report was read, or with --text the text that all
offsets index.

WHAT is nothing (how the project stands), one of its lists (events, claims, reports, families,
pairs, failures, runs, decisions), the id of an event or a claim, the name or id of a report in
the project (or run) of the current folder or of --project, or a file. Events and claims take
filters: --event-type, --country, --party, --since, --until, --grade, --reviewed and the rest.

\b
Examples:
  dateline show --project mosul/
  dateline show events --country IRQ --since 2016-10-01
  dateline show 91ab02
  dateline show story.html
  dateline show story.html --text > story.txt
  dateline show 9f86d081 --project coded/
"""

Name = Annotated[str | None, typer.Argument(metavar="WHAT", help="A list, an id or a file.")]
Text = Annotated[bool, typer.Option("--text", help="Print its text, unchanged.")]
Project = Annotated[str, typer.Option("--project", metavar="DIR", help="Where it is kept.")]
Limit = Annotated[int, typer.Option(metavar="N", help="How many of a list at most.")]


def _kept(name: str, folder: Path) -> Iterator[Report]:
    from dateline.store.opened import is_openable, open_folder

    if is_openable(folder):
        for report in open_folder(folder).reports():
            if report.name == name or report.report_id.startswith(name.lower()):
                yield report


def _found(name: str, project: str, options: dict[str, object]) -> Iterator[Report | DatelineError]:
    from dateline.cli import sources

    if name == "-" or Path(name).exists():
        yield from sources.reports([name], sources.settings_for([name], options))
        return
    kept = list(_kept(name, Path(project)))
    if not kept:
        raise UsageError(name, "is no file and no report that is kept here", "Check the name.")
    yield from kept


def _account(report: Report) -> str:
    published = "none" if report.published is None else report.published.isoformat()
    basis = f" (from {report.published_basis})" if report.published_basis else ""
    rows = {
        "report": report.name,
        "id": report.report_id,
        "sha256": report.sha256,
        "read as": f"{report.read_as}, {report.encoding}",
        "title": report.title or "none",
        "publisher": report.publisher or "none",
        "published": f"{published}{basis}",
        "dateline": report.dateline_place or "none",
        "url": report.url or "none",
        "language": report.language or "not known",
        "characters": f"{len(report.text):,}, body from {report.body_start:,}",
        "notes": " ".join(report.notes) or "none",
    }
    return "\n".join(f"{label:<12}{value}" for label, value in rows.items())


def _print_text(text: str) -> None:
    from dateline.export.plain import harmless_lines

    if sys.stdout.isatty():
        sys.stdout.write(harmless_lines(text) + "\n")
        return
    # Into a file or pipe it goes byte for byte, so that offsets index it.
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", errors="surrogatepass"))
    sys.stdout.buffer.flush()


def _in_project(what: str | None, words: list[str], project: str, limit: int) -> bool:
    """Show what a project keeps; tell whether that was what was asked for."""
    from dateline.store.folder import is_project

    is_file = what is not None and (what == "-" or Path(what).exists())
    if is_file or not is_project(Path(project)):
        return False
    from dateline.cli import kept
    from dateline.store.project import Project as Kept

    with Kept.open(project) as opened:
        if what is None:
            kept.overview(opened)
        elif what in kept.LISTS:
            kept.listed(opened, what, words, limit)
        else:
            return kept.found(opened, what)
    return True


def show(
    context: typer.Context,
    what: Name = None,
    text: Text = False,
    project: Project = ".",
    limit: Limit = 50,
    encoding: Encoding = None,
    text_column: TextColumn = None,
) -> None:
    """Show what a project keeps, how a report was read, or its text."""
    if not text and _in_project(what, context.args, project, limit):
        return
    if context.args:
        raise UsageError(context.args[0], "filters events and claims", "Leave it out here.")
    if what is None:
        raise UsageError(project, "is no project", "Name a report, or a project with --project.")
    _show_report(what, text, project, {"encoding": encoding, "text_column": text_column})


def _show_report(report: str, text: bool, project: str, options: dict[str, object]) -> None:
    """Show how a report was read, or its text."""
    from dateline.cli.console import tell_error
    from dateline.export.plain import harmless_lines

    failed = False
    for found in _found(report, project, options):
        if isinstance(found, DatelineError):
            failed = True
            tell_error(found)
        elif text:
            _print_text(found.text)
        else:
            sys.stdout.write(harmless_lines(_account(found)) + "\n")
    if failed:
        raise typer.Exit(3)
