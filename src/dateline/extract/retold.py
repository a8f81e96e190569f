"""Which claims of one report tell one happening, so that what one states holds for the other.

A report comes back to its event: a spokesman denies it, a second toll is given, a witness tells it
again. Such a claim seldom repeats the day or the place. It takes those of the claim it plainly
retells (the place in ``where.carry``):

1. both are of the same kind of happening, and nothing each states contradicts the other,
2. words show that it is the same one: the event or its weapon taken up with "the" or "that", the
   dead or the hurt taken up ("the dead", "three of them"), the same deed done to the same people,
   or a source's own account of what was told just before.

The value is marked as inferred; its rule says which words showed it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.extract.mention import MATERIAL, Mention
from dateline.extract.numerals import words_of
from dateline.extract.when.carry import goes_on
from dateline.parse.grammar import children
from dateline.parse.parsed import Parsed, Token
from dateline.records import Actor, Claim, DateRange

Told = tuple[Mention, Claim]

BACK = 12
"""How many sentences back a happening can be taken up by its name."""
NEAR = 4
"""How many sentences back a source can give its own account of a happening."""
AHEAD = 2
"""How many sentences ahead the day may stand that a lead leaves out."""
OPEN = frozenset({"not_stated", "not_an_event_date", None})
UNFINISHED = frozenset(
    {"planned", "threatened", "requested", "possible", "hypothetical", "ongoing"}
)
ARGUMENTS = frozenset({"of", "on", "against", "by", "between", "in", "at"})
POINTING = frozenset({"the", "this", "that", "these", "those", "both"})
PARTITIVE = frozenset({"them", "whom", "those"})


def _words(kind: str) -> frozenset[str]:
    return words_of("dates", "grammar.tsv")[kind]


def with_days(told: Sequence[Told], parsed: Parsed) -> list[Claim]:
    """Return the claims in their order, those that retell a dated happening with its day.

    Args:
        told: each event mention with its claim, in text order.
        parsed: the report.
    """
    done: list[Claim] = []
    second = _second_sentence(parsed)
    for n, (mention, claim) in enumerate(told):
        lent = None
        if _is_open(claim) and not is_perfect(mention):
            before = [(told[k][0], done[k]) for k in range(n - 1, -1, -1)]
            lent = _lent((mention, claim), before)
            if lent is None and mention.sentence.n <= second:
                lent = _lent_ahead((mention, claim), told[n + 1 :])
            if lent is None:
                lent = _of_story((mention, claim), before, second)
            if lent is None:
                lent = _of_same_ground((mention, claim), before)
        if lent is not None:
            claim = replace(claim, date=lent, date_reason=None, date_words=())
        done.append(claim)
    return done


def _is_open(claim: Claim) -> bool:
    return claim.date is None and claim.date_reason in OPEN and claim.status not in UNFINISHED


def is_perfect(mention: Mention) -> bool:
    """Tell "have killed 264 people": what happened up to now is no single day's event."""
    return any(c.dep == "aux" and c.lower in ("has", "have", "'ve") for c in mention.head.children)


def _second_sentence(parsed: Parsed) -> int:
    """Return the number of the second sentence of the body."""
    body = [s.n for s in parsed.sentences if not s.is_heading]
    return body[1] if len(body) > 1 else 1


def _lent(one: Told, before: Sequence[Told]) -> DateRange | None:
    mention, claim = one
    for n, (other, dated) in enumerate(before):
        apart = mention.sentence.n - other.sentence.n
        if apart > BACK:
            return None
        if dated.date is None or not agree(claim, dated):
            continue
        how = shown(one, (other, dated), apart, is_next=n == 0)
        if how:
            rule = dated.date.rule.split("+retold")[0]
            return replace(dated.date, basis="inferred", rule=f"{rule}+retold-{how}")
    return None


def _of_story(one: Told, before: Sequence[Told], second: int) -> DateRange | None:
    """Return the day the report is about, for what its main line tells and nothing dates.

    The day is that of a deed in the first sentences of the body (up to one after ``second``); a
    passage that has turned to another time since does not go on with it.
    """
    mention, claim = one
    opening = [c.date for m, c in before if m.sentence.n <= second + 1 and _is_day(c)]
    days = {(d.start, d.end) for d in opening if d is not None}
    if claim.quoted or any(link.form == "direct" for link in claim.according_to):
        return None
    if claim.date_reason != "not_stated" or len(days) != 1 or not _is_main_line(mention):
        return None
    story = opening[-1]
    assert story is not None  # one day was found
    last = next((c.date for _, c in before if c.date is not None), story)
    if (last.start, last.end) not in days:
        return None
    rule = story.rule.split("+retold")[0]
    return replace(story, basis="inferred", rule=f"{rule}+story")


def _of_same_ground(one: Told, before: Sequence[Told]) -> DateRange | None:
    """Return the day of the last dated claim, where this one is of its kind and at its place."""
    mention, claim = one
    dated = next((c for _, c in before if c.date is not None), None)
    if dated is None or dated.date is None or claim.place is None or dated.place is None:
        return None
    is_same = claim.event_type == dated.event_type and claim.place.name == dated.place.name
    if not is_same or mention.event_type not in MATERIAL or dated.date.precision != "day":
        return None
    rule = dated.date.rule.split("+same-place")[0]
    return replace(dated.date, basis="inferred", rule=f"{rule}+same-place")


def _is_day(claim: Claim) -> bool:
    day = claim.date
    if day is None or day.basis == "inferred":
        return False
    return day.precision == "day" and day.end is not None


def _is_main_line(mention: Mention) -> bool:
    later = any(t.lower in _words("afterwards") for t in mention.sentence.tokens)
    return mention.event_type in MATERIAL and goes_on(mention) and not later


def _lent_ahead(one: Told, after: Sequence[Told]) -> DateRange | None:
    """Return the day that stands just after a lead: the later claim takes the lead's event up."""
    mention, claim = one
    for other, dated in after:
        if other.sentence.n - mention.sentence.n > AHEAD:
            return None
        if dated.date is None or dated.date.basis == "inferred" or not agree(claim, dated):
            continue
        how = shown((other, dated), one, 0)
        if how:
            return replace(dated.date, basis="inferred", rule=f"{dated.date.rule}+retold-{how}")
    return None


def agree(one: Claim, other: Claim) -> bool:
    """Tell whether two claims can be about one happening: kind, mode, place and parties."""
    if one.event_type != other.event_type or other.status in UNFINISHED:
        return False
    if one.mode and other.mode and one.mode != other.mode:
        return False
    return _same_ground(one, other)


def _same_ground(one: Claim, other: Claim) -> bool:
    """Tell whether the places can be one; a place that was only inferred contradicts nothing."""
    here, there = one.place, other.place
    if here is None or there is None or "inferred" in (here.basis, there.basis):
        return True
    if here.iso3 != there.iso3:
        return False
    for field in ("gazetteer_id", "admin2", "admin1"):
        a, b = getattr(here, field), getattr(there, field)
        if a is not None and b is not None:
            return bool(a == b) or (field == "gazetteer_id" and here.admin1 == there.admin1)
    return True


def shown(one: Told, other: Told, apart: int, *, is_next: bool = False) -> str | None:
    """Return what shows that a claim retells another, or None.

    Args:
        one: the later claim.
        other: the earlier one.
        apart: how many sentences lie between them.
        is_next: no other claim stands between them.
    """
    how = _shown(one, other, apart)
    if how is None and is_next and apart <= 1 and _is_part(one[0]):
        return "victims"
    return how


def _shown(one: Told, other: Told, apart: int) -> str | None:
    mention, claim = one
    inside = _clause(mention)
    if _takes_up_event(mention, other[0]):
        return "event"
    if _takes_up_means(inside, other[0].sentence.tokens):
        return "means"
    if apart <= NEAR and any(t.lemma in _words("victim_noun") and _points(t) for t in inside):
        return "victims"
    same_mode = claim.mode is not None and claim.mode == other[1].mode
    same = same_mode or mention.head.lemma == other[0].head.lemma
    if same and _share(claim.recipient, other[1].recipient):
        return "deed"
    told = claim.according_to or claim.status == "denied"
    if same and apart <= NEAR and told and _is_account(mention):
        return "account"
    return None


def _clause(mention: Mention) -> list[Token]:
    return [t for t in mention.head.subtree() if t.sent == mention.sentence.n]


def _points(noun: Token) -> bool:
    return any(c.lower in POINTING for c in children(noun, "det"))


def _takes_up_event(mention: Mention, other: Mention) -> bool:
    """Tell whether an event noun with "the" stands for the other event ("the attack killed …").

    A noun that says of itself what was attacked, and by whom, may be another event's.
    """
    names = _words("event_noun") | ({other.noun.lemma} if other.noun is not None else set())
    return any(
        token.pos == "NOUN"
        and token.tag == "NN"
        and token.lemma in names
        and _points(token)
        and not children(token, "poss", "amod", "compound")
        and not any(c.dep == "prep" and c.lower in ARGUMENTS for c in token.children)
        for token in _clause(mention)
    )


def _takes_up_means(inside: Sequence[Token], earlier: Sequence[Token]) -> bool:
    """Tell whether "the rockets" of this clause are those of the sentence before."""
    weapons = _words("weapon_noun")
    named = {t.lemma for t in earlier if t.lemma in weapons}
    return any(t.lemma in named and t.pos == "NOUN" and _points(t) for t in inside)


def _is_part(mention: Mention) -> bool:
    """Tell whether people told of just before are taken up: "three of them had died"."""
    return any(
        t.lower in PARTITIVE and t.dep == "pobj" and t.head.lower in ("of", "among")
        for t in _clause(mention)
    )


def _share(one: Sequence[Actor], other: Sequence[Actor]) -> bool:
    """Tell whether both name the same victims; a whole army or people is hit on many days."""
    names = {a.name.casefold() for a in other}
    few = (a for a in one if a.actor_id is None or a.actor_id.startswith("person:"))
    return any(a.name.casefold() in names for a in few)


def _is_account(mention: Mention) -> bool:
    """Tell whether a source tells what had happened before: pluperfect in indirect speech."""
    verb = mention.head
    while verb.dep in ("conj", "xcomp") and not verb.is_root:
        verb = verb.head
    had = any(c.lower in ("had", "having") for c in (*mention.head.children, *verb.children))
    return had and verb.dep in ("ccomp", "relcl", "acl", "pcomp", "advcl")
