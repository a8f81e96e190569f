"""The form that sets a field of a claim: what stands in it, and what it sets."""

from __future__ import annotations

from typing import Any, get_args

from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import UsageError
from dateline.export import codebook
from dateline.records import Claim, CountKind, PlacePrecision, Report, SourceKind, Status
from dateline.review.edits import Typed, pointed_at
from dateline.review.fields import BY_NAME
from dateline.web.desk import Desk
from dateline.web.forms import Form
from dateline.web.view import as_json

COUNT_LINES = 3


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() else None


def form_of(desk: Desk, request: Request, claim: Claim, report: Report) -> dict[str, Any] | None:
    """Return the form to set a field with, where one is asked for."""
    field = BY_NAME.get(request.query_params.get("edit", ""))
    if field is None:
        return None
    start, end = (_whole(request.query_params.get(name)) for name in ("start", "end"))
    words = pointed_at(report, start, end)
    found: dict[str, Any] = {
        "name": field.name,
        "label": field.label,
        "quote": words.quote if words else "",
        "start": start if words else "",
        "end": end if words else "",
    }
    return found | _now(desk, claim, field.name, words.quote if words else "")


def choices() -> dict[str, Any]:
    """Return the codes that the forms offer."""
    modes = [term.partition(" ") for term, _ in codebook.modes()]
    return {
        "types": [term for term, _ in codebook.types()],
        "modes": [(mode, kind) for kind, _, mode in modes if kind.isupper()],
        "statuses": get_args(Status),
        "precisions": get_args(PlacePrecision),
        "kinds": get_args(CountKind),
        "source_kinds": get_args(SourceKind),
    }


def _now(desk: Desk, claim: Claim, field: str, words: str) -> dict[str, Any]:
    """Return what stands in the form at first: the words pointed at, else the value now."""
    if field in ("actor", "recipient"):
        return {"value": words or "; ".join(actor.name for actor in getattr(claim, field))}
    if field == "place":
        name = words or (claim.place.name if claim.place else "")
        chosen = claim.place.gazetteer_id if claim.place and not words else None
        precision = claim.place.precision if claim.place and not words else ""
        told = [_place_told(place) for place in desk.editor.places(name)]
        return {"value": name, "places": told, "chosen": chosen, "precision": precision}
    if field == "date":
        when = claim.date
        last = when.end if when else None
        return {"first": when.start if when else "", "last": last or ""}
    if field == "counts":
        blank = [{"kind": "", "low": None, "high": None, "of": None}]
        return {
            "counts": [*claim.counts, *blank * COUNT_LINES][
                : max(COUNT_LINES, len(claim.counts) + 1)
            ]
        }
    if field == "according_to":
        link = claim.according_to[-1] if claim.according_to else None
        return {
            "value": words or (link.name if link else ""),
            "kind": link.kind if link else "unnamed",
        }
    return {}


def _place_told(place: Any) -> dict[str, str]:  # noqa: ANN401 - a place of the gazetteer
    parts = [place.name, place.kind, place.admin1, place.country]
    return {
        "gazetteer_id": place.gazetteer_id,
        "told": ", ".join(dict.fromkeys(part for part in parts if part)),
    }


def places(desk: Desk, request: Request) -> Response:
    """Return the places that a name can mean, for the form of a place."""
    found = desk.editor.places(request.query_params.get("name", ""))
    return as_json([_place_told(place) for place in found])


def keep(desk: Desk, request: Request, form: Form, claim: Claim) -> None:
    """Keep the value that a form sets a field to."""
    field = BY_NAME.get(form.get("field"))
    if field is None:
        raise UsageError(form.get("field"), "is no field of a claim", "Use the page's form.")
    report = desk.project.report(claim.report_id)
    words = pointed_at(report, form.whole("start"), form.whole("end"))
    values = {key: value for key, value in form.pairs if key not in ("start", "end")}
    values |= {"start": form.get("start_day"), "end": form.get("end_day")}
    typed = Typed(values, words)
    why = form.get("why") or None
    is_blind = form.get("blind") == "yes"
    parts = ("event_type", "mode") if field.name == "what" else field.parts[:1]
    for part in parts:
        after = desk.editor.value(part, typed, report)
        desk.decide(
            request, "edit", claim.claim_id, field=part, after=after, why=why, blind=is_blind
        )
