"""The place of an event: said in its clause, beside it in the sentence, or set by the passage.

Looked for in this order, and each way has its rule: a place the event word governs or strikes
(``where.locative``, ``where.object``), one that its arguments carry, one of the clause above
(``where.clause``), where its actors are, another place of the sentence (``where.sentence``), what
the passage has established (``where.passage``). The speaker's place and the dateline are none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from dateline.extract.mention import MATERIAL, Mention, Roles
from dateline.extract.where.ends import TAKEN_FROM, is_at_other_end
from dateline.extract.where.infer import inferred
from dateline.extract.where.locus import BEARINGS, Locus, Reader, Shade, is_near
from dateline.extract.where.mention import surface_preposition
from dateline.extract.where.passage import ORDER, Passage, is_of_source, is_origin, is_other_side
from dateline.extract.where.record import place_record
from dateline.extract.where.settle import settled
from dateline.knowledge import place_keys, place_words
from dateline.parse.grammar import conjuncts, is_passive
from dateline.parse.parsed import Token
from dateline.records import Place, Status

STRIKES_PLACES = MATERIAL | {"CONSULT"}
WORDS_ALONE = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "CONCEDE"})
"""Types that happen in words: where they are uttered is the speaker's place, not an event's."""
CLIMBED = frozenset(
    {"conj", "xcomp", "advcl", "acl", "relcl", "ccomp", "prep", "pcomp", "parataxis"}
)
FROM_WORDS = frozenset({"from"})
DOUBTFUL = 4
AIMED = frozenset({"to", "toward", "towards", "against", "between"})
NOUN_GROUND = frozenset({"of", "for", "on", "over", "against"})


@dataclass(frozen=True, slots=True)
class _Found:
    locus: Locus
    level: int
    penalty: int


def place_of(
    mention: Mention,
    roles: Roles,
    passage: Passage,
    status: Status | None = None,
) -> tuple[Place | None, str | None]:
    """Return the place of an event, or None and the reason (a code of ``dateline.reasons``).

    Args:
        mention: the event.
        roles: who does it to whom; what is struck may itself be the place.
        passage: the places of the report.
        status: what the text presents the event as; what is only planned inherits no place.
    """
    if mention.event_type in WORDS_ALONE:
        return None, "not_stated"
    search = _Search(mention, roles, Reader(passage))
    best = search.best()
    if best is not None:
        return place_record(settled(best, mention, passage), passage.parsed), None
    passed_on = inferred(mention, passage, status)
    if passed_on is not None:
        return place_record(passed_on, passage.parsed), None
    return None, "not_stated"


class _Search:
    """Looks for the ground of one event."""

    def __init__(self, mention: Mention, roles: Roles, reader: Reader) -> None:
        self.mention = mention
        self.roles = roles
        self.reader = reader
        self.passage = reader.passage
        self.words = place_words.load()
        self.trigger = {t.i for t in mention.words} | {mention.head.i}
        self.event_type = mention.event_type

    def best(self) -> Locus | None:
        """Return the ground the sentence states, or None."""
        kept: list[_Found] = []
        for look in self._ways():
            kept += [f for f in look() if self._is_ground(f.locus)]
            if any(f.penalty < DOUBTFUL for f in kept):
                break
        return min(kept, key=self._rank).locus if kept else None

    def _ways(self) -> tuple[Callable[[], Iterator[_Found]], ...]:
        """Return the ways to look, the most telling first; a court's sentence is where it sits."""
        if "legal" in self.mention.contexts:
            return (self._actors, self._governed, self._above)
        return (self._governed, self._carried, self._below, self._above, self._actors)

    def _heads(self) -> list[Token]:
        found = [self.mention.head]
        if self.mention.noun is not None and self.mention.noun is not self.mention.head:
            found.append(self.mention.noun)
        return found

    def _governed(self) -> Iterator[_Found]:
        """Yield what the event word itself governs or strikes."""
        for head in self._heads():
            yield from self._of_prepositions(head, 0)
            if head.pos in ("VERB", "AUX"):
                yield from self._struck(head)
            else:
                yield from self._of_noun(head)

    def _of_prepositions(self, head: Token, level: int) -> Iterator[_Found]:
        is_noun = head.pos not in ("VERB", "AUX")
        for child in head.children:
            if child.dep in ("prep", "advmod", "npadvmod", "advcl", "agent", "mark"):
                if child.lower in BEARINGS:
                    for locus in self.reader.of_bearing(child):
                        yield _Found(locus, level, 0)
                elif child.lower == "close" or child.lower == "out":
                    for prep in child.children:
                        for locus in self.reader.of_preposition(prep):
                            is_inside = child.lower == "out" and locus.depth > 1
                            near = locus if is_inside else replace(locus, shade="near")
                            yield _Found(near, level, 0)
                elif child.dep == "advmod" and child.lower in ("there", "here"):
                    yield from self._pointed(child, level)
                elif child.dep != "prep" and child.i in self.passage.by_token:
                    yield from self._unattached(child, level)
                elif child.dep == "prep" and self._is_place_preposition(child, is_noun):
                    for locus in self.reader.of_preposition(child):
                        yield _Found(locus, level, self._penalty(child, locus))

    def _pointed(self, word: Token, level: int) -> Iterator[_Found]:
        """Yield the ground that "there" stands for, or "here" in a report with a dateline."""
        meant = self.passage.before(word) if word.lower == "there" else self.passage.filed_from()
        if meant is not None:
            locus = Locus(meant, meant.place, (word,), "at", "resolved", "where.description", 1)
            yield _Found(locus, level, 0)

    def _unattached(self, name: Token, level: int) -> Iterator[_Found]:
        """Yield a name whose preposition the parse has lost ("Near X, …")."""
        prep = surface_preposition(self.passage.by_token[name.i].tokens)
        if prep and self.words.has("locative", prep):
            shade: Shade = "near" if self.words.has("near", prep) else "at"
            for locus in self.reader.of_noun(name, shade):
                yield _Found(locus, level, 0)

    def _is_place_preposition(self, prep: Token, is_noun: bool) -> bool:
        if is_noun and prep.lower in NOUN_GROUND:
            return True
        return self.words.has("locative", prep.lower)

    def _penalty(self, prep: Token, locus: Locus) -> int:
        word, place = prep.lower, locus.place
        if word in FROM_WORDS:
            is_left = self.event_type == "RETREAT" or self.mention.mode in TAKEN_FROM
            return 0 if is_left else 6
        if word in AIMED:
            broad = place is not None and place.precision_class == "country"
            return 5 if broad else 4
        return 0

    def _struck(self, verb: Token) -> Iterator[_Found]:
        """Yield an object (or the subject of a passive) that is itself ground."""
        if self.event_type not in STRIKES_PLACES:
            return
        subjects = ("nsubjpass",) if is_passive(verb) else ()
        for child in verb.children:
            if child.dep in ("dobj", "obj", *subjects):
                if child.lower == "it":
                    yield from self._meant(child)
                for noun in conjuncts(child):
                    for locus in self.reader.of_noun(noun):
                        is_ground = self._names_ground(noun)
                        yield _Found(_as_object(locus) if is_ground else locus, 0, 1)
            elif child.dep == "nsubj":
                if self.words.has("suffering_verb", verb.lemma) and verb.lemma != "be":
                    for locus in self.reader.of_noun(child):
                        yield _Found(_as_object(locus), 0, 1)

    def _meant(self, pronoun: Token) -> Iterator[_Found]:
        """Yield the settlement that "it" stands for ("the militants had seized it")."""
        reference = self.passage.parsed.references.get(pronoun.i)
        before = self.passage.before(pronoun)
        meant = self.passage.by_token.get(reference.target) if reference is not None else before
        if meant is not None and is_near(meant.head):
            meant = before
        if meant is not None and "territory" in self.mention.contexts:
            yield _Found(
                Locus(meant, meant.place, (pronoun,), "at", "resolved", "where.description", 1),
                0,
                1,
            )

    def _names_ground(self, noun: Token) -> bool:
        """Tell whether a noun is a place name or a word for ground ("the town of X")."""
        if noun.i in self.passage.by_token:
            return True
        kinds = ("general", "many", "area", "settlement", "province", "district")
        return any(self.words.has(kind, noun.lemma) for kind in kinds)

    def _of_noun(self, noun: Token) -> Iterator[_Found]:
        """Yield ground inside an event noun: "the Mosul offensive", "Aleppo's siege"."""
        for child in noun.children:
            if (
                child.dep in ("compound", "poss", "nmod", "amod")
                and child.i in self.passage.by_token
            ):
                mention = self.passage.by_token[child.i]
                if child.dep == "poss" and mention.place.precision_class == "country":
                    continue
                for locus in self.reader.of_noun(child):
                    yield _Found(_as_object(locus), 0, 1)

    def _carried(self) -> Iterator[_Found]:
        """Yield ground carried by the arguments: "killed soldiers in X", "hit a market in X"."""
        for recipient in self.roles.recipients:
            yield from self._inside(recipient, 1)
        for head in self._heads():
            for child in head.children:
                if child.dep in ("dobj", "obj", "nsubjpass", "attr", "oprd", "dative"):
                    yield from self._inside(child, 1)
                elif child.dep in ("prep", "agent") and child.lower not in AIMED | FROM_WORDS:
                    for noun in child.children:
                        if noun.dep == "pobj":
                            yield from self._inside(noun, 1)

    def _inside(self, noun: Token, level: int) -> Iterator[_Found]:
        for word in conjuncts(noun):
            if word.i in self.passage.by_token:
                mention = self.passage.by_token[word.i]
                if self.event_type in STRIKES_PLACES and not mention.is_actor_like:
                    for locus in self.reader.of_noun(word):
                        yield _Found(_as_object(locus), level, 2)
                continue
            for locus in self.reader.of_noun(word):
                yield _Found(locus, level, 2 if locus.basis == "stated" else 3)
            for child in word.children:
                if child.dep == "prep" and child.lower in ("of", "on"):
                    for inner in child.children:
                        if inner.dep == "pobj":
                            for locus in self.reader.of_noun(inner, depth=1):
                                yield _Found(locus, level, 3)

    def _above(self) -> Iterator[_Found]:
        """Yield ground of the clauses above, up to a verb of speech."""
        token = self.mention.head
        level = 2
        yield from self._of_its_verb(token)
        while token.dep in CLIMBED and token.head is not token:
            is_other = token.dep == "conj" and any(
                c.dep.startswith("nsubj") for c in token.children
            )
            relation, token = token.dep, token.head
            if self.words.has("speech", token.lemma) and relation in ("ccomp", "parataxis", "prep"):
                if self.words.has("telling", token.lemma):
                    yield from self._fronted_to_telling(token, level)
                    yield from self._antecedent(token, level)
                return
            if token.pos in ("NOUN", "PROPN"):
                for locus in self.reader.of_noun(token):
                    yield _Found(_clause(locus), level, 0)
            elif relation != "prep":
                for found in self._of_prepositions(token, level):
                    if not (found.penalty and is_other):
                        yield replace(found, locus=_clause(found.locus))
                if relation in ("advcl", "conj", "xcomp"):
                    yield from self._struck_above(token, level)
            level += 1
        if token.pos in ("VERB", "AUX") and token is not self.mention.head:
            yield from self._fronted(token, level)

    def _below(self) -> Iterator[_Found]:
        """Yield ground of the clause that tells how it came about ("died when X hit … in Y")."""
        verbs = [self.mention.head, *(c for c in self.mention.head.children if c.dep == "conj")]
        for clause in (c for verb in verbs for c in verb.children):
            marks = {c.lower for c in clause.children if c.dep in ("mark", "advmod")}
            if clause.dep == "advcl" and clause.pos == "VERB" and marks & {"when", "as", "while"}:
                for found in self._of_prepositions(clause, 2):
                    yield replace(found, locus=_clause(found.locus))
                for locus in self._objects(clause):
                    yield _Found(_clause(locus), 2, 2)

    def _objects(self, verb: Token) -> Iterator[Locus]:
        for child in verb.children:
            if child.dep in ("dobj", "nsubjpass"):
                yield from self.reader.of_noun(child)

    def _antecedent(self, verb: Token, level: int) -> Iterator[_Found]:
        """Yield the ground that "where" stands for ("in X, where residents say …")."""
        if verb.dep == "relcl" and any(c.lower == "where" for c in verb.children):
            for locus in self.reader.of_noun(verb.head):
                yield _Found(_clause(locus), level, 0)

    def _of_its_verb(self, noun: Token) -> Iterator[_Found]:
        """Yield ground of the verb an event noun is subject or object of ("clashes erupted in")."""
        verb = noun.head
        if noun.pos in ("VERB", "AUX") or noun.dep not in ("nsubj", "nsubjpass", "dobj"):
            return
        if verb.pos in ("VERB", "AUX") and not self.words.has("speech", verb.lemma):
            for found in self._of_prepositions(verb, 1):
                yield replace(found, locus=_clause(found.locus))

    def _struck_above(self, verb: Token, level: int) -> Iterator[_Found]:
        for child in verb.children:
            if child.dep in ("dobj", "nsubjpass") and child.i not in self.trigger:
                for locus in self.reader.of_noun(child):
                    if locus.basis == "stated":
                        yield _Found(_clause(locus), level, 2)

    def _fronted(self, verb: Token, level: int) -> Iterator[_Found]:
        """Yield a place before the subject of a verb of speech ("In Mosul, officials said …")."""
        subjects = [c.i for c in verb.children if c.dep in ("nsubj", "nsubjpass")]
        for prep in verb.children:
            if prep.dep == "prep" and prep.i < min([*subjects, verb.i]):
                if self.words.has("locative", prep.lower):
                    for locus in self.reader.of_preposition(prep):
                        yield _Found(_clause(locus), level, 0)

    def _fronted_to_telling(self, verb: Token, level: int) -> Iterator[_Found]:
        """Yield the ground before a verb of telling, unless it is where spokesmen speak.

        "In Bor, police said …" tells where it happened; "In Washington, networks said …" does not.
        """
        tellers = [c for c in verb.children if c.dep in ("nsubj", "nsubjpass")]
        is_local = any(self.words.has("local_teller", t.lemma.lower()) for t in tellers)
        for found in self._fronted(verb, level):
            place = found.locus.place
            is_seat = place is not None and place_keys.key(place.name) in place_words.capitals()
            if is_local or not is_seat:
                yield found

    def _actors(self) -> Iterator[_Found]:
        """Yield where the actors are ("militants in X attacked …"), named ground only."""
        for actor in self.roles.actors:
            for child in actor.children:
                if child.dep == "prep" and child.lower in ("in", "at", "near", "outside"):
                    for locus in self.reader.of_preposition(child):
                        if locus.basis == "stated":
                            yield _Found(_clause(locus), 3, 3)

    def _is_ground(self, locus: Locus) -> bool:
        if locus.mention is None:
            return False
        if locus.mention.is_actor_like and locus.rule != "where.object":
            return False
        if locus.mention.is_actor_like and locus.mention.place.precision_class == "country":
            return False
        name = locus.mention.head
        if is_origin(name) or is_other_side(name) or is_at_other_end(self.mention, name):
            return False
        is_told = locus.rule in ("where.locative", "where.near")
        return is_told or not is_of_source(locus.mention.head)

    def _rank(self, found: _Found) -> tuple[int, int, int, int]:
        locus = found.locus
        order = ORDER[locus.place.precision_class] if locus.place is not None else 9
        basis = {"stated": 0, "resolved": 2, "inferred": 3}[locus.basis]
        first = locus.mention.start if locus.mention is not None else 0
        return found.penalty + basis + order, found.level, locus.depth, first


def _as_object(locus: Locus) -> Locus:
    return replace(locus, rule="where.object") if locus.rule == "where.locative" else locus


def _clause(locus: Locus) -> Locus:
    return replace(locus, rule="where.clause") if locus.rule == "where.locative" else locus
