"""The first tables: reports, claims, events, decisions, changes, runs."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

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
_POSTGIS = "SELECT count(*) FROM pg_available_extensions WHERE name = 'postgis'"
_SPATIAL = (
    "CREATE EXTENSION IF NOT EXISTS postgis",
    """
    CREATE INDEX ix_events_spatial ON events
    USING gist (ST_SetSRID(ST_MakePoint(longitude, latitude), 4326))
    """,
)


def _index_places(connection: Connection) -> None:
    """Index places where the server has PostGIS and lets this user have it."""
    if not connection.execute(text(_POSTGIS)).scalar_one():
        return
    try:
        with connection.begin_nested():
            for statement in _SPATIAL:
                connection.execute(text(statement))
    except ProgrammingError as error:
        # Not allowed to this user: searching by place goes without the index.
        if "permission denied" not in str(error):
            raise


def upgrade() -> None:
    """Make the tables, the triggers that guard decisions, and an index of places."""
    connection = op.get_bind()
    metadata.create_all(connection)
    if connection.dialect.name == "sqlite":
        statements = tuple(_SQLITE.format(verb=verb) for verb in ("UPDATE", "DELETE"))
    else:
        statements = _POSTGRESQL
    for statement in statements:
        op.execute(statement)
    if connection.dialect.name == "postgresql":
        _index_places(connection)
