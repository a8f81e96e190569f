"""What a verb attributes: who says, wants or judges, by which words, and what.

A cue is the verb with what belongs to it: auxiliaries, adverbs, particle, a verb that tells how the
telling goes ("went on to say"), and a preposition right after it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dateline.extract.according_to.beside import is_citing_clause, is_finite_content
from dateline.extract.according_to.tellers import cues_of, entries_of, is_cue, speakers_of
from dateline.knowledge.speech_rules import CueEntry, Speech
from dateline.parse.grammar import children, is_passive, phrase
from dateline.parse.parsed import Token

Span = tuple[int, int]
BEFORE_CUE = frozenset({"aux", "auxpass", "neg", "advmod"})
BELOW = {"dobj": "obj", "nsubjpass": "obj", "parataxis": "ccomp"}
TOPICS = frozenset({"obj", "prep:about", "prep:on", "oprd"})
"""Where a verb of saying names what it is about ("commented on the raid", "called it a crime")."""
AFTER_OBJECT = frozenset({"as", "for", "of", "with", "to", "from", "against", "over", "about"})
"""Prepositions that carry on a judgement after its object ("accused him of lying")."""
PAPERS = frozenset({"statement", "tweet", "letter", "post", "message", "email", "e-mail", "memo"})
OCCASIONS = PAPERS | {
    "interview",
    "speech",
    "address",
    "briefing",
    "conference",
    "op-ed",
    "editorial",
}
GOING_ON = frozenset(
    {"continue", "go", "begin", "start", "proceed", "try", "attempt", "seek", "struggle", "strive"}
    | {"manage", "dare", "hasten", "rush"}
)
"""Verbs with an infinitive that only tell how the telling goes ("went on to say", "tried to")."""
OPEN_MARKS = frozenset({"that", "if", "whether"})
"""Conjunctions of a clause that is told or asked, whatever the parser makes of it."""
NAMING = frozenset({"call", "name", "term", "dub", "label", "brand", "deem", "declare"})
PLAIN_ANSWERS = frozenset({"intj", "oprd", "attr"})


@dataclass(slots=True)
class Draft:
    """An attribution in the making: words by token; ``quoted`` are offsets of quotations."""

    sources: list[Token]
    cue: list[Token]
    words: set[int]
    quoted: list[Span]
    rule: str


def _relation(child: Token) -> str:
    if child.dep == "xcomp":
        return "ger" if child.tag == "VBG" else "xcomp"
    if child.dep == "ccomp" and not is_finite_content(child) and child.i > child.head.i:
        return "xcomp"  # "allowed them to leave": nothing is said
    if child.dep == "dative" and child.lower in ("to", "for"):
        return f"prep:{child.lower}"
    is_prep = child.dep in ("prep", "agent")
    return f"prep:{child.lower}" if is_prep else BELOW.get(child.dep, child.dep)


def of_verb(verb: Token, speech: Speech) -> Draft | None:
    """Return the attribution a cue verb makes of its complements, or None."""
    phase = _phase(verb)
    if phase is None and is_infinitive(verb) and not _is_purpose(verb):
        return None
    said = {r for cue in cues_of(verb, speech) for r in cue.relations}
    stances = entries_of(verb, speech.stance_verbs)
    relations = said | {r for entry in stances for r in _stance_relations(verb, entry)}
    if not relations:
        return None
    seems = any(entry.form == "seem" for entry in stances)
    sources = sources_of(phase or verb)
    if (not sources and not is_passive(verb) and not seems) or is_anybody(sources):
        return None
    cue = cue_words(verb, cues_of(verb, speech))
    words = complements(verb, sources, cue, relations)
    if not words and "prep:for" in relations:
        words = _asked_for(verb, cue)
    if phase is not None:
        cue = [*cue_words(phase), *cue]
    if is_passive(verb) and any(entry.form == "felt" for entry in stances):
        sources = children(verb, "nsubjpass") or sources
        words -= {t.i for s in sources for t in s.subtree()}
    if seems:
        words |= {t.i for s in sources for t in s.subtree()} if words else set()
        return Draft([], cue, words - {t.i for t in cue}, [], "said.seems")
    if "ccomp" in said and not words:
        words = _told_elsewhere(verb, sources, speech)
    own = {t.i for t in cue} | own_words(verb, sources)
    return Draft(sources, cue, words - own, [], "said.verb" if said else "said.stance")


def _phase(verb: Token) -> Token | None:
    """Return the verb above that only tells how the telling goes ("tried to argue that")."""
    above = verb.head
    if verb.dep not in ("xcomp", "advcl") or above.lemma not in GOING_ON or above.i > verb.i:
        return None
    if verb.dep == "advcl" and above.lemma not in ("go", "come"):
        return None
    is_gerund = verb.tag == "VBG" and verb.dep == "xcomp" and above.lemma != "go"
    if is_infinitive(above) or not (is_infinitive(verb) or is_gerund) or is_passive(above):
        return None
    return above


def _is_purpose(verb: Token) -> bool:
    """Tell whether an infinitive tells what somebody does something to say ("met to discuss")."""
    above = verb.head
    return (
        verb.dep == "advcl" and above.pos == "VERB" and above.i < verb.i and not is_passive(above)
    )


def _stance_relations(verb: Token, entry: CueEntry) -> frozenset[str]:
    """Return where the content of a stance may stand; what is named needs its name beside it."""
    if entry.form != "call" or "obj" not in entry.relations:
        return entry.relations
    if verb.lemma in NAMING:
        return entry.relations | {"ccomp"}  # "called the charge baseless"
    named = any(p.lower == "as" for p in children(verb, "prep")) or children(verb, "oprd")
    return entry.relations if named else entry.relations - {"obj"}


def _told_elsewhere(verb: Token, sources: list[Token], speech: Speech) -> set[int]:
    """Return what a verb of saying tells where the parse does not hang it below as a clause."""
    if is_citing_clause(verb, is_teller=True):  # "as the ministry noted, …"
        return _beyond(verb)
    for child in children(verb, "advcl"):  # "said after the meeting he would go"
        marks = {c.lower for c in children(child, "mark", "advmod")}
        if child.i > verb.i and child.tag != "VBG" and not marks - OPEN_MARKS:
            if is_finite_content(child) and children(child, "nsubj", "nsubjpass", "expl"):
                return {t.i for t in child.subtree()}
    for noun in [*children(verb, "dobj"), *(o for p in children(verb, "prep") for o in p.children)]:
        for clause in children(noun, "relcl", "acl"):  # "told a hall in the town that he …"
            opens = any(c.lower == "that" and c.i < clause.i for c in clause.children)
            if opens and [c for c in children(clause, "nsubj", "nsubjpass") if c.lower != "that"]:
                return {t.i for t in clause.subtree()}
    for child in children(verb, "xcomp"):  # "said mending it could take years"
        if child.tag == "VBG" and children(child, "ccomp"):
            return {t.i for t in child.subtree()}
    if _is_set_off(verb, sources, speech):
        return _before(verb, sources)
    if verb.lemma == "say":  # "said no", "said as much"
        answers = [c for c in children(verb, "dobj", *PLAIN_ANSWERS) if c not in sources]
        return {t.i for c in answers for t in c.subtree()}
    return set()


def _asked_for(verb: Token, cue: list[Token]) -> set[int]:
    """Return what somebody calls for to be done; its "for" joins the cue."""
    for child in children(verb, "advcl", "ccomp", "xcomp"):
        opening = [c for c in children(child, "mark") if c.lower == "for"]
        if opening and opening[0].i == cue[-1].i + 1:
            cue.append(opening[0])
            return {t.i for t in child.subtree()}
    return set()


def _beyond(verb: Token) -> set[int]:
    """Return the words of the clause a verb hangs on, without its own."""
    return {t.i for t in verb.head.subtree()} - {t.i for t in verb.subtree()}


def _is_set_off(verb: Token, sources: list[Token], speech: Speech) -> bool:
    """Tell whether a teller with nothing of his own to the right closes or breaks a sentence."""
    if not is_cue(verb, speech) or children(verb, "ccomp", "mark"):
        return False
    own = [s for s in sources if s.head is verb]
    if verb.dep in ("parataxis", "dep"):
        is_first = verb.i < verb.head.i and bool(own) and own[0].i < verb.i
        return not is_first or _comma_before(own[0]) or not is_cue(verb.head, speech)
    return verb.dep == "conj" and bool(own) and _comma_before(own[0])


def _comma_before(source: Token) -> bool:
    """Tell whether a comma, and no "and", stands right before a source."""
    first = min(t.i for t in source.subtree())
    before = [t for t in source.head.head.subtree() if t.i < first]
    return bool(before) and before[-1].text == ","


def _before(verb: Token, sources: list[Token]) -> set[int]:
    """Return what stands around a teller that is put in or closes a sentence."""
    if verb.dep in ("parataxis", "dep"):
        return _beyond(verb)
    first = min(t.i for s in sources for t in s.subtree())
    top = verb.head
    while top.dep in ("conj", "ccomp", "advcl") and not top.is_root:
        top = top.head
    return {t.i for t in top.subtree() if t.i < first}


def sources_of(verb: Token) -> list[Token]:
    """Return who says it: the relative pronoun, the subject, or that of the verb above."""
    told = relative(verb) or speakers_of(verb) or borrowed(verb) or _odd_subjects(verb)
    if not told and verb.dep == "acl" and verb.tag == "VBG":
        return [verb.head]
    if not told and verb.dep != "relcl":
        return [
            t for t in children(verb, "nsubj") if t.lower == "it" and not children(verb, "expl")
        ]
    return told


def _odd_subjects(verb: Token) -> list[Token]:
    """Return a subject the parser takes for something else ("4 in 10 say")."""
    if is_passive(verb):
        return []
    before = [c for c in children(verb, "csubj", "parataxis") if c.i < verb.i and c.tag != "VBD"]
    inner = [t for clause in before for t in children(clause, "nsubj")]
    return inner or [t for t in children(verb, "nummod") if t.i < verb.i]


def own_words(verb: Token, sources: list[Token]) -> set[int]:
    """Return the words of the sources, without the clause of the verb where it describes one."""
    below = {t.i for t in verb.subtree()}
    found: set[int] = set()
    for source in sources:
        words = {t.i for t in source.subtree()}
        found |= words - below if verb.i in words else words
    return found


def complements(
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
        if is_prep and (child.i < verb.i or is_of_time(child)):
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


def is_of_time(prep: Token) -> bool:
    """Tell whether a phrase tells when something is said."""
    return any(o.entity in ("DATE", "TIME") for o in children(prep, "pobj"))


def is_infinitive(verb: Token) -> bool:
    """Tell whether nobody says it yet ("to tell you that")."""
    return any(c.dep == "aux" and c.tag == "TO" for c in verb.children)


def is_anybody(sources: list[Token]) -> bool:
    """Tell whether nobody in particular says it ("you know", "one might think")."""
    return bool(sources) and all(s.lower in ("you", "one") and not s.children for s in sources)


def relative(verb: Token) -> list[Token]:
    """Return the relative pronoun that stands for who says it ("a teacher who said")."""
    if verb.dep != "relcl":
        return []
    return [c for c in children(verb, "nsubj") if c.tag in ("WP", "WDT")]


def borrowed(verb: Token) -> list[Token]:
    """Return the subject of the verb above for "adding that", "said … and warned"."""
    if verb.tag != "VBG" and verb.dep not in ("conj", "xcomp") and not _is_purpose(verb):
        return []
    above = verb.head
    if above is verb or above.pos not in ("VERB", "AUX"):
        return []
    return relative(above) or speakers_of(above)


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
        in_paper = child.dep == "prep" and child.lower in ("in", "at", "during")
        is_part = child.lower in others and not list(child.children)
        if child.dep == "prt" or is_part or (child.dep == "advmod" and not list(child.children)):
            words.append(child)
        elif child.dep == "npadvmod" and child.entity == "DATE":
            words.extend(sorted(child.subtree(), key=lambda t: t.i))
        elif in_paper and any(o.lemma in OCCASIONS for o in children(child, "pobj")):
            words.append(child)
            words.extend(phrase(children(child, "pobj")[0]))
        else:
            break
    return words
