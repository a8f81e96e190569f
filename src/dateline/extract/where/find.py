"""Find the words of a report that may be place names, and weigh whether each is one.

A name is found by the gazetteer, the longest match first. What lies inside the name of a person,
an organisation or an outlet is no place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.extract.where.mention import Candidate
from dateline.extract.where.surroundings import (
    LONGEST,
    beside,
    chain_after,
    entities,
    entity_around,
    is_capitalised,
    is_name_word,
    is_upper,
)
from dateline.extract.where.weigh import weigh
from dateline.knowledge import place_keys, place_words
from dateline.knowledge.gazetteer import Gazetteer, GazetteerPlace
from dateline.parse.parsed import Parsed, Sentence, Token
from dateline.spans import excerpt

UNSURE_ARTICLES = frozenset({"as", "at", "an", "ed", "es", "er"})
NAME_LABELS = frozenset({"ORG", "WORK_OF_ART", "LAW", "PRODUCT", "PERSON"})
NUMBER_LABELS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"})
ABBREVIATION = 4
SHORT = 2


def candidates(parsed: Parsed, gazetteer: Gazetteer) -> list[Candidate]:
    """Return the stretches that may be place names, each with the places it can mean.

    Overlaps are settled: the longest match from the left. Stretches inside the names of persons
    and organisations are marked.
    """
    persons = _person_words(parsed)
    found: list[Candidate] = []
    for sentence in parsed.sentences:
        row: list[Candidate] = []
        for candidate in _matches(sentence, parsed.report.text, gazetteer):
            before = row[-1] if row else None
            candidate.is_other_name = _is_other_name(candidate, before)
            weigh(candidate, persons)
            row.append(candidate)
        found.extend(row)
    return found


def _matches(sentence: Sentence, text: str, gazetteer: Gazetteer) -> Iterator[Candidate]:
    tokens = sentence.tokens
    i = 0
    while i < len(tokens):
        token = tokens[i]
        may_begin = is_capitalised(token) or token.lower in place_keys.ARTICLES
        may_begin = may_begin and _can_begin(tokens, i)
        match = _match_at(tokens, i, text, gazetteer) if may_begin else None
        if match is None:
            i += 1
            continue
        words, options, length = match
        stretch = tuple(tokens[i : i + length])
        yield Candidate(stretch, words, place_keys.key(words), sentence, options)
        i += length


def _can_begin(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    if token.entity in NUMBER_LABELS and token.pos != "PROPN":
        return False
    follows_article = (
        i > 1 and tokens[i - 1].text == "-" and tokens[i - 2].lower in place_keys.ARTICLES
    )
    if follows_article and tokens[i - 1].start == tokens[i - 2].end:
        return False
    if token.lower in place_keys.ARTICLES and i + 1 < len(tokens):
        if token.lower in UNSURE_ARTICLES and tokens[i + 1].text != "-" and token.pos != "PROPN":
            return False
        return is_capitalised(token) or tokens[i + 1].text == "-" or is_capitalised(tokens[i + 1])
    return is_capitalised(token)


def _match_at(
    tokens: Sequence[Token], i: int, text: str, gazetteer: Gazetteer
) -> tuple[str, list[GazetteerPlace], int] | None:
    stretches = [
        (excerpt(text, tokens[i].start, tokens[i + length - 1].end), length)
        for length in _lengths(tokens, i)
    ]
    for loose in (False, True):
        for words, length in stretches:
            options = gazetteer.lookup(words, loose=loose)
            if not options or (len(words) <= SHORT and is_upper(tokens)):
                continue
            ordinary = all(t.pos == "NOUN" for t in tokens[i : i + length])
            options = _fitting(words, options, ordinary)
            if options:
                return words, options, length
    return None


def _lengths(tokens: Sequence[Token], i: int) -> list[int]:
    """Return the lengths a name beginning here may have, longest first."""
    found = []
    words = place_words.load()
    for length in range(1, min(LONGEST, len(tokens) - i) + 1):
        token = tokens[i + length - 1]
        if length > 1 and not is_capitalised(token) and not words.has("joiner", token.lower):
            if token.lower not in place_keys.ARTICLES and token.lower not in ("camp", "crossing"):
                break
        is_end = is_capitalised(token) or token.lower in ("camp", "crossing")
        if is_end and not (length == 1 and token.lower in place_keys.ARTICLES):
            found.append(length)
    return found[::-1]


def _fitting(words: str, options: list[GazetteerPlace], ordinary: bool) -> list[GazetteerPlace]:
    """Drop what is meant by abbreviation unless it is in capitals ("US", not "Us"; "LA").

    ``ordinary``: it reads as a common noun ("A CAR BOMB" in a report in capitals).
    """
    letters = words.replace(".", "")
    if len(letters) > ABBREVIATION or (letters.isupper() and not ordinary):
        return options
    if len(letters) <= SHORT:
        return [p for p in options if place_keys.key(p.name) == place_keys.key(words)]
    return [
        p
        for p in options
        if p.precision_class != "country"
        or place_keys.key(p.name) == place_keys.key(words)
        or p.rank
    ]


def _person_words(parsed: Parsed) -> set[str]:
    """Return the last words of names of two words and more that the model takes for persons."""
    found: set[str] = set()
    for sentence in parsed.sentences:
        for name in entities(sentence, "PERSON"):
            capitals = [t for t in name if is_name_word(t)]
            if len(capitals) > 1 and not sentence.is_heading:
                found.add(place_keys.key(capitals[-1].text))
    return found


def _is_other_name(candidate: Candidate, before: Candidate | None) -> bool:
    """Tell whether the stretch is part of the name of a person, an organisation or an outlet."""
    return (
        _is_bare_word(candidate)
        or _in_person(candidate)
        or _begins_organisation(candidate)
        or _ends_organisation(candidate, before)
        or _in_glued_name(candidate)
        or _ends_group(candidate)
    )


def _ends_group(candidate: Candidate) -> bool:
    """Tell whether the stretch ends the name of a group ("the Ahrar al-Sham movement")."""
    words = place_words.load()
    previous, following = beside(candidate, -1), beside(candidate, 1)
    if previous is None or following is None or not is_capitalised(previous):
        return False
    is_name = previous.pos == "PROPN" and previous.head in (candidate.head, candidate.head.head)
    return is_name and words.has("organisation_after", following.lower)


def _is_bare_word(candidate: Candidate) -> bool:
    """Tell whether the stretch is a direction ("the West") or begins "Gulf of", "Minsk accords"."""
    words = place_words.load()
    following = beside(candidate, 1)
    if following is not None and words.has("accord", following.lower):
        return True
    if len(candidate.tokens) > 1:
        return False
    word = candidate.tokens[0].lower
    if words.has("direction", word) or words.has("street", word):
        return True
    return following is not None and following.lower == "of" and words.has("area", word)


def _in_person(candidate: Candidate) -> bool:
    words = place_words.load()
    previous = beside(candidate, -1)
    if previous is not None and words.has("person_before", previous.lower):
        if previous.lower not in ("deputy", "officer") or candidate.tokens[0].entity == "PERSON":
            return candidate.options[0].precision_class != "country" or previous.pos == "PROPN"
    following = beside(candidate, 1)
    if following is not None and words.has("person_suffix", following.lower):
        return True
    around = entity_around(candidate)
    if not around or around[0].entity != "PERSON":
        return False
    own = {t.i for t in candidate.tokens}
    others = [t for t in around if t.i not in own and is_name_word(t)]
    if others and is_called_place(around[0], candidate.sentence):
        return False
    return bool(others) and not candidate.sentence.is_heading


def _begins_organisation(candidate: Candidate) -> bool:
    words = place_words.load()
    chain = chain_after(candidate)
    for token in chain:
        if words.has("street", token.lower):
            return True
        if words.has("facility", token.lower) and not words.has("organisation_after", token.lower):
            return False
        if words.has("title_after", token.lower):
            return False
        if words.has("organisation_after", token.lower):
            same_entity = token.entity == "ORG" and candidate.tokens[0].entity == "ORG"
            return same_entity or not candidate.sentence.is_heading
    return False


def _ends_organisation(candidate: Candidate, before: Candidate | None) -> bool:
    words = place_words.load()
    previous, second = beside(candidate, -1), beside(candidate, -1, 2)
    if previous is not None and previous.lower == "the" and second is not None:
        previous, second = second, beside(candidate, -1, 3)
    if previous is None or second is None:
        return False
    joined = previous.lower in ("and", "&", "-", "/")
    if joined and before is not None and before.is_other_name:
        return candidate.tokens[0].i - before.tokens[-1].i <= 3
    if previous.lower not in ("of", "in", "for") or not is_capitalised(second):
        return False
    if second.lower == "state":
        tokens = candidate.sentence.tokens
        third = tokens[second.i - tokens[0].i - 1] if second.i > tokens[0].i else None
        return third is not None and third.lower in ("islamic", "of")
    if previous.lower == "in":
        own = {t.entity for t in candidate.tokens}
        if second.entity != "ORG" or own != {"ORG"}:
            return False
    return words.has("organisation_before", second.lower) and not words.has("polity", second.lower)


def _in_glued_name(candidate: Candidate) -> bool:
    """Tell whether the model has the stretch inside a longer name of another kind."""
    words = place_words.load()
    around = entity_around(candidate)
    if not around or around[0].entity not in NAME_LABELS or candidate.sentence.is_heading:
        return False
    own = {t.i for t in candidate.tokens}
    rest = [t for t in around if t.i not in own and is_name_word(t)]
    if not rest:
        return False
    previous = beside(candidate, -1)
    if previous is not None and words.has("locative", previous.lower) and previous.lower != "in":
        return False
    after = [t for t in rest if t.i > candidate.tokens[-1].i]
    keep = ("title_after", "facility", "settlement", "province", "district", "area")
    if after and any(words.has(name, after[0].lower) for name in keep):
        return False
    known = {w for name in (*keep, "polity") for w in words.classes[name]}
    return not all(t.lower in known for t in rest)


def is_called_place(first: Token, sentence: Sentence) -> bool:
    """Tell whether the words before a name call it a settlement ("the village of X")."""
    at = first.i - sentence.tokens[0].i
    if at < 2 or sentence.tokens[at - 1].lower != "of":
        return False
    noun = sentence.tokens[at - 2]
    return noun.pos == "NOUN" and place_words.load().has("settlement", noun.lemma)
