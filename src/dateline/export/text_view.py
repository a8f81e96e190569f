"""The text view: claims as sentences that people can read beside the report.

.. code-block:: text

    ASSAULT explosives · happened                                      report.txt, sentence 4
      Islamic State (they → its fighters)  →  not stated
      near Tal Afar, Iraq ("villages close by", precision near) · date not stated
      according to: the outlet itself
      "They set off two car bombs in villages close by."
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.export.phrases import (
    actors_phrase,
    chain_sentence,
    counts_phrase,
    date_phrase,
    place_phrase,
)
from dateline.export.plain import harmless, wrapped
from dateline.records import Claim, Report
from dateline.spans import excerpt

DEFAULT_WIDTH = 88

Kind = Literal["head", "where_found", "who", "where_when", "counts", "source", "sentence"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the view, or several wrapped ones, and what it tells (for colours)."""

    kind: Kind
    text: str


def headline(claim: Claim) -> str:
    """Return the type, mode and status of a claim on one line."""
    mode = f" {claim.mode.replace('-', ' ')}" if claim.mode else ""
    notes = [claim.status.replace("_", " ")]
    notes += ["hedged"] if claim.hedged else []
    notes += ["in a quotation"] if claim.quoted else []
    return harmless(f"{claim.event_type}{mode} · {', '.join(notes)}")


def _head(claim: Claim, width: int) -> list[Line]:
    left = headline(claim)
    right = f"{harmless(claim.report)}, sentence {claim.sentence.n}"
    gap = width - len(left) - len(right)
    if gap >= 2:
        return [Line("head", left + " " * gap + right)]
    return [Line("head", left), Line("where_found", f"  {right}")]


def lines(
    claim: Claim,
    report: Report | None,
    width: int = DEFAULT_WIDTH,
    others: Sequence[Claim] = (),
) -> list[Line]:
    """Return the view of a claim, line by line, each with what it tells.

    Without the report the sentence is left out, for only the report has its words; ``others``,
    the claims of the same report, tell who denies it.
    """
    actor = actors_phrase(claim.actor, claim.actor_reason)
    recipient = actors_phrase(claim.recipient, claim.recipient_reason)
    where = place_phrase(claim.place, claim.place_reason)
    view = _head(claim, width)
    view.append(Line("who", wrapped(f"{actor}  →  {recipient}", width)))
    view.append(Line("where_when", wrapped(f"{where} · {date_phrase(claim)}", width)))
    if claim.counts:
        view.append(Line("counts", wrapped(counts_phrase(claim.counts), width)))
    view.append(Line("source", wrapped(f"according to: {chain_sentence(claim, others)}", width)))
    if report is not None:
        sentence = harmless(excerpt(report.text, claim.sentence.start, claim.sentence.end))
        view.append(Line("sentence", wrapped(f'"{sentence}"', width, rest="   ")))
    return view


def render(
    claim: Claim,
    report: Report | None,
    width: int = DEFAULT_WIDTH,
    others: Sequence[Claim] = (),
) -> str:
    """Return the view of a claim as plain text without a line break at its end."""
    return "\n".join(line.text for line in lines(claim, report, width, others))
