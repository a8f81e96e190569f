"""All attributions of a report, whether or not they tell an event: source, cue and content.

A claim asks who says so of one event; here the report is asked what anybody says at all. The same
cues and the same speakers of quotations answer both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dateline.extract.according_to import Sources
from dateline.extract.cues import cues_of, speakers_of
from dateline.knowledge.speech_rules import Speech
from dateline.parse.grammar import children, is_passive
from dateline.parse.parsed import Parsed, Token

Span = tuple[int, int]
BEFORE_CUE = frozenset({"aux", "auxpass", "neg", "advmod"})
BELOW = {"dobj": "obj", "nsubjpass": "obj", "parataxis": "ccomp"}
TOPICS = frozenset({"obj", "prep:about", "prep:on", "oprd"})
"""Where a verb of saying names what it is about ("commented on the raid", "called it a crime")."""
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


@dataclass(slots=True)
class _Draft:
    sources: list[Token]
    cue: list[Token]
    words: set[int]
    quoted: list[Span]
    rule: str


def attributions(parsed: Parsed, speech: Speech, sources: Sources) -> list[Attributed]:
    """Return every attribution of a report, in the order of its first word.

    Args:
        parsed: the report.
        speech: the tables of cues.
        sources: knows the speakers of the report's quotations.
    """
    drafts: dict[int, _Draft] = {}
    for token in parsed.tokens:
        draft = _of_phrase(token) if token.lower == "according" else _of_verb(token, speech)
        if draft is not None:
            drafts[token.i] = draft
    bare = _add_quotations(parsed, sources, drafts)
    made = [_made(draft, parsed) for draft in (*drafts.values(), *bare)]
    return sorted((a for a in made if a.content), key=_first)


def _first(attributed: Attributed) -> Span:
    return min(span for span in (attributed.source, attributed.cue, *attributed.content) if span)


def _relation(child: Token) -> str:
    if child.dep == "xcomp":
        return "ger" if child.tag == "VBG" else "xcomp"
    return f"prep:{child.lower}" if child.dep == "prep" else BELOW.get(child.dep, child.dep)


def _of_verb(verb: Token, speech: Speech) -> _Draft | None:
    """Return the attribution a cue verb makes of its complements, or None."""
    if verb.pos not in ("VERB", "AUX") or _is_infinitive(verb):
        return None
    relations = {r for cue in cues_of(verb, speech) for r in cue.relations}
    if not relations:
        return None
    sources = speakers_of(verb) or _borrowed(verb) or _relative(verb)
    if (not sources and not is_passive(verb)) or _is_anybody(sources):
        return None
    cue = _cue_words(verb)
    words = _complements(verb, sources, cue, relations)
    if not words and verb.lemma not in ("be", "have") and {"ccomp", "quote"} & relations:
        words = _complements(verb, sources, cue, TOPICS)
    if verb.dep in ("parataxis", "dep") and "ccomp" in relations and not words:
        words = {t.i for t in verb.head.subtree()} - {t.i for t in verb.subtree()}
    own = {t.i for t in cue} | {t.i for s in sources for t in s.subtree()}
    return _Draft(sources, cue, words - own, [], "said.verb")


def _complements(
    verb: Token, sources: list[Token], cue: list[Token], relations: Collection[str]
) -> set[int]:
    """Return the words below a verb in some relations; a preposition belongs to the cue."""
    words: set[int] = set()
    for child in verb.children:
        if child in sources or _relation(child) not in relations:
            continue
        words |= {t.i for t in child.subtree()}
        if child.dep == "prep":
            cue.append(child)
            words.discard(child.i)
    return words


def _is_infinitive(verb: Token) -> bool:
    """Tell whether nobody says it yet ("to tell you that")."""
    return any(c.dep == "aux" and c.tag == "TO" for c in verb.children)


def _is_anybody(sources: list[Token]) -> bool:
    """Tell whether a speaker only speaks of himself or the hearer ("I think", "you know")."""
    return bool(sources) and all(s.lower in ("i", "we", "you", "one") for s in sources)


def _relative(verb: Token) -> list[Token]:
    """Return the relative pronoun that stands for who says it ("a teacher who said")."""
    return [c for c in children(verb, "nsubj") if verb.dep == "relcl" and c.lower != "that"]


def _borrowed(verb: Token) -> list[Token]:
    """Return the subject of the verb above for "adding that", "said … and warned"."""
    if verb.tag != "VBG" and verb.dep not in ("conj", "xcomp"):
        return []
    above = verb.head
    return speakers_of(above) if above is not verb and above.pos in ("VERB", "AUX") else []


def _cue_words(verb: Token) -> list[Token]:
    """Return the verb with the auxiliaries and adverbs right before it, and its particle."""
    words = [verb]
    before = sorted((c for c in verb.children if c.i < verb.i), key=lambda t: -t.i)
    for child in before:
        if child.dep not in BEFORE_CUE or child.i != words[0].i - 1:
            break
        words.insert(0, child)
    return words + children(verb, "prt")


def _of_phrase(token: Token) -> _Draft | None:
    """Return the attribution of "according to X": the clause it stands in."""
    objects = list(children(token, "pobj"))
    cue = [token]
    for prep in children(token, "prep"):
        cue.append(prep)
        objects.extend(children(prep, "pobj"))
    if not objects or token.is_root:
        return None
    words = {t.i for t in token.head.subtree()} - {t.i for t in token.subtree()}
    return _Draft(objects[:1], cue, words, [], "said.according_to")


def _add_quotations(parsed: Parsed, sources: Sources, drafts: dict[int, _Draft]) -> list[_Draft]:
    """Give each quotation to the verb that introduces it; return those without a cue."""
    bare: list[_Draft] = []
    for index, quotation in enumerate(parsed.quotations):
        if quotation.is_scare or quotation.depth:
            continue
        said = sources.speaker(index)
        span = (quotation.start, quotation.end)
        if said is None:
            continue
        if said.cue is None:
            bare.append(_Draft(list(said.sources[:1]), [], set(), [span], said.rule))
            continue
        draft = drafts.get(said.cue.i)
        if draft is None:
            draft = _Draft(list(said.sources), _cue_words(said.cue), set(), [], said.rule)
            drafts[said.cue.i] = draft
        draft.quoted.append(span)
    return bare


def _made(draft: _Draft, parsed: Parsed) -> Attributed:
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
