"""``dateline compare``: events of a project beside a table that others coded."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.project import Project
from dateline.errors import UsageError

HELP = """Hold the events of a project beside a table that others coded: ACLED, UCDP GED, or an
events.csv of Dateline. Nothing is kept.

Events are one where they are of one kind (violence, protest, other), at most --days apart and at
most --km apart, or in one province where one is known no closer. Each is matched once, the best
pairs first. missing: only FILE has it; extra: only the project has it, within the days, countries
and kinds of FILE. OUT.csv comes with OUT.geojson; without OUT the table goes to standard output.
The questions of the filter are options, as in 'dateline export'.

\b
Examples:
  dateline compare acled-iraq-2016.csv compared.csv --project mosul/
  dateline compare GEDEvent_v25_1.csv --country IRQ --days 2 --km 50 > compared.csv
"""

File = Annotated[str, typer.Argument(metavar="FILE", help="ACLED's, UCDP's or Dateline's table.")]
Out = Annotated[str | None, typer.Argument(metavar="OUT", help="A .csv.", show_default=False)]
Days = Annotated[int, typer.Option(metavar="N", min=0, max=31, help="Days apart at most.")]
Km = Annotated[float, typer.Option(metavar="N", min=0, max=1000, help="Kilometres at most.")]


def compare(
    context: typer.Context,
    file: File,
    out: Out = None,
    project: Project = ".",
    days: Days = 1,
    km: Km = 25.0,
) -> None:
    """Hold the events of a project beside a table that others coded."""
    from dateline.cli.console import talk, working
    from dateline.cli.export import source_of
    from dateline.compare import table
    from dateline.compare.item import of_event
    from dateline.compare.matching import match
    from dateline.compare.other_files import read
    from dateline.export.csv_table import CsvTable
    from dateline.export.shapes.sides import AS_FACT
    from dateline.store.atomic import file_aside

    words = list(context.args)
    if out is not None and out.startswith("--"):
        words, out = [out, *words], None
    if out is not None and Path(out).suffix.lower() != ".csv":
        raise UsageError(out, "does not end in .csv", "The map beside it ends in .geojson.")
    with source_of(Path(project), words) as (source, has_events):
        if not has_events:
            raise UsageError(project, "holds no events", "Link its claims: 'dateline link'.")
        with working("comparing", quiet=False):
            ours = [of_event(told) for told in source.told() if told.event.status in AS_FACT]
            matched = match(ours, read(Path(file)), days, km)
    if out is None:
        stream = CsvTable(sys.stdout, table.COLUMNS)
        for line in table.lines(matched):
            stream.write_cells(table.cells(line))
    else:
        with file_aside(Path(out).with_suffix(".geojson")) as aside:
            table.write_geojson(matched, aside)
        with file_aside(Path(out)) as aside:
            table.write_csv(matched, aside)
    for told in table.summary(matched):
        talk(told)
