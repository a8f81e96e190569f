"""Who suffers through a recipient word: people themselves, or those whose thing is struck."""

from __future__ import annotations

from collections.abc import Callable

from dateline.extract.match import AGENTS, classes_of
from dateline.extract.who.result import sheltered
from dateline.knowledge.actor_list import ActorList
from dateline.knowledge.event_lexicon import Lexicon
from dateline.parse.arguments import agents, prepositional
from dateline.parse.grammar import children, conjuncts, phrase
from dateline.parse.parsed import Token

PEOPLE_CLASSES = AGENTS | {"CAPTIVE", "PROTESTER", "WORKER", "DEMONSTRATOR"}
NOT_RECIPIENTS = frozenset(
    {"PLACE", "TERRITORY", "BUILDING", "INFRASTRUCTURE", "GOODS", "MONEY", "WEAPON", "MUNITION"}
    | {"VEHICLE", "AIRCRAFT", "SHIP", "DOCUMENT", "VIOLENCE", "ABSTRACT", "TALK", "BODY"}
)
TIME_ENTITIES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})
NOBODY = frozenset(
    {"nothing", "nobody", "none", "everything", "something", "anything", "anyone", "anybody"}
)
PARTS = frozenset({"one", "some", "many", "most", "several", "all", "half", "part", "dozens"})
MEASURED = frozenset({"ANIMAL", "GOODS", "MONEY", "WEAPON", "MUNITION", "VEHICLE"})
STRUCK = frozenset({"ASSAULT", "COERCE", "THREATEN", "DESTROY"})
"""Types in which a thing may stand for the people in it."""
ANSWERED = frozenset({"ACCUSE", "REJECT"})
SAID = frozenset({"TALK", "ABSTRACT", "DOCUMENT"})
SUBSTANCES = frozenset({"CHEMICAL", "MUNITION", "WEAPON"})
FREIGHT = frozenset({"goods", "freight", "cargo", "parcel", "supply", "tanker", "empty", "parked"})
NOT_ARMED = frozenset(
    {
        "health",
        "medical",
        "aid",
        "first-aid",
        "trading",
        "customs",
        "market",
        "weather",
        "listening",
    }
)
"""Words before "post" that make it no place of armed men."""
MEETINGS = frozenset({"gathering", "rally", "demonstration", "procession", "funeral", "wedding"})


class Sufferers:
    """Reads recipient words, with the knowledge that takes."""

    def __init__(
        self, lexicon: Lexicon, actors: ActorList, is_actor_name: Callable[[Token], bool]
    ) -> None:
        self.lexicon = lexicon
        self.actors = actors
        self.is_actor_name = is_actor_name

    def of(self, token: Token, event_type: str, *, is_ground: bool = False) -> list[Token]:
        """Return who suffers through a word; ``is_ground``: what is taken is ground."""
        is_nobody = token.lower in NOBODY and not children(token, "relcl")
        if is_nobody or self._is_measure(token):
            return []
        if token.lemma in ("body", "corpse") and any(
            t.lower in ("dead", "lifeless") for t in children(token, "amod")
        ):
            return []  # "leaving behind seven dead bodies"
        part = self._of_a_part(token)
        if part is not None and part.lemma in self.lexicon.holdings["owner"]:
            return self.of(part, event_type, is_ground=is_ground)
        if part is not None and classes_of(part, self.lexicon) & NOT_RECIPIENTS:
            return self.of(part, event_type, is_ground=is_ground)
        if event_type in STRUCK:
            for limb in (token, *prepositional(token, frozenset({"of"}))):
                if "BODY" not in self.lexicon.classes_of(limb.lemma) and limb.lemma != "life":
                    continue
                if owners(limb):
                    return [t for t in owners(limb) if t.lower != "your"]
                whose = prepositional(limb, frozenset({"of"}))
                if whose and all(self.can_suffer(t) for t in whose):
                    return whose
        counted = self._counted_people(token)
        if counted:
            return counted
        if event_type == "COERCE" and token.lemma in MEETINGS:
            return [t for t in prepositional(token, frozenset({"of"})) if self.can_suffer(t)]
        if event_type in STRUCK and self._is_seat(token):
            return []  # "bombings in Kampala" strike no government
        held = token.lemma in self.lexicon.holdings["owner"]
        if self.can_suffer(token) and not held:
            return [token] if not self._is_mere_thing(token, event_type) else []
        if held:
            holders = self._holders(token)
            if holders:
                return holders
        if event_type in ANSWERED:
            return self._speakers(token)
        if event_type == "ASSAULT" and token.lemma in self.lexicon.holdings["ridden"]:
            return [token] if not self._is_freight(token) else []
        if event_type == "ASSAULT" and sheltered(token):
            return [t for t in sheltered(token) if self.can_suffer(t)]
        if token.lemma not in self.lexicon.holdings["itself"] or is_ground:
            return []
        return [] if self._is_mere_thing(token, event_type) else [token]

    def _is_seat(self, token: Token) -> bool:
        """Tell whether a word is a capital that elsewhere may mean its government."""
        if token.entity not in ("GPE", "LOC", "FAC"):
            return False
        entry = self.actors.resolve(" ".join(t.text for t in phrase(token)))
        return entry is not None and entry.rule == "metonym"

    def _is_mere_thing(self, token: Token, event_type: str) -> bool:
        """Tell whether a convoy or rally stands here for itself ("promised a convoy")."""
        if token.lemma not in self.lexicon.holdings["itself"] or token.lemma == "unit":
            return False
        if token.lemma == "post":
            before = children(token, "compound", "amod")
            return any(t.lower in NOT_ARMED for t in before) or event_type not in STRUCK
        if token.lemma in MEETINGS:
            return event_type not in ("ASSAULT", "DESTROY")
        return event_type not in STRUCK

    def _is_measure(self, token: Token) -> bool:
        """Tell whether a word only measures things ("400 head of cattle")."""
        if token.lemma != "head" and not self.lexicon.classes_of(token.lemma) & {"QUANTITY"}:
            return False
        measured = prepositional(token, frozenset({"of"}))
        found = [self.lexicon.classes_of(t.lemma) for t in measured]
        return bool(found) and all(c & MEASURED and not c & PEOPLE_CLASSES for c in found)

    def _is_freight(self, token: Token) -> bool:
        """Tell whether a vehicle carries goods alone ("a goods train", "oil tankers")."""
        if any(t.lower in FREIGHT for t in children(token, "compound", "amod")):
            return True
        before = [self.lexicon.classes_of(t.lemma) for t in children(token, "compound")]
        return any(found & MEASURED and not found & PEOPLE_CLASSES for found in before)

    def _counted_people(self, token: Token) -> list[Token]:
        """Return the people that a word of quantity counts ("a number of ministers")."""
        if "QUANTITY" not in self.lexicon.classes_of(token.lemma) or token.tag == "NNS":
            return []
        counted = prepositional(token, frozenset({"of"}))
        return [t for t in counted if self.lexicon.classes_of(t.lemma) & PEOPLE_CLASSES]

    def _of_a_part(self, token: Token) -> Token | None:
        if token.tag != "CD" and token.lower not in PARTS:
            return None
        return next(iter(prepositional(token, frozenset({"of"}))), None)

    def _holders(self, token: Token) -> list[Token]:
        of = [t for t in prepositional(token, frozenset({"of"})) if self.can_suffer(t)]
        for clause in children(token, "acl"):  # "a base held by the rebels"
            of += [t for t in agents(clause) if self.can_suffer(t)]
            if clause.lemma == "belong":
                of += [t for t in prepositional(clause, frozenset({"to"})) if self.can_suffer(t)]
        before = [t for t in children(token, "compound", "amod", "nmod") if self.is_actor_name(t)]
        found = [*owners(token), *before, *of]
        if found or token.dep == "conj":
            return found
        # "a command post, a depot and three guns of the enemy": whose the last is, all are
        beside = [w for a in children(token, "appos") for w in conjuncts(a)]
        last = [token, *conjuncts(token), *beside][-1]
        return self._holders(last) if last.dep == "conj" else []

    def _speakers(self, token: Token) -> list[Token]:
        """Return whose word or deed is answered ("rejected a demand from the rebels")."""
        found = [*owners(token), *prepositional(token, frozenset({"by", "from"}))]
        for clause in children(token, "acl"):
            found.extend(t for a in children(clause, "agent") for t in children(a, "pobj"))
        if not found and self.lexicon.classes_of(token.lemma) & SAID:
            found = prepositional(token, frozenset({"of"}))
        return [t for t in found if self.can_suffer(t)]

    def can_suffer(self, token: Token) -> bool:
        """Tell whether a word can be a recipient: people, groups, states; not places or things."""
        is_time = token.entity in TIME_ENTITIES and not self.is_people_noun(token)
        if is_time or token.tag in ("WDT", "WP") or self._is_substance(token):
            return False
        if token.text.isdigit() and token.head.lower == "at":
            return False  # "took place at 2100"
        found = classes_of(token, self.lexicon)
        if found & PEOPLE_CLASSES:
            is_seat = "PLACE" in found and token.pos == "NOUN" and token.lemma == "capital"
            return not self.is_place(token) and not is_seat
        return not found & NOT_RECIPIENTS and self._names_people(token)

    def is_people_noun(self, token: Token) -> bool:
        """Tell whether a plain noun means people, also where a date runs into it."""
        return token.pos == "NOUN" and bool(self.lexicon.classes_of(token.lemma) & PEOPLE_CLASSES)

    def _is_substance(self, token: Token) -> bool:
        """Tell whether the word before makes a thing of what else means people ("nerve agent")."""
        found = [
            self.lexicon.classes_of(f"{before.lower} {token.lemma}")
            for before in children(token, "compound", "amod")
        ]
        return any(f & SUBSTANCES and not f & PEOPLE_CLASSES for f in found)

    def is_place(self, token: Token) -> bool:
        """Tell whether a name means a place rather than a state or group."""
        if token.pos != "PROPN" or "PLACE" not in classes_of(token, self.lexicon):
            return False
        words = " ".join(t.text for t in phrase(token))
        entry = self.actors.resolve(words)
        return token.entity in ("GPE", "LOC", "FAC") and (entry is None or entry.actor_id is None)

    def _names_people(self, token: Token) -> bool:
        if token.pos in ("PROPN", "PRON"):
            return True
        if token.tag == "CD" and children(token, "det"):
            return True  # "accused the three"
        entry = self.actors.resolve(token.text)
        return entry is not None and (entry.is_people or entry.actor_id is not None)


def owners(noun: Token) -> list[Token]:
    """Return the possessors of a noun, conjuncts expanded."""
    found = [t for t in children(noun, "poss") if t.entity not in TIME_ENTITIES]
    return [word for owner in found for word in conjuncts(owner)]
