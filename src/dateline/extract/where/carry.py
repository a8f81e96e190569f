"""Carry the place of an event on to the claims that go on about it.

A report names the place once and goes on: the next sentences, a spokesman's denial, a later toll.
A claim whose sentence states no place takes, in this order,

1. that of the claim whose event it plainly retells (see ``retold``),
2. that of a spot known from before ("the barracks", "the market"),
3. what the paragraph has told last, by a claim or by a name that sets the scene,
4. that of the event the whole report is about.

None does so that is only planned or threatened far from there, is told of another time, or of what
is so in general.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from dateline.extract import retold
from dateline.extract.mention import MATERIAL, Mention
from dateline.extract.where.infer import (
    UNREAL,
    is_background,
    is_general,
    is_nowhere,
    is_turn,
    other_ground,
    points_at_ground,
)
from dateline.extract.where.mention import PlaceMention
from dateline.extract.where.passage import LOOK_BACK, Passage
from dateline.extract.where.record import passed_on
from dateline.extract.where.time import far_times
from dateline.knowledge import place_words
from dateline.parse.parsed import Parsed, Token
from dateline.records import Claim, Place

Told = tuple[Mention, Claim]

CARRIED = "where.passage"
FEW, MANY_SHARE = 6, 0.34
"""A report of so few places, or with such a share of its events at one, tells one story."""
APART = timedelta(days=45)
"""What is dated so far apart is no one story."""
OPENING = 5
"""How many sentences of the body, at most, tell what the report is about."""


def with_places(
    told: Sequence[Told], parsed: Parsed, places: Sequence[PlaceMention]
) -> list[Claim]:
    """Return the claims in their order, those that go on about a placed event with its place.

    Args:
        told: each event mention with its claim.
        parsed: the report.
        places: what :func:`dateline.extract.where.places` found in it.
    """
    carrier = _Carrier(parsed, Passage(parsed, places), told)
    order = sorted(range(len(told)), key=lambda n: told[n][1].trigger.start)
    done: dict[int, Claim] = {}
    for n in order:
        mention, claim = told[n]
        if claim.place is None and claim.event_type in MATERIAL:
            place = carrier.lent(mention, claim)
            if place is not None:
                claim = replace(claim, place=place, place_reason=None)
        carrier.add(mention, claim)
        done[n] = claim
    return [done[n] for n in range(len(told))]


class _Carrier:
    """What the claims so far have told about places."""

    def __init__(self, parsed: Parsed, passage: Passage, told: Sequence[Told]) -> None:
        self.parsed = parsed
        self.passage = passage
        self.told = told
        self.before: list[Told] = []

    def add(self, mention: Mention, claim: Claim) -> None:
        """Take note of a claim that is done."""
        self.before.insert(0, (mention, claim))

    def lent(self, mention: Mention, claim: Claim) -> Place | None:
        """Return the place a claim takes from what was told before, or None."""
        if is_nowhere(mention):
            return None
        place = self._retold(mention, claim)
        if place is not None:
            return _spotted(place) if points_at_ground(mention) else place
        if is_turn(mention) or is_background(mention) or self._is_of_other_state(mention, claim):
            return None
        is_pointed_at = points_at_ground(mention)
        is_unreal = _is_unreal(mention, claim)
        if is_general(mention) and not is_pointed_at:
            return None
        if is_pointed_at:
            place = self._spot(mention)
            if place is not None:
                return place
        times = frozenset() if is_pointed_at else far_times(mention.head)
        scene = self._scene(mention, claim, times)
        is_here = scene is not None and scene[1] == mention.sentence.n
        if not is_here and other_ground(mention, self.passage):
            scene = None if times or is_unreal else self._run_in(mention)
            return scene[0] if scene is not None else None
        if scene is None and not times:
            scene = self._run_in(mention)
        if scene is not None:
            place, n = scene
            if is_pointed_at:
                return _spotted(place)
            return place if not is_unreal or mention.sentence.n - n <= 1 else None
        if times or (is_unreal and not is_pointed_at):
            return None
        return None if self._is_of_other_time(claim) else self._main(mention)

    def _is_of_other_time(self, claim: Claim) -> bool:
        """Tell whether a claim is dated far from all that the report has dated before."""
        dated = [c for _, c in self.before if c.date is not None]
        return bool(dated) and all(_are_apart(claim, c) for c in dated)

    def _retold(self, mention: Mention, claim: Claim) -> Place | None:
        """Return the place of the claim whose event this one takes up."""
        if claim.status in UNREAL or retold.is_perfect(mention):
            return None
        for n, (other, earlier) in enumerate(self.before):
            apart = mention.sentence.n - other.sentence.n
            if apart > retold.BACK:
                return None
            if earlier.place is None or not retold.agree(claim, earlier):
                continue
            shown = retold.shown((mention, claim), (other, earlier), apart, is_next=n == 0)
            if shown:
                rule = earlier.place.rule.split("+retold")[0]
                return _carried(earlier.place, f"{rule}+retold-{shown}")
        return None

    def _spot(self, mention: Mention) -> Place | None:
        """Return the place of the last claim whose sentence has the same spot ("the barracks")."""
        words = place_words.load()
        spots = {t.lemma for t in spots_of(mention)}
        for noun in spots_of(mention):
            if words.has("division", noun.lemma):
                named = self.passage.described(noun)
                return passed_on(named, CARRIED, self.parsed) if named is not None else None
        for other, earlier in self.before:
            if earlier.place is None:
                continue
            if any(t.lemma in spots and t.pos == "NOUN" for t in other.head.subtree()):
                return _carried(earlier.place)
        return None

    def _scene(
        self, mention: Mention, claim: Claim, times: frozenset[str]
    ) -> tuple[Place, int] | None:
        """Return the place told last in the paragraph, and the sentence that tells it."""
        block = mention.sentence.block
        is_legal, is_unreal = "legal" in mention.contexts, _is_unreal(mention, claim)
        told: tuple[Place, int] | None = None
        for other, earlier in self.before:
            n = other.sentence.n
            if other.sentence.block != block or mention.sentence.n - n > LOOK_BACK:
                break
            if earlier.place is None or earlier.place.precision == "country":
                continue
            if earlier.event_type == "MOBILIZE" and mention.event_type != "MOBILIZE":
                continue
            if far_times(other.head) != times or ("legal" in earlier.contexts) != is_legal:
                continue
            if _are_apart(claim, earlier):
                continue
            if is_unreal and earlier.place.basis == "inferred" and n != mention.sentence.n:
                continue
            told = _carried(earlier.place), n
            break
        named = self.passage.before(mention.head)
        if named is not None and times and not times & far_times(named.head):
            named = None
        if named is not None and self._is_dated_apart(claim, named):
            named = None
        if named is None or (told is not None and named.tokens[0].sent <= told[1]):
            return told
        is_across = self.parsed.sentences[named.tokens[0].sent - 1].block != block
        lead = self._lead(mention) if is_across and not times else None
        if lead is not None:
            return told or (lead, named.tokens[0].sent)
        return passed_on(named, CARRIED, self.parsed), named.tokens[0].sent

    def _is_dated_apart(self, claim: Claim, named: PlaceMention) -> bool:
        """Tell whether the sentence of a place tells of days far from a claim's."""
        told = [c for m, c in self.before if m.sentence.n == named.tokens[0].sent and c.date]
        return bool(told) and all(_are_apart(claim, c) for c in told)

    def _run_in(self, mention: Mention) -> tuple[Place, int] | None:
        """Return the place at the head of the paragraph."""
        n = mention.sentence.n
        named = self.passage.run_in(n)
        return (passed_on(named, CARRIED, self.parsed), n) if named is not None else None

    def _main(self, mention: Mention) -> Place | None:
        """Return the place of the event the whole report is about."""
        topic = self.passage.topic(mention.head)
        lead = None if retold.is_perfect(mention) else self._lead(mention)
        if topic is None or (topic.in_heading and lead is not None):
            return lead
        if topic.place.precision_class not in ("exact", "district"):
            if not points_at_ground(mention):
                return None
        return passed_on(topic, CARRIED, self.parsed)

    def _lead(self, mention: Mention) -> Place | None:
        """Return the place of the first event told, where no heading stands between."""
        body = [s for s in self.parsed.sentences if not s.is_heading]
        opening = body[OPENING - 1].n if len(body) >= OPENING else body[-1].n if body else 0
        sections = [s.n for s in self.parsed.sentences if s.is_heading]
        told = self.before[::-1]
        told.sort(key=lambda one: one[0].sentence.is_heading)
        for other, earlier in told:
            place, n = earlier.place, other.sentence.n
            if place is None or n > opening or earlier.event_type not in MATERIAL:
                continue
            if place.precision not in ("exact", "near", "district"):
                continue
            if any(n < h < mention.sentence.n and h > self.passage.opening for h in sections):
                return None
            return _carried(place) if self._is_most_told(place) else None
        return None

    def _is_most_told(self, place: Place) -> bool:
        """Tell whether the report tells one story and no list of incidents here and there."""
        counted = Counter(c.place.name for _, c in self.told if c.place is not None)
        return len(counted) <= FEW or counted[place.name] >= MANY_SHARE * sum(counted.values())

    def _is_of_other_state(self, mention: Mention, claim: Claim) -> bool:
        """Tell whether a state other than the passage's acts, by no force of arms."""
        if claim.event_type in ("ASSAULT", "MOBILIZE"):
            return False
        before = self.passage.before(mention.head)
        if before is None:
            return False
        for actor in claim.actor:
            for a in actor.anchors:
                for named in self.passage.places:
                    if a.start <= named.start < a.end and named.place.precision_class == "country":
                        if named.place.iso3 != before.place.iso3:
                            return True
        return False


def _is_unreal(mention: Mention, claim: Claim) -> bool:
    """Tell whether a claim is of what is only planned, threatened, asked for or possible."""
    is_possible = claim.status == "possible" and mention.head.tag == "VB"
    return claim.status in UNREAL or is_possible


def _are_apart(one: Claim, other: Claim) -> bool:
    """Tell whether two claims are dated so far apart that they belong to different stories."""
    if one.date is None or other.date is None:
        return False
    first, second = sorted((one.date, other.date), key=lambda d: d.start)
    return first.end is not None and second.start - first.end > APART


def _carried(place: Place, rule: str = CARRIED) -> Place:
    """Return a place as another claim takes it over: by its name, without the words beside it."""
    name = place.anchors[-1]
    return replace(place, basis="inferred", rule=rule, words=name.quote, anchors=(name,))


def _spotted(place: Place) -> Place:
    """Return the place of a spot: a spot of a town told as near lies in it."""
    return replace(place, precision="exact") if place.precision == "near" else place


def spots_of(mention: Mention) -> list[Token]:
    """Return the spots a clause names as known ("the market", "that bridge")."""
    words = place_words.load()
    return [
        t
        for t in mention.head.subtree()
        if (words.has("facility", t.lemma) or words.has("spot", t.lemma))
        and any(c.lower in ("the", "this", "that") for c in t.children)
    ]
