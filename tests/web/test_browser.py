"""The review page in a real browser: every screen, every key, no mouse, no network, no script."""

import re
from pathlib import Path

import pytest

from chromium import chromium, served
from conftest import make_report
from dateline.filters import Filter
from dateline.store.queue import Queue
from web_project import copied, project_of

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
SCREENS = (
    "/", "/events", "/review", "/review?edit=place", "/pairs", "/disagreements", "/reports",
    "/quality", "/runs", "/export", "/about",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser():
    with chromium() as started:
        yield started


class Tab:
    """One page of the browser, with everything that went wrong in it."""

    def __init__(self, browser, base, token, **options):
        self.context = browser.new_context(**{"viewport": WIDE, **options})
        self.context.set_default_timeout(25_000)
        self.page = self.context.new_page()
        self.base = base
        self.wrong: list[str] = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("dialog", self._dialog)
        self.page.on("request", self._request)
        self.go(f"/?token={token}")

    def _console(self, message):
        if message.type == "error" and "status of 4" not in message.text:
            self.wrong.append(f"console: {message.text}")

    def _dialog(self, dialog):
        self.wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request):
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.wrong.append(f"request: {request.url}")

    def go(self, path):
        self.page.goto(self.base + path)

    def key(self, *keys):
        """Press keys; what follows waits for the page that they lead to."""
        for key in keys:
            self.page.keyboard.press(key)

    def leads(self, *keys):
        """Press keys that lead to another page."""
        with self.page.expect_navigation():
            self.key(*keys)

    @property
    def path(self):
        return self.page.url.removeprefix(self.base)

    def claim(self):
        return self.page.locator("#claim").get_attribute("data-claim")

    def close(self):
        self.context.close()
        assert self.wrong == []


@pytest.fixture
def shared_tab(browser, shared_project):
    with served(shared_project) as (base, token):
        tabs = []

        def opened(**options):
            tabs.append(Tab(browser, base, token, **options))
            return tabs[-1]

        yield opened
        for tab in tabs:
            tab.close()


@pytest.fixture
def own(browser, shared_project, tmp_path):
    project = copied(shared_project, tmp_path / "own")
    with served(project) as (base, token):
        tab = Tab(browser, base, token)
        yield tab, project
        tab.close()
    project.close()


def serious(page):
    """Return what the accessibility checker finds that is serious or critical."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]} ({one['nodes'][0]['failureSummary'][:200]})"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize(
    ("viewport", "scheme"), [(WIDE, "light"), (PHONE, "dark")], ids=["wide-light", "phone-dark"]
)
def test_every_screen_fits_and_can_be_read_by_everyone(
    shared_tab, shared_project, viewport, scheme
):
    tab = shared_tab(viewport=viewport, color_scheme=scheme)
    event = shared_project.events(Filter(), "reports", 1)[0].event_id
    report = next(shared_project.reports()).report_id
    found = []
    for path in (*SCREENS, f"/events/{event}", f"/reports/{report}"):
        tab.go(path)
        if "events" in path:
            tab.page.wait_for_selector("#map[data-ready]")
        width = tab.page.evaluate("document.documentElement.scrollWidth")
        assert width <= viewport["width"], path
        found += [f"{path} {one}" for one in serious(tab.page)]
    assert found == []


def test_the_map_shows_dots_rings_and_areas_and_narrows_the_list(shared_tab, shared_project):
    tab = shared_tab()
    tab.go("/events")
    tab.page.wait_for_selector("#map[data-ready]")
    assert tab.page.locator("path.country").count() > 150
    signs = tab.page.locator("path.spot, path.area, .patch-sign").count()
    assert signs >= 2
    with tab.page.expect_navigation():
        tab.page.get_by_role("button", name="Only what is in this part of the map").click()
    assert "box=" in tab.path
    assert "between" in tab.page.locator("h1").inner_text()


def test_dragging_over_the_timeline_asks_for_its_days(shared_tab):
    tab = shared_tab()
    tab.go("/events")
    box = tab.page.locator(".timeline svg").bounding_box()
    middle = box["y"] + 30
    tab.page.mouse.move(box["x"] + 0.3 * box["width"], middle)
    tab.page.mouse.down()
    tab.page.mouse.move(box["x"] + 0.7 * box["width"], middle, steps=4)
    with tab.page.expect_navigation():
        tab.page.mouse.up()
    assert re.search(r"since=\d{4}-\d\d-\d\d&until=\d{4}-\d\d-\d\d", tab.path)


def test_a_facet_a_column_and_the_back_button_keep_the_view_in_the_address(shared_tab):
    tab = shared_tab()
    tab.go("/events")
    with tab.page.expect_navigation():
        tab.page.locator(".facet a", has_text="ASSAULT").first.click()
    assert "event_type=ASSAULT" in tab.path
    with tab.page.expect_navigation():
        tab.page.locator(".timeline a").first.focus()
        tab.key("Enter")
    assert "since=" in tab.path
    tab.page.go_back()
    assert "since=" not in tab.path
    with tab.page.expect_navigation():
        tab.page.select_option("select[name=order]", "killed")
    assert "event_type=ASSAULT" in tab.path
    assert "order=killed" in tab.path


def test_keys_move_between_screens_and_down_a_list(shared_tab):
    tab = shared_tab()
    tab.key("?")
    assert tab.page.locator("#keys").is_visible()
    tab.key("Escape")
    for keys, path in (("e", "/events"), ("d", "/disagreements"), ("p", "/pairs"), ("s", "/")):
        tab.key("g")
        tab.leads(keys)
        assert tab.path == path
    tab.key("g")
    tab.leads("e")
    tab.key("j", "j", "k")
    tab.leads("Enter")
    assert tab.path.startswith("/events/")
    tab.go("/events")
    tab.key("/")
    tab.page.keyboard.type("market")
    tab.leads("Enter")
    assert "text=market" in tab.path


def test_every_key_of_the_queue(own):
    tab, project = own
    tab.key("g")
    tab.leads("r")
    first = tab.claim()
    tab.leads("a")
    second = tab.claim()
    assert second != first
    assert project.standings([first])[first].verdict == "accepted"
    tab.leads("u")
    assert tab.claim() == first
    assert project.standings([first])[first].verdict is None
    tab.key("x")
    tab.leads("3")
    assert project.decisions(first)[-1].why == "wrong_actor"
    tab.leads("n")
    third = tab.claim()
    tab.leads("p")
    assert tab.claim() not in (None, third)
    tab.leads("n")
    tab.leads("Space")
    assert tab.claim() != third
    assert project.decisions(third)[-1].kind == "skip"
    tab.key("c")
    tab.page.keyboard.type("Is this the same market?")
    with tab.page.expect_navigation():
        tab.page.get_by_role("button", name="Keep the comment").click()
    assert "Is this the same market?" in tab.page.locator(".history").inner_text()
    tab.leads("o")
    assert tab.path.startswith("/reports/")


def test_a_field_is_edited_without_a_mouse(own):
    tab, project = own
    tab.go("/review")
    claim = tab.claim()
    tab.key("2")
    assert tab.page.evaluate("document.activeElement.dataset.field") == "status"
    tab.leads("e")
    tab.page.select_option("#edit select[name=status]", "possible")
    with tab.page.expect_navigation():
        tab.page.locator("#edit button.main").press("Enter")
    assert project.claim(claim).status == "possible"
    tab.key("5")
    tab.leads("e")
    tab.page.locator("#edit input[name=name]").fill("Aleppo")
    tab.page.wait_for_selector("#places option:nth-child(3)", state="attached")
    tab.leads("Enter")
    assert project.claim(claim).place.name == "Aleppo"
    tab.leads("u")
    assert project.claim(claim).place is None or project.claim(claim).place.name != "Aleppo"
    tab.key("5")
    tab.leads("e")
    tab.key("Escape")
    tab.leads("Escape")
    assert tab.page.locator("#edit").count() == 0


def test_selected_words_set_a_field_exactly_after_emoji(browser, tmp_path):
    text = (
        "🚀🚀 Rebels shelled the town of Tikrit on Friday, 🚑 killing 12 people near حلب today.\r\n"
    )
    report = make_report(text, original=text.encode())
    project = project_of(tmp_path / "emoji", [report])
    with served(project) as (base, token):
        tab = Tab(browser, base, token)
        tab.go("/review")
        claim = tab.claim()
        tab.page.evaluate(
            """() => {
              const pieces = [...document.querySelectorAll('#sentence [data-at]')];
              const find = (words, end) => {
                for (const piece of pieces) {
                  const at = piece.textContent.indexOf(words);
                  if (at >= 0) return [piece.firstChild, at + (end ? words.length : 0)];
                }
              };
              const range = document.createRange();
              range.setStart(...find('people', false));
              range.setEnd(...find('near', true));
              getSelection().removeAllRanges();
              getSelection().addRange(range);
            }"""
        )
        tab.page.wait_for_selector("#selection:not([hidden])")
        tab.page.select_option("#selection-field", "recipient")
        tab.page.evaluate("document.activeElement.blur()")
        tab.leads("s")
        assert tab.page.locator("#edit input[name=name]").input_value() == "people near"
        tab.leads("Enter")
        anchor = project.claim(claim).recipient[0].anchors[0]
        assert text[anchor.start : anchor.end] == anchor.quote == "people near"
        tab.close()
    project.close()


def test_pairs_are_decided_with_the_keys(own):
    tab, project = own
    before = len(project.pairs())
    tab.go("/pairs")
    tab.leads("n")
    assert len(project.pairs()) == before - 1
    tab.leads("u")
    assert len(project.pairs()) == before
    tab.leads("Space")
    assert "at=1" in tab.path
    tab.leads("y")
    assert len(project.pairs()) < before


def test_a_cell_of_the_matrix_opens_its_sentence(shared_tab, shared_project):
    event = shared_project.events(Filter(disagree=True), "disagreement", 1)[0]
    tab = shared_tab()
    tab.go(f"/events/{event.event_id}")
    cell = tab.page.locator("td:not(.blank) .cell").first
    sentence = tab.page.locator(f"#{cell.get_attribute('data-sentence')}")
    assert not sentence.is_visible()
    cell.click()
    assert sentence.is_visible()
    cell.click()
    assert not sentence.is_visible()


def test_hovering_lights_a_claim_and_its_words(shared_tab, shared_project):
    report = next(shared_project.reports())
    tab = shared_tab()
    tab.go(f"/reports/{report.report_id}")
    tab.page.locator("[data-owner]").first.hover()
    assert tab.page.locator("#text mark.lit").count() > 0
    tab.page.locator("#text mark.m-what").nth(2).hover()
    assert tab.page.locator(".claim.lit").count() == 1


def test_without_a_script_everything_works_but_the_map_and_the_keys(browser, own):
    tab, project = own
    bare = Tab(browser, tab.base, tab.context.cookies()[0]["value"], java_script_enabled=False)
    for path in SCREENS:
        bare.go(path)
        assert bare.page.locator("h1").count() >= 1
    bare.go("/events")
    bare.page.locator(".facet a").first.click()
    assert "?" in bare.path
    bare.page.locator(".timeline a rect.column").first.click(force=True)
    assert "since=" in bare.path
    bare.go("/review")
    claim = project.next_claim(Queue(), None)
    bare.page.get_by_role("button", name="Accept").click()
    assert project.standings([claim])[claim].verdict == "accepted"
    bare.page.get_by_role("link", name="edit Did it happen?").click()
    bare.page.select_option("#edit select[name=status]", "denied")
    bare.page.locator("#edit button.main").click()
    assert project.decisions()[-1].after == "denied"
    bare.close()
