"""The same claims on an engine as in one process, whatever dies meanwhile."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from dateline.errors import KnowledgeError, ReadError
from dateline.read import read_paths
from dateline.scale import daft_engine
from dateline.scale.daft_engine import Engine, choose_runner, code_on_engine
from dateline.scale.local import Failure, Outcome, code_all
from dateline.scale.outcome_json import outcome_from_json, outcome_to_json
from dateline.scale.parts import Parts
from dateline.scale.shards import Shard, Source, kind_by_name, row_shards, sources
from dateline.scale.worker import Task, outcomes
from dateline.settings import Settings

PAGE = (
    "<html><head><title>Two soldiers killed</title></head><body><article><p>Gunmen killed two "
    "soldiers near the harbour on Friday, the ministry said.</p></article></body></html>"
)


def record(address: str, body: str, kind: str = "response") -> bytes:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}".encode()
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\n"
    head += "WARC-Record-ID: <urn:uuid:0b0e1f30-53a2-4b8e-9b11-0a7f0e6f1c2d>\r\n"
    head += f"WARC-Date: 2019-05-04T00:00:00Z\r\nContent-Length: {len(answer)}\r\n\r\n"
    return gzip.compress(head.encode() + answer + b"\r\n\r\n")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a report of every form an engine reads, and faults among them."""
    place = tmp_path_factory.mktemp("input")
    for number in range(3):
        text = f"Rebels shelled Kobani on Sunday, killing {number + 2} civilians, the army said."
        (place / f"a {number}%20é#.txt").write_text(text, encoding="utf-8")
    (place / "empty.txt").write_text("")
    rows = [json.dumps({"text": f"Soldiers killed {n} rebels near Aleppo."}) for n in range(1, 4)]
    (place / "t.jsonl").write_text("\n".join([*rows, "", "{broken"]))
    table = pyarrow.Table.from_pylist(
        [{"id": n, "text": "Gunmen killed three policemen in Kabul.", "date": date(2020, 1, 2)}
         for n in "xy"]
    )  # fmt: skip
    pyarrow.parquet.write_table(table, place / "t.parquet")
    pages = [record("http://e.org/1", PAGE), record("http://e.org/1", PAGE, "request")]
    (place / "w.warc.gz").write_bytes(b"".join([*pages, record("http://e.org/2", PAGE)]))
    return place


def told(found: list[Outcome]) -> list[str]:
    return [json.dumps(outcome_to_json(outcome), sort_keys=True) for outcome in found]


def here(shard: Shard, engine: Engine, place: str) -> None:
    """Read a shard by the engine, and code it in this process instead of in a worker."""
    rows = daft_engine.rows(shard).to_pylist()
    lines = [(row["n"], outcomes(row, Task(shard.kind, engine.settings))) for row in rows]
    columns = {"n": [n for n, _ in lines], "outcomes": [line for _, line in lines]}
    schema = pyarrow.schema([("n", pyarrow.int64()), ("outcomes", pyarrow.string())])
    pyarrow.parquet.write_table(pyarrow.table(columns, schema), f"{place}/part.parquet")


@pytest.mark.parametrize("size", [2, 500])
def test_an_engine_gives_what_one_process_gives(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    choose_runner("native")
    monkeypatch.setattr(daft_engine, "_query", here)
    engine = Engine(Settings(), 1, Parts.at(str(tmp_path / "parts")), "run", size, size)
    want = list(code_all(read_paths([str(folder)], Settings()), Settings()))
    got = list(code_on_engine([str(folder)], engine))
    assert told(got) == told(want)
    assert sum(isinstance(outcome, Failure) for outcome in got) == 2


# Daft leaves the pipes of its workers to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_workers_code_what_is_not_committed_yet(folder: Path, tmp_path: Path) -> None:
    choose_runner("native")
    engine = Engine(Settings(), 1, Parts.at(str(tmp_path / "parts")), "run")
    paths = [str(folder / "a 1%20é#.txt"), str(folder / "t.jsonl")]
    want = told(list(code_all(read_paths(paths, Settings()), Settings())))
    assert told(list(code_on_engine(paths, engine))) == want
    done = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.parquet")}
    sorted(tmp_path.rglob("_done"))[0].unlink()
    assert told(list(code_on_engine(paths, engine))) == want
    now = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.parquet")}
    assert len(now.items() & done.items()) == 1, "one part was done again, the other kept"


def fake_query(poison: str, calls: list[str]) -> Any:
    def query(shard: Shard, engine: Engine, place: str) -> None:
        names = [source.name for source in shard.sources]
        calls.append(",".join(names))
        if poison in names:
            raise RuntimeError("UDF process closed the connection unexpectedly")
        rows = [
            (n, outcomes({"n": n, "name": name, "payload": b""}, Task("files", Settings())))
            for n, name in enumerate(names)
        ]
        table = pyarrow.table({"n": [n for n, _ in rows], "outcomes": [line for _, line in rows]})
        pyarrow.parquet.write_table(table, f"{place}/part.parquet")

    return query


def test_an_input_that_kills_its_worker_is_set_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abcde":
        (tmp_path / f"{name}.txt").write_text("")
    engine = Engine(Settings(), 1, Parts.at(str(tmp_path / ".parts")), "run")
    calls: list[str] = []
    monkeypatch.setattr(daft_engine, "_query", fake_query("d.txt", calls))
    found = list(code_on_engine([str(tmp_path)], engine))
    assert all(isinstance(outcome, Failure) for outcome in found)
    subjects = [outcome.subject for outcome in found if isinstance(outcome, Failure)]
    assert subjects == [f"{name}.txt" for name in "abcde"]
    dead = [o for o in found if isinstance(o, Failure) and "process died" in o.fault]
    assert [o.subject for o in dead] == ["d.txt"]
    assert calls.count("d.txt") == 2


def test_a_source_that_the_engine_cannot_read_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "\xff"}\n')
    engine = Engine(Settings(), 1, Parts.at(str(tmp_path / ".parts")), "run")
    (failure,) = code_on_engine([str(tmp_path)], engine)
    assert isinstance(failure, Failure)
    assert (failure.subject, "UTF-8" in failure.remedy) == ("a.jsonl", True)


def test_a_fault_of_the_lexicons_ends_the_run(tmp_path: Path) -> None:
    (tmp_path / "verbs.tsv").write_text("wrong\nx\n")
    item = {"n": 0, "name": "a.txt", "payload": b"Rebels shelled Kobani."}
    line = outcomes(item, Task("files", Settings(knowledge=tmp_path)))
    parts = Parts.at(str(tmp_path / "parts"))
    parts.write("k", [(0, line)])
    with pytest.raises(KnowledgeError, match=r"verbs\.tsv"):
        list(parts.outcomes("k"))


def test_sources_come_in_the_order_of_one_process(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a.txt", "a/.hidden", ".git/x"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Shells fell.")
    here = [s.name for s in sources([str(tmp_path)]) if isinstance(s, Source)]
    plain = [r.name for r in read_paths([str(tmp_path)], Settings())]  # type: ignore[union-attr]
    stored = [s.name for s in sources([tmp_path.as_uri()]) if isinstance(s, Source)]
    assert here == plain == stored == ["a/z.txt", "a.txt", "b.txt"]
    missing = list(sources([tmp_path.as_uri() + "/none", str(tmp_path / "none")]))
    assert all(isinstance(item, ReadError) for item in missing)
    assert len(missing) == 2


def test_shards_know_their_input() -> None:
    source = Source("/x/a.jsonl", "a.jsonl", 10, 1.0)
    first, second = next(row_shards(source, 5)), Shard("jsonl", (source,), 5, 5)
    assert first.key("r") != second.key("r") != second.key("other")
    assert [(half.first, half.count) for half in second.halves()] == [(5, 2), (7, 3)]
    assert [kind_by_name(n) for n in ("A.WARC.GZ", "b.parquet", "c.ndjson", "d.csv")] == [
        "warc", "parquet", "jsonl", "files",
    ]  # fmt: skip


def test_outcomes_keep_all_but_the_received_bytes() -> None:
    coded = next(code_all(read_paths(["examples/rival-1-agency.txt"], Settings()), Settings()))
    record = json.loads(json.dumps(outcome_to_json(coded)))
    again = outcome_from_json(record, "x")
    assert outcome_to_json(again) == record
    assert not isinstance(again, Failure)
    assert not isinstance(coded, Failure)
    assert again.claims == coded.claims
    failure = Failure("a", "b", "c", "trace")
    assert outcome_from_json(outcome_to_json(failure), "x") == failure
