"""The numbers of what came of an event: results, losses, and tolls."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.extract.how_many.kinds import (
    Found,
    event_kinds,
    is_elliptic_passive,
    is_human,
    of_phrase,
)
from dateline.extract.how_many.phrases import NumberPhrase, grammar
from dateline.extract.mention import Mention
from dateline.parse.grammar import OBJECTS, conjuncts
from dateline.parse.parsed import Token
from dateline.records import CountKind

HARM = frozenset({"killed", "injured", "casualties", "missing", "displaced", "persons"})
"""What may come of an event; an arrest or a release beside it is an event of its own."""
ELLIPTIC = frozenset({"nsubj", "npadvmod", "nummod"})
"""Where the number of "11 were killed and over 90 injured" may hang."""
TOLLS = frozenset({"toll", "dead", "wounded", "injured"})
TOLL_PREPOSITIONS = frozenset({"of", "to", "at", "past", "above", "over"})


def _result_verbs(mention: Mention) -> Iterator[Token]:
    """Yield the verbs that tell what came of the event, with those coordinated with them."""
    words = [mention.head] if mention.noun in (None, mention.head) else [mention.head, mention.noun]
    for word in words:
        if word is None:
            continue
        for child in word.children:
            if child.dep in ("relcl", "acl", "advcl") and child.pos == "VERB":
                participle = child.tag == "VBG" or child.dep in ("relcl", "acl")
                if participle:
                    yield from _verbs_of(child)
        if word.pos == "NOUN" and word.dep in ("nsubj", "nsubjpass"):
            yield from _verbs_of(word.head)
            for child in word.head.children:
                if child.dep == "advcl" and child.tag == "VBG":
                    yield from _verbs_of(child)
        if word.pos == "NOUN" and word.dep == "pobj" and word.head.lower in ("in", "by", "during"):
            verb = word.head.head
            yield from _verbs_of(verb.head if verb.dep == "conj" else verb)
    for result in mention.results:
        yield from _verbs_of(result)
    yield from (v for v in _verbs_of(mention.head) if v.tag == "JJ" and v is not mention.head)
    if mention.head.tag == "VBG":
        yield from (v for v in _verbs_of(mention.head) if v is not mention.head)


def _verbs_of(verb: Token) -> list[Token]:
    kinds = event_kinds()
    return [v for v in conjuncts(verb) if v.pos == "VERB" or (v.tag == "JJ" and v.lower in kinds)]


def of_results(mention: Mention, here: list[NumberPhrase]) -> Iterator[Found]:
    """Yield the numbers of what came of an event: "killing five", "leaving 12 dead"."""
    for verb in _result_verbs(mention):
        if verb.lemma in grammar("leave"):
            yield from _left(verb, here)
            continue
        kind = event_kinds().get(verb.lemma) or event_kinds().get(verb.lower)
        if kind is None or (kind not in HARM and verb is not mention.head):
            continue
        for place in verb.children:
            suffers = place.dep in ELLIPTIC and is_elliptic_passive(verb)
            if suffers or place.dep in (*OBJECTS, "nsubjpass"):
                for word in conjuncts(place):
                    yield from of_phrase(word, kind, here, "result")
    if mention.head.lemma in grammar("leave"):
        yield from _left(mention.head, here)
    yield from _of_losses(mention, here)
    if mention.mode == "disarm":
        yield from _of_arms(mention, here)


def _of_arms(mention: Mention, here: list[NumberPhrase]) -> Iterator[Found]:
    """Yield the numbers of "surrendered, handing in nine rifles and two mortars"."""
    for verb in mention.head.children:
        if verb.dep == "advcl" and verb.tag == "VBG" and verb.lemma in grammar("hands_in"):
            for place in verb.children:
                for word in conjuncts(place) if place.dep in OBJECTS else ():
                    yield from of_phrase(word, None, here, "result")


def _left(verb: Token, here: list[NumberPhrase]) -> Iterator[Found]:
    """Yield the numbers of "leaving 12 dead and 30 injured": the word behind says the kind."""
    below = verb.subtree()
    states = [t for t in below if t.lemma in event_kinds() or t.lower in event_kinds()]
    for number in here:
        if number.core not in below or number.unit != "count":
            continue
        after = [t for t in states if t.i > number.tokens[-1].i]
        if after:
            kinds = event_kinds()
            state = after[0]
            kind = kinds.get(state.lower) or kinds[state.lemma]
            if number.noun is state or number.noun is None or is_human(number.noun):
                yield Found(number, kind, "count:leaving")


def _of_losses(mention: Mention, here: list[NumberPhrase]) -> Iterator[Found]:
    """Yield the numbers of "with the loss of 15 lives", "with 12 casualties"."""
    for number in here:
        noun = number.noun
        if noun is None or number.unit != "count":
            continue
        lost = noun.lemma == "life" and any(a.lemma in grammar("cost") for a in noun.ancestors())
        lives = noun.head.head if noun.head.lower == "of" else noun
        if lives is not noun and lives.lemma == "life" and is_human(noun):
            if _under(lives, mention) or lives in mention.words:
                yield Found(number, "killed", "count:losses")
            continue
        dead = noun.lemma in ("casualty", "fatality", "death")
        if (lost or dead) and _under(noun, mention):
            kind = "killed" if lost else event_kinds().get(noun.lemma, "other")
            yield Found(number, kind, "count:losses")


def _under(word: Token, mention: Mention) -> bool:
    """Tell whether a word hangs below the event's word or on the verb the event serves."""
    heads = {mention.head, *mention.words}
    if mention.noun is not None:
        heads.add(mention.noun)
    noun = mention.head
    if noun.pos == "NOUN" and noun.dep in ("nsubj", "nsubjpass", "dobj"):
        heads.add(noun.head)
    for above in word.ancestors():
        if above in heads:
            return True
        if above.pos == "VERB" and above.dep in ("relcl", "ccomp"):
            return False
    return False


def of_toll(mention: Mention, here: list[NumberPhrase]) -> Iterator[Found]:
    """Yield the number of a death toll; "bringing the toll to 90" is a running total."""
    for number in here:
        toll = _toll_of(number)
        if toll is None:
            continue
        if toll.lemma != "toll" and toll not in mention.words:
            continue
        if _is_told_of_another(number, toll, mention, here):
            continue
        above_event = toll.head.pos == "VERB" and toll.head in mention.head.ancestors()
        if toll not in mention.words and not above_event and not _under(toll, mention):
            continue
        verb = next((a for a in toll.ancestors() if a.pos == "VERB"), None)
        running = (
            verb is not None
            and verb.lemma in grammar("cumulative")
            and number.core.head.lower != "of"
        )
        injured = toll.lower in ("wounded", "injured") or any(
            c.lemma in ("injury", "wounded", "injured") for c in toll.children
        )
        kind: CountKind = "injured" if injured else "killed"
        if any(c.lemma == "casualty" for c in toll.children):
            kind = "casualties"
        yield Found(number, kind, "count:toll", running)


def _is_told_of_another(
    number: NumberPhrase, toll: Token, mention: Mention, here: list[NumberPhrase]
) -> bool:
    """Tell "put the toll at nine killed and 31 wounded", where each word has its own number."""
    if toll in mention.words:
        return False
    states = [] if number.noun is None else [c for c in number.noun.children if c.tag == "VBN"]
    if any(c.lemma in event_kinds() and c is not mention.head for c in states):
        return True
    mine = (mention.head, *mention.words)
    return any(n is not number and (n.noun in mine or n.core.head in mine) for n in here)


def _toll_of(number: NumberPhrase) -> Token | None:
    """Return the word "toll" that a number tells, or None."""
    links = [number.core, *([number.noun] if number.noun is not None else [])]
    for link in links:
        if link.dep not in ("pobj", "npadvmod", "dobj", "attr") and link.head.pos != "ADP":
            continue
        above = link.head
        if above.pos == "ADP" and above.lower in TOLL_PREPOSITIONS:
            above = above.head
        if above.lemma == "toll":
            return above
        if above.lemma in ("put", "place", "estimate"):
            told = [c for c in above.children if c.dep in OBJECTS and c.lower in TOLLS]
            if told:
                return told[0]
        if above.pos == "VERB" and above.lemma in grammar("cumulative"):
            for child in above.children:
                if child.lemma == "toll" and child.dep in ("nsubj", "nsubjpass", *OBJECTS):
                    return child
    return None
