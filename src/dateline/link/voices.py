"""Who an event is told by: claims by their origin, and which origins are independent.

The origin is the last of a claim's sources, the one farthest from the reader; the outlet where it
names none. One spokesman in three papers is one voice, and so are the copies of one dispatch. A
source that is only described ("officials") cannot be told from another so described, and counts
once; people who tell what they saw count once a report. An outlet that names its sources for an
event adds no voice of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.event_records import ReportFacts, Voice
from dateline.records import Actor, Attribution, Claim, SourceKind

EYEWITNESSES = frozenset({"witness", "resident", "person", "unnamed", "medic"})
"""Sources of whom every report has its own, unless they are named."""
ARTICLES = ("the ", "a ", "an ", "some ", "several ", "two ", "three ", "one ")


@dataclass(frozen=True, slots=True)
class Origin:
    """The origin of one claim."""

    key: str
    name: str
    kind: SourceKind
    actor_id: str | None
    is_outlet: bool


class Origins:
    """Where every claim comes from, with what its reports tell of themselves."""

    def __init__(self, claims: Iterable[Claim], reports: Mapping[str, ReportFacts]) -> None:
        self.reports = reports
        known = list(claims)
        self.issuers = _issuers(known)
        self.fuller = _fuller_names(known)

    def of(self, claim: Claim) -> tuple[Origin, ...]:
        """Return where a claim comes from: one origin, or several that tell it together."""
        facts = self.reports.get(claim.report_id)
        if not claim.according_to:
            return (self._outlet(claim, facts),)
        last = claim.according_to[-1]
        together = [
            link
            for link in claim.according_to
            if link is last or (link.cue is not None and link.cue == last.cue)
        ]
        return tuple(self._source(link, claim, facts) for link in together)

    def _source(self, link: Attribution, claim: Claim, facts: ReportFacts | None) -> Origin:
        name = link.name or link.words
        if link.actor_id is not None:
            return Origin(link.actor_id, name, link.kind, link.actor_id, False)
        bare = self.fuller.get((claim.report_id, _bare(name)), _bare(name))
        if link.kind in EYEWITNESSES and not _is_named(link):
            copy = (facts.family_id if facts else None) or claim.report_id
            return Origin(f"{link.kind}:{bare}@{copy}", name, link.kind, None, False)
        kind = "outlet" if link.kind == "media" else "source"
        return Origin(f"{kind}:{bare}", name, link.kind, None, False)

    def _outlet(self, claim: Claim, facts: ReportFacts | None) -> Origin:
        """Return the outlet: who issued the report, its family of copies, or its publisher."""
        issuer = self.issuers.get(claim.report_id)
        if issuer is not None:
            key = issuer.actor_id or f"party:{_bare(issuer.name)}"
            return Origin(key, issuer.name, "party", issuer.actor_id, False)
        name = (facts.publisher if facts else None) or claim.report
        if facts is not None and facts.family_id is not None:
            return Origin(f"family:{facts.family_id}", name, "media", None, True)
        if facts is not None and facts.publisher:
            return Origin(f"outlet:{_bare(facts.publisher)}", name, "media", None, True)
        return Origin(f"report:{claim.report_id}", name, "media", None, True)


def _issuers(claims: Iterable[Claim]) -> dict[str, Actor]:
    """Return who speaks of itself as "we" in a report's own voice: the party that issued it."""
    found: dict[str, Actor] = {}
    for claim in claims:
        if claim.according_to or claim.quoted or claim.report_id in found:
            continue
        for actor in (*claim.actor, *claim.recipient):
            first = actor.words.casefold().split(" ", 1)[0]
            if first in ("we", "our", "us", "ours") and first != actor.name.casefold():
                found[claim.report_id] = actor
    return found


def _fuller_names(claims: Iterable[Claim]) -> dict[tuple[str, str], str]:
    """Return for each report the longer name of a source that is told shorter elsewhere in it.

    "The spokesman" is "the official spokesman" of the same report.
    """
    told: dict[str, set[str]] = {}
    for claim in claims:
        for link in claim.according_to:
            if link.actor_id is None:
                told.setdefault(claim.report_id, set()).add(_bare(link.name or link.words))
    return {
        (report_id, short): max(longer, key=lambda name: (len(name), name))
        for report_id, names in told.items()
        for short in names
        if (longer := [name for name in names if name.endswith(f" {short}")])
    }


def _is_named(link: Attribution) -> bool:
    words = link.name.split()
    return len(words) > 1 and all(word[:1].isupper() for word in words)


def _bare(name: str) -> str:
    small = " ".join(name.casefold().split())
    for article in ARTICLES:
        small = small.removeprefix(article)
    return small


def voices(claims: Sequence[Claim], origins: Origins) -> tuple[Voice, ...]:
    """Return the voices of an event's claims, in the order in which they first speak."""
    told = [(claim, where) for claim in claims for where in origins.of(claim)]
    sourced = {claim.report_id for claim, where in told if not where.is_outlet}
    parties = {a.actor_id for c in claims for a in (*c.actor, *c.recipient)} - {None}
    by_key: dict[str, list[tuple[Claim, Origin]]] = {}
    for claim, where in told:
        by_key.setdefault(where.key, []).append((claim, where))
    return tuple(_voice(key, spoken, sourced, parties) for key, spoken in by_key.items())


def _voice(
    key: str,
    spoken: Sequence[tuple[Claim, Origin]],
    sourced: set[str],
    parties: Collection[str | None],
) -> Voice:
    first = spoken[0][1]
    reports = tuple(dict.fromkeys(claim.report_id for claim, _ in spoken))
    named = any(link.is_party for claim, _ in spoken for link in claim.according_to[-1:])
    return Voice(
        key=key,
        name=first.name,
        kind=first.kind,
        is_party=named or first.actor_id in parties,
        claim_ids=tuple(dict.fromkeys(claim.claim_id for claim, _ in spoken)),
        report_ids=reports,
        independent=not first.is_outlet or not set(reports) <= sourced,
    )
