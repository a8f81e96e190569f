"""The words a page or a piece of mark-up shows, without the help of an article finder."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption"}
    | {"figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol"}
    | {"p", "pre", "section", "table", "td", "th", "title", "tr", "ul"}
)
_UNSEEN = frozenset(
    {"button", "form", "head", "iframe", "nav", "noscript", "script", "style", "svg", "template"}
)
_TAG = re.compile(
    r"</?(?:a|b|i|u|em|strong|span|p|br|div|h[1-6]|script|style|img|font|sub|sup|svg|iframe)"
    r"(?:\s[^<>]*)?/?>",
    re.I,
)


class _Words(HTMLParser):
    """Collects words block by block; deep nesting costs nothing, for no tree is built."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden: str | None = None
        self.hidden_depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.hidden is not None:
            self.hidden_depth += tag == self.hidden
        elif tag in _UNSEEN:
            self.hidden, self.hidden_depth = tag, 1
        elif tag in _BLOCKS:
            self.parts.append("\n")
        if tag == "body":  # a head that nobody closed ends here
            self.hidden = None

    def handle_endtag(self, tag: str) -> None:
        if self.hidden is not None:
            self.hidden_depth -= tag == self.hidden
            if self.hidden_depth <= 0:
                self.hidden = None
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS and self.hidden is None:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self.hidden is None:
            self.parts.append(re.sub(r"[\r\n\x0b\x0c\x85\u2028\u2029]+", " ", data))


def tidy(text: str) -> str:
    """Put paragraphs apart by one empty line, and take needless white space out of lines."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return "\n\n".join(line for line in lines if line)


def visible_text(page: str) -> str:
    """Return all the words a page shows, block by block; scripts and menus are left out."""
    words = _Words()
    words.feed(page)
    words.close()
    return tidy("".join(words.parts))


def strip_tags(words: str | None) -> str | None:
    """Return words without mark-up and entities, on one line; None for nothing."""
    if words is None:
        return None
    return " ".join(_TAG.sub(" ", unescape(words)).split()) or None


def looks_like_html(text: str) -> bool:
    """Tell whether a text field holds mark-up (two tags, one of them closing or a break)."""
    head = text[:20_000]
    return len(_TAG.findall(head)) >= 2 and bool(re.search(r"</\w+>|<(?:p|br)\b", head, re.I))
