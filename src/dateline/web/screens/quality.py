"""Quality: precision per field from random samples, reasons of rejection, agreement, floors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from starlette.requests import Request

from dateline.evaluate import gate
from dateline.event_records import Decision
from dateline.records import Claim
from dateline.review.fields import BY_NAME
from dateline.review.intervals import Share
from dateline.review.quality import (
    ENTIRE,
    WHOLE,
    agreement,
    judged,
    precision,
    reasons,
    ring_start,
)
from dateline.store.queue import Queue
from dateline.web.desk import Desk
from dateline.web.screens.review import SEED, sample_size
from dateline.web.view import View

LABELS = {
    ENTIRE: "Every field",
    WHOLE: "It is an event",
    **{n: f.label for n, f in BY_NAME.items()},
}
ENOUGH = 30
GOLD = {"own_untuned": "reports nobody tuned to", "own": "reports of all kinds"}
"""Sets of gold whose floors are shown, the most telling first."""


def _sample(desk: Desk, seed: str, size: int) -> list[tuple[Claim, list[Decision]]]:
    queue = Queue(order="random", ring=ring_start(seed), size=size)
    ids = desk.project.sample(queue)
    decided = desk.project.decisions_of(ids)
    found: list[tuple[Claim, list[Decision]]] = []
    for claim_id in ids:
        own = [d for d in decided.get(claim_id, []) if not d.blind]
        claim = desk.project.claim(claim_id, machine=True) if own else None
        if claim is not None:
            found.append((claim, own))
    return found


def _sentence(share: Share, drawn: int, size: int) -> str:
    if not share.n:
        return "Not known yet: no claim of the random sample has been reviewed."
    low, high = f"{100 * share.low:.0f}", f"{100 * share.high:.0f}"
    return (
        f"Of {share.n:,} reviewed claims of a random sample of {min(drawn, size):,}, "
        f"{share.hits:,} are right in every field: in all claims that is between {low} % "
        f"and {high} %."
    )


def _rows(shares: Mapping[str, Share]) -> list[dict[str, Any]]:
    return [
        {
            "label": LABELS[name],
            "hits": share.hits,
            "n": share.n,
            "value": share.value,
            "low": share.low,
            "high": share.high,
        }
        for name, share in shares.items()
    ]


def _twice_coded(desk: Desk) -> Iterable[tuple[Claim, list[Decision]]]:
    decided = desk.project.decisions_of(desk.project.coded_twice())
    for claim_id, decisions in decided.items():
        claim = desk.project.claim(claim_id, machine=True)
        if claim is not None:
            yield claim, decisions


def _agreed(desk: Desk) -> list[dict[str, Any]]:
    found = agreement(_twice_coded(desk))
    return [
        {
            "label": LABELS[name],
            "units": one.units,
            "percent": one.percent,
            "kappa": one.kappa,
            "alpha": one.alpha,
        }
        for name, one in found.items()
        if one.units
    ]


@cache
def _floors() -> list[dict[str, Any]]:
    """Return the figures on the project's own gold that the coder is held to."""
    pinned = gate.read(gate.FLOORS).get("floors", {})
    found: list[dict[str, Any]] = []
    for name, told in GOLD.items():
        metrics = pinned.get(name, {}).get("all", {}).get("metrics", {})
        for metric, value in metrics.items():
            if metric.endswith("_f1"):
                found.append({"set": told, "metric": metric.removesuffix("_f1"), "value": value})
    return found


def quality(desk: Desk, request: Request) -> View:
    """Return what reviewed claims tell of the coder and of the reviewers."""
    seed = request.query_params.get("seed", "") or SEED
    size = sample_size(request.query_params.get("size", ""))
    sample = _sample(desk, seed, size)
    shares = {one.field: one.share for one in precision(sample)}
    counted = sum(bool(judged(claim, own)) for claim, own in sample)
    drawn = desk.counted(
        ("drawn", seed, size),
        lambda: len(desk.project.sample(Queue(order="random", ring=ring_start(seed), size=size))),
    )
    entire = shares[ENTIRE]
    few = "" if entire.n >= ENOUGH else f"Fewer than {ENOUGH} claims: the intervals are wide."
    agreed = desk.counted("agreed", lambda: _agreed(desk))
    rejected = desk.counted("reasons", lambda: reasons(desk.project.decisions()))
    context = {
        "seed": seed,
        "size": size,
        "sentence": _sentence(entire, drawn, size),
        "missing": few if counted else "",
        "rows": _rows(shares),
        "reasons": rejected,
        "agreed": agreed,
        "pairs_told": "Claims that two or more people gave a verdict on.",
        "floors": _floors(),
    }
    return View(
        "quality",
        "Quality",
        "quality.html",
        context,
        rows=lambda: _rows(shares),
        data=lambda: {
            "precision": _rows(shares),
            "rejected": [{"reason": told, "n": n} for told, n in rejected],
            "agreement": agreed,
        },
    )
