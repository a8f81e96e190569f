"""Times told in a clause, as far as they tell whether two clauses speak of the same occasion."""

from __future__ import annotations

from dateline.knowledge import place_words
from dateline.parse.parsed import Token

MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september"}
    | {"october", "november", "december"}
)
SPANS = frozenset({"day", "week", "month", "year", "decade", "summer", "winter", "spring"})
FIRST_YEAR, LAST_YEAR = 1900, 2100
LAST_DAY = 31


def clause_of(token: Token) -> Token:
    """Return the verb whose clause a word stands in (the root, where there is no verb)."""
    while token.head is not token and token.pos not in ("VERB", "AUX"):
        token = token.head
    return token


def same_clause(one: Token, other: Token) -> bool:
    """Tell whether two words stand in one clause."""
    return clause_of(one) is clause_of(other)


def far_times(token: Token) -> frozenset[str]:
    """Return the words by which the clause of a word is put at a distance in time.

    A month without a day, a year, "last month", "two weeks ago", "earlier this year"; a day is
    none, since a story goes on from day to day.
    """
    words = _time_words(token)
    lower = [t.lower for t in words]
    far: set[str] = set()
    has_day = any(t.isdigit() and int(t) <= LAST_DAY for t in lower)
    for word in lower:
        if word.isdigit() and FIRST_YEAR <= int(word) <= LAST_YEAR and not has_day:
            far.add(word)
        if word in MONTHS and not has_day:
            far.add(word)
    has_span = any(t.lemma in SPANS for t in words)
    known = place_words.load()
    if has_span and not has_day:
        far |= {w for w in lower if known.has("far", w)}
    return frozenset(far)


def has_time(token: Token) -> bool:
    """Tell whether the clause of a word tells a time."""
    return bool(_time_words(token))


def _time_words(token: Token) -> list[Token]:
    verb = clause_of(token)
    found: list[Token] = []
    for child in verb.children:
        if child.dep in ("prep", "npadvmod", "advmod", "pobj") or child.entity == "DATE":
            found.extend(t for t in child.subtree() if t.entity == "DATE" and clause_of(t) is verb)
    return found
