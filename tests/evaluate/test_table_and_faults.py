import io

import pytest

from dateline.errors import UsageError
from dateline.evaluate import fault_list, table
from dateline.evaluate.gold_rows import digest_of, rows_of, sampled
from dateline.evaluate.scores import Counts, Fault, Metric, SetResult, f1_metrics

RESULT = SetResult(
    "some_set",
    1200,
    (Metric("f1", 0.5, 0.25, 0.75, Counts(1, 2, 3)), Metric("median_km", 12.34, unit="km")),
    (
        Fault("missed AID", "a.txt", "They\tgave <b>bread</b> | *now*.", "gave", ""),
        Fault("false AID", "b.txt", "One.", "", "[x](http://y)"),
        Fault("missed AID", "c.txt", "Two.", "two", ""),
    ),
    ("Something is lost.",),
)


def test_precision_recall_and_f1_are_of_all_reports_together():
    values = {m.name: m.value for m in f1_metrics("x", [Counts(2, 1, 0), Counts(1, 0, 3)])}
    assert values["x_precision"] == 0.75
    assert values["x_recall"] == 0.5
    assert values["x_f1"] == pytest.approx(0.6)


def test_the_plain_table_has_values_intervals_counts_and_losses():
    told = table.plain(RESULT, None, 80)
    lines = told.splitlines()
    assert lines[0] == "some_set · 1,200 reports"
    assert lines[2].split() == ["f1", "0.500", "0.250", "–", "0.750", "1", "2", "3"]
    assert lines[3].split() == ["median_km", "12.3", "km"]
    assert lines[4] == "  - Something is lost."
    assert "a sample of 5" in table.plain(RESULT, 5, 80)


def test_the_table_for_a_terminal_has_the_same_cells():
    from rich.console import Console

    out = io.StringIO()
    Console(file=out, width=100).print(table.rich_table(RESULT, None))
    assert "0.250 – 0.750" in out.getvalue()
    assert "12.3 km" in out.getvalue()


def test_the_object_is_set_metric_value():
    assert table.as_json([RESULT]) == {"some_set": {"f1": 0.5, "median_km": 12.34}}


def test_faults_stand_by_kind_the_commonest_first():
    assert [kind for kind, _ in fault_list.by_kind(RESULT.faults)] == ["missed AID", "false AID"]
    text = fault_list.markdown([RESULT])
    assert text.index("2 × missed AID") < text.index("1 × false AID")
    assert text.count("gold: ") == 3


def test_nothing_of_a_report_becomes_live_markup():
    text = fault_list.markdown([RESULT])
    assert "<b>" not in text
    assert r"\[x\]\(http://y\)" in text


def test_a_fault_is_one_line_of_the_tsv(tmp_path):
    path = tmp_path / "faults.tsv"
    fault_list.write(path, [RESULT])
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 4
    assert {len(row) for row in rows} == {len(fault_list.COLUMNS)}
    with pytest.raises(UsageError, match="cannot be written"):
        fault_list.write(tmp_path / "none" / "faults.md", [RESULT])


def test_a_sample_is_fixed_and_in_order():
    items = list(range(100))
    assert sampled(items, 10) == sampled(items, 10) == sorted(sampled(items, 10))
    assert sampled(items, None) == sampled(items, 1000) == items


def test_damaged_gold_is_named(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text('{"a": 1}\n{\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"gold\.jsonl, line 2: is no JSON"):
        rows_of(path)
    path.write_text("[1]\n", encoding="utf-8")
    with pytest.raises(UsageError, match="is no JSON object"):
        rows_of(path)
    (tmp_path / "x.jsonl.gz").write_bytes(b"no gzip")
    with pytest.raises(UsageError, match="cannot be read"):
        rows_of(tmp_path / "x.jsonl.gz")
    with pytest.raises(UsageError, match="there is no such file"):
        rows_of(tmp_path / "none.jsonl")


def test_the_digest_is_of_names_and_bytes(tmp_path):
    one, two = tmp_path / "a", tmp_path / "b"
    one.write_text("1", encoding="utf-8")
    two.write_text("2", encoding="utf-8")
    first = digest_of([one, two])
    assert first == digest_of([two, one])
    two.write_text("3", encoding="utf-8")
    assert first != digest_of([one, two])
