"""The command ``dateline``: its verbs, and how every way of ending becomes an exit code.

Exit codes: 0 done; 1 could not; 2 wrong usage; 3 done, but some reports failed; 4 what is kept is
not what was written; 5 below a floor; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from dateline import __version__
from dateline.cli import (
    code,
    codebook,
    compare,
    decide,
    doctor,
    evaluate,
    export,
    gazetteer,
    import_,
    project,
    review,
    show,
    why,
)
from dateline.cli.console import prepare_streams, talk, tell_error
from dateline.errors import DatelineError

HELP = """Reports of conflict in, event data out: who did what to whom, where, when, how many,
and according to whom, each value with the words it came from.

\b
Examples:
  dateline report.txt                     print the claims of a report
  dateline code reports/ -o coded/        keep the claims of many
  dateline why 4f2a91 report.txt          what a claim rests on
  dateline codebook columns               what the columns mean

Exit codes: 0 done, 1 could not, 2 wrong usage, 3 some reports failed, 4 integrity mismatch,
5 below a floor.
"""

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

VERBS = frozenset(
    {
        "code", "why", "codebook", "doctor", "init", "add", "link", "check", "changes", "decide",
        "show", "evaluate", "gazetteer", "export", "import", "compare", "review",
    }
)  # fmt: skip

app.command("code", help=code.HELP, short_help="Print the claims of reports, or keep them.")(
    code.code
)
app.command("why", help=why.HELP, short_help="Show what a claim rests on.")(why.why)
app.command(
    "show",
    help=show.HELP,
    short_help="Show a project, an event, a claim or a report.",
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)(show.show)
app.command("init", help=project.INIT_HELP, short_help="Make a project folder.")(project.init)
app.command("add", help=project.ADD_HELP, short_help="Take reports into a project.")(project.add)
app.command("link", help=project.LINK_HELP, short_help="Put claims together to events.")(
    project.link
)
app.command("check", help=project.CHECK_HELP, short_help="Check what a project keeps.")(
    project.check
)
app.command("changes", help=project.CHANGES_HELP, short_help="List what changed in a project.")(
    project.changes
)
_ASKED = {"allow_extra_args": True, "ignore_unknown_options": True}
app.command(
    "export",
    help=export.HELP,
    short_help="Write events or claims in a form others use.",
    context_settings=_ASKED,
)(export.export)
app.command("import", help=import_.HELP, short_help="Take what was exported or annotated back in.")(
    import_.import_
)
app.command(
    "compare",
    help=compare.HELP,
    short_help="Hold events beside ACLED's, UCDP's or another project's.",
    context_settings=_ASKED,
)(compare.compare)
app.command("decide", help=decide.HELP, short_help="Decide on a claim or an event.")(decide.decide)
app.command("review", help=review.HELP, short_help="Open the page to read and decide.")(
    review.review
)
app.command("codebook", help=codebook.HELP, short_help="Print what the terms in the output mean.")(
    codebook.codebook
)
app.command("doctor", help=doctor.HELP, short_help="Check that all that coding needs is here.")(
    doctor.doctor
)
app.command("evaluate", help=evaluate.HELP, short_help="Score the coder against gold.")(
    evaluate.evaluate
)
app.add_typer(
    gazetteer.app, name="gazetteer", help=gazetteer.HELP, short_help="Which places are known."
)


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"dateline {__version__}\n")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
]


@app.callback(help=HELP)
def _dateline(version: Version = False) -> None:
    pass


def with_verb(arguments: list[str]) -> list[str]:
    """Return the arguments with ``code`` before them where they begin with a report."""
    first = arguments[0] if arguments else ""
    if first == "-" or (first and first not in VERBS and Path(first).exists()):
        return ["code", *arguments]
    return arguments


def _run(arguments: list[str]) -> int:
    try:
        result = app(with_verb(arguments), prog_name="dateline", standalone_mode=False)
        sys.stdout.flush()
    except DatelineError as error:
        tell_error(error)
        return error.exit_code
    except typer.TyperException as error:
        tell = getattr(error, "format_message", None)
        told = str(tell() if tell else error).strip()
        if told:
            end = "" if told.endswith(("?", ".")) else "."
            talk(f"dateline: {told}{end} See 'dateline --help'.")
        return 2
    except typer.Abort:
        return 130
    return result if isinstance(result, int) else 0


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    prepare_streams()
    # Each process computes on one core: more of them is what -j is for.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        talk("interrupted")
        return 130
    except BrokenPipeError:
        # The reader had enough (head, less). Python must not try to flush again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
