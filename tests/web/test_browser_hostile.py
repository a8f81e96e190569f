"""Hostile reports in a real browser: nothing runs, nothing is asked of others, nothing breaks."""

import pytest

from chromium import chromium, served
from conftest import make_report
from hostile import BODY, REPORTS, crowded_project
from web_project import project_of


@pytest.fixture(scope="module")
def browser():
    with chromium() as started:
        yield started


def opened(browser, base, token, wrong):
    page = browser.new_page()
    page.set_default_timeout(60_000)
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.on("request", lambda r: None if r.url.startswith((base, "data:")) else wrong.append(r.url))
    page.goto(f"{base}/?token={token}")
    return page


def test_nothing_of_hostile_reports_runs(browser, tmp_path):
    reports = [
        make_report(f"{BODY}{n}", original=f"{BODY}{n}".encode(), **fields)
        for n, fields in enumerate(REPORTS.values())
    ]
    project = project_of(tmp_path / "hostile", reports)
    wrong = []
    with served(project, "<script>alert(6)</script>") as (base, token):
        page = opened(browser, base, token, wrong)
        paths = ["/events", "/reports", "/review", "/pairs", "/disagreements", "/export"]
        paths += [f"/reports/{report.report_id}" for report in reports]
        paths += [f"/events/{event.event_id}" for event in project.events(limit=3)]
        for path in paths:
            page.goto(base + path)
            if path == "/events":
                page.wait_for_selector("#map[data-ready]")
                for sign in page.locator("path.spot").all()[:2]:
                    sign.hover(force=True)
        page.close()
    project.close()
    assert wrong == []


def test_a_crowded_line_of_a_megabyte_is_shown_and_answers_the_mouse(browser, tmp_path):
    project, report = crowded_project(tmp_path / "crowded")
    wrong = []
    with served(project) as (base, token):
        page = opened(browser, base, token, wrong)
        page.goto(f"{base}/reports/{report.report_id}")
        assert page.locator("#text mark").count() > 9_000
        page.locator("[data-owner]").first.hover()
        assert page.locator("#text mark.lit").count() > 0
        length = page.evaluate("document.getElementById('text').textContent.length")
        assert length == len(report.text)
        page.close()
    project.close()
    assert wrong == []
