"""The gold quotes its reports exactly and uses only codes that exist."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from dateline import records

GOLD = Path(__file__).parent
EXAMPLES = GOLD.parents[1] / "examples"
REPORTS = GOLD / "reports"
FILES = sorted((*GOLD.glob("*.jsonl"), *GOLD.glob("seed/*.jsonl")))
TYPES = frozenset(
    [
        *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
        *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
    ]
)
FIELDS = [
    *("row", "sentence", "event_type", "mode", "contexts", "trigger", "status", "hedged", "quoted"),
    *("actor", "recipient", "place", "date", "counts", "according_to", "optional", "note"),
]
ALWAYS = frozenset(FIELDS) - {"row", "optional", "note"}


def claims(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def text_of(path: Path, claim: dict[str, Any]) -> str | None:
    if "row" in claim:
        lines = (EXAMPLES / path.name).read_text(encoding="utf-8").splitlines()
        return str(json.loads(lines[claim["row"] - 1])["text"])
    for folder in (EXAMPLES, REPORTS):
        report = folder / f"{path.stem}.txt"
        if report.exists():
            return report.read_bytes().decode("utf-8")
    return None


def anchors(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "quote" in value:
            yield value
        for inner in value.values():
            yield from anchors(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from anchors(inner)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_anchor_quotes_its_report(path: Path) -> None:
    for claim in claims(path):
        text = text_of(path, claim)
        for found in anchors(claim):
            if text is None:
                assert found["start"] is None, found
                assert found["quote"].strip(), found
            else:
                assert text[found["start"] : found["end"]] == found["quote"]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_fields_codes_and_order(path: Path) -> None:
    rows = claims(path)
    assert rows, "a gold file without claims"
    for claim in rows:
        assert set(claim) >= ALWAYS
        assert [key for key in FIELDS if key in claim] == list(claim)
        assert claim["event_type"] in TYPES
        assert claim["status"] in get_args(records.Status)
        assert {c["kind"] for c in claim["counts"]} <= set(get_args(records.CountKind))
        assert {a["kind"] for a in claim["according_to"]} <= set(get_args(records.SourceKind))
        assert {a["form"] for a in claim["according_to"]} <= set(get_args(records.AttributionForm))
    if rows[0]["trigger"]["start"] is not None:
        keys = [(c.get("row", 0), c["trigger"]["start"], c["trigger"]["end"]) for c in rows]
        assert keys == sorted(keys)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_places_dates_and_counts_are_well_formed(path: Path) -> None:
    for claim in claims(path):
        start, end = claim["sentence"]["start"], claim["sentence"]["end"]
        if start is not None:
            assert start <= claim["trigger"]["start"] < claim["trigger"]["end"] <= end
        if claim["place"]:
            assert claim["place"]["precision"] in get_args(records.PlacePrecision)
            assert len(claim["place"]["iso3"]) == 3
        if claim["date"]:
            assert claim["date"]["precision"] in get_args(records.DatePrecision)
            first = date.fromisoformat(claim["date"]["start"])
            assert claim["date"]["end"] is None or first <= date.fromisoformat(claim["date"]["end"])
        for count in claim["counts"]:
            assert count["low"] is not None or count["high"] is not None
            assert None in (count["low"], count["high"]) or count["low"] <= count["high"]


def test_the_seed_gold_holds_no_words_of_its_article() -> None:
    for claim in claims(GOLD / "seed" / "seed.jsonl"):
        assert not list(anchors(claim))
        assert not any("words" in party for party in claim["actor"] + claim["recipient"])


def test_every_example_has_gold() -> None:
    texts = (*EXAMPLES.iterdir(), *REPORTS.iterdir())
    reports = {p.stem for p in texts if p.suffix != ".md"}
    assert reports <= {p.stem for p in FILES}
    assert sum(len(claims(p)) for p in FILES) >= 250
