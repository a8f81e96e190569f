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
from dateline.parse.arguments import objects, prepositional, subjects
from dateline.parse.grammar import children, is_passive
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
RIOT_MODES = frozenset({"primitive", "destroy"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
ANY_ATTACK = frozenset({"strike", "attack", "raid", "blast", "assault", "incident", "explosion"})
RUN_OF_SENTENCES = 2
"""How many sentences back "the attack" may look for its weapon."""


def means_of(token: Token, lexicon: Lexicon) -> str | None:
    """Return the mode of the weapon a noun names, its longest form first, or None."""
    before = [c for c in token.subtree() if c.i < token.i and c.dep in ("compound", "amod", "nmod")]
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
    for mention in found:
        made = _reversed(_armed(mention, parsed, lexicon))
        beside = [m for m in found if m.sentence is made.sentence and m is not mention]
        made = _as_labour(made, beside, lexicon)
        done.append(_as_riot(made, beside, parsed, lexicon))
    for position, mention in enumerate(done):
        if mention.event_type == "ASSAULT" and mention.mode is None:
            mode = _told_beside(mention, done) or _told_before(mention, done[:position])
            if mode is not None:
                done[position] = replace(mention, mode=mode)
    return done


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
    craft = _first_mode(_subjects(mention, parsed), lexicon)
    if craft in BY_CRAFT and (mention.mode not in ("abduct", "torture", "sexual", "beat")):
        return replace(mention, mode=craft)
    if mention.mode not in OPEN_MODES:
        return mention
    mode = craft or _first_mode(_instruments(mention), lexicon)
    return replace(mention, mode=mode) if mode else mention


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
    for doer in doers:
        reference = parsed.references.get(doer.i)
        found.append(parsed.tokens[reference.target] if reference else doer)
        found.extend(prepositional(doer, frozenset({"of"})) if doer.dep != "pobj" else [])
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
                found.extend(children(clause, "dobj", "pobj"))
    if mention.noun is None:
        for thing in objects(mention.head):
            if thing.i > mention.head.i:
                found.extend(prepositional(thing, WITH - {"in", "from", "under"}))
    own = {w.i for w in mention.words}
    return [t for t in found if t.i not in own]


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
        and (m.head.i < mention.head.i or m.head.head is mention.head)
    ]
    return modes[0] if len(set(modes)) == 1 else None


def _told_before(mention: Mention, before: list[Mention]) -> str | None:
    """Return the weapon of the attack that "the strike" takes up from the sentences before."""
    noun = mention.noun
    taken_up = noun if noun is not None else _subject_event(mention)
    if taken_up is None or taken_up.lemma not in ANY_ATTACK:
        return None
    if not any(c.lower in DEFINITE for c in children(taken_up, "det")):
        return None
    for other in reversed(before):
        if mention.sentence.n - other.sentence.n > RUN_OF_SENTENCES:
            return None
        if other.event_type == "ASSAULT" and other.sentence is not mention.sentence:
            return other.mode if other.mode in WEAPON_MODES else None
    return None


def _subject_event(mention: Mention) -> Token | None:
    """Return the attack noun that stands as subject of a result verb ("the strike killed")."""
    if mention.head.lemma not in RESULTS:
        return None
    found = [t for t in subjects(mention.head) if t.lemma in ANY_ATTACK]
    return found[0] if found else None


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
