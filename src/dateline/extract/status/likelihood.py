"""How sure a reader may be that an event took place: a number between −3 and +3, with its reasons.

The status says what the text presents an event as; this number grades it. It is a sum of weights,
one for each thing that can be seen around the event: its status and rule, its verb form, the
words above it. The weights were learnt once from sentences that people had judged (see the table's
header and its card); what each contributed to a number can be listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.extract.status.reading import Reading
from dateline.knowledge.weights import Weights
from dateline.parse.grammar import children
from dateline.parse.parsed import Parsed, Token

LIMIT = 3.0
ABOVE = 2
"""Words above the event that are described as fully as the event itself."""
ANCESTORS = 6
"""Words above it of which only the lemma and the small words count."""
SMALL = frozenset({"aux", "auxpass", "mark", "det", "expl", "cc", "prt", "prep", "case"})
SPECIFIC = frozenset({"PRON", "DET"})


@dataclass(frozen=True, slots=True)
class Graded:
    """The number, and what contributed most to it: (what was seen, its weight)."""

    value: float
    because: tuple[tuple[str, float], ...]


def grade(head: Token, reading: Reading, parsed: Parsed, weights: Weights) -> Graded:
    """Return how sure a reader may be that the event at a word took place."""
    seen = sorted(set(features(head, reading, parsed)))
    found = [(name, weights.of[name]) for name in seen if name in weights.of]
    total = weights.base + sum(weight for _, weight in found)
    found.sort(key=lambda item: (-abs(item[1]), item[0]))
    return Graded(round(max(-LIMIT, min(LIMIT, total)), 2), tuple(found[:5]))


def features(head: Token, reading: Reading, parsed: Parsed) -> Iterator[str]:
    """Yield what can be seen around an event, each as a name."""
    yield from _of_reading(reading)
    yield from _of_clause(head, "own")
    word, path = head, []
    for step in range(ANCESTORS):
        if word.is_root:
            break
        path.append(word.dep)
        word = word.head
        if step < ABOVE:
            yield from _of_clause(word, f"up{step + 1}")
            yield f"path={'<'.join(path)}<{word.lemma}"
        yield f"over={word.lemma}"
        yield f"over={path[-1]}<{word.lemma}"
        for child in children(word, "aux", "neg", "mark"):
            yield f"over.{child.dep}={child.lower}"
    yield f"path={'<'.join(path)}"
    ends = f"ends={parsed.sentence_of(head).tokens[-1].text}"
    yield ends
    forms = (f"own.tag={head.tag}", f"up1.tag={head.head.tag}", f"own.dep={head.dep}", ends)
    yield from (f"status={reading.status},{form}" for form in forms)
    for name, i in (("before", head.i - 1), ("after", head.i + 1)):
        if 0 <= i < len(parsed.tokens) and parsed.tokens[i].lower.isalpha():
            yield f"{name}={parsed.tokens[i].lower}"


def _of_reading(reading: Reading) -> Iterator[str]:
    yield f"status={reading.status}"
    yield f"rule={reading.rule}"
    yield f"status={reading.status},{reading.rule}"
    yield f"negated={not reading.positive}"
    yield f"hedged={bool(reading.hedges)}"
    for word in reading.hedges:
        yield f"hedge={word.lemma}"
    for word in reading.words:
        yield f"because={word.lemma}"
    yield f"because={'+'.join(word.lemma for word in reading.words)}"


def _of_clause(word: Token, place: str) -> Iterator[str]:
    """Yield the form of a word and the small words around it."""
    helpers = "_".join(c.lower for c in children(word, "aux", "auxpass"))
    negated = bool(children(word, "neg"))
    yield f"{place}.tag={word.tag}"
    yield f"{place}.dep={word.dep}"
    yield f"{place}.form={word.dep},{word.tag},{helpers}"
    yield f"{place}.aux={helpers},{'not' if negated else ''}"
    yield f"{place}.lemma={word.lemma}"
    yield f"{place}.lemma={word.lemma},{word.tag}"
    for child in word.children:
        name = child.lower
        if child.dep in SMALL:
            yield f"{place}.{child.dep}={name}"
        elif child.dep in ("advmod", "npadvmod"):
            yield f"{place}.adverb={name}"
        elif child.dep in ("nsubj", "nsubjpass"):
            yield f"{place}.subject={name if child.pos in SPECIFIC else child.tag}"
            for article in children(child, "det"):
                yield f"{place}.subject.det={article.lower}"
        elif child.dep == "dobj":
            yield f"{place}.object={child.tag}"
        elif child.dep == "advcl":
            marks = [c.lower for c in child.children if c.dep in ("mark", "advmod")]
            yield f"{place}.clause={marks[0] if marks else child.tag}"
        elif child.dep == "intj":
            yield f"{place}.aside={name}"
        elif child.dep in ("attr", "acomp"):
            yield f"{place}.complement={child.lemma}"
        else:
            yield f"{place}.has={child.dep}"
