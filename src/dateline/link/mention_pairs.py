"""Whether two event words mean the same event: what is seen of both, weighed as it was learnt.

The weights are a logistic regression on the training topics of ECB+ (scripts/fit_mentions.py;
``knowledge/linking/mention_weights.tsv``). Most things seen weigh differently where the words are
the same, synonyms, alike, of one report, or both of speech: they are taken times each of these.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from dateline.knowledge.linking_data import mention_weights, words
from dateline.link.cluster import average_link
from dateline.link.mentions import Mention
from dateline.link.topics import Vector, cosine, likenesses, normal, rarity, stories, vectors
from dateline.parse.model import likeness

ALIKE, VERY_ALIKE = 0.45, 0.6
STORY = (0.16, 0.20, 0.22)
"""How alike reports of one story are, from broad to narrow."""
GATES = ("same", "alike", "synonym", "same report", "speech")
GATED = (
    "speech", "same report", "near", "around", "kin alike", "kin shared", "doer shared",
    "doer other", "sufferer shared", "sufferer other", "names", "names other", "numbers",
    "numbers other", "part of speech", "times", "times other", "places", "places other",
    "modifier", "in other's words", "likeness", "story 0", "story 1", "story 2",
)  # fmt: skip
THRESHOLD = 0.33
"""The mean probability from which event words are put together."""
Seen = dict[str, float]


class Mentions:
    """Event words of a set of reports, with what the set tells of how telling a word is."""

    def __init__(self, mentions: Sequence[Mention], reports: Mapping[str, Counter[str]]) -> None:
        self.mentions = mentions
        self._place = {name: n for n, name in enumerate(sorted(reports))}
        ordered = [reports[name] for name in sorted(reports)]
        self._near = likenesses(vectors(ordered))
        self._stories = [stories(self._near, threshold) for threshold in STORY]
        self._rare = rarity(ordered)
        self._unseen = math.log((len(ordered) + 1) / 0.5)

    @cached_property
    def _around(self) -> list[Vector]:
        return [normal({w: self._rarity(w) for w in m.around}) for m in self.mentions]

    @cached_property
    def _kin(self) -> list[Vector]:
        return [normal({w: self._rarity(w) for w in m.kin}) for m in self.mentions]

    def _rarity(self, word: str) -> float:
        return self._rare.get(word, self._unseen)

    def seen(self, i: int, j: int) -> Seen:
        """Return what is seen of two event words, those crossed with others included."""
        found = self._plain(i, j)
        for gate in GATES:
            if found[gate]:
                for name in GATED:
                    if found[name]:
                        found[f"{gate} & {name}"] = found[gate] * found[name]
        near, around = found["near"], found["around"]
        found |= {"near 2": near * near, "around 2": around * around, "near around": near * around}
        for n in range(len(STORY)):
            if found[f"story {n}"]:
                for name in ("around", "kin shared", "names"):
                    found[f"story {n} & {name}"] = found[name]
        return found

    def _plain(self, i: int, j: int) -> Seen:
        a, b = self.mentions[i], self.mentions[j]
        x, y = self._place[a.document], self._place[b.document]
        same, speech = a.lemma == b.lemma, words("speech")
        like = likeness(a.lemma, b.lemma)
        other = 0.0 if same else like
        near = a.kin | self._around[i].keys(), b.kin | self._around[j].keys()
        found: Seen = {
            "base": 1.0,
            "same": float(same),
            "same words": float(a.words == b.words),
            "same rare": self._rarity(a.lemma) if same else 0.0,
            "stem": float(not same and len(a.stem) > 3 and a.stem[:5] == b.stem[:5]),
            "synonym": float(not same and bool(a.classes & b.classes)),
            "likeness": other,
            "likeness 2": like * like,
            "alike": float(other > ALIKE),
            "very alike": float(other > VERY_ALIKE),
            "speech": float(a.lemma in speech and b.lemma in speech),
            "one of speech": float((a.lemma in speech) != (b.lemma in speech)),
            "same report": float(x == y),
            "near": self._near[x][y],
            "around": cosine(self._around[i], self._around[j]),
            "kin alike": cosine(self._kin[i], self._kin[j]),
            "kin shared": float(bool(a.kin & b.kin)),
            "in other's words": float(a.lemma in near[1] or b.lemma in near[0]),
            "part of speech": float(a.pos == b.pos),
            "modifier": float(bool(a.modifiers & b.modifiers)),
            "names": min(len(a.names & b.names), 3) / 3,
            "names other": _apart(a.names, b.names),
        }
        for n, story in enumerate(self._stories):
            found[f"story {n}"] = float(story[x] == story[y])
        for name, mine, theirs in (
            ("doer", a.does, b.does),
            ("sufferer", a.suffers, b.suffers),
        ):
            found[f"{name} shared"] = float(bool(mine & theirs))
            found[f"{name} other"] = _apart(mine, theirs)
        for name, mine, theirs in (
            ("numbers", a.numbers, b.numbers),
            ("times", a.times, b.times),
            ("places", a.places, b.places),
        ):
            found[name] = float(bool(mine & theirs))
            found[f"{name} other"] = _apart(mine, theirs)
        return found

    def probability(self, i: int, j: int) -> float:
        """Return how likely two event words mean the same event."""
        weights = mention_weights()
        total = sum(weights.get(name, 0.0) * value for name, value in self.seen(i, j).items())
        return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))

    def clusters(self, topic: Sequence[str]) -> list[int]:
        """Return for each event word the number of its event; topics are kept apart.

        Args:
            topic: the topic of each event word.
        """
        by_topic: dict[str, list[int]] = defaultdict(list)
        for n, name in enumerate(topic):
            by_topic[name].append(n)
        number = [0] * len(self.mentions)
        made = 0
        for _, places in sorted(by_topic.items()):
            for group in self._groups(places):
                made += 1
                for n in group:
                    number[n] = made
        return number

    def _groups(self, places: Sequence[int]) -> list[list[int]]:
        found = average_link(
            len(places), lambda i, j: self.probability(places[i], places[j]), THRESHOLD
        )
        return [[places[n] for n in group] for group in found]


def _apart(mine: frozenset[str], theirs: frozenset[str]) -> float:
    return float(bool(mine) and bool(theirs) and not mine & theirs)
