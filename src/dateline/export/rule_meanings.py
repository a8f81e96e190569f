"""What a rule means, in words: from the lexicon for its entries, from ``rules/*.tsv`` for others.

A rule's id begins with the file or question it belongs to (``verb:``, ``noun:``, ``who:``,
``where:`` …). A longer id is explained by its beginning (``status`` explains ``status.new``), and
each part after ``+`` by a row of its own.
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
    "clause": "a clause that tells",
    "will": "a clause of what is to come, with",
}

_SHOWN = 4


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
    alternatives = words.split("|")
    if len(alternatives) > _SHOWN:
        alternatives = [*alternatives[:_SHOWN], "the like"]
    listed = " or ".join(alternatives).replace("_", " ").replace("=", " and then ")
    classes = re.sub(r"@(\w+)", lambda m: f"a word for {m.group(1).lower()}", listed)
    told = f"{what} {classes}" if words else f"{what} of any kind"
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


def _longest_known(rule: str) -> str | None:
    known = table()
    shorter = rule
    while shorter:
        if shorter in known:
            return known[shorter]
        cut = max(shorter.rfind(mark) for mark in ":/. -")
        shorter = shorter[:cut] if cut > 0 else ""
    return None


def meaning(rule: str) -> str | None:
    """Return what a rule means, or None where nothing explains it."""
    from_lexicon = _of_lexicon(rule)
    if from_lexicon is not None:
        return from_lexicon
    first, *rest = rule.split("+")
    told = _longest_known(first)
    if told is None:
        return None
    return "; ".join([told, *(table()[f"+{part}"] for part in rest if f"+{part}" in table())])
