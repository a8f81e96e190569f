"""The tables of a project, the same on SQLite and PostgreSQL.

The record itself is kept as its JSON form in ``body``; every other column is derived from it so
that it can be searched, sorted and counted. What events are filtered by stands in ``events`` and,
where an event can have several values, in ``event_facets``; their bodies stand apart, so that a
scan reads only what it counts.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Number = BigInteger().with_variant(Integer, "sqlite")
"""A whole number of any size; SQLite numbers its rows by itself only under this name."""


def _number() -> Column[int]:
    return Column("seq", Number, primary_key=True, autoincrement=True)


runs = Table(
    "runs",
    metadata,
    Column("run_id", Number, primary_key=True, autoincrement=True),
    Column("kind", Text, nullable=False),
    Column("started", Text, nullable=False),
    Column("ended", Text),
    Column("fingerprint", Text, nullable=False),
    Column("body", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""Every run of ``code`` and ``link``: versions, settings, digest of the knowledge, what it did."""

reports = Table(
    "reports",
    metadata,
    _number(),
    Column("report_id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False, index=True),
    Column("url", Text, index=True),
    Column("title", Text),
    Column("publisher", Text, index=True),
    Column("language", Text),
    Column("published", Date, index=True),
    Column("sha256", Text, nullable=False),
    Column("characters", Integer, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("superseded_by", ForeignKey("reports.report_id"), index=True),
    Column("run_id", ForeignKey("runs.run_id"), index=True),
    Column("fingerprint", Text),
    Column("body", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""``state`` is ``new``, ``coded`` or ``failed``; ``fingerprint`` says by what it was coded."""

failures = Table(
    "failures",
    metadata,
    _number(),
    Column("run_id", ForeignKey("runs.run_id"), index=True),
    Column("at", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("report_id", ForeignKey("reports.report_id"), index=True),
    Column("fault", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    Column("trace", Text),
    Column("mended", Boolean, nullable=False),
    sqlite_autoincrement=True,
)

sentences = Table(
    "sentences",
    metadata,
    Column("report_id", ForeignKey("reports.report_id"), primary_key=True),
    Column("body", Text, nullable=False),
)
"""What became of every sentence of a report, and what was rejected, in one body."""

claims = Table(
    "claims",
    metadata,
    Column("claim_id", Text, primary_key=True),
    Column("report_id", ForeignKey("reports.report_id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("event_type", Text, nullable=False),
    Column("status", Text, nullable=False, index=True),
    Column("factuality", Float, index=True),
    Column("killed", Number, index=True),
    Column("doubt", Float, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("verdict", Text, index=True),
    Column("reviewers", Text, nullable=False),
    Column("heir", ForeignKey("claims.claim_id"), index=True),
    Column("first_run", ForeignKey("runs.run_id"), index=True),
    Column("last_run", ForeignKey("runs.run_id"), index=True),
    Column("words", Text, nullable=False),
    Column("effective", Text),
    Column("body", Text, nullable=False),
    Index("ix_claims_report_id_start", "report_id", "start"),
    Index("ix_claims_queue_doubt", "doubt", "claim_id", "verdict", "state"),
    Index("ix_claims_queue_killed", "killed", "claim_id", "verdict", "state"),
    Index("ix_claims_queue_open", "state", "verdict"),
    Index("ix_claims_queue_id", "claim_id", "state", "verdict"),
)
"""``body`` is what the machine said; ``effective`` what it is with decisions applied, where that
differs. ``state`` is ``live``, ``rejected`` (by a person), ``withdrawn`` (no longer made by the
coder) or ``superseded`` (its report has a newer version). ``heir`` is the claim that took its
place when its report was coded anew; ``words`` is its sentence, in small letters on one line."""

events = Table(
    "events",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=False),
    Column("event_id", Text, nullable=False, unique=True),
    Column("state", Text, nullable=False, index=True),
    Column("merged_into", ForeignKey("events.event_id"), index=True),
    Column("event_type", Text, nullable=False),
    Column("mode", Text),
    Column("status", Text, nullable=False),
    Column("grade", Text, nullable=False),
    Column("country", Text),
    Column("admin1", Text),
    Column("precision", Text),
    Column("placed", Boolean, nullable=False),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("date_start", Date),
    Column("date_end", Date),
    Column("killed_low", Number),
    Column("killed_high", Number),
    Column("injured_low", Number),
    Column("injured_high", Number),
    Column("first_reported", Date),
    Column("last_reported", Date),
    Column("claims", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("voices", Integer, nullable=False),
    Column("disagreements", Integer, nullable=False),
    Column("difference", Float, nullable=False),
    Column("reviewed", Boolean, nullable=False),
    Column("facets", LargeBinary, nullable=False),
    Index("ix_events_live_type", "event_type", "event_id"),
    Index("ix_events_live_status", "status", "event_id"),
    Index("ix_events_live_country", "country", "admin1"),
    Index("ix_events_live_date", "date_start", "date_end"),
    Index("ix_events_live_killed", "killed_high"),
    Index("ix_events_live_difference", "difference", "event_id"),
    Index("ix_events_live_reported", "last_reported"),
    Index("ix_events_live_point", "latitude", "longitude"),
)
"""``state`` is ``live``, ``merged`` (into another) or ``withdrawn`` (no claim is left).
``facets`` holds the codes of every value that is counted, see ``store/facets.py``."""

event_bodies = Table(
    "event_bodies",
    metadata,
    Column("event_id", ForeignKey("events.event_id"), primary_key=True),
    Column("body", Text, nullable=False),
)

event_words = Table(
    "event_words",
    metadata,
    Column("seq", ForeignKey("events.seq"), primary_key=True, autoincrement=False),
    Column("words", Text, nullable=False),
)
"""``words`` are the sentences of its claims, a line each, for searching."""

facet_codes = Table(
    "facet_codes",
    metadata,
    Column("code", Integer, primary_key=True, autoincrement=False),
    Column("field", Text, nullable=False),
    Column("value", Text, nullable=False),
    Index("ix_facet_codes_value_field", "value", "field", unique=True),
)
"""The number of each value that is counted beside a list."""

event_facets = Table(
    "event_facets",
    metadata,
    Column("seq", ForeignKey("events.seq"), primary_key=True, autoincrement=False),
    Column("field", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Index("ix_event_facets_field_value", "field", "value", "seq"),
    sqlite_with_rowid=False,
)

event_claims = Table(
    "event_claims",
    metadata,
    Column("claim_id", ForeignKey("claims.claim_id"), primary_key=True),
    Column("event_id", ForeignKey("events.event_id"), nullable=False),
    Column("position", Integer, nullable=False),
    Index("ix_event_claims_event_id", "event_id", "position"),
)

families = Table(
    "families",
    metadata,
    Column("report_id", ForeignKey("reports.report_id"), primary_key=True),
    Column("family_id", Text, nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("share", Float, nullable=False),
)

pairs = Table(
    "pairs",
    metadata,
    Column("a", Text, primary_key=True),
    Column("b", Text, primary_key=True, index=True),
    Column("score", Float, nullable=False, index=True),
    Column("verdict", Text, nullable=False),
    Column("decided", Text, index=True),
    Column("body", Text, nullable=False),
)
"""Pairs of claims or events whose comparison is close, with its parts in words."""

link_spans = Table(
    "link_spans",
    metadata,
    Column("claim_id", ForeignKey("claims.claim_id"), primary_key=True),
    Column("ground", Text, primary_key=True),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Index("ix_link_spans_ground_first", "ground", "first", "last"),
    sqlite_with_rowid=False,
)
"""What each telling, named by its first claim, could be compared by: kind and ground, and days."""

decisions = Table(
    "decisions",
    metadata,
    Column("decision_id", Number, primary_key=True, autoincrement=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False, index=True),
    Column("body", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""Append-only: triggers refuse every update and delete."""

changes = Table(
    "changes",
    metadata,
    _number(),
    Column("at", Text, nullable=False, index=True),
    Column("subject_kind", Text, nullable=False),
    Column("subject", Text, nullable=False, index=True),
    Column("change", Text, nullable=False),
    Column("cause", Text, nullable=False, index=True),
    sqlite_autoincrement=True,
)
"""Everything that was added, changed or withdrawn, in order; ``cause`` names run or decision."""
