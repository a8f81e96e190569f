"""What the seed report must teach: every line of it, checked where the report is at hand."""

import pytest

from conftest import SHARED
from dateline.pipeline import code
from dateline.read.files import read_paths
from dateline.settings import Settings

SEED = SHARED / "articles" / "seed.txt"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed report is not at hand")

ISLAMIC_STATE = "group:islamic-state"
COALITION = "org:anti-isis-coalition"


@pytest.fixture(scope="module")
def coded():
    report = next(iter(read_paths([str(SEED)], Settings())))
    return code(report)


def one(coded, sentence, event_type, mode="any"):
    """Return the only claim of a type in a sentence."""
    found = [
        c
        for c in coded.claims
        if c.sentence.n == sentence and c.event_type == event_type and mode in ("any", c.mode)
    ]
    assert len(found) == 1, [(c.event_type, c.mode, c.trigger.quote) for c in coded.claims]
    return found[0]


def actor_ids(claim):
    return [actor.actor_id for actor in claim.actor]


def test_no_date_is_pretended(coded):
    assert coded.report.published is None
    dated = [c for c in coded.claims if c.date is not None]
    assert all(c.date.start.isoformat() == "2015-12-01" for c in dated)
    assert all(c.date.precision == "month" for c in dated)
    for claim in coded.claims:
        assert claim.date is not None or claim.date_reason


def test_a_duration_is_no_date(coded):
    claim = one(coded, 2, "MOBILIZE")
    assert claim.date is None
    assert claim.date_reason == "duration_only"


def test_forces_are_no_toll(coded):
    for claim in coded.claims:
        assert not any(n.kind in ("killed", "injured", "casualties") for n in claim.counts)
        for count in claim.counts:
            assert count.low not in (5000, 100_000) or count.kind in ("fighters", "troops")


def test_villages_were_liberated_by_the_coalition_of_the_sentence_before(coded):
    claim = one(coded, 10, "COERCE", "seize")
    assert claim.status == "happened"
    assert "territory" in claim.contexts
    assert [(n.kind, n.low, n.high, n.approximate) for n in claim.counts] == [
        ("places", 80, 80, True)
    ]
    assert actor_ids(claim) == [COALITION]
    assert claim.actor[0].basis == "inferred"
    assert claim.place.precision == "near"


@pytest.mark.parametrize(
    ("sentence", "event_type", "mode", "status"),
    [
        (21, "ASSAULT", "abduct", "happened"),
        (23, "ASSAULT", "destroy", "happened"),
        (24, "ASSAULT", "suicide-attack", "happened"),
        (21, "MOBILIZE", "any", "happened"),
        (22, "COERCE", "any", "planned"),
    ],
)
def test_what_the_islamic_state_did_on_the_outlets_word(coded, sentence, event_type, mode, status):
    claim = one(coded, sentence, event_type, mode)
    assert actor_ids(claim) == [ISLAMIC_STATE]
    assert claim.status == status
    assert claim.according_to == ()


def test_suicide_attacks_are_near_mosul_and_no_point(coded):
    place = one(coded, 24, "ASSAULT").place
    assert (place.name, place.precision) == ("Mosul", "near")


def test_they_are_the_militants(coded):
    actor = one(coded, 24, "ASSAULT").actor[0]
    assert (actor.words, actor.basis) == ("they", "resolved")


def test_preparing_to_enter_is_planned(coded):
    for sentence in (2, 11):
        assert one(coded, sentence, "MOBILIZE").status == "planned"


def test_likely_to_see_warfare_is_possible(coded):
    assert one(coded, 12, "ASSAULT").status == "possible"


def test_the_quotation_is_al_baghdadis_accusation(coded):
    inside = [c for c in coded.claims if c.sentence.n == 28]
    assert inside
    for claim in inside:
        assert claim.quoted
        assert claim.according_to[0].name == "Abu Bakr al-Baghdadi"
        assert claim.according_to[0].form == "direct"
        assert claim.place is None or claim.place.precision != "exact"


def test_nobody_attacks_by_speaking(coded):
    violent = [c for c in coded.claims if c.event_type == "ASSAULT"]
    for claim in violent:
        names = {actor.name for actor in claim.actor}
        assert "Abu Bakr al-Baghdadi" not in names
        if not claim.quoted:
            assert not any("enemies" in name.lower() for name in names)
    triggers = {c.trigger.quote.lower() for c in coded.claims}
    assert not triggers & {"says", "said", "saying", "talks", "released", "recorded", "received"}


def test_reportedly_makes_no_attack(coded):
    assert not [c for c in coded.claims if c.sentence.n == 26]


def test_nineveh_is_one_place_in_iraq(coded):
    nineveh = [c.place for c in coded.claims if c.place and c.place.name == "Nineveh"]
    assert all(place.iso3 == "IRQ" and place.precision == "province" for place in nineveh)


def test_every_sentence_is_accounted_for(coded):
    assert [s.sentence.n for s in coded.sentences] == list(range(1, len(coded.sentences) + 1))
    assert all(s.claims or s.reason for s in coded.sentences)
