"""The tables of a data package: events and claims, and beside them who says what, how many, where.

They join by ``event_id``, ``claim_id`` and ``report_id``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from dateline.event_records import Decision, Family, Figure, Voice
from dateline.export import event_columns
from dateline.export.column import Column, date_cell, flag_cell, list_cell, number_cell, text_cell
from dateline.export.json_fields import dump_line
from dateline.export.shapes.tables import CLAIM_TABLE, claim_cells
from dateline.export.told import Policy, Source
from dateline.records import Report

Cells = Callable[[Source, Policy], Iterator[list[str]]]


@dataclass(frozen=True, slots=True)
class PackageTable:
    """A table of the package.

    Attributes:
        key: columns that name a row; () where rows have no name.
        joins: columns that point to another table: (column, table, its column).

    """

    name: str
    title: str
    columns: tuple[Column[Any], ...]
    rows: Cells
    key: tuple[str, ...] = ()
    joins: tuple[tuple[str, str, str], ...] = ()


_EVENT = ("event_id", "events", "event_id")
_CLAIM = ("claim_id", "claims", "claim_id")
_REPORT = ("report_id", "reports", "report_id")

VOICES: tuple[Column[[str, Voice]], ...] = (
    Column("event_id", "text", "The event.", "e1", "", lambda e, v: e),
    Column("source", "text", "Who tells it.", "the health office", "",
           lambda e, v: text_cell(v.name)),
    Column("kind", "text", "What kind of source that is.", "medic", "", lambda e, v: v.kind),
    Column("is_party", "flag", "It takes part in the event it tells.", "false", "true or false",
           lambda e, v: flag_cell(v.is_party)),
    Column("independent", "flag", "It counts as a source of its own.", "true", "true or false",
           lambda e, v: flag_cell(v.independent)),
    Column("claim_ids", "list", "The claims in which it speaks.", "c1; c2", "",
           lambda e, v: list_cell(v.claim_ids)),
    Column("report_ids", "list", "The reports in which it speaks.", "r1", "",
           lambda e, v: list_cell(v.report_ids)),
)  # fmt: skip

FIGURES: tuple[Column[[str, str, bool, Figure]], ...] = (
    Column("event_id", "text", "The event.", "e1", "", lambda e, k, t, f: e),
    Column("claim_id", "text", "The claim that states it.", "c1", "",
           lambda e, k, t, f: f.claim_id),
    Column("kind", "text", "Of what: killed, injured, detained …", "killed", "",
           lambda e, k, t, f: k),
    Column("low", "number", "The least that the words state.", "12", "persons or things",
           lambda e, k, t, f: number_cell(f.low)),
    Column("high", "number", "The greatest.", "15", "persons or things",
           lambda e, k, t, f: number_cell(f.high)),
    Column("of", "text", "Of whom.", "civilians", "", lambda e, k, t, f: text_cell(f.of)),
    Column("side", "text", "Whose people they are, where told.", "Iraqi Army", "",
           lambda e, k, t, f: text_cell(f.side)),
    Column("source", "text", "Who says so.", "the health office", "",
           lambda e, k, t, f: text_cell(f.voice)),
    Column("words", "text", "In these words.", "at least 12 civilians", "",
           lambda e, k, t, f: text_cell(f.words)),
    Column("is_total", "flag", "A running total over several events; it is in no range.", "false",
           "true or false", lambda e, k, t, f: flag_cell(t)),
    Column("is_part", "flag", "A part of a larger figure of the same claim; it is in no range.",
           "false", "true or false", lambda e, k, t, f: flag_cell(f.is_part)),
)  # fmt: skip

REPORTS: tuple[Column[[Report]], ...] = (
    Column("report_id", "text", "Id of the report, from the bytes received.", "9f86d081884c7d65",
           "", lambda r: r.report_id),
    Column("report", "text", "The name it goes by.", "agency.txt", "", lambda r: text_cell(r.name)),
    Column("title", "text", "Headline.", "Shells hit market", "", lambda r: text_cell(r.title)),
    Column("publisher", "text", "Who published it.", "Northern Wire", "",
           lambda r: text_cell(r.publisher)),
    Column("published", "date", "Day of publication.", "2016-11-03", "ISO 8601",
           lambda r: date_cell(r.published)),
    Column("published_basis", "text", "Where that day comes from: metadata, dateline, option.",
           "metadata", "", lambda r: text_cell(r.published_basis)),
    Column("url", "text", "Address.", "https://example.org/a", "", lambda r: text_cell(r.url)),
    Column("language", "text", "Language.", "en", "", lambda r: text_cell(r.language)),
    Column("sha256", "text", "Digest of the received bytes.", "9f86…", "SHA-256, hexadecimal",
           lambda r: r.sha256),
)  # fmt: skip

COPIES: tuple[Column[[Family, int]], ...] = (
    Column("family_id", "text", "The family of copies.", "f1", "", lambda f, n: f.family_id),
    Column("report_id", "text", "A report of it.", "9f86d081884c7d65", "",
           lambda f, n: f.report_ids[n]),
    Column("position", "number", "Its place in the family; 0 is the first.", "1", "from 0",
           lambda f, n: str(n)),
    Column("share", "decimal", "The part of its shingles that the first has.", "0.94", "0 to 1",
           lambda f, n: number_cell(f.shares[n])),
)  # fmt: skip


def _json_cell(value: object) -> str:
    return "" if value is None else dump_line({"": value})[5:-1]


DECISIONS: tuple[Column[[Decision]], ...] = (
    Column("decision_id", "number", "Its number in the order of arrival.", "1", "from 1",
           lambda d: str(d.decision_id)),
    Column("at", "text", "When.", "2026-11-20T10:00:00Z", "UTC, ISO 8601", lambda d: d.at),
    Column("who", "text", "Who decided.", "Ana", "", lambda d: text_cell(d.who)),
    Column("kind", "text", "What: accept, reject, edit, comment, undo …", "accept", "",
           lambda d: d.kind),
    Column("subject", "text", "The claim, event or pair decided on.", "c1", "",
           lambda d: d.subject),
    Column("field", "text", "The field, blank for the whole.", "mode", "",
           lambda d: text_cell(d.field)),
    Column("before", "text", "What was there, as JSON.", '"heavy-weapons"', "JSON",
           lambda d: _json_cell(d.before)),
    Column("after", "text", "What is there now, as JSON.", '"explosives"', "JSON",
           lambda d: _json_cell(d.after)),
    Column("why", "text", "Why.", "the words say a bomb", "", lambda d: text_cell(d.why)),
)  # fmt: skip


def _cells(columns: tuple[Column[Any], ...], *record: object) -> list[str]:
    return [column.value(*record) for column in columns]


def _events(source: Source, _: Policy) -> Iterator[list[str]]:
    return (event_columns.row(told) for told in source.told())


def _claims(source: Source, _: Policy) -> Iterator[list[str]]:
    return claim_cells(source)


def _voices(source: Source, _: Policy) -> Iterator[list[str]]:
    for told in source.told():
        for voice in told.event.voices:
            yield _cells(VOICES, told.event.event_id, voice)


def _figures(source: Source, _: Policy) -> Iterator[list[str]]:
    for told in source.told():
        for count in told.event.counts:
            for is_total, figures in ((False, count.figures), (True, count.totals)):
                for figure in figures:
                    yield _cells(FIGURES, told.event.event_id, count.kind, is_total, figure)


def _reports(source: Source, _: Policy) -> Iterator[list[str]]:
    return (_cells(REPORTS, report) for report in source.reports())


def _copies(source: Source, _: Policy) -> Iterator[list[str]]:
    there = {report.report_id for report in source.reports()}
    for family in source.families():
        for n, report_id in enumerate(family.report_ids):
            if report_id in there:
                yield _cells(COPIES, family, n)


def _decisions(source: Source, _: Policy) -> Iterator[list[str]]:
    return (_cells(DECISIONS, decision) for decision in source.decisions())


TABLES: tuple[PackageTable, ...] = (
    PackageTable("events", "Events, one a row", event_columns.COLUMNS, _events, ("event_id",)),
    PackageTable("claims", "Claims, one a row: one source's word in one sentence", CLAIM_TABLE,
                 _claims, ("claim_id",), (_EVENT, _REPORT)),
    PackageTable("sources", "Who tells each event", VOICES, _voices, (), (_EVENT,)),
    PackageTable("figures", "Who says how many", FIGURES, _figures, (), (_EVENT, _CLAIM)),
    PackageTable("reports", "Reports, one a row", REPORTS, _reports, ("report_id",)),
    PackageTable("copies", "Reports that are copies of one text", COPIES, _copies,
                 ("family_id", "report_id"), (_REPORT,)),
    PackageTable("decisions", "What people decided", DECISIONS, _decisions, ("decision_id",)),
)  # fmt: skip
"""The tables of the package, in their order."""
