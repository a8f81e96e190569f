"""The same claims on an engine as in one process, whatever dies meanwhile."""

from __future__ import annotations

import gzip
import importlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import daft
import pyarrow
import pyarrow.parquet
import pytest
from daft import DataFrame

from dateline.api import report_of_text
from dateline.errors import IntegrityError, KnowledgeError, ReadError, UsageError
from dateline.read import read_paths
from dateline.scale import daft_engine, worker
from dateline.scale.daft_engine import Engine, choose_runner, code_on_engine
from dateline.scale.local import Failure, Outcome, code_all
from dateline.scale.outcome_json import outcome_from_json, outcome_to_json
from dateline.scale.parts import Parts
from dateline.scale.shards import Shard, Source, groups, kind_by_name, sources
from dateline.scale.worker import Coder, Task, outcomes
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


Committed = Callable[[DataFrame, Task, Engine], Iterator[pyarrow.RecordBatch]]


def committed_here(frame: DataFrame, task: Task, engine: Engine) -> Iterator[pyarrow.RecordBatch]:
    """Read inputs by the engine, and code them in this process instead of in a worker."""
    rows = frame.to_pylist()
    for at in range(0, len(rows), engine.batch):
        batch = rows[at : at + engine.batch]
        by_part = {row["part"]: [r for r in batch if r["part"] == row["part"]] for row in batch}
        for key, own in by_part.items():
            lines = outcomes(own, task)
            name = engine.parts.commit(key, [(r["n"], line) for r, line in zip(own, lines)])  # noqa: B905
            told = [{"part": key, "n": row["n"], "file": name} for row in own]
            yield pyarrow.RecordBatch.from_pylist(told)


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    choose_runner("native")
    monkeypatch.setattr(daft_engine, "_committed", committed_here)


def engine_at(place: Path, files: int = 500, batch: int = 64) -> Engine:
    return Engine(Settings(), 1, Parts.at(str(place / ".parts")), "run", files, batch)


@pytest.mark.parametrize("size", [2, 500])
def test_an_engine_gives_what_one_process_gives(
    folder: Path, tmp_path: Path, in_this_process: None, size: int
) -> None:
    want = list(code_all(read_paths([str(folder)], Settings()), Settings()))
    got = list(code_on_engine([str(folder)], engine_at(tmp_path, size, size)))
    assert told(got) == told(want)
    assert sum(isinstance(outcome, Failure) for outcome in got) == 2


# Daft leaves the pipes of its workers to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_workers_code_what_is_not_committed_yet(folder: Path, tmp_path: Path) -> None:
    choose_runner("native")
    engine = engine_at(tmp_path, batch=2)
    paths = [str(folder / "a 1%20é#.txt"), str(folder / "t.jsonl")]
    want = told(list(code_all(read_paths(paths, Settings()), Settings())))
    assert told(list(code_on_engine(paths, engine))) == want
    done = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.parquet")}
    assert len(done) >= 3
    sorted(done)[0].unlink()
    assert told(list(code_on_engine(paths, engine))) == want
    now = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.parquet")}
    assert len(now.items() & done.items()) == len(done) - 1, "what was committed is kept"
    assert len(now) == len(done)


def dying(poison: str, batches: list[list[str]], times: int = 99) -> Committed:
    """Return workers of which one dies, so many times at most, under a report with a word."""
    deaths = 0

    def committed(frame: DataFrame, task: Task, engine: Engine) -> Iterator[pyarrow.RecordBatch]:
        nonlocal deaths
        rows = frame.to_pylist()
        for at in range(0, len(rows), engine.batch):
            batch = rows[at : at + engine.batch]
            texts = [row["payload"] for row in batch]
            batches.append([t if isinstance(t, str) else t.decode() for t in texts])
            if deaths < times and any(poison in text for text in batches[-1]):
                deaths += 1
                raise RuntimeError("UDF process closed the connection unexpectedly")
            yield from committed_here(daft.from_pylist(batch), task, engine)

    return committed


def six_reports(place: Path) -> list[str]:
    place.mkdir()
    texts = [f"The harvest of the year {n} was good." for n in range(6)]
    texts[3] += " Poison."
    for n, text in enumerate(texts):
        (place / f"{n}.txt").write_text(text)
    return texts


def test_an_input_that_kills_is_set_apart_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    stub = importlib.import_module("stub_worker")
    monkeypatch.setattr(worker._Lines, "in_process", staticmethod(stub.lines))
    monkeypatch.setattr(worker._Lines, "prepare", staticmethod(stub.prepare))
    parts = Parts.at(str(tmp_path / "parts"))
    coder = Coder(Task("jsonl", Settings(), parts.address))
    items = [
        {"part": "k", "n": n, "name": "x", "report": report_of_text(text, text, None)}
        for n, text in enumerate(["a", "die", "b"])
    ]
    (name,) = set(coder.commit(items))
    lines = parts.lines("k", name)
    assert (lines[0], lines[2]) == ("x", "x")
    subject, fault, *_ = json.loads(lines[1])["outcomes"][0]["failure"]
    assert (subject, "process died" in fault) == ("x:row 2", True)


def test_a_worker_killed_once_costs_time_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_runner("native")
    texts = six_reports(tmp_path / "in")
    tried: list[list[str]] = []
    monkeypatch.setattr(daft_engine, "_committed", dying("Poison", tried, times=1))
    found = list(code_on_engine([str(tmp_path / "in")], engine_at(tmp_path, batch=2)))
    assert [o.report.text for o in found if not isinstance(o, Failure)] == texts
    assert tried == [texts[:2], texts[2:4], texts[2:4], texts[4:]]


def test_workers_that_only_die_end_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    choose_runner("native")
    six_reports(tmp_path / "in")
    tried: list[list[str]] = []
    monkeypatch.setattr(daft_engine, "_committed", dying("Poison", tried))
    with pytest.raises(UsageError, match="die before"):
        list(code_on_engine([str(tmp_path / "in")], engine_at(tmp_path, batch=2)))
    assert len(tried) == 2 + daft_engine.DEATHS


def test_a_source_that_the_engine_cannot_read_is_a_failure(
    tmp_path: Path, in_this_process: None
) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "Shells fell."}\n{"text": "\xff"}\n')
    (tmp_path / "b.jsonl").write_bytes(b'{"text": "Shells fell."}\n')
    failure, coded = code_on_engine([str(tmp_path)], engine_at(tmp_path))
    assert isinstance(failure, Failure)
    assert (failure.subject, "UTF-8" in failure.remedy) == ("a.jsonl", True)
    assert not isinstance(coded, Failure)


def test_tables_of_unlike_columns_go_together(tmp_path: Path, in_this_process: None) -> None:
    for name, column in (("a", "text"), ("b", "body")):
        table = pyarrow.table({column: [f"Shells fell in {name}."], "n": [1]})
        pyarrow.parquet.write_table(table, tmp_path / f"{name}.parquet")
    want = told(list(code_all(read_paths([str(tmp_path)], Settings()), Settings())))
    assert told(list(code_on_engine([str(tmp_path)], engine_at(tmp_path)))) == want


def test_a_file_that_grew_meanwhile_is_not_half_coded(
    tmp_path: Path, in_this_process: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Shells fell."}\n')
    monkeypatch.setattr(Parts, "count", lambda parts, key: 2)
    with pytest.raises(IntegrityError, match="row 2"):
        list(code_on_engine([str(tmp_path)], engine_at(tmp_path)))


def test_a_damaged_part_is_told(tmp_path: Path, in_this_process: None) -> None:
    (tmp_path / "a.txt").write_text("Shells fell.")
    engine = engine_at(tmp_path)
    list(code_on_engine([str(tmp_path)], engine))
    (part,) = tmp_path.rglob("*.parquet")
    part.write_bytes(b"PAR1")
    with pytest.raises(IntegrityError, match="damaged"):
        list(code_on_engine([str(tmp_path)], engine))


def test_a_fault_of_the_lexicons_ends_the_run(tmp_path: Path) -> None:
    (tmp_path / "verbs.tsv").write_text("wrong\nx\n")
    item = {"part": "k", "n": 0, "name": "a.txt", "payload": b"Rebels shelled Kobani."}
    parts = Parts.at(str(tmp_path / "parts"))
    (line,) = outcomes([item], Task("files", Settings(knowledge=tmp_path), parts.address))
    name = parts.commit("k", [(0, line)])
    with pytest.raises(KnowledgeError, match=r"verbs\.tsv"):
        list(parts.outcomes("k", [(0, name)]))


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
    shard = Shard("jsonl", (source,))
    assert shard.key("r") != shard.key("other")
    assert shard.key("r") != Shard("jsonl", (replace(source, changed=2.0),)).key("r")
    assert shard.name(4) == "a.jsonl:row 5"
    assert [kind_by_name(n) for n in ("A.WARC.GZ", "b.parquet", "c.ndjson", "d.csv")] == [
        "warc", "parquet", "jsonl", "files",
    ]  # fmt: skip


def test_a_query_takes_shards_of_one_kind_up_to_a_size() -> None:
    def shard(name: str, size: int) -> Shard:
        return Shard(kind_by_name(name), (Source(f"/{name}", name, size, 0.0),))

    fault = ReadError("x", "is not there", "Look again.")
    found = [shard("a.jsonl", 4), shard("b.jsonl", 6), shard("c.jsonl", 1), fault, *(
        shard(name, 50) for name in ("d.jsonl", "e.warc", "f.txt")
    )]  # fmt: skip
    gathered = [
        g if isinstance(g, ReadError) else [s.name(0)[:1] for s in g] for g in groups(found, 10)
    ]
    assert gathered == [["a", "b"], ["c"], fault, ["d"], ["e"], ["f"]]
    assert [len(group) for group in groups([shard("f.txt", 0)] * 2, 10)] == [1, 1]  # type: ignore[arg-type]
    assert [len(group) for group in groups([shard(f"{n}.txt", 0) for n in range(5)], 10, 2)] == [
        2,
        2,
        1,
    ]  # type: ignore[arg-type]


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
