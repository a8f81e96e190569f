"""All attributions of a report: who, by which words, says what."""

from __future__ import annotations

import pytest

from dateline.extract.according_to.attributions import attributions
from dateline.extract.according_to.chains import Sources
from dateline.extract.identity import Identifier
from dateline.parse.parser import parse
from dateline.pipeline import knowledge
from dateline.read import read_text


def found(text: str) -> list[tuple[str, str, str]]:
    known = knowledge()
    parsed = parse(read_text(text))
    sources = Sources(parsed, known.speech, Identifier(parsed, known.actors))
    return [
        (
            text[a.source[0] : a.source[1]] if a.source else "",
            text[a.cue[0] : a.cue[1]] if a.cue else "",
            " … ".join(text[s:e] for s, e in a.content),
        )
        for a in attributions(parsed, known.speech, sources)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The army denied that it had shelled the town.",
            ("The army", "denied", "that it had shelled the town"),
        ),
        (
            "Rebels took the hill on Friday, residents said.",
            ("residents", "said", "Rebels took the hill on Friday"),
        ),
        (
            "According to the ministry, three soldiers were killed.",
            ("the ministry", "According to", "three soldiers were killed"),
        ),
        (
            '"We fled at night," said Amina Yusuf, a teacher.',
            ("Amina Yusuf, a teacher", "said", '"We fled at night,"'),
        ),
        (
            "The senator has repeatedly criticised the minister for the delay.",
            ("The senator", "has repeatedly criticised", "the minister for the delay"),
        ),
        (
            "The governor is wary of the ceasefire.",
            ("The governor", "is wary of", "the ceasefire"),
        ),
        (
            "The union raised serious doubts about the count.",
            ("The union", "raised serious doubts about", "the count"),
        ),
        (
            "Her criticism of the raid was brief.",
            ("Her", "criticism of", "the raid"),
        ),
        (
            "The talks seem to have failed.",
            ("", "seem", "The talks … to have failed"),
        ),
        (
            "Villagers were alarmed by the shelling.",
            ("Villagers", "were alarmed by", "the shelling"),
        ),
        (
            "The party issued a statement saying the vote was stolen.",
            ("The party", "issued a statement saying", "the vote was stolen"),
        ),
        (
            "The minister, who opposes the ban, resigned.",
            ("who", "opposes", "the ban"),
        ),
        (
            "One of his aides told reporters that the plan was dead.",
            ("One of his aides", "told", "that the plan was dead"),
        ),
        (
            "It said the bridge had fallen.",
            ("It", "said", "the bridge had fallen"),
        ),
        (
            "The envoy went on to say that the truce was dead.",
            ("The envoy", "went on to say", "that the truce was dead"),
        ),
        (
            "The minister called for the rebels to leave the port.",
            ("The minister", "called for", "the rebels to leave the port"),
        ),
        (
            "As the clinic noted, nine people had died.",
            ("the clinic", "noted", "nine people had died"),
        ),
        (
            "Back then, Ms Hart said, she found the guards very rude.",
            ("Ms Hart", "said", "Back then … she found the guards very rude"),
        ),
        (
            "The bill drew sharp criticism from the union.",
            ("the union", "drew sharp criticism", "The bill"),
        ),
        (
            "He has been an outspoken critic of the war.",
            ("He", "has been an outspoken critic of", "the war"),
        ),
        (
            "Her answer was that the bridge had fallen.",
            ("Her", "answer was", "that the bridge had fallen"),
        ),
        (
            "The general told his men to burn the village.",
            ("The general", "told", "to burn the village"),
        ),
        (
            "Hart told a hall in the town that he was not giving up.",
            ("Hart", "told", "that he was not giving up"),
        ),
        (
            "About 4 in 10 say they want a new mayor.",
            ("About 4 in 10", "say", "they want a new mayor"),
        ),
    ],
)
def test_source_cue_and_content(text: str, wanted: tuple[str, str, str]) -> None:
    strip = [tuple(part.strip(" ,.") for part in item) for item in found(text)]
    assert tuple(part.strip(" ,.") for part in wanted) in strip


@pytest.mark.parametrize(
    ("text", "teller", "foreign"),
    [
        (
            "The mayor said that the raid was over, and residents warned that guns were left.",
            "The mayor",
            "residents",
        ),
        (
            "Hart said the strike was over, though she acknowledged it had failed.",
            "Hart",
            "acknowledged",
        ),
        (
            "Hart says the envoy promised to stay and says the talks go on.",
            "Hart",
            "talks",
        ),
        (
            '"If he thinks so," the guard said, "what does he want?"',
            "he",
            "guard",
        ),
    ],
)
def test_no_teller_takes_the_words_of_the_next(text: str, teller: str, foreign: str) -> None:
    contents = [content for source, _, content in found(text) if source == teller]
    assert contents
    assert foreign not in contents[0]


def test_what_is_allowed_is_not_said() -> None:
    assert found("The mayor allowed them to leave.") == []


def test_a_verb_in_between_takes_what_stands_around_it() -> None:
    got = found('"They came at dawn," the mayor said. "They burned the mill."')
    assert len(got) == 1
    assert "dawn" in got[0][2]
    assert "mill" in got[0][2]


def test_what_nobody_says_is_no_attribution() -> None:
    assert found("Soldiers left the town on Monday.") == []
    assert found("You know it is over.") == []
