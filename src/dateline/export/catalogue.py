"""Every form that records can leave in, what each can keep, and a look at it beforehand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType

from dateline.config import nearest
from dateline.errors import UsageError
from dateline.export import html_page, lossless, package
from dateline.export.annotate import doccano, label_studio, prodigy, web_annotation
from dateline.export.careful import careful
from dateline.export.shapes import acled, aec, gdelt, maps, plover, tables, ucdp
from dateline.export.shapes.readme import readme
from dateline.export.shapes.shape import Left, Row, Shape, Written
from dateline.export.told import Policy, Source

SHAPES: MappingProxyType[str, Shape] = MappingProxyType(
    {
        shape.name: shape
        for shape in (
            *tables.SHAPES,
            lossless.SHAPE,
            maps.GEOJSON,
            maps.GEOPARQUET,
            package.SHAPE,
            acled.SHAPE,
            ucdp.SHAPE,
            gdelt.SHAPE,
            plover.SHAPE,
            aec.SHAPE,
            label_studio.SHAPE,
            doccano.SHAPE,
            prodigy.SHAPE,
            web_annotation.SHAPE,
            html_page.SHAPE,
        )
    }
)
"""Every shape by its name."""


_HEAD = """<!-- Made by 'make docs'; do not edit. -->

# The forms of export

`dateline export SHAPE OUT` writes one of these. Every form says beside itself (`OUT.README.md`, or
`README.md` in a folder) what it is not, which events it holds, how it was made and what each column
means; the same records give the same bytes. [Opening them](open-exports.md) in R, Python, QGIS and
spreadsheets has a page of its own, and so have the [columns](columns.md) of events and claims.

- A blank means that no source says it. It never means 0; a 0 is a stated 0.
- Where a form has room for one number of dead, `--fatalities` says which: `low` (the least that any
  claim states; the default), `high` (the greatest), or `blank-if-disagree`.
- Coordinates stand for places that are exact or near one. Districts, provinces and countries are no
  points; they keep their names and codes.
- `--round-coordinates N` rounds coordinates to N decimals; `--without-names` leaves out the names
  of people whom no list knows, and every passage of a report.
"""


def shape_of(name: str) -> Shape:
    """Return a shape by its name.

    Raises:
        UsageError: there is none; it names the nearest.
    """
    if name not in SHAPES:
        raise UsageError(name, "there is no such shape", nearest(name, tuple(SHAPES)))
    return SHAPES[name]


def entries() -> list[tuple[str, str]]:
    """Return every shape with what it is and what it is not."""
    return [
        (shape.name, f"{shape.title}. {shape.what} {shape.is_not}") for shape in SHAPES.values()
    ]


def page() -> str:
    """Return ``docs/exports.md``."""
    parts = [_HEAD]
    for shape in SHAPES.values():
        place = f"a file (`{shape.suffix}`)" if shape.suffix else "a folder"
        parts.append(f"\n## {shape.name}\n\n**{shape.title}**, {place}. {shape.what}\n\n")
        parts.append(f"*What it is not.* {shape.is_not}\n\n")
        parts += [f"- {note}\n" for note in shape.notes]
    return "".join(parts)


def check(shape: Shape, policy: Policy, *, has_events: bool = True) -> None:
    """Check that a shape can keep a policy, and be made of what there is.

    Raises:
        UsageError: it cannot; it says which shape can.
    """
    if policy.without_names and (shape.keeps_text or shape.is_lossless):
        raise UsageError(
            f"--without-names with {shape.name}",
            "this shape holds the text of the reports, and names stand in it",
            "Use csv, geojson, acled, ucdp or package.",
        )
    if policy.decimals is not None and shape.is_lossless:
        raise UsageError(
            f"--round-coordinates with {shape.name}",
            "this shape loses nothing, so nothing may be rounded",
            "Use another shape, or leave the option out.",
        )
    if not has_events and not shape.claims_suffice:
        able = ", ".join(s.name for s in SHAPES.values() if s.claims_suffice)
        raise UsageError(
            shape.name, "is made of events, and here are only claims", f"Use one of: {able}."
        )


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of an export and what it says of itself."""

    rows: tuple[Row, ...]
    page: str


def preview(shape: Shape, source: Source, policy: Policy, out: str, most: int = 5) -> Preview:
    """Return the first rows of an export; nothing is written."""
    left: Left = Counter()
    from_here = careful(source, policy)
    rows = tuple(islice(shape.rows(from_here, policy, left), most))
    return Preview(rows, readme(shape, from_here, policy, Written(len(rows), left), out))
