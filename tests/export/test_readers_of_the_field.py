"""Exports as those who use them open them: frictionless, pandas, geopandas, pyogrio, R."""

import json
import shutil
import subprocess

import pytest
from golden_exports import GOLDEN

from dateline.export.catalogue import SHAPES
from dateline.export.told import InMemory, Policy
from dateline.store.exports import write
from story import source


@pytest.fixture
def out(tmp_path):
    def written(name, given=None):
        shape = SHAPES[name]
        path = tmp_path / f"{name}{shape.suffix}"
        write(shape, given or source(), Policy(), path)
        return path

    return written


@pytest.mark.filterwarnings("ignore")
def test_frictionless_finds_the_package_valid(out):
    from frictionless import Package, validate

    folder = out("package")
    report = validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    package = Package(str(folder / "datapackage.json"))
    rows = package.get_resource("events").read_rows()
    assert rows[0]["killed_low"] == 12
    assert rows[3]["killed_low"] is None
    assert rows[0]["date_start"].isoformat() == "2016-11-02"


@pytest.mark.filterwarnings("ignore")
def test_frictionless_finds_a_changed_package_invalid(out):
    from frictionless import validate

    folder = out("package")
    text = (folder / "claims.csv").read_text()
    (folder / "claims.csv").write_text(text.replace("e100000000000001", "e9"))
    assert not validate(str(folder / "datapackage.json")).valid


@pytest.mark.filterwarnings("ignore")
def test_frictionless_finds_an_empty_package_valid(out):
    from frictionless import validate

    folder = out("package", InMemory((), {}, {}))
    assert validate(str(folder / "datapackage.json")).valid


def test_pandas_reads_the_tables(out):
    import pandas

    events = pandas.read_csv(out("csv"), dtype={"event_id": str}, parse_dates=["date_start"])
    assert events["killed_low"].isna().sum() == 3
    assert events["date_start"].dt.year.dropna().tolist() == [2016, 2016, 2016]
    typed = pandas.read_parquet(out("parquet"))
    assert typed["killed_low"].tolist()[0] == 12
    assert list(typed["disagreements"][0]) == ["actor", "status", "killed"]
    acled = pandas.read_csv(out("acled"))
    assert acled["fatalities"].isna().tolist() == [False, True, True]


def kinds(frame):
    return [shape and shape.geom_type for shape in frame.geometry]


def test_geopandas_reads_geojson_and_keeps_the_placeless(out):
    import geopandas

    frame = geopandas.read_file(out("geojson"))
    assert frame.crs.to_epsg() == 4326
    assert len(frame) == 4
    assert kinds(frame) == ["Point", None, "Polygon", None]
    assert frame.geometry.iloc[0].x == pytest.approx(43.11889)


def test_geopandas_reads_geoparquet_and_keeps_the_placeless(out):
    import geopandas

    frame = geopandas.read_parquet(out("geoparquet"))
    assert frame.crs.name == "WGS 84 (CRS84)"
    assert kinds(frame) == ["Point", None, "Polygon", None]
    assert frame.geometry.iloc[2].is_valid
    assert frame["killed_high"].tolist()[0] == 15


def test_pyogrio_reads_geojson(out):
    import pyogrio

    meta, _, geometry, columns = pyogrio.raw.read(out("geojson"))
    assert len(geometry) == 4
    assert "event_id" in list(meta["fields"])
    assert meta["crs"] == "EPSG:4326"
    assert len(columns[0]) == 4


def test_label_studio_regions_quote_their_text(out):
    tasks = json.loads(out("label-studio").read_text(encoding="utf-8"))
    regions = 0
    for task in tasks:
        text = task["data"]["text"].encode("utf-16-le")
        for region in task["predictions"][0]["result"]:
            if region["type"] == "labels":
                value = region["value"]
                quote = text[2 * value["start"] : 2 * value["end"]].decode("utf-16-le")
                assert quote == value["text"]
                regions += 1
    assert regions > 20


def test_web_annotations_quote_their_text(out):
    page = json.loads(out("web-annotation").read_text(encoding="utf-8"))
    texts = {f"urn:dateline:report:{r.report_id}": r.text for r in source().reports()}
    for item in page["items"]:
        position, quote = item["target"]["selector"]
        text = texts[item["target"]["scope"]]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


R = shutil.which("Rscript")
SCRIPT = """
options(warn = 2)
folder <- commandArgs(trailingOnly = TRUE)
events <- read.csv(file.path(folder, "package/events.csv"), na.strings = "",
                   colClasses = c(event_id = "character"), encoding = "UTF-8")
claims <- read.csv(file.path(folder, "package/claims.csv"), na.strings = "")
stopifnot(nrow(events) == 4, is.na(events$killed_low[4]), events$killed_low[1] == 12L)
stopifnot(nrow(merge(events, claims, by = "event_id")) == 7)
acled <- read.csv(file.path(folder, "acled.csv"), na.strings = "")
stopifnot(ncol(acled) == 31, is.na(acled$fatalities[2]))
ged <- read.csv(file.path(folder, "ucdp.csv"), na.strings = "")
stopifnot(ncol(ged) == 49, ged$best == 12L)
gdelt <- read.delim(file.path(folder, "gdelt/export.CSV"), header = FALSE, quote = "",
                    na.strings = "")
stopifnot(ncol(gdelt) == 61, nrow(gdelt) == 3)
if (requireNamespace("jsonlite", quietly = TRUE)) {
  geo <- jsonlite::fromJSON(file.path(folder, "geojson.geojson"), simplifyVector = FALSE)
  stopifnot(length(geo$features) == 4, is.null(geo$features[[2]]$geometry))
  package <- jsonlite::fromJSON(file.path(folder, "package/datapackage.json"))
  stopifnot(package$resources$name[1] == "events")
}
cat("read\\n")
"""


@pytest.mark.skipif(R is None, reason="R is not installed")
def test_r_reads_the_tables(tmp_path):
    script = tmp_path / "read.R"
    script.write_text(SCRIPT)
    done = subprocess.run([R, "--vanilla", script, GOLDEN], capture_output=True, text=True)
    assert done.stdout == "read\n", done.stderr
