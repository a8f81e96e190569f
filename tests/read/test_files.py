from __future__ import annotations

import io
import os
import struct
import sys
import zipfile
from pathlib import Path

import pytest

from dateline.errors import DamagedFile, ReadError, UnsupportedFile
from dateline.read import read_bytes, read_paths
from dateline.records import Report
from dateline.settings import Settings

TEXT = "Soldiers shelled the town."


def read(*paths: str | Path) -> list[Report | ReadError]:
    return list(read_paths([str(path) for path in paths], Settings()))


def names(found: list[Report | ReadError]) -> list[str]:
    return [item.name for item in found if isinstance(item, Report)]


def pack(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/deep/d.txt", ".hidden"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{TEXT} {name}", encoding="utf-8")
    return tmp_path


def test_a_folder_is_read_whole_in_order(folder: Path) -> None:
    assert names(read(folder)) == ["a.txt", "b.txt", "sub/c.txt", "sub/deep/d.txt"]


def test_a_single_file_goes_by_its_name(folder: Path) -> None:
    assert names(read(folder / "sub" / "c.txt", folder / "a.txt")) == ["c.txt", "a.txt"]


def test_globs(folder: Path) -> None:
    assert names(read(folder / "*.txt")) == ["a.txt", "b.txt"]
    assert len(names(read(folder / "**" / "*.txt"))) == 4
    nothing = read(folder / "*.pdf")
    assert isinstance(nothing[0], ReadError)


def test_a_file_whose_name_looks_like_a_pattern_is_read(tmp_path: Path) -> None:
    (tmp_path / "[draft] a*.txt").write_text(TEXT, encoding="utf-8")
    assert names(read(tmp_path / "[draft] a*.txt")) == ["[draft] a*.txt"]


def test_a_file_at_fault_costs_only_itself(folder: Path) -> None:
    (folder / "aa.txt").write_bytes(b"")
    (folder / "ab.png").write_bytes(b"\x89PNG\r\n\x1a\n....")
    found = read(folder / "no such file", folder)
    errors = [item for item in found if isinstance(item, ReadError)]
    assert [error.subject.rpartition("/")[2] for error in errors] == [
        "no such file", "aa.txt", "ab.png",
    ]  # fmt: skip
    assert len(names(found)) == 4
    assert all(error.remedy for error in errors)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    assert isinstance(read(tmp_path)[0], ReadError)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert names(read("-")) == ["stdin"]


def test_links_that_lead_round_in_a_circle_end(folder: Path) -> None:
    (folder / "sub" / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "self").symlink_to(folder / "self")
    (folder / "gone").symlink_to(folder / "nowhere")
    found = read(folder)
    assert len(names(found)) == 4
    assert sum(isinstance(item, ReadError) for item in found) == 2


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert isinstance(read(tmp_path)[0], UnsupportedFile)


def test_odd_names_are_shown_on_one_line(tmp_path: Path) -> None:
    for raw in (b"two\nlines.txt", b"caf\xe9.txt", "\u202egnp.txt".encode()):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + raw)).write_text(TEXT, encoding="utf-8")
    found = names(read(tmp_path))
    assert sorted(found) == sorted(["two\\nlines.txt", "caf\ufffd.txt", "\\u202egnp.txt"])
    assert isinstance(read("a\x00b")[0], ReadError)


def test_reading_is_lazy(folder: Path) -> None:
    found = read_paths([str(folder / "a.txt"), str(folder / "later.txt")], Settings())
    assert isinstance(next(found), Report)
    (folder / "later.txt").write_text(TEXT, encoding="utf-8")
    assert isinstance(next(found), Report)


def test_an_archive_is_read_in_order_and_written_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(
        pack({"b.txt": TEXT, "a/t.csv": "id,text\n1,Shells fell.\n", "__MACOSX/._b.txt": "x"})
    )
    assert names(read(tmp_path / "a.zip")) == ["a.zip/a/t.csv:1", "a.zip/b.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "a\\..\\b.txt"]
)
def test_names_that_lead_out_of_an_archive_are_refused(name: str) -> None:
    found = list(read_bytes(pack({name: TEXT, "good.txt": TEXT}), "a.zip", Settings()))
    assert sorted(type(item).__name__ for item in found) == ["Report", "UnsupportedFile"]


def test_a_bomb_is_not_unpacked() -> None:
    data = pack({"bomb.txt": "a" * (17 * 1024**2), "good.txt": TEXT})
    bomb, good = read_bytes(data, "a.zip", Settings())
    assert isinstance(bomb, ReadError)
    assert "zip bomb" in bomb.fault
    assert isinstance(good, Report)


def test_a_member_larger_than_its_list_says_is_refused() -> None:
    data = bytearray(pack({"a.txt": TEXT * 100}))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    found = list(read_bytes(bytes(data), "a.zip", Settings()))
    assert isinstance(found[0], DamagedFile)


def test_archives_in_archives_and_documents_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("inner.zip", pack({"a.txt": TEXT}))
        archive.writestr("letter.docx", pack({"[Content_Types].xml": "", "word/document.xml": ""}))
    found = list(read_bytes(out.getvalue(), "a.zip", Settings()))
    assert all(isinstance(item, UnsupportedFile) for item in found)
    assert len(found) == 2


@pytest.mark.parametrize(
    "head",
    [b"GIF89a", b"\x7fELF", b"{\\rtf1 ", b"\x1f\x8b\x08", b"\xd0\xcf\x11\xe0", b"PK\x03\x04"],
)
def test_binary_files_are_refused_with_a_remedy(head: bytes) -> None:
    found = list(read_bytes(head + b"rest of it", "report.txt", Settings()))
    assert isinstance(found[0], UnsupportedFile | DamagedFile)
    assert found[0].remedy


def test_an_e_mail_is_decoded() -> None:
    data = (
        b'From: "News Desk" <desk@example.org>\r\nSubject: =?utf-8?q?Caf=C3=A9_shelled?=\r\n'
        b"Date: Thu, 3 Nov 2016 10:00:00 +0300\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"BEIRUT =E2=80=94 The caf=C3=A9 was sh=\r\n"
        b"elled.\r\n"
    )
    report = next(read_bytes(data, "a.eml", Settings()))
    assert isinstance(report, Report)
    assert report.text == "Café shelled\n\nBEIRUT — The café was shelled.\n"
    assert (report.title, report.publisher) == ("Café shelled", "News Desk")
    assert str(report.published) == "2016-11-03"
    assert report.text[report.body_start :] == "The café was shelled.\n"
