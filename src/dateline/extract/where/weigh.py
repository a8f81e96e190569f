"""Weigh whether a stretch of words is a place name, from the words alone.

The labels of the language model are evidence among others, since it takes Kherson for a person.
"""

from __future__ import annotations

from dateline.extract.where.mention import Candidate, stands_as_ground
from dateline.extract.where.surroundings import beside, chain_after, is_capitalised, is_upper
from dateline.knowledge import place_words
from dateline.knowledge.gazetteer import GazetteerPlace

PLACE_LABELS = frozenset({"GPE", "LOC"})
COUNTRY_SIGN, BIG, KNOWN, TOWN, SMALL = 2.0, 5.0, 4.5, 4.0, 3.0


def weigh(candidate: Candidate, persons: set[str]) -> None:
    """Set the evidence, from the words alone; context between names is added later."""
    words = place_words.load()
    head, best = candidate.head, candidate.options[0]
    labels = {t.entity for t in candidate.tokens}
    is_run_in = _is_run_in(candidate)
    score = 0.5 if head.pos == "PROPN" or is_run_in else -1.5
    if labels & PLACE_LABELS or is_run_in:
        score += 2.0
    elif "FAC" in labels:
        score += 1.5
    elif "NORP" in labels:
        is_city = best.rank == 0 and best.prior >= BIG and best.is_settlement
        score -= 1.0 if is_city else 3.0
    elif labels & {"PERSON", "ORG"}:
        score -= 1.0 if "PERSON" in labels else 0.5
    if stands_as_ground(candidate.tokens, head):
        score += 2.0
    candidate.hint = "" if _is_country_of(candidate) else _hint(candidate)
    score += 3.0 if candidate.hint else 0.0
    score += _prior_evidence(best)
    if sum(map(is_capitalised, candidate.tokens)) > 1:
        has_common_part = any(part in words.common for part in candidate.key.split())
        is_known = best.rank == 0 and best.prior >= KNOWN and not has_common_part
        score += 2.0 if is_known else 1.0
    is_sign = best.precision_class == "country" and candidate.words.replace(".", "").isupper()
    is_shouted = is_upper(candidate.sentence.tokens)
    is_title = candidate.sentence.is_heading and len(candidate.tokens) == 1
    if (
        (is_shouted or is_title)
        and best.prior < TOWN
        and not labels & PLACE_LABELS
        and not candidate.hint
    ):
        score -= 1.5
    if candidate.key in words.common and not is_sign:
        score -= 2.5
    if candidate.key.split()[-1] in persons and len(candidate.tokens) == 1:
        score -= 3.0
    chain = chain_after(candidate)
    if chain and not candidate.sentence.is_heading and head.dep == "compound":
        useful = ("title_after", "facility", "settlement", "province", "district", "area")
        score -= 0.0 if any(words.has(c, t.lower) for c in useful for t in chain) else 1.5
    candidate.evidence = score


def _is_run_in(candidate: Candidate) -> bool:
    """Tell whether a name is the head of an entry ("* Varda: Two men were hit")."""
    following = beside(candidate, 1)
    if following is None or following.text != ":" or candidate.words.isupper():
        return False
    before = [t for t in candidate.sentence.tokens if t.i < candidate.tokens[0].i]
    return all(t.pos in ("PUNCT", "SYM", "NUM") for t in before)


def _prior_evidence(place: GazetteerPlace) -> float:
    if place.rank == 2:
        return -0.5
    if place.precision_class == "country" and place.prior > BIG:
        return COUNTRY_SIGN
    if place.prior >= BIG:
        return 1.5
    if place.prior >= TOWN:
        return 0.7
    return 0.0 if place.prior >= SMALL else -0.7


def _is_country_of(candidate: Candidate) -> bool:
    """Tell whether a name is a country's before a common noun ("a southern Mexico town")."""
    best, following = candidate.options[0], beside(candidate, 1)
    is_country = best.precision_class == "country" and best.rank == 0
    return is_country and following is not None and following.lower in ("town", "village")


def _hint(candidate: Candidate) -> str:
    """Return what the words beside the name call it (a class of FITS_HINT), or an empty text."""
    words = place_words.load()
    names = ("settlement", "province", "district", "area")
    following = beside(candidate, 1)
    if following is not None:
        for name in names:
            if words.has(name, following.lower) and following.pos in ("NOUN", "PROPN"):
                return name
    previous, second = beside(candidate, -1), beside(candidate, -1, 2)
    if previous is not None and previous.lower == "of" and second is not None:
        for name in names:
            if words.has(name, second.lemma) or words.has(name, second.lower):
                return name
    if previous is not None and previous.pos == "NOUN" and candidate.head.dep == "appos":
        for name in names:
            if words.has(name, previous.lemma):
                return name
    return ""
