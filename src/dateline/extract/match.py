"""Does a lexicon entry fit the words here? Conditions, semantic classes, light verbs."""

from __future__ import annotations

from dateline.knowledge.event_lexicon import Condition, Entry, Lexicon, LightVerb
from dateline.parse.arguments import agents, objects, prepositional, subjects
from dateline.parse.grammar import children
from dateline.parse.parsed import Token

ENTITY_CLASSES = {
    "PERSON": frozenset({"PEOPLE", "PLACE"}),  # the model takes many towns for persons
    "NORP": frozenset({"PEOPLE", "GROUP", "FORCE"}),
    "ORG": frozenset({"GROUP", "FORCE", "AUTHORITY", "PLACE"}),
    "GPE": frozenset({"PLACE", "TERRITORY", "GROUP", "AUTHORITY", "FORCE"}),
    "LOC": frozenset({"PLACE", "TERRITORY"}),
    "FAC": frozenset({"BUILDING", "PLACE", "INFRASTRUCTURE"}),
    "PRODUCT": frozenset({"WEAPON", "VEHICLE", "AIRCRAFT"}),
}
NAME_CLASSES = frozenset({"PLACE", "GROUP", "PEOPLE", "FORCE"})
PERSON_PRONOUNS = frozenset(
    {"he", "she", "they", "them", "him", "her", "we", "us", "i", "me", "who", "whom", "you"}
)
AGENTS = frozenset({"FORCE", "GROUP", "AUTHORITY", "PEOPLE"})
PERSON_CLASSES = frozenset({"PEOPLE", "FORCE", "GROUP"})
THING_CLASSES = frozenset({"GROUP", "FORCE", "PLACE", "AUTHORITY"})
INANIMATE_CLASSES = frozenset({"GROUP", "PLACE", "TERRITORY", "BUILDING", "AUTHORITY"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
CLAUSES = frozenset({"advcl", "relcl", "acl", "ccomp", "parataxis"})
PARTS = frozenset({"series", "string", "wave", "spate", "round", "set", "package", "number"})
"""Nouns that only say how many of what follows: "launched a series of attacks"."""
TIMES = frozenset({"DATE", "TIME"})
WHEN = frozenset({"on", "in", "at", "by"})
COUNTING = frozenset({"dozen", "hundred", "thousand", "score", "scores", "dozens", "number", "lot"})
WORKING = frozenset({"WORKER", "CAPTIVE", "ENVOY"})
"""Classes whose members are people, whether or not they are listed as such."""
FIRE_BEFORE = frozenset(
    {"heavy", "hostile", "enemy", "friendly", "incoming", "sustained", "intense", "live", "small"}
    | {"automatic", "return", "covering", "cross", "rebel", "government", "army", "police", "light"}
)
"""Words before "fire" that make it the firing of weapons, besides weapons themselves."""
PERSON_ENDINGS = ("man", "men", "woman", "women", "ist", "ician", "ologist", "keeper", "worker")
SPOKEN_OF_PEOPLE = frozenset(
    {"former", "latter", "eldest", "youngest", "elder", "first", "second", "third", "fourth"}
    | {"fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"}
)
"""Words that stand for a person as head of a phrase ("a third was found strangled")."""
MEASURES = frozenset(
    {"%", "percent", "ton", "tonne", "kilo", "kilogram", "kilogramme", "gram", "pound", "litre"}
    | {"liter", "barrel", "worth", "batch", "shipment", "consignment", "load", "truckload"}
    | {"planeload", "share", "bulk", "quantity", "stock", "supply", "dose", "piece", "package"}
    | {"dozen", "hundred", "thousand", "million", "billion", "number", "lot", "plenty", "rest"}
    | {"amount", "contingent", "batch"}
)
"""Nouns that only say how much: what counts is what they are of ("40 tons of medicine")."""
COUNTED = COUNTING | MEASURES
PEOPLE_QUANTIFIERS = frozenset(
    {"those", "others", "some", "many", "all", "several", "dozens", "hundreds", "thousands"}
    | {"scores", "more", "most", "both", "civilians", "another", "none", "everyone", "someone"}
)


def classes_of(token: Token, lexicon: Lexicon) -> frozenset[str]:
    """Return the semantic classes a noun, name, pronoun or bare number may have here."""
    found = set(lexicon.classes_of(token.lemma)) | set(lexicon.classes_of(token.lower))
    for before in children(token, "compound", "amod"):
        found |= lexicon.classes_of(f"{before.lower} {token.lemma}")
    if token.lemma in MEASURES:
        found |= _classes_of_whole(token, lexicon)
    if found & WORKING:
        found.add("PEOPLE")
    if token.lemma == "fire" and _is_gunfire(token, lexicon):
        found = {"VIOLENCE"}
    if token.lower in PERSON_PRONOUNS or _is_one_of_them(token):
        found |= PERSON_CLASSES
    elif token.lower in ("it", "which", "that", "itself"):
        found |= THING_CLASSES if token.dep == "nsubj" else INANIMATE_CLASSES
    elif token.pos == "NUM" or token.lower in PEOPLE_QUANTIFIERS or token.lower == "one":
        found |= _classes_of_whole(token, lexicon) or {"PEOPLE"}
    elif token.pos == "PROPN" and not found and _has_clause_with(token, "which"):
        found |= INANIMATE_CLASSES
    elif token.pos == "PROPN" and token.entity == "PERSON" and _is_surely_person(token, lexicon):
        found |= PERSON_CLASSES
    elif token.pos == "PROPN" and not found:
        found |= ENTITY_CLASSES.get(token.entity, NAME_CLASSES)
    elif token.entity in ("NORP", "GPE") and not found:
        found |= ENTITY_CLASSES[token.entity]
    elif token.pos == "NOUN" and not found and _is_named_after_trade(token.lemma):
        found |= {"PEOPLE"}
    return frozenset(found)


def _is_one_of_them(token: Token) -> bool:
    """Tell whether an adjective stands for a person ("a third was found strangled")."""
    return token.lower in SPOKEN_OF_PEOPLE and token.pos in ("ADJ", "NOUN")


def _is_named_after_trade(lemma: str) -> bool:
    """Tell whether a noun of no class ends like words for people ("beekeeper", "botanist")."""
    return lemma.endswith(PERSON_ENDINGS) and len(lemma) > 5 and not lemma.endswith("list")


def _is_gunfire(fire: Token, lexicon: Lexicon) -> bool:
    """Tell whether "fire" is that of weapons ("mortar fire", "heavy fire"), not a blaze."""
    before = children(fire, "compound", "amod", "nmod")
    if any(t.lower in FIRE_BEFORE or t.entity in ("NORP", "ORG", "GPE") for t in before):
        return True
    armed = {"WEAPON", "MUNITION", "AIRCRAFT", "FORCE"}
    if any(lexicon.classes_of(t.lemma) & armed for t in before):
        return True
    governor = fire.head
    if governor.lower == "under":
        return True
    return governor.lower == "of" and governor.head.lemma in ("exchange", "burst", "hail", "line")


def _classes_of_whole(part: Token, lexicon: Lexicon) -> frozenset[str]:
    """Return the classes of what a number is taken of ("two of their lorries")."""
    whole = [t for t in prepositional(part, frozenset({"of"})) if t.pos in ("NOUN", "PROPN")]
    return frozenset(c for t in whole for c in classes_of(t, lexicon))


def _is_surely_person(name: Token, lexicon: Lexicon) -> bool:
    """Tell whether a title or a "who" marks a name as a person's, not a town's."""
    titled = any(
        lexicon.classes_of(t.lower) & {"PEOPLE", "FORCE"} for t in children(name, "compound")
    )
    return titled or _has_clause_with(name, "who")


def _has_clause_with(name: Token, relative: str) -> bool:
    clauses = [c for c in children(name, "relcl") if c.pos in ("VERB", "AUX")]
    return any(t.lower == relative for c in clauses for t in c.children)


def _fits(token: Token, words: frozenset[str], classes: frozenset[str], lexicon: Lexicon) -> bool:
    if not words and not classes:
        return True
    if token.lemma in words or token.lower in words:
        return True
    if words and (token.lemma in COUNTED or token.pos == "NUM"):
        # "returned dozens of paintings": what is returned is paintings.
        of = prepositional(token, frozenset({"of"}))
        if any(t is not token and _fits(t, words, frozenset(), lexicon) for t in of):
            return True
    if words and any(
        f"{before.lower} {token.lemma}" in words for before in children(token, "compound", "amod")
    ):
        return True
    return bool(classes and classes & classes_of(token, lexicon))


def _particles(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep in ("prt", "advmod", "prep", "acomp", "oprd")]


class _Around:
    """What stands around a verb: found once for all entries that are tried at it."""

    __slots__ = ("_objects", "_subjects", "verb")

    def __init__(self, verb: Token) -> None:
        self.verb = verb
        self._objects: list[Token] | None = None
        self._subjects: list[Token] | None = None

    def objects(self) -> list[Token]:
        """Return to whom the verb's deed is done."""
        if self._objects is None:
            self._objects = objects(self.verb)
        return self._objects

    def subjects(self) -> list[Token]:
        """Return who does it."""
        if self._subjects is None:
            self._subjects = subjects(self.verb)
        return self._subjects


def _holds(condition: Condition, at: _Around, lexicon: Lexicon) -> bool:
    """Tell whether one condition of a verb pattern holds at a verb."""
    words, classes, verb = condition.words, condition.classes, at.verb
    if condition.where == "obj":
        found = any(_fits(t, words, classes, lexicon) for t in at.objects())
    elif condition.where == "subj":
        doers = at.subjects()
        if not doers and not condition.negated and not children(verb, "nsubj"):
            # Nobody is named ("was taken", "losing ground"): people may well have done it.
            return bool(classes & AGENTS)
        found = any(_fits(t, words, classes, lexicon) for t in doers)
    elif condition.where == "prt":
        found = any(c.lower in words for c in _particles(verb))
    elif condition.where in ("clause", "will"):
        told = [t for t in _told(verb) if condition.where == "clause" or _is_to_come(t)]
        found = any(_fits(t, words, classes, lexicon) for t in told)
    elif condition.where == "prep":
        found = _prep_holds(condition, at, lexicon)
    else:
        found = any(_fits(t, words, classes, lexicon) for t in _below(verb))
    return found != condition.negated


def _told(verb: Token) -> list[Token]:
    """Return the verbs of the clauses that follow as content ("warned that it will *act*")."""
    told = [c for c in children(verb, "ccomp") if c.i > verb.i]
    with_others = [t for c in told for t in (c, *children(c, "conj", "xcomp"))]
    return [t for t in with_others if t in told or t.pos == "VERB"]


def _is_to_come(verb: Token) -> bool:
    """Tell whether a clause says what will or may be ("that it *will* act")."""
    first = verb.head if verb.dep in ("conj", "xcomp") else verb
    return any(c.tag == "MD" for t in (verb, first) for c in children(t, "aux"))


def _below(verb: Token) -> list[Token]:
    """Return the words one or two steps below a verb, finite clauses left out."""
    near = [c for c in verb.children if c.dep != "punct" and not _is_finite(c)]
    far = [g for c in near for g in c.children if g.dep not in CLAUSES and g.dep != "punct"]
    return [*near, *(g for g in far if not _is_finite(g))]


def _is_finite(word: Token) -> bool:
    """Tell whether a word heads a clause of its own tense ("said that it *opened*")."""
    if word.pos not in ("VERB", "AUX") or (word.dep not in CLAUSES and word.dep != "conj"):
        return False
    return word.tag in FINITE or any(
        c.dep in ("aux", "auxpass") and c.tag in FINITE for c in word.children
    )


def _prep_holds(condition: Condition, at: _Around, lexicon: Lexicon) -> bool:
    verb = at.verb
    found = prepositional(verb, condition.words)
    if "by" in condition.words:
        found = [*found, *agents(verb)]
    # A phrase after the object often hangs on the object: "opened fire on the crowd".
    for obj in at.objects():
        if obj.i > verb.i:
            found = [*found, *prepositional(obj, condition.words)]
            # "drove a truck packed with explosives into the base": below its participle.
            for clause in children(obj, "acl"):
                if clause.tag == "VBN" and not condition.negated:
                    found = [*found, *prepositional(clause, condition.words)]
    # "called the minister on Monday": a date is nobody to call on.
    if not condition.negated:
        found = [t for t in found if not (t.entity in TIMES and t.head.lower in WHEN)]
    gerunds = _gerunds(verb, condition.words)
    if not condition.inner:
        return bool(found or gerunds)
    found = [*found, *gerunds]
    words = frozenset(w.replace("_", " ") for w in condition.inner if not w.startswith("@"))
    classes = frozenset(w[1:] for w in condition.inner if w.startswith("@"))
    return any(_fits(t, words, classes, lexicon) for t in found)


def _gerunds(verb: Token, prepositions: frozenset[str]) -> list[Token]:
    """Return what a verb is kept from or held to ("barred from *reaching* their fields")."""
    return [
        gerund
        for prep in children(verb, "prep")
        if prep.lower in prepositions
        for gerund in children(prep, "pcomp")
    ]


def _fitting(
    entries: tuple[Entry, ...], around: frozenset[str] | None
) -> tuple[Entry, ...] | list[Entry]:
    """Return the entries whose needed words stand in a sentence; all where it is not known."""
    if around is None:
        return entries
    found: list[Entry] = []
    for entry in entries:
        for words in entry.needed:
            if around.isdisjoint(words):
                break
        else:
            found.append(entry)
    return found


def verb_entry(verb: Token, lexicon: Lexicon, around: frozenset[str] | None = None) -> Entry | None:
    """Return the most specific entry whose conditions all hold at a verb, or None.

    ``around`` are the words of its sentence, where many verbs of it are asked about.
    """
    entries = lexicon.verbs.get(verb.lemma)
    if entries is None:
        return None
    at = _Around(verb)
    for entry in _fitting(entries, around):
        if all(_holds(condition, at, lexicon) for condition in entry.conditions):
            return None if entry.event_type == "NONE" else entry
    return None


def noun_words(noun: Token, entry: Entry) -> tuple[Token, ...] | None:
    """Return the words of a noun pattern that ends at a noun, or None if they do not stand here."""
    needed = list(entry.before)
    if not needed:
        return (noun,)
    before = [
        c
        for c in noun.subtree()
        if c.i < noun.i and c.dep in ("compound", "amod", "nmod", "punct", "poss", "nummod")
    ]
    found: list[Token] = []
    for word in needed:
        match = next((t for t in before if t.lemma == word or t.lower == word), None)
        if match is None:
            return None
        found.append(match)
    return (*sorted(found, key=lambda t: t.i), noun)


def noun_entry(
    noun: Token, lexicon: Lexicon, around: frozenset[str] | None = None
) -> tuple[Entry, tuple[Token, ...]] | None:
    """Return the longest entry that ends at a noun, with its words, or None.

    ``around`` are the words of its sentence, where many nouns of it are asked about.
    """
    entries = lexicon.nouns.get(noun.lemma, lexicon.nouns.get(noun.lower, ()))
    for entry in _fitting(entries, around):
        words = noun_words(noun, entry)
        if words is not None:
            return None if entry.event_type == "NONE" else (entry, words)
    return None


def light_verb(noun: Token, lexicon: Lexicon) -> tuple[Token, LightVerb] | None:
    """Return the light verb an event noun hangs on, with its entry, or None."""
    for verb, slot in _governors(noun):
        if slot == "obj" and noun in children(verb, "dobj")[1:]:
            continue  # "press the regime to cease airstrikes" misread with two objects
        for light in lexicon.light_verbs.get(verb.lemma, ()):
            if light.particle and not any(c.lower == light.particle for c in _particles(verb)):
                continue
            if not light.particle and children(verb, "prt"):
                continue
            if slot.startswith("prep:") and light.role != "recipient" and children(verb, "dobj"):
                continue  # "prepared the men for fighting" lends its subject to nobody
            if any(_slot_fits(slot, wanted) for wanted in light.slots):
                return verb, light
    return None


def _slot_fits(slot: str, wanted: str) -> bool:
    place, _, prepositions = wanted.partition(":")
    if place == "obj":
        return slot == "obj"
    return slot.startswith("prep:") and slot[5:] in prepositions.split("|")


def _governors(noun: Token) -> list[tuple[Token, str]]:
    """Return the verbs an event noun may be carried by, with its slot there."""
    found: list[tuple[Token, str]] = []
    first = noun
    while first.dep in ("conj", "appos") and first.head.pos in ("NOUN", "PROPN"):
        first = first.head
    if first.dep == "pobj" and first.head.lower == "of" and first.head.head.lemma in PARTS:
        first = first.head.head
    head = first.head
    if first.dep in ("dobj", "nsubjpass") and head.pos in ("VERB", "AUX"):
        found.append((head, "obj"))
    elif first.dep == "pobj" and head.head.pos in ("VERB", "AUX"):
        found.append((head.head, f"prep:{head.lower}"))
    for child in noun.children:
        is_participle = child.dep == "acl" and child.tag == "VBN"
        is_gap = child.dep == "relcl" and noun in objects(child)
        if child.pos == "VERB" and (is_participle or is_gap):
            found.append((child, "obj"))
    return found
