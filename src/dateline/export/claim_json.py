"""The JSON form of a claim: what ``--format jsonl`` writes, a store keeps and an API would send.

Every key is always present, in a fixed order; an unknown value is ``null`` and has its reason in
the key of the same name with ``_reason``. Offsets are code points of the report's text,
half-open. ``from_json(to_json(claim)) == claim`` for every claim.
"""

from __future__ import annotations

from dateline.export.json_fields import (
    Fields,
    Json,
    anchor_to_json,
    anchors_to_json,
    read_anchor,
    read_sentence,
    sentence_to_json,
)
from dateline.records import (
    Actor,
    Attribution,
    AttributionForm,
    Basis,
    Claim,
    Count,
    CountKind,
    DatePrecision,
    DateRange,
    Place,
    PlacePrecision,
    SourceKind,
    Status,
)


def actor_to_json(actor: Actor) -> Json:
    """Return the JSON form of an actor."""
    return {
        "name": actor.name,
        "actor_id": actor.actor_id,
        "country": actor.country,
        "sectors": list(actor.sectors),
        "words": actor.words,
        "anchors": anchors_to_json(actor.anchors),
        "basis": actor.basis,
        "rule": actor.rule,
        "reason": actor.reason,
    }


def place_to_json(place: Place) -> Json:
    """Return the JSON form of a place."""
    return {
        "name": place.name,
        "gazetteer_id": place.gazetteer_id,
        "admin1": place.admin1,
        "admin1_code": place.admin1_code,
        "admin2": place.admin2,
        "country": place.country,
        "iso3": place.iso3,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "precision": place.precision,
        "words": place.words,
        "anchors": anchors_to_json(place.anchors),
        "basis": place.basis,
        "rule": place.rule,
        "reason": place.reason,
    }


def date_to_json(when: DateRange) -> Json:
    """Return the JSON form of an interval of days."""
    return {
        "start": when.start.isoformat(),
        "end": None if when.end is None else when.end.isoformat(),
        "precision": when.precision,
        "words": when.words,
        "anchors": anchors_to_json(when.anchors),
        "basis": when.basis,
        "rule": when.rule,
    }


def count_to_json(count: Count) -> Json:
    """Return the JSON form of a count."""
    return {
        "kind": count.kind,
        "low": count.low,
        "high": count.high,
        "best": count.best,
        "approximate": count.approximate,
        "cumulative": count.cumulative,
        "of": count.of,
        "words": count.words,
        "anchors": anchors_to_json(count.anchors),
        "rule": count.rule,
    }


def attribution_to_json(link: Attribution) -> Json:
    """Return the JSON form of a link of the chain of who says so."""
    return {
        "name": link.name,
        "actor_id": link.actor_id,
        "kind": link.kind,
        "form": link.form,
        "is_party": link.is_party,
        "cue": None if link.cue is None else anchor_to_json(link.cue),
        "words": link.words,
        "anchors": anchors_to_json(link.anchors),
        "basis": link.basis,
        "rule": link.rule,
    }


def to_json(claim: Claim) -> Json:
    """Return the JSON form of a claim, keys in their fixed order."""
    return {
        "claim_id": claim.claim_id,
        "report_id": claim.report_id,
        "report": claim.report,
        "sentence": sentence_to_json(claim.sentence),
        "event_type": claim.event_type,
        "mode": claim.mode,
        "contexts": list(claim.contexts),
        "trigger": anchor_to_json(claim.trigger),
        "trigger_rule": claim.trigger_rule,
        "status": claim.status,
        "status_rule": claim.status_rule,
        "status_anchors": anchors_to_json(claim.status_anchors),
        "factuality": claim.factuality,
        "factuality_because": list(claim.factuality_because),
        "hedged": claim.hedged,
        "hedge_anchors": anchors_to_json(claim.hedge_anchors),
        "quoted": claim.quoted,
        "actor": [actor_to_json(actor) for actor in claim.actor],
        "actor_reason": claim.actor_reason,
        "recipient": [actor_to_json(actor) for actor in claim.recipient],
        "recipient_reason": claim.recipient_reason,
        "place": None if claim.place is None else place_to_json(claim.place),
        "place_reason": claim.place_reason,
        "date": None if claim.date is None else date_to_json(claim.date),
        "date_words": anchors_to_json(claim.date_words),
        "date_reason": claim.date_reason,
        "counts": [count_to_json(count) for count in claim.counts],
        "counts_reason": claim.counts_reason,
        "according_to": [attribution_to_json(link) for link in claim.according_to],
        "about_claim_id": claim.about_claim_id,
    }


def _read_actor(fields: Fields) -> Actor:
    return Actor(
        name=fields.text("name"),
        words=fields.text("words"),
        anchors=fields.many("anchors", read_anchor),
        basis=fields.choice("basis", Basis),
        rule=fields.text("rule"),
        actor_id=fields.maybe_text("actor_id"),
        country=fields.maybe_text("country"),
        sectors=fields.texts("sectors"),
        reason=fields.maybe_text("reason"),
    )


def read_place(fields: Fields) -> Place:
    """Return the place that an object describes."""
    return Place(
        name=fields.text("name"),
        words=fields.text("words"),
        anchors=fields.many("anchors", read_anchor),
        basis=fields.choice("basis", Basis),
        rule=fields.text("rule"),
        precision=fields.choice("precision", PlacePrecision),
        gazetteer_id=fields.maybe_text("gazetteer_id"),
        admin1=fields.maybe_text("admin1"),
        admin1_code=fields.maybe_text("admin1_code"),
        admin2=fields.maybe_text("admin2"),
        country=fields.maybe_text("country"),
        iso3=fields.maybe_text("iso3"),
        latitude=fields.maybe_decimal("latitude"),
        longitude=fields.maybe_decimal("longitude"),
        reason=fields.maybe_text("reason"),
    )


def read_date(fields: Fields) -> DateRange:
    """Return the interval of days that an object describes."""
    return DateRange(
        start=fields.day("start"),
        end=fields.maybe_day("end"),
        precision=fields.choice("precision", DatePrecision),
        words=fields.text("words"),
        anchors=fields.many("anchors", read_anchor),
        basis=fields.choice("basis", Basis),
        rule=fields.text("rule"),
    )


def _read_count(fields: Fields) -> Count:
    return Count(
        kind=fields.choice("kind", CountKind),
        low=fields.maybe_number("low"),
        high=fields.maybe_number("high"),
        best=fields.maybe_number("best"),
        approximate=fields.flag("approximate"),
        of=fields.maybe_text("of"),
        words=fields.text("words"),
        anchors=fields.many("anchors", read_anchor),
        rule=fields.text("rule"),
        cumulative=fields.flag("cumulative"),
    )


def _read_attribution(fields: Fields) -> Attribution:
    return Attribution(
        name=fields.text("name"),
        words=fields.text("words"),
        kind=fields.choice("kind", SourceKind),
        form=fields.choice("form", AttributionForm),
        cue=fields.maybe("cue", read_anchor),
        anchors=fields.many("anchors", read_anchor),
        rule=fields.text("rule"),
        basis=fields.choice("basis", Basis),
        actor_id=fields.maybe_text("actor_id"),
        is_party=fields.flag("is_party"),
    )


def from_json(record: object, where: str = "claim") -> Claim:
    """Return the claim that a JSON form describes.

    ``where`` names the record in errors ("claims.jsonl, line 3").

    Raises:
        DamagedFile: a key is missing or holds something else than it should.
    """
    fields = Fields(record, where)
    return Claim(
        claim_id=fields.text("claim_id"),
        report_id=fields.text("report_id"),
        report=fields.text("report"),
        sentence=fields.one("sentence", read_sentence),
        event_type=fields.text("event_type"),
        mode=fields.maybe_text("mode"),
        contexts=fields.texts("contexts"),
        trigger=fields.one("trigger", read_anchor),
        trigger_rule=fields.text("trigger_rule"),
        status=fields.choice("status", Status),
        status_rule=fields.text("status_rule"),
        status_anchors=fields.many("status_anchors", read_anchor),
        factuality=fields.maybe_decimal("factuality"),
        factuality_because=fields.texts("factuality_because"),
        hedged=fields.flag("hedged"),
        hedge_anchors=fields.many("hedge_anchors", read_anchor),
        quoted=fields.flag("quoted"),
        actor=fields.many("actor", _read_actor),
        actor_reason=fields.maybe_text("actor_reason"),
        recipient=fields.many("recipient", _read_actor),
        recipient_reason=fields.maybe_text("recipient_reason"),
        place=fields.maybe("place", read_place),
        place_reason=fields.maybe_text("place_reason"),
        date=fields.maybe("date", read_date),
        date_words=fields.many("date_words", read_anchor),
        date_reason=fields.maybe_text("date_reason"),
        counts=fields.many("counts", _read_count),
        counts_reason=fields.maybe_text("counts_reason"),
        according_to=fields.many("according_to", _read_attribution),
        about_claim_id=fields.maybe_text("about_claim_id"),
    )
