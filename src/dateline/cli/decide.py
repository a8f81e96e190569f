"""``dateline decide``: accept, reject, edit, merge, split from the command line."""

from __future__ import annotations

import json
import os
from typing import Annotated, cast, get_args

import typer

from dateline.cli.project import Project
from dateline.errors import UsageError
from dateline.event_records import Decision, DecisionKind

HELP = """Decide on a claim or an event. Decisions are kept for good; 'undo' takes one back.

KIND is one of: accept, reject, edit, comment, undo (a claim); same_event, different_event (two
claims); merge (events), split (an event; --claims are those that leave it), discount (an event),
set_value (an event). IDS may be cut short as long as they stay the only ones.

\b
Examples:
  dateline decide accept 4f2a91 --who Ada
  dateline decide reject 4f2a91 --who Ada --why "a film"
  dateline decide edit 4f2a91 --who Ada --field status --value possible
  dateline decide edit 4f2a91 --who Ada --field place --value '{"name": "Mosul", "iso3": "IRQ"}'
  dateline decide merge 91ab02 77c0de --who Ada
  dateline decide split 91ab02 --claims 4f2a91,5501aa --who Ada
  dateline decide undo 4f2a91 --who Ada
"""

Kind = Annotated[str, typer.Argument(metavar="KIND", help="What is decided.")]
Ids = Annotated[list[str], typer.Argument(metavar="IDS…", help="Of claims or events.")]
Who = Annotated[str | None, typer.Option(help="Who decides; else DATELINE_WHO, else the user.")]
Why = Annotated[str | None, typer.Option(help="The reason, in words.")]
Field = Annotated[str | None, typer.Option(help="The field to set.")]
Value = Annotated[str | None, typer.Option(help="Its value: JSON or words; empty for none.")]
Claims = Annotated[str | None, typer.Option(metavar="IDS", help="Claims to split off: a,b,c.")]
WHO = "DATELINE_WHO"


def _value(value: str | None) -> object:
    """Return a value given on the command line: JSON, or else the words themselves."""
    if not value:
        return None
    try:
        return cast(object, json.loads(value))
    except ValueError:
        return value


def decide(
    kind: Kind,
    ids: Ids,
    who: Who = None,
    why: Why = None,
    field: Field = None,
    value: Value = None,
    claims: Claims = None,
    project: Project = ".",
) -> None:
    """Decide on a claim or an event."""
    from dateline.cli.console import talk
    from dateline.store.project import Project as Kept

    if kind not in get_args(DecisionKind):
        known = ", ".join(get_args(DecisionKind))
        raise UsageError(kind, "is no kind of decision", f"Use one of: {known}.")
    decider = who or os.environ.get(WHO) or os.environ.get("USER") or ""
    with Kept.open(project) as kept:
        full = [kept.full_id(one) for one in ids]
        after = _value(value)
        if claims is not None:
            after = [[kept.full_id(one.strip()) for one in claims.split(",") if one.strip()]]
        decision = Decision(
            who=decider,
            at="",
            kind=cast(DecisionKind, kind),
            subject=" ".join(full),
            field=field,
            after=after,
            why=why,
        )
        done = kept.decide(decision)
    talk(f"decision {done.decision_id}: {done.kind} {done.subject} by {done.who}")
