"""Decisions on events and on pairs: split, merge, set, discount, the same or not, and undo."""

from dateline.filters import Filter
from web_project import post


def largest(page):
    return page.desk.project.events(Filter(), "reports", 1)[0]


def test_claims_split_off_become_an_event_of_their_own(own_page):
    project = own_page.desk.project
    event = largest(own_page)
    before = project.count()
    off = event.claim_ids[-1]
    post(own_page, f"/events/{event.event_id}", action="split", claim=off)
    assert project.count() == before + 1
    assert off not in project.event(event.event_id).claim_ids
    assert "split off" in own_page.get(f"/events/{event.event_id}").text


def test_a_split_needs_some_claims_and_not_all(own_page):
    event = largest(own_page)
    path = f"/events/{event.event_id}"
    assert post(own_page, path, action="split").status_code == 400
    assert post(own_page, path, action="split", claim=list(event.claim_ids)).status_code == 400


def test_two_events_merge_and_the_old_address_leads_on(own_page):
    project = own_page.desk.project
    one, other = project.events(Filter(), "reports", 2)
    before = project.count()
    post(own_page, f"/events/{one.event_id}", action="merge", other=other.event_id)
    assert project.count() == before - 1
    assert project.event(one.event_id).event_id == project.event(other.event_id).event_id
    assert own_page.get(f"/events/{other.event_id}").status_code == 200
    missing = post(own_page, f"/events/{one.event_id}", action="merge", other="none")
    assert missing.status_code == 400


def test_a_value_is_set_by_a_claim_or_with_a_note(own_page):
    event = largest(own_page)
    path = f"/events/{event.event_id}"
    assert post(own_page, path, action="set_value", field="killed").status_code == 400
    assert post(own_page, path, action="set_value", field="place").status_code == 400
    post(own_page, path, action="set_value", field="place", note="The market, by its photograph")
    assert "The market, by its photograph" in own_page.get(path).text


def test_an_event_is_set_aside_with_a_reason_and_taken_back(own_page):
    project = own_page.desk.project
    event = largest(own_page)
    path = f"/events/{event.event_id}"
    assert post(own_page, path, action="discount").status_code == 400
    post(own_page, path, action="discount", why_discount="an exercise, by the army's own notice")
    assert project.event(event.event_id).grade == "discounted"
    post(own_page, path, action="undo")
    assert project.event(event.event_id).grade == event.grade


def test_pairs_are_answered_and_taken_back(own_page):
    project = own_page.desk.project
    pairs = project.pairs()
    assert pairs
    text = own_page.get("/pairs").text
    assert pairs[0].parts[0].words in text
    one = {"a": pairs[0].claim_a, "b": pairs[0].claim_b}
    post(own_page, "/pairs", action="different_event", **one)
    assert len(project.pairs()) == len(pairs) - 1
    subject = f"{pairs[0].claim_a} {pairs[0].claim_b}"
    post(own_page, "/pairs", action=f"undo:{subject}")
    assert len(project.pairs()) == len(pairs)
    later = post(own_page, "/pairs", action="skip", at="0", **one)
    assert later.headers["location"] == "/pairs?at=1"
