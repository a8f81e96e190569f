"""Which claim takes the place of one that is no longer made, so that decisions on it go on.

Within a report it is the claim that has its trigger and type. Where a report was corrected, it is
the claim of the new version that has its sentence, its trigger's words and its type.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from dateline.event_records import Decision
from dateline.export.claim_json import from_json
from dateline.records import Claim
from dateline.store.bodies import AnyRow, chunks, loaded
from dateline.store.decision_rows import decisions_of
from dateline.store.schema import claims, reports

Heirs = dict[str, str | None]


def within(before: Mapping[str, AnyRow], made: Sequence[Claim]) -> Heirs:
    """Return for every claim of a report that is no longer made its heir, or None."""
    ids = {claim.claim_id for claim in made}
    by_trigger = {(c.trigger.start, c.trigger.end, c.event_type): c.claim_id for c in made}
    found: Heirs = {}
    for key, row in before.items():
        if key not in ids:
            old = loaded(row.body, from_json, f"claim {key}")
            found[key] = by_trigger.get((old.trigger.start, old.trigger.end, old.event_type))
    return found


def across(
    connection: Connection, report_id: str, made: Sequence[Claim], words: Mapping[str, str]
) -> Heirs:
    """Return for claims of the versions that a report corrects their heirs in it.

    ``words`` are the sentences of the claims made, as they are searched.
    """
    joined = claims.join(reports, reports.c.report_id == claims.c.report_id)
    wanted = select(claims.c.claim_id, claims.c.words, claims.c.body).select_from(joined)
    wanted = wanted.where(reports.c.superseded_by == report_id).order_by(claims.c.start)
    waiting: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for claim in made:
        key = (words[claim.claim_id], claim.trigger.quote.casefold(), claim.event_type)
        waiting[key].append(claim.claim_id)
    found: Heirs = {}
    for row in connection.execute(wanted):
        old = loaded(row.body, from_json, f"claim {row.claim_id}")
        heirs = waiting.get((row.words, old.trigger.quote.casefold(), old.event_type))
        if heirs:
            found[row.claim_id] = heirs.pop(0)
    return found


def carried(decision: Decision) -> Decision:
    """Return a decision as it holds for another text: words and values, but no offsets."""
    return replace(decision, after=_without_anchors(decision.after))


def _without_anchors(value: object) -> object:
    if isinstance(value, list):
        return [_without_anchors(each) for each in value]
    if isinstance(value, dict):
        return {
            key: [] if key == "anchors" else None if key == "cue" else _without_anchors(each)
            for key, each in value.items()
        }
    return value


def decided_on(connection: Connection, owners: Mapping[str, str]) -> dict[str, list[Decision]]:
    """Return the decisions that hold for claims: on them, and on those they are heirs of.

    ``owners`` is the report of each claim. Claims without a decision are left out.
    """
    for_whom = {key: (key, report) for key, report in owners.items()}
    level: Iterable[str] = list(owners)
    foreign: set[str] = set()
    while level := list(level):
        level = _one_back(connection, level, for_whom, foreign)
    found: dict[str, list[Decision]] = {}
    for subject, many in decisions_of(connection, for_whom).items():
        own = [carried(d) for d in many] if subject in foreign else many
        found.setdefault(for_whom[subject][0], []).extend(own)
    return found


def _one_back(
    connection: Connection,
    level: Sequence[str],
    for_whom: dict[str, tuple[str, str]],
    foreign: set[str],
) -> list[str]:
    """Note the claims that those of a level are heirs of, and return them."""
    further: list[str] = []
    columns = select(claims.c.claim_id, claims.c.report_id, claims.c.heir)
    for part in chunks(level):
        for key, report_id, heir in connection.execute(columns.where(claims.c.heir.in_(part))):
            if key not in for_whom:
                for_whom[key] = for_whom[heir]
                further.append(key)
                if report_id != for_whom[heir][1]:
                    foreign.add(key)
    return further
