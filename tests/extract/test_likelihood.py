"""The number beside the status: between its limits, explained, and higher for what happened."""

from __future__ import annotations

import pytest

from dateline.extract.status.likelihood import LIMIT, features, grade
from dateline.extract.status.reading import Reading
from dateline.knowledge import weights
from dateline.parse.parser import parse
from dateline.pipeline import code
from dateline.read import read_text


def number(text: str) -> float:
    (claim,) = code(read_text(text)).claims
    assert claim.factuality is not None
    return claim.factuality


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ("Rebels attacked the barracks.", "Rebels may attack the barracks."),
        ("Rebels attacked the barracks.", "Rebels will attack the barracks."),
        ("The army captured the bridge.", "The army did not capture the bridge."),
        ("The army is shelling the port.", "If the army shells the port, they will flee."),
        ("The army may shell the port.", "The army will not shell the port."),
    ],
)
def test_the_number_follows_the_words(surer: str, less_sure: str) -> None:
    lower = min(c.factuality or 0 for c in code(read_text(less_sure)).claims)
    assert number(surer) > lower


def test_the_number_keeps_its_limits_and_names_what_weighed() -> None:
    (claim,) = code(read_text("Gunmen killed two guards at the gate on Monday.")).claims
    assert claim.factuality is not None
    assert -LIMIT <= claim.factuality <= LIMIT
    assert 1 <= len(claim.factuality_because) <= 5


def test_what_weighed_is_listed_heaviest_first() -> None:
    parsed = parse(read_text("Gunmen killed two guards."))
    graded = grade(parsed.tokens[1], Reading(), parsed, weights.load())
    sizes = [abs(by) for _, by in graded.because]
    assert sizes == sorted(sizes, reverse=True)


def test_every_weight_is_of_something_that_can_be_seen() -> None:
    parsed = parse(read_text("Please do not say that the men will be shot tomorrow."))
    kinds = {
        f.split("=")[0].split(".")[0] for t in parsed.tokens for f in features(t, Reading(), parsed)
    }
    table = weights.load()
    assert {name.split("=")[0].split(".")[0] for name in table.of} <= kinds | {
        "hedge",
        "because",
        "after",
    }
    assert -LIMIT < table.base < LIMIT
