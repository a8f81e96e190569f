"""Put the answers about one mention together into a claim."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.extract.according_to.source_kind import PRIVATE
from dateline.extract.mention import Involved, Mention, Roles
from dateline.extract.status.likelihood import Graded
from dateline.extract.status.reading import Reading, words_of
from dateline.parse.grammar import extent
from dateline.parse.parsed import Parsed
from dateline.records import (
    Actor,
    Anchor,
    Attribution,
    Claim,
    Count,
    DateRange,
    Place,
    SentenceRef,
)
from dateline.spans import anchor


@dataclass(frozen=True, slots=True)
class Answers:
    """What each question of a mention was answered with; reasons stand beside empty values."""

    roles: Roles
    involved: Involved
    status: Reading
    graded: Graded
    place: Place | None
    place_reason: str | None
    date: DateRange | None
    date_reason: str | None
    date_words: tuple[Anchor, ...]
    counts: tuple[Count, ...]
    counts_reason: str | None


def claim_id(parsed: Parsed, trigger: Anchor, event_type: str) -> str:
    """Return the id of a claim: from the report, the trigger's place in its text, and the type.

    One text received as other bytes (a page saved from two papers) is another report, whose claims
    have ids of their own.
    """
    report = parsed.report
    text_hash = _digest(report.text)
    source = text_hash if text_hash == report.sha256 else f"{text_hash}:{report.sha256}"
    key = f"{source}:{trigger.start}:{trigger.end}:{event_type}"
    return hashlib.sha256(key.encode("ascii")).hexdigest()[:16]


@lru_cache(maxsize=1)
def _digest(text: str) -> str:
    """Return the digest of a report's text, which every claim of the report asks for."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def trigger_of(mention: Mention, parsed: Parsed) -> Anchor:
    """Return the anchor of a mention's trigger words."""
    return anchor(parsed.report.text, *extent(mention.words))


def claim(mention: Mention, parsed: Parsed, answers: Answers) -> Claim:
    """Return the claim of a mention."""
    text = parsed.report.text
    trigger = trigger_of(mention, parsed)
    reading, involved = answers.status, answers.involved
    sentence = mention.sentence
    return Claim(
        claim_id=claim_id(parsed, trigger, mention.event_type),
        report_id=parsed.report.report_id,
        report=parsed.report.name,
        sentence=SentenceRef(sentence.n, sentence.start, sentence.end),
        event_type=mention.event_type,
        mode=mention.mode,
        contexts=mention.contexts,
        trigger=trigger,
        trigger_rule=mention.rule,
        status=reading.status,
        status_rule=reading.rule,
        status_anchors=tuple(anchor(text, s, e) for s, e in words_of(reading.words)),
        factuality=answers.graded.value,
        factuality_because=tuple(f"{name} {by:+.2f}" for name, by in answers.graded.because),
        hedged=bool(reading.hedges),
        hedge_anchors=tuple(anchor(text, s, e) for s, e in words_of(reading.hedges)),
        quoted=involved.quoted,
        actor=involved.actor,
        actor_reason=None if involved.actor else "not_stated",
        recipient=involved.recipient,
        recipient_reason=None if involved.recipient else "not_stated",
        place=answers.place,
        place_reason=answers.place_reason,
        date=answers.date,
        date_words=answers.date_words,
        date_reason=answers.date_reason,
        counts=answers.counts,
        counts_reason=answers.counts_reason,
        according_to=_with_party(involved.according_to, involved.actor, involved.recipient),
    )


def _with_party(
    links: tuple[Attribution, ...], actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
) -> tuple[Attribution, ...]:
    """Mark the sources that are actor or recipient of what they tell; who suffered it saw it."""
    made: list[Attribution] = []
    for link in links:
        suffered = any(_is_same(link, actor) for actor in recipients)
        took_part = suffered or any(_is_same(link, actor) for actor in actors)
        kind = "witness" if suffered and link.kind in PRIVATE else link.kind
        made.append(replace(link, is_party=took_part, kind=kind))
    return tuple(made)


def _is_same(link: Attribution, actor: Actor) -> bool:
    if link.actor_id is not None and link.actor_id == actor.actor_id:
        return True
    return link.name.casefold() == actor.name.casefold()
