"""Claims of a project: what coding made, what people decided on it, and how it stands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from dateline.event_records import Decision
from dateline.export.claim_json import from_json, to_json
from dateline.export.report_json import (
    account_from_json,
    account_to_json,
    rejected_from_json,
    rejected_to_json,
    report_to_json,
)
from dateline.records import Claim, Coded, Rejected, Report, SentenceAccount
from dateline.review.apply import apply
from dateline.review.doubt import doubt
from dateline.spans import excerpt
from dateline.store import heirs, journal
from dateline.store.bodies import CHUNK, AnyRow, AnySelect, chunks, dumped, loaded, storable
from dateline.store.kept import ClaimStanding, ClaimState, Run
from dateline.store.schema import claims, event_claims, reports, sentences

Values = dict[str, Any]


def read_body(row: AnyRow) -> Claim:
    """Return the claim of a row as it stands, decisions applied."""
    return loaded(row.effective or row.body, from_json, f"claim {row.claim_id}")


def words_of(claim: Claim, text: str) -> str:
    """Return the sentence of a claim as it is searched: one line, letters folded."""
    return storable(excerpt(text, claim.sentence.start, claim.sentence.end).casefold())


def most_killed(claim: Claim) -> int | None:
    """Return the greatest number killed that a claim states, running totals left out."""
    stated = [
        number
        for count in claim.counts
        if count.kind == "killed" and not count.cumulative
        for number in (count.low, count.high)
    ]
    return max((n for n in stated if n is not None), default=None)


def _as_it_stands(machine: Claim, decisions: Sequence[Decision]) -> Values:
    """Return the columns of a claim with its decisions applied."""
    standing = apply(machine, decisions)
    return {
        "event_type": storable(standing.claim.event_type),
        "status": standing.claim.status,
        "factuality": standing.claim.factuality,
        "killed": most_killed(standing.claim),
        "doubt": doubt(standing.claim),
        "state": "rejected" if standing.is_rejected else "live",
        "verdict": standing.verdict,
        "reviewers": json.dumps(standing.reviewers),
        "effective": None if standing.claim == machine else dumped(to_json(standing.claim)),
    }


def keep(connection: Connection, coded: Coded, run: Run) -> None:
    """Write what coding a report gave, over what it gave before.

    A claim that is still made keeps its id, its history and its decisions; one that is no longer
    made is withdrawn, and decisions on it hold for its heir, if it has one.
    """
    cause = f"run {run.run_id}"
    report_id = coded.report.report_id
    own = select(claims).where(claims.c.report_id == report_id)
    before = {row.claim_id: row for row in connection.execute(own)}
    rows = {claim.claim_id: _row(claim, coded.report.text, run) for claim in coded.claims}
    fresh = [key for key in rows if key not in before]
    if fresh:
        connection.execute(insert(claims), [rows[key] for key in fresh])
    gone = _withdraw(connection, before, coded)
    owners = dict.fromkeys(rows, report_id)
    decided = heirs.decided_on(connection, owners)
    for claim in coded.claims:
        if claim.claim_id in decided:
            rows[claim.claim_id] |= _as_it_stands(claim, decided[claim.claim_id])
    for key in {*before, *decided} & rows.keys():
        first = before[key].first_run if key in before else run.run_id
        mark = update(claims).where(claims.c.claim_id == key)
        connection.execute(mark.values(**{**rows[key], "first_run": first}))
    changed = [key for key in rows if key in before and _differs(before[key], rows[key])]
    journal.note(connection, "claim", "added", fresh, cause)
    journal.note(connection, "claim", "changed", changed, cause)
    journal.note(connection, "claim", "withdrawn", gone, cause)
    _keep_account(connection, coded)
    _mark_coded(connection, coded.report, run)


def _withdraw(connection: Connection, before: Mapping[str, AnyRow], coded: Coded) -> list[str]:
    """Withdraw what is no longer made, name the heirs, and return what was withdrawn just now."""
    no_more = heirs.within(before, coded.claims)
    words = {claim.claim_id: words_of(claim, coded.report.text) for claim in coded.claims}
    corrected = heirs.across(connection, coded.report.report_id, coded.claims, words)
    for key, heir in corrected.items():
        connection.execute(update(claims).where(claims.c.claim_id == key).values(heir=heir))
    for key, heir in no_more.items():
        mark = update(claims).where(claims.c.claim_id == key)
        connection.execute(mark.values(state="withdrawn", heir=heir))
    return [key for key in no_more if before[key].state != "withdrawn"]


def _differs(row: AnyRow, values: Values) -> bool:
    return any(getattr(row, key) != values[key] for key in ("body", "effective", "state"))


def _row(claim: Claim, text: str, run: Run) -> Values:
    return {
        "claim_id": claim.claim_id,
        "report_id": claim.report_id,
        "start": claim.trigger.start,
        "first_run": run.run_id,
        "last_run": run.run_id,
        "heir": None,
        "words": words_of(claim, text),
        "body": dumped(to_json(claim)),
        **_as_it_stands(claim, ()),
    }


def _keep_account(connection: Connection, coded: Coded) -> None:
    """Write what became of every sentence, and what was rejected."""
    report_id = coded.report.report_id
    record = {
        "sentences": [account_to_json(coded.report, account) for account in coded.sentences],
        "rejected": [rejected_to_json(rejected) for rejected in coded.rejected],
    }
    connection.execute(delete(sentences).where(sentences.c.report_id == report_id))
    connection.execute(insert(sentences).values(report_id=report_id, body=dumped(record)))


def _mark_coded(connection: Connection, report: Report, run: Run) -> None:
    """Mark a report as coded, with the day of publication that coding took for it."""
    mark = update(reports).where(reports.c.report_id == report.report_id)
    connection.execute(
        mark.values(
            state="coded",
            run_id=run.run_id,
            fingerprint=run.fingerprint,
            published=report.published,
            body=dumped(report_to_json(report)),
        )
    )
    journal.mend(connection, report.name)


def account_of(
    connection: Connection, report_id: str
) -> tuple[tuple[SentenceAccount, ...], tuple[Rejected, ...]]:
    """Return what became of every sentence of a report, and what was rejected in it."""
    wanted = select(sentences.c.body).where(sentences.c.report_id == report_id)
    body = connection.execute(wanted).scalar_one_or_none()
    if body is None:
        return (), ()
    record = json.loads(body)
    return (
        tuple(account_from_json(each) for each in record["sentences"]),
        tuple(rejected_from_json(each) for each in record["rejected"]),
    )


def end_claims_of(connection: Connection, report_id: str, state: ClaimState, cause: str) -> None:
    """Take the live claims of a report out of what counts; they stay to be read."""
    live = (claims.c.report_id == report_id) & claims.c.state.in_(("live", "rejected"))
    ended = list(connection.scalars(select(claims.c.claim_id).where(live)))
    connection.execute(update(claims).where(live).values(state=state))
    journal.note(connection, "claim", "withdrawn", ended, cause)


def standing_columns(connection: Connection, machine: Claim) -> Values:
    """Return the columns of a claim as the decisions that hold for it make them."""
    decided = heirs.decided_on(connection, {machine.claim_id: machine.report_id})
    return _as_it_stands(machine, decided.get(machine.claim_id, ()))


def restand(connection: Connection, claim_id: str, cause: str) -> None:
    """Work out anew how a claim stands after a decision on it."""
    row = connection.execute(select(claims).where(claims.c.claim_id == claim_id)).one()
    values = standing_columns(connection, loaded(row.body, from_json, f"claim {claim_id}"))
    if row.state not in ("live", "rejected"):
        values["state"] = row.state
    connection.execute(update(claims).where(claims.c.claim_id == claim_id).values(**values))
    journal.note(connection, "claim", "changed", [claim_id], cause)


def _in_order() -> AnySelect:
    columns = (claims.c.claim_id, claims.c.body, claims.c.effective)
    joined = select(*columns).join(reports, reports.c.report_id == claims.c.report_id)
    return joined.order_by(reports.c.seq, claims.c.start, claims.c.claim_id)


def one(connection: Connection, claim_id: str, *, machine: bool = False) -> Claim | None:
    """Return a claim in whatever state it is, or None."""
    row = connection.execute(_in_order().where(claims.c.claim_id == claim_id)).first()
    if row is None:
        return None
    return loaded(row.body, from_json, f"claim {claim_id}") if machine else read_body(row)


def every(
    connection: Connection,
    *,
    withdrawn: bool = False,
    among: AnySelect | None = None,
) -> Iterator[Claim]:
    """Yield the claims that count, in the order of their reports and of the text."""
    wanted = _in_order() if among is None else _in_order().where(claims.c.claim_id.in_(among))
    if not withdrawn:
        wanted = wanted.where(claims.c.state == "live")
    for row in connection.execute(wanted.execution_options(yield_per=CHUNK)):
        yield read_body(row)


def of_report(connection: Connection, report_id: str, *, withdrawn: bool) -> list[Claim]:
    """Return the claims of a report in the order of its text."""
    wanted = _in_order().where(claims.c.report_id == report_id)
    if not withdrawn:
        wanted = wanted.where(claims.c.state == "live")
    return [read_body(row) for row in connection.execute(wanted)]


def of_reports(connection: Connection, report_ids: Iterable[str]) -> list[Claim]:
    """Return the claims of some reports that count, in their order."""
    found: list[Claim] = []
    for part in chunks(sorted(report_ids)):
        wanted = _in_order().where(claims.c.report_id.in_(part), claims.c.state == "live")
        found += [read_body(row) for row in connection.execute(wanted)]
    return found


def report_ids_of(connection: Connection, claim_ids: Iterable[str]) -> set[str]:
    """Return the reports of some claims."""
    return {
        report_id
        for part in chunks(claim_ids)
        for report_id in connection.scalars(
            select(claims.c.report_id).where(claims.c.claim_id.in_(part)).distinct()
        )
    }


def ids_of_event(connection: Connection, event_id: str) -> list[str]:
    """Return the ids of the claims of an event that count, in their order there."""
    joined = event_claims.join(claims, claims.c.claim_id == event_claims.c.claim_id)
    wanted = select(claims.c.claim_id).select_from(joined)
    wanted = wanted.where(event_claims.c.event_id == event_id, claims.c.state == "live")
    return list(connection.scalars(wanted.order_by(event_claims.c.position)))


def of_event(connection: Connection, event_id: str) -> list[Claim]:
    """Return the claims of an event that count, in their order there."""
    wanted = (
        select(claims.c.claim_id, claims.c.body, claims.c.effective)
        .join(event_claims, event_claims.c.claim_id == claims.c.claim_id)
        .where(event_claims.c.event_id == event_id, claims.c.state == "live")
        .order_by(event_claims.c.position)
    )
    return [read_body(row) for row in connection.execute(wanted)]


def standings(connection: Connection, claim_ids: Iterable[str]) -> dict[str, ClaimStanding]:
    """Return how claims stand, in the order given: state, verdict, and their event."""
    asked = list(claim_ids)
    found: dict[str, ClaimStanding] = {}
    columns = (claims.c.claim_id, claims.c.state, claims.c.verdict, event_claims.c.event_id)
    joined = claims.outerjoin(event_claims, event_claims.c.claim_id == claims.c.claim_id)
    for part in chunks(asked):
        wanted = select(*columns).select_from(joined).where(claims.c.claim_id.in_(part))
        for row in connection.execute(wanted):
            found[row.claim_id] = ClaimStanding(*row)
    return {key: found[key] for key in asked if key in found}
