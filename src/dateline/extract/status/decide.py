"""Did it happen: happened, ongoing, planned, threatened, requested, possible, denied or not.

Read from the top of the clause down to the event: each verb, modal, negation or noun on the way
changes what holds of the one below. "The army denied that it had failed to stop an attack" is a
denial of a failure of a prevention of an attack.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from dateline.extract.mention import FORCEFUL, Mention
from dateline.extract.status.above import Step, is_shielded, path_above
from dateline.extract.status.adjuncts import is_asked, openness_of_host, seems_generic, waits
from dateline.extract.status.conditions import condition_of, is_addressed
from dateline.extract.status.embedding import apply_predicate
from dateline.extract.status.predicates import is_infinitive_of, signature
from dateline.extract.status.reading import FACTUAL, OPEN, Reading
from dateline.extract.status.surroundings import apply_phrase, apply_word
from dateline.extract.status.tense import (
    is_habitual,
    is_imperative,
    is_infinitive,
    is_past,
    is_present,
    is_progressive,
    is_repeated,
    is_superlative,
    is_turn,
    lasts_since,
)
from dateline.knowledge.speech_rules import Speech
from dateline.parse.grammar import children, is_passive, phrase
from dateline.parse.parsed import Parsed, Token

HOLDING = frozenset({"hold", "detain", "imprison", "jail", "occupy", "besiege", "surround", "trap"})
SURE = frozenset({"neutral", "certain"})
HOSTILE = frozenset({"ASSAULT", "COERCE"})
GOING = frozenset({"on", "underway", "under"})
LASTING = frozenset({"continue", "persist", "rage"})
ACTUAL = ("status.implicative", "status.ability", "status.behaviour", "status.exception")
"""Rules that have settled what an infinitive says ("took the chance to leave")."""
DEEPEST = 3
"""Clauses climbed from an adjunct to the one it belongs to."""


def status_of(mention: Mention, parsed: Parsed, speech: Speech, depth: int = 0) -> Reading:
    """Return the status of a mention, with its rule, its words and its hedges."""
    reading = Reading(
        is_assault=mention.event_type == "ASSAULT",
        is_hostile=mention.event_type in HOSTILE,
        is_verbal=mention.event_type in ("SUPPORT", "ACCUSE"),
        loose=_loose(mention),
    )
    path = path_above(mention, speech)
    shield = _shield(path, mention, speech)
    for step in path:
        apply_word(step.token, reading, speech, is_event=False)
        if step.token.pos in ("ADP", "SCONJ"):
            apply_phrase(step.token, reading, parsed, speech)
        if not _is_own_prevention(step, mention, speech):
            apply_predicate(step, reading, speech)
        if not reading.positive and step is shield:
            reading.spare()
    head = mention.head
    apply_word(head, reading, speech, is_event=True)
    if mention.noun is not None:
        if head is not mention.noun:
            _apply_light_verb(mention, reading, speech)
        _apply_noun(mention.noun, reading, speech)
        _apply_existence(mention.noun, reading)
    if head.lemma == "call" and mention.event_type == "PROTEST":
        reading.set("planned", "status.performative", head)  # "called a strike"
    _apply_infinitive(head, reading)
    _apply_imperative([*(step.token for step in path), head], mention, reading)
    _apply_tense(mention, reading)
    _apply_condition([*(step.token for step in path), head], reading)
    if not reading.positive and reading.status in (*FACTUAL, "planned", "possible"):
        reading.status = "not_happened"
        _apply_denial(mention, path, reading, speech)
    top = path[0].token if path else head
    while top.dep == "conj" and not top.is_root:
        top = top.head
    if is_asked(mention, top):
        reading.set("possible", "status.question", head)
    if depth < DEEPEST:
        _apply_host(mention, top, reading, parsed, speech, depth)
    _apply_doer(head, reading, speech)
    return reading


def _is_own_prevention(step: Step, mention: Mention, speech: Speech) -> bool:
    """Tell whether keeping from a thing is itself the event ("was kept from reaching the town")."""
    if step.token not in mention.words:
        return False
    predicate = signature(step.token, step.below, speech)
    return predicate is not None and predicate.kind == "prevention"


def _shield(path: list[Step], mention: Mention, speech: Speech) -> Step | None:
    """Return the step past which a negation no longer bears on an event noun, if there is one."""
    is_bare_noun = mention.noun is not None and mention.noun is mention.head
    if len(path) < 2 or not is_bare_noun or path[-1].token.pos != "ADP":
        return None
    return path[-2] if is_shielded(path[-2], speech) else None


def _apply_denial(mention: Mention, path: list[Step], reading: Reading, speech: Speech) -> None:
    """Somebody who says of a hostile deed that it was not done denies it."""
    if reading.rule != "status.negated" or mention.event_type not in HOSTILE or mention.noun:
        return  # "there were no attacks" tells what there was not
    for step in path:
        content = step.below
        tells = any(cue.commitment in SURE for cue in speech.cue_verbs.get(step.token.lemma, ()))
        if content.dep == "ccomp" and tells and is_past(content):
            reading.replace("denied", "status.said_not", step.token)
            return


def _apply_imperative(verbs: list[Token], mention: Mention, reading: Reading) -> None:
    """What stands in or under an order is asked for."""
    if mention.sentence.is_heading:
        return
    for verb in verbs:
        if is_imperative(verb):
            reading.set("requested", "status.imperative", verb)


def _apply_host(
    mention: Mention, top: Token, reading: Reading, parsed: Parsed, speech: Speech, depth: int
) -> None:
    """What goes along with something open is open itself ("will storm it, killing whoever …")."""
    if reading.status not in FACTUAL or not reading.positive:
        return
    if seems_generic(top):
        reading.replace("hypothetical", "status.generic", top)
        return
    host = openness_of_host(top)
    if host is None:
        return
    if waits(top):
        reading.replace("planned", "status.host", top)
        return
    noun = host if host.pos in ("NOUN", "PROPN") else None
    around = replace(
        mention, head=host, words=(host,), noun=noun, event_type="", mode=None,
        sentence=parsed.sentence_of(host),
    )  # fmt: skip
    above = status_of(around, parsed, speech, depth + 1)
    if above.status in OPEN and above.positive:
        reading.replace(above.status, "status.host", host)


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


def _apply_existence(noun: Token, reading: Reading) -> None:
    """What there is, or is on, now goes on ("there is heavy firing", "the search is on")."""
    verb = noun.head
    if verb.lemma != "be" or not is_present(verb) or reading.status != "happened":
        return
    there = noun.dep == "attr" and bool(children(verb, "expl"))
    going = noun.dep == "nsubj" and any(
        c.lower in GOING and c.i == verb.i + 1 and (c.lower != "on" or not c.children)
        for c in verb.children
    )
    if reading.positive and (there or going):
        reading.set("ongoing", "status.exists", verb)


def _is_lasting(mention: Mention) -> bool:
    """Tell whether an event is one that goes on once begun: a siege, a strike, captivity."""
    is_state = mention.mode == "restrict" or mention.event_type == "PROTEST"
    return is_state or mention.head.lemma in HOLDING


def _apply_condition(verbs: list[Token], reading: Reading) -> None:
    """What depends on a condition is hypothetical; with "unless" a hostile deed is a threat."""
    for verb in verbs:
        word = condition_of(verb)
        if not word:
            continue
        if reading.is_hostile and reading.rule == "status.warning":
            reading.replace("threatened", "status.ultimatum", verb)
            continue
        is_threat = word == "unless" or (reading.status == "threatened" and is_addressed(verb))
        if is_threat and reading.is_assault and reading.status in ("planned", "threatened"):
            reading.replace("threatened", "status.ultimatum", verb)
        elif reading.status in ("planned", "possible") or reading.rule.startswith("status.modal"):
            reading.replace("hypothetical", "status.conditional", verb)


def _apply_light_verb(mention: Mention, reading: Reading, speech: Speech) -> None:
    """Read the verb that carries an event noun ("foiled an attack", "plan a raid")."""
    if mention.noun is None:
        return
    predicate = signature(mention.head, mention.noun, speech)
    kind = predicate.kind if predicate is not None else ""
    if kind == "offer" and mention.event_type not in FORCEFUL:
        return  # the offer is the event
    if kind == "performative" and is_present(mention.head) and not mention.sentence.is_heading:
        reading.set("planned", "status.performative", mention.head)
        return
    apply_predicate(Step(mention.head, mention.noun), reading, speech)


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
        apply_predicate(Step(governor.head, noun), reading, speech)


def _apply_infinitive(head: Token, reading: Reading) -> None:
    """A bare purpose or goal ("an operation to retake the city") is a plan."""
    if not is_infinitive(head):
        return
    if is_infinitive_of(head.head, head) or reading.rule.startswith(ACTUAL):
        return
    if any(c.lemma == "have" for c in children(head, "aux")):
        return  # "claimed to have shot it down"
    if head.dep in ("acl", "relcl") and is_superlative(head.head):
        return  # "the youngest to be killed"
    if head.dep in ("advcl", "acl", "relcl", "ROOT", "csubj"):
        reading.set("planned", "status.purpose", head)
    elif head.dep == "xcomp" and reading.rule == "status.asserted":
        if reading.hedges:
            if is_present(head.head):
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
    elif lasts_since(head) and (_is_lasting(mention) or is_repeated(head)):
        reading.set("ongoing", "status.since", head)
    elif (
        head.tag == "VBN" and auxiliaries in (["is"], ["are"]) and not (is_heading or is_turn(head))
    ):
        reading.set("ongoing", "status.present_state", head)
    elif (
        is_habitual(head)
        and not is_turn(head)
        and mention.event_type in FORCEFUL
        and not is_heading
    ):
        reading.set("ongoing", "status.present", head)
    elif head.lemma in LASTING:
        reading.set("ongoing", "status.continues", head)
