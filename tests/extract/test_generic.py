"""Deeds that are spoken of and not told give no claim; those told beside them do."""

from __future__ import annotations

import pytest

from dateline.extract import what
from dateline.knowledge import event_lexicon
from dateline.parse.parser import parse
from dateline.read import read_text

BEFORE = "Fighters shot at a police post near Bor on Monday. "


def _told(text: str) -> list[str]:
    parsed = parse(read_text(BEFORE + text))
    kept, _ = what.mentions(parsed, event_lexicon.load())
    return [
        " ".join(t.text for t in m.words)
        for m in kept
        if m.event_type in what.MATERIAL and m.words[0].start >= len(BEFORE)
    ]


SPOKEN_OF = [
    "The mission's task is to disarm militias.",
    "This limits the group's ability to carry out attacks.",
    "We are committed to defeating the militants.",
    "They discussed efforts to degrade and defeat the Taliban.",
    "Defeating the militants will take time.",
    "The law bans attacks on clinics.",
    "The exercise simulated an attack on a harbour.",
    "The unit is responsible for detaining suspects.",
    "Attacks of this kind are common here.",
    "Mortar fire is not classified as a strike.",
    "A strike means one or more attacks that deliver a weapon.",
    "Having one aircraft deliver a bomb is one strike.",
    "Our thoughts are with the families of those killed.",
    "Unions are in a battle over pensions.",
    "The two armies fought here in 1643.",
    "Five men armed with pistols waited there.",
    "A Kurdish exile says so.",
    "The truce was signed in March.",
    "“The Siege of Varda” (PG) opens with a massacre on a beach.",
    "The goaltender of the home side surrendered in overtime and the rookie sniper scored.",
]


@pytest.mark.parametrize("text", SPOKEN_OF)
def test_what_is_only_spoken_of_is_no_claim(text: str) -> None:
    assert _told(text) == []


TOLD = [
    ("The rebels' aim is to seize the airport.", "seize"),
    ("He was responsible for killing two nurses.", "killing"),
    ("Among those killed was a nurse.", "killed"),
    ("Two porters were among the dead.", "dead"),
    ("The bodies of nine labourers were found in a well.", "bodies"),
    ("They recorded 40 cases of torture.", "torture"),
]


@pytest.mark.parametrize(("text", "trigger"), TOLD)
def test_what_is_told_stays(text: str, trigger: str) -> None:
    assert trigger in _told(text)


ONE_ACT = [
    "Guards shot and wounded two boys.",
    "Policemen kicked and punched the boys.",
    "Two missiles fired by a jet hit the mill.",
    "Police used tear gas to disperse the crowd.",
    "Students marched to the palace and chanted slogans.",
    "The men were forced to dig trenches.",
    "Soldiers beat back an assault on the dam.",
    "The driver succumbed to his injuries.",
    "Shells fell on the market and hurt nine children.",
    "Two boys died and three others sustained injuries.",
    "Farmers blocked the road to protest at the tax.",
    "Rival clans fought pitched battles.",
]


@pytest.mark.parametrize("text", ONE_ACT)
def test_two_words_for_one_act_are_one_claim(text: str) -> None:
    assert len(_told(text)) == 1
