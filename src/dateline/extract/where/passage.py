"""What the passage has set: the ground of the sentences before, the heading, the whole report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from dateline.extract.where.mention import PlaceMention, is_locative, surface_preposition
from dateline.extract.where.time import clause_of
from dateline.knowledge import place_words
from dateline.parse.parsed import Parsed, Token

LOOK_BACK, LOOK_ACROSS = 5, 3
"""Sentences, within a paragraph and beyond it."""
TOPIC_SHARE = 2


class Passage:
    """The places of one report, by token and by sentence, and which of them set the scene."""

    def __init__(self, parsed: Parsed, places: Sequence[PlaceMention]) -> None:
        self.parsed = parsed
        self.places = places
        self.by_token = {t.i: m for m in places for t in m.tokens}
        body = (s.n for s in parsed.sentences if not s.is_heading)
        self.opening = max(2, next(body, 1) - 1)
        self.by_sentence: dict[int, list[PlaceMention]] = {}
        for mention in places:
            self.by_sentence.setdefault(mention.tokens[0].sent, []).append(mention)

    def is_ground(self, mention: PlaceMention) -> bool:
        """Tell whether a mention can be where something happens: no actor, no speaker's place."""
        return not (
            mention.is_actor_like
            or self.is_dateline(mention)
            or is_of_source(mention.head)
            or _is_way(mention.head)
            or is_origin(mention.head)
            or is_other_side(mention.head)
            or _is_on_way(mention.head)
        )

    def run_in(self, sentence: int) -> PlaceMention | None:
        """Return the place that a paragraph begins with as its head ("Kunduz:", "(Kalikot):")."""
        block = self.parsed.sentences[sentence - 1].block
        first = sentence
        while first > 1 and self.parsed.sentences[first - 2].block == block:
            first -= 1
        return next((m for m in self.by_sentence.get(first, []) if m.ends_head), None)

    def is_dateline(self, mention: PlaceMention) -> bool:
        """Tell whether a mention is the place a report was filed from."""
        report = self.parsed.report
        if mention.start >= report.body_start:
            return False
        if not mention.in_heading:
            return True
        told = report.dateline_place
        at = report.text.rfind(told, 0, report.body_start) if told else -1
        return 0 <= at <= mention.start

    def filed_from(self) -> PlaceMention | None:
        """Return the place the report was filed from, which it calls "here"."""
        filed = (m for m in self.places if self.is_dateline(m) and m.place.is_settlement)
        return next(filed, None)

    def before(self, token: Token, look_back: int = LOOK_BACK) -> PlaceMention | None:
        """Return the ground told last before a word, nearest sentence first.

        Within the paragraph any ground counts; beyond it, only the place that the report turns
        on. A heading inside the report ends the search.
        """
        block = self.parsed.sentences[token.sent - 1].block
        for wanted in (is_scene, is_aside):
            for n in self._back(token.sent, look_back):
                sentence = self.parsed.sentences[n - 1]
                if sentence.is_heading and n > self.opening:
                    break
                row = [m for m in self._ground(n) if m.tokens[0].i < token.i and wanted(m.head)]
                best = most_specific(row)
                if best is None or best.place.precision_class in ("country", "area"):
                    continue
                is_close = token.sent - n <= LOOK_ACROSS
                if sentence.block == block or (is_close and self._is_turned_on(best)):
                    return best
        return None

    def _is_turned_on(self, mention: PlaceMention) -> bool:
        """Tell whether a place is what the report is about, or the only one it tells."""
        own = _identity(mention)
        points, counted = self._points, self._counted
        if not mention.place.is_settlement:
            return not counted
        others = max((n for key, n in counted.items() if key != own), default=0)
        return counted[own] > others or (counted[own] == others and _identity(points[0]) == own)

    @cached_property
    def _points(self) -> list[PlaceMention]:
        points = [m for m in self.places if self._is_point(m) and not self._is_late_heading(m)]
        return [m for m in points if not m.is_described] or points

    @cached_property
    def _counted(self) -> Counter[str]:
        return Counter(_identity(m) for m in self._points)

    def _is_late_heading(self, mention: PlaceMention) -> bool:
        return mention.in_heading and mention.tokens[0].sent > self.opening

    def _is_point(self, mention: PlaceMention) -> bool:
        is_point = self.is_ground(mention) and mention.place.is_settlement
        return is_point and not is_of_home(mention.head)

    def topic(self, token: Token) -> PlaceMention | None:
        """Return the place of the title, the one named by far most, or the only one so far."""
        for sentence in self.parsed.sentences[: self.opening]:
            if sentence.is_heading and sentence.n != token.sent:
                best = most_specific([m for m in self._ground(sentence.n) if self._is_told(m)])
                if best is not None and best.place.precision_class != "country":
                    return best
        ground = self._points
        ranked = self._counted.most_common(2)
        if ranked and ranked[0][1] >= TOPIC_SHARE:
            if len(ranked) == 1 or ranked[0][1] >= TOPIC_SHARE * ranked[1][1]:
                first = next(m for m in ground if _identity(m) == ranked[0][0])
                return first if first.tokens[0].sent <= token.sent + 1 else None
        so_far = [m for m in ground if m.start < token.start]
        return so_far[0] if len({_identity(m) for m in so_far}) == 1 else None

    def _is_told(self, title_place: PlaceMention) -> bool:
        """Tell whether a place in a title is ground: after a preposition, or told again below."""
        if is_locative(title_place.head) or surface_preposition(title_place.tokens):
            return True
        own = _identity(title_place)
        return any(
            _identity(m) == own and self.is_ground(m) for m in self.places if not m.in_heading
        )

    def described(self, noun: Token) -> PlaceMention | None:
        """Return the place a description ("the city", "the province") most likely stands for."""
        words = place_words.load()
        wanted = {"exact"}
        if words.has("province", noun.lemma):
            wanted = {"province"} if noun.lemma == "state" else {"province", "area"}
        if words.has("district", noun.lemma):
            wanted = {"district", "province"}
        if noun.lemma in ("area", "region"):
            wanted = {"exact", "district", "province", "area"}
        if noun.lemma in ("border", "frontier"):
            return None
        if noun.lemma == "country":
            wanted = {"country"}
        known = list(self._described(noun, wanted))
        best = next((m for m in known if not is_led_to(m)), None)
        if best is not None:
            return best
        topic = self.topic(noun)
        if topic is not None and topic.place.precision_class in wanted:
            return topic
        return next(iter(known), None)

    def _described(self, noun: Token, wanted: set[str]) -> Iterator[PlaceMention]:
        """Yield the places of the sentences before that a description fits, the last ones first."""
        for sentence in self._back(noun.sent, LOOK_BACK + 1):
            for m in reversed(self.by_sentence.get(sentence, [])):
                is_of_kind = m.place.precision_class in wanted and _fits_size(noun, m)
                is_other = m.is_actor_like or _is_way(m.head) or is_origin(m.head)
                if m.tokens[-1].i < noun.i and is_of_kind and not is_other:
                    yield m

    def _back(self, sent: int, look_back: int) -> Iterator[int]:
        yield from range(sent, max(0, sent - look_back - 1), -1)

    def _ground(self, sent: int) -> list[PlaceMention]:
        return [m for m in self.by_sentence.get(sent, []) if self.is_ground(m)]


def _fits_size(noun: Token, mention: PlaceMention) -> bool:
    """A metropolis is no "town" or "village"."""
    limit = {"village": 50_000, "hamlet": 20_000, "town": 400_000}.get(noun.lemma)
    return limit is None or mention.place.population < limit


def _identity(mention: PlaceMention) -> str:
    return mention.place.gazetteer_id or mention.place.name


def is_led_to(mention: PlaceMention) -> bool:
    """Tell whether a place is only where somebody goes or comes from ("ran away to X")."""
    head = mention.head
    return head.dep == "pobj" and place_words.load().has("leading", head.head.lower)


ORDER = {"exact": 0, "district": 1, "province": 2, "area": 3, "country": 4}


def most_specific(mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    """Return the mention that tells the least ground; locatives first among equals."""
    if not mentions:
        return None
    return min(
        mentions,
        key=lambda m: (ORDER[m.place.precision_class], not is_locative(m.head), m.start),
    )


def is_of_source(head: Token) -> bool:
    """Tell whether a word stands in the phrase that names a source ("officials in X said")."""
    words = place_words.load()
    token = head
    prep = head.head
    if head.dep == "pobj" and words.has("speech", prep.head.lemma) and prep.i > prep.head.i:
        return True
    is_heard = False
    for above in head.ancestors():
        if token.dep in ("nsubj", "nsubjpass") and words.has("speech", above.lemma):
            return True
        if is_heard and words.has("speech", above.lemma):
            return True
        is_heard = is_heard or words.has("hearer", above.lemma)
        if token.dep == "pobj" and above.lower == "to" and above.head.lower == "according":
            return True
        if (
            above.pos == "VERB"
            and not is_heard
            and token.dep not in ("nsubj", "nsubjpass", "appos", "relcl")
        ):
            return False
        token = above
    return False


def is_scene(head: Token) -> bool:
    """Tell whether a place name stands where the ground of something is told ("in X", "took X")."""
    token = head
    while token.dep in ("conj", "appos") and token.head is not token:
        token = token.head
    if token.dep == "compound" and token.head.pos in ("NOUN", "PROPN"):
        token = token.head
    words = place_words.load()
    if is_of_home(token):
        return False
    if token.dep in ("dobj", "nsubjpass", "nsubj"):
        return token.head.pos in ("VERB", "AUX")
    if token.dep != "pobj" or words.has("leading", token.head.lower):
        return False
    return not words.has("speech", _above(token.head).lemma)


def is_aside(head: Token) -> bool:
    """Tell whether a place name may set the scene where no other does; not where one goes to."""
    prep = head.head
    words = place_words.load()
    if is_of_home(head):
        return False
    if head.dep != "pobj":
        return not _is_way(head)
    return not (words.has("leading", prep.lower) or words.has("speech", _above(prep).lemma))


def _above(prep: Token) -> Token:
    """Return what a phrase belongs to; "earlier in X" to the verb."""
    return prep.head.head if prep.head.pos == "ADV" else prep.head


def is_of_home(head: Token) -> bool:
    """Tell whether a place is only where somebody lives, speaks or got to ("lives in X")."""
    return place_words.load().has("home", clause_of(head).lemma)


def is_origin(head: Token) -> bool:
    """Tell whether a place is where somebody comes from ("a London rapper", "a man from X")."""
    words = place_words.load()
    while head.dep in ("conj", "appos") and head.head is not head:
        head = head.head
    if head.dep in ("compound", "nmod", "amod"):
        return words.has("person", head.head.lemma)
    prep = head.head
    if head.dep != "pobj" or prep.lower not in ("from", "of"):
        return False
    if any(c.lower == "originally" for c in prep.children):
        return True
    above = prep.head
    return above.entity == "PERSON" or words.has("person", above.lemma)


def _is_way(head: Token) -> bool:
    """Tell whether a name only calls a road or line after a place ("the Mosul road")."""
    words = place_words.load()
    noun = head.head
    return head.dep in ("compound", "nmod") and (
        words.has("way", noun.lemma) or words.has("line", noun.lemma)
    )


def _is_on_way(head: Token) -> bool:
    """Tell whether a place is only where somebody was on the way to or from."""
    return head.dep == "pobj" and head.head.dep == "prep" and head.head.head.lemma == "way"


def is_other_side(head: Token) -> bool:
    """Tell whether a name says only where something came from, or calls an outlet.

    "From the direction of X", "from the X side", "told a X newspaper".
    """
    words = place_words.load()
    noun = head.head
    if head.dep in ("compound", "nmod", "amod"):
        if words.has("outlet", noun.lemma):
            return True
        return words.has("bearing_side", noun.lemma) and noun.head.lower == "from"
    if head.dep != "pobj" or noun.lower != "of":
        return False
    side = noun.head
    return words.has("bearing_side", side.lemma) and side.head.lower in ("from", "in")
