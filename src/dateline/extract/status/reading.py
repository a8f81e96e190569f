"""What is known of an event's status while the words around it are read, from the top down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.parse.parsed import Token
from dateline.records import Status

FACTUAL = frozenset({"happened", "ongoing"})
PROSPECTS = frozenset({"planned", "threatened", "requested"})
OPEN = frozenset({"planned", "possible", "requested", "threatened", "hypothetical"})


@dataclass(slots=True)
class Reading:
    """What is known of an event so far, from the top of its clause down.

    Attributes:
        positive: an even number of negations so far.
        words: words the status rests on.
        hedges: words that lend doubt.
        is_assault: the event is of the type ASSAULT; announcing one's own is a threat.
        is_hostile: it is an ASSAULT or a COERCE; being warned of it is a threat.
        is_verbal: the event is done by words; wishing to say it says it.
        loose: indices of adverbs that qualify a number ("perhaps two hundred").

    """

    status: Status = "happened"
    positive: bool = True
    rule: str = "status.asserted"
    words: list[Token] = field(default_factory=list)
    hedges: list[Token] = field(default_factory=list)
    is_assault: bool = False
    is_hostile: bool = False
    is_verbal: bool = False
    loose: frozenset[int] = frozenset()

    def set(self, status: Status, rule: str, word: Token) -> None:
        """Change the status, unless it is no longer open (a plan of a threat is a threat)."""
        if self.status in FACTUAL:
            self.status, self.rule = status, rule
            self.words.append(word)

    def replace(self, status: Status, rule: str, word: Token) -> None:
        """Change the status whatever it was ("if" outranks "will")."""
        self.status, self.rule = status, rule
        self.words.append(word)

    def negate(self, rule: str, word: Token) -> None:
        """Turn the polarity round."""
        self.positive = not self.positive
        self.rule = rule
        self.words.append(word)

    def spare(self) -> None:
        """Forget a negation that does not bear on what stands below."""
        self.positive, self.status, self.rule = True, "happened", "status.asserted"
        self.words.clear()

    def settle(self, rule: str, word: Token) -> None:
        """Make it a fact again ("had no choice but to leave": they left)."""
        self.status, self.positive = "happened", True
        self.rule = rule
        self.words.append(word)


def words_of(tokens: Iterable[Token]) -> list[tuple[int, int]]:
    """Return the offsets of the words a status rests on, in text order, without repeats."""
    return sorted({(t.start, t.end) for t in tokens})
