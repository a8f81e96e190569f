"""The gold covers what a claim can hold: every type, mode, status, kind, form and precision."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, get_args

import pytest

from dateline import records

GOLD = Path(__file__).parent
FILES = sorted((*GOLD.glob("*.jsonl"), *GOLD.glob("untuned/*.jsonl")))
CLAIMS = [json.loads(x) for path in FILES for x in path.read_text(encoding="utf-8").splitlines()]
ONTOLOGY = GOLD.parents[1] / "src" / "dateline" / "knowledge" / "ontology"


def rows(name: str) -> list[list[str]]:
    lines = (ONTOLOGY / name).read_text(encoding="utf-8").splitlines()
    return [x.split("\t") for x in lines if x and not x.startswith("#")][1:]


def test_it_is_as_large_as_promised_and_a_third_is_untuned() -> None:
    untuned = sum(
        len(p.read_text(encoding="utf-8").splitlines()) for p in GOLD.glob("untuned/*.jsonl")
    )
    reports = [p for p in GOLD.glob("*.jsonl") if p.stem != "short-items"]
    assert len(reports) + len(list(GOLD.glob("untuned/*.jsonl"))) >= 60
    assert len(CLAIMS) >= 1000
    assert untuned >= len(CLAIMS) / 3


def test_every_type_and_mode_is_there() -> None:
    found = {(c["event_type"], c["mode"]) for c in CLAIMS}
    assert {row[0] for row in rows("types.tsv")} <= {event_type for event_type, _ in found}
    assert {(row[0], row[1]) for row in rows("modes.tsv")} - found == set()


@pytest.mark.parametrize(
    ("codes", "values"),
    [
        (records.Status, lambda c: [c["status"]]),
        (records.CountKind, lambda c: [n["kind"] for n in c["counts"]]),
        (records.SourceKind, lambda c: [a["kind"] for a in c["according_to"]]),
        (records.AttributionForm, lambda c: [a["form"] for a in c["according_to"]]),
        (
            records.PlacePrecision,
            lambda c: [c["place"]["precision"]] if c["place"] else ["unknown"],
        ),
        (records.DatePrecision, lambda c: [c["date"]["precision"]] if c["date"] else ["unknown"]),
    ],
    ids=["status", "count", "source", "form", "place", "date"],
)
def test_every_code_is_there(
    codes: object, values: Callable[[dict[str, Any]], Iterable[str]]
) -> None:
    found = Counter(value for claim in CLAIMS for value in values(claim))
    assert set(get_args(codes)) - set(found) == set()


def test_hedged_quoted_cumulative_and_chains_are_there() -> None:
    assert sum(bool(c["hedged"]) for c in CLAIMS) >= 20
    assert sum(bool(c["quoted"]) for c in CLAIMS) >= 50
    assert sum(len(c["according_to"]) > 1 for c in CLAIMS) >= 10
    assert any(n.get("cumulative") for c in CLAIMS for n in c["counts"])
