"""Limits, poison reports, and processes that die or hang."""

import time
from pathlib import Path

import pytest

from dateline.api import report_of_text
from dateline.scale import limits, local
from dateline.scale.local import Failure, code_all, code_batch
from dateline.settings import Settings


def _reports(*texts):
    return [report_of_text(text, text, None) for text in texts]


@pytest.fixture
def stubbed(monkeypatch):
    import dateline.pipeline

    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    from stub_worker import code

    monkeypatch.setattr(dateline.pipeline, "code", lambda report, _: code(report))
    monkeypatch.setattr(
        dateline.pipeline, "code_together", lambda reports, _: [code(r) for r in reports]
    )


def test_a_report_that_takes_too_long_is_set_aside_alone(stubbed):
    found = code_batch(_reports("a", "slow", "b"), Settings(max_report_seconds=1))
    assert [isinstance(o, Failure) for o in found] == [False, True, False]
    assert "longer than 1 seconds" in found[1].fault
    assert "max_report_seconds" in found[1].remedy


def test_a_report_too_large_is_set_aside_alone(stubbed):
    found = code_batch(_reports("a", "memory"), Settings())
    assert [isinstance(o, Failure) for o in found] == [False, True]
    assert "MemoryError" in found[1].fault


def test_the_limit_is_lifted_afterwards():
    with limits.seconds(0.2):
        pass
    time.sleep(0.3)


def test_batches_keep_the_order_and_errors_their_place(stubbed, monkeypatch):
    monkeypatch.setattr(local, "BATCH_CHARS", 2)
    from dateline.errors import ReadError

    bad = ReadError("bad", "it is empty", "Get it again.")
    items = [*_reports("a", "b", "c"), bad, *_reports("d")]
    told = [
        o.subject if isinstance(o, Failure) else o.report.text for o in code_all(items, Settings())
    ]
    assert told == ["a", "b", "c", "bad", "d"]


@pytest.mark.parametrize(("word", "fault"), [("die", "process died"), ("slow", "took longer")])
def test_the_report_that_ends_its_process_is_found(monkeypatch, word, fault):
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    import stub_worker

    monkeypatch.setattr(local, "GRACE", 0.5)
    monkeypatch.setattr(local._Pool, "in_worker", staticmethod(stub_worker.work))
    monkeypatch.setattr(local._Pool, "prepare", staticmethod(stub_worker.prepare))
    pool = local._Pool(Settings(max_report_seconds=1), 1)
    try:
        first = pool.give(_reports("a", word))
        second = pool.give(_reports("c"))
        found = [*pool.result(first), *pool.result(second)]
    finally:
        pool._renew()
        pool.close()
    told = [o.subject if isinstance(o, Failure) else o.report.text for o in found]
    assert told == ["a", word, "c"]
    assert fault in found[1].fault
    assert [isinstance(o, Failure) for o in found] == [False, True, False]
