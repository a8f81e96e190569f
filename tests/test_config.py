from datetime import date

import pytest

from dateline.config import load_settings, meanings, names
from dateline.errors import SettingsError
from dateline.settings import Settings


def written(tmp_path, text):
    path = tmp_path / "dateline.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_nothing_given_is_the_default():
    assert load_settings() == Settings()


def test_later_sources_win(tmp_path):
    file = written(tmp_path, '[settings]\npublished = 2016-11-01\ntext_column = "body"\n')
    environ = {"DATELINE_PUBLISHED": "2016-11-02", "DATELINE_MAX_SENTENCE_TOKENS": "50"}
    found = load_settings(file, environ, {"published": "2016-11-03", "encoding": None})
    assert found.published == date(2016, 11, 3)
    assert found.max_sentence_tokens == 50
    assert found.text_column == "body"


def test_a_folder_in_a_file_lies_beside_it(tmp_path):
    (tmp_path / "own").mkdir()
    file = written(tmp_path, '[settings]\nknowledge = "own"\n')
    assert load_settings(file).knowledge == tmp_path / "own"


def test_every_fault_is_told_at_once(tmp_path):
    file = written(tmp_path, '[setings]\n[settings]\nencodng = "utf-8"\nmax_report_chars = -1\n')
    with pytest.raises(SettingsError) as caught:
        load_settings(file, {"DATELINE_PUBLISHED": "soon"}, {"encoding": "klingon"})
    told = str(caught.value)
    for words in (
        "5 faults",
        "Did you mean 'settings'?",
        "Did you mean 'encoding'?",
        "'-1' is no whole number above 0",
        "'soon' is no day",
        "'klingon' is no character set",
    ):
        assert words in told


def test_no_toml_is_told(tmp_path):
    with pytest.raises(SettingsError, match="is no TOML"):
        load_settings(written(tmp_path, "published == 1"))


def test_every_setting_has_a_meaning():
    assert set(meanings()) == set(names())
    assert all(text.endswith(".") for text in meanings().values())
