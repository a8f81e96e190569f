import csv
import io
from dataclasses import replace

import pytest

from dateline.errors import UsageError
from dateline.export.columns import COLUMNS, NAMES, row
from dateline.export.csv_table import ClaimTable, guarded
from dateline.export.parquet_table import ParquetTable
from dateline.records import Actor
from sample import BARE, FULL, REPORT


def cells(claim, report=REPORT):
    return dict(zip(NAMES, row(claim, report), strict=True))


def test_every_column_is_documented_once():
    assert len(set(NAMES)) == len(NAMES)
    for column in COLUMNS:
        assert column.meaning.endswith("."), column.name
        assert column.example, column.name


def test_known_values_stand_in_their_columns():
    found = cells(FULL)
    assert found["actor"] == "Harbour Brigade"
    assert found["actor_sectors"] == "REB; MIL"
    assert found["killed_low"] == "12"
    assert found["date_start"] == "2016-10-30"
    assert found["source"] == "State television"
    assert found["source_chain"] == "State television; the ministry"
    assert found["sentence"].startswith("State television quoted")
    assert "source.citing" in found["rules"]


def test_unknown_is_blank_and_has_its_reason():
    found = cells(BARE)
    assert found["recipient"] == ""
    assert found["recipient_reason"] == "not_stated"
    assert found["killed_low"] == found["date_start"] == found["source"] == ""
    assert found["date_words"] == "Sunday"
    assert found["date_reason"] == "no_publication_date"
    assert found["actor_reason"] == "unknown_name"


def test_a_list_never_splits_one_of_its_values():
    two = Actor("Front; South", "x", (), "stated", "r"), Actor("Army", "y", (), "stated", "r")
    assert cells(replace(BARE, actor=two))["actor_all"] == "Front, South; Army"


def test_offsets_index_the_text():
    found = cells(FULL)
    part = REPORT.text[int(found["trigger_start"]) : int(found["trigger_end"])]
    assert part == found["trigger"]


def test_csv_reads_back_as_written():
    stream = io.StringIO(newline="")
    table = ClaimTable(stream)
    table.write(FULL, REPORT)
    header, line = csv.reader(io.StringIO(stream.getvalue(), newline=""))
    assert tuple(header) == NAMES
    assert line == row(FULL, REPORT)


@pytest.mark.parametrize("words", ["=1+1", "+A1", "-A1", "@SUM(A1)", "＝1"])
def test_excel_takes_no_words_for_a_formula(words):
    actor = Actor(words, words, (), "stated", "r")
    stream = io.StringIO(newline="")
    ClaimTable(stream, excel=True).write(replace(BARE, actor=(actor,)), REPORT)
    line = dict(zip(*csv.reader(io.StringIO(stream.getvalue(), newline="")), strict=True))
    assert line["actor"] == f"'{words}"
    assert line["longitude"] == "-2.25"
    assert guarded("plain") == "plain"


def test_parquet_without_pyarrow_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(UsageError, match="pip install pyarrow"):
        ParquetTable(tmp_path / "claims.parquet")


def test_parquet_has_the_columns_in_their_types(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    table = ParquetTable(tmp_path / "claims.parquet")
    table.write(FULL, REPORT)
    table.close()
    back = parquet.read_table(tmp_path / "claims.parquet").to_pylist()[0]
    assert back["killed_low"] == 12
    assert back["contexts"] == ["military"]
    assert back["injured_low"] is None
