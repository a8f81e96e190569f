"""Web archives, Parquet, gzip and long JSON Lines: read on, bounded, nothing silent."""

from __future__ import annotations

import gzip
import io
import json
from datetime import date
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from dateline.errors import DamagedFile, ReadError, UnsupportedFile
from dateline.read import read_bytes, read_paths
from dateline.read import streams as streams_module
from dateline.records import Report
from dateline.settings import Settings

PAGE = (
    "<html><head><title>Two soldiers killed near the harbour</title>"
    '<meta property="article:published_time" content="2019-05-04"></head><body><article>'
    "<p>Two soldiers were killed near the harbour on Friday, the ministry said.</p>"
    "<p>Residents heard shelling through the night and fled to the hills.</p>"
    "</article></body></html>"
)


def record(address: str, answer: bytes) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
    return f"{head}Content-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n"


def answer(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    lines = "\r\n".join([f"HTTP/1.1 {status}", *headers])
    return lines.encode() + b"\r\n\r\n" + body


HTML = "Content-Type: text/html; charset=utf-8"


def reports(found: list[Report | ReadError]) -> list[Report]:
    return [item for item in found if isinstance(item, Report)]


def errors(found: list[Report | ReadError]) -> list[ReadError]:
    return [item for item in found if isinstance(item, ReadError)]


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive_gives_one_report_a_page(packed: bool, tmp_path: Path) -> None:
    parts = [
        record("https://example.org/a", answer(PAGE.encode(), HTML)),
        record("https://example.org/gone", answer(b"", HTML, status="404 Not Found")),
        record("https://example.org/pic", answer(b"\x89PNG", "Content-Type: image/png")),
        record("https://example.org/b", answer(PAGE.encode(), HTML)),
    ]
    path = tmp_path / ("news.warc.gz" if packed else "news.warc")
    path.write_bytes(b"".join(gzip.compress(p) if packed else p for p in parts))
    found = list(read_paths([str(path)], Settings()))
    first, second = reports(found)
    assert first.name == f"{path.name}/https://example.org/a"
    assert (first.url, first.published) == ("https://example.org/a", date(2019, 5, 4))
    assert first.read_as == "html"
    assert first.report_id == second.report_id, "the same bytes are the same report"
    assert [e.subject.rsplit("/", 1)[1] for e in errors(found)] == ["gone", "pic"]
    again = reports(list(read_bytes(path.read_bytes(), path.name, Settings())))
    assert again == [first, second]


def test_packed_and_chunked_pages_are_unpacked() -> None:
    squeezed = gzip.compress(PAGE.encode())
    chunked = f"{len(PAGE.encode()):x}\r\n".encode() + PAGE.encode() + b"\r\n0\r\n\r\n"
    data = record("a", answer(squeezed, HTML, "Content-Encoding: gzip"))
    data += record("b", answer(chunked, HTML, "Transfer-Encoding: chunked"))
    data += record("c", answer(squeezed[:40], HTML, "Transfer-Encoding: chunked"))
    found = list(read_bytes(data, "x.warc", Settings()))
    assert [r.name for r in reports(found)] == ["x.warc/a", "x.warc/b"]
    assert "cannot be unpacked" in errors(found)[0].fault


def test_an_archive_that_breaks_off_is_said() -> None:
    whole = record("a", answer(PAGE.encode(), HTML)) + record("b", answer(PAGE.encode(), HTML))
    found = list(read_bytes(whole[:-200], "x.warc", Settings()))
    assert len(reports(found)) == 1
    assert isinstance(found[-1], DamagedFile)
    assert "breaks off" in found[-1].fault
    assert isinstance(
        next(iter(read_bytes(b"WARC/1.0\r\n\r\n", "x.warc", Settings()))), DamagedFile
    )


def test_a_page_that_unpacks_to_a_bomb_is_refused() -> None:
    bomb = gzip.compress(b"<p>" + b"a" * (40 * 1024**2))
    found = list(
        read_bytes(record("a", answer(bomb, HTML, "Content-Encoding: gzip")), "x.warc", Settings())
    )
    assert "unpacks to more than" in errors(found)[0].fault


def parquet(rows: list[dict[str, object]]) -> bytes:
    sink = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), sink, row_group_size=2)
    return sink.getvalue()


def test_parquet_gives_one_report_a_row() -> None:
    rows = [
        {"id": f"n{i}", "text": f"Shells killed {i}.", "date": date(2020, 1, i)} for i in (1, 2, 3)
    ]
    found = reports(list(read_bytes(parquet(rows), "x.parquet", Settings())))
    assert [r.name for r in found] == ["x.parquet:n1", "x.parquet:n2", "x.parquet:n3"]
    assert found[2].published == date(2020, 1, 3)
    broken = list(read_bytes(b"PAR1" + b"\x00" * 50, "x.parquet", Settings()))
    assert isinstance(broken[0], DamagedFile)
    assert (
        "no column is known"
        in errors(list(read_bytes(parquet([{"a": "b"}]), "x.parquet", Settings())))[0].fault
    )


def test_packed_files_are_read_as_what_they_hold(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"Shells fell on the town."))
    lines = "".join(json.dumps({"text": f"Shells killed {n}."}) + "\n" for n in range(3)) + "{\n"
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    found = list(read_paths([str(tmp_path)], Settings()))
    assert [r.name for r in reports(found)] == [
        "a.txt",
        *[f"b.jsonl.gz:row {n}" for n in (1, 2, 3)],
    ]
    assert errors(found)[0].subject == "b.jsonl.gz:row 4"
    cut = gzip.compress(b"Shells fell on the town." * 50)[:-9]
    assert isinstance(next(iter(read_bytes(cut, "a.txt.gz", Settings()))), DamagedFile)
    nested = gzip.compress(gzip.compress(b"Shells fell."))
    assert isinstance(next(iter(read_bytes(nested, "a.gz.gz", Settings()))), UnsupportedFile)


def test_long_json_lines_are_read_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "long.jsonl"
    lines = [json.dumps({"text": f"Shells killed {n}."}).encode() for n in range(4)]
    path.write_bytes(b"\n".join([*lines, b'{"text": "\xff"}', b"", b"[1]"]))
    whole = reports(list(read_paths([str(path)], Settings(encoding="cp1252"))))
    monkeypatch.setattr(streams_module, "WHOLE_BYTES", 10)
    found = list(read_paths([str(path)], Settings()))
    assert [(r.name, r.text, r.report_id) for r in reports(found)] == [
        (r.name, r.text, r.report_id) for r in whole[:4]
    ]
    assert [e.subject for e in errors(found)] == ["long.jsonl:row 5", "long.jsonl:row 6"]
