"""PLV: the PLOVER root of a sentence with a marked source and target (Hu et al. 2024).

As a sentence coder, Dateline reads the sentence alone; of its claims the first whose actor is the
marked source answers, else the first whose recipient is the target, else the first. No claim, no
answer. With the pair given, it is known that the sentence tells one event between the two: then
words that were rejected as claims may answer too, and that which links the two best does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from dateline.evaluate.gold_rows import report_of, rows_of, sampled
from dateline.evaluate.linking import Link, Span, distance, overlaps
from dateline.evaluate.plover_roots import mapped_root, plain_root
from dateline.evaluate.scores import Counts, Fault, Metric, SetResult, bootstrap
from dateline.parse.parser import parse
from dateline.pipeline import code
from dateline.records import Actor, Claim, Coded, Rejected

FILE = "plv_train.jsonl"
ROOTS = (
    *("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE"),
    *("REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
FULL = frozenset({"root_", "pair_root_"})
"""Figures told with precision and the share answered."""
LOSSES = (
    "CONCEDE and RETREAT are one root, YIELD, as in the set.",
    "A sentence may tell several events; the set knows one. For root_… the marked source decides "
    "which claim answers (what it first does, else what is done to the target), and a coder in use "
    "does not have it; for first_root_… the first claim of the sentence answers, whoever it is "
    "about.",
    "With the pair given, rejected candidates answer too, since the set counts events that the "
    "annotation guide does not (verbal events outside the main clause): the event word on which "
    "source and target both hang in the tree comes first, then what the source does, then the "
    "words on the way from one to the other, claims before rejected words, then the nearest.",
    "root_… and pair_root_… compare the type alone, and so lose where the guide and the set "
    "differ: agreements signed (AGREE; SUPPORT in the set), ground taken (COERCE; ASSAULT), "
    "sanctions (SANCTION; COERCE), convictions (SANCTION; ACCUSE), what is planned. mapped_… "
    "read Dateline's finer codes by knowledge/gold_maps/plv.tsv, with the reason on each line; "
    "the table was made with this set at hand.",
)
Answer = tuple[str, str | None]
"""The root of the gold, and the one coded (None: no answer)."""


Rooted = Callable[[Claim | Rejected], str]
"""How the codes of a claim become a root of the set."""


def strict_root(item: Claim | Rejected) -> str:
    """Return the root that has the name of a claim's type."""
    return plain_root(item.event_type)


def _words(actors: Iterable[Actor]) -> list[Span]:
    return [(a.start, a.end) for actor in actors for a in actor.anchors]


def _links(claim: Claim, row: dict[str, Any]) -> int:
    """Return how well a claim links the pair: 3 the source does it, 2 to the target, 1 reversed."""
    actor, recipient = _words(claim.actor), _words(claim.recipient)
    source, target = row["source_spans"], row["target_spans"]
    if overlaps(actor, source) or any(_is_called(a, row["source"]) for a in claim.actor):
        return 3
    if overlaps(recipient, target):
        return 2
    return 1 if overlaps(actor, target) or overlaps(recipient, source) else 0


def _is_called(actor: Actor, words: str) -> bool:
    """Tell whether marked words name an actor that stands as a pronoun ("it" → "The army")."""
    return actor.basis == "resolved" and actor.name.casefold() in words.casefold()


def best_claim(claims: Sequence[Claim], row: dict[str, Any]) -> Claim | None:
    """Return the claim that links the marked pair best; the first, where several do as well.

    What the source first does answers before its content ("refused to send aid": the refusal).
    """
    ranked = sorted(claims, key=lambda c: (-_links(c, row), c.trigger.start))
    return ranked[0] if ranked else None


def as_sentence_coder(
    coded: Coded, row: dict[str, Any], rooted: Rooted = strict_root
) -> str | None:
    """Return the root that Dateline answers for a sentence, or None."""
    claim = best_claim(coded.claims, row)
    return rooted(claim) if claim is not None else None


def first_claim(coded: Coded) -> str | None:
    """Return the root of the first claim of a sentence, or None."""
    first = min(coded.claims, key=lambda c: c.trigger.start, default=None)
    return strict_root(first) if first is not None else None


def pair_given(
    coded: Coded, row: dict[str, Any], link: Link, rooted: Rooted = strict_root
) -> str | None:
    """Return the root of the event word that links the pair best, a claim or one rejected."""
    words: list[Claim | Rejected] = [*coded.claims, *coded.rejected]
    found = [i for i in words if rooted(i) in ROOTS]
    best = min(found, key=lambda i: _rank(i, row, link), default=None)
    return rooted(best) if best is not None else None


def _rank(item: Claim | Rejected, row: dict[str, Any], link: Link) -> tuple[int, ...]:
    """Order event words: that on which both hang, the source's deed, on the way, a claim, near."""
    start, end = item.trigger.start, item.trigger.end
    place = link.rank(start, end)
    linked = _links(item, row) if isinstance(item, Claim) else 0
    apart = distance(start, end, row["source_spans"], row["target_spans"])
    return (
        -int(place == 2),
        -int(linked == 3),
        -place,
        -int(isinstance(item, Claim)),
        -int(linked == 2),
        apart,
        start,
    )


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
    answers: dict[str, list[Answer]] = {}
    faults: list[Fault] = []
    for row in rows:
        report = report_of(row["text"], row["id"])
        coded = code(report)
        link = Link(parse(report), row["source_spans"], row["target_spans"])
        given = {
            "root_": as_sentence_coder(coded, row),
            "first_root_": first_claim(coded),
            "pair_root_": pair_given(coded, row, link),
            "mapped_root_": as_sentence_coder(coded, row, mapped_root),
            "mapped_pair_root_": pair_given(coded, row, link, mapped_root),
        }
        for prefix, answer in given.items():
            answers.setdefault(prefix, []).append((row["plover_root"], answer))
        for prefix, how in (("root_", "sentence"), ("pair_root_", "pair")):
            if given[prefix] != row["plover_root"]:
                faults.append(_fault(row, given[prefix], coded, how))
    metrics = tuple(
        metric
        for prefix, found in answers.items()
        for metric in _metrics(prefix, found)[: 4 if prefix in FULL else 2]
    )
    return SetResult("plv_train", len(rows), metrics, tuple(faults), LOSSES)


SETS: dict[str, Callable[[Path, int | None], SetResult]] = {"plv_train": run}
