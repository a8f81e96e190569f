"""What the small words around a verb or noun make of it: negation, modals, hedges, phrases."""

from __future__ import annotations

from dateline.extract.status.conditions import is_inverted, is_proviso, mark_of
from dateline.extract.status.reading import Reading
from dateline.extract.status.tense import is_generic
from dateline.knowledge.speech_rules import Speech
from dateline.parse.grammar import children, is_passive
from dateline.parse.parsed import Parsed, Token
from dateline.records import Status

SHORT = {"'ll": "will", "wo": "will", "ca": "can", "'d": "would", "sha": "shall"}
"""Modals as they are clipped, in full."""
COUNTERFACTUAL = frozenset({"would", "could", "should", "ought"})
HABITS = frozenset({"often", "always", "usually", "frequently", "regularly", "sometimes", "never"})
PERSONS = frozenset({"i", "we", "you", "he", "she", "they", "one", "witness", "resident"})
PERCEIVING = frozenset({"hear", "see", "feel", "smell", "watch", "notice", "glimpse", "count"})
MERELY = frozenset({"just", "only", "merely", "simply", "solely"})
LONGEST_PHRASE = 5


def apply_word(token: Token, reading: Reading, speech: Speech, *, is_event: bool) -> None:
    """Read the negations, modals, conditions and hedges that hang on one word of the path."""
    for child in token.children:
        if child.i not in reading.loose:
            _apply_child(token, child, reading, speech, is_event)
    if token.dep == "advcl" or is_event:
        _apply_mark(token, reading)
    if any(c.dep == "mark" and c.lower == "whether" for c in token.children):
        reading.set("possible", "status.whether", token)
        reading.positive = True  # "not clear whether" denies nothing
    for subject in children(token, "nsubj", "nsubjpass"):
        if subject.lower in ("nobody", "none", "neither", "nothing"):
            reading.negate("status.negated", token)
        for none in none_of(subject):
            reading.negate("status.negated", none)


def _apply_child(
    token: Token, child: Token, reading: Reading, speech: Speech, is_event: bool
) -> None:
    word = child.lower
    if (
        child.dep == "neg"
        or (child.dep == "advmod" and (word in speech.negators or _is_negated(child, speech)))
        or (child.dep == "det" and word in ("no", "neither") and token.pos == "NOUN")
    ):
        if _is_of_degree(child):
            return
        reading.negate("status.negated", child)
    elif child.dep == "aux" and child.tag == "MD":
        _apply_modal(token, child, reading, speech)
    elif child.dep == "advmod" and speech.adverbs.get(word) == "not_happened":
        reading.negate("status.adverb", child)
    elif child.dep == "advmod" and word in speech.adverbs:
        if speech.adverbs[word] == "denied" and (is_event or token.lemma not in speech.cue_verbs):
            return  # "falsely" qualifies the telling, not the deed
        reading.set(speech.adverbs[word], "status.adverb", child)
    if child.dep in ("advmod", "amod") and word in speech.hedges:
        reading.hedges.append(child)


def _is_of_degree(negator: Token) -> bool:
    """Tell whether it is only denied that this is all ("not just the number of shots")."""
    beside = [*negator.head.children, *(g for c in negator.head.children for g in c.subtree())]
    return any(t.i == negator.i + 1 and t.lower in MERELY for t in beside)


def _is_negated(adverb: Token, speech: Speech) -> bool:
    """Tell whether an adverb of time is denied by a word before it ("no longer", "hardly ever")."""
    return adverb.lower in ("longer", "more", "ever", "yet") and any(
        c.lower in speech.negators for c in adverb.children
    )


def none_of(noun: Token) -> list[Token]:
    """Return the "no" or "neither" before a noun."""
    return [c for c in children(noun, "det") if c.lower in ("no", "neither")]


def _apply_mark(verb: Token, reading: Reading) -> None:
    """Read the conjunction of a clause of condition; "unless they leave" demands that they do."""
    mark = mark_of(verb)
    if mark == "unless" and reading.status == "threatened":
        reading.replace("requested", "status.ultimatum", verb)
    elif mark in ("if", "unless", "lest", "should") or is_inverted(verb) or is_proviso(verb):
        reading.set("hypothetical", "status.conditional", verb)


def _apply_modal(verb: Token, modal: Token, reading: Reading, speech: Speech) -> None:
    word = SHORT.get(modal.lower, modal.lower)
    status = speech.modals.get(word)
    if status is None:
        return
    if word in ("can", "could") and verb.lemma in PERCEIVING and _is_perceived(verb):
        return  # "shots can be heard"
    if word == "would" and any(c.lower in HABITS for c in children(verb, "advmod")):
        return  # "would often attack": they did
    if word == "would":
        status = "planned"  # "said it would withdraw"
    if any(c.dep == "aux" and c.lemma == "have" for c in verb.children):
        status = _of_the_past(word, status)
    if reading.is_assault and word in ("will", "shall", "would"):
        if (word != "would" and _threatens(verb)) or is_generic(verb):
            status = "threatened"
    reading.set(status, f"status.modal.{word}", modal)


def _is_perceived(verb: Token) -> bool:
    """Tell whether somebody perceives, or it is perceived (not "a plan that could see …")."""
    subjects = children(verb, "nsubj")
    return is_passive(verb) or any(s.lower in PERSONS or s.entity == "PERSON" for s in subjects)


def _of_the_past(word: str, status: Status) -> Status:
    """Return what a modal with "have" says: "would have left" did not, "must have left" may."""
    if word in COUNTERFACTUAL:
        return "hypothetical"
    return "possible" if word in ("might", "may", "must") else status


def speaks_for_itself(verb: Token) -> bool:
    """Tell whether the speaker announces a deed of his own ("we will hunt them down")."""
    return any(c.lower in ("we", "i") for c in children(verb, "nsubj"))


def _threatens(verb: Token) -> bool:
    """Tell whether what will be done is the speaker's doing, or is done to the hearer."""
    others = (t for t in verb.subtree() if t.i > verb.i)
    return speaks_for_itself(verb) or any(t.lower == "your" for t in others)


def apply_phrase(word: Token, reading: Reading, parsed: Parsed, speech: Speech) -> None:
    """Read a preposition of several words on the path ("instead of", "in the event of")."""
    if word.lower == "but" and not reading.positive:
        reading.settle("status.exception", word)  # "had no choice but to leave"
        return
    for length in range(LONGEST_PHRASE, 0, -1):
        first = word.i - length + 1
        if first < 0:
            continue
        phrase = " ".join(t.lower for t in parsed.tokens[first : word.i + 1])
        status = speech.phrases.get(phrase)
        if status == "not_happened":
            reading.negate("status.phrase", word)
        elif status is not None:
            reading.set(status, "status.phrase", word)
        if status is not None:
            return
    is_than = word.lower == "than" and any(
        t.lower == "rather" for t in parsed.tokens[max(0, word.i - 12) : word.i]
    )
    if is_than and parsed.tokens[word.i].sent == parsed.tokens[max(0, word.i - 1)].sent:
        reading.negate("status.phrase", word)
