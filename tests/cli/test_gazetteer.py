"""``dateline gazetteer``: import, info and find; the setting and the manifest that name one."""

import json

import pytest

from dateline.cli import doctor
from dateline.cli.gazetteer import Pace
from dateline.cli.main import main
from dateline.knowledge import gazetteer_files, gazetteer_import
from dateline.knowledge.gazetteer_import import Outcome, Step
from sample import install_stand_in


@pytest.fixture(autouse=True)
def place(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(gazetteer_files, "data_folder", lambda: tmp_path / "data")
    return tmp_path


def write_copy(sources, target, *, base, classes, tell):
    """Stand in for an import: copy what ships."""
    target.write_bytes(base.read_bytes())
    tell(Step("sorting", "", 0, 0, 3))
    outcome = Outcome(rows=3, added=2)
    outcome.fault("IQ.txt, line 2", "it has no name")
    return outcome


def test_an_import_is_kept_told_and_used_where_it_is_named(place, monkeypatch, capsys):
    monkeypatch.setattr(gazetteer_import, "import_geonames", write_copy)
    assert main(["gazetteer", "import", "IQ.txt"]) == 0
    told = capsys.readouterr().err
    assert "3 rows read" in told
    assert "left out: 1 rows: it has no name" in told
    assert "IQ.txt, line 2" in told
    assert "gazetteer = 'imported'" in told
    assert "CC BY 4.0" in told
    assert [p.name for p in (place / "data").iterdir()] == ["geonames.sqlite"]
    assert main(["gazetteer", "info"]) == 0
    assert "(as it ships)" in capsys.readouterr().out
    assert "an imported one" in doctor._chosen_gazetteer().found
    (place / "dateline.toml").write_text("[settings]\ngazetteer = 'imported'\n")
    assert main(["gazetteer", "info"]) == 0
    out = capsys.readouterr().out
    assert str(place / "data" / "geonames.sqlite") in out
    assert "GeoNames, CC BY 4.0" in out
    assert str(place) in doctor._chosen_gazetteer().found


def test_an_import_that_fails_leaves_the_old_file(place, capsys):
    kept = place / "kept.sqlite"
    kept.write_text("old")
    (place / "no.zip").write_text("a,b\n")
    assert main(["gazetteer", "import", "no.zip", "--out", str(kept)]) == 1
    assert "is a damaged archive" in capsys.readouterr().err
    assert kept.read_text() == "old"
    assert sorted(p.name for p in place.iterdir()) == ["kept.sqlite", "no.zip"]


def test_what_cannot_be_meant_is_2(capsys):
    assert main(["gazetteer", "import", "x.txt", "--classes", "PQ"]) == 2
    assert "there is no class Q" in capsys.readouterr().err
    assert main(["gazetteer", "import", "x.txt", "-o", str(gazetteer_files.shipped())]) == 2
    assert "is the gazetteer that ships" in capsys.readouterr().err


def test_find_shows_namesakes_with_country_province_and_people(capsys):
    assert main(["gazetteer", "find", "Tripoli", "-n", "2"]) == 0
    caught = capsys.readouterr()
    assert "Libya" in caught.out
    assert "[LB-AS]" in caught.out
    assert "1,302,947" in caught.out
    assert "more; see them with -n" in caught.err
    assert main(["gazetteer", "find", "Zarbukistanograd"]) == 1
    assert "no place of this name" in capsys.readouterr().err


def test_a_gazetteer_that_is_not_there_stops_coding(monkeypatch, place, capsys):
    (place / "story.txt").write_text("Rebels shelled the town.")
    assert main(["code", "story.txt", "--gazetteer", "none.sqlite"]) == 1
    assert "none.sqlite: the gazetteer is not there" in capsys.readouterr().err
    assert not doctor._chosen_gazetteer()
    monkeypatch.setenv("DATELINE_GAZETTEER", "imported")
    assert not doctor._chosen_gazetteer().is_well


def test_a_run_names_its_gazetteer_by_digest(monkeypatch, place):
    install_stand_in(monkeypatch)
    (place / "story.txt").write_text("Rebels shelled the town.")
    assert main(["code", "story.txt", "-o", "kept", "-q"]) == 0
    told = json.loads((place / "kept" / "run.json").read_text())["gazetteer"]
    assert len(told["sha256"]) == 64
    assert told["places"] > 280_000
    assert "GeoNames" in told["attribution"]


def test_the_pace_tells_share_rate_and_time_left():
    pace = Pace()
    line = pace.line(Step("places", "allCountries.zip", 42, 100, 5_000_000))
    assert line.startswith("allCountries.zip · 42% · 5,000,000 rows · ")
    assert line.endswith(" left")
    assert "sorting" in pace.line(Step("sorting", "", 0, 0, 5))
    assert "closing" in pace.line(Step("writing", "", 0, 0, 5))
