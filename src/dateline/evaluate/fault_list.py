"""Every miss and false alarm with its sentence, sorted by kind, for a person to read.

Markdown, or a table of tab-separated values where the file's name ends in ``.tsv``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from dateline.errors import UsageError
from dateline.evaluate.scores import Fault, SetResult
from dateline.export.plain import harmless

COLUMNS = ("set", "kind", "report", "gold", "coded", "sentence")
_LIVE = re.compile(r"([\\`*_\[\]{}<>()#|!&~$])")
_NOTHING = "nothing"


def by_kind(faults: Sequence[Fault]) -> list[tuple[str, list[Fault]]]:
    """Return the faults grouped by kind, the commonest first; within a kind in their order."""
    groups: dict[str, list[Fault]] = defaultdict(list)
    for fault in faults:
        groups[fault.kind].append(fault)
    return sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))


def _dead(text: str) -> str:
    """Return text of which nothing acts in Markdown or HTML."""
    return _LIVE.sub(r"\\\1", harmless(text)) if text.strip() else _NOTHING


def markdown(results: Sequence[SetResult]) -> str:
    """Return the faults of all sets as Markdown: counts of the kinds, then the faults."""
    lines = ["# What was missed, invented or wrong", ""]
    for result in results:
        groups = by_kind(result.faults)
        lines += [f"## {result.name}", "", f"{len(result.faults):,} faults", ""]
        lines += [f"- {len(found):,} × {_dead(kind)}" for kind, found in groups]
        for kind, found in groups:
            lines += ["", f"### {_dead(kind)} ({len(found):,})", ""]
            for fault in found:
                lines += _item(fault)
        lines.append("")
    return "\n".join(lines)


def _item(fault: Fault) -> list[str]:
    return [
        f"- {_dead(fault.sentence)}",
        f"  gold: {_dead(fault.gold)} · coded: {_dead(fault.coded)} · {_dead(fault.report)}",
    ]


def tsv(results: Sequence[SetResult]) -> str:
    """Return the faults of all sets as tab-separated values."""
    rows = ["\t".join(COLUMNS)]
    for result in results:
        for kind, found in by_kind(result.faults):
            for f in found:
                cells = (result.name, kind, f.report, f.gold, f.coded, f.sentence)
                rows.append("\t".join(harmless(cell) for cell in cells))
    return "\n".join(rows) + "\n"


def write(path: Path, results: Sequence[SetResult]) -> None:
    """Write the faults into a file, Markdown or TSV by its ending.

    Raises:
        UsageError: the file cannot be written.
    """
    text = tsv(results) if path.suffix.lower() == ".tsv" else markdown(results)
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(str(path), f"cannot be written ({error})", "Check the folder.") from None
