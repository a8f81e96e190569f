import csv
import io
import json
import sys

import pytest

from dateline.cli.main import main
from sample import install_stand_in

STORY = "Rebels shelled the town. Then they shelled the port."


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch, tmp_path):
    install_stand_in(monkeypatch)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_text_goes_out_and_talk_aside(story, capsys):
    assert main(["code", "story.txt"]) == 0
    out, err = capsys.readouterr()
    assert out.count("ASSAULT · happened") == 2
    assert "1 report read · 2 claims · 0 without a claim · 0 failed" in err


def test_a_file_alone_is_coded(story, capsys):
    assert main(["story.txt"]) == 0
    assert "ASSAULT" in capsys.readouterr().out


def test_json_lines_and_csv_hold_the_same_claims(story, capsys):
    assert main(["code", "story.txt", "--format", "jsonl", "-q"]) == 0
    out, err = capsys.readouterr()
    records = [json.loads(line) for line in out.splitlines()]
    assert err == ""
    assert main(["code", "story.txt", "--format", "csv", "-q"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [r["claim_id"] for r in rows] == [r["claim_id"] for r in records]
    assert STORY[records[1]["trigger"]["start"] :].startswith("shelled the port")


def test_claims_under_who_says_them(story, capsys):
    assert main(["code", "story.txt", "--by-source"]) == 0
    out, _ = capsys.readouterr()
    assert out.splitlines()[0] == "story.txt: who says what"
    assert out.splitlines()[1] == "the outlet itself · 2 claims"
    assert main(["code", "story.txt", "--by-source", "--format", "csv"]) == 2
    assert "--by-source: is a way to read, as text" in capsys.readouterr().err


def test_standard_input(monkeypatch, capsys):
    stdin = io.TextIOWrapper(io.BytesIO(STORY.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert main(["-", "--format", "jsonl"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_one_bad_report_does_not_stop_the_others(story, tmp_path, capsys):
    (tmp_path / "bad.txt").write_text("a crash", encoding="utf-8")
    assert main(["code", "missing.txt", "bad.txt", "story.txt", "--format", "jsonl"]) == 3
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 2
    assert "2 failed" in err
    assert "missing.txt: there is no such file. Check the path." in err
    assert "bad.txt: could not be coded (RuntimeError: out of cheese). This is a fault" in err


def test_a_report_without_claims_is_named(tmp_path, capsys):
    (tmp_path / "calm.txt").write_text("All was calm that day.", encoding="utf-8")
    assert main(["code", "calm.txt"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "no claim: calm.txt" in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["code"], "no report is named"),
        (["code", "story.txt", "--format", "yaml"], "there is no such format"),
        (["code", "story.txt", "--published", "3 Nov"], "is no day; write it as 2016-11-03"),
        (["code", "story.txt", "-j", "0"], "is no number of processes"),
        (["code", "story.txt", "-o", "story.txt"], "is also read"),
        (["code", "story.txt", "-o", "c.csv", "--format", "jsonl"], "says csv, --format says"),
        (["code", "story.txt", "--excel"], "is for CSV only"),
        (["code", "story.txt", "-o", "full"], "is not empty"),
        (["code", "story.txt", "--nonsense"], "--nonsense"),
        (["nonsense"], "nonsense"),
        (["codebook", "colums"], "Did you mean 'columns'?"),
    ],
)
def test_wrong_usage_is_2_and_says_why(story, tmp_path, capsys, arguments, words):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("keep me", encoding="utf-8")
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert "Traceback" not in err
    assert (tmp_path / "full" / "mine.txt").read_text(encoding="utf-8") == "keep me"


def test_a_folder_holds_everything_and_is_the_same_each_time(story, tmp_path, capsys):
    names = ["claims.csv", "claims.jsonl", "rejected.jsonl", "reports.jsonl", "run.json"]
    names.append("sentences.jsonl")
    assert main(["code", "story.txt", "missing.txt", "-o", "out", "-q"]) == 3
    first = {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()}
    assert sorted(first) == names
    assert json.loads(first["run.json"])["failed"][0]["report"] == "missing.txt"
    assert main(["code", "story.txt", "missing.txt", "-o", "out", "-q"]) == 3
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()} == first
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out", "story.txt"]


def test_a_failed_write_leaves_what_was_there(story, tmp_path, monkeypatch):
    (tmp_path / "claims.jsonl").write_text("before", encoding="utf-8")

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("dateline.scale.local.code_or_failure", stop)
    assert main(["code", "story.txt", "-o", "claims.jsonl"]) == 130
    assert main(["code", "story.txt", "-o", "out"]) == 130
    assert (tmp_path / "claims.jsonl").read_text(encoding="utf-8") == "before"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["claims.jsonl", "story.txt"]


def test_excel_gets_its_mark(story, tmp_path):
    assert main(["code", "story.txt", "-o", "claims.csv", "--excel", "-q"]) == 0
    assert (tmp_path / "claims.csv").read_bytes().startswith(b"\xef\xbb\xbfclaim_id,")


def test_a_reader_that_goes_away_is_no_error(story, monkeypatch, capfd):
    def gone(*_):
        raise BrokenPipeError

    monkeypatch.setattr("dateline.cli.main._run", gone)
    monkeypatch.setattr("os.dup2", lambda *_: None)
    assert main(["code", "story.txt"]) == 0
    assert capfd.readouterr().err == ""


def test_verbose_names_every_report(story, capsys):
    assert main(["code", "story.txt", "-v"]) == 0
    assert "story.txt: 2 claims." in capsys.readouterr().err


def test_when_nothing_could_be_done_the_exit_code_says_so(capsys):
    assert main(["code", "missing.txt"]) == 1
    assert "missing.txt" in capsys.readouterr().err
