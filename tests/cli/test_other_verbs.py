import json
import os
import subprocess
import sys

import pytest

from dateline.cli.main import VERBS, main
from sample import install_stand_in

STORY = "Rebels shelled the town. Then they shelled the port."


@pytest.fixture(autouse=True)
def story(monkeypatch, tmp_path):
    install_stand_in(monkeypatch)
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def claim_ids(capsys, *paths):
    main(["code", *paths, "--format", "jsonl", "-q"])
    return [json.loads(line)["claim_id"] for line in capsys.readouterr().out.splitlines()]


def test_why_takes_the_beginning_of_an_id(capsys):
    first, second = claim_ids(capsys, "story.txt")
    assert main(["why", first[:8], "story.txt"]) == 0
    out = capsys.readouterr().out
    assert first in out
    assert "the lexicon's verb 'shell'" in out
    assert second in out.partition("also here")[2]


def test_why_reads_what_was_kept(capsys):
    first, _ = claim_ids(capsys, "story.txt")
    assert main(["code", "story.txt", "-o", "kept", "-q"]) == 0
    assert main(["why", first, "kept"]) == 0
    assert first in capsys.readouterr().out
    assert main(["why", "zzz", "kept"]) == 2
    assert "no claim of kept has this id" in capsys.readouterr().err


def test_changed_files_are_4(tmp_path, capsys):
    assert main(["code", "story.txt", "-o", "kept", "-q"]) == 0
    with (tmp_path / "kept" / "claims.jsonl").open("a", encoding="utf-8") as stream:
        stream.write("{}\n")
    assert main(["why", "all", "kept"]) == 4
    assert "was changed since it was written" in capsys.readouterr().err


def test_a_project_keeps_reports_once(tmp_path, capsys):
    assert main(["init", "p"]) == 0
    assert main(["add", "story.txt", "missing.txt", "--project", "p"]) == 3
    assert "1 added · 0 there already · 1 failed" in capsys.readouterr().err
    assert main(["add", "story.txt", "--project", "p"]) == 0
    assert "0 added · 1 there already" in capsys.readouterr().err
    kept = [path for path in (tmp_path / "p" / "originals").rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in kept] == [STORY.encode()]
    assert claim_ids(capsys, "p") == claim_ids(capsys, "story.txt")


def test_init_takes_no_folder_with_files(tmp_path, capsys):
    assert main(["init", str(tmp_path)]) == 2
    assert "is not an empty folder" in capsys.readouterr().err


def test_the_settings_of_a_project_count(tmp_path, capsys):
    assert main(["init", "p"]) == 0
    (tmp_path / "p" / "dateline.toml").write_text("[settings]\npublishd = 1\n", encoding="utf-8")
    assert main(["code", "p"]) == 2
    assert "Did you mean 'published'?" in capsys.readouterr().err


def test_show_tells_how_a_report_was_read(capsys):
    assert main(["show", "story.txt"]) == 0
    assert "read as     text, utf-8" in capsys.readouterr().out
    assert main(["show", "other.txt"]) == 2


def test_show_text_gives_the_text_unchanged(tmp_path, capsysbinary):
    (tmp_path / "odd.txt").write_bytes("a\r\nb\u00a0c shelled\n".encode())
    assert main(["show", "odd.txt", "--text"]) == 0
    assert capsysbinary.readouterr().out == "a\r\nb\u00a0c shelled\n".encode()


@pytest.mark.parametrize("topic", ["types", "modes", "columns", "reasons", "settings"])
def test_the_codebook_has_its_topics(topic, capsys):
    assert main(["codebook", topic]) == 0
    assert len(capsys.readouterr().out.splitlines()) > 10


def test_unknown_actors_are_listed_as_a_table(capsys):
    assert main(["codebook", "unknown-actors", "story.txt"]) == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines()[1].startswith("name\taliases\tsector\tcountry")
    assert "1 report" in captured.err


def test_unknown_actors_of_a_missing_file_are_1(capsys):
    assert main(["codebook", "unknown-actors", "missing.txt"]) == 1
    assert "missing.txt" in capsys.readouterr().err


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_has_help_with_an_example(verb, capsys):
    assert main([verb, "--help"]) == 0
    out = capsys.readouterr().out
    assert "Example" in out
    assert f"dateline {verb}" in out


def test_help_does_not_wake_the_parser():
    script = (
        "import sys; from dateline.cli.main import main; main(['--help']); "
        "sys.exit(any(m in sys.modules for m in ('spacy', 'trafilatura', 'rich.console')))"
    )
    environment = {**os.environ, "NO_COLOR": "1"}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True)
    assert done.returncode == 0, done.stderr


def test_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("dateline 0.")
