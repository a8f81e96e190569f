"""Link what arrived or changed since the last link, without redoing the rest.

Only what new tellings could be compared with is looked at, by kind, ground and days; only the
events that they are like, and those that hang together with these, are made anew. The outcome is
that of linking everything: what is left alone would have been compared with nothing new.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, and_, delete, insert, or_, select

from dateline.event_records import Comparison, Decision, Event, ReportFacts
from dateline.link.candidates import pairs as candidates
from dateline.link.candidates import spans
from dateline.link.compare import compare
from dateline.link.decided import Decided
from dateline.link.linker import tellings
from dateline.link.relations import related
from dateline.link.signature import Signature
from dateline.records import Claim
from dateline.store import claims as claim_store
from dateline.store import event_store
from dateline.store.bodies import chunks
from dateline.store.schema import changes, claims, event_claims, link_spans, pairs

FactsOf = Callable[[Iterable[str]], dict[str, ReportFacts]]


@dataclass(slots=True)
class Region:
    """What has to be linked anew.

    Attributes:
        reports: the reports whose claims changed.
        events: the events that can change.
        wanted: the claims to make events of.
        context: those, and all other claims of their reports.
        unsure: comparisons of new tellings with tellings that stay where they are.

    """

    reports: set[str]
    events: set[str] = field(default_factory=set)
    wanted: set[str] = field(default_factory=set)
    context: dict[str, Claim] = field(default_factory=dict)
    unsure: list[Comparison] = field(default_factory=list)


def changed_reports(connection: Connection, since: int) -> set[str]:
    """Return the reports whose claims came, changed or went after a number of the journal."""
    joined = changes.join(claims, claims.c.claim_id == changes.c.subject)
    wanted = select(claims.c.report_id).select_from(joined).distinct()
    asked = wanted.where(changes.c.seq > since, changes.c.subject_kind == "claim")
    return set(connection.scalars(asked))


def named(decisions: Sequence[Decision], since: int) -> set[str]:
    """Return the claims and events that decisions after a number are about, and those they undo."""
    by_number = {decision.decision_id: decision for decision in decisions}
    found: set[str] = set()
    for decision in decisions:
        if decision.decision_id > since:
            undone = by_number.get(int(str(decision.before))) if decision.kind == "undo" else None
            found |= _named_in(decision) | (_named_in(undone) if undone is not None else set())
    return found


def _named_in(decision: Decision) -> set[str]:
    groups = [value for value in (decision.before, decision.after) if isinstance(value, list)]
    inside = {
        str(c) for value in groups for group in value if isinstance(group, list) for c in group
    }
    return {*decision.subject.split(), *inside}


def region(
    connection: Connection,
    reports: set[str],
    subjects: Collection[str],
    facts: FactsOf,
    rulings: Decided,
) -> Region:
    """Return what has to be linked anew where the claims of some reports changed.

    ``subjects`` are claims and events that were decided on.
    """
    found = Region(reports)
    found.events |= set(event_store.of_claims(connection, subjects).values())
    found.events |= {
        key for each in subjects if (key := event_store.lasting_id(connection, each)) is not None
    }
    new_claims = claim_store.of_reports(connection, reports)
    found.wanted |= {claim.claim_id for claim in new_claims}
    found.events |= _events_of_reports(connection, reports)
    new, _ = tellings(new_claims, facts(reports), rulings)
    compared = _compared(connection, new, facts, rulings, reports)
    alike = {near for comparison, near, _ in compared if comparison.verdict == "same"}
    found.events |= set(event_store.of_claims(connection, alike).values())
    _close(connection, found, rulings)
    for event_id in found.events:
        found.wanted |= set(claim_store.ids_of_event(connection, event_id))
    whole = claim_store.report_ids_of(connection, found.wanted)
    found.context = {c.claim_id: c for c in claim_store.of_reports(connection, whole)}
    found.unsure = [
        comparison
        for comparison, near, is_apart in compared
        if near not in found.wanted and not is_apart
    ]
    return found


def _events_of_reports(connection: Connection, reports: Collection[str]) -> set[str]:
    """Return the events that hold or held a claim of these reports."""
    joined = event_claims.join(claims, claims.c.claim_id == event_claims.c.claim_id)
    wanted = select(event_claims.c.event_id).select_from(joined).distinct()
    return {
        event_id
        for part in chunks(reports)
        for event_id in connection.scalars(wanted.where(claims.c.report_id.in_(part)))
    }


def _compared(
    connection: Connection,
    new: Sequence[Signature],
    facts: FactsOf,
    rulings: Decided,
    reports: Collection[str],
) -> list[tuple[Comparison, str, bool]]:
    """Return how new tellings compare with those there that they are not plainly apart from.

    Each comparison comes with the first claim of the other telling, and whether a person has put
    the two apart.
    """
    near_keys = {key for telling in new for key in _sharing(connection, telling)}
    beside = claim_store.report_ids_of(connection, near_keys) - set(reports)
    known, _ = tellings(claim_store.of_reports(connection, beside), facts(beside), rulings)
    near = [telling for telling in known if telling.key in near_keys]
    both = [*new, *near]
    found: list[tuple[Comparison, str, bool]] = []
    for i, j in candidates(both):
        if (i < len(new)) == (j < len(new)):
            continue
        mine, other = (both[i], both[j]) if i < len(new) else (both[j], both[i])
        comparison = compare(*sorted((mine, other), key=lambda telling: telling.order))
        if comparison.verdict != "different":
            found.append((comparison, other.key, _apart(mine, other, rulings)))
    return found


def _apart(one: Signature, other: Signature, rulings: Decided) -> bool:
    pairs_of = ((min(a, b), max(a, b)) for a in one.claim_ids for b in other.claim_ids)
    return any(pair in rulings.apart for pair in pairs_of)


def _sharing(connection: Connection, telling: Signature) -> set[str]:
    """Return the first claims of the tellings that one could be compared with."""
    return {
        key
        for span in spans(telling)
        for key in connection.scalars(
            select(link_spans.c.claim_id).where(
                link_spans.c.ground == span.ground,
                link_spans.c.first <= span.last,
                link_spans.c.last >= span.first,
            )
        )
    }


def _close(connection: Connection, found: Region, rulings: Decided) -> None:
    """Add the events that hang together with those found: alike, bound or put apart by a person."""
    bonds: dict[str, set[str]] = {}
    for a, b in rulings.together | rulings.apart:
        bonds.setdefault(a, set()).add(b)
        bonds.setdefault(b, set()).add(a)
    waiting = set(found.events)
    own = set(found.wanted)
    while waiting or own:
        ids = own.union(*(claim_store.ids_of_event(connection, event) for event in waiting))
        beside = {other for claim in ids for other in bonds.get(claim, ())}
        for part in chunks(ids):
            edges = select(pairs.c.a, pairs.c.b).where(pairs.c.verdict == "same")
            for a, b in connection.execute(
                edges.where(or_(pairs.c.a.in_(part), pairs.c.b.in_(part)))
            ):
                beside |= {a, b}
        waiting = set(event_store.of_claims(connection, beside).values()) - found.events
        found.events |= waiting
        own = set()


def telling_ids(connection: Connection, found: Region) -> set[str]:
    """Return the claims under which tellings of a region may have been kept."""
    return found.wanted | _claims_of_reports(connection, found.reports)


def keep_spans(connection: Connection, claim_ids: Iterable[str], told: Iterable[Signature]) -> None:
    """Keep what tellings can be compared by, in the place of what was kept of these claims."""
    for part in chunks(claim_ids):
        connection.execute(delete(link_spans).where(link_spans.c.claim_id.in_(part)))
    rows = (
        {"claim_id": telling.key, "ground": s.ground, "first": s.first, "last": s.last}
        for telling in told
        for s in spans(telling)
    )
    for some in chunks(rows):
        connection.execute(insert(link_spans), some)


def replace_pairs(connection: Connection, found: Region, made: Iterable[Comparison]) -> None:
    """Keep the comparisons of a region in the place of those that it had."""
    changed = {c.claim_id for c in found.context.values() if c.report_id in found.reports}
    gone = _claims_of_reports(connection, found.reports)
    for part in chunks(found.wanted | gone):
        touching = select(pairs.c.a, pairs.c.b).where(
            pairs.c.decided.is_(None), or_(pairs.c.a.in_(part), pairs.c.b.in_(part))
        )
        for a, b in connection.execute(touching).all():
            inside = a in found.wanted and b in found.wanted
            if inside or {a, b} & (changed | gone):
                connection.execute(delete(pairs).where(and_(pairs.c.a == a, pairs.c.b == b)))
    event_store.add_pairs(connection, [*made, *found.unsure])


def _claims_of_reports(connection: Connection, reports: Collection[str]) -> set[str]:
    return {
        claim_id
        for part in chunks(reports)
        for claim_id in connection.scalars(
            select(claims.c.claim_id).where(claims.c.report_id.in_(part))
        )
    }


def with_relations(
    connection: Connection, made: Sequence[Event], found: Region, facts: FactsOf, rulings: Decided
) -> list[Event]:
    """Return the events made, and those beside them that changed, with their relations.

    Relations are between events that one report tells; so the events beside are those that share
    a report with the events made.
    """
    told_by = {report for event in made for report in event.report_ids}
    ids = _events_of_reports(connection, told_by) - found.events
    beside = event_store.every_live(connection, sorted(ids))
    whole = {report for event in beside for report in event.report_ids} | told_by
    known = claim_store.of_reports(connection, whole)
    _, signatures = tellings(known, facts(whole), rulings)
    by_id = {claim.claim_id: claim for claim in known}
    # An event with a claim that is no more waits for the next linking.
    beside = [event for event in beside if by_id.keys() >= set(event.claim_ids)]
    anew = {event.event_id: event for event in related([*made, *beside], by_id, signatures)}
    inside = {event.event_id for event in made} | found.events
    reports_of = {event.event_id: set(event.report_ids) for event in beside}
    outcome = [anew[event.event_id] for event in made]
    for event in beside:
        now = set(anew[event.event_id].related)
        kept = {
            (how, other)
            for how, other in event.related
            if other not in inside and not _seen_whole(event.event_id, other, reports_of, told_by)
        }
        settled = replace(event, related=tuple(sorted(now | kept)))
        outcome += [settled] if settled != event else []
    return outcome


def _seen_whole(
    one: str, other: str, reports_of: dict[str, set[str]], told_by: Collection[str]
) -> bool:
    """Tell whether every report that tells two events is among those looked at."""
    if other not in reports_of:
        return False
    return (reports_of[one] & reports_of[other]) <= set(told_by)
