"""Hold two tellings side by side: every part that speaks for or against one happening, in words.

What each finding weighs stands in ``knowledge/linking/weights.tsv``. A part that bars rules "same"
out by itself, whatever else agrees.
"""

from __future__ import annotations

from functools import lru_cache

from dateline import earth
from dateline.event_records import Comparison, Part, Verdict
from dateline.knowledge.linking_data import weights
from dateline.link.signature import Days, Ground, Side, Signature

SAME = 3.6
"""From this sum on, two tellings are taken for one happening."""
UNSURE = 2.4
"""From this sum on, a person is asked."""
FRESH = 4
"""Days before its report in which an undated happening is likeliest."""
TELLING = 10
"""An exact toll of at least this many is seldom that of two events."""
SWEEP = 7
"""An interval longer than this many days says too little to join claims by."""


def compare(a: Signature, b: Signature) -> Comparison:
    """Return the comparison of two signatures of one family.

    It does not matter which stands first.
    """
    if b.order < a.order:
        a, b = b, a
    parts = [
        _status(a, b),
        _dates(a, b),
        _places(a.ground, b.ground),
        *_parties(a, b),
        *_tolls(a, b),
        _modes(a, b),
        _sites(a.sites, b.sites),
        _words(a, b),
    ]
    return finished(a, b, [part for part in parts if part is not None])


def finished(a: Signature, b: Signature, parts: list[Part]) -> Comparison:
    """Return the comparison that parts make: their sum, and the verdict."""
    score = round(sum([part.weight for part in parts]), 3)
    return Comparison(a.key, b.key, tuple(parts), score, verdict(score, parts))


def verdict(score: float, parts: list[Part]) -> Verdict:
    """Return what a sum and its parts say."""
    if any(part.bars for part in parts):
        return "different"
    return "same" if score >= SAME else "unsure" if score >= UNSURE else "different"


@lru_cache(maxsize=10_000)
def part(field: str, found: str, **told: object) -> Part:
    """Return one finding with its weight and words."""
    weight = weights()[field, found]
    return Part(field, weight.words.format(**told), weight.weight, weight.bars)


def _status(a: Signature, b: Signature) -> Part | None:
    return part("status", "unreal") if a.unreal != b.unreal else None


def _dates(a: Signature, b: Signature) -> Part:
    if a.spread or b.spread:
        if a.spread and b.spread and a.days is None and b.days is None:
            return part("date", "same period")
        if a.spread != b.spread and (b if a.spread else a).days is not None:
            return part("date", "several")
    if a.days is not None and b.days is not None:
        return _two_dates(a.days, b.days)
    if a.report_id == b.report_id and (a.days is None) != (b.days is None):
        return part("date", "not told again")
    for dated, other in ((a, b), (b, a)):
        if dated.days is not None and other.published is not None:
            return _one_date(dated.days, other.published)
    return part("date", "unknown")


def _one_date(days: Days, published: int) -> Part:
    """Compare a day with the report day of a claim that tells none."""
    if days.first > published:
        return part("date", "after report")
    later = published - days.last
    found = "one unknown, near" if later <= FRESH else "one unknown, far"
    return part("date", found, days=max(later, 0))


def _two_dates(a: Days, b: Days) -> Part:
    gap = max(a.first, b.first) - min(a.last, b.last)
    if gap > 0:
        loose = gap == 1 and not (a.firm and b.firm)
        return part("date", "next day") if loose else part("date", "apart", days=gap)
    if a.length == b.length == 1:
        return part("date", "same day")
    if (a.first, a.last) == (b.first, b.last) and a.length <= SWEEP:
        return part("date", "same days")
    return part("date", "overlap")


def kilometres(a: Ground, b: Ground) -> float | None:
    """Return the great-circle distance of two grounds, or None where one has no position."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    return earth.kilometres((a.latitude, a.longitude), (b.latitude, b.longitude))


def _places(a: Ground | None, b: Ground | None) -> Part:
    if a is None or b is None:
        return part("place", "unknown")
    if a.place_id != b.place_id and a.name.casefold() == b.name.casefold():
        apart = kilometres(a, b)
        if apart is None or apart > a.radius + b.radius:
            return part("place", "same name", name=a.name)
    if a.iso3 and b.iso3 and a.iso3 != b.iso3:
        apart = kilometres(a, b)
        if apart is None or apart > a.radius + b.radius or "country" in (a.precision, b.precision):
            return part("place", "other area", area="country")
    if a.place_id is not None and a.place_id == b.place_id:
        wide = a.precision in ("province", "country")
        return part("place", "same area", area=a.precision) if wide else part("place", "same")
    if "country" in (a.precision, b.precision):
        return part("place", "same area", area="country")
    if "province" in (a.precision, b.precision):
        return _in_provinces(a, b)
    apart = kilometres(a, b)
    if apart is None:
        return part("place", "unknown")
    km = f"{apart:.0f}"
    if apart <= min(a.radius, b.radius):
        return part("place", "near", km=km)
    if apart <= a.radius + b.radius:
        return part("place", "within", km=km)
    return part("place", "apart", km=km)


def _in_provinces(a: Ground, b: Ground) -> Part:
    """Compare a province with a place: one may lie in the other."""
    if a.admin1 and b.admin1:
        if a.admin1 == b.admin1:
            return part("place", "contains")
        return part("place", "other area", area="province")
    return part("place", "unknown")


def _parties(a: Signature, b: Signature) -> list[Part | None]:
    swapped = a.actors.ids & b.recipients.ids and b.actors.ids & a.recipients.ids
    if swapped and not a.actors.ids & b.actors.ids:
        return [part("actor", "swapped")]
    return [_actors(a.actors, b.actors), _recipients(a.recipients, b.recipients)]


def _actors(a: Side, b: Side) -> Part | None:
    if a.ids & b.ids or a.persons & b.persons:
        return part("actor", "same")
    if a.camps & b.camps:
        return part("actor", "side")
    return part("actor", "other") if a.ids and b.ids else None


def _recipients(a: Side, b: Side) -> Part | None:
    if a.persons and b.persons:
        return part("recipient", "person" if a.persons & b.persons else "other person")
    if a.ids & b.ids:
        persons = any(i.startswith("person:") for i in a.ids & b.ids)
        return part("recipient", "person" if persons else "same")
    if a.ids and b.ids and not a.camps & b.camps:
        return part("recipient", "other")
    return part("recipient", "like") if a.sorts & b.sorts or a.camps & b.camps else None


def _tolls(a: Signature, b: Signature) -> list[Part | None]:
    """Compare the figures of the kind that both tell, the dead before all others."""
    mine, theirs = dict(a.tolls), dict(b.tolls)
    for kind in ("killed", *sorted(mine)):
        if kind in mine and kind in theirs:
            return [_toll(mine[kind], theirs[kind])]
    return []


def _toll(a: tuple[int, int], b: tuple[int, int]) -> Part:
    if a == b and a[0] == a[1] >= TELLING and a[0] % 10:
        return part("toll", "same number", n=a[0])
    if a == b:
        return part("toll", "equal" if a[0] > 1 else "overlap")
    if a[0] <= b[1] and b[0] <= a[1]:
        return part("toll", "overlap")
    lower, upper = (a, b) if a[1] < b[0] else (b, a)
    if upper[0] <= 1.5 * max(lower[1], 1):
        return part("toll", "like")
    far = upper[0] > 5 * max(lower[1], 1)
    return part("toll", "far" if far else "differ")


def _modes(a: Signature, b: Signature) -> Part | None:
    if not a.modes or not b.modes:
        return None
    if a.modes & b.modes:
        return part("mode", "same")
    return part("mode", "near" if a.means & b.means else "other")


def _sites(a: frozenset[str], b: frozenset[str]) -> Part | None:
    if not a or not b:
        return None
    if a & b:
        return part("site", "same", site=min(a & b))
    return part("site", "other", site=min(a), other=min(b))


def _words(a: Signature, b: Signature) -> Part | None:
    return part("word", "same") if a.words & b.words else None
