"""According to whom: PolNeAR, by tokens, spans and whole attributions (Newell et al. 2018).

Tokens: words that carry the label source, cue or content in any attribution. Spans: one side's
span against the other's, the same words (exact) or at least one in common (partial). Triple:
source, cue and content each have a word in common. Punctuation does not count anywhere. One
annotator an article counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.evaluate.gold_files import Row, day, find, sampled
from dateline.evaluate.gold_rows import rows_of
from dateline.evaluate.metrics_spans import (
    Span,
    covered,
    matched,
    paired,
    token_counts,
    token_spans,
)
from dateline.evaluate.scores import Counts, Fault, Metric, SetResult, f1_metrics
from dateline.extract.according_to.attributions import attributions
from dateline.extract.according_to.chains import Sources
from dateline.extract.identity import Identifier
from dateline.parse.parser import parse
from dateline.pipeline import knowledge
from dateline.read import read_text
from dateline.spans import excerpt

LABELS = ("source", "cue", "content")
LOSSES = (
    "PolNeAR marks attitudes, votes and plans (opposed, is considering) as attributions; Dateline "
    "attributes what is said, written, shown or believed.",
    "PolNeAR marks no attribution inside the content of another, nor inside quotation marks; those "
    "Dateline finds there are left out.",
    "Dateline's attributions are taken from the whole report here, without asking for an event.",
    "Cues that are marks (a colon, a dash) or noun phrases are mostly no cues to Dateline.",
)
LONGEST = 160
"""Characters shown of a content."""


@dataclass(frozen=True, slots=True)
class Triple:
    """An attribution as the words it covers, by label; ``words`` shows it to a person."""

    parts: tuple[frozenset[int], frozenset[int], frozenset[int]]
    words: str
    start: int

    @property
    def all(self) -> frozenset[int]:
        """All words it covers."""
        return self.parts[0] | self.parts[1] | self.parts[2]


def run(folder: Path, sample: int | None) -> SetResult:
    """Score the development articles, the primary annotator of each."""
    rows = [r for r in rows_of(find(folder, "polnear/dev.jsonl.gz")) if r["primary"]]
    parts: list[dict[str, Counts]] = []
    faults: list[Fault] = []
    chosen = sampled(rows, sample)
    for row in chosen:
        counts, found = score_report(row, gold_of(row), coded_of(row))
        parts.append(counts)
        faults.extend(found)
    metrics: list[Metric] = []
    for name in parts[0] if parts else ():
        metrics.extend(f1_metrics(name, [part[name] for part in parts]))
    return SetResult("polnear_dev", len(chosen), tuple(metrics), tuple(faults), LOSSES)


SETS: dict[str, Callable[[Path, int | None], SetResult]] = {"polnear_dev": run}


def _words(text: str) -> list[Span]:
    return [span for span in token_spans(text) if text[span[0]].isalnum()]


def gold_of(row: Row) -> list[Triple]:
    """Return the gold's attributions; those without content are left out."""
    words = _words(row["text"])
    made = []
    for item in row["attributions"]:
        spans = [
            [(s, e) for part in item.get(label) or () for s, e in part["spans"]] for label in LABELS
        ]
        if spans[2]:
            made.append(_triple(row["text"], words, spans))
    return made


def coded_of(row: Row) -> list[Triple]:
    """Return Dateline's attributions of an article."""
    report = read_text(row["text"], name=row["docid"], published=day(row["date"]))
    parsed = parse(report)
    known = knowledge()
    sources = Sources(parsed, known.speech, Identifier(parsed, known.actors))
    words = _words(row["text"])
    made = [
        _triple(
            row["text"],
            words,
            [[a.source] if a.source else [], [a.cue] if a.cue else [], list(a.content)],
        )
        for a in attributions(parsed, known.speech, sources)
        if a.cue is None or sources.speakers.quotation_at(a.cue[0]) is None
    ]
    return [t for t in made if not _is_nested(t, made)]


def _is_nested(triple: Triple, others: Sequence[Triple]) -> bool:
    """Tell whether an attribution stands inside what another says; the gold marks none such."""
    cue = triple.parts[1]
    return bool(cue) and any(o is not triple and cue <= o.parts[2] for o in others)


def _triple(text: str, words: Sequence[Span], spans: Sequence[Sequence[Span]]) -> Triple:
    parts = [covered(words, some) for some in spans]
    shown = [" … ".join(excerpt(text, *span) for span in some) for some in spans]
    line = f"[{shown[0]}] [{shown[1]}] {shown[2][:LONGEST]}"
    start = min(span[0] for some in spans for span in some)
    return Triple((parts[0], parts[1], parts[2]), line, start)


def score_report(
    row: Row, gold: Sequence[Triple], coded: Sequence[Triple]
) -> tuple[dict[str, Counts], list[Fault]]:
    """Return the counts of every metric for one article, and its faults."""
    counts: dict[str, Counts] = {}
    for n, label in enumerate(LABELS):
        one = [t.parts[n] for t in gold if t.parts[n]]
        other = [t.parts[n] for t in coded if t.parts[n]]
        everything = frozenset[int]().union(*one), frozenset[int]().union(*other)
        counts[f"{label}_token"] = token_counts(*everything)
        same = len(paired(one, other, lambda a, b: float(a == b)))
        counts[f"{label}_exact"] = matched(same, len(one), len(other))
        near = len(paired(one, other, _jaccard))
        counts[f"{label}_partial"] = matched(near, len(one), len(other))
    pairs = paired(gold, coded, _triple_likeness)
    counts["triple_partial"] = matched(len(pairs), len(gold), len(coded))
    return counts, _faults(row, gold, coded, pairs)


def _jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one & other else 0.0


def _triple_likeness(one: Triple, other: Triple) -> float:
    """Return how alike two attributions are; 0 unless all three parts have words in common."""
    for mine, theirs in zip(one.parts, other.parts, strict=True):
        if (mine or theirs) and not mine & theirs:
            return 0.0
    return _jaccard(one.all, other.all)


def _faults(
    row: Row, gold: Sequence[Triple], coded: Sequence[Triple], pairs: Sequence[tuple[int, int]]
) -> list[Fault]:
    """List what has no partner; a gold one that shares a cue with a coded one is "half right"."""
    left = [c for j, c in enumerate(coded) if j not in {j for _, j in pairs}]
    faults: list[Fault] = []
    for i in sorted(set(range(len(gold))) - {i for i, _ in pairs}):
        beside = next((c for c in left if c.parts[1] & gold[i].parts[1]), None)
        if beside is not None:
            left.remove(beside)
            wrong = [
                label
                for label, mine, theirs in zip(LABELS, gold[i].parts, beside.parts, strict=True)
                if (mine or theirs) and not mine & theirs
            ]
            kind = f"wrong {' and '.join(wrong)}" if wrong else "doubled"
            words = beside.words
        else:
            kind, words = "missed", ""
        faults.append(Fault(kind, row["docid"], gold[i].words, gold[i].words, words))
    faults += [Fault("false", row["docid"], c.words, "", c.words) for c in left]
    return faults
