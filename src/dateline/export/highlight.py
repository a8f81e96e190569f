"""Report text as HTML with its spans marked, for the review page and the page to send.

The text is cut at every boundary of every span, so spans may overlap in any way; all of it is
escaped, and the text content of the HTML is the text. A piece carries the fields whose words it
holds as classes, its offset in code points, and a tag at each span's first piece; which pieces a
span covers is told beside, so that five thousand spans on one word stay a small page.
"""

from __future__ import annotations

import html
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from dateline.records import Anchor, Claim
from dateline.spans import cut

Field = Literal["what", "who", "whom", "where", "when", "count", "source", "status", "rejected"]

TAGS: MappingProxyType[Field, str] = MappingProxyType(
    {
        "what": "what",
        "who": "who",
        "whom": "to whom",
        "where": "where",
        "when": "when",
        "count": "how many",
        "source": "says",
        "status": "happened?",
        "rejected": "not used",
    }
)
"""What a mark is called beside its words, so that colour never stands alone."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a report that a field rests on; ``owner`` is the id of the claim or candidate."""

    start: int
    end: int
    field: Field
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """Marked text: its HTML, and for each span its first piece and the one after its last."""

    html: str
    ranges: tuple[tuple[int, int], ...]


def escape(text: str) -> str:
    """Return text as HTML whose text content is the text, carriage returns included.

    What HTML cannot hold (a zero character, half a surrogate pair) becomes one replacement
    character, so that offsets stay true.
    """
    safe = html.escape(text, quote=True).replace("\r", "&#13;").replace("\0", "\ufffd")
    return safe.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def spans_of(claim: Claim) -> list[Span]:
    """Return the words of a claim, field by field, each once."""
    fields: list[tuple[Field, Iterable[Anchor]]] = [
        ("what", (claim.trigger,)),
        ("who", (a for actor in claim.actor for a in actor.anchors)),
        ("whom", (a for actor in claim.recipient for a in actor.anchors)),
        ("where", claim.place.anchors if claim.place else ()),
        ("when", claim.date.anchors if claim.date else claim.date_words),
        ("count", (a for count in claim.counts for a in count.anchors)),
        ("source", (a for link in claim.according_to for a in link.anchors)),
        ("source", (link.cue for link in claim.according_to if link.cue)),
        ("status", (*claim.status_anchors, *claim.hedge_anchors)),
    ]
    found = {
        Span(anchor.start, anchor.end, field, claim.claim_id): None
        for field, anchors in fields
        for anchor in anchors
    }
    return list(found)


def mark(
    text: str, spans: Sequence[Span], start: int = 0, end: int | None = None, prefix: str = "p"
) -> Marked:
    """Return the text, or its part from ``start`` to ``end``, with its spans marked.

    ``prefix`` begins the ids of the pieces, which are numbered from 0.
    """
    pieces, ranges = cut(text, [(span.start, span.end) for span in spans], start, end)
    opening: defaultdict[int, list[Field]] = defaultdict(list)
    closing: defaultdict[int, list[Field]] = defaultdict(list)
    for span, (first, after) in zip(spans, ranges, strict=True):
        if first < after:
            opening[first].append(span.field)
            closing[after].append(span.field)
    active: Counter[Field] = Counter()
    out: list[str] = []
    for number, (offset, words) in enumerate(pieces):
        active.subtract(closing[number])
        active.update(opening[number])
        fields = [field for field in TAGS if active[field] > 0]
        begun = [field for field in TAGS if field in set(opening[number])]
        out.append(_piece(f"{prefix}{number}", offset, words, fields, begun))
    return Marked("".join(out), tuple(ranges))


def _piece(name: str, offset: int, words: str, fields: list[Field], begun: list[Field]) -> str:
    body = escape(words)
    place = f'id="{name}" data-at="{offset}"'
    if not fields:
        return f"<span {place}>{body}</span>"
    classes = " ".join(f"m-{field}" for field in fields)
    told = ", ".join(TAGS[field] for field in fields)
    tag = f' data-tag="{" · ".join(TAGS[field] for field in begun)}"' if begun else ""
    return f'<mark {place} class="{classes}" title="{told}"{tag}>{body}</mark>'
