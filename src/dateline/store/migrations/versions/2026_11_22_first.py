"""The first tables: reports, claims, events, decisions, changes, runs."""

from __future__ import annotations

from alembic import op

from dateline.store.schema import metadata

revision = "2026_11_22_first"
down_revision = None

_SQLITE = """
CREATE TRIGGER decisions_no_{verb} BEFORE {verb} ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are only ever appended'); END
"""
_POSTGRESQL = (
    """
    CREATE FUNCTION decisions_are_appended() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'decisions are only ever appended'; END $$
    """,
    """
    CREATE TRIGGER decisions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions
    FOR EACH STATEMENT EXECUTE FUNCTION decisions_are_appended()
    """,
)


def upgrade() -> None:
    """Make the tables and the triggers that guard decisions."""
    connection = op.get_bind()
    metadata.create_all(connection)
    if connection.dialect.name == "sqlite":
        statements = tuple(_SQLITE.format(verb=verb) for verb in ("UPDATE", "DELETE"))
    else:
        statements = _POSTGRESQL
    for statement in statements:
        op.execute(statement)
