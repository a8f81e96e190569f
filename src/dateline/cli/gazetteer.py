"""``dateline gazetteer``: which places Dateline knows; import the whole of GeoNames."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.knowledge.gazetteer import GazetteerPlace
    from dateline.knowledge.gazetteer_import import Outcome, Step, Tell

HELP = """Say which places are known, look a name up, or import the whole of GeoNames.

\b
Examples:
  dateline gazetteer info
  dateline gazetteer find Tripoli
  dateline gazetteer import allCountries.zip
  dateline code report.txt --gazetteer imported
"""
IMPORT_HELP = """Make a gazetteer of what ships and of every row of GeoNames' files.

FILES are allCountries.zip, or files of countries (UA.zip), from
https://download.geonames.org/export/dump/, as zip or text. alternateNamesV2.zip,
admin1CodesASCII.txt and admin2Codes.txt are read too where they lie beside them. The file is
written aside and put in place whole. It is used where the setting 'gazetteer' names it.

\b
Examples:
  dateline gazetteer import allCountries.zip
  dateline gazetteer import UA.zip RU.zip --out front.sqlite
  dateline gazetteer import allCountries.zip --classes PAL
"""
INFO_HELP = """Say which gazetteer is used here, what is in it, and whom to credit.

\b
Examples:
  dateline gazetteer info
  dateline gazetteer info --gazetteer imported
"""
FIND_HELP = """Show the places a name can mean, most likely first; in a report, its context decides.

\b
Examples:
  dateline gazetteer find Tripoli
  dateline gazetteer find "Deir ez-Zor" -n 3
"""
CLASSES = "AHLPRSTUV"
SORTING_SHARE = 0.25
"""How long the names take to sort, for every second that reading took."""

Files = Annotated[list[Path], typer.Argument(metavar="FILES", help="GeoNames' files.")]
Out = Annotated[
    Path | None, typer.Option("-o", "--out", metavar="FILE", help="Where to keep the gazetteer.")
]
Classes = Annotated[
    str,
    typer.Option(metavar="LETTERS", help=f"Feature classes of GeoNames to take, of {CLASSES}."),
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Tell only what was left out.")]
Chosen = Annotated[
    str | None,
    typer.Option("--gazetteer", metavar="FILE", help="'imported' or a gazetteer file."),
]
Name = Annotated[str, typer.Argument(metavar="NAME", help="A name as a report writes it.")]
Most = Annotated[int, typer.Option("-n", metavar="N", help="At most so many.")]

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)


class Pace:
    """How far an import is: a share of its file, rows a second, and the time that is left."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._read = 0.0

    def line(self, step: Step) -> str:
        """Return a line: ``allCountries.zip · 42 % · 5,000,000 rows · 31,000/s · 4 min left``."""
        spent = max(time.monotonic() - self._began, 0.001)
        if step.stage == "sorting":
            self._read = spent
            return f"sorting the names · about {_spell(spent * SORTING_SHARE)} left"
        if step.stage == "writing":
            return "counting and closing"
        share = step.done / max(step.total, 1)
        parts = [step.file, f"{share:.0%}", f"{step.rows:,} rows"]
        if step.stage == "places":
            parts.append(f"{step.rows / spent:,.0f}/s")
        left = spent / max(share, 0.001) * (1 + SORTING_SHARE) - spent
        return " · ".join([*parts, f"about {_spell(left)} left"])


def _spell(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


@contextmanager
def _told(quiet: bool) -> Iterator[Tell]:
    """Show a line that is rewritten on a terminal, and nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield lambda step: None
        return
    from rich.console import Console

    pace = Pace()
    with Console(stderr=True).status("reading what ships") as status:
        yield lambda step: status.update(pace.line(step))


def _report(outcome: Outcome, quiet: bool, seconds: float) -> None:
    from dateline.cli.console import talk
    from dateline.export.plain import harmless

    if not quiet:
        talk(
            f"{outcome.rows:,} rows read in {_spell(seconds)} · {outcome.added:,} places added · "
            f"{outcome.known:,} were known · {outcome.names:,} alternative names"
        )
    for told, number in outcome.faults.most_common():
        talk(f"  left out: {number:,} rows: {harmless(told)}")
    for example in outcome.examples:
        talk(f"    {harmless(example)}")


@app.command("import", help=IMPORT_HELP, short_help="Import GeoNames.")
def import_(
    files: Files, out: Out = None, classes: Classes = CLASSES, quiet: Quiet = False
) -> None:
    """Import GeoNames."""
    from dateline.cli.console import talk
    from dateline.knowledge import gazetteer_files
    from dateline.knowledge.gazetteer_import import import_geonames
    from dateline.settings import IMPORTED
    from dateline.store.atomic import file_aside

    wrong = sorted(set(classes.upper()) - set(CLASSES))
    if wrong:
        fault = f"there is no class {', '.join(wrong)}"
        raise UsageError(f"--classes {classes}", fault, f"Use letters of {CLASSES}.")
    target = out or gazetteer_files.imported()
    if target.resolve() == gazetteer_files.shipped().resolve():
        raise UsageError(str(target), "is the gazetteer that ships", "Name another file.")
    taken = frozenset(classes.upper()) if len(set(classes)) < len(CLASSES) else frozenset[str]()
    began = time.monotonic()
    try:
        with file_aside(target) as aside, _told(quiet) as tell:
            base = gazetteer_files.shipped()
            outcome = import_geonames(files, aside, base=base, classes=taken, tell=tell)
    except OSError as error:
        raise UsageError(
            str(target), f"cannot be written ({error})", "Check the place and its free space."
        ) from error
    _report(outcome, quiet, time.monotonic() - began)
    if not quiet:
        setting = IMPORTED if out is None else str(target)
        talk(f"kept in {target}; use it with --gazetteer {setting},")
        talk(f"or with the line gazetteer = '{setting}' under [settings] in dateline.toml")
        talk(gazetteer_files.account(target).attribution)


def _chosen(gazetteer: str | None) -> tuple[Path, str]:
    """Return the gazetteer file that is used here, and what made it so."""
    from dateline.cli.sources import settings_for
    from dateline.knowledge import gazetteer_files

    setting = settings_for([], {"gazetteer": gazetteer}).gazetteer
    how = "as it ships" if setting is None else f"setting gazetteer = {setting!r}"
    return gazetteer_files.chosen(setting), how


@app.command("info", help=INFO_HELP, short_help="Say which gazetteer is used.")
def info(gazetteer: Chosen = None) -> None:
    """Say which gazetteer is used here."""
    from dateline.export.plain import harmless
    from dateline.knowledge.gazetteer_files import account

    path, how = _chosen(gazetteer)
    told = account(path)
    rows = [
        ("gazetteer", f"{told.path} ({how})"),
        ("places", f"{told.places:,}"),
        ("names", f"{told.names:,} in Latin script"),
        ("size", f"{told.size / 1e6:,.0f} MB on disk"),
        ("memory", "mapped: a look-up loads its own pages, which all processes share"),
        ("sources", told.sources),
        *(("licence", licence) for licence in told.licences),
        ("credit", told.attribution),
    ]
    sys.stdout.write("".join(f"{label:<11}{harmless(value)}\n" for label, value in rows))


def _row(place: GazetteerPlace) -> list[str]:
    above = [part for part in (place.admin2, place.admin1) if part]
    code = f" [{place.admin1_code}]" if place.admin1_code else ""
    position = "" if place.latitude is None else f"{place.latitude:.4f}, {place.longitude:.4f}"
    return [
        place.name, place.kind, place.precision_class, ", ".join(above) + code,
        place.country or "", f"{place.population:,}" if place.population else "", position,
        place.gazetteer_id, ("", "other name", "loose spelling")[place.rank],
    ]  # fmt: skip


@app.command("find", help=FIND_HELP, short_help="Show the places a name can mean.")
def find(name: Name, most: Most = 20, gazetteer: Chosen = None) -> None:
    """Show the places a name can mean."""
    from dateline.cli.console import talk
    from dateline.export.plain import harmless, table
    from dateline.knowledge.gazetteer import Gazetteer

    found = Gazetteer.open(_chosen(gazetteer)[0], _knowledge_folder()).lookup(name)
    if not found:
        talk(harmless(f"{name}: no place of this name is known. Try another spelling of it."))
        raise typer.Exit(1)
    head = ["name", "kind", "precision", "in", "country", "people", "position", "id", "found by"]
    shown = [[harmless(cell) for cell in _row(place)] for place in found[:most]]
    sys.stdout.write(table([head, *shown]))
    if len(found) > most:
        talk(f"{len(found) - most:,} more; see them with -n {len(found)}")


def _knowledge_folder() -> Path | None:
    from dateline.cli.sources import settings_for

    return settings_for([], {}).knowledge
