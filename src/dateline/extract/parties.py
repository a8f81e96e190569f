"""The parties of a mention as actors: identity, "we" as the speaker, and the agent left unsaid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dateline.extract.according_to.chains import Sources
from dateline.extract.identity import OWNED_PEOPLE, Identifier, identified
from dateline.extract.mention import Mention, Roles
from dateline.extract.scene import Scene
from dateline.extract.who.number import is_elliptic_number, meant_by, stands_with_things
from dateline.knowledge.descriptions import descriptions
from dateline.parse.grammar import children, conjuncts, is_passive
from dateline.parse.parsed import Parsed, Token
from dateline.records import Actor, Attribution

FIRST_PERSON = frozenset({"we", "us", "our", "ours", "i", "me", "my", "ourselves"})
PAPERS = frozenset({"statement", "communiqué", "communique", "declaration", "release", "bulletin"})
PAIRED = frozenset(
    {"side", "party", "delegation", "president", "leader", "government", "army", "country"}
    | {"neighbour", "neighbor", "state", "man", "minister", "capital", "group", "force"}
)
"""What two who faced each other are called: "both sides", "the two presidents"."""
LOOK_BACK = 2
"""Sentences searched for the agent of a passive that names none."""


class Parties:
    """Identifies actors and recipients in one report."""

    def __init__(
        self,
        parsed: Parsed,
        identifier: Identifier,
        sources: Sources,
        ground: Callable[[], frozenset[int]] = frozenset,
    ) -> None:
        self.ground = ground
        self.parsed = parsed
        self.identifier = identifier
        self.sources = sources
        self.scene = Scene()

    def identify(
        self, mention: Mention, roles: Roles
    ) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Return the actors and recipients of a mention."""
        actors = self._actors(roles.actors, mention)
        suffering = tuple(t for t in roles.recipients if not self._is_taken_thing(t, mention))
        recipients = self._actors(suffering, mention)
        if not actors and self._is_agentless_taking(mention):
            actors = self._agent_before(mention)
        if not actors:
            actors = self.scene.agent(mention, recipients)
        ids = {a.actor_id for a in actors if a.actor_id}
        recipients = tuple(r for r in recipients if r.actor_id is None or r.actor_id not in ids)
        answered = () if recipients else self.scene.target(mention, actors)
        self.scene.tell(mention, actors, recipients)
        return actors, recipients or answered

    def _actors(self, heads: tuple[Token, ...], mention: Mention) -> tuple[Actor, ...]:
        found: list[Actor] = []
        for head in heads:
            together = self._together(head)
            if together:
                found.extend(together)
                continue
            if self._is_thing(head):
                continue
            actor = self._counted(head) or self.identifier.actor(head)
            if actor.actor_id is None and not _is_small_pronoun(head) and head.i in self.ground():
                continue  # "attacks on Daraya" are against its people, whom nobody names
            if _is_first_person(head) or _is_ours(head):
                actor = self._first_person(actor, mention)
            several = self.identifier.joint(head, actor) or self._both_sides(head, actor)
            for one in several or (actor,):
                if not any(_is_same(one, other) or _is_told(one, other) for other in found):
                    found.append(one)
        return tuple(found)

    def _counted(self, head: Token) -> Actor | None:
        """Return whose people a bare number means ("one guard was killed and three hurt")."""
        if not is_elliptic_number(head):
            return None
        noun = meant_by(head, self.parsed, self._is_people)
        if noun is None:
            return None
        spoken = self.identifier.actor(head)
        return replace(
            self.identifier.actor(noun),
            words=spoken.words,
            anchors=spoken.anchors,
            basis="resolved",
            rule="ref.number",
        )

    def _is_people(self, noun: Token) -> bool:
        entry = self.identifier.actors.resolve(noun.text)
        return bool(descriptions()["people"] & {noun.lemma}) or (
            entry is not None and entry.is_people
        )

    def _is_taken_thing(self, head: Token, mention: Mention) -> bool:
        """Tell whether a word stands for the place taken, or goes on a row of things."""
        if stands_with_things(head, self._is_people):
            return True
        if head.lower != "it" or mention.event_type not in ("COERCE", "RETREAT"):
            return False
        target, _ = self.identifier.target(head)
        return target is head or target.entity in ("GPE", "LOC", "FAC")

    def _is_thing(self, head: Token) -> bool:
        """Tell whether "it" stands for something that cannot act ("the message")."""
        if head.lower != "it":
            return False
        target, _ = self.identifier.target(head)
        return target.pos == "NOUN" and self.identifier.actors.resolve(target.text) is None

    def _together(self, head: Token) -> tuple[Actor, ...]:
        """Return all of those a plural pronoun means ("A and B met. They …")."""
        if head.lower not in ("they", "them", "their"):
            return ()
        first, rule = self.identifier.target(head)
        while first.dep == "conj" and first.head.pos in ("NOUN", "PROPN"):
            first = first.head
        meant = conjuncts(first)
        if len(meant) < 2 or first.dep not in ("nsubj", "nsubjpass"):
            return ()
        spoken = self.identifier.actor(head)
        return tuple(
            replace(
                self.identifier.actor(one),
                words=spoken.words,
                anchors=spoken.anchors,
                basis="resolved",
                rule=rule,
            )
            for one in meant
        )

    def _both_sides(self, head: Token, actor: Actor) -> tuple[Actor, ...]:
        """Return the two parties "both sides" stands for, if two faced each other before."""
        meant, _ = self.identifier.target(head)
        if actor.actor_id is not None or meant.lemma not in PAIRED:
            return ()
        words = {c.lower for c in meant.children}
        if meant.tag not in ("NNS", "NNPS") or not words & {"both", "two", "warring"}:
            return ()
        return tuple(
            replace(
                party,
                words=actor.words,
                anchors=actor.anchors,
                basis="resolved",
                rule="ref.both_sides",
            )
            for party in self.scene.sides
        )

    def _first_person(self, actor: Actor, mention: Mention) -> Actor:
        """Read "we" inside a quotation as its speaker; elsewhere as the report's publisher."""
        chain, quoted = self.sources.chain(mention)
        if quoted and chain:
            return self._spoken_for(chain[0], actor) or _as_actor(chain[0], actor)
        publisher = self.parsed.report.publisher or self._letterhead()
        if publisher:
            entry = self.identifier.actors.resolve(publisher)
            name = entry.name if entry is not None and entry.actor_id else publisher
            return replace(
                actor,
                name=name,
                actor_id=entry.actor_id if entry else None,
                country=entry.country if entry else None,
                sectors=entry.sectors if entry else (),
                basis="resolved",
                rule="who.publisher",
                reason=None,
            )
        issuer = self._issuer(mention) if actor.words.lower() != "i" else None
        if issuer is not None:
            return replace(issuer, words=actor.words, anchors=actor.anchors)
        return replace(actor, reason="unresolved_reference")

    def _spoken_for(self, link: Attribution, spoken: Actor) -> Actor | None:
        """Return for whom a spokesman says "we", where his own name is not known."""
        if link.actor_id is not None or spoken.words.lower() not in ("we", "us", "our"):
            return None
        entry = self.identifier.actors.resolve(link.words, on=self.identifier.on)
        if entry is None or entry.actor_id is None:
            return None
        return identified(spoken, entry, "who.first_person")

    def _letterhead(self) -> str | None:
        """Return who issues a communiqué: the first body named in the lines above its text."""
        for sentence in self.parsed.sentences:
            tells = any(t.pos in ("VERB", "AUX") for t in sentence.tokens)
            if tells and not sentence.is_heading:
                return None
            words = [t.text for t in sentence.tokens]
            for first, end, entry in self.identifier.actors.scan(words):
                is_most = 2 * (end - first) >= len(words) or _names_issuer(words[:first])
                if is_most and entry.kind in ("group", "organisation", "state"):
                    return " ".join(words[first:end])
        return None

    def _issuer(self, mention: Mention) -> Actor | None:
        """Return the state or body whose statement it is: the subject of a main clause before."""
        for sentence in reversed(self.parsed.sentences[: mention.sentence.n - 1]):
            for token in children(sentence.root, "nsubj"):
                actor = self.identifier.actor(token)
                if actor.actor_id is not None and actor.actor_id.startswith(("state:", "org:")):
                    return replace(actor, basis="resolved", rule="who.issuer")
        return None

    def _is_agentless_taking(self, mention: Mention) -> bool:
        head = mention.head
        return (
            mention.event_type == "COERCE"
            and "territory" in mention.contexts
            and head.pos == "VERB"
            and is_passive(head)
        )

    def _agent_before(self, mention: Mention) -> tuple[Actor, ...]:
        """Return who took ground: the nearest armed subject of the sentences just before."""
        block = mention.sentence.block
        for back in range(1, LOOK_BACK + 1):
            n = mention.sentence.n - back
            if n < 1 or self.parsed.sentences[n - 1].block != block:
                break
            for token in self.parsed.sentences[n - 1].tokens:
                if token.dep in ("nsubj", "nsubjpass"):
                    actor = self.identifier.actor(token)
                    if "MIL" in actor.sectors or "REB" in actor.sectors or "UAF" in actor.sectors:
                        return (replace(actor, basis="inferred", rule="who.sentence_before"),)
        return ()


def _is_told(one: Actor, other: Actor) -> bool:
    """Tell whether a number counts more of those already told ("two men … and four others")."""
    return one.rule == "ref.number" and one.name == other.name


def _is_same(one: Actor, other: Actor) -> bool:
    """Tell whether two phrases name one actor, or one is a piece of the other's name."""
    if one.actor_id is not None or other.actor_id is not None:
        return one.actor_id == other.actor_id or _lies_within(one, other)
    return _lies_within(one, other)


def _lies_within(one: Actor, other: Actor) -> bool:
    a, b = one.anchors[0], other.anchors[0]
    return (a.start, a.end) != (b.start, b.end) and b.start <= a.start and a.end <= b.end


def _names_issuer(before: list[str]) -> bool:
    """Tell whether a heading says whose paper it is ("Statement by the media office of …")."""
    words = {w.casefold() for w in before}
    return bool(words & PAPERS) and bool(words & {"by", "of", "from"})


def _as_actor(link: Attribution, spoken: Actor) -> Actor:
    return replace(
        spoken,
        name=link.name,
        actor_id=link.actor_id,
        basis="resolved",
        rule="who.first_person",
        reason=None if link.actor_id else "unknown_name",
    )


def _is_small_pronoun(head: Token) -> bool:
    """Tell "they" from a name: no place is sought for its sake ("US" may be read as a pronoun)."""
    return head.pos == "PRON" and head.text.islower()


def _is_first_person(head: Token) -> bool:
    """Tell whether a word is "we" or "us", and not the United States."""
    return head.lower in FIRST_PERSON and head.tag in ("PRP", "PRP$")


def _is_ours(head: Token) -> bool:
    """Tell whether people are the speaker's own ("our defenders", "our units")."""
    of = [t for p in children(head, "prep") if p.lower == "of" for t in children(p, "pobj")]
    owned = any(
        c.dep == "poss" and c.lower in FIRST_PERSON for t in (head, *of) for c in t.children
    )
    return owned and head.lemma in OWNED_PEOPLE
