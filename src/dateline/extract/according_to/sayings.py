"""What each word of saying, thinking and attitude attributes: verbs, adjectives and nouns.

Every attribution of a report is sought here, also stances ("opposes the ban", "is wary of"), that
make no claim another's. A cue is the word with what belongs to it: auxiliaries, adverbs, particle
and a preposition right after it; what is said, wanted or judged is the content.
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.extract.according_to.sayings_verbs import (
    PAPERS,
    Draft,
    borrowed,
    complements,
    cue_words,
    is_anybody,
    is_infinitive,
    is_of_time,
    of_verb,
    own_words,
    relative,
    sources_of,
)
from dateline.extract.according_to.tellers import cues_of
from dateline.knowledge.speech_rules import Speech
from dateline.parse.arguments import surface_subjects
from dateline.parse.grammar import children, conjuncts, is_passive
from dateline.parse.parsed import Token

COPULAS = frozenset({"be", "seem", "remain", "become", "feel", "appear", "sound", "look"})
OWNERS = frozenset({"by", "from", "among"})
MEETING = frozenset(
    {"draw", "win", "face", "attract", "receive", "earn", "provoke", "spark", "prompt", "trigger"}
    | {"meet", "get", "garner", "gain", "enjoy", "elicit"}
)
"""Verbs whose subject is judged by others ("drew criticism from the union")."""


def sayings(tokens: Iterable[Token], speech: Speech) -> dict[int, Draft]:
    """Return what each attributing word attributes, by the place of the word."""
    found: dict[int, Draft] = {}
    for token in tokens:
        draft = None
        if token.lower == "according":
            draft = _of_phrase(token)
        elif token.pos in ("VERB", "AUX"):
            draft = _of_light_verb(token, speech) or _of_copula(token, speech)
            draft = draft or of_verb(token, speech)
        elif token.pos == "NOUN":
            draft = _of_noun(token, speech)
        if draft is not None:
            found[token.i] = draft
    for place, draft in list(found.items()):
        for word in draft.cue:
            if word.i != place:
                found.pop(word.i, None)
    return found


def _of_light_verb(verb: Token, speech: Speech) -> Draft | None:
    """Return the attribution of "raised doubts about X", "issued a statement saying …", or None."""
    entries = speech.stance_verbs.get(verb.lemma, ())
    if not any(entry.form == "light" for entry in entries) or is_infinitive(verb):
        return None
    noun = next((c for c in children(verb, "dobj") if c.i > verb.i), None)
    if noun is None:
        return None
    if verb.lemma in MEETING:
        return _of_reception(verb, noun, speech)
    sources = sources_of(verb)
    if not sources or is_anybody(sources):
        return None
    cue = cue_words(verb)
    cue += [t for t in sorted(noun.subtree(), key=lambda t: t.i) if cue[-1].i < t.i <= noun.i]
    telling = _telling(noun, speech)
    if telling is not None:
        cue += [t for t in cue_words(telling) if t.i == cue[-1].i + 1]
        words = complements(telling, [], cue, {"ccomp", "quote", "obj"})
        return Draft(sources, cue, words - {t.i for t in cue}, [], "said.light_verb")
    content = _of_what(noun, speech)
    if content is None:
        return None
    links, words = content
    cue += [link for link in links if link.i == cue[-1].i + 1]
    return Draft(sources, cue, words - {t.i for t in cue}, [], "said.light_verb")


def _of_reception(verb: Token, noun: Token, speech: Speech) -> Draft | None:
    """Return the attribution of "the plan drew criticism from the union"."""
    if noun.lemma not in speech.stance_nouns or is_passive(verb):
        return None
    judged = surface_subjects(verb)
    cue = cue_words(verb)
    cue += [t for t in sorted(noun.subtree(), key=lambda t: t.i) if cue[-1].i < t.i <= noun.i]
    preps = [*children(noun, "prep"), *children(verb, "prep")]
    judges = [o for p in preps if p.lower in OWNERS for o in children(p, "pobj")]
    words = {t.i for s in judged for t in s.subtree()}
    for prep in preps:
        if prep.lower not in OWNERS and not is_of_time(prep) and prep.head is noun:
            words |= {t.i for t in prep.subtree()}
    return Draft(judges[:1], cue, words - {t.i for t in cue}, [], "said.light_verb")


def _telling(noun: Token, speech: Speech) -> Token | None:
    """Return the participle that goes on after a noun of saying ("a statement saying that")."""
    if noun.lemma not in speech.cue_nouns and noun.lemma not in PAPERS:
        return None
    for child in children(noun, "acl"):
        if child.tag == "VBG" and cues_of(child, speech):
            return child
    return None


def _of_what(noun: Token, speech: Speech) -> tuple[list[Token], set[int]] | None:
    """Return the preposition after a noun of saying and the words of what it is about, or None."""
    entries = [*speech.stance_nouns.get(noun.lemma, ()), *speech.cue_nouns.get(noun.lemma, ())]
    relations = {r for entry in entries for r in entry.relations}
    for child in sorted(noun.children, key=lambda t: t.i):
        if child.i < noun.i:
            continue
        if child.dep == "prep" and f"prep:{child.lower}" in relations and not is_of_time(child):
            return [child], {t.i for t in child.subtree()} - {child.i}
        if child.dep in ("acl", "ccomp", "relcl") and {"acl", "ccomp"} & relations:
            is_that = any(c.lower == "that" for c in children(child, "mark"))
            if is_that or is_infinitive(child):
                return [], {t.i for t in child.subtree()}
    return None


def _of_noun(noun: Token, speech: Speech) -> Draft | None:
    """Return the attribution of "his criticism of the raid": a noun with an owner and content."""
    content = _of_what(noun, speech)
    if content is None:
        return None
    links, words = content
    owners = [t for t in children(noun, "poss") if t.entity not in ("DATE", "TIME")]
    for prep in children(noun, "prep"):
        if prep.lower in OWNERS and prep not in links:
            owners += children(prep, "pobj")
    if is_anybody(owners) or (owners and owners[0].lower in ("my", "our", "your")):
        return None
    forms = {entry.form for entry in speech.stance_nouns.get(noun.lemma, ())}
    if "agent" in forms or not (owners or "attitude" in forms):
        return None
    cue = [t for t in children(noun, "amod", "compound") if t.i < noun.i]
    while cue and cue[-1].i != noun.i - 1:
        cue.pop()
    cue = [*cue[-1:], noun, *(link for link in links if link.i == noun.i + 1)]
    own = {t.i for t in cue} | {t.i for o in owners for t in o.subtree()}
    return Draft(owners[:1], cue, words - own, [], "said.noun")


def _of_copula(verb: Token, speech: Speech) -> Draft | None:
    """Return the attribution of "is wary of", "was confident that", or None."""
    if verb.lemma not in COPULAS or is_infinitive(verb):
        return None
    told = _of_told_noun(verb, speech) or _of_agent(verb, speech)
    if told is not None:
        return told
    for adjective in [w for a in children(verb, "acomp") for w in conjuncts(a)]:
        relations = {
            r for e in speech.stance_adjectives.get(adjective.lemma, ()) for r in e.relations
        }
        if not relations:
            continue
        sources = relative(verb) or surface_subjects(verb) or borrowed(verb)
        if is_anybody(sources):
            return None
        named = [s for s in sources if s.lower not in ("it", "there")]
        cue = cue_words(verb)
        cue += [t for t in adjective.subtree() if cue[-1].i < t.i <= adjective.i]
        words = complements(adjective, sources, cue, relations)
        words |= {t.i for c in children(verb, "ccomp") if "ccomp" in relations for t in c.subtree()}
        if not named and not any(t.lower == "that" for t in adjective.subtree()):
            words |= {t.i for c in children(verb, "csubj", "advcl") for t in c.subtree()}
        if words:
            own = {t.i for t in cue} | own_words(verb, sources)
            return Draft(named, cue, words - own, [], "said.stance")
    return None


def _of_agent(verb: Token, speech: Speech) -> Draft | None:
    """Return the attribution of "is an outspoken critic of the law", or None."""
    for noun in children(verb, "attr"):
        if not any(e.form == "agent" for e in speech.stance_nouns.get(noun.lemma, ())):
            continue
        content = _of_what(noun, speech)
        sources = relative(verb) or surface_subjects(verb) or borrowed(verb)
        if content is None or not sources or is_anybody(sources):
            return None
        links, words = content
        cue = cue_words(verb)
        cue += [t for t in sorted(noun.subtree(), key=lambda t: t.i) if cue[-1].i < t.i <= noun.i]
        cue += links
        return Draft(sources, cue, words - {t.i for t in cue}, [], "said.stance")
    return None


def _of_told_noun(verb: Token, speech: Speech) -> Draft | None:
    """Return the attribution of "his answer was that …": a noun of saying and what it is."""
    for noun in children(verb, "nsubj"):
        owners = [t for t in children(noun, "poss") if t.entity not in ("DATE", "TIME")]
        is_cue_noun = noun.lemma in speech.cue_nouns or noun.lemma in speech.stance_nouns
        content = children(verb, "ccomp", "xcomp")
        if not owners or not is_cue_noun or not content or verb.lemma != "be":
            continue
        cue = [t for t in children(noun, "amod", "compound") if t.i < noun.i]
        cue = [*cue, noun, *cue_words(verb)]
        words = {t.i for c in content for t in c.subtree()}
        return Draft(owners[:1], cue, words - {t.i for t in cue}, [], "said.noun")
    return None


def _of_phrase(token: Token) -> Draft | None:
    """Return the attribution of "according to X": the clause it stands in."""
    objects = list(children(token, "pobj"))
    cue = [token]
    for prep in children(token, "prep"):
        cue.append(prep)
        objects.extend(children(prep, "pobj"))
    if not objects or token.is_root:
        return None
    words = {t.i for t in token.head.subtree()} - {t.i for t in token.subtree()}
    return Draft(objects[:1], cue, words, [], "said.according_to")
