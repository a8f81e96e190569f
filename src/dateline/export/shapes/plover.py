"""PLOVER JSON: one claim a line under PLOVER's fields, with an ``attribution`` object beside.

PLOVER has no field for who says so; that object is Dateline's and stands apart from the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.export.json_fields import Json, anchors_to_json
from dateline.export.shapes.shape import Left, Shape
from dateline.export.shapes.writers import to_json_lines
from dateline.export.told import Policy, Source, point
from dateline.records import Actor, Claim, Count, Place, Report
from dateline.spans import excerpt
from dateline.version import VERSION

_QUAD = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
_AUXILIARY = {
    "planned": "future",
    "threatened": "future",
    "requested": "future",
    "possible": "hypothetical",
    "hypothetical": "hypothetical",
    "denied": "negation",
    "not_happened": "negation",
}
_SIZE = {"killed": "dead", "injured": "injured", "detained": "arrested"}
_RESOLUTION = {"exact": 4, "near": 4, "district": 3, "province": 2, "country": 1}


def _full(record: Json) -> Json:
    """Return an object without the fields that are not known."""
    return {key: value for key, value in record.items() if value not in (None, "", [], {})}


def _entity(actor: Actor) -> Json:
    return _full(
        {
            "code": (actor.country or "") + "".join(actor.sectors[:1]),
            "sector": list(actor.sectors),
            "entity_text": actor.words,
            "identifier_id": actor.actor_id,
            "identifier_text": actor.name,
        }
    )


def _size(counts: tuple[Count, ...]) -> Json:
    """Return the counts PLOVER has room for: the least number, never one that is not stated."""
    found: Json = {}
    for count in counts:
        name = _SIZE.get(count.kind)
        if name and not count.cumulative and count.low is not None:
            found.setdefault(name, count.low)
    return found


def _location(place: Place) -> Json:
    at = point(place)
    return _full(
        {
            "extracted_place": place.words,
            "resolved_place": place.name,
            "geonameid": (place.gazetteer_id or "").partition("geonames:")[2],
            "lat": at[0] if at else None,
            "lon": at[1] if at else None,
            "city": place.name if at else None,
            "district": place.admin2,
            "province": place.admin1,
            "country": place.country,
            "country_code": place.iso3,
            "resolution": _RESOLUTION.get(place.precision),
        }
    )


def _attribution(claim: Claim) -> Json:
    """Return who says so, nearest to the reader first; an empty chain is the outlet itself."""
    return {
        "chain": [
            _full(
                {
                    "source_text": link.words,
                    "name": link.name,
                    "identifier_id": link.actor_id,
                    "kind": link.kind,
                    "form": link.form,
                    "cue": link.cue.quote if link.cue else None,
                    "anchors": anchors_to_json(link.anchors),
                }
            )
            | {"is_party": link.is_party}
            for link in claim.according_to
        ],
        "asserted_by_outlet": not claim.according_to and not claim.hedged,
        "hedged": claim.hedged,
        "quoted": claim.quoted,
        "status": claim.status,
    }


def _text_info(claim: Claim, report: Report) -> Json:
    start, end = claim.sentence.start, claim.sentence.end
    return {"sequence": claim.sentence.n, "start": start, "end": end}


def _cite_info(report: Report) -> Json:
    return _full(
        {
            "citation": report.report_id,
            "url": report.url,
            "title": report.title,
            "language": report.language,
            "publication": report.publisher,
            "coder": "Dateline",
            "version": VERSION,
        }
    )


def record(claim: Claim, report: Report, event_id: str | None) -> Json:
    """Return the PLOVER record of a claim."""
    when = claim.date
    return _full(
        {
            "id": claim.claim_id,
            "has_event": True,
            "date": when.start.isoformat() if when else None,
            "enddate": when.end.isoformat() if when and when.end else None,
            "actor": [_entity(actor) for actor in claim.actor],
            "recipient": [_entity(actor) for actor in claim.recipient],
            "event": claim.event_type,
            "event_text": claim.trigger.quote,
            "event_loc": _location(claim.place) if claim.place else None,
            "quad_code": _QUAD.get(claim.event_type),
            "mode": claim.mode,
            "aux_mode": _AUXILIARY.get(claim.status),
            "context": list(claim.contexts),
            "size": _size(claim.counts),
            "text": excerpt(report.text, claim.sentence.start, claim.sentence.end),
            "text_info": _text_info(claim, report),
            "cite_info": _cite_info(report),
            "attribution": _attribution(claim),
            "event_group": event_id,
        }
    )


def records(source: Source, policy: Policy, left: Left) -> Iterator[Json]:
    """Yield the record of every claim."""
    for claim, report, event_id in source.claims():
        yield record(claim, report, event_id)


SHAPE = Shape(
    name="plover",
    title="PLOVER JSON with attribution",
    suffix=".jsonl",
    unit="claim",
    what="One claim a line under the fields of the PLOVER manual, and beside them an object "
    "attribution that says according to whom; event_group ties claims of one event.",
    is_not="PLOVER has no field for who says so, and none for a status: attribution, aux_mode and "
    "event_group are Dateline's additions. A field that is not known is left out, also those "
    "that PLOVER requires (date, actor).",
    notes=(
        "size holds the least number stated; a running total is not in it.",
        "event_loc has lat and lon only where the place is exact or near.",
        "aux_mode is future, hypothetical or negation where the claim is not told as fact.",
    ),
    rows=records,
    write=to_json_lines(records),
    claims_suffice=True,
)
