"""Block quotations: a statement set off by "The minister said:" and printed without marks.

Official sites print statements so. The paragraphs after the colon are the speaker's words, up to
the next heading or until the writer speaks again, if they speak in the first person.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from dateline.parse.parsed import Parsed, Quotation, Sentence

FIRST_PERSON = frozenset({"i", "we", "my", "our", "us", "me", "ours", "ourselves", "myself"})
SAYING = frozenset(
    {"say", "state", "add", "tell", "comment", "write", "continue", "conclude", "announce"}
    | {"release", "issue", "make", "follow", "read", "declare", "note", "respond", "reply"}
)

TELLING = frozenset({"say", "state", "comment", "declare", "announce", "write", "add", "tell"})
LONGEST_STATEMENT = 8
"""Paragraphs."""


def block_quotations(parsed: Parsed) -> list[Quotation]:
    """Return the block quotations of a report; ``continues`` counts within this list."""
    by_block = _by_block(parsed)
    found: list[Quotation] = []
    numbers = sorted(by_block)
    for position, number in enumerate(numbers):
        start = _speech_start(by_block[number])
        if start is None:
            continue
        end = by_block[number][-1].end
        rest = [(start, end)] if start < end else []
        after = [by_block[n] for n in numbers[position + 1 :]]
        spoken = _spoken(parsed, after, _speaker(by_block[number]))
        spans = rest + [(b[0].start, b[-1].end) for b in spoken]
        if not _is_first_person(parsed, spans) and not _is_statement(by_block[number], spans):
            continue
        for place, (first, last) in enumerate(spans):
            continues = len(found) - 1 if place else None
            found.append(Quotation(first, last, closed=True, continues=continues))
    return found


def with_blocks(quotations: list[Quotation], block_quotes: list[Quotation]) -> list[Quotation]:
    """Return marked and block quotations in text order, the outer before the inner."""
    made = [(q, "marked", i) for i, q in enumerate(quotations)]
    made += [(q, "block", i) for i, q in enumerate(block_quotes)]
    made.sort(key=lambda item: (item[0].start, -item[0].end))
    place = {(kind, i): n for n, (_, kind, i) in enumerate(made)}
    return [
        replace(q, continues=None if q.continues is None else place[kind, q.continues])
        for q, kind, _ in made
    ]


def _by_block(parsed: Parsed) -> dict[int, list[Sentence]]:
    found: dict[int, list[Sentence]] = {}
    for sentence in parsed.sentences:
        found.setdefault(sentence.block, []).append(sentence)
    return found


def _speech_start(block: list[Sentence]) -> int | None:
    """Return where speech begins after "X said:", in the paragraph or at its end, or None."""
    for sentence in block[:1] if len(block) > 1 else block:
        for before, colon in pairwise(sentence.tokens):
            if colon.text == ":" and before.lemma in SAYING and before.pos == "VERB":
                after = next((t for t in sentence.tokens if t.i == colon.i + 1), None)
                if after is not None and after.text in ('"', "'"):
                    return None
                return colon.end if after is None else after.start
    last = block[-1]
    says = any(t.lemma in SAYING and t.pos == "VERB" for t in last.tokens)
    return last.end if says and last.tokens[-1].text == ":" else None


def _speaker(block: list[Sentence]) -> frozenset[str]:
    """Return the words for who is said to speak, in small letters."""
    for sentence in block:
        for token in sentence.tokens:
            if token.lemma in SAYING and token.pos == "VERB":
                named = [w for c in token.children if c.dep == "nsubj" for w in c.subtree()]
                return frozenset(w.lower for w in named if w.pos in ("NOUN", "PROPN"))
    return frozenset()


def _is_statement(block: list[Sentence], spans: list[tuple[int, int]]) -> bool:
    """Tell whether "X said:" ends its paragraph, so that what follows is his even without "we"."""
    last = block[-1].tokens
    says = any(t.lemma in TELLING and t.pos == "VERB" for t in last)
    return says and last[-1].text == ":" and 0 < len(spans) <= LONGEST_STATEMENT


def _spoken(
    parsed: Parsed, after: list[list[Sentence]], speaker: frozenset[str]
) -> list[list[Sentence]]:
    """Return the paragraphs up to a heading, a quotation mark, or the writer's own words."""
    spoken: list[list[Sentence]] = []
    for block in after:
        opens_with_mark = any(
            block[0].start <= q.start <= block[0].start + 2 for q in parsed.quotations
        )
        if block[0].is_heading or opens_with_mark or _is_narrated(block, speaker):
            break
        if _speech_start(block) is not None:
            break
        spoken.append(block)
    return spoken


def _is_narrated(block: list[Sentence], speaker: frozenset[str]) -> bool:
    """Tell whether a paragraph is the writer's again: it tells of the speaker, or what is said."""
    root = block[0].root
    if any(c.dep == "nsubj" and c.lower in speaker for c in root.children):
        return True
    if root.lemma not in ("say", "add", "tell", "continue"):
        return False
    return not any(c.lower in FIRST_PERSON for c in root.children)


def _is_first_person(parsed: Parsed, spans: list[tuple[int, int]]) -> bool:
    return any(
        t.lower in FIRST_PERSON and t.pos == "PRON" and start <= t.start < end
        for start, end in spans
        for t in parsed.tokens
    )
