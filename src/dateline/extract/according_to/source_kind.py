"""What kind of source somebody is: official, military, medic, resident, party or media."""

from __future__ import annotations

from collections.abc import Callable

from dateline.extract.according_to.described import kind_of_name, kind_of_role
from dateline.knowledge.speech_rules import Speech
from dateline.parse.grammar import children, phrase
from dateline.parse.parsed import Parsed, Token
from dateline.records import Actor, SourceKind

BY_SECTOR: tuple[tuple[str, SourceKind], ...] = (
    ("REB", "party"),
    ("UAF", "party"),
    ("PRM", "party"),
    ("UNO", "un"),
    ("NGO", "ngo"),
    ("ISM", "ngo"),
    ("MED", "medic"),
    ("JRN", "media"),
    ("MIL", "military"),
    ("COP", "official"),
    ("GOV", "official"),
    ("LEG", "official"),
    ("JUD", "official"),
    ("SPY", "official"),
    ("IGO", "official"),
    ("EUR", "official"),
)
"""PLOVER sectors in order of what decides."""
BELONGING = frozenset({"for", "of", "at", "from", "with", "in"})
WITNESSING = frozenset(
    {"escape", "survive", "witness", "see", "flee", "hide", "hear", "watch", "run", "crawl"}
)
PRIVATE = frozenset({"resident", "person", "unnamed"})
"""Kinds of people who may turn out to have been there."""

Identify = Callable[[Token], Actor]


class Kinds:
    """Tells what kind of source somebody is, from his words and from the whole report."""

    def __init__(self, parsed: Parsed, speech: Speech, who: Identify) -> None:
        self.parsed = parsed
        self.speech = speech
        self.who = who
        self._known: dict[tuple[str, str], SourceKind | None] = {}

    def of(self, head: Token, target: Token, actor: Actor) -> SourceKind:
        """Return the kind of a source.

        Args:
            head: the head word of the source as it stands.
            target: the head word it refers back to (itself where it does not).
            actor: who that is.
        """
        if actor.actor_id is not None and actor.actor_id.startswith("outlet:"):
            return "media"
        found = _by_words(target, self.speech) or _by_words(head, self.speech)
        if found is not None and found[0] == "military":
            return _whose_military(target, self.speech, self.who)
        if found is None or found[1] in self.speech.by_organisation:
            belonging = _by_belonging(target, self.speech, self.who) or _by_actor(actor)
            if belonging is not None:
                return belonging
            elsewhere = self._elsewhere(target)
            if elsewhere is not None:
                return elsewhere
        kind = found[0] if found is not None else _unknown(target)
        return "witness" if kind in PRIVATE and _was_there(target) else kind

    def _elsewhere(self, target: Token) -> SourceKind | None:
        """Return the kind that the rest of the report tells of a name or role, or None."""
        name, role = target.lower, target.lemma
        if (name, role) not in self._known:
            told = kind_of_name(name, self.parsed, self.speech, self._of_description)
            self._known[name, role] = told or kind_of_role(role, self.parsed, self._of_body)
        return self._known[name, role]

    def _of_description(self, noun: Token) -> SourceKind | None:
        """Return the kind that a description of a person tells, or None."""
        found = _by_words(noun, self.speech)
        if found is not None and found[0] == "military":
            return _whose_military(noun, self.speech, self.who)
        if found is None or found[1] in self.speech.by_organisation:
            belonging = _by_belonging(noun, self.speech, self.who) or _by_actor(self.who(noun))
            return belonging or (found[0] if found is not None else None)
        return found[0]

    def _of_body(self, noun: Token) -> SourceKind | None:
        """Return the kind of the body whose spokesman or officer somebody is, or None."""
        return _by_belonging(noun, self.speech, self.who)


def _unknown(target: Token) -> SourceKind:
    """Return the kind of somebody of whom the words tell nothing."""
    if target.pos != "PROPN":
        return "unnamed"
    return "ngo" if target.entity == "ORG" and len(phrase(target)) > 1 else "person"


def _whose_military(head: Token, speech: Speech, who: Identify) -> SourceKind:
    """Return the kind of an officer or commander: that of those he commands, if no state's."""
    belonging = _by_belonging(head, speech, who)
    return belonging if belonging in ("party", "un") else "military"


def _by_actor(actor: Actor) -> SourceKind | None:
    for code, kind in BY_SECTOR:
        if code in actor.sectors:
            return kind
    is_state = actor.actor_id is not None and actor.actor_id.startswith("state:")
    return "official" if is_state else None


def _by_belonging(head: Token, speech: Speech, who: Identify) -> SourceKind | None:
    """Return the kind of the body somebody speaks for ("a spokesman for the movement")."""
    bodies = children(head, "compound", "poss", "amod")
    for prep in children(head, "prep"):
        if prep.lower in BELONGING:
            bodies.extend(children(prep, "pobj"))
    for body in bodies:
        if body.lower == "general":
            continue  # a general secretary is no soldier
        kind = _by_actor(who(body))
        if kind is not None:
            return kind
        words = _by_words(body, speech)
        if words is not None and words[1] not in speech.by_organisation:
            return words[0]
    return None


def _by_words(head: Token, speech: Speech) -> tuple[SourceKind, str] | None:
    """Return the kind of the longest known phrase that ends at a head, and the phrase."""
    upto = [t for t in phrase(head) if t.pos != "DET" and t.i <= head.i]
    if head.entity == "PERSON":
        upto = [t for t in upto if t.entity != "PERSON"]  # titles tell; "Cook" is no cook
    for first in range(len(upto)):
        for form in (
            " ".join(t.lower for t in upto[first:]),
            " ".join([*(t.lower for t in upto[first:-1]), upto[-1].lemma]),
        ):
            form = form.replace(" - ", "-")
            if form in speech.source_kinds:
                return speech.source_kinds[form], form
    for title in children(head, "compound", "appos"):
        if title.lemma in speech.source_kinds:
            return speech.source_kinds[title.lemma], title.lemma
    return None


def _was_there(head: Token) -> bool:
    """Tell whether the text says that a source saw it ("a worker who escaped")."""
    return any(clause.lemma in WITNESSING for clause in children(head, "relcl", "acl"))
