"""Places: the Local-Global Lexicon and GeoVirus, by tagging and by distance (Gritta et al. 2018).

Tagging: toponyms with the gold's extent (``tagging``), or at least overlapping (``found``);
``named`` is ``tagging`` without what no place name of Dateline's is: adjectives of peoples, and
streets and buildings of which the gold itself has no coordinates.
Resolution: the distance from the gold's point to that of the place Dateline chose, over gold
toponyms with coordinates that it found; a name it left unresolved is infinitely far.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.earth import kilometres
from dateline.evaluate.gold_files import Row, day, find, sampled
from dateline.evaluate.gold_rows import rows_of
from dateline.evaluate.metrics_numbers import median, share_within
from dateline.evaluate.metrics_spans import exact_then_overlap, matched, paired
from dateline.evaluate.scores import Counts, Fault, Metric, SetResult, bootstrap, f1_metrics
from dateline.extract.where.places import PlaceMention, places
from dateline.knowledge import place_words
from dateline.knowledge.gazetteer import Gazetteer, GazetteerPlace
from dateline.parse.parser import parse
from dateline.read import read_text
from dateline.spans import excerpt

CLOSE_KM = 161.0
"""100 miles, the usual limit; gazetteers differ in where they put a place."""
AREA_RADII = 2.0
"""A point within so many radii of an area's centre is taken to lie in the area (``acc_area``)."""
AROUND = 60
LOSSES = (
    "Published accuracies are mostly given the gold's names; here only names that Dateline found "
    "itself are resolved (acc161_all counts the missed ones as wrong).",
    "Gold points of countries and provinces often lie far from Dateline's centre of the same area; "
    "acc161 counts them as wrong, acc_area (within twice the area's radius) does not.",
    "Streets, buildings and adjectives marked in LGL are no places of Dateline's gazetteer; those "
    "without coordinates count for tagging only.",
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What one report gave.

    Attributes:
        distances: km, of gold toponyms with coordinates that were found.
        in_area: how many of them lie near the chosen place, or within its area.
        missed: gold toponyms with coordinates that were not.
        unlisted: those of all with coordinates of which the gazetteer has no namesake there.
    """

    tagging: Counts
    found: Counts
    named: Counts
    distances: tuple[float, ...]
    in_area: int
    missed: int
    unlisted: int


def run_lgl(folder: Path, sample: int | None) -> SetResult:
    """Score the 588 local news reports of LGL."""
    return _run(folder, sample, "geo_lgl", "geo/lgl.jsonl.gz")


def run_geovirus(folder: Path, sample: int | None) -> SetResult:
    """Score the 229 reports of GeoVirus."""
    return _run(folder, sample, "geo_geovirus", "geo/geovirus.jsonl.gz")


run = run_lgl
SETS: dict[str, Callable[[Path, int | None], SetResult]] = {
    "geo_lgl": run_lgl,
    "geo_geovirus": run_geovirus,
}


def _run(folder: Path, sample: int | None, name: str, file: str) -> SetResult:
    gazetteer = Gazetteer.open()
    parts: list[Resolved] = []
    faults: list[Fault] = []
    for row in sampled(rows_of(find(folder, file)), sample):
        report = read_text(row["text"], name=row["docid"], published=day(row["date"]))
        named = [m for m in places(parse(report), gazetteer) if not m.is_described]
        part, found = score_report(row, named, gazetteer)
        parts.append(part)
        faults.extend(found)
    return SetResult(name, len(parts), _metrics(parts), tuple(faults), LOSSES)


def _metrics(parts: Sequence[Resolved]) -> tuple[Metric, ...]:
    def distances(some: Sequence[Resolved]) -> list[float]:
        return [d for part in some for d in part.distances]

    def close(some: Sequence[Resolved]) -> float:
        return share_within(distances(some), CLOSE_KM)

    def close_of_all(some: Sequence[Resolved]) -> float:
        missed = [math.inf for part in some for _ in range(part.missed)]
        return share_within(distances(some) + missed, CLOSE_KM)

    def in_area(some: Sequence[Resolved]) -> float:
        total = sum(len(part.distances) for part in some)
        return sum(part.in_area for part in some) / total if total else 0.0

    def unlisted(some: Sequence[Resolved]) -> float:
        total = sum(len(part.distances) + part.missed for part in some)
        return sum(part.unlisted for part in some) / total if total else 0.0

    far = distances(parts)
    known = [d for d in far if math.isfinite(d)]
    return (
        *f1_metrics("tagging", [part.tagging for part in parts]),
        *f1_metrics("found", [part.found for part in parts]),
        *f1_metrics("named", [part.named for part in parts]),
        Metric("acc161", close(parts), *bootstrap(parts, close)),
        Metric("acc161_all", close_of_all(parts), *bootstrap(parts, close_of_all)),
        Metric("acc_area", in_area(parts), *bootstrap(parts, in_area)),
        Metric("median_km", median(known), unit="km"),
        Metric("unresolved_share", 1 - len(known) / len(far) if far else 0.0),
        Metric("not_in_gazetteer_share", unlisted(parts), *bootstrap(parts, unlisted)),
    )


def score_report(
    row: Row, coded: Sequence[PlaceMention], gazetteer: Gazetteer
) -> tuple[Resolved, list[Fault]]:
    """Return the figures of one report and its faults."""
    gold = row["toponyms"]
    spans = [(g["start"], g["end"]) for g in gold]
    mine = [(m.start, m.end) for m in coded]
    pairs = paired(spans, mine, exact_then_overlap)
    exact = sum(1 for i, j in pairs if spans[i] == mine[j])
    found = {i: coded[j] for i, j in pairs}
    distances: list[float] = []
    faults: list[Fault] = []
    missed = unlisted = in_area = 0
    for i, toponym in enumerate(gold):
        mention = found.get(i)
        if mention is None:
            faults.append(_fault("missed", row, spans[i], toponym["text"], ""))
        if toponym["lat"] is None or toponym["lon"] is None:
            continue
        is_listed = any(_is_in(toponym, p) for p in gazetteer.lookup(toponym["text"]))
        unlisted += not is_listed
        if mention is None:
            missed += 1
            continue
        away = _km(toponym, mention.place)
        distances.append(away)
        in_area += _is_in(toponym, mention.place)
        if away > CLOSE_KM:
            kind = _kind(toponym, mention.place, is_listed)
            one = f"{toponym['text']} ({toponym['lat']}, {toponym['lon']})"
            other = f"{mention.place.name}, {mention.place.country} {away:.0f} km ({mention.rule})"
            faults.append(_fault(kind, row, spans[i], one, other))
    for j in sorted(set(range(len(coded))) - {j for _, j in pairs}):
        place = coded[j].place
        faults.append(_fault("false", row, mine[j], "", f"{place.name}, {place.country}"))
    tagging = matched(exact, len(gold), len(coded))
    relaxed = matched(len(pairs), len(gold), len(coded))
    named = _named(gold, pairs, spans, mine)
    return Resolved(tagging, relaxed, named, tuple(distances), in_area, missed, unlisted), faults


def _named(
    gold: Sequence[Row],
    pairs: Sequence[tuple[int, int]],
    spans: Sequence[tuple[int, int]],
    mine: Sequence[tuple[int, int]],
) -> Counts:
    """Return how names of places were tagged; what is no name of one is neither miss nor hit."""
    others = {i for i, toponym in enumerate(gold) if not _is_name(toponym)}
    passed = {j for i, j in pairs if i in others}
    hits = sum(1 for i, j in pairs if i not in others and spans[i] == mine[j])
    return matched(hits, len(gold) - len(others), len(mine) - len(passed))


def _is_name(toponym: Row) -> bool:
    """Tell a name of a place from an adjective ("Iraqi") and from what has no coordinates."""
    is_adjective = toponym["text"].casefold() in place_words.peoples()
    return toponym["lat"] is not None and not is_adjective


def _km(toponym: Row, place: GazetteerPlace) -> float:
    if place.latitude is None or place.longitude is None:
        return math.inf
    point = (float(toponym["lat"]), float(toponym["lon"]))
    return kilometres(point, (place.latitude, place.longitude))


def _is_in(toponym: Row, place: GazetteerPlace) -> bool:
    """Tell whether the gold's point is near a place, or within its area."""
    return _km(toponym, place) <= max(CLOSE_KM, AREA_RADII * (place.radius_km or 0.0))


def _kind(toponym: Row, place: GazetteerPlace, is_listed: bool) -> str:
    if _is_in(toponym, place):
        return "another centre of the same area"
    kind = "unresolved" if math.isinf(_km(toponym, place)) else "wrong place"
    return kind if is_listed else f"{kind}, not in gazetteer"


def _fault(kind: str, row: Row, span: tuple[int, int], gold: str, coded: str) -> Fault:
    around = excerpt(row["text"], max(0, span[0] - AROUND), span[1] + AROUND)
    return Fault(kind, row["docid"], around, gold, coded)
