"""The codebook: what types, modes, columns, reasons, rules and settings mean.

``dateline codebook`` prints these tables and ``make docs`` writes them to ``docs/``; both come
from the same data that the code works with.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from dateline import reasons
from dateline.config import kind_of, meanings, names
from dateline.export import event_columns
from dateline.export.column import Column
from dateline.export.columns import COLUMNS
from dateline.export.plain import wrapped
from dateline.export.rule_meanings import table
from dateline.knowledge.tables import packaged, parse_table
from dateline.settings import Settings

KINDS = {
    "str": "text",
    "bool": "true or false",
    "int": "whole number",
    "date": "day",
    "Path": "folder",
}

Entry = tuple[str, str]
"""A term and what it means."""


def _knowledge_rows(folder: str, stem: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for name, content in packaged(folder):
        if name.rpartition("/")[2].startswith(stem):
            rows.extend(parse_table(name, content).rows)
    return rows


def types() -> list[Entry]:
    """Return the event types."""
    return [(row["type"], row["meaning"]) for row in _knowledge_rows("ontology", "types")]


def modes() -> list[Entry]:
    """Return the modes, each with the type it belongs to, and the contexts."""
    found = [
        (f"{row['type']} {row['mode']}", row["meaning"])
        for row in _knowledge_rows("ontology", "modes")
    ]
    contexts = _knowledge_rows("ontology", "contexts")
    return found + [(f"context {row['context']}", row["meaning"]) for row in contexts]


def _column(c: Column[...]) -> Entry:
    return c.name, f"{c.meaning} ({c.kind}{', ' + c.units if c.units else ''}; e.g. {c.example})"


def columns() -> list[Entry]:
    """Return the columns of ``claims.csv``."""
    return [_column(column) for column in COLUMNS]


def columns_of_events() -> list[Entry]:
    """Return the columns of ``events.csv``."""
    return [_column(column) for column in event_columns.COLUMNS]


def reason_codes() -> list[Entry]:
    """Return the reasons why a value is blank or a candidate was rejected."""
    return list(reasons.ALL.items())


def setting_names() -> list[Entry]:
    """Return the settings with their types and defaults."""
    told = meanings()
    defaults = {field.name: field.default for field in fields(Settings)}
    found: list[Entry] = []
    for name in names():
        default = "none" if defaults[name] is None else str(defaults[name])
        kind = KINDS[kind_of(name).__name__]
        meaning = _sentence(told.get(name, "")).replace("`", "")
        found.append((name, f"{meaning} ({kind}, default {default})"))
    return found


def rules(like: str = "") -> list[Entry]:
    """Return the rules whose id contains some words: other than the lexicon's, then its entries."""
    found = list(table().items())
    for stem in ("verbs", "nouns"):
        for row in _knowledge_rows("lexicon", stem):
            told = " ".join(part for part in (row["type"], row.get("mode", "")) if part)
            note = row.get("note", "")
            told += f" [{row['contexts']}]" if row.get("contexts") else ""
            found.append((f"{stem[:-1]}:{row['pattern']}", f"{told}. {note}".strip()))
    return [entry for entry in found if like.casefold() in entry[0].casefold()]


def actors(like: str) -> list[Entry]:
    """Return the actors that have some words in any of their cells."""
    found: list[Entry] = []
    for row in _knowledge_rows("actors", ""):
        cells = {key: cell for key, cell in row.items() if cell}
        if cells and any(like.casefold() in cell.casefold() for cell in cells.values()):
            first = next(iter(cells.values()))
            rest = "; ".join(f"{key} {cell}" for key, cell in list(cells.items())[1:])
            found.append((first, rest))
    return found


def as_text(entries: Iterable[Entry], width: int) -> str:
    """Return entries for a terminal: the term, then its meaning indented."""
    parts = [f"{term}\n{wrapped(told, width, rest='  ')}" for term, told in entries]
    return "\n".join(parts)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _markdown(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


_MADE = "<!-- Made by 'make docs'; do not edit. -->\n\n"


def _table_of(columns: Iterable[Column[...]]) -> str:
    rows = [(f"`{c.name}`", c.kind, c.meaning, c.example, c.units) for c in columns]
    return _markdown(("Column", "Kind", "Meaning", "Example", "Units"), rows)


def columns_page() -> str:
    """Return ``docs/columns.md``."""
    return (
        f"{_MADE}# The columns of claims.csv and events.csv\n\n"
        "A blank cell means unknown, never zero. Cells of kind *list* hold several values joined "
        "by `; `; all others hold one.\n\n"
        "## claims.csv\n\n"
        "One row is one claim; the column with `_reason` says why a value is blank "
        "([reasons](reasons.md)).\n\n"
        f"{_table_of(COLUMNS)}\n\n"
        "## events.csv\n\n"
        "One row is one event. Where sources differ, `disagreements` names the field; "
        "the [other forms](exports.md) are made of the same records.\n\n"
        f"{_table_of(event_columns.COLUMNS)}\n"
    )


def reasons_page() -> str:
    """Return ``docs/reasons.md``."""
    parts = [f"{_MADE}# Reasons\n\nEvery empty value and every rejected candidate has one.\n"]
    sections = (
        ("Why a value is empty", reasons.EMPTY),
        ("Why something that looked like an event is no claim", reasons.REJECTED),
        ("Why a sentence gave no claim", reasons.SENTENCE),
    )
    for title, codes in sections:
        rows = [(f"`{code}`", told) for code, told in codes.items()]
        parts.append(f"\n## {title}\n\n{_markdown(('Reason', 'Meaning'), rows)}\n")
    return "".join(parts)


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def settings_page() -> str:
    """Return ``docs/settings.md``."""
    told = meanings()
    defaults = {field.name: field.default for field in fields(Settings)}
    rows = [
        (
            f"`{name}`",
            f"`DATELINE_{name.upper()}`",
            f"`--{name.replace('_', '-')}`",
            KINDS[kind_of(name).__name__],
            "none" if defaults[name] is None else f"`{_written(defaults[name])}`",
            _sentence(told.get(name, "")).replace("``", "`"),
        )
        for name in names()
    ]
    head = ("In dateline.toml", "Environment", "Option", "Type", "Default", "Meaning")
    return (
        f"{_MADE}# Settings\n\n"
        "Later ones win: default, `dateline.toml` (of the project, or of the current folder, "
        "under `[settings]`), environment, option. A name that is no setting is an error that "
        "names the nearest one.\n\n"
        f"{_markdown(head, rows)}\n"
    )
