"""The same event across reports: ECB+ with the gold's mentions (Cybulska and Vossen 2014).

Only sentences that were checked by the annotators count, as in the published scores. Dateline
does not link claims of several reports yet: what is measured is the baseline that linking has to
beat, every pair of mentions of one topic with the same lemma (Dateline's) put together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.evaluate.corpus_tokens import joined, tokens_in, top_of
from dateline.evaluate.gold_files import Row, find, sampled
from dateline.evaluate.gold_rows import rows_of
from dateline.evaluate.metrics_coref import Conll, conll
from dateline.evaluate.scores import Fault, Metric, SetResult, bootstrap
from dateline.parse.parser import parse
from dateline.read import read_text

LOSSES = (
    "Linking claims across reports is not built yet: this is the lemma-match baseline over the "
    "gold's own mentions, with Dateline's lemmas.",
    "Topics are given; ECB+ holds two rival happenings a topic, which one lemma cannot tell apart.",
)


@dataclass(frozen=True, slots=True)
class EventMention:
    """A gold mention: where it is, its chain, the lemma of its head, its words and sentence."""

    place: tuple[str, int]
    topic: str
    subtopic: str
    chain: str
    lemma: str
    words: str
    sentence: str


def run(folder: Path, sample: int | None) -> SetResult:
    """Score the development topics."""
    rows = sampled(rows_of(find(folder, "ecbplus/dev.jsonl.gz")), sample)
    mentions = [m for row in rows for m in mentions_of(row)]
    by_topic = scored(mentions, lambda m: m.lemma)
    total = sum(by_topic, Conll())
    metrics = [Metric("conll_f1", total.f1, *bootstrap(by_topic, _conll_f1))]
    for name in ("muc", "b_cubed", "ceaf_e"):
        ratio = getattr(total, name)
        metrics += [
            Metric(f"{name}_precision", ratio.precision),
            Metric(f"{name}_recall", ratio.recall),
            Metric(f"{name}_f1", ratio.f1),
        ]
    apart = sum(scored(mentions, lambda m: (m.subtopic, m.lemma)), Conll())
    metrics.append(Metric("conll_f1_subtopics_given", apart.f1))
    return SetResult("ecbplus_dev", len(rows), tuple(metrics), tuple(_faults(mentions)), LOSSES)


SETS: dict[str, Callable[[Path, int | None], SetResult]] = {"ecbplus_dev": run}


def _conll_f1(parts: Sequence[Conll]) -> float:
    return sum(parts, Conll()).f1


def mentions_of(row: Row) -> list[EventMention]:
    """Return the event mentions of the checked sentences of one report; no chain, a chain alone."""
    text, spans = joined(row["tokens"])
    parsed = parse(read_text(text, name=row["docid"]))
    checked = set(row["validated_sentences"])
    found: list[EventMention] = []
    for mention in row["mentions"]:
        if mention["type"] != "event" or mention["sentence"] not in checked:
            continue
        where = [t for n in mention["tokens"] for t in tokens_in(parsed, spans[n])]
        head = top_of(where)
        first = int(mention["tokens"][0])
        own = f"{row['docid']}:{first}"
        line = [
            word
            for word, n in zip(row["tokens"], row["sentence_of_token"], strict=True)
            if n == mention["sentence"]
        ]
        found.append(
            EventMention(
                (row["docid"], first),
                str(row["topic"]),
                str(row["subtopic"]),
                mention.get("chain") or own,
                head.lemma,
                mention["text"],
                " ".join(line),
            )
        )
    return found


def clusters(
    mentions: Iterable[EventMention], same: Callable[[EventMention], Hashable]
) -> list[frozenset[tuple[str, int]]]:
    """Return the places of mentions, those of which the same is said together."""
    groups: dict[Hashable, set[tuple[str, int]]] = defaultdict(set)
    for mention in mentions:
        groups[same(mention)].add(mention.place)
    return [frozenset(group) for group in groups.values()]


def scored(
    mentions: Sequence[EventMention], same: Callable[[EventMention], Hashable]
) -> list[Conll]:
    """Return the scores of each topic."""
    topics: dict[str, list[EventMention]] = defaultdict(list)
    for mention in mentions:
        topics[mention.topic].append(mention)
    return [
        conll(clusters(group, lambda m: m.chain), clusters(group, same))
        for _, group in sorted(topics.items())
    ]


def _faults(mentions: Sequence[EventMention]) -> list[Fault]:
    """List the chains that several lemmas share, and the lemmas that several chains share."""
    faults: list[Fault] = []
    chains: dict[tuple[str, str], list[EventMention]] = defaultdict(list)
    lemmas: dict[tuple[str, str], list[EventMention]] = defaultdict(list)
    for mention in mentions:
        chains[mention.topic, mention.chain].append(mention)
        lemmas[mention.topic, mention.lemma].append(mention)
    for (topic, chain), group in sorted(chains.items()):
        names = Counter(m.lemma for m in group)
        if len(names) > 1:
            shown = ", ".join(f"{name} {n}" for name, n in names.most_common())
            faults.append(Fault("kept apart", topic, group[0].sentence, chain, shown))
    for (topic, lemma), group in sorted(lemmas.items()):
        names = Counter(m.chain for m in group)
        if len(names) > 1:
            shown = ", ".join(f"{name} {n}" for name, n in names.most_common(6))
            faults.append(Fault("put together", topic, group[0].sentence, shown, lemma))
    return faults
