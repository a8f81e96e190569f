"""Whom a bare number means: "one guard was killed and three hurt", "eleven were let go".

The number stands for people of the kind told last among those who suffered or were spoken of:
first those of its own sentence, then those of the two sentences before.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.parse.arguments import prepositional
from dateline.parse.grammar import children, conjuncts
from dateline.parse.parsed import Parsed, Token

ELLIPTIC = frozenset(
    {"others", "some", "several", "many", "most", "another", "both", "dozens", "scores", "rest"}
    | {"third", "fourth", "fifth", "sixth", "more"}
)
"""Words besides numbers that may stand for people told before."""
AFTER_SUFFERING = ("nsubjpass", "dobj", "attr", "appos")
BODIES = frozenset({"body", "corpse", "dead", "remains"})
UNDERGOING = frozenset(
    {"die", "perish", "drown", "lose", "suffer", "sustain", "disappear", "vanish", "flee", "bleed"}
)
"""Verbs whose subject suffers."""
LOOK_BACK = 2


def is_elliptic_number(token: Token) -> bool:
    """Tell whether a word counts people without saying what they are."""
    if prepositional(token, frozenset({"of"})) or children(token, "relcl", "acl"):
        return False
    if token.lower in ("third", "fourth", "fifth", "sixth"):
        return any(c.lower == "a" for c in children(token, "det"))
    return token.tag == "CD" or token.lower in ELLIPTIC


def meant_by(number: Token, parsed: Parsed, is_people: Callable[[Token], bool]) -> Token | None:
    """Return the noun whose people a bare number counts, or None."""
    if number.dep == "conj" and number.head.pos in ("NOUN", "PROPN"):
        first = number.head
        while first.dep == "conj" and first.head.pos in ("NOUN", "PROPN"):
            first = first.head
        return first if is_people(first) and first.tag in ("NNS", "NN") else None
    sentence = parsed.sentences[number.sent - 1]
    here = [t for t in sentence.tokens if t.i < number.i]
    found = _last_told(here, number, is_people)
    for back in range(1, LOOK_BACK + 1):
        n = number.sent - 1 - back
        if found is not None or n < 0 or parsed.sentences[n].block != sentence.block:
            break
        found = _last_told(list(parsed.sentences[n].tokens), number, is_people)
    return found


def stands_with_things(number: Token, is_people: Callable[[Token], bool]) -> bool:
    """Tell whether "others" goes on a row of things ("the village and seven others")."""
    if number.dep != "conj" or number.lower != "others":
        return False
    return number.head.pos in ("NOUN", "PROPN") and not is_people(number.head)


def _last_told(
    words: list[Token], number: Token, is_people: Callable[[Token], bool]
) -> Token | None:
    """Return the people told last who suffer or are counted, and are not the doers here."""
    above = list(number.ancestors())
    for token in reversed(words):
        undergoes = token.dep == "nsubj" and token.head.lemma in UNDERGOING
        if token.pos != "NOUN" or token in above:
            continue
        if token.dep not in AFTER_SUFFERING and not undergoes:
            continue
        if token.lemma in BODIES or not is_people(token):
            continue
        counted = bool(children(token, "nummod")) or token.tag == "NNS"
        if counted or token.dep == "nsubjpass":
            return conjuncts(token)[0]
    return None
