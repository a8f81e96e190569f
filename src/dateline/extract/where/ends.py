"""Tell the other ends of a movement: where shots came from, where the fleeing or the hurt went.

"Shelled from X" and "withdrew towards X" leave open where it happened; so does "died on the way to
X", of an attack that was told before.
"""

from __future__ import annotations

import itertools

from dateline.extract.mention import Mention
from dateline.knowledge import place_words
from dateline.parse.parsed import Token

TAKEN_FROM = frozenset({"abduct", "arrest"})


def is_other_end(mention: Mention, prep: Token) -> bool:
    """Tell whether a phrase of an event says where it came from or went, not where it was."""
    words = place_words.load()
    inner = {c.lemma for c in prep.children if c.dep == "pobj"}
    if prep.lower == "from" and mention.event_type == "ASSAULT":
        return mention.mode not in TAKEN_FROM
    is_leaving = mention.event_type == "RETREAT" and mention.mode != "access"
    if is_leaving and (words.has("onward", prep.lower) or "direction" in inner):
        return True
    if words.has("dying", mention.head.lemma):
        return any(words.has("deathbed", lemma) for lemma in inner)
    return False


def is_at_other_end(mention: Mention, name: Token) -> bool:
    """Tell whether a place name stands in such a phrase of the event."""
    for token, above in itertools.pairwise([name, *name.ancestors()]):
        if above is mention.head:
            return token.dep == "prep" and is_other_end(mention, token)
    return False
