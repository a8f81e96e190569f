"""Take what was exported without loss back into a new project."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection, insert, text

from dateline.errors import UsageError
from dateline.event_records import Decision
from dateline.export.event_json import decision_to_json
from dateline.export.lossless import Records
from dateline.export.told import Account
from dateline.records import Claim, Coded
from dateline.store import claims as claim_store
from dateline.store import event_store, journal, originals
from dateline.store.bodies import dumped, storable
from dateline.store.project import Project
from dateline.store.reports import insert_report
from dateline.store.schema import decisions

FINGERPRINT = "imported"


def restore(project: Project, records: Records, name: str) -> None:
    """Keep all records of a file in an empty project, ids and numbers as they were.

    Decisions come before claims, so that each claim stands as it was decided.

    Raises:
        UsageError: the project holds reports already.
    """
    if any(True for _ in project.reports(old=True)):
        raise UsageError(
            str(project.folder),
            "holds reports already",
            "Import into a new project; its folder need not exist.",
        )
    for report in records.reports:
        if not report.original:
            raise UsageError(
                f"{name}, report {report.name}",
                "comes without the bytes received, and its text is not those",
                "Export it from a project, or add the report itself and code it.",
            )
        originals.keep(project.folder, report)
    with project.alone(), project.database.writing() as connection:
        run = journal.begin_run(connection, "add", FINGERPRINT, {"imported": name})
        for report in records.reports:
            insert_report(connection, report)
        _append(connection, records.decisions)
        for coded in _coded(records):
            claim_store.keep(connection, coded, run)
        event_store.save_families(connection, records.families)
        event_store.save(connection, records.events, {}, f"run {run.run_id}")
        numbers = {"reports": len(records.reports), "claims": len(records.claims)}
        journal.end_run(connection, run, {**numbers, "events": len(records.events)})


def _coded(records: Records) -> Iterable[Coded]:
    """Yield the reports with their claims as the machine made them."""
    made = {claim.claim_id: claim for claim in (*records.claims, *records.as_made)}
    of: dict[str, list[Claim]] = {}
    for claim in sorted(made.values(), key=lambda c: (c.trigger.start, c.claim_id)):
        of.setdefault(claim.report_id, []).append(claim)
    for report in records.reports:
        account = records.accounts.get(report.report_id, Account())
        own = tuple(of.get(report.report_id, ()))
        yield Coded(report, own, account.rejected, account.sentences)


def _append(connection: Connection, kept: Iterable[Decision]) -> None:
    """Write decisions under the numbers they had."""
    last = 0
    for decision in sorted(kept, key=lambda d: d.decision_id):
        connection.execute(
            insert(decisions).values(
                decision_id=decision.decision_id,
                at=decision.at,
                who=storable(decision.who),
                kind=decision.kind,
                subject=storable(decision.subject),
                body=dumped(decision_to_json(replace(decision, decision_id=0))),
            )
        )
        last = decision.decision_id
    if last and connection.dialect.name == "postgresql":
        # Numbers that were given do not move the counter on by themselves.
        sequence = "pg_get_serial_sequence('decisions', 'decision_id')"
        connection.execute(text(f"SELECT setval({sequence}, :last)"), {"last": last})


def take_decisions(project: Project, given: Iterable[Decision]) -> tuple[int, int, list[str]]:
    """Take decisions that are not there yet; return how many are new, known, and what failed."""
    known: set[tuple[str, ...]] = set()
    for decision in project.decisions():
        known |= {_same(decision), _same(replace(decision, at=""))}
    new = old = 0
    failed: list[str] = []
    for decision in given:
        if _same(decision) in known:
            old += 1
            continue
        try:
            project.decide(replace(decision, decision_id=0))
            new += 1
            known.add(_same(decision))
        except UsageError as error:
            failed.append(str(error))
    return new, old, failed


def _same(decision: Decision) -> tuple[str, ...]:
    """Return what makes two decisions one, their numbers apart; no moment fits any."""
    body = dumped({"after": decision.after})
    parts = (decision.who, decision.at, decision.kind, decision.subject)
    return (*parts, decision.field or "", body)
