"""Give verbs the subjects that the model reads into another phrase.

"In Homs rebels attacked" with the rebels in Homs, "fired gas and youths threw stones" with the
youths fired: general patterns, each with its reason; each leaves a well-formed tree.
"""

from __future__ import annotations

from dateline.knowledge.descriptions import descriptions
from dateline.parse.parsed import Sentence, Token
from dateline.parse.repair import attach, is_finite

NOUNLIKE = {"shot": "shoot", "hit": "hit", "cut": "cut", "beat": "beat", "bombed": "bomb"}
CONSTANT = frozenset(
    {"daily", "nightly", "weekly", "hourly", "constant", "continuous", "total", "complete"}
    | {"simultaneous", "identical", "continual", "permanent", "incessant", "certain"}
)


def near_constant(sentence: Sentence) -> None:
    """Read "launched near daily strikes" as strikes launched, not as a place near them."""
    for near in sentence.tokens:
        if near.lower not in ("near", "close") or near.dep != "prep":
            continue
        nouns = [c for c in near.children if c.dep == "pobj"]
        after = next((t for t in sentence.tokens if t.i == near.i + 1), None)
        if not nouns or after is None or after.lower not in CONSTANT or near.head.pos != "VERB":
            continue
        if not any(c.dep in ("dobj", "nsubjpass") for c in near.head.children):
            attach(nouns[0], near.head, "dobj")
            attach(near, after, "advmod")


def swallowed_subject(sentence: Sentence) -> None:
    """Give a verb the subject read as one more object: "fired tear gas and youths threw stones"."""
    for verb in sentence.tokens:
        if verb.dep != "conj" or verb.tag not in ("VBD", "VBZ", "VBP") or verb.i == 0:
            continue
        if any(c.dep in ("nsubj", "nsubjpass", "expl") for c in verb.children):
            continue
        noun = next((t for t in sentence.tokens if t.i == verb.i - 1), None)
        if noun is None or noun.dep != "conj" or noun.pos not in ("NOUN", "PROPN"):
            continue
        listed = noun.head
        if not any(a is verb.head for a in listed.ancestors()):
            continue
        attach(noun, verb, "nsubj")
        for cc in [c for c in listed.children if c.dep == "cc" and c.i < noun.i]:
            attach(cc, verb.head, "cc")


def fronted_subject(sentence: Sentence) -> None:
    """Give back the subject that a phrase of place or time before it swallowed.

    "In Homs itself relatives blocked the road", "on 25 August youths of the area, reportedly
    Ron, waylaid …", "between sixty and eighty men, some in uniform, fell upon …".
    """
    for verb in sentence.tokens:
        if verb.pos != "VERB" or not is_finite(verb) or verb.dep in ("aux", "auxpass"):
            continue
        subjects = [c for c in verb.children if c.dep in ("nsubj", "nsubjpass", "csubj", "expl")]
        noun = _swallowed(verb, subjects[0] if subjects else None)
        if noun is None:
            continue
        prep = noun.head
        passive = any(c.dep == "auxpass" for c in verb.children)
        for before in [c for c in noun.children if c.i < noun.i and _belongs_to_phrase(c)]:
            attach(before, prep, "pobj")
        if prep.lower == "between" and any(c.tag == "CD" for c in prep.children):
            first = next(c for c in prep.children if c.tag == "CD")
            attach(first, noun, "nummod")
            attach(prep, first, "advmod")
        attach(noun, verb, "nsubjpass" if passive else "nsubj")
        for false in subjects[:1]:
            attach(false, noun, "appos")


def _belongs_to_phrase(word: Token) -> bool:
    """Tell whether a word before a swallowed subject is what the preposition governs."""
    if word.entity in ("DATE", "TIME", "GPE", "LOC", "FAC") and word.pos in ("PROPN", "NOUN"):
        return True
    return word.dep == "nmod" and word.pos == "PROPN"


def _swallowed(verb: Token, subject: Token | None) -> Token | None:
    """Return the people that stand at the end of a phrase before a verb without a true subject."""
    for prep in reversed([c for c in verb.children if c.dep == "prep" and c.i < verb.i]):
        last = [t for t in prep.subtree() if t.dep == "pobj" and t.i < verb.i]
        for noun in reversed(last):
            if noun.lemma not in descriptions()["people"] or noun.tag != "NNS":
                continue
            if any(c.dep in ("det", "poss") for c in noun.children):
                continue
            is_between = noun.head.lower == "between" and any(
                c.tag == "CD" and c.dep == "pobj" for c in noun.head.children
            )
            parted = [c for c in noun.children if c.i < noun.i and _belongs_to_phrase(c)]
            if not parted and not is_between:
                continue
            if subject is None or _is_bracketed(subject, noun):
                return noun
    return None


def _is_bracketed(subject: Token, noun: Token) -> bool:
    """Tell whether a subject only adds to a noun: "youths, reportedly Ron, waylaid"."""
    words = subject.subtree()
    comma = words[0].i - 1
    if subject.i < noun.i or any(c.dep == "det" for c in subject.children):
        return False
    return any(t.text == "," and t.i == comma for a in (noun, subject.head) for t in a.children)


def verb_read_as_noun(sentence: Sentence) -> None:
    """Read "gunmen shot dead a surgeon", tagged a noun with subject and object, as a verb."""
    for word in sentence.tokens:
        if word.pos != "NOUN" or word.lower not in NOUNLIKE:
            continue
        has = {c.dep for c in word.children}
        if "nsubj" in has and has & {"dobj", "oprd", "acomp"} and "det" not in has:
            word.pos, word.tag, word.lemma = "VERB", "VBD", NOUNLIKE[word.lower]


def mend_subjects(sentence: Sentence) -> None:
    """Apply every repair of subjects to a sentence; before the others."""
    verb_read_as_noun(sentence)
    near_constant(sentence)
    fronted_subject(sentence)
    swallowed_subject(sentence)
