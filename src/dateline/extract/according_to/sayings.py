"""What each word attributes: verbs, adjectives and nouns of saying, thinking and attitude.

Every attribution of a report is sought here, also stances ("opposes the ban", "is wary of"), that
make no claim another's. A cue is the word with what belongs to it: auxiliaries, adverbs, particle
and a preposition right after it; what is said, wanted or judged is the content.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dateline.extract.according_to.cues import cues_of, entries_of, speakers_of
from dateline.knowledge.speech_rules import CueEntry, Speech
from dateline.parse.arguments import surface_subjects
from dateline.parse.grammar import children, conjuncts, is_passive, phrase
from dateline.parse.parsed import Token

Span = tuple[int, int]
BEFORE_CUE = frozenset({"aux", "auxpass", "neg", "advmod"})
BELOW = {"dobj": "obj", "nsubjpass": "obj", "parataxis": "ccomp"}
TOPICS = frozenset({"obj", "prep:about", "prep:on", "oprd"})
"""Where a verb of saying names what it is about ("commented on the raid", "called it a crime")."""
AFTER_OBJECT = frozenset({"as", "for", "of", "with", "to", "from", "against", "over", "about"})
"""Prepositions that carry on a judgement after its object ("accused him of lying")."""
COPULAS = frozenset({"be", "seem", "remain", "become", "feel", "appear", "sound", "look"})
PAPERS = frozenset({"statement", "tweet", "letter", "post", "message", "email", "e-mail", "memo"})
OWNERS = frozenset({"by", "from", "among"})


@dataclass(slots=True)
class Draft:
    """An attribution in the making: words by token; ``quoted`` are offsets of quotations."""

    sources: list[Token]
    cue: list[Token]
    words: set[int]
    quoted: list[Span]
    rule: str


def sayings(tokens: Iterable[Token], speech: Speech) -> dict[int, Draft]:
    """Return what each attributing word attributes, by the place of the word."""
    found: dict[int, Draft] = {}
    for token in tokens:
        draft = None
        if token.lower == "according":
            draft = _of_phrase(token)
        elif token.pos in ("VERB", "AUX"):
            draft = _of_light_verb(token, speech) or _of_copula(token, speech)
            draft = draft or _of_verb(token, speech)
        elif token.pos == "NOUN":
            draft = _of_noun(token, speech)
        if draft is not None:
            found[token.i] = draft
    for place, draft in list(found.items()):
        if draft.rule == "said.light_verb":
            for word in draft.cue:
                if word.i != place:
                    found.pop(word.i, None)
    return found


def _relation(child: Token) -> str:
    if child.dep == "xcomp":
        return "ger" if child.tag == "VBG" else "xcomp"
    if child.dep == "dative" and child.lower in ("to", "for"):
        return f"prep:{child.lower}"
    is_prep = child.dep in ("prep", "agent")
    return f"prep:{child.lower}" if is_prep else BELOW.get(child.dep, child.dep)


def _of_verb(verb: Token, speech: Speech) -> Draft | None:
    """Return the attribution a cue verb makes of its complements, or None."""
    if _is_infinitive(verb):
        return None
    said = {r for cue in cues_of(verb, speech) for r in cue.relations}
    stances = entries_of(verb, speech.stance_verbs)
    relations = said | {r for entry in stances for r in entry.relations}
    if not relations:
        return None
    seems = any(entry.form == "seem" for entry in stances)
    sources = _sources(verb)
    if (not sources and not is_passive(verb) and not seems) or _is_anybody(sources):
        return None
    cue = cue_words(verb, cues_of(verb, speech))
    words = _complements(verb, sources, cue, relations)
    if is_passive(verb) and any(entry.form == "felt" for entry in stances):
        sources = children(verb, "nsubjpass") or sources
        words -= {t.i for s in sources for t in s.subtree()}
    if seems:
        words |= {t.i for s in sources for t in s.subtree()} if words else set()
        return Draft([], cue, words - {t.i for t in cue}, [], "said.seems")
    if verb.dep in ("parataxis", "dep") and "ccomp" in said and not words:
        words = {t.i for t in verb.head.subtree()} - {t.i for t in verb.subtree()}
    own = {t.i for t in cue} | _own_words(verb, sources)
    return Draft(sources, cue, words - own, [], "said.verb" if said else "said.stance")


def _sources(verb: Token) -> list[Token]:
    """Return who says it: the relative pronoun, the subject, or that of the verb above."""
    told = _relative(verb) or speakers_of(verb) or _borrowed(verb)
    if not told and verb.dep == "acl" and verb.tag == "VBG":
        return [verb.head]
    if not told and verb.dep != "relcl":
        return [
            t for t in children(verb, "nsubj") if t.lower == "it" and not children(verb, "expl")
        ]
    return told


def _own_words(verb: Token, sources: list[Token]) -> set[int]:
    """Return the words of the sources, without the clause of the verb where it describes one."""
    below = {t.i for t in verb.subtree()}
    found: set[int] = set()
    for source in sources:
        words = {t.i for t in source.subtree()}
        found |= words - below if verb.i in words else words
    return found


def _complements(
    verb: Token, sources: list[Token], cue: list[Token], relations: Collection[str]
) -> set[int]:
    """Return the words below a verb in some relations.

    A preposition right after the cue joins it; after an object it is part of what is said.
    """
    words: set[int] = set()
    for child in sorted(verb.children, key=lambda t: t.i):
        if child in sources:
            continue
        relation = _relation(child)
        is_prep = relation.startswith("prep:")
        if is_prep and (child.i < verb.i or _is_of_time(child)):
            continue
        joins = is_prep and child.i == cue[-1].i + 1
        carries_on = is_prep and bool(words) and child.lower in AFTER_OBJECT
        if relation not in relations and not carries_on:
            continue
        words |= {t.i for t in child.subtree()}
        if joins and relation in relations:
            cue.append(child)
            words.discard(child.i)
        elif is_prep and relation in relations and not carries_on:
            words |= {t.i for o in children(verb, "dobj") for t in o.subtree()}
    return words


def _is_of_time(prep: Token) -> bool:
    return any(o.entity in ("DATE", "TIME") for o in children(prep, "pobj"))


def _is_infinitive(verb: Token) -> bool:
    """Tell whether nobody says it yet ("to tell you that")."""
    return any(c.dep == "aux" and c.tag == "TO" for c in verb.children)


def _is_anybody(sources: list[Token]) -> bool:
    """Tell whether nobody in particular says it ("you know", "one might think")."""
    return bool(sources) and all(s.lower in ("you", "one") and not s.children for s in sources)


def _relative(verb: Token) -> list[Token]:
    """Return the relative pronoun that stands for who says it ("a teacher who said")."""
    if verb.dep != "relcl":
        return []
    return [c for c in children(verb, "nsubj") if c.tag in ("WP", "WDT")]


def _borrowed(verb: Token) -> list[Token]:
    """Return the subject of the verb above for "adding that", "said … and warned"."""
    if verb.tag != "VBG" and verb.dep not in ("conj", "xcomp"):
        return []
    above = verb.head
    if above is verb or above.pos not in ("VERB", "AUX"):
        return []
    return _relative(above) or speakers_of(above)


def cue_words(verb: Token, entries: Iterable[CueEntry] = ()) -> list[Token]:
    """Return a verb with what belongs to it: auxiliaries, adverbs, particle, "in a statement"."""
    others = {word for entry in entries for word in entry.others}
    words = [verb]
    before = sorted((c for c in verb.children if c.i < verb.i), key=lambda t: -t.i)
    for child in before:
        if child.dep not in BEFORE_CUE or child.i != words[0].i - 1:
            break
        words.insert(0, child)
    for child in sorted((c for c in verb.children if c.i > verb.i), key=lambda t: t.i):
        if child.i != words[-1].i + 1:
            break
        in_paper = child.dep == "prep" and child.lower == "in"
        is_part = child.lower in others and not list(child.children)
        if child.dep == "prt" or is_part or (child.dep == "advmod" and not list(child.children)):
            words.append(child)
        elif child.dep == "npadvmod" and child.entity == "DATE":
            words.extend(sorted(child.subtree(), key=lambda t: t.i))
        elif in_paper and any(o.lemma in PAPERS for o in children(child, "pobj")):
            words.append(child)
            words.extend(phrase(children(child, "pobj")[0]))
        else:
            break
    return words


def _of_light_verb(verb: Token, speech: Speech) -> Draft | None:
    """Return the attribution of "raised doubts about X", "issued a statement saying …", or None."""
    entries = speech.stance_verbs.get(verb.lemma, ())
    if not any(entry.form == "light" for entry in entries) or _is_infinitive(verb):
        return None
    noun = next((c for c in children(verb, "dobj") if c.i > verb.i), None)
    if noun is None:
        return None
    sources = _sources(verb)
    if not sources or _is_anybody(sources):
        return None
    cue = cue_words(verb)
    cue += [t for t in sorted(noun.subtree(), key=lambda t: t.i) if cue[-1].i < t.i <= noun.i]
    telling = _telling(noun, speech)
    if telling is not None:
        cue += [t for t in cue_words(telling) if t.i == cue[-1].i + 1]
        words = _complements(telling, [], cue, {"ccomp", "quote", "obj"})
        return Draft(sources, cue, words - {t.i for t in cue}, [], "said.light_verb")
    content = _of_what(noun, speech)
    if content is None:
        return None
    links, words = content
    cue += [link for link in links if link.i == cue[-1].i + 1]
    return Draft(sources, cue, words - {t.i for t in cue}, [], "said.light_verb")


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
        if child.dep == "prep" and f"prep:{child.lower}" in relations and not _is_of_time(child):
            return [child], {t.i for t in child.subtree()} - {child.i}
        if child.dep in ("acl", "ccomp", "relcl") and {"acl", "ccomp"} & relations:
            is_that = any(c.lower == "that" for c in children(child, "mark"))
            if is_that or _is_infinitive(child):
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
    if not owners or _is_anybody(owners) or owners[0].lower in ("my", "our", "your"):
        return None
    cue = [t for t in children(noun, "amod", "compound") if t.i < noun.i]
    while cue and cue[-1].i != noun.i - 1:
        cue.pop()
    cue = [*cue[-1:], noun, *(link for link in links if link.i == noun.i + 1)]
    own = {t.i for t in cue} | {t.i for o in owners for t in o.subtree()}
    return Draft(owners[:1], cue, words - own, [], "said.noun")


def _of_copula(verb: Token, speech: Speech) -> Draft | None:
    """Return the attribution of "is wary of", "was confident that", or None."""
    if verb.lemma not in COPULAS or _is_infinitive(verb):
        return None
    for adjective in [w for a in children(verb, "acomp") for w in conjuncts(a)]:
        relations = {
            r for e in speech.stance_adjectives.get(adjective.lemma, ()) for r in e.relations
        }
        if not relations:
            continue
        sources = _relative(verb) or surface_subjects(verb) or _borrowed(verb)
        if _is_anybody(sources):
            return None
        named = [s for s in sources if s.lower not in ("it", "there")]
        cue = cue_words(verb)
        cue += [t for t in adjective.subtree() if cue[-1].i < t.i <= adjective.i]
        words = _complements(adjective, sources, cue, relations)
        words |= {t.i for c in children(verb, "ccomp") if "ccomp" in relations for t in c.subtree()}
        if not named and not any(t.lower == "that" for t in adjective.subtree()):
            words |= {t.i for c in children(verb, "csubj", "advcl") for t in c.subtree()}
        if words:
            own = {t.i for t in cue} | _own_words(verb, sources)
            return Draft(named, cue, words - own, [], "said.stance")
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
