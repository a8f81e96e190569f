"""Who did it to whom: the head words of the roles, found through the dependency tree.

The slots come from the lexicon entry; passives, relative clauses, coordination, control and light
verbs are seen through. Who those words *are* is asked in ``identity``.
"""

from __future__ import annotations

from dateline.extract.match import classes_of
from dateline.extract.mention import Mention, Roles
from dateline.knowledge.actor_list import ActorList
from dateline.knowledge.event_lexicon import Lexicon
from dateline.parse.arguments import objects, prepositional, subjects, surface_subjects
from dateline.parse.grammar import children, conjuncts, phrase
from dateline.parse.parsed import Parsed, Token

AGENT_CLASSES = frozenset({"PEOPLE", "FORCE", "GROUP", "AUTHORITY"})
THINGS = frozenset({"VIOLENCE", "MUNITION", "WEAPON", "ABSTRACT", "DISEASE", "WEATHER", "DOCUMENT"})
CRAFT = frozenset({"AIRCRAFT", "VEHICLE", "SHIP"})
NOT_RECIPIENTS = frozenset(
    {"PLACE", "TERRITORY", "BUILDING", "INFRASTRUCTURE", "GOODS", "MONEY", "WEAPON", "MUNITION"}
    | {"VEHICLE", "AIRCRAFT", "SHIP", "DOCUMENT", "VIOLENCE", "ABSTRACT", "TALK", "BODY"}
)
AIM = frozenset({"at", "on", "against", "upon", "toward", "towards"})
MUTUAL = frozenset(
    {"clash", "exchange", "trade", "skirmish", "battle", "firefight", "gunfight", "shootout"}
    | {"gunbattle", "agreement", "deal", "accord", "truce", "agree", "sign", "fighting"}
)
TIME_ENTITIES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})


class Finder:
    """Finds roles; holds the knowledge it needs so that callers need not pass it around."""

    def __init__(self, lexicon: Lexicon, actors: ActorList) -> None:
        self.lexicon = lexicon
        self.actors = actors

    def roles(self, mention: Mention, parsed: Parsed) -> Roles:
        """Return who acts and who suffers in a mention, as head words."""
        if mention.noun is not None:
            actors, recipients = self._noun_roles(mention)
        else:
            actors = self._fill(mention.head, mention.entry.actor, noun=False)
            recipients = self._fill(mention.head, mention.entry.recipient, noun=False)
        for result in mention.results:
            recipients = [*recipients, *objects(result)]
        actors = [a for token in actors for a in self._doers(token)]
        recipients = recipients or self._aimed_at(mention)
        recipients = [s for t in recipients for s in self._sufferers(t) if s not in actors]
        if len(recipients) > 1:
            named = [t for t in recipients if not _is_bare_number(t)]
            recipients = named or recipients
        if self._is_mutual(mention):
            actors, recipients = [*actors, *recipients], []
        return Roles(
            tuple(dict.fromkeys(a for a in actors if a.i not in _indices(mention))),
            tuple(dict.fromkeys(r for r in recipients if r.i not in _indices(mention))),
            "who.slots",
            "who.slots",
        )

    def _noun_roles(self, mention: Mention) -> tuple[list[Token], list[Token]]:
        noun = mention.noun
        assert noun is not None
        actors = self._fill(noun, mention.entry.actor, noun=True)
        recipients = self._fill(noun, mention.entry.recipient, noun=True)
        recipients = [t for t in recipients if t not in actors]
        if mention.head is noun:
            return actors, recipients
        role = self._light_role(mention)
        carriers = subjects(mention.head)
        if role in ("actor", "both"):
            actors = [*carriers, *(a for a in actors if a not in carriers)] if carriers else actors
            recipients = recipients or self._after_light_verb(mention)
        elif role == "recipient":
            # "The base came under attack", "was hit in an air strike": the subject suffers.
            suffering = [t for t in surface_subjects(mention.head) if t is not noun]
            recipients = suffering or recipients
        return actors, [t for t in recipients if t not in actors]

    def _after_light_verb(self, mention: Mention) -> list[Token]:
        """Return recipients that hang on the light verb ("launched an attack against X")."""
        found: list[Token] = []
        for slot in mention.entry.recipient:
            if slot.startswith("prep:") and not found:
                found = prepositional(mention.head, frozenset(slot[5:].split("|")) - {"at", "in"})
        return found

    def _light_role(self, mention: Mention) -> str:
        from dateline.extract.match import light_verb

        assert mention.noun is not None
        governed = light_verb(mention.noun, self.lexicon)
        return governed[1].role if governed else "actor"

    def _fill(self, head: Token, slots: tuple[str, ...], *, noun: bool) -> list[Token]:
        """Return the words in the first slot that holds any."""
        for slot in slots:
            found = self._slot(head, slot, noun=noun)
            if found:
                return found
        return []

    def _slot(self, head: Token, slot: str, *, noun: bool) -> list[Token]:
        if slot == "subj":
            return subjects(head)
        if slot == "obj":
            return objects(head)
        if slot == "poss":
            return _owners(head)
        if slot == "comp":
            return [t for t in children(head, "compound", "amod", "nmod") if self._is_actor_name(t)]
        if slot in ("of", "by"):
            return self._people_only(prepositional(head, frozenset({slot})), slot)
        prepositions = frozenset(slot.removeprefix("prep:").split("|"))
        found = prepositional(head, prepositions)
        if not noun:
            for obj in objects(head):
                if obj.i > head.i:
                    found = [*found, *(t for t in prepositional(obj, prepositions))]
        return [t for t in found if t.entity not in TIME_ENTITIES]

    def _people_only(self, found: list[Token], slot: str) -> list[Token]:
        kept = [t for t in found if t.entity not in TIME_ENTITIES]
        if slot == "of":
            kept = [
                t
                for t in kept
                if not classes_of(t, self.lexicon) <= {"ABSTRACT", "TALK"}
                or not classes_of(t, self.lexicon)
            ]
        return kept

    def _is_actor_name(self, token: Token) -> bool:
        """Tell whether a word before a noun names an actor ("Taliban attack", not "car bomb")."""
        if token.entity in TIME_ENTITIES:
            return False
        if self.lexicon.classes_of(token.lemma) & {"FORCE", "AUTHORITY"}:
            return True
        entry = self.actors.resolve(" ".join(t.text for t in phrase(token)))
        return entry is not None and entry.actor_id is not None

    def _doers(self, token: Token) -> list[Token]:
        """Return the actors a subject stands for; a weapon or an attack acts for its owner."""
        found = classes_of(token, self.lexicon)
        if token.entity in TIME_ENTITIES or phrase(token)[0].pos == "ADP":
            return []  # "Near Raqqa" read as a subject
        is_event = token.lemma in self.lexicon.nouns and not found & AGENT_CLASSES
        if is_event or (found & THINGS and not found & AGENT_CLASSES):
            return self._owners_of_deed(token)
        if found & CRAFT and not found & AGENT_CLASSES:
            named = any(self._is_actor_name(t) for t in children(token, "compound", "amod", "poss"))
            owned = prepositional(token, frozenset({"of"}))
            return [token] if named else owned or self._owners_of_deed(token)
        if token.pos == "NOUN" and not found and token.entity == "":
            lemma = token.lemma
            known = self.actors.resolve(lemma) is not None
            return [token] if known or token.tag == "NNS" else []
        return [token]

    def _owners_of_deed(self, token: Token) -> list[Token]:
        owners = self._fill(token, ("poss", "comp", "by"), noun=True)
        for clause in children(token, "acl", "relcl"):
            if clause.pos == "VERB":
                owners = owners or [t for t in subjects(clause) if t is not token]
        return [t for t in owners if classes_of(t, self.lexicon) & AGENT_CLASSES]

    def _aimed_at(self, mention: Mention) -> list[Token]:
        """Return at whom an attack is aimed, where the entry's own slots are empty."""
        if mention.event_type != "ASSAULT":
            return []
        heads = [mention.head, *([mention.noun] if mention.noun is not None else [])]
        heads += [t for t in mention.words if t.pos == "NOUN"]
        return [t for head in heads for t in prepositional(head, AIM)]

    def _is_mutual(self, mention: Mention) -> bool:
        """Tell whether the sides do it to each other ("clashed with", "talks between")."""
        words = {t.lemma for t in mention.words}
        if mention.event_type in ("ASSAULT", "AGREE") and words & MUTUAL:
            return mention.noun is not None or not objects(mention.head) or bool(words & {"fire"})
        return False

    def _sufferers(self, token: Token) -> list[Token]:
        """Return who suffers through a recipient word: itself, or the owner of a thing."""
        if self._can_suffer(token) and token.lemma not in self.lexicon.holdings["owner"]:
            return [token]
        if token.lemma in self.lexicon.holdings["owner"]:
            owners = [
                *_owners(token),
                *(t for t in children(token, "compound", "amod", "nmod") if self._is_actor_name(t)),
                *(t for t in prepositional(token, frozenset({"of"})) if self._can_suffer(t)),
            ]
            if owners:
                return owners
        return [token] if token.lemma in self.lexicon.holdings["itself"] else []

    def _can_suffer(self, token: Token) -> bool:
        """Tell whether a word can be a recipient: people, groups, states; not places or things."""
        if token.entity in TIME_ENTITIES or token.tag in ("WDT", "WP"):
            return False
        found = classes_of(token, self.lexicon)
        if found & AGENT_CLASSES:
            return not self._is_plain_place(token)
        return not found & NOT_RECIPIENTS and self._names_people(token)

    def _is_plain_place(self, token: Token) -> bool:
        """Tell whether a name means a place rather than a state or group."""
        if token.pos != "PROPN" or "PLACE" not in classes_of(token, self.lexicon):
            return False
        words = " ".join(t.text for t in phrase(token))
        entry = self.actors.resolve(words)
        return token.entity in ("GPE", "LOC", "FAC") and (entry is None or entry.actor_id is None)

    def _names_people(self, token: Token) -> bool:
        if token.pos in ("PROPN", "PRON"):
            return True
        entry = self.actors.resolve(token.text)
        return entry is not None and (entry.is_people or entry.actor_id is not None)


def _indices(mention: Mention) -> set[int]:
    return {t.i for t in mention.words}


def _is_bare_number(token: Token) -> bool:
    return token.pos == "NUM" or token.tag == "CD"


def _owners(noun: Token) -> list[Token]:
    owners = [t for t in children(noun, "poss") if t.entity not in TIME_ENTITIES]
    return [word for owner in owners for word in conjuncts(owner)]


def is_generic(mention: Mention, roles: Roles) -> bool:
    """Tell whether a bare gerund or infinitive speaks of nobody ("better than retreating")."""
    head = mention.head
    if mention.noun is not None or head.tag not in ("VBG", "VB"):
        return False
    if roles.actors or roles.recipients or objects(head):
        return False
    return not any(c.dep in ("aux", "auxpass") and c.tag != "TO" for c in head.children)
