"""Open a project's database: SQLite in its folder, or PostgreSQL, brought up to date.

SQLite runs with a write-ahead log, foreign keys and full synchronisation, so that what was
committed is there after any kill. Transactions begin in so many words: a writer takes its lock at
once instead of failing half-way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, func, inspect, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from dateline.errors import IntegrityError, UsageError

FILE = "project.sqlite"
BUSY_SECONDS = 30
HEAD = "2026_11_22_first"
"""The newest migration; a test holds it to the folder of migrations."""
_LOCK = 0x6461_7465
"""The number of the lock that long writers take in PostgreSQL."""
_CACHE_KIB = 64 * 1024
_SPATIAL_INDEX = "SELECT count(*) FROM pg_indexes WHERE indexname = 'ix_events_spatial'"
_MIGRATIONS = str(Path(__file__).parent / "migrations")


class Database:
    """A database and its transactions."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.is_sqlite = engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view of what is kept."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is kept, or nothing."""
        with self.engine.connect() as plain:
            connection = plain.execution_options(dateline_writes=True)
            with connection.begin():
                yield connection

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold a PostgreSQL database alone among long writers, from whatever machine they come.

        The server lets go of the lock when the connection ends, however it ends.

        Raises:
            UsageError: another command holds it.
        """
        if self.is_sqlite:
            yield
            return
        with self.engine.connect() as connection:
            mine = select(func.pg_try_advisory_lock(_LOCK))
            if not connection.execute(mine).scalar_one():
                raise UsageError(
                    self.engine.url.render_as_string(hide_password=True),
                    "another command is writing to it",
                    "Wait until it has ended.",
                )
            connection.commit()
            try:
                yield
            finally:
                connection.execute(select(func.pg_advisory_unlock(_LOCK)))
                connection.commit()

    def use_spatial_index(self) -> None:
        """Let searches by place use the index that PostGIS keeps, where there is one."""
        if self.is_sqlite:
            return
        with self.reading() as connection:
            found = connection.execute(text(_SPATIAL_INDEX)).scalar_one()
        self.engine = self.engine.execution_options(dateline_spatial=bool(found))

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def _on_connect(connection: Any, _: object) -> None:  # noqa: ANN401 - a driver's own
    # The driver must not begin transactions by itself; see _on_begin.
    connection.isolation_level = None
    cursor = connection.cursor()
    for setting in (
        "journal_mode = WAL",
        "foreign_keys = ON",
        "synchronous = FULL",
        f"busy_timeout = {BUSY_SECONDS * 1000}",
        f"cache_size = -{_CACHE_KIB}",
        "temp_store = MEMORY",
    ):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("dateline_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise UsageError(
            "--db", "is no address of a database", "Write it as postgresql://USER@HOST:PORT/NAME."
        ) from None
    if parsed.get_backend_name() == "sqlite":
        engine = create_engine(parsed)
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
        return engine
    if parsed.get_backend_name() != "postgresql":
        raise UsageError(
            "--db",
            f"'{parsed.get_backend_name()}' is no database that Dateline uses",
            "Use postgresql://…, or leave it out for SQLite.",
        )
    try:
        return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    except ImportError:
        raise UsageError(
            "--db", "the driver psycopg is not installed", "Run 'pip install dateline[postgresql]'."
        ) from None


def connect(url: str) -> Database:
    """Return the database at an address, without touching its tables.

    Raises:
        UsageError: the address is none, or nothing answers there.
    """
    database = Database(_engine(url))
    try:
        with database.reading():
            pass
    except (OperationalError, DBAPIError) as error:
        database.close()
        shown = make_url(url).render_as_string(hide_password=True)
        told = " ".join(str(error.orig).split())
        raise UsageError(
            shown,
            f"the database cannot be opened ({told})",
            "Check that it runs, and its address; a password may stand in PGPASSWORD.",
        ) from None
    return database


def sqlite_url(path: Path) -> str:
    """Return the address of a SQLite file."""
    return f"sqlite:///{path.absolute()}"


def version(connection: Connection) -> str | None:
    """Return the newest migration a database has had, or None where it has no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(
        text("SELECT version_num FROM alembic_version")
    ).scalar_one_or_none()
    return found


@cache
def _known_migrations() -> frozenset[str]:
    return frozenset(p.stem for p in Path(_MIGRATIONS, "versions").glob("*.py"))


def migrate(database: Database) -> None:
    """Bring a database up to date; one that is new gets all tables.

    Raises:
        IntegrityError: it was made by a newer Dateline.
    """
    with database.reading() as connection:
        current = version(connection)
    if current == HEAD:
        return
    if current is not None and current not in _known_migrations():
        raise IntegrityError(
            str(database.engine.url),
            f"it was made by a newer Dateline (its tables are '{current}')",
            "Update Dateline.",
        )
    from alembic import command
    from alembic.config import Config

    with database.writing() as connection:
        config = Config()
        config.set_main_option("script_location", _MIGRATIONS.replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
