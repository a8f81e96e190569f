"""The JSON form of events, families of copies, comparisons and decisions.

As with claims, every key is always present, in a fixed order, and an unknown value is ``null``.
``from_json(to_json(event)) == event`` for every event, and so for the other records.
"""

from __future__ import annotations

from dateline.event_records import (
    Comparison,
    CountRange,
    Decision,
    DecisionKind,
    Event,
    Family,
    Figure,
    Grade,
    Part,
    Reading,
    Relation,
    Verdict,
    Voice,
)
from dateline.export.claim_json import date_to_json, place_to_json, read_date, read_place
from dateline.export.json_fields import Fields, Json
from dateline.records import CountKind, SourceKind, Status


def _reading(reading: Reading) -> Json:
    return {
        "key": reading.key,
        "label": reading.label,
        "claim_ids": list(reading.claim_ids),
        "voices": list(reading.voices),
    }


def _figure(figure: Figure) -> Json:
    return {
        "claim_id": figure.claim_id,
        "voice": figure.voice,
        "low": figure.low,
        "high": figure.high,
        "of": figure.of,
        "side": figure.side,
        "is_part": figure.is_part,
        "words": figure.words,
    }


def _count(count: CountRange) -> Json:
    return {
        "kind": count.kind,
        "low": count.low,
        "high": count.high,
        "figures": [_figure(figure) for figure in count.figures],
        "totals": [_figure(figure) for figure in count.totals],
    }


def _voice(voice: Voice) -> Json:
    return {
        "key": voice.key,
        "name": voice.name,
        "kind": voice.kind,
        "is_party": voice.is_party,
        "independent": voice.independent,
        "claim_ids": list(voice.claim_ids),
        "report_ids": list(voice.report_ids),
    }


def to_json(event: Event) -> Json:
    """Return the JSON form of an event, keys in their fixed order."""
    first, last = event.first_reported, event.last_reported
    return {
        "event_id": event.event_id,
        "sentence": event.sentence,
        "event_type": event.event_type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "status": event.status,
        "statuses": [_reading(reading) for reading in event.statuses],
        "actor": [_reading(reading) for reading in event.actor],
        "recipient": [_reading(reading) for reading in event.recipient],
        "place": None if event.place is None else place_to_json(event.place),
        "places": [_reading(reading) for reading in event.places],
        "date": None if event.date is None else date_to_json(event.date),
        "dates": [_reading(reading) for reading in event.dates],
        "counts": [_count(count) for count in event.counts],
        "denials": list(event.denials),
        "voices": [_voice(voice) for voice in event.voices],
        "first_reported": None if first is None else first.isoformat(),
        "last_reported": None if last is None else last.isoformat(),
        "grade": event.grade,
        "grade_rule": event.grade_rule,
        "grade_because": event.grade_because,
        "disagreements": list(event.disagreements),
        "related": [{"relation": how, "event_id": other} for how, other in event.related],
        "claim_ids": list(event.claim_ids),
        "report_ids": list(event.report_ids),
    }


def _read_reading(fields: Fields) -> Reading:
    return Reading(
        key=fields.text("key"),
        label=fields.text("label"),
        claim_ids=fields.texts("claim_ids"),
        voices=fields.texts("voices"),
    )


def _read_figure(fields: Fields) -> Figure:
    return Figure(
        claim_id=fields.text("claim_id"),
        voice=fields.text("voice"),
        low=fields.maybe_number("low"),
        high=fields.maybe_number("high"),
        of=fields.maybe_text("of"),
        words=fields.text("words"),
        side=fields.maybe_text("side"),
        is_part=fields.flag("is_part"),
    )


def _read_count(fields: Fields) -> CountRange:
    return CountRange(
        kind=fields.choice("kind", CountKind),
        low=fields.maybe_number("low"),
        high=fields.maybe_number("high"),
        figures=fields.many("figures", _read_figure),
        totals=fields.many("totals", _read_figure),
    )


def _read_voice(fields: Fields) -> Voice:
    return Voice(
        key=fields.text("key"),
        name=fields.text("name"),
        kind=fields.choice("kind", SourceKind),
        is_party=fields.flag("is_party"),
        claim_ids=fields.texts("claim_ids"),
        report_ids=fields.texts("report_ids"),
        independent=fields.flag("independent"),
    )


def _read_related(fields: Fields) -> tuple[Relation, str]:
    return fields.choice("relation", Relation), fields.text("event_id")


def from_json(record: object, where: str = "event") -> Event:
    """Return the event that a JSON form describes.

    ``where`` names the record in errors ("events.jsonl, line 3").

    Raises:
        DamagedFile: a key is missing or holds something else than it should.
    """
    fields = Fields(record, where)
    return Event(
        event_id=fields.text("event_id"),
        claim_ids=fields.texts("claim_ids"),
        report_ids=fields.texts("report_ids"),
        event_type=fields.text("event_type"),
        mode=fields.maybe_text("mode"),
        contexts=fields.texts("contexts"),
        status=fields.choice("status", Status),
        statuses=fields.many("statuses", _read_reading),
        actor=fields.many("actor", _read_reading),
        recipient=fields.many("recipient", _read_reading),
        place=fields.maybe("place", read_place),
        places=fields.many("places", _read_reading),
        date=fields.maybe("date", read_date),
        dates=fields.many("dates", _read_reading),
        counts=fields.many("counts", _read_count),
        denials=fields.texts("denials"),
        voices=fields.many("voices", _read_voice),
        first_reported=fields.maybe_day("first_reported"),
        last_reported=fields.maybe_day("last_reported"),
        grade=fields.choice("grade", Grade),
        grade_rule=fields.text("grade_rule"),
        grade_because=fields.text("grade_because"),
        disagreements=fields.texts("disagreements"),
        related=fields.many("related", _read_related),
        sentence=fields.text("sentence"),
    )


def family_to_json(family: Family) -> Json:
    """Return the JSON form of a family of copies."""
    return {
        "family_id": family.family_id,
        "report_ids": list(family.report_ids),
        "shares": list(family.shares),
    }


def family_from_json(record: object, where: str = "family") -> Family:
    """Return the family that a JSON form describes."""
    fields = Fields(record, where)
    return Family(fields.text("family_id"), fields.texts("report_ids"), fields.decimals("shares"))


def comparison_to_json(comparison: Comparison) -> Json:
    """Return the JSON form of two claims held side by side."""
    return {
        "claim_a": comparison.claim_a,
        "claim_b": comparison.claim_b,
        "verdict": comparison.verdict,
        "score": comparison.score,
        "words": comparison.words,
        "parts": [
            {"field": p.field, "words": p.words, "weight": p.weight, "bars": p.bars}
            for p in comparison.parts
        ],
    }


def _read_part(fields: Fields) -> Part:
    return Part(
        fields.text("field"), fields.text("words"), fields.decimal("weight"), fields.flag("bars")
    )


def comparison_from_json(record: object, where: str = "comparison") -> Comparison:
    """Return the comparison that a JSON form describes; its line of words is made anew."""
    fields = Fields(record, where)
    return Comparison(
        claim_a=fields.text("claim_a"),
        claim_b=fields.text("claim_b"),
        parts=fields.many("parts", _read_part),
        score=fields.decimal("score"),
        verdict=fields.choice("verdict", Verdict),
    )


def decision_to_json(decision: Decision) -> Json:
    """Return the JSON form of a decision; what was before and is now are JSON already."""
    return {
        "decision_id": decision.decision_id,
        "at": decision.at,
        "who": decision.who,
        "kind": decision.kind,
        "subject": decision.subject,
        "field": decision.field,
        "before": decision.before,
        "after": decision.after,
        "why": decision.why,
        "blind": decision.blind,
    }


def decision_from_json(record: object, where: str = "decision") -> Decision:
    """Return the decision that a JSON form describes."""
    fields = Fields(record, where)
    return Decision(
        who=fields.text("who"),
        at=fields.text("at"),
        kind=fields.choice("kind", DecisionKind),
        subject=fields.text("subject"),
        field=fields.maybe_text("field"),
        before=fields.anything("before"),
        after=fields.anything("after"),
        why=fields.maybe_text("why"),
        decision_id=fields.number("decision_id"),
        blind=fields.flag("blind"),
    )
