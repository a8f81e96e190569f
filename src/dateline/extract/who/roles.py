"""Who did it to whom: the head words of the roles, found through the dependency tree.

The slots come from the lexicon entry; passives, relative clauses, coordination, control and light
verbs are seen through. Who those words *are* is asked in ``identity``.
"""

from __future__ import annotations

from dateline.extract.match import AGENTS, PARTS, classes_of, light_verb, noun_entry, verb_entry
from dateline.extract.mention import Mention, Roles
from dateline.extract.who.cause import CLASHES, Cause, accused_of
from dateline.extract.who.result import (
    elliptic_subjects,
    harmed_beside,
    members_told,
    told_of_toll,
)
from dateline.extract.who.suffer import (
    PEOPLE_CLASSES,
    TIME_ENTITIES,
    Sufferers,
    owners,
)
from dateline.extract.who.verbal import addressed
from dateline.extract.who.words import (
    ARMS,
    DRIVE_OFF,
    NEARNESS,
    PREFIXES,
    UNNAMING,
    indices,
    is_bare_number,
    is_demonstrative,
    is_initials,
    is_named_like_a_month,
    is_stranded,
    is_where,
)
from dateline.knowledge.actor_list import ActorList
from dateline.knowledge.event_lexicon import Entry, Lexicon
from dateline.parse.arguments import objects, prepositional, speakers, subjects, surface_subjects
from dateline.parse.grammar import children, conjuncts, is_passive, phrase
from dateline.parse.parsed import Token

THINGS = frozenset({"VIOLENCE", "MUNITION", "WEAPON", "ABSTRACT", "DISEASE", "WEATHER", "DOCUMENT"})
THING_CLASSES = THINGS | {"PLACE", "TERRITORY", "BUILDING", "INFRASTRUCTURE", "GOODS", "TALK"}
CRAFT = frozenset({"AIRCRAFT", "VEHICLE", "SHIP"})
AIM = frozenset(
    {"among", "at", "on", "against", "upon", "toward", "towards", "into", "under", "beneath"}
)
MUTUAL = frozenset(
    {"clash", "exchange", "trade", "skirmish", "battle", "firefight", "gunfight", "shootout"}
    | {"gunbattle", "agreement", "deal", "accord", "truce", "agree", "sign", "fighting"}
)
SUFFERED = frozenset(
    {"death", "murder", "killing", "assassination", "execution", "beheading", "arrest", "capture"}
    | {"detention", "abduction", "kidnapping", "imprisonment", "release", "torture", "shooting"}
)
"""Nouns whose possessor, where nobody else is named, is the one who suffers."""
SENT = frozenset({"send", "deploy", "dispatch", "mobilise", "mobilize", "move", "station", "rush"})
"""Movements of troops; where nobody is told to send them, the troops themselves act."""


class Finder:
    """Finds roles; holds the knowledge it needs so that callers need not pass it around."""

    def __init__(self, lexicon: Lexicon, actors: ActorList) -> None:
        self.lexicon = lexicon
        self.actors = actors
        self.sufferers = Sufferers(lexicon, actors, self._is_actor_name)
        self.cause = Cause(lexicon, self._owners_by_entry)

    def roles(self, mention: Mention) -> Roles:
        """Return who acts and who suffers in a mention, as head words."""
        if mention.noun is not None:
            actors, recipients = self._noun_roles(mention)
        else:
            actors = self._fill(mention.head, mention.entry.actor, noun=False)
            recipients = self._fill(mention.head, mention.entry.recipient, noun=False)
        actors = [a for token in actors for a in self._doers(token)]
        recipients = self._suffering(recipients, mention) or self._suffering(
            self._aimed_at(mention), mention
        )
        results = [o for result in mention.results for o in self._harmed(result)]
        if mention.event_type == "ASSAULT":
            told = told_of_toll(mention.noun, mention.head)
            recipients = recipients or self._suffering(told, mention)
            results += [t for t in harmed_beside(mention.head) if t not in results]
            results += [t for r in (*recipients, *results) for t in members_told(r)]
        recipients += [r for r in self._suffering(results, mention) if r not in recipients]
        recipients = recipients or self._suffering(addressed(mention), mention)
        recipients = [r for r in recipients if r not in actors]
        if len(recipients) > 1:
            named = [t for t in recipients if not is_bare_number(t)]
            recipients = named or recipients
        if self._is_mutual(mention):
            actors, recipients = [*actors, *recipients], []
        if self._is_driven_off(mention):
            # "They were driven out": those who suffer the blow are those who give ground.
            return Roles(tuple(recipients or actors), ())
        if not actors and mention.event_type in ("ASSAULT", "AGREE", "CONSULT"):
            actors = self._between(mention)
        if not actors and self._is_suffered(mention):
            actors = self._causers(mention, recipients)
        if not actors and mention.head.lemma in SENT and mention.event_type == "MOBILIZE":
            sent = recipients or objects(mention.head)
            actors = [r for r in sent if "FORCE" in classes_of(r, self.lexicon)]
            recipients = [r for r in recipients if r not in actors]
        return Roles(
            tuple(dict.fromkeys(a for a in actors if a not in (mention.head, mention.noun))),
            tuple(dict.fromkeys(r for r in recipients if r.i not in indices(mention))),
        )

    def _is_driven_off(self, mention: Mention) -> bool:
        if mention.event_type != "RETREAT" or mention.noun is not None:
            return False
        if mention.entry.event_type == "ASSAULT":
            return True
        return mention.mode == "withdraw" and is_passive(mention.head)

    def _harmed(self, result: Token) -> list[Token]:
        """Return whom a result verb harms ("killing two", "in which two died")."""
        entry = verb_entry(result, self.lexicon)
        if entry is not None and entry.recipient[:1] == ("subj",):
            return surface_subjects(result)
        return elliptic_subjects(result) or objects(result)

    def _noun_roles(self, mention: Mention) -> tuple[list[Token], list[Token]]:
        noun = mention.noun
        assert noun is not None
        actors = self._fill(noun, mention.entry.actor, noun=True)
        recipients = self._fill(noun, mention.entry.recipient, noun=True)
        recipients = [t for t in recipients if t not in actors]
        if noun.lemma in SUFFERED and actors and not recipients:
            mine = owners(noun)  # "his death", "the minister's arrest"
            actors, recipients = [a for a in actors if a not in mine], mine
        if mention.head is noun:
            return actors or accused_of(noun), recipients
        role = self._light_role(mention)
        carriers = subjects(mention.head)
        if role in ("actor", "both"):
            others = [a for a in actors if a not in carriers and a.tag != "PRP$"]
            actors = [*carriers, *others] if carriers else actors
            recipients = recipients or self._after_light_verb(mention)
        elif role == "recipient" and mention.head.lemma in DRIVE_OFF and carriers:
            return carriers, [a for a in actors if a not in carriers]
        elif role == "recipient":
            # "The base came under attack", "was hit in an air strike": the subject suffers.
            suffering = [t for t in surface_subjects(mention.head) if t is not noun]
            recipients = suffering or recipients
        return actors, [t for t in recipients if t not in actors]

    def _suffering(self, words: list[Token], mention: Mention) -> list[Token]:
        is_ground = "territory" in mention.contexts
        kind = "DESTROY" if mention.mode == "destroy" else mention.event_type
        if mention.mode == "seize":  # "let two pass and confiscated four"
            words = [t for t in words if not is_bare_number(t)]
        return [s for t in words for s in self.sufferers.of(t, kind, is_ground=is_ground)]

    def _between(self, mention: Mention) -> list[Token]:
        """Return the sides a clash or accord is told to be between."""
        heads = [t for t in (mention.noun, mention.head) if t is not None]
        heads += [t for t in surface_subjects(mention.head) if t.lemma in CLASHES]
        found = [t for head in heads for t in prepositional(head, frozenset({"between"}))]
        return [t for t in found if self.sufferers.can_suffer(t)]

    def _is_suffered(self, mention: Mention) -> bool:
        """Tell whether an attack is told from the side of those who suffer it."""
        if mention.event_type != "ASSAULT" or mention.head.pos != "VERB":
            return False
        if mention.noun is not None:
            is_carried = mention.head is not mention.noun
            return is_carried and self._light_role(mention) == "recipient"
        return is_passive(mention.head) or mention.entry.recipient[:1] == ("subj",)

    def _causers(self, mention: Mention, recipients: list[Token]) -> list[Token]:
        found = [a for t in self.cause.doers(mention.head) for a in self._doers(t)]
        suffering = {t.lemma for t in recipients}
        return [
            t
            for t in found
            if classes_of(t, self.lexicon) & AGENTS
            and not self.sufferers.is_place(t)
            and t not in recipients
            and t.lemma not in suffering
        ]

    def _owners_by_entry(self, noun: Token, entry: Entry) -> list[Token]:
        return self._fill(noun, entry.actor, noun=True)

    def _after_light_verb(self, mention: Mention) -> list[Token]:
        """Return recipients that hang on the light verb ("launched an attack against X")."""
        found: list[Token] = []
        for slot in mention.entry.recipient:
            if slot.startswith("prep:") and not found:
                found = prepositional(mention.head, frozenset(slot[5:].split("|")) - {"at", "in"})
        return found

    def _light_role(self, mention: Mention) -> str:
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
        if slot == "speaker":
            return speakers(head)
        if slot == "told":
            return [t for c in children(head, "ccomp") if c.i > head.i for t in subjects(c)]
        if slot == "poss":
            return owners(head)
        if slot == "comp":
            before = children(head, "compound", "amod", "nmod")
            if any(t.lower in ("terrorist", "terror") for t in before):
                before = [t for t in before if t.tag != "JJ"]  # "the Kenyan terror attack"
            return [t for t in before if self._is_actor_name(t)]
        if slot in ("of", "by"):
            return self._people_only(prepositional(head, frozenset({slot})), slot)
        prepositions = frozenset(slot.removeprefix("prep:").split("|"))
        if is_passive(head) and is_stranded(head, prepositions):
            return objects(head)  # "the patrol was shot at"
        found = self._first_group(head, prepositions) if len(prepositions) < 3 else []
        found = found or prepositional(head, prepositions)
        if not noun:
            for obj in objects(head):
                if obj.i > head.i:
                    found = [*found, *(t for t in prepositional(obj, prepositions))]
            found = found or _deep(head, prepositions & {"against"})
        return [t for t in found if t.entity not in TIME_ENTITIES and not is_where(t)]

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
        if token.entity in TIME_ENTITIES or token.lemma in UNNAMING:
            return False
        found = self.lexicon.classes_of(token.lemma)
        if token.lemma == "enemy":
            return True
        is_noun = token.tag != "JJ" or token.lemma in self.lexicon.descriptions["armed"]
        if found & {"FORCE", "AUTHORITY"} and is_noun:
            return not found & {"WEAPON", "MUNITION", *CRAFT} and token.lemma not in ARMS
        if token.entity in ("GPE", "LOC", "FAC") and token.tag != "JJ" and not is_initials(token):
            return False  # "the Gaza attacks" names a place
        entry = self.actors.resolve(" ".join(t.text for t in phrase(token)))
        return entry is not None and entry.actor_id is not None

    def _doers(self, token: Token) -> list[Token]:
        """Return the actors a subject stands for; a weapon or an attack acts for its owner."""
        found = classes_of(token, self.lexicon)
        first = phrase(token)[0]
        is_placing = first.pos == "ADP" or (first is not token and first.lower in NEARNESS)
        is_time = token.entity in TIME_ENTITIES and not self.sufferers.is_people_noun(token)
        is_time = is_time and not is_named_like_a_month(token)
        if is_time or is_placing or token.lower in PREFIXES:
            return []  # "Near Raqqa" read as a subject
        if token.lemma in PARTS and token.pos == "NOUN":
            return [d for t in prepositional(token, frozenset({"of"})) for d in self._doers(t)]
        if is_demonstrative(token) or token.tag in ("WP", "WDT"):
            return []
        if self.sufferers.is_place(token):  # "Springfield, Illinois, police" hangs on the town
            beside = children(token, "appos")
            return [t for t in beside if "FORCE" in classes_of(t, self.lexicon)]
        is_event = token.lemma in self.lexicon.nouns and not found & AGENTS
        if is_event or (found & THINGS and not found & AGENTS):
            return self._owners_of_deed(token)
        if found & CRAFT and not found & {"PEOPLE", "GROUP"}:
            return self._crew(token, found)
        if token.pos == "NOUN" and found and token.entity == "":
            is_people = bool(found & (PEOPLE_CLASSES | {"QUANTITY"}))
            is_people = is_people or self.actors.resolve(token.lemma) is not None
            of = prepositional(token, frozenset({"of"})) if not found & THING_CLASSES else []
            is_people = is_people or any("FORCE" in classes_of(t, self.lexicon) for t in of)
            if not is_people:
                return []  # a place, a thing, an idea
        if token.pos == "NOUN" and not found and token.entity == "":
            lemma = token.lemma
            known = any(self.actors.resolve(w) is not None for w in (lemma, token.text))
            return [token] if known or token.tag == "NNS" else []
        return [token]

    def _crew(self, craft: Token, found: frozenset[str]) -> list[Token]:
        """Return who acts through a craft ("army helicopters", "a drone of the army")."""
        before = children(craft, "compound", "amod")
        if children(craft, "poss") or any(self._is_actor_name(t) for t in before):
            return [craft]
        of = prepositional(craft, frozenset({"of"}))
        owned = [t for t in of if classes_of(t, self.lexicon) & AGENTS]
        owned = owned or self._owners_of_deed(craft)
        # An unmanned or civil craft that nobody is told to own acts for nobody.
        is_manned = "FORCE" in found and not found & {"WEAPON", "GOODS"}
        return owned or ([craft] if is_manned else [])

    def _owners_of_deed(self, token: Token) -> list[Token]:
        owners = self._fill(token, ("poss", "comp", "by"), noun=True)
        if token.lemma in CLASHES:
            owners = owners or prepositional(token, frozenset({"between"}))
        for clause in children(token, "acl", "relcl"):
            if clause.pos == "VERB":
                owners = owners or [t for t in subjects(clause) if t is not token]
        return [t for t in owners if classes_of(t, self.lexicon) & AGENTS]

    def _aimed_at(self, mention: Mention) -> list[Token]:
        """Return at whom an attack is aimed, where the entry's own slots are empty."""
        if mention.event_type == "COERCE" and mention.mode == "seize":
            found = prepositional(mention.head, frozenset({"from"}))  # "extorted money from"
            is_ground = "territory" in mention.contexts
            return [t for t in found if self._is_armed(t)] if is_ground else found
        if mention.event_type != "ASSAULT":
            return []
        if any(t.lemma == "responsibility" for t in mention.words):
            return self._claimed(mention)
        if mention.noun is None and mention.head.lemma == "fight" and objects(mention.head):
            return objects(mention.head)
        heads = [mention.head, *([mention.noun] if mention.noun is not None else [])]
        heads += [t for t in mention.words if t.pos == "NOUN"]
        heads += prepositional(mention.head, frozenset({"with"}))  # "with guns on the marchers"
        for using in [c for head in heads for c in children(head, "acl") if c.lemma == "use"]:
            heads += [using, *objects(using)]  # "strikes using aircraft against X"
        return [t for head in heads for t in self._first_group(head, AIM)]

    def _claimed(self, mention: Mention) -> list[Token]:
        """Return who suffered the attack that responsibility is claimed for."""
        found: list[Token] = []
        for word in mention.words:
            for deed in prepositional(word, frozenset({"for"})):
                entry = noun_entry(deed, self.lexicon)
                if entry is not None:
                    found += self._fill(deed, entry[0].recipient, noun=True)
                for clause in children(deed, "relcl", "acl"):
                    found += self._harmed(clause)
        return found

    def _is_armed(self, token: Token) -> bool:
        """Tell whether fighters stand here, who can hold ground ("seized it from the rebels")."""
        if "FORCE" in self.lexicon.classes_of(token.lemma):
            return token.lemma != "side"
        entry = self.actors.resolve(" ".join(t.text for t in phrase(token)))
        return entry is not None and entry.actor_id is not None and self.actors.is_armed(entry)

    def _first_group(self, head: Token, prepositions: frozenset[str]) -> list[Token]:
        """Return the first phrase that can suffer ("at the guards at the gate": the guards)."""
        found = prepositional(head, prepositions)
        first = next((t for t in found if self.sufferers.can_suffer(t)), None)
        return found if first is None else [t for t in found if t in conjuncts(first)]

    def _is_mutual(self, mention: Mention) -> bool:
        """Tell whether the sides do it to each other ("clashed with", "talks between")."""
        words = {t.lemma for t in mention.words}
        nouns = [t for t in (mention.noun, *objects(mention.head)) if t is not None]
        if any(c.lower == "joint" for noun in nouns for c in noun.children):
            return True  # "joint patrols with the army"
        if mention.event_type in ("ASSAULT", "AGREE") and words & MUTUAL:
            return mention.noun is not None or not objects(mention.head) or bool(words & {"fire"})
        return False


def is_generic(mention: Mention, roles: Roles) -> bool:
    """Tell whether a bare gerund or infinitive speaks of nobody ("better than retreating")."""
    head = mention.head
    if mention.noun is not None or head.tag not in ("VBG", "VB"):
        return False
    if roles.actors or roles.recipients or objects(head):
        return False
    return not any(c.dep in ("aux", "auxpass") and c.tag != "TO" for c in head.children)


def _deep(head: Token, prepositions: frozenset[str]) -> list[Token]:
    """Return whom "against" names, where it hangs deeper: "filed a suit in a court against X"."""
    found: list[Token] = []
    for prep in head.subtree() if prepositions else []:
        if prep.i > head.i and prep.dep == "prep" and prep.lower in prepositions:
            above = list(prep.ancestors())
            if all(t.pos in ("NOUN", "PROPN", "ADP") for t in above[: above.index(head)]):
                found += children(prep, "pobj")
    return [c for t in found for c in conjuncts(t)]
