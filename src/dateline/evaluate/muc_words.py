"""The words of victims, targets and perpetrators: names, titles, things, armed bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dateline.evaluate.metrics_roles import normalised
from dateline.knowledge import place_words
from dateline.knowledge.event_lexicon import Lexicon
from dateline.parse.model import word_kinds
from dateline.records import Actor

PERSONS = frozenset({"PEOPLE", "FORCE", "CAPTIVE", "PROTESTER", "WORKER", "ARMED", "ENVOY"})
NO_TITLES = frozenset({"abu", "abou", "bin", "bint", "ibn", "umm", "ould", "al-hajj", "hajj"})
TITLES = frozenset({"msgr", "monsignor", "archbishop", "don", "magnate", "cattleman", "brothers"})
BODY_WORDS = frozenset(
    {"army", "force", "forces", "navy", "police", "guard", "government", "battalion", "brigade"}
    | {"unit", "units", "patrol", "garrison", "regiment", "company", "platoon", "column", "troops"}
    | {"command", "squad", "convoy", "detachment", "squadron", "corps", "division", "batallion"}
)
MILITARY = frozenset(
    {"military", "army", "police", "barracks", "barrack", "garrison", "battalion", "brigade"}
    | {"troop", "armored", "armoured", "tank", "patrol", "warship", "soldier", "guerrilla", "enemy"}
    | {"mine", "bomb", "explosive", "rocket", "grenade", "gun", "ammunition", "rifle"}
    | {"personnel", "weapon", "helicopter", "rebel", "convoy", "trench", "outpost"}
)
BARE = frozenset(
    {"other", "others", "more", "another", "them", "of", "people", "person", "persons", "and"}
    | {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozens"}
    | {"casualties", "dead", "wounded", "injured", "eleven", "twelve", "many", "several"}
)
OUTLAWS = frozenset(
    {"guerrilla", "terrorist", "rebel", "enemy", "trafficker", "criminal", "insurgent", "extremist"}
    | {"subversive", "combatant", "attacker", "assailant", "fighter", "contra", "mercenary"}
    | {"gunman", "gunmen", "bandit", "paramilitary", "militiamen", "delinquent", "kidnapper"}
)
_LEADING = re.compile(
    r"^(?:(?:the|a|an|some|about|at least|more than|nearly|its|his|her|their|our|these|those|"
    r"another|other|several|many|all|both)\s+)+",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^(?:\d[\d,.]*(?:-year-old)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|dozens of|hundreds of|thousands of)\s+",
    re.IGNORECASE,
)


class Words:
    """Reads phrases with the classes of the lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def classes(self, words: str) -> frozenset[str]:
        """Return the classes of the noun a phrase hangs on, the longest form first."""
        first = re.split(r"\b(?:of|from|in|at|for|who|with)\b", words.casefold())[0].split()
        for start in range(len(first)):
            for form in singulars(" ".join(first[start:])):
                found = self.lexicon.classes_of(form)
                if found:
                    return found
        return frozenset()

    def named(self, actor: Actor) -> tuple[str, bool]:
        """Return the name of somebody without titles, or the noun; and whether it is a name."""
        words = _NUMBER.sub("", without_article(words_of(actor) if actor.words else actor.name))
        if actor.reason == "unresolved_reference" or is_empty(words):
            return "", False
        parts = words.split()
        if " of " in words.casefold():
            return words, False
        last = max((i for i, part in enumerate(parts) if self._is_title(part)), default=None)
        if last is not None:
            tail = " ".join(parts[last + 1 :])
            return (tail, True) if tail and _is_given_or_name(tail) else (words, False)
        if not is_name(words):
            return words, False
        while len(parts) > 2 and _is_plain_word(parts[0]) and is_name(" ".join(parts[1:])):
            parts = parts[1:]
        return " ".join(parts), True

    def _is_title(self, word: str) -> bool:
        lower = word.casefold().rstrip(".,")
        if lower in TITLES or lower in place_words.load().classes["person_before"] - NO_TITLES:
            return True
        return any(self.lexicon.classes_of(form) & PERSONS for form in singulars(lower))


def _is_given_or_name(words: str) -> bool:
    return is_name(words) or not all(_is_plain_word(w) for w in words.split())


def is_outlaw(words: str) -> bool:
    """Tell those whose death is no terrorism to MUC-4: fighters, traffickers, criminals."""
    return bool(OUTLAWS & {singular(w) for w in words.casefold().split()})


def is_body(words: str) -> bool:
    """Tell a body of armed men ("the battalion") from its men."""
    first = re.split(r"\b(?:of|from|in|at|for|who|with)\b", words.casefold())[0].split()
    return bool(BODY_WORDS & set(first[-1:]))


def is_bare(words: str) -> bool:
    """Tell a number or "others" without a noun that says who they are."""
    parts = re.findall(r"[^\W\d_]+", _NUMBER.sub("", without_article(words) + " ").casefold())
    return all(part in BARE for part in parts)


def is_military(words: str) -> bool:
    """Tell an installation or vehicle of armed men, which is no target to MUC-4."""
    return bool(MILITARY & {singular(w) for w in words.casefold().split()})


def singular(word: str) -> str:
    """Return a word without the -s of a plural."""
    return word[:-1] if word.endswith("s") else word


def owner_off(words: str) -> str:
    """Return words without the ending of a possessor."""
    return re.sub(r"['’][sS]?$", "", words)


def singulars(words: str) -> Iterable[str]:
    """Yield a phrase as it stands and the singulars it may be the plural of."""
    yield words
    for end, base in (("ies", "y"), ("es", ""), ("s", ""), ("men", "man")):
        if words.endswith(end) and len(words) > len(end) + 2:
            yield words[: len(words) - len(end)] + base


def add(values: list[str], value: str) -> None:
    """Add a value that is not there yet, whatever its case."""
    if value.casefold() not in {v.casefold() for v in values}:
        values.append(value)


def words_of(actor: Actor) -> str:
    """Return the words that name an actor: as written, or of whom a pronoun stands for."""
    return actor.words if actor.basis == "stated" or actor.actor_id else actor.name


def without_article(words: str) -> str:
    """Return a phrase without articles and the like before it."""
    return _LEADING.sub("", " ".join(words.split()))


def is_name(words: str) -> bool:
    """Tell whether a phrase holds a word that is no English word."""
    parts = [re.sub(r"'s$|[^\w]", "", w).casefold() for w in words.split()]
    return any(p and not p.isdigit() and not word_kinds(p) for p in parts)


def is_empty(words: str) -> bool:
    """Tell whether a phrase holds nothing but pronouns, numbers and the like."""
    parts = [re.sub(r"[^\w]", "", w).casefold() for w in words.split()]
    return all(not p or p.isdigit() or "f" in word_kinds(p) for p in parts)


def _is_plain_word(word: str) -> bool:
    """Tell whether a word is English and no given name."""
    lower = word.casefold().strip(".")
    is_given = place_words.load().common.get(lower) == "first name"
    return bool(word_kinds(lower)) and not is_given


def distinct(phrases: Iterable[str]) -> list[str]:
    """Return the phrases for different ones: of two names for one, the fuller ("Ruiz", "Ana Ruiz").

    Phrases are for one where the words of one are all among the other's and both end alike, or
    both are names.
    """
    kept: list[str] = []
    for phrase_words in sorted(dict.fromkeys(phrases), key=lambda p: -len(p.split())):
        mine = normalised(phrase_words).split()
        if mine and not any(_is_part(mine, normalised(other).split()) for other in kept):
            kept.append(phrase_words)
    return kept


def _is_part(mine: Sequence[str], other: Sequence[str]) -> bool:
    if not set(mine) <= set(other):
        return False
    return mine[-1] == other[-1] or (is_name(" ".join(mine)) and is_name(" ".join(other)))


def named_thing(words: str) -> str:
    """Return the words of a thing without article and number."""
    return _NUMBER.sub("", without_article(words))
