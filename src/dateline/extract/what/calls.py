"""Demands without a verb of demanding: "the envoy said that the militia must disarm".

What somebody says another side must or should do is asked of that side.
"""

from __future__ import annotations

from dateline.knowledge.event_lexicon import Entry, Lexicon
from dateline.parse.arguments import speakers, surface_subjects
from dateline.parse.grammar import children
from dateline.parse.parsed import Token

OBLIGING = frozenset({"must", "should"})
ADDRESSED = frozenset({"AUTHORITY", "FORCE", "GROUP"})
ADDRESSED_ENTITIES = frozenset({"GPE", "NORP", "ORG"})
MODES = (("YIELDVERB", "yield"), ("MEETVERB", "meet"), ("HELPVERB", "assist"))
CONDITIONS = frozenset({"if", "unless", "whether", "why", "when", "how", "what", "as", "because"})


def call(verb: Token, lexicon: Lexicon) -> tuple[Entry, str | None, tuple[Token, ...]] | None:
    """Return the entry, the mode and the words of a demand told by a modal verb, or None."""
    if verb.tag != "VB" or verb.dep not in ("ccomp", "conj"):
        return None
    modal = next((c for c in children(verb, "aux") if c.lower in OBLIGING), None)
    if modal is None:
        return None
    if verb.lemma == "be" and (children(verb, "neg") or not children(verb, "acomp", "attr")):
        return None
    if any(c.lower in CONDITIONS for c in children(verb, "mark", "advmod") if c.i < modal.i):
        return None
    if any(c.lower == "have" for c in children(verb, "aux")) or not speakers(verb):
        return None
    if not any(_is_addressed(t, lexicon) for t in surface_subjects(verb)):
        return None
    entry = next((e for e in lexicon.verbs.get(modal.lower, ()) if not e.conditions), None)
    if entry is None:
        return None
    of = (m for name, m in MODES if verb.lemma in lexicon.classes.get(name, frozenset()))
    return entry, next(of, None), (modal, *children(verb, "neg"), verb)


def _is_addressed(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a word names somebody public on whom a demand can be made."""
    if token.pos == "PRON":
        return False
    return token.entity in ADDRESSED_ENTITIES or bool(lexicon.classes_of(token.lemma) & ADDRESSED)
