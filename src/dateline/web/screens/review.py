"""Queue: one claim at a time, its sentence between its neighbours, one line for each field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.errors import UsageError
from dateline.event_records import Decision
from dateline.export.claim_json import to_json
from dateline.export.explain import explained
from dateline.export.text_view import headline
from dateline.filters import Filter, in_words, to_params
from dateline.records import (
    Claim,
    Report,
)
from dateline.review.apply import in_force
from dateline.review.fields import FIELDS, REJECT_REASONS, basis, is_stated, phrase
from dateline.review.quality import as_coded_by, ring_start
from dateline.store.queue import Order, Queue
from dateline.web.desk import Desk
from dateline.web.drawings.sentence import with_neighbours
from dateline.web.forms import Form, back_to
from dateline.web.render import with_query
from dateline.web.screens import edit
from dateline.web.screens.events import filter_of
from dateline.web.told import history
from dateline.web.told import in_words as decision_in_words
from dateline.web.view import View

ORDERS: tuple[tuple[Order, str], ...] = (
    ("doubt", "most doubtful first"),
    ("deaths", "most killed first"),
    ("disagreement", "most disputed first"),
    ("newest", "newest report first"),
    ("text", "as the reports stand"),
    ("random", "a random sample"),
)
SEED = "1"
SIZE = 200
LARGEST_SAMPLE = 5_000
RECENT = 40
PACE_MINUTES = 10

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address of the queue asks for."""

    wanted: Filter
    order: Order
    seed: str
    size: int
    is_blind: bool
    reader: str

    @property
    def queue(self) -> Queue:
        """Return it as the store knows it."""
        return Queue(
            order=self.order,
            wanted=None if self.wanted == Filter() else self.wanted,
            blind_for=self.reader if self.is_blind else None,
            ring=ring_start(self.seed),
            size=self.size,
        )

    @property
    def pairs(self) -> list[Pair]:
        """Return it as pairs of an address."""
        own: list[Pair] = [("order", self.order)] if self.order != ORDERS[0][0] else []
        if self.order == "random":
            own += [("seed", self.seed), ("size", str(self.size))]
        own += [("blind", "yes")] if self.is_blind else []
        return [*to_params(self.wanted), *own]

    def address(self, *more: Pair) -> str:
        """Return the address of this queue at a claim."""
        return with_query("/review", [*self.pairs, *more])


def sample_size(given: str) -> int:
    """Return the size of a sample as given, within bounds."""
    return min(max(int(given), 1), LARGEST_SAMPLE) if given.isascii() and given.isdigit() else SIZE


def _asked(desk: Desk, request: Request) -> Asked:
    own = request.query_params
    order = own.get("order", "")
    return Asked(
        wanted=filter_of(request),
        order=next((code for code, _ in ORDERS if code == order), ORDERS[0][0]),
        seed=own.get("seed", "") or SEED,
        size=sample_size(own.get("size", "")),
        is_blind=own.get("blind", "") == "yes",
        reader=desk.reader(request),
    )


def _claim(desk: Desk, asked: Asked, claim_id: str | None) -> Claim | None:
    """Return the claim to show; to a blind coder as the machine made it."""
    if claim_id is None:
        return None
    claim = desk.project.claim(claim_id, machine=asked.is_blind)
    if claim is None:
        raise UsageError(claim_id, "is no claim of this project", "Open one from an event.")
    if not asked.is_blind:
        return claim
    own = [d for d in desk.project.decisions(claim_id) if d.who == asked.reader and d.blind]
    return as_coded_by(claim, own)


def _head(desk: Desk, asked: Asked, last: list[Decision]) -> dict[str, Any]:
    done, whole = desk.counted(
        ("progress", asked.queue), lambda: desk.project.progress(asked.queue)
    )
    hidden = ("order", "seed", "size", "blind")
    return {
        "orders": ORDERS,
        "order": asked.order,
        "blind": asked.is_blind,
        "seed": asked.seed,
        "size": asked.size,
        "done": done,
        "whole": whole,
        "pace": _pace(last),
        "carried": [(k, v) for k, v in asked.pairs if k not in hidden],
        "filter_words": "" if asked.wanted == Filter() else in_words(asked.wanted),
    }


def _pace(last: list[Decision]) -> str:
    """Return how many claims a minute the reader decided of late."""
    now = datetime.now(UTC)
    moments = [
        datetime.fromisoformat(d.at)
        for d in last
        if d.kind in ("accept", "reject")
        and now - datetime.fromisoformat(d.at) < timedelta(minutes=PACE_MINUTES)
    ]
    if len(moments) < 3:
        return ""
    minutes = max((max(moments) - min(moments)).total_seconds() / 60, 1 / 60)
    return f"{(len(moments) - 1) / minutes:.1f}"


def _nothing(asked: Asked, whole: int) -> dict[str, Any]:
    if asked.is_blind:
        told = "Nothing to code blind"
        after = "Claims come here once another person has accepted or rejected them."
    elif whole:
        told, after = "All of these are reviewed", "Choose another order, or another sample."
    else:
        told, after = "No claim is here", "Add reports, code them, and link the claims."
    return {"claim": None, "empty_told": told, "empty_next": after}


def _fields(claim: Claim) -> list[dict[str, Any]]:
    return [
        {
            "name": field.name,
            "label": field.label,
            "mark": field.mark,
            "phrase": phrase(claim, field.name),
            "basis": basis(claim, field.name),
            "has": is_stated(claim, field.name),
        }
        for field in FIELDS
    ]


def queue(desk: Desk, request: Request) -> View:
    """Return the claim to look at now, and what can be done with it."""
    asked = _asked(desk, request)
    project = desk.project
    last = project.last_decisions(asked.reader, RECENT)
    context = _head(desk, asked, last)
    chosen = request.query_params.get("claim") or project.next_claim(asked.queue, None)
    claim = _claim(desk, asked, chosen)
    if claim is None:
        context |= _nothing(asked, context["whole"])
        return View("review", "Review", "review.html", context)
    report = project.report(claim.report_id)
    context |= _around(desk, asked, claim, report) | _undo(last)
    context |= edit.choices() | {"editing": edit.form_of(desk, request, claim, report)}
    return View(
        "review",
        f"Review: {headline(claim)}",
        "review.html",
        context,
        data=lambda: {"claim": to_json(claim), "done": context["done"], "of": context["whole"]},
        scripts=("review.js",),
    )


def _around(desk: Desk, asked: Asked, claim: Claim, report: Report) -> dict[str, Any]:
    project = desk.project
    accounts, _ = project.account(report.report_id)
    shown = with_neighbours(claim, report, accounts)
    standing = project.standings([claim.claim_id]).get(claim.claim_id)
    after = project.next_claim(asked.queue, claim.claim_id)
    before = project.next_claim(asked.queue, claim.claim_id, backwards=True, decided=True)
    here = ("claim", claim.claim_id)
    return {
        "claim": claim,
        "head": headline(claim),
        "outlet": report.publisher or report.name,
        "published": report.published,
        "language": report.language,
        "event_id": standing.event_id if standing else None,
        "verdict": standing.verdict if standing and not asked.is_blind else None,
        "before": shown.before,
        "marked": shown.marked,
        "after": shown.after,
        "next_href": asked.address(("claim", after)) if after else asked.address(),
        "previous_href": asked.address(("claim", before)) if before else asked.address(here),
        "stay_href": asked.address(here),
        "edit_href": lambda name: asked.address(here, ("edit", name)) + "#edit",
        "fields": _fields(claim),
        "reject_reasons": [(code, told) for code, (told, _) in REJECT_REASONS.items()],
        "history": history(project.decisions(claim.claim_id)),
        "because": explained(claim),
    }


def _undo(last: list[Decision]) -> dict[str, Any]:
    mine = [d for d in in_force(last) if d.kind not in ("skip", "comment")]
    if not mine:
        return {"undo_id": None, "undo_told": ""}
    told = f"{decision_in_words(mine[-1])} ({mine[-1].subject})"
    return {"undo_id": mine[-1].decision_id, "undo_told": told}


def decide(desk: Desk, request: Request, form: Form) -> Response:
    """Keep what a person decided on a claim, and go on to the next."""
    claim_id = request.path_params["claim_id"]
    claim = desk.project.claim(claim_id)
    if claim is None:
        raise UsageError(claim_id, "is no claim of this project", "Open one from an event.")
    action, _, reason = form.get("action").partition(":")
    is_blind = form.get("blind") == "yes"
    here = RedirectResponse(_ours(form.get("here")), 303)
    if action in ("accept", "skip"):
        desk.decide(request, action, claim_id, blind=is_blind)  # type: ignore[arg-type]
    elif action == "reject":
        if reason not in REJECT_REASONS:
            raise UsageError("reject", "no reason is given", "Choose one of the reasons.")
        desk.decide(request, "reject", claim_id, why=reason, blind=is_blind)
    elif action == "comment":
        _comment(desk, request, form, claim_id, is_blind=is_blind)
        return here
    elif action == "edit":
        edit.keep(desk, request, form, claim)
        return here
    elif action == "undo":
        return _take_back(desk, request, form)
    else:
        raise UsageError(action, "is no decision on a claim", "Use the buttons of the page.")
    return back_to(Form([("back", form.get("next"))]), "/review")


def _ours(address: str) -> str:
    return address if address.startswith("/review") else "/review"


def _comment(desk: Desk, request: Request, form: Form, claim_id: str, *, is_blind: bool) -> None:
    words = form.get("comment")
    if not words:
        raise UsageError("comment", "it is empty", "Write something, or leave it.")
    desk.decide(request, "comment", claim_id, why=words, blind=is_blind)


def _take_back(desk: Desk, request: Request, form: Form) -> Response:
    """Undo the reader's last decision, and show the claim it was on."""
    last = [
        d
        for d in in_force(desk.project.last_decisions(desk.reader(request), RECENT))
        if d.kind not in ("skip", "comment")
    ]
    if not last:
        raise UsageError("undo", "you have decided nothing yet", "Go on.")
    taken = last[-1]
    desk.decide(request, "undo", taken.subject, before=taken.decision_id, blind=taken.blind)
    here = _ours(form.get("here"))
    if len(taken.subject.split()) > 1:
        return RedirectResponse("/pairs", 303)
    if desk.project.claim(taken.subject) is None:
        return RedirectResponse(f"/events/{taken.subject}", 303)
    return RedirectResponse(_at_claim(here, taken.subject), 303)


def _at_claim(address: str, claim_id: str) -> str:
    own = ("claim", "edit", "start", "end")
    pairs = [(k, v) for k, v in parse_qsl(urlsplit(address).query) if k not in own]
    return with_query("/review", [*pairs, ("claim", claim_id)])
