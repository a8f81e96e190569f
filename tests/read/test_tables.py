from __future__ import annotations

import hashlib
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import DamagedFile, EmptyReport, ReadError
from dateline.read import read_bytes
from dateline.read.tables import canonical
from dateline.records import Report
from dateline.settings import Settings


def read(data: str, name: str, settings: Settings | None = None) -> list[Report | ReadError]:
    return list(read_bytes(data.encode(), name, settings or Settings()))


def reports(found: list[Report | ReadError]) -> list[Report]:
    return [item for item in found if isinstance(item, Report)]


def test_a_table_gives_one_report_a_row() -> None:
    table = (
        "ID,Headline,Pub Date,Outlet,Body\n"
        'n1,Two killed,2016-11-03,SANA,"Shells fell,\r\nkilling two."\n'
        "n2,,13/11/2016,,Soldiers left.\n"
    )
    first, second = reports(read(table, "news.csv"))
    assert (first.name, first.title, first.publisher) == ("news.csv:n1", "Two killed", "SANA")
    assert (first.text, first.published) == ("Shells fell,\r\nkilling two.", date(2016, 11, 3))
    assert (second.title, second.publisher, second.published) == (None, None, date(2016, 11, 13))
    assert first.read_as == "csv"


@pytest.mark.parametrize(("mark", "name"), [(";", "a.csv"), ("\t", "a.tsv"), ("|", "a.csv")])
def test_separators(mark: str, name: str) -> None:
    found = reports(read(f"title{mark}text\nA{mark}Soldiers left, in haste.\n", name))
    assert found[0].text == "Soldiers left, in haste."
    assert found[0].name == f"{name}:row 1"


def test_a_row_at_fault_is_an_error_and_the_others_go_on() -> None:
    table = 'text,title\nOne.,a\n,b\nTwo.,c,d,e\n"x" y,z\nThree.,f\n'
    found = read(table, "a.csv")
    assert [item.text for item in reports(found)] == ["One.", "Three."]
    errors = [item for item in found if isinstance(item, ReadError)]
    assert [error.subject for error in errors] == ["a.csv:row 2", "a.csv:row 3", "a.csv:row 4"]
    assert isinstance(errors[0], EmptyReport)


def test_a_quote_that_never_closes_is_said() -> None:
    found = read('text,title\nOne.,a\n"Two,b\nThree.,c\n', "a.csv")
    assert isinstance(found[-1], DamagedFile)
    assert "never closes" in found[-1].fault
    assert "line 3" in found[-1].fault


def test_a_missing_text_column_names_the_columns() -> None:
    found = read("alpha,beta\n1,2\n", "a.csv")
    assert len(found) == 1
    assert isinstance(found[0], ReadError)
    assert "'alpha', 'beta'" in found[0].fault
    assert "text_column" in found[0].remedy


def test_the_settings_name_columns() -> None:
    settings = Settings(text_column="alpha", published_column="beta")
    found = reports(read("alpha,beta,text\nSoldiers left.,2016-11-03,T\n", "a.csv", settings))
    assert (found[0].text, found[0].published) == ("Soldiers left.", date(2016, 11, 3))


def test_a_column_that_the_settings_name_wrongly_is_an_error() -> None:
    found = read("text,day\nSoldiers left.,2016-11-03\n", "a.csv", Settings(published_column="dya"))
    assert isinstance(found[0], ReadError)
    assert "'dya'" in found[0].fault
    assert "published_column" in found[0].remedy


def test_a_short_row_lacks_only_its_last_cells() -> None:
    found = read("id,text,title\n1,Shells fell.\n2\n3,Soldiers left.,T\n", "a.csv")
    assert [report.text for report in reports(found)] == ["Shells fell.", "Soldiers left."]
    assert isinstance(found[1], EmptyReport)


def test_a_long_cell_is_read() -> None:
    text = "word " * 60_000
    assert reports(read(f'text,id\n"{text}",1\n', "a.csv"))[0].text == text


def test_json_lines() -> None:
    rows = [
        '{"text": "Shells fell.", "source": {"name": "SANA"}, "date": "2016-11-03", "id": 7}',
        '{"text": 5}',
        "nonsense",
        "[1]",
        "",
        '{"content": "A line\\u2028more."}',
        '{"other": 1}',
        '{"text": "\\ud800"}',
        '{"text": "nul \\u0000"}',
    ]
    found = read("\n".join(rows), "a.jsonl")
    first, second = reports(found)
    assert (first.name, first.publisher, first.published) == (
        "a.jsonl:7",
        "SANA",
        date(2016, 11, 3),
    )
    assert (second.name, second.text) == ("a.jsonl:row 5", "A line\u2028more.")
    errors = [item.subject for item in found if isinstance(item, ReadError)]
    assert errors == [f"a.jsonl:row {n}" for n in (2, 3, 4, 6, 7, 8)]


@pytest.mark.parametrize(
    "text", ['[{"text": "Shells fell."}]', '{\n"text": "Shells fell."\n}',
             '{"articles": [{"text": "Shells fell."}]}']
)  # fmt: skip
def test_whole_json_files(text: str) -> None:
    assert [report.text for report in reports(read(text, "a.json"))] == ["Shells fell."]


def test_the_id_of_a_row_does_not_depend_on_how_the_row_is_written() -> None:
    one = reports(read('{"text": "Shells fell.", "id": "a"}', "a.jsonl"))[0]
    two = reports(read('{"id":"a","text":"Shells fell."}', "b.jsonl"))[0]
    assert one.report_id == two.report_id
    assert one.sha256 == hashlib.sha256(one.original).hexdigest()
    assert json.loads(one.original) == {"id": "a", "text": "Shells fell."}


def test_markup_in_a_text_column_is_taken_out() -> None:
    found = reports(read('{"text": "<p>One &amp; two</p><p>Three</p>"}', "a.jsonl"))
    assert found[0].text == "One & two\n\nThree"
    assert any("mark-up" in note for note in found[0].notes)


def test_json_lines_without_any_text_are_one_error() -> None:
    found = read('{"other": 1}\n' * 50, "a.jsonl")
    assert len(found) == 1
    assert isinstance(found[0], ReadError)
    assert (found[0].subject, "'other'" in found[0].fault) == ("a.jsonl", True)


def test_without_an_ending_a_table_is_known_by_what_it_holds() -> None:
    assert reports(read('{"text": "Shells fell."}\n', "stdin"))[0].read_as == "jsonl"
    assert reports(read("date,text\n2016-11-03,Shells fell.\n", "stdin"))[0].read_as == "csv"
    assert reports(read("Shells fell, text and all.\n", "stdin"))[0].read_as == "text"


def test_a_table_without_rows_is_an_error() -> None:
    found = read("text,title\n", "a.csv")
    assert len(found) == 1
    assert isinstance(found[0], ReadError)


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.text("aé\u2028\n")))
def test_canonical_rows_read_back(row: dict[str, str]) -> None:
    assert json.loads(canonical(row)) == row


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.jsonl", "a.json", "a.eml", "a.html"]))
def test_any_bytes_give_reports_or_errors(data: bytes, name: str) -> None:
    for item in read_bytes(data, name, Settings()):
        assert isinstance(item, Report | ReadError)
