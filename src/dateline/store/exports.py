"""Write an export aside and put it in place whole, with the page on it beside."""

from __future__ import annotations

from pathlib import Path

from dateline.export.careful import careful
from dateline.export.catalogue import check
from dateline.export.shapes.readme import readme
from dateline.export.shapes.shape import Shape, Written
from dateline.export.told import Policy, Source
from dateline.store.atomic import file_aside, folder_aside, write_text

README = "README.md"


def beside(path: Path) -> Path:
    """Return where the page on a file stands: ``events.csv`` has ``events.csv.README.md``."""
    return path.with_name(f"{path.name}.{README}")


def write(shape: Shape, source: Source, policy: Policy, out: Path, shown: str = "") -> Written:
    """Write an export and the page on it; both appear whole, or what was there stays.

    ``shown`` is what the page calls the place.

    Raises:
        UsageError: the shape cannot keep the policy, or the place cannot be written.
    """
    check(shape, policy)
    from_here = careful(source, policy)
    name = shown or out.name
    if not shape.suffix:
        with folder_aside(out) as aside:
            written = shape.write(from_here, policy, aside)
            page = readme(shape, from_here, policy, written, name)
            (aside / README).write_text(page, encoding="utf-8", newline="\n")
        return written
    with file_aside(out) as aside:
        written = shape.write(from_here, policy, aside)
        write_text(beside(out), readme(shape, from_here, policy, written, name))
    return written
