"""Dates carried over: a day told once holds for the sentences that go on about the same event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from dateline.extract.mention import Mention
from dateline.extract.numerals import words_of
from dateline.extract.when.find import TimeExpression
from dateline.extract.when.owner import (
    governor,
    is_reporting,
    is_verb,
    preposition,
    tense_of_verb,
    verb_above,
)
from dateline.extract.when.span import hull, partner
from dateline.parse.parsed import Parsed, Sentence, Token
from dateline.records import DateRange

CARRY_SENTENCES = 8
"""How far back a day may be carried."""
CARRY_BLOCKS = 4
"""Over how many paragraphs; news often gives every sentence one of its own."""
WIDE_SENTENCES = 2
"""How far back a month or a week may be carried, within a paragraph."""
BACKGROUND_AUX = frozenset({"has", "have", "'ve", "would", "could", "may", "might", "will", "can"})
SPANNING = frozenset({"since", "until", "before", "after", "by", "from"})


def _words(kind: str) -> frozenset[str]:
    return words_of("dates", "grammar.tsv")[kind]


def carried(
    mention: Mention, parsed: Parsed, told: Mapping[int, Sequence[TimeExpression]]
) -> DateRange | None:
    """Return the date of a sentence before, where the passage goes on in the past tense.

    Args:
        mention: the event.
        parsed: the report.
        told: the expressions of time of each sentence, by its number.
    """
    if not goes_on(mention) or _turns_away(mention.sentence) or _is_background(mention):
        return None
    for back in range(1, CARRY_SENTENCES + 1):
        n = mention.sentence.n - back
        if n < 1:
            return None
        before = parsed.sentences[n - 1]
        blocks = mention.sentence.block - before.block
        if before.is_heading or blocks > CARRY_BLOCKS:
            return None
        row = told.get(n, [])
        lent = _main_date(before, row, parsed)
        if lent is not None:
            if _quoted(lent.anchors[0].start, parsed) and not _quoted(mention.head.start, parsed):
                return None
            near = back <= WIDE_SENTENCES and blocks == 0
            if lent.precision != "day" and not near:
                return None
            return replace(lent, basis="inferred", rule=f"{lent.rule}+carried")
        if any(e.kind in ("date", "set") and not _of_telling(e) and not _is_aside(e) for e in row):
            return None
        if _turns_away(before):
            return None
    return None


def _of_telling(expression: TimeExpression) -> bool:
    above = governor(expression.tokens)
    return above is not None and is_reporting(verb_above(above))


def _is_aside(expression: TimeExpression) -> bool:
    """Tell a date of a describing clause: "a bridge that was blown up in February"."""
    above = governor(expression.tokens)
    verb = verb_above(above) if above is not None else None
    return verb is not None and any(t.dep in ("relcl", "acl") for t in (verb, *verb.ancestors()))


def _turns_away(sentence: Sentence) -> bool:
    """Tell whether a sentence opens another story ("Elsewhere, …")."""
    words = " ".join(t.lower for t in sentence.tokens)
    return any(words.startswith(f"{opener} ") for opener in _words("break"))


def _is_background(mention: Mention) -> bool:
    """Tell whether the clause of the event tells of more than this once ("repeatedly")."""
    verb = mention.head if is_verb(mention.head) else verb_above(mention.head)
    below = set(verb.subtree()) if verb is not None else set()
    for word in tuple(below):
        if word is not verb and word.dep in ("relcl", "acl"):
            below -= set(word.subtree())
    words = " ".join(t.lower for t in mention.sentence.tokens if t in below)
    if any(t.lemma in _words("span") or t.lower in _words("afterwards") for t in below):
        return True
    return any(f" {word} " in f" {words} " for word in _words("background"))


def _quoted(at: int, parsed: Parsed) -> bool:
    return any(q.start <= at < q.end and not q.is_scare for q in parsed.quotations)


def goes_on(mention: Mention) -> bool:
    """Tell whether the event is told in the main line: simple past, no clause of background."""
    verb = mention.head if is_verb(mention.head) else verb_above(mention.head)
    if verb is not None and verb.dep == "relcl" and any(c.lower == "where" for c in verb.children):
        above = verb_above(verb.head)
        verb = above if tense_of_verb(verb) == "past" else verb
    if verb is None or verb.dep in ("relcl", "acl"):
        return False
    for _ in range(4):
        participle = verb.tag == "VBG" and verb.dep in ("advcl", "conj", "pcomp", "xcomp")
        if not participle or verb.is_root:
            break
        above = verb_above(verb.head)
        if above is None or above is verb:
            break
        verb = above
    helpers = {c.lower for c in verb.children if c.dep in ("aux", "auxpass")}
    if helpers & BACKGROUND_AUX or ("had" in helpers and not _is_told(verb)):
        return False
    if tense_of_verb(verb) != "past" or verb.tag == "VB":
        return False
    if any(c.dep == "neg" for c in verb.children):
        return False
    return verb.is_root or verb.dep in ("conj", "ccomp", "advcl", "parataxis")


def _is_told(verb: Token) -> bool:
    """Tell "said that jets had bombed the market": the pluperfect of indirect speech."""
    while verb.dep == "conj":
        verb = verb.head
    return verb.dep == "ccomp" and is_reporting(verb.head) and verb.head.tag in ("VBD", "VBN")


def _main_date(
    sentence: Sentence, row: Sequence[TimeExpression], parsed: Parsed
) -> DateRange | None:
    """Return the date on the main verb of a sentence, if it is the sentence's only one."""
    told = [e for e in row if e.value is not None and not _of_telling(e)]
    dates = [e for e in told if e.kind in ("date", "time") or _is_short(e)]
    value = dates[0].value if dates else None
    if len(dates) == 2 and partner(dates[0], row, parsed) is dates[1] and value is not None:
        other = dates[1].value
        value = hull(value, other, parsed) if other is not None else None
        if value is None or value.end is None or value.end - value.start > timedelta(days=1):
            return None
    elif len(dates) != 1:
        return None
    if value is None or value.end is None or value.precision in ("year", "season", "unknown"):
        return None
    above = governor(dates[0].tokens)
    if above is None:
        return value if not any(is_reporting(t) for t in sentence.tokens) else None
    verb = verb_above(above)
    if verb is None or tense_of_verb(verb) != "past":
        return None
    over = preposition(dates[0].tokens)
    if over is not None and over.lower in SPANNING:
        return None
    return value if _is_main(verb, sentence) else None


def _is_short(expression: TimeExpression) -> bool:
    value = expression.value
    return expression.kind == "duration" and value is not None and value.precision == "day"


def _is_main(verb: Token, sentence: Sentence) -> bool:
    while verb.dep == "conj":
        verb = verb.head
    return verb is sentence.root or (verb.dep == "ccomp" and is_reporting(verb.head))
