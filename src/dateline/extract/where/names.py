"""The name a place goes by in the record: the usual one, in the report's own spelling.

A gazetteer writes "Orël" or "City of Isabela" where a report writes "Oryol" and "Isabela City".
Where both are plainly one name, the report's spelling is shown; a name of another kind ("Kiev" for
Kyiv, "the US") leaves the gazetteer's. The id says in any case which place is meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from dateline.extract.where.mention import PlaceMention
from dateline.knowledge import place_keys
from dateline.parse.parsed import Parsed
from dateline.spans import excerpt

ALIKE = 0.6
SHORTEST = 4
KEPT = frozenset({"country", "area"})


def with_report_names(found: Sequence[PlaceMention], parsed: Parsed) -> list[PlaceMention]:
    """Return the mentions, each with the spelling the report uses most as its display name."""
    spellings: dict[str, Counter[str]] = {}
    for mention in found:
        if mention.place.gazetteer_id and mention.place.precision_class not in KEPT:
            spelt = _spelling(mention, parsed)
            if _is_same_name(spelt, mention.place.name):
                spellings.setdefault(mention.place.gazetteer_id, Counter())[spelt] += 1
    names = {key: counted.most_common(1)[0][0] for key, counted in spellings.items()}
    return [
        replace(m, display=names[m.place.gazetteer_id]) if m.place.gazetteer_id in names else m
        for m in found
    ]


def _spelling(mention: PlaceMention, parsed: Parsed) -> str:
    words = excerpt(parsed.report.text, mention.start, mention.end)
    if not words.isupper():
        return words
    return words.title() if words.isascii() else mention.place.name


def _is_same_name(spelt: str, name: str) -> bool:
    if len(spelt) < SHORTEST:
        return False
    one, other = place_keys.key(spelt), place_keys.key(name)
    if set(one.split()) <= set(other.split()) or set(other.split()) <= set(one.split()):
        return len(one.split()) >= len(other.split()) - 1
    joined = one.replace(" ", ""), other.replace(" ", "")
    return SequenceMatcher(None, *joined, autojunk=False).ratio() >= ALIKE
