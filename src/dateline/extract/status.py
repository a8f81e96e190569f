"""Did it happen: happened, ongoing, planned, threatened, requested, possible, denied or possible.

Read from the top of the clause down to the event: each verb, modal, negation or noun on the way
changes what holds of the one below. "The army denied that it had failed to stop an attack" is a
denial of a failure of a prevention of an attack.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.extract.mention import Mention
from dateline.knowledge.speech_rules import PredicateEntry, Speech
from dateline.parse.grammar import children, is_passive
from dateline.parse.parsed import Parsed, Token
from dateline.records import Status

OCCURRING = frozenset(
    {"occur", "happen", "take", "begin", "start", "follow", "continue", "loom", "ensue", "resume"}
    | {"end", "stop", "cease", "erupt", "break", "come"}
)
"""Verbs that tell whether the event that is their subject takes place."""
FACTUAL = frozenset({"happened", "ongoing"})
COMPLEMENTS = frozenset({"ccomp", "xcomp", "pcomp", "dobj", "nsubjpass", "acomp", "oprd", "obj"})
CONDITIONS = frozenset({"if", "unless", "should", "lest", "provided", "until"})
STEPS = 12


@dataclass(slots=True)
class Reading:
    """What is known of an event so far, from the top of its clause down.

    Attributes:
        positive: an even number of negations so far.
        hedges: words that hedge without a source ("reportedly").
        is_assault: the event is of the type ASSAULT; announcing one's own is a threat.
        words: words the status rests on.
    """

    status: Status = "happened"
    positive: bool = True
    rule: str = "status.asserted"
    words: list[Token] = field(default_factory=list)
    hedges: list[Token] = field(default_factory=list)
    is_assault: bool = False

    def set(self, status: Status, rule: str, word: Token) -> None:
        """Change the status, unless it is no longer open (a plan of a threat is a threat)."""
        if self.status in FACTUAL:
            self.status, self.rule = status, rule
            self.words.append(word)

    def negate(self, rule: str, word: Token) -> None:
        """Turn the polarity round."""
        self.positive = not self.positive
        self.rule = rule
        self.words.append(word)


@dataclass(frozen=True, slots=True)
class _Step:
    """One word above the event, and the relation by which the next one down hangs on it."""

    token: Token
    below: Token


def status_of(mention: Mention, parsed: Parsed, speech: Speech) -> Reading:
    """Return the status of a mention, with its rule, its words and its hedges."""
    reading = Reading(is_assault=mention.event_type == "ASSAULT")
    path = _path(mention)
    for step in path:
        _apply_word(step.token, reading, speech, is_event=False)
        _apply_predicate(step, reading, speech)
    head = mention.head
    _apply_word(head, reading, speech, is_event=True)
    if mention.noun is not None:
        if head is not mention.noun:
            _apply_predicate(_Step(head, mention.noun), reading, speech)
        _apply_noun(mention.noun, reading, speech)
    _apply_infinitive(head, path, reading)
    _apply_tense(mention, reading)
    if not reading.positive and reading.status in (*FACTUAL, "planned", "possible"):
        reading.status = "not_happened"
    if _is_question(mention):
        reading.set("possible", "status.question", head)
    return reading


def _path(mention: Mention) -> list[_Step]:
    """Return the words above the event that bear on it, topmost first."""
    steps: list[_Step] = []
    token = mention.head
    for _ in range(STEPS):
        head = token.head
        if head is token or _is_boundary(token, head):
            break
        if token.dep == "conj" and head.pos == token.pos:
            if not children(token, "nsubj", "nsubjpass"):
                steps.extend(_shared_modals(token, head))
            token = head
            continue
        steps.append(_Step(head, token))
        token = head
    return list(reversed(steps))


def _shared_modals(token: Token, head: Token) -> list[_Step]:
    """Return a step for the modals that a bare conjunct shares ("may attack and kill")."""
    bare = token.tag == "VB" and not children(token, "aux")
    return [_Step(head, token)] if bare else []


def _is_boundary(token: Token, head: Token) -> bool:
    """Tell whether what stands above no longer bears on whether the event happened."""
    if token.dep == "relcl" or (token.dep == "acl" and token.tag in ("VBN", "VBG")):
        return True
    if token.dep == "advcl":
        return not (_mark(token) in CONDITIONS or token.tag == "VB")
    if token.dep in ("nsubj", "poss", "appos", "npadvmod", "parataxis"):
        return token.dep != "nsubj" or head.lemma not in OCCURRING
    return token.dep == "pobj" and head.lower in ("after", "since", "during", "following", "by")


def _mark(verb: Token) -> str:
    marks = [c.lower for c in verb.children if c.dep in ("mark", "advmod")]
    return next((m for m in marks if m in CONDITIONS), marks[0] if marks else "")


def _apply_word(token: Token, reading: Reading, speech: Speech, *, is_event: bool) -> None:
    """Read the negations, modals, conditions and hedges that hang on one word of the path."""
    for child in token.children:
        word = child.lower
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
            reading.set(speech.adverbs[word], "status.adverb", child)
        if child.dep in ("advmod", "amod") and word in speech.hedges:
            reading.hedges.append(child)
    if token.dep == "advcl" or is_event:
        if _mark(token) in ("if", "unless", "lest", "should"):
            reading.set("hypothetical", "status.conditional", token)
    if any(c.dep == "mark" and c.lower == "whether" for c in token.children):
        reading.set("possible", "status.whether", token)
    if any(c.dep == "nsubj" and c.lower in ("nobody", "none", "neither") for c in token.children):
        reading.negate("status.negated", token)


def _apply_modal(verb: Token, modal: Token, reading: Reading, speech: Speech) -> None:
    word = {"'ll": "will", "wo": "will", "ca": "can", "'d": "would"}.get(modal.lower, modal.lower)
    status = speech.modals.get(word)
    if status is None:
        return
    if word == "would" and not _has_condition(verb):
        status = "planned"  # "said it would withdraw"
    if word in ("will", "shall", "would", "could", "might") and _has_condition(verb):
        status = "hypothetical"
    if word in ("would", "could", "should", "might") and any(
        c.dep == "aux" and c.lemma == "have" for c in verb.children
    ):
        status = "hypothetical" if word != "might" else "possible"
    if word in ("will", "shall") and reading.is_assault and _speaks_for_itself(verb):
        status = "threatened"
    reading.set(status, f"status.modal.{word}", modal)


def _speaks_for_itself(verb: Token) -> bool:
    """Tell whether the speaker announces a deed of his own ("we will hunt them down")."""
    return any(c.lower in ("we", "i") for c in children(verb, "nsubj"))


def _has_condition(verb: Token) -> bool:
    return any(c.dep == "advcl" and _mark(c) in ("if", "unless") for c in verb.children)


def _apply_predicate(step: _Step, reading: Reading, speech: Speech) -> None:
    """Read what an embedding verb, noun or adjective says of its complement."""
    token, below = step.token, step.below
    if token.pos == "ADP" or token.dep in ("prep", "agent"):
        return
    predicate = _signature(token, below, speech)
    status = speech.periphrases.get(f"{token.lower} to")
    if predicate is None and status is not None and below.dep == "xcomp":
        reading.set(status, "status.periphrasis", token)
    if token.pos == "NOUN" and below.dep in ("ccomp", "acl") and token.lemma in speech.cue_nouns:
        if not children(token, "poss"):
            reading.hedges.append(token)
    if predicate is None:
        return
    outcome = predicate.positive if reading.positive else predicate.negated
    if predicate.kind in ("belief", "report") and _is_raised(token, below):
        reading.hedges.append(token)
        return
    if outcome == "same":
        return
    if outcome == "happened":
        if not reading.positive:
            reading.positive = True
            reading.rule = f"status.{predicate.kind}"
            reading.words.append(token)
    elif outcome == "not_happened":
        reading.positive = True
        reading.negate(f"status.{predicate.kind}", token)
    else:
        reading.positive = True
        reading.set(outcome, f"status.{predicate.kind}", token)


def _is_raised(token: Token, below: Token) -> bool:
    """Tell whether a passive verb of belief lends only doubt ("is believed to have killed")."""
    return token.pos == "VERB" and is_passive(token) and below.dep == "xcomp"


def _relation(below: Token) -> str:
    if below.dep in ("pobj", "pcomp"):
        return f"prep:{below.head.lower}"
    return {"dobj": "obj", "nsubjpass": "obj"}.get(below.dep, below.dep)


def _signature(token: Token, below: Token, speech: Speech) -> PredicateEntry | None:
    """Return the entry for a predicate whose complement is the word below it."""
    relation = _relation(below)
    if below.dep == "prep":
        relation = f"prep:{below.lower}"
    if relation == "acl":
        relation = "xcomp"
    if below.dep == "nsubj" and token.lemma == "be":
        return None
    token = _lexical(token)
    pos = {"AUX": "VERB", "PROPN": "NOUN"}.get(token.pos, token.pos)
    below_words = {c.lower for c in token.children}
    found = [
        p
        for p in speech.predicates.get(token.lemma, ())
        if p.pos == pos and all(word in below_words for word in p.others)
    ]
    for predicate in found:
        if relation in predicate.complements:
            return predicate
    for predicate in found:
        if "any" in predicate.complements and relation not in ("nsubj", "advcl", "conj"):
            return predicate
    return None


def _lexical(token: Token) -> Token:
    """Return the adjective or noun that carries the meaning of "it is false that"."""
    if token.lemma != "be":
        return token
    return next(iter(children(token, "acomp", "attr")), token)


def _apply_noun(noun: Token, reading: Reading, speech: Speech) -> None:
    """Read the words around an event noun: "no attack", "alleged", "planned", "possible"."""
    for child in noun.children:
        if child.dep == "det" and child.lower == "no":
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
        _apply_predicate(_Step(governor.head, noun), reading, speech)


def _apply_infinitive(head: Token, path: list[_Step], reading: Reading) -> None:
    """A bare purpose or goal ("an operation to retake the city") is a plan."""
    if head.tag != "VB" or not any(c.dep == "aux" and c.tag == "TO" for c in head.children):
        return
    if head.dep in ("advcl", "acl", "relcl", "ROOT", "csubj"):
        reading.set("planned", "status.purpose", head)
    elif head.dep == "xcomp" and reading.rule == "status.asserted" and not reading.hedges:
        if head.head.lemma not in ("use", "have", "continue", "begin", "start", "come", "go"):
            reading.set("planned", "status.infinitive", head.head)


def _apply_tense(mention: Mention, reading: Reading) -> None:
    """A progressive present is going on; so is a present perfect progressive."""
    if reading.status != "happened" or not reading.positive:
        return
    head = mention.head
    if head.pos not in ("VERB", "AUX"):
        return
    auxiliaries = [c for c in head.children if c.dep in ("aux", "auxpass")]
    if (head.tag == "VBG" and any(a.lemma == "be" for a in auxiliaries)) or (
        head.tag == "VBN" and any(a.lower == "being" for a in auxiliaries)
    ):
        reading.set("ongoing", "status.progressive", head)
    elif head.tag == "VBN" and [a.lower for a in auxiliaries] in (["is"], ["are"]):
        if not mention.sentence.is_heading:
            reading.set("ongoing", "status.present_state", head)
    elif head.lemma in ("continue", "persist") and mention.noun is not None:
        reading.set("ongoing", "status.continues", head)


def _is_question(mention: Mention) -> bool:
    last = mention.sentence.tokens[-1].text
    return last == "?" and mention.head.sent == mention.sentence.n


def words_of(tokens: Iterable[Token]) -> list[tuple[int, int]]:
    """Return the offsets of the words a status rests on, in text order, without repeats."""
    return sorted({(t.start, t.end) for t in tokens})
