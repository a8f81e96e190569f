"""Corpora that come as tokens: put their text together again, and find their tokens in a parse."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.parse.parsed import Parsed, Token

PLAIN = {
    "``": '"',
    "''": '"',
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
    "-LCB-": "{",
    "-RCB-": "}",
    "--": "—",
}
"""What a treebank writes for marks."""
CLINGING = frozenset({".", ",", ";", ":", "?", "!", ")", "]", "}", "%", "...", "n't"})
OPENING = frozenset({"(", "[", "{", "$", "£", "€"})


def joined(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Return the text that tokens make, spaced as in print, and the offsets of each token."""
    text, spans = "", []
    open_quote, glue = False, True
    for token in tokens:
        word = PLAIN.get(token, token)
        closes = word == '"' and (token == "''" or open_quote)
        clings = word in CLINGING or (word.startswith("'") and len(word) > 1) or closes
        if text and not glue and not clings:
            text += " "
        spans.append((len(text), len(text) + len(word)))
        text += word
        glue = word in OPENING or (word == '"' and not closes)
        if word == '"':
            open_quote = not closes
    return text, spans


def tokens_in(parsed: Parsed, span: tuple[int, int]) -> list[Token]:
    """Return the parsed tokens that overlap a span of the text."""
    return [t for t in parsed.tokens if t.start < span[1] and span[0] < t.end]


def top_of(tokens: Sequence[Token]) -> Token:
    """Return the token the others hang on: the first whose head lies outside.

    Raises:
        IndexError: there are no tokens.
    """
    own = {t.i for t in tokens}
    tops = [t for t in tokens if t.head is t or t.head.i not in own]
    return tops[0] if tops else tokens[0]
