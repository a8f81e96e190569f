"""``dateline code``: print the claims of reports, or keep them."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from dateline.errors import UsageError

HELP = """Print the claims that reports make, or keep them with -o.

PATHS are files, folders, globs, zip archives, '-' for standard input, projects, or folders
written by -o. Plain text, HTML, PDF, e-mail, CSV, JSON Lines, Parquet and web archives (WARC)
are read, packed by gzip or not.

\b
Examples:
  dateline code report.txt
  dateline code reports/ -o coded/
  dateline code report.txt --published 2016-11-03 --format jsonl
  dateline code report.txt --by-source
  dateline code table.csv --text-column body -o claims.csv --excel
  curl -s https://example.org/story.html | dateline code -
"""

Paths = Annotated[list[str] | None, typer.Argument(help="Reports.", show_default=False)]
Out = Annotated[
    str | None,
    typer.Option("-o", "--out", metavar="FOLDER|FILE", help="Keep them in a folder or file."),
]
Format = Annotated[
    str | None, typer.Option("--format", metavar="FORMAT", help="text, jsonl, csv or parquet.")
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
Excel = Annotated[bool, typer.Option("--excel", help="CSV that Excel opens rightly and safely.")]
BySource = Annotated[
    bool, typer.Option("--by-source", help="Group the claims of each report by who says them.")
]
Jobs = Annotated[int, typer.Option("-j", "--jobs", metavar="N", help="Processes to use.")]
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
    excel: Excel = False,
    by_source: BySource = False,
    jobs: Jobs = 1,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Print the claims of reports, or keep them."""
    options: dict[str, object] = {
        "published": published,
        "encoding": encoding,
        "knowledge": knowledge,
        "gazetteer": gazetteer,
        "text_column": text_column,
        "title_column": title_column,
        "published_column": published_column,
        "id_column": id_column,
        "publisher_column": publisher_column,
        "url_column": url_column,
        "max_sentence_tokens": max_sentence_tokens,
        "max_report_chars": max_report_chars,
    }
    talk = {"quiet": quiet, "verbose": verbose}
    raise typer.Exit(_run(list(paths or []), (out, form, excel, by_source), options, jobs, talk))


def _run(
    paths: list[str],
    place: tuple[str | None, str | None, bool, bool],
    options: dict[str, object],
    jobs: int,
    talk: dict[str, bool],
) -> int:
    from dateline.cli import outputs, sources
    from dateline.cli.progress import Progress, summary
    from dateline.scale.local import Failure, code_all

    if jobs < 1:
        raise UsageError("-j", f"{jobs} is no number of processes", f"Use 1 to {os.cpu_count()}.")
    named = sources.require_paths(paths)
    settings = sources.settings_for(named, options)
    target = outputs.choose(*place[:3], named, by_source=place[3])
    progress = Progress(sources.known_total(named), **talk)
    with progress, outputs.opened(target, settings, progress.tally) as output:
        for outcome in code_all(sources.reports(named, settings), settings, jobs):
            progress.count(outcome)
            if not isinstance(outcome, Failure):
                output.add(outcome)
    summary(progress.tally, quiet=talk["quiet"])
    return progress.tally.exit_code
