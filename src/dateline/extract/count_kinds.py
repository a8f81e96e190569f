"""What a number counts: the kinds of counts, by the event's word and by the noun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast, get_args

from dateline.errors import KnowledgeError
from dateline.extract.mention import Mention
from dateline.extract.number_phrases import NumberPhrase, grammar
from dateline.extract.numerals import rows_of
from dateline.parse.grammar import OBJECTS, children, is_passive, phrase
from dateline.parse.parsed import Token
from dateline.records import CountKind


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A number of the event with what it counts."""

    number: NumberPhrase
    kind: CountKind
    rule: str
    cumulative: bool = False


def _kind(text: str, where: str) -> CountKind:
    if text not in get_args(CountKind):
        raise KnowledgeError(
            where, f"'{text}' is no kind of count", "Use one of records.CountKind."
        )
    return cast(CountKind, text)


@cache
def event_kinds() -> dict[str, CountKind]:
    """Return lemma → what a number of people beside it counts (``kinds.tsv``)."""
    rows = rows_of("numbers", "kinds.tsv")
    return {r["lemma"]: _kind(r["kind"], "numbers/kinds.tsv") for r in rows}


@cache
def noun_kinds() -> dict[str, tuple[CountKind, bool]]:
    """Return noun lemma → its kind, and whether one of them is a person (``nouns.tsv``)."""
    rows = rows_of("numbers", "nouns.tsv")
    return {r["lemma"]: (_kind(r["kind"], "numbers/nouns.tsv"), r["human"] == "yes") for r in rows}


def is_elliptic_passive(verb: Token) -> bool:
    """Tell "12 were killed and 30 others wounded": the second passive has lost its "were"."""
    return (
        verb.dep == "conj"
        and verb.tag in ("VBN", "VBD")
        and is_passive(verb.head)
        and not children(verb, *OBJECTS)
    )


def event_kind(mention: Mention) -> CountKind | None:
    """Return what the event makes of people: killed, detained …; None where it does not say."""
    lemmas = [t.lemma for t in mention.words]
    others = [lemma for lemma in lemmas if lemma != mention.head.lemma]
    complements = [c.lemma for c in mention.head.children if c.dep in ("oprd", "acomp", "advmod")]
    following = [t.lemma for t in mention.sentence.tokens if t.i == mention.head.i + 1]
    dead = [lemma for lemma in following if lemma == "dead"]
    for lemma in (*dead, *others, *complements, mention.head.lemma):
        kind = event_kinds().get(lemma)
        if kind is not None:
            return kind
    return None


def is_human(noun: Token | None) -> bool:
    """Tell whether a noun means people; a number without a noun is taken to."""
    if noun is None:
        return True
    known = noun_kinds().get(noun.lemma) or noun_kinds().get(noun.lower)
    if known is not None:
        return known[1]
    return noun.pos in ("PROPN", "PRON") or noun.entity == "NORP" or noun.lower.endswith("men")


def kind_of(noun: Token | None, event: CountKind | None) -> CountKind:
    """Return the kind of a count: the event's for people, else the noun's own."""
    own = (noun_kinds().get(noun.lemma) or noun_kinds().get(noun.lower)) if noun else None
    said = event_kinds().get(noun.lemma) if noun is not None and noun.tag in ("JJ", "VBN") else None
    if said is not None:
        return said
    if event is not None and (is_human(noun) or (own is not None and own[0] == "other")):
        return event
    if own is not None:
        return own[0]
    return "persons" if is_human(noun) else "other"


def within(number: NumberPhrase, head: Token) -> bool:
    """Tell whether a number counts this noun, or stands in its phrase ("a group of 12 men")."""
    if number.noun is head or number.core is head or head in number.tokens:
        return True
    if number.noun is None:
        return False
    collective = head.lemma in grammar("collective")
    return collective and number.noun in phrase(head) and number.noun is not head


def of_phrase(
    head: Token, event: CountKind | None, here: list[NumberPhrase], rule: str
) -> Iterator[Found]:
    """Yield the numbers that count a noun or stand in its phrase; ``event`` is the event's kind."""
    for number in here:
        if not within(number, head):
            continue
        if number.unit == "money":
            yield Found(number, "money", f"count:{rule}")
        elif number.noun is not None or event is not None or head.pos in ("NUM", "NOUN", "PRON"):
            yield Found(number, kind_of(number.noun, event), f"count:{rule}")
