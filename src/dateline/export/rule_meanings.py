"""What a rule means, in words: from the lexicon for its entries, from ``rules/*.tsv`` for others.

A rule's id begins with the file or question it belongs to (``verb:``, ``noun:``, ``who:``,
``where:`` …). The part up to the last known id is enough: ``where:near`` explains ``where:near/2``.
"""

from __future__ import annotations

import re
from functools import cache

from dateline.knowledge.tables import packaged, parse_table

_CONDITIONS = {
    "obj": "the object",
    "subj": "the subject",
    "prt": "the particle or adverb",
    "prep": "a phrase with",
    "obj2": "another word",
}


@cache
def table() -> dict[str, str]:
    """Return the meaning of every rule that is no entry of the lexicon."""
    found: dict[str, str] = {}
    for name, content in packaged("rules"):
        for row in parse_table(name, content).rows:
            found[row["rule"]] = row["meaning"]
    return found


def _condition(part: str) -> str:
    negated = part.startswith("!")
    where, _, words = part.removeprefix("!").partition(":")
    what = _CONDITIONS.get(where, where)
    words = words.replace("|", " or ").replace("_", " ").replace("=", " and then ")
    classes = re.sub(r"@(\w+)", lambda m: f"a word for {m.group(1).lower()}", words)
    told = f"{what} {classes}".strip() if classes else f"{what} of any kind"
    return f"without {told}" if negated else f"with {told}"


def _of_lexicon(rule: str) -> str | None:
    kind, _, pattern = rule.partition(":")
    if kind not in ("verb", "noun") or not pattern:
        return None
    if kind == "noun":
        return f"the lexicon's noun '{pattern}'"
    lemma, *conditions = pattern.split()
    told = ", ".join(_condition(part) for part in conditions)
    return f"the lexicon's verb '{lemma}'{', ' if told else ''}{told}"


def meaning(rule: str) -> str | None:
    """Return what a rule means, or None where nothing explains it."""
    from_lexicon = _of_lexicon(rule)
    if from_lexicon is not None:
        return from_lexicon
    known = table()
    shorter = rule
    while shorter:
        if shorter in known:
            return known[shorter]
        cut = max(shorter.rfind(mark) for mark in ":/. +")
        shorter = shorter[:cut] if cut > 0 else ""
    return None
