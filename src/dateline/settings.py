"""Every setting of Dateline in one frozen object.

Order of precedence: default < ``dateline.toml`` < environment ``DATELINE_…`` < command option.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

IMPORTED = "imported"
"""The value of ``gazetteer`` that means the one kept in the user's data folder."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings.

    Attributes:
        published: publication date for reports that state none.
        knowledge: folder with the user's own ``verbs*.tsv``, ``nouns*.tsv``, ``actors*.tsv``,
            ``places*.tsv``, ``cues*.tsv``, ``source_kinds*.tsv``, ``hedges*.tsv``,
            ``predicates*.tsv``, ``modals*.tsv``.
        gazetteer: ``imported`` (what ``dateline gazetteer import`` wrote) or a gazetteer file; none
            is the one that ships.
        encoding: character set of the files, where it is not to be guessed.
        gate: reports without a word that can name an event are not read; the claims are the same.
        max_sentence_tokens: longer sentences are not parsed, and said so.
        max_report_chars: longer reports are refused with an error.
        max_report_seconds: a report that takes longer to code is set aside with an error.
        max_process_megabytes: a report for which a process of -j needs more memory is set aside.
        text_column, title_column, published_column, id_column, publisher_column, url_column:
            columns of tables and JSON Lines that hold these, where their names do not tell.

    """

    published: date | None = None
    knowledge: Path | None = None
    gazetteer: str | None = None
    encoding: str | None = None
    gate: bool = True
    max_sentence_tokens: int = 400
    max_report_chars: int = 2_000_000
    max_report_seconds: int = 300
    max_process_megabytes: int = 4_000
    text_column: str | None = None
    title_column: str | None = None
    published_column: str | None = None
    id_column: str | None = None
    publisher_column: str | None = None
    url_column: str | None = None
