"""Verbal events: demands without a verb of demanding, who counts as public, what is measured."""

from __future__ import annotations

import pytest

from dateline.pipeline import code
from dateline.read import read_text
from dateline.records import Claim


def _claims(text: str) -> list[Claim]:
    return sorted(code(read_text(text)).claims, key=lambda c: c.trigger.start)


DEMANDS = [
    ("The envoy said on Monday that Kenya must stop the attacks.", "yield", "must stop"),
    ("Norway says Kenya should send more food to the camps.", "assist", "should send"),
    ("The minister said the rebels must meet the mediators.", "meet", "must meet"),
]


@pytest.mark.parametrize(("text", "mode", "words"), DEMANDS)
def test_what_another_must_do_is_demanded(text: str, mode: str, words: str) -> None:
    found = [c for c in _claims(text) if c.event_type == "REQUEST"]
    assert [(c.mode, c.trigger.quote) for c in found] == [(mode, words)]
    assert found[0].actor
    assert found[0].recipient


@pytest.mark.parametrize(
    "text",
    [
        "The minister said they must stop the attacks.",
        "The minister said that if Kenya must stop the attacks, Sudan will follow.",
        "Kenya must have stopped the attacks, the minister said.",
        "Kenya must stop the attacks.",
    ],
)
def test_no_demand_on_nobody(text: str) -> None:
    assert not [c for c in _claims(text) if c.event_type == "REQUEST"]


KEPT = [
    # Somebody of a country, or told by an official, is public.
    ("The Norwegian cyclists' union condemned the arrests in Kenya.", "ACCUSE"),
    ("A spokesman for the Kenyan army said that they support the peace plan.", "SUPPORT"),
    ("The Norwegian foreign minister, Olav Skogen, agreed with Kenya to exchange envoys.", "AGREE"),
    # A family name that is a month.
    ("Andrew June will hold talks with the president of Kenya.", "CONSULT"),
    # What is counted in tons and shares is what they are of.
    ("Norway sent 40 tons of medicine to Kenya.", "AID"),
    ("Kenya's rebels handed over 40 percent of their weapons to the army.", "RETREAT"),
]


@pytest.mark.parametrize(("text", "event_type"), KEPT)
def test_a_verbal_event_of_a_public_party_is_kept(text: str, event_type: str) -> None:
    assert event_type in [c.event_type for c in _claims(text)]


def test_a_company_is_not_public() -> None:
    assert not _claims("Brightwell Ltd agreed with its landlord to paint the office.")


RELATIONS = [
    ("Norway has supplied 60% of Kenya's military equipment.", "AID"),
    ("Norway opened its border to Kenyan refugees.", "AID"),
    ("Italy sent 300 soldiers to the peacekeeping mission in Lebanon.", "AID"),
    ("Italian peacekeepers arrived in Beirut on Monday.", "AID"),
    ("Norway gave account information to the Kenyan authorities.", "COOPERATE"),
    ("Norway suspended aid deliveries to Kenya.", "SANCTION"),
    ("The United Nations ended its mediation efforts in Kenya.", "REJECT"),
    ("Kenya sent a team of experts to Oslo to investigate the attack.", "ACCUSE"),
    ("The Kenyan government disputed the findings of the report.", "ACCUSE"),
    ("The Kenyan army said that the rebels were responsible.", "ACCUSE"),
    ("Norway gave Kenya a deadline to free the crew.", "THREATEN"),
    ("Kenya's president received an invitation from the king of Norway.", "AGREE"),
    ("The Kenyan government is committed to reform.", "AGREE"),
    ("Miners in Chile went on strike over a cut in wages.", "PROTEST"),
    ("The army imposed a blockade on the town of Bor.", "COERCE"),
]


@pytest.mark.parametrize(("text", "event_type"), RELATIONS)
def test_help_relations_and_diplomacy_by_frame(text: str, event_type: str) -> None:
    assert event_type in [c.event_type for c in _claims(text)]


def test_nobody_speaks_no_accusation() -> None:
    assert not [c for c in _claims("The rebels were responsible.") if c.event_type == "ACCUSE"]


CLAUSES = [
    ("The army of Kenya warned that it would attack the camp.", "THREATEN", "warned"),
    ("The Kenyan opposition charged that soldiers had burned two farms.", "ACCUSE", "charged"),
    ("A court in Kenya ordered that the men be freed.", "REQUEST", "ordered"),
    ("Kenya and Sudan urged restraint; the union meets in Oslo today.", "REQUEST", "urged"),
    ("Norway condemned the raid, while Kenya appealed to the rebels to stop.", "REQUEST", "appeal"),
    ("The rebels of Kenya have been accused of looting.", "ACCUSE", "accused"),
]


@pytest.mark.parametrize(("text", "event_type", "words"), CLAUSES)
def test_clauses_of_content_and_contrast(text: str, event_type: str, words: str) -> None:
    quotes = [c.trigger.quote for c in _claims(text) if c.event_type == event_type]
    assert any(words in quote for quote in quotes), quotes


def test_an_oath_on_the_past_is_no_threat() -> None:
    found = _claims("The Kenyan minister swears that the army attacked the camp.")
    assert not [c for c in found if c.event_type == "THREATEN"]


def test_a_noun_for_a_public_body_makes_its_party_public() -> None:
    found = _claims("The island nations pledged full support for the peace plan.")
    assert [c.event_type for c in found] == ["SUPPORT"]


def test_against_is_found_where_it_hangs_deeper() -> None:
    found = _claims("Kenya filed a lawsuit in a court of the region against Norway.")
    assert [r.name for c in found for r in c.recipient if c.event_type == "ACCUSE"] == ["Norway"]


WHOLE = [
    ("Kenya released 40 political prisoners.", "RETREAT"),
    ("The Kenyan opposition called on the president to resign.", "REQUEST"),
    ("Norway expressed its intent to cooperate with Kenya on trade.", "AGREE"),
    ("Kenya ended the state of emergency.", "RETREAT"),
    ("Kenya granted women the right to vote.", "CONCEDE"),
    ("Sudan expelled the aid agencies.", "COERCE"),
    ("Farmers in Kenya blocked the highway to protest against the government.", "PROTEST"),
    ("Kenya exported tea to Norway.", "COOPERATE"),
    ("The rebels used civilians as human shields in Sudan.", "COERCE"),
]


@pytest.mark.parametrize(("text", "event_type"), WHOLE)
def test_the_categories_of_the_codebook_have_their_words(text: str, event_type: str) -> None:
    assert event_type in [c.event_type for c in _claims(text)]
