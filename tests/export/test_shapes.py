import csv
import io
import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from golden_exports import BINARY, GOLDEN, write_all

from dateline.errors import DamagedFile, UsageError
from dateline.export import event_columns, lossless
from dateline.export.annotate.marks import Utf16
from dateline.export.catalogue import SHAPES, check, preview, shape_of
from dateline.export.csv_table import unguarded
from dateline.export.geometry import geojson, ring
from dateline.export.shapes import acled, gdelt, ucdp
from dateline.export.shapes.sides import sides
from dateline.export.told import InMemory, Policy, Told, deaths, leading
from dateline.filters import Filter
from dateline.store.exports import beside, write
from story import (
    ANBAR,
    BOMBING,
    CLAIMS,
    EVENTS,
    MARKET,
    QAYYARAH,
    REPORTS,
    SHELLING,
    STRIKE,
    claims_of,
    hostile,
    source,
)

REPAIR = "is not what is written now. If that is right, run 'python scripts/golden_exports.py'."


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_every_form_is_as_it_was(tmp_path):
    write_all(tmp_path)
    made, golden = files(tmp_path), files(GOLDEN)
    assert sorted(made) == sorted(golden), f"tests/export/golden {REPAIR}"
    for name, content in golden.items():
        assert made[name] == content, f"tests/export/golden/{name} {REPAIR}"


@pytest.mark.parametrize("name", SHAPES)
def test_the_same_records_give_the_same_bytes(name, tmp_path):
    shape = SHAPES[name]
    events = tuple(EVENTS)
    again = InMemory(events, dict(reversed(CLAIMS.items())), REPORTS)
    for folder in ("a", "b"):
        write(shape, again, Policy(), tmp_path / folder / f"out{shape.suffix}")
    assert files(tmp_path / "a") == files(tmp_path / "b")


@pytest.mark.parametrize("name", SHAPES)
def test_every_form_says_what_it_is_not_and_how_it_was_made(name, tmp_path):
    shape = SHAPES[name]
    out = tmp_path / f"out{shape.suffix}"
    wanted = Filter(country=("IRQ",), place="also")
    write(shape, source(wanted), Policy(fatalities="high"), out)
    page = (beside(out) if shape.suffix else out / "README.md").read_text()
    assert shape.is_not in page
    assert "Events in Iraq, including events without a place" in page
    assert f"dateline export {name} " in page
    assert "--country IRQ --place also --fatalities high" in page
    assert "It never means 0" in page
    assert all(f"`{column.name}`" in page for column in shape.columns)


def cells(shape, wanted=None, policy=None):
    rows = shape.rows(source(wanted), policy or Policy(), __import__("collections").Counter())
    names = [column.name for column in shape.columns]
    return [dict(zip(names, row, strict=True)) for row in rows]


ACLED_HEAD = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp"
)
GED_HEAD = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,"
    "conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,"
    "side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,"
    "source_date,source_headline,source_original,where_prec,where_coordinates,where_description,"
    "adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,"
    "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,"
    "low,gwnoa,gwnob"
)


def test_heads_are_those_of_the_projects():
    assert ",".join(c.name for c in acled.COLUMNS) == ACLED_HEAD
    assert ",".join(c.name for c in ucdp.COLUMNS) == GED_HEAD
    assert len(acled.COLUMNS) == 31
    assert len(ucdp.COLUMNS) == 49
    assert len(gdelt.COLUMNS) == 61
    assert len(gdelt.MENTION_COLUMNS) == 16


def test_every_column_is_documented_once():
    for shape in SHAPES.values():
        names = [column.name for column in shape.columns]
        assert len(set(names)) == len(names)
        for column in shape.columns:
            assert column.meaning.endswith("."), (shape.name, column.name)
    for column in event_columns.COLUMNS:
        assert column.example, column.name


def test_the_fatality_policy_gives_one_figure_or_none():
    told = next(source().told())
    assert deaths(told, Policy("low")) == 12
    assert deaths(told, Policy("high")) == 15
    assert deaths(told, Policy("blank-if-disagree")) is None
    agreed = replace(told, event=replace(SHELLING, disagreements=("actor",)))
    assert deaths(agreed, Policy("blank-if-disagree")) == 12
    (row,) = cells(ucdp.SHAPE, policy=Policy("blank-if-disagree"))
    assert (row["best"], row["low"], row["high"]) == ("", "12", "15")


def test_blank_is_never_nought():
    for row in cells(acled.SHAPE):
        assert row["fatalities"] != "0"
    drones = cells(acled.SHAPE, Filter(event_id=(BOMBING.event_id,)))[0]
    assert drones["fatalities"] == drones["actor1"] == drones["inter1"] == ""
    event = cells(SHAPES["csv"], Filter(event_id=(STRIKE.event_id,)))[0]
    assert event["killed_low"] == event["killed_high"] == event["latitude"] == ""


def test_a_stated_nought_stays():
    killed = replace(SHELLING.counts[0], low=0, high=0)
    told = Told(replace(SHELLING, counts=(killed,)), claims_of(SHELLING), REPORTS)
    assert deaths(told, Policy()) == 0


def test_areas_are_no_points():
    for name, where in (("acled", "location"), ("csv", "place")):
        rows = {row[where]: row for row in cells(SHAPES[name])}
        assert rows["Anbar"]["latitude"] == rows["Anbar"]["longitude"] == ""
        assert rows["Mosul"]["latitude"] == "36.335"
    assert rows["Anbar"]["area_latitude"] == "32.5"
    assert rows["Mosul"]["area_latitude"] == ""
    assert geojson(ANBAR) is None
    assert geojson(None) is None
    assert geojson(MARKET) == {"type": "Point", "coordinates": [43.11889, 36.335]}
    assert geojson(QAYYARAH)["type"] == "Polygon"


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(0, 0), (-17.8, 179.99), (89.99, 10), (52, -180)]
)
def test_rings_are_closed_counter_clockwise_and_on_earth(latitude, longitude):
    corners = ring(replace(QAYYARAH, latitude=latitude, longitude=longitude))
    assert corners[0] == corners[-1]
    assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in corners)
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(corners))
    assert area > 0


def test_an_even_dispute_names_nobody():
    told = next(source().told())
    assert sides(told, "actor") == []
    assert cells(acled.SHAPE)[0]["actor1"] == ""
    assert "Islamic State (an army spokesman)" in cells(acled.SHAPE)[0]["notes"]
    more = replace(SHELLING.actor[0], voices=("a", "b"))
    settled = replace(SHELLING, actor=(more, SHELLING.actor[1]))
    assert [reading.label for reading in leading(settled, "actor")] == ["Islamic State"]
    agreed = replace(SHELLING, disagreements=())
    assert len(leading(agreed, "actor")) == 2


def test_sides_settle_the_kind_of_violence():
    def told(**changes):
        event = replace(SHELLING, disagreements=(), **changes)
        return Told(event, claims_of(event), REPORTS)

    state, group = SHELLING.actor[1], SHELLING.actor[0]
    assert ucdp.type_of_violence(told(actor=(group,))) == "3"
    assert ucdp.type_of_violence(told(actor=(group,), recipient=())) == ""
    against = replace(state, claim_ids=SHELLING.claim_ids)
    event = told(actor=(group,))
    claim = replace(event.claims[1], recipient=event.claims[3].actor)
    clash = replace(event, event=replace(event.event, recipient=(against,)),
                    claims=(event.claims[0], claim))  # fmt: skip
    assert ucdp.type_of_violence(clash) == "1"
    a, b = ucdp.ordered(clash)
    assert (a.name, b.name) == ("Army of Iraq; South", "Islamic State")
    assert acled.category(clash)["event_type"] == "Explosions/Remote violence"
    bare = replace(clash, event=replace(clash.event, mode=None))
    assert acled.category(bare)["sub_event_type"] == "Armed clash"


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"),
    [(-89.9, -179.9, 1), (89.9, 179.9, 259200), (34.52, 69.18, 179779), (90.0, 180.0, 259200)],
)
def test_priogrid_cells(latitude, longitude, cell):
    assert ucdp.priogrid(latitude, longitude) == cell


def test_gdelt_tables_have_a_tab_between_all_cells(tmp_path):
    write(gdelt.SHAPE, source(), Policy(), tmp_path / "g")
    for name, width in (("export.CSV", 61), ("mentions.CSV", 16)):
        for line in (tmp_path / "g" / name).read_text().splitlines():
            assert line.count("\t") == width - 1


def test_every_plover_type_and_mode_has_a_cameo_code():
    from dateline.knowledge.shapes_data import cameo_codes
    from dateline.knowledge.tables import packaged, parse_table

    tables = {name: parse_table(name, content).rows for name, content in packaged("ontology")}
    codes = cameo_codes()
    assert all((row["type"], "") in codes for row in tables["ontology/types.tsv"])
    known = {(row["type"], row["mode"]) for row in tables["ontology/modes.tsv"]} | {
        (row["type"], "") for row in tables["ontology/types.tsv"]
    }
    assert set(codes) <= known
    plurals = {(row["type"], row["mode"]) for row in tables["ontology/plurals.tsv"]}
    assert plurals == known


def test_spreadsheets_run_nothing(tmp_path):
    out = tmp_path / "events.csv"
    write(SHAPES["excel"], source(), Policy(), out)
    content = out.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[2]["recipient"] == "'=villages"
    assert unguarded(rows[2]["recipient"]) == "=villages"
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_names_can_be_left_out(tmp_path):
    victim = replace(
        CLAIMS["c100000000000001"].recipient[0], name="Amina Yusuf", reason="unknown_name"
    )
    claim = replace(CLAIMS["c100000000000001"], recipient=(victim,))
    reading = replace(SHELLING.recipient[0], key="name:amina yusuf", label="Amina Yusuf")
    voice = replace(SHELLING.voices[0], name="Omar Said")
    event = replace(SHELLING, recipient=(reading,), voices=(voice,), sentence="Amina Yusuf died.")
    link = replace(claim.according_to[0], name="Omar Said", words="Omar Said")
    claim = replace(claim, according_to=(link,))
    given = InMemory((event,), CLAIMS | {claim.claim_id: claim}, REPORTS)
    for name, shape in SHAPES.items():
        out = tmp_path / f"{name}{shape.suffix}"
        policy = Policy(without_names=True)
        if shape.keeps_text or shape.is_lossless:
            with pytest.raises(UsageError, match="names stand in it"):
                check(shape, policy)
            continue
        write(shape, given, policy, out)
        for content in files(tmp_path).values():
            text = content.decode("utf-8", "replace")
            assert "Amina" not in text
            assert "amina" not in text
            assert "Omar" not in text
    assert not (tmp_path / "package" / "records.jsonl").exists()


def test_coordinates_can_be_rounded():
    policy = Policy(decimals=1)
    page = preview(SHAPES["csv"], source(), policy, "out.csv")
    names = [column.name for column in SHAPES["csv"].columns]
    row = dict(zip(names, page.rows[0], strict=True))
    assert (row["latitude"], row["longitude"]) == ("36.3", "43.1")
    assert "rounded to 1 decimals" in page.page
    with pytest.raises(UsageError, match="loses nothing"):
        check(SHAPES["jsonl"], policy)


def test_an_unknown_shape_names_the_nearest():
    with pytest.raises(UsageError, match="Did you mean 'geojson'"):
        shape_of("geojsn")
    with pytest.raises(UsageError, match="only claims"):
        check(SHAPES["acled"], Policy(), has_events=False)


def test_lossless_comes_back_and_goes_out_the_same(tmp_path):
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    write(lossless.SHAPE, source(), Policy(), first)
    found = lossless.read(first)
    assert set(found.events) == set(EVENTS)
    assert {claim.claim_id: claim for claim in found.claims} == CLAIMS
    back = InMemory(
        tuple(found.events),
        {claim.claim_id: claim for claim in found.claims},
        {report.report_id: report for report in found.reports},
        tuple(found.families),
        tuple(found.decisions),
    )
    write(lossless.SHAPE, back, Policy(), second)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "no JSON"),
        ("[1]", "no JSON object"),
        ('{"record": "tale"}', "no known kind"),
        ('{"record": "dateline", "form": 99}', "form 99"),
        ('{"record": "family"}', "is missing"),
    ],
)
def test_a_damaged_file_names_its_line(line, fault, tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text('{"record": "dateline", "form": 1, "selection": []}\n' + line + "\n")
    with pytest.raises(DamagedFile, match=fault) as caught:
        lossless.read(path)
    assert "line 2" in str(caught.value)


def test_an_export_that_fails_leaves_what_was_there(tmp_path):
    out = tmp_path / "events.csv"
    out.write_text("old")

    class Broken(InMemory):
        def told(self):
            yield from super().told()
            raise RuntimeError("out of cheese")

    broken = Broken(EVENTS, CLAIMS, REPORTS)
    with pytest.raises(RuntimeError):
        write(SHAPES["csv"], broken, Policy(), out)
    assert [path.name for path in tmp_path.iterdir()] == ["events.csv"]
    assert out.read_text() == "old"


def test_offsets_in_units_of_javascript():
    text = "a💥b\U0001f680c"
    units = Utf16(text)
    for at in range(len(text) + 1):
        there = len(text[:at].encode("utf-16-le")) // 2
        assert units.units(at) == there
        assert units.points(there) == at


def test_binary_forms_hold_what_the_others_do():
    assert set(BINARY) <= set(SHAPES)
    assert Path(GOLDEN / "package" / "datapackage.json").is_file()
    assert json.loads((GOLDEN / "geojson.geojson").read_text())["features"][3]["geometry"] is None


def test_the_story_quotes_its_reports():
    from dateline.store.run_folder import check_anchors

    for claim in CLAIMS.values():
        check_anchors(claim, REPORTS[claim.report_id])


@pytest.mark.parametrize("name", SHAPES)
def test_hostile_words_stay_words(name, tmp_path):
    shape = SHAPES[name]
    out = tmp_path / f"out{shape.suffix}"
    write(shape, hostile(), Policy(), out)
    again = tmp_path / "again"
    for file in [out] if shape.suffix else sorted(out.iterdir()):
        content = file.read_bytes()
        if file.suffix == ".parquet":
            continue
        text = content.decode("utf-8-sig")
        if file.suffix in (".json", ".jsonld", ".geojson"):
            json.loads(text)
        elif file.suffix == ".jsonl":
            assert all(json.loads(line) for line in text.split("\n") if line)
        elif file.suffix == ".csv":
            rows = list(csv.reader(io.StringIO(text, newline="")))
            assert len({len(row) for row in rows}) == 1
        elif file.suffix == ".CSV":
            assert len({line.count("\t") for line in text.split("\n") if line}) == 1
    if name == "jsonl":
        write(shape, lossless.read(out).source(), Policy(), again)
        assert again.read_bytes() == out.read_bytes()
