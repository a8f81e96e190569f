"""``dateline init``, ``add``, ``link``, ``check`` and ``changes``: a project and what it keeps."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.code import Encoding, Published, Quiet, TextColumn
from dateline.errors import DatelineError, UsageError

INIT_HELP = """Make a project folder: settings, originals, claims, events, decisions in one place.

Everything is kept in a SQLite file in the folder, or with --db in a PostgreSQL database; its
password may stand in the environment as PGPASSWORD, or in ~/.pgpass.

\b
Examples:
  dateline init mosul/
  dateline init mosul/ --db postgresql://dateline@localhost/mosul
  dateline add reports/ --project mosul/
"""

ADD_HELP = """Take reports into a project; what is there already is not taken twice.

The received bytes are kept untouched under originals/, by their SHA-256. A report with the address
of another, or with its name and most of its words, is a new version of it: the old one stays, its
claims count no more.

\b
Examples:
  dateline add reports/*.html
  dateline add reports.zip --project mosul/
"""

LINK_HELP = """Put the claims of a project together to events.

Copies of one text are found first: they are one voice. Claims that are new join events or open
them; the others stay as they are. Events keep their ids, and what people decided holds.

With --engine daft copies and candidates for one event are found by the engine's own joins. The
events are the same; on one machine it takes longer.

\b
Examples:
  dateline link
  dateline link --project mosul/
  dateline link --project mosul/ --again --engine daft
"""

CHECK_HELP = """Check that a project keeps what was written; exit code 4 if it does not.

Every original is held to its hash, every anchor to the text it quotes, every claim to the
decisions on it, every event to its claims, every decision to what it is on.

\b
Examples:
  dateline check
  dateline check --project mosul/
"""

CHANGES_HELP = """List what was added, changed or withdrawn in a project, a line each.

The columns are number, moment (UTC), kind, id, what happened, and by what.

\b
Examples:
  dateline changes --since 2026-11-01
  dateline changes --since 1200 --project mosul/
"""

Folder = Annotated[str, typer.Argument(metavar="DIR", help="A new or empty folder.")]
Db = Annotated[
    str | None, typer.Option("--db", metavar="URL", help="postgresql://USER@HOST:PORT/NAME")
]
Paths = Annotated[list[str], typer.Argument(help="Reports.", show_default=False)]
Project = Annotated[str, typer.Option("--project", metavar="DIR", help="The project.")]
Again = Annotated[bool, typer.Option("--again", help="Compare all claims, not only new ones.")]
Engine = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Join on an engine: daft. The events are the same."),
]
Runner = Annotated[
    str, typer.Option(metavar="NAME", help="Where the engine runs: native (here) or ray (cluster).")
]
Since = Annotated[
    str | None,
    typer.Option(metavar="WHEN", help="A day, a moment (ISO 8601, UTC), or a change's number."),
]


def init(folder: Folder, db: Db = None) -> None:
    """Make a project folder."""
    from sqlalchemy.engine import make_url

    from dateline.cli.console import talk
    from dateline.store.project import Project as Kept

    Kept.create(folder, db).close()
    talk(f"{folder} is a project now. Add reports: dateline add PATHS --project {folder}")
    if db is not None and make_url(db).password is not None:
        talk(f"The password stands in {folder}/dateline.toml; PGPASSWORD would keep it out.")


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
    from dateline.cli.console import talk, tell_error, working
    from dateline.export.plain import harmless
    from dateline.store.project import Project as Kept

    options: dict[str, object] = {
        "published": published,
        "encoding": encoding,
        "text_column": text_column,
    }
    settings = sources.settings_for([project], options)
    from dateline.read.files import read_paths

    with Kept.open(project) as kept, kept.alone(), working("reading", quiet=quiet):
        added = kept.add(read_paths(paths, settings))
    for error in added.failed:
        tell_error(error)
    if not quiet:
        new, known, failed = len(added.new), len(added.known), len(added.failed)
        talk(f"{new:,} added · {known:,} there already · {failed:,} failed")
        for name, old in added.corrected:
            talk(harmless(f"  new version: {name}" + (f" of {old}" if old != name else "")))
        for name in added.namesakes:
            talk(harmless(f"  another report of this name, with another text: {name}"))
    if added.failed:
        raise typer.Exit(3)


def link(
    project: Project = ".",
    again: Again = False,
    engine: Engine = None,
    runner: Runner = "native",
    quiet: Quiet = False,
) -> None:
    """Put the claims of a project together to events."""
    from dateline.cli.console import talk, working
    from dateline.cli.engine import join_of
    from dateline.link.near_duplicates import families
    from dateline.store.project import Project as Kept

    join = join_of(engine, runner)
    with Kept.open(project) as kept, kept.alone():
        with working("looking for copies", quiet=quiet):
            copies = families(kept.reports(), join)
        with working("comparing claims", quiet=quiet):
            done = kept.link(copies, again=again, join=join)
    if not quiet:
        talk(
            f"{done.claims:,} claims · {done.events:,} events, {done.made:,} of them changed · "
            f"{len(copies):,} families of copies · {done.pairs:,} pairs too close to call"
        )


def check(project: Project = ".", quiet: Quiet = False) -> None:
    """Check that a project keeps what was written."""
    from dateline.cli.console import talk, tell_error, working
    from dateline.store.check import Checked
    from dateline.store.check import check as checks
    from dateline.store.project import Project as Kept

    checked = Checked()
    faults: list[DatelineError] = []
    with Kept.open(project) as kept, working("checking", quiet=quiet):
        faults += checks(kept, checked)
    for fault in faults:
        tell_error(fault)
    if not quiet:
        talk(
            f"{checked.reports:,} reports · {checked.claims:,} claims · {checked.events:,} events"
            f" · {checked.decisions:,} decisions · {len(faults):,} faults"
        )
    if faults:
        raise typer.Exit(4)


def _when(since: str | None) -> str | int | None:
    from datetime import UTC, datetime

    if since is None:
        return None
    if since.isdigit() and len(since) != len("20261101"):
        return int(since)
    try:
        moment = datetime.fromisoformat(since)
    except ValueError:
        raise UsageError(
            f"--since '{since}'", "is no day, moment or number", "Write it as 2026-11-01."
        ) from None
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def changes(since: Since = None, project: Project = ".") -> None:
    """List what was added, changed or withdrawn in a project."""
    import sys

    from dateline.store.project import Project as Kept

    with Kept.open(project) as kept:
        for each in kept.changes(_when(since)):
            cells = (each.seq, each.at, each.subject_kind, each.subject, each.change, each.cause)
            sys.stdout.write("\t".join(str(cell) for cell in cells) + "\n")
