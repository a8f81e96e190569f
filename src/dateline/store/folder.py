"""The folder of a project: making it, knowing it, and finding its database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy.engine import make_url

from dateline.config import FILE_NAME, read_file
from dateline.errors import SettingsError, UsageError
from dateline.store import database as databases
from dateline.store import format_1, lock, originals
from dateline.store.atomic import folder_aside
from dateline.store.database import Database

FORMAT = 2

_TEMPLATE = """\
# A Dateline project. Every setting is explained by: dateline codebook settings
[project]
format = {format}
{db}
[settings]
# published = "2016-11-03"    # for reports that state no day of publication
# knowledge = "knowledge"     # a folder with your own verbs, nouns, actors and places
"""


def _project_table(folder: Path) -> dict[str, Any]:
    table = read_file(folder / FILE_NAME).get("project", {})
    if not isinstance(table, dict):
        raise SettingsError(
            str(folder / FILE_NAME), "'project' is no table", "Write a line '[project]'."
        )
    return table


def is_project(folder: Path) -> bool:
    """Tell whether a folder is a Dateline project."""
    if not (folder / FILE_NAME).is_file():
        return False
    if (folder / databases.FILE).is_file() or (folder / format_1.REPORTS).is_file():
        return True
    try:
        return "db" in _project_table(folder)
    except SettingsError:
        return False


def require(folder: Path) -> None:
    """Check that a folder is a project.

    Raises:
        UsageError: it is none.
    """
    if not is_project(folder):
        raise UsageError(str(folder), "is no project", "Make one: 'dateline init FOLDER'.")


def create(folder: Path, db: str | None) -> None:
    """Make a project of a new or empty folder; the folder is there whole or not at all.

    Raises:
        UsageError: it is a project already, or holds other files, or cannot be written; or the
            database cannot be opened or holds a project.
    """
    if is_project(folder):
        raise UsageError(str(folder), "is a project already", "Add reports: 'dateline add PATHS'.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(str(folder), "is not an empty folder", "Name a new or empty folder.")
    if db is not None:
        _prepare(db)
    try:
        with folder_aside(folder) as aside:
            (aside / originals.FOLDER).mkdir()
            if db is None:
                _migrated(databases.sqlite_url(aside / databases.FILE)).close()
            line = "" if db is None else f'db = "{db}"\n'
            text = _TEMPLATE.format(format=FORMAT, db=line)
            (aside / FILE_NAME).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(
            str(folder), f"cannot be written ({error})", "Choose another place."
        ) from None


def _prepare(db: str) -> None:
    database = databases.connect(db)
    try:
        with database.reading() as connection:
            if databases.version(connection) is not None:
                shown = make_url(db).render_as_string(hide_password=True)
                raise UsageError(shown, "holds a project already", "Name another database.")
        databases.migrate(database)
    finally:
        database.close()


def _migrated(url: str) -> Database:
    database = databases.connect(url)
    databases.migrate(database)
    return database


def open_database(folder: Path) -> Database:
    """Return the database of a project, its tables brought up to date.

    Raises:
        UsageError: the folder is no project, or its database cannot be opened.
    """
    require(folder)
    db = _project_table(folder).get("db")
    url = db if isinstance(db, str) else databases.sqlite_url(folder / databases.FILE)
    database = _migrated(url)
    database.use_spatial_index()
    if format_1.is_old(folder):
        with lock.alone(folder):
            format_1.upgrade(folder, database)
    return database
