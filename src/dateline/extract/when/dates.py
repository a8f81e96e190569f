"""When: the date of an event, not of its telling.

A date belongs to an event when it hangs on the event's own word, on the verb of its clause, or
stands at the front of its sentence. A date on the verb of telling ("said on Tuesday") is the day
of the telling. Where the sentence has no date, a passage that plainly goes on with the same
happening lends that of the sentence before, marked as inferred.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.extract.mention import MATERIAL, Mention
from dateline.extract.numerals import words_of
from dateline.extract.when.carry import carried, goes_on
from dateline.extract.when.find import TimeExpression, time_expressions
from dateline.extract.when.frame import Frame, frame_of
from dateline.extract.when.owner import (
    governor,
    is_reporting,
    is_verb,
    preposition,
    tense_of,
    tense_of_verb,
    verb_above,
)
from dateline.extract.when.share import clause_chain, from_clause_before, shared, since_clause
from dateline.extract.when.span import hull, partner
from dateline.extract.when.timex import timex_value
from dateline.parse.grammar import OBJECTS
from dateline.parse.parsed import Parsed, Token
from dateline.records import Anchor, DateRange
from dateline.spans import anchor

__all__ = [
    "Frame",
    "TimeExpression",
    "date_of",
    "frame_of",
    "time_expressions",
    "timex_value",
    "token_indices",
]

SPOKEN = frozenset({"ACCUSE", "THREATEN", "REQUEST", "REJECT", "CONSULT", "AGREE", "SANCTION"})
"""What is said at a time that an entry of a list or of a live page gives."""
NIGHTLY = "date:tonight"
UNUSABLE = frozenset({"not_an_event_date"})

Dated = tuple[DateRange | None, str | None, tuple[Anchor, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class _Owned:
    """An expression that belongs to the event, and how (the end of the rule's id)."""

    expression: TimeExpression
    how: str


def token_indices(expressions: Sequence[TimeExpression]) -> frozenset[int]:
    """Return the indices of all tokens in expressions, for those who count other things."""
    return frozenset(token.i for e in expressions for token in e.tokens)


def date_of(mention: Mention, parsed: Parsed, frame: Frame) -> Dated:
    """Return the date of an event: (value, reason when None, the words when unresolved).

    Args:
        mention: the event.
        parsed: the report.
        frame: what holds for more than one sentence, by :func:`frame_of`.
    """
    here = frame.told.get(mention.sentence.n, ())
    owned = _owned(mention, here)
    usable = [o for o in owned if o.expression.reason not in UNUSABLE]
    best = _best(usable, mention)
    if best is not None and best.expression.value is not None:
        headed = frame.heads.get(mention.sentence.block)
        if headed is not None and best.expression.rule == NIGHTLY:
            return replace(headed, basis="inferred"), None, ()  # "7 May: Overnight attack on …"
        return _dated(best, here, parsed, frame)
    headed = _headed(mention, best, here, frame)
    if headed is not None:
        return headed, None, ()
    if best is not None and best.expression.reason != "duration_only":
        return None, best.expression.reason or "not_found", _anchors([best], parsed)
    if (best is None or _is_hours(best.expression)) and mention.event_type in MATERIAL:
        lent = carried(mention, parsed, frame.told)
        if lent is not None and all(_same(e, lent) or _is_apart(e) for e in _event_dates(here)):
            return lent, None, ()
    if (best is None or best.expression.kind == "duration") and mention.event_type in MATERIAL:
        covered = frame.period if goes_on(mention) else None
        if covered is not None and not _event_dates(here):
            return covered, None, ()
    if best is not None:
        return None, "duration_only", _anchors([best], parsed)
    return None, ("not_an_event_date" if _event_dates(here) else "not_stated"), ()


def _headed(
    mention: Mention, best: _Owned | None, here: Sequence[TimeExpression], frame: Frame
) -> DateRange | None:
    """Return the day at the head of the event's paragraph, unless the event is of another time."""
    day = frame.heads.get(mention.sentence.block)
    if day is None or mention.event_type not in MATERIAL | SPOKEN:
        return None
    if best is not None and not _is_part_of_day(best.expression):
        return None
    verb = mention.head if is_verb(mention.head) else verb_above(mention.head)
    if verb is not None and tense_of_verb(verb) == "future":
        return None
    if any(
        t.lower in words_of("dates", "grammar.tsv")["afterwards"] for t in mention.sentence.tokens
    ):
        return None
    others = [e for e in _event_dates(here) if e.start >= day.anchors[-1].end]
    return None if others else day


def _is_part_of_day(expression: TimeExpression) -> bool:
    """Tell "overnight" and "at 4 a.m.", which leave the day to the head of the paragraph."""
    return expression.kind == "time" or _is_hours(expression)


def _anchors(owned: Sequence[_Owned], parsed: Parsed) -> tuple[Anchor, ...]:
    text = parsed.report.text
    return tuple(anchor(text, o.expression.start, o.expression.end) for o in owned)


def _is_hours(expression: TimeExpression) -> bool:
    """Tell "for two hours" from "within weeks", which leads to another day."""
    return expression.reason == "duration_only" and (expression.iso or "").startswith("PT")


def _event_dates(here: Sequence[TimeExpression]) -> list[TimeExpression]:
    """Return the dates of a sentence that are not the day of the telling."""
    return [
        e
        for e in here
        if e.kind == "date" and e.reason not in UNUSABLE and not is_reporting(_verb_of(e))
    ]


def _same(expression: TimeExpression, lent: DateRange) -> bool:
    value = expression.value
    return value is not None and (value.start, value.end) == (lent.start, lent.end)


def _is_apart(expression: TimeExpression) -> bool:
    """Tell a date of what lies ahead, which is none of what the passage has told."""
    return tense_of(expression.tokens) == "future"


def _verb_of(expression: TimeExpression) -> Token | None:
    above = governor(expression.tokens)
    return verb_above(above) if above is not None else None


# --- which expressions are the event's ---


def _owned(mention: Mention, here: Sequence[TimeExpression]) -> list[_Owned]:
    words = {*mention.words, mention.head}
    if mention.noun is not None:
        words.add(mention.noun)
    verb = _event_verb(mention)
    if "responsibility" in mention.entry.note:
        return [_Owned(e, "claimed-deed") for e in here if _is_of_deed(e, mention)]
    found: list[_Owned] = []
    for expression in here:
        how = _how(expression, mention, words, verb)
        if how:
            found.append(_Owned(expression, how))
    if any(o.expression.value is not None or o.expression.kind == "date" for o in found):
        return found
    for expression in here:
        if expression.kind == "date":
            above = governor(expression.tokens)
            owner = _owner_verb(above, words) if above is not None else None
            how = shared(expression, mention, verb, owner)
            if how:
                found.append(_Owned(expression, how))
    before = from_clause_before(mention, here, verb)
    if before is not None and mention.event_type in MATERIAL:
        found.append(_Owned(before, "clause-before"))
    return found or [_Owned(e, "sentence") for e in here if _alone(e, here, mention)]


def _is_of_deed(expression: TimeExpression, mention: Mention) -> bool:
    """Tell the day of the deed from that of the claim: "claimed on Sunday an attack on Friday"."""
    above = governor(expression.tokens)
    if above is None or above is mention.head or above in mention.words:
        return False
    over = (above, *above.ancestors())
    of_deed = next((n for n, t in enumerate(over) if t.dep == "prep" and t.lower == "for"), None)
    medium = words_of("dates", "grammar.tsv")["medium"]
    return of_deed is not None and not any(t.lemma in medium for t in over[:of_deed])


def _how(
    expression: TimeExpression, mention: Mention, words: set[Token], verb: Token | None
) -> str | None:
    """Say how an expression belongs to the event, or None."""
    above = governor(expression.tokens)
    if above is None:
        return None
    over = preposition(expression.tokens)
    if over is not None and over.lower in ("before", "after") and expression.kind == "date":
        return None
    if _counts_repeats(expression, mention):
        return None
    if _belongs_to_cause(expression, over):
        return None
    if above in words:
        return "own-word"
    is_phrase = any(t.pos == "ADP" for t in expression.tokens)  # "late on Tuesday"
    if over is None and not is_phrase and above.pos == "NOUN" and above.dep in OBJECTS:
        return None
    owner = _owner_verb(above, words, expression.kind == "duration")
    if owner is not None and mention.event_type in SPOKEN and owner.dep == "acl":
        if owner.head.lemma in words_of("dates", "grammar.tsv")["medium"]:
            owner = verb_above(owner.head)  # "in a statement issued on Friday it accused …"
    if owner is None or verb is None:
        return None
    if owner is verb or owner in words:
        return "own-clause"
    if mention.event_type in SPOKEN and verb.dep == "conj" and verb.head is owner:
        return "shared" if expression.tokens[0].i < owner.i else None
    if is_reporting(owner):
        return "opening" if _is_night_before(expression, verb, owner) else None
    chain = clause_chain(verb, expression.tokens[0].i < mention.head.i)
    if owner in chain or (owner.dep == "xcomp" and owner.i < verb.i and owner.head in chain):
        return "clause-above"
    return None


def _counts_repeats(expression: TimeExpression, mention: Mention) -> bool:
    """Tell "for the 31st time this year", which says how often and not when."""
    at = expression.tokens[0].i - mention.sentence.tokens[0].i
    before = mention.sentence.tokens[max(0, at - 2) : at]
    return [t.lower for t in before][-1:] == ["time"] or [t.lower for t in before] == ["so", "far"]


def _is_night_before(expression: TimeExpression, verb: Token, telling: Token) -> bool:
    """Tell "Overnight the army reported that a town had been shelled": the night of the deed."""
    part = expression.kind == "time" and expression.value is not None
    return part and expression.tokens[-1].i < telling.i and telling in verb.ancestors()


def _belongs_to_cause(expression: TimeExpression, over: Token | None) -> bool:
    """Tell "arrested over an attack in 2006": a far year after the noun of what it is about."""
    if over is None or expression.value is None or expression.value.precision != "year":
        return False
    for link in over.head.children:
        about = link.dep == "prep" and link.lower in ("over", "for", "about")
        if about and any(c.end + 1 == over.start for c in link.subtree()):
            return True
    return False


def _owner_verb(above: Token, words: set[Token], lasting: bool = False) -> Token | None:
    """Return the verb a date on this word dates: through nouns, but not out of "arrested over"."""
    token = above
    bridge = words_of("dates", "grammar.tsv")["bridge"] | {"of"} | ({"for"} if lasting else set())
    below = above
    for _ in range(12):
        if is_verb(token):
            return token
        if token in words:
            return token
        if token.is_root or token.lemma in words_of("dates", "grammar.tsv")["medium"]:
            return None
        if token.pos == "ADP" and token.lower not in bridge and _has_a_time(below):
            return None
        below = token
        if token.dep in ("appos", "poss", "relcl"):
            return None
        token = token.head
    return None


def _has_a_time(noun: Token) -> bool:
    """Tell what happens at a time ("an attack on Monday") from what does not ("a checkpoint")."""
    return noun.pos != "PROPN" and (
        noun.lemma in words_of("dates", "grammar.tsv")["event_noun"] or noun.lower.endswith("ing")
    )


def _event_verb(mention: Mention) -> Token | None:
    """Return the verb whose clause the event stands in: its own, or the one its noun serves."""
    if is_verb(mention.head):
        return mention.head
    return _owner_verb(mention.head, set())


def _alone(expression: TimeExpression, here: Sequence[TimeExpression], mention: Mention) -> bool:
    """Tell whether the sentence's only date can belong to no other event than this."""
    dates = [e for e in here if e.kind == "date" and e.reason not in UNUSABLE]
    if dates != [expression]:
        return False
    above = governor(expression.tokens)
    if above is None:
        return True
    owner = verb_above(above)
    if owner is None:
        return True
    if is_reporting(owner):
        return False
    front = expression.tokens[0].i - mention.sentence.tokens[0].i <= 2
    if front and owner.is_root and preposition(expression.tokens) is not None:
        event = mention.head if is_verb(mention.head) else verb_above(mention.head)
        return event is not None and event.dep in ("relcl", "acl", "ccomp", "conj", "advcl")
    return False


def _best(owned: Sequence[_Owned], mention: Mention) -> _Owned | None:
    """Return the nearest of the most exact expressions; durations only where nothing else is."""
    ranks = {"own-word": 0, "own-clause": 1, "clause-above": 2, "claimed-deed": 1, "sentence": 4}
    widths = {"day": 0, "week": 1, "month": 2, "season": 3, "year": 4, "unknown": 5}

    def key(o: _Owned) -> tuple[int, int, int, int]:
        value = o.expression.value
        plain = 0 if o.expression.kind in ("date", "time") else 1
        width = widths[value.precision] if value else 5
        return plain, ranks.get(o.how, 3), width, abs(o.expression.tokens[0].i - mention.head.i)

    return min(owned, key=key, default=None)


# --- what the preposition and a second date make of it ---


def _dated(best: _Owned, here: Sequence[TimeExpression], parsed: Parsed, frame: Frame) -> Dated:
    expression = best.expression
    value = expression.value
    assert value is not None  # the caller has looked
    other = partner(expression, here, parsed)
    if other is not None and other.value is not None:
        value = hull(value, other.value, parsed)
    over = preposition(expression.tokens)
    word = over.lower if over is not None else _word_before(expression, parsed)
    if expression.kind == "duration" and word == "for":
        return None, "duration_only", _anchors([best], parsed)
    ahead = _ahead(value, word, expression, frame)
    if ahead is not None:
        return replace(ahead, rule=f"{value.rule}+{best.how}"), None, ()
    verb = verb_above(governor(expression.tokens) or expression.tokens[0])
    is_since = best.how == "since-clause" or word == "since"
    is_since |= over is not None and _is_since_event(over)
    is_since |= verb is not None and since_clause(verb)
    if best.how != "when-clause" and is_since:
        value = replace(value, end=None)
    return replace(value, rule=f"{value.rule}+{best.how}"), None, ()


def _is_since_event(over: Token) -> bool:
    """Tell "since the attack of 2 March": what goes on from then."""
    noun = over.head
    return over.lower in ("of", "on") and noun.pos == "NOUN" and noun.head.lower == "since"


def _ahead(
    value: DateRange, word: str, expression: TimeExpression, frame: Frame
) -> DateRange | None:
    """Return the days up to a date ahead ("by Friday"), or on from it ("from next week")."""
    day = frame.written
    if tense_of(expression.tokens) != "future" or day is None or value.start < day:
        return None
    if word == "by":
        return replace(value, start=day)
    return replace(value, end=None) if word == "from" else None


def _word_before(expression: TimeExpression, parsed: Parsed) -> str:
    first = expression.tokens[0].i
    same = first > 0 and parsed.tokens[first - 1].sent == expression.tokens[0].sent
    return parsed.tokens[first - 1].lower if same else ""
