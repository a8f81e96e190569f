"""WikiEvents: triggers and arguments of events in news of attacks (Li et al. 2021).

Only event types that have a counterpart in PLOVER are scored (``knowledge/gold_maps``). A trigger
is found where its head word stands in the trigger of a claim of a type it maps to; an argument
where the head word of its phrase is the head word of the claim's actor, recipient or place, and
its event was found. Heads are those of Dateline's own parse on both sides. ``argument_coref_…``
also accepts another mention of the same entity, by the clusters of the gold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dateline.errors import KnowledgeError
from dateline.evaluate.gold_rows import report_of, rows_of, sampled
from dateline.evaluate.scores import Counts, Fault, SetResult, f1_metrics
from dateline.knowledge.tables import packaged, parse_table
from dateline.parse.parsed import Parsed, Token
from dateline.parse.parser import parse
from dateline.pipeline import code
from dateline.records import Anchor, Claim, Coded
from dateline.spans import excerpt

ROLES = ("actor", "recipient", "place")
AROUND = 80
LOSSES = (
    "Types without a counterpart are left out on both sides: trade, transport, inspection, "
    "disease, crashes, jobs, and communication, whose meetings include questions in court; so are "
    "charges and investigations, since most accusations of PLOVER are words, and claims of ground "
    "taken, which WikiEvents does not have.",
    "Dateline makes one claim of an attack and its result in one sentence; WikiEvents has a "
    "trigger for each (attack, killed, wounded), so recall of triggers is lost by design.",
    "WikiEvents marks deaths and injuries by accident and later bare references to an attack; the "
    "annotation guide does not. It does not mark every mention of an event either, so that many "
    "false triggers are right claims.",
    "Published figures are of arguments with gold triggers; Dateline's are end to end, and "
    "argument_found_… over the events it found, which are no random part of them.",
    "Instruments have no place in the record. Values that Dateline takes from other sentences are "
    "left out, since WikiEvents marks arguments near the trigger.",
)
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mapping:
    """What a type of WikiEvents is in PLOVER, and its roles by Dateline's."""

    types: frozenset[str]
    roles: dict[str, str]


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument: Dateline's role, and the heads (token indices) of all its entity's mentions."""

    role: str
    span: Span
    head: int
    entity: frozenset[int]


@dataclass(frozen=True, slots=True)
class Event:
    """An event of the gold: the span and head of its trigger, its types in PLOVER, arguments."""

    kind: str
    span: Span
    head: int
    types: frozenset[str]
    arguments: tuple[Argument, ...]


@cache
def mappings() -> dict[str, Mapping]:
    """Return the types that map.

    Raises:
        KnowledgeError: the table is missing or at fault.
    """
    for name, content in packaged("gold_maps"):
        if name.endswith("/wikievents.tsv"):
            return {row["event_type"]: _mapping(row) for row in parse_table(name, content).rows}
    raise KnowledgeError("gold_maps/wikievents.tsv", "is missing", "Install Dateline again.")


def _mapping(row: dict[str, str]) -> Mapping:
    roles = {word.strip(): role for role in ROLES for word in row[role].split(",")}
    return Mapping(frozenset(row["plover"].split(",")), roles)


def mapping_of(event_type: str) -> Mapping | None:
    """Return what a type maps to, by the longest row that begins it, or None."""
    parts = event_type.split(".")
    names = (".".join(parts[:n]) for n in range(len(parts), 0, -1))
    return next((mappings()[name] for name in names if name in mappings()), None)


def rebuilt(row: dict[str, Any]) -> tuple[str, list[Span]]:
    """Return a document's sentences joined by spaces, and the span of every token in it.

    The set's own text has lost the white space between paragraphs.
    """
    text = ""
    spans: list[Span] = []
    for tokens, sentence in row["sentences"]:
        at = len(text)
        text += f"{sentence} "
        for word, _, _ in tokens:
            start = text.find(word, at)
            start = at if start < 0 else start
            at = start + len(word)
            spans.append((start, at))
    return text, spans


class Heads:
    """Head words of spans, by Dateline's parse."""

    def __init__(self, parsed: Parsed) -> None:
        self.tokens = parsed.tokens

    def of(self, start: int, end: int) -> int:
        """Return the index of the head of a span: the first of its words with a head outside.

        Returns -1 where no word of the parse stands in it.
        """
        inside = [t for t in self.tokens if t.start < end and start < t.end]
        return next((t.i for t in inside if _leads(t, inside)), -1)

    def within(self, anchor: Anchor) -> set[int]:
        """Return the indices of all words of an anchor."""
        return {t.i for t in self.tokens if t.start < anchor.end and anchor.start < t.end}


def _leads(token: Token, inside: list[Token]) -> bool:
    outside = token.head is token or token.head not in inside
    return outside and token.pos not in ("PUNCT", "DET")


def gold_events(row: dict[str, Any], spans: Sequence[Span], heads: Heads) -> list[Event]:
    """Return the events of a document whose types map."""

    def span_of(item: dict[str, Any]) -> Span:
        return spans[item["start"]][0], spans[item["end"] - 1][1]

    mentions = {m["id"]: heads.of(*span_of(m)) for m in row["entity_mentions"]}
    entity = {name: frozenset({head}) for name, head in mentions.items()}
    for cluster in row["entity_clusters"]:
        together = frozenset(mentions[name] for name in cluster if name in mentions)
        entity.update(dict.fromkeys(cluster, together))
    found = []
    for event in row["events"]:
        mapping = mapping_of(event["event_type"])
        if mapping is None:
            continue
        span = span_of(event["trigger"])
        arguments = tuple(
            Argument(mapping.roles[a["role"]], span_of(a), head, entity[a["entity_id"]] | {head})
            for a in event["arguments"]
            if a["role"] in mapping.roles
            for head in (heads.of(*span_of(a)),)
        )
        found.append(Event(event["event_type"], span, heads.of(*span), mapping.types, arguments))
    return found


def is_judged(claim: Claim) -> bool:
    """Tell whether a claim is of a type that WikiEvents has."""
    types = {name for mapping in mappings().values() for name in mapping.types}
    return claim.event_type in types and "territory" not in claim.contexts


def coded_arguments(claim: Claim, heads: Heads) -> list[tuple[str, int]]:
    """Return (role, head) of a claim's values that stand in its own sentence."""
    values = [("actor", a.anchors) for a in claim.actor]
    values += [("recipient", a.anchors) for a in claim.recipient]
    values += [("place", claim.place.anchors)] if claim.place is not None else []
    return [
        (role, heads.of(anchors[0].start, anchors[0].end))
        for role, anchors in values
        if anchors and claim.sentence.start <= anchors[0].start < claim.sentence.end
    ]


def paired(
    gold: Sequence[Event], claims: Sequence[Claim], heads: Heads
) -> list[tuple[Event, Claim]]:
    """Pair events with claims, one to one, in text order."""
    left = list(claims)
    pairs = []
    for event in gold:
        for claim in left:
            if claim.event_type in event.types and event.head in heads.within(claim.trigger):
                left.remove(claim)
                pairs.append((event, claim))
                break
    return pairs


def argument_hits(
    gold: Iterable[Argument],
    coded: Iterable[tuple[str, int]],
    same: Callable[[Argument, int], bool],
) -> int:
    """Return how many arguments of one event were found, each coded one used once."""
    left = list(coded)
    hits = 0
    for argument in gold:
        for item in left:
            if item[0] == argument.role and same(argument, item[1]):
                left.remove(item)
                hits += 1
                break
    return hits


def _same_head(argument: Argument, head: int) -> bool:
    return head >= 0 and head == argument.head


def _same_entity(argument: Argument, head: int) -> bool:
    return head >= 0 and head in argument.entity


@dataclass(frozen=True, slots=True)
class _Document:
    triggers: Counts
    heads: Counts
    corefs: Counts
    found: Counts
    faults: tuple[Fault, ...]


def _counts(hits: int, coded: int, gold: int) -> Counts:
    return Counts(hits, coded - hits, gold - hits)


def _scored(row: dict[str, Any]) -> _Document:
    text, spans = rebuilt(row)
    report = report_of(text, row["docid"])
    heads = Heads(parse(report))
    gold = gold_events(row, spans, heads)
    coded = code(report)
    claims = [c for c in coded.claims if is_judged(c)]
    pairs = paired(gold, claims, heads)
    mine = {id(c): coded_arguments(c, heads) for c in claims}
    hits = sum(argument_hits(e.arguments, mine[id(c)], _same_head) for e, c in pairs)
    corefs = sum(argument_hits(e.arguments, mine[id(c)], _same_entity) for e, c in pairs)
    all_coded = sum(len(found) for found in mine.values())
    all_gold = sum(len(e.arguments) for e in gold)
    of_found = sum(len(mine[id(c)]) for _, c in pairs), sum(len(e.arguments) for e, _ in pairs)
    return _Document(
        _counts(len(pairs), len(claims), len(gold)),
        _counts(hits, all_coded, all_gold),
        _counts(corefs, all_coded, all_gold),
        _counts(hits, *of_found),
        (*_trigger_faults(coded, gold, claims, pairs), *_argument_faults(coded, pairs, mine)),
    )


def _around(coded: Coded, span: Span) -> str:
    text = coded.report.text
    return excerpt(text, max(0, span[0] - AROUND), min(len(text), span[1] + AROUND))


def _trigger_faults(
    coded: Coded, gold: list[Event], claims: list[Claim], pairs: list[tuple[Event, Claim]]
) -> Iterable[Fault]:
    report = coded.report
    seen = {id(item) for pair in pairs for item in pair}
    rejected = {r.trigger.start: f"rejected: {r.reason}" for r in coded.rejected}
    for event in gold:
        if id(event) not in seen:
            words = excerpt(report.text, *event.span)
            why = next((rejected[n] for n in range(*event.span) if n in rejected), "")
            kind = f"missed trigger {event.kind}"
            yield Fault(kind, report.name, _around(coded, event.span), words, why)
    for claim in claims:
        if id(claim) not in seen:
            sentence = excerpt(report.text, claim.sentence.start, claim.sentence.end)
            kind = f"false trigger {claim.event_type}"
            yield Fault(kind, report.name, sentence, "", claim.trigger.quote)


def _argument_faults(
    coded: Coded,
    pairs: list[tuple[Event, Claim]],
    mine: dict[int, list[tuple[str, int]]],
) -> Iterable[Fault]:
    text = coded.report.text
    for event, claim in pairs:
        sentence = excerpt(text, claim.sentence.start, claim.sentence.end)
        at = f"[{claim.trigger.quote}]"
        values = {
            "actor": "; ".join(a.words for a in claim.actor),
            "recipient": "; ".join(a.words for a in claim.recipient),
            "place": claim.place.words if claim.place is not None else "",
        }
        for argument in event.arguments:
            if not argument_hits([argument], mine[id(claim)], _same_head):
                told = (f"{at} {excerpt(text, *argument.span)}", values[argument.role])
                yield Fault(f"missed {argument.role}", coded.report.name, sentence, *told)


def run(folder: Path, sample: int | None, part: str = "test") -> SetResult:
    """Score Dateline on the test part of WikiEvents, 20 documents.

    Args:
        folder: the folder of the gold (with ``wikievents/``), or ``wikievents`` itself.
        sample: how many documents to take, or None for all.
        part: ``test`` or ``dev``; the training part lacks what is needed here.

    Raises:
        UsageError: the gold is not there or damaged.
    """
    inner = folder / "wikievents"
    path = (inner if inner.is_dir() else folder) / f"{part}.jsonl.gz"
    done = [_scored(row) for row in sampled(rows_of(path), sample)]
    metrics = (
        *f1_metrics("trigger_head", [d.triggers for d in done]),
        *f1_metrics("argument_head", [d.heads for d in done]),
        *f1_metrics("argument_coref", [d.corefs for d in done]),
        *f1_metrics("argument_found_head", [d.found for d in done]),
    )
    faults = tuple(fault for d in done for fault in d.faults)
    return SetResult(f"wikievents_{part}", len(done), metrics, faults, LOSSES)


def run_dev(folder: Path, sample: int | None) -> SetResult:
    """Score Dateline on the development part; see :func:`run`."""
    return run(folder, sample, "dev")


SETS: dict[str, Callable[[Path, int | None], SetResult]] = {
    "wikievents_test": run,
    "wikievents_dev": run_dev,
}
