"""The vocabulary the extraction modules share: a candidate event and the words of its roles.

The modules of ``extract`` do not import each other; they meet in these types and in
``pipeline.code``.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.knowledge.event_lexicon import Entry
from dateline.parse.parsed import Sentence, Token
from dateline.records import Actor, Attribution

FORCEFUL = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST"})
"""Types of what is done by force, against it, or by crowds."""
MATERIAL = FORCEFUL | {"AID"}
"""Types of what is done, not said."""


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """A place in the text where an event is named.

    Attributes:
        head: the verb or noun the tree hangs on ("carried", "strike").
        words: the words of the trigger, in text order ("carried out two car bombings").
        entry: the lexicon entry that matched; for a light verb with an event noun, the noun's.
        sentence: the sentence it stands in.
        noun: the event noun, when the entry is one (also under a light verb), else None.
        event_type, mode, contexts: PLOVER codes, after refinement by the words around.
        rule: id of the rule that decided.

    """

    head: Token
    words: tuple[Token, ...]
    entry: Entry
    sentence: Sentence
    noun: Token | None
    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    rule: str
    results: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Roles:
    """The head words of who does it and to whom; conjuncts are listed one by one.

    Empty tuples mean the text names nobody there.
    """

    actors: tuple[Token, ...] = ()
    recipients: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Involved:
    """Who acts, who suffers and who says so.

    Attributes:
        quoted: the mention stands inside a quotation.
    """

    actor: tuple[Actor, ...]
    recipient: tuple[Actor, ...]
    according_to: tuple[Attribution, ...]
    quoted: bool
