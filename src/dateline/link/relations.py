"""How events stand to each other without being one.

part_of, has_part   an air strike in a battle that goes on around it
total_of            a toll over several events, and the events that it may be over
answers             an accusation, a demand or a threat, and the deed it speaks of
Only events that some report tells together are related; nearness alone says nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import permutations

from dateline.event_records import Event, Relation
from dateline.knowledge.linking_data import words
from dateline.link.compare import compare
from dateline.link.signature import Signature, together
from dateline.records import Claim

Found = set[tuple[str, Relation, str]]


def related(
    events: Sequence[Event], claims: Mapping[str, Claim], signatures: Mapping[str, Signature]
) -> list[Event]:
    """Return the events with their relations."""
    owner = {claim_id: event for event in events for claim_id in event.claim_ids}
    found: Found = set()
    for claim_id, event in owner.items():
        about = owner.get(claims[claim_id].about_claim_id or "")
        if about is not None and about is not event and event.event_type != about.event_type:
            found.add((event.event_id, "answers", about.event_id))
    whole = {e.event_id: together([signatures[c] for c in e.claim_ids]) for e in events}
    for report_events in _by_report(events):
        for wide, narrow in permutations(report_events, 2):
            found |= _inside(wide, narrow, whole, signatures)
    by_event: dict[str, list[tuple[Relation, str]]] = defaultdict(list)
    for event_id, how, other in sorted(found):
        by_event[event_id].append((how, other))
    return [replace(event, related=tuple(by_event[event.event_id])) for event in events]


def _by_report(events: Sequence[Event]) -> list[list[Event]]:
    """Return for each report its violent events; a report of very many tells a chronicle."""
    found: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.event_type in ("ASSAULT", "COERCE", "RETREAT"):
            for report_id in event.report_ids:
                found[report_id].append(event)
    return [told for told in found.values() if 1 < len(told) <= MOST]


MOST = 30


def _inside(
    wide: Event, narrow: Event, whole: Mapping[str, Signature], signatures: Mapping[str, Signature]
) -> Found:
    """Return the relation of an event that may hold another, or nothing."""
    a, b = whole[wide.event_id], whole[narrow.event_id]
    if a.unreal or b.unreal or not _same_ground(a, b):
        return set()
    spread = all(signatures[c].spread for c in wide.claim_ids)
    if spread and not b.spread and a.family == b.family:
        return {(wide.event_id, "total_of", narrow.event_id)}
    lasting = bool(a.words & words("long").keys()) and not b.words & words("long").keys()
    parties = (a.actors.ids | a.recipients.ids) & (b.actors.ids | b.recipients.ids)
    if lasting and parties and b.family == "attack" and _same_days(a, b):
        return {
            (narrow.event_id, "part_of", wide.event_id),
            (wide.event_id, "has_part", narrow.event_id),
        }
    return set()


def _same_ground(a: Signature, b: Signature) -> bool:
    if a.ground is None or b.ground is None:
        return False
    places = [part for part in compare(a, b).parts if part.field == "place"]
    return not any(part.bars for part in places)


def _same_days(a: Signature, b: Signature) -> bool:
    if a.days is None or b.days is None:
        return False
    return a.days.first <= b.days.last and b.days.first <= a.days.last
