"""The JSON forms of a report, of a rejected candidate and of a sentence's account.

A report is written with its text, so that every offset of its claims can be checked without the
file it came from; the received bytes are not part of it (a project keeps them beside).
"""

from __future__ import annotations

from dateline.export.json_fields import (
    Fields,
    Json,
    anchor_to_json,
    read_anchor,
    read_sentence,
    sentence_to_json,
)
from dateline.records import Rejected, Report, SentenceAccount


def report_to_json(report: Report) -> Json:
    """Return the JSON form of a report, without the received bytes."""
    return {
        "report_id": report.report_id,
        "report": report.name,
        "sha256": report.sha256,
        "title": report.title,
        "publisher": report.publisher,
        "url": report.url,
        "language": report.language,
        "published": None if report.published is None else report.published.isoformat(),
        "published_basis": report.published_basis,
        "dateline_place": report.dateline_place,
        "body_start": report.body_start,
        "read_as": report.read_as,
        "encoding": report.encoding,
        "notes": list(report.notes),
        "text": report.text,
    }


def report_from_json(record: object, where: str = "report") -> Report:
    """Return the report that a JSON form describes; its received bytes are empty.

    Raises:
        DamagedFile: a key is missing or holds something else than it should.
    """
    fields = Fields(record, where)
    return Report(
        report_id=fields.text("report_id"),
        name=fields.text("report"),
        text=fields.text("text"),
        sha256=fields.text("sha256"),
        title=fields.maybe_text("title"),
        publisher=fields.maybe_text("publisher"),
        url=fields.maybe_text("url"),
        language=fields.maybe_text("language"),
        published=fields.maybe_day("published"),
        published_basis=fields.maybe_text("published_basis"),
        dateline_place=fields.maybe_text("dateline_place"),
        body_start=fields.number("body_start"),
        read_as=fields.text("read_as"),
        encoding=fields.text("encoding"),
        notes=fields.texts("notes"),
    )


def rejected_to_json(rejected: Rejected) -> Json:
    """Return the JSON form of a rejected candidate."""
    return {
        "report_id": rejected.report_id,
        "sentence": sentence_to_json(rejected.sentence),
        "trigger": anchor_to_json(rejected.trigger),
        "event_type": rejected.event_type,
        "rule": rejected.rule,
        "reason": rejected.reason,
    }


def rejected_from_json(record: object, where: str = "rejected") -> Rejected:
    """Return the rejected candidate that a JSON form describes.

    Raises:
        DamagedFile: a key is missing or holds something else than it should.
    """
    fields = Fields(record, where)
    return Rejected(
        report_id=fields.text("report_id"),
        sentence=fields.one("sentence", read_sentence),
        trigger=fields.one("trigger", read_anchor),
        event_type=fields.text("event_type"),
        rule=fields.text("rule"),
        reason=fields.text("reason"),
    )


def account_to_json(report: Report, account: SentenceAccount) -> Json:
    """Return the JSON form of what became of one sentence of a report."""
    return {
        "report_id": report.report_id,
        "report": report.name,
        "sentence": sentence_to_json(account.sentence),
        "claims": account.claims,
        "reason": account.reason,
    }


def account_from_json(record: object, where: str = "sentence") -> SentenceAccount:
    """Return the sentence's account that a JSON form describes.

    Raises:
        DamagedFile: a key is missing or holds something else than it should.
    """
    fields = Fields(record, where)
    return SentenceAccount(
        sentence=fields.one("sentence", read_sentence),
        claims=fields.number("claims"),
        reason=fields.maybe_text("reason"),
    )
