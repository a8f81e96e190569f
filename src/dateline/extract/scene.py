"""The scene of a passage: who is at work there, when a sentence leaves it unsaid.

"Rebels ambushed a train. Two carriages were set on fire." A reader knows who set them on fire. The
agent is carried on only to what follows at once, tells a deed without its doer, and is no harm to
the doer's own side; it is marked as inferred.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.extract.mention import Mention
from dateline.parse.grammar import is_passive
from dateline.records import Actor

VIOLENT = frozenset({"ASSAULT", "COERCE"})
ARMED = frozenset({"MIL", "REB", "UAF", "PRM", "COP", "CRM", "SPY"})
STATE_ARMS = frozenset({"MIL", "COP", "SPY", "GOV"})
REACH = 2
"""Sentences over which an agent is carried on."""


@dataclass(frozen=True, slots=True)
class _Deed:
    sentence: int
    block: int
    actors: tuple[Actor, ...]


class Scene:
    """Remembers the last violent deed told with its doer, in one report."""

    def __init__(self) -> None:
        self.last: _Deed | None = None

    def tell(self, mention: Mention, actors: tuple[Actor, ...]) -> None:
        """Note a deed and its doers, in the order of the text."""
        if mention.event_type not in VIOLENT or not actors:
            return
        if actors[0].rule == "who.passage":  # carried on: it does not reach further by itself
            return
        if not all(a.actor_id is not None and ARMED & set(a.sectors) for a in actors):
            self.last = None  # somebody else acts now, and the text does not name him
            return
        self.last = _Deed(mention.sentence.n, mention.sentence.block, actors)

    def agent(self, mention: Mention, recipients: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return who did what is told without a doer, or nobody."""
        last = self.last
        if last is None or mention.event_type != "ASSAULT" or not _hides_doer(mention):
            return ()
        gap = mention.sentence.n - last.sentence
        if not 0 <= gap <= REACH or mention.sentence.block - last.block > 1:
            return ()
        if len(last.actors) != 1 or _same_side(last.actors[0], recipients):
            return ()
        return (replace(last.actors[0], basis="inferred", rule="who.passage"),)


def _hides_doer(mention: Mention) -> bool:
    """Tell whether the sentence leaves the doer unsaid: a passive without "by"."""
    if mention.noun is not None and mention.head is mention.noun:
        return False
    head = mention.head
    return head.pos == "VERB" and is_passive(head)


def _same_side(actor: Actor, recipients: tuple[Actor, ...]) -> bool:
    """Tell whether the victims may belong to the doer's own side."""
    sectors = set(actor.sectors)
    for victim in recipients:
        theirs = set(victim.sectors) & ARMED
        if not theirs:
            continue
        both_state = bool(sectors & STATE_ARMS) and bool(theirs & STATE_ARMS)
        neither = not sectors & STATE_ARMS and not theirs & STATE_ARMS
        if both_state or neither:
            return True
    return False
