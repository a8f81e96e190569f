"""A project from the command line: init, add, code, link, show, decide, changes, check."""

import pytest

from dateline.cli.main import main
from dateline.store.project import Project
from made_up import filled_project
from sample import install_stand_in

STORY = "Rebels shelled the town. Then they shelled the port."


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    install_stand_in(monkeypatch)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_WHO", "Ada")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text("They shelled it.", encoding="utf-8")
    (tmp_path / "in" / "c.txt").write_text("What a crash.", encoding="utf-8")
    return tmp_path


def out(capsys, *words, code=0):
    assert main(list(words)) == code
    return capsys.readouterr().out


def err(capsys, *words, code=0):
    assert main(list(words)) == code
    return capsys.readouterr().err


def test_the_path_of_the_readme(capsys, monkeypatch, folder):
    assert main(["init", "p"]) == 0
    assert main(["add", "in", "--project", "p"]) == 0
    monkeypatch.chdir(folder / "p")
    assert "2 reports read · 3 claims · 0 without a claim · 1 failed" in err(capsys, "code", code=3)
    assert "3 claims" in err(capsys, "link")
    assert "2 coded, 0 new, 1 failed" in out(capsys, "show")
    events = out(capsys, "show", "events").splitlines()
    assert events
    event_id = events[0].split()[0]
    assert "according to" in out(capsys, "show", event_id[:8])
    assert "1 failed before" in err(capsys, "code")
    assert "c.txt: could not be coded" in out(capsys, "show", "failures")
    assert "1 failed" in err(capsys, "code", "--retry", code=1)
    assert "0 faults" in err(capsys, "check")


def test_a_claim_is_decided_on_and_the_decision_taken_back(capsys, folder):
    filled_project(folder / "p", 5).close()
    with Project.open(folder / "p") as project:
        claim = next(project.claims()).claim_id
    at = ["--project", "p"]
    assert "decision 1: reject" in err(
        capsys, "decide", "reject", claim[:9], "--why", "a film", *at
    )
    shown = out(capsys, "show", claim, *at)
    assert "rejected" in shown
    assert "Ada: reject (a film)" in shown
    assert main(["decide", "undo", claim, *at]) == 0
    edit = ["decide", "edit", claim, "--field", "status", "--value", "possible", *at]
    assert main(edit) == 0
    assert "possible" in out(capsys, "show", claim, *at)
    assert len(out(capsys, "show", "decisions", *at).splitlines()) == 3
    told = out(capsys, "changes", "--since", "2020-01-01", *at).splitlines()
    assert any(line.endswith("changed\tdecision 3") for line in told)
    assert out(capsys, "changes", "--since", str(len(told)), *at) == ""
    assert "is no kind of decision" in err(capsys, "decide", "like", claim, *at, code=2)
    assert "no claim or event has this id" in err(capsys, "decide", "accept", "zz", *at, code=2)
    assert "0 faults" in err(capsys, "check", *at)


def test_lists_take_filters(capsys, folder):
    filled_project(folder / "p", 30).close()
    at = ["--project", "p"]
    whole = out(capsys, "show", "events", *at).splitlines()
    some = out(capsys, "show", "events", "--event-type", "COERCE", "--place=yes", *at).splitlines()
    assert len(whole) == 30
    assert 0 < len(some) < 30
    assert "there is no such question" in err(
        capsys, "show", "events", "--colour", "x", *at, code=2
    )
    assert "there is no such question" in err(capsys, "show", "events", "--country", *at, code=2)
    assert len(out(capsys, "show", "reports", "--limit", "2", *at).splitlines()) == 2
    assert "made-up" in out(capsys, "show", "runs", *at)
    assert out(capsys, "show", "claims", "--limit", "1", "--grade", "weak", *at).count("·") > 1


def test_a_damaged_project_is_4(capsys, folder):
    filled_project(folder / "p", 5).close()
    original = next(path for path in (folder / "p" / "originals").rglob("*.txt"))
    original.write_bytes(b"other")
    told = err(capsys, "check", "--project", "p", code=4)
    assert "was changed" in told
    assert "1 faults" in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["code", "in", "--project", "p"], "codes what is in the project"),
        (["code", "in", "--again"], "are for projects"),
        (["link", "--project", "in"], "is no project"),
        (["show"], "is no project"),
        (["changes", "--since", "soon", "--project", "p"], "is no day, moment or number"),
        (["init", "q", "--db", "mysql://x/y"], "is no database that Dateline uses"),
        (["init", "q", "--db", "not an address"], "is no address of a database"),
    ],
)
def test_what_cannot_be_meant_is_2(capsys, words, told):
    assert main(["init", "p"]) == 0
    assert told in err(capsys, *words, code=2)
