"""``dateline codebook``: what the terms in the output mean."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from dateline.errors import UsageError

HELP = """Print what the terms in the output mean.

TOPIC is types, modes, columns (of claims), event-columns, shapes (of exports), reasons, rules,
settings or actors; rules and actors can be narrowed with words. TOPIC unknown-actors takes reports
instead: it lists the names in their claims that no list knows, most frequent first, as a table to
keep as actors.tsv in your --knowledge folder.

\b
Examples:
  dateline codebook types
  dateline codebook columns
  dateline codebook actors "islamic state"
  dateline codebook rules verb:seize
  dateline codebook unknown-actors reports/ > mine/actors.tsv
"""

TOPICS = (
    "types",
    "modes",
    "columns",
    "event-columns",
    "shapes",
    "reasons",
    "rules",
    "settings",
    "actors",
)
UNKNOWN = "unknown-actors"
Topic = Annotated[str | None, typer.Argument(help="What to explain.", show_default=False)]
Words = Annotated[
    list[str] | None,
    typer.Argument(help="Words to narrow it with, or reports.", show_default=False),
]


def codebook(topic: Topic = None, words: Words = None) -> None:
    """Print what the terms in the output mean."""
    from dateline.cli.console import width
    from dateline.config import nearest
    from dateline.export import catalogue
    from dateline.export import codebook as tables

    if topic is None:
        listed = (*TOPICS, f"{UNKNOWN} PATHS")
        sys.stdout.write("".join(f"dateline codebook {name}\n" for name in listed))
        return
    if topic == UNKNOWN:
        raise typer.Exit(_unknown_actors(list(words or [])))
    like = " ".join(words or [])
    if topic == "actors" and not like:
        raise UsageError("actors", "no name is given", "Add one: 'dateline codebook actors NAME'.")
    makers: dict[str, Callable[[], list[tables.Entry]]] = {
        "types": tables.types,
        "modes": tables.modes,
        "columns": tables.columns,
        "event-columns": tables.columns_of_events,
        "shapes": catalogue.entries,
        "reasons": tables.reason_codes,
        "settings": tables.setting_names,
        "rules": lambda: tables.rules(like),
        "actors": lambda: tables.actors(like),
    }
    if topic not in makers:
        raise UsageError(
            topic, "the codebook has no such topic", nearest(topic, (*TOPICS, UNKNOWN))
        )
    entries = makers[topic]()
    if topic not in ("rules", "actors"):
        entries = [entry for entry in entries if like.casefold() in entry[0].casefold()]
    if not entries:
        raise UsageError(f"{topic} {like}".strip(), "nothing matches", "Try fewer letters.")
    sys.stdout.write(tables.as_text(entries, width()) + "\n")


def _unknown_actors(paths: list[str]) -> int:
    """Print the names of reports that no list knows; kept claims are read, others coded."""
    from dateline.cli import sources
    from dateline.cli.progress import Progress, summary
    from dateline.export.unknown_actors import as_table, unknown_actors
    from dateline.records import Coded
    from dateline.scale.local import Failure, code_all
    from dateline.store.opened import Opened, is_openable

    named = sources.require_paths(paths)
    settings = sources.settings_for(named, {})
    progress = Progress(sources.known_total(named), quiet=False, verbose=False)

    def coded() -> Iterator[Coded]:
        for path in named:
            folder = Path(path)
            is_kept = path != "-" and folder.is_dir() and is_openable(folder)
            given = sources.reports([path], settings)
            for outcome in Opened(folder).coded() if is_kept else code_all(given, settings, 1):
                progress.count(outcome)
                if not isinstance(outcome, Failure):
                    yield outcome

    with progress:
        found = unknown_actors(coded())
    sys.stdout.write(as_table(found))
    summary(progress.tally, quiet=False)
    return progress.tally.exit_code
