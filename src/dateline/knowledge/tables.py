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


USER_STEMS = (
    *("verbs", "nouns", "classes", "metaphor", "light_verbs", "descriptions", "holdings"),
    *("actors", "places", "cues", "source_kinds", "hedges", "predicates", "modals", "stances"),
)
"""How the names of the user's own files begin."""


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


def check_user_folder(folder: Path) -> None:
    """Make sure that every file in the user's folder is one that Dateline reads.

    Hidden files and texts (``.md``, ``.txt``) are the user's notes and pass.

    Raises:
        KnowledgeError: there is no such folder, or a file in it would not be read.

    """
    if not folder.is_dir():
        raise KnowledgeError(str(folder), "there is no such folder", "Check --knowledge.")
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.suffix.lower() in (".md", ".txt"):
            continue
        if path.suffix != ".tsv" or not path.name.startswith(USER_STEMS):
            raise KnowledgeError(
                str(path),
                "no table of this name is read",
                f"Name it NAME….tsv, where NAME is one of {', '.join(USER_STEMS)}; "
                "or move it out of the folder.",
            )


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
