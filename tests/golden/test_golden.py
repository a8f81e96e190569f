"""The golden reports: coding them must not fall below the floors, which may only rise.

The scores are measured by scripts/golden.py; so are the floors.
"""

import json
import sys

import pytest

from conftest import ROOT, SHARED

sys.path.insert(0, str(ROOT / "scripts"))

import golden

REPAIR = (
    "Look at 'python scripts/golden.py --errors'. A better score raises the floors with "
    "'python scripts/golden.py --update'; they are lowered only with --allow-regression and a "
    "reason."
)


@pytest.fixture(scope="module")
def measured():
    return golden.measure()


@pytest.fixture(scope="module")
def floors():
    return json.loads(golden.FLOORS.read_text(encoding="utf-8"))["floors"]


@pytest.mark.parametrize("field", golden.FIELDS)
def test_no_field_falls_below_its_floor(measured, floors, field):
    score = measured["all"][field]
    floor = floors["all"][field]
    assert score.precision >= floor["precision"], f"{field} {score}. {REPAIR}"
    assert score.recall >= floor["recall"], f"{field} {score}. {REPAIR}"


def test_every_gold_file_is_scored(measured):
    stems = {path.stem for path in golden.GOLD.glob("*.jsonl")}
    if not (SHARED / "articles" / "seed.txt").exists():
        stems.discard("seed")
    assert stems | {"all"} == set(measured)


def test_the_floors_are_not_empty(floors):
    assert set(floors["all"]) == set(golden.FIELDS)
    assert all(value["precision"] > 0.5 for value in floors["all"].values())
