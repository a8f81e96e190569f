"""``dateline init`` and ``dateline add``: make a project and take reports in."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.code import Encoding, Published, Quiet, TextColumn

INIT_HELP = """Make a project folder: settings, originals and reports in one place.

\b
Examples:
  dateline init mosul/
  dateline add reports/ --project mosul/
  dateline code mosul/
"""

ADD_HELP = """Take reports into a project; what is there already is not taken twice.

The received bytes are kept untouched under originals/, by their SHA-256.

\b
Examples:
  dateline add reports/*.html
  dateline add reports.zip --project mosul/
"""

Folder = Annotated[str, typer.Argument(metavar="DIR", help="A new or empty folder.")]
Paths = Annotated[list[str], typer.Argument(help="Reports.", show_default=False)]
Project = Annotated[str, typer.Option("--project", metavar="DIR", help="The project.")]


def init(folder: Folder) -> None:
    """Make a project folder."""
    from dateline.cli.console import talk
    from dateline.store.project import Project

    Project.create(folder).close()
    talk(f"{folder} is a project now. Add reports: dateline add PATHS --project {folder}")


def add(
    paths: Paths,
    project: Project = ".",
    published: Published = None,
    encoding: Encoding = None,
    text_column: TextColumn = None,
    quiet: Quiet = False,
) -> None:
    """Take reports into a project."""
    from dateline.cli import sources
    from dateline.cli.console import talk, tell_error
    from dateline.store.project import Project as Kept

    options: dict[str, object] = {
        "published": published,
        "encoding": encoding,
        "text_column": text_column,
    }
    settings = sources.settings_for([project], options)
    from dateline.read.files import read_paths

    with Kept.open(project) as kept, kept.alone():
        added = kept.add(read_paths(paths, settings))
    for error in added.failed:
        tell_error(error)
    if not quiet:
        new, known, failed = len(added.new), len(added.known), len(added.failed)
        talk(f"{new:,} added · {known:,} there already · {failed:,} failed")
    if added.failed:
        raise typer.Exit(3)
