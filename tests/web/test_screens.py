"""Every screen is drawn, says what it shows, and has its twins for programs."""

import csv
import io

import pytest

from dateline.filters import Filter

SCREENS = [
    "",
    "events",
    "reports",
    "review",
    "pairs",
    "disagreements",
    "quality",
    "runs",
    "export",
    "about",
]


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_drawn_and_reads_the_same_as_csv_and_json(page, name):
    answer = page.get(f"/{name}")
    assert answer.status_code == 200
    assert "<h1" in answer.text
    for ending in ("csv", "json"):
        path = f"/{name or 'start'}.{ending}"
        if f'href="{path}' in answer.text:
            twin = page.get(path)
            assert twin.status_code == 200
            if ending == "json":
                assert twin.json()


def test_the_start_page_says_what_is_here_and_what_to_do(page):
    text = page.get("/").text
    assert "4 reports tell" in text
    assert "Review next" in text


def test_an_empty_project_says_what_to_do_first(tmp_path):
    from dateline.store.project import Project
    from web_project import browser_of

    with Project.create(tmp_path / "empty") as project:
        empty = browser_of(project)
        for name in SCREENS:
            assert empty.get(f"/{name}").status_code == 200
        assert "dateline add" in empty.get("/").text


def test_a_filter_is_the_address_and_says_itself(page):
    answer = page.get("/events?event_type=ASSAULT&country=YEM")
    assert "Yemen" in answer.text
    count = page.desk.project.count(Filter(event_type=("ASSAULT",), country=("YEM",)))
    assert f"<b>{count}</b>" in answer.text
    rows = list(
        csv.DictReader(io.StringIO(page.get("/events.csv?event_type=ASSAULT&country=YEM").text))
    )
    assert len(rows) == count
    assert {row["event_type"] for row in rows} == {"ASSAULT"}


def test_facets_count_the_blanks_too(page):
    text = page.get("/events").text
    assert "no country" in text or "none" in text
    assert "without a place" in text


def test_events_without_a_place_stay_in_the_geojson(page):
    found = page.get("/events.geojson").json()["features"]
    assert len(found) == page.desk.project.count()
    assert any(feature["geometry"] is None for feature in found)


def test_the_map_has_no_pin_for_a_region(page):
    drawn = page.get("/events/map?zoom=8").json()
    points = page.desk.project.points()
    exact = sum(
        p in ("exact", "near", "unknown") and lat is not None
        for p, lat in zip(points.precision, points.latitude, strict=True)
    )
    assert sum(spot["n"] for spot in drawn["spots"]) == exact


def test_an_event_shows_every_claim_with_what_differs(page):
    event = page.desk.project.events(Filter(disagree=True), "disagreement", 1)[0]
    text = page.get(f"/events/{event.event_id}").text
    for claim_id in event.claim_ids:
        assert f'id="c-{claim_id}"' in text
    assert 'class="differs"' in text
    assert "<svg" in text


def test_a_report_shows_its_text_and_what_was_not_used(page):
    report = next(page.desk.project.reports())
    text = page.get(f"/reports/{report.report_id}").text
    assert 'data-tag="what"' in text
    assert "Found but not used" in text
    assert report.sha256 in text
    original = page.get(f"/reports/{report.report_id}/original")
    assert original.content == page.desk.project.original(report.report_id)
    assert original.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "path",
    [
        "/events/none",
        "/reports/none",
        "/review?claim=none",
        "/events?country=%00",
        "/events?since=x",
        "/events?nonsense=1",
        "/nowhere",
        "/review?order=random&size=x&seed=%3Cb%3E",
        "/events?page=-3",
        "/events?page=99999999999999999999",
        "/events/map?zoom=999&view=x",
    ],
)
def test_a_wrong_address_is_told_as_a_page_and_never_a_crash(page, path):
    answer = page.get(path)
    assert answer.status_code in (200, 400, 404)
    assert "<b>&" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("shape", ["csv", "jsonl", "geojson", "acled", "gdelt"])
def test_an_export_is_shown_with_its_command_and_can_be_fetched(page, shape):
    text = page.get(f"/export?shape={shape}&country=YEM&fatalities=high").text
    assert f"dateline export {shape}" in text
    assert "--country YEM" in text
    answer = page.get(f"/export/file?shape={shape}&country=YEM")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
