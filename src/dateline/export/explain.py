"""Why a claim says what it says: each field with its value, words, basis and rule.

This is what ``dateline why CLAIM`` prints.
"""

from __future__ import annotations

from types import MappingProxyType

from dateline.export.phrases import (
    actor_phrase,
    chain_sentence,
    count_phrase,
    date_phrase,
    denials_phrase,
    place_phrase,
    quoted,
    reason_phrase,
)
from dateline.export.plain import harmless, wrapped
from dateline.export.rule_meanings import meaning
from dateline.export.text_view import DEFAULT_WIDTH, headline
from dateline.reasons import ALL
from dateline.records import Actor, Anchor, Attribution, Claim, Coded, Place
from dateline.spans import excerpt

Part = tuple[str, str]
"""A label and its text; an empty label goes on with the one before."""

_LABEL = 13
_BASES = MappingProxyType(
    {
        "stated": "the words name it",
        "resolved": "the words point to it",
        "inferred": "the passage implies it",
        "reviewed": "a person set it",
    }
)


def _spots(anchors: tuple[Anchor, ...]) -> str:
    return ", ".join(f"{quoted(a.quote)} at {a.start}:{a.end}" for a in anchors) or "no words"


def _rule(rule: str) -> str:
    told = meaning(rule)
    return f"rule {harmless(rule)}" + (f" ({told})" if told else "")


def _made(anchors: tuple[Anchor, ...], basis: str, rule: str) -> Part:
    how = f"{basis} ({_BASES[basis]})" if basis in _BASES else basis
    return "", f"from {_spots(anchors)}; {how}; {_rule(rule)}"


def _why_empty(reason: str | None) -> str:
    if reason is None:
        return "blank, and no reason is kept"
    return f"blank ({reason}): {ALL.get(reason, reason_phrase(reason))}"


def _unresolved(reason: str | None) -> list[Part]:
    if reason is None:
        return []
    return [("", f"not resolved ({reason}): {ALL.get(reason, reason_phrase(reason))}")]


def _actor_parts(label: str, actors: tuple[Actor, ...], reason: str | None) -> list[Part]:
    if not actors:
        return [(label, _why_empty(reason))]
    parts: list[Part] = []
    for actor in actors:
        known = [part for part in (actor.actor_id, actor.country, *actor.sectors) if part]
        told = f" [{', '.join(known)}]" if known else ""
        parts.append((label, actor_phrase(actor) + told))
        parts.append(_made(actor.anchors, actor.basis, actor.rule))
        parts += _unresolved(actor.reason)
    return parts


def _place_parts(place: Place | None, reason: str | None) -> list[Part]:
    if place is None:
        return [("place", _why_empty(reason))]
    told = place_phrase(place, reason)
    if place.latitude is not None and place.longitude is not None:
        at = "at" if place.precision == "exact" else "centre"
        told += f", {at} {place.latitude}, {place.longitude}"
    known = [part for part in (place.gazetteer_id, place.admin1_code) if part]
    if known:
        told += f" [{', '.join(known)}]"
    made = _made(place.anchors, place.basis, place.rule)
    return [("place", told), made, *_unresolved(place.reason)]


def _date_parts(claim: Claim) -> list[Part]:
    if claim.date is not None:
        made = _made(claim.date.anchors, claim.date.basis, claim.date.rule)
        return [("date", date_phrase(claim)), made]
    words = f"; the words are {_spots(claim.date_words)}" if claim.date_words else ""
    return [("date", _why_empty(claim.date_reason) + words)]


def _count_parts(claim: Claim) -> list[Part]:
    if not claim.counts:
        return [("counts", _why_empty(claim.counts_reason or "no_number"))]
    parts: list[Part] = []
    for count in claim.counts:
        parts.append(("count", count_phrase(count)))
        parts.append(("", f"from {_spots(count.anchors)}; {_rule(count.rule)}"))
    return parts


def _link_parts(link: Attribution) -> list[Part]:
    cue = f", by the word {_spots((link.cue,))}" if link.cue else ""
    party = ", a party to the event" if link.is_party else ""
    told = f"{harmless(link.name)}: {link.kind}, {link.form}{cue}{party}"
    return [("according to", told), _made(link.anchors, link.basis, link.rule)]


def _source_parts(claim: Claim, others: tuple[Claim, ...]) -> list[Part]:
    parts: list[Part] = []
    told = chain_sentence(claim, others)
    if claim.according_to or denials_phrase(claim, others):
        parts.append(("who says so", told))
    for link in claim.according_to:
        parts += _link_parts(link)
    if not claim.according_to:
        who = "an unnamed source" if claim.hedged else "the outlet itself"
        parts.append(("according to", who))
    if claim.hedged:
        parts.append(("hedged", f"from {_spots(claim.hedge_anchors)}"))
    return parts


def _what_parts(claim: Claim) -> list[Part]:
    contexts = f", contexts {', '.join(claim.contexts)}" if claim.contexts else ""
    trigger = _spots((claim.trigger,))
    parts = [
        ("event", f"{claim.event_type}, mode {claim.mode or 'none'}{contexts}"),
        ("", f"from {trigger}; {_rule(claim.trigger_rule)}"),
        ("status", claim.status.replace("_", " ")),
    ]
    rests = f"from {_spots(claim.status_anchors)}; " if claim.status_anchors else ""
    parts.append(("", rests + _rule(claim.status_rule)))
    if claim.factuality is not None:
        weighed = "; ".join(harmless(b) for b in claim.factuality_because)
        parts.append(("factuality", f"{claim.factuality:+.2f} of -3 to 3, most by {weighed}"))
    if claim.about_claim_id:
        parts.append(("about", f"claim {claim.about_claim_id}"))
    return parts


def _rejected_parts(claim: Claim, coded: Coded) -> list[Part]:
    parts: list[Part] = []
    for other in coded.claims:
        if other.sentence.n == claim.sentence.n and other.claim_id != claim.claim_id:
            told = f"{quoted(other.trigger.quote)}, {headline(other)} [{other.claim_id}]"
            parts.append(("also here", told))
    for candidate in coded.rejected:
        if candidate.sentence.n == claim.sentence.n:
            why = ALL.get(candidate.reason, reason_phrase(candidate.reason))
            told = f"{quoted(candidate.trigger.quote)} as {candidate.event_type}"
            parts.append(("rejected", f"{told}: {candidate.reason}. {why}"))
            parts.append(("", _rule(candidate.rule)))
    return parts


def explained(claim: Claim) -> list[Part]:
    """Return the account of a claim alone, field by field; an empty label goes on with the last."""
    return [
        *_what_parts(claim),
        *_actor_parts("actor", claim.actor, claim.actor_reason),
        *_actor_parts("recipient", claim.recipient, claim.recipient_reason),
        *_place_parts(claim.place, claim.place_reason),
        *_date_parts(claim),
        *_count_parts(claim),
        *_source_parts(claim, ()),
    ]


def explain(claim: Claim, coded: Coded, width: int = DEFAULT_WIDTH) -> str:
    """Return the account of a claim: every field, what it rests on, and what was rejected.

    ``coded`` is what coding the claim's report gave; ``width`` is in characters.
    """
    text = excerpt(coded.report.text, claim.sentence.start, claim.sentence.end)
    parts: list[Part] = [
        ("claim", f"{claim.claim_id} in {harmless(claim.report)}, sentence {claim.sentence.n}"),
        ("sentence", quoted(text)),
        *_what_parts(claim),
        *_actor_parts("actor", claim.actor, claim.actor_reason),
        *_actor_parts("recipient", claim.recipient, claim.recipient_reason),
        *_place_parts(claim.place, claim.place_reason),
        *_date_parts(claim),
        *_count_parts(claim),
        *_source_parts(claim, coded.claims),
        *_rejected_parts(claim, coded),
    ]
    indent = " " * _LABEL
    return "\n".join(
        wrapped(part, width, first=f"{label:<{_LABEL}}", rest=indent) for label, part in parts
    )
