"""Where: the place of an event that is told in other words of the sentence, or before."""

from __future__ import annotations

import pytest
from by_hand import report_of

from dateline.pipeline import code
from dateline.records import Place
from sample import report


def place_of(text: str, word: str) -> Place | None:
    """Return the place of the last claim whose trigger has a word."""
    claims = [c for c in code(report_of(text)).claims if word in c.trigger.quote]
    assert claims, f"no claim on {word}"
    return claims[-1].place


def name_of(text: str, word: str) -> str | None:
    place = place_of(text, word)
    return place.name if place is not None else None


def test_the_passage_gives_its_place_to_what_goes_on_there() -> None:
    place = place_of("Rebels stormed Daraa. Ten soldiers were killed.", "killed")
    assert place is not None
    assert (place.name, place.basis, place.rule) == ("Daraa", "inferred", "where.passage")


@pytest.mark.parametrize(
    "text",
    [
        "A bomb exploded in Kirkuk. Elsewhere, five people were killed.",
        "A bomb exploded in Kirkuk. Ten guards were killed in 2011.",
        "Ahmed lives in Kirkuk. His brother was killed.",
        "A bomb exploded in Kirkuk. They killed ten guards last year.",
    ],
)
def test_the_passage_gives_no_place_to_another_matter(text: str) -> None:
    assert name_of(text, "killed") is None


def test_what_is_only_threatened_inherits_no_place_from_afar() -> None:
    text = (
        "A bomb exploded in Kirkuk. Doctors worked all night. Shops stayed shut.\n\n"
        "“We will kill them all,” the men said."
    )
    assert name_of(text, "kill") is None


def test_a_denial_far_below_takes_the_place_of_what_it_denies() -> None:
    text = (
        "Gunmen attacked a convoy outside Bayji on Monday, killing two drivers.\n\n"
        "The ministry met twice. Roads were closed. Shops stayed shut.\n\n"
        "The attack killed a guard as well, a spokesman said."
    )
    place = place_of(text, "killed")
    assert place is not None
    assert (place.name, place.precision, place.basis) == ("Bayji", "near", "inferred")
    assert place.rule.endswith("+retold-event")


def test_the_event_of_the_lead_goes_on_in_later_paragraphs() -> None:
    text = (
        "A suicide bomber blew himself up in Tal Afar on Monday, killing ten people.\n\n"
        "Doctors spoke of bad wounds.\n\n"
        "Gunmen shot dead a nurse later in the day."
    )
    assert name_of(text, "shot dead") == "Tal Afar"


def test_where_captives_are_let_go_is_not_where_the_passage_plays() -> None:
    text = "Rebels seized nine drivers in Kirkuk. Seven were set free after three days."
    assert name_of(text, "free") is None


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Rebels shelled Mosul from Bashiqa.", "shelled", "Mosul"),
        ("Soldiers fought in Hawija. The gunmen withdrew towards Kirkuk.", "withdrew", "Hawija"),
        ("A bomb went off in Hawija. Two of the hurt died on the way to Kirkuk.", "died",
         "Hawija"),
        ("Two men were wounded when a shell hit a house in Hawija.", "wounded", "Hawija"),
        ("The mayor was in Hawija. Armed men abducted him there.", "abducted", "Hawija"),
        ("A bomb went off in Hawija. The rebels told a Baghdad newspaper that they had killed "
         "four guards.", "killed", "Hawija"),
        ("A bomb went off in Hawija. Shells fired from the direction of Kirkuk killed two men.",
         "killed", "Hawija"),
    ],
)  # fmt: skip
def test_other_places_of_the_sentence_are_not_the_events(text: str, word: str, name: str) -> None:
    assert name_of(text, word) == name


def test_a_place_in_a_clause_below_is_not_the_events() -> None:
    text = "Fighters have raided posts since soldiers killed their leader in Hawija."
    assert name_of(text, "raided") is None


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Libya is at war. Rebels fired on the port of the Libyan capital.", "fired", "Tripoli"),
        ("Gunmen attacked a bank in the capital of Somalia.", "attacked", "Mogadishu"),
    ],
)
def test_a_seat_of_government_may_be_described(text: str, word: str, name: str) -> None:
    place = place_of(text, word)
    assert place is not None
    assert (place.name, place.basis, place.rule) == (name, "resolved", "where.description")


def test_the_head_of_an_entry_gives_its_place() -> None:
    text = "Incidents of the week\n\nKunduz: Two guards were shot.\n\nHerat: A driver was abducted."
    assert name_of(text, "shot") == "Kunduz"
    assert name_of(text, "abducted") == "Herat"


@pytest.mark.parametrize(
    ("text", "word", "precision"),
    [
        ("A bomb went off in front of a bakery in Hawija.", "went off", "exact"),
        ("Gunmen shot a clerk near a bus stand in Hawija.", "shot", "exact"),
        ("Gunmen shot a clerk in a village near Hawija.", "shot", "near"),
        ("Rebels shot nine people in and around Hawija.", "shot", "near"),
        ("Soldiers killed nine people in Masisi territory in Congo.", "killed", "district"),
    ],
)
def test_how_closely_the_place_is_told(text: str, word: str, precision: str) -> None:
    place = place_of(text, word)
    assert place is not None
    assert place.precision == precision


def test_the_lead_tells_more_closely_than_the_title() -> None:
    text = (
        "Nine guards die in Helmand\n\n"
        "Nine guards were killed on Monday when a bomb hit their truck near Sangin in Helmand.\n\n"
        "A spokesman said the attackers also opened fire."
    )
    assert name_of(text, "opened fire") == "Sangin"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Troops fled Aleppo. A mosque in Zarifeh quarter was shelled.", "shelled"),
        ("Troops entered Aleppo. A bomb went off in the Zarifeh neighbourhood.", "went off"),
        ("Troops entered Aleppo. Two men were shot on Green Lantern Street.", "shot"),
        ("ALEPPO, Syria (Reuters) - Gunmen killed a judge in the Zarifeh quarter.", "killed"),
    ],
)
def test_the_place_of_a_quarter_or_street_is_its_town(text: str, word: str) -> None:
    place = place_of(text, word)
    assert place is not None
    assert (place.name, place.precision, place.basis) == ("Aleppo", "exact", "resolved")


def test_here_is_where_the_report_was_filed() -> None:
    text = "MOSUL, Iraq (Reuters) - Gunmen attacked two clerks here."
    assert name_of(text, "attacked") == "Mosul"


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman told reporters in Geneva that nine men were killed.",
        "Earlier in Washington, a spokesman reported that jets had killed nine men.",
    ],
)
def test_where_somebody_speaks_is_no_place_of_what_he_tells(text: str) -> None:
    assert name_of(text, "killed") is None


def test_where_the_police_tell_it_is_its_place() -> None:
    assert name_of("In Baghdad, police said that nine men were killed.", "killed") == "Baghdad"


def test_what_is_told_of_another_year_inherits_no_place() -> None:
    text = (
        "A bomb killed two guards in Kirkuk on 3 May 2014. "
        "The army shelled a school on 11 July 1991."
    )
    assert name_of(text, "shelled") is None


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Iraqi guards were killed in Qasr Abu Ladin.", "killed", "Qasr Abu Ladin"),
        ("Nobody got closer than Wadrat, where two boys were shot.", "shot", "Wadrat"),
    ],
)
def test_more_names_that_no_gazetteer_has(text: str, word: str, name: str) -> None:
    assert name_of(text, word) == name


def test_a_state_that_attacks_is_not_where_it_does() -> None:
    assert name_of("Britain backed Iraq's attack on a platform.", "attack") is None


def test_a_town_in_a_state_is_not_its_capital() -> None:
    place = place_of("Ten students were shot in a southern Mexico town.", "shot")
    assert place is not None
    assert place.precision == "country"


def test_who_moves_up_lends_no_place_to_other_events() -> None:
    text = "Shells hit a mill in Hawija. Troops moved to Kirkuk. Five workers were killed."
    assert name_of(text, "killed") == "Hawija"


def test_a_bare_name_that_is_shelled_is_ground_though_the_model_takes_it_for_a_person():
    claim = code(report("Rebels shelled Kobani on Sunday.")).claims[0]
    assert claim.place is not None
    assert claim.place.name == "Kobani"
    assert claim.recipient == ()
