"""Claims as GeoJSON: every claim there, nothing drawn where nothing is known, readable by GIS."""

import io
import json
from dataclasses import replace

import pytest

from dateline.cli.main import main
from dateline.export.claim_geojson import FeatureCollection, feature
from dateline.export.columns import NAMES
from sample import BARE, FULL, REPORT, install_stand_in

NEAR = replace(BARE.place, words="near Rasmala", rule="where.near", precision="near")


def collection(*claims):
    stream = io.StringIO()
    written = FeatureCollection(stream)
    for claim in claims:
        written.write(claim, REPORT)
    written.close()
    return stream.getvalue()


def test_an_exact_place_is_a_point_longitude_first():
    found = feature(BARE, REPORT)
    assert found["geometry"] == {"type": "Point", "coordinates": [-2.25, 1.5]}
    assert found["id"] == BARE.claim_id


def test_near_a_place_is_a_ring_around_it():
    geometry = feature(replace(BARE, place=NEAR), REPORT)["geometry"]
    assert geometry["type"] == "Polygon"
    ring = geometry["coordinates"][0]
    assert ring[0] == ring[-1]
    assert all(abs(lon + 2.25) < 0.3 and abs(lat - 1.5) < 0.3 for lon, lat in ring)


@pytest.mark.parametrize("precision", ["district", "province", "country", "unknown"])
def test_a_centre_is_no_geometry_and_stays_in_the_properties(precision):
    claim = replace(BARE, place=replace(NEAR, precision=precision))
    found = feature(claim, REPORT)
    assert found["geometry"] is None
    assert found["properties"]["place_precision"] == precision
    assert found["properties"]["latitude"] == 1.5


def test_properties_are_the_columns_in_their_types():
    found = feature(FULL, REPORT)["properties"]
    assert tuple(found) == NAMES
    assert found["hedged"] is True
    assert found["killed_low"] == 12
    assert found["killed_high"] is None
    assert found["date_start"] == "2016-10-30"
    assert found["actor_sectors"] == "REB; MIL"


def test_none_and_many_are_valid_collections():
    assert json.loads(collection())["features"] == []
    found = json.loads(collection(BARE, FULL, BARE))
    assert found["type"] == "FeatureCollection"
    assert len(found["features"]) == 3


def test_geopandas_reads_it_with_the_claims_that_have_no_place(tmp_path):
    geopandas = pytest.importorskip("geopandas")
    pytest.importorskip("pyogrio")
    path = tmp_path / "claims.geojson"
    no_place = replace(FULL, claim_id="0" * 16, place=None, place_reason="not_stated")
    near = replace(BARE, claim_id="1" * 16, place=NEAR)
    path.write_text(collection(BARE, near, no_place), encoding="utf-8")
    frame = geopandas.read_file(path, engine="pyogrio")
    assert frame.crs.to_epsg() == 4326
    assert list(frame.geometry.geom_type)[:2] == ["Point", "Polygon"]
    assert list(frame.geometry.isna()) == [False, False, True]
    assert list(frame["place_reason"])[2] == "not_stated"
    assert frame.loc[0].geometry.y == 1.5


def test_the_command_writes_it(tmp_path, monkeypatch, capsys):
    install_stand_in(monkeypatch)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.txt").write_text("Rebels shelled the town.")
    assert main(["code", "story.txt", "--geojson", "-q"]) == 0
    assert len(json.loads(capsys.readouterr().out)["features"]) == 1
    assert main(["code", "story.txt", "-o", "x.geojson", "-q"]) == 0
    written = json.loads((tmp_path / "x.geojson").read_text(encoding="utf-8"))
    assert written["features"][0]["geometry"] is None
    assert main(["code", "story.txt", "--geojson", "--format", "csv"]) == 2
    assert "--geojson" in capsys.readouterr().err
