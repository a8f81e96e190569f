"""The builder's own parts: keys, names, our tables, merging. The whole build is too slow here."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge import gazetteer_build, place_keys, place_words
from dateline.knowledge.gazetteer_sources import Draft, english_name, own_places
from dateline.knowledge.tables import packaged, parse_table

HEADER = (
    "# origin: test\n# licence: CC0-1.0\n# date: 2026-11-22\n"
    "name\taliases\tkind\tiso3\tadmin1\tlatitude\tlongitude\tradius_km\tnote\n"
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir ez-Zor", "Deir al-Zor"),
        ("Al-Qa’im", "al Qaim"),
        ("Nīnawá", "Ninawa"),
        ("U.S.", "US"),
        ("İstanbul", "Istanbul"),
        ("Łódź", "lodz"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert place_keys.key(one) == place_keys.key(other)


def test_folding_joins_romanisations_but_not_other_names() -> None:
    fold = place_keys.fold
    assert fold(place_keys.key("ar-Raqqah")) == fold(place_keys.key("Raka"))
    assert fold(place_keys.key("Bashiqa")) != fold(place_keys.key("Basra"))


@pytest.mark.parametrize("junk", ["alrqt", "LON", "Мосул", "x", "Camp 22"])
def test_names_no_report_writes_are_dropped(junk: str) -> None:
    assert not place_keys.is_plausible(junk)


@pytest.mark.parametrize("good", ["al-Hawl", "'Ain Issa", "Şanlıurfa", "Deir ez-Zor"])
def test_names_a_report_writes_are_kept(good: str) -> None:
    assert place_keys.is_plausible(good)


def test_the_english_name_of_a_province_is_preferred() -> None:
    assert english_name("Nīnawá", {"Nineveh Governorate", "Neineva"}) == "Nineveh"
    assert english_name("Dhī Qār", set()) == "Dhi Qar"


def test_our_place_joins_the_place_of_the_sources_nearby() -> None:
    city = Draft("geonames:1", "Al-Hamdaniya", "city", "exact", "IQ", "Nineveh", "", 36.27, 43.38)
    own = Draft("dateline:q", "Qaraqosh", "town", "exact", "IQ", "", "", 36.27, 43.37)
    own.own_names = {"al-Hamdaniya"}
    assert gazetteer_build.merge_own([own], [city]) == []
    assert city.name == "Qaraqosh"
    assert city.found_by()["qaraqosh"] == 0


def test_our_place_far_from_its_namesake_is_a_place_of_its_own() -> None:
    city = Draft("geonames:1", "Pisky", "city", "exact", "UA", "", "", 50.02, 33.09)
    own = Draft("dateline:p", "Pisky", "village", "exact", "UA", "", "", 48.06, 37.68)
    assert gazetteer_build.merge_own([own], [city]) == [own]


def test_a_wrong_coordinate_of_ours_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "places.tsv"
    table.write_text(HEADER + "Here\t\ttown\tIRQ\t\tnorth\t43.0\t\t\n")
    with pytest.raises(KnowledgeError, match="Here"):
        list(own_places(table, {"IRQ": "IQ"}))


def test_a_missing_gazetteer_is_not_current(tmp_path: Path) -> None:
    assert not gazetteer_build.is_current(tmp_path / "none.sqlite", tmp_path)


def test_our_tables_are_sound() -> None:
    tables = {name: parse_table(name, text) for name, text in packaged("places")}
    rows = tables["places/places.tsv"].rows
    assert len(rows) >= 350
    for row in rows:
        where = f"{row['name']} ({row['iso3']})"
        assert row["kind"], where
        assert not row["latitude"] or -90 <= float(row["latitude"]) <= 90, where
        assert not row["longitude"] or -180 <= float(row["longitude"]) <= 180, where
        assert bool(row["latitude"]) == bool(row["longitude"]), where
        assert len(row["iso3"]) in (0, 3), where
    assert len({(r["name"], r["kind"], r["iso3"]) for r in rows}) == len(rows)


def test_common_words_are_keys_and_classes_are_there() -> None:
    words = place_words.load()
    assert all(place_keys.key(k) == k for k in words.common)
    assert words.has("person_before", "mr.")
    with pytest.raises(KeyError):
        words.has("no such class", "x")
