"""Agreement and intervals against figures that are published."""

import pytest

from dateline.review.agreement import Agreement, alpha, kappa, measure, percent
from dateline.review.intervals import Share


def coded(**rows):
    """Units from one string a coder, a dot where a unit was not coded."""
    columns = zip(*rows.values(), strict=True)
    return [{c: v for c, v in zip(rows, column, strict=True) if v != "."} for column in columns]


@pytest.mark.parametrize(
    ("rows", "published"),
    [
        # Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, examples A to C.
        ({"meg": "0100000010", "owen": "1110010000"}, 0.095),
        ({"ben": "aabbdcccedda", "gerry": "babbbcccedd" + "d"}, 0.692),
        (
            {
                "a": "123321412...",
                "b": "1233224125.3",
                "c": ".3332342251.",
                "d": "12332441251.",
            },
            0.743,
        ),
    ],
)
def test_alpha_is_as_published(rows, published):
    assert alpha(coded(**rows)) == pytest.approx(published, abs=0.0005)


def test_kappa_is_as_published():
    # The usual table of grants: 20 both yes, 15 both no, 5 and 10 apart (kappa 0.4).
    units = (
        [{"a": "y", "b": "y"}] * 20
        + [{"a": "n", "b": "n"}] * 15
        + [{"a": "y", "b": "n"}] * 5
        + [{"a": "n", "b": "y"}] * 10
    )
    assert kappa(units) == pytest.approx(0.4)
    assert percent(units) == pytest.approx(0.7)


def test_nothing_is_claimed_where_chance_cannot_be_told():
    assert measure([{"a": 1}]) == Agreement(0, None, None, None)
    assert measure([{"a": 1, "b": 1}] * 5) == Agreement(5, 1.0, None, None)
    three = [{"a": 1, "b": 2, "c": 1}, {"a": 2, "b": 2, "c": 2}]
    assert measure(three).kappa is None
    assert measure(three).percent == pytest.approx(8 / 12)


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    # Newcombe (1998), Statistics in Medicine 17, table I, score method.
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_are_as_published(hits, n, low, high):
    assert Share(hits, n).low == pytest.approx(low, abs=0.00005)
    assert Share(hits, n).high == pytest.approx(high, abs=0.00005)


def test_no_sample_says_nothing():
    assert (Share(0, 0).value, Share(0, 0).low, Share(0, 0).high) == (None, 0, 1)
