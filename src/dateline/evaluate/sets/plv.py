"""PLV: the PLOVER root of a sentence with a marked source and target (Hu et al. 2024).

As a sentence coder, Dateline reads the sentence alone; of its claims the one whose actor and
recipient lie on the marked words answers, else the first. No claim, no answer. With the pair
given, it is known that the sentence tells one event between the two: then words that were
rejected as claims may answer too, and the one nearest to the pair does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.evaluate.gold_rows import report_of, rows_of, sampled
from dateline.evaluate.scores import Counts, Fault, Metric, SetResult, bootstrap
from dateline.pipeline import code
from dateline.records import Actor, Claim, Coded

FILE = "plv_train.jsonl"
YIELD = frozenset({"CONCEDE", "RETREAT"})
ROOTS = (
    *("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE"),
    *("REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
LOSSES = (
    "CONCEDE and RETREAT are one root, YIELD, as in the set.",
    "A sentence may tell several events; the set knows one. For root_… the marked words "
    "decide which claim answers, and a coder in use does not have them; for first_root_… the first "
    "claim of the sentence answers, whoever it is about.",
    "With the pair given, rejected candidates answer where no claim links the pair, since the set "
    "counts events that the annotation guide does not (verbal events outside the main clause).",
)
Span = Sequence[int]
Answer = tuple[str, str | None]
"""The root of the gold, and the one coded (None: no answer)."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    root: str
    start: int
    end: int


def root_of(event_type: str) -> str:
    """Return the root of the set for an event type."""
    return "YIELD" if event_type in YIELD else event_type


def overlaps(spans: Iterable[Span], others: Iterable[Span]) -> bool:
    """Tell whether any span of one side shares a character with any of the other."""
    mine = list(others)
    return any(a[0] < b[1] and b[0] < a[1] for a in spans for b in mine)


def _words(actors: Iterable[Actor]) -> list[Span]:
    return [(a.start, a.end) for actor in actors for a in actor.anchors]


def _links(claim: Claim, row: dict[str, Any]) -> int:
    """Return how well a claim links the pair: 4 both as marked, 3 or 2 one of them, 1 reversed."""
    actor, recipient = _words(claim.actor), _words(claim.recipient)
    source, target = row["source_spans"], row["target_spans"]
    by_source, to_target = overlaps(actor, source), overlaps(recipient, target)
    if by_source or to_target:
        return 4 if by_source and to_target else 3 if by_source else 2
    return 1 if overlaps(actor, target) or overlaps(recipient, source) else 0


def best_claim(claims: Sequence[Claim], row: dict[str, Any]) -> Claim | None:
    """Return the claim that links the marked pair best; the first, where several do as well."""
    ranked = sorted(claims, key=lambda c: (-_links(c, row), c.trigger.start))
    return ranked[0] if ranked else None


def as_sentence_coder(coded: Coded, row: dict[str, Any]) -> str | None:
    """Return the root that Dateline answers for a sentence, or None."""
    claim = best_claim(coded.claims, row)
    return root_of(claim.event_type) if claim is not None else None


def first_claim(coded: Coded) -> str | None:
    """Return the root of the first claim of a sentence, or None."""
    first = min(coded.claims, key=lambda c: c.trigger.start, default=None)
    return root_of(first.event_type) if first is not None else None


def pair_given(coded: Coded, row: dict[str, Any]) -> str | None:
    """Return the root of what links the pair: a claim, else the nearest candidate of an event."""
    claim = best_claim(coded.claims, row)
    if claim is not None and _links(claim, row):
        return root_of(claim.event_type)
    found = [
        _Candidate(root_of(event_type), trigger.start, trigger.end)
        for event_type, trigger in (
            *((c.event_type, c.trigger) for c in coded.claims),
            *((r.event_type, r.trigger) for r in coded.rejected),
        )
        if root_of(event_type) in ROOTS
    ]
    if not found:
        return None
    return min(found, key=lambda c: (_distance(c, row), c.start)).root


def _distance(candidate: _Candidate, row: dict[str, Any]) -> int:
    """Return how many characters part a candidate from its pair: from the source and the target."""
    total = 0
    for spans in (row["source_spans"], row["target_spans"]):
        gaps = [max(s[0] - candidate.end, candidate.start - s[1], 0) for s in spans]
        total += min(gaps, default=0)
    return total


def macro_f1(answers: Sequence[Answer]) -> float:
    """Return the F1 of each root of the gold, averaged; no answer is a miss of its root."""
    gold = Counter(g for g, _ in answers)
    coded = Counter(c for _, c in answers if c is not None)
    right = Counter(g for g, c in answers if g == c)
    # A root that the sample lacks on both sides has no F1 to average.
    roots = [root for root in ROOTS if gold[root] or coded[root]]
    scores = [2 * right[root] / (gold[root] + coded[root]) for root in roots]
    return sum(scores) / len(scores) if scores else 0.0


def accuracy(answers: Sequence[Answer]) -> float:
    """Return the share of sentences with the right root."""
    return sum(g == c for g, c in answers) / len(answers) if answers else 0.0


def _metrics(prefix: str, answers: Sequence[Answer]) -> tuple[Metric, ...]:
    right = sum(g == c for g, c in answers)
    answered = sum(c is not None for _, c in answers)
    counts = Counts(right, answered - right, len(answers) - right)
    share = answered / len(answers) if answers else 0.0
    return (
        Metric(f"{prefix}macro_f1", macro_f1(answers), *bootstrap(answers, macro_f1), counts),
        Metric(f"{prefix}accuracy", accuracy(answers), *bootstrap(answers, accuracy), counts),
        Metric(f"{prefix}precision", counts.precision, counts=counts),
        Metric(f"{prefix}answered", share),
    )


def _fault(row: dict[str, Any], given: str | None, coded: Coded, how: str) -> Fault:
    kind = f"{how}: {row['plover_root']} " + (f"read as {given}" if given else "not answered")
    pair = f"{row['source']} → {row['target']}"
    claims = [f"{c.event_type} [{c.trigger.quote}]" for c in coded.claims]
    rejected = [f"{r.event_type} [{r.trigger.quote}] ({r.reason})" for r in coded.rejected]
    told = "; ".join(claims) or "no claim"
    told += f". Rejected: {'; '.join(rejected)}" if rejected else ""
    return Fault(kind, row["id"], row["text"], pair, told)


def run(folder: Path, sample: int | None) -> SetResult:
    """Score Dateline on PLV_train.

    Args:
        folder: the folder of the gold (with ``plover/``), or ``plover`` itself.
        sample: how many sentences to take, or None for all.

    Raises:
        UsageError: the gold is not there or damaged.
    """
    inner = folder / "plover"
    rows = sampled(rows_of((inner if inner.is_dir() else folder) / FILE), sample)
    alone: list[Answer] = []
    first: list[Answer] = []
    given: list[Answer] = []
    faults: list[Fault] = []
    for row in rows:
        coded = code(report_of(row["text"], row["id"]))
        answer, linked = as_sentence_coder(coded, row), pair_given(coded, row)
        alone.append((row["plover_root"], answer))
        first.append((row["plover_root"], first_claim(coded)))
        given.append((row["plover_root"], linked))
        if answer != row["plover_root"]:
            faults.append(_fault(row, answer, coded, "sentence"))
        if linked != row["plover_root"]:
            faults.append(_fault(row, linked, coded, "pair"))
    metrics = (
        *_metrics("root_", alone),
        *_metrics("first_root_", first)[:2],
        *_metrics("pair_root_", given),
    )
    return SetResult("plv_train", len(rows), metrics, tuple(faults), LOSSES)


SETS: dict[str, Callable[[Path, int | None], SetResult]] = {"plv_train": run}
