import pytest
from hypothesis import given, settings

from dateline.parse.blocks import blocks
from dateline.parse.quotations import is_scare, quoted_spans
from strategies import TEXTS


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
