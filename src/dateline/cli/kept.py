"""What ``dateline show`` prints of a project: how it stands, its events, claims and reports."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from dateline.cli.console import ClaimPrinter, talk
from dateline.event_records import Decision, Event
from dateline.export.plain import harmless
from dateline.export.text_view import lines
from dateline.filters import Filter, from_params, in_words
from dateline.records import Claim, Report
from dateline.store.project import Project

PAGE = 50
LISTS = ("events", "claims", "reports", "families", "pairs", "failures", "runs", "decisions")


def filter_of(words: Iterable[str]) -> Filter:
    """Return the filter that options such as ``--country IRQ`` or ``--place=yes`` make.

    Raises:
        UsageError: an option is unknown, or its value is wrong or missing.
    """
    pairs: list[tuple[str, str]] = []
    waiting: str | None = None
    for word in words:
        if waiting is not None:
            pairs.append((waiting, word))
            waiting = None
            continue
        name, sign, value = word.removeprefix("--").partition("=")
        if sign:
            pairs.append((name, value))
        else:
            waiting = name
    # An option without its value is as unknown as one that is not there.
    return from_params([*pairs, *([(f"{waiting}=", "nothing")] if waiting else [])])


def _out(text: str) -> None:
    sys.stdout.write(harmless(text) + "\n")


def overview(project: Project) -> None:
    """Print how a project stands."""
    rows = project.report_rows()
    states = {state: sum(r.state == state for r in rows) for state in ("new", "coded", "failed")}
    old = sum(r.superseded_by is not None for r in rows)
    claims = sum(r.claims for r in rows)
    told = {
        "reports": f"{len(rows):,} ({states['coded']:,} coded, {states['new']:,} new, "
        f"{states['failed']:,} failed, {old:,} superseded)",
        "claims": f"{claims:,}",
        "events": f"{project.count():,}",
        "decisions": f"{len(project.decisions()):,}",
        "failures": f"{len(project.failures()):,}",
        "pairs": f"{len(project.pairs()):,} too close to call",
    }
    for label, value in told.items():
        _out(f"{label:<12}{value}")
    talk(f"See more with: dateline show {'|'.join(LISTS)}, or an id.")


def event_view(project: Project, event: Event) -> None:
    """Print an event with its claims: who says what."""
    _out(f"{event.event_id}  {event.sentence}")
    _out(f"  {event.grade}: {event.grade_because}")
    if event.disagreements:
        _out(f"  sources differ on: {', '.join(event.disagreements)}")
    for relation, other in event.related:
        _out(f"  {relation.replace('_', ' ')} {other}")
    _print_claims(project, project.claims_of_event(event.event_id))


def _print_claims(project: Project, claims: Iterable[Claim]) -> None:
    printer = ClaimPrinter()
    reports: dict[str, Report] = {}
    sys.stdout.write("\n")
    for claim in claims:
        if claim.report_id not in reports:
            reports = {claim.report_id: project.report(claim.report_id)}
        printer.print(lines(claim, reports[claim.report_id], printer.width))


def _told_of_page(shown: int, total: int) -> None:
    if shown < total:
        talk(f"{shown:,} of {total:,}; more with --limit N, or narrow them with filters.")


def listed(project: Project, what: str, words: Iterable[str], limit: int) -> None:
    """Print one of the lists of a project."""
    if what in ("events", "claims"):
        wanted = filter_of(words)
        if wanted != Filter():
            talk(in_words(wanted))
        _events(project, wanted, limit) if what == "events" else _claims(project, wanted, limit)
    elif what == "reports":
        rows = project.report_rows(limit)
        for row in rows:
            day = row.published.isoformat() if row.published else "no day"
            old = f" · superseded by {row.superseded_by}" if row.superseded_by else ""
            _out(f"{row.report_id}  {row.name} · {day} · {row.state} · {row.claims:,} claims{old}")
    elif what == "families":
        for family in project.families()[:limit]:
            names = ", ".join(project.report(r).name for r in family.report_ids)
            _out(f"{family.family_id}  {names}")
    elif what == "pairs":
        for pair in project.pairs()[:limit]:
            _out(f"{pair.claim_a} {pair.claim_b}  {pair.verdict}: {pair.words}")
    elif what == "failures":
        for failure in project.failures()[:limit]:
            _out(f"{failure.at}  {failure.subject}: {failure.fault}. {failure.remedy}")
    elif what == "runs":
        for run in project.runs()[:limit]:
            done = run.body.get("result", "not finished")
            _out(f"{run.run_id:>5}  {run.kind}  {run.started}  {run.fingerprint}  {done}")
    elif what == "decisions":
        for each in project.decisions()[-limit:]:
            _out(f"{each.decision_id:>5}  {_told(each)} {each.subject}")


def _events(project: Project, wanted: Filter, limit: int) -> None:
    for event in project.events(wanted, limit=limit):
        _out(f"{event.event_id}  {event.sentence}")
    _told_of_page(min(limit, total := project.count(wanted)), total)


def _claims(project: Project, wanted: Filter, limit: int) -> None:
    found = project.claims(None if wanted == Filter() else wanted)
    _print_claims(project, (claim for claim, _ in zip(found, range(limit), strict=False)))


def found(project: Project, name: str) -> bool:
    """Print the event or claim that an id, or its beginning, means; tell whether there is one."""
    for kind, key in project.ids(name):
        if kind == "event":
            event = project.event(key)
            if event is None:
                _out(f"{key}  is no more: its claims were withdrawn or rejected.")
            else:
                event_view(project, event)
        else:
            _claim_view(project, key)
        return True
    return False


def _told(decision: Decision) -> str:
    field = f" {decision.field}" if decision.field else ""
    why = f" ({decision.why})" if decision.why else ""
    return f"{decision.at}  {decision.who}: {decision.kind}{field}{why}"


def _claim_view(project: Project, claim_id: str) -> None:
    claim = project.claim(claim_id)
    standing = project.standings([claim_id])[claim_id]
    state = standing.verdict or standing.state
    _out(f"{claim_id}  {state} · event {standing.event_id or 'none yet'}")
    for each in project.decisions(claim_id):
        _out(f"  {_told(each)}")
    _print_claims(project, [claim] if claim is not None else [])
