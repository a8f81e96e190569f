"""The promises, over generated texts: anchors quote, nothing is lost, the same again each time."""

import contextlib
import dataclasses
from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings

from conftest import make_report
from dateline.errors import DatelineError
from dateline.pipeline import code
from dateline.read import read_text
from dateline.reasons import ALL
from dateline.records import Anchor, Claim, Coded
from dateline.spans import verify
from strategies import TEXTS

SLOW = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def anchors_of(value: object) -> Iterator[Anchor]:
    """Yield every anchor inside a record."""
    if isinstance(value, Anchor):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from anchors_of(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from anchors_of(getattr(value, field.name))


def coded(text: str) -> Coded:
    return code(make_report(text))


@SLOW
@given(TEXTS)
def test_every_anchor_of_every_claim_quotes_the_text(text):
    result = coded(text)
    for claim in result.claims:
        assert verify(text, anchors_of(claim)) == []
        assert text[claim.trigger.start : claim.trigger.end] == claim.trigger.quote
    assert verify(text, anchors_of(result.rejected)) == []


@SLOW
@given(TEXTS)
def test_no_sentence_and_no_visible_character_is_lost(text):
    result = coded(text)
    assert [s.sentence.n for s in result.sentences] == list(range(1, len(result.sentences) + 1))
    for account in result.sentences:
        assert account.claims or account.reason in ALL
    held = set()
    for account in result.sentences:
        held.update(range(account.sentence.start, account.sentence.end))
    lost = [c for i, c in enumerate(text) if i not in held and c.isprintable() and not c.isspace()]
    assert lost == []


@SLOW
@given(TEXTS)
def test_the_same_text_gives_the_same_claims(text):
    assert coded(text) == coded(text)


@SLOW
@given(TEXTS)
def test_every_empty_value_has_a_documented_reason(text):
    for claim in coded(text).claims:
        assert reasons_missing(claim) == []


def reasons_missing(claim: Claim) -> list[str]:
    pairs = {
        "actor": claim.actor_reason,
        "recipient": claim.recipient_reason,
        "place": claim.place_reason,
        "date": claim.date_reason,
        "counts": claim.counts_reason,
    }
    return [
        name for name, reason in pairs.items() if not getattr(claim, name) and reason not in ALL
    ]


@SLOW
@given(TEXTS)
def test_reading_then_coding_never_crashes(text):
    if not any(c.isprintable() and not c.isspace() for c in text):
        return  # an empty report is an error of its own, tested in its room
    with contextlib.suppress(DatelineError):
        report = read_text(text)
        assert code(report).report is report


def test_coding_does_not_depend_on_what_was_coded_before():
    first = "Rebels shelled the town of Tikrit on Friday, killing 12 people, the army said."
    second = "They withdrew on Sunday."
    alone = code(make_report(second)).claims
    code(make_report(first))
    assert code(make_report(second)).claims == alone
