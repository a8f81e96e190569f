"""Logical subject and object of a verb: who does it and to whom, through the dependency tree.

Sees through passives, relative clauses, coordination, control ("prepare to enter", "ordered
troops to fire"), participles and gerunds. Every answer is a list of head nouns, conjuncts
expanded, in text order.
"""

from __future__ import annotations

from dateline.knowledge.descriptions import descriptions
from dateline.parse.grammar import FINITE, OBJECTS, children, conjuncts, is_passive
from dateline.parse.parsed import Token

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
CALLING = frozenset({"call", "appeal", "press", "prevail", "count", "urge", "shout", "yell"})
ASKED = frozenset({"on", "upon", "to"})
AIMED = frozenset({"on", "against", "upon"})
SUSPICION = frozenset({"suspicion", "charge", "accusation", "allegation", "count", "pretext"})
SENDING = frozenset(
    {"send", "dispatch", "despatch", "deploy", "mobilise", "mobilize", "order", "rush", "hire"}
    | {"recruit", "task", "assign", "pay", "train", "summon", "station", "redeploy", "enlist"}
    | {"authorise", "authorize", "instruct", "contract", "commission", "bring", "call", "move"}
)
"""Verbs whose object, if it can act, does what a following infinitive says."""
ABOUT = frozenset(
    {"discuss", "debate", "praise", "hail", "welcome", "support", "back", "endorse", "oppose"}
    | {"reject", "approve", "criticise", "criticize", "condemn", "denounce", "review", "study"}
    | {"mention", "describe", "detail", "note", "report", "cover", "examine", "see", "witness"}
    | {"hear", "thwart", "foil", "prevent", "stop", "block", "finance", "fund", "commend"}
    | {"applaud", "celebrate", "monitor", "observe", "understand", "know", "fear", "expose"}
    | {"uncover", "recall", "remember", "mark", "address", "highlight", "stress", "underline"}
    | {"underscore", "question", "investigate", "analyse", "analyze", "explain", "follow", "watch"}
    | {"defend", "justify", "accept", "encourage", "facilitate", "frustrate", "hamper", "hinder"}
)
"""Verbs that speak or think of a plan; it need not be their subject's own."""
PURPOSES = frozenset(
    {"aim", "goal", "mission", "task", "objective", "purpose", "plan", "intention", "job", "role"}
    | {"duty", "order", "target", "priority", "strategy", "ambition", "desire", "intent", "idea"}
)
PROMISING = frozenset({"promise", "vow", "pledge", "swear", "guarantee", "threaten"})
"""Verbs whose subject, not their object, is to do what the infinitive says."""
COMPANY = frozenset({"along", "together", "alongside"})
WITHIN = frozenset({"in", "as", "during", "for"})
DEPTH = 8
"""How many clauses to climb in search of a subject; deeper ones are misparses."""


def antecedent(token: Token) -> Token:
    """Return the noun a relative pronoun stands for, or the token itself."""
    if token.tag not in ("WDT", "WP", "WP$", "IN", "DT") or token.lower not in RELATIVE:
        return token
    for above in token.ancestors():
        if above.dep == "relcl":
            return above.head
    return token


def _expand(heads: list[Token]) -> list[Token]:
    found: list[Token] = []
    for head in heads:
        for word in conjuncts(_first_of(head, antecedent(head))):
            if word not in found:
                found.append(word)
                found.extend(t for t in company(word) if t not in found)
    return found


def company(noun: Token) -> list[Token]:
    """Return who acts or suffers beside somebody: "soldiers, along with militiamen, burned …"."""
    found: list[Token] = []
    places = [noun]
    if noun.dep in ("nsubj", "nsubjpass"):
        places.append(noun.head)
    for place in places:
        for word in place.children:
            if place is not noun and not noun.i < word.i < place.i:
                continue
            if word.lower in COMPANY:
                inner = [word, *children(word, "prep")]
            elif word.children and not COMPANY.isdisjoint([c.lower for c in word.children]):
                inner = [word]
            else:
                continue
            found.extend(
                n for p in inner if p.lower in ("with", "alongside") for n in children(p, "pobj")
            )
    return [word for noun_beside in found for word in conjuncts(noun_beside)]


def _first_of(pronoun: Token, noun: Token) -> Token:
    """Return the first of the nouns a plural "who were" means ("A and B, who were captured")."""
    if pronoun is noun or noun.dep != "conj" or noun.tag not in ("NN", "NNP"):
        return noun
    clause = next((a for a in pronoun.ancestors() if a.dep == "relcl"), None)
    if clause is None or not _is_plural_verb(clause):
        return noun
    while noun.dep == "conj" and noun.head.pos in ("NOUN", "PROPN"):
        noun = noun.head
    return noun


def _is_plural_verb(verb: Token) -> bool:
    words = [verb, *children(verb, "aux", "auxpass")]
    return any(t.tag == "VBP" or t.lower == "were" for t in words)


def speakers(verb: Token) -> list[Token]:
    """Return who says the clause a verb heads ("the envoy said they must leave": the envoy)."""
    clause = verb
    while clause.dep == "conj" and clause.head.pos in ("VERB", "AUX"):
        clause = clause.head
    told = clause.dep == "ccomp" and clause.head.pos == "VERB"
    return children(clause.head, "nsubj") if told else []


def agents(verb: Token) -> list[Token]:
    """Return the nouns of a passive's "by" phrase."""
    found: list[Token] = []
    for by in verb.children:
        if by.dep == "agent" or (by.dep == "prep" and by.lower == "by" and is_passive(verb)):
            found.extend(children(by, "pobj"))
    if not found:  # "beaten and robbed by the militiamen"
        for other in children(verb, "conj"):
            if other.tag == "VBN" and not children(other, "nsubj", "nsubjpass", "auxpass"):
                found.extend(agents(other))
    return found


def _agents_shared(verb: Token, depth: int) -> list[Token]:
    """Return a passive's agents, or those of the passive it goes on from ("by men and …")."""
    found = agents(verb)
    if found or depth <= 0 or verb.dep != "conj" or not is_passive(verb.head):
        return found
    if children(verb, "nsubjpass", "nsubj"):
        return []
    return _agents_shared(verb.head, depth - 1)


def _inherited_subject(verb: Token, depth: int) -> list[Token]:
    """Return the subject a verb without its own takes from the words above it."""
    head = verb.head
    if verb.is_root:
        return []
    if verb.dep == "relcl":
        return [] if _has_object_gap(verb) else [head]
    if verb.dep == "acl":
        if verb.tag == "VBG":
            return [head]
        if verb.tag == "VB" and _is_asked(head):
            return [head]
        return _noun_controller(head, depth) if verb.tag == "VB" else []
    if verb.dep == "pcomp":
        return _preposition_controller(head, depth)
    if verb.dep == "conj":
        return subjects(head, depth - 1)
    if verb.dep in ("xcomp", "ccomp", "advcl", "acomp", "dep") and head.pos in ("VERB", "AUX"):
        if verb.dep == "ccomp" and verb.tag in FINITE:
            return []  # a clause of its own: its subject was not found, it is not the speaker
        objects = children(head, "dobj", "dative") or _asked(head)
        if verb.tag == "VB" and _asked(head):
            return objects
        if verb.dep == "xcomp" and objects and head.lemma in PROMISING and not is_passive(head):
            return surface_subjects(head, depth - 1)  # "promised the elders to leave"
        if verb.dep == "xcomp" and objects and not is_passive(head):
            return objects
        if verb.tag == "VB" and head.lemma in SENDING and not is_passive(head):
            sent = [t for t in objects if _can_act(t)]
            if sent:
                return sent
        if verb.tag == "VB" and head.lemma in ABOUT and objects and objects[0].pos == "NOUN":
            return objects if _can_act(objects[0]) else _owners(objects[0])
        purposes = [t for t in children(head, "nsubj") if t.lemma in PURPOSES]
        if head.lemma == "be" and purposes:  # "the rebels' aim is to seize the port"
            return _owners(purposes[0])
        return surface_subjects(head, depth - 1)
    if head.pos == "ADJ" or head.dep in ("acomp", "oprd", "attr"):
        return surface_subjects(head.head, depth - 1) if not head.is_root else []
    return []


def _asked(verb: Token) -> list[Token]:
    """Return on whom a verb calls ("called on the rebels to withdraw")."""
    if verb.lemma not in CALLING:
        return []
    return [n for p in children(verb, "prep") if p.lower in ASKED for n in children(p, "pobj")]


def _is_asked(noun: Token) -> bool:
    return noun.dep == "pobj" and noun in _asked(noun.head.head)


def _can_act(noun: Token) -> bool:
    """Tell whether a word may name people who act by themselves."""
    if noun.pos in ("PROPN", "PRON"):
        return noun.lower not in ("it", "itself")
    lists = descriptions()
    kinds = ("people", "armed", "person")
    return any(noun.lemma in lists[kind] for kind in kinds) or noun.lemma in lists["body"]


def _owners(noun: Token) -> list[Token]:
    """Return whose a plan or effort is: its possessor, or the one after "by" or "of"."""
    owners = children(noun, "poss")
    if owners:
        return owners
    for of in noun.children:
        if of.dep == "prep" and of.lower in ("by", "of"):
            return children(of, "pobj")
    return []


def _noun_controller(noun: Token, depth: int, below: Token | None = None) -> list[Token]:
    """Return who would do the deed of "a plan to attack": possessor of the noun, or its verb's.

    ``below`` is the noun it was climbed from ("the first days of the campaign to …").
    """
    climbs = any(p.lower == "of" and below in p.children for p in noun.children)
    owners = children(noun, "poss") if climbs else _owners(noun)
    if owners or depth <= 0:
        return owners
    if noun.dep in OBJECTS and noun.head.pos == "VERB":
        return [] if noun.head.lemma in ABOUT else surface_subjects(noun.head, depth - 1)
    before = [t for t in children(noun, "compound", "amod") if t.pos == "PROPN" or _can_act(t)]
    if before or noun.dep != "pobj":
        return before[:1] if noun.dep in ("pobj", "nsubj") else []
    prep = noun.head
    above = prep.head
    if prep.lower == "of" and above.pos == "NOUN":
        return _noun_controller(above, depth - 1, noun)
    while above.pos == "ADV" and above.head is not above:  # "elsewhere in the campaign to …"
        above = above.head
    is_deed = above.pos == "VERB" and above.lemma not in ABOUT and not is_passive(above)
    return surface_subjects(above, depth - 1) if is_deed and prep.lower in WITHIN else []


def _preposition_controller(prep: Token, depth: int) -> list[Token]:
    """Return the subject of a gerund after a preposition ("accused of killing", "by shelling")."""
    governor = prep.head
    if governor.pos == "VERB":
        accused = children(governor, "nsubjpass") if is_passive(governor) else []
        objects = children(governor, "dobj")
        if prep.lower == "for" and objects:  # "took revenge on the rebels for killing him"
            objects = prepositional(governor, AIMED) or objects
        is_charge = prep.lower == "with" and governor.lemma == "charge"
        if (prep.lower in ("of", "for", "from") or is_charge) and (accused or objects):
            return accused or objects
        return surface_subjects(governor, depth - 1)
    if governor.lemma in SUSPICION and governor.dep == "pobj" and governor.head.head.pos == "VERB":
        seized = governor.head.head  # "arrested two men on suspicion of having killed"
        suspects = children(seized, "nsubjpass") or children(seized, *OBJECTS)
        return suspects or ([seized.head] if seized.dep == "acl" else [])
    if governor.pos in ("NOUN", "PROPN"):
        return _noun_controller(governor, depth)
    return []


def _has_object_gap(verb: Token) -> bool:
    """Tell whether a relative clause's antecedent is its object ("the town they captured")."""
    doers = children(verb, "nsubj")
    by_relative = any(t.lower in RELATIVE and t.tag in ("WP", "WDT") for t in doers)
    return bool(doers) and not by_relative and not children(verb, *OBJECTS)


def surface_subjects(verb: Token, depth: int = DEPTH) -> list[Token]:
    """Return the grammatical subject, inherited where the verb has none of its own."""
    own = children(verb, "nsubj", "nsubjpass", "csubj")
    if own:
        return _expand(own)
    if depth <= 0:
        return []
    if verb.dep == "conj" and verb.head.pos in ("VERB", "AUX"):
        return surface_subjects(verb.head, depth - 1)
    if verb.dep == "acl" and verb.tag == "VBN":
        return [verb.head]
    return _expand(_inherited_subject(verb, depth))


def subjects(verb: Token, depth: int = DEPTH) -> list[Token]:
    """Return who does what the verb says: the subject, or a passive's agent."""
    if is_passive(verb):
        return _expand(_agents_shared(verb, depth))
    own = children(verb, "nsubj")
    if own:
        return _expand(own)
    if depth <= 0:
        return []
    if verb.dep == "conj" and is_passive(verb.head):
        return surface_subjects(verb.head, depth - 1)
    return _expand(_inherited_subject(verb, depth))


def objects(verb: Token) -> list[Token]:
    """Return to whom the verb's deed is done: the object, or a passive's subject."""
    if is_passive(verb):
        own = children(verb, "nsubjpass", "csubjpass")
        if own:
            return _expand(own)
        if verb.dep in ("acl", "relcl"):
            return [*conjuncts(verb.head)]
        if verb.dep == "amod":
            return [verb.head]
        if verb.dep in ("conj", "xcomp", "oprd", "ccomp", "advcl", "ROOT"):
            return surface_subjects(verb) if verb.dep != "ROOT" else []
        return []
    own = children(verb, *OBJECTS)
    if own:
        return _expand(own)
    if verb.dep == "relcl" and _has_object_gap(verb) and not _gap_is_preposition(verb):
        return [verb.head]
    if verb.dep == "conj":
        return []
    return _shared_object(verb)


def _gap_is_preposition(verb: Token) -> bool:
    """Tell whether the antecedent belongs to a preposition ("the town in which they fought")."""
    return any(
        c.dep == "prep" and any(g.lower in RELATIVE for g in c.children) for c in verb.children
    ) or any(c.dep == "advmod" and c.lower in ("where", "when", "why") for c in verb.children)


def _shared_object(verb: Token) -> list[Token]:
    """Return the object two coordinated verbs share ("shelled and burned the village")."""
    for other in verb.children:
        if other.dep == "conj" and other.pos == "VERB" and other.i - verb.i <= 3:
            own = children(other, *OBJECTS)
            if own and not children(other, "nsubj"):
                return _expand(own)
    return []


def prepositional(head: Token, prepositions: frozenset[str]) -> list[Token]:
    """Return the objects of these prepositions below a word, particles' prepositions included."""
    found: list[Token] = []
    for child in head.children:
        if child.dep in ("prep", "dative", "agent", "prt", "advmod"):
            if child.lower in prepositions:
                found.extend(children(child, "pobj"))
            for inner in child.children:
                if inner.dep == "prep" and inner.lower in prepositions and child.dep != "agent":
                    found.extend(children(inner, "pobj"))
    return _expand(found)
