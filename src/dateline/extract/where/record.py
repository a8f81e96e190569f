"""Make the record of a place out of the ground that was found."""

from __future__ import annotations

from dateline.extract.where.locus import Locus, Shade, is_near
from dateline.extract.where.mention import PlaceMention
from dateline.knowledge.gazetteer import GazetteerPlace
from dateline.parse.grammar import extent
from dateline.parse.parsed import Parsed
from dateline.records import Anchor, Place, PlacePrecision
from dateline.spans import anchor, excerpt

PRECISION: dict[str, PlacePrecision] = {
    "exact": "exact",
    "district": "district",
    "province": "province",
    "country": "country",
}
WIDE_KM = 250.0


def precision_of(place: GazetteerPlace) -> PlacePrecision:
    """Return how precisely a place is told by its bare name.

    A region, river or road counts as a province; one wider than most countries as a country.
    """
    if place.precision_class == "area":
        return "country" if (place.radius_km or 0.0) > WIDE_KM else "province"
    return PRECISION[place.precision_class]


def place_record(locus: Locus, parsed: Parsed) -> Place:
    """Return the record of a locus that has a place.

    Raises:
        ValueError: the locus has no place.
    """
    if locus.mention is None or locus.place is None:
        raise ValueError("a locus without a place has no record")
    text, place = parsed.report.text, locus.place
    precision = precision_of(place)
    is_spot = locus.mention.is_spot
    if locus.shade == "near" and not is_spot and precision in ("exact", "district"):
        precision = "near"
    anchors = [anchor(text, locus.mention.start, locus.mention.end)]
    words = excerpt(text, locus.mention.start, locus.mention.end)
    if locus.words:
        described = _described(locus, parsed)
        anchors.insert(0, described)
        words = excerpt(text, described.start, described.end)
    return Place(
        name=locus.mention.display or place.name,
        words=words,
        anchors=tuple(dict.fromkeys(anchors)),
        basis="resolved" if is_spot and locus.basis == "stated" else locus.basis,
        rule=locus.mention.rule if is_spot and locus.basis == "stated" else locus.rule,
        precision=precision,
        gazetteer_id=place.gazetteer_id or None,
        admin1=_admin1(place),
        admin2=place.admin2,
        country=place.country,
        iso3=place.iso3,
        latitude=place.latitude,
        longitude=place.longitude,
        reason=None if place.gazetteer_id else "unknown_name",
        admin1_code=place.admin1_code,
    )


def passed_on(mention: PlaceMention, rule: str, parsed: Parsed) -> Place:
    """Return the record of a named place that another sentence takes over."""
    shade: Shade = "near" if is_near(mention.head) else "at"
    return place_record(Locus(mention, mention.place, (), shade, "inferred", rule), parsed)


def _admin1(place: GazetteerPlace) -> str | None:
    return place.name if place.precision_class == "province" else place.admin1


def _described(locus: Locus, parsed: Parsed) -> Anchor:
    """Return the anchor of a description, with the name where it stands in the same phrase."""
    tokens = list(locus.words)
    mention = locus.mention
    if locus.basis == "stated" and mention is not None:
        tokens += [t for t in mention.tokens if t.sent == tokens[0].sent]
    else:
        tokens += [
            c for t in locus.words for c in t.children if c.dep in ("amod", "det", "compound")
        ]
    return anchor(parsed.report.text, *extent(tokens))
