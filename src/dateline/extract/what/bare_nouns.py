"""Which event nouns that stand alone say something, and which only point back to what was told.

A noun says something with an argument of its own, where a verb says that it takes place ("fighting
was under way", "there were clashes"), and where it counts the dead. "After the attack" points back.
"""

from __future__ import annotations

from dateline.extract.mention import Mention
from dateline.extract.what.tolls import toll_entry
from dateline.knowledge.event_lexicon import Lexicon
from dateline.parse.grammar import children
from dateline.parse.parsed import Token

OWN_ARGUMENTS = frozenset({"on", "against", "by", "between", "of", "at", "in", "near", "with"})
QUANTITIES = frozenset(
    {"dozens", "hundreds", "thousands", "scores", "series", "string", "wave", "number", "spate"}
)
CASES = frozenset(
    {
        "burst",
        "round",
        "volley",
        "salvo",
        "barrage",
        "case",
        "incident",
        "act",
        "instance",
        "episode",
        "report",
        "count",
    }
)
"""Nouns that count what follows ("120 cases of rape")."""
SIGNS = frozenset({"sign", "mark", "trace"})
"""What somebody bears of it ("bore marks of torture")."""
HAPPENING = frozenset(
    {"erupt", "break", "rage", "hear", "ring", "continue", "resume", "come", "flare", "ensue"}
    | {"begin", "start", "persist", "spread", "escalate", "intensify", "occur", "happen", "drag"}
    | {"stretch", "last", "echo", "follow"}
)
"""Verbs that say of their subject that it takes place."""
UNDER_WAY = frozenset({"on", "underway", "way", "force", "effect", "place", "ongoing", "progress"})
SUFFERED = frozenset({"casualty", "injury", "death", "fatality", "victim", "loss"})
"""What "there were" tells only with a number ("there were no casualties" tells none)."""
TAKING_EFFECT = frozenset({"go", "come", "enter", "take", "remain", "stay", "be"})
EFFECT = frozenset({"effect", "force", "hold"})
SUFFERERS = frozenset(
    {"wound", "injure", "kill", "displace", "detain", "abduct", "kidnap", "arrest", "behead"}
    | {"evacuate", "besiege", "oppress", "massacre", "disappear", "rescue", "imprison", "jail"}
)
"""Verbs whose participle with an article or a number names people ("treated the wounded")."""


def says_more(mention: Mention, lexicon: Lexicon) -> bool:
    """Tell whether an event noun that stands alone is worth a claim: it brings something."""
    noun = mention.noun
    assert noun is not None
    if mention.event_type == "AID" and not children(noun, "det", "nummod"):
        return happens(noun)
    if noun.dep == "dobj" and noun.head.lemma == "deny":
        return True  # "the navy denied the ramming"
    return has_arguments(noun) or happens(noun) or toll_entry(noun, lexicon) is not None


def happens(noun: Token) -> bool:
    """Tell whether the noun is said to take place, to be heard or to be in force."""
    verb = noun.head
    if noun.dep == "conj" and noun.head.dep in ("nsubj", "nsubjpass", "attr"):
        return happens(noun.head)
    if is_noise(noun):
        return True
    if noun.dep in ("attr", "nsubj") and verb.lemma == "be" and _is_existential(verb):
        return not _is_definite(noun) and noun.lemma not in SUFFERED
    if noun.dep not in ("nsubj", "nsubjpass"):
        return False
    if verb.lemma in HAPPENING:
        # "before the shooting began" points back; "the shooting began at dawn" tells.
        return not (verb.dep in ("advcl", "relcl") and _is_definite(noun))
    return verb.lemma in TAKING_EFFECT and _is_in_force(verb)


def _is_existential(verb: Token) -> bool:
    return any(c.lower == "there" for c in children(verb, "expl"))


def _is_definite(noun: Token) -> bool:
    return any(c.lower in ("the", "this", "that", "these") for c in children(noun, "det"))


def _is_in_force(verb: Token) -> bool:
    """Tell whether it is "under way", "in force", "ongoing", or "went into effect"."""
    direct = [c for c in verb.children if c.dep in ("acomp", "advmod", "dobj", "attr")]
    under = [
        o
        for p in children(verb, "prep")
        if p.lower in ("under", "in", "into")
        for o in children(p, "pobj")
    ]
    wanted = UNDER_WAY if verb.lemma == "be" else EFFECT
    return any(t.lower in wanted for t in [*direct, *under])


def is_noise(verb: Token) -> bool:
    """Tell whether a gerund is a noun for what is heard or goes on ("there was shooting")."""
    if verb.pos != "VERB" or verb.tag != "VBG" or children(verb, "dobj", "nsubj", "prt"):
        return False
    if any(c.lower == "there" for c in children(verb, "expl")):
        return True
    return verb.dep in ("xcomp", "dobj", "ccomp") and verb.head.lemma == "hear"


def names_people(verb: Token) -> bool:
    """Tell whether a participle stands for people ("the wounded") and tells no deed."""
    if verb.lemma not in SUFFERERS or verb.tag not in ("VBN", "VBD"):
        return False
    if children(verb, "aux", "auxpass", "nsubj", "nsubjpass", "agent", "dobj"):
        return False
    has_article = any(c.i < verb.i for c in children(verb, "det", "poss"))
    if verb.dep in ("pobj", "dobj"):
        return True
    if verb.dep == "acomp" and verb.head.lemma in ("lie", "sit", "stay"):
        return True
    return has_article and verb.dep in ("nsubj", "nsubjpass", "conj", "appos", "attr")


def has_arguments(noun: Token) -> bool:
    """Tell whether an event noun brings somebody, some place or some number of its own."""
    pointing = noun.lemma == "incident" and _is_definite(noun)
    if children(noun, "poss") or (children(noun, "nummod") and not pointing):
        return True
    if noun.dep == "pobj" and noun.head.lower == "with" and noun.head.head.lemma == "threaten":
        return True
    if noun.dep == "pobj" and noun.head.lower == "of":
        whole = noun.head.head
        counted = whole.lemma in CASES and bool(children(whole, "nummod"))
        if counted or whole.lower in QUANTITIES or (whole.lemma in SIGNS and whole.dep == "dobj"):
            return True
    for child in noun.children:
        if child.dep in ("prep", "agent") and child.lower in OWN_ARGUMENTS:
            if children(child, "pobj"):
                return True
        elif (
            (child.dep in ("compound", "amod", "nmod") and child.pos == "PROPN")
            or (child.dep == "amod" and child.entity in ("NORP", "GPE"))
            or (child.dep in ("relcl", "acl") and child.pos == "VERB" and child.tag != "VB")
        ):
            return True
    return False


def points_back(verb: Token) -> bool:
    """Tell the aim of an operation that a clause of time takes up as known.

    "Since the operation to retake the city began" tells neither the operation nor the aim again.
    """
    noun = verb.head
    if verb.tag != "VB" or verb.dep not in ("acl", "relcl") or not _is_definite(noun):
        return False
    clause = noun.head
    return (
        noun.dep in ("nsubj", "nsubjpass") and clause.dep == "advcl" and clause.lemma in HAPPENING
    )
