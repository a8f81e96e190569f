"""The scene of a passage: who is at work there, when a sentence leaves it unsaid.

"Rebels ambushed a train. Two carriages were set on fire." A reader knows who set them on fire. The
agent is carried on only to what follows at once, tells a deed without its doer, and is no harm to
the doer's own side; it is marked as inferred. So is who frees the captives he took.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.extract.mention import Mention
from dateline.parse.grammar import DEFINITE, children, is_passive
from dateline.parse.parsed import Token
from dateline.records import Actor

VIOLENT = frozenset({"ASSAULT", "COERCE"})
TAKEN = frozenset({"arrest", "abduct"})
FACING = frozenset({"ASSAULT", "AGREE", "CONSULT", "COERCE"})
ARMED = frozenset({"MIL", "REB", "UAF", "PRM", "COP", "CRM", "SPY"})
STATE_ARMS = frozenset({"MIL", "COP", "SPY", "GOV"})
REACH = 2
"""Sentences over which an agent is carried on."""
REACH_BACK = 4
"""Sentences over which "the strike" can mean the last one told."""
CUSTODY = 4
"""Sentences over which captors are remembered."""
STRIKES = frozenset(
    {"attack", "strike", "airstrike", "raid", "bombing", "bombardment", "shelling", "ambush"}
    | {"assault", "offensive", "massacre", "shooting"}
)
SHOTS = frozenset({"shell", "rocket", "missile", "bomb", "mortar", "bullet", "shot", "round"})
FIRING = frozenset({"aerial", "heavy-weapons", "drone"})
ANSWERING = frozenset(
    {"return", "respond", "retaliate", "answer", "counterattack", "counter-attack", "repel"}
    | {"repulse", "rebuff", "foil", "thwart"}
)
STRIKING = frozenset({"hit", "strike", "fight", "fire", "shoot", "beat", "push", "drive", "throw"})
OPENERS = frozenset(
    {"in", "at", "near", "outside", "around", "elsewhere", "separately", "meanwhile"}
)


@dataclass(frozen=True, slots=True)
class _Deed:
    sentence: int
    block: int
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...] = ()
    mode: str | None = None


class Scene:
    """Remembers the last violent deed told with its doer, in one report."""

    def __init__(self) -> None:
        self.last: _Deed | None = None
        self.captors: _Deed | None = None
        self.sides: tuple[Actor, ...] = ()

    def tell(
        self, mention: Mention, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
    ) -> None:
        """Note a deed, its doers and those who faced them, in the order of the text."""
        self._note_sides(mention, actors, recipients)
        if mention.event_type not in VIOLENT:
            return
        sentence = mention.sentence
        if mention.mode in TAKEN:
            told = actors and all(a.rule != "who.passage" for a in actors)
            self.captors = _Deed(sentence.n, sentence.block, actors) if told else self.captors
        if not actors or actors[0].rule == "who.passage":
            return  # carried on: it does not reach further by itself
        if not all(ARMED & set(a.sectors) for a in actors):
            self.last = None  # somebody else acts now, and the text does not name him
            return
        self.last = _Deed(sentence.n, sentence.block, actors, recipients, mention.mode)

    def _note_sides(
        self, mention: Mention, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
    ) -> None:
        if mention.event_type not in FACING:
            return
        named: dict[str, Actor] = {}
        for actor in (*actors, *recipients):
            if actor.actor_id is not None and set(actor.sectors) & (ARMED | {"GOV"}):
                named.setdefault(actor.actor_id, actor)
        if len(named) == 2:
            self.sides = tuple(named.values())

    def agent(self, mention: Mention, recipients: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return who did what is told without a doer, or nobody."""
        if mention.event_type == "RETREAT" and mention.mode == "release":
            return self._captor(mention)
        if any(
            t.lower in ("whom", "who") and t.head.lower == "by" for t in mention.sentence.tokens
        ):
            return ()  # "by whom is not known"
        last = self.last
        if last is None or not _can_be_carried(mention, last):
            return ()
        gap = mention.sentence.n - last.sentence
        if gap == 1 and mention.sentence.block == last.block and _goes_on_firing(mention, last):
            return _carried(last.actors) if len(last.actors) == 1 else ()
        if not _hides_doer(mention, is_same_sentence=gap == 0):
            return ()
        reach = REACH_BACK if not is_passive(mention.head) else REACH
        if not 0 <= gap <= reach or mention.sentence.block - last.block > 1:
            return ()
        if gap and _opens_elsewhere(mention):
            return ()
        if any(a.actor_id is None for a in last.actors):  # "gunmen" mean others soon
            if gap > 1 or mention.sentence.block != last.block:
                return ()
        foes = tuple(a for a in last.actors if not _same_side(a, recipients))
        known_foe = any(_is_one(r, v) for r in recipients for v in last.recipients)
        if len(last.actors) == 2 and len(foes) == 1:
            return _carried(foes)  # one side of a clash suffers: the other did it
        if len(last.actors) != 1 or not (foes or known_foe):
            return ()
        return _carried(last.actors)

    def target(self, mention: Mention, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return at whom an answer in kind is aimed: those who attacked just before."""
        last = self.last
        if last is None or mention.event_type != "ASSAULT" or not _answers(mention):
            return ()
        if not 0 <= mention.sentence.n - last.sentence <= REACH:
            return ()
        if any(_is_one(a, b) or _same_side(a, (b,)) for a in actors for b in last.actors):
            return ()
        return _carried(last.actors)

    def _captor(self, mention: Mention) -> tuple[Actor, ...]:
        """Return who frees: those who took the captives, where nobody else is told to."""
        if self.captors is None or not is_passive(mention.head) or mention.noun is not None:
            return ()
        if mention.sentence.n - self.captors.sentence > CUSTODY:
            return ()
        return _carried(self.captors.actors)


def _can_be_carried(mention: Mention, last: _Deed) -> bool:
    """Tell whether a deed is of a kind that the last doer goes on with."""
    if mention.event_type == "ASSAULT":
        return True
    if mention.event_type != "COERCE" or not is_passive(mention.head):
        return False
    is_state = all(set(a.sectors) & STATE_ARMS for a in last.actors)
    return is_state or mention.mode in ("seize", "restrict")


def _goes_on_firing(mention: Mention, last: _Deed) -> bool:
    """Tell whether shells fall where shelling was told just before ("Two shells hit a clinic")."""
    if last.mode not in FIRING or mention.head.pos != "VERB" or _opens_elsewhere(mention):
        return False
    return any(
        t.lemma in SHOTS and not any(c.dep in ("acl", "relcl", "poss") for c in t.children)
        for t in children(mention.head, "nsubj")
    )


def _answers(mention: Mention) -> bool:
    """Tell whether an attack answers another ("returned fire", "hit back", "repelled")."""
    words = {t.lemma for t in mention.words} | {c.lower for c in mention.head.children}
    if mention.head.lemma in ANSWERING:
        return True
    return mention.head.lemma in STRIKING and "back" in words


def _is_one(one: Actor, other: Actor) -> bool:
    if one.actor_id is not None or other.actor_id is not None:
        return one.actor_id == other.actor_id
    return one.name.casefold() == other.name.casefold()


def _carried(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    return tuple(replace(a, basis="inferred", rule="who.passage") for a in actors)


def _opens_elsewhere(mention: Mention) -> bool:
    """Tell whether the sentence begins with another place ("In Boga, the hospital was …")."""
    tokens = mention.sentence.tokens
    first = tokens[0]
    if first.lower not in OPENERS:
        return False
    if first.dep != "prep":
        return True
    return any(t.entity in ("GPE", "LOC", "FAC") or t.pos == "PROPN" for t in first.subtree())


def _hides_doer(mention: Mention, *, is_same_sentence: bool) -> bool:
    """Tell whether the sentence leaves the doer unsaid.

    A passive without "by", or a subject that only points back to his deed ("the strike killed
    18", "shells fell on the town").
    """
    if mention.noun is not None and mention.head is mention.noun:
        return False
    head = mention.head
    if head.pos != "VERB":
        return False
    if is_passive(head):
        return True
    subjects = children(head, "nsubj")
    if is_same_sentence and any(t.lemma in SHOTS and not t.children for t in subjects):
        return True
    return any(_points_back(t) for t in subjects)


def _points_back(subject: Token) -> bool:
    if any(c.dep in ("compound", "poss", "relcl", "acl", "prep") for c in subject.children):
        return False
    return subject.lemma in STRIKES and any(
        c.dep == "det" and c.lower in DEFINITE for c in subject.children
    )


def _same_side(actor: Actor, recipients: tuple[Actor, ...]) -> bool:
    """Tell whether the victims may belong to the doer's own side."""
    sectors = set(actor.sectors)
    for victim in recipients:
        theirs = set(victim.sectors) & ARMED
        if not theirs:
            continue
        both_state = bool(sectors & STATE_ARMS) and bool(theirs & STATE_ARMS)
        neither = not sectors & STATE_ARMS and not theirs & STATE_ARMS
        if both_state or neither:
            return True
    return False
