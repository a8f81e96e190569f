"""Report → Parsed.

1. cut the text into blocks, 2. make each plain, those all in capitals in the case of print, 3. let
the model read it, 4. turn its tokens
into Dateline's, with the report's own offsets, 5. mend known misreadings, 6. find the quotations,
7. resolve references, when they are first asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, islice

from dateline.knowledge.actor_list import ActorList
from dateline.knowledge.event_lexicon import lemmas
from dateline.knowledge.gazetteer import Gazetteer
from dateline.parse.block_quotes import block_quotations, with_blocks
from dateline.parse.blocks import Block, blocks
from dateline.parse.case import Caser, is_shouted
from dateline.parse.gate import Gate
from dateline.parse.interviews import interview
from dateline.parse.model import Reading, documents, sentence_spans, word_kinds
from dateline.parse.names import harmonise
from dateline.parse.parsed import Parsed, Quotation, Sentence, Token
from dateline.parse.plain import PlainText, plain
from dateline.parse.quotations import is_scare, quoted_spans
from dateline.parse.references import resolve
from dateline.parse.repair import mend
from dateline.parse.repair_subjects import mend_subjects
from dateline.parse.repair_told import mend_telling
from dateline.parse.speaker_references import carry_speakers
from dateline.records import Report

Kept = list[tuple[Block, int, PlainText]]
"""The blocks of a report that have words, each with its number and its plain copy."""


def parse(report: Report, *, max_sentence_tokens: int = 400) -> Parsed:
    """Parse a report. Every visible character stands in exactly one sentence.

    Args:
        report: the report.
        max_sentence_tokens: longer sentences lose their tree and are listed in ``unparsed``.
    """
    kept = _in_ordinary_case(_kept(report))
    return _parsed(report, kept, documents(made.text for _, _, made in kept), max_sentence_tokens)


def parse_all(
    reports: Sequence[Report], *, max_sentence_tokens: int = 400, gate: Gate | None = None
) -> list[Parsed]:
    """Parse reports together: the same as one by one, in less time.

    Args:
        reports: the reports.
        max_sentence_tokens: longer sentences lose their tree and are listed in ``unparsed``.
        gate: reports it does not let through have sentences but no words.
    """
    drafts = [(report, _kept(report)) for report in reports]
    passed = [gate is None or gate.may_tell(m.text for _, _, m in kept) for _, kept in drafts]
    drafts = [
        (report, _in_ordinary_case(kept) if may_tell else kept)
        for (report, kept), may_tell in zip(drafts, passed, strict=True)
    ]
    found = zip(drafts, passed, strict=True)
    read = documents(m.text for (_, kept), may_tell in found if may_tell for _, _, m in kept)
    return [
        _parsed(report, kept, read, max_sentence_tokens) if may_tell else _unread(report, kept)
        for (report, kept), may_tell in zip(drafts, passed, strict=True)
    ]


def _kept(report: Report) -> Kept:
    return [
        (block, number, made)
        for number, block in enumerate(blocks(report.text, report.body_start))
        if (made := plain(report.text, block.start, block.end)).text
    ]


def _unread(report: Report, kept: Kept) -> Parsed:
    """Return the sentences of a report that was not read."""
    parsed = Parsed(report, [], [])
    for block, number, made in kept:
        for span in sentence_spans(made.text):
            start, end = made.span(*span)
            n = len(parsed.sentences) + 1
            parsed.sentences.append(Sentence(n, start, end, number, block.is_heading, []))
    return parsed


def _parsed(
    report: Report, kept: Kept, read: Iterator[Reading], max_sentence_tokens: int
) -> Parsed:
    """Return a report with what the model reads of its blocks, mended and referred."""
    parsed = Parsed(report, [], [])
    for block, number, made in kept:
        _add_block(parsed, block, number, made, next(read))
    for sentence in parsed.sentences:
        if len(sentence.tokens) > max_sentence_tokens:
            parsed.unparsed.add(sentence.n)
        mend_subjects(sentence)
        mend(sentence)
        mend_telling(sentence)
    found = quoted_spans(report.text, [block for block, _, _ in kept])
    parsed.quotations = [
        Quotation(q.start, q.end, q.closed, on, q.depth, is_scare(report.text, q.start, q.end))
        for q, on in found
    ]
    spoken = interview(parsed) or block_quotations(parsed)
    parsed.quotations = with_blocks(parsed.quotations, spoken)
    harmonise(parsed)
    parsed.refer = _refer
    return parsed


def _refer(parsed: Parsed) -> None:
    """Find whom the pronouns and descriptions of a report stand for."""
    resolve(parsed)
    carry_speakers(parsed)


def _in_ordinary_case(kept: Kept) -> Kept:
    """Recase the blocks that are all in capitals; offsets stay what they are."""
    if not any(is_shouted(made.text) for _, _, made in kept):
        return kept
    caser = Caser(word_kinds, ActorList.load(), Gazetteer.open())
    caser.learn(made.text for _, _, made in kept)
    return [(b, n, PlainText(caser.recased(made.text), made.origins)) for b, n, made in kept]


def _add_block(parsed: Parsed, block: Block, number: int, made: PlainText, read: Reading) -> None:
    """Append the sentences and tokens of one block."""
    first = len(parsed.tokens)
    mended, origins = lemmas(), made.origins
    rows = zip(
        count(first), read.words, read.lemmas, read.pos, read.tags, read.deps, read.offsets,
        read.entities, read.begins, strict=False,
    )  # fmt: skip
    for start, end in read.sentences:
        n = len(parsed.sentences) + 1
        tokens: list[Token] = []
        for i, text, lemma, pos, tag, dep, at, entity, begins in islice(rows, end - start):
            lemma = lemma.lower()
            if pos == "VERB":  # some verb forms the model gets wrong are listed
                lemma = mended.get(text.lower(), lemma)
            from_, to = origins[at], origins[at + len(text) - 1] + 1
            tokens.append(Token(i, text, lemma, pos, tag, dep, from_, to, n, entity, begins))
        parsed.tokens += tokens
        sentence = Sentence(n, tokens[0].start, tokens[-1].end, number, block.is_heading, tokens)
        parsed.sentences.append(sentence)
    for token, head in zip(parsed.tokens[first:], read.heads, strict=True):
        above = parsed.tokens[first + head]
        token.head = above
        if above is not token:
            above.children.append(token)
