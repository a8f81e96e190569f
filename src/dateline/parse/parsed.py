"""What parsing gives: tokens, sentences, quotations, and who a word refers to.

These are Dateline's own small types, so that the modules that extract never see the language
model: another model can take its place, and a test can build a sentence by hand. All offsets are
code points of the report's text, half-open.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from dateline.records import Report


@dataclass(slots=True, eq=False)
class Token:
    """One word with its place in the text and in the dependency tree.

    Attributes:
        i: index in the report's token list.
        text: the word, with typographic variants made plain (curly quotes, NBSP).
        lemma: lower-case base form.
        pos: universal part of speech ("VERB"); ``tag``: Penn tag ("VBD").
        dep: relation to ``head`` in spaCy's English scheme ("nsubj", "dobj", "ROOT").
        sent: number of the sentence, from 1.
        lower: the word in lower case.
        entity: label of the named entity the word is part of, or "".
        entity_start: the word begins its named entity.

    """

    i: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    start: int
    end: int
    sent: int
    entity: str = ""
    entity_start: bool = False
    lower: str = field(init=False, repr=False)
    head: Token = field(init=False, repr=False)
    children: list[Token] = field(init=False, repr=False, default_factory=list)

    def __post_init__(self) -> None:
        self.head = self
        self.lower = self.text.lower()

    @property
    def is_root(self) -> bool:
        """The word is the root of its sentence."""
        return self.head is self

    def ancestors(self) -> Iterator[Token]:
        """Yield the heads above, nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def subtree(self) -> list[Token]:
        """Return the word and all below it, in text order."""
        if not self.children:
            return [self]
        found = [self]
        stack = list(self.children)
        while stack:
            token = stack.pop()
            found.append(token)
            stack.extend(token.children)
        return sorted(found, key=attrgetter("i"))


@dataclass(slots=True, eq=False)
class Sentence:
    """One sentence, heading or caption.

    Attributes:
        n: number in the report, from 1.
        block: number of the paragraph it stands in, from 0.
        is_heading: a title or a line that stands alone without final punctuation.

    """

    n: int
    start: int
    end: int
    block: int
    is_heading: bool
    tokens: list[Token]

    @property
    def root(self) -> Token:
        """The root of the dependency tree (the first, where there are several)."""
        return next(t for t in self.tokens if t.is_root)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of quoted words, without the marks.

    Attributes:
        start, end: the quoted words, code points, half-open.
        closed: a closing mark was found; an unclosed quotation ends with its paragraph.
        continues: index of the quotation that this one carries on (next paragraph), or None.
        depth: 0 outermost, 1 inside another quotation.
        is_scare: a word or two that the writer merely holds at arm's length or quotes as a term.
        speaker: index of the word that names the speaker, where the layout of the report tells
            it (an answer in an interview), or None.

    """

    start: int
    end: int
    closed: bool
    continues: int | None = None
    depth: int = 0
    is_scare: bool = False
    speaker: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """Whom a pronoun or description stands for: the head token of the phrase that names them.

    ``rule`` says how it was found.
    """

    target: int
    rule: str


def _start(token: Token) -> int:
    return token.start


@dataclass(slots=True)
class Parsed:
    """A report, parsed.

    Attributes:
        refer: what fills ``references`` when they are first asked for: most reports tell no event,
            and nobody asks whom their pronouns mean.

    """

    report: Report
    tokens: list[Token]
    sentences: list[Sentence]
    quotations: list[Quotation] = field(default_factory=list)
    unparsed: set[int] = field(default_factory=set)
    refer: Callable[[Parsed], None] | None = field(default=None, repr=False)
    _references: dict[int, Reference] = field(default_factory=dict, init=False, repr=False)

    def within(self, start: int, end: int) -> list[Token]:
        """Return the tokens that begin in a stretch of the text (code points, half-open)."""
        first = bisect_left(self.tokens, start, key=_start)
        return self.tokens[first : bisect_left(self.tokens, end, lo=first, key=_start)]

    @property
    def references(self) -> dict[int, Reference]:
        """Token index of a pronoun's or description's head → whom it stands for."""
        if self.refer is not None:
            refer, self.refer = self.refer, None
            refer(self)
        return self._references

    def sentence_of(self, token: Token) -> Sentence:
        """Return the sentence a token stands in."""
        return self.sentences[token.sent - 1]
