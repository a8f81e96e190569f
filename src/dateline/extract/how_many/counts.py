"""How many: the numbers that belong to an event, each with its kind and of whom.

A number belongs to an event when it counts who does it or suffers it, the event word itself
("three air strikes"), or its result: "an attack that killed 5 and injured 12", "leaving 12 dead",
"with the loss of 15 lives", "bringing the toll to 90".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.extract.how_many.kinds import (
    Found,
    befallen,
    doer_kind,
    event_kind,
    event_kinds,
    is_elliptic_passive,
    is_human,
    kind_of,
    known_noun,
    listed,
    of_own_kind,
    of_phrase,
    within,
)
from dateline.extract.how_many.parts import of_numbering, of_parts, of_some_of_them
from dateline.extract.how_many.phrases import NOUNS, NumberPhrase, grammar, numbers
from dateline.extract.how_many.results import of_results, of_toll
from dateline.extract.how_many.single import singles
from dateline.extract.mention import Mention, Roles
from dateline.parse.grammar import OBJECTS, children, conjuncts
from dateline.parse.parsed import Parsed, Token
from dateline.records import Count, CountKind
from dateline.spans import anchor, excerpt

__all__ = ["NumberPhrase", "counts_of", "numbers"]

TROOPS = frozenset({"troops", "weapons", "withdraw"})
VERBAL = frozenset({"CONSULT", "ACCUSE", "REJECT", "REQUEST", "AGREE", "SUPPORT", "CONCEDE"})
MOVING = frozenset({"MOBILIZE", "RETREAT", "PROTEST"})
"""Types whose doers are counted also by their bodies ("two battalions"); not "two tribes"."""
PREMODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "case", "punct", "nummod"})


def counts_of(
    mention: Mention, roles: Roles, parsed: Parsed, found: Sequence[NumberPhrase]
) -> tuple[tuple[Count, ...], str | None]:
    """Return the counts of an event in text order, and the reason when there are none.

    Args:
        mention: the event.
        roles: who does it to whom.
        parsed: the report.
        found: what :func:`numbers` found in the report, or in the sentence of the event.
    """
    here = [n for n in found if n.core.sent == mention.sentence.n]
    kept: dict[NumberPhrase, Found] = {}
    for item in _belonging(mention, roles, here):
        if mention.event_type in VERBAL and _is_of_known(item.number):
            continue
        kept.setdefault(item.number, _made_plain(item, mention, parsed))
    wholes = {n for n in kept if any(_is_part_of(other, n) for other in kept)}
    counts = [_count(item, parsed) for n, item in kept.items() if n not in wholes]
    counts += _singles(mention, roles, parsed, here)
    ordered = tuple(sorted(counts, key=lambda c: c.anchors[0].start))
    return ordered, None if ordered else "no_number"


def _is_of_known(number: NumberPhrase) -> bool:
    """Tell "the two presidents", "the three": it says who they are, not how many."""
    return number.unit == "count" and number.tokens[0].lower in ("the", "both", "these", "those")


def _is_part_of(part: NumberPhrase, whole: NumberPhrase) -> bool:
    """Tell "one of 150 women": the event befell the one."""
    if part is whole or whole.noun is None or whole.core is part.core:
        return False
    above = whole.noun.head
    return above.lower == "of" and above.head is part.core and part.core.i < whole.core.i


def _made_plain(item: Found, mention: Mention, parsed: Parsed) -> Found:
    """Give "one of them" the kind of what "them" stands for, and ground that is taken places."""
    kind = item.kind
    if item.number.noun is None and kind == "persons":
        kind = kind_of(_meant(item.number, parsed), event_kind(mention))
    noun = item.number.noun
    unnamed = noun is None or noun.lemma == "other"
    if "territory" in mention.contexts and (kind == "buildings" or (kind == "persons" and unnamed)):
        kind = "places"
    mobile = mention.event_type in ("MOBILIZE", "RETREAT") and mention.mode in TROOPS
    if kind == "persons" and mobile and (noun is None or noun.lemma in grammar("people")):
        kind = "troops"
    return replace(item, kind=kind)


def _meant(number: NumberPhrase, parsed: Parsed) -> Token | None:
    """Return the noun that "them" stands for in "one of them"."""
    for link in children(number.core, "prep"):
        for word in children(link, "pobj"):
            known = parsed.references.get(word.i)
            if link.lower == "of" and known is not None:
                return parsed.tokens[known.target]
    return None


def _belonging(mention: Mention, roles: Roles, here: list[NumberPhrase]) -> Iterator[Found]:
    """Yield the numbers of an event; the first reading of a number counts."""
    if "responsibility" in mention.entry.note:
        return  # what came of the deed is told by the one who tells the deed
    event = event_kind(mention)
    yield from of_toll(mention, here)
    yield from of_results(mention, here)
    for head in roles.recipients:
        yield from of_phrase(head, befallen(head, mention, event), here, "recipient")
    yield from _of_verb_object(mention, roles, event, here)
    for head in roles.actors:
        suffers = is_elliptic_passive(mention.head)
        if head.lower == "one":
            continue
        if suffers or not _is_shared(head, mention):
            doer = event if suffers else doer_kind(mention)
            for found in of_phrase(head, doer, here, "actor"):
                if suffers or found.kind != "other" or mention.event_type in MOVING:
                    yield found if suffers else of_own_kind(found)
    for word in dict.fromkeys((mention.noun, mention.head, *mention.words)):
        if word is None or (word.pos not in NOUNS and word.lower not in grammar("tally")):
            continue
        if _is_event_noun(word, mention):
            yield from _of_event_noun(word, mention, here)
    yield from _of_what_strikes(mention, here)
    yield from _of_places_struck(mention, here)
    yield from of_parts(mention, roles, event, here)
    yield from of_some_of_them(mention, event, here)
    yield from of_numbering(mention, roles, event, here)


def _is_event_noun(word: Token, mention: Mention) -> bool:
    known = known_noun(word)
    named = word in (mention.noun, mention.head) or word.lemma in grammar("tally")
    return named or (known is not None and known[0] == "attacks")


def _is_shared(subject: Token, mention: Mention) -> bool:
    """Tell "hundreds marched and threw stones" for *threw*: the number belongs to *marched*."""
    verb = next((a for a in subject.ancestors() if a.pos in ("VERB", "AUX")), None)
    if verb is None or verb is mention.head:
        return False
    chain: list[Token] = [mention.head]
    for above in mention.head.ancestors():
        if above is verb:
            return any(t.dep in ("conj", "advcl", "pcomp") for t in chain)
        chain.append(above)
    return False


def _of_verb_object(
    mention: Mention, roles: Roles, event: CountKind | None, here: list[NumberPhrase]
) -> Iterator[Found]:
    """Yield what the verb's own object or passive subject counts, in case no role has it."""
    head = mention.head
    if head.pos not in ("VERB", "AUX"):
        return
    places = [c for c in head.children if c.dep in (*OBJECTS, "nsubjpass")]
    if head.lemma in grammar("undergo") or any(word.lemma == "life" for word in mention.words):
        places += children(head, "nsubj")
    if not roles.actors and mention.event_type in ("ASSAULT", "PROTEST") and not places:
        for subject in children(head, "nsubj"):
            for found in of_phrase(subject, doer_kind(mention), here, "actor"):
                if is_human(found.number.noun):
                    yield of_own_kind(found)
    openers = {n.tokens[0] for n in here if n.tokens[0].pos == "ADP"}
    places += [c for p in children(head, "prep") if p in openers for c in children(p, "pobj")]
    for place in places:
        for word in listed(place):
            known = known_noun(word)
            if word is place or known is None or known[0] != "attacks":
                yield from of_phrase(word, event, here, "object")


def _of_what_strikes(mention: Mention, here: list[NumberPhrase]) -> Iterator[Found]:
    """Yield the number of "three rockets fell", "two explosions hit the market"."""
    for subject in children(mention.head, "nsubj"):
        known = known_noun(subject)
        if known is not None and known[0] in ("weapons", "attacks"):
            yield from of_phrase(subject, None, here, "actor")


def _of_places_struck(mention: Mention, here: list[NumberPhrase]) -> Iterator[Found]:
    """Yield the number of "fell on two districts", "withdrew from 11 schools"."""
    for word in dict.fromkeys((mention.head, *mention.words)):
        for link in children(word, "prep"):
            if link.lower not in grammar("onto"):
                continue
            for place in children(link, "pobj"):
                known = known_noun(place)
                if known is not None and known[0] in ("places", "buildings"):
                    yield from of_phrase(place, None, here, "place")


def _of_event_noun(word: Token, mention: Mention, here: list[NumberPhrase]) -> Iterator[Found]:
    """Yield the number on the event word: "three air strikes"; "12 deaths and 33 injuries"."""
    tally = bool({word.lemma, word.lower} & grammar("tally"))
    for noun in conjuncts(word) if tally else [word]:
        kind = (event_kinds().get(noun.lemma) or event_kinds().get(noun.lower)) if tally else None
        if tally and kind is None:
            continue
        for number in here:
            if number.unit != "count" or (number.noun is not noun and number.core.head is not noun):
                of = [t for p in children(number.core, "prep") for t in p.children]
                if not (tally and (number.core is noun or noun in of)):
                    continue
            if number.noun is not None and number.noun is not noun:
                continue
            state = event_kinds().get(_word_after(number, mention)) if tally else None
            yield Found(number, state or kind or "attacks", "count:event-noun")


def _word_after(number: NumberPhrase, mention: Mention) -> str:
    at = number.tokens[-1].i + 1
    return next((t.lower for t in mention.sentence.tokens if t.i == at), "")


def _singles(
    mention: Mention, roles: Roles, parsed: Parsed, here: list[NumberPhrase]
) -> Iterator[Count]:
    """Yield a count of one for each "a soldier" who suffers the event and each "a bridge"."""
    text = parsed.report.text
    seen: set[int] = set()
    for one in singles(mention, roles, parsed):
        if one.noun.i in seen or any(within(n, one.noun) for n in here):
            continue
        seen.add(one.noun.i)
        start, end = one.opener.start, one.noun.end
        made = anchor(text, start, end)
        counted = one.of or one.noun
        skip = (one.opener,) if one.opener is not counted else ()
        of = None if one.number == 0 else _of_whom(counted, skip, parsed)
        words, n = excerpt(text, start, end), one.number
        yield Count(one.kind, n, n, n, False, of, words, (made,), one.rule)


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
