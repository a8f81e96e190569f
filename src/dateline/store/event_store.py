"""Events of a project: keeping what linking made, and reading it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from dateline.event_records import Comparison, Event, Family
from dateline.export.event_json import (
    comparison_from_json,
    comparison_to_json,
    from_json,
    to_json,
)
from dateline.review.apply import in_force
from dateline.store import facets, journal
from dateline.store.bodies import AnyRow, chunks, dumped, loaded
from dateline.store.decision_rows import decisions_of
from dateline.store.event_rows import Beside, columns, counted_values, searched_values
from dateline.store.schema import (
    claims,
    event_bodies,
    event_claims,
    event_facets,
    event_words,
    events,
    families,
    pairs,
    reports,
)

Values = dict[str, Any]

REVIEWING = ("accept", "reject", "edit", "merge", "split", "set_value", "discount")
"""Decisions that make an event a reviewed one."""


def save(
    connection: Connection,
    made: Iterable[Event],
    ended: Mapping[str, str | None],
    cause: str,
) -> None:
    """Keep events, over what was kept of them before; those that are as they were cost nothing.

    ``ended`` are events that are no more, each with the one it went into, or None. Events that
    are neither given nor ended stay as they are.
    """
    differing = [event for some in chunks(made) for event in _differing(connection, some)]
    for part in chunks(claim for event in differing for claim in event.claim_ids):
        connection.execute(delete(event_claims).where(event_claims.c.claim_id.in_(part)))
    for some in chunks(differing):
        _save_some(connection, some, cause)
    _end(connection, ended, cause)


def _differing(connection: Connection, some: Sequence[Event]) -> list[Event]:
    """Return the events that are new, or not as they are kept."""
    before = _before(connection, [event.event_id for event in some])
    return [
        event
        for event in some
        if (old := before.get(event.event_id)) is None
        or (old.body, old.state) != (dumped(to_json(event)), "live")
    ]


def _save_some(connection: Connection, some: Sequence[Event], cause: str) -> None:
    """Write events that are new or changed."""
    before = _before(connection, [event.event_id for event in some])
    beside = _beside(connection, some)
    rows = [
        {
            **columns(event, beside[event.event_id]),
            **_apart(event, beside[event.event_id]),
            "state": "live",
            "merged_into": None,
            "body": dumped(to_json(event)),
        }
        for event in some
    ]
    fresh = [row for row in rows if row["event_id"] not in before]
    changed = [
        {**row, "seq": before[row["event_id"]].seq} for row in rows if row["event_id"] in before
    ]
    _insert(connection, fresh)
    _update(connection, changed)
    held = [
        {"claim_id": claim, "event_id": event.event_id, "position": position}
        for event in some
        for position, claim in enumerate(event.claim_ids)
    ]
    if held:
        connection.execute(insert(event_claims), held)
    journal.note(connection, "event", "added", [row["event_id"] for row in fresh], cause)
    journal.note(connection, "event", "changed", [row["event_id"] for row in changed], cause)


def _before(connection: Connection, ids: Sequence[str]) -> dict[str, AnyRow]:
    wanted = (
        select(events.c.event_id, events.c.seq, events.c.state, event_bodies.c.body)
        .join(event_bodies, event_bodies.c.event_id == events.c.event_id)
        .where(events.c.event_id.in_(ids))
    )
    return {row.event_id: row for row in connection.execute(wanted)}


def _beside(connection: Connection, some: Sequence[Event]) -> dict[str, Beside]:
    """Return what the rows of events need to know of their claims, reports and decisions."""
    told: dict[str, tuple[str, list[str]]] = {}
    for part in chunks(claim for event in some for claim in event.claim_ids):
        wanted = select(claims.c.claim_id, claims.c.words, claims.c.reviewers)
        for key, words, names in connection.execute(wanted.where(claims.c.claim_id.in_(part))):
            told[key] = (words, json.loads(names))
    publishers: dict[str, str | None] = {}
    for part in chunks({report for event in some for report in event.report_ids}):
        of = select(reports.c.report_id, reports.c.publisher)
        publishers |= dict(
            connection.execute(of.where(reports.c.report_id.in_(part))).tuples().all()
        )
    decided = decisions_of(connection, [event.event_id for event in some])
    found: dict[str, Beside] = {}
    for event in some:
        own = [told[claim] for claim in event.claim_ids if claim in told]
        names = {name for _, many in own for name in many}
        names |= {d.who for d in in_force(decided.get(event.event_id, ())) if d.kind in REVIEWING}
        words = tuple(dict.fromkeys(words for words, _ in own))
        found[event.event_id] = Beside(publishers, names, words)
    return found


def _apart(event: Event, beside: Beside) -> Values:
    """Return what is kept of an event beside its own row."""
    return {
        "words": "\n".join(beside.words),
        "searched": searched_values(event, beside),
        "counted": counted_values(event, beside),
    }


_APART = ("words", "body", "searched", "counted")


def _narrow(values: Values, codes: Mapping[facets.Value, int]) -> Values:
    """Return the row of an event itself."""
    own = {key: value for key, value in values.items() if key not in _APART}
    return {**own, "facets": facets.packed(values["counted"], codes)}


def _codes(connection: Connection, rows: Sequence[Values]) -> dict[facets.Value, int]:
    return facets.codes_of(
        connection,
        (
            (field, value)
            for row in rows
            for field, many in row["counted"].items()
            for value in many
        ),
    )


def _facet_rows(rows: Iterable[Values]) -> list[Values]:
    return [
        {"seq": row["seq"], "field": name, "value": value}
        for row in rows
        for name, value in row["searched"]
    ]


def _picked(row: Values, *names: str) -> Values:
    return {name: row[name] for name in names}


def _insert(connection: Connection, fresh: Sequence[Values]) -> None:
    if not fresh:
        return
    last = connection.execute(select(func.coalesce(func.max(events.c.seq), 0))).scalar_one()
    rows = [{**row, "seq": last + n} for n, row in enumerate(fresh, 1)]
    codes = _codes(connection, rows)
    connection.execute(insert(events), [_narrow(row, codes) for row in rows])
    connection.execute(insert(event_bodies), [_picked(row, "event_id", "body") for row in rows])
    connection.execute(insert(event_words), [_picked(row, "seq", "words") for row in rows])
    connection.execute(insert(event_facets), _facet_rows(rows))


def _update(connection: Connection, changed: Sequence[Values]) -> None:
    codes = _codes(connection, changed)
    for row in changed:
        seq = row["seq"]
        own = update(events).where(events.c.seq == seq)
        connection.execute(own.values(**_narrow(row, codes)))
        same = update(event_bodies).where(event_bodies.c.event_id == row["event_id"])
        connection.execute(same.values(body=row["body"]))
        words = update(event_words).where(event_words.c.seq == seq)
        connection.execute(words.values(words=row["words"]))
        connection.execute(delete(event_facets).where(event_facets.c.seq == seq))
    if changed:
        connection.execute(insert(event_facets), _facet_rows(changed))


def _end(connection: Connection, ended: Mapping[str, str | None], cause: str) -> None:
    for event_id, heir in ended.items():
        state = "withdrawn" if heir is None else "merged"
        changed = (events.c.event_id == event_id) & (events.c.state == "live")
        done = connection.execute(
            update(events).where(changed).values(state=state, merged_into=heir)
        )
        if heir is not None:
            # A rejected claim stays with its event, wherever that goes, in case it comes back.
            left = update(event_claims).where(event_claims.c.event_id == event_id)
            connection.execute(left.values(event_id=heir))
        if done.rowcount:
            journal.note(connection, "event", "withdrawn", [event_id], cause)


def refresh_rows(connection: Connection, event_ids: Iterable[str]) -> None:
    """Derive the rows of events anew after a decision on them or on their claims."""
    for part in chunks(event_ids):
        found = every(connection, part)
        beside = _beside(connection, found)
        before = _before(connection, part)
        _update(
            connection,
            [
                {
                    **columns(event, beside[event.event_id]),
                    **_apart(event, beside[event.event_id]),
                    "seq": before[event.event_id].seq,
                    "body": before[event.event_id].body,
                }
                for event in found
            ],
        )


def every(connection: Connection, event_ids: Sequence[str]) -> list[Event]:
    """Return events by their ids, in the order of these, in whatever state they are."""
    found: dict[str, Event] = {}
    for part in chunks(event_ids):
        wanted = select(event_bodies.c.event_id, event_bodies.c.body)
        for key, body in connection.execute(wanted.where(event_bodies.c.event_id.in_(part))):
            found[key] = loaded(body, from_json, f"event {key}")
    return [found[key] for key in event_ids if key in found]


def every_live(connection: Connection, event_ids: Sequence[str]) -> list[Event]:
    """Return those of some events that count."""
    return every(connection, among_live(connection, event_ids))


def among_live(connection: Connection, event_ids: Iterable[str]) -> list[str]:
    """Return the ids of those of some events that count."""
    live = select(events.c.event_id).where(events.c.state == "live")
    return [
        key
        for part in chunks(event_ids)
        for key in connection.scalars(live.where(events.c.event_id.in_(part)))
    ]


def lasting_id(connection: Connection, event_id: str) -> str | None:
    """Return the id of the event that an id leads to now, through all that was merged."""
    seen: set[str] = set()
    key: str | None = event_id
    while key is not None and key not in seen:
        seen.add(key)
        wanted = select(events.c.state, events.c.merged_into).where(events.c.event_id == key)
        row = connection.execute(wanted).first()
        if row is None or row.state == "withdrawn":
            return None
        if row.state == "live":
            return key
        key = row.merged_into
    return None


def of_claims(connection: Connection, claim_ids: Iterable[str]) -> dict[str, str]:
    """Return the event of each claim that is in one."""
    found: dict[str, str] = {}
    for part in chunks(claim_ids):
        wanted = select(event_claims.c.claim_id, event_claims.c.event_id)
        wanted = wanted.where(event_claims.c.claim_id.in_(part))
        found |= dict(connection.execute(wanted).tuples().all())
    return found


def all_claim_ids(connection: Connection, event_id: str) -> tuple[str, ...]:
    """Return the ids of all claims of an event, those that a person has rejected too."""
    wanted = select(event_claims.c.claim_id).where(event_claims.c.event_id == event_id)
    return tuple(connection.scalars(wanted.order_by(event_claims.c.position)))


def live_ids(connection: Connection) -> list[str]:
    """Return the ids of all events that count."""
    return list(connection.scalars(select(events.c.event_id).where(events.c.state == "live")))


def save_families(connection: Connection, found: Iterable[Family]) -> None:
    """Keep the families of near-duplicates in the place of those kept before."""
    connection.execute(delete(families))
    rows = [
        {"report_id": report, "family_id": family.family_id, "position": n, "share": share}
        for family in found
        for n, (report, share) in enumerate(zip(family.report_ids, family.shares, strict=True))
    ]
    if rows:
        connection.execute(insert(families), rows)


def all_families(connection: Connection) -> list[Family]:
    """Return the families of near-duplicates, the largest first."""
    members: dict[str, list[tuple[str, float]]] = {}
    wanted = select(families).order_by(families.c.family_id, families.c.position)
    for row in connection.execute(wanted):
        members.setdefault(row.family_id, []).append((row.report_id, row.share))
    found = [
        Family(key, tuple(r for r, _ in many), tuple(s for _, s in many))
        for key, many in members.items()
    ]
    return sorted(found, key=lambda family: (-len(family.report_ids), family.family_id))


def save_pairs(connection: Connection, found: Iterable[Comparison]) -> None:
    """Keep the comparisons that are too close to call in the place of those not yet decided."""
    connection.execute(delete(pairs).where(pairs.c.decided.is_(None)))
    add_pairs(connection, found)


def add_pairs(connection: Connection, found: Iterable[Comparison]) -> None:
    """Keep comparisons beside those kept already; what is decided stays."""
    there = {(a, b) for a, b in connection.execute(select(pairs.c.a, pairs.c.b))}
    rows = [
        {
            "a": pair.claim_a,
            "b": pair.claim_b,
            "score": pair.score,
            "verdict": pair.verdict,
            "decided": None,
            "body": dumped(comparison_to_json(pair)),
        }
        for pair in found
        if (pair.claim_a, pair.claim_b) not in there
    ]
    if rows:
        connection.execute(insert(pairs), rows)


def all_pairs(connection: Connection, *, undecided: bool) -> list[Comparison]:
    """Return the comparisons, the likeliest to be one event first."""
    wanted = select(pairs.c.body).order_by(pairs.c.score.desc(), pairs.c.a, pairs.c.b)
    if undecided:
        wanted = wanted.where(pairs.c.decided.is_(None))
    return [loaded(body, comparison_from_json, "pair") for body in connection.scalars(wanted)]


def decide_pair(connection: Connection, a: str, b: str, answer: str | None) -> None:
    """Mark a pair as decided, or as open again."""
    one_way = (pairs.c.a == a) & (pairs.c.b == b)
    other_way = (pairs.c.a == b) & (pairs.c.b == a)
    connection.execute(update(pairs).where(one_way | other_way).values(decided=answer))
