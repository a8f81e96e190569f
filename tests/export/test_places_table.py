"""A report's places and dates as a small table."""

from dataclasses import replace
from datetime import date

from dateline.cli.main import main
from dateline.export.explain import explain
from dateline.export.places_table import places_and_dates
from dateline.records import Coded
from sample import BARE, CODED, FULL, REPORT, install_stand_in

MOSUL = replace(
    BARE.place, name="Mosul", words="a market in Mosul", gazetteer_id="geonames:99072",
    admin1="Nineveh", admin1_code="IQ-NI", country="Iraq",
)  # fmt: skip


def test_a_place_has_its_id_province_precision_basis_and_claims():
    claims = (
        replace(BARE, place=MOSUL),
        replace(FULL, place=replace(MOSUL, words="Mosul", basis="inferred")),
    )
    lines = places_and_dates(Coded(REPORT, claims, (), ())).splitlines()
    assert lines[0] == "harbour.txt, no day of publication"
    head, row = lines[1], lines[2]
    at = {name: head.index(name) for name in ("words", "id", "in", "precision", "basis", "claims")}
    assert row.startswith("Mosul ")
    assert row[at["words"] :].startswith("a market in Mosul, Mosul ")
    assert row[at["id"] :].startswith("geonames:99072 ")
    assert row[at["in"] :].startswith("Nineveh [IQ-NI], Iraq ")
    assert row[at["precision"] :].startswith("exact ")
    assert row[at["basis"] :].startswith("stated 1, inferred 1 ")
    assert row[at["claims"] :] == "a1b2c3, a1ffff"


def test_dates_stand_below_also_those_that_stay_open():
    told = places_and_dates(replace(CODED, report=replace(REPORT, published=date(2016, 11, 3))))
    assert told.startswith("harbour.txt, 2016-11-03\n")
    assert "2016-10-30" + " " * 20 + "Sunday  day" in told
    assert "none, the report has no date" in told


def test_what_has_no_place_or_date_is_counted_by_reason():
    nowhere = replace(BARE, place=None, place_reason="not_stated", date_words=())
    told = places_and_dates(Coded(REPORT, (nowhere, nowhere), (), ()))
    assert "no place, not stated: 2 claims" in told
    assert "no date, the report has no date: 2 claims" in told
    assert places_and_dates(Coded(REPORT, (), (), ())).endswith("no claims")


def test_many_claims_are_counted():
    many = tuple(replace(BARE, claim_id=f"{n:016d}") for n in range(7))
    assert " and 3 more" in places_and_dates(Coded(REPORT, many, (), ()))


def test_the_command_prints_it(tmp_path, monkeypatch, capsys):
    install_stand_in(monkeypatch)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.txt").write_text("Rebels shelled the town.")
    assert main(["code", "story.txt", "--places", "-q"]) == 0
    assert "no place, not stated: 1 claim" in capsys.readouterr().out
    assert main(["code", "story.txt", "--places", "--by-source"]) == 2
    assert main(["code", "story.txt", "--places", "--format", "jsonl"]) == 2
    assert "--places: is a way to read, as text" in capsys.readouterr().err


def test_why_says_the_basis_in_words_and_calls_only_a_point_a_point():
    told = explain(replace(BARE, place=MOSUL), CODED, 400)
    assert "at 1.5, -2.25 [geonames:99072, IQ-NI]" in told
    assert "stated (the words name it); rule where.only" in told
    wide = explain(replace(BARE, place=replace(MOSUL, precision="province")), CODED, 400)
    assert "centre 1.5, -2.25" in wide
