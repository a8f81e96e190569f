"""Ids cut short, as people type them."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import Connection, select

from dateline.errors import UsageError
from dateline.store.schema import claims, events

Kind = Literal["claim", "event"]
_SHOWN = 5
_COLUMNS = {"claim": claims.c.claim_id, "event": events.c.event_id}


def beginning_with(connection: Connection, beginning: str) -> list[tuple[Kind, str]]:
    """Return the claims and events whose ids begin so, a few at most; a whole id comes alone."""
    wanted = beginning.strip().lower()
    found: list[tuple[Kind, str]] = []
    kinds: tuple[Kind, ...] = ("claim", "event")
    for kind in kinds:
        column = _COLUMNS[kind]
        asked = select(column).where(column.startswith(wanted, autoescape=True)).order_by(column)
        found += [(kind, key) for key in connection.scalars(asked.limit(_SHOWN + 1))]
    whole = [(kind, key) for kind, key in found if key == wanted]
    return whole or (found if wanted else [])


def full(connection: Connection, beginning: str) -> str:
    """Return the id of the one claim or event that begins so.

    Raises:
        UsageError: there is none, or there are several.
    """
    found = beginning_with(connection, beginning)
    if not found:
        raise UsageError(
            beginning, "no claim or event has this id", "See their ids with 'dateline show events'."
        )
    if len(found) > 1:
        listed = ", ".join(key for _, key in found[:_SHOWN])
        raise UsageError(beginning, f"several ids begin so: {listed}", "Give more of it.")
    return found[0][1]
