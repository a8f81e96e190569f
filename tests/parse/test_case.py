"""Text all in capitals is given the case of print; one character stays one character."""

from __future__ import annotations

import pytest

from dateline.knowledge.actor_list import ActorList
from dateline.knowledge.gazetteer import Gazetteer
from dateline.parse.case import Caser, is_shouted
from dateline.parse.model import word_kinds
from dateline.parse.parser import parse
from dateline.read import read_text


def recased(*blocks: str) -> str:
    caser = Caser(word_kinds, ActorList.load(), Gazetteer.open())
    caser.learn(blocks)
    return caser.recased(blocks[0])


@pytest.mark.parametrize(
    ("shouted", "wanted"),
    [
        (
            "THE ARMY OF EL SALVADOR SAID ON FRIDAY THAT GUNMEN KILLED THE MAYOR OF LIMA.",
            "The army of El Salvador said on Friday that gunmen killed the mayor of Lima.",
        ),
        (
            "THE REBELS (FMLN) LEFT. COL QUIROGA SAYS THE U.S. EMBASSY WHO HELPED US IS SAFE.",
            "The rebels (FMLN) left. Col Quiroga says the U.S. Embassy who helped us is safe.",
        ),
        (
            "TROOPS MAY MARCH ON 4 MAY, SAID PRESIDENT ZORRIGUETA. I DOUBT IT.",
            "Troops may march on 4 May, said President Zorrigueta. I doubt it.",
        ),
        ("MACHINEGUN FIRE WAS HEARD IN BOGOTA.", "Machinegun fire was heard in Bogota."),
    ],
)
def test_names_keep_their_capitals(shouted: str, wanted: str) -> None:
    made = recased(shouted)
    assert made == wanted
    assert len(made) == len(shouted)


def test_what_the_rest_of_the_report_writes_decides() -> None:
    headline = "CLASHES AT KETTLE LEAVE SIX DEAD"
    assert "Kettle" in recased(headline, "Six people died at Kettle, and Kettle is quiet now.")
    assert "kettle" in recased(headline, "Six people died at a kettle, and the kettle is quiet.")


def test_mixed_and_short_text_stays() -> None:
    for text in ("The FMLN left San Miguel.", "UN AID", "", "1,234"):
        assert not is_shouted(text)
        assert recased(text) == text


def test_strange_letters_keep_their_number() -> None:
    text = "THE TOWN OF İZMİR AND STRASSE ẞ WERE SHELLED BY REBELS"
    assert len(recased(text)) == len(text)


def test_offsets_still_index_the_report() -> None:
    text = "GUNMEN KILLED THE MAYOR OF LIMA TODAY, SAID COL. QUIROGA."
    parsed = parse(read_text(text))
    for token in parsed.tokens:
        assert text[token.start : token.end] == token.text.upper()
    killed = next(t for t in parsed.tokens if t.lower == "killed")
    assert killed.pos == "VERB"
