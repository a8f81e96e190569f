import json

import pytest

from dateline.errors import UsageError
from dateline.evaluate import gate
from dateline.evaluate.gate import Measured
from dateline.evaluate.scores import Counts, Metric, SetResult


def measured(f1=0.5004, mae=0.2, gold="g", sample=None):
    metrics = (
        Metric("f1", f1, 0.0, 1.0, Counts(5, 4, 6)),
        Metric("x_mae", mae, 0.0, 1.0),
        Metric("precision", 0.9, counts=Counts(5, 4, 6)),
    )
    return Measured(SetResult("some_set", 9, metrics), sample, gold)


@pytest.fixture
def floors(tmp_path):
    path = tmp_path / "floors.json"
    gate.update([measured()], None, path)
    return path


def test_floors_are_rounded_to_the_worse(floors):
    kept = json.loads(floors.read_text(encoding="utf-8"))["floors"]["some_set"]["all"]
    assert kept["metrics"] == {"f1": 0.5, "x_mae": 0.2, "precision": 0.9}
    assert kept["counts"] == {"f1": [5, 4, 6]}
    assert gate.worse("f1", 0.12399) == 0.123
    assert gate.worse("median_km", 0.1231) == 0.124
    assert gate.worse("f1", 0.3) == 0.3


def test_equal_and_better_figures_pass(floors):
    assert gate.check(measured(), floors) == []
    assert gate.check(measured(f1=0.9, mae=0.1), floors) == []


def test_worse_figures_are_named(floors):
    found = gate.check(measured(f1=0.499, mae=0.3), floors)
    assert [b.name for b in found] == ["some_set f1", "some_set x_mae"]
    assert found[0].fault == "0.499 is below the floor, 0.500"
    assert "above the most allowed" in found[1].fault


def test_a_figure_that_is_gone_is_named(floors):
    less = Measured(SetResult("some_set", 9, (Metric("f1", 0.6, 0.0, 1.0),)), None, "g")
    found = gate.check(less, floors)
    assert [b.name for b in found] == ["some_set precision", "some_set x_mae"]
    assert "not measured any more" in found[0].fault


def test_other_gold_or_settings_are_not_judged(floors, monkeypatch):
    assert "the gold is not the one" in gate.check(measured(gold="other"), floors)[0].fault
    monkeypatch.setattr(gate, "settings_digest", lambda: "other")
    assert "the settings are not" in gate.check(measured(), floors)[0].fault


def test_a_sample_has_floors_of_its_own(floors):
    assert gate.is_pinned(measured(), floors)
    assert not gate.is_pinned(measured(sample=5), floors)
    assert gate.check(measured(f1=0.1, sample=5), floors) == []


def test_a_floor_is_not_lowered_without_a_reason(floors):
    before = floors.read_text(encoding="utf-8")
    for why in (None, "", "  "):
        with pytest.raises(UsageError, match="some_set f1"):
            gate.update([measured(f1=0.4)], why, floors)
    assert floors.read_text(encoding="utf-8") == before


def test_a_reason_is_kept(floors):
    assert gate.update([measured(f1=0.4)], "the gold was mended", floors) == ["some_set f1"]
    kept = json.loads(floors.read_text(encoding="utf-8"))
    assert "the gold was mended (some_set f1)" in kept["lowered"][0]
    assert gate.check(measured(f1=0.4), floors) == []


def test_a_damaged_file_is_named(tmp_path):
    path = tmp_path / "floors.json"
    path.write_text("[", encoding="utf-8")
    with pytest.raises(UsageError, match=r"floors\.json: cannot be read"):
        gate.check(measured(), path)
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(UsageError, match="is no file of floors"):
        gate.read(path)
