"""Interviews and transcripts: whose words a paragraph is, told by the layout alone.

Two forms are known. Questions stand alone as short paragraphs and answers in the first person
follow; or each paragraph begins with a label ("Q:", "A:", "GENERAL HALE:"). The answers are the
words of the one interviewed, who is introduced above them, or whom the label names.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dateline.parse.block_quotes import FIRST_PERSON
from dateline.parse.parsed import Parsed, Quotation, Sentence, Token

ASKING = frozenset(
    {"q", "q.", "question", "reporter", "interviewer", "moderator", "host", "presenter", "anchor"}
    | {"newsreader", "narrator", "announcer", "anchorman", "anchorwoman", "correspondent", "studio"}
)
"""Labels of the outlet's own people: what they say is the outlet's."""
ANSWERING = frozenset({"a", "answer", "a."})
LEAST = 2
"""Questions, or labelled paragraphs, that make an interview."""
LONGEST_QUESTION = 40
"""Words."""
PRIVATE_LABELS = frozenset(
    {"photo", "photos", "video", "image", "source", "sources", "related", "note", "contact", "by"}
    | {"read", "more", "update", "editor", "correction", "location", "date", "subject", "from"}
    | {"to", "cc", "tel", "email", "place", "time", "topic", "summary", "background", "credit"}
)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph with its label ("Q", "GENERAL HALE"), if it has one."""

    sentences: list[Sentence]
    label: list[Token]
    start: int

    @property
    def end(self) -> int:
        return self.sentences[-1].end


def interview(parsed: Parsed) -> list[Quotation]:
    """Return the answers of an interview as quotations with their speaker; else nothing."""
    paragraphs = _paragraphs(parsed)
    return _labelled(parsed, paragraphs) or _asked(parsed, paragraphs)


def _paragraphs(parsed: Parsed) -> list[_Paragraph]:
    by_block: dict[int, list[Sentence]] = {}
    for sentence in parsed.sentences:
        by_block.setdefault(sentence.block, []).append(sentence)
    found: list[_Paragraph] = []
    for _, sentences in sorted(by_block.items()):
        tokens = [t for s in sentences for t in s.tokens]
        label = _label(tokens)
        skipped = len(label) + 1 if label else 0
        start = tokens[skipped].start if skipped < len(tokens) else tokens[-1].end
        found.append(_Paragraph(sentences, label, start))
    return found


def _label(tokens: list[Token]) -> list[Token]:
    """Return the words before a colon that begins a paragraph, if they can name a speaker."""
    colon = next((n for n, t in enumerate(tokens[:7]) if t.text == ":"), None)
    if not colon or len(tokens) < colon + 2:
        return []
    words = tokens[:colon]
    if any(not t.text[0].isupper() and t.text not in "()." for t in words):
        return []
    return [] if words[0].lower in PRIVATE_LABELS else words


def _name(label: list[Token]) -> str:
    return " ".join(t.lower for t in label)


def _labelled(parsed: Parsed, paragraphs: list[_Paragraph]) -> list[Quotation]:
    """Return the paragraphs of a transcript, from the first label that comes again."""
    names = [_name(p.label) for p in paragraphs if p.label]
    again = {name for name, times in Counter(names).items() if times >= LEAST}
    if not again or len(set(names)) < LEAST or len(names) < 2 * LEAST:
        return []
    in_full = [t for t in parsed.tokens if t.pos == "PROPN" and _is_in_full(t)]
    found: list[Quotation] = []
    current: _Paragraph | None = None
    for paragraph in paragraphs:
        if paragraph.label and (_name(paragraph.label) in again or current is not None):
            current = paragraph
        elif paragraph.sentences[0].is_heading:
            current = None
        if current is None or _name(current.label) in ASKING or paragraph.start >= paragraph.end:
            continue
        is_named = _name(current.label) not in ANSWERING
        head = _bearer(in_full, current.label) if is_named else _introduced(parsed, current.start)
        if head is not None:
            found.append(Quotation(paragraph.start, paragraph.end, closed=True, speaker=head.i))
    return found


def _is_in_full(token: Token) -> bool:
    return any(c.dep == "compound" for c in token.children)


def _bearer(in_full: list[Token], label: list[Token]) -> Token:
    """Return the word that names who a label means: where the text gives the name in full."""
    words = [t for t in label if t.text[0].isalpha()]
    name = words[-1] if words else label[-1]
    wanted = (t for t in in_full if t.lower == name.lower and t not in label)
    return next(wanted, name)


def _asked(parsed: Parsed, paragraphs: list[_Paragraph]) -> list[Quotation]:
    """Return the answers that follow questions printed as paragraphs of their own."""
    asked = [n for n, p in enumerate(paragraphs) if _is_question(p)]
    if len(asked) < LEAST:
        return []
    speaker = _introduced(parsed, paragraphs[asked[0]].sentences[0].start)
    answers = [p for p in paragraphs[asked[0] + 1 :] if not _is_question(p)]
    answers = _until_the_end(answers)
    spoken = [p for p in answers if _in_first_person(p)]
    if speaker is None or 2 * len(spoken) < len(asked):
        return []
    return [Quotation(p.start, p.end, closed=True, speaker=speaker.i) for p in answers]


def _until_the_end(paragraphs: list[_Paragraph]) -> list[_Paragraph]:
    """Leave out what the editors add below: notes in brackets."""
    kept: list[_Paragraph] = []
    for paragraph in paragraphs:
        if paragraph.sentences[0].tokens[0].text in ("(", "["):
            break
        kept.append(paragraph)
    return kept


def _is_question(paragraph: _Paragraph) -> bool:
    words = [t for s in paragraph.sentences for t in s.tokens]
    return words[-1].text == "?" and len(words) <= LONGEST_QUESTION and words[0].text != '"'


def _in_first_person(paragraph: _Paragraph) -> bool:
    return any(
        t.lower in FIRST_PERSON and t.pos == "PRON" for s in paragraph.sentences for t in s.tokens
    )


def _introduced(parsed: Parsed, before: int) -> Token | None:
    """Return the name of the person whom the text introduces before its first question."""
    subjects: list[Token] = []
    others: list[Token] = []
    for sentence in parsed.sentences:
        if sentence.start >= before:
            break
        for token in sentence.tokens:
            if token.entity != "PERSON" or token.pos != "PROPN" or token.dep == "compound":
                continue
            (subjects if token.dep in ("nsubj", "nsubjpass") else others).append(token)
    return next(iter(subjects or others), None)
