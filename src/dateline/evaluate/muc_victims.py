"""The human targets of an incident, each with its number, as MUC-4 wants them.

HUM TGT: NUMBER has one fill for each target named or described: the number told, 1 for a single
person, PLURAL for several of whom no number is told. Several claims tell of one target; those
are put together by name, by noun, and by number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dateline.evaluate.metrics_roles import normalised
from dateline.parse.parsed import Parsed, Token
from dateline.records import Actor, Anchor, Claim, Count

Bounds = tuple[int, int | None]
COUNTED = frozenset({"killed", "injured", "casualties", "abducted", "missing"})
WAR = 1000
"""So many victims are the toll of a war, not of an incident."""
PLURAL: Bounds = (2, None)
ONE: Bounds = (1, 1)
ANYBODY = frozenset(
    {"", "people", "person", "persons", "victim", "victims", "dead", "wounded", "injured", "body"}
    | {"bodies", "casualty", "casualties", "those", "others", "other", "lives", "life", "deaths"}
    | {"more", "man", "men", "individual", "individuals"}
)
"""Words that do not say who the persons are: with one number, they are those told before."""
MASSES = frozenset(
    {"people", "civilian", "population", "citizen", "peasant", "inhabitant", "resident", "worker"}
    | {"community", "nation", "family", "child", "woman", "patriot", "compatriot", "countryman"}
)
MANY = frozenset(
    {"people", "population", "family", "group", "personnel", "crowd", "crew", "staff", "public"}
    | {"youth", "police", "peasantry", "delegation", "team", "clergy", "escort", "couple", "pair"}
)
SINGULAR = frozenset({"he", "him", "his", "she", "her", "himself", "herself"})
_DEFINITE = re.compile(r"^(?:the|his|her|their|its|that|this|said)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Victim:
    """A human target: the words, whether they are a name, how many, and how that is known.

    Attributes:
        words: the name or noun phrase; empty where only a number is told.
        named: the words are a name.
        number: bounds; (2, None) is PLURAL.
        told: a word or figure tells the number; else grammar does.
        kind: what befell them, for two groups of one name ("4 soldiers killed, 6 wounded").
        definite: the words point back ("the officer").
    """

    words: str
    named: bool
    number: Bounds
    told: bool
    kind: str
    definite: bool = False


def victims_of(
    claim: Claim, persons: Sequence[tuple[Actor, str, bool]], parsed: Parsed
) -> list[Victim]:
    """Return the human targets of a claim.

    Args:
        claim: the claim.
        persons: its recipients who are persons, each with words and whether those are a name.
        parsed: the report of the claim.
    """
    left = [c for c in claim.counts if c.kind in COUNTED and 0 < (c.low or 0) < WAR]
    befell = next((c.kind for c in left), "")
    found: list[Victim] = []
    for actor, words, named in persons:
        own = [c for c in left if any(_overlap(a, b) for a in c.anchors for b in actor.anchors)]
        for count in own:
            left.remove(count)
        definite = bool(_DEFINITE.match(actor.words))
        if own:
            count = own[0]
            number = _bounds(count)
            found.append(
                Victim(words, named, number, count.rule != "count:a-person", count.kind, definite)
            )
        elif words:
            number = ONE if named or _is_single(actor, parsed) else PLURAL
            found.append(Victim(words, named, number, False, befell, definite))
    for count in left:
        definite = bool(_DEFINITE.match(count.words))
        found.append(Victim(count.of or "", False, _bounds(count), True, count.kind, definite))
    return found


def _overlap(one: Anchor, other: Anchor) -> bool:
    return one.start < other.end and other.start < one.end


def _bounds(count: Count) -> Bounds:
    low = count.low or 0
    if count.approximate and count.high is None and low in (3, 24, 40, 200, 2000, 20):
        return PLURAL  # "several", "dozens": the key writes no number
    return low, count.high


def _is_single(actor: Actor, parsed: Parsed) -> bool:
    """Tell by the grammar of a phrase whether it means one person."""
    lower = actor.words.casefold()
    if lower in SINGULAR:
        return True
    heads = [t for a in actor.anchors for t in _heads(a, parsed)]
    if not heads:
        return not lower.endswith("s") and lower.split()[-1:] != ["they"]
    head = heads[-1]
    return head.tag in ("NN", "NNP") and head.lower not in MANY and head.lemma not in MANY


def _heads(where: Anchor, parsed: Parsed) -> list[Token]:
    inside = [t for t in parsed.tokens if where.start <= t.start < where.end]
    return [t for t in inside if t.head not in inside or t.is_root]


def together(victims: Iterable[Victim]) -> list[Victim]:
    """Return the human targets of an incident, each once."""
    found: list[Victim] = []
    for victim in victims:
        at = next((i for i, other in enumerate(found) if _same(other, victim)), None)
        if at is None:
            found.append(victim)
        else:
            found[at] = _joined(found[at], victim)
    names = sum(1 for victim in found if victim.named)
    return [v for v in found if v.named or not (v.told and 1 < v.number[0] <= names)]


def _last(words: str) -> str:
    first = re.split(r"\b(?:of|from|in|at|for|who|with)\b", words.casefold())[0].split()
    return normalised(first[-1]) if first else ""


def is_vague(words: str) -> bool:
    """Tell words that do not say who somebody is ("people", "civilians")."""
    return _stem(_last(words)) in MASSES or _last(words) in ANYBODY


def _stem(word: str) -> str:
    for end, base in (("men", "man"), ("ies", "y"), ("s", "")):
        if word.endswith(end) and len(word) > len(end) + 2:
            return word[: -len(end)] + base
    return word


def _same(one: Victim, other: Victim) -> bool:
    mine, theirs = set(normalised(one.words).split()), set(normalised(other.words).split())
    if one.named and other.named:
        return mine <= theirs or theirs <= mine or _last(one.words) == _last(other.words)
    if one.named or other.named:
        described = other if one.named else one
        single = one.number == other.number == ONE
        return single and (described.definite or mine <= theirs or theirs <= mine)
    if one.told and other.told and one.number != other.number:
        return False
    vague = _last(one.words) in ANYBODY or _last(other.words) in ANYBODY
    if one.number == other.number:
        if one.told and other.told and one.number[0] > 2 and one.kind == other.kind:
            return True
        return vague or _stem(_last(one.words)) == _stem(_last(other.words))
    return _stem(_last(one.words)) == _stem(_last(other.words)) or (vague and not other.told)


def _joined(one: Victim, other: Victim) -> Victim:
    """Return one target from two tellings: the name, the fuller words, the number told."""
    if one.named != other.named:
        kept = one if one.named else other
    elif _last(one.words) in ANYBODY:
        kept = other if other.words else one
    else:
        kept = one if one.named is False or len(one.words) >= len(other.words) else other
    number = one if one.told or not other.told else other
    return replace(kept, number=number.number, told=number.told)
