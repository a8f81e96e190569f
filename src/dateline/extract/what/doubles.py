"""Two words, one event: which of them stays when a sentence tells an event twice.

An event noun and the verb of its result ("the blast killed five") are one claim, on the verb; a
participle of result joins its verb ("struck the square, killing five"); "killed and wounded" is one
act; a toll in an "in which" clause belongs to the attack before it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.extract.mention import FORCEFUL, Mention
from dateline.parse.arguments import objects, subjects
from dateline.parse.grammar import children, conjuncts, is_passive
from dateline.parse.parsed import Token

STRIKING = frozenset(
    {"shoot", "attack", "ambush", "bomb", "stab", "hack", "strike", "hit", "beat", "shell", "gun"}
    | {"kick", "punch", "slap", "club", "thrash", "knife", "assault", "raid", "waylay"}
)
"""Attacks whose outcome a second verb with the same object tells ("shot and wounded two")."""
SETTING = frozenset({"fire", "launch", "drop", "plant", "throw", "hurl", "lob", "detonate", "lay"})
CHANTING = frozenset({"chant", "shout", "wave", "carry", "hold", "sing", "yell", "brandish"})
CLEARING = frozenset(
    {"disperse", "break", "clear", "scatter", "push", "drive", "stop", "prevent", "quell", "keep"}
)
IMPACT = frozenset({"fall", "land", "slam", "explode", "go", "rip", "tear", "crash", "detonate"})
ENDURING = frozenset({"sustain", "suffer", "receive"})
DYING = frozenset({"lose", "die", "kill", "perish", "martyr"})
WAGING = frozenset({"fight", "wage", "battle"})
WOUNDS = frozenset({"injury", "wound", "burn"})
HARM = frozenset(
    {"kill", "wound", "injure", "hurt", "maim", "leave", "damage", "destroy", "claim", "martyr"}
    | {"inflict", "cause", "lose", "engage", "suppress", "sustain", "displace"}
)
STRIKE_LIST = frozenset({"engage", "destroy", "damage", "suppress", "hit", "target", "strike"})
"""Verbs of what was struck; in a row each has objects of its own and is a claim of its own."""
RESULT_LEMMAS = frozenset(
    {"kill", "wound", "injure", "die", "destroy", "damage", "hurt", "maim", "claim", "leave"}
    | {"hit", "strike", "target", "displace", "flatten", "rock", "martyr"}
    | {"shoot", "perish", "lose", "slay", "engage"}
)


@dataclass(frozen=True, slots=True, eq=False)
class Reject:
    """A candidate that is no event mention, with the code of the reason."""

    mention: Mention
    reason: str


def without_doubles(found: list[Mention]) -> tuple[list[Mention], list[Reject]]:
    """Join two words for one event: the result verb stays and takes the noun's mode."""
    kept: list[Mention] = []
    doubles: list[Reject] = []
    by_sentence: dict[int, list[Mention]] = {}
    for mention in found:
        by_sentence.setdefault(mention.sentence.n, []).append(mention)
    for group in by_sentence.values():
        gone = {id(m) for m in group if _is_inside(m, group)}
        doubles.extend(Reject(m, "same_event_as") for m in group if id(m) in gone)
        for noun in [m for m in group if id(m) not in gone]:
            verb = _result_verb(noun, group)
            if verb is None or noun.noun is None:
                continue
            gone.add(id(noun))
            doubles.append(Reject(noun, "same_event_as"))
            position = group.index(verb)
            group[position] = _with_mode_of(verb, noun)
            gone |= {id(group[position])} if id(verb) in gone else set()
        bare = [m for m in group if id(m) not in gone and _is_bare_repeat(m, group)]
        gone |= {id(m) for m in bare}
        doubles.extend(Reject(m, "same_event_as") for m in bare)
        standing = _as_listed([m for m in group if id(m) not in gone])
        joined, results = _with_results(standing)
        kept.extend(joined)
        doubles.extend(Reject(m, "same_event_as") for m in results)
    return kept, doubles


def _is_bare_repeat(mention: Mention, group: list[Mention]) -> bool:
    """Tell whether "the fighting" only takes up another event word of its sentence."""
    noun = mention.noun
    if noun is None or noun.lower == "dead":
        return False
    if mention.head is not noun and not (mention.head.dep == "acl" and not subjects(mention.head)):
        return False
    if noun.dep == "conj" and noun.lemma in ("injury", "casualty", "loss", "death"):
        return any(m.noun is noun.head for m in group)
    if not any(c.lower in ("the", "this", "that", "such") for c in children(noun, "det")):
        return False
    if children(noun, "poss", "nummod") or any(
        c.dep == "prep" and c.lower in ("on", "against", "by", "of", "between", "in", "at")
        for c in noun.children
    ):
        return False
    return any(m is not mention and m.event_type == mention.event_type for m in group)


def _is_inside(mention: Mention, group: list[Mention]) -> bool:
    """Tell whether another mention of the sentence has the same act already."""
    head = mention.head
    for other in group:
        if other is mention or other.head is head:
            continue
        own = {t.i for t in other.words}
        if (
            other.event_type in FORCEFUL
            and head.i in own
            and mention.noun is None
            and head is not other.noun
            and not own <= {t.i for t in mention.words}
        ):
            return True  # "forced to dig": the digging
        twice = mention.noun is head and other.noun is None and head.i in own
        if twice and other.head.lemma in WAGING and mention.event_type == other.event_type:
            return True  # "fought battles": the battles
        if _is_setting(mention, other) or _is_purpose(mention, other):
            return True
        same = mention.event_type == other.event_type == "PROTEST"
        if same and head.lemma in CHANTING and other.head.lemma not in CHANTING:
            return True
        if same and head.dep == "advcl" and head.tag == "VB" and head.head is other.head:
            return True  # "blocked the road to protest at it"
    return False


def _is_setting(mention: Mention, other: Mention) -> bool:
    """Tell whether it says whence a missile or bomb came that does its work in the same clause."""
    head = mention.head
    if mention.event_type != "ASSAULT" or other.event_type != "ASSAULT":
        return False
    if head.dep != "acl" or head.tag != "VBN" or head.lemma not in SETTING:
        return False
    return other.noun is None and head.head in subjects(other.head)


def _is_purpose(mention: Mention, other: Mention) -> bool:
    """Tell whether it says to what end force was used on a crowd ("tear gas to break it up")."""
    head = mention.head
    is_clearing = mention.event_type == "COERCE" and head.lemma in CLEARING and head.tag == "VB"
    return is_clearing and other.event_type == "ASSAULT" and head.head is other.head


def _with_results(group: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Join participles of result to their verb, and "killed and wounded" to one."""
    owners: dict[int, Mention] = {}
    for mention in group:
        owner = _result_owner(mention, group)
        if owner is not None:
            owners[id(mention)] = owner
    results: dict[int, list[Token]] = {}
    for mention in group:
        owner = owners.get(id(mention))
        while owner is not None and id(owner) in owners:
            owner = owners[id(owner)]
        if owner is not None:
            results.setdefault(id(owner), []).append(mention.head)
    kept = [replace(m, results=tuple(results.get(id(m), ()))) for m in group if id(m) not in owners]
    return kept, [m for m in group if id(m) in owners]


def _result_owner(mention: Mention, group: list[Mention]) -> Mention | None:
    """Return the mention whose result a harm verb tells, if it is no act of its own."""
    head = mention.head
    if mention.event_type != "ASSAULT" or (mention.noun is not None and head is mention.noun):
        return None
    if _is_in_which(head) and head.lemma in RESULT_LEMMAS:
        before = [m for m in group if m.event_type == "ASSAULT" and m.words[0].i < head.i]
        return before[-1] if before else None
    if head.dep == "conj" and any(m.noun is head.head for m in group) and _is_elliptic(head):
        return next(m for m in group if m.noun is head.head)
    if head.lemma not in HARM and head.lemma not in STRIKING:
        return None
    if head.dep == "acl" and head.tag == "VBN" and head.head.dep == "conj":
        # "Two were killed and nine women wounded" read as one more noun
        first = next((m for m in group if m.head is head.head.head), None)
        if first is not None and first.head.lemma in HARM and is_passive(first.head):
            return first
    misled = _above_a_clause(mention, group)
    if misled is not None and head.lemma in HARM:
        return misled
    for other in reversed(group):
        if other is mention or other.event_type != "ASSAULT":
            continue
        if other.head is not head.head and not (head.dep == "acl" and head.tag == "VBN"):
            continue
        if _is_one_act(head, other.head, mention, other):
            return other
        if head.lemma not in HARM or other.head is not head.head:
            continue
        if head.dep in ("advcl", "acl") and head.tag == "VBG":
            return other
        if head.dep == "conj" and other.head.lemma in HARM and not _hits_another(head, other.head):
            if not children(head, "nsubj", "nsubjpass") or _is_elliptic(head):
                return other
    return None


def _hits_another(head: Token, other: Token) -> bool:
    """Tell a list of strikes: "engaged a unit, destroyed two vehicles and damaged a bridge"."""
    return {head.lemma, other.lemma} <= STRIKE_LIST and bool(objects(head)) and bool(objects(other))


def _as_listed(group: list[Mention]) -> list[Mention]:
    """Give the later verbs of a list of strikes the means of the first."""
    made = list(group)
    for n, mention in enumerate(made):
        first = next((m for m in made[:n] if mention.head in conjuncts(m.head)), None)
        if first is None or first.event_type != mention.event_type:
            continue  # a mode is one of its type: to suppress by air strikes has none
        if first.mode and _hits_another(mention.head, first.head):
            made[n] = replace(mention, mode=first.mode)
    return made


def _above_a_clause(mention: Mention, group: list[Mention]) -> Mention | None:
    """Return the attack a result belongs to, where it was hung on a clause within it.

    "Blew himself up among policemen who had lined up, killing 26", "fired at towns, killing six".
    """
    head = mention.head
    tokens = mention.sentence.tokens
    before = next((t for t in tokens if t.i == head.i - 1), None)
    if head.tag != "VBG" or head.dep not in ("advcl", "acl") or before is None:
        return None
    if before.text != ",":
        return None
    attacks = [m for m in group if m is not mention and m.event_type == "ASSAULT"]
    if not any(m.head is head.head for m in attacks):
        # "lost a day when a bomb was thrown, wounding two": hung on the clause around the attack
        within = [m for m in attacks if m.head.i < head.i and head.head in m.head.ancestors()]
        if within:
            return within[-1]
    for above in head.ancestors():
        owner = next((m for m in attacks if m.head is above and m.head.pos == "VERB"), None)
        if owner is not None:
            return None if above is head.head else owner
        if above.dep not in ("relcl", "acl", "pobj", "dobj", "prep", "conj", "appos"):
            return None
    return None


def _is_one_act(verb: Token, first: Token, result: Mention, act: Mention) -> bool:
    """Tell whether two verbs with one object tell one act ("shot and killed two men")."""
    if verb.dep == "acl" and verb.tag == "VBN":  # "two were killed and nine men injured"
        return verb.lemma in HARM and first.lemma in HARM and verb.head in _told_of(first)
    if verb.dep != "conj":
        return False
    if verb.lemma in ENDURING and first.lemma in DYING:
        return True  # "lost their lives and nine others sustained injuries"
    if children(verb, "nsubj", "nsubjpass"):
        return False
    if first.lemma in IMPACT and verb.lemma in HARM and not is_passive(verb):
        return True  # "shells fell on the queue and hurt nine"
    if first.lemma not in STRIKING:
        return False
    if children(first, "dobj", "prep", "agent"):
        return False
    return verb.lemma in HARM or result.mode == act.mode


def _told_of(verb: Token) -> list[Token]:
    """Return of whom a result is told, with whom they are coordinated."""
    return [c for t in children(verb, "nsubj", "nsubjpass") for c in conjuncts(t)[1:]]


def _is_elliptic(verb: Token) -> bool:
    """Tell whether the verb leaves its auxiliary out ("12 were killed and scores wounded")."""
    if children(verb, "aux", "auxpass"):
        return False
    if verb.tag == "VBD" and verb.dep == "conj" and is_passive(verb.head):
        # "Two were killed and nine men injured" read as what the nine did
        return not children(verb, "dobj") and bool(children(verb, "nsubj", "nsubjpass"))
    return verb.tag == "VBN"


def _with_mode_of(verb: Mention, noun: Mention) -> Mention:
    contexts = tuple(dict.fromkeys((*verb.contexts, *noun.contexts)))
    if verb.event_type != noun.event_type:
        if "light" not in verb.entry.note:
            return verb
        # "Riots erupted": what erupts is what happens.
        return replace(
            verb, event_type=noun.event_type, mode=noun.mode, contexts=noun.contexts, rule=noun.rule
        )
    mode = noun.mode or verb.mode if verb.event_type == "ASSAULT" else verb.mode or noun.mode
    return replace(verb, mode=mode, contexts=contexts)


def _result_verb(mention: Mention, group: list[Mention]) -> Mention | None:
    """Return the mention of a result verb that tells the same event as an event noun."""
    noun = mention.noun
    if noun is None or mention.head is not noun:
        return None
    for other in group:
        if _is_penalty(noun, other, mention) or _is_carried(noun, other, mention):
            return other
        if other is mention or other.noun is not None or other.head.lemma not in RESULT_LEMMAS:
            continue
        if noun.dep in ("nsubj", "nsubjpass") and noun.head is other.head:
            return other
        if other.head.dep in ("relcl", "acl") and other.head.head is noun:
            return None if _is_in_which(other.head) else other
        if noun.dep == "pobj" and noun.head.dep in ("prep", "agent") and not _brings_target(noun):
            if noun.head.head is other.head:
                return other
    return None


def _is_penalty(noun: Token, verb: Mention, mention: Mention) -> bool:
    """Tell whether a noun is what the verb metes out ("sentenced to prison terms")."""
    if verb is mention or mention.event_type != "COERCE" or verb.event_type != "COERCE":
        return False
    return noun.dep == "pobj" and noun.head.head is verb.head and noun.head.lower in ("to", "for")


def _is_carried(noun: Token, verb: Mention, mention: Mention) -> bool:
    """Tell whether the verb only says that it took place, or "to death" ends its deed."""
    if verb is mention or verb.noun is not None:
        return False
    if noun.lemma == "death" and noun.head.lower == "to":
        return noun.head.head is verb.head
    if noun.lemma in WOUNDS and noun.dep == "pobj" and noun.head.head is verb.head:
        return verb.event_type == "ASSAULT"
    same = mention.event_type == verb.event_type != "ASSAULT"
    if "light" not in verb.entry.note and not same:
        return False
    return noun in children(verb.head, "nsubj", "nsubjpass") or verb.head.head is noun


def _is_in_which(verb: Token) -> bool:
    """Tell whether a toll stands in an "in which" clause; it belongs to the attack before it."""
    return verb.dep == "relcl" and any(
        c.dep == "prep" and any(g.lower == "which" for g in children(c, "pobj"))
        for c in verb.children
    )


def _brings_target(noun: Token) -> bool:
    return any(
        c.dep == "prep" and c.lower in ("on", "against", "targeting") and children(c, "pobj")
        for c in noun.children
    )
