import json

import pytest

from dateline.errors import UsageError
from dateline.evaluate import registry
from dateline.evaluate.scores import Counts
from dateline.evaluate.sets import own
from dateline.read.files import read_paths
from dateline.records import Actor, Claim, Coded, SentenceRef
from dateline.settings import Settings
from dateline.spans import anchor

TEXT = "Arland shelled Rasmala. Bosk seized the port. Cadia fled."


def span(words):
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "quote": words}


def gold(event_type, trigger, **fields):
    sentence = next(s for s in TEXT.split(". ") if trigger in s)
    return {"event_type": event_type, "status": "happened", "trigger": span(trigger),
            "sentence": span(sentence), "actor": [], "recipient": [], "place": None, "date": None,
            "counts": [], "according_to": [], **fields}  # fmt: skip


def claim(event_type, trigger, sentence, actor=None):
    words = span(trigger)
    extent = span(sentence)
    anchored = anchor(TEXT, words["start"], words["end"])
    who = Actor(actor, actor, (anchored,), "stated", "x") if actor else None
    return Claim("c", "r", "t", SentenceRef(1, extent["start"], extent["end"]), event_type, None,
                 (), anchored, "x", "happened", "x", actor=(who,) if who else ())  # fmt: skip


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of gold, and a coder that finds one claim rightly and invents another."""
    claims = (
        claim("ASSAULT", "shelled", "Arland shelled Rasmala.", "Arland"),
        claim("RETREAT", "fled", "Cadia fled."),
    )
    monkeypatch.setattr(own, "code", lambda report, settings: Coded(report, claims, (), ()))
    (tmp_path / "story.txt").write_text(TEXT, encoding="utf-8")
    write(tmp_path, gold("ASSAULT", "shelled", actor=[{"name": "Bosk"}]), gold("COERCE", "seized"))
    own._report_files.cache_clear()
    return tmp_path


def write(folder, *claims):
    lines = "".join(json.dumps(c) + "\n" for c in claims)
    (folder / "story.jsonl").write_text(lines, encoding="utf-8")


def figures(result):
    return {m.name: m.value for m in result.metrics}


def test_claims_and_fields_are_scored(folder):
    found = figures(own.run(folder, None))
    assert found["claims_precision"] == 0.5
    assert found["claims_recall"] == 0.5
    assert found["claims_f1"] == 0.5
    assert found["type_f1"] == 1.0
    assert found["actor_f1"] == 0.0
    assert found["date_f1"] == 1.0


def test_every_fault_is_listed_with_its_sentence(folder):
    faults = {f.kind: f for f in own.run(folder, None).faults}
    assert set(faults) == {"missed COERCE", "false RETREAT", "wrong actor"}
    assert faults["missed COERCE"].gold == "seized"
    assert faults["missed COERCE"].sentence.startswith("Bosk seized the port")
    assert faults["false RETREAT"].coded == "fled"
    assert "Bosk" in faults["wrong actor"].gold
    assert "Arland" in faults["wrong actor"].coded


def test_an_optional_claim_is_no_miss(folder):
    write(folder, gold("ASSAULT", "shelled"), gold("COERCE", "seized", optional=True))
    assert figures(own.run(folder, None))["claims_recall"] == 1.0


def test_reports_may_lie_elsewhere(folder, tmp_path):
    elsewhere = tmp_path / "texts"
    elsewhere.mkdir()
    (tmp_path / "story.txt").rename(elsewhere / "story.txt")
    own._report_files.cache_clear()
    with pytest.raises(UsageError, match="none of the gold has a report"):
        own.run(folder, None)
    (tmp_path / "reports.txt").write_text("# here\ntexts\n", encoding="utf-8")
    own._report_files.cache_clear()
    assert own.run(folder, None).reports == 1


def test_gold_whose_report_is_missing_is_named(folder):
    (folder / "lost.jsonl").write_text(json.dumps(gold("ASSAULT", "shelled")), encoding="utf-8")
    assert any("lost.jsonl was not scored" in loss for loss in own.run(folder, None).losses)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        ({"trigger": {**span("shelled"), "start": 0}}, "does not stand at 0"),
        ({"trigger": None}, "has no 'trigger'"),
        ({"trigger": "shelled"}, "'trigger' is no object with 'end' and 'start'"),
        ({"place": "Rasmala"}, "'place' is no object with 'name'"),
        ({"counts": [{"kind": "killed"}]}, "'counts' is no object with"),
        ({"trigger": {"start": None, "end": None, "quote": "bombed"}}, "does not stand in"),
    ],
)
def test_wrong_gold_is_refused_by_name(folder, spoil, told):
    write(folder, {**gold("ASSAULT", "shelled"), **spoil})
    with pytest.raises(UsageError, match=told) as error:
        own.run(folder, None)
    assert "story.jsonl" in error.value.subject


def test_a_folder_without_gold_is_refused(tmp_path):
    with pytest.raises(UsageError, match="holds no claims"):
        own.run(tmp_path, None)
    with pytest.raises(UsageError, match="no such folder"):
        own.run(tmp_path / "none", None)


def test_an_empty_file_is_gold_of_no_claim(folder):
    write(folder)
    found = {m.name: m for m in own.run(folder, None).metrics}
    assert found["claims_precision"].counts.fp == 2
    assert found["claims_precision"].counts.fn == 0


def test_a_finished_run_is_scored_instead_of_coding(folder, tmp_path):
    report = next(iter(read_paths([str(folder / "story.txt")], Settings())))
    run = tmp_path / "run.jsonl"
    made = gold("COERCE", "seized", report_id=report.report_id)
    run.write_text(json.dumps(made) + "\n", encoding="utf-8")
    found = {m.name: m.counts for m in own.run_finished(folder, None, "own", run).metrics}
    assert found["claims_f1"] == Counts(tp=1, fp=0, fn=1)


def test_reports_that_a_run_has_not_coded_are_no_misses(folder, tmp_path):
    run = tmp_path / "run"
    run.mkdir()
    (run / "claims.jsonl").write_text("", encoding="utf-8")
    (run / "reports.jsonl").write_text('{"report_id": "other"}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="holds no report of the gold"):
        own.run_finished(folder, None, "own", run)


@pytest.mark.parametrize("line", ["{}", "no JSON", "[]"])
def test_what_is_no_run_is_named(folder, tmp_path, line):
    run = tmp_path / "run.jsonl"
    run.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"run\.jsonl, line 1"):
        own.run_finished(folder, None, "own", run)
    with pytest.raises(UsageError, match="there are no claims here"):
        own.run_finished(folder, None, "own", tmp_path / "none")


def test_the_sets_of_own_gold_are_told_apart_by_folder(folder):
    where = registry.Places(None, folder)
    assert where.has(registry.named("own"))
    assert not where.has(registry.named("own_untuned"))
    (folder / "untuned").mkdir()
    for name in ("story.txt", "story.jsonl"):
        (folder / "untuned" / name).write_bytes((folder / name).read_bytes())
    assert registry.run(registry.named("own_untuned"), where, None).name == "own_untuned"


def test_public_sets_score_no_finished_run(folder, tmp_path):
    (tmp_path / "plover").mkdir()
    (tmp_path / "plover" / "plv_train.jsonl").write_text("", encoding="utf-8")
    where = registry.Places(tmp_path, folder)
    with pytest.raises(UsageError, match="scored by coding its texts"):
        registry.run(registry.named("plv_train"), where, None, tmp_path)
