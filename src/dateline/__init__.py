"""Dateline: reports of conflict in, event data out.

Who did what to whom, where, when, how many, and according to whom, each value anchored to the
words it came from::

    import dateline

    coded = dateline.code("Rebels shelled Kobani on Sunday, killing 12 civilians.")
    for claim in coded.claims:
        print(claim.event_type, claim.trigger.quote)

    project = dateline.open("project/")
    for claim in project.claims():
        ...

Nothing heavy is imported until it is needed.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from dateline.version import VERSION

if TYPE_CHECKING:
    from datetime import date

    from dateline.records import Coded, Report
    from dateline.store.opened import Opened

__version__ = VERSION
__all__ = ["__version__", "code", "open"]


def code(
    text_or_report: str | Report,
    published: str | date | None = None,
    *,
    name: str = "text",
    **settings: object,
) -> Coded:
    """Return the claims of one report, with what was rejected and every sentence's account.

    Args:
        text_or_report: the text of a report, or a :class:`dateline.records.Report`.
        published: its day of publication (``"2016-11-03"``), where the report states none;
            without one, "on Sunday" stays unresolved.
        name: what the report goes by in output, where a text is given.
        settings: any other setting by name (see ``dateline codebook settings``).

    Raises:
        UsageError: there is no text, or a setting is unknown or has a wrong value.
        CodingError: the report could not be coded.
    """
    from dateline.api import code_one

    return code_one(text_or_report, published, name, settings)


def open(folder: str | os.PathLike[str]) -> Opened:  # noqa: A001 - dateline.open reads well
    """Open a project folder, or a folder written by ``dateline code -o``.

    Raises:
        UsageError: the folder is neither.
    """
    from dateline.store.opened import open_folder

    return open_folder(folder)
