"""A claim's sentence with its words marked, alone or between its neighbours."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from dateline.export.highlight import mark, spans_of
from dateline.records import Claim, Report, SentenceAccount

LONGEST_NEIGHBOUR = 600


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence as HTML, with what stands before and after it in the report."""

    before: Markup
    marked: Markup
    after: Markup


def marked_sentence(claim: Claim, report: Report, prefix: str) -> Markup:
    """Return the sentence of a claim with its words marked."""
    start, end = claim.sentence.start, claim.sentence.end
    return Markup(mark(report.text, spans_of(claim), start, end, prefix).html)


def with_neighbours(claim: Claim, report: Report, accounts: tuple[SentenceAccount, ...]) -> Shown:
    """Return the sentence of a claim with the one before and the one after."""
    start, end = claim.sentence.start, claim.sentence.end
    by_number = {account.sentence.n: account.sentence for account in accounts}
    earlier, later = by_number.get(claim.sentence.n - 1), by_number.get(claim.sentence.n + 1)
    first = max(earlier.start, start - LONGEST_NEIGHBOUR) if earlier else max(start - 1, 0)
    last = min(later.end, end + LONGEST_NEIGHBOUR) if later else end
    spans = spans_of(claim)
    return Shown(
        Markup(mark(report.text, spans, first, start, "b").html),
        Markup(mark(report.text, spans, start, end, "p").html),
        Markup(mark(report.text, spans, end, last, "n").html),
    )
