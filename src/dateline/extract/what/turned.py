"""Mentions whose words turn them into another type: preparing to, will not, attacks in words."""

from __future__ import annotations

from dataclasses import replace

from dateline.extract.mention import Mention
from dateline.knowledge.event_lexicon import Lexicon
from dateline.parse.arguments import surface_subjects
from dateline.parse.grammar import children, is_passive

PREPARING = frozenset({"prepare", "ready", "gear", "mass", "poise", "brace", "gather"})
REFUSABLE = frozenset({"CONCEDE", "RETREAT", "AID", "COOPERATE", "CONSULT", "SUPPORT"})
WILL = frozenset({"will", "wo", "would", "'ll"})


def turned(mention: Mention, lexicon: Lexicon) -> Mention:
    """Return a mention as the words around it have it."""
    return _as_attack_in_words(_as_refusal(_as_preparation(mention), lexicon), lexicon)


def _as_preparation(mention: Mention) -> Mention:
    """Read "preparing to enter the city" as a movement of forces, with the deed still to come."""
    head = mention.head
    if mention.noun is not None or head.dep != "xcomp" or mention.event_type != "COERCE":
        return mention
    if head.head.lemma not in PREPARING or "territory" not in mention.contexts:
        return mention
    words = tuple(sorted({head.head, *mention.words, *children(head, "aux")}, key=lambda t: t.i))
    return replace(
        mention,
        words=words,
        event_type="MOBILIZE",
        mode="troops",
        contexts=("military",),
        rule="what.preparation",
    )


def _as_refusal(mention: Mention, lexicon: Lexicon) -> Mention:
    """Read "will not release them" as a refusal: whoever says what he will not do turns it down."""
    verb = mention.head
    unwilling = verb.lemma == "be" and mention.event_type == "AGREE"
    ending = mention.noun is not None and verb.lemma in lexicon.classes.get("ENDING_VERB", ())
    if verb.pos == "NOUN" or not (unwilling or ending or mention.event_type in REFUSABLE):
        return mention
    no = children(verb, "neg")
    will = [c for c in children(verb, "aux") if c.lower in WILL]
    if not no or not (will or unwilling) or is_passive(verb) or not surface_subjects(verb):
        return mention
    words = tuple(sorted({*will, *no, *mention.words}, key=lambda t: t.i))
    return replace(
        mention, words=words, event_type="REJECT", mode=None, contexts=(), rule="what.refusal"
    )


def _as_attack_in_words(mention: Mention, lexicon: Lexicon) -> Mention:
    """Read "launched an attack on the minister, calling him a liar" as criticism."""
    noun = mention.noun
    if noun is None or noun.lemma != "attack" or mention.event_type != "ASSAULT" or mention.mode:
        return mention
    speaking = lexicon.classes.get("ATTACKING_IN_WORDS", frozenset())
    clauses = [c for c in children(mention.head, "advcl", "conj") if c.tag in ("VBG", "VBD")]
    if mention.head is noun or not any(c.lemma in speaking for c in clauses):
        return mention
    return replace(
        mention, event_type="ACCUSE", mode="disapprove", contexts=(), rule="what.attack_in_words"
    )
