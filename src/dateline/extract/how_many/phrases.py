"""Numbers as told: the figure with its hedge, what is counted, and which numbers are no counts.

Dates, times, ages, ordinals, distances, percentages and names with figures in them are left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from dateline.extract.how_many.times import beside_a_month, is_clock
from dateline.extract.numerals import cardinal, number_words, rows_of, words_of
from dateline.parse.parsed import Parsed, Sentence, Token

Unit = Literal["count", "money"]
RANGE_WORDS = frozenset({"to", "-", "and", "or"})
NOUNS = frozenset({"NOUN", "PROPN"})
YEARLIKE = re.compile(r"(?:1[89]|20)\d\d")
MONEY = re.compile(r"([A-Za-z]{1,3}\$?|[^\w\s])(\d[\d,]*(?:\.\d+)?)")
LONGEST_HEDGE = 4
NOT_ONE = frozenset({"no", "this", "that", "any", "every", "which", "the"})
"""Words before the pronoun "one"."""


@dataclass(frozen=True, slots=True, eq=False)
class NumberPhrase:
    """A number as told.

    Attributes:
        tokens: the words of hedge and number, in text order.
        core: the token through which the number hangs in the tree.
        noun: the head noun counted, or None ("killed 12").
        low, high, best, approximate: as in :class:`dateline.records.Count`.
        unit: ``count``, or ``money``.
    """

    tokens: tuple[Token, ...]
    core: Token
    noun: Token | None
    low: int | None
    high: int | None
    best: int | None
    approximate: bool
    unit: Unit = "count"


@dataclass(frozen=True, slots=True)
class _Amount:
    """A bare amount at tokens[first:end] of a sentence."""

    first: int
    end: int
    low: int | None
    high: int | None
    best: int | None
    approximate: bool


@cache
def _quantities() -> dict[tuple[str, ...], tuple[int, int | None, bool]]:
    return {
        tuple(r["words"].split()): (
            int(r["low"]),
            int(r["high"]) if r["high"] else None,
            r["approximate"] == "yes",
        )
        for r in rows_of("numbers", "quantities.tsv")
    }


@cache
def _hedges(where: str) -> dict[tuple[str, ...], tuple[str, bool]]:
    return {
        tuple(r["words"].split()): (r["effect"], r["approximate"] == "yes")
        for r in rows_of("numbers", "hedges.tsv")
        if r["where"] == where
    }


def grammar(kind: str) -> frozenset[str]:
    """Return a class of ``knowledge/numbers/grammar.tsv``."""
    return words_of("numbers", "grammar.tsv")[kind]


def numbers(parsed: Parsed, dated: Collection[int] = ()) -> list[NumberPhrase]:
    """Return the numbers of a report that count something, in text order.

    Args:
        parsed: the report.
        dated: indices of tokens that stand in expressions of time, which are no counts.
    """
    taken, beginnings = frozenset(dated), _beginnings()
    found: list[NumberPhrase] = []
    for sentence in parsed.sentences:
        after = 0
        for at, token in enumerate(sentence.tokens):
            if at < after or (token.lower.isalpha() and token.lower not in beginnings):
                continue
            phrase, after = _phrase_at(sentence, at, taken)
            if phrase is not None:
                found.append(phrase)
    return found


def _phrase_at(
    sentence: Sentence, at: int, dated: frozenset[int]
) -> tuple[NumberPhrase | None, int]:
    """Read a number at a position; return it, or None, and where to go on."""
    tokens = sentence.tokens
    amount = _amount(tokens, at)
    if amount is None:
        return None, at + 1
    if any(t.i in dated for t in tokens[amount.first : amount.end]):
        return None, amount.end
    amount = _range(tokens, amount)
    core = _core(tokens[amount.first : amount.end])
    money = _is_money(tokens, amount)
    if not money and _is_no_count(tokens, amount, core):
        return None, amount.end
    hedged, first, end = _hedged(tokens, amount)
    noun = None if money else _whole_noun(_counted(core, tokens, amount))
    unit: Unit = "money" if money else "count"
    told = (hedged.low, hedged.high, hedged.best, hedged.approximate)
    return NumberPhrase(tuple(tokens[first:end]), core, noun, *told, unit), end


@cache
def _quantity_heads() -> frozenset[str]:
    return frozenset(words[0] for words in _quantities())


@cache
def _beginnings() -> frozenset[str]:
    return _quantity_heads() | number_words()


def _amount(tokens: Sequence[Token], at: int) -> _Amount | None:
    is_known = tokens[at].lower in _quantity_heads()
    words = tuple(t.lower for t in tokens[at : at + 4]) if is_known else ()
    for length in range(min(4, len(words)), 0, -1):
        known = _quantities().get(words[:length])
        if known:
            low, high, approximate = known
            best = low if high == low else None
            return _Amount(at, at + length, low, high, best, approximate)
    last = tokens[at].text[-1]
    sum_of_money = MONEY.fullmatch(tokens[at].text) if last.isdigit() or last == "," else None
    if sum_of_money and sum_of_money[1].lower() in grammar("symbol"):
        value = round(float(sum_of_money[2].replace(",", "")))
        return _Amount(at, at + 1, value, value, value, False)
    number = cardinal(tokens, at)
    if number is None or (number.value != number.whole and number.value < 1000):
        return None
    dozen = tokens[at + number.length - 1].lower == "dozen"
    value = number.whole
    return _Amount(at, at + number.length, value, value, value, dozen)


def _range(tokens: Sequence[Token], amount: _Amount) -> _Amount:
    """Join two figures into a range: "5 to 7", "5-7", "between 5 and 7"."""
    if amount.end >= len(tokens) or tokens[amount.end].lower not in RANGE_WORDS:
        return amount
    second = _amount(tokens, amount.end + 1)
    before = tokens[amount.first - 1].lower if amount.first else ""
    joiner = tokens[amount.end].lower
    if second is None or (joiner == "and" and before != "between"):
        return amount
    if joiner == "to" and not _same_phrase(tokens[amount.first], tokens[second.first]):
        return amount
    low = amount.low
    if low is None or second.low is None or second.low <= low:
        return amount
    scale = 10 ** (len(str(second.low)) - 1)
    if low < 100 <= second.low and scale >= 1000 and low * 1000 <= second.low:
        low *= scale if low * scale <= second.low else 1000
    first = amount.first - (1 if before == "between" else 0)
    return _Amount(first, second.end, low, second.high, None, second.approximate)


def _same_phrase(one: Token, other: Token) -> bool:
    return (
        other.head is one
        or one.head is other
        or one.head is other.head
        or (one in other.ancestors() or other in one.ancestors())
    )


def _core(tokens: Sequence[Token]) -> Token:
    """Return the token of a number through which it hangs on the rest of the sentence."""
    inside = set(tokens)
    outward = [t for t in tokens if t.head not in inside or t.is_root]
    solid = [t for t in outward if t.pos not in ("CCONJ", "ADP", "PUNCT", "DET")]
    return (solid or outward or list(tokens))[-1]


@cache
def _currencies() -> frozenset[str]:
    rows = rows_of("numbers", "nouns.tsv")
    return frozenset(row["lemma"] for row in rows if row["kind"] == "money")


def _is_money(tokens: Sequence[Token], amount: _Amount) -> bool:
    before = tokens[amount.first - 1] if amount.first else None
    after = tokens[amount.end] if amount.end < len(tokens) else None
    if before is not None and before.text == "." and amount.first > 1:
        before = tokens[amount.first - 2]  # "Rs. 20"
    if before is not None and before.lower in grammar("symbol"):
        return True
    if MONEY.fullmatch(tokens[amount.first].text):
        return True
    if after is None:
        return False
    units = _currencies()
    beyond = tokens[amount.end + 1] if amount.end + 1 < len(tokens) else None
    return (
        after.lemma in units
        or after.lower in grammar("symbol")
        or (after.pos in ("ADJ", "PROPN") and beyond is not None and beyond.lemma in units)
    )


def _is_no_count(tokens: Sequence[Token], amount: _Amount, core: Token) -> bool:
    """Tell whether a number is a measure, an age, part of a name, a pronoun, and the like."""
    before = tokens[amount.first - 1] if amount.first else None
    after = tokens[amount.end] if amount.end < len(tokens) else None
    if after is not None and (after.text == "%" or after.lower in grammar("measure")):
        return True
    if after is not None and after.lemma in grammar("measure"):
        return True
    if _is_compounded(tokens, amount) or beside_a_month(before, after):
        return True
    older = tokens[amount.first - 2] if amount.first > 1 else None
    if before is not None and older is not None and (older.lower, before.lower) == ("all", "but"):
        return True
    if is_clock(core):
        return True
    if before is not None and _glued(before, tokens[amount.first]):
        return True
    if core.text.isdigit() and _names_something(tokens, amount, before, after):
        return True
    return _is_one(tokens, amount, before) or _is_age(tokens, amount, before, after)


def _is_compounded(tokens: Sequence[Token], amount: _Amount) -> bool:
    """Tell "a 12-year-old", "two-for-one", "6-1/2" from "a 5,000-strong force"."""
    if amount.end + 1 >= len(tokens) or tokens[amount.end].text != "-":
        return tokens[amount.first].dep == "preconj"
    last, hyphen, beyond = tokens[amount.end - 1 : amount.end + 2]
    tight = last.end == hyphen.start and hyphen.end == beyond.start
    return tight and beyond.lower not in grammar("strong")


def _glued(before: Token, number: Token) -> bool:
    """Tell "Su-25", "#7", "+44": no white space, and no dash of a range."""
    return before.end == number.start and before.text not in ('"', "'", "(", "[", "--", ",")


def _names_something(
    tokens: Sequence[Token], amount: _Amount, before: Token | None, after: Token | None
) -> bool:
    """Tell "Resolution 2254", "Task Force 50", a bare year, a telephone number."""
    inside = tokens[amount.first : amount.end]
    number = next((t for t in inside if t.text[0].isdigit()), inside[0])
    counts = number.dep == "nummod" and number.head.i > number.i
    if before is not None and before.pos in ("PROPN", "NOUN", "X") and not counts:
        if before.pos == "PROPN" or before.text[0].isupper() or before.lemma in ("number", "no."):
            return True
    if before is not None and before.pos == "PROPN" and number.entity and not number.entity_start:
        if number.entity == before.entity and after is not None and after.pos == "PUNCT":
            return True
    if YEARLIKE.fullmatch(number.text) and not counts:
        return True
    return len(number.text) >= 7 or (number.text.startswith("0") and len(number.text) > 1)


def _is_one(tokens: Sequence[Token], amount: _Amount, before: Token | None) -> bool:
    """Tell the pronoun "one" ("no one", "this one", "one another") from the number."""
    number = tokens[amount.first]
    if number.lower != "one" or amount.end - amount.first > 1:
        return False
    if before is not None and before.lower in NOT_ONE:
        return True
    after = tokens[amount.end] if amount.end < len(tokens) else None
    if [t.lower for t in tokens[amount.end : amount.end + 3]] == ["of", "the", "most"]:
        return True
    if after is not None and after.lower in ("another", "day", "side", "hand"):
        return True
    return number.pos == "PRON" or number.tag == "PRP"


def _is_age(
    tokens: Sequence[Token], amount: _Amount, before: Token | None, after: Token | None
) -> bool:
    """Tell "aged 34", "Karim, 34, a baker", "ages 5 to 12"."""
    older = tokens[amount.first - 2] if amount.first > 1 else None
    if before is not None and before.lemma in grammar("age"):
        return True
    if before is not None and before.lower == "of" and older is not None:
        if older.lemma in grammar("age"):
            return True
    if before is None or before.text != "," or amount.end - amount.first != 1 or amount.first < 2:
        return False
    named = tokens[amount.first - 2].pos == "PROPN"
    closed = after is None or after.text in (",", ".", ")", ";")
    value = amount.best or 0
    return named and closed and 0 < value < 120 and tokens[amount.first].text.isdigit()


def _hedged(tokens: Sequence[Token], amount: _Amount) -> tuple[_Amount, int, int]:
    """Apply the words of doubt before and behind; return the amount and its whole extent."""
    first, end = amount.first, amount.end
    while True:
        step = _hedge_before(tokens, first)
        if step is None:
            break
        effect, approximate, length = step
        amount = _bounded(amount, effect, approximate)
        first -= length
    for length in (2, 1):
        words = tuple(t.lower for t in tokens[end : end + length])
        if len(words) == length and words in _hedges("after"):
            amount = _bounded(amount, *_hedges("after")[words])
            end += length
            break
    return amount, first, end


def _hedge_before(tokens: Sequence[Token], first: int) -> tuple[str, bool, int] | None:
    for length in range(LONGEST_HEDGE, 0, -1):
        if length > first:
            continue
        words = tuple(t.lower for t in tokens[first - length : first])
        known = _hedges("before").get(words)
        if known and tokens[first - 1].dep != "prt":
            return known[0], known[1], length
    return None


def _bounded(amount: _Amount, effect: str, approximate: bool) -> _Amount:
    blurred = amount.approximate or approximate
    if effect == "low":
        return replace(amount, high=None, best=None, approximate=blurred)
    if effect == "high":
        high = amount.high if amount.high is not None else amount.low
        return replace(amount, low=None, high=high, best=None, approximate=blurred)
    return replace(amount, approximate=blurred)


def _counted(core: Token, tokens: Sequence[Token], amount: _Amount) -> Token | None:
    """Return the head noun a number counts."""
    if amount.end < len(tokens) and tokens[amount.end].text == "-":
        strong = tokens[amount.end + 2] if amount.end + 2 < len(tokens) else None
        return strong if strong is not None and strong.pos in NOUNS else None
    inside = set(tokens[amount.first : amount.end])
    if core.dep in ("nummod", "quantmod", "amod", "compound", "det", "nmod", "predet", "advmod"):
        head = core.head
        if head not in inside and (head.pos in NOUNS or head.tag in ("JJ", "VBN")):
            return head if head.i > core.i or (head.pos in NOUNS and head.i > core.i) else None
    if core.dep == "nsubj" and core.head.pos == "NOUN" and core.head.i > core.i:
        return core.head  # "nine of them civilians"
    for word in (core, *inside):
        for of in word.children:
            if of.dep == "prep" and of.lower == "of":
                inner = [c for c in of.children if c.dep == "pobj" and c.pos in NOUNS]
                if inner:
                    return inner[0]
    after = tokens[amount.end] if amount.end < len(tokens) else None
    if after is not None and after.pos in NOUNS and core.dep not in ("pobj",):
        return _noun_after(tokens, amount.end)
    return None


def _whole_noun(noun: Token | None) -> Token | None:
    """Return the noun that a name before it only describes ("eight AK-47 rifles")."""
    while noun is not None and noun.dep in ("nummod", "compound", "nmod"):
        if noun.head.pos not in NOUNS or noun.head.i <= noun.i:
            break
        noun = noun.head
    return noun


def _noun_after(tokens: Sequence[Token], at: int) -> Token:
    while at + 1 < len(tokens) and tokens[at + 1].pos in NOUNS and tokens[at].dep == "compound":
        at += 1
    return tokens[at]
