"""Read the knowledge files: tab-separated tables with their origin, licence and date on top.

A file begins with comment lines ``# origin: …``, ``# licence: …``, ``# date: YYYY-MM-DD``, then a
header row, then rows. Blank lines and other ``#`` lines are skipped. Missing trailing cells are
empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from dateline.errors import KnowledgeError

REQUIRED_NOTES = ("origin", "licence", "date")


@dataclass(frozen=True, slots=True)
class Table:
    """One knowledge file: its name, the notes on its top, and its rows as dictionaries."""

    name: str
    notes: dict[str, str]
    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]


def packaged(folder: str) -> Iterator[tuple[str, str]]:
    """Yield (name, content) of every ``.tsv`` file in a folder of ``dateline.knowledge``."""
    root = resources.files("dateline.knowledge").joinpath(folder)
    for item in sorted(root.iterdir(), key=lambda entry: entry.name):
        if item.name.endswith(".tsv"):
            yield f"{folder}/{item.name}", item.read_text(encoding="utf-8")


def user_files(folder: Path | None, pattern: str) -> Iterator[tuple[str, str]]:
    """Yield (name, content) of the user's own files that match a pattern ("verbs*.tsv")."""
    if folder is not None:
        for path in sorted(folder.glob(pattern)):
            yield str(path), path.read_text(encoding="utf-8-sig")


def parse_table(name: str, content: str, *, need_notes: bool = True) -> Table:
    """Read one table.

    Raises:
        KnowledgeError: a note is missing, there is no header, or a row has too many cells.

    """
    notes: dict[str, str] = {}
    columns: tuple[str, ...] = ()
    rows: list[dict[str, str]] = []
    for number, line in enumerate(content.splitlines(), 1):
        if line.startswith("#"):
            key, colon, value = line.lstrip("# ").partition(":")
            if colon and key.strip().lower() in REQUIRED_NOTES:
                notes.setdefault(key.strip().lower(), value.strip())
        elif not line.strip():
            continue
        elif not columns:
            columns = tuple(cell.strip() for cell in line.split("\t"))
        else:
            cells = [cell.strip() for cell in line.split("\t")]
            if len(cells) > len(columns):
                raise KnowledgeError(
                    f"{name}, line {number}",
                    f"{len(cells)} cells under {len(columns)} columns",
                    "Separate cells by one tab each, and leave none over.",
                )
            cells += [""] * (len(columns) - len(cells))
            rows.append(dict(zip(columns, cells, strict=True)))
    if not columns:
        raise KnowledgeError(name, "there is no header row", "Begin the table with its columns.")
    missing = [note for note in REQUIRED_NOTES if note not in notes]
    if need_notes and missing:
        raise KnowledgeError(
            name, f"the note on {', '.join(missing)} is missing", "Add lines like '# origin: …'."
        )
    return Table(name, notes, columns, tuple(rows))
