"""Report: the text as received with its words marked, claims beside it, and what was not used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote, urlsplit

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from dateline.export.claim_json import to_json
from dateline.export.highlight import Span, mark, spans_of
from dateline.export.phrases import chain_sentence, counts_phrase, date_phrase
from dateline.export.plain import TURNING
from dateline.export.text_view import headline
from dateline.reasons import ALL
from dateline.records import Claim, Rejected, Report, SentenceAccount
from dateline.review.fields import phrase
from dateline.spans import excerpt
from dateline.store.kept import ClaimStanding, ReportRow
from dateline.web.desk import Desk
from dateline.web.paging import paged
from dateline.web.screens.event import copies_told, families_by_report
from dateline.web.view import View

LONGEST = 300
KEPT_IN_ADDRESSES = ":/?#[]@!$&()*+,;=%-._~"


def reports(desk: Desk, request: Request) -> View:
    """Return the list of reports."""
    project = desk.project
    total = desk.counted("reports", lambda: project.tally().reports_all)
    paging = paged(request, total, 100)
    context = {
        "total": total,
        "rows": project.report_rows(paging.size, paging.offset),
        "paging": paging,
    }
    return View(
        "reports", "Reports", "reports.html", context, rows=lambda: map(_row, project.report_rows())
    )


def _row(row: ReportRow) -> dict[str, Any]:
    return {
        "report_id": row.report_id,
        "name": row.name,
        "title": row.title,
        "publisher": row.publisher,
        "published": row.published,
        "url": row.url,
        "claims": row.claims,
        "state": row.state,
        "added_at": row.added_at,
        "superseded_by": row.superseded_by,
    }


def _told(claim: Claim, others: Sequence[Claim]) -> dict[str, str]:
    return {
        "head": headline(claim),
        "who": f"{phrase(claim, 'actor')} → {phrase(claim, 'recipient')}",
        "where": f"{phrase(claim, 'place')} · {date_phrase(claim)}",
        "counts": counts_phrase(claim.counts),
        "source": chain_sentence(claim, others),
    }


def _marked(
    report: Report, claims: Sequence[Claim], rejected: Sequence[Rejected]
) -> tuple[Markup, list[dict[str, Any]], dict[str, int]]:
    """Return the text marked, its spans for the script, and the first piece of each owner."""
    spans = [span for claim in claims for span in spans_of(claim)]
    spans += [
        Span(one.trigger.start, one.trigger.end, "rejected", f"r{n}")
        for n, one in enumerate(rejected)
    ]
    marked = mark(report.text, spans)
    listed: list[dict[str, Any]] = []
    firsts: dict[str, int] = {}
    for span, (first, after) in zip(spans, marked.ranges, strict=True):
        listed.append({"o": span.owner, "a": first, "z": after})
        if span.field in ("what", "rejected"):
            firsts.setdefault(span.owner, first)
    return Markup(marked.html), listed, firsts


def _facts(report: Report, row: ReportRow | None) -> list[tuple[str, str]]:
    basis = f" (from {report.published_basis})" if report.published_basis else ""
    day = f"{report.published}{basis}" if report.published else "blank: nothing states it"
    return [
        ("Name", report.name),
        ("Title", report.title or "blank"),
        ("Outlet", report.publisher or "blank"),
        ("Published", day),
        ("Dateline", report.dateline_place or "blank"),
        ("Language", report.language or "blank"),
        ("Read as", f"{report.read_as}, {report.encoding}"),
        ("Characters", f"{len(report.text):,}"),
        ("Added", row.added_at.replace("T", " ").replace("Z", " UTC") if row else "blank"),
        ("Notes", " ".join(report.notes) or "none"),
        ("Id", report.report_id),
    ]


def _address(url: str | None) -> dict[str, str] | None:
    """Return an address to show, as a link only where it is one of the web."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in ("http", "https") and bool(parts.netloc)
    except ValueError:
        is_web = False
    return {"shown": url, "link": quote(url, safe=KEPT_IN_ADDRESSES) if is_web else ""}


def _empty(report: Report, accounts: Iterable[SentenceAccount]) -> list[dict[str, Any]]:
    return [
        {
            "n": one.sentence.n,
            "words": excerpt(report.text, one.sentence.start, one.sentence.end)[:LONGEST],
            "told": ALL.get(one.reason or "", one.reason or ""),
        }
        for one in accounts
        if not one.claims
    ]


def _copies(desk: Desk, report: Report) -> list[dict[str, str]]:
    family = families_by_report(desk).get(report.report_id)
    if family is None:
        return []
    names = {key: desk.project.report(key).name for key in family.report_ids}
    return [
        {"report_id": key, "name": names[key], "told": copies_told(family, key, names)}
        for key in family.report_ids
    ]


def _verdict(standing: ClaimStanding | None) -> str:
    if standing is None:
        return ""
    return standing.verdict or ("" if standing.state == "live" else standing.state)


def report(desk: Desk, request: Request) -> View:
    """Return one report."""
    project = desk.project
    one = project.report(request.path_params["report_id"])
    row = project.report_row(one.report_id)
    claims = project.claims_of_report(one.report_id)
    standings = project.standings(claim.claim_id for claim in claims)
    answering = [claim for claim in claims if claim.about_claim_id]
    accounts, rejected = project.account(one.report_id)
    marked, spans, firsts = _marked(one, claims, rejected)
    listed = []
    for claim in claims:
        standing = standings.get(claim.claim_id)
        listed.append(
            {
                "claim": claim,
                "first": firsts.get(claim.claim_id, 0),
                "verdict": _verdict(standing),
                "event_id": standing.event_id if standing else None,
                **_told(claim, answering),
            }
        )
    is_coded = row is not None and row.state == "coded"
    context = {
        "report": one,
        "superseded": row.superseded_by if row else None,
        "turning": sum(one.text.count(character) for character in TURNING),
        "marked": marked,
        "spans": spans,
        "claims": listed,
        "none_told": "It tells no event." if is_coded else "It has not been coded.",
        "rejected": [
            {
                "owner": f"r{n}",
                "first": firsts.get(f"r{n}", 0),
                "quote": item.trigger.quote,
                "event_type": item.event_type,
                "told": ALL.get(item.reason, item.reason),
            }
            for n, item in enumerate(rejected)
        ],
        "empty": _empty(one, accounts),
        "facts": _facts(one, row),
        "address": _address(one.url),
        "copies": _copies(desk, one),
    }
    return View(
        "reports",
        one.title or one.name,
        "report.html",
        context,
        rows=lambda: (_claim_row(claim, answering) for claim in claims),
        data=lambda: {"report_id": one.report_id, "claims": [to_json(claim) for claim in claims]},
        scripts=("report.js",),
    )


def _claim_row(claim: Claim, others: Sequence[Claim]) -> dict[str, Any]:
    return {"claim_id": claim.claim_id, "sentence": claim.sentence.n, **_told(claim, others)}


def original(desk: Desk, request: Request) -> Response:
    """Return the received bytes of a report, to keep and never to open here."""
    one = desk.project.report(request.path_params["report_id"])
    name = PurePath(one.name.replace("\\", "/")).name or one.report_id
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
    }
    body = desk.project.original(one.report_id)
    return Response(body, media_type="application/octet-stream", headers=headers)
