"""Who stands on each side of an event, as other datasets ask it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.event_records import Event, Reading
from dateline.export.told import Role, Told, leading
from dateline.knowledge.shapes_data import sectors
from dateline.records import Actor

AS_FACT = frozenset({"happened", "ongoing"})


@dataclass(frozen=True, slots=True)
class Side:
    """One who acts or suffers, by the reading of most voices; ``name`` is as Dateline calls it."""

    name: str
    actor_id: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()

    @property
    def is_state(self) -> bool:
        """A state, or forces of one."""
        return bool(self.sectors) and _group(self.sectors[0]) == "state"

    @property
    def is_armed(self) -> bool:
        """It bears arms, as forces of a state or otherwise."""
        known = sectors()
        return any(code in known and known[code].armed for code in self.sectors)

    @property
    def is_civilian(self) -> bool:
        """People who bear no arms and are no body of a state."""
        return bool(self.sectors) and _group(self.sectors[0]) in ("civilian", "media")


def _group(code: str) -> str:
    sector = sectors().get(code)
    return sector.group if sector else ""


def _is(actor: Actor, reading: Reading) -> bool:
    keys = (actor.actor_id, f"name:{actor.name.casefold()}", actor.name.casefold())
    return reading.key in keys or actor.name == reading.label


def _side(told: Told, role: Role, reading: Reading) -> Side:
    """Return what the claims that give a reading know of it."""
    for claim in told.claims:
        actors = claim.actor if role == "actor" else claim.recipient
        for actor in actors:
            if claim.claim_id in reading.claim_ids and _is(actor, reading):
                return Side(reading.label, actor.actor_id, actor.country, actor.sectors)
    return Side(reading.label)


def sides(told: Told, role: Role) -> list[Side]:
    """Return who stands in a role; nobody where sources differ evenly on it."""
    return [_side(told, role, reading) for reading in leading(told.event, role)]


def days(event: Event) -> int | None:
    """Return how many days the event may have been on; None where unknown or open."""
    if event.date is None or event.date.end is None:
        return None
    return (event.date.end - event.date.start).days + 1


def rivals(told: Told) -> str:
    """Return in words on what claims differ and who says which, for a column of notes."""
    event = told.event
    parts: list[str] = []
    for field, found in (("actor", event.actor), ("recipient", event.recipient)):
        if field in event.disagreements:
            said = "; ".join(f"{r.label} ({', '.join(r.voices)})" for r in found)
            parts.append(f"Sources differ on {field}: {said}.")
    other = [f for f in event.disagreements if f not in ("actor", "recipient")]
    if other:
        parts.append(f"Sources differ on {', '.join(other)}.")
    return " ".join(parts)
