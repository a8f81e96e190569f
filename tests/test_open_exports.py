"""The page on opening exports runs as it stands."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dateline.export.catalogue import SHAPES
from dateline.export.told import Policy
from dateline.store.exports import write
from story import source

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "open-exports.md").read_text("utf-8")
R = shutil.which("Rscript")


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, flags=re.M | re.S)


@pytest.fixture
def folder(tmp_path):
    """The folder in which the commands of the page were run."""
    for line in "".join(blocks("sh")).splitlines():
        _, _, shape, out, *_ = line.split()
        write(SHAPES[shape], source(), Policy(), tmp_path / out.rstrip("/"))
    return tmp_path


def test_the_python_of_the_page_runs(folder, monkeypatch):
    monkeypatch.chdir(folder)
    names = {}
    for block in blocks("python"):
        exec(block, names)
    assert names["killed"] == 12
    assert len(names["told"]) == 7
    assert len(names["exact"]) == 1
    assert len(names["without"]) == 2


@pytest.mark.skipif(R is None, reason="R is not installed")
def test_the_r_of_the_page_runs(folder):
    script = folder / "page.R"
    script.write_text("options(warn = 2)\n" + "".join(blocks("r")))
    done = subprocess.run(
        [R, "--vanilla", script], cwd=folder, capture_output=True, text=True, env=dict(os.environ)
    )
    assert done.returncode == 0, done.stderr
    assert "12" in done.stdout
