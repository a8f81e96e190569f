"""Standard output and standard error: encodings, colours, width, and how errors are told."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dateline.errors import DatelineError
from dateline.export.plain import harmless
from dateline.export.text_view import DEFAULT_WIDTH, Line

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 110
_STYLES = {
    "head": "bold",
    "where_found": "dim",
    "who": "",
    "where_when": "cyan",
    "counts": "magenta",
    "source": "green",
    "sentence": "dim",
}


def prepare_streams() -> None:
    """Make both streams write UTF-8 data, or signs their terminal knows, and never fail at it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="replace")
        else:
            # Data in a pipe or file is UTF-8 whatever the locale says.
            reconfigure(encoding="utf-8", errors="replace", newline="\n")


def width() -> int:
    """Return the width for text, in characters: the terminal's or ``COLUMNS``, within reason."""
    columns = shutil.get_terminal_size(fallback=(DEFAULT_WIDTH, 24)).columns
    return min(columns, WIDEST)


def wants_colour(is_terminal: bool) -> bool:
    """Tell whether output may be coloured: on a terminal, unless NO_COLOR or a dumb terminal."""
    return is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def talk(text: str) -> None:
    """Write a line for people to standard error."""
    sys.stderr.write(f"{text}\n")


def tell_error(error: DatelineError) -> None:
    """Write an error as ``file: fault. remedy`` to standard error."""
    talk(harmless(f"{error.subject}: {error.fault}. {error.remedy}"))


@contextmanager
def working(what: str, *, quiet: bool = False) -> Iterator[None]:
    """Show on a terminal that something goes on, as long as it does."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield


class ClaimPrinter:
    """Prints the text view of claims, in colours where that is wanted."""

    def __init__(self) -> None:
        self.width = width()
        self._first = True
        self._console: Console | None = None
        if wants_colour(sys.stdout.isatty()):
            from rich.console import Console

            self._console = Console(file=sys.stdout, highlight=False, soft_wrap=True)

    def print(self, view: list[Line]) -> None:
        """Print one claim, with an empty line between it and the one before."""
        if not self._first:
            sys.stdout.write("\n")
        self._first = False
        for line in view:
            if self._console is None:
                sys.stdout.write(f"{line.text}\n")
            else:
                from rich.text import Text

                self._console.print(Text(line.text, style=_STYLES[line.kind]))
