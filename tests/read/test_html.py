from __future__ import annotations

import time
from datetime import date

import pytest

from dateline.errors import EmptyReport, ReadError
from dateline.read import read_bytes
from dateline.read.visible import strip_tags, visible_text
from dateline.records import Report
from dateline.settings import Settings

HEAD = (
    "<title>Shelling kills two in Harasta | Example Wire</title>"
    '<meta property="og:site_name" content="Example Wire">'
)
BODY = (
    "<article><h1>Shelling kills two in Harasta</h1>{date}"
    "<p>HARASTA, Syria (AP) — Shelling killed two people on Thursday, a medic said.</p>"
    "<p>Soldiers had shelled the market &amp; a school, residents said.</p></article>"
)
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">' + HEAD + "{head}</head><body>"
    "<nav>Home | World | Sport</nav>" + BODY + "<footer>Copyright 3 January 2026</footer>"
    "<script>var x = '<p>not text</p>';</script></body></html>"
)


def page(head: str = "", shown: str = "") -> bytes:
    return PAGE.format(head=head, date=shown).encode()


def one(data: bytes, name: str = "a.html") -> Report:
    found = list(read_bytes(data, name, Settings()))
    assert len(found) == 1
    assert isinstance(found[0], Report), found[0]
    return found[0]


def test_a_page_gives_its_words_and_what_it_says_about_itself() -> None:
    report = one(page('<meta property="article:published_time" content="2016-11-03T08:00Z">'))
    assert report.read_as == "html"
    assert (report.title, report.publisher) == ("Shelling kills two in Harasta", "Example Wire")
    assert (report.published, report.published_basis) == (date(2016, 11, 3), "metadata")
    assert (report.dateline_place, report.language) == ("HARASTA, Syria", "en")
    assert report.text.startswith("Shelling kills two in Harasta\n\nHARASTA")
    assert report.text[report.body_start :].startswith("Shelling killed two people")
    assert "market & a school" in report.text
    for unwanted in ("<", "not text", "Sport", "Copyright"):
        assert unwanted not in report.text


@pytest.mark.parametrize(
    ("head", "shown"),
    [
        ('<meta name="date" content="2016-11-03">', ""),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", '
            '"datePublished": "2016-11-03T08:00:00Z"}</script>',
            "",
        ),
        ("", '<time datetime="2016-11-03">Thursday</time>'),
        ("", '<span class="post-date">3 November 2016</span>'),
        ('<link rel="canonical" href="https://example.org/2016/11/03/harasta">', ""),
    ],
)
def test_where_a_page_states_its_day(head: str, shown: str) -> None:
    report = one(page(head, shown))
    assert report.published == date(2016, 11, 3)
    assert any("day of publication" in note for note in report.notes)


def test_a_day_in_a_footer_or_in_two_articles_is_not_taken() -> None:
    assert one(page()).published is None
    two = "".join(
        f'<script type="application/ld+json">{{"@type":"Article","datePublished":"2016-11-0{d}"}}'
        "</script>"
        for d in (3, 4)
    )
    assert one(page(two)).published is None


def test_the_publisher_may_stand_in_json_ld() -> None:
    script = '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", '
    script += '"publisher": {"name": "Example Daily"}}]}</script>'
    data = page(script).decode().replace('property="og:site_name"', 'name="other"')
    assert one(data.replace(" | Example Wire", "").encode()).publisher == "Example Daily"


def test_a_day_in_a_masthead_is_not_taken() -> None:
    masthead = '<body><span class="date">Sunday, 22 November 2026</span>'
    assert one(page().replace(b"<body>", masthead.encode())).published is None


def test_the_declared_character_set_is_used() -> None:
    data = page().decode().replace("utf-8", "windows-1251").replace("medic", "врач")
    report = one(data.encode("cp1251"))
    assert report.encoding == "windows-1251"
    assert "a врач said" in report.text


def test_a_page_is_known_by_what_it_holds() -> None:
    assert one(page(), "saved.txt").read_as == "html"
    assert one(b"No mark-up here: 2 > 1.", "plain.html").text == "No mark-up here: 2 > 1."


def test_markup_in_a_title_is_taken_out() -> None:
    data = page().decode().replace("<h1>Shelling", "<h1>&lt;img src=x onerror=y&gt; Shelling")
    report = one(data.replace("<title>", "<title>&lt;b&gt;").encode())
    assert report.title is not None
    assert "<" not in report.title
    assert strip_tags("<b>Two</b> &amp; more in <Harasta>") == "Two & more in <Harasta>"


def test_a_page_without_words_says_what_to_do() -> None:
    found = list(
        read_bytes(b"<html><body><script>x()</script></body></html>", "a.html", Settings())
    )
    assert isinstance(found[0], EmptyReport)
    assert "browser" in found[0].remedy


@pytest.mark.parametrize(
    "data",
    [
        "<html><body>" + "<div>" * 20_000 + "<p>Soldiers shelled it.</p>" + "</div>" * 20_000,
        "<html><body>" + "<div>" * 1_500 + "<p>Soldiers shelled it.</p>",
        "<html><body><p>Soldiers shelled it." + "<" * 50_000,
        "<!doctype html>" + "<!-- a -->" * 2_000 + "<p>Soldiers shelled it.",
        "<html><body>" + "<p " + "a='" * 5_000 + "><p>Soldiers shelled it.",
    ],
)
def test_hostile_markup_gives_words_or_an_error_soon(data: str) -> None:
    begun = time.perf_counter()
    found = list(read_bytes(data.encode(), "deep.html", Settings()))
    assert time.perf_counter() - begun < 5
    assert len(found) == 1
    assert isinstance(found[0], ReadError) or "Soldiers shelled" in found[0].text


def test_visible_text_keeps_blocks_apart() -> None:
    assert visible_text("<p>One</p><p>two <b>th</b>ree<br>four</p><style>x</style>") == (
        "One\n\ntwo three\n\nfour"
    )
