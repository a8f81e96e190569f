"""Did it happen: happened, ongoing, planned, threatened, requested, possible, denied or not.

Read from the top of the clause down to the event: each verb, modal, negation or noun on the way
changes what holds of the one below. "The army denied that it had failed to stop an attack" is a
denial of a failure of a prevention of an attack.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from dateline.extract.above import Step, path_above
from dateline.extract.conditions import condition_of, is_addressed, mark_of
from dateline.extract.mention import Mention
from dateline.extract.predicates import is_definite, signature
from dateline.extract.tense import (
    is_factual_clause,
    is_generic,
    is_habitual,
    is_imperative,
    is_present,
    is_present_perfect,
    is_progressive,
    lasts_since,
)
from dateline.knowledge.speech_rules import PredicateEntry, Speech
from dateline.parse.grammar import children, is_passive, phrase
from dateline.parse.parsed import Parsed, Token
from dateline.records import Status

MATERIAL = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST"})
FACTUAL = frozenset({"happened", "ongoing"})
LASTING = frozenset({"continue", "persist", "rage"})
BEGINNING = frozenset({"begin", "start", "commence", "resume"})
PROSPECTS = frozenset({"planned", "threatened", "requested"})
OPEN = frozenset({"planned", "possible", "requested", "threatened", "hypothetical"})


@dataclass(slots=True)
class Reading:
    """What is known of an event so far, from the top of its clause down.

    Attributes:
        positive: an even number of negations so far.
        words: words the status rests on.
        hedges: words that lend doubt.
        is_assault: the event is of the type ASSAULT; announcing one's own is a threat.
        is_verbal: the event is done by words; wishing to say it says it.
        loose: indices of adverbs that qualify a number ("perhaps two hundred").

    """

    status: Status = "happened"
    positive: bool = True
    rule: str = "status.asserted"
    words: list[Token] = field(default_factory=list)
    hedges: list[Token] = field(default_factory=list)
    is_assault: bool = False
    is_verbal: bool = False
    loose: frozenset[int] = frozenset()

    def set(self, status: Status, rule: str, word: Token) -> None:
        """Change the status, unless it is no longer open (a plan of a threat is a threat)."""
        if self.status in FACTUAL:
            self.status, self.rule = status, rule
            self.words.append(word)

    def replace(self, status: Status, rule: str, word: Token) -> None:
        """Change the status whatever it was ("if" outranks "will")."""
        self.status, self.rule = status, rule
        self.words.append(word)

    def negate(self, rule: str, word: Token) -> None:
        """Turn the polarity round."""
        self.positive = not self.positive
        self.rule = rule
        self.words.append(word)


def status_of(mention: Mention, parsed: Parsed, speech: Speech) -> Reading:
    """Return the status of a mention, with its rule, its words and its hedges."""
    reading = Reading(
        is_assault=mention.event_type == "ASSAULT",
        is_verbal=mention.event_type in ("SUPPORT", "ACCUSE"),
        loose=_loose(mention),
    )
    path = path_above(mention, speech)
    for step in path:
        _apply_word(step.token, reading, speech, is_event=False)
        _apply_predicate(step, reading, speech)
    head = mention.head
    _apply_word(head, reading, speech, is_event=True)
    if mention.noun is not None:
        if head is not mention.noun:
            _apply_light_verb(mention, reading, speech)
        _apply_noun(mention.noun, reading, speech)
    _apply_infinitive(head, path, reading)
    top = path[0].token if path else head
    if is_imperative(top) and not mention.sentence.is_heading:
        reading.set("requested", "status.imperative", top)
    _apply_tense(mention, reading)
    _apply_condition([*(step.token for step in path), head], reading)
    if not reading.positive and reading.status in (*FACTUAL, "planned", "possible"):
        reading.status = "not_happened"
    if _is_question(mention):
        reading.set("possible", "status.question", head)
    _apply_doer(head, reading, speech)
    return reading


def _loose(mention: Mention) -> frozenset[int]:
    """Return the words that say nothing of the status of an event.

    Adverbs that stand before a number belong to it; "will not", where the refusal is the event,
    to the trigger.
    """
    words = mention.sentence.tokens
    own = frozenset(w.i for w in mention.words if w.dep == "neg" or w.tag == "MD")
    return own | frozenset(
        word.i
        for word, after in pairwise(words)
        if word.pos == "ADV" and (after.tag == "CD" or after.lower in ("a", "half", "as"))
    )


def _apply_word(token: Token, reading: Reading, speech: Speech, *, is_event: bool) -> None:
    """Read the negations, modals, conditions and hedges that hang on one word of the path."""
    for child in token.children:
        word = child.lower
        if child.i in reading.loose:
            continue
        if (
            child.dep == "neg"
            or (child.dep == "advmod" and word in speech.negators)
            or (child.dep == "det" and word in ("no", "neither") and token.pos == "NOUN")
        ):
            reading.negate("status.negated", child)
        elif child.dep == "aux" and child.tag == "MD":
            _apply_modal(token, child, reading, speech)
        elif child.dep == "advmod" and speech.adverbs.get(word) == "not_happened":
            reading.negate("status.adverb", child)
        elif child.dep == "advmod" and word in speech.adverbs:
            if is_event and speech.adverbs[word] == "denied":
                continue  # "falsely" qualifies the telling, not the deed
            reading.set(speech.adverbs[word], "status.adverb", child)
        if child.dep in ("advmod", "amod") and word in speech.hedges:
            reading.hedges.append(child)
    if token.dep == "advcl" or is_event:
        _apply_mark(token, reading)
    if any(c.dep == "mark" and c.lower == "whether" for c in token.children):
        reading.set("possible", "status.whether", token)
        reading.positive = True  # "not clear whether" denies nothing
    for subject in children(token, "nsubj", "nsubjpass"):
        if subject.lower in ("nobody", "none", "neither"):
            reading.negate("status.negated", token)
        for none in _none_of(subject):
            reading.negate("status.negated", none)


def _apply_mark(verb: Token, reading: Reading) -> None:
    """Read the conjunction of a clause of condition; "unless they leave" demands that they do."""
    mark = mark_of(verb)
    if mark == "unless" and reading.status == "threatened":
        reading.replace("requested", "status.ultimatum", verb)
    elif mark in ("if", "unless", "lest", "should"):
        reading.set("hypothetical", "status.conditional", verb)


def _apply_modal(verb: Token, modal: Token, reading: Reading, speech: Speech) -> None:
    word = {"'ll": "will", "wo": "will", "ca": "can", "'d": "would"}.get(modal.lower, modal.lower)
    status = speech.modals.get(word)
    if status is None:
        return
    if word == "would":
        status = "planned"  # "said it would withdraw"
    if word in ("would", "could", "should", "might") and any(
        c.dep == "aux" and c.lemma == "have" for c in verb.children
    ):
        status = "hypothetical" if word != "might" else "possible"
    if reading.is_assault and word in ("will", "shall", "would"):
        if (word != "would" and _speaks_for_itself(verb)) or is_generic(verb):
            status = "threatened"
    reading.set(status, f"status.modal.{word}", modal)


def _speaks_for_itself(verb: Token) -> bool:
    """Tell whether the speaker announces a deed of his own ("we will hunt them down")."""
    return any(c.lower in ("we", "i") for c in children(verb, "nsubj"))


def _apply_condition(verbs: list[Token], reading: Reading) -> None:
    """What depends on a condition is hypothetical; with "unless" a hostile deed is a threat."""
    for verb in verbs:
        word = condition_of(verb)
        if not word:
            continue
        is_threat = word == "unless" or (reading.status == "threatened" and is_addressed(verb))
        if is_threat and reading.is_assault and reading.status in ("planned", "threatened"):
            reading.replace("threatened", "status.ultimatum", verb)
        elif reading.status in ("planned", "possible") or reading.rule.startswith("status.modal"):
            reading.replace("hypothetical", "status.conditional", verb)


def _apply_predicate(step: Step, reading: Reading, speech: Speech) -> None:
    """Read what an embedding verb, noun or adjective says of its complement."""
    token, below = step.token, step.below
    if token.pos == "ADP" or token.dep in ("prep", "agent"):
        return
    if token.lower == "order" and token.head.lower == "in":
        return  # "in order to"
    predicate = signature(token, below, speech)
    status = speech.periphrases.get(f"{token.lower} to")
    if predicate is None and status is not None and below.dep == "xcomp":
        reading.set(status, "status.periphrasis", token)
    if below.dep == "ccomp" and _is_rumour(token, speech):
        reading.hedges.append(token)
    if token.pos == "NOUN" and below.dep in ("ccomp", "acl") and token.lemma in speech.cue_nouns:
        if not children(token, "poss"):
            reading.hedges.append(token)
    if predicate is None:
        return
    if predicate.kind == "desire" and reading.is_verbal and _speaks_for_itself(token):
        reading.rule = "status.performative"  # "I want to congratulate" congratulates
        return
    if token.pos == "NOUN" and predicate.kind in ("report", "rumour") and not _none_of(token):
        reading.positive = True  # "has not commented on reports that": of the comment, not of them
    outcome = predicate.positive if reading.positive else predicate.negated
    if predicate.kind == "falsity" and is_present(token):
        outcome = "denied" if reading.positive else outcome  # "is false": somebody says so now
    if token.lemma == "order" and reading.is_assault and is_definite(below) and token.tag != "VB":
        return  # "ordered the massacre"
    if predicate.kind == "factive" and reading.status in OPEN and is_definite(below):
        reading.replace("happened", "status.factive", token)  # "vowed to avenge the killing"
        reading.positive = True
        return
    if predicate.kind in ("belief", "report", "opinion") and _is_raised(token, below):
        reading.hedges.append(token)
        return
    if predicate.kind in ("belief", "rumour") or (
        predicate.kind == "verification" and not reading.positive
    ):
        reading.hedges.append(token)
    if predicate.kind == "verification" and not reading.positive:
        reading.positive, reading.status = True, "happened"  # not confirmed is not denied
        return
    if outcome == "same" or _tells_fact(predicate, outcome, below):
        return
    if predicate.kind == "aspect_end" and reading.status in OPEN:
        reading.replace("ongoing", "status.aspect_end", token)  # what is to stop goes on
        reading.positive = True
        return
    if token.lemma in BEGINNING and is_present_perfect(token):
        outcome = "ongoing" if reading.positive else outcome
    if outcome == "happened":
        if not reading.positive or reading.rule == "status.asserted":
            reading.positive = True
            reading.rule = f"status.{predicate.kind}"
            reading.words.append(token)
    elif outcome == "not_happened":
        reading.positive = True
        reading.negate(f"status.{predicate.kind}", token)
    else:
        reading.positive = True
        reading.set(outcome, f"status.{predicate.kind}", token)


def _none_of(noun: Token) -> list[Token]:
    return [c for c in children(noun, "det") if c.lower in ("no", "neither")]


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


def _apply_light_verb(mention: Mention, reading: Reading, speech: Speech) -> None:
    """Read the verb that carries an event noun ("foiled an attack", "plan a raid")."""
    if mention.noun is None:
        return
    predicate = signature(mention.head, mention.noun, speech)
    kind = predicate.kind if predicate is not None else ""
    if kind == "offer" and mention.event_type not in MATERIAL:
        return  # the offer is the event
    if kind == "performative" and is_present(mention.head) and not mention.sentence.is_heading:
        reading.set("planned", "status.performative", mention.head)
        return
    _apply_predicate(Step(mention.head, mention.noun), reading, speech)


def _apply_doer(head: Token, reading: Reading, speech: Speech) -> None:
    """Read the doubt about who did it ("suspected gunmen ambushed", "men presumed to be …")."""
    doers = children(head, "nsubj")
    for by in children(head, "agent"):
        doers = [*doers, *children(by, "pobj")]
    for doer in doers:
        before = [t for t in phrase(doer) if t.i < doer.i and t.lower in speech.hedges]
        reading.hedges.extend(before)
        for clause in children(doer, "acl", "relcl"):
            kinds = {p.kind for p in speech.predicates.get(clause.lemma, ())}
            if "belief" in kinds and is_passive(clause):
                reading.hedges.append(clause)


def _is_raised(token: Token, below: Token) -> bool:
    """Tell whether a passive verb of belief lends only doubt ("is believed to have killed")."""
    return token.pos == "VERB" and is_passive(token) and below.dep == "xcomp"


def _apply_noun(noun: Token, reading: Reading, speech: Speech) -> None:
    """Read the words around an event noun: "no attack", "alleged", "planned", "possible"."""
    for child in noun.children:
        if child.dep == "det" and child.lower == "no" and child not in reading.words:
            reading.negate("status.negated", child)
        elif child.dep == "amod":
            if child.lower in speech.hedges:
                reading.hedges.append(child)
            elif speech.adjectives.get(child.lower) == "not_happened":
                reading.negate("status.adjective", child)
            elif child.lower in speech.adjectives:
                reading.set(speech.adjectives[child.lower], "status.adjective", child)
    governor = noun.head
    if noun.dep == "pobj" and governor.head.pos == "NOUN":
        _apply_predicate(Step(governor.head, noun), reading, speech)


def _apply_infinitive(head: Token, path: list[Step], reading: Reading) -> None:
    """A bare purpose or goal ("an operation to retake the city") is a plan."""
    if head.tag != "VB" or not any(c.dep == "aux" and c.tag == "TO" for c in head.children):
        return
    if head.dep in ("advcl", "acl", "relcl", "ROOT", "csubj"):
        reading.set("planned", "status.purpose", head)
    elif head.dep == "xcomp" and reading.rule == "status.asserted":
        perfect = any(c.lemma == "have" for c in children(head, "aux"))
        if reading.hedges:
            if not perfect and is_present(head.head):
                reading.set("ongoing", "status.progressive", head)
        elif head.head.lemma not in ("use", "have", "continue", "begin", "start", "come", "go"):
            reading.set("planned", "status.infinitive", head.head)


def _apply_tense(mention: Mention, reading: Reading) -> None:
    """A progressive present is going on; so is a present perfect progressive."""
    if reading.status != "happened" or not reading.positive:
        return
    head = mention.head
    if head.pos not in ("VERB", "AUX"):
        return
    is_heading = mention.sentence.is_heading
    auxiliaries = [c.lower for c in children(head, "aux", "auxpass")]
    if is_progressive(head):
        reading.set("ongoing", "status.progressive", head)
    elif lasts_since(head) and (mention.mode == "restrict" or mention.event_type == "PROTEST"):
        reading.set("ongoing", "status.since", head)
    elif head.tag == "VBN" and auxiliaries in (["is"], ["are"]) and not is_heading:
        reading.set("ongoing", "status.present_state", head)
    elif is_habitual(head) and mention.event_type in MATERIAL and not is_heading:
        reading.set("ongoing", "status.present", head)
    elif head.lemma in LASTING:
        reading.set("ongoing", "status.continues", head)


def _is_question(mention: Mention) -> bool:
    last = mention.sentence.tokens[-1].text
    return last == "?" and mention.head.sent == mention.sentence.n


def words_of(tokens: Iterable[Token]) -> list[tuple[int, int]]:
    """Return the offsets of the words a status rests on, in text order, without repeats."""
    return sorted({(t.start, t.end) for t in tokens})
