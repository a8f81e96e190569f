"""Score each field of paired claims: what is right, counted as tp, fp and fn.

Names are the same when one's words contain the other's head words; places when the names or their
gazetteer ids agree; dates when both ends agree; counts when kind and bounds agree; sources when
their words overlap in the text. A value that is rightly empty on both sides counts as right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from dateline.evaluate.alignment import Alignment, ClaimJson
from dateline.evaluate.scores import Counts

_WORD = re.compile(r"\w+")
_STOP = frozenset({"the", "a", "an", "of", "and", "s", "for", "in", "some", "its", "their"})


def _words(name: str | None) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", (name or "").replace("ı", "i")).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return frozenset(w for w in _WORD.findall(plain) if w not in _STOP)


def same_name(one: str | None, other: str | None) -> bool:
    """Tell whether two names mean the same: equal words, or one within the other."""
    a, b = _words(one), _words(other)
    return bool(a and b) and (a <= b or b <= a or len(a & b) / len(a | b) >= 0.5)


def _matched(
    gold: list[ClaimJson], coded: list[ClaimJson], same: Callable[[ClaimJson, ClaimJson], bool]
) -> Counts:
    """Counts two lists of which each item may be used once; both empty is one right answer."""
    if not gold and not coded:
        return Counts(tp=1)
    left = list(coded)
    hits = 0
    for item in gold:
        found = next((c for c in left if same(item, c)), None)
        if found is not None:
            left.remove(found)
            hits += 1
    return Counts(hits, len(left), len(gold) - hits)


def _same_actor(gold: ClaimJson, coded: ClaimJson) -> bool:
    if gold.get("actor_id") and gold.get("actor_id") == coded.get("actor_id"):
        return True
    if same_name(gold.get("name"), coded.get("name")):
        return True
    return same_name(gold.get("words"), coded.get("words")) and coded.get("actor_id") is None


def _same_count(gold: ClaimJson, coded: ClaimJson) -> bool:
    return all(gold.get(k) == coded.get(k) for k in ("kind", "low", "high"))


def _same_source(gold: ClaimJson, coded: ClaimJson) -> bool:
    if same_name(gold.get("words"), coded.get("words")):
        return True
    if same_name(gold.get("name"), coded.get("name")):
        return True
    return any(
        a["start"] < b["end"] and b["start"] < a["end"]
        for a in gold.get("anchors", ())
        for b in coded.get("anchors", ())
    )


def _single(gold: object, coded: object) -> Counts:
    return Counts(tp=1) if gold == coded else Counts(fp=1, fn=1)


def _optional_value(right: bool, gold: ClaimJson | None, coded: ClaimJson | None) -> Counts:
    if (gold is None and coded is None) or right:
        return Counts(tp=1)
    return Counts(fp=1 if coded is not None else 0, fn=1 if gold is not None else 0)


def _same_place(gold: ClaimJson | None, coded: ClaimJson | None) -> bool:
    if gold is None or coded is None:
        return False
    known = gold.get("gazetteer_ids", ())
    return same_name(gold["name"], coded["name"]) or coded.get("gazetteer_id") in known


def _place(gold: ClaimJson, coded: ClaimJson) -> Counts:
    one, other = gold.get("place"), coded.get("place")
    return _optional_value(_same_place(one, other), one, other)


def _place_grain(gold: ClaimJson, coded: ClaimJson) -> Counts:
    """How closely a place is told (exact, near, district …), where both name the same place."""
    one, other = gold.get("place"), coded.get("place")
    if one is None or other is None or not _same_place(one, other):
        return Counts()
    if one.get("precision") is None:
        return Counts()
    return _single(one["precision"], other.get("precision"))


def _date(gold: ClaimJson, coded: ClaimJson) -> Counts:
    one, other = gold.get("date"), coded.get("date")
    right = (one is not None and other is not None) and all(
        one[end] == other[end] for end in ("start", "end")
    )
    return _optional_value(right, one, other)


def score_pair(gold: ClaimJson, coded: ClaimJson) -> dict[str, Counts]:
    """Return the score of each field of one pair."""
    sources = gold.get("according_to", []), coded.get("according_to", [])
    kinds = [[a.get("kind") for a in side] for side in sources]
    return {
        "type": _single(gold["event_type"], coded["event_type"]),
        "mode": _single(gold.get("mode"), coded.get("mode")),
        "status": _single(gold["status"], coded["status"]),
        "hedged": _single(bool(gold.get("hedged")), bool(coded.get("hedged"))),
        "actor": _matched(gold.get("actor", []), coded.get("actor", []), _same_actor),
        "recipient": _matched(gold.get("recipient", []), coded.get("recipient", []), _same_actor),
        "place": _place(gold, coded),
        "place_grain": _place_grain(gold, coded),
        "date": _date(gold, coded),
        "counts": _matched(gold.get("counts", []), coded.get("counts", []), _same_count),
        "source": _matched(*sources, _same_source),
        "source_kind": _single(kinds[0], kinds[1]),
        "outlet_or_source": _single(bool(sources[0]), bool(sources[1])),
    }


def shares_right(alignment: Alignment) -> dict[str, Counts]:
    """Return for place and date how many pairs have it right, rightly empty among them.

    Unlike in precision and recall, a wrong value is one fault, and so is one that is missing.
    """
    found: dict[str, Counts] = {}
    for name, part in (("place", _place), ("date", _date)):
        parts = [part(gold, coded) for gold, coded in alignment.pairs]
        right = sum(1 for p in parts if not (p.fp or p.fn))
        found[name] = Counts(tp=right, fn=len(parts) - right)
    return found


def score(alignment: Alignment) -> dict[str, Counts]:
    """Return the scores of all fields, with ``claims`` for the claims themselves."""
    total = {
        "claims": Counts(len(alignment.pairs), len(alignment.false_alarms), len(alignment.missed))
    }
    for gold, coded in alignment.pairs:
        for name, part in score_pair(gold, coded).items():
            total[name] = total.get(name, Counts()) + part
    return total


def add(one: dict[str, Counts], other: dict[str, Counts]) -> dict[str, Counts]:
    """Return two tables of scores summed field by field."""
    return {k: one.get(k, Counts()) + other.get(k, Counts()) for k in {**one, **other}}
