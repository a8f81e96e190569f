"""``dateline code``: print the claims of reports, or keep them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import code_project
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.scale.local import Outcome
    from dateline.settings import Settings

HELP = """Print the claims that reports make, or keep them: with -o, or in a project.

PATHS are files, folders, globs, zip archives, '-' for standard input, projects, or folders
written by -o. Plain text, HTML, PDF, e-mail, CSV, JSON Lines, Parquet and web archives (WARC)
are read, packed by gzip or not.

\b
Examples:
  dateline code report.txt
  dateline code reports/ -o coded/
  dateline code report.txt --published 2016-11-03 --format jsonl
  dateline code report.txt --by-source
  dateline code report.txt --places
  dateline code reports/ --geojson -o claims.geojson
  dateline code table.csv --text-column body -o claims.csv --excel
  dateline code CC-NEWS-2019.warc.gz --engine daft -j 8 -o coded/
  curl -s https://example.org/story.html | dateline code -
  dateline code --project mosul/ -j 4
"""

Paths = Annotated[list[str] | None, typer.Argument(help="Reports.", show_default=False)]
Out = Annotated[
    str | None,
    typer.Option("-o", "--out", metavar="FOLDER|FILE", help="Keep them in a folder or file."),
]
Format = Annotated[
    str | None,
    typer.Option("--format", metavar="FORMAT", help="text, jsonl, csv, geojson, parquet."),
]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Day of publication of reports that state none."),
]
Encoding = Annotated[str | None, typer.Option(help="Character set, where it is not to be guessed.")]
Knowledge = Annotated[
    str | None, typer.Option(metavar="FOLDER", help="Your own verbs, nouns, actors and places.")
]
Gazetteer = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="'imported' or a gazetteer file; else the one that ships."),
]
TextColumn = Annotated[str | None, typer.Option(metavar="NAME", help="Column of a table's texts.")]
TitleColumn = Annotated[str | None, typer.Option(metavar="NAME", help="Column of the headlines.")]
DateColumn = Annotated[
    str | None, typer.Option("--published-column", metavar="NAME", help="Column of the days.")
]
IdColumn = Annotated[str | None, typer.Option(metavar="NAME", help="Column of the rows' names.")]
PublisherColumn = Annotated[
    str | None, typer.Option(metavar="NAME", help="Column of the publishers.")
]
UrlColumn = Annotated[str | None, typer.Option(metavar="NAME", help="Column of the addresses.")]
MaxTokens = Annotated[
    str | None,
    typer.Option("--max-sentence-tokens", metavar="N", help="Longer sentences are not parsed."),
]
MaxChars = Annotated[
    str | None, typer.Option("--max-report-chars", metavar="N", help="Longer reports are refused.")
]
MaxSeconds = Annotated[
    str | None,
    typer.Option("--max-report-seconds", metavar="N", help="Slower reports are set aside."),
]
MaxMegabytes = Annotated[
    str | None,
    typer.Option("--max-process-megabytes", metavar="N", help="Memory of each process of -j."),
]
Gate = Annotated[
    str | None,
    typer.Option("--gate", metavar="BOOL", help="false: read even reports without an event word."),
]
Excel = Annotated[bool, typer.Option("--excel", help="CSV that Excel opens rightly and safely.")]
Project = Annotated[
    str | None, typer.Option("--project", metavar="DIR", help="Code what is new in a project.")
]
Again = Annotated[
    bool, typer.Option("--again", help="In a project: also what was coded by another version.")
]
Retry = Annotated[bool, typer.Option("--retry", help="In a project: also what failed before.")]
BySource = Annotated[
    bool, typer.Option("--by-source", help="Group the claims of each report by who says them.")
]
Places = Annotated[
    bool, typer.Option("--places", help="The places and dates of each report, as a small table.")
]
GeoJson = Annotated[bool, typer.Option("--geojson", help="Short for --format geojson.")]
Jobs = Annotated[int, typer.Option("-j", "--jobs", metavar="N", help="Processes to use.")]
Engine = Annotated[
    str | None, typer.Option(metavar="NAME", help="Code on an engine: daft. -j are its workers.")
]
Runner = Annotated[
    str, typer.Option(metavar="NAME", help="Where the engine runs: native (here) or ray (cluster).")
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Tell only what failed.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Tell what each report gave.")]


def code(  # noqa: PLR0913 - every parameter is an option of the command
    paths: Paths = None,
    out: Out = None,
    form: Format = None,
    published: Published = None,
    encoding: Encoding = None,
    knowledge: Knowledge = None,
    gazetteer: Gazetteer = None,
    text_column: TextColumn = None,
    title_column: TitleColumn = None,
    published_column: DateColumn = None,
    id_column: IdColumn = None,
    publisher_column: PublisherColumn = None,
    url_column: UrlColumn = None,
    max_sentence_tokens: MaxTokens = None,
    max_report_chars: MaxChars = None,
    max_report_seconds: MaxSeconds = None,
    max_process_megabytes: MaxMegabytes = None,
    gate: Gate = None,
    excel: Excel = False,
    by_source: BySource = False,
    places: Places = False,
    geojson: GeoJson = False,
    project: Project = None,
    again: Again = False,
    retry: Retry = False,
    jobs: Jobs = 1,
    engine: Engine = None,
    runner: Runner = "native",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Print the claims of reports, or keep them."""
    options = _settings_among(locals())
    talk = {"quiet": quiet, "verbose": verbose}
    named = list(paths or [])
    views = {"by-source": by_source, "places": places}
    place = (out, _form(form, geojson), excel, _view(views))
    means = Means(jobs, engine, runner)
    kept = code_project.meant(project, named, any(place) or engine)
    if kept is not None:
        raise typer.Exit(code_project.run(kept, (again, retry), options, _checked(jobs), talk))
    if again or retry:
        raise UsageError(
            "--again, --retry", "are for projects", "Name one with --project, or leave them out."
        )
    raise typer.Exit(_run(named, place, options, means, talk))


def _form(form: str | None, geojson: bool) -> str | None:
    """Return the format that is asked for, ``--geojson`` being short for one."""
    if geojson and form not in (None, "geojson"):
        raise UsageError("--geojson", f"says other than --format {form}", "Leave one out.")
    return "geojson" if geojson else form


def _view(wanted: dict[str, bool]) -> str:
    """Return the way to read, of those that are asked for; "" for the claims one by one."""
    views = [name for name, is_on in wanted.items() if is_on]
    if len(views) > 1:
        told = " and ".join(f"--{name}" for name in views)
        raise UsageError(told, "are two ways to read", "Leave one out.")
    return "".join(views)


def _settings_among(given: dict[str, object]) -> dict[str, object]:
    """Return the options of the command that are settings: those named like one."""
    from dateline.config import names

    return {name: given[name] for name in names() if name in given}


@dataclass(frozen=True, slots=True)
class Means:
    """With what the reports are coded: processes, and the engine that runs them, if any."""

    jobs: int
    engine: str | None
    runner: str


def _checked(jobs: int) -> int:
    if jobs < 1:
        raise UsageError("-j", f"{jobs} is no number of processes", f"Use 1 to {os.cpu_count()}.")
    return jobs


def _run(
    paths: list[str],
    place: tuple[str | None, str | None, bool, str],
    options: dict[str, object],
    means: Means,
    talk: dict[str, bool],
) -> int:
    from dateline.cli import outputs, sources
    from dateline.cli.progress import Progress, summary
    from dateline.scale.local import Failure

    _checked(means.jobs)
    named = sources.require_paths(paths)
    settings = sources.settings_for(named, options)
    progress = Progress(sources.known_total(named), **talk)
    with (
        progress,
        _written_here(place[0], means) as here,
        _coded(named, settings, means, place[0]) as coded,
        outputs.opened(
            outputs.choose(here, *place[1:3], named, view=place[3]), settings, progress.tally
        ) as output,
    ):
        for outcome in coded:
            progress.count(outcome)
            if not isinstance(outcome, Failure):
                output.add(outcome)
    summary(progress.tally, quiet=talk["quiet"])
    return progress.tally.exit_code


@contextmanager
def _written_here(out: str | None, means: Means) -> Iterator[str | None]:
    """Give the place on this machine where the output is written."""
    from dateline.read.names import is_remote

    if out is None or not is_remote(out):
        yield out
        return
    if means.engine is None:
        raise UsageError(out, "is no place on this machine", "Add '--engine daft', or name a file.")
    from dateline.cli.engine import sent_to

    with sent_to(out) as here:
        yield here


@contextmanager
def _coded(
    named: list[str], settings: Settings, means: Means, out: str | None
) -> Iterator[Iterable[Outcome]]:
    """Give what coding the reports gives, in this process, in several, or on an engine."""
    if means.engine is not None:
        from dateline.cli.engine import coded_on_engine

        with coded_on_engine(means, named, settings, out) as outcomes:
            yield outcomes
        return
    from dateline.cli import sources
    from dateline.scale.local import Item, code_all

    def coder(items: Iterable[Item]) -> Iterator[Outcome]:
        return code_all(items, settings, means.jobs)

    reports = sources.reports(named, settings)
    if out is None or out == "-" or "-" in named:
        yield coder(reports)
        return
    from dateline.scale.journal import Journal, place_beside
    from dateline.store.manifest import run_key

    with Journal(place_beside(Path(out)), run_key(settings, named)) as journal:
        yield journal.outcomes(reports, coder)
