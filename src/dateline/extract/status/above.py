"""The words above an event that bear on whether it happened, topmost first."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.extract.mention import Mention
from dateline.extract.scope import is_content_of_noun, stands_apart
from dateline.extract.status.conditions import CONDITIONS, is_inverted, mark_of
from dateline.extract.status.predicates import is_definite, signature
from dateline.extract.status.tense import is_infinitive
from dateline.knowledge.speech_rules import Speech
from dateline.parse.grammar import children
from dateline.parse.parsed import Token

STEPS = 12
"""Words climbed at most; what stands higher is a misparse."""
CIRCUMSTANCES = frozenset(
    {"after", "since", "during", "following", "by", "amid", "amidst", "despite", "over", "because"}
    | {"before", "until", "through", "throughout", "under", "within"}
)
"""Prepositions whose event is a circumstance, and told as a fact."""
TIDINGS = frozenset({"news", "memory", "anniversary", "aftermath", "wake", "scene", "site"})
TIDINGS |= {"victim", "survivor", "perpetrator", "footage", "detail", "knowledge", "circumstance"}
"""Nouns of something that took place."""


@dataclass(frozen=True, slots=True)
class Step:
    """One word above the event, and the word below it by which the event hangs on it."""

    token: Token
    below: Token


def is_shielded(step: Step, speech: Speech) -> bool:
    """Tell whether a negation above says nothing of an event noun in a phrase of its own.

    "The figures do not include losses to air strikes" denies no strikes; "did not take part in
    the strikes" says what "take part" says.
    """
    token, below = step.token, step.below
    if below.dep != "prep" or below.lower in ("of", "without") or token.pos == "ADJ":
        return False
    events = [c for c in children(below, "pobj") if c.pos == "NOUN"]
    return bool(events) and signature(token, below, speech) is None


def path_above(mention: Mention, speech: Speech) -> list[Step]:
    """Return the words above the event that bear on it, topmost first."""
    steps: list[Step] = []
    token, is_event = mention.head, True
    is_assault = mention.event_type == "ASSAULT"
    for _ in range(STEPS):
        head = token.head
        if head is token or _is_boundary(token, head, speech, is_event, is_assault):
            break
        if token.dep == "conj" and head.pos == token.pos:
            if not children(token, "nsubj", "nsubjpass"):
                steps.extend(_shared_modals(token, head))
            token = head
            continue
        steps.append(Step(head, token))
        is_event = is_content_of_noun(token, speech) or _is_attempt(token, head, speech)
        token = head
    return list(reversed(steps))


def _is_attempt(token: Token, head: Token, speech: Speech) -> bool:
    """Tell whether an infinitive is what a noun of trying or planning aims at."""
    if head.pos != "NOUN" or not is_infinitive(token):
        return False
    predicate = signature(head, token, speech)
    return predicate is not None and predicate.kind in ("try", "plan")


def _shared_modals(token: Token, head: Token) -> list[Step]:
    """Return a step for the modals that a bare conjunct shares ("may attack and kill").

    A participle shares them too, and a negation before "or" ("will not be held or beaten").
    """
    bare = token.tag == "VB" and not children(token, "aux")
    is_participle = token.tag == head.tag == "VBN" and not children(token, "aux", "auxpass")
    links = [c.lower for c in children(head, "cc") if head.i < c.i < token.i]
    denied = bool(children(head, "neg"))
    has_modal = any(c.tag == "MD" for c in children(head, "aux"))
    shared = is_participle and ("or" in links if denied else has_modal)
    return [Step(head, token)] if bare or shared else []


def _is_boundary(
    token: Token, head: Token, speech: Speech, is_event: bool, is_assault: bool
) -> bool:
    """Tell whether what stands above no longer bears on whether the event happened.

    Args:
        token: the word climbed from.
        head: the word above it.
        speech: the tables.
        is_event: the word names the event itself, or hearsay whose content it is.
        is_assault: the event is an attack, of which one speaks as known ("the attack").

    """
    if stands_apart(token, head, speech):
        return True
    if token.dep == "relcl" and is_infinitive(token):
        return False  # "no reason to shoot"
    if token.dep == "relcl" or (token.dep == "acl" and token.tag in ("VBN", "VBG", "VBD")):
        return not is_content_of_noun(token, speech)
    if token.dep == "advcl":
        is_bare = token.tag == "VB" and not children(token, "aux")
        is_condition = mark_of(token) in CONDITIONS or is_inverted(token)
        return not (is_condition or is_bare or is_infinitive(token))
    if token.dep == "nsubj":
        is_noun = token.pos in ("NOUN", "PROPN")
        return not (is_event and is_noun) or signature(head, token, speech) is None
    if token.dep in ("poss", "appos", "npadvmod", "parataxis", "amod", "compound"):
        return True
    if token.dep == "pobj" and head.lower == "of" and head.head.lemma in TIDINGS:
        return True  # "tried to curb the news of her capture"
    if token.dep == "pobj" and head.lower in CIRCUMSTANCES:
        return head.dep != "agent" or is_definite(token)
    return is_event and is_assault and _is_presupposed(token, head, speech)


def _is_presupposed(noun: Token, head: Token, speech: Speech) -> bool:
    """Tell whether a definite event noun is a thing spoken of ("will study the attack")."""
    if noun.pos != "NOUN" or noun.dep not in ("dobj", "pobj") or not is_definite(noun):
        return False
    above = head.head if noun.dep == "pobj" else head
    below = head if noun.dep == "pobj" else noun
    return signature(above, below, speech) is None and signature(above, noun, speech) is None
