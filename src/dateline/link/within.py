"""Which claims of one report tell one happening.

Beside what any two claims are compared by, one text shows more: a claim is linked to the one it
denies or takes responsibility for, a day or a place was lent because the event was taken up again,
and one source that gives two figures speaks of two things.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.event_records import Comparison, Part
from dateline.extract.according_to.about import claims_responsibility
from dateline.link.cluster import NEVER, average_link
from dateline.link.compare import SAME, compare, finished, part
from dateline.link.signature import Signature
from dateline.records import Claim

HURT = frozenset({"killed", "injured", "casualties", "missing"})
BACK = 12
"""How many sentences back a claim that is told again is sought."""


def groups(
    claims: Sequence[Claim],
    signatures: Sequence[Signature],
    bound: Sequence[tuple[int, int]] = (),
    barred: frozenset[tuple[int, int]] = frozenset(),
) -> list[list[int]]:
    """Return the claims of one report by what they tell, as places in the sequence.

    Args:
        claims: the claims of one report, in the order of the text.
        signatures: the signature of each.
        bound: pairs that a person has put together.
        barred: pairs that a person has put apart.
    """
    retold = _retold(claims, signatures)
    scores: dict[tuple[int, int], float | None] = {}

    def score(i: int, j: int) -> float | None:
        if (i, j) not in scores:
            scores[i, j] = _score(i, j)
        return scores[i, j]

    def _score(i: int, j: int) -> float | None:
        if (i, j) in barred:
            return NEVER
        if signatures[i].family != signatures[j].family:
            return None
        found = compare_within(
            claims[i], claims[j], (signatures[i], signatures[j]), is_retold=(i, j) in retold
        )
        return None if any(p.bars for p in found.parts) else found.score

    return average_link(len(claims), score, SAME, bound)


def compare_within(
    first: Claim, second: Claim, told: tuple[Signature, Signature], *, is_retold: bool
) -> Comparison:
    """Return the comparison of two claims of one report, the earlier first."""
    base = compare(*told)
    parts = list(base.parts)
    if _is_about(first, second):
        parts.append(part("report", "about"))
    elif claims_responsibility(second) and not claims_responsibility(first):
        parts.append(part("report", "claimed"))
    elif is_retold:
        parts.append(part("report", "retold"))
    elif "denied" in (first.status, second.status) and not _one_voice(first, second):
        parts.append(part("report", "denial"))
    elif _one_sentence(first, second, told):
        parts.append(part("report", "one sentence"))
    elif _same_breath(first, second, told):
        parts.append(part("report", "same breath"))
    elif told[0].headline != told[1].headline:
        parts.append(part("report", "headline"))
    else:
        parts.append(part("report", "apart"))
    if _one_voice(first, second):
        if (figure := _other_figure(told)) is not None:
            parts.append(figure)
        if any(p.field == "actor" and p.weight < 0 for p in base.parts):
            parts.append(part("report", "other doer"))
    return finished(*told, parts)


def _is_about(first: Claim, second: Claim) -> bool:
    return first.claim_id == second.about_claim_id or second.claim_id == first.about_claim_id


def _one_sentence(first: Claim, second: Claim, told: tuple[Signature, Signature]) -> bool:
    """Tell whether a sentence gives the dead by one claim and the hurt by another."""
    mine, theirs = {kind for kind, _ in told[0].tolls}, {kind for kind, _ in told[1].tolls}
    apart = bool(mine and theirs) and not mine & theirs and mine | theirs <= HURT
    return apart and first.sentence.n == second.sentence.n and _one_voice(first, second)


def _same_breath(first: Claim, second: Claim, told: tuple[Signature, Signature]) -> bool:
    """Tell whether a clause adds to another of its sentence: "were killed when shells hit …"."""
    bare = any(s.days is None and s.ground is None for s in told)
    bare = bare or all(s.headline and s.days is None for s in told)
    modes = not (told[0].modes and told[1].modes) or told[0].modes == told[1].modes
    one_place = first.sentence.n == second.sentence.n and _one_voice(first, second)
    return bare and modes and one_place and first.status == second.status


def _one_voice(first: Claim, second: Claim) -> bool:
    """Tell whether one source tells both."""
    return [link.name for link in first.according_to[-1:]] == [
        link.name for link in second.according_to[-1:]
    ]


def _other_figure(told: tuple[Signature, Signature]) -> Part | None:
    """Say where one voice gives two figures of one kind that cannot be one."""
    mine, theirs = dict(told[0].tolls), dict(told[1].tolls)
    for kind in mine.keys() & theirs.keys():
        if mine[kind][1] < theirs[kind][0] or theirs[kind][1] < mine[kind][0]:
            return part("report", "other figure")
    return None


def _retold(claims: Sequence[Claim], signatures: Sequence[Signature]) -> frozenset[tuple[int, int]]:
    """Return the pairs of which the later was found to tell the earlier again.

    The rule of its day or place says so; the earlier one is the nearest that rests on the same
    words.
    """
    found: set[tuple[int, int]] = set()
    for j, claim in enumerate(claims):
        for i in _earlier(claims, signatures, j):
            other = claims[i]
            if _lent(claim.date, other.date) or _lent(claim.place, other.place):
                found.add((min(i, j), max(i, j)))
                break
    return frozenset(found)


def _earlier(claims: Sequence[Claim], signatures: Sequence[Signature], j: int) -> Sequence[int]:
    """Return the claims of its family near a claim, nearest before it first."""
    near = [
        i
        for i, other in enumerate(claims)
        if i != j
        and signatures[i].family == signatures[j].family
        and abs(other.sentence.n - claims[j].sentence.n) <= BACK
    ]
    return sorted(near, key=lambda i: (i > j, abs(i - j)))


def _lent(value: object, other: object) -> bool:
    """Tell whether a value was lent from a claim that rests on the same words."""
    if value is None or other is None:
        return False
    rule, anchors = getattr(value, "rule", ""), getattr(value, "anchors", ())
    return "+retold-" in rule and anchors == getattr(other, "anchors", None)
