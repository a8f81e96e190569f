"""Which event word links a marked source and target: by the sentence's tree, then by nearness.

A coder that is told of whom an event is asked can choose so; the gold type is not used.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.parse.parsed import Parsed, Token

Span = Sequence[int]


def overlaps(spans: Iterable[Span], others: Iterable[Span]) -> bool:
    """Tell whether any span of one side shares a character with any of the other."""
    mine = list(others)
    return any(a[0] < b[1] and b[0] < a[1] for a in spans for b in mine)


class Link:
    """The way through the tree from the source's head to the target's."""

    def __init__(self, parsed: Parsed, source: Iterable[Span], target: Iterable[Span]) -> None:
        self.tokens = parsed.tokens
        from_source = _path(self._head(source))
        from_target = _path(self._head(target))
        shared = [t for t in from_source if t in from_target]
        self.top = shared[0] if shared else None
        self.way: set[int] = set()
        if self.top is not None:
            for path in (from_source, from_target):
                self.way |= {t.i for t in path[: path.index(self.top) + 1]}

    def _head(self, spans: Iterable[Span]) -> Token | None:
        marked = list(spans)
        inside = [t for t in self.tokens if overlaps([(t.start, t.end)], marked)]
        return next((t for t in inside if t.is_root or t.head not in inside), None)

    def rank(self, start: int, end: int) -> int:
        """Return how well words link the two: 2 the word both hang on, 1 on the way, 0 neither."""
        words = [t for t in self.tokens if t.start < end and start < t.end]
        if any(t is self.top for t in words):
            return 2
        return int(any(t.i in self.way for t in words))


def _path(token: Token | None) -> list[Token]:
    return [] if token is None else [token, *token.ancestors()]


def distance(start: int, end: int, *sides: Iterable[Span]) -> int:
    """Return how many characters part words from marked spans, over all sides."""
    return sum(min((max(s[0] - end, start - s[1], 0) for s in spans), default=0) for spans in sides)
