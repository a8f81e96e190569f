import json
import sys
import types

import pytest

from dateline.cli.main import main
from dateline.evaluate import registry
from dateline.evaluate.scores import Counts, Fault, Metric, SetResult


class Gold:
    """A folder of gold whose set "own" is scored by a stand-in with a figure of our choice."""

    def __init__(self, folder):
        self.folder = folder
        self.value = 0.5

    def run(self, folder, sample):
        metric = Metric("claims_f1", self.value, 0.4, 0.6, Counts(1, 1, 1))
        fault = Fault("missed AID", "a.txt", "They gave bread.", "gave", "")
        return SetResult("own", 3, (metric,), (fault,), ("Little is lost.",))

    def evaluate(self, *options):
        return main(["evaluate", "--gold", str(self.folder), *options])


@pytest.fixture
def gold(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = Gold(tmp_path / "gold")
    made.folder.mkdir()
    (made.folder / "a.jsonl").write_text("{}\n", encoding="utf-8")
    stand_in = types.ModuleType("dateline.evaluate.sets.own")
    stand_in.SETS = {"own": made.run}
    stand_in.is_here = lambda folder: folder == made.folder
    stand_in.files = lambda folder: sorted(folder.glob("*.jsonl"))
    monkeypatch.setitem(sys.modules, "dateline.evaluate.sets.own", stand_in)
    return made


def test_figures_go_to_standard_output_and_talk_does_not(gold, capsys):
    assert gold.evaluate() == 0
    told = capsys.readouterr()
    assert told.out.startswith("own · 3 reports\n")
    assert "0.400 – 0.600" in told.out
    assert "Little is lost." in told.out
    assert told.err.startswith("own · 3 reports · ")
    assert gold.evaluate("-q") == 0
    assert capsys.readouterr().err == ""


def test_json_is_one_object(gold, capsys):
    assert gold.evaluate("--json") == 0
    assert json.loads(capsys.readouterr().out) == {"own": {"claims_f1": 0.5}}


def test_errors_are_written(gold, tmp_path, capsys):
    assert gold.evaluate("--errors", "errors.md") == 0
    assert "They gave bread." in (tmp_path / "errors.md").read_text(encoding="utf-8")


def test_below_a_floor_is_5(gold, capsys):
    assert gold.evaluate("--gate") == 0
    assert "no floor is pinned" in capsys.readouterr().err
    assert gold.evaluate("--update") == 0
    assert gold.evaluate("--gate") == 0
    gold.value = 0.4
    capsys.readouterr()
    assert gold.evaluate("--gate") == 5
    assert "own claims_f1: 0.400 is below the floor, 0.500" in capsys.readouterr().err


def test_a_floor_falls_only_for_a_reason(gold, capsys):
    assert gold.evaluate("--update") == 0
    gold.value = 0.4
    assert gold.evaluate("--update") == 2
    assert "Say why with --allow-regression" in capsys.readouterr().err
    assert gold.evaluate("--update", "--allow-regression", "the guide changed") == 0
    assert "lowered: own claims_f1" in capsys.readouterr().err
    assert "the guide changed" in (gold.folder / "gate.json").read_text(encoding="utf-8")


def test_changed_gold_is_5(gold, capsys):
    assert gold.evaluate("--update") == 0
    (gold.folder / "b.jsonl").write_text("{}\n", encoding="utf-8")
    assert gold.evaluate("--gate") == 5
    assert "the gold is not the one" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["plv_trian"], "Did you mean 'plv_train'?"),
        (["plv_train", "--shared", "none"], "plv_train: its gold is not here"),
        (["own", "--sample", "0"], "is no number of reports"),
        (["own", "--allow-regression", "x"], "it goes with --update"),
        (["own", "--sample", "many"], "--sample"),
    ],
)
def test_wrong_usage_is_2(gold, arguments, told, capsys):
    assert main(["evaluate", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_without_names_all_that_are_here_are_scored(gold, tmp_path, capsys):
    found = registry.places({"DATELINE_GOLD": str(tmp_path)}, None, str(gold.folder))
    assert [s.name for s in registry.SETS if found.has(s)] == ["own"]
    (tmp_path / "re3d").mkdir()
    (tmp_path / "re3d" / "train.jsonl").write_text("", encoding="utf-8")
    assert [s.name for s in registry.SETS if found.has(s)] == ["own", "re3d_train"]


def test_the_place_of_gold_is_no_setting(gold, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("DATELINE_GOLD", str(tmp_path))
    (tmp_path / "story.txt").write_text("Nothing.", encoding="utf-8")
    assert main(["show", "story.txt"]) == 0


def test_every_set_has_a_name_of_its_own_and_files():
    assert len(set(registry.NAMES)) == len(registry.SETS)
    assert all(one.files or one.below for one in registry.SETS)


def test_floors_are_not_held_against_a_finished_run(gold, capsys):
    assert gold.evaluate("--claims", "coded", "--gate") == 2
    assert "floors hold for what Dateline codes now" in capsys.readouterr().err
