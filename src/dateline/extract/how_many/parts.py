"""The numbers of a part of those told ("including three women"), and of all of them in a clause."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.extract.how_many.kinds import Found, doer_kind, event_kinds, kind_of, of_own_kind
from dateline.extract.how_many.phrases import NOUNS, NumberPhrase, grammar
from dateline.extract.mention import Mention, Roles
from dateline.parse.grammar import children
from dateline.parse.parsed import Token
from dateline.records import CountKind

PART_PLACES = frozenset({"npadvmod", "appos", "nsubj", "dep", "attr", "conj"})
WHOM = frozenset({"them", "whom", "which", "these", "those"})
NEAR = 6
"""How far above a part its event may stand in the tree."""


def of_parts(
    mention: Mention, roles: Roles, event: CountKind | None, here: list[NumberPhrase]
) -> Iterator[Found]:
    """Yield the numbers of "including three women", "among them five children"."""
    heads = {*roles.recipients, mention.head, *mention.words}
    for number in here:
        opener = _part_opener(number)
        if opener is None or number.unit != "count":
            continue
        above = {opener.head, *list(opener.ancestors())[:NEAR]}
        if above & heads and opener.i > mention.sentence.tokens[0].i:
            whole = number.noun or next((t for t in above & heads if t.pos in NOUNS), None)
            whole = whole or next(iter(roles.recipients), None)
            yield Found(number, kind_of(whole, event), "count:part")


def _part_opener(number: NumberPhrase) -> Token | None:
    """Return the "including" or "among" that makes a number a part of the whole."""
    link = number.noun or number.core
    for _ in range(4):
        before = [c for c in children(link, "prep") if c.lower in grammar("part") and c.i < link.i]
        if before and any(t.tag in ("PRP", "WP") for t in before[0].subtree()):
            return before[0]
        if link.head.lower in grammar("part"):
            return link.head
        if link.is_root or link.head.pos in ("VERB", "ADP"):
            break
        link = link.head
    return None


def of_some_of_them(
    mention: Mention, event: CountKind | None, here: list[NumberPhrase]
) -> Iterator[Found]:
    """Yield the parts of "17 people, nine of them civilians", "23 persons, of whom nine died"."""
    for number in here:
        if number.unit != "count" or not _is_of_them(number.core):
            continue
        if mention.head in list(number.core.ancestors())[:NEAR]:
            yield Found(number, event or "persons", "count:part")


def _is_of_them(core: Token) -> bool:
    """Tell whether a number counts some of those told before."""
    if core.dep in ("nsubj", "nsubjpass") and core.head.dep == "relcl":
        return core.head.lemma not in event_kinds() and any(
            t.lower in WHOM
            for link in (*children(core, "prep"), *children(core.head, "prep"))
            if link.lower == "of"
            for t in link.children
        )
    if core.dep not in PART_PLACES:
        return False
    if core.head.pos == "VERB" and core.dep not in ("npadvmod", "dep"):
        return False
    if core.head.lower == "of":
        return False  # "four out of five of them"
    return any(
        t.lower in WHOM for o in children(core, "prep") if o.lower == "of" for t in o.children
    )


def of_numbering(
    mention: Mention, roles: Roles, event: CountKind | None, here: list[NumberPhrase]
) -> Iterator[Found]:
    """Yield the number of "the attackers, numbering about 30" and "the dead numbered 12"."""
    for number in here:
        verb = number.core.head
        if verb.lemma not in grammar("counting") or verb.tag != "VBG":
            continue
        who = verb.head
        if verb.dep == "advcl" and who is mention.head:
            who = next(iter(roles.actors), who)
        elif verb.dep not in ("acl", "relcl") or who.head is not mention.head:
            continue
        if who in roles.actors:
            yield of_own_kind(Found(number, doer_kind(mention) or "persons", "count:numbering"))
        elif who in roles.recipients:
            yield Found(number, kind_of(who, event), "count:numbering")
