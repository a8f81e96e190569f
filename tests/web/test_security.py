"""The door: who may ask, what the browser may do, and which writes count."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.web import security
from dateline.web.app import make_app
from dateline.web.security import Session
from web_project import BASE, TOKEN, post

WEB = Path(security.__file__).parent


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", ""]
)
def test_a_foreign_host_is_refused(page, host):
    for path in ("/", "/events", "/static/style.css"):
        assert page.get(path, headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "https://127.0.0.1:8765", "http://127.0.0.1:1", "null"]
)
def test_a_foreign_origin_is_refused(page, origin):
    assert page.get("/", headers={"Origin": origin}).status_code == 403
    assert page.post("/me", headers={"Origin": origin}).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_request_that_another_site_makes_is_refused(page, site):
    assert page.get("/events.csv", headers={"Sec-Fetch-Site": site}).status_code == 403


def test_the_page_itself_is_let_in(page):
    same = {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}
    assert page.get("/", headers=same).status_code == 200
    assert page.get("/", headers={"Host": "localhost:8765"}).status_code == 200
    assert page.get("/", headers={"Host": "[::1]:8765"}).status_code == 200


def test_without_the_token_nothing_is_shown(page):
    stranger = TestClient(make_app(page.desk), base_url=BASE)
    for path in ("/", "/events.json", "/static/page.js", "/?token=wrong", "/?token="):
        answer = stranger.get(path)
        assert answer.status_code == 403
        assert "token" in answer.text


def test_the_token_leaves_the_address_and_stays_in_a_cookie_that_scripts_cannot_read(page):
    stranger = TestClient(make_app(page.desk), base_url=BASE, follow_redirects=False)
    answer = stranger.get(f"/events?token={TOKEN}&country=YEM")
    assert (answer.status_code, answer.headers["location"]) == (303, "/events?country=YEM")
    cookie = answer.headers["set-cookie"].casefold()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_a_write_without_the_word_of_the_forms_is_refused(own_page):
    claim = next(own_page.desk.project.claims()).claim_id
    for word in ("", "0" * 64):
        answer = own_page.post(f"/review/{claim}", data={"action": "accept", "csrf": word})
        assert answer.status_code == 403
    assert own_page.desk.project.decisions() == []


def test_writes_are_never_answers_to_reading(own_page):
    claim = next(own_page.desk.project.claims()).claim_id
    assert own_page.get(f"/review/{claim}?action=accept").status_code == 405
    assert own_page.desk.project.decisions() == []


def test_a_form_that_is_too_large_is_refused(own_page):
    assert post(own_page, "/me", name="x" * 300_000).status_code == 413


def test_every_answer_carries_the_policy(page):
    for path in ("/", "/events.csv", "/static/page.js", "/nowhere"):
        headers = page.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"


def test_a_form_can_only_lead_back_to_the_page(page):
    for address in ("//evil.example/x", "https://evil.example", "/\\evil.example", "javascript:x"):
        answer = post(page, "/me", name="A", back=address)
        assert answer.headers["location"] == "/"
    assert post(page, "/me", name="A", back="/events?x=1").headers["location"] == "/events?x=1"


def test_names_of_the_server_depend_on_what_it_listens_on():
    here = Session(8765)
    assert here.knows("localhost", "127.0.0.1")
    assert not here.knows("192.168.1.5", "192.168.1.5")
    open_to_others = Session(8765, host="0.0.0.0")
    assert open_to_others.knows("192.168.1.5", "192.168.1.5")
    assert not open_to_others.knows("evil.example", "192.168.1.5")


def test_templates_hold_no_script_and_no_style_of_their_own():
    for path in WEB.glob("templates/*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\son\w+=|\sstyle=|<style|javascript:", text), path.name
        for script in re.findall(r"<script[^>]*>", text):
            assert 'src="/static/' in script or 'type="application/json"' in script
        assert "|safe" not in text


def test_nothing_is_asked_of_another_address():
    for path in [*WEB.glob("templates/*"), *WEB.glob("static/*.*")]:
        text = path.read_text(encoding="utf-8")
        found = [
            u for u in re.findall(r"https?://[^\s\"']+", text) if "www.w3.org/2000/svg" not in u
        ]
        assert found == [], path.name


def test_what_is_vendored_is_what_is_recorded():
    folder = WEB / "static" / "vendor"
    rows = re.findall(
        r"^\| `([^`]+)` .*`([0-9a-f]{64})` \|$", (folder / "VENDORED.md").read_text(), re.M
    )
    files = {p.name for p in folder.iterdir() if p.suffix in (".js", ".css", ".json")}
    assert {name for name, _ in rows} == files
    for name, digest in rows:
        assert sha256((folder / name).read_bytes()).hexdigest() == digest
