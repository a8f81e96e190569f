"""Event: the matrix of claims and fields, who copied whom, its grade, and decisions."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.errors import UsageError
from dateline.event_records import Decision, Event, Family
from dateline.export.claim_json import to_json as claim_to_json
from dateline.export.event_json import to_json
from dateline.export.phrases import place_phrase
from dateline.filters import Filter
from dateline.records import Claim, Report
from dateline.review.apply import in_force
from dateline.review.fields import FIELDS, OF_PART, is_stated, label, phrase
from dateline.store.kept import ClaimStanding
from dateline.web.desk import Desk
from dateline.web.drawings import ranges
from dateline.web.drawings.sentence import marked_sentence
from dateline.web.forms import Form
from dateline.web.screens.events import event_row, feature
from dateline.web.told import history
from dateline.web.view import View

SHOWN = tuple(field for field in FIELDS if field.name != "what")
MOST_CLAIMS = 200
NEIGHBOURS = 20


def _differing(claims: Sequence[Claim]) -> dict[str, str]:
    """Return the fields on which claims give different values, each with its commonest label."""
    found: dict[str, str] = {}
    for field in FIELDS:
        labels = Counter(label(c, field.name) for c in claims if is_stated(c, field.name))
        if len(labels) > 1 and field.name != "according_to":
            found[field.name] = labels.most_common(1)[0][0]
    return found


def _cell(claim: Claim, field: Any, differing: Mapping[str, str]) -> dict[str, str]:  # noqa: ANN401
    state = "agrees"
    if not is_stated(claim, field.name):
        state = "blank"
    elif field.name in differing and label(claim, field.name) != differing[field.name]:
        state = "differs"
    told = phrase(claim, field.name)
    return {"field": field.name, "mark": field.mark, "phrase": told, "state": state}


def copies_told(family: Family, report_id: str, names: Mapping[str, str]) -> str:
    """Return how a report stands in its family: the first of it, or a copy."""
    at = family.report_ids.index(report_id)
    if at == 0:
        return f"copied by {len(family.report_ids) - 1} other reports"
    first = names.get(family.report_ids[0], family.report_ids[0])
    return f"a copy: {100 * family.shares[at]:.0f} % of the text of {first}"


def _row(
    claim: Claim, report: Report, event: Event, differing: Mapping[str, str], more: dict[str, str]
) -> dict[str, Any]:
    voice = next((v for v in event.voices if claim.claim_id in v.claim_ids), None)
    return {
        "claim": claim,
        "voice": voice.name if voice else report.publisher or "the outlet itself",
        "kind": voice.kind if voice else "",
        "is_party": voice.is_party if voice else False,
        "outlet": report.publisher or report.name,
        "published": report.published,
        "cells": [_cell(claim, field, differing) for field in SHOWN],
        "marked": marked_sentence(claim, report, f"s{claim.claim_id}-"),
        **more,
    }


def _standing(found: ClaimStanding | None) -> str:
    return found.verdict or "" if found else ""


def _decisions(desk: Desk, event: Event) -> list[Decision]:
    of_claims = desk.project.decisions_of(event.claim_ids).values()
    return [*desk.project.decisions_about(event.event_id), *(d for many in of_claims for d in many)]


def _found(desk: Desk, event_id: str) -> Event:
    event = desk.project.event(event_id)
    if event is None:
        raise HTTPException(404, f"There is no event {event_id}.")
    return event


def _neighbours(desk: Desk, event: Event) -> list[Event]:
    """Return events that this one could be merged with: of its province or country and days."""
    place, when = event.place, event.date
    asked = Filter(
        country=(place.iso3,) if place and place.iso3 else (),
        admin1=(place.admin1,) if place and place.admin1 else (),
        since=when.start if when else None,
        until=when.end if when else None,
    )
    found = desk.project.events(asked, "reports", NEIGHBOURS + 1)
    return [other for other in found if other.event_id != event.event_id][:NEIGHBOURS]


def _reports(
    reports: Mapping[str, Report], event: Event, families: Mapping[str, Family]
) -> list[dict[str, Any]]:
    names = {key: report.name for key, report in reports.items()}
    listed: list[dict[str, Any]] = []
    for key in event.report_ids:
        report = reports.get(key)
        if report is None:
            continue
        family = families.get(key)
        told = copies_told(family, key, names) if family else ""
        listed.append(
            {
                "report_id": key,
                "name": report.title or report.name,
                "published": report.published,
                "publisher": report.publisher,
                "copied": told,
            }
        )
    return sorted(listed, key=lambda item: (str(item["published"] or "~"), item["name"]))


def families_by_report(desk: Desk) -> dict[str, Family]:
    """Return the family of every report that has copies."""

    def gathered() -> dict[str, Family]:
        return {key: family for family in desk.project.families() for key in family.report_ids}

    return desk.counted("families", gathered)


def event(desk: Desk, request: Request) -> View | Response:
    """Return one event."""
    given = request.path_params["event_id"]
    found = _found(desk, given)
    project = desk.project
    claims = project.claims_of_event(found.event_id)
    reports = {key: project.report(key) for key in {claim.report_id for claim in claims}}
    standings = project.standings(claim.claim_id for claim in claims)
    families = families_by_report(desk)
    names = {key: report.name for key, report in reports.items()}
    differing = _differing(claims)
    rows = []
    for claim in claims[:MOST_CLAIMS]:
        family = families.get(claim.report_id)
        more = {
            "verdict": _standing(standings.get(claim.claim_id)),
            "copies": copies_told(family, claim.report_id, names) if family else "",
        }
        rows.append(_row(claim, reports[claim.report_id], found, differing, more))
    context = {
        "event": found,
        "merged_from": given if given != found.event_id else "",
        "fields": SHOWN,
        "differing": differing,
        "matrix": rows,
        "ranges": [ranges.draw(count) for count in found.counts if count.figures],
        "reports": _reports(reports, found, families),
        "spot": _spot(found),
        "place_told": place_phrase(found.place, None) if found.place else "",
        "neighbours": _neighbours(desk, found),
        "history": history(_decisions(desk, found)),
    }
    return View(
        "events",
        found.sentence or found.event_id,
        "event.html",
        context,
        rows=lambda: _claim_rows(claims, reports, found),
        data=lambda: {
            "event": to_json(found),
            "claims": [claim_to_json(claim) for claim in claims],
        },
        places=lambda: {"type": "FeatureCollection", "features": [feature(found)]},
        scripts=("vendor/leaflet.js", "vendor/topojson-client.min.js", "map.js", "event.js"),
        styles=("vendor/leaflet.css",),
    )


def _claim_rows(
    claims: Iterable[Claim], reports: Mapping[str, Report], event: Event
) -> Iterable[dict[str, Any]]:
    for claim in claims:
        report = reports[claim.report_id]
        told = {field.name: phrase(claim, field.name) for field in FIELDS}
        yield {
            "event_id": event.event_id,
            "claim_id": claim.claim_id,
            "report": report.name,
            "outlet": report.publisher,
            "published": report.published,
            **told,
        }


def _spot(event: Event) -> str:
    row = event_row(event)
    if row["latitude"] is None or event.place is None:
        return ""
    one = {
        "latitude": row["latitude"],
        "longitude": row["longitude"],
        "precision": event.place.precision,
        "country": event.place.iso3 or "",
        "admin1": event.place.admin1 or "",
        "n": 1,
    }
    return json.dumps(one)


def decide(desk: Desk, request: Request, form: Form) -> Response:
    """Keep what a person decided on an event."""
    found = _found(desk, request.path_params["event_id"])
    action = form.get("action")
    actions = {"split": _split, "merge": _merge, "set_value": _set_value, "discount": _discount}
    if action == "undo":
        _undo(desk, request, found)
    elif action in actions:
        actions[action](desk, request, form, found)
    else:
        raise UsageError(action, "is no decision on an event", "Use the buttons of the page.")
    return RedirectResponse(f"/events/{found.event_id}", 303)


def _split(desk: Desk, request: Request, form: Form, event: Event) -> None:
    ticked = [key for key in form.all("claim") if key in event.claim_ids]
    if not ticked or len(ticked) == len(event.claim_ids):
        raise UsageError("split", "tick some of the claims, not all", "Tick those to split off.")
    desk.decide(request, "split", event.event_id, after=[ticked], why=form.get("why_split") or None)


def _merge(desk: Desk, request: Request, form: Form, event: Event) -> None:
    other = desk.project.event(form.get("other")) if form.get("other") else None
    if other is None or other.event_id == event.event_id:
        raise UsageError("merge", "no other event is named", "Give the id of the other event.")
    desk.decide(request, "merge", f"{event.event_id} {other.event_id}")


def _set_value(desk: Desk, request: Request, form: Form, event: Event) -> None:
    field, by, note = form.get("field"), form.get("by"), form.get("note")
    if field not in OF_PART and field not in OF_PART.values():
        raise UsageError(field, "is no field of an event", "Choose one of the list.")
    claim = desk.project.claim(by) if by in event.claim_ids else None
    if claim is None and not note:
        raise UsageError(
            "set a value", "no claim is chosen and no note written", "Choose a claim or write why."
        )
    value = {"claim_id": by, "value": phrase(claim, field)} if claim else None
    desk.decide(request, "set_value", event.event_id, field=field, after=value, why=note or None)


def _discount(desk: Desk, request: Request, form: Form, event: Event) -> None:
    why = form.get("why_discount")
    if not why:
        raise UsageError("discount", "no reason is given", "Write why the event is ruled out.")
    desk.decide(request, "discount", event.event_id, why=why)


def _undo(desk: Desk, request: Request, event: Event) -> None:
    own = [
        decision
        for decision in in_force(desk.project.decisions_about(event.event_id))
        if decision.who == desk.reader(request)
    ]
    if not own:
        raise UsageError("undo", "you have decided nothing here", "See the history below.")
    desk.decide(request, "undo", own[-1].subject, before=own[-1].decision_id)
