"""How the fields of one pair of claims are scored."""

from __future__ import annotations

import pytest

from dateline.evaluate.alignment import Alignment
from dateline.evaluate.fields import score_pair, shares_right
from dateline.evaluate.scores import Counts


def claim(name: str | None, precision: str | None = "exact") -> dict[str, object]:
    place = {"name": name, "precision": precision} if name is not None else None
    return {"event_type": "ASSAULT", "status": "happened", "place": place}


@pytest.mark.parametrize(
    ("gold", "coded", "counts"),
    [
        (claim("Varda"), claim("Varda"), Counts(tp=1)),
        (claim("Varda", "near"), claim("Varda"), Counts(fp=1, fn=1)),
        (claim("Varda", "near"), claim("Osk"), Counts()),
        (claim("Varda", "near"), claim(None), Counts()),
        (claim(None), claim(None), Counts()),
        (claim("Varda", None), claim("Varda"), Counts()),
    ],
)
def test_how_closely_a_place_is_told_counts_where_it_is_the_right_place(
    gold: dict[str, object], coded: dict[str, object], counts: Counts
) -> None:
    assert score_pair(gold, coded)["place_grain"] == counts


def test_the_share_right_counts_a_wrong_place_once_and_an_empty_one_that_is_right() -> None:
    rows = [("Varda", "Varda"), ("Varda", "Osk"), ("Varda", None), (None, None), (None, "Osk")]
    pairs = [(claim(gold), claim(coded)) for gold, coded in rows]
    found = shares_right(Alignment(pairs=tuple(pairs), missed=(), false_alarms=()))
    assert found["place"] == Counts(tp=2, fn=3)
    assert found["date"] == Counts(tp=5)


def test_a_place_is_right_under_another_of_its_names() -> None:
    gold, coded = claim("Old Varda Town"), claim("Osk")
    gold["place"] = {"name": "Old Town", "precision": "exact", "gazetteer_ids": ["geonames:7"]}
    coded["place"] = {"name": "Osk", "precision": "exact", "gazetteer_id": "geonames:7"}
    assert score_pair(gold, coded)["place"] == Counts(tp=1)
