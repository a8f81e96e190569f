"""Reports of strangers: nothing in them becomes markup, and nothing of them breaks a page."""

import re

import pytest

from conftest import make_report
from dateline.export.highlight import mark, spans_of
from hostile import BODY, REPORTS, TAG, crowded_project
from web_project import browser_of, project_of


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile") / f"p {TAG[:8].replace('/', '')}"
    reports = []
    for number, fields in enumerate(REPORTS.values()):
        text = f"{BODY}{number}"
        made = make_report(text, original=text.encode(), **fields)
        reports.append(made)
    project = project_of(folder, reports)
    yield browser_of(project, TAG[:60])
    project.close()


def pages(page):
    project = page.desk.project
    yield from ("/", "/events", "/reports", "/review", "/pairs", "/disagreements", "/quality")
    yield from ("/runs", "/export", f"/events?text={TAG}&party={TAG}", f"/events?outlet={TAG}")
    for report in project.reports():
        yield f"/reports/{report.report_id}"
    for event in project.events():
        yield f"/events/{event.event_id}"
    for claim in project.claims():
        yield f"/review?claim={claim.claim_id}&edit=actor"
        yield f"/review?claim={claim.claim_id}&edit=place"


ALLOWED = re.compile(
    r'<script src="/static/[a-z./-]+" defer></script>|<script type="application/json" id="spans">'
)


def test_nothing_of_a_report_becomes_markup(hostile):
    for path in pages(hostile):
        text = hostile.get(path).text
        rest = ALLOWED.sub("", text)
        assert "<script" not in rest, path
        assert "<img" not in rest, path
        assert "<svg on" not in rest, path
        assert "<b>.txt" not in rest, path
        assert "49" not in re.findall(r"told (\S+)\.", rest), path
        outside = re.sub(r'="[^"]*"', "=", rest)
        assert not re.search(r"<[^>]*\son(error|load|focus)=", outside), path
        assert not re.search(r'href="\s*(javascript|data|//)', rest), path


def test_marks_that_turn_writing_round_are_signs_outside_the_text(hostile):
    for path in pages(hostile):
        text = hostile.get(path).text
        outside = re.sub(r'<(div|p) class="reading words.*?</\1>', "", text, flags=re.S)
        outside = re.sub(r"<input[^>]*>|<option.*?</option>", "", outside, flags=re.S)
        assert "\u202e" not in outside, path


def test_a_hostile_name_is_no_header_and_no_path(hostile):
    for report in hostile.desk.project.reports():
        answer = hostile.get(f"/reports/{report.report_id}/original")
        given = answer.headers["content-disposition"]
        assert given.isascii()
        assert "\n" not in given
        assert ".." not in given
        assert "/" not in given


def test_twins_hold_the_words_as_data(hostile):
    for path in ("/events.csv", "/reports.csv", "/reports.json", "/events.geojson"):
        answer = hostile.get(path)
        assert answer.status_code == 200
        assert "html" not in answer.headers["content-type"]


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    project, report = crowded_project(tmp_path_factory.mktemp("crowded") / "p")
    yield browser_of(project), report
    project.close()


def test_a_line_of_a_megabyte_with_five_thousand_overlapping_spans_is_a_page(crowded):
    page, report = crowded
    answer = page.get(f"/reports/{report.report_id}")
    assert answer.status_code == 200
    assert len(answer.content) < 12_000_000
    assert page.get("/review?order=text").status_code == 200
    assert page.get("/reports").status_code == 200


def test_marks_stay_with_their_claims_in_the_crowd(crowded):
    page, report = crowded
    claims = page.desk.project.claims_of_report(report.report_id)
    spans = [span for claim in claims[:50] for span in spans_of(claim)]
    marked = mark(report.text, spans)
    assert marked.html.count("<mark") >= 50
