"""Who is involved decides whether a mention makes a claim, before anything else is asked of it."""

from __future__ import annotations

import pytest

from conftest import make_report
from dateline import pipeline
from dateline.extract import when


def test_where_nobody_public_is_involved_no_times_are_sought(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(when, "time_expressions", lambda p: asked.append(p.report.text) or [])
    private = pipeline.code(make_report("The shop accused the supplier of lying on Monday."))
    assert private.claims == ()
    assert [r.reason for r in private.rejected] == ["no_public_party"]
    assert asked == []
    public = pipeline.code(make_report("The president accused the rebels of lying on Monday."))
    assert len(public.claims) == 1
    assert len(asked) == 1
