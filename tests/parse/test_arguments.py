"""Logical subjects and objects: who does what the verb says, and to whom, through the tree."""

from __future__ import annotations

from functools import cache

import pytest

from conftest import make_report
from dateline.parse.arguments import objects, prepositional, subjects
from dateline.parse.parsed import Parsed, Token
from dateline.parse.parser import parse

# A sentence; a verb in it; its subjects; its objects (head words, parted by spaces).
CLAUSES = [
    ("Soldiers killed a farmer.", "killed", "Soldiers", "farmer"),
    ("A farmer was killed by soldiers.", "killed", "soldiers", "farmer"),
    ("A farmer was killed yesterday.", "killed", "", "farmer"),
    ("Soldiers who killed a farmer fled.", "killed", "Soldiers", "farmer"),
    ("They buried the farmer whom soldiers had killed.", "killed", "soldiers", "farmer"),
    ("The farmer killed by soldiers was old.", "killed", "soldiers", "farmer"),
    ("The farmer, who was killed by soldiers, was old.", "killed", "soldiers", "farmer"),
    ("Soldiers and policemen killed a farmer.", "killed", "Soldiers policemen", "farmer"),
    ("Soldiers killed a farmer and a priest.", "killed", "Soldiers", "farmer priest"),
    ("Soldiers stormed a farm and killed a priest.", "killed", "Soldiers", "priest"),
    ("Soldiers shelled and burned the village.", "shelled", "Soldiers", "village"),
    ("Soldiers shelled and burned the village.", "burned", "Soldiers", "village"),
    ("Soldiers stormed the farm, killing a priest.", "killing", "Soldiers", "priest"),
    ("Soldiers tried to storm the farm.", "storm", "Soldiers", "farm"),
    ("Soldiers are preparing to storm the farm.", "storm", "Soldiers", "farm"),
    ("The general ordered soldiers to storm the farm.", "storm", "soldiers", "farm"),
    ("The general told his troops to burn the farm.", "burn", "troops", "farm"),
    ("The rebels were accused of burning the farm.", "burning", "rebels", "farm"),
    ("The army accused the rebels of burning the farm.", "burning", "rebels", "farm"),
    ("The court charged two guards with torturing a boy.", "torturing", "guards", "boy"),
    ("Two men were arrested for stabbing a priest.", "stabbing", "men", "priest"),
    ("Police held two men on suspicion of stabbing a priest.", "stabbing", "men", "priest"),
    ("The envoy called on the rebels to free the hostages.", "free", "rebels", "hostages"),
    ("The envoy urged the rebels to free the hostages.", "free", "rebels", "hostages"),
    ("The rebels agreed to free the hostages.", "free", "rebels", "hostages"),
    ("The rebels were forced to free the hostages.", "free", "rebels", "hostages"),
    ("The rebels, the mayor said, freed the hostages.", "freed", "rebels", "hostages"),
    ("The mayor said the rebels had freed the hostages.", "freed", "rebels", "hostages"),
    ("The army prevented the rebels from leaving the town.", "leaving", "rebels", "town"),
    ("After burning the farm, the soldiers left.", "burning", "soldiers", "farm"),
    ("The men planned an attack to free the prisoners.", "planned", "men", "attack"),
    ("Priests and nuns, who were beaten, wept.", "beaten", "", "Priests nuns"),
    ("Colonel Adan and Major Bor, who were captured, are alive.", "captured", "", "Adan Bor"),
    ("Five people were killed and nine wounded.", "killed", "", "people"),
    ("Ten men were shot and forty boys abducted.", "abducted", "", "boys"),
    ("Two soldiers were found killed.", "killed", "", "soldiers"),
    ("The town that rebels captured is empty.", "captured", "rebels", "town"),
    ("The hamlet seized by rebels is empty.", "seized", "rebels", "hamlet"),
    ("Rebels have captured the town.", "captured", "Rebels", "town"),
    ("Rebels may capture the town.", "capture", "Rebels", "town"),
    ("Rebels did not capture the town.", "capture", "Rebels", "town"),
]


@cache
def read(text: str) -> Parsed:
    return parse(make_report(text))


def verb_of(text: str, word: str) -> Token:
    return next(t for t in read(text).tokens if t.text == word)


def heads(found: list[Token]) -> str:
    return " ".join(t.text for t in found)


@pytest.mark.parametrize(("text", "word", "doers", "sufferers"), CLAUSES)
def test_subject_and_object(text: str, word: str, doers: str, sufferers: str) -> None:
    verb = verb_of(text, word)
    assert heads(subjects(verb)) == doers
    assert heads(objects(verb)) == sufferers


@pytest.mark.parametrize(
    ("text", "word", "preposition", "expected"),
    [
        ("Rebels fired at the guards.", "fired", "at", "guards"),
        ("Rebels fired at guards and clerks.", "fired", "at", "guards clerks"),
        ("Rebels clashed with soldiers in the town.", "clashed", "with", "soldiers"),
        ("Rebels took the herd from farmers.", "took", "from", "farmers"),
        ("Rebels fired in the air.", "fired", "at", ""),
    ],
)
def test_prepositional(text: str, word: str, preposition: str, expected: str) -> None:
    found = prepositional(verb_of(text, word), frozenset({preposition}))
    assert heads(found) == expected
