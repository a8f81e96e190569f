"""How many: the numbers that belong to an event, each with its kind and of whom.

A number belongs to an event when it counts who does it or suffers it, the event word itself
("three air strikes"), or its result: "an attack that killed 5 and injured 12", "leaving 12 dead",
"with the loss of 15 lives", "bringing the toll to 90".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.extract.count_kinds import (
    Found,
    event_kind,
    event_kinds,
    is_elliptic_passive,
    kind_of,
    noun_kinds,
    of_phrase,
    within,
)
from dateline.extract.count_results import of_results, of_toll
from dateline.extract.mention import Mention, Roles
from dateline.extract.number_phrases import NumberPhrase, grammar, numbers
from dateline.parse.grammar import OBJECTS, children, conjuncts
from dateline.parse.parsed import Parsed, Token
from dateline.records import Count, CountKind
from dateline.spans import anchor, excerpt

__all__ = ["NumberPhrase", "counts_of", "numbers"]

PREMODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "case", "punct", "nummod"})


def counts_of(
    mention: Mention, roles: Roles, parsed: Parsed, found: Sequence[NumberPhrase]
) -> tuple[tuple[Count, ...], str | None]:
    """Return the counts of an event in text order, and the reason when there are none.

    Args:
        mention: the event.
        roles: who does it to whom.
        parsed: the report.
        found: all of :func:`numbers` of the report.
    """
    here = [n for n in found if n.core.sent == mention.sentence.n]
    kept: dict[NumberPhrase, Found] = {}
    for item in _belonging(mention, roles, here):
        kept.setdefault(item.number, item)
    counts = [_count(item, parsed) for item in kept.values()]
    counts += _single_persons(mention, roles, parsed, here)
    ordered = tuple(sorted(counts, key=lambda c: c.anchors[0].start))
    return ordered, None if ordered else "no_number"


def _belonging(mention: Mention, roles: Roles, here: list[NumberPhrase]) -> Iterator[Found]:
    """Yield the numbers of an event; the first reading of a number counts."""
    event = event_kind(mention)
    yield from of_toll(mention, here)
    yield from of_results(mention, here)
    for head in roles.recipients:
        yield from of_phrase(head, event, here, "recipient")
    yield from _of_verb_object(mention, event, here)
    for head in roles.actors:
        suffers = is_elliptic_passive(mention.head)
        yield from of_phrase(head, event if suffers else None, here, "actor")
    for word in (mention.noun, mention.head, *mention.words):
        if word is not None and word.pos in ("NOUN", "PROPN"):
            yield from _of_event_noun(word, mention, here)
    yield from _of_parts(mention, roles, event, here)


def _of_verb_object(
    mention: Mention, event: CountKind | None, here: list[NumberPhrase]
) -> Iterator[Found]:
    """Yield what the verb's own object or passive subject counts, in case no role has it."""
    head = mention.head
    if head.pos not in ("VERB", "AUX"):
        return
    places = [c for c in head.children if c.dep in (*OBJECTS, "nsubjpass")]
    if head.lemma in ("die", "surrender", "flee", "perish"):
        places += children(head, "nsubj")
    for place in places:
        for word in conjuncts(place):
            yield from of_phrase(word, event, here, "object")


def _of_event_noun(word: Token, mention: Mention, here: list[NumberPhrase]) -> Iterator[Found]:
    """Yield the number on the event word: "three air strikes"; "the deaths of" counts the dead."""
    for number in here:
        if number.unit != "count" or (number.noun is not word and number.core.head is not word):
            continue
        if number.noun is not None and number.noun is not word:
            continue
        if word.lemma in ("death", "fatality", "casualty", "injury", "arrest", "abduction"):
            yield Found(number, event_kinds().get(word.lemma, "other"), "count:event-noun")
        else:
            yield Found(number, "attacks", "count:event-noun")


# --- parts and single persons ---


def _of_parts(
    mention: Mention, roles: Roles, event: CountKind | None, here: list[NumberPhrase]
) -> Iterator[Found]:
    """Yield the numbers of "including three women", "among them five children"."""
    heads = {*roles.recipients, mention.head, *mention.words}
    for number in here:
        noun = number.noun or number.core
        link = next((a for a in (noun, *noun.ancestors()) if a.head.lower in grammar("part")), None)
        if link is None or number.unit != "count":
            continue
        opener = link.head
        above = {opener.head, *list(opener.ancestors())[:3]}
        if above & heads and opener.i > mention.sentence.tokens[0].i:
            yield Found(number, kind_of(number.noun, event), "count:part")


def _single_persons(
    mention: Mention, roles: Roles, parsed: Parsed, here: list[NumberPhrase]
) -> list[Count]:
    """Return a count of one for each "a soldier" who suffers the event."""
    event = event_kind(mention)
    found: list[Count] = []
    for head in roles.recipients:
        known = noun_kinds().get(head.lemma)
        articles = [c for c in head.children if c.dep == "det" and c.lower in grammar("indefinite")]
        if known is None or not known[1] or not articles or head.tag != "NN":
            continue
        if any(within(n, head) for n in here) or head.lemma in grammar("collective"):
            continue
        start, end = articles[0].start, head.end
        words = excerpt(parsed.report.text, start, end)
        made = anchor(parsed.report.text, start, end)
        kind = kind_of(head, event)
        of = _of_whom(head, (articles[0],), parsed)
        found.append(Count(kind, 1, 1, 1, False, of, words, (made,), "count:a-person"))
    return found


# --- the record ---


def _of_whom(noun: Token | None, skip: Sequence[Token], parsed: Parsed) -> str | None:
    """Return the words of the noun counted, without number and article: "Iraqi soldiers"."""
    if noun is None:
        return None
    last = max((t.i for t in skip if t.i < noun.i), default=noun.i - 1)
    first = noun
    for child in sorted(noun.children, key=lambda t: t.i):
        if last < child.i < noun.i and child.dep in PREMODIFIERS and child.text not in "-,":
            first = min(child.subtree(), key=lambda t: t.i)
            break
    if first.i <= last:
        first = noun
    return excerpt(parsed.report.text, first.start, noun.end)


def _count(item: Found, parsed: Parsed) -> Count:
    number = item.number
    start, end = number.tokens[0].start, number.tokens[-1].end
    if number.noun is not None:
        start, end = min(start, number.noun.start), max(end, number.noun.end)
    words = excerpt(parsed.report.text, start, end)
    made = Count(
        kind=item.kind,
        low=number.low,
        high=number.high,
        best=number.best,
        approximate=number.approximate,
        of=_of_whom(number.noun, number.tokens, parsed),
        words=words,
        anchors=(anchor(parsed.report.text, start, end),),
        rule=item.rule,
    )
    return replace(made, cumulative=True) if item.cumulative else made
