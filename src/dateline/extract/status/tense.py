"""Tense and aspect of a verb, as far as they tell whether an event happened or is going on."""

from __future__ import annotations

from dateline.parse.grammar import children
from dateline.parse.parsed import Token

ANYONE = frozenset({"anyone", "anybody", "whoever", "everyone", "everybody", "those", "all"})
PAST_AUXILIARIES = frozenset({"had", "has", "have", "was", "were", "did", "is", "are", "'s", "'ve"})
TELLERS = frozenset({"say", "tell", "shout", "add", "warn", "order", "urge", "write", "declare"})
ASKING = frozenset({"who", "whom", "whose", "why", "how", "when", "where", "what", "which"})
SINGLING = frozenset({"first", "second", "third", "last", "latest", "only", "sole"})
PAST_FORMS = frozenset({"had", "has", "have", "was", "were", "did", "'ve"})


def _auxiliaries(verb: Token) -> list[Token]:
    return [c for c in children(verb, "aux", "auxpass") if c.text != "IS"]  # a name


def is_progressive(verb: Token) -> bool:
    """Tell whether a verb is in a progressive tense ("is shelling", "are being held")."""
    auxiliaries = _auxiliaries(verb)
    if verb.dep == "advcl" and any(a.lower in ("was", "were") for a in auxiliaries):
        return False  # "as they were heading home": over, like what it is told beside
    if verb.tag == "VBG":
        return any(a.lemma == "be" for a in auxiliaries)
    finite = any(a.lemma == "be" and a.lower != "being" for a in auxiliaries)
    return verb.tag == "VBN" and finite and any(a.lower == "being" for a in auxiliaries)


def is_infinitive(verb: Token) -> bool:
    """Tell whether a verb is an infinitive with "to", active or passive."""
    return verb.tag in ("VB", "VBN", "VBG") and any(c.tag == "TO" for c in children(verb, "aux"))


def is_present(verb: Token) -> bool:
    """Tell whether a verb or its first auxiliary stands in the present tense."""
    auxiliaries = _auxiliaries(verb)
    first = auxiliaries[0] if auxiliaries else verb
    return first.tag in ("VBP", "VBZ")


def is_past(verb: Token) -> bool:
    """Tell whether a verb, or the verb that carries an adjective, tells of the past or perfect."""
    finite = verb.head if verb.pos in ("ADJ", "NOUN") else verb
    auxiliaries = _auxiliaries(finite)
    if any(a.tag == "MD" for a in auxiliaries):
        return False
    return finite.tag == "VBD" or any(a.lower in PAST_FORMS for a in auxiliaries)


def is_habitual(verb: Token) -> bool:
    """Tell whether a verb is a simple present of its own clause ("they shoot in the air")."""
    return verb.tag in ("VBP", "VBZ") and not _auxiliaries(verb)


def is_superlative(noun: Token) -> bool:
    """Tell whether a noun is singled out among those that did it ("the first to be shot")."""
    return any(
        c.tag in ("JJS", "RBS") or c.lower in SINGLING for c in children(noun, "amod", "nummod")
    )


def is_turn(verb: Token) -> bool:
    """Tell whether a clause tells a single point of a story ("before he is killed")."""
    return verb.dep == "advcl" and any(
        c.lower in ("before", "after", "until", "when") for c in children(verb, "mark", "advmod")
    )


def is_present_perfect(verb: Token) -> bool:
    """Tell whether a verb says what has begun and holds ("have begun an investigation")."""
    if any(c.lower == "since" for c in children(verb, "mark")):
        return True
    return any(a.lower in ("has", "have", "'ve") for a in children(verb, "aux"))


def lasts_since(verb: Token) -> bool:
    """Tell whether a verb tells a state from a point in time to now ("has been … since May")."""
    has = any(a.lower in ("has", "have", "'ve") for a in children(verb, "aux"))
    return has and any(c.lower in ("since", "for") for c in children(verb, "prep", "advmod"))


def is_repeated(verb: Token) -> bool:
    """Tell whether a deed is told as done again and again ("every night")."""
    return any(
        c.lower == "every" for t in children(verb, "npadvmod", "tmod") for c in children(t, "det")
    )


def is_factual_clause(verb: Token) -> bool:
    """Tell whether a clause is finite, without a modal, and no mere wish ("that he be freed")."""
    auxiliaries = _auxiliaries(verb)
    if any(a.tag == "MD" or a.lower in ("be", "to") for a in auxiliaries):
        return False
    return verb.tag == "VBD" or any(a.lower in PAST_AUXILIARIES for a in auxiliaries)


def asks_which(verb: Token) -> bool:
    """Tell whether a clause asks who, why or how of a thing done ("unclear who shot him")."""
    if verb.dep != "ccomp" or not is_factual_clause(verb):
        return False
    return any(c.lower in ASKING and c.i < verb.i for c in verb.children)


def is_generic(verb: Token) -> bool:
    """Tell whether whom a passive strikes is only described ("anyone who resists will be shot")."""
    for subject in children(verb, "nsubjpass"):
        bounded = any(c.lower in ("the", "this", "these") for c in children(subject, "det"))
        if subject.lower in ANYONE or subject.lemma in ANYONE:
            return True
        if children(subject, "relcl") and not bounded and subject.tag in ("NN", "NNS"):
            return True
        if any(c.lower in ("any", "every") for c in children(subject, "det")):
            return True
    return False


def is_imperative(verb: Token) -> bool:
    """Tell whether a verb tells somebody to do it ("Leave the city", "“Surrender,” he said")."""
    if verb.tag != "VB" or not (verb.is_root or _is_quoted(verb)):
        return False
    if any(c.dep in ("nsubj", "nsubjpass", "expl", "mark") for c in verb.children):
        return False
    helpers = {c.lower for c in verb.children if c.dep in ("aux", "auxpass")}
    return helpers <= {"do", "don't", "let"}


def _is_quoted(verb: Token) -> bool:
    """Tell whether a clause stands before the verb of saying it hangs on, as quoted words do."""
    teller = verb.head
    if verb.dep not in ("ccomp", "advcl", "parataxis") or verb.i > teller.i:
        return False
    between = [c for c in teller.children if c.text in (",", '"', "''") and verb.i < c.i < teller.i]
    return bool(between) and teller.pos == "VERB" and teller.lemma in TELLERS
