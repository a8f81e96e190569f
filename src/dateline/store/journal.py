"""The journal of a project: what changed, runs, and failures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, func, insert, select, update

from dateline.export.json_fields import Json
from dateline.store.bodies import dumped, maybe_storable, storable
from dateline.store.kept import Change, ChangeKind, KeptFailure, Run, RunKind, SubjectKind, now
from dateline.store.schema import changes, failures, runs


def note(
    connection: Connection,
    subject_kind: SubjectKind,
    change: ChangeKind,
    subjects: Iterable[str],
    cause: str,
) -> None:
    """Write into the journal that records were added, changed or withdrawn."""
    at = now()
    rows = [
        {"at": at, "subject_kind": subject_kind, "subject": s, "change": change, "cause": cause}
        for s in subjects
    ]
    if rows:
        connection.execute(insert(changes), rows)


def changes_since(connection: Connection, since: str | int | None) -> Iterator[Change]:
    """Yield the changes after a number of the journal, or from a day or moment (UTC) on."""
    wanted = select(changes).order_by(changes.c.seq)
    if isinstance(since, int):
        wanted = wanted.where(changes.c.seq > since)
    elif since is not None:
        wanted = wanted.where(changes.c.at >= since)
    for row in connection.execute(wanted):
        yield Change(row.seq, row.at, row.subject_kind, row.subject, row.change, row.cause)


def last(connection: Connection) -> int:
    """Return the number of the last change, 0 where there is none."""
    return int(connection.execute(select(func.coalesce(func.max(changes.c.seq), 0))).scalar_one())


def begin_run(connection: Connection, kind: RunKind, fingerprint: str, body: Json) -> Run:
    """Open a run."""
    started = now()
    values = {"kind": kind, "started": started, "fingerprint": fingerprint, "body": dumped(body)}
    done = connection.execute(insert(runs).values(**values))
    (number,) = done.inserted_primary_key or (0,)
    return Run(number, kind, started, None, fingerprint, body)


def end_run(connection: Connection, run: Run, result: Json) -> Run:
    """Close a run with what it did."""
    ended = now()
    body = {**run.body, "result": result}
    changed = update(runs).where(runs.c.run_id == run.run_id)
    connection.execute(changed.values(ended=ended, body=dumped(body)))
    return Run(run.run_id, run.kind, run.started, ended, run.fingerprint, body)


def last_run(connection: Connection, kind: RunKind) -> Run | None:
    """Return the last run of a kind."""
    wanted = select(runs).where(runs.c.kind == kind).order_by(runs.c.run_id.desc()).limit(1)
    r = connection.execute(wanted).first()
    if r is None:
        return None
    return Run(r.run_id, r.kind, r.started, r.ended, r.fingerprint, json.loads(r.body))


def count_of(connection: Connection, cause: str, subject_kind: SubjectKind) -> int:
    """Return how many changes of a kind of record something caused."""
    wanted = select(func.count()).where(
        changes.c.cause == cause, changes.c.subject_kind == subject_kind
    )
    return int(connection.execute(wanted).scalar_one())


def all_runs(connection: Connection) -> list[Run]:
    """Return every run, the newest first."""
    found = connection.execute(select(runs).order_by(runs.c.run_id.desc()))
    return [
        Run(r.run_id, r.kind, r.started, r.ended, r.fingerprint, json.loads(r.body)) for r in found
    ]


def fail(connection: Connection, failure: KeptFailure) -> None:
    """Keep a failure; an open one of the same subject gives way to it."""
    mend(connection, failure.subject)
    connection.execute(
        insert(failures).values(
            run_id=failure.run_id,
            at=failure.at,
            subject=storable(failure.subject),
            report_id=failure.report_id,
            fault=storable(failure.fault),
            remedy=storable(failure.remedy),
            trace=maybe_storable(failure.trace),
            mended=failure.mended,
        )
    )


def mend(connection: Connection, subject: str) -> None:
    """Mark the failures of a subject as mended."""
    open_ones = (failures.c.subject == storable(subject)) & ~failures.c.mended
    connection.execute(update(failures).where(open_ones).values(mended=True))


def all_failures(connection: Connection, *, mended: bool = False) -> list[KeptFailure]:
    """Return the failures, the newest first; without ``mended`` only open ones."""
    wanted = select(failures).order_by(failures.c.seq.desc())
    if not mended:
        wanted = wanted.where(~failures.c.mended)
    return [
        KeptFailure(r.at, r.subject, r.fault, r.remedy, r.report_id, r.run_id, r.trace, r.mended)
        for r in connection.execute(wanted)
    ]
