"""Reference: whom a pronoun ("they") or description ("the group", "the city") stands for.

Good enough for news: the nearest compatible phrase before it, subjects first. A pronoun that
nothing fits stays unresolved; better empty than wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.knowledge.actor_list import ActorList
from dateline.knowledge.descriptions import descriptions
from dateline.parse.arguments import surface_subjects
from dateline.parse.grammar import children
from dateline.parse.names import full_names, titled
from dateline.parse.parsed import Parsed, Reference, Sentence, Token
from dateline.parse.repair import SUFFERED

WEB = re.compile(r"://|\.(?:com|org|net)\b|^www\.|^[#@]")
"""Addresses and tags, that nobody means by "he"."""
SINGULAR_PERSON = frozenset({"he", "him", "his", "she", "her", "himself", "herself"})
PLURAL = frozenset({"they", "them", "their", "themselves"})
REFERRING = frozenset({"PRON", "NOUN", "PROPN"})
SELF = ("self", "selves")
THING = frozenset({"it", "its", "itself"})
WINDOW = {"person": 5, "plural": 3, "thing": 2, "armed": 8, "body": 12, "role": 8, "place": 8}
"""Sentences looked back, by what is sought."""
NAMING_DEPS = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos", "attr", "poss", "ROOT", "agent"}
)
LIMBS = frozenset(
    {"throat", "head", "hand", "arm", "leg", "foot", "ear", "nose", "finger", "eye", "tongue"}
    | {"face", "body", "neck", "rib", "limb", "skull", "back", "knee", "tooth"}
)
ENABLING = frozenset({"allow", "enable", "force", "help", "leave", "let", "make", "permit", "give"})
"""Verbs whose participle clause tells what a whole sentence did to its own subject."""
KINDS_OF_NAMES = {
    "PERSON": frozenset({"person", "place"}),
    "ORG": frozenset({"group", "thing"}),
    "NORP": frozenset({"group"}),
    "GPE": frozenset({"place", "group", "thing"}),
    "LOC": frozenset({"place"}),
    "FAC": frozenset({"place", "thing"}),
}
"""What a name may be, by the model's label; ANY_KIND for the others."""
ANY_KIND = frozenset({"person", "group", "place", "thing"})
DEFINITE = frozenset({"the", "this", "these", "that"})
EXPLETIVE_HEADS = frozenset({"be", "seem", "appear", "happen", "remain", "become", "take"})


@dataclass(slots=True, eq=False)
class _Phrase:
    """A phrase that can be referred to.

    ``rank`` is 0 for subjects, 1 for others, 2 for names before a noun. ``means`` is the token a
    pronoun stands for.
    """

    head: Token
    kinds: frozenset[str]
    is_plural: bool
    rank: int
    means: int = -1


def resolve(parsed: Parsed) -> None:
    """Fill ``parsed.references``."""
    known: list[_Phrase] = []
    for short, full in full_names(parsed).items():
        parsed.references[short] = Reference(full, "ref.short_name")
    for title, bearer in titled(parsed).items():
        parsed.references.setdefault(title, Reference(bearer, "ref.title"))
    for sentence in parsed.sentences:
        is_bracketed = _is_bracketed(sentence)
        for token in sentence.tokens:
            if token.pos not in REFERRING and not token.lower.endswith(SELF):
                continue
            reference = _reference(token, known, sentence.n)
            if reference is not None:
                parsed.references.setdefault(token.i, reference)
                _remember(token, parsed, known)
                continue
            phrase = _phrase(token)
            if phrase is not None and not is_bracketed:
                known.append(phrase)


def _is_bracketed(sentence: Sentence) -> bool:
    """Tell whether a sentence is a note in brackets ("(Laughter.)"), that nothing refers to."""
    words = sentence.tokens
    return words[0].text in ("(", "[") and words[-1].text in (")", "]")


def _remember(word: Token, parsed: Parsed, known: list[_Phrase]) -> None:
    """Note whom a word means again: what a passage keeps speaking of is most easily meant."""
    target = parsed.references[word.i].target
    meant = next((p for p in reversed(known) if target in (p.head.i, p.means)), None)
    if word.pos == "PRON":
        if meant is not None:
            known.append(replace(meant, head=word, rank=0, means=target))
        return
    own = _phrase(word)
    if own is not None and own.rank < 2:
        kinds = own.kinds | (meant.kinds if meant is not None else frozenset())
        known.append(replace(own, kinds=kinds, means=target))


def _rank(token: Token) -> int:
    """Return how readily a later pronoun means a phrase: subjects first, then pronouns."""
    if token.dep in ("nsubj", "nsubjpass"):
        return 0
    return 2 if token.dep in ("compound", "nmod") else 1


def _phrase(token: Token) -> _Phrase | None:
    if token.pos not in ("NOUN", "PROPN"):
        return None
    if token.dep not in NAMING_DEPS:
        if not (token.pos == "PROPN" and token.dep in ("compound", "nmod") and token.entity):
            return None
    if token.entity in ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"):
        return None
    if not token.text.isalpha() and (not token.text[:1].isalnum() or WEB.search(token.text)):
        return None
    plural = token.tag in ("NNS", "NNPS") or bool(children(token, "conj"))
    return _Phrase(token, _kinds(token), plural, _rank(token))


def _is_named(head: Token) -> bool:
    """Tell whether a phrase has a name in it."""
    return head.pos == "PROPN" or any(
        t.pos == "PROPN" or t.entity in ("NORP", "ORG", "GPE")
        for modifier in _modifiers(head)
        for t in modifier.subtree()
    )


def _modifiers(token: Token) -> list[Token]:
    found = children(token, "compound", "amod", "poss", "nmod")
    for of in children(token, "prep"):
        if of.lower in ("of", "for"):
            found.extend(children(of, "pobj"))
    return found


def _kinds(token: Token) -> frozenset[str]:
    """Return what a noun may be: person, group, place, thing."""
    if token.pos == "PROPN":
        return KINDS_OF_NAMES.get(token.entity, ANY_KIND)
    return _kinds_of_noun(token.lemma, token.tag == "NNS")


@lru_cache(maxsize=10_000)
def _kinds_of_noun(lemma: str, is_plural: bool) -> frozenset[str]:
    lists = descriptions()
    kinds = {kind for kind, lemmas in lists.items() if lemma in lemmas}
    if kinds & {"armed", "body"}:
        kinds.add("group")
    if lemma in lists["people"]:
        kinds |= {"group"} if is_plural else {"person"}
    return frozenset(kinds or {"thing"})


def _reference(token: Token, known: list[_Phrase], n: int) -> Reference | None:
    word = token.lower
    if word.endswith(SELF):
        return _reflexive(token)
    if token.pos == "PRON" and token.tag in ("PRP", "PRP$"):
        if word in SINGULAR_PERSON:
            return _found(_pick(token, known, n, "person"), "ref.person")
        if word in PLURAL:
            return _found(_pick(token, known, n, "plural"), "ref.plural")
        if word in THING and (named := _dislocated(token)) is not None:
            return Reference(named.i, "ref.dislocated")
        if word in THING and not _is_expletive(token):
            return _found(_pick(token, known, n, "thing"), "ref.thing")
    if token.pos == "NOUN":
        is_short = token.dep == "compound" and token.lemma in descriptions()["body"]
        if is_short or any(c.dep == "det" and c.lower in DEFINITE for c in token.children):
            return _description(token, known, n)
    return None


def _reflexive(token: Token) -> Reference | None:
    """Return the subject of the clause, whom "himself" means."""
    own = children(_clause(token), "nsubj", "nsubjpass")
    return Reference(own[0].i, "ref.reflexive") if own and own[0] is not token else None


def _is_expletive(token: Token) -> bool:
    """Tell whether "it" stands for nothing ("it is feared that", "it was not clear")."""
    head = token.head
    if token.dep not in ("nsubj", "nsubjpass", "expl"):
        return False
    clausal = any(c.dep in ("ccomp", "csubj", "xcomp", "advcl") for c in head.children)
    told = [g for c in children(head, "acomp") for g in c.children]
    adjective = any(g.dep in ("ccomp", "xcomp") for g in told)
    is_empty = head.lemma in EXPLETIVE_HEADS or any(c.dep == "auxpass" for c in head.children)
    return token.dep == "expl" or adjective or (clausal and is_empty)


def _found(phrase: _Phrase | None, rule: str) -> Reference | None:
    if phrase is None:
        return None
    return Reference(phrase.means if phrase.means >= 0 else phrase.head.i, rule)


def _dislocated(token: Token) -> Token | None:
    """Return the noun a pronoun repeats as subject ("The message, long awaited, it says …")."""
    if token.dep != "nsubj":
        return None
    before = [c for c in children(token.head, "nsubj") if c.i < token.i and c.pos == "NOUN"]
    return before[-1] if before else None


def _fits_pronoun(phrase: _Phrase, sought: str) -> bool:
    if sought == "person":
        return "person" in phrase.kinds and not phrase.is_plural
    if sought == "plural":
        if phrase.is_plural:
            return bool(phrase.kinds & {"group", "person"})
        return "group" in phrase.kinds and "place" not in phrase.kinds
    if phrase.is_plural:
        return False
    return bool(phrase.kinds & {"group", "place"}) and phrase.head.entity != "PERSON"


def _pick(token: Token, known: list[_Phrase], n: int, sought: str) -> _Phrase | None:
    """Return the nearest fitting phrase: by sentence back, subjects first, then the nearest."""
    best: tuple[int, bool, bool, int, int] | None = None
    whole = token.head.head if token.dep == "pobj" and token.head.lower == "of" else token
    is_harmed = whole.dep == "nsubjpass" and whole.head.lemma in SUFFERED
    is_part = token.dep == "pobj" and token.head.lower == "of" and token.head.head.tag == "CD"
    chosen: _Phrase | None = None
    for phrase in reversed(known):
        back = n - phrase.head.sent
        if back > WINDOW[sought] or (best is not None and back > best[0]):
            break
        if not _fits_pronoun(phrase, sought) or _is_coargument(token, phrase.head):
            continue
        # An embedded clause's own subject is nearer than the subject of an earlier sentence.
        # "Two of them" are two of those who were counted.
        uncounted = is_part and not children(phrase.head, "nummod")
        # "rebuked the rebels … and accused them": the object goes on as the object.
        rank = 0 if _is_parallel(token, phrase.head) else phrase.rank
        rank = _rank_of_owner(token, phrase.head, rank)
        # "They were beaten" goes on about those who suffered, not about those who did it.
        is_doer = is_harmed and phrase.head.dep == "nsubj" and phrase.means < 0
        order = (back, uncounted, is_doer, rank, token.i - phrase.head.i)
        if best is None or order < best:
            best, chosen = order, phrase
    return chosen


def _rank_of_owner(pronoun: Token, noun: Token, rank: int) -> int:
    """Put first whose thing it is.

    The subject's own ("called on the rebels to lay down their arms"); but a limb is the victim's
    ("seized two boys and cut their throats").
    """
    if pronoun.tag != "PRP$":
        return rank
    clause = _clause(pronoun)
    if pronoun.head.lemma in LIMBS and pronoun.head.dep == "dobj":
        is_victim = clause.dep == "conj" and noun.dep == "dobj" and noun.head is clause.head
        return -1 if is_victim else rank
    return -1 if noun in surface_subjects(clause) else rank


def _is_parallel(pronoun: Token, noun: Token) -> bool:
    """Tell whether both are objects of verbs told one after the other of one subject."""
    if pronoun.dep != "dobj" or noun.dep != "dobj" or pronoun.head.dep != "conj":
        return False
    return noun.head is pronoun.head.head and not children(pronoun.head, "nsubj", "nsubjpass")


def _clause(token: Token) -> Token:
    for above in token.ancestors():
        if above.pos in ("VERB", "AUX"):
            return above
    return token


def _is_coargument(pronoun: Token, noun: Token) -> bool:
    """Tell whether both stand in one clause, where a plain pronoun cannot mean the other."""
    if pronoun.sent != noun.sent or pronoun.tag == "PRP$":
        return False
    if any(a is noun for a in pronoun.ancestors()):
        return True
    clause = _clause(pronoun)
    if _is_enabled(pronoun, clause) and noun in surface_subjects(clause):
        return False
    if pronoun.dep in ("dobj", "dative", "pobj") and noun in surface_subjects(clause):
        return True  # the subject two verbs share: "Kerry met Lavrov and urged him"
    return clause is _clause(noun)


def _is_enabled(pronoun: Token, clause: Token) -> bool:
    """Tell whether a clause goes on about its own subject: "has oil, enabling it to buy arms"."""
    enabling = clause.head if clause.dep in ("ccomp", "xcomp") else clause
    if enabling.dep != "advcl" or enabling.tag != "VBG" or enabling.lemma not in ENABLING:
        return False
    return pronoun.dep in ("nsubj", "dobj")


def _description(token: Token, known: list[_Phrase], n: int) -> Reference | None:
    lists = descriptions()
    named = [m for m in _modifiers(token) if m.pos == "PROPN" or m.entity in ("NORP", "GPE")]
    if any(m.lower not in lists["creed"] for m in named):
        return None
    if any(c.dep in ("prep", "relcl", "acl") and c.lower != "in" for c in token.children):
        return None
    same = _same_noun(token, known, n)
    if same is not None:
        return Reference(same.head.i, "ref.same_noun")
    if token.lemma in lists["armed"] and _describing(token) <= lists["armed"] | lists["creed"]:
        armed = _most_spoken_of(known, n)
        if armed is not None:
            return Reference(armed.head.i, "ref.armed_group")
    if token.lemma in lists["place"]:
        place = _nearest(
            known, n, "place", lambda p: p.means < 0 and "place" in p.kinds and _is_named(p.head)
        )
        if place is not None and place.head.entity in ("GPE", "LOC", "FAC"):
            return Reference(place.head.i, "ref.place")
    return None


def _most_spoken_of(known: list[_Phrase], n: int) -> _Phrase | None:
    """Return the armed group named last, the subject of a sentence before its other names."""
    best: tuple[int, int] | None = None
    chosen: _Phrase | None = None
    for phrase in reversed(known):
        back = n - phrase.head.sent
        if back > WINDOW["armed"] or (best is not None and back > best[0]):
            break
        rank = 2 if phrase.head.dep == "poss" else phrase.rank
        if (best is None or (back, rank) < best) and phrase.means < 0:
            if _is_armed_name(phrase.head):
                best, chosen = (back, rank), phrase
    return chosen


def _nearest(
    known: list[_Phrase], n: int, sought: str, fits: Callable[[_Phrase], bool]
) -> _Phrase | None:
    for phrase in reversed(known):
        if n - phrase.head.sent > WINDOW[sought]:
            return None
        if fits(phrase):
            return phrase
    return None


def _same_noun(token: Token, known: list[_Phrase], n: int) -> _Phrase | None:
    """Return an earlier, fuller phrase with the same head noun ("Houthi rebels … the rebels").

    What the later phrase says of itself must stand in the earlier one too: "the government
    forces" are no "Houthi forces".
    """
    own = _describing(token)
    return _nearest(
        known,
        n,
        "body",
        lambda p: (
            p.head.lemma == token.lemma
            and p.means < 0
            and p.head.pos == "NOUN"
            and _is_named(p.head)
            and own <= _describing(p.head)
        ),
    )


def _describing(token: Token) -> set[str]:
    return {c.lower for c in children(token, "compound", "amod") if c.lower not in ("same", "two")}


def _is_armed_name(head: Token) -> bool:
    if not head.text[:1].isupper():
        return False
    words = " ".join(t.text for t in _name_words(head))
    actors = ActorList.load()
    entry = actors.resolve(words)
    if entry is None or not (entry.actor_id or "").startswith("group:"):
        return False
    return actors.is_armed(entry)


def _name_words(head: Token) -> Iterator[Token]:
    for child in head.children:
        if child.dep in ("compound", "amod", "nmod", "punct") and child.i < head.i:
            yield from child.subtree()
    yield head
