"""Where: which words are places, which places they mean, and where an event was."""

from __future__ import annotations

from functools import cache

import pytest
from by_hand import report_of

from dateline.extract import where
from dateline.extract.mention import Mention, Roles
from dateline.extract.where.mention import PlaceMention
from dateline.knowledge.event_lexicon import Entry
from dateline.knowledge.gazetteer import Gazetteer
from dateline.parse.parsed import Parsed
from dateline.parse.parser import parse
from dateline.records import Place
from dateline.spans import verify

ENTRY = Entry(
    id="test", lemma="x", before=(), conditions=(), event_type="ASSAULT", mode=None,
    contexts=(), actor=(), recipient=(),
)  # fmt: skip


@cache
def read(text: str) -> Parsed:
    return parse(report_of(text))


def found(text: str) -> list[PlaceMention]:
    return where.places(read(text), Gazetteer.open())


def names(text: str) -> list[str]:
    return [m.place.name for m in found(text)]


def event(text: str, word: str, event_type: str = "ASSAULT") -> tuple[Place | None, str | None]:
    parsed = read(text)
    head = [t for t in parsed.tokens if t.lower == word][-1]
    noun = head if head.pos == "NOUN" else None
    actors = tuple(c for c in head.children if c.dep == "nsubj")
    struck = tuple(c for c in head.children if c.dep in ("dobj", "nsubjpass"))
    sentence = parsed.sentence_of(head)
    mention = Mention(head, (head,), ENTRY, sentence, noun, event_type, None, (), "test")
    place, reason = where.place_of(
        mention, Roles(actors, struck), where.Passage(parsed, found(text))
    )
    if place is not None:
        assert verify(parsed.report.text, place.anchors) == []
    else:
        assert reason
    return place, reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fighting raged in Kherson and Bakhmut.", ["Kherson", "Bakhmut"]),
        ("Troops entered Tal Afar and Khan Younis.", ["Tal Afar", "Khan Younis"]),
        ("Aid reached Deir ez-Zor, Syria.", ["Deir ez-Zor", "Syria"]),
        ("They met Paris Hilton and Mr. Reading.", []),
        ("Abu Bakr al-Baghdadi leads the Islamic State of Iraq and Syria.", []),
        ("He teaches at Baghdad University.", []),
        ("The Aleppo Media Center posted a video.", []),
        ("Iraqi forces and Kurdish fighters advanced.", []),
        ("Many police said the March mission hit.", []),
        ("He spoke of the State of Nineveh.", ["Nineveh"]),
    ],
)
def test_names_of_places_and_what_only_looks_like_one(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "country", "admin1"),
    [
        ("Police arrested five men in Paris, Texas.", "United States", "Texas"),
        ("A bomb exploded in Tripoli, Lebanon.", "Lebanon", None),
        ("A bomb exploded in Tripoli. The Libyan capital Benghazi, Misrata.", "Libya", None),
    ],
)
def test_namesakes_are_decided_by_context(text: str, country: str, admin1: str | None) -> None:
    first = found(text)[0].place
    assert first.country == country
    assert admin1 is None or first.admin1 == admin1


def test_a_province_is_told_from_its_city() -> None:
    place = found("Clashes spread in Idlib province.")[0].place
    assert place.precision_class == "province"


def test_states_that_act_are_marked() -> None:
    marks = {m.place.name: m.is_actor_like for m in found("Russia attacked Ukraine near Kharkiv.")}
    assert marks == {"Russia": True, "Ukraine": False, "Kharkiv": False}


@pytest.mark.parametrize(
    ("text", "word", "name", "precision", "basis", "rule"),
    [
        ("Rebels killed two men in Aleppo.", "killed", "Aleppo", "exact", "stated",
         "where.locative"),
        ("The army shelled the town of Hawija.", "shelled", "Hawija", "exact", "stated",
         "where.object"),
        ("A bomb exploded near Tal Afar.", "exploded", "Tal Afar", "near", "stated", "where.near"),
        ("Jets hit villages in Nineveh province.", "hit", "Nineveh", "province", "stated", None),
        ("Jets bombed Palmyra, Syria.", "bombed", "Palmyra", "exact", "stated", "where.object"),
        ("Clashes erupted in the outskirts of Sirte.", "clashes", "Sirte", "near", "stated",
         "where.near"),
        ("Officials in Baghdad said gunmen killed ten men in Ramadi.", "killed", "Ramadi", "exact",
         "stated", "where.locative"),
        ("In Kherson, officials said troops shelled a school.", "shelled", "Kherson", "exact",
         "stated", "where.clause"),
        ("Fighters surrounded Palmyra. The city was bombed.", "bombed", "Palmyra", "exact",
         "resolved", "where.description"),
        ("Forces entered Mosul. They carried out attacks in nearby towns.", "attacks", "Mosul",
         "near", "inferred", "where.near"),
    ],
)  # fmt: skip
def test_the_place_of_an_event(
    text: str, word: str, name: str, precision: str, basis: str, rule: str | None
) -> None:
    place, _ = event(text, word)
    assert place is not None
    assert (place.name, place.precision, place.basis) == (name, precision, basis)
    assert rule is None or place.rule == rule


def test_a_distance_moves_the_place() -> None:
    place, _ = event("Militants attacked a checkpoint 20 km south of Kirkuk.", "attacked")
    assert place is not None
    assert place.precision == "near"
    assert place.rule == "where.offset"
    kirkuk = Gazetteer.open().lookup("Kirkuk")[0].latitude or 0.0
    assert place.latitude == pytest.approx(kirkuk - 0.18, abs=0.01)


def test_a_withdrawal_is_where_it_starts() -> None:
    place, _ = event("Troops withdrew from Qayyarah to Erbil.", "withdrew", "RETREAT")
    assert place is not None
    assert place.name == "Qayyarah"


def test_the_speakers_place_is_no_place_of_the_event() -> None:
    assert event("Officials in Baghdad said gunmen killed ten men.", "killed")[0] is None
    assert event("Rebels killed ten men, a spokesman said in Geneva.", "killed")[0] is None


def test_an_unknown_name_keeps_its_words_and_says_why() -> None:
    place, _ = event("Gunmen killed two men in the village of Zarbukistan.", "killed")
    assert place is not None
    assert (place.name, place.latitude, place.reason) == ("Zarbukistan", None, "unknown_name")


def test_words_alone_have_no_place() -> None:
    assert event("In Vienna, ministers accused Iran.", "accused", "ACCUSE") == (None, "not_stated")


def test_a_loose_spelling_in_a_country_nothing_else_names_stays_unknown() -> None:
    text = "A drone hit the village of Bouro in Burkina Faso."
    (place,) = (m.place for m in found(text) if m.tokens[0].text == "Bouro")
    assert (place.gazetteer_id, place.iso3) == ("", "BFA")


def test_a_name_at_the_front_wins_over_the_passage() -> None:
    text = "Near Hawija, jets struck two bunkers. Near Bayji, one strike destroyed a building."
    place, _ = event(text, "destroyed")
    assert place is not None
    assert (place.name, place.precision, place.words) == ("Bayji", "near", "Bayji")


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("The capture of Nyabora shocked Congo. Soldiers had left.", "capture", "Nyabora"),
        ("Rebels bombed the hamlet of La Perdida in Colombia.", "bombed", "La Perdida"),
        ("Gunmen in Nigeria shot two men at Gwandumi.", "shot", "Gwandumi"),
        ("Soldiers in Congo looted the clinic of Kasimbi.", "looted", "Kasimbi"),
        ("Shells fell on the Abu Zarif district of the Libyan capital.", "fell", "Abu Zarif"),
    ],
)
def test_a_name_in_no_gazetteer_is_kept_where_the_words_call_it_a_place(
    text: str, word: str, name: str
) -> None:
    place, _ = event(text, word)
    assert place is not None
    assert (place.name, place.latitude, place.reason) == (name, None, "unknown_name")


def test_of_places_in_a_row_the_first_or_the_area_that_holds_them() -> None:
    first, _ = event("The group carried out attacks in Syria and Iraq.", "attacks")
    held, _ = event("Jets struck Kirkuk and Mosul in Iraq.", "struck")
    assert first is not None
    assert held is not None
    assert (first.name, first.precision, first.rule) == ("Syria", "country", "where.first_of_row")
    assert (held.name, held.rule) == ("Iraq", "where.holds_row")


def test_part_of_a_country_is_never_a_point() -> None:
    place, _ = event("Troops fought in northern Iraq.", "fought")
    assert place is not None
    assert place.precision == "country"


def test_the_town_inside_a_wider_ground_is_the_place() -> None:
    text = "In Anbar province, soldiers shot at a crowd that had occupied a post near Ramadi."
    place, _ = event(text, "shot")
    assert place is not None
    assert (place.name, place.precision) == ("Ramadi", "near")


@pytest.mark.parametrize(
    "text",
    [
        "A US marine was shot in the head.",
        "A London rapper was shot.",
        "A man from Arizona was shot.",
    ],
)
def test_where_somebody_comes_from_is_no_place_of_the_event(text: str) -> None:
    assert event(text, "shot")[0] is None


def test_the_spelling_of_the_report_is_shown() -> None:
    place, _ = event("A drone hit a depot in Oryol.", "hit")
    assert place is not None
    assert (place.name, place.iso3) == ("Oryol", "RUS")


def test_a_governorate_named_after_its_town_is_a_province() -> None:
    (place,) = (m.place for m in found("They fled from Hodeidah governorate, Yemen.")[:1])
    assert place.precision_class == "province"


def test_names_in_a_text_all_in_capitals() -> None:
    text = "A GRENADE WENT OFF IN CENTRAL BOGOTA, WOUNDING TWENTY PEOPLE ON THE BEACH."
    assert names(text) == ["Bogotá"]


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        ("At New Amsterdam in Guyana bottles were thrown. Guyana's army watched.", "New", "GUY"),
        ("Fires burned at Port-au-Prince all night.", "Port", "HTI"),
        ("The People's Republic of China objected.", "People", "CHN"),
    ],
)
def test_names_of_several_words_and_their_namesakes(text: str, word: str, country: str) -> None:
    assert [m.place.iso3 for m in found(text) if m.tokens[0].text == word] == [country]


def test_bodies_tell_where_the_report_plays() -> None:
    text = (
        "The Texas Senate met on Monday. Police arrested two men in Paris. "
        "The Texas Department of Health opened an inquiry."
    )
    (paris,) = (m.place for m in found(text) if m.place.name == "Paris")
    assert paris.admin1 == "Texas"
