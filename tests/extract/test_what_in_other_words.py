"""The many ways a report tells the same kinds of deeds, and nouns that only point back."""

from __future__ import annotations

import pytest

from dateline.extract import what
from dateline.knowledge import event_lexicon
from dateline.parse.parser import parse
from dateline.read import read_text

BEFORE = "Fighters shot at a police post near Bor on Monday. "
"""A sentence of violence, so that the report is about it."""


def _told(text: str) -> set[tuple[str, str | None, str]]:
    """Return (type, mode, trigger) of the mentions of a text after a sentence of violence."""
    parsed = parse(read_text(BEFORE + text))
    kept, _ = what.mentions(parsed, event_lexicon.load())
    own = [m for m in kept if m.words[0].start >= len(BEFORE)]
    return {(m.event_type, m.mode, " ".join(t.text for t in m.words)) for m in own}


TOLD = [
    ("Heavy fighting is under way in two suburbs.", ("ASSAULT", None, "Heavy fighting")),
    ("There was gunfire behind the hospital.", ("ASSAULT", "firearms", "gunfire")),
    ("The guards came under mortar fire.", ("ASSAULT", "heavy-weapons", "came mortar fire")),
    ("A missile slammed into a tower block.", ("ASSAULT", "heavy-weapons", "slammed")),
    (
        "A bomber drove a lorry packed with explosives into the barracks.",
        ("ASSAULT", "suicide-attack", "drove"),
    ),
    ("Two porters were killed by mortar fire.", ("ASSAULT", "heavy-weapons", "killed")),
    ("A second councillor was found strangled.", ("ASSAULT", None, "strangled")),
    ("The militia dragged a dentist out of his office.", ("ASSAULT", "abduct", "dragged")),
    ("The raiders made off with 80 goats.", ("COERCE", "seize", "made off")),
    ("They stripped the dead of their rifles.", ("COERCE", "seize", "stripped")),
    ("The rebels overran the garrison.", ("COERCE", "seize", "overran")),
    ("Troops advanced to within sight of the dam.", ("COERCE", "seize", "advanced")),
    ("Soldiers barred farmers from reaching the wells.", ("COERCE", "restrict", "barred")),
    ("Guards turned away two reporters.", ("COERCE", "restrict", "turned away")),
    ("Soldiers drove the gunmen out of the port.", ("RETREAT", "withdraw", "drove")),
    ("The attackers slipped away across the river.", ("RETREAT", "withdraw", "slipped away")),
    ("The rebels have recruited some 90 boys.", ("MOBILIZE", "militia", "recruited")),
    ("Three porters lay dead beside the well.", ("ASSAULT", "firearms", "dead")),
    ("The ministry spoke of nine dead soldiers.", ("ASSAULT", "firearms", "dead")),
    ("A shell came through the roof of the mill.", ("ASSAULT", "heavy-weapons", "came")),
    ("His men had been fired upon at the ford.", ("ASSAULT", "firearms", "fired")),
    ("Villagers held the convoy for two days.", ("COERCE", "restrict", "held")),
    ("The bandits decamped with two rifles.", ("COERCE", "seize", "decamped")),
    ("Reinforcements were rushed from Bor.", ("MOBILIZE", "troops", "rushed")),
    ("The rebels handed over 40 prisoners.", ("RETREAT", "release", "handed over")),
    ("The shelling stopped at noon.", ("RETREAT", "ceasefire", "stopped")),
    ("He proclaimed martial law and a curfew.", ("COERCE", "curfew", "proclaimed curfew")),
    ("We heard firing behind the church.", ("ASSAULT", "firearms", "firing")),
    ("There was shooting around the palace.", ("ASSAULT", "firearms", "shooting")),
    ("The navy denied the bombing.", ("ASSAULT", "explosives", "bombing")),
    ("The militia was behind the killing.", ("ASSAULT", None, "was killing")),
    ("The bodies bore marks of torture.", ("ASSAULT", "torture", "torture")),
    ("They carried off its stock of wheat.", ("COERCE", "seize", "carried off stock")),
    ("Women held up portraits of the missing.", ("PROTEST", "demo", "held up portraits")),
]


@pytest.mark.parametrize(("text", "wanted"), TOLD)
def test_one_deed_in_many_words(text: str, wanted: tuple[str, str | None, str]) -> None:
    assert wanted in _told(text)


NOT_TOLD = [
    "Nurses cared for the wounded.",
    "There were no casualties.",
    "After the fighting he went home.",
    "The minister will advance the talks.",
]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_people_and_bare_nouns_tell_no_deed(text: str) -> None:
    assert not {m for m in _told(text) if m[0] in what.MATERIAL}
