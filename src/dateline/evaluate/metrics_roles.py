"""CEAF-REE: role fillers of a report as entities, paired one to one (Du, Rush and Cardie 2021).

Per role, the entities coded for a report are paired with those of the gold so that most pairs are
right. A pair is right when every mention coded is one of the gold entity's mentions, after case,
punctuation and articles are taken off; it counts 1, any other 0. Precision is right pairs by
entities coded, recall right pairs by entities of the gold, summed over reports and roles.

An entity may be marked optional: then it counts where it is found and is never a miss. The
published measure knows no optional entities.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.evaluate.assignment import best_pairs
from dateline.evaluate.scores import Counts

_PUNCTUATION = re.compile(r"[^\w\s]")
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
REQUIRED_FIRST = 1.001
"""Likeness of a required gold entity; an optional one weighs 1, so that required ones go first."""


@dataclass(frozen=True, slots=True)
class RoleEntity:
    """One gold entity in a role: the ways the text mentions it."""

    mentions: tuple[str, ...]
    optional: bool = False


def normalised(mention: str) -> str:
    """Return a mention in lower case without punctuation, articles and surplus space."""
    plain = _PUNCTUATION.sub("", mention.casefold())
    return " ".join(_ARTICLES.sub(" ", plain).split())


def merged(entities: Sequence[RoleEntity]) -> list[RoleEntity]:
    """Return the entities of several templates, each once.

    As published: of two entities where the mentions of one are all among the other's, the first
    stays; those that share only some mentions are two.
    """
    kept: list[RoleEntity] = []
    for entity in entities:
        mine = set(entity.mentions)
        same = [o for o in kept if mine <= set(o.mentions) or set(o.mentions) <= mine]
        if not same:
            kept.append(entity)
        elif same[0].optional and not entity.optional:
            kept[kept.index(same[0])] = RoleEntity(same[0].mentions)
    return kept


def joined(entities: Sequence[RoleEntity]) -> list[RoleEntity]:
    """Return entities with those that share a mention made one."""
    groups: list[tuple[set[str], list[str], bool]] = []
    for entity in entities:
        keys = {normalised(m) for m in entity.mentions}
        mentions, optional = list(entity.mentions), entity.optional
        apart = []
        for other in groups:
            if other[0] & keys:
                keys |= other[0]
                mentions = [*other[1], *mentions]
                optional = optional and other[2]
            else:
                apart.append(other)
        groups = [*apart, (keys, mentions, optional)]
    return [RoleEntity(tuple(dict.fromkeys(m)), optional) for _, m, optional in groups]


Coded = Sequence[str | Sequence[str]]
"""Coded entities: one mention each, or several."""


def right_pairs(gold: Sequence[RoleEntity], coded: Coded) -> list[tuple[int, int]]:
    """Return the right pairs (index in gold, index in coded)."""
    known = [{normalised(m) for m in entity.mentions} for entity in gold]
    given = [{normalised(m) for m in ([e] if isinstance(e, str) else e)} for e in coded]
    return best_pairs(
        {
            (i, j): 1.0 if gold[i].optional else REQUIRED_FIRST
            for i, names in enumerate(known)
            for j, mentions in enumerate(given)
            if mentions <= names
        }
    )


def ceaf_ree(gold: Sequence[RoleEntity], coded: Coded) -> Counts:
    """Return the counts of one role in one report."""
    pairs = right_pairs(gold, coded)
    found = {i for i, _ in pairs}
    missed = sum(1 for i, e in enumerate(gold) if i not in found and not e.optional)
    return Counts(len(pairs), len(coded) - len(pairs), missed)
