import pytest
from hypothesis import given, settings

from dateline.parse.blocks import blocks
from dateline.parse.quotations import MARKS, is_scare, marks_of, quoted_spans
from strategies import QUOTE_SOUP, TEXTS


def quoted(text):
    return [text[q.start : q.end] for q, _ in quoted_spans(text, blocks(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "we won" and left.', ["we won"]),
        ("He said “we won” and left.", ["we won"]),
        ("He said ‘we won’ and left.", ["we won"]),
        ("Il a dit « nous partons » hier.", [" nous partons "]),
        ("Er sagte „wir gehen“ heute.", ["wir gehen"]),
        ("The army's men took the rebels' guns.", []),
        ("Don't say ‘we can’t’ again.", ["we can’t"]),
        ("“He told me ‘run’ and I ran,” she said.", ["He told me ‘run’ and I ran,", "run"]),
        ('"It began," he said, "at dawn."', ["It began,", "at dawn."]),
        ('An odd mark " here.', []),
        ("“Never closed, he said.", ["Never closed, he said."]),
        ("He said ''we won'' and left.", ["we won"]),
        ("''It's the rebels' hill,'' he said.", ["It's the rebels' hill,"]),
        ("He said ``we won'' and left.", ["we won"]),
        ("Er sagte »wir gehen« heute.", ["wir gehen"]),
        ("Hon sade ”vi går” i dag.", ["vi går"]),
        ("He said ‹we won› and left.", ["we won"]),
        ('Mixed “marks" here.', ['marks" here.']),
    ],
)
def test_finds_what_stands_between_the_marks(text, expected):
    assert quoted(text) == expected


def test_a_quotation_goes_on_over_paragraphs():
    text = "“We came at night.\n\n“We left at dawn,” the officer said."
    found = quoted_spans(text, blocks(text))
    assert [(q.closed, on) for q, on in found] == [(False, None), (True, 0)]


def test_a_closed_quotation_is_not_carried_on():
    text = "“We came at night,” he said.\n\n“We left at dawn,” she said."
    assert [on for _, on in quoted_spans(text, blocks(text))] == [None, None]


def test_a_word_at_arms_length_is_no_quotation():
    text = "the “liberated” town"
    assert is_scare(text, 5, 15)
    assert not is_scare("“We shall return.”", 1, 17)


@settings(deadline=None)
@given(TEXTS)
def test_no_quotation_crosses_another_and_none_leaves_its_block(text):
    cut = blocks(text)
    found = [q for q, _ in quoted_spans(text, cut)]
    for quotation in found:
        assert quotation.start < quotation.end
        assert any(b.start <= quotation.start and quotation.end <= b.end for b in cut)
    for one in found:
        for other in found:
            crosses = one.start < other.start < one.end < other.end
            assert not crosses


@settings(deadline=None)
@given(TEXTS)
def test_blocks_hold_every_visible_character_once(text):
    covered = [False] * len(text)
    for block in blocks(text):
        for i in range(block.start, block.end):
            assert not covered[i]
            covered[i] = True
    lost = [c for c, held in zip(text, covered, strict=True) if not held and not c.isspace()]
    assert lost == []


def test_a_quotation_left_open_is_followed_to_the_paragraph_that_closes_it():
    text = (
        "“We came at night.\n\nWe saw no one.\n\nWe left at dawn,” the officer said.\n\nIt rained."
    )
    found = quoted_spans(text, blocks(text))
    assert [text[q.start : q.end] for q, _ in found] == [
        "We came at night.",
        "We saw no one.",
        "We left at dawn,",
    ]
    assert [(q.closed, on) for q, on in found] == [(False, None), (False, 0), (True, 1)]


def test_single_marks_carry_a_quotation_on_too():
    text = "'We came at night.\n\n'We saw the rebels' hill.\n\n'We left at dawn.'"
    assert quoted(text) == ["We came at night.", "We saw the rebels' hill.", "We left at dawn."]


def test_a_quotation_left_open_does_not_swallow_another():
    text = "“We came at night.\n\nThe mayor said “no” twice.\n\nIt rained.”"
    assert quoted(text) == ["We came at night.", "no"]


@settings(deadline=None, max_examples=300)
@given(QUOTE_SOUP)
def test_every_mark_has_one_role(text):
    cut = blocks(text)
    marks = marks_of(text, cut)
    places = [m.at + k for m in marks for k in range(m.width)]
    assert places == sorted(set(places))
    assert places == [i for i, c in enumerate(text) if c in MARKS]


@settings(deadline=None, max_examples=300)
@given(QUOTE_SOUP)
def test_every_quotation_begins_and_ends_with_its_marks(text):
    cut = blocks(text)
    found = quoted_spans(text, cut)
    opened = {m.at + m.width for m in marks_of(text, cut) if m.role == "opens"}
    closed = {m.at for m in marks_of(text, cut) if m.role == "closes"}
    empty = opened & closed  # marks with nothing between them
    assert {q.end for q, _ in found if q.closed} | empty == closed
    assert {q.start for q, _ in found if q.start in opened} | empty == opened
    for quotation, on in found:
        assert quotation.start in opened or on is not None
        if not quotation.closed:
            assert any(b.end >= quotation.end > b.start for b in cut)


@settings(deadline=None, max_examples=300)
@given(QUOTE_SOUP)
def test_quotations_of_a_soup_nest(text):
    found = [q for q, _ in quoted_spans(text, blocks(text))]
    for one in found:
        for other in found:
            assert not one.start < other.start < one.end < other.end
