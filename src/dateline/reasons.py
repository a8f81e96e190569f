"""Why a value is empty, or why something that looked like an event gave no claim.

Every code is documented here, printed by ``dateline codebook reasons`` and listed in the docs.
"""

from __future__ import annotations

from types import MappingProxyType

EMPTY = MappingProxyType(
    {
        "not_stated": "The text does not say it.",
        "not_found": "Nothing in the sentence or its neighbours could be read as this value.",
        "unresolved_reference": "A pronoun or description stands here, and the text does not let a "
        "careful reader know whom it means.",
        "unknown_name": "A name stands here that is not in the actor list or the gazetteer.",
        "ambiguous_name": "The name has several bearers and nothing in the report decides.",
        "generic_words": "The words describe a kind of people or place and name none.",
        "no_publication_date": "The words are relative to the day of publication, and the report "
        "has none.",
        "no_number": "No number is told.",
        "duration_only": "The words tell how long, not when.",
        "not_an_event_date": "The sentence has a date, but of something else.",
        "reviewed": "A person who read the report left it empty.",
    }
)
"""Reasons for an empty value of a claim."""

REJECTED = MappingProxyType(
    {
        "reporting_verb": "A plain reporting verb: it attributes, it is no event.",
        "state_not_event": "It describes a state of affairs, not a happening.",
        "metaphor": "The words are used in another sense (sport, business, weather, a figure of "
        "speech).",
        "no_conflict_sense": "The word can name an event, but its arguments here do not fit one.",
        "accident_or_nature": "An accident, an illness or a natural event.",
        "noun_adds_nothing": "An event noun that brings no actor, recipient, place or number of "
        "its own.",
        "same_event_as": "A second word for an event that the sentence already tells.",
        "generic": "It speaks of events of this kind in general.",
        "historical_background": "Background from long before the report.",
        "verbal_not_main_clause": "A verbal type outside the main clause of its sentence.",
        "modifier": "The event word only describes another noun.",
        "required_actor_missing": "The type needs an actor or recipient, and the text gives none.",
        "no_public_party": "Neither side is known as a state, body, armed group or people; deals "
        "of companies and private life are not counted.",
        "fragment": "A heading, caption or list item with too little around it to read.",
    }
)
"""Reasons for rejecting a candidate."""

SENTENCE = MappingProxyType(
    {
        "no_event_word": "No word of the lexicon stands in it.",
        "candidates_rejected": "Words of the lexicon stand in it; each was rejected with a reason.",
        "too_long_to_parse": "The sentence is longer than the limit in the settings and was not "
        "parsed.",
    }
)
"""Reasons why a sentence gave no claim."""

ALL = MappingProxyType({**EMPTY, **REJECTED, **SENTENCE})


def explain(code: str) -> str:
    """Return the sentence that explains a reason code.

    Raises:
        KeyError: there is no such code.

    """
    return ALL[code]
