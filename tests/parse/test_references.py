"""References: whom pronouns, descriptions and short names stand for."""

from __future__ import annotations

from functools import cache

import pytest

from conftest import make_report
from dateline.parse.parsed import Parsed, Token
from dateline.parse.parser import parse

# A passage; a word in it (its last occurrence); the head word it stands for, or "" for nobody.
MEANT = [
    ("Soldiers entered the town. They burned a farm.", "They", "Soldiers"),
    ("Rebels attacked the town. They killed a priest. They also took cattle.", "They", "Rebels"),
    ("General Haidar took the hill. He praised his men.", "He", "Haidar"),
    ("General Haidar took the hill. He praised his men.", "his", "Haidar"),
    ("Maria Lopez was arrested. She is a teacher.", "She", "Lopez"),
    ("The army shelled the town. It denied the charge.", "It", "army"),
    ("Boko Haram attacked a village. It killed nine men.", "It", "Haram"),
    ("It is feared that nine men died.", "It", ""),
    ("It was not clear who fired.", "It", ""),
    ("It is likely that rebels will attack.", "It", ""),
    ("Rebels said they had taken the town.", "they", "Rebels"),
    ("The army said it had taken the town.", "it", "army"),
    ("The minister said he would resign.", "he", "minister"),
    ("Police arrested 20 students. They were beaten.", "They", "students"),
    ("Guards seized nine men. Two of them were shot.", "them", "men"),
    ("The rebels met officials. They accused them of lies.", "They", "rebels"),
    ("The colonel shot himself.", "himself", "colonel"),
    ("The rebels declared themselves free.", "themselves", "rebels"),
    ("Boko Haram raided a village. The group took cattle.", "group", "Haram"),
    ("The Taliban raided a post. The militants killed a guard.", "militants", "Taliban"),
    ("Houthi rebels took the port. The rebels left on Friday.", "rebels", "rebels"),
    ("Kurdish forces fought on. The government forces withdrew.", "forces", ""),
    ("Kenyan soldiers left. The soldiers burned a farm.", "soldiers", "soldiers"),
    ("Troops entered Mosul. The city was quiet.", "city", "Mosul"),
    ("Troops shelled Aleppo. The town burned.", "town", "Aleppo"),
    ("The town burned.", "town", ""),
    ("The group took cattle.", "group", ""),
    ("They took cattle.", "They", ""),
    ("He was shot.", "He", ""),
    ("Omar Diallo fled. Diallo was later shot.", "Diallo", "Diallo"),
    ("The Tihama Rights Monitor spoke. The Monitor gave a toll.", "Monitor", "Monitor"),
    ("Hamas fired rockets. Its leader spoke in Doha.", "Its", "Hamas"),
    ("Police shot Adan Bor. His brother survived.", "His", "Bor"),
    ("Hezbollah and Amal spoke. They signed a deal.", "They", "Hezbollah"),
    ("The soldiers left. Their commander stayed.", "Their", "soldiers"),
    ("Rebels took the hill. On Friday they lost it.", "they", "Rebels"),
    ("The Somali army attacked. The army lost nine men.", "army", "army"),
    ("President Assad spoke. The president denied it.", "president", "Assad"),
    ("Al-Shabaab stormed a hotel. The militants held guests.", "militants", "Shabaab"),
    ("Al-Shabaab stormed a hotel. They held guests.", "They", "Shabaab"),
    ("Israeli police arrested a boy. The police gave no reason.", "police", "police"),
    ("Villagers hid in a church. Raiders found them.", "them", "Villagers"),
]


@cache
def read(text: str) -> Parsed:
    return parse(make_report(text))


def meant(text: str, word: str) -> Token | None:
    parsed = read(text)
    token = [t for t in parsed.tokens if t.text == word][-1]
    reference = parsed.references.get(token.i)
    return parsed.tokens[reference.target] if reference else None


@pytest.mark.parametrize(("text", "word", "expected"), MEANT)
def test_whom_a_word_means(text: str, word: str, expected: str) -> None:
    found = meant(text, word)
    assert (found.text if found else "") == expected


@pytest.mark.parametrize("text", [row[0] for row in MEANT])
def test_a_reference_points_back_to_a_name_and_has_a_rule(text: str) -> None:
    parsed = read(text)
    for index, reference in parsed.references.items():
        assert reference.target != index
        assert reference.rule.startswith("ref.")
        assert parsed.tokens[reference.target].pos in ("NOUN", "PROPN")


def test_references_are_sought_when_they_are_first_asked_for() -> None:
    parsed = parse(make_report("Rebels entered the town. They burned two houses."))
    assert parsed.refer is not None
    assert len(parsed.references) == 1
    assert parsed.refer is None
