"""Same event? Pairs of claims too close to call, side by side, with the reasons."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.errors import UsageError
from dateline.event_records import Comparison, DecisionKind
from dateline.review.apply import in_force
from dateline.review.fields import BY_NAME, FIELDS, OF_PART, phrase
from dateline.web.desk import Desk
from dateline.web.drawings.sentence import marked_sentence
from dateline.web.forms import Form
from dateline.web.told import in_words
from dateline.web.view import View

ANSWERS: tuple[DecisionKind, ...] = ("same_event", "different_event", "skip")
BAR = 8
RECENT = 20


def _side(desk: Desk, claim_id: str, prefix: str) -> dict[str, Any]:
    claim = desk.project.claim(claim_id)
    if claim is None:
        raise UsageError(claim_id, "is no claim of this project", "Link the claims again.")
    report = desk.project.report(claim.report_id)
    standing = desk.project.standings([claim_id]).get(claim_id)
    return {
        "claim": claim,
        "outlet": report.publisher or report.name,
        "published": report.published,
        "event_id": standing.event_id if standing else None,
        "marked": marked_sentence(claim, report, prefix),
    }


def _bar(weight: float) -> str:
    """Return a weight as a few blocks, so that it can be read at a glance."""
    return ("▰" if weight > 0 else "▱") * min(max(round(abs(weight)), 1), BAR) if weight else "·"


def _rows(pair: Comparison, sides: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the fields compared, then the fields of the claims that were not."""
    one, other = (side["claim"] for side in sides)
    rows: list[dict[str, Any]] = []
    told: set[str] = set()
    for part in pair.parts:
        name = part.field if part.field in BY_NAME else OF_PART.get(part.field, "")
        told.add(name)
        rows.append(
            {
                "label": BY_NAME[name].label if name else part.field.replace("_", " "),
                "a": phrase(one, name) if name else "",
                "b": phrase(other, name) if name else "",
                "words": part.words,
                "weight": part.weight,
                "bars": part.bars,
                "bar": _bar(part.weight),
            }
        )
    for field in FIELDS:
        if field.name not in told:
            a, b = phrase(one, field.name), phrase(other, field.name)
            rows.append(
                {"label": field.label, "a": a, "b": b, "words": "", "weight": None, "bars": False}
            )
    return rows


def _last(desk: Desk, request: Request) -> dict[str, str] | None:
    taken = [
        d
        for d in in_force(desk.project.last_decisions(desk.reader(request), RECENT))
        if d.kind in ("same_event", "different_event")
    ]
    return {"subject": taken[-1].subject, "told": in_words(taken[-1])} if taken else None


def pairs(desk: Desk, request: Request) -> View:
    """Return the pair to decide now."""
    waiting = desk.counted("waiting pairs", desk.project.pairs)
    given = request.query_params.get("at", "0")
    at = int(given) if given.isascii() and given.isdigit() else 0
    pair = waiting[at % len(waiting)] if waiting else None
    context: dict[str, Any] = {"left": len(waiting), "pair": pair, "at": at}
    context["undo"] = _last(desk, request)
    if pair is not None:
        sides = [_side(desk, pair.claim_a, "a"), _side(desk, pair.claim_b, "b")]
        context |= {"sides": sides, "rows": _rows(pair, sides)}

    def rows() -> Any:  # noqa: ANN401 - rows of a table
        for one in waiting:
            yield {
                "claim_a": one.claim_a,
                "claim_b": one.claim_b,
                "score": one.score,
                "compared": one.words,
            }

    return View("pairs", "Same event?", "pairs.html", context, rows=rows, scripts=("review.js",))


def decide(desk: Desk, request: Request, form: Form) -> Response:
    """Keep what a person says of a pair, and show the next."""
    action, _, subject = form.get("action").partition(":")
    at = form.whole("at") or 0
    if action == "undo":
        mine = [
            d for d in in_force(desk.project.decisions(subject)) if d.who == desk.reader(request)
        ]
        if mine:
            desk.decide(request, "undo", subject, before=mine[-1].decision_id)
        return RedirectResponse("/pairs", 303)
    if action not in ANSWERS:
        raise UsageError(action, "is no answer", "Use the buttons of the page.")
    pair = f"{form.get('a')} {form.get('b')}"
    desk.decide(request, action, pair)
    step = 1 if action == "skip" else 0
    return RedirectResponse(f"/pairs?at={at + step}" if at + step else "/pairs", 303)
