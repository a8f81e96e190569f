"""How large the disagreement on an event is: what the list of disagreements is sorted by."""

from __future__ import annotations

from types import MappingProxyType

from dateline.event_records import CountRange, Event

WEIGHTS = MappingProxyType(
    {"status": 3.0, "actor": 2.5, "killed": 2.0, "injured": 1.0, "place": 0.5, "date": 0.5}
)
OTHER = 0.25
MANY = 1000


def _apart(count: CountRange) -> float:
    """Return how far the figures of a count lie apart: 0 where they are one, towards 1."""
    stated = [n for f in count.figures for n in (f.low, f.high) if n is not None]
    greatest = max(stated, default=0)
    return 1 - min(stated) / greatest if greatest else 0.0


def size(event: Event) -> float:
    """Return how large the disagreement of an event is; 0 where its claims agree.

    What is disputed weighs first (whether it happened, who did it, how many died), then how far
    the figures lie apart and how many people they are about.
    """
    total = sum(WEIGHTS.get(field, OTHER) for field in event.disagreements)
    for count in event.counts:
        if count.kind in event.disagreements:
            total += _apart(count) + min((count.high or 0) / MANY, 1.0)
    return round(total, 4)
