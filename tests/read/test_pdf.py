from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pypdf
import pytest

from dateline.errors import DamagedFile, EmptyReport, ReadError, UnsupportedFile
from dateline.read import read_bytes
from dateline.records import Report
from dateline.settings import Settings

MakePdf = Callable[[list[list[str]]], bytes]

PAGE = [
    "Two killed in Harasta",
    "",
    "BEIRUT, 12 March 2013 - Soldiers shelled the town of Harasta on Mon-",
    "day, and two people who had stood in the market there were killed at",
    "once, a medic said.",
    "It was the third time in a week that human-",
    "rights workers counted shells there, and human rights are not kept.",
]


def read(data: bytes, name: str = "a.pdf") -> Report | ReadError:
    found = list(read_bytes(data, name, Settings()))
    assert len(found) == 1
    return found[0]


def test_lines_become_paragraphs_and_broken_words_are_mended(pdf: MakePdf) -> None:
    report = read(pdf([PAGE]))
    assert isinstance(report, Report)
    assert report.read_as == "pdf"
    paragraphs = report.text.split("\n\n")
    assert paragraphs[0] == report.title == "Two killed in Harasta"
    assert "on Monday, and two people who had stood in the market there were" in report.text
    assert "human-rights workers" in report.text
    assert (report.published, report.dateline_place) == (date(2013, 3, 12), "Beirut".upper())


def test_page_numbers_and_running_heads_are_left_out(pdf: MakePdf) -> None:
    body = [
        f"Soldiers shelled the {name} quarter for an hour, and nobody there was hurt at all."
        for name in ("northern", "southern", "eastern", "western", "old", "new")
    ]
    pages = [["Daily Bulletin", *[b.replace("hour", f"hour {n}") for b in body], str(n)]
             for n in range(1, 6)]  # fmt: skip
    report = read(pdf(pages))
    assert isinstance(report, Report)
    assert "Daily Bulletin" not in report.text
    assert "northern quarter for an hour 5" in report.text
    assert any("running heads" in note for note in report.notes)


def test_a_hundred_pages_are_read(pdf: MakePdf) -> None:
    report = read(pdf([[f"Soldiers shelled village number {n} today."] for n in range(100)]))
    assert isinstance(report, Report)
    assert "village number 99" in report.text


def test_a_scan_says_that_it_has_no_text(pdf: MakePdf) -> None:
    error = read(pdf([[], []]))
    assert isinstance(error, EmptyReport)
    assert "OCR" in error.remedy


@pytest.mark.parametrize("algorithm", ["RC4-128"])
def test_a_locked_file_says_so(pdf: MakePdf, algorithm: str) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([PAGE])))
    writer.encrypt("secret", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    error = read(out.getvalue())
    assert isinstance(error, UnsupportedFile)
    assert "without" in error.remedy


@pytest.mark.parametrize("keep", [8, 60, 300])
def test_a_broken_file_is_an_error_or_gives_its_words(pdf: MakePdf, keep: int) -> None:
    found = read(pdf([PAGE])[:keep])
    assert isinstance(found, DamagedFile | EmptyReport)
    assert "PDF" in str(found) or "pages" in str(found)


def test_a_text_named_pdf_is_damaged() -> None:
    assert isinstance(read(b"The army shelled the town."), DamagedFile)


def test_the_day_a_pdf_was_made_is_no_day_of_publication(pdf: MakePdf) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([["Soldiers shelled the town."]])))
    writer.add_metadata({"/CreationDate": "D:20161103080000Z", "/Title": "Microsoft Word - x.doc"})
    out = io.BytesIO()
    writer.write(out)
    report = read(out.getvalue())
    assert isinstance(report, Report)
    assert (report.published, report.title) == (None, None)
