"""What stands around a stretch of words: its neighbours, and the model's name it lies in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.extract.where.mention import Candidate
from dateline.knowledge import place_words
from dateline.parse.parsed import Sentence, Token

LONGEST = 6


def is_capitalised(token: Token) -> bool:
    """Tell whether a word begins with a capital letter (or a mark and a capital: 'Ain)."""
    text = token.text
    return text[0].isupper() or (text[0] in "'\"" and text.lstrip("'\"")[:1].isupper())


def is_upper(tokens: Sequence[Token]) -> bool:
    """Tell whether a sentence is in capitals throughout, so that capitals tell nothing."""
    words = 0
    for token in tokens:
        if token.text.isalpha():
            if not token.text.isupper():
                return False
            words += 1
    return words > LONGEST


def entities(sentence: Sentence, label: str) -> Iterator[list[Token]]:
    """Yield the stretches of a sentence that the model gives one label."""
    current: list[Token] = []
    for token in sentence.tokens:
        if token.entity == label and not token.entity_start and current:
            current.append(token)
            continue
        if current:
            yield current
        current = [token] if token.entity == label else []
    if current:
        yield current


def entity_around(candidate: Candidate) -> list[Token]:
    """Return the words of the model's entity that the candidate lies in or overlaps."""
    tokens, label = candidate.sentence.tokens, candidate.tokens[0].entity
    if not label:
        label = candidate.tokens[-1].entity
    for name in entities(candidate.sentence, label) if label else ():
        if {t.i for t in name} & {t.i for t in candidate.tokens}:
            return name
    return tokens[:0]


def beside(candidate: Candidate, step: int, n: int = 1) -> Token | None:
    """Return the n-th word after (step 1) or before (step -1) the candidate, in its sentence."""
    tokens = candidate.sentence.tokens
    first = tokens[0].i
    at = (candidate.tokens[-1].i if step > 0 else candidate.tokens[0].i) - first + step * n
    return tokens[at] if 0 <= at < len(tokens) else None


def chain_after(candidate: Candidate) -> list[Token]:
    """Return the capitalised words that follow directly ("Media", "Center")."""
    chain: list[Token] = []
    for n in range(1, 5):
        token = beside(candidate, 1, n)
        if token is None or not is_capitalised(token) or not token.text[0].isalpha():
            break
        chain.append(token)
    return chain


def is_name_word(token: Token) -> bool:
    """Tell whether a capitalised word is part of a name, not "Near" or "In" at the front."""
    return is_capitalised(token) and not place_words.load().has("locative", token.lower)
