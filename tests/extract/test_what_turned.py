"""Words that turn an event into another: ended, refused, offered, or fought out in words."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.pipeline import code
from dateline.read import read_text
from dateline.records import Claim


def _claims(text: str) -> list[Claim]:
    coded = code(read_text(text, published=date(2016, 11, 3)))
    return sorted(coded.claims, key=lambda c: c.trigger.start)


TURNED = [
    # To end something is not to do it.
    ("Norway lifted its ban on Chilean salmon boats.", {"RETREAT", "CONCEDE"}, "lifted its ban"),
    ("Iraq eased the sanctions on Jordan.", {"RETREAT", "CONCEDE"}, "eased the sanctions"),
    ("Kenya suspended peace talks with Somalia.", {"REJECT"}, "suspended peace talks"),
    # What somebody says he will not do, he refuses.
    ("Turkey will not release the captured pilots.", {"REJECT"}, "will not release"),
    ("Iraq said it would not lift the embargo on Iran.", {"REJECT"}, "would not lift the embargo"),
    # Willingness is a word given.
    ("Egypt is willing to free its prisoners from Libya.", {"AGREE"}, "is willing"),
    ("Egypt is not ready to help Libya.", {"REJECT"}, "is not ready"),
    # An attack that goes on in words.
    ("The minister launched an attack on Egypt, calling it weak.", {"ACCUSE"}, "attack"),
    # A phrase of time is nobody who was called on.
    ("President Obama called President Hollande on Friday.", {"CONSULT"}, "called"),
    # What comes in dozens is what is counted.
    ("Italy returned dozens of statues to Libya.", {"RETREAT"}, "returned"),
    # Relief after a flood is aid, and so is money for it.
    ("Japan gave 20 million dollars in aid to Nepal after the floods.", {"AID"}, "gave"),
    ("Kenya granted political asylum to the editor.", {"AID"}, "granted"),
    ("Ukraine freed 40 prisoners in May.", {"RETREAT"}, "freed"),
    ("Russia apologised to Turkey.", {"SUPPORT"}, "apologised"),
]


@pytest.mark.parametrize(("text", "types", "words"), TURNED)
def test_the_turned_event_is_coded(text: str, types: set[str], words: str) -> None:
    first = _claims(text)[0]
    assert first.event_type in types, first
    assert words in first.trigger.quote


def test_a_refusal_has_happened() -> None:
    refusal = _claims("Turkey will not release the captured pilots.")[0]
    assert refusal.status == "happened"
    assert refusal.trigger_rule == "what.refusal"


def test_a_negated_deed_that_nobody_refuses_stays_what_it_is() -> None:
    claims = _claims("Turkey did not release the captured pilots.")
    assert [(c.event_type, c.status) for c in claims] == [("RETREAT", "not_happened")]


def test_an_attack_with_weapons_is_none_in_words() -> None:
    claims = _claims("Rebels launched an attack on Aleppo, shelling the airport.")
    assert claims[0].event_type == "ASSAULT"


def test_the_demands_of_a_protest_are_no_request() -> None:
    claims = _claims("Miners blocked a road in Peru, demanding higher pay.")
    assert "REQUEST" not in {c.event_type for c in claims}


def test_a_series_of_attacks_has_the_actor_of_its_verb() -> None:
    claims = _claims("Boko Haram launched a series of attacks in Maiduguri.")
    assert [a.name for a in claims[0].actor] == ["Boko Haram"]
