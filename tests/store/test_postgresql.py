"""The same project on PostgreSQL, really started."""

import random
from dataclasses import replace

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DatabaseError

from dateline.cli.main import main
from dateline.errors import UsageError
from dateline.event_records import Decision
from dateline.filters import Filter
from dateline.store.check import Checked, check
from dateline.store.project import Project
from dateline.store.queries import ORDERS
from dateline.store.schema import metadata
from made_up import fill, filled_project, made_up
from postgresql import server
from sample import CODED, REPORT, report
from store.test_project import any_filter

SPATIAL = ("spatial_ref_sys", "ix_events_spatial")


@pytest.fixture(scope="module")
def address():
    with server() as found:
        yield found


@pytest.fixture
def db(address, request):
    name = request.node.name.lower()[:60]
    engine = create_engine(
        f"{address.replace('postgresql:', 'postgresql+psycopg:')}/postgres",
        isolation_level="AUTOCOMMIT",
    )
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return f"{address}/{name}"


def test_it_answers_as_sqlite_does(db, tmp_path):
    with Project.create(tmp_path / "pg", db) as there, filled_project(tmp_path / "lite") as here:
        made = made_up(30)
        for coded in made.coded:
            there.add([coded.report])
            there.keep(coded, there.begin_run("code", "made-up", {}))
        there.save_events(made.events)
        for claim in list(here.claims())[:6]:
            for project in (here, there):
                project.decide(Decision("Ada", "2026-01-01T00:00:00Z", "accept", claim.claim_id))
        assert list(there.claims()) == list(here.claims())
        assert there.decisions() == here.decisions()
        for order in ORDERS:
            assert there.events(order=order) == here.events(order=order)
        assert there.facets() == here.facets()
        chance = random.Random(11)
        for _ in range(60):
            wanted = any_filter(chance)
            assert there.points(wanted) == here.points(wanted), wanted
        assert list(check(there, Checked())) == []


def test_its_tables_are_those_of_the_schema_and_decisions_stay(db, tmp_path):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with Project.create(tmp_path / "pg", db) as project:
        with project.database.reading() as connection:
            assert connection.dialect.server_version_info >= (15,)
            ours = {"include_object": lambda _, name, *rest: name not in SPATIAL}
            context = MigrationContext.configure(connection, opts=ours)
            assert compare_metadata(context, metadata) == []
            indexes = connection.execute(text("SELECT indexdef FROM pg_indexes")).scalars().all()
            has_postgis = connection.execute(
                text("SELECT count(*) FROM pg_available_extensions WHERE name = 'postgis'")
            ).scalar_one()
            assert any("gist" in each for each in indexes) == bool(has_postgis)
        project.add([REPORT])
        project.keep(CODED, project.begin_run("code", "one", {}))
        project.decide(Decision("Ada", "", "accept", CODED.claims[0].claim_id))
        for statement in ("UPDATE decisions SET who = 'Eve'", "DELETE FROM decisions",
                          "TRUNCATE decisions"):  # fmt: skip
            with (
                pytest.raises(DatabaseError, match="only ever appended"),
                project.database.writing() as connection,
            ):
                connection.execute(text(statement))
        odd = replace(report("It \x00 \ud800.".encode(errors="replace").decode(), "a.txt"))
        odd = replace(odd, text="They shelled it \x00 \ud800.", title="A\x00\ud800 title")
        project.add([odd])
        assert list(project.reports())[-1] == replace(odd, original=b"")


def test_one_setting_is_all(db, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["init", "p", "--db", db]) == 0
    assert f'db = "{db}"' in (tmp_path / "p" / "dateline.toml").read_text(encoding="utf-8")
    assert not list((tmp_path / "p").glob("*.sqlite"))
    with Project.open(tmp_path / "p") as project:
        fill(project, made_up(3))
        assert project.count(Filter(place="also")) == 3
    assert main(["show", "--project", "p"]) == 0
    assert "events 3" in capsys.readouterr().out
    assert main(["init", "q", "--db", db]) == 2
    assert "holds a project already" in capsys.readouterr().err


def test_two_long_writers_do_not_work_at_once_from_two_folders(db, tmp_path):
    refused = pytest.raises(UsageError, match="another command")
    with Project.create(tmp_path / "p", db) as project:
        (tmp_path / "q").mkdir()
        (tmp_path / "q" / "dateline.toml").write_bytes(
            (tmp_path / "p" / "dateline.toml").read_bytes()
        )
        with Project.open(tmp_path / "q") as same:
            with project.alone(), refused, same.alone():
                pass
            with same.alone():
                pass


def test_a_server_that_does_not_answer_is_told(tmp_path):
    with pytest.raises(UsageError, match="cannot be opened"):
        Project.create(tmp_path / "p", "postgresql://dateline:secret@127.0.0.1:1/x")
    assert not (tmp_path / "p").exists()
