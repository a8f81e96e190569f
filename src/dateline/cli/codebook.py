"""``dateline codebook``: what the terms in the output mean."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from dateline.errors import UsageError

HELP = """Print what the terms in the output mean.

TOPIC is types, modes, columns, reasons, rules, settings or actors; rules and actors can be
narrowed with words.

\b
Examples:
  dateline codebook types
  dateline codebook columns
  dateline codebook actors "islamic state"
  dateline codebook rules verb:seize
"""

TOPICS = ("types", "modes", "columns", "reasons", "rules", "settings", "actors")
Topic = Annotated[str | None, typer.Argument(help="What to explain.", show_default=False)]
Words = Annotated[
    list[str] | None, typer.Argument(help="Words to narrow it with.", show_default=False)
]


def codebook(topic: Topic = None, words: Words = None) -> None:
    """Print what the terms in the output mean."""
    from dateline.cli.console import width
    from dateline.config import nearest
    from dateline.export import codebook as tables

    if topic is None:
        sys.stdout.write("".join(f"dateline codebook {name}\n" for name in TOPICS))
        return
    like = " ".join(words or [])
    if topic == "actors" and not like:
        raise UsageError("actors", "no name is given", "Add one: 'dateline codebook actors NAME'.")
    makers: dict[str, Callable[[], list[tables.Entry]]] = {
        "types": tables.types,
        "modes": tables.modes,
        "columns": tables.columns,
        "reasons": tables.reason_codes,
        "settings": tables.setting_names,
        "rules": lambda: tables.rules(like),
        "actors": lambda: tables.actors(like),
    }
    if topic not in makers:
        raise UsageError(topic, "the codebook has no such topic", nearest(topic, TOPICS))
    entries = makers[topic]()
    if topic not in ("rules", "actors"):
        entries = [entry for entry in entries if like.casefold() in entry[0].casefold()]
    if not entries:
        raise UsageError(f"{topic} {like}".strip(), "nothing matches", "Try fewer letters.")
    sys.stdout.write(tables.as_text(entries, width()) + "\n")
