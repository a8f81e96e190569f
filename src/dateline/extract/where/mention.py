"""A place name in the text: the words, and the place they mean."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.knowledge import place_words
from dateline.knowledge.gazetteer import GazetteerPlace
from dateline.parse.parsed import Sentence, Token

DESCRIBED = "where.description"
SPOT = "where.spot"
GROUND = frozenset({"in", "near", "at", "outside", "inside", "around", "between"})
"""Prepositions that make what follows ground."""


@dataclass(frozen=True, slots=True, eq=False)
class PlaceMention:
    """A toponym of the report, resolved.

    Attributes:
        tokens: the words of the name, in text order.
        start, end: their offsets in the report's text, half-open.
        place: what the name means here; without an id where no gazetteer has the name.
        rule: how it was decided between namesakes (``where.only``, ``where.beside``,
            ``where.context``, ``where.prior``).
        is_actor_like: a state or city stands for those who act ("Russia attacked", "Iraq's army",
            "US-backed"); it is no ground on which something happens.
        in_heading: the name stands in a title or heading.
        ends_head: the name stands in a head that runs into its paragraph ("2 Sept. (Rolpa): …").
        display: the name to show where the report's spelling differs from the gazetteer's, or "".
    """

    tokens: tuple[Token, ...]
    start: int
    end: int
    place: GazetteerPlace
    rule: str
    is_actor_like: bool = False
    in_heading: bool = False
    display: str = ""
    ends_head: bool = False

    @property
    def is_described(self) -> bool:
        """Whether the words describe the place and do not name it ("the Libyan capital")."""
        return self.rule == DESCRIBED

    @property
    def is_spot(self) -> bool:
        """Whether the words name a quarter or spot, and the place is its town."""
        return self.rule == SPOT

    @property
    def head(self) -> Token:
        """The word of the name that the tree hangs on."""
        return head_of(self.tokens)


@dataclass(slots=True, eq=False)
class Candidate:
    """A stretch of words that may be a place name, while it is weighed."""

    tokens: tuple[Token, ...]
    words: str
    key: str
    sentence: Sentence
    options: list[GazetteerPlace]
    evidence: float = 0.0
    hint: str = ""
    inside: Candidate | None = None
    choice: GazetteerPlace | None = None
    rule: str = "where.prior"
    is_other_name: bool = False

    @property
    def head(self) -> Token:
        """The word of the name that the tree hangs on."""
        return head_of(self.tokens)


def head_of(tokens: tuple[Token, ...]) -> Token:
    """Return the word whose head lies outside the stretch (the last, where there are several)."""
    if len(tokens) == 1:
        return tokens[0]
    own = {t.i for t in tokens}
    outer = [t for t in tokens if t.head.i not in own or t.head is t]
    return outer[-1] if outer else tokens[-1]


def surface_preposition(tokens: tuple[Token, ...]) -> str:
    """Return the word right before a name where the tree does not say so ("Near X, …"), or ""."""
    head = head_of(tokens)
    if head.dep == "pobj":
        return ""
    around = [
        t
        for word in tokens
        for t in (word.head, word.head.head, *word.head.children, *word.children)
    ]
    before = next((t for t in around if t.i == tokens[0].i - 1), None)
    return before.lower if before is not None else ""


def is_locative(head: Token) -> bool:
    """Tell whether a noun stands after a preposition of place, itself or as a conjunct."""
    words = place_words.load()
    token = head
    while token.dep in ("conj", "appos") and token.head is not token:
        token = token.head
    if token.dep == "compound" and words.has("general", token.head.lemma):
        token = token.head
    return token.dep == "pobj" and words.has("locative", token.head.lower)


def stands_as_ground(tokens: tuple[Token, ...], head: Token) -> bool:
    """Tell whether the words before a name, or the verb above it, make it ground."""
    return is_locative(head) or _is_struck(head) or surface_preposition(tokens) in GROUND


def _is_struck(head: Token) -> bool:
    """Tell "shelled X", "X was overrun": what only ground can be; a man may be attacked."""
    bare = not any(c.dep in ("compound", "appos") for c in head.children)
    is_object = head.dep in ("dobj", "nsubjpass")
    return bare and is_object and place_words.load().has("struck", head.head.lemma)
