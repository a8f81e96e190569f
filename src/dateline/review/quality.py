"""What reviewed claims tell of the coder: precision per field, reasons of rejection, agreement.

Only claims drawn at random tell how good the rest is. The ids of claims are digests, so claims in
the order of their ids, from a point that a seed gives, stand in random order: the first so many
are a random sample, and so is every beginning of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from dateline.event_records import Decision
from dateline.records import Claim
from dateline.review.agreement import Agreement, measure
from dateline.review.apply import apply, in_force
from dateline.review.fields import FIELDS, OF_PART, REJECT_REASONS, is_stated, label
from dateline.review.intervals import Share

WHOLE = "claim"
"""Named like a field: whether it is an event at all."""

ENTIRE = "entire"
"""Named like a field: whether every field is right."""

REJECTED = "rejected"
ID_LENGTH = 16


def ring_start(seed: str) -> str:
    """Return the point among the ids of claims where the sample of a seed begins."""
    return sha256(seed.encode()).hexdigest()[:ID_LENGTH]


def judged(claim: Claim, decisions: Iterable[Decision]) -> dict[str, bool]:
    """Return which fields of a claim, as the machine made it, people found right and wrong.

    A field that nobody judged is left out, and so is one without a value that was accepted.
    """
    found: dict[str, bool] = {}
    accepted = False
    for decision in in_force(decisions):
        if decision.kind == "reject":
            _, wrong = REJECT_REASONS.get(reject_code(decision), ("", ()))
            found = dict.fromkeys((*wrong, ENTIRE), False)
            found.setdefault(WHOLE, WHOLE not in wrong)
            accepted = False
        elif decision.kind == "accept":
            accepted = True
            found.pop(WHOLE, None)
        elif decision.kind == "edit" and decision.field in OF_PART:
            if decision.before != decision.after:
                found[OF_PART[str(decision.field)]] = False
    if accepted:
        found[WHOLE] = True
        for field in FIELDS:
            if is_stated(claim, field.name):
                found.setdefault(field.name, True)
        found[ENTIRE] = all(found.values())
    return found


def reject_code(decision: Decision) -> str:
    """Return the code of why a claim was rejected; the words after it are the person's."""
    return (decision.why or "").partition(":")[0].strip()


@dataclass(frozen=True, slots=True)
class Precision:
    """How often a field is right in a random sample."""

    field: str
    share: Share


def precision(sample: Sequence[tuple[Claim, Sequence[Decision]]]) -> list[Precision]:
    """Return the precision of every field over the claims of a sample that were judged."""
    right: Counter[str] = Counter()
    n: Counter[str] = Counter()
    for claim, decisions in sample:
        for name, is_right in judged(claim, decisions).items():
            right[name] += is_right
            n[name] += 1
    names = (ENTIRE, WHOLE, *(field.name for field in FIELDS))
    return [Precision(name, Share(right[name], n[name])) for name in names]


def reasons(decisions: Iterable[Decision]) -> list[tuple[str, int]]:
    """Return why claims were rejected, the commonest first."""
    counted = Counter(reject_code(d) for d in in_force(decisions) if d.kind == "reject")
    named = {code: words for code, (words, _) in REJECT_REASONS.items()}
    listed = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return [(named.get(code, code or "no reason given"), n) for code, n in listed]


def by_coder(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    """Return the decisions in force by who took them."""
    found: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in in_force(decisions):
        found[decision.who].append(decision)
    return dict(found)


def as_coded_by(claim: Claim, own: Iterable[Decision]) -> Claim:
    """Return a claim as the machine made it with one person's own decisions on it, blind or not."""
    return apply(claim, [_sighted(decision) for decision in own]).claim


def _labels(claim: Claim, decisions: Sequence[Decision]) -> Mapping[str, Hashable] | None:
    """Return what one coder makes of a claim, field by field; None without a verdict."""
    seen = apply(claim, [_sighted(d) for d in decisions])
    if seen.verdict is None:
        return None
    if seen.verdict == REJECTED:
        return {WHOLE: REJECTED}
    return {WHOLE: "accepted", **{f.name: label(seen.claim, f.name) for f in FIELDS}}


def _sighted(decision: Decision) -> Decision:
    return replace(decision, blind=False)


def agreement(
    coded: Iterable[tuple[Claim, Sequence[Decision]]],
) -> dict[str, Agreement]:
    """Return the agreement per field of the people who gave a verdict on the same claims.

    A field is compared among those who took the claim; whether to take it is a field of its own.
    """
    units: defaultdict[str, list[Mapping[str, Hashable]]] = defaultdict(list)
    for claim, decisions in coded:
        each = {who: _labels(claim, own) for who, own in by_coder(decisions).items()}
        given = {who: labels for who, labels in each.items() if labels is not None}
        if len(given) < 2:
            continue
        for name in (WHOLE, *(field.name for field in FIELDS)):
            units[name].append({who: got[name] for who, got in given.items() if name in got})
    return {name: measure(units[name]) for name in (WHOLE, *(f.name for f in FIELDS))}
