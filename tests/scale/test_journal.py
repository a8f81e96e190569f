"""A killed run goes on where it was, and its output is that of a run nobody killed."""

import contextlib
import random
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.api import report_of_text
from dateline.errors import ReadError
from dateline.records import Coded
from dateline.scale import journal
from dateline.scale.journal import Journal
from dateline.scale.local import Failure

SCRIPT = Path(__file__).with_name("killed_run.py")


def _reports(*texts):
    return [report_of_text(text, f"name of {text}", None) for text in texts]


def _coder(seen):
    def coder(items):
        for item in items:
            if isinstance(item, ReadError):
                yield Failure.of(item)
                continue
            seen.append(item.text)
            yield Coded(item, (), (), ())

    return coder


def _interrupted(folder, items, after, key="key"):
    """Run until so many outcomes came, then end as by Ctrl-C."""
    seen = []
    with contextlib.suppress(KeyboardInterrupt), Journal(folder, key) as pages:
        for n, _ in enumerate(pages.outcomes(items, _coder(seen)), 1):
            if n == after:
                raise KeyboardInterrupt
    return seen


def _finished(folder, items, key="key"):
    seen = []
    with Journal(folder, key) as pages:
        outcomes = list(pages.outcomes(items, _coder(seen)))
    return outcomes, seen


@pytest.fixture
def folder(tmp_path):
    return tmp_path / ".out.unfinished"


def test_what_was_coded_is_not_coded_again(folder):
    items = _reports("a", "b", "c", "d")
    assert _interrupted(folder, items, 2) == ["a", "b"]
    outcomes, seen = _finished(folder, items)
    assert seen == ["c", "d"]
    assert outcomes == [Coded(item, (), (), ()) for item in items]
    assert not folder.exists()


def test_files_that_cannot_be_read_keep_their_place(folder):
    bad = ReadError("x.pdf", "it is damaged", "Get it again.")
    items = [bad, *_reports("a"), bad, *_reports("b")]
    _interrupted(folder, items, 2)
    outcomes, seen = _finished(folder, items)
    assert seen == ["b"]
    assert [isinstance(o, Failure) for o in outcomes] == [True, False, True, False]


def test_other_settings_or_another_input_are_coded_anew(folder):
    _interrupted(folder, _reports("a", "b", "c"), 2)
    assert _finished(folder, _reports("a", "b", "c"), key="other")[1] == ["a", "b", "c"]
    _interrupted(folder, _reports("a", "b", "c"), 2)
    assert _finished(folder, _reports("a", "new", "c"))[1] == ["new", "c"]


def test_a_torn_page_is_coded_again(folder, monkeypatch):
    monkeypatch.setattr(journal, "PAGE", 1)
    items = _reports("a", "b", "c")
    _interrupted(folder, items, 3)
    page = folder / "000001.jsonl"
    page.write_bytes(page.read_bytes()[:-9])
    assert _finished(folder, items)[1] == ["b", "c"]


def test_a_short_run_leaves_no_trace_while_it_runs(folder):
    with Journal(folder, "key") as pages:
        for _ in pages.outcomes(_reports("a"), _coder([])):
            assert not folder.exists()


def _run(out, pause, kill_after=None):
    """Return what a run told, or None where it was killed."""
    command = [sys.executable, str(SCRIPT), str(out), "150", str(pause)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            told, _ = process.communicate(timeout=kill_after)
        except subprocess.TimeoutExpired:
            process.kill()
            return None
    assert process.returncode == 0
    return told


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX systems")
def test_killed_at_random_points_the_output_is_the_same(tmp_path):
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    _run(whole, 0)
    chance = random.Random(8)
    for _ in range(4):
        _run(killed, 5, kill_after=0.4 + chance.random() * 0.6)
    _run(killed, 0)
    names = sorted(path.name for path in whole.iterdir())
    assert names == sorted(path.name for path in killed.iterdir())
    assert all((whole / n).read_bytes() == (killed / n).read_bytes() for n in names)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["killed", "whole"]
