"""Dates: TempEval-3 Platinum and WikiWars, by extent and by value (UzZaman et al. 2013).

Strict: the same extent. Relaxed: the extents overlap, one to one. Value: of the pairs that
overlap, those with the gold's TIMEX3 value.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from dateline.evaluate.gold_files import Row, day, find, sampled
from dateline.evaluate.gold_rows import rows_of
from dateline.evaluate.metrics_spans import exact_then_overlap, matched, paired
from dateline.evaluate.scores import Counts, Fault, Metric, SetResult, f1_metrics
from dateline.extract.when.dates import TimeExpression, time_expressions
from dateline.parse.parser import parse
from dateline.read import read_text
from dateline.spans import excerpt

LOSSES = (
    "Dateline looks for when something happened: sets (every day) and vague spans (recently) that "
    "help no event are not all marked, though TIMEX3 marks them.",
    "The day of writing is given as the publication date; WikiWars counts from it only rarely.",
)
AROUND = 60
"""Characters shown on either side of a fault."""
Parts = tuple[Counts, Counts, Counts]


def run_platinum(folder: Path, sample: int | None) -> SetResult:
    """Score the 20 news reports of TempEval-3 Platinum."""
    return _run(folder, sample, "timex_platinum", "timex/platinum.jsonl")


def run_wikiwars(folder: Path, sample: int | None) -> SetResult:
    """Score the held-out war narratives of WikiWars."""
    return _run(folder, sample, "timex_wikiwars", "timex/wikiwars_odd.jsonl")


run = run_platinum
SETS: dict[str, Callable[[Path, int | None], SetResult]] = {
    "timex_platinum": run_platinum,
    "timex_wikiwars": run_wikiwars,
}


def _run(folder: Path, sample: int | None, name: str, file: str) -> SetResult:
    parts: list[Parts] = []
    faults: list[Fault] = []
    for row in sampled(rows_of(find(folder, file)), sample):
        report = read_text(row["text"], name=row["docid"], published=day(row["dct"]))
        counts, found = score_report(row, time_expressions(parse(report)))
        parts.append(counts)
        faults.extend(found)
    metrics: list[Metric] = []
    for n, prefix in enumerate(("strict", "relaxed", "value")):
        metrics.extend(f1_metrics(prefix, [part[n] for part in parts]))
    return SetResult(name, len(parts), tuple(metrics), tuple(faults), LOSSES)


def score_report(row: Row, coded: Sequence[TimeExpression]) -> tuple[Parts, list[Fault]]:
    """Return (strict, relaxed, value) of one report, and its faults."""
    gold = row["timex"]
    spans = [(g["start"], g["end"]) for g in gold]
    mine = [(e.start, e.end) for e in coded]
    pairs = paired(spans, mine, exact_then_overlap)
    strict = [(i, j) for i, j in pairs if spans[i] == mine[j]]
    right = [(i, j) for i, j in pairs if _value(gold[i]) == coded[j].iso]
    counts = tuple(matched(len(hits), len(gold), len(coded)) for hits in (strict, pairs, right))
    faults = [
        _fault("missed", row, spans[i], _shown(row, *spans[i], _value(gold[i])), "")
        for i in sorted(set(range(len(gold))) - {i for i, _ in pairs})
    ]
    faults += [
        _fault("false", row, mine[j], "", _shown(row, *mine[j], coded[j].iso))
        for j in sorted(set(range(len(coded))) - {j for _, j in pairs})
    ]
    for i, j in pairs:
        kind = "" if (i, j) in right else "value"
        kind = kind or ("" if (i, j) in strict else "extent")
        if kind:
            one = _shown(row, *spans[i], _value(gold[i]))
            faults.append(_fault(kind, row, mine[j], one, _shown(row, *mine[j], coded[j].iso)))
    return (counts[0], counts[1], counts[2]), faults


def _value(gold: Row) -> str | None:
    value = gold.get("value") or gold.get("val")
    return str(value) if value else None


def _shown(row: Row, start: int, end: int, value: str | None) -> str:
    return f"{excerpt(row['text'], start, end)} = {value}"


def _fault(kind: str, row: Row, span: tuple[int, int], gold: str, coded: str) -> Fault:
    around = excerpt(row["text"], max(0, span[0] - AROUND), span[1] + AROUND)
    return Fault(kind, row["docid"], around, gold, coded)
