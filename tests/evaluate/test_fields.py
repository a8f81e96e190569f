"""How the fields of one pair of claims are scored."""

from __future__ import annotations

import pytest

from dateline.evaluate.fields import score_pair
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
