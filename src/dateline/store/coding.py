"""Code the reports of a project: what is new, what failed, what an earlier version coded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.records import Report
from dateline.scale.local import Failure, Outcome, code_all
from dateline.settings import Settings
from dateline.store.kept import KeptFailure, Run, now
from dateline.store.manifest import fingerprint, provenance
from dateline.store.project import Project


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be coded, and by what.

    Attributes:
        report_ids: the reports to code.
        stale: how many others were coded by another version or with other settings.

    """

    report_ids: tuple[str, ...]
    stale: int
    made_by: dict[str, object]
    fingerprint: str


def work(project: Project, settings: Settings, *, again: bool, retry: bool) -> Work:
    """Return what there is to code."""
    made_by = provenance(settings)
    mark = fingerprint(made_by)
    ids = project.to_code(mark, again=again, retry=retry)
    stale = len(set(project.to_code(mark, again=True)) - set(ids))
    return Work(tuple(ids), stale, made_by, mark)


def code(project: Project, todo: Work, settings: Settings, jobs: int = 1) -> Iterator[Outcome]:
    """Code reports and keep what each gives, a transaction each; yield every outcome.

    A killed run leaves the reports that it had coded; the next one goes on with the others.
    """
    if not todo.report_ids:
        return
    run = project.begin_run("code", todo.fingerprint, todo.made_by)
    done: Counter[str] = Counter()
    ids = iter(todo.report_ids)
    for outcome in code_all(_reports(project, todo.report_ids, settings), settings, jobs):
        # Outcomes come in the order of the reports.
        report_id = next(ids)
        if isinstance(outcome, Failure):
            project.fail(_kept(outcome, report_id, run))
            done["failed"] += 1
        else:
            project.keep(outcome, run)
            done["reports"] += 1
            done["claims"] += len(outcome.claims)
        yield outcome
    project.end_run(run, {name: done[name] for name in ("reports", "claims", "failed")})


def _reports(project: Project, ids: Sequence[str], settings: Settings) -> Iterator[Report]:
    for report_id in ids:
        report = project.report(report_id)
        if report.published is None and settings.published is not None:
            report = replace(report, published=settings.published, published_basis="option")
        yield report


def _kept(failure: Failure, report_id: str, run: Run) -> KeptFailure:
    return KeptFailure(
        at=now(),
        subject=failure.subject,
        fault=failure.fault,
        remedy=failure.remedy,
        report_id=report_id,
        run_id=run.run_id,
        trace=failure.trace,
        mended=False,
    )
