"""``dateline evaluate``: score the coder against gold, and hold it to its floors."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.evaluate.gate import Measured
    from dateline.evaluate.registry import GoldSet, Places
    from dateline.evaluate.scores import SetResult

HELP = """Score the coder against gold: precision, recall and F1 of every field, with counts and
a 95 % interval over reports.

SETS are sets of gold by name (own, plv_train, re3d_train, ...); without any, all that are here.
With --gold, your own: files NAME.jsonl of claims beside NAME.txt or another readable report.
With --claims, what a run wrote is scored instead of coding anew (sets of claims alone).
Public sets lie in --shared, in DATELINE_GOLD, or in ../shared/gold beside the source tree.

\b
Examples:
  dateline evaluate own
  dateline evaluate --gold mygold/ --errors errors.md
  dateline evaluate --gold mygold/ --claims coded/
  dateline evaluate plv_train re3d_train --sample 50
  dateline evaluate --json --gate
  dateline evaluate plv_train --update
"""

Names = Annotated[list[str] | None, typer.Argument(metavar="SETS", show_default=False)]
Gold = Annotated[
    str | None, typer.Option("--gold", metavar="FOLDER", help="Your own gold, claims and reports.")
]
Claims = Annotated[
    str | None,
    typer.Option("--claims", metavar="RUN", help="Score what was coded before: a folder or file."),
]
Shared = Annotated[
    str | None, typer.Option("--shared", metavar="FOLDER", help="Where the public sets lie.")
]
Sample = Annotated[
    int | None, typer.Option("--sample", metavar="N", help="A fixed sample of N reports a set.")
]
Json = Annotated[bool, typer.Option("--json", help="Print {set: {metric: value}}.")]
Errors = Annotated[
    str | None,
    typer.Option("--errors", metavar="FILE", help="Write every fault: Markdown, or .tsv."),
]
Gate = Annotated[bool, typer.Option("--gate", help="End with 5 if a figure is below its floor.")]
Update = Annotated[bool, typer.Option("--update", help="Pin the figures as floors.")]
Why = Annotated[
    str | None,
    typer.Option("--allow-regression", metavar="WHY", help="Why floors may fall, with --update."),
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Tell only what is wrong.")]


@dataclass(frozen=True, slots=True)
class _Floors:
    """What is asked of the floors, and where they are kept."""

    gate: bool
    update: bool
    why: str | None
    own: Path | None

    def path(self, name: str) -> Path:
        """Return the file of a set's floors: a user's own gold keeps its own."""
        from dateline.evaluate import gate, registry

        return self.own if self.own is not None and name == registry.OWN else gate.FLOORS


def evaluate(  # noqa: PLR0913 - every parameter is an option of the command
    sets: Names = None,
    gold: Gold = None,
    claims: Claims = None,
    shared: Shared = None,
    sample: Sample = None,
    as_json: Json = False,
    errors: Errors = None,
    gate: Gate = False,
    update: Update = False,
    why: Why = None,
    quiet: Quiet = False,
) -> None:
    """Score the coder against gold."""
    from dateline.evaluate import fault_list, registry

    if sample is not None and sample < 1:
        raise UsageError("--sample", f"{sample} is no number of reports", "Use 1 or more.")
    if why and not update:
        raise UsageError("--allow-regression", "it goes with --update", "Add --update.")
    where = registry.places(os.environ, shared, gold)
    if claims is not None and (gate or update):
        raise UsageError("--claims", "floors hold for what Dateline codes now", "Leave one out.")
    is_own = gold is not None or claims is not None
    chosen = _chosen(list(sets or []), where, is_own=is_own, quiet=quiet)
    run = Path(claims) if claims is not None else None
    measured = [_measured(one, where, sample, run, quiet) for one in chosen]
    results = [one.result for one in measured]
    _show(results, sample, as_json=as_json)
    if errors is not None:
        fault_list.write(Path(errors), results)
    own = Path(gold) / "gate.json" if gold is not None else None
    raise typer.Exit(_held(measured, _Floors(gate, update, why, own)))


def _chosen(names: list[str], where: Places, *, is_own: bool, quiet: bool) -> list[GoldSet]:
    """Return the sets to score: those named, the user's own, or all that are here.

    Raises:
        UsageError: a set is unknown or its gold is not here, or no gold is.
    """
    from dateline.cli.console import talk
    from dateline.evaluate import gold_rows, registry

    if is_own and not names:
        names = [registry.OWN]
    if names:
        chosen = [registry.named(name) for name in dict.fromkeys(names)]
        for one in chosen:
            registry.folder_of(one, where)
        return chosen
    usual = [one for one in registry.SETS if one.by_default]
    here = [one for one in usual if where.has(one)]
    absent = [one.name for one in usual if one not in here]
    if absent and not quiet:
        talk(f"not here: {', '.join(absent)}. {gold_rows.ABSENT}")
    if not here:
        raise UsageError("gold", "none is here", f"{gold_rows.ABSENT} Or give your own: --gold.")
    return here


def _measured(
    one: GoldSet, where: Places, sample: int | None, run: Path | None, quiet: bool
) -> Measured:
    from dateline.cli.console import talk
    from dateline.evaluate import registry, table
    from dateline.evaluate.gate import Measured

    began = time.monotonic()
    with _status(f"scoring {one.name}", quiet):
        result = registry.run(one, where, sample, run)
    if not quiet:
        seconds = time.monotonic() - began
        talk(f"{table.counted(result)} · {seconds:.1f} s")
    return Measured(result, sample, registry.gold_digest(one, where))


@contextmanager
def _status(text: str, quiet: bool) -> Iterator[None]:
    """Show on a terminal what is being done."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(text):
        yield


def _show(results: list[SetResult], sample: int | None, *, as_json: bool) -> None:
    from dateline.cli.console import wants_colour, width
    from dateline.evaluate import table

    if as_json:
        sys.stdout.write(json.dumps(table.as_json(results), indent=1, ensure_ascii=False) + "\n")
    elif wants_colour(sys.stdout.isatty()):
        from rich.console import Console

        console = Console(file=sys.stdout, highlight=False)
        for result in results:
            console.print(table.rich_table(result, sample))
            console.print(
                table.losses(result, min(width(), console.width)), style="dim", markup=False
            )
    else:
        told = [table.plain(result, sample, width()) for result in results]
        sys.stdout.write("\n\n".join(told) + "\n")


def _held(measured: list[Measured], floors: _Floors) -> int:
    """Check and pin floors as asked; returns the exit code."""
    from dateline.cli.console import talk
    from dateline.evaluate import gate

    failed = False
    for one in measured if floors.gate else []:
        path = floors.path(one.result.name)
        if not gate.is_pinned(one, path):
            talk(f"{one.result.name}: no floor is pinned for this sample. Pin it with --update.")
        for below in gate.check(one, path):
            failed = True
            talk(f"{below.name}: {below.fault}")
    if floors.update:
        for path in sorted({floors.path(one.result.name) for one in measured}):
            mine = [one for one in measured if floors.path(one.result.name) == path]
            lowered = gate.update(mine, floors.why, path)
            talk(f"pinned in {path}: {', '.join(one.result.name for one in mine)}")
            if lowered:
                talk(f"lowered: {', '.join(lowered)}")
        return 0
    return 5 if failed else 0
