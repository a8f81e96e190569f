"""Decide which of its namesakes a place name means, and whether it is a place name at all.

What counts, strongest first: a country or province named beside it ("Paris, Texas"), the word
that says what it is ("Idlib province"), the countries the report is about, the nearness of the
other places, and how many people live there.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.extract.where.mention import Candidate
from dateline.extract.where.surroundings import beside
from dateline.extract.where.weigh import PLACE_LABELS
from dateline.knowledge import place_words
from dateline.knowledge.gazetteer import Gazetteer, GazetteerPlace, kilometres

ACCEPT = 2.0
SURE = 3.0
BESIDE, HINTED, COUNTRY_SHARE, SAME_PROVINCE = 6.0, 3.0, 2.5, 1.0
DIVISION, OTHER_NAME = 2.5, 1.0
"""What a province adds in the report's country where no town in it has its name, and what a name
that is not a place's first one takes away."""
KINDS = (
    *("settlement", "province", "district", "area", "facility", "street", "quarter", "in_town"),
    *("title_after", "organisation_after", "direction", "locative"),
)
"""Words beside a name that are no part of it."""
GREAT = 5.0
"""A place as likely as this keeps its name, though the model makes it part of a longer one."""
WORLDWIDE = 2.5
"""What an ocean or a part of the world adds, which no country of the report can speak for."""
METROPOLIS, OUTSHONE = 6.0, 4.0
"""A city so large goes before a place elsewhere that has its name for another name."""
PROVINCE_SHARE, DOUBT, BODY = 4.0, 1.0, 0.5
"""What a province adds whose names are all the others; how many names it takes to be believed; and
what a place counts that only names a body ("the Texas Senate")."""
NEAR_KM, CLOSE_KM = 150.0, 50.0
NEAR_DEGREES = NEAR_KM / 110
"""Places farther than this to the north or south are not near; a degree is 111 km."""
SETTLED = 0.3
COHERENT, REPEATED, TOLD = 1.5, 1.5, 2.5
"""What adds to the evidence: the country is the report's, the name stands again, or the words
beside it elsewhere call it a place ("the town of Tank", later "in Tank")."""
LEVEL_WEIGHT = {"country": 2.0, "province": 1.5}
PEOPLE_WEIGHT = 0.5
LOOSE = 2
STRAY, LOOSE_STRAY, LITTLE, OTHERS = 4.7, 6.5, 3.5, 2
"""Below this likelihood, and with so many other names elsewhere, a namesake is doubted."""
FITS_HINT = {
    "settlement": frozenset({"exact"}),
    "province": frozenset({"province"}),
    "district": frozenset({"district"}),
    "area": frozenset({"area"}),
}


def resolve(
    candidates: Sequence[Candidate],
    peoples: frozenset[str] = frozenset(),
    bodies: Sequence[Candidate] = (),
) -> list[Candidate]:
    """Return the candidates that are places, each with its choice and the rule that made it.

    Args:
        candidates: the names, weighed.
        peoples: the states whose adjective the report uses ("Colombian"), as ISO 3166-1 alpha-3.
        bodies: places that only stand in the names of bodies ("the Texas Senate"); they tell where
            the report plays.
    """
    _find_neighbours(candidates)
    context = _Context((), peoples, bodies)
    for candidate in candidates:
        _choose(candidate, context)
    sure = [c for c in candidates if c.evidence >= SURE]
    context = _Context(sure, peoples, bodies)
    for candidate in candidates:
        _choose(candidate, context)
    context = _Context([c for c in candidates if c.evidence >= SURE], peoples, bodies)
    repeated = Counter(c.key for c in candidates if c.evidence >= SURE)
    called = {c.key for c in candidates if c.hint and c.evidence + COHERENT >= ACCEPT}
    accepted = []
    for candidate in candidates:
        told = TOLD if candidate.key in called and not candidate.hint else 0.0
        if _evidence(candidate, context, repeated) + told >= ACCEPT:
            accepted.append(candidate)
    final = _Context(accepted, peoples, bodies)
    for candidate in accepted:
        _choose(candidate, final)
    _one_sense(accepted)
    for candidate in accepted:
        if _is_stray(candidate, final) or _is_part_of_name(candidate):
            candidate.choice = None
    return accepted


def _is_part_of_name(candidate: Candidate) -> bool:
    """Tell whether a lesser place is only a part of what the model takes for one place name."""
    choice, label = candidate.choice, candidate.tokens[-1].entity
    if choice is None or choice.prior >= GREAT or candidate.hint or label not in PLACE_LABELS:
        return False
    if candidate.inside is not None or candidate.sentence.is_heading:
        return False
    words = place_words.load()
    first, last = candidate.tokens[0], candidate.tokens[-1]
    before, after = beside(candidate, -1), beside(candidate, 1)
    around = [after] if after is not None and not after.entity_start else []
    around += [before] if before is not None and not first.entity_start else []
    return any(
        t.entity == label
        and t.pos == "PROPN"
        and t.text.istitle()
        and t.head in (last, last.head)
        and not any(words.has(kind, t.lower) for kind in KINDS)
        for t in around
    )


def _is_stray(candidate: Candidate, context: _Context) -> bool:
    """Tell whether the best namesake lies in a country that nothing else in the report names.

    A little-known place far from all others is another place, which no gazetteer has.
    """
    choice = candidate.choice
    if choice is None or candidate.inside is not None:
        return False
    if choice.precision_class not in ("exact", "district"):
        return False
    others = context.others(candidate.key)
    is_loose = choice.rank == LOOSE
    is_other_name = choice.rank > 0
    needed = 1 if is_loose or choice.prior < LITTLE else OTHERS
    limit = LOOSE_STRAY if is_other_name else STRAY
    if choice.prior >= limit or sum(others.values()) < needed:
        return False
    if is_loose or (is_other_name and choice.prior >= STRAY):
        return choice.iso3 not in others
    top = max(others.values())
    return top > others.get(choice.iso3 or "", 0.0) * 4 and top >= sum(others.values()) / 2


@dataclass(frozen=True, slots=True)
class _Told:
    """How much each country and province is told, and all of them together."""

    countries: dict[str, float]
    provinces: dict[tuple[str, str], float]
    all_countries: float
    all_provinces: float


class _Context:
    """What the names that are sure tell about where the report plays."""

    def __init__(
        self,
        sure: Sequence[Candidate],
        peoples: frozenset[str],
        bodies: Sequence[Candidate] = (),
    ) -> None:
        self.places: dict[str, tuple[GazetteerPlace, float]] = {}
        counted: Counter[str] = Counter()
        for candidate, weight in (*((c, 1.0) for c in sure), *((c, BODY) for c in bodies)):
            place = candidate.choice or candidate.options[0]
            counted[candidate.key] += 1
            before = self.places.get(candidate.key, (place, 0.0))[1]
            self.places[candidate.key] = place, before + weight / (1 + 0.5 * before)
        self.points = [
            (key, place, place.latitude)
            for key, (place, _) in self.places.items()
            if place.precision_class in ("exact", "district") and place.latitude is not None
        ]
        self.by_key = {k: p.iso3 for k, (p, _) in self.places.items() if p.iso3}
        self.peoples = peoples
        self.weights = self._countries("")
        self.total = sum(self.weights.values())
        self._known: dict[str, _Told] = {}

    def _countries(self, key: str) -> dict[str, float]:
        """Return how much each country is told by the names, but for one."""
        weights: dict[str, float] = defaultdict(float, dict.fromkeys(self.peoples, PEOPLE_WEIGHT))
        for other, (place, weight) in self.places.items():
            if place.iso3 and other != key:
                kind = place.precision_class
                weights[place.iso3] += weight * LEVEL_WEIGHT.get(kind, 1.0)
        return weights

    def _provinces(self, key: str) -> dict[tuple[str, str], float]:
        """Return how much each province is told by the names, but for one."""
        weights: dict[tuple[str, str], float] = defaultdict(float)
        for other, (place, weight) in self.places.items():
            is_province = place.precision_class == "province"
            province = place.name if is_province else place.admin1
            if province and place.iso3 and other != key:
                weights[place.iso3, province] += weight * (2.0 if is_province else 1.0)
        return weights

    def others(self, key: str) -> Counter[str]:
        """Return how many other names lie in each country."""
        return Counter(iso3 for k, iso3 in self.by_key.items() if k != key)

    def score(self, key: str, place: GazetteerPlace) -> float:
        """Return how well a place fits the other names."""
        if place.iso3 is None and place.precision_class == "area":
            return WORLDWIDE
        if not self.total or place.iso3 is None:
            return 0.0
        told = self._told(key)
        score = COUNTRY_SHARE * self.share(key, place)
        if place.precision_class == "country":
            return score + SAME_PROVINCE + 1.0
        province = place.name if place.precision_class == "province" else place.admin1
        weight = told.provinces.get((place.iso3, province or ""), 0.0)
        score += SAME_PROVINCE * bool(weight)
        score += PROVINCE_SHARE * weight / (told.all_provinces + DOUBT)
        return score + self._nearness(key, place)

    def share(self, key: str, place: GazetteerPlace) -> float:
        """Return the share of a place's country in what the other names tell."""
        told = self._told(key)
        return told.countries.get(place.iso3 or "", 0.0) / (told.all_countries + DOUBT)

    def _told(self, key: str) -> _Told:
        """Return how much each country and province is told by the names, but for one."""
        if key not in self._known:
            countries, provinces = self._countries(key), self._provinces(key)
            sums = sum(countries.values()), sum(provinces.values())
            self._known[key] = _Told(countries, provinces, *sums)
        return self._known[key]

    def _nearness(self, key: str, place: GazetteerPlace) -> float:
        """Return what the nearest of the other points adds."""
        if place.latitude is None:
            return 0.0
        away = [
            distance
            for other, point, latitude in self.points
            if other != key and abs(latitude - place.latitude) <= NEAR_DEGREES
            if (distance := kilometres(place, point)) is not None
        ]
        if not away or min(away) > NEAR_KM:
            return 0.0
        return 1.0 if min(away) <= CLOSE_KM else 0.5


def called(candidate: Candidate, choice: GazetteerPlace, gazetteer: Gazetteer) -> GazetteerPlace:
    """Return the division a name means where the words call it one and only a town bears it.

    "Hodeidah governorate" is the province the town of Hodeidah lies in; "Masisi territory" is the
    district around the town, whose place stands for its centre.
    """
    if not choice.is_settlement or candidate.hint not in ("province", "district"):
        return choice
    at = candidate.tokens[-1].i + 1 - candidate.sentence.tokens[0].i
    following = candidate.sentence.tokens[at : at + 1]
    words = place_words.load()
    if any(words.has("territory", t.lower) for t in following):
        return replace(choice, precision_class="district")
    is_first = any(words.has("first_level", t.lower) for t in following)
    if choice.admin1 is None or not is_first:
        return choice
    provinces = [
        p
        for p in gazetteer.lookup(choice.admin1, loose=False)
        if p.precision_class == "province" and p.iso3 == choice.iso3
    ]
    return provinces[0] if provinces else choice


def is_inside(place: GazetteerPlace, outer: GazetteerPlace) -> bool:
    """Tell whether a place lies in a country, province or district."""
    if place.iso3 != outer.iso3 or place == outer:
        return False
    if outer.precision_class == "country":
        return place.precision_class != "country"
    if outer.precision_class == "province":
        return place.admin1 == outer.name
    if outer.precision_class == "district":
        return place.admin2 == outer.name
    return False


def _find_neighbours(candidates: Sequence[Candidate]) -> None:
    """Link "X, Y", "X (Y)" and "X in Y" where some X can lie in some Y."""
    for first, second in itertools.pairwise(candidates):
        if first.sentence is not second.sentence:
            continue
        tokens = first.sentence.tokens
        base = tokens[0].i
        between = tokens[first.tokens[-1].i - base + 1 : second.tokens[0].i - base]
        joined = " ".join(t.lower for t in between)
        if joined in (",", "(", "in", ", in", "in the", "'s", "of") or _is_generic(joined):
            inner, outer = (second, first) if joined == "'s" else (first, second)
            if _can_nest(inner, outer):
                inner.inside = outer
                inner.evidence += 3.0
                outer.evidence += 2.0


def _is_generic(joined: str) -> bool:
    words = joined.split()
    return (
        1 < len(words) <= 4
        and words[0] in ("in", ",", "province", "city")
        and words[-1]
        in (
            "of",
            "in",
            ",",
            "the",
            "province",
        )
    )


def _can_nest(inner: Candidate, outer: Candidate) -> bool:
    return any(is_inside(p, q) for q in outer.options for p in inner.options)


def _choose(candidate: Candidate, context: _Context) -> None:
    """Set the choice among the namesakes."""
    if len(candidate.options) == 1:
        candidate.choice, candidate.rule = candidate.options[0], "where.only"
        return
    outer = candidate.inside
    fits = FITS_HINT.get(candidate.hint, frozenset())

    is_outshone = any(
        p.rank == 0 and p.prior >= METROPOLIS and p.precision_class in ("exact", "country", "area")
        for p in candidate.options
    )

    def score(place: GazetteerPlace) -> float:
        value = place.prior + context.score(candidate.key, place)
        if outer is not None and any(is_inside(place, q) for q in _meant(outer)):
            value += BESIDE
        if place.precision_class in fits:
            value += HINTED
        if not fits and place.is_settlement:
            value += SETTLED
        value -= (OUTSHONE if is_outshone else OTHER_NAME) * (place.rank == 1)
        if not fits and _is_plain_province(place, candidate):
            value += DIVISION * context.share(candidate.key, place)
        return value

    candidate.choice = max(candidate.options, key=lambda p: (score(p), p.gazetteer_id))
    if outer is not None or fits:
        candidate.rule = "where.beside"
    elif candidate.choice is not candidate.options[0]:
        candidate.rule = "where.context"
    else:
        candidate.rule = "where.prior"


def _is_plain_province(place: GazetteerPlace, candidate: Candidate) -> bool:
    """Tell a province that has no town of its own name ("Oregon"): the name calls the province."""
    if place.precision_class != "province" or place.rank:
        return False
    return not any(p.is_settlement and is_inside(p, place) for p in candidate.options)


def _meant(outer: Candidate) -> list[GazetteerPlace]:
    divisions = [p for p in outer.options if p.precision_class != "exact"]
    return divisions[:3] or outer.options[:1]


def _evidence(candidate: Candidate, context: _Context, repeated: Counter[str]) -> float:
    """Return the evidence with what the rest of the report adds."""
    score = candidate.evidence
    choice = candidate.choice
    if choice is None:
        return 0.0
    others = repeated[candidate.key] - (1 if candidate.evidence >= SURE else 0)
    if others > 0:
        score += REPEATED
    shared = context.weights.get(choice.iso3 or "", 0.0) / context.total if context.total else 0.0
    if shared > 0.25:
        score += COHERENT
    if candidate.sentence.is_heading and not others:
        score -= 0.5
    return score


def _one_sense(accepted: Sequence[Candidate]) -> None:
    """Give a name that is decided beside another name that sense throughout the report."""
    decided: dict[str, GazetteerPlace] = {}
    for candidate in accepted:
        if candidate.inside is not None and candidate.choice is not None:
            decided.setdefault(candidate.key, candidate.choice)
    for candidate in accepted:
        if candidate.inside is None and not candidate.hint and candidate.key in decided:
            candidate.choice = decided[candidate.key]
            candidate.rule = "where.context"
