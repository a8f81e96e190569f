"""link(): claims of many reports in, events out. A pure function, whatever the order of arrival.

1. what comparing needs of each claim, 2. claims of one report that tell one thing put together,
3. candidates among the tellings of all reports, 4. each pair compared, 5. tellings clustered,
6. an event made of each cluster. What a person has decided holds against every comparison.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.event_records import Comparison, Decision, Event, ReportFacts
from dateline.link import within
from dateline.link.candidates import pairs
from dateline.link.cluster import NEVER, Union, average_link
from dateline.link.compare import SAME, compare
from dateline.link.decided import Decided, decided
from dateline.link.event import event
from dateline.link.identity import ids_for
from dateline.link.joined import Join, pairs_by_key
from dateline.link.relations import related
from dateline.link.signature import Signature, signature, together
from dateline.link.voices import Origins
from dateline.records import Claim, Report


def facts(report: Report, family_id: str | None = None) -> ReportFacts:
    """Return what linking needs to know of a report."""
    return ReportFacts(
        report_id=report.report_id,
        name=report.name,
        published=report.published,
        publisher=report.publisher,
        family_id=family_id,
        text=report.text,
        body_start=report.body_start,
    )


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking gives.

    Attributes:
        events: ordered by day, then id; events without a day last.
        pairs: comparisons of claims of different events that a person should decide on.
        merged: for each known event that ended, the event it went into.
        tellings: what was compared: the claims of a report that tell one thing, put together.

    """

    events: tuple[Event, ...]
    pairs: tuple[Comparison, ...]
    merged: Mapping[str, str] = field(default_factory=dict)
    tellings: tuple[Signature, ...] = ()


def link(
    claims: Iterable[Claim],
    reports: Mapping[str, ReportFacts],
    decisions: Iterable[Decision] = (),
    known: Iterable[Event] = (),
    wanted: Collection[str] | None = None,
    join: Join = pairs_by_key,
) -> Linked:
    """Return the events that claims make.

    Args:
        claims: claims of any number of reports, in any order.
        reports: what is known of each report, by its id; a report may be missing.
        decisions: what people have decided; only what concerns events is looked at.
        known: events made before, whose ids are kept.
        wanted: the claims to make events of, where not all are; all claims of their reports are
            given, since what a report tells is read as a whole.
        join: finds the candidates by their keys; an engine's gives the same events.
    """
    by_id = {claim.claim_id: claim for claim in claims}
    signatures = {c.claim_id: signature(c, reports.get(c.report_id)) for c in by_id.values()}
    order = sorted(by_id, key=lambda claim_id: signatures[claim_id].order)
    rulings = decided(decisions)
    told = _tellings(order, by_id, signatures, rulings)
    if wanted is not None:
        chosen = frozenset(wanted)
        told = [telling for telling in told if not chosen.isdisjoint(telling.claim_ids)]
    groups, unsure = _clustered(told, rulings, join)
    origins = Origins((by_id[claim_id] for claim_id in order), reports)
    ids, merged = ids_for(groups, known)
    events = [
        event(
            event_id,
            [by_id[claim_id] for claim_id in group],
            reports,
            origins,
            rulings.discounted_by(group),
        )
        for event_id, group in zip(ids, groups, strict=True)
    ]
    events = sorted(related(events, by_id, signatures), key=_by_day)
    return Linked(tuple(events), tuple(unsure), merged, tuple(told))


def tellings(
    claims: Iterable[Claim], reports: Mapping[str, ReportFacts], rulings: Decided
) -> tuple[list[Signature], dict[str, Signature]]:
    """Return the tellings of whole reports, and the signature of each of their claims."""
    by_id = {claim.claim_id: claim for claim in claims}
    signatures = {c.claim_id: signature(c, reports.get(c.report_id)) for c in by_id.values()}
    order = sorted(by_id, key=lambda claim_id: signatures[claim_id].order)
    return _tellings(order, by_id, signatures, rulings), signatures


def _by_day(made: Event) -> tuple[str, str]:
    return (made.date.start.isoformat() if made.date else "9999", made.event_id)


def _tellings(
    order: Sequence[str],
    claims: Mapping[str, Claim],
    signatures: Mapping[str, Signature],
    rulings: Decided,
) -> list[Signature]:
    """Return the tellings: for each report, its claims put together by what they tell."""
    by_report: dict[str, list[str]] = defaultdict(list)
    for claim_id in order:
        by_report[claims[claim_id].report_id].append(claim_id)
    tellings: list[Signature] = []
    for ids in by_report.values():
        place = {claim_id: n for n, claim_id in enumerate(ids)}
        groups = within.groups(
            [claims[c] for c in ids],
            [signatures[c] for c in ids],
            [(place[a], place[b]) for a, b in rulings.together if a in place and b in place],
            frozenset(
                (min(place[a], place[b]), max(place[a], place[b]))
                for a, b in rulings.apart
                if a in place and b in place
            ),
        )
        tellings += [together([signatures[ids[n]] for n in group]) for group in groups]
    return sorted(tellings, key=lambda telling: telling.order)


def _clustered(
    tellings: Sequence[Signature], rulings: Decided, join: Join
) -> tuple[list[list[str]], list[Comparison]]:
    """Return the claim ids of each event, and the comparisons left for a person."""
    owner = {claim_id: n for n, telling in enumerate(tellings) for claim_id in telling.claim_ids}
    bound = _of_tellings(rulings.together, owner)
    barred = _of_tellings(rulings.apart, owner)
    compared: dict[tuple[int, int], Comparison] = {}
    linked = Union(len(tellings))
    for a, b in pairs(tellings, join):
        found = compare(tellings[a], tellings[b])
        if found.verdict != "different":
            compared[a, b] = found
        if found.verdict == "same":
            linked.join(a, b)
    for a, b in bound:
        linked.join(a, b)
    groups: list[list[int]] = []
    for component in linked.sets():
        groups += _split(component, tellings, bound, barred)
    group_of = {n: g for g, group in enumerate(groups) for n in group}
    unsure = [
        found
        for (a, b), found in sorted(compared.items())
        if group_of[a] != group_of[b] and (a, b) not in barred
    ]
    return [[c for n in group for c in tellings[n].claim_ids] for group in groups], unsure


def _of_tellings(
    pairs_of_claims: Iterable[tuple[str, str]], owner: Mapping[str, int]
) -> set[tuple[int, int]]:
    """Return pairs of claims as pairs of the tellings that hold them."""
    found = ((owner[a], owner[b]) for a, b in pairs_of_claims if a in owner and b in owner)
    return {(min(pair), max(pair)) for pair in found if pair[0] != pair[1]}


def _split(
    component: Sequence[int],
    tellings: Sequence[Signature],
    bound: set[tuple[int, int]],
    barred: set[tuple[int, int]],
) -> list[list[int]]:
    """Return the groups of one set of tellings that comparisons hang together."""
    if len(component) == 1:
        return [list(component)]
    at = {n: place for place, n in enumerate(component)}

    def score(i: int, j: int) -> float | None:
        a, b = component[i], component[j]
        if (a, b) in barred:
            return NEVER
        if tellings[a].family != tellings[b].family:
            return None
        found = compare(tellings[a], tellings[b])
        return None if any(part.bars for part in found.parts) else found.score

    inside = [(at[a], at[b]) for a, b in bound if a in at and b in at]
    return [
        [component[place] for place in group]
        for group in average_link(len(component), score, SAME, inside)
    ]
