"""All attributions of a report: who, by which words, says what."""

from __future__ import annotations

import pytest

from dateline.extract.according_to import Sources
from dateline.extract.attributions import attributions
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
    ],
)
def test_source_cue_and_content(text: str, wanted: tuple[str, str, str]) -> None:
    strip = [tuple(part.strip(" ,.") for part in item) for item in found(text)]
    assert tuple(part.strip(" ,.") for part in wanted) in strip


def test_a_verb_in_between_takes_what_stands_around_it() -> None:
    got = found('"They came at dawn," the mayor said. "They burned the mill."')
    assert len(got) == 1
    assert "dawn" in got[0][2]
    assert "mill" in got[0][2]


def test_what_nobody_says_is_no_attribution() -> None:
    assert found("Soldiers left the town on Monday.") == []
    assert found("I think it is over.") == []
