"""Runs: versions, settings and where they came from; failures, with retry."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.errors import DatelineError, UsageError
from dateline.store.kept import Run
from dateline.web.desk import Desk
from dateline.web.forms import Form
from dateline.web.told import result
from dateline.web.view import View

APART = ("result", "settings")


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_plain(each)}" for name, each in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _settings(body: dict[str, Any]) -> list[tuple[str, str, str]]:
    given = body.get("settings")
    if not isinstance(given, dict):
        return []
    found: list[tuple[str, str, str]] = []
    for name, value in given.items():
        told, origin = value, ""
        if isinstance(value, dict):
            told, origin = value.get("value"), str(value.get("origin", ""))
        found.append((name, "not set" if told is None else str(told), origin or "default"))
    return found


def _told(run: Run) -> dict[str, Any]:
    facts = [(k.replace("_", " "), _plain(v)) for k, v in run.body.items() if k not in APART]
    return {
        "kind": run.kind,
        "started": run.started,
        "told": result(run.body),
        "facts": [
            ("Ended", (run.ended or "it did not end").replace("T", " ").replace("Z", " UTC")),
            *([("Fingerprint", run.fingerprint)] if run.fingerprint else []),
            *facts,
        ],
        "settings": _settings(run.body),
    }


def runs(desk: Desk, request: Request) -> View:
    """Return every run, and what failed."""
    found = desk.project.runs()
    failures = desk.project.failures()
    context = {"runs": [_told(run) for run in found], "failures": failures}

    def rows() -> Any:  # noqa: ANN401 - rows of a table
        for run in found:
            yield {
                "run": run.run_id,
                "kind": run.kind,
                "started": run.started,
                "ended": run.ended,
                "fingerprint": run.fingerprint,
                "result": result(run.body),
            }

    return View(
        "runs",
        "Runs",
        "runs.html",
        context,
        rows=rows,
        data=lambda: {
            "runs": [{"run": run.run_id, "kind": run.kind, **run.body} for run in found],
            "failures": [
                {"subject": f.subject, "fault": f.fault, "remedy": f.remedy, "at": f.at}
                for f in failures
            ],
        },
    )


def retry(desk: Desk, _request: Request, form: Form) -> Response:
    """Code a report that failed once more."""
    report_id = form.get("report")
    if not report_id:
        raise UsageError("retry", "no report is named", "Use the button beside the failure.")
    try:
        desk.retry(report_id)
    except DatelineError as error:
        raise UsageError(error.subject, f"it failed again ({error.fault})", error.remedy) from None
    return RedirectResponse("/runs#failures", 303)
