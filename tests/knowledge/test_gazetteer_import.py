"""Importing GeoNames: rows taken, known, broken; the old file kept; the same file every time."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge.gazetteer import Gazetteer
from dateline.knowledge.gazetteer_build import SCHEMA
from dateline.knowledge.gazetteer_files import account, chosen, shipped
from dateline.knowledge.gazetteer_import import Outcome, Step, import_geonames
from dateline.knowledge.geonames_rows import BrokenRow, features, read_row
from dateline.knowledge.tables import packaged, parse_table
from dateline.store.atomic import file_aside


def count(path: Path) -> int:
    with closing(sqlite3.connect(path)) as file:
        return int(file.execute("SELECT count(*) FROM place").fetchone()[0])


def row(
    number: object,
    name: str,
    feature: str = "P.PPL",
    country: str = "IQ",
    at: tuple[object, object] = (36.1, 42.2),
    **more: object,
) -> str:
    letter, _, code = feature.partition(".")
    cells = [number, name, name, more.get("others", ""), *at, letter, code, country, ""]
    cells += [more.get("admin1", ""), more.get("admin2", ""), "", "", more.get("people", 0)]
    return "\t".join(map(str, [*cells, "", 300, "Asia/Baghdad", "2024-03-01"]))


ROWS = (
    row(99072, "Al Mawşil al Jadīdah", people=5, others="Newmosul"),
    row(40000001, "Kafr Bishtar", admin1="15", others="Kefr Bishtar,كفر,iata"),
    row(40000002, "Nahr Dimsal", "H.STM"),
    row(92877, "Muḩāfaz̧at Nīnawá", "A.ADM1", admin1="15"),
    row(40000003, "Wasm District", "A.ADM2", admin1="15", admin2="1501"),
    row(40000004, "Tall Wasm", admin1="15", admin2="1501", people=77),
    row(40000005, "Jabal Somewhere", "T.MTS", country="XX"),
)


@cache
def base() -> Path:
    """A gazetteer of what ships for Iraq and of the countries alone: small, so quickly copied."""
    path = Path(tempfile.mkdtemp()) / "base.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as small:
        small.executescript(SCHEMA)
        small.execute("ATTACH ? AS whole", (str(shipped()),))
        small.executescript(
            "INSERT INTO meta SELECT * FROM whole.meta;"
            "INSERT INTO country SELECT * FROM whole.country;"
            "INSERT INTO admin SELECT * FROM whole.admin;"
            "INSERT INTO place SELECT * FROM whole.place"
            " WHERE iso3 = 'IRQ' OR precision_class = 'country';"
            "INSERT INTO name SELECT * FROM whole.name WHERE place IN (SELECT n FROM place);"
        )
    return path


def imported(folder: Path, *lines: str, **options: object) -> tuple[Gazetteer, Outcome]:
    source = folder / "IQ.txt"
    source.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    target = folder / "made.sqlite"
    outcome = import_geonames([source], target, base=base(), **options)  # type: ignore[arg-type]
    return Gazetteer.open(target), outcome


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Gazetteer, Outcome]:
    return imported(tmp_path_factory.mktemp("import"), *ROWS)


def test_a_row_becomes_a_place_in_the_province_that_ships(made: tuple[Gazetteer, Outcome]) -> None:
    found = made[0].lookup("kefr bishtar")
    assert [p.gazetteer_id for p in found] == ["geonames:40000001"]
    place = found[0]
    assert (place.name, place.kind, place.precision_class) == ("Kafr Bishtar", "village", "exact")
    assert (place.admin1, place.admin1_code, place.country) == ("Nineveh", "IQ-NI", "Iraq")


def test_a_place_that_ships_stays_and_gains_names(made: tuple[Gazetteer, Outcome]) -> None:
    gazetteer, outcome = made
    mosul = gazetteer.lookup("Newmosul")[0]
    assert (mosul.name, mosul.gazetteer_id) == ("Mosul", "geonames:99072")
    assert mosul.population > 1_000_000
    assert outcome.known == 2
    assert outcome.added == 5


def test_the_names_that_ship_are_all_there(made: tuple[Gazetteer, Outcome]) -> None:
    for name in ("Mosul", "Qayyarah", "Raqaah", "US", "Anbar"):
        assert made[0].lookup(name) == Gazetteer.open(base()).lookup(name)


def test_a_district_is_named_by_its_row(made: tuple[Gazetteer, Outcome]) -> None:
    tall = made[0].lookup("Tall Wasm")[0]
    assert (tall.admin2, tall.admin1, tall.population) == ("Wasm District", "Nineveh", 77)
    district = made[0].lookup("Wasm")[0]
    assert (district.precision_class, district.admin1) == ("district", "Nineveh")


def test_rivers_and_mountains_are_areas(made: tuple[Gazetteer, Outcome]) -> None:
    assert made[0].lookup("Nahr Dimsal")[0].precision_class == "area"
    somewhere = made[0].lookup("Jabal Somewhere")[0]
    assert (somewhere.precision_class, somewhere.iso3) == ("area", None)


def test_a_place_of_our_own_is_known_again(tmp_path: Path) -> None:
    with closing(sqlite3.connect(base())) as small:
        own = small.execute(
            "SELECT gazetteer_id, name, 'IQ', latitude, longitude FROM place"
            " WHERE gazetteer_id LIKE 'dateline:%' AND kind IN ('village', 'town') LIMIT 1"
        ).fetchone()
    near = (own[3] + 0.01, own[4])
    gazetteer, outcome = imported(
        tmp_path, row(40000001, own[1], country=own[2], at=near, others="Quite Other")
    )
    assert outcome.known == 1
    assert gazetteer.lookup("Quite Other")[0].gazetteer_id == own[0]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("40000001\tA name alone", "2 columns, not 19"),
        (row("x", "Here"), "the id 'x' is no whole number"),
        (row(1, " "), "has no name"),
        (row(1, "Here", at=(91, 4)), "latitude '91' is none"),
        (row(1, "Here", at=(9, "nan")), "longitude 'nan' is none"),
        (row(1, "Here", "Q.PPL"), "no feature class 'Q'"),
        (row(1, "Here", people=-4), "the population '-4'"),
        (row(2**40, "Here"), "in range"),
    ],
)
def test_a_broken_row_says_what_is_wrong(line: str, fault: str) -> None:
    with pytest.raises(BrokenRow, match=fault):
        read_row(line.encode(), features())


def test_bytes_that_are_no_text_are_a_broken_row() -> None:
    with pytest.raises(BrokenRow, match="UTF-8"):
        read_row(b"1\tK\xff\n", features())


def test_broken_rows_are_named_and_counted_and_the_others_taken(tmp_path: Path) -> None:
    broken = [row(f"x{n}", "Here") for n in range(30)]
    twice = [row(40000009, "Ghar Twice")] * 2
    gazetteer, outcome = imported(tmp_path, broken[0], ROWS[1], *broken[1:], *twice)
    assert outcome.faults == {"the id": 30, "its id stood before": 1}
    assert outcome.examples[:2] == [
        "IQ.txt, line 1: the id 'x0' is no whole number in range",
        "IQ.txt, line 3: the id 'x1' is no whole number in range",
    ]
    assert len(outcome.examples) == 10
    assert (outcome.rows, outcome.added) == (33, 2)
    assert gazetteer.lookup("Kafr Bishtar")


@pytest.mark.parametrize(
    ("lines", "fault"), [(["a,b"] * 1200, "is not in GeoNames' form"), ([], "holds no place")]
)
def test_another_kind_of_file_is_refused(tmp_path: Path, lines: list[str], fault: str) -> None:
    with pytest.raises(KnowledgeError, match=fault):
        imported(tmp_path, *lines)


def test_a_zip_is_read_and_a_damaged_one_is_named(tmp_path: Path) -> None:
    packed = tmp_path / "IQ.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "short")
        archive.writestr("IQ.txt", "".join(f"{line}\n" for line in ROWS) * 20)
    outcome = import_geonames([packed], tmp_path / "a.sqlite", base=base())
    assert outcome.known == 40
    whole = packed.read_bytes()
    packed.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(KnowledgeError, match=r"IQ\.zip: is a damaged archive"):
        import_geonames([packed], tmp_path / "b.sqlite", base=base())
    with pytest.raises(KnowledgeError, match=r"none\.txt: cannot be read"):
        import_geonames([tmp_path / "none.txt"], tmp_path / "c.sqlite", base=base())


def test_a_killed_import_leaves_the_old_file_and_the_next_one_clears_up(tmp_path: Path) -> None:
    source, target = tmp_path / "IQ.txt", tmp_path / "kept.sqlite"
    source.write_text("".join(f"{line}\n" for line in ROWS), encoding="utf-8")
    target.write_text("old")
    killed = (
        "import os, signal, sys; from pathlib import Path\n"
        "from dateline.knowledge.gazetteer_import import import_geonames\n"
        "from dateline.store.atomic import file_aside\n"
        "source, target, base = map(Path, sys.argv[1:])\n"
        "with file_aside(target) as aside:\n"
        "    die = lambda step: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    import_geonames([source], aside, base=base, tell=die)\n"
    )
    done = subprocess.run([sys.executable, "-c", killed, source, target, base()], check=False)
    assert done.returncode == -signal.SIGKILL
    assert target.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 3
    with file_aside(target) as aside:
        import_geonames([source], aside, base=base())
    assert sorted(p.name for p in tmp_path.iterdir()) == ["IQ.txt", "kept.sqlite"]
    assert Gazetteer.open(target).lookup("Kafr Bishtar")


def test_files_beside_the_rows_are_read(tmp_path: Path) -> None:
    (tmp_path / "alternateNamesV2.txt").write_text(
        "1\t40000004\ten\tWhitehill\t1\t\t\t\t\t\n2\t40000004\tfr\tMontblanc\t\t\t\t\t\t\n"
        "3\t40000004\ten\tOldhill\t\t\t\t1\t\t\n4\tnone\ten\tNohill\t\t\t\t\t\t\n"
    )
    (tmp_path / "admin1CodesASCII.txt").write_text("IQ.44\tNorth Reach\tNorth Reach\t40000100\n")
    gazetteer, outcome = imported(tmp_path, ROWS[5], row(40000010, "Reachby", admin1="44"))
    assert gazetteer.lookup("Whitehill")[0].rank == 0
    assert not gazetteer.lookup("Montblanc", loose=False)
    assert not gazetteer.lookup("Oldhill", loose=False)
    assert gazetteer.lookup("Reachby")[0].admin1 == "North Reach"
    assert outcome.faults == {"it is no alternative name": 1}


def test_only_the_classes_that_are_asked_for_are_taken(tmp_path: Path) -> None:
    gazetteer, outcome = imported(tmp_path, *ROWS, classes=frozenset("P"))
    assert outcome.added == 2
    assert not gazetteer.lookup("Nahr Dimsal")
    assert "classes P" in gazetteer.meta()["sources"]


def test_the_same_rows_give_the_same_file_and_it_tells_its_sources(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        imported(tmp_path / name, *ROWS)
    one, two = tmp_path / "one" / "made.sqlite", tmp_path / "two" / "made.sqlite"
    assert one.read_bytes() == two.read_bytes()
    told = account(one)
    assert "IQ.txt, 7 rows, newest of 2024-03-01" in told.sources
    assert "GeoNames" in told.attribution
    assert told.places == count(base()) + 5


def test_steps_are_told(tmp_path: Path) -> None:
    steps: list[Step] = []
    many = [row(40000000 + n, f"Hamlet {'abcdefgh'[n % 8]}") for n in range(20_001)]
    imported(tmp_path, *many, tell=steps.append)
    assert [s.stage for s in steps] == ["places", "sorting", "writing"]
    assert 0 < steps[0].done < steps[0].total


def test_the_likeliest_of_very_many_namesakes_are_weighed(tmp_path: Path) -> None:
    many = [row(40000000 + n, "Old Samehill", people=n * 10) for n in range(500)]
    gazetteer, _ = imported(tmp_path, *many)
    found = gazetteer.lookup("Old Samehill")
    assert len(found) == 100
    assert found[0].population == 4990


def test_a_missing_import_is_named_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with pytest.raises(KnowledgeError, match="dateline gazetteer import"):
        Gazetteer.open(chosen("imported"))


def test_feature_codes_are_sound() -> None:
    known = {"exact", "district", "province", "country", "area"}
    content = dict(packaged("places"))["places/feature_codes.tsv"]
    rows = parse_table("feature_codes.tsv", content).rows
    assert {r["precision_class"] for r in rows} == known
    assert len({(r["class"], r["code"]) for r in rows}) == len(rows)
    assert {r["class"] for r in rows if r["code"] == "*"} == set("AHLPRSTUV")
