"""Is it that sense of the word? Sport, business, weather and figures of speech are no events."""

from __future__ import annotations

from dateline.extract.mention import Mention
from dateline.knowledge.event_lexicon import Lexicon
from dateline.parse.arguments import objects, subjects
from dateline.parse.grammar import children
from dateline.parse.parsed import Token

SENSE_CLASSES = frozenset({"SPORT", "WEATHER", "DISEASE", "FINANCE"})
FIGURE_PREMODIFIERS = frozenset(
    {"heart", "asthma", "panic", "verbal", "personal", "media", "charm", "advertising", "sales"}
    | {"hunger", "labor", "labour", "lightning", "price", "trade", "cyber", "ad", "marketing"}
    | {"political", "ad-hominem", "scathing", "stinging", "rhetorical"}
)
KEPT_FIGURES = frozenset({"hunger", "labor", "labour", "cyber", "lightning", "trade"})
CUES_NEEDED = 2
"""Cue words of one sense in a sentence that decide it."""


def _argument_senses(tokens: list[Token], lexicon: Lexicon) -> bool:
    known = [lexicon.classes_of(t.lemma) for t in tokens]
    people = {"PEOPLE", "FORCE", "GROUP", "PLACE", "BUILDING", "VEHICLE", "AUTHORITY"}
    return any(found & SENSE_CLASSES and not found & people for found in known)


def other_sense(mention: Mention, lexicon: Lexicon) -> str | None:
    """Return the reason code if the words are used in another sense here, else None."""
    noun = mention.noun
    if noun is not None:
        before = {t.lower for t in children(noun, "compound", "amod")}
        if before & (FIGURE_PREMODIFIERS - KEPT_FIGURES):
            return "metaphor"
    if mention.event_type not in ("ASSAULT", "COERCE", "RETREAT", "MOBILIZE"):
        return None
    if noun is None and _argument_senses(
        [*subjects(mention.head), *objects(mention.head)], lexicon
    ):
        return "accident_or_nature" if mention.event_type == "ASSAULT" else "metaphor"
    own = {t.i for t in mention.words}
    words = {t.lemma for t in mention.sentence.tokens if t.i not in own}
    words |= {t.lower for t in mention.sentence.tokens if t.i not in own}
    for cues in lexicon.metaphor.values():
        if len(words & cues) >= CUES_NEEDED:
            return "metaphor"
    return None
