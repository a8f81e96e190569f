"""What stands beside every export: what it is, what it is not, and how it was made.

Nothing in it depends on the hour or the machine, so that the same records give the same bytes.
"""

from __future__ import annotations

import shlex

from dateline.export.shapes.shape import Shape, Written
from dateline.export.told import Policy, Source
from dateline.filters import in_words, to_options
from dateline.version import VERSION

_FATALITIES = {
    "low": "the least number killed that any claim states (`low`, the default)",
    "high": "the greatest number killed that any claim states (`high`)",
    "blank-if-disagree": "the number killed where claims do not differ on it, else blank "
    "(`blank-if-disagree`)",
}


def policy_words(policy: Policy) -> list[str]:
    """Return the policy in sentences."""
    told = [
        f"Where there is room for one number of dead it is {_FATALITIES[policy.fatalities]}.",
        "A blank means that no source says it. It never means 0; a 0 is a stated 0.",
    ]
    if policy.decimals is not None:
        told.append(f"Coordinates are rounded to {policy.decimals} decimals.")
    if policy.without_names:
        told.append("Names of people in no list are left out, and so are all words of reports.")
    return told


def command_line(shape: Shape, source: Source, policy: Policy, out: str) -> str:
    """Return the command that makes the same export."""
    words = ["dateline", "export", shape.name, out, *to_options(source.wanted)]
    if policy.fatalities != "low":
        words += ["--fatalities", policy.fatalities]
    if policy.decimals is not None:
        words += ["--round-coordinates", str(policy.decimals)]
    words += ["--without-names"] if policy.without_names else []
    return shlex.join(words)


def left_out(written: Written) -> list[str]:
    """Return what was left out and why, a line each, the most frequent first."""
    order = sorted(written.left.items(), key=lambda item: (-item[1], item[0]))
    return [f"{number:,} left out: {reason}" for reason, number in order]


def _columns(shape: Shape) -> list[str]:
    if not shape.columns:
        return []
    rows = [
        f"| `{c.name}` | {c.kind} | {c.meaning.replace('|', '/')} | {c.units} |"
        for c in shape.columns
    ]
    head = [
        "",
        "## Columns",
        "",
        "| Column | Kind | Meaning | Units |",
        "| --- | --- | --- | --- |",
    ]
    return head + rows


def readme(shape: Shape, source: Source, policy: Policy, written: Written, out: str) -> str:
    """Return the page that stands beside an export."""
    numbers = f"{written.rows:,} {shape.unit}{'' if written.rows == 1 else 's'}"
    lines = [
        f"# {shape.title}",
        "",
        shape.what,
        "",
        f"**What it is not.** {shape.is_not}",
        "",
        "## This export",
        "",
        f"- Selection: {in_words(source.wanted)}",
        f"- {numbers}",
        *(f"- {line}" for line in left_out(written)),
        f"- Dateline {VERSION}: `{command_line(shape, source, policy, out)}`",
        "",
        "## How values are given",
        "",
        *(f"- {line}" for line in (*policy_words(policy), *shape.notes)),
        *_columns(shape),
    ]
    return "\n".join(lines) + "\n"
