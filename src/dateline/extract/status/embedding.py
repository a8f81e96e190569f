"""What an embedding verb, noun or adjective makes of the event in its complement."""

from __future__ import annotations

from dateline.extract.status.above import Step
from dateline.extract.status.predicates import is_definite, lexical, signature
from dateline.extract.status.reading import FACTUAL, OPEN, PROSPECTS, Reading
from dateline.extract.status.surroundings import none_of, speaks_for_itself
from dateline.extract.status.tense import (
    asks_which,
    is_factual_clause,
    is_past,
    is_present,
    is_present_perfect,
)
from dateline.knowledge.speech import Outcome
from dateline.knowledge.speech_rules import PredicateEntry, Speech
from dateline.parse.arguments import agents
from dateline.parse.grammar import children, is_passive
from dateline.parse.parsed import Token

BEGINNING = frozenset({"begin", "start", "commence", "resume"})
HEARSAY = frozenset({"belief", "report", "opinion"})
HEARD = frozenset({"say", "claim", "report", "believe", "write", "fear", "accuse"})
"""Forms of cues that leave open whether it is so."""
ASSISTING = frozenset({"help", "assist", "aid", "support"})
RISKS = frozenset({"status.possibility", "status.fear", "status.likelihood"})
PREDICTIONS = frozenset({"status.modal.will", "status.modal.would"})
OWN = frozenset({"it", "they", "he", "she", "we", "i"})
ACTUAL = frozenset({"ability", "behaviour", "arrangement"})
"""Classes whose past tells a deed ("was able to cross", "it was brave of him to speak")."""


def apply_predicate(step: Step, reading: Reading, speech: Speech) -> None:
    """Read what an embedding verb, noun or adjective says of its complement."""
    token, below = step.token, step.below
    if token.pos == "ADP" or token.dep in ("prep", "agent"):
        return
    if token.lower == "order" and token.head.lower == "in":
        return  # "in order to"
    _apply_periphrasis(step, reading, speech)
    _apply_hearsay(step, reading, speech)
    predicate = signature(token, below, speech)
    if predicate is None or _is_periphrastic(step):
        return
    if predicate.kind == "uncertainty" and asks_which(below):
        return  # "it is unclear who shot him": somebody did
    if predicate.kind == "desire" and reading.is_verbal and speaks_for_itself(token):
        reading.rule = "status.performative"  # "I want to congratulate" congratulates
        return
    if token.pos == "NOUN" and predicate.kind in ("report", "rumour") and not none_of(token):
        reading.positive = True  # "has not commented on reports that": of the comment, not of them
    outcome = _outcome(predicate, token, below, reading)
    if token.lemma == "order" and reading.is_assault and is_definite(below) and token.tag != "VB":
        return  # "ordered the massacre"
    if predicate.kind == "factive" and reading.status in OPEN and is_definite(below):
        reading.replace("happened", "status.factive", token)  # "vowed to avenge the killing"
        reading.positive = True
        return
    if _lends_doubt_only(predicate, step, reading):
        return
    if outcome == "same" or _tells_fact(predicate, outcome, below):
        return
    if predicate.kind == "aspect_end" and reading.status in OPEN:
        reading.replace("ongoing", "status.aspect_end", token)  # what is to stop goes on
        reading.positive = True
        return
    if token.lemma in BEGINNING and is_present_perfect(token):
        outcome = "ongoing" if reading.positive else outcome
    _take(outcome, f"status.{predicate.kind}", token, reading)


def _outcome(predicate: PredicateEntry, token: Token, below: Token, reading: Reading) -> Outcome:
    """Return the status a predicate gives here, by its polarity and tense."""
    outcome = predicate.positive if reading.positive else predicate.negated
    if predicate.kind == "falsity" and is_present(token):
        return "denied" if reading.positive else outcome  # "is false": somebody says so now
    if token.lemma in ASSISTING and _is_aim(token, below):
        return "planned"
    if predicate.kind == "warning" and reading.is_hostile and _announces_own(below):
        return "threatened"
    if predicate.kind in ACTUAL and reading.status in FACTUAL and is_past(token):
        return "happened" if reading.positive else outcome
    return outcome


def _is_aim(helping: Token, below: Token) -> bool:
    """Tell whether help is told with its aim and no result ("assisting them to win")."""
    if helping.tag == "VBD" or helping.tag == "VBN" or below.dep not in ("xcomp", "ccomp"):
        return False
    objects = children(below, "dobj")
    return not any(children(o, "nummod") for o in objects) and below.tag == "VB"


def _announces_own(below: Token) -> bool:
    """Tell whether a warning is of a deed of one's own ("warned they would attack")."""
    if any(p.lower in ("our", "my") for s in children(below, "nsubj") for p in children(s, "poss")):
        return below.dep == "ccomp"
    modal = any(c.lower in ("will", "would", "'ll", "'d") for c in children(below, "aux"))
    return below.dep == "ccomp" and modal and any(s.lower in OWN for s in children(below, "nsubj"))


def _take(outcome: Outcome, rule: str, token: Token, reading: Reading) -> None:
    if outcome == "same":
        return
    if outcome == "happened":
        if not reading.positive or reading.status == "happened":
            reading.positive = True
            reading.rule = rule
            reading.words.append(token)
    elif outcome == "not_happened":
        reading.positive = True
        reading.negate(rule, token)
    else:
        reading.positive = True
        if rule in RISKS and reading.rule in PREDICTIONS:
            reading.replace(outcome, rule, token)  # "would put them at risk of being taken"
        reading.set(outcome, rule, token)


def _apply_periphrasis(step: Step, reading: Reading, speech: Speech) -> None:
    """Read turns of phrase that end in "to" ("were to", "yet to", "too weak to")."""
    token, below = step.token, step.below
    if below.dep != "xcomp":
        return
    word = lexical(token)
    if word.pos in ("ADJ", "ADV") and any(
        c.lower == "too" and c.i < word.i for c in (*word.children, *token.children)
    ):
        reading.negate("status.periphrasis", word)
        return
    name = f"{token.lower} to"
    if token.lemma == "have" and any(c.lower == "yet" for c in children(token, "advmod")):
        name = "yet to"
    elif token.lemma == "be" and (word is not token or signature(token, below, speech)):
        return
    status = speech.periphrases.get(name)
    if status == "not_happened":
        reading.negate("status.periphrasis", token)
    elif status is not None and (token.lemma in ("have", "be") or _is_bare(step, speech)):
        reading.set(status, "status.periphrasis", token)


def _is_periphrastic(step: Step) -> bool:
    """Tell whether "have to" stands there, which causes nothing."""
    return step.token.lemma == "have" and step.below.dep == "xcomp" and step.below.tag == "VB"


def _is_bare(step: Step, speech: Speech) -> bool:
    return signature(step.token, step.below, speech) is None


def _apply_hearsay(step: Step, reading: Reading, speech: Speech) -> None:
    """Note the doubt that a rumour or a noun of saying without an owner lends."""
    token, below = step.token, step.below
    if below.dep == "ccomp" and (_is_rumour(token, speech) or is_impersonal(token, speech)):
        reading.hedges.append(token)
    if token.pos == "NOUN" and below.dep in ("ccomp", "acl") and token.lemma in speech.cue_nouns:
        named = [c for c in children(token, "compound") if c.entity in ("ORG", "PERSON")]
        if not children(token, "poss") and not named:
            reading.hedges.append(token)


def _lends_doubt_only(predicate: PredicateEntry, step: Step, reading: Reading) -> bool:
    """Note the doubt a word of belief or checking lends; tell whether that is all it does."""
    token = step.token
    raised = _is_raised(token, step.below)
    if raised and (predicate.kind in HEARSAY or _is_perfect(step.below)):
        reading.hedges.append(token)
        return True
    unverified = predicate.kind == "verification" and not reading.positive
    if predicate.kind in ("belief", "rumour", "seeming") or unverified:
        reading.hedges.append(token)
    if unverified:
        reading.positive, reading.status = True, "happened"  # not confirmed is not denied
    return unverified


def is_impersonal(verb: Token, speech: Speech) -> bool:
    """Tell whether something is said and nobody named who says it ("it has been claimed that")."""
    if not any(s.lower == "it" for s in children(verb, "nsubjpass")) or agents(verb):
        return False
    return any(cue.form in HEARD for cue in speech.cue_verbs.get(verb.lemma, ()))


def _is_rumour(verb: Token, speech: Speech) -> bool:
    """Tell whether the subject of a verb is hearsay ("rumours circulated that …")."""
    return any(
        p.kind == "rumour"
        for subject in children(verb, "nsubj")
        for p in speech.predicates.get(subject.lemma, ())
    )


def _tells_fact(predicate: PredicateEntry, outcome: str, below: Token) -> bool:
    """Tell whether a clause states a fact under a verb that else looks ahead ("swears he saw")."""
    if below.dep != "ccomp" or not is_factual_clause(below):
        return False
    return outcome in PROSPECTS or predicate.kind == "warning"


def _is_perfect(below: Token) -> bool:
    """Tell whether an infinitive looks back ("is feared to have been killed")."""
    return any(c.lemma == "have" for c in children(below, "aux"))


def _is_raised(token: Token, below: Token) -> bool:
    """Tell whether a passive verb of belief lends only doubt ("is believed to have killed")."""
    return token.pos == "VERB" and is_passive(token) and below.dep == "xcomp"
