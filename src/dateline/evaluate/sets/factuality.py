"""Did it happen: UDS-IH2 and MEANTIME, −3 (certainly not) to +3 (certainly), predicates given.

Pearson's r and mean absolute error over all predicates (Rudinger et al. 2018; Stanovsky et al.
2017 unified the scale). Dateline knows nine statuses; each is given one number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from dateline.evaluate.corpus_tokens import joined, tokens_in, top_of
from dateline.evaluate.gold_files import Row, find, sampled
from dateline.evaluate.gold_rows import rows_of
from dateline.evaluate.metrics_numbers import mean_absolute_error, pearson
from dateline.evaluate.scores import Fault, Metric, SetResult, bootstrap
from dateline.extract.mention import Mention
from dateline.extract.reading import Reading
from dateline.extract.status import status_of
from dateline.knowledge import speech_rules
from dateline.knowledge.event_lexicon import Entry
from dateline.parse.parsed import Parsed, Token
from dateline.parse.parser import parse
from dateline.read import read_text
from dateline.records import Status

SCALE: dict[Status, float] = {
    "happened": 3.0,
    "ongoing": 3.0,
    "planned": -1.0,
    "threatened": -1.0,
    "requested": -1.0,
    "possible": 0.0,
    "denied": -2.0,
    "hypothetical": -1.0,
    "not_happened": -3.0,
}
"""The number each status stands for; for the open ones near their mean in the training part."""
HEDGED = 2.0 / 3.0
"""What a hedge leaves of a number."""
FAULT_FROM = 2.5
"""Differences from here on are listed."""
PART_NAMES = {"uds_ih2": "uds", "meantime": "meantime"}
LOSSES = (
    "Nine statuses with a number each: degrees of certainty between them are lost.",
    "What somebody else says happened is happened, according to him, in Dateline's record; the "
    "gold asks what the writer or reader believes.",
    "Predicates are given by the gold: most are no events of Dateline's lexicon (states, saying).",
)
Pairs = tuple[tuple[float, float], ...]


def run(folder: Path, sample: int | None) -> SetResult:
    """Score the sentences of the development part, UDS-IH2 and MEANTIME apart."""
    rows = sampled(rows_of(find(folder, "factuality/uds_meantime_dev.jsonl.gz")), sample, "id")
    parts: dict[str, list[Pairs]] = {name: [] for name in PART_NAMES}
    faults: list[Fault] = []
    for row in rows:
        pairs, found = score_sentence(row)
        parts[row["set"]].append(pairs)
        faults.extend(found)
    metrics: list[Metric] = []
    for name, prefix in PART_NAMES.items():
        metrics.extend(_metrics(prefix, parts[name]))
    return SetResult("factuality_dev", len(rows), tuple(metrics), tuple(faults), LOSSES)


SETS: dict[str, Callable[[Path, int | None], SetResult]] = {"factuality_dev": run}


def _metrics(prefix: str, parts: Sequence[Pairs]) -> list[Metric]:
    def correlation(some: Sequence[Pairs]) -> float:
        return pearson(*_columns(some))

    def error(some: Sequence[Pairs]) -> float:
        return mean_absolute_error(*_columns(some))

    return [
        Metric(f"{prefix}_pearson_r", correlation(parts), *bootstrap(parts, correlation)),
        Metric(f"{prefix}_mae", error(parts), *bootstrap(parts, error), unit="of 6 steps"),
    ]


def _columns(parts: Sequence[Pairs]) -> tuple[list[float], list[float]]:
    pairs = [pair for part in parts for pair in part]
    return [gold for gold, _ in pairs], [coded for _, coded in pairs]


def score_sentence(row: Row) -> tuple[Pairs, list[Fault]]:
    """Return (gold, coded) of every predicate of a sentence, and the faults."""
    text, spans = joined(row["tokens"])
    parsed = parse(read_text(text, name=row["id"]))
    speech = speech_rules.load()
    pairs: list[tuple[float, float]] = []
    faults: list[Fault] = []
    for target in row["targets"]:
        span = (spans[target["start"]][0], spans[target["end"] - 1][1])
        reading = status_of(mention_at(top_of(tokens_in(parsed, span)), parsed), parsed, speech)
        number = number_of(reading)
        pairs.append((float(target["label"]), number))
        if abs(target["label"] - number) >= FAULT_FROM:
            gold = f"{target['text']} {target['label']:.1f}"
            coded = f"{reading.status} ({reading.rule})"
            kind = f"{reading.status} read, gold {_band(target['label'])}"
            faults.append(Fault(kind, row["id"], text, gold, coded))
    return tuple(pairs), faults


def mention_at(head: Token, parsed: Parsed) -> Mention:
    """Return a mention for a given predicate, as the questions of extraction want it."""
    entry = Entry("given", head.lemma, (), (), "", None, (), (), ())
    noun = head if head.pos in ("NOUN", "PROPN") else None
    sentence = parsed.sentence_of(head)
    return Mention(head, (head,), entry, sentence, noun, "", None, (), "given")


def number_of(reading: Reading) -> float:
    """Return the number between −3 and +3 that a reading stands for."""
    number = SCALE[reading.status]
    return number * HEDGED if reading.hedges else number


def _band(label: float) -> str:
    return "happened" if label > 1 else "not happened" if label < -1 else "open"
