"""``dateline review``: the page where a person reads, checks and mends what was found."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

HELP = """Open the page where you read, check and mend what was found.

PROJECT is a project folder (else the current one). The page runs on this machine alone and asks
nothing of any other; its address ends in a token that opens it for you. Every decision is kept the
moment it is taken. End it with Ctrl-C.

\b
Examples:
  dateline review mosul/
  dateline review mosul/ --as "A. Reader"
  dateline review --port 9000 --no-browser
"""

Folder = Annotated[str, typer.Argument(metavar="PROJECT", help="A project folder.")]
Port = Annotated[
    int | None, typer.Option(help="Port; else the first free from 8765 on.", min=0, max=65535)
]
Host = Annotated[str, typer.Option(help="Address to listen on; others can reach any but this one.")]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Only print the address.")]
Name = Annotated[
    str | None,
    typer.Option(
        "--as", metavar="NAME", help="Your name, kept with every decision; else your account's."
    ),
]


def review(
    project: Folder = ".",
    port: Port = None,
    host: Host = "127.0.0.1",
    no_browser: NoBrowser = False,
    name: Name = None,
) -> None:
    """Open the review page of a project."""
    from dateline.cli.console import talk
    from dateline.store.project import Project
    from dateline.web import serve

    with Project.open(Path(project)) as opened:
        door = serve.listen(host, port)
        wanted = not no_browser and sys.stdout.isatty()
        serve.run(opened, door, host, name or "", talk, browser=wanted)
