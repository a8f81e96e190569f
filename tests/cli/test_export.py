"""``export``, ``import`` and ``compare`` as a person types them."""

import csv
import io
import json

import pytest

from dateline.cli.main import main
from dateline.export.catalogue import SHAPES
from dateline.store.project import Project
from dateline.store.restore import restore
from story import CLAIMS, EVENTS, SHELLING, records


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p") as made:
        restore(made, records(), "story.jsonl")
    return str(tmp_path / "p")


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_a_filtered_table_is_written_with_its_page(project, tmp_path, capsys):
    out = tmp_path / "events.csv"
    assert main(["export", "csv", str(out), "--project", project, "--country", "IRQ",
                 "--mode=drone", "--mode", "arrest"]) == 0  # fmt: skip
    assert len(rows(out.read_text())) == 2
    told = capsys.readouterr().err
    assert "Drone strikes, arrests or threats of arrest in Iraq: 2 events to" in told
    page = (tmp_path / "events.csv.README.md").read_text()
    assert "--mode drone --mode arrest --country IRQ" in page


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_can_be_asked_for(name, project, tmp_path):
    out = tmp_path / f"out{SHAPES[name].suffix}"
    assert main(["export", name, str(out), "--project", project, "-q"]) == 0
    assert out.exists()


def test_an_ending_says_the_shape_and_a_dash_is_standard_output(project, tmp_path, capfdbinary):
    assert main(["export", str(tmp_path / "x.geojson"), "--project", project, "-q"]) == 0
    assert len(json.loads((tmp_path / "x.geojson").read_text())["features"]) == len(EVENTS)
    assert main(["export", "csv", "-", "--project", project, "--killed", "1", "-q"]) == 0
    (row,) = rows(capfdbinary.readouterr().out.decode())
    assert row["event_id"] == SHELLING.event_id


def test_a_preview_writes_nothing(project, tmp_path, capsys):
    out = tmp_path / "acled.csv"
    arguments = ["export", "acled", str(out), "--project", project, "--fatalities", "high"]
    assert main([*arguments, "--preview"]) == 0
    told = capsys.readouterr()
    assert "15" in {row["fatalities"] for row in rows(told.out)}
    assert "What it is not" in told.err
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["export", "cvs", "x.csv"], "Did you mean 'csv'"),
        (["export", "csv"], "no place is named"),
        (["export", "csv", "x.csv", "--contry", "IRQ"], "no such question"),
        (["export", "csv", "x.csv", "--fatalities", "lowest"], "Did you mean 'low'"),
        (["export", "jsonl", "x.jsonl", "--round-coordinates", "2"], "loses nothing"),
        (["export", "plover", "x.jsonl", "--without-names"], ""),
        (["export", "label-studio", "x.json", "--without-names"], "names stand in it"),
        (["export", "package", "-"], "not for a terminal"),
        (["import", "nowhere.jsonl"], "is not there"),
    ],
)
def test_what_cannot_be_meant_is_told(arguments, words, project, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    code = main([*arguments, "--project", project])
    assert code == (2 if words else 0)
    assert words in capsys.readouterr().err


def test_a_folder_of_somebody_else_is_not_taken(project, tmp_path, capsys):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("all my work")
    assert main(["export", "package", str(tmp_path / "mine"), "--project", project]) == 2
    assert "was not written by this export" in capsys.readouterr().err
    assert main(["export", "package", str(tmp_path / "new"), "--project", project, "-q"]) == 0
    assert main(["export", "package", str(tmp_path / "new"), "--project", project, "-q"]) == 0


def test_a_copy_of_a_project_is_made_by_export_and_import(project, tmp_path, capsys):
    package = str(tmp_path / "package")
    assert main(["export", "package", package, "--project", project, "-q"]) == 0
    copy = str(tmp_path / "copy")
    assert main(["import", package, "--project", copy]) == 0
    assert "3 reports · 7 claims · 4 events · 2 decisions" in capsys.readouterr().err
    assert main(["check", "--project", copy]) == 0
    assert main(["import", package, "--project", copy]) == 0
    assert "0 decisions taken · 2 there already" in capsys.readouterr().err


def test_annotations_come_back(project, tmp_path, capsys):
    out = tmp_path / "tasks.jsonl"
    assert main(["export", "prodigy", str(out), "--project", project, "-q"]) == 0
    tasks = [json.loads(line) for line in out.read_text().splitlines()]
    answered = "\n".join(json.dumps(task | {"answer": "accept"}) for task in tasks)
    (tmp_path / "answers.jsonl").write_text(answered)
    given = ["import", str(tmp_path / "answers.jsonl"), "--project", project, "--who", "Ana"]
    assert main(given) == 0
    assert f"{len(CLAIMS) - 1} decisions taken · 1 there already" in capsys.readouterr().err
    assert main(given) == 0
    assert f"0 decisions taken · {len(CLAIMS)} there already" in capsys.readouterr().err


def test_another_dataset_is_compared_and_not_imported(project, tmp_path, capsys):
    acled = str(tmp_path / "acled.csv")
    assert main(["export", "acled", acled, "--project", project, "-q"]) == 0
    assert main(["import", acled, "--project", project]) == 2
    assert "dateline compare" in capsys.readouterr().err
    out = tmp_path / "compared.csv"
    assert main(["compare", acled, str(out), "--project", project]) == 0
    assert "3 matched · 0 missing · 0 extra" in capsys.readouterr().err
    assert {row["result"] for row in rows(out.read_text())} == {"matched"}
    assert json.loads((tmp_path / "compared.geojson").read_text())["features"]
    assert main(["compare", acled, "--project", project, "--admin1", "Nineveh"]) == 0
    assert len(rows(capsys.readouterr().out)) == 3
