"""The mode of a deed from what the clause, the sentence or the report tells of its means."""

from __future__ import annotations

import pytest

from dateline.extract import what
from dateline.knowledge import event_lexicon
from dateline.parse.parser import parse
from dateline.read import read_text


def _modes(text: str) -> dict[str, tuple[str, str | None]]:
    kept, _ = what.mentions(parse(read_text(text)), event_lexicon.load())
    return {m.head.lower: (m.event_type, m.mode) for m in kept}


@pytest.mark.parametrize(
    ("text", "head", "wanted"),
    [
        ("Jets circled. One strike destroyed a barge.", "destroyed", ("ASSAULT", "aerial")),
        ("A shell fired by a drone hit the mill.", "hit", ("ASSAULT", "drone")),
        ("The rebels made a claymore attack on a bus.", "made", ("ASSAULT", "explosives")),
        ("A mortar bomb exploded in the yard.", "exploded", ("ASSAULT", "heavy-weapons")),
        ("Guards beat the prisoners.", "beat", ("ASSAULT", "torture")),
        ("The captors executed an engineer.", "executed", ("ASSAULT", "targeted")),
        ("Youths threw stones at soldiers.", "threw", ("PROTEST", "riot")),
        ("Farmers blocked the road to the port.", "blocked", ("PROTEST", "obstruct")),
        ("Rebels with tanks fired on the palace.", "fired", ("ASSAULT", "heavy-weapons")),
        ("Police led a student away.", "led", ("COERCE", "arrest")),
        ("Riots erupted in the township.", "erupted", ("PROTEST", "riot")),
        (
            "Rebels fired rockets at the town. Two women were killed.",
            "killed",
            ("ASSAULT", "heavy-weapons"),
        ),
        ("Rebels fired rockets. Two women died in a clash.", "died", ("ASSAULT", None)),
    ],
)
def test_mode(text: str, head: str, wanted: tuple[str, str | None]) -> None:
    assert _modes(text)[head] == wanted
