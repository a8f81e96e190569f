"""The verbs whose rooms are not furnished: they say so, and what to use instead."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Annotated, NoReturn

import typer

from dateline.errors import NotYet

INSTEAD = MappingProxyType(
    {
        "review": (
            "the review screen is not built yet",
            "Read claims beside their sentences with 'dateline code' and 'dateline why'.",
        ),
    }
)

_Rest = Annotated[list[str] | None, typer.Argument(hidden=True)]


def _refusal(verb: str) -> Callable[[_Rest], None]:
    fault, remedy = INSTEAD[verb]

    def refuse(_rest: _Rest = None) -> NoReturn:
        raise NotYet(f"dateline {verb}", fault, remedy)

    return refuse


def register(app: typer.Typer) -> None:
    """Add the verbs to the command, each with its refusal as help."""
    for verb, (fault, remedy) in INSTEAD.items():
        text = f"Not yet: {fault}.\n\n{remedy}\n\n\b\nExample:\n  dateline {verb}"
        settings = {"allow_extra_args": True, "ignore_unknown_options": True}
        add = app.command(verb, help=text, short_help="Not yet.", context_settings=settings)
        add(_refusal(verb))
