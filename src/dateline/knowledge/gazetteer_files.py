"""Which gazetteer file is used, where an imported one lies, and what a file tells of itself.

The setting ``gazetteer`` is empty (the one that ships with Dateline), ``imported`` (the one that
``dateline gazetteer import`` wrote into the user's data folder) or a path. Nothing is used because
it happens to be there: the same report and settings give the same claims on every machine.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from dateline.errors import KnowledgeError
from dateline.settings import IMPORTED

FILE = "gazetteer/gazetteer.sqlite"
IMPORTED_FILE = "geonames.sqlite"
BUILD = (
    "Build it: python -m hatchling build, or reinstall Dateline (pip install --force-reinstall)."
)
IMPORT = (
    "Make it with 'dateline gazetteer import allCountries.zip', "
    "or leave the setting 'gazetteer' out."
)
MAPPED_BYTES = 1 << 32
"""Address space, not memory: only the pages that are read are loaded."""


@dataclass(frozen=True, slots=True)
class Account:
    """What a gazetteer file tells of itself: sizes, sources, licences and whom to credit."""

    path: Path
    size: int
    places: int
    names: int
    sources: str
    licences: tuple[str, ...]
    attribution: str


def shipped() -> Path:
    """Return the file that was built with Dateline."""
    return Path(str(resources.files("dateline.knowledge").joinpath(FILE)))


def data_folder() -> Path:
    """Return the folder where the user's programs keep data, as the system has it."""
    if os.name == "nt":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Application Support")
    else:
        base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "dateline"


def imported() -> Path:
    """Return where an import is kept unless another place is named."""
    return data_folder() / IMPORTED_FILE


def chosen(setting: str | None) -> Path:
    """Return the file that a value of the setting ``gazetteer`` means."""
    if setting is None:
        return shipped()
    return imported() if setting == IMPORTED else Path(setting).expanduser()


def connected(path: Path) -> sqlite3.Connection:
    """Open a gazetteer file for reading.

    Raises:
        KnowledgeError: it is missing, damaged, or of another version of Dateline.
    """
    remedy = BUILD if path == shipped() else IMPORT
    if not path.is_file():
        raise KnowledgeError(str(path), "the gazetteer is not there", remedy)
    try:
        base = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        base.execute(f"PRAGMA mmap_size={MAPPED_BYTES}")
        base.execute("SELECT key, standing, place, rank FROM name LIMIT 1").fetchone()
        base.execute("SELECT prior, code FROM place LIMIT 1").fetchone()
    except sqlite3.DatabaseError as error:
        raise KnowledgeError(str(path), f"it cannot be read ({error})", remedy) from error
    return base


def account(path: Path) -> Account:
    """Return what a gazetteer file tells of itself.

    Raises:
        KnowledgeError: it is missing or damaged.
    """
    base = connected(path)
    try:
        notes = dict(base.execute("SELECT key, value FROM meta ORDER BY key"))
        if "places" not in notes or "sources" not in notes:
            raise KnowledgeError(str(path), "it has no account of its sources", IMPORT)
    except sqlite3.DatabaseError as error:
        raise KnowledgeError(str(path), f"it cannot be read ({error})", IMPORT) from error
    finally:
        base.close()
    licences = [f"{k.removeprefix('licence ')}: {v}" for k, v in notes.items() if "licence" in k]
    return Account(
        path=path,
        size=path.stat().st_size,
        places=int(notes["places"]),
        names=int(notes["names"]),
        sources=notes["sources"],
        licences=tuple(licences),
        attribution=notes.get("attribution", ""),
    )
