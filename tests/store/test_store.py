import multiprocessing
import os
import sys
from dataclasses import replace

import pytest

import dateline
from dateline.errors import IntegrityError, KnowledgeError, ReadError, UsageError
from dateline.export.json_fields import dump_line
from dateline.export.report_json import report_to_json
from dateline.scale import local
from dateline.settings import Settings
from dateline.store import run_folder
from dateline.store.atomic import clear_leftovers, file_aside, folder_aside, write_text
from dateline.store.project import Project
from sample import CODED, REPORT, TEXT, install_stand_in, report


@pytest.fixture
def run(tmp_path):
    with run_folder.RunWriter(tmp_path) as writer:
        writer.add(CODED)
        writer.finish({"reports": 1})
    return tmp_path


def test_a_run_reads_back_as_coded(run):
    (back,) = run_folder.coded_of(run)
    assert back == replace(CODED, report=replace(REPORT, original=b""))
    opened = dateline.open(run)
    assert list(opened.claims()) == list(CODED.claims)
    with pytest.raises(UsageError, match="not linked"):
        next(opened.events())


def test_an_anchor_that_quotes_wrongly_is_found():
    other = report(TEXT.replace("shelled", "SHELLED"))
    with pytest.raises(IntegrityError, match="is not 'shelled'"):
        run_folder.check_anchors(CODED.claims[0], other)


def test_opening_anything_else_is_an_error(tmp_path):
    with pytest.raises(UsageError, match="is neither a project nor"):
        dateline.open(tmp_path)


def fail_after(path, text):
    path.write_text(text, encoding="utf-8")
    raise OSError("disk full")


def test_nothing_half_written_stays(tmp_path):
    target = tmp_path / "file.txt"
    write_text(target, "before")
    with pytest.raises(OSError, match="full"), file_aside(target) as aside:
        fail_after(aside, "half")
    with pytest.raises(OSError, match="full"), folder_aside(tmp_path / "folder") as aside:
        fail_after(aside / "x", "half")
    assert [p.name for p in tmp_path.iterdir()] == ["file.txt"]
    assert target.read_text(encoding="utf-8") == "before"


@pytest.mark.skipif(os.name != "posix", reason="processes are looked up the POSIX way")
def test_leftovers_of_killed_runs_go_and_of_living_ones_stay(tmp_path):
    dead = tmp_path / ".out.partial-999999999"
    alive = tmp_path / f".out.partial-{os.getppid()}"
    dead.mkdir()
    alive.mkdir()
    clear_leftovers(tmp_path / "out")
    assert (dead.exists(), alive.exists()) == (False, True)


def test_an_interrupted_add_keeps_what_it_had(tmp_path):
    def broken():
        yield REPORT
        raise KeyboardInterrupt

    with Project.create(tmp_path / "p") as project:
        with pytest.raises(KeyboardInterrupt):
            project.add(broken())
        assert [r.name for r in project.reports()] == ["harbour.txt"]
        added = project.add([report("Another text.", "b.txt"), REPORT])
        assert (added.new, added.known) == (["b.txt"], ["harbour.txt"])


def test_two_long_writers_do_not_work_at_once(tmp_path):
    refused = pytest.raises(UsageError, match="another command")
    with Project.create(tmp_path / "p") as project, project.alone(), refused, project.alone():
        pass


def test_a_project_of_format_1_is_brought_up_to_date(tmp_path):
    old = dump_line(report_to_json(REPORT)) + "\n"
    (tmp_path / "dateline.toml").write_text("[project]\nformat = 1\n", encoding="utf-8")
    (tmp_path / "reports.jsonl").write_text(old, encoding="utf-8")
    (tmp_path / "originals").mkdir()
    for _ in range(2):
        with Project.open(tmp_path) as project:
            assert list(project.reports()) == [replace(REPORT, original=b"")]
    assert (tmp_path / "reports.format-1.jsonl").read_text(encoding="utf-8") == old
    assert "format = 2" in (tmp_path / "dateline.toml").read_text(encoding="utf-8")


def test_bytes_without_their_hash_are_refused(tmp_path):
    with Project.create(tmp_path / "p") as project, pytest.raises(IntegrityError):
        project.add([replace(REPORT, original=b"other")])


@pytest.fixture
def _forked(monkeypatch):
    install_stand_in(monkeypatch)
    context = multiprocessing.get_context("fork")
    monkeypatch.setattr(local, "get_context", lambda _: context)


@pytest.mark.skipif(os.name != "posix", reason="the stand-in is shared by forking")
@pytest.mark.usefixtures("_forked")
def test_order_and_outcome_do_not_depend_on_the_processes():
    items = [report(f"Story {n}: they shelled it.", f"{n}.txt") for n in range(12)]
    items.insert(3, ReadError("x.txt", "is gone", "Find it."))
    items.insert(5, report("a crash", "crash.txt"))
    alone = list(local.code_all(items, Settings(), 1))
    together = list(local.code_all(items, Settings(), 2))
    assert [replace(o, trace=None) if isinstance(o, local.Failure) else o for o in together] == [
        replace(o, trace=None) if isinstance(o, local.Failure) else o for o in alone
    ]
    assert isinstance(alone[5], local.Failure)


@pytest.mark.skipif(os.name != "posix", reason="the stand-in is shared by forking")
@pytest.mark.usefixtures("_forked")
def test_a_dying_process_fails_only_its_report(monkeypatch):
    pipeline = sys.modules["dateline.pipeline"]
    whole = pipeline.code

    def deadly(given, settings):
        if given.name == "2.txt":
            os._exit(9)
        return whole(given, settings)

    monkeypatch.setattr(pipeline, "code", deadly)
    items = [report(f"Story {n}: they shelled it.", f"{n}.txt") for n in range(5)]
    outcomes = list(local.code_all(items, Settings(), 2))
    failed = [o.subject for o in outcomes if isinstance(o, local.Failure)]
    assert failed == ["2.txt"]
    assert len(outcomes) == 5


@pytest.mark.skipif(os.name != "posix", reason="the stand-in is shared by forking")
@pytest.mark.usefixtures("_forked")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_damaged_lexicon_stops_the_run(monkeypatch, jobs):
    def damaged(given, settings):
        raise KnowledgeError("verbs.tsv", "has no header", "Begin with the columns.")

    monkeypatch.setattr(sys.modules["dateline.pipeline"], "code", damaged)
    with pytest.raises(KnowledgeError, match=r"verbs.tsv: has no header. Begin"):
        list(local.code_all([REPORT], Settings(), jobs))


def test_the_public_functions(monkeypatch):
    install_stand_in(monkeypatch)
    coded = dateline.code("They shelled it.", published="2016-11-03", name="a.txt")
    assert coded.report.published.isoformat() == "2016-11-03"
    assert coded.claims[0].report == "a.txt"
    assert dateline.code(REPORT, published="2016-11-03").report.published_basis == "option"
    with pytest.raises(UsageError):
        dateline.code("  ")
    with pytest.raises(UsageError, match="is no day"):
        dateline.code("text", published="yesterday")
    with pytest.raises(UsageError, match="there is no such setting"):
        dateline.code("text", publishd="2016-11-03")


@pytest.mark.parametrize("there", [True, False])
def test_what_stepped_aside_for_a_killed_run_goes_or_comes_back(tmp_path, there):
    old = tmp_path / ".out.partial-999999999-old"
    old.mkdir()
    (old / "claims").write_text("old")
    if there:
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "claims").write_text("new")
    clear_leftovers(tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out" / "claims").read_text() == ("new" if there else "old")
