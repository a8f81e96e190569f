"""Who the words of a role are: head noun phrase → actor, through references and the actor list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dateline.knowledge.actor_entry import ActorEntry
from dateline.knowledge.actor_list import ActorList
from dateline.parse.grammar import children, conjuncts, extent, phrase
from dateline.parse.parsed import Parsed, Token
from dateline.records import Actor, Basis
from dateline.spans import anchor, excerpt

MAX_HOPS = 4
"""References followed from one to the next ("they" → "the group" → "ISIS")."""
OWNED_PEOPLE = frozenset(
    {"man", "men", "force", "fighter", "troop", "soldier", "unit", "militant", "defender"}
    | {"officer", "army", "warplane", "jet", "guerrilla", "combatant", "member", "spokesman"}
)
"""Nouns for people who act for their possessor."""
THOUGHT = frozenset(
    {"presume", "believe", "suspect", "think", "say", "allege", "identify", "belong", "speak"}
    | {"claim", "introduce", "describe", "call"}
)
BELONGING = frozenset(
    {"belong", "belonging", "from", "member", "members", "be", "affiliated", "part", "spoke"}
    | {"speaking", "speaks", "behalf", "secretary", "spokesman", "commander", "leader"}
)
PARTITIVES = frozenset(
    {"one", "some", "many", "most", "several", "all", "none", "two", "three", "dozens", "scores"}
    | {"hundreds", "thousands", "half", "few", "others"}
)


class Identifier:
    """Turns head words into actors, for one report."""

    def __init__(self, parsed: Parsed, actors: ActorList) -> None:
        self.parsed = parsed
        self.actors = actors
        self.on: date | None = parsed.report.published
        self._actors: dict[int, Actor] = {}
        self._names: dict[int, dict[int, tuple[int, int, ActorEntry]]] = {}

    def _described(self, head: Token, target: Token) -> ActorEntry | None:
        """Return what the words beside an unlisted name tell of him ("the envoy, John Doe")."""
        beside = [c for c in target.children if c.dep == "appos" and c.pos == "NOUN"]
        for noun in ([head] if target is not head else []) + beside:
            entry = self.actors.resolve(" ".join(t.text for t in phrase(noun)), on=self.on)
            if entry is not None and (entry.sectors or entry.country):
                return replace(entry, actor_id=None)
        return None

    def _by_title(self, name: Token) -> ActorEntry | None:
        """Return what the title before a person's name tells of him, without an id."""
        titles = [t.text for t in phrase(name) if t.entity != "PERSON" and t.i < name.i]
        entry = self.actors.resolve(" ".join(titles), on=self.on) if titles else None
        return None if entry is None else replace(entry, actor_id=None)

    def name_at(self, token: Token) -> tuple[list[Token], ActorEntry] | None:
        """Return the listed name a word is part of ("State" in "Islamic State of Iraq and …")."""
        if token.sent not in self._names:
            tokens = self.parsed.sentences[token.sent - 1].tokens
            found: dict[int, tuple[int, int, ActorEntry]] = {}
            for first, end, entry in self.actors.scan([t.text for t in tokens], on=self.on):
                for place in range(first, end):
                    found[tokens[place].i] = (first, end, entry)
            self._names[token.sent] = found
        hit = self._names[token.sent].get(token.i)
        if hit is None:
            return None
        first, end, entry = hit
        return self.parsed.sentences[token.sent - 1].tokens[first:end], entry

    def actor(self, head: Token) -> Actor:
        """Return the actor a head word names, resolved through references where it is one."""
        if head.i not in self._actors:
            self._actors[head.i] = self._identified(head)
        return self._actors[head.i]

    def _identified(self, head: Token) -> Actor:
        start, end = extent(self._phrase(head))
        words = excerpt(self.parsed.report.text, start, end)
        target, rule = self.target(_by_name(head))
        basis: Basis = "stated" if target in (head, _by_name(head)) else "resolved"
        named = self.words(target)
        entry = self._entry(target)
        if entry is not None and target.entity == "PERSON" and _names_a_trade(entry):
            entry = self._by_title(target)  # "Anna Baker" is no baker
        if entry is None or (entry.actor_id is None and not entry.sectors):
            entry = self._described(head, target) or entry
        anchors = (anchor(self.parsed.report.text, start, end),)
        if entry is None or entry.actor_id is None:
            reason = "unresolved_reference" if head.pos == "PRON" and target is head else None
            reason = reason or ("unknown_name" if target.pos == "PROPN" else "generic_words")
            return Actor(
                name=named,
                words=words,
                anchors=anchors,
                basis=basis,
                rule=rule or "who.words",
                country=entry.country if entry else None,
                sectors=entry.sectors if entry else (),
                reason=reason,
            )
        return Actor(
            name=entry.name,
            words=words,
            anchors=anchors,
            basis=basis if target is not head else self._basis_of_name(entry, named),
            rule=rule or "who.actor_list",
            actor_id=entry.actor_id,
            country=entry.country,
            sectors=entry.sectors,
        )

    def joint(self, head: Token, spoken: Actor) -> tuple[Actor, ...]:
        """Return the several that one phrase names ("Iraqi and Kurdish forces"), or nothing."""
        if head.tag not in ("NNS", "NNPS") or spoken.actor_id is not None:
            return ()
        for first in children(head, "amod", "nmod", "compound"):
            owners = conjuncts(first)
            if len(owners) < 2:
                continue
            rest = [t.text for t in self._phrase(head) if owners[-1].i < t.i <= head.i]
            found = [
                self.actors.resolve(" ".join([owner.text, *rest]), on=self.on) for owner in owners
            ]
            named = {e.actor_id: e for e in found if e is not None and e.actor_id is not None}
            if len(named) == len(owners):
                return tuple(identified(spoken, entry, "who.joint") for entry in named.values())
        return ()

    def _phrase(self, head: Token) -> list[Token]:
        """Return the words of a head's phrase, with all of a listed name that runs past it."""
        words = phrase(head)
        named = self.name_at(head)
        if named is not None and len(named[0]) > 1 and named[0][-1].i > words[-1].i:
            words = sorted({*words, *named[0]}, key=lambda t: t.i)
        return words

    def target(self, head: Token) -> tuple[Token, str]:
        """Follow references from a head word; returns where they end and the first one's rule."""
        rule = ""
        for _ in range(MAX_HOPS):
            whole = _whole(head)
            if whole is not None:
                head, rule = whole, rule or "ref.part_of"
            reference = self.parsed.references.get(head.i)
            if reference is None:
                break
            rule = rule or reference.rule
            head = self.parsed.tokens[reference.target]
        return head, rule

    def words(self, head: Token) -> str:
        """Return a head's noun phrase on one line, without its article or number."""
        tokens = [t for t in phrase(head) if not (t.dep == "det" and t.tag == "DT")]
        tokens = [t for t in tokens if not (t.dep == "amod" and t.lower == "dead")]
        numbers = {
            t.i
            for number in head.children
            if number.dep == "nummod" and head.pos == "NOUN"
            for t in number.subtree()
        }
        tokens = [t for t in tokens if t.i not in numbers] or [head]
        start, end = extent(tokens)
        return excerpt(self.parsed.report.text, start, end)

    def _entry(self, head: Token) -> ActorEntry | None:
        short = self._short_form(head)
        if short is not None:
            return short
        plain = " ".join(t.text for t in self._phrase(head))
        found = self.actors.resolve(plain, on=self.on)
        if found is not None and found.actor_id is not None and _is_adjectival(head):
            return self._state_of(found) or found
        if found is None or found.actor_id is None:
            named = self.name_at(head)
            if named is not None and len(named[0]) > 1:
                return named[1]
            owner = self._owner(head) or self._thought_to_be(head) or self._band(head)
            if owner is not None:
                return owner
        if found is None or found.actor_id is None:
            for noun in head.children:
                reference = self.parsed.references.get(noun.i)
                if noun.dep == "compound" and reference is not None:
                    return self._entry(self.parsed.tokens[reference.target])
                if noun.dep == "appos":
                    other = self.actors.resolve(" ".join(t.text for t in phrase(noun)), on=self.on)
                    if other is not None and other.actor_id is not None:
                        return other
        return found

    def _short_form(self, head: Token) -> ActorEntry | None:
        """Return whom the abbreviation after a name means ("the … Mission in … (MINUSMA)")."""
        if head.pos != "PROPN":
            return None
        words = self.parsed.sentences[head.sent - 1].tokens
        for other in (t for t in words if t.dep == "appos" and t.text.isupper()):
            opens = words[0].i < other.i and self.parsed.tokens[other.i - 1].text == "("
            if opens and len(other.text) > 2 and any(a is head for a in other.ancestors()):
                entry = self.actors.resolve(other.text, on=self.on)
                if entry is not None and entry.actor_id is not None and entry.kind != "state":
                    return entry
        return None

    def _state_of(self, people: ActorEntry) -> ActorEntry | None:
        """Return the state an adjective before an attack stands for ("Israeli strikes")."""
        if people.kind != "people" or not (people.actor_id or "").startswith("people:"):
            return None
        if people.country is None or not people.name.startswith("People of"):
            return None
        return self.actors.get(f"state:{people.country}")

    def _thought_to_be(self, head: Token) -> ActorEntry | None:
        """Return to whom fighters are said to belong ("men believed to be from the group")."""
        clauses = [c for c in head.children if c.dep in ("acl", "relcl") and c.lemma in THOUGHT]
        if head.dep == "nsubj" and head.head.lemma in ("presume", "believe", "suspect", "think"):
            # "men presumed to belong to X attacked" read as what the men presume
            clauses += [
                c for c in head.head.children if c.dep == "xcomp" and c.lemma in ("belong", "be")
            ]
        for clause in clauses:
            words = clause.subtree()
            belonging = [t for t in words if t.lower in BELONGING]
            if not belonging:
                continue
            for word in words:
                named = self.name_at(word) if word.i > belonging[0].i else None
                if named is not None and self.actors.is_armed(named[1]):
                    return named[1]
        return None

    def _band(self, head: Token) -> ActorEntry | None:
        """Return the armed group people are from ("gunmen from the front", "men of")."""
        if head.lemma not in OWNED_PEOPLE and not self._bears_arms(head):
            return None
        for child in head.children:
            if child.dep == "prep" and child.lower in ("from", "of", "within") and child.i > head.i:
                for word in child.children:
                    named = self.name_at(word) if word.dep == "pobj" else None
                    if named is not None and self.actors.is_armed(named[1]):
                        return named[1]
            if child.lower == "loyal" and child.dep in ("amod", "acl", "advmod", "acomp"):
                found = self._lord(child, head)
                if found is not None:
                    return found
        return None

    def _lord(self, loyal: Token, head: Token) -> ActorEntry | None:
        """Return whose the fighters loyal to somebody are ("forces loyal to the president")."""
        lords = [n for p in loyal.children if p.dep == "prep" for n in p.children]
        for lord in lords:
            named = self.name_at(lord) if lord.dep == "pobj" else None
            if named is not None and named[1].kind in ("person", "group"):
                words = " ".join(t.text for t in named[0])
                return self.actors.resolve(f"{words}'s {head.text}", on=self.on)
        return None

    def _bears_arms(self, head: Token) -> bool:
        entry = self.actors.resolve(head.lemma)
        return entry is not None and entry.group in ("armed", "criminal")

    def _owner(self, head: Token) -> ActorEntry | None:
        """Return whose people they are ("its men", "his forces"), through the possessor."""
        if head.lemma not in OWNED_PEOPLE:
            return None
        for owner in head.children:
            if owner.dep == "poss":
                target, _ = self.target(owner)
                if target is not head and target is not owner:
                    return self._entry(target)
        return None

    def _basis_of_name(self, entry: ActorEntry, named: str) -> Basis:
        return "stated" if entry.name.casefold() in named.casefold() else "resolved"


def identified(spoken: Actor, entry: ActorEntry, rule: str) -> Actor:
    """Return the actor of some words as whom the actor list knows them to be."""
    return replace(
        spoken,
        name=entry.name,
        actor_id=entry.actor_id,
        country=entry.country,
        sectors=entry.sectors,
        basis="resolved",
        rule=rule,
        reason=None,
    )


def _is_adjectival(head: Token) -> bool:
    return head.dep in ("amod", "compound", "nmod") and head.tag == "JJ"


def _by_name(head: Token) -> Token:
    """Return the name set beside a common noun ("a further man, John Doe"), or the noun."""
    bearer = head.head
    if head.dep == "appos" and head.pos == "NOUN" and bearer.entity == "PERSON":
        return bearer if bearer.pos == "PROPN" else head  # "Jane Doe, the dentist who was seized"
    if head.tag != "NN" or head.dep in ("compound", "amod", "nmod"):
        return head
    for other in head.children:
        if other.dep == "appos" and other.i > head.i and other.pos == "PROPN":
            if other.entity == "PERSON" and not any(c.dep == "conj" for c in head.children):
                return other
    return head


def _whole(head: Token) -> Token | None:
    """Return the whole that a part is of ("one of them" → them), if the part names nobody."""
    if head.tag != "CD" and head.lower not in PARTITIVES:
        return None
    for of in head.children:
        if of.dep == "prep" and of.lower == "of":
            return next((c for c in of.children if c.dep == "pobj"), None)
    return None


def _names_a_trade(entry: ActorEntry) -> bool:
    """Tell whether an entry was composed of a word for a kind of people, not of a name."""
    return entry.kind in ("role", "people")
