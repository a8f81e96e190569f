"""A user's own cues, source kinds, hedges and predicates, as the documentation shows them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dateline
from dateline.errors import KnowledgeError
from dateline.knowledge import speech
from dateline.knowledge.tables import USER_STEMS, check_user_folder
from dateline.pipeline import knowledge
from dateline.records import Claim

PAGE = Path(__file__).resolve().parents[2] / "docs" / "own-words.md"
BLOCK = re.compile(r"```text\n# (\S+\.tsv)\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the tables of the documentation."""
    made = tmp_path_factory.mktemp("words")
    for name, rows in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        (made / name).write_text(rows, encoding="utf-8")
    return made


def the_claim(text: str, folder: Path | None) -> Claim:
    return dateline.code(text, knowledge=str(folder) if folder else None).claims[0]


def test_the_page_shows_a_table_of_each_kind(folder: Path) -> None:
    assert {path.name.split("-")[0] for path in folder.iterdir()} == {
        "cues",
        "source_kinds",
        "hedges",
        "predicates",
        "modals",
    }


def test_a_cue_of_ones_own_names_the_source(folder: Path) -> None:
    text = "The paramedic on duty blurted that rebels had shelled the port."
    assert the_claim(text, None).according_to == ()
    (link,) = the_claim(text, folder).according_to
    assert (link.words, link.kind) == ("The paramedic on duty", "medic")


def test_a_hedge_of_ones_own_hedges(folder: Path) -> None:
    text = "Rebels rumouredly shelled the port."
    assert not the_claim(text, None).hedged
    assert the_claim(text, folder).hedged


def test_a_predicate_of_ones_own_settles_the_status(folder: Path) -> None:
    text = "The rebels flubbed burning the mill."
    assert the_claim(text, folder).status == "not_happened"
    assert the_claim(text, folder).status_rule == "status.implicative-"


def test_an_unknown_place_of_content_is_named(tmp_path: Path) -> None:
    file = tmp_path / "cues-mine.tsv"
    file.write_text("cue\tpos\tframe\tcommitment\nblurt\tverb\tclause\tneutral\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"cues-mine\.tsv, 'blurt'.*'clause' is no frame"):
        speech.load_cues(tmp_path)


@pytest.mark.parametrize("name", ["verb.tsv", "cues.csv", "Cues.tsv", "my-words.tsv"])
def test_a_file_that_would_not_be_read_is_named_with_the_names_that_are(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text("cue\tpos\n", encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        check_user_folder(tmp_path)
    assert caught.value.subject == str(tmp_path / name)
    assert "source_kinds" in caught.value.remedy


def test_notes_and_hidden_files_may_lie_beside_the_tables(tmp_path: Path, folder: Path) -> None:
    for name in ("README.md", "notes.txt", ".DS_Store"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    check_user_folder(tmp_path)
    check_user_folder(folder)


def test_each_name_that_may_be_given_is_read_somewhere(tmp_path: Path) -> None:
    for stem in USER_STEMS:
        table = tmp_path / stem / f"{stem}-x.tsv"
        table.parent.mkdir()
        table.write_text("\tno column of ours\n\t\t\tone cell too many\n", encoding="utf-8")
        with pytest.raises(KnowledgeError):
            knowledge(table.parent)
