"""Marked text: every character kept, nothing becomes markup, overlaps are exact."""

import time
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from dateline.export.highlight import TAGS, Span, escape, mark
from dateline.spans import cut
from strategies import TEXTS


class Words(HTMLParser):
    """Collects what a browser would show, and every element."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text, self.elements, self.pieces = [], set(), []

    def handle_starttag(self, tag, attrs):
        self.elements.add(tag)
        self.pieces.append((int(dict(attrs)["data-at"]), dict(attrs).get("class", "")))

    def handle_data(self, data):
        self.text.append(data)


def shown(html):
    reader = Words()
    reader.feed(html)
    reader.close()
    return reader


def spans_in(text):
    offsets = st.integers(0, max(len(text) - 1, 0))
    return st.lists(
        st.builds(
            lambda a, b, field: Span(min(a, b), max(a, b) + 1, field),
            offsets,
            offsets,
            st.sampled_from(list(TAGS)),
        ),
        max_size=12,
    )


@given(st.data(), TEXTS.filter(bool))
def test_the_words_of_the_page_are_the_text(data, text):
    spans = data.draw(spans_in(text))
    page = shown(mark(text, spans).html)
    assert "".join(page.text).replace("\r", "\n") == text.replace("\0", "\ufffd").replace(
        "\r", "\n"
    ).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert page.elements <= {"span", "mark"}


@given(st.data(), TEXTS.filter(bool))
def test_every_span_is_covered_by_its_pieces_and_no_others(data, text):
    spans = data.draw(spans_in(text))
    pieces, ranges = cut(text, [(s.start, s.end) for s in spans])
    for span, (first, after) in zip(spans, ranges, strict=True):
        assert "".join(words for _, words in pieces[first:after]) == text[span.start : span.end]
        assert pieces[first][0] == span.start


def test_overlaps_and_emoji_are_exact():
    text = "🚀🚀 hit <b>حلب</b>"
    page = shown(mark(text, [Span(0, 6, "what"), Span(3, 9, "where")]).html)
    assert page.pieces == [(0, "m-what"), (3, "m-what m-where"), (6, "m-where"), (9, "")]


def test_a_part_keeps_the_offsets_of_the_whole():
    marked = mark("one two three", [Span(0, 7, "who"), Span(8, 13, "where")], 4, 10)
    page = shown(marked.html)
    assert "".join(page.text) == "two th"
    assert page.pieces == [(4, "m-who"), (7, ""), (8, "m-where")]
    assert marked.ranges == ((0, 1), (2, 3))


def test_returns_and_half_characters_keep_their_place():
    assert escape('a\r\n\0\ud800"<') == "a&#13;\n\ufffd\ufffd&quot;&lt;"


def test_five_thousand_overlapping_spans_are_a_small_page_in_little_time():
    text = "x" * 20_000
    spans = [Span(n, 20_000 - n, "count") for n in range(5_000)]
    begun = time.perf_counter()
    marked = mark(text, spans)
    assert time.perf_counter() - begun < 2
    assert len(marked.html) < 2_000_000
    assert marked.ranges[10] == (10, 9_989)
