"""Did it happen: UDS-IH2 and MEANTIME, −3 (certainly not) to +3 (certainly), predicates given.

Pearson's r and mean absolute error over all predicates (Rudinger et al. 2018; Stanovsky et al.
2017 unified the scale). UDS-IH2 is judged by the claim's number ``factuality``, and beside it by
the nine statuses with one number each. MEANTIME leaves time aside (a future told as certain is
+3), so there the statuses are given numbers of their own, and prospects are as good as deeds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from dateline.evaluate.corpus_tokens import joined, tokens_in, top_of
from dateline.evaluate.gold_files import Row, find, sampled
from dateline.evaluate.gold_rows import rows_of
from dateline.evaluate.metrics_numbers import mean_absolute_error, pearson
from dateline.evaluate.scores import Fault, Metric, SetResult, bootstrap
from dateline.extract.mention import Mention
from dateline.extract.status.decide import status_of
from dateline.extract.status.likelihood import grade
from dateline.extract.status.reading import Reading
from dateline.knowledge import speech_rules, weights
from dateline.knowledge.event_lexicon import Entry
from dateline.parse.parsed import Parsed, Token
from dateline.parse.parser import parse
from dateline.read import read_text
from dateline.records import Status

SCALE: dict[Status, float] = {
    "happened": 2.0,
    "ongoing": 1.9,
    "planned": -0.9,
    "threatened": -0.9,
    "requested": -1.3,
    "possible": -0.5,
    "denied": -0.5,
    "hypothetical": -1.1,
    "not_happened": -0.2,
}
"""The mean of what people said of each status in the training part of UDS-IH2 (the few denials and
threats put beside their like). Negation is near nought: half of those asked took "he could not
name them" for a fact."""
TIMELESS: dict[Status, float] = {
    "happened": 3.0,
    "ongoing": 3.0,
    "planned": 3.0,
    "threatened": 3.0,
    "requested": 1.0,
    "possible": 1.5,
    "denied": -2.0,
    "hypothetical": 1.0,
    "not_happened": -3.0,
}
"""The same for MEANTIME, whose people asked how certain a thing is, past or to come."""
FAULT_FROM = 2.5
"""Differences from here on are listed."""
SHOWN = (
    ("uds_ih2", "graded", "uds"),
    ("uds_ih2", "status", "uds_status"),
    ("meantime", "timeless", "meantime"),
)
"""The figures: which part of the set, which number, under which name."""
LOSSES = (
    "uds_ is the number 'factuality' of a claim: a ridge regression over the status, its rule and "
    "the words around, learnt from the training part of the same corpus (web text). uds_status_ "
    "is the status alone, nine numbers: degrees of certainty between them are lost.",
    "meantime_ is the status alone, on a scale of its own: its people took a certain future for "
    "certain; the number 'factuality' asks what took place, and is not measured there.",
    "What somebody else says happened is happened, according to him, in Dateline's record; the "
    "gold asks what the writer or reader believes.",
    "Predicates are given by the gold: most are no events of Dateline's lexicon (states, saying).",
)
Pairs = tuple[tuple[float, float], ...]


def run(folder: Path, sample: int | None) -> SetResult:
    """Score the sentences of the development part, UDS-IH2 and MEANTIME apart."""
    rows = sampled(rows_of(find(folder, "factuality/uds_meantime_dev.jsonl.gz")), sample, "id")
    parts: dict[tuple[str, str], list[Pairs]] = {}
    faults: list[Fault] = []
    for row in rows:
        pairs, found = score_sentence(row)
        for kind, some in pairs.items():
            parts.setdefault((row["set"], kind), []).append(some)
        faults.extend(found)
    metrics: list[Metric] = []
    for part, kind, prefix in SHOWN:
        metrics.extend(_metrics(prefix, parts.get((part, kind), [])))
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


def predicates(row: Row) -> Iterator[tuple[float, Token, Reading, Parsed]]:
    """Yield the label, head word and reading of every predicate of a sentence."""
    text, spans = joined(row["tokens"])
    parsed = parse(read_text(text, name=row["id"]))
    speech = speech_rules.load()
    for target in row["targets"]:
        span = (spans[target["start"]][0], spans[target["end"] - 1][1])
        head = top_of(tokens_in(parsed, span))
        yield (
            float(target["label"]),
            head,
            status_of(mention_at(head, parsed), parsed, speech),
            parsed,
        )


def score_sentence(row: Row) -> tuple[dict[str, Pairs], list[Fault]]:
    """Return (gold, coded) of every predicate of a sentence for each number, and the faults."""
    pairs: dict[str, list[tuple[float, float]]] = {"graded": [], "status": [], "timeless": []}
    faults: list[Fault] = []
    for label, head, reading, parsed in predicates(row):
        number = grade(head, reading, parsed, weights.load()).value
        pairs["graded"].append((label, number))
        pairs["status"].append((label, SCALE[reading.status]))
        pairs["timeless"].append((label, TIMELESS[reading.status]))
        if abs(label - number) >= FAULT_FROM:
            kind = f"{reading.status} read, gold {_band(label)}"
            coded = f"{number:.1f}, {reading.status} ({reading.rule})"
            text = parsed.report.text
            faults.append(Fault(kind, row["id"], text, f"{head.text} {label:.1f}", coded))
    return {kind: tuple(some) for kind, some in pairs.items()}, faults


def mention_at(head: Token, parsed: Parsed) -> Mention:
    """Return a mention for a given predicate, as the questions of extraction want it."""
    entry = Entry("given", head.lemma, (), (), "", None, (), (), ())
    noun = head if head.pos in ("NOUN", "PROPN") else None
    sentence = parsed.sentence_of(head)
    return Mention(head, (head,), entry, sentence, noun, "", None, (), "given")


def _band(label: float) -> str:
    return "happened" if label > 1 else "not happened" if label < -1 else "open"
