import pytest

from dateline.errors import KnowledgeError
from dateline.extract.numerals import cardinal_words, figure, rows_of

READ = [
    ("1,200", 1200, 1),
    ("1.5 million", 1_500_000, 2),
    ("half a million", 500_000, 3),
    ("a hundred and twenty thousand", 120_000, 5),
    ("twenty - one", 21, 3),
    ("seventy-five", 75, 1),
    ("two thousand five hundred and six", 2506, 7),
    ("two and a half million", 2_500_000, 5),
    ("three hundred thousand", 300_000, 3),
    ("a dozen", 12, 2),
    ("two dozen", 24, 2),
    ("5 000", 5000, 2),
    ("five and seven", 5, 1),
    ("five seven", 5, 1),
    ("12 soldiers", 12, 1),
]


@pytest.mark.parametrize(("text", "value", "length"), READ)
def test_reads_numbers(text, value, length):
    number = cardinal_words(text.split())
    assert number is not None
    assert number.whole == value
    assert number.length == min(length, len(text.split()))


@pytest.mark.parametrize("text", ["a soldier", "soldiers", "half the town", "and", "no one"])
def test_what_is_no_number(text):
    assert cardinal_words(text.split()) is None


def test_figures_with_separators_and_suffixes():
    assert figure("12,345") == 12_345
    assert figure("2.5m") == 2_500_000
    assert figure("1,2") is None


def test_a_missing_table_is_named():
    with pytest.raises(KnowledgeError, match=r"numbers/absent\.tsv"):
        rows_of("numbers", "absent.tsv")
