"""re3d: who and where a report mentions, and who fights whom (Dstl 2017).

Entities: persons, organisations, places and nationalities. ``entity_…`` counts a mention as found
where one of the same kind overlaps it, one to one, the longest overlap first; ``entity_exact_…``
asks for the same extent, articles apart. Annotations of a confidence below one half are neither a
miss nor a false alarm. FightingAgainst: pairs of mentions in a sentence, in either order, against
the actors and recipients of attacks and of ground taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.evaluate.fields import same_name
from dateline.evaluate.gold_rows import report_of, rows_of, sampled
from dateline.evaluate.named import named
from dateline.evaluate.scores import Counts, Fault, SetResult, f1_metrics
from dateline.parse.parser import parse
from dateline.pipeline import code, knowledge
from dateline.records import Actor, Claim, Coded
from dateline.spans import excerpt

FILE = "train.jsonl"
KINDS = {
    "Person": "person",
    "Organisation": "organisation",
    "Location": "location",
    "Nationality": "nationality",
}
SURE = 0.5
"""Annotations below this confidence are machine-made or disputed."""
AROUND = 70
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
LOSSES = (
    "Weapons, vehicles, platforms, quantities, money, documents and times are not scored: they "
    "are no entities of Dateline's record.",
    "The set marks things one fights (a building, a vehicle, a strike as the one who fights) as "
    "parties; Dateline's actors are people, so such pairs are missed.",
    "Fighting is what Dateline codes as ASSAULT, or as COERCE of ground from somebody; a campaign "
    "or stance against somebody without an event word is none.",
    "The set gives each pair once for each order and each mention of a party (he, the group); one "
    "sentence's pair of parties is counted once.",
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention with its kind; an optional one is neither a miss nor a false alarm."""

    start: int
    end: int
    kind: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a fight: its spans, its name, and the extent of its sentence."""

    spans: tuple[tuple[int, int], ...]
    name: str
    sentence: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parties that fight, in no order."""

    one: Party
    other: Party


def _overlap(a: Mention, b: Mention) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def _any_overlap(a: Iterable[tuple[int, int]], b: Sequence[tuple[int, int]]) -> bool:
    return any(x[0] < y[1] and y[0] < x[1] for x in a for y in b)


def matched(
    gold: Sequence[Mention], coded: Sequence[Mention], fit: Callable[[Mention, Mention], int]
) -> tuple[Counts, list[Mention], list[Mention]]:
    """Pair mentions one to one, best fit first; an optional one after all that are sure.

    Returns:
        The counts, the gold missed and the false alarms.
    """
    scored = sorted(
        (g.optional, -fit(g, c), i, j)
        for i, g in enumerate(gold)
        for j, c in enumerate(coded)
        if fit(g, c) > 0
    )
    to_gold: set[int] = set()
    to_coded: set[int] = set()
    hits = 0
    for optional, _, i, j in scored:
        if i not in to_gold and j not in to_coded:
            to_gold.add(i)
            to_coded.add(j)
            hits += not optional
    missed = [g for i, g in enumerate(gold) if i not in to_gold and not g.optional]
    false = [c for j, c in enumerate(coded) if j not in to_coded]
    return Counts(hits, len(false), len(missed)), missed, false


def overlapping(gold: Mention, coded: Mention) -> int:
    """Return how many characters two mentions of one kind share."""
    return _overlap(gold, coded) if gold.kind == coded.kind else 0


def _bare(text: str, mention: Mention) -> tuple[int, int]:
    article = _ARTICLE.match(text, mention.start, mention.end)
    return (article.end() if article else mention.start), mention.end


def _same_extent(text: str) -> Callable[[Mention, Mention], int]:
    def fit(gold: Mention, coded: Mention) -> int:
        return int(gold.kind == coded.kind and _bare(text, gold) == _bare(text, coded))

    return fit


def gold_entities(row: dict[str, Any]) -> list[Mention]:
    """Return the annotated mentions of the four kinds; what is unsure is optional."""
    return [
        Mention(e["start"], e["end"], KINDS[e["type"]], float(e["confidence"]) < SURE)
        for e in row["entities"]
        if e["type"] in KINDS
    ]


def gold_pairs(row: dict[str, Any]) -> list[Pair]:
    """Return the pairs that fight, each once whatever its order."""
    pairs: dict[frozenset[tuple[int, int]], Pair] = {}
    for relation in row["relations"]:
        if relation["type"] == "FightingAgainst" and float(relation["confidence"]) >= SURE:
            source, target = _party(relation["source"]), _party(relation["target"])
            pairs[frozenset((*source.spans, *target.spans))] = Pair(source, target)
    return list(pairs.values())


def _party(argument: list[Any]) -> Party:
    return Party(((argument[0], argument[1]),), str(argument[2]))


def is_fighting(claim: Claim) -> bool:
    """Tell whether a claim is of violence, or of ground taken from somebody."""
    takes_ground = claim.event_type == "COERCE" and "territory" in claim.contexts
    return claim.event_type == "ASSAULT" or takes_ground


def coded_pairs(coded: Coded) -> list[Pair]:
    """Return each pair of an actor and a recipient that fight, once a sentence."""
    pairs: dict[tuple[object, ...], Pair] = {}
    for claim in filter(is_fighting, coded.claims):
        extent = (claim.sentence.start, claim.sentence.end)
        for actor in claim.actor:
            for recipient in claim.recipient:
                one, other = (_side(who, extent) for who in (actor, recipient))
                key = (claim.sentence.n, frozenset((one.spans, other.spans)))
                pairs.setdefault(key, Pair(one, other))
    return list(pairs.values())


def _side(actor: Actor, sentence: tuple[int, int]) -> Party:
    return Party(tuple((a.start, a.end) for a in actor.anchors), actor.name, sentence)


def _is_party(gold: Party, coded: Party) -> bool:
    """Tell whether two parties are one: by their words, or by name within one sentence."""
    if _any_overlap(gold.spans, coded.spans):
        return True
    return _any_overlap(gold.spans, [coded.sentence]) and same_name(gold.name, coded.name)


def _is_same(gold: Pair, coded: Pair) -> bool:
    straight = _is_party(gold.one, coded.one) and _is_party(gold.other, coded.other)
    return straight or (_is_party(gold.one, coded.other) and _is_party(gold.other, coded.one))


def pair_counts(
    gold: Sequence[Pair], coded: Sequence[Pair]
) -> tuple[Counts, list[Pair], list[Pair]]:
    """Match pairs one to one; returns the counts, the gold missed and the false alarms."""
    left = list(coded)
    missed: list[Pair] = []
    for pair in gold:
        found = next((c for c in left if _is_same(pair, c)), None)
        if found is None:
            missed.append(pair)
        else:
            left.remove(found)
    return Counts(len(gold) - len(missed), len(left), len(missed)), missed, left


def _shown(text: str, spans: Iterable[tuple[int, int]]) -> str:
    return ", ".join(excerpt(text, *span) for span in spans)


def _entity_fault(row: dict[str, Any], mention: Mention, kind: str) -> Fault:
    text = row["text"]
    words = excerpt(text, mention.start, mention.end)
    around = excerpt(text, max(0, mention.start - AROUND), mention.end + AROUND)
    told = (words, "") if kind == "missed" else ("", words)
    return Fault(f"{kind} {mention.kind}", row["docid"], around, *told)


def _pair_fault(row: dict[str, Any], pair: Pair, kind: str) -> Fault:
    text = row["text"]
    ends = [end for side in (pair.one, pair.other) for span in side.spans for end in span]
    words = f"{_shown(text, pair.one.spans)} against {_shown(text, pair.other.spans)}"
    told = (words, "") if kind == "missed" else ("", words)
    sentence = excerpt(text, max(0, min(ends) - AROUND), max(ends) + AROUND)
    return Fault(f"{kind} fighting pair", row["docid"], sentence, *told)


def _scored(row: dict[str, Any]) -> tuple[tuple[Counts, Counts, Counts], list[Fault]]:
    report = report_of(row["text"], row["docid"])
    found = [Mention(m.start, m.end, m.kind) for m in named(parse(report), knowledge())]
    gold = gold_entities(row)
    entities, missed, false = matched(gold, found, overlapping)
    exact, _, _ = matched(gold, found, _same_extent(row["text"]))
    fights, unseen, invented = pair_counts(gold_pairs(row), coded_pairs(code(report)))
    faults = [_entity_fault(row, m, "missed") for m in missed]
    faults += [_entity_fault(row, m, "false") for m in false]
    faults += [_pair_fault(row, p, "missed") for p in unseen]
    faults += [_pair_fault(row, p, "false") for p in invented]
    return (entities, exact, fights), faults


def run(folder: Path, sample: int | None) -> SetResult:
    """Score Dateline on the training part of re3d, 71 reports.

    Args:
        folder: the folder of the gold (with ``re3d/``), or ``re3d`` itself.
        sample: how many reports to take, or None for all.

    Raises:
        UsageError: the gold is not there or damaged.
    """
    inner = folder / "re3d"
    rows = sampled(rows_of((inner if inner.is_dir() else folder) / FILE), sample)
    done = [_scored(row) for row in rows]
    parts = [counts for counts, _ in done]
    metrics = (
        *f1_metrics("entity", [entities for entities, _, _ in parts]),
        *f1_metrics("entity_exact", [exact for _, exact, _ in parts]),
        *f1_metrics("fighting_against", [fights for _, _, fights in parts]),
    )
    faults = tuple(fault for _, found in done for fault in found)
    return SetResult("re3d_train", len(rows), metrics, faults, LOSSES)


SETS: dict[str, Callable[[Path, int | None], SetResult]] = {"re3d_train": run}
