"""All attributions of a report, whether or not they tell an event: source, cue and content.

A claim asks who says so of one event; here the report is asked what anybody says at all. The same
cues and the same speakers of quotations answer both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.extract.according_to.chains import Sources
from dateline.extract.according_to.nesting import Nest
from dateline.extract.according_to.sayings import sayings
from dateline.extract.according_to.sayings_verbs import Draft, Span, cue_words
from dateline.knowledge.speech_rules import Speech
from dateline.parse.parsed import Parsed, Token

MARKS = "\"'“”‘’«»„"


@dataclass(frozen=True, slots=True)
class Attributed:
    """Somebody's words or thoughts as the report gives them.

    Attributes:
        source: offsets of the words for who says so; None where the text names nobody.
        cue: offsets of the words that attribute; None for a bare quotation.
        content: offsets of what is said, in text order; it may be interrupted.
        rule: how it was found.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    rule: str


def attributions(parsed: Parsed, speech: Speech, sources: Sources) -> list[Attributed]:
    """Return every attribution of a report, in the order of its first word.

    Args:
        parsed: the report.
        speech: the tables of cues.
        sources: knows the speakers of the report's quotations.
    """
    drafts = sayings(parsed.tokens, speech)
    bare = _add_quotations(parsed, sources, drafts)
    Nest(parsed, speech, sources.speakers).part([*drafts.values(), *bare])
    made = [_made(draft, parsed) for draft in (*drafts.values(), *bare)]
    return sorted((a for a in made if a.content), key=_first)


def _first(attributed: Attributed) -> Span:
    return min(span for span in (attributed.source, attributed.cue, *attributed.content) if span)


def _add_quotations(parsed: Parsed, sources: Sources, drafts: dict[int, Draft]) -> list[Draft]:
    """Give each quotation to the verb that introduces it; return those without a cue."""
    bare: list[Draft] = []
    for index, quotation in enumerate(parsed.quotations):
        if quotation.is_scare or quotation.depth:
            continue
        said = sources.speakers.speaker(index)
        span = (quotation.start, quotation.end)
        if said is None:
            continue
        if said.cue is None:
            bare.append(Draft(list(said.sources[:1]), [], set(), [span], said.rule))
            continue
        draft = drafts.get(said.cue.i)
        if draft is None:
            draft = Draft(list(said.sources), cue_words(said.cue), set(), [], said.rule)
            drafts[said.cue.i] = draft
        draft.quoted.append(span)
    return bare


def _made(draft: Draft, parsed: Parsed) -> Attributed:
    tokens = [parsed.tokens[i] for i in sorted(draft.words)]
    spans = [*_runs(tokens), *(_with_marks(parsed.report.text, span) for span in draft.quoted)]
    return Attributed(
        source=_source_span(draft.sources, {t.i for t in draft.cue} | draft.words),
        cue=_extent(draft.cue),
        content=tuple(_united(spans)),
        rule=draft.rule,
    )


def _extent(tokens: Iterable[Token]) -> Span | None:
    words = list(tokens)
    return (min(t.start for t in words), max(t.end for t in words)) if words else None


def _source_span(sources: list[Token], taken: set[int]) -> Span | None:
    """Return the words for a source, with its appositions and clauses, but not the content."""
    words = {t.i: t for head in sources for t in head.subtree() if t.i not in taken}
    if not words:
        return None
    return _extent(words.values())


def _runs(tokens: list[Token]) -> list[Span]:
    """Return the stretches of words that follow each other."""
    spans: list[Span] = []
    last = -2
    for token in tokens:
        if token.i == last + 1 and spans:
            spans[-1] = (spans[-1][0], token.end)
        else:
            spans.append((token.start, token.end))
        last = token.i
    return spans


def _with_marks(text: str, span: Span) -> Span:
    """Return the span of quoted words with the marks around them."""
    start, end = span
    while start > 0 and text[start - 1] in MARKS:
        start -= 1
    while end < len(text) and text[end] in MARKS:
        end += 1
    return start, end


def _united(spans: list[Span]) -> list[Span]:
    """Return the spans in text order, those that overlap or touch made one."""
    made: list[Span] = []
    for start, end in sorted(spans):
        if made and start <= made[-1][1] + 1:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made
