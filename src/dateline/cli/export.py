"""``dateline export``: the events or claims of a project in the forms that others use."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from dateline.cli.project import Project
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.export.shapes.shape import Shape, Written
    from dateline.export.told import Policy, Source

HELP = """Write the events or claims of a project in a form that others use.

SHAPE is csv, excel, jsonl, parquet, geojson, geoparquet, package, acled, ucdp, gdelt, plover, aec,
label-studio, doccano, prodigy, web-annotation, html, or claims-csv, claims-excel, claims-parquet;
'dateline codebook shapes' says what each is and is not. OUT is a file, or a folder for package and
gdelt; '-' is standard output. A page beside it (OUT.README.md) says how it was made. Where OUT
alone is given, its ending says the shape: 'dateline export report.html'.

Any question of the filter is an option, and may be given several times where several values will
do: --event-type, --mode, --status, --grade, --source-kind, --precision, --party, --outlet,
--country, --admin1, --box, --since, --until, --place, --dated (yes, no, also), --disagree,
--reviewed (yes, no, a name), --killed, --text, --event-id. The value blank wants events without
one.

\b
Examples:
  dateline export package out/ --project mosul/
  dateline export acled events.csv --country IRQ --since 2016-10-01 --fatalities low
  dateline export geojson - --admin1 Nineveh --place also > events.geojson
  dateline export ucdp deadly.csv --killed 1 --preview
  dateline export report.html --event-id e1f0a2b3c4d5e6f7
"""

ShapeName = Annotated[str, typer.Argument(metavar="SHAPE", help="The form.")]
Out = Annotated[
    str | None, typer.Argument(metavar="OUT", help="File or folder.", show_default=False)
]
Fatalities = Annotated[str, typer.Option(metavar="POLICY", help="low, high or blank-if-disagree.")]
Decimals = Annotated[
    int | None, typer.Option("--round-coordinates", metavar="N", min=0, max=6, help="Decimals.")
]
NoNames = Annotated[
    bool, typer.Option("--without-names", help="Leave out people's names and report text.")
]
Preview = Annotated[bool, typer.Option("--preview", help="Show the first rows; write nothing.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Tell only what failed.")]

ENDINGS = {
    ".csv": "csv",
    ".parquet": "parquet",
    ".geojson": "geojson",
    ".jsonl": "jsonl",
    ".html": "html",
    ".jsonld": "web-annotation",
}


def _asked(shape: str, out: str | None) -> tuple[str, str]:
    """Return the shape and the place; a place alone says its shape by its ending."""
    if out is not None:
        return shape, out
    by_ending = ENDINGS.get(Path(shape).suffix.lower())
    if by_ending is None:
        return shape, ""
    return by_ending, shape


def _policy(fatalities: str, decimals: int | None, without_names: bool) -> Policy:
    from dateline.config import nearest
    from dateline.export.told import Fatalities as Known
    from dateline.export.told import Policy

    if fatalities not in get_args(Known):
        raise UsageError(
            f"--fatalities {fatalities}",
            "there is no such policy",
            nearest(fatalities, get_args(Known)),
        )
    return Policy(cast(Known, fatalities), decimals, without_names)


@contextmanager
def source_of(folder: Path, words: list[str]) -> Iterator[tuple[Source, bool]]:
    """Open what is exported, and tell whether it has events."""
    from dateline.cli.kept import filter_of
    from dateline.store import run_folder
    from dateline.store.project import Project as Kept
    from dateline.store.selection import OfProject, OfRun

    wanted = filter_of(words)
    if run_folder.is_run(folder):
        if words:
            raise UsageError(
                " ".join(words), "asks about events, and this folder holds only claims",
                "Make a project: 'dateline init', 'add', 'code', 'link'.",
            )  # fmt: skip
        yield OfRun(folder), False
        return
    with Kept.open(folder) as project:
        yield OfProject(project, wanted), project.count() > 0


def _show(shape: Shape, source: Source, policy: Policy, out: str) -> None:
    """Print the page on an export and its first rows."""
    import csv

    from dateline.export.catalogue import preview
    from dateline.export.json_fields import dump_line
    from dateline.export.plain import harmless

    shown = preview(shape, source, policy, out)
    sys.stderr.write(shown.page + "\n")
    table = csv.writer(sys.stdout, lineterminator="\n")
    if shape.columns and shown.rows and isinstance(shown.rows[0], list):
        table.writerow([column.name for column in shape.columns])
    for row in shown.rows:
        if isinstance(row, list):
            table.writerow([harmless(cell) for cell in row])
        else:
            sys.stdout.write(dump_line(row) + "\n")


def _to_stdout(shape: Shape, source: Source, policy: Policy) -> Written:
    import shutil
    import tempfile

    from dateline.store.exports import write

    if not shape.suffix or shape.suffix == ".parquet":
        raise UsageError(f"{shape.name} -", "is not for a terminal or pipe", "Name a place.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"out{shape.suffix}"
        written = write(shape, source, policy, path, "-")
        sys.stdout.flush()
        with path.open("rb") as stream:
            shutil.copyfileobj(stream, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    return written


def _check_place(shape: Shape, out: Path) -> None:
    if shape.suffix and out.is_dir():
        raise UsageError(str(out), "is a folder, and this shape is a file", "Name a file.")
    if shape.suffix:
        return
    if out.is_file():
        raise UsageError(str(out), "is a file, and this shape is a folder", "Name a folder.")
    ours = (out / "README.md").is_file() and (out / "README.md").read_text(
        encoding="utf-8", errors="replace"
    ).startswith(f"# {shape.title}\n")
    if out.is_dir() and any(out.iterdir()) and not ours:
        raise UsageError(
            str(out), "is not empty and was not written by this export", "Name a new folder."
        )


def _tell(shape: Shape, source: Source, written: Written, out: str) -> None:
    from dateline.cli.console import talk
    from dateline.export.plain import harmless
    from dateline.export.shapes.readme import left_out
    from dateline.filters import in_words

    rows = f"{written.rows:,} {shape.unit}{'' if written.rows == 1 else 's'}"
    talk(harmless(f"{in_words(source.wanted)}: {rows} to {out}"))
    for line in left_out(written):
        talk(f"  {line}")


def export(  # noqa: PLR0913 - every parameter is an option of the command
    context: typer.Context,
    shape: ShapeName,
    out: Out = None,
    project: Project = ".",
    fatalities: Fatalities = "low",
    round_coordinates: Decimals = None,
    without_names: NoNames = False,
    preview: Preview = False,
    quiet: Quiet = False,
) -> None:
    """Write the events or claims of a project in a form that others use."""
    from dateline.cli.console import working
    from dateline.export.catalogue import check, shape_of
    from dateline.store.exports import write

    words = list(context.args)
    if out is not None and out.startswith("--"):
        words, out = [out, *words], None
    name, place = _asked(shape, out)
    form = shape_of(name)
    policy = _policy(fatalities, round_coordinates, without_names)
    with source_of(Path(project), words) as (source, has_events):
        check(form, policy, has_events=has_events)
        if preview:
            _show(form, source, policy, place or f"OUT{form.suffix}")
            return
        if not place:
            raise UsageError(name, "no place is named", "Add a file, a folder, or '-'.")
        if place == "-":
            written = _to_stdout(form, source, policy)
        else:
            _check_place(form, Path(place))
            with working(f"writing {place}", quiet=quiet):
                written = write(form, source, policy, Path(place))
        if not quiet:
            _tell(form, source, written, place)
