"""Where: the place names of a report, and the place of each event.

:func:`places` finds and resolves every toponym once per report; :func:`place_of` answers for one
event mention. The rules are in ``find`` (is it a name of a place), ``resolve`` (which
place), ``event`` (is it where this happened).
"""

from __future__ import annotations

from dateline.extract.where import capital, find, heads, names, resolve, spots, unknown
from dateline.extract.where.actor import is_actor_like
from dateline.extract.where.carry import with_places
from dateline.extract.where.event import place_of
from dateline.extract.where.mention import Candidate, PlaceMention
from dateline.knowledge import place_words
from dateline.knowledge.gazetteer import Gazetteer
from dateline.parse.parsed import Parsed

__all__ = ["PlaceMention", "place_of", "places", "with_places"]


def places(parsed: Parsed, gazetteer: Gazetteer) -> list[PlaceMention]:
    """Return every place name of a report, resolved, in text order."""
    weighed = find.candidates(parsed, gazetteer)
    known = place_words.peoples()
    peoples = frozenset(known[t.lower] for t in parsed.tokens if t.lower in known)
    bodies = [c for c in weighed if c.is_other_name and _names_body(c)]
    accepted = resolve.resolve([c for c in weighed if not c.is_other_name], peoples, bodies)
    country = unknown.main_country(accepted)
    found: list[PlaceMention] = []
    for candidate in accepted:
        if candidate.choice is None:
            name = unknown.stray_name(candidate)
            if name and not {t.i for t in name} & {t.i for m in found for t in m.tokens}:
                found.append(unknown.mention_of(parsed, name, country))
            continue
        place = resolve.called(candidate, candidate.choice, gazetteer)
        found.append(
            PlaceMention(
                tokens=candidate.tokens,
                start=candidate.tokens[0].start,
                end=candidate.tokens[-1].end,
                place=place,
                rule=candidate.rule,
                is_actor_like=is_actor_like(candidate.tokens, place, candidate.sentence.is_heading),
                in_heading=candidate.sentence.is_heading,
                display=candidate.words if place is not candidate.choice else "",
            )
        )
    taken = {t.i for c in weighed if c.is_other_name for t in c.tokens}
    found += unknown.unknown_mentions(parsed, accepted, taken)
    found += capital.capital_mentions(parsed, found, country, gazetteer)
    found = heads.with_heads(names.with_report_names(found, parsed), parsed)
    found = spots.with_spots(sorted(found, key=lambda m: m.start), parsed)
    return sorted(found, key=lambda m: m.start)


def _names_body(candidate: Candidate) -> bool:
    """Tell whether a place only stands in the name of a body that is of the place itself.

    "The Texas Senate", "Harlow County Sheriff's Office"; a state, province or county is sure.
    """
    place = candidate.options[0]
    return place.precision_class in ("country", "province", "district") and place.rank == 0
