"""Repairs of parses: each pattern mended, and sentences that must stay as they are."""

from __future__ import annotations

from functools import cache

import pytest

from conftest import make_report
from dateline.parse.grammar import phrase
from dateline.parse.parsed import Parsed, Token
from dateline.parse.parser import parse

# A sentence; a word (its last occurrence); the relation and the head it must have.
TIES = [
    ("UNITED NATIONS: Kenya and Sudan on Monday vetoed a draft.", "NATIONS", "dep", "vetoed"),
    ("46 civilians reportedly killed in Bor district", "civilians", "nsubjpass", "killed"),
    ("Ten soldiers wounded in clashes near Bor", "soldiers", "nsubjpass", "wounded"),
    ("Two priests abducted in Kaduna", "priests", "nsubjpass", "abducted"),
    ("Nine dead, forty homes burned in raid", "homes", "nsubjpass", "burned"),
    ("Since May around 80 villages were liberated.", "villages", "nsubjpass", "liberated"),
    ("On 20 July militiamen erected roadblocks.", "militiamen", "nsubj", "erected"),
    ("On 3 May soldiers burned a farm.", "soldiers", "nsubj", "burned"),
    ("Ten men were shot and forty boys abducted.", "boys", "nsubjpass", "abducted"),
    ("Five were killed and two guards wounded.", "guards", "nsubjpass", "wounded"),
    ("Ten men were shot and the rebels fled.", "rebels", "nsubj", "fled"),
    ("The army accused the rebels of shelling a school.", "of", "prep", "accused"),
    ("Police suspect the two men of planting a bomb.", "of", "prep", "suspect"),
    ("Soldiers killed a farmer.", "Soldiers", "nsubj", "killed"),
    ("Soldiers killed a farmer.", "farmer", "dobj", "killed"),
    ("Rebels killed ten soldiers in clashes near Bor.", "Rebels", "nsubj", "killed"),
    ("Rebels burned the town and fled.", "fled", "conj", "burned"),
    ("The army said rebels had burned farms and killed a man.", "killed", "conj", "burned"),
    ("Two men were arrested in the town.", "men", "nsubjpass", "arrested"),
    ("The mayor of the town was shot.", "of", "prep", "mayor"),
    (
        "The group said that boats had rammed a vessel, and threatened to end the talks.",
        "threatened",
        "conj",
        "said",
    ),
    (
        "The army said that rebels had burned a farm, and accused them of theft.",
        "accused",
        "conj",
        "said",
    ),
]

# A sentence; the head of a noun phrase (its last occurrence); the words of the phrase.
PHRASES = [
    ("- 46 civilians killed in the district", "civilians", "46 civilians"),
    ("Three of the gunmen fled.", "Three", "Three of the gunmen"),
    ("Members of the militia fled.", "Members", "Members of the militia"),
    ("The gunmen who shot him fled.", "gunmen", "The gunmen"),
    ("The gunmen, all students, fled.", "gunmen", "The gunmen"),
    ("Gunmen shot two old farmers.", "farmers", "two old farmers"),
    ("Gunmen and bandits fled.", "Gunmen", "Gunmen"),
    ("The army's 5th Brigade withdrew.", "Brigade", "The army 's 5th Brigade"),
    ("The soldiers in the camp slept.", "soldiers", "The soldiers"),
    ("At least ten people died.", "people", "At least ten people"),
    ("The town's mayor fled.", "mayor", "The town 's mayor"),
    ("Pro-government fighters withdrew.", "fighters", "Pro - government fighters"),
    ("A group of armed men fled.", "group", "A group of armed men"),
    ("The wounded soldier died.", "soldier", "The wounded soldier"),
    ("Both sides fired.", "sides", "Both sides"),
    ("His brother fled.", "brother", "His brother"),
    ("Riot police fired.", "police", "Riot police"),
    ("Dozens of students fled.", "Dozens", "Dozens of students"),
    ("The United Nations mission left.", "mission", "The United Nations mission"),
]


@cache
def read(text: str) -> Parsed:
    return parse(make_report(text))


def last(text: str, word: str) -> Token:
    return [t for t in read(text).tokens if t.text == word][-1]


@pytest.mark.parametrize(("text", "word", "dep", "head"), TIES)
def test_what_a_word_hangs_on(text: str, word: str, dep: str, head: str) -> None:
    token = last(text, word)
    assert (token.dep, token.head.text) == (dep, head)


@pytest.mark.parametrize(("text", "word", "expected"), PHRASES)
def test_the_words_of_a_phrase(text: str, word: str, expected: str) -> None:
    assert " ".join(t.text for t in phrase(last(text, word))) == expected


@pytest.mark.parametrize("text", [row[0] for row in TIES])
def test_the_tree_stays_a_tree(text: str) -> None:
    for sentence in read(text).sentences:
        assert sum(t.is_root for t in sentence.tokens) >= 1
        for token in sentence.tokens:
            assert token.is_root or token in token.head.children
            assert not list(token.ancestors()) or list(token.ancestors())[-1].is_root
            assert [c.i for c in token.children] == sorted(c.i for c in token.children)
