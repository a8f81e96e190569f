"""Numbers told without a number word, parts, and tolls, from text to claim."""

from __future__ import annotations

import pytest

from dateline.pipeline import code
from dateline.read import read_text


def brief(text: str, word: str) -> list[tuple[str, int | None, int | None]]:
    """Return the counts of the claim whose trigger holds a word."""
    coded = code(read_text(text))
    claim = next(c for c in coded.claims if word in c.trigger.quote)
    return [(c.kind, c.low, c.high) for c in claim.counts]


SINGLE_AND_PART = [
    ("Rebels killed an elderly couple near the mill.", "killed", [("killed", 2, 2)]),
    ("Rebels attacked the mill, but nobody was slaughtered.", "slaughtered", [("killed", 0, 0)]),
    ("Rebels cut off his hand.", "cut off", [("injured", 1, 1)]),
    ("A mine went off near the ford.", "went", [("weapons", 1, 1)]),
    (
        "Five monks, including a cook and his brother, were killed.",
        "killed",
        [("killed", 5, 5), ("killed", 1, 1), ("killed", 1, 1)],
    ),
    (
        "Raiders killed 23 persons, of whom nine were children.",
        "killed",
        [("killed", 23, 23), ("killed", 9, 9)],
    ),
    ("The rebels, numbering about 30, stormed the post.", "stormed", [("fighters", 30, 30)]),
    (
        "Eleven men were killed and over 90 injured.",
        "killed",
        [("killed", 11, 11), ("injured", 90, None)],
    ),
    ("Troops recovered eight AK-47 rifles.", "recovered", [("weapons", 8, 8)]),
    ("Police shot two looters in the foot.", "shot", [("injured", 2, 2)]),
    ("Police shot two looters.", "shot", [("casualties", 2, 2)]),
    ("They beat our driver.", "beat", [("injured", 1, 1)]),
    ("The army advanced at a cost of 27 lives.", "advanced", [("killed", 27, 27)]),
    ("Both towns were shelled.", "shelled", []),
]


@pytest.mark.parametrize(("text", "word", "expected"), SINGLE_AND_PART, ids=str)
def test_numbers_told_without_a_number_word_and_parts(
    text: str, word: str, expected: list[tuple[str, int, int | None]]
) -> None:
    assert brief(text, word) == expected


def test_a_toll_with_a_number_of_its_own_takes_no_other() -> None:
    text = "The ministry put the toll at nine soldiers killed and 31 people wounded."
    assert brief(text, "wounded") == [("injured", 31, 31)]


MORE = [
    ("The fighting drove 900 people from their homes.", "drove", [("displaced", 900, 900)]),
    ("The court sentenced five men to death.", "sentenced", [("persons", 5, 5)]),
    (
        "The army moved 14 howitzers and a regiment of 1,600 men to the border.",
        "moved",
        [("weapons", 14, 14), ("troops", 1600, 1600)],
    ),
    ("Rebels wounded two guards, one of whom later died.", "wounded", [("injured", 2, 2)]),
    ("The two presidents met in Sofia.", "met", []),
]


@pytest.mark.parametrize(("text", "word", "expected"), MORE, ids=str)
def test_kinds_by_the_words_around(
    text: str, word: str, expected: list[tuple[str, int, int | None]]
) -> None:
    assert brief(text, word) == expected


def test_a_murder_is_told_also_in_a_report_of_nobody_armed() -> None:
    quiet = " ".join(
        f"The council met for the {n}th time to discuss the budget." for n in range(30)
    )
    coded = code(read_text(f"{quiet}\n\nTwo monks were murdered on 16 November."))
    assert [c.trigger.quote for c in coded.claims if c.event_type == "ASSAULT"] == ["murdered"]
