from __future__ import annotations

import hashlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import DamagedFile, EmptyReport, ReadError, SettingsError
from dateline.read import read_bytes, read_text
from dateline.records import Report
from dateline.settings import Settings

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")).filter(
    lambda text: text.strip("\ufeff\u200b").strip() != ""
)


def one(data: bytes, name: str = "a.txt", settings: Settings | None = None) -> Report:
    found = list(read_bytes(data, name, settings or Settings()))
    assert len(found) == 1
    assert isinstance(found[0], Report), found[0]
    return found[0]


def fault(data: bytes, name: str = "a.txt", settings: Settings | None = None) -> ReadError:
    found = list(read_bytes(data, name, settings or Settings()))
    assert len(found) == 1
    assert isinstance(found[0], ReadError), found[0]
    return found[0]


@given(ANY_TEXT)
def test_any_text_in_hand_is_kept_unchanged(text: str) -> None:
    report = read_text(text)
    assert report.text == text
    assert 0 <= report.body_start <= len(text)
    assert report.sha256 == hashlib.sha256(text.encode()).hexdigest()


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1))
def test_any_text_file_is_decoded_unchanged(text: str) -> None:
    # A word before it, so that the bytes are no page, table or archive by their first letters.
    whole = f"Report {text}"
    assert one(whole.encode()).text == whole


def test_odd_white_space_and_line_ends_stay() -> None:
    text = "Heading\r\n\r\nThe army\u00a0shelled Ha\u00adrasta.\u2028\tMore.\r\n"
    assert one(text.encode()).text == text


def test_id_is_made_of_the_received_bytes() -> None:
    data = b"The army shelled the town.\n"
    report = one(data)
    assert report.original == data
    assert report.sha256 == hashlib.sha256(data).hexdigest()
    assert report.report_id == report.sha256[:16]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_decoded_away_and_said(encoding: str) -> None:
    report = one("The café was shelled.".encode(encoding))
    assert report.text == "The café was shelled."
    assert any("byte-order mark" in note for note in report.notes)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("El ejército mató a dos guerrilleros en Bogotá – según fuentes “de allí”.", "cp1252"),
        ("Солдаты обстреляли город, два человека погибли, сообщил врач.", "cp1251"),
        ("Soldiers shelled the town at noon.", "utf-16-le"),
    ],
)
def test_a_guessed_character_set_is_right_and_noted(text: str, encoding: str) -> None:
    report = one(text.encode(encoding))
    assert (report.text, report.encoding) == (text, encoding)
    assert any("guessed" in note for note in report.notes)


def test_the_setting_decides_the_character_set() -> None:
    text = "Солдаты обстреляли город."
    report = one(text.encode("koi8-r"), settings=Settings(encoding="koi8-r"))
    assert report.text == text
    assert report.notes == ()


def test_a_wrong_character_set_in_the_settings_is_an_error() -> None:
    error = fault("café".encode("latin-1"), settings=Settings(encoding="utf-8"))
    assert isinstance(error, DamagedFile)
    with pytest.raises(SettingsError):
        list(read_bytes(b"word", "a.txt", Settings(encoding="no-such-set")))


@pytest.mark.parametrize("data", [b"", b" \n\t ", "\ufeff".encode(), b"\xff\xfe"])
def test_nothing_but_white_space_is_an_empty_report(data: bytes) -> None:
    assert isinstance(fault(data), EmptyReport)


@pytest.mark.parametrize("data", [b"one\x00two", b"\x81\x00\x8d\xff\xfe\x90\x00"])
def test_nul_bytes_are_a_damaged_file_with_a_remedy(data: bytes) -> None:
    error = fault(data)
    assert isinstance(error, DamagedFile)
    assert "UTF-8" in error.remedy


def test_a_text_in_hand_with_nul_or_surrogates_is_refused() -> None:
    for text in ("one\x00two", "half \ud800"):
        with pytest.raises(DamagedFile):
            read_text(text)
    with pytest.raises(EmptyReport):
        read_text(" \n")


def test_a_report_over_the_limit_names_the_remedy() -> None:
    error = fault(b"word " * 100, settings=Settings(max_report_chars=100))
    assert "max_report_chars" in error.fault
    assert "Split" in error.remedy


@pytest.mark.parametrize("piece", ["word ", "A-", "[", "By X ", "3 May 2016 - ", " - ", "(a)"])
def test_a_megabyte_on_one_line_is_read(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    assert one(text.encode()).text == text


def test_what_a_caller_knows_goes_before_what_the_text_states() -> None:
    text = "BEIRUT, 12 March 2013 - The army shelled the town."
    assert read_text(text).published == date(2013, 3, 12)
    told = read_text(text, published=date(2013, 3, 13), title="Shelling", publisher="SANA")
    assert (told.published, told.published_basis) == (date(2013, 3, 13), "option")
    assert (told.title, told.publisher) == ("Shelling", "SANA")


def test_the_setting_serves_only_reports_without_a_date() -> None:
    settings = Settings(published=date(2016, 12, 1))
    dated = one(b"BEIRUT, 12 March 2013 - The army shelled the town.", settings=settings)
    bare = one(b"The army shelled the town.", settings=settings)
    assert (dated.published, dated.published_basis) == (date(2013, 3, 12), "dateline")
    assert (bare.published, bare.published_basis) == (date(2016, 12, 1), "option")
    assert one(b"The army shelled the town.").published is None
