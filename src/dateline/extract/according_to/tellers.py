"""Who tells: verbs that can attribute, with their entries in the tables and their subjects."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.extract.according_to.beside import goes_on
from dateline.knowledge.speech_rules import CueEntry, Speech
from dateline.parse.arguments import agents, surface_subjects
from dateline.parse.grammar import NOUN_POS, children, conjuncts, is_passive
from dateline.parse.parsed import Token
from dateline.records import AttributionForm

PHASES = frozenset({"begin", "continue", "start", "conclude", "finish", "end", "open", "go"})
IMPERSONAL = frozenset(
    {"be", "seem", "appear", "happen", "emerge", "transpire", "turn", "follow", "occur", "come"}
    | {"matter", "help", "become", "remain", "feel", "look", "sound", "mean", "strike", "dawn"}
)
"""Verbs whose "it" stands for the clause after them."""


@dataclass(frozen=True, slots=True)
class Said:
    """One act of attribution: the cue word, the heads of its source, its form, its rule."""

    cue: Token | None
    sources: tuple[Token, ...]
    form: AttributionForm
    rule: str
    cue_words: tuple[Token, ...] = ()


def is_cue(verb: Token, speech: Speech) -> bool:
    """Tell whether a verb can attribute what stands in a clause or quotation beside it."""
    if verb.lemma in PHASES and children(verb, "xcomp", "dobj", "prt"):
        return False  # "soldiers began dropping bombs"
    return verb.pos in ("VERB", "AUX") and any(
        {"ccomp", "quote"} & cue.relations for cue in cues_of(verb, speech)
    )


def asks(cue: Token | None, speech: Speech) -> bool:
    """Tell whether a cue asks or orders, so that who asks is named even as the outlet."""
    return cue is not None and any(c.form == "order" for c in speech.cue_verbs.get(cue.lemma, ()))


def cues_of(verb: Token, speech: Speech) -> list[CueEntry]:
    """Return the entries of a verb all of whose words stand here ("put out a statement")."""
    return entries_of(verb, speech.cue_verbs)


def entries_of(verb: Token, table: dict[str, tuple[CueEntry, ...]]) -> list[CueEntry]:
    """Return the entries of a verb in a table, all of whose words stand here."""
    found = table.get(verb.lemma, ())
    if not any(cue.others for cue in found):
        return list(found)
    below = {c.lemma for c in verb.children} | {c.lower for c in verb.children}
    below |= {g.lemma for c in verb.children for g in c.children}
    return [cue for cue in found if all(word in below for word in cue.others)]


def speakers_of(verb: Token) -> list[Token]:
    """Return who says what a cue verb says; nobody for "it was reported that"."""
    return [t for t in _subjects_of(verb) if t.pos in NOUN_POS and "://" not in t.text]


def _subjects_of(verb: Token) -> list[Token]:
    if is_passive(verb):
        by = agents(verb)
        if by:
            return by
        quoted = [t for t in children(verb, "nsubjpass") if t.lower not in ("it", "there")]
        return quoted if verb.lemma in ("quote", "cite") else []
    teller = goes_on(verb)
    if teller is not None:
        return speakers_of(teller)
    found = [t for t in surface_subjects(verb) if t.lower not in ("there", "which", "that")]
    if verb.lemma in IMPERSONAL or children(verb, "expl"):
        found = [t for t in found if t.lower != "it"]  # "it seems that" names nobody
    found = [t for t in found if t.lower != "it" or t.head is verb or _goes_on_telling(verb)]
    inverted = [t for t in children(verb, "nsubj", "dep") if t.i > verb.i]
    return found or [w for t in inverted for w in conjuncts(t)]


def _goes_on_telling(verb: Token) -> bool:
    """Tell whether a verb takes its subject from a telling before it ("it denied … and said …")."""
    return verb.dep == "conj" and bool(children(verb.head, "ccomp"))
