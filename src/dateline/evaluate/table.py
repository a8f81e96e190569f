"""The figures as a table for people, and the sentences on what a mapping loses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.evaluate.scores import Counts, Metric, SetResult
from dateline.export.plain import harmless, wrapped

if TYPE_CHECKING:
    from rich.table import Table

COLUMNS = ("metric", "value", "95 % interval", "right", "false", "missed")
_GAP = "  "


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def _figure(value: float, unit: str) -> str:
    return f"{value:,.1f}" if unit == "km" else f"{value:.3f}"


def _tally(counts: Counts | None) -> tuple[str, str, str]:
    if counts is None:
        return ("", "", "")
    return (_number(counts.tp), _number(counts.fp), _number(counts.fn))


def row(metric: Metric) -> tuple[str, ...]:
    """Return one line of the table: name, value with its unit, interval, and what was counted."""
    value = f"{_figure(metric.value, metric.unit)} {metric.unit}".strip()
    interval = ""
    if metric.low is not None and metric.high is not None:
        interval = f"{_figure(metric.low, metric.unit)} – {_figure(metric.high, metric.unit)}"
    return (metric.name, value, interval, *_tally(metric.counts))


def counted(result: SetResult) -> str:
    """Return the name of a set and how many reports were scored."""
    reports = "report" if result.reports == 1 else "reports"
    return f"{result.name} · {result.reports:,} {reports}"


def heading(result: SetResult, sample: int | None) -> str:
    """Return the name of a set, how many reports were scored, and of which sample."""
    return counted(result) + ("" if sample is None else f", a sample of {sample}")


def losses(result: SetResult, width: int) -> str:
    """Return the sentences on what the mapping loses, wrapped."""
    return "\n".join(wrapped(harmless(s), width, "  - ", "    ") for s in result.losses)


def plain(result: SetResult, sample: int | None, width: int) -> str:
    """Return the table of a set in plain text, and below it what its mapping loses."""
    rows = [COLUMNS, *(row(metric) for metric in result.metrics)]
    widths = [max(len(line[n]) for line in rows) for n in range(len(COLUMNS))]
    lines = [heading(result, sample)]
    lines += [f"  {_line(cells, widths)}" for cells in rows]
    told = losses(result, width)
    return "\n".join([*lines, told] if told else lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    name, *numbers = (
        cell.ljust(size) if n == 0 else cell.rjust(size)
        for n, (cell, size) in enumerate(zip(cells, widths, strict=True))
    )
    return _GAP.join([name, *numbers]).rstrip()


def rich_table(result: SetResult, sample: int | None) -> Table:
    """Return the table of a set for a terminal."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    made = Table(title=Text(heading(result, sample), style="bold"), box=box.SIMPLE_HEAD)
    made.title_justify = "left"
    for n, name in enumerate(COLUMNS):
        made.add_column(name, justify="left" if n == 0 else "right", no_wrap=True)
    for metric in result.metrics:
        name, value, *rest = row(metric)
        made.add_row(Text(name), Text(value, style="bold"), *(Text(cell) for cell in rest))
    return made


def as_json(results: Sequence[SetResult]) -> dict[str, dict[str, float]]:
    """Return the figures as ``{set: {metric: value}}``."""
    return {r.name: {m.name: round(m.value, 6) for m in r.metrics} for r in results}
