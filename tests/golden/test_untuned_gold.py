"""The untuned gold quotes its reports exactly and uses only codes that exist.

How well Dateline does on it is told by `dateline evaluate own_untuned`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from dateline import records

FOLDER = Path(__file__).parent / "untuned"
FILES = sorted(FOLDER.glob("*.jsonl"))
ONTOLOGY = FOLDER.parents[2] / "src" / "dateline" / "knowledge" / "ontology"


def column(name: str, width: int) -> frozenset[tuple[str, ...]]:
    lines = (ONTOLOGY / name).read_text(encoding="utf-8").splitlines()
    return frozenset(tuple(x.split("\t")[:width]) for x in lines if not x.startswith("#"))


def claims(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def anchors(value: object) -> Iterator[dict[str, Any]]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, dict) and "quote" in value:
        yield value
    for part in inner:
        yield from anchors(part)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_anchor_quotes_the_report_beside_it(path: Path) -> None:
    text = path.with_suffix(".txt").read_bytes().decode("utf-8")
    found = [anchor for claim in claims(path) for anchor in anchors(claim)]
    assert found
    assert [a for a in found if text[a["start"] : a["end"]] != a["quote"]] == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_triggers_lie_in_their_sentences_in_order_and_stand_once_a_source(path: Path) -> None:
    rows = claims(path)
    keys = [(c["trigger"]["start"], c["trigger"]["end"]) for c in rows]
    assert keys == sorted(keys)
    # One word can carry two claims only where two sources contradict each other.
    told = {(*key, json.dumps(c["according_to"])) for key, c in zip(keys, rows, strict=True)}
    assert len(told) == len(rows)
    for claim in rows:
        assert claim["sentence"]["start"] <= claim["trigger"]["start"]
        assert claim["trigger"]["end"] <= claim["sentence"]["end"]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_code_exists(path: Path) -> None:
    modes = column("modes.tsv", 2)
    types = {row[0] for row in column("types.tsv", 1)}
    for claim in claims(path):
        assert claim["event_type"] in types
        assert claim["mode"] is None or (claim["event_type"], claim["mode"]) in modes
        assert claim["status"] in get_args(records.Status)
        assert {c["kind"] for c in claim["counts"]} <= set(get_args(records.CountKind))
        for source in claim["according_to"]:
            assert source["kind"] in get_args(records.SourceKind)
            assert source["form"] in get_args(records.AttributionForm)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_dates_and_counts_are_well_formed(path: Path) -> None:
    for claim in claims(path):
        when = claim["date"]
        if when:
            first = date.fromisoformat(when["start"])
            assert when["end"] is None or first <= date.fromisoformat(when["end"])
        for count in claim["counts"]:
            known = [n for n in (count["low"], count["high"]) if n is not None]
            assert known
            assert known == sorted(known)


def test_no_report_is_without_gold() -> None:
    assert {p.stem for p in FOLDER.glob("*.txt")} == {p.stem for p in FILES}
    assert sum(len(claims(p)) for p in FILES) >= 250
