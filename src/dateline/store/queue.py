"""Which claim a person should look at next, in every order that the review page offers.

Each order is a list of columns that ends with the claim's id, so the claim after a given one is
found by its place in an index, however many there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select, tuple_

from dateline.errors import UsageError
from dateline.filters import Filter
from dateline.store.bodies import storable
from dateline.store.queries import claim_ids
from dateline.store.schema import claims, decisions, event_claims, events, reports

Order = Literal["doubt", "deaths", "disagreement", "newest", "text", "random"]
Key = tuple[ColumnElement[Any], bool]
"""A column, and whether its greatest value comes first."""

_C = claims.c
_COUNTED = ("live", "rejected")
_VERDICTS = ("accept", "reject")
FALLING = ("doubt", "deaths", "disagreement")


@dataclass(frozen=True, slots=True)
class Queue:
    """What is to be reviewed, and in which order.

    Attributes:
        wanted: only claims of these events.
        blind_for: the second coder: only claims that somebody else gave a verdict on and this
            person did not, in the order of their ids.
        ring: where the random order begins among the ids of claims; ids are digests, so their
            order is a random one.
        size: how many claims the random sample has.

    """

    order: Order = "doubt"
    wanted: Filter | None = None
    blind_for: str | None = None
    ring: str = ""
    size: int = 200

    @property
    def is_sample(self) -> bool:
        """The claims are a random sample."""
        return self.order == "random" and self.blind_for is None

    @property
    def is_random(self) -> bool:
        """The claims come in the order of their ids."""
        return self.order == "random" or self.blind_for is not None


def _keys(queue: Queue) -> list[Key]:
    if queue.is_random:
        return [(_C.claim_id, False)]
    keys: dict[Order, list[Key]] = {
        "doubt": [(_C.doubt, True)],
        "deaths": [(_C.killed, True)],
        "disagreement": [(events.c.difference, True), (events.c.event_id, True)],
        "newest": [(reports.c.seq, True), (_C.start, False)],
        "text": [(reports.c.seq, False), (_C.start, False)],
    }
    if queue.order not in keys:
        raise UsageError(f"order '{queue.order}'", "is none", f"Use one of: {', '.join(keys)}.")
    # Where the id falls as the rest does, one index answers.
    return [*keys[queue.order], (_C.claim_id, queue.order in FALLING)]


def _plain(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a column that no index is looked for by: nearly every claim has these values."""
    return func.nullif(column, "")


def _asked(queue: Queue, *columns: Any) -> Select[Any]:  # noqa: ANN401 - columns of any type
    asked = select(*columns)
    if not queue.is_random and queue.order == "disagreement":
        joined = claims.join(event_claims, event_claims.c.claim_id == _C.claim_id)
        joined = joined.join(events, events.c.event_id == event_claims.c.event_id)
        asked = asked.select_from(joined).where(events.c.difference > 0)
    elif not queue.is_random and queue.order in ("newest", "text"):
        joined = claims.join(reports, reports.c.report_id == _C.report_id)
        asked = asked.select_from(joined)
    if not queue.is_random and queue.order == "deaths":
        asked = asked.where(_C.killed.is_not(None))
    return asked.where(_plain(_C.state).in_(_COUNTED))


def _narrowed(connection: Connection, queue: Queue, asked: Select[Any]) -> Select[Any]:
    if queue.wanted is not None and queue.wanted != Filter():
        asked = asked.where(_C.claim_id.in_(claim_ids(connection, queue.wanted)))
    if queue.blind_for is not None:
        given = select(decisions.c.subject).where(decisions.c.kind.in_(_VERDICTS))
        others = given.where(decisions.c.who != storable(queue.blind_for))
        asked = asked.where(_C.claim_id.in_(others))
    return asked


def _open(queue: Queue) -> ColumnElement[bool]:
    """Say that a claim still waits for its reviewer."""
    if queue.blind_for is None:
        return _plain(_C.verdict).is_(None)
    own = select(decisions.c.subject).where(
        decisions.c.kind.in_(_VERDICTS), decisions.c.who == storable(queue.blind_for)
    )
    return _C.claim_id.not_in(own)


def _beyond(keys: Sequence[Key], values: Sequence[Any], *, backwards: bool) -> ColumnElement[bool]:
    """Say that a row comes after (or before) the one with these values."""
    directions = {descends for _, descends in keys}
    if len(directions) == 1:
        here, there = tuple_(*(column for column, _ in keys)), tuple_(*values)
        return here < there if directions.pop() != backwards else here > there
    either: list[ColumnElement[bool]] = []
    for place, (column, descends) in enumerate(keys):
        same = [keys[n][0] == values[n] for n in range(place)]
        falls = descends != backwards
        either.append(and_(*same, column < values[place] if falls else column > values[place]))
    return or_(*either)


def _sorted(asked: Select[Any], keys: Sequence[Key], *, backwards: bool) -> Select[Any]:
    return asked.order_by(
        *(column.desc() if descends != backwards else column.asc() for column, descends in keys)
    )


def neighbour(
    connection: Connection,
    queue: Queue,
    claim_id: str | None,
    *,
    backwards: bool = False,
    decided: bool = False,
) -> str | None:
    """Return the claim after a given one (or the first), or with ``backwards`` the one before.

    Claims that have their verdict are passed over unless ``decided``. A claim that is not in the
    queue has no place there: after it comes the first.
    """
    if queue.is_sample:
        return _next_drawn(connection, queue, claim_id, backwards=backwards, decided=decided)
    keys = _keys(queue)
    asked = _narrowed(connection, queue, _asked(queue, _C.claim_id))
    if not decided:
        asked = asked.where(_open(queue))
    if claim_id is not None:
        own = _asked(queue, *(column for column, _ in keys)).where(_C.claim_id == claim_id)
        values = connection.execute(own).first()
        if values is not None:
            asked = asked.where(_beyond(keys, tuple(values), backwards=backwards))
        elif backwards:
            return None
    return connection.scalars(_sorted(asked, keys, backwards=backwards).limit(1)).first()


def _next_drawn(
    connection: Connection, queue: Queue, claim_id: str | None, *, backwards: bool, decided: bool
) -> str | None:
    drawn = sample(connection, queue)
    if claim_id in drawn:
        at = drawn.index(claim_id)
        drawn = drawn[:at][::-1] if backwards else drawn[at + 1 :]
    elif backwards:
        return None
    if decided:
        return next(iter(drawn), None)
    waiting = set(
        connection.scalars(select(_C.claim_id).where(_C.claim_id.in_(drawn), _open(queue)))
    )
    return next((key for key in drawn if key in waiting), None)


def sample(connection: Connection, queue: Queue) -> list[str]:
    """Return the ids of the random sample, in its order."""
    asked = _narrowed(connection, queue, _asked(queue, _C.claim_id)).order_by(_C.claim_id)
    drawn = list(connection.scalars(asked.where(_C.claim_id >= queue.ring).limit(queue.size)))
    rest = asked.where(_C.claim_id < queue.ring).limit(queue.size - len(drawn))
    return drawn + list(connection.scalars(rest))


def progress(connection: Connection, queue: Queue) -> tuple[int, int]:
    """Return how many claims of the queue have their verdict, and how many there are."""
    if queue.is_sample:
        drawn = sample(connection, queue)
        done = select(func.count()).where(_C.claim_id.in_(drawn), ~_open(queue))
        return connection.execute(done).scalar_one(), len(drawn)
    left = func.count(case((_open(queue), 1)))
    counted = _narrowed(connection, queue, _asked(queue, func.count(), left))
    whole, waiting = connection.execute(counted).one()
    return whole - waiting, whole
