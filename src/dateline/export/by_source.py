"""A report by who says what: each source with the claims that come from it.

.. code-block:: text

    harbour.txt: who says what
    the ministry (official) · 2 claims
      sentence 2  ASSAULT heavy weapons · happened: Harbour Brigade → civilians, near Rasmala
      sentence 3  ASSAULT · denied: Harbour Brigade → a clinic (quoted by State television)
    the outlet itself · 1 claim
      sentence 4  RETREAT withdraw · planned: the army → not stated
"""

from __future__ import annotations

from dateline.export.phrases import counts_phrase, denials_phrase, origin_phrase, through_phrase
from dateline.export.plain import harmless, wrapped
from dateline.export.text_view import DEFAULT_WIDTH, headline
from dateline.records import Actor, Claim, Coded

OUTLET = "the outlet itself"


def by_source(coded: Coded, width: int = DEFAULT_WIDTH) -> str:
    """Return the claims of a report under who says them, in the order of their first word."""
    groups: dict[str, list[Claim]] = {}
    for claim in coded.claims:
        groups.setdefault(_key(claim), []).append(claim)
    told = [f"{harmless(coded.report.name)}: who says what"]
    for claims in groups.values():
        number = f"{len(claims)} claim{'s' if len(claims) != 1 else ''}"
        told.append(f"{_who(claims)} · {number}")
        told += [_line(claim, coded.claims, width) for claim in claims]
    return "\n".join(told)


def _key(claim: Claim) -> str:
    """Return under whom a claim belongs: the one it comes from, at the end of the chain."""
    if not claim.according_to:
        return f"\x00{claim.hedged}"
    origin = claim.according_to[-1]
    return origin.actor_id or origin.name.casefold()


def _who(claims: list[Claim]) -> str:
    if not claims[0].according_to:
        return "somebody unnamed" if claims[0].hedged else OUTLET
    parties = sum(claim.according_to[-1].is_party for claim in claims)
    note = "" if not parties else ", a party to it" if len(claims) == 1 else f", party to {parties}"
    return f"{origin_phrase(claims[0])}{note}"


def _names(actors: tuple[Actor, ...]) -> str:
    return harmless(" and ".join(actor.name for actor in actors)) or "not stated"


def _line(claim: Claim, others: tuple[Claim, ...], width: int) -> str:
    parts = [f"{_names(claim.actor)} → {_names(claim.recipient)}"]
    if claim.place is not None:
        near = "near " if claim.place.precision == "near" else ""
        parts.append(near + harmless(claim.place.name))
    if claim.date is not None:
        parts.append(claim.date.start.isoformat())
    if claim.counts:
        parts.append(counts_phrase(claim.counts))
    told = f"sentence {claim.sentence.n}  {headline(claim)}: {', '.join(parts)}"
    for note in (through_phrase(claim), denials_phrase(claim, others)):
        told += f" ({note})" if note else ""
    return wrapped(told, width, rest="     ")
