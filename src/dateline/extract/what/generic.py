"""Deeds spoken of and not told: aims, abilities, rules, definitions, drills, kinds of deed.

"The mission's task is to disarm militias", "the ability to attack", "the law bans torture", "troops
practised clearing houses", "such attacks are common": nothing of it is said to have happened.
"""

from __future__ import annotations

from dateline.extract.mention import Mention
from dateline.knowledge.event_lexicon import Lexicon
from dateline.parse.arguments import objects
from dateline.parse.grammar import FINITE, children
from dateline.parse.parsed import Token

AIMS = frozenset(
    {"mission", "aim", "goal", "mandate", "objective", "role", "task", "purpose", "job", "duty"}
    | {"priority", "function", "responsibility", "ambition", "vision"}
)
ABILITIES = AIMS | {"ability", "capability", "capacity", "means", "freedom", "right", "power"}
ABILITIES |= {"authority", "desire", "will", "willingness", "determination", "commitment"}
ABILITIES |= {"resolve", "permission", "obligation", "effort", "responsibility", "strategy"}
REHEARSING = frozenset({"practise", "practice", "rehearse", "simulate", "drill", "learn", "teach"})
PREVENTING = frozenset(
    {"prevent", "combat", "tackle", "counter", "address", "deter", "avert", "avoid", "eradicate"}
    | {"reduce", "minimise", "minimize", "stem", "discourage", "prohibit", "outlaw", "forbid"}
    | {"criminalise", "criminalize", "ban", "renounce"}
)
NEGOTIATING = frozenset(
    {"sign", "agree", "broker", "negotiate", "draft", "use", "strain", "monitor", "discuss"}
    | {"support", "welcome", "mediate", "propose", "seek", "threaten", "jeopardise", "supervise"}
)
USUAL = frozenset(
    {"common", "frequent", "rare", "routine", "commonplace", "usual", "unusual", "unlawful"}
    | {"illegal", "wrong", "unacceptable", "inevitable"}
)
DEFINING = frozenset({"define", "classify", "denote"})
STRIVING = frozenset(
    {"commit", "work", "seek", "aim", "help", "strive", "vow", "determine", "join"}
)
DEED_PREPOSITIONS = frozenset({"after", "before", "by", "since", "while", "until", "upon"})
ENDS = frozenset({"defeat", "destruction", "eradication", "elimination", "victory", "removal"})
LASTING = frozenset({"ultimate", "lasting", "final", "eventual", "enduring", "complete", "total"})
HINDERING = frozenset({"prevent", "stop", "keep", "protect", "deter"})
BARE_FORMS = frozenset({"VB", "VBG"})


def is_spoken_of(mention: Mention, lexicon: Lexicon) -> bool:
    """Tell whether a deed is only spoken of."""
    if any(t.lemma in DEFINING or _is_meaning(t) for t in mention.sentence.tokens):
        return True
    if _is_example(mention.head):
        return True
    noun = mention.noun
    if _is_under_negotiation(mention):
        return True
    if noun is not None and mention.head is noun:
        return _is_kind(noun) or _is_end(noun)
    if mention.head.lemma == "arm" and mention.head.tag == "VBN" and mention.head.dep == "acl":
        return True  # "men armed with pistols"
    return _is_aim(mention, lexicon) or _is_infinite(mention.head) or _is_of_those(mention.head)


def _is_meaning(verb: Token) -> bool:
    """Tell whether a verb tells what a word stands for ("a strike means one or more …")."""
    if verb.lemma != "mean" or verb.tag != "VBZ" or not children(verb, "dobj", "ccomp"):
        return False
    return any(c.lower in ("a", "an") for s in children(verb, "nsubj") for c in children(s, "det"))


def _is_example(word: Token) -> bool:
    """Tell whether a clause stands as a case of something ("having one land is one strike")."""
    if word.dep == "attr" and any(c.tag == "VBG" for c in children(word.head, "csubj")):
        return True
    for clause in (word, *word.ancestors()):
        if clause.dep in ("csubj", "nsubj") and clause.tag == "VBG" and clause.head.lemma == "be":
            return clause.head.tag in ("VBZ", "VBP") and not children(clause, "nsubj")
    return False


def _first(word: Token) -> Token:
    """Return the first of coordinated words ("to degrade and *defeat*")."""
    while word.dep == "conj" and word.head.tag == word.tag:
        word = word.head
    return word


def _is_kind(noun: Token) -> bool:
    """Tell whether a noun names a kind of deed ("bans attacks", "attacks are common")."""
    first = _first(noun)
    verb = first.head
    plain = not children(noun, "det", "nummod", "poss")
    if first.dep == "dobj" and verb.lemma in REHEARSING:
        return True
    if first.dep == "dobj" and verb.lemma in PREVENTING and plain:
        return True
    if first.dep == "dobj" and verb.lemma == "use" and noun.tag == "NN" and plain:
        return True
    return first.dep == "nsubj" and any(t.lemma in USUAL for t in children(verb, "acomp"))


def _is_end(noun: Token) -> bool:
    """Tell whether a noun names what is fought for ("the lasting defeat of the militants")."""
    return noun.lemma in ENDS and any(t.lower in LASTING for t in children(noun, "amod"))


def _is_under_negotiation(mention: Mention) -> bool:
    """Tell whether a truce is what is signed, or what is spoken of in papers and talks."""
    noun = mention.noun
    if noun is None or mention.event_type != "RETREAT" or mention.mode != "ceasefire":
        return False
    if noun.dep == "appos":
        return True
    is_told = mention.head is not noun and noun.dep == "dobj"  # "the two sides signed a truce"
    return noun.dep in ("dobj", "nsubjpass") and not is_told and noun.head.lemma in NEGOTIATING


def _is_infinite(verb: Token) -> bool:
    """Tell whether an infinitive or gerund says what one is there for, can do, or rehearses."""
    first = _first(verb)
    if first.tag not in BARE_FORMS or any(c.tag in FINITE for c in children(first, "aux")):
        return False
    governor = first.head
    if first.dep == "acl" and first.tag == "VB":
        return governor.lemma in ABILITIES and _is_unspecific(verb)
    if first.dep in ("csubj", "nsubj") and not children(first, "nsubj"):
        return True
    if first.dep in ("xcomp", "ccomp", "dobj") and governor.lemma in REHEARSING:
        return True
    if first.dep == "xcomp" and governor.lemma == "be":
        return any(t.lemma in AIMS for t in children(governor, "nsubj")) and _is_unspecific(verb)
    if first.dep == "advcl" and first.tag == "VB" and first.lemma in HINDERING:
        return True
    return first.dep == "pcomp" and _is_charge(first)


def _is_charge(gerund: Token) -> bool:
    """Tell whether it is what a body is charged with ("responsible for detaining suspects")."""
    holder = gerund.head.head
    if holder.lemma not in ("responsible", "task", "charge", "tasked", "accountable"):
        return False
    is_now = any(c.tag in ("VBZ", "VBP") for c in (holder.head, *children(holder, "auxpass")))
    return is_now and _is_unspecific(gerund)


def _is_unspecific(verb: Token) -> bool:
    """Tell whether nobody in particular would suffer it ("disarm militias", not "the militia")."""
    return all(
        t.tag in ("NNS", "NN") and not children(t, "det", "nummod", "poss") for t in objects(verb)
    )


def _is_of_those(verb: Token) -> bool:
    """Tell whether it only says of whom one speaks ("the families of those killed")."""
    whom = verb.head
    if verb.dep not in ("acl", "relcl") or whom.lower != "those" or whom.dep != "pobj":
        return False
    return whom.head.lower != "among" and not children(verb, "agent", "prep", "npadvmod")


def _is_aim(mention: Mention, lexicon: Lexicon) -> bool:
    """Tell whether it is what somebody stands for ("committed to defeating the militants")."""
    head = _first(mention.head)
    if mention.noun is not None or mention.head.lemma not in lexicon.classes.get("AIM_VERB", ()):
        return False
    if head.tag not in BARE_FORMS or any(c.tag in FINITE for c in children(head, "aux")):
        return False
    if any(c.lower == "between" for c in children(head, "prep")):
        return False
    if any(_is_people(t, lexicon) for t in objects(mention.head)):
        return False
    if head.dep == "pcomp":
        return head.head.lower not in DEED_PREPOSITIONS
    if head.dep in ("csubj", "nsubj") or (head.dep == "acl" and head.tag == "VB"):
        return True
    if head.dep in ("advcl", "relcl") and head.tag == "VB":
        return True
    return head.dep == "xcomp" and head.head.lemma in STRIVING


def _is_people(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether people suffer it who are no armed group ("fight the Kurds")."""
    known = lexicon.classes_of(token.lemma)
    if "FORCE" in known or "GROUP" in known:
        return False
    return token.entity == "NORP" or "PEOPLE" in known
