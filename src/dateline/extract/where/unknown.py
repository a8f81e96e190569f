"""Place names that no gazetteer has: known for places by the words around them alone.

"the village of Wanke", "near Synkivka": such a name gets no position, but events can be there, and
the country the report plays in is its country.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract.where.mention import Candidate, PlaceMention
from dateline.extract.where.surroundings import is_capitalised, is_upper
from dateline.extract.where.weigh import PLACE_LABELS
from dateline.knowledge import place_keys, place_words
from dateline.knowledge.gazetteer import GazetteerPlace, PrecisionClass
from dateline.parse.grammar import children
from dateline.parse.parsed import Parsed, Sentence, Token
from dateline.spans import excerpt

PREPOSITIONS = frozenset(
    {"in", "at", "near", "outside", "inside", "around", "into", "off", "to", "between", "from"}
)
SURELY_PLACE = frozenset({"at", "near", "outside", "inside", "between"})
BARE_LABELS = frozenset({"", "GPE", "LOC", "FAC"})
CALLED_LABELS = BARE_LABELS | {"PERSON", "ORG", "PRODUCT", "NORP", "WORK_OF_ART", "EVENT"}
INSIDE_LABELS = BARE_LABELS | {"PERSON", "PRODUCT", "NORP"}
"""What the model may take a name for that stands after "in", where only a place can."""
PARTICLES = frozenset({"abu", "abou", "umm", "sheikh", "shaykh", "king", "prince", "bin", "ibn"})
"""Words before a person's name that are parts of place names too ("Abu Salim")."""
SHARE = 0.5
OF_TOWN = 4
RULE = "where.unknown_name"


def unknown_mentions(
    parsed: Parsed, accepted: Sequence[Candidate], taken: set[int]
) -> list[PlaceMention]:
    """Return mentions of names that stand where a place stands and are in no gazetteer.

    Args:
        parsed: the report.
        accepted: the names that were resolved; they tell the country.
        taken: indices of words that belong to other names.
    """
    country = main_country(accepted)
    known = {t.i for c in accepted for t in c.tokens}
    taken = taken | known
    found: dict[int, tuple[Token, ...]] = {}
    for sentence in parsed.sentences:
        for token in sentence.tokens:
            if token.pos != "PROPN" and not token.text.istitle():
                continue
            is_called = _is_called(token, sentence) or _is_relative(token, sentence)
            is_called |= _ends_row(token, sentence, known)
            is_sure = token.dep == "pobj" and token.head.lower in SURELY_PLACE
            blocked = known if is_called or is_sure else taken
            if token.i not in blocked and (is_called or _is_bare(token, sentence)):
                name = _name(token, sentence)
                if is_fit(name) and not {t.i for t in name} & blocked:
                    found[token.i] = name
    _find_again(parsed, found, taken)
    return [mention_of(parsed, name, country) for _, name in sorted(found.items())]


def _find_again(parsed: Parsed, found: dict[int, tuple[Token, ...]], taken: set[int]) -> None:
    """Add the other places in the text where names that were found stand."""
    if not found:
        return
    keys = {_key(parsed, name) for name in found.values()}
    inside = {t.i for name in found.values() for t in name} | taken
    for sentence in parsed.sentences:
        for token in sentence.tokens:
            if token.pos != "PROPN" or token.i in inside or not is_capitalised(token):
                continue
            name = _name(token, sentence)
            if _key(parsed, name) in keys and token.dep not in ("compound", "amod"):
                found[token.i] = name


def mention_of(
    parsed: Parsed, name: tuple[Token, ...], country: GazetteerPlace | None
) -> PlaceMention:
    """Return the mention of an unknown name; it lies in the given country, if any."""
    start, end = name[0].start, name[-1].end
    words = excerpt(parsed.report.text, start, end)
    place = GazetteerPlace(
        gazetteer_id="",
        name=words.title() if words.isupper() else words,
        kind="unknown",
        admin1=None,
        admin2=None,
        country=country.country if country is not None else None,
        iso3=country.iso3 if country is not None else None,
        latitude=None,
        longitude=None,
        population=0,
        precision_class=_class_of(name),
        radius_km=None,
    )
    in_heading = parsed.sentence_of(name[0]).is_heading
    return PlaceMention(name, start, end, place, RULE, in_heading=in_heading)


def _class_of(name: Sequence[Token]) -> PrecisionClass:
    """Return what the noun beside a name calls it: a point, unless it is called a division."""
    words = place_words.load()
    last = name[-1]
    noun = last.head.head if last.dep == "pobj" and last.head.lower == "of" else last.head
    if noun.pos != "NOUN" or (words.has("many", noun.lemma) and noun.lemma != "province"):
        return "exact"
    if words.has("second_level", noun.lemma):
        return "district"
    return "province" if words.has("first_level", noun.lemma) else "exact"


def stray_name(candidate: Candidate) -> tuple[Token, ...]:
    """Return the whole name that a doubted candidate is part of, or nothing if it is no place."""
    tokens, sentence = candidate.tokens, candidate.sentence
    is_labelled = tokens[-1].entity in PLACE_LABELS
    if is_upper(sentence.tokens) and not candidate.hint and not is_labelled:
        return ()
    last = tokens[-1]
    after = sentence.tokens[last.i - sentence.tokens[0].i + 1 :]
    for token in after[:2]:
        is_joined = token is last.head or token.head in (last, last.head)
        if token.pos != "PROPN" or not is_capitalised(token) or not is_joined:
            break
        last = token
    name = _name(last, sentence) if last is not tokens[-1] else tokens
    if last.dep in ("compound", "nmod") and last.head.pos == "PROPN":
        return ()
    if any(c.lower == "the" for c in children(last, "det")) and not is_labelled:
        return ()
    return name if is_fit(name) and not is_quarter(name, sentence) else ()


def main_country(accepted: Sequence[Candidate]) -> GazetteerPlace | None:
    """Return a place of the country that most names of the report lie in, if they do."""
    weights: dict[str, float] = {}
    one_of: dict[str, GazetteerPlace] = {}
    for candidate in accepted:
        place = candidate.choice
        if place is None or place.iso3 is None:
            continue
        weight = 0.5 if place.precision_class == "country" else 1.0
        weights[place.iso3] = weights.get(place.iso3, 0.0) + weight
        one_of.setdefault(place.iso3, place)
    if not weights:
        return None
    best = max(weights, key=lambda iso3: (weights[iso3], iso3))
    return one_of[best] if weights[best] >= SHARE * sum(weights.values()) else None


def _key(parsed: Parsed, name: Sequence[Token]) -> str:
    return place_keys.key(excerpt(parsed.report.text, name[0].start, name[-1].end))


def _is_called(token: Token, sentence: Sentence) -> bool:
    """Tell whether the words call it a place.

    "The village of X", "the town X", "X village", "the X crossing", "the siege of X"; not a
    quarter of a town that is named beside it ("the X district of Y"): the town is its place.
    """
    if not is_capitalised(token) or token.entity not in CALLED_LABELS or token.pos != "PROPN":
        return False
    words = place_words.load()
    if token.dep == "pobj" and token.head.lower == "of":
        return _is_of_ground(token)
    if is_upper(sentence.tokens) or (token.text.isupper() and len(token.text) > 1):
        return False
    if token.dep in ("compound", "appos", "nmod") and token.head.pos == "NOUN":
        if _is_of_town(token.head, sentence):
            return False
        is_called = words.has("called", token.head.lemma)
        if token.dep != "appos" and is_called and not _is_word(token):
            return token.entity in BARE_LABELS or token.entity == "PERSON"
        is_name = token.entity in BARE_LABELS or token.entity == "PERSON"
        if is_called and token.entity == "NORP" and not _is_word(token):
            return token.lower not in place_words.peoples()
        return token.dep != "nmod" and is_name and words.has("many", token.head.lemma)
    return False


def _ends_row(token: Token, sentence: Sentence, known: set[int]) -> bool:
    """Tell whether a name ends a row of places ("at X, Y and Z"), whatever its label."""
    at = token.i - sentence.tokens[0].i
    before = sentence.tokens[max(0, at - 4) : at]
    if len(before) < 4 or not token.text.istitle() or token.entity not in CALLED_LABELS:
        return False
    first, comma, second, joined = before
    is_row = comma.text == "," and joined.lower in ("and", "or", "&")
    return is_row and first.i in known and second.i in known and not _is_word(token)


def _is_relative(token: Token, sentence: Sentence) -> bool:
    """Tell whether a clause with "where" goes on from a name ("than X, where three fell")."""
    if token.pos != "PROPN" or not is_capitalised(token) or token.text.isupper():
        return False
    at = token.i - sentence.tokens[0].i
    following = [t.lower for t in sentence.tokens[at + 1 : at + 3]]
    if following != [",", "where"] or token.entity not in CALLED_LABELS:
        return False
    return token.dep in ("pobj", "dobj", "conj", "appos") and not children(token, "det", "amod")


def _is_of_ground(token: Token) -> bool:
    """Tell whether a name follows "of" after a word for ground or for those who live there."""
    words = place_words.load()
    noun = token.head.head
    if noun.pos != "NOUN":
        return False
    if words.has("taking", noun.lemma):
        is_people = token.entity in ("PERSON", "NORP")
        return not is_people and not children(token, "det", "amod")
    if any(words.has(c, noun.lemma) for c in ("called", "edge", "dweller", "facility", "post")):
        is_bare = token.entity in BARE_LABELS or token.entity == "PRODUCT"
        return is_bare and not children(token, "det", "amod", "nummod")
    return any(words.has(c, noun.lemma) for c in ("settlement", "first_level", "second_level"))


def _is_word(token: Token) -> bool:
    """Tell whether a name is an ordinary word or a direction ("Freedom Bridge", "West Bank")."""
    words = place_words.load()
    return place_keys.key(token.text) in words.common or words.has("direction", token.lower)


def is_quarter(name: Sequence[Token], sentence: Sentence) -> bool:
    """Tell whether a name is that of a quarter of a town named beside it."""
    noun = name[-1].head
    return noun.pos == "NOUN" and noun.i == name[-1].i + 1 and _is_of_town(noun, sentence)


def _is_of_town(noun: Token, sentence: Sentence) -> bool:
    """Tell whether a name follows the noun in the same phrase ("district of X", "gate in X")."""
    at = noun.i - sentence.tokens[0].i + 1
    following = sentence.tokens[at : at + OF_TOWN]
    if not following or following[0].lower not in ("of", "in"):
        return False
    return any(is_capitalised(t) and t.pos == "PROPN" for t in following[1:])


def _is_bare(token: Token, sentence: Sentence) -> bool:
    """Tell whether a proper name stands alone after a preposition of place."""
    first = token
    while first.dep == "conj" and first.head is not first and first.head.pos == "PROPN":
        first = first.head
    if first.dep != "pobj" or token.pos != "PROPN":
        return False
    prep = first.head.lower
    is_sure = prep in SURELY_PLACE or _is_fronted(token, sentence)
    is_inside = prep == "in" and not _is_of_mind(first.head.head)
    labels = CALLED_LABELS if is_sure else INSIDE_LABELS if is_inside else BARE_LABELS
    is_full_person = token.entity == "PERSON" and bool(children(token, "compound"))
    if token.entity not in labels or (is_full_person and not (is_sure or is_inside)):
        return False
    if sentence.is_heading or not is_capitalised(token) or token.text.isupper():
        return False
    if prep not in PREPOSITIONS or children(token, "det", "amod", "nummod"):
        return False
    if prep in ("to", "from") and token.entity not in ("GPE", "LOC"):
        return False
    if token.lower in place_words.peoples() or any(c.isdigit() for c in token.text):
        return False
    return place_keys.key(token.text) not in place_words.load().common


def _is_of_mind(governor: Token) -> bool:
    """Tell "trust in X", "a role in X", "said in X": what can be in no place."""
    words = place_words.load()
    return words.has("in_body", governor.lemma) or words.has("speech", governor.lemma)


def _is_fronted(token: Token, sentence: Sentence) -> bool:
    """Tell whether a name is all of a phrase at the front ("In X, …")."""
    at = token.i - sentence.tokens[0].i
    is_closed = at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].text == ","
    return at == 1 and token.head is sentence.tokens[0] and is_closed


def _name(head: Token, sentence: Sentence) -> tuple[Token, ...]:
    """Return the words of a proper name that ends in its head, articles and hyphens included."""
    tokens = sentence.tokens
    first = at = head.i - tokens[0].i
    while at > 0:
        token = tokens[at - 1]
        is_joined = token.text == "-" and token.end == tokens[at].start
        is_article = token.lower in place_keys.ARTICLES and tokens[at].text == "-"
        is_compound = token.head in (head, head.head) and token.dep in ("compound", "nmod")
        is_part = token.pos == "PROPN" and is_capitalised(token)
        is_part = is_part and (token.entity == head.entity or is_compound)
        if not (is_joined or is_article or is_part):
            break
        at -= 1
        if not is_joined:
            first = at
    return tuple(tokens[first : head.i - tokens[0].i + 1])


def is_fit(name: tuple[Token, ...]) -> bool:
    """Tell whether the words can be a name of a place: no title, abbreviation or number."""
    words = place_words.load()
    classes = ("organisation_after", "person_before", "street", "facility", "area", "direction")
    for token in name:
        if token.lower in PARTICLES and len(name) > 1:
            continue
        if "." in token.text or any(words.has(each, token.lower) for each in classes):
            return False
    letters = "".join(t.text for t in name)
    return len(letters) > 3 or not letters.isupper()
