"""What a number counts: the kinds of counts, by the event's word and by the noun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import cast, get_args

from dateline.errors import KnowledgeError
from dateline.extract.how_many.phrases import NumberPhrase, grammar
from dateline.extract.mention import Mention
from dateline.extract.numerals import rows_of
from dateline.parse.grammar import OBJECTS, children, conjuncts, is_passive, phrase
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


LIVING = frozenset({"killed", "injured", "casualties", "abducted", "missing", "displaced"})
"""What only living beings suffer: an unknown noun beside it means people."""
SUFFERING = frozenset({"nsubj", "nsubjpass", *OBJECTS})
UNARMED = frozenset({"crowd-control", "sexual", "primitive", "beat", "torture"})
"""Modes of an assault whose doers need not bear arms."""


@cache
def _event_rows() -> dict[str, tuple[CountKind, str]]:
    rows = rows_of("numbers", "kinds.tsv")
    return {r["lemma"]: (_kind(r["kind"], "numbers/kinds.tsv"), r["only"]) for r in rows}


@cache
def event_kinds() -> dict[str, CountKind]:
    """Return lemma → what a number of people beside it counts (``kinds.tsv``)."""
    return {lemma: kind for lemma, (kind, only) in _event_rows().items() if not only}


@cache
def noun_kinds() -> dict[str, tuple[CountKind, bool]]:
    """Return noun lemma → its kind, and whether one of them is a person (``nouns.tsv``)."""
    rows = rows_of("numbers", "nouns.tsv")
    return {r["lemma"]: (_kind(r["kind"], "numbers/nouns.tsv"), r["human"] == "yes") for r in rows}


def known_noun(noun: Token) -> tuple[CountKind, bool] | None:
    """Return the kind of a noun and whether it is a person; "radio station" before "station"."""
    for child in reversed(noun.children):
        if child.dep in ("compound", "amod") and child.i == noun.i - 1:
            known = noun_kinds().get(f"{child.lower} {noun.lemma}")
            if known is not None:
                return known
    for link in children(noun, "prep"):
        for inner in children(link, "pobj"):
            known = noun_kinds().get(f"{noun.lemma} {link.lower} {inner.lemma}")
            if known is not None:
                return known
    return noun_kinds().get(noun.lemma) or noun_kinds().get(noun.lower)


def is_elliptic_passive(verb: Token) -> bool:
    """Tell "12 were killed and 30 others wounded": the second passive has lost its "were"."""
    return (
        verb.dep == "conj"
        and verb.tag in ("VBN", "VBD", "JJ")
        and (verb.tag != "JJ" or verb.lower in event_kinds())
        and is_passive(verb.head)
        and not children(verb, *OBJECTS)
    )


def event_kind(mention: Mention) -> CountKind | None:
    """Return what the event makes of people: killed, detained …; None where it does not say."""
    if _killed_or_wounded(mention):
        return "casualties"
    lemmas = [t.lemma for t in mention.words]
    others = [lemma for lemma in lemmas if lemma != mention.head.lemma]
    complements = [c.lemma for c in mention.head.children if c.dep in ("oprd", "acomp", "advmod")]
    tokens = mention.sentence.tokens
    at = mention.head.i + 1 - tokens[0].i
    dead = [t.lemma for t in tokens[at : at + 1] if t.lemma == "dead"]
    if mention.head.lemma in grammar("chased") and _from_home(mention.head):
        return "displaced"
    to_death = [c.lemma for p in children(mention.head, "prep") for c in children(p, "pobj")]
    if mention.head.lemma in grammar("sentenced"):
        to_death = []
    dead += [lemma for lemma in to_death if lemma == "death"]
    for lemma in (*dead, *others, *complements, mention.head.lemma):
        kind, only = _event_rows().get(lemma, (None, ""))
        if kind is not None and only in ("", mention.event_type):
            return _shot(mention) if kind == "casualties" and lemma == "shoot" else kind
    return _mode_kinds().get(mention.mode or "")


def _from_home(verb: Token) -> bool:
    """Tell "driven from their homes", "forced out of the village"."""
    away = [p for p in verb.children if p.lower in ("from", "out")]
    away += [p for out in away for p in children(out, "prep")]
    return any(t.lemma in grammar("home") for p in away for t in children(p, "pobj"))


def _shot(mention: Mention) -> CountKind:
    """Return what became of those shot: injured in a limb, or as the next verb says."""
    head = mention.head
    where = [t.lemma for p in children(head, "prep") for t in children(p, "pobj")]
    if any(lemma in grammar("limb") for lemma in where):
        return "injured"
    then = [event_kinds().get(v.lemma) for v in children(head, "conj")]
    return next((k for k in then if k in ("killed", "injured")), "casualties")


@cache
def _mode_kinds() -> dict[str, CountKind]:
    rows = rows_of("numbers", "modes.tsv")
    return {r["mode"]: _kind(r["kind"], "numbers/modes.tsv") for r in rows}


def _killed_or_wounded(mention: Mention) -> bool:
    """Tell "killed or wounded" said of one number: nothing stands between the two verbs."""
    head, kinds = mention.head, event_kinds()
    for other in head.children:
        if other.dep != "conj" or other.tag not in ("VBN", "VBD", "JJ", "VBG"):
            continue
        pair = {kinds.get(head.lemma), kinds.get(other.lemma, kinds.get(other.lower))}
        if pair != {"killed", "injured"}:
            continue
        between = [t for t in mention.sentence.tokens if head.i < t.i < other.i]
        if all(t.pos in ("CCONJ", "ADV", "AUX") or t in mention.words for t in between):
            return True
    return False


def is_human(noun: Token | None) -> bool:
    """Tell whether a noun means people; a number without a noun is taken to."""
    if noun is None:
        return True
    known = known_noun(noun)
    if known is not None:
        return known[1]
    return noun.pos in ("PROPN", "PRON") or noun.entity == "NORP" or noun.lower.endswith("men")


def kind_of(noun: Token | None, event: CountKind | None) -> CountKind:
    """Return the kind of a count: the event's for people, else the noun's own."""
    own = known_noun(noun) if noun else None
    said = event_kinds().get(noun.lemma) if noun is not None and noun.tag in ("JJ", "VBN") else None
    if said is not None:
        return said
    if own is not None and own[0] == "other":
        return "displaced" if event == "displaced" else "other"
    if event is not None and (is_human(noun) or (own is None and event in LIVING)):
        return event
    if own is not None:
        return own[0]
    return "persons" if is_human(noun) else "other"


def befallen(noun: Token, mention: Mention, event: CountKind | None) -> CountKind | None:
    """Return what befell a noun: what its own verb says ("in which nine died"), else the event."""
    first = noun
    while first.dep == "conj":
        first = first.head
    verb = first.head
    if verb is mention.head or verb.pos != "VERB" or first.dep not in SUFFERING:
        return event
    life = any(c.lemma == "life" for c in children(verb, *OBJECTS))
    own = "killed" if life else event_kinds().get(verb.lemma)
    return own if own in LIVING else event


def of_own_kind(found: Found) -> Found:
    """Return a number of those who do the event with the kind of their noun, if it has one."""
    noun = found.number.noun
    known = known_noun(noun) if noun is not None else None
    if known is not None and known[1] and known[0] in ("troops", "fighters", "protesters"):
        return replace(found, kind=known[0])
    return found


def doer_kind(mention: Mention) -> CountKind | None:
    """Return what people who do the event are where their noun does not say: protesters."""
    if mention.event_type == "PROTEST":
        return "protesters"
    if mention.event_type == "ASSAULT" and mention.mode not in UNARMED:
        return "fighters"
    return "surrendered" if mention.mode == "disarm" else None


def listed(noun: Token) -> list[Token]:
    """Return a noun and those listed with it, also where a comma reads as an apposition."""
    found = conjuncts(noun)
    for word in found:
        for child in word.children:
            if child.dep == "appos" and any(c.dep == "conj" for c in child.children):
                found.extend(c for c in conjuncts(child) if c not in found)
    return found


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
        if not within(number, head) or _is_both_of_things(number):
            continue
        if number.unit == "money":
            yield Found(number, "money", f"count:{rule}")
        elif number.noun is not None or event is not None or head.pos in ("NUM", "NOUN", "PRON"):
            yield Found(number, kind_of(number.noun, event), f"count:{rule}")


def _is_both_of_things(number: NumberPhrase) -> bool:
    """Tell "both countries", which says who they are and not how many."""
    both = number.core.lower == "both" and number.noun is not None
    return both and kind_of(number.noun, None) in ("other", "places", "buildings")
