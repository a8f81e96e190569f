# ruff: noqa: E501 - tables of other projects have long lines
import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest

from dateline.compare import table
from dateline.compare.item import Item, days_apart, of_event
from dateline.compare.matching import match
from dateline.compare.other_files import dataset_of, is_other, read
from dateline.earth import kilometres
from dateline.errors import DamagedFile
from dateline.export.catalogue import SHAPES
from dateline.export.told import Policy
from dateline.store.exports import write
from story import source

ACLED = """event_id_cnty;event_date;event_type;sub_event_type;actor1;actor2;country;admin1;location;latitude;longitude;geo_precision;fatalities;notes
IRQ1;02 November 2016;Explosions/Remote violence;Shelling;Islamic State;Civilians (Iraq);Iraq;Ninewa;Mosul;36.34;43.13;1;20;Shells
IRQ2;02 November 2016;Battles;Armed clash;Army;Islamic State;Iraq;Anbar;Ramadi;33.42;43.3;1;3;Clash
IRQ3;2016-10-25;Explosions/Remote violence;Air/drone strike;;;Iraq;Nineveh;Qayyarah;35.8;43.3;2;;Drones
"""
GED = """id,type_of_violence,side_a,side_b,where_prec,where_coordinates,adm_1,country,latitude,longitude,date_start,date_end,best,high,low,source_headline
7,3,IS,Civilians,4,Nineveh province,Nineveh,Iraq,36.0,42.5,2016-11-01 00:00:00.000,2016-11-03 00:00:00.000,14,14,14,x
"""


@pytest.fixture
def ours():
    return [of_event(told) for told in source().told()]


def file(tmp_path, content, name="other.csv"):
    path = tmp_path / name
    path.write_text(content)
    return path


def test_acled_is_matched_by_day_place_and_kind(ours, tmp_path):
    path = file(tmp_path, ACLED)
    assert dataset_of(path) == "acled"
    matched = match(ours, read(path))
    pairs = {(p.ours.item_id, p.other.item_id) for p in matched.pairs}
    assert pairs == {("e100000000000001", "IRQ1"), ("e200000000000003", "IRQ3")}
    assert [item.item_id for item in matched.missing] == ["IRQ2"]
    assert matched.extra == ()
    assert matched.outside == 2
    (first, *_) = (p for p in matched.pairs if p.other.item_id == "IRQ1")
    assert first.km == pytest.approx(1.1, abs=0.3)
    assert table.differs(first) == ["killed"]


def test_an_area_matches_by_its_province(ours, tmp_path):
    matched = match(ours, read(file(tmp_path, GED)))
    (pair,) = matched.pairs
    assert (pair.ours.item_id, pair.km) == ("e100000000000001", None)
    assert table.differs(pair) == ["date", "place"]
    assert [item.item_id for item in matched.extra] == ["e200000000000003"]


def test_the_table_is_ready_for_a_map(ours, tmp_path):
    matched = match(ours, read(file(tmp_path, ACLED)))
    table.write_csv(matched, tmp_path / "out.csv")
    table.write_geojson(matched, tmp_path / "out.geojson")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text())))
    assert [row["result"] for row in rows] == ["matched", "matched", "missing"]
    assert rows[1]["killed_low"] == "12"
    assert rows[1]["other_killed_low"] == "20"
    assert rows[2]["event_id"] == rows[2]["killed_low"] == ""
    features = json.loads((tmp_path / "out.geojson").read_text())["features"]
    assert features[2]["geometry"]["coordinates"] == [43.3, 33.42]
    assert features[0]["properties"]["other_killed_low"] is None
    assert table.summary(matched)[0] == "2 matched · 1 missing · 0 extra"


def test_our_own_shapes_match_themselves(ours, tmp_path):
    for name in ("csv", "acled", "ucdp"):
        path = tmp_path / f"{name}.csv"
        write(SHAPES[name], source(), Policy(), path)
        matched = match(ours, read(path))
        assert all(item.start is None for item in matched.missing), name
        assert all(p.ours.item_id in p.other.item_id for p in matched.pairs), name
    assert is_other(tmp_path / "acled.csv")
    assert not is_other(tmp_path / "csv.csv")


def test_each_event_is_matched_once():
    day = date(2016, 1, 1)
    base = Item("dateline", "a", day, day, "violence", "x", country="Iraq", at=(33.0, 44.0))
    near = replace(base, dataset="acled", item_id="n", at=(33.01, 44.0))
    far = replace(base, dataset="acled", item_id="f", at=(33.1, 44.0))
    second = replace(base, item_id="b", at=(33.11, 44.0))
    matched = match([base, second], [far, near])
    assert {(p.ours.item_id, p.other.item_id) for p in matched.pairs} == {("a", "n"), ("b", "f")}
    assert match([base], []).outside == 1
    assert match([base], [replace(near, family="protest")]).pairs == ()


def test_distances_and_days():
    assert kilometres((0, 0), (0, 1)) == pytest.approx(111.2, abs=0.1)
    assert kilometres((0, 179.9), (0, -179.9)) == pytest.approx(22.2, abs=0.1)
    early = Item("dateline", "a", date(2016, 1, 1), None, "violence", "")
    late = replace(early, start=date(2017, 1, 1))
    assert days_apart(early, late) == 0
    assert days_apart(replace(early, end=date(2016, 1, 2)), late) == 365
    assert days_apart(replace(early, start=None), late) is None


@pytest.mark.parametrize(
    ("change", "words"),
    [(("02 November 2016;Battles", "soon;Battles"), "is no day"),
     ((";3;Clash", ";many;Clash"), "is no number"),
     (("33.42", "north"), "no coordinates")],
)  # fmt: skip
def test_a_wrong_cell_is_named(change, words, tmp_path):
    path = file(tmp_path, ACLED.replace(*change))
    with pytest.raises(DamagedFile, match=words) as caught:
        list(read(path))
    assert "row 3" in str(caught.value)


def test_another_table_is_refused(tmp_path):
    with pytest.raises(DamagedFile, match="no table of ACLED"):
        list(read(file(tmp_path, "a,b\n1,2\n")))
