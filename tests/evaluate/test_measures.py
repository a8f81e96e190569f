"""Each measure on cases small enough to work out by hand."""

from __future__ import annotations

import itertools
import math

import pytest

from dateline.earth import kilometres
from dateline.evaluate.assignment import best_pairs
from dateline.evaluate.metrics_coref import b_cubed, ceaf_e, conll, muc
from dateline.evaluate.metrics_numbers import (
    mean_absolute_error,
    median,
    pearson,
    share_within,
)
from dateline.evaluate.metrics_roles import RoleEntity, ceaf_ree, joined, normalised
from dateline.evaluate.metrics_spans import (
    covered,
    exact_then_overlap,
    matched,
    paired,
    token_counts,
    token_spans,
)
from dateline.evaluate.scores import Counts

KEY = [frozenset("abc"), frozenset("defg")]
RESPONSE = [frozenset("ab"), frozenset("cd"), frozenset("fghi")]


def test_assignment_prefers_the_greatest_sum_to_the_greatest_single_pair() -> None:
    table = {(0, 0): 5.0, (0, 1): 4.0, (1, 0): 4.0}
    assert best_pairs(table) == [(0, 1), (1, 0)]
    assert best_pairs({}) == []


def test_assignment_is_as_good_as_trying_everything() -> None:
    size = 5
    table = {(i, j): float((i * 7 + j * 13) % 11) for i in range(size) for j in range(size + 1)}
    got = sum(table[pair] for pair in best_pairs(table))
    best = max(
        sum(table[i, j] for i, j in enumerate(order))
        for order in itertools.permutations(range(size + 1), size)
    )
    assert got == best


def test_muc_counts_links() -> None:
    # Key abc|defg keeps a-b, f-g of its 2 + 3 links; the response has 1 + 1 + 3.
    score = muc(KEY, RESPONSE)
    assert (score.recall_right, score.recall_all) == (2, 5)
    assert (score.precision_right, score.precision_all) == (2, 5)
    assert score.f1 == pytest.approx(0.4)


def test_b_cubed_and_ceaf_of_a_worked_example() -> None:
    # The clusters of Pradhan et al. 2014; CEAF-e pairs abc-ab (Dice 0.8), defg-fghi (Dice 0.5).
    score = b_cubed(KEY, RESPONSE)
    assert score.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 / 4 + 2 / 4 + 2 / 4) / 7)
    assert score.precision == pytest.approx((1 + 1 + 1 / 2 + 1 / 2 + 2 / 4 + 2 / 4) / 8)
    entity = ceaf_e(KEY, RESPONSE)
    assert entity.recall == pytest.approx(1.3 / 2)
    assert entity.precision == pytest.approx(1.3 / 3)


def test_conll_of_a_perfect_response_is_one_and_sums_over_topics() -> None:
    one = conll(KEY, KEY)
    assert one.f1 == 1.0
    both = one + conll(KEY, RESPONSE)
    assert both.muc.recall == pytest.approx(7 / 10)
    assert 0 < both.f1 < 1


def test_pearson_and_error() -> None:
    assert pearson([1, 2, 3], [2, 4, 6]) == pytest.approx(1.0)
    assert pearson([1, 2, 3], [3, 2, 1]) == pytest.approx(-1.0)
    assert pearson([1, 2, 3, 4], [1, 3, 2, 4]) == pytest.approx(0.8)
    assert pearson([1, 1], [2, 3]) == 0.0
    assert mean_absolute_error([3, -3], [3, 1]) == 2.0
    with pytest.raises(ValueError, match="2 numbers against 1"):
        pearson([1, 2], [1])


def test_distance_median_share() -> None:
    quarter = math.pi / 2 * 6371.0
    assert kilometres((0.0, 0.0), (0.0, 90.0)) == pytest.approx(quarter)
    assert kilometres((36.335, 43.119), (36.335, 43.119)) == 0.0
    assert median([5.0, 1.0, 3.0]) == 3.0
    assert median([1.0, 3.0]) == 2.0
    assert share_within([0.0, 161.0, 162.0, math.inf], 161.0) == 0.5


def test_ceaf_ree_pairs_entities_and_wants_the_exact_mention() -> None:
    gold = [
        RoleEntity(("GUERRILLA COLUMN", "GUERRILLAS")),
        RoleEntity(("ARMED MEN",)),
        RoleEntity(("TERRORISTS",), optional=True),
    ]
    # "The guerrillas" hits; "guerrilla column" finds its entity taken; "men" is no mention.
    assert ceaf_ree(gold, ["The guerrillas", "guerrilla column", "men"]) == Counts(1, 2, 1)
    assert ceaf_ree(gold, ["terrorists"]) == Counts(1, 0, 2)
    assert ceaf_ree(gold, []) == Counts(0, 0, 2)
    assert ceaf_ree([], ["men"]) == Counts(0, 1, 0)


def test_ceaf_ree_takes_the_pairing_with_most_hits() -> None:
    gold = [RoleEntity(("A",)), RoleEntity(("A", "B"))]
    assert ceaf_ree(gold, ["A", "B"]) == Counts(2, 0, 0)


def test_mentions_are_normalised_and_templates_merged() -> None:
    assert normalised('The "Santo Tomas"  farm') == "santo tomas farm"
    made = joined(
        [RoleEntity(("FMLN",), optional=True), RoleEntity(("Front", "fmln")), RoleEntity(("ELN",))]
    )
    assert [set(e.mentions) for e in made] == [{"FMLN", "fmln", "Front"}, {"ELN"}]
    assert not made[0].optional


def test_tokens_and_spans() -> None:
    text = "He said: no."
    tokens = token_spans(text)
    assert [text[s:e] for s, e in tokens] == ["He", "said", ":", "no", "."]
    assert covered(tokens, [(3, 9)]) == {1, 2}
    assert token_counts(frozenset({1, 2}), frozenset({2, 3, 4})) == Counts(1, 2, 1)


def test_spans_pair_exactly_before_they_overlap() -> None:
    gold, coded = [(0, 10), (12, 20)], [(0, 4), (0, 10), (30, 31)]
    pairs = paired(gold, coded, exact_then_overlap)
    assert pairs == [(0, 1)]
    assert matched(len(pairs), len(gold), len(coded)) == Counts(1, 2, 1)
