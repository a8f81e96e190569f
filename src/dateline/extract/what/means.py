"""By what means: the mode of an attack from the weapon told, and whose hands it was in.

A weapon that the clause names decides the mode, whatever the verb: "hit by rockets", "killed with
machetes", "a drone set the depot on fire". Where the verb tells only the result, the weapon of the
act it belongs to does, and so it does for "the strike" of the sentence before. Stones and fires
in the hands of demonstrators are a riot. Which word is which weapon is in the lexicon, as classes
named ``MEANS:`` and the mode.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.extract.match import classes_of
from dateline.extract.mention import Mention
from dateline.knowledge.event_lexicon import Lexicon
from dateline.parse.arguments import agents, objects, prepositional, subjects
from dateline.parse.grammar import DEFINITE, children, conjuncts, is_passive
from dateline.parse.parsed import Parsed, Token

PREFIX = "MEANS:"
WITH = frozenset({"with", "by", "using", "from", "in", "under"})
OPEN_MODES = frozenset({None, "destroy"})
BY_CRAFT = frozenset({"drone", "aerial"})
WEAPON_MODES = frozenset(
    {"drone", "aerial", "heavy-weapons", "firearms", "explosives", "suicide-attack", "primitive"}
    | {"crowd-control", "unconventional"}
)
RESULTS = frozenset(
    {"kill", "wound", "injure", "hurt", "die", "martyr", "damage", "destroy", "lose", "perish"}
)
WORK_WORDS = frozenset({"wage", "pay", "salary", "union", "mill", "factory", "employer", "labour"})
REPELLING = frozenset({"repel", "repulse", "rebuff"})
BLOCKING = frozenset({"block", "blockade", "barricade", "roadblock", "occupy"})
FIRING = frozenset({"fire", "shoot", "open", "answer", "respond"})
THROWING = frozenset({"throw", "hurl", "pelt", "fling", "lob", "toss"})
CROWD = frozenset({"youth", "crowd", "mob", "student", "supporter", "striker", "picket"})
"""People who riot where they throw stones, whether or not a demonstration is told."""
RIOT_MODES = frozenset({"primitive", "destroy"})
ANY_ATTACK = frozenset({"strike", "attack", "raid", "blast", "assault", "incident", "explosion"})
STRIKING = ("aerial", "drone", "heavy-weapons")
"""Means of a strike from afar, the likeliest first."""
RUN_OF_SENTENCES = 2
"""How many sentences back "the attack" may look for its weapon."""


def means_of(token: Token, lexicon: Lexicon) -> str | None:
    """Return the mode of the weapon a noun names, its longest form first, or None."""
    inner = token.subtree() if token.children else ()
    before = [c for c in inner if c.i < token.i and c.dep in ("compound", "amod", "nmod")]
    for start in range(len(before)):
        for words in ((t.lemma for t in before[start:]), (t.lower for t in before[start:])):
            found = _mode(" ".join([*words, token.lemma]), lexicon)
            if found:
                return found
    found = _mode(token.lemma, lexicon) or _mode(token.lower, lexicon)
    if found or not before:
        return found
    # "Units of the missile troops", "mortar crews": what they are armed with comes first.
    return _mode(before[-1].lemma, lexicon)


def _mode(words: str, lexicon: Lexicon) -> str | None:
    found = sorted(c for c in lexicon.classes_of(words) if c.startswith(PREFIX))
    return found[0].removeprefix(PREFIX) if found else None


def with_means(found: list[Mention], parsed: Parsed, lexicon: Lexicon) -> list[Mention]:
    """Return the mentions of a report with their modes decided by the words around."""
    done: list[Mention] = []
    by_sentence: dict[int, list[Mention]] = {}
    for mention in found:
        by_sentence.setdefault(mention.sentence.n, []).append(mention)
    for mention in found:
        made = _chosen(_reversed(_armed(mention, parsed, lexicon)))
        beside = [m for m in by_sentence.get(made.sentence.n, ()) if m is not mention]
        made = _as_obstruction(_as_labour(made, beside, lexicon), lexicon)
        done.append(_as_riot(made, beside, parsed, lexicon))
    strikes: list[str | None] = []
    for position, mention in enumerate(done):
        if mention.event_type == "ASSAULT" and mention.mode is None:
            mode = _told_beside(mention, done) or _told_before(mention, done[:position])
            mode = mode or _told_in_passage(mention, done[:position], lexicon)
            mode = mode or _claimed(mention, done[:position])
            if mode is None and _is_strike(mention):
                strikes = strikes or [_strikes_of(parsed, lexicon)]
                mode = strikes[0]
            if mode is not None:
                done[position] = replace(mention, mode=mode)
    return done


def _told_in_passage(mention: Mention, before: list[Mention], lexicon: Lexicon) -> str | None:
    """Return the one weapon of the sentences before, for a toll without deed or doer."""
    noun, head = mention.noun, mention.head
    if noun is not None:
        is_toll = head is noun and mention.entry.lemma == "death"
    else:
        is_toll = head.lemma in RESULTS | {"hit"} and not subjects(head)
        is_toll = is_toll or head.lemma in ("die", "perish")
    if not is_toll:
        return None
    violent = lexicon.classes.get("VIOLENCE", frozenset())
    own = {t.i for t in mention.words}
    told = [t for t in mention.sentence.tokens if t.lemma in violent and t.i not in own]
    if any(t.lemma not in ANY_ATTACK or not _is_taken_up(t) for t in told):
        return None  # it tells its own cause
    near = [m for m in before if 0 < mention.sentence.n - m.sentence.n <= RUN_OF_SENTENCES]
    near = [m for m in near if m.event_type == "ASSAULT"]
    if any(m.mode in OPEN_MODES and m.head.lemma not in RESULTS for m in near):
        return None
    near = [m for m in near if m.mode not in OPEN_MODES]
    modes = {m.mode for m in near}
    mode = modes.pop() if len(modes) == 1 else None
    return mode if mode in WEAPON_MODES else None


def _claimed(mention: Mention, before: list[Mention]) -> str | None:
    """Return by what means the attack was that somebody claims: the last one told."""
    if not any(t.lemma in ("responsibility", "credit") for t in mention.words):
        return None
    attacks = [m.mode for m in before if m.event_type == "ASSAULT" and m.mode in WEAPON_MODES]
    return attacks[-1] if attacks else None


def _strikes_of(parsed: Parsed, lexicon: Lexicon) -> str | None:
    """Return by what means a report's strikes are, if it tells one that strikes from afar."""
    told = {
        mode
        for token in parsed.tokens
        if token.pos in ("NOUN", "PROPN")
        and token.lemma not in ANY_ATTACK
        and (mode := means_of(token, lexicon)) in STRIKING
    }
    return next((mode for mode in STRIKING if mode in told), None)


def _is_strike(mention: Mention) -> bool:
    """Tell whether the deed is a military strike, or what one does."""
    if mention.noun is not None:
        return mention.noun.lemma == "strike"
    return any(t.lemma == "strike" for t in subjects(mention.head))


def _chosen(mention: Mention) -> Mention:
    """Call the execution of one person targeted."""
    if mention.head.lemma != "execute" or mention.mode is not None or mention.noun is not None:
        return mention
    suffering = objects(mention.head)
    one = [t for t in suffering if t.tag in ("NN", "NNP", "JJ", "PRP") and t.lower != "they"]
    if len(suffering) != 1 or len(one) != 1 or children(one[0], "nummod"):
        return mention
    return replace(mention, mode="targeted")


def _as_labour(mention: Mention, beside: list[Mention], lexicon: Lexicon) -> Mention:
    """Turn the "strike" of workers into PROTEST; that of nobody known stays an attack."""
    noun = mention.noun
    if noun is None or noun.lemma != "strike" or mention.event_type != "ASSAULT" or mention.mode:
        return mention
    around = [t for t in mention.sentence.tokens if t is not noun]
    work = any(lexicon.classes_of(t.lemma) & {"WORKER"} or t.lemma in WORK_WORDS for t in around)
    if not work or any(m.event_type == "ASSAULT" for m in beside):
        return mention
    if any(means_of(t, lexicon) for t in around if t.pos in ("NOUN", "PROPN")):
        return mention
    return replace(mention, event_type="PROTEST", mode="strike", contexts=("economic",))


def _reversed(mention: Mention) -> Mention:
    """Turn "were pushed back" into a retreat, and "repelled an advance" into an attack."""
    if mention.noun is not None and mention.head.lemma in REPELLING:
        mode = mention.mode if mention.event_type == "ASSAULT" else None
        return replace(mention, event_type="ASSAULT", mode=mode, contexts=())
    note = mention.entry.note
    if not note.startswith("passive=") or not is_passive(mention.head):
        return mention
    event_type, _, mode = note.removeprefix("passive=").partition(":")
    entry = replace(mention.entry, actor=("obj",), recipient=(), event_type=event_type)
    return replace(mention, entry=entry, event_type=event_type, mode=mode or None)


def _armed(mention: Mention, parsed: Parsed, lexicon: Lexicon) -> Mention:
    if mention.event_type != "ASSAULT":
        return mention
    told = [m for t in _subjects(mention, parsed) if (m := means_of(t, lexicon)) is not None]
    craft = next((m for m in told if m in BY_CRAFT), told[0] if told else None)
    if mention.mode == "explosives" and craft == "heavy-weapons":
        return replace(mention, mode=craft)  # "a mortar bomb exploded"
    if mention.mode == "beat" and any("CAPTIVE" in classes_of(t, lexicon) for t in _hurt(mention)):
        return replace(mention, mode="torture")
    if craft in BY_CRAFT and (mention.mode not in ("abduct", "torture", "sexual", "beat")):
        return replace(mention, mode=craft)
    if mention.mode == "firearms" and mention.head.lemma in FIRING:
        heavy = craft or _first_mode(_instruments(mention), lexicon)
        return replace(mention, mode=heavy) if heavy == "heavy-weapons" else mention
    if mention.mode not in OPEN_MODES:
        return mention
    mode = craft or _first_mode(_instruments(mention), lexicon)
    return replace(mention, mode=mode) if mode else mention


def _hurt(mention: Mention) -> list[Token]:
    return objects(mention.head) if mention.noun is None else []


def _first_mode(tokens: list[Token], lexicon: Lexicon) -> str | None:
    for token in tokens:
        mode = means_of(token, lexicon)
        if mode is not None:
            return mode
    return None


def _subjects(mention: Mention, parsed: Parsed) -> list[Token]:
    """Return the doers, with what a pronoun stands for, and what their "of" phrase names."""
    if mention.noun is not None and mention.head is mention.noun:
        return []
    doers = [t for t in subjects(mention.head) if t.i not in {w.i for w in mention.words}]
    found: list[Token] = []
    if is_passive(mention.head):  # "had been killed and four wounded by mortar rounds"
        doers += [t for c in children(mention.head, "conj") if c.tag == "VBN" for t in agents(c)]
    for doer in doers:
        reference = parsed.references.get(doer.i)
        found.append(parsed.tokens[reference.target] if reference else doer)
        found.extend(prepositional(doer, frozenset({"of"})) if doer.dep != "pobj" else [])
        for clause in children(doer, "acl"):  # "two missiles fired by an aircraft hit the house"
            found.extend(agents(clause) if clause.tag == "VBN" else [])
        found.extend(prepositional(doer, frozenset({"with"})))  # "a man with a knife"
    return found


def _instruments(mention: Mention) -> list[Token]:
    """Return what hangs on the trigger with "with", "by", "in", and the object of "using"."""
    anchors = [mention.head]
    if mention.noun is not None and mention.noun is not mention.head:
        anchors.append(mention.noun)
    found: list[Token] = []
    for word in anchors:
        found.extend(prepositional(word, WITH))
        for clause in children(word, "advcl", "acl", "xcomp", "prep"):
            if clause.lemma in ("use", "employ", "fire", "wield") or clause.lower == "using":
                for thing in children(clause, "dobj", "pobj"):
                    found.extend(conjuncts(thing))
    if mention.noun is None:
        for thing in objects(mention.head):
            if thing.i > mention.head.i:
                found.extend(prepositional(thing, WITH - {"in", "from", "under"}))
    own = {w.i for w in mention.words}
    before = children(mention.noun, "compound") if mention.noun is not None else []
    return [*before, *(t for t in found if t.i not in own)]  # "the claymore attack"


def _told_beside(mention: Mention, found: list[Mention]) -> str | None:
    """Return the weapon of the act whose result a verb tells, in the same sentence."""
    if mention.noun is not None or mention.head.lemma not in RESULTS:
        return None
    if mention.head.lemma not in ("die", "lose", "perish") and subjects(mention.head):
        return None
    modes = [
        m.mode
        for m in found
        if m.sentence is mention.sentence
        and m.event_type == "ASSAULT"
        and m.mode in WEAPON_MODES
        and (m.head.i < mention.head.i or mention.head in m.head.ancestors())
    ]
    return modes[0] if len(set(modes)) == 1 else None


def _told_before(mention: Mention, before: list[Mention]) -> str | None:
    """Return the weapon of the attack that "the strike" takes up from the sentences before."""
    noun = mention.noun
    taken_up = noun if noun is not None else _subject_event(mention)
    if taken_up is None or taken_up.lemma not in ANY_ATTACK:
        return None
    if not _is_taken_up(taken_up):
        return None
    for other in reversed(before):
        if mention.sentence.n - other.sentence.n > RUN_OF_SENTENCES:
            return None
        if other.event_type == "ASSAULT" and other.sentence is not mention.sentence:
            return other.mode if other.mode in WEAPON_MODES else None
    return None


def _is_taken_up(noun: Token) -> bool:
    return any(c.lower in DEFINITE for c in children(noun, "det"))


def _subject_event(mention: Mention) -> Token | None:
    """Return the attack noun that stands as subject of a result verb ("the strike killed")."""
    if mention.head.lemma not in RESULTS:
        return None
    found = [t for t in subjects(mention.head) if t.lemma in ANY_ATTACK]
    return found[0] if found else None


def _as_obstruction(mention: Mention, lexicon: Lexicon) -> Mention:
    """Turn a road blocked or a building occupied by people who are no force into PROTEST."""
    words = {t.lemma for t in mention.words}
    if mention.event_type != "COERCE" or not words & BLOCKING:
        return mention
    doers = [classes_of(t, lexicon) for t in subjects(mention.head)]
    if not doers or any(found & {"FORCE", "AUTHORITY"} for found in doers):
        return mention
    if not all(found & {"WORKER", "DEMONSTRATOR", "PROTESTER", "PEOPLE"} for found in doers):
        return mention
    return replace(mention, event_type="PROTEST", mode="obstruct", contexts=())


def _as_riot(mention: Mention, beside: list[Mention], parsed: Parsed, lexicon: Lexicon) -> Mention:
    """Turn stones and fires in demonstrators' hands into PROTEST."""
    if mention.event_type != "ASSAULT" or mention.mode not in RIOT_MODES:
        return mention
    if mention.noun is not None:
        return mention
    doers = subjects(mention.head)
    marching = any(m.event_type == "PROTEST" for m in beside)
    if doers:
        who = [parsed.references.get(d.i) for d in doers]
        named = [parsed.tokens[r.target] if r else d for d, r in zip(doers, who, strict=True)]
        rioters = any("DEMONSTRATOR" in classes_of(t, lexicon) for t in named)
        stoning = mention.mode == "primitive" and mention.head.lemma in THROWING
        rioters = rioters or (stoning and any(t.lemma in CROWD for t in named))
        shared = marching and any(
            set(doers) & set(subjects(m.head)) for m in beside if m.event_type == "PROTEST"
        )
        pronoun = marching and all(d.pos == "PRON" for d in doers)
        is_riot = rioters or shared or pronoun
    else:
        is_riot = marching
    if not is_riot:
        return mention
    return replace(mention, event_type="PROTEST", mode="riot")
