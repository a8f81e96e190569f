"""The queue: what a person decides on a claim is kept, takes effect, and can be taken back."""

import pytest

from dateline.review.fields import FIELDS, phrase
from dateline.store.queue import Queue
from web_project import browser_of, post


def first(page, address="/review"):
    """Return the claim that the queue shows."""
    return page.get(f"{address.replace('/review', '/review.json', 1)}").json()["claim"]["claim_id"]


def kinds(page):
    return [decision.kind for decision in page.desk.project.decisions()]


def test_accepting_goes_on_to_the_next_claim(own_page):
    claim = first(own_page)
    text = own_page.get("/review").text
    assert f'action="/review/{claim}"' in text
    after = own_page.desk.project.next_claim(Queue(), claim)
    answer = post(own_page, f"/review/{claim}", action="accept", next=f"/review?claim={after}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/review?claim={after}")
    assert own_page.desk.project.standings([claim])[claim].verdict == "accepted"
    decision = own_page.desk.project.decisions(claim)[0]
    assert (decision.who, decision.kind) == ("Reader One", "accept")


def test_a_rejected_claim_keeps_its_reason_and_counts_no_more(own_page):
    claim = first(own_page)
    assert post(own_page, f"/review/{claim}", action="reject").status_code == 400
    post(own_page, f"/review/{claim}", action="reject:wrong_actor")
    assert own_page.desk.project.standings([claim])[claim].state == "rejected"
    assert claim not in {c.claim_id for c in own_page.desk.project.claims()}
    assert own_page.desk.project.decisions(claim)[0].why == "wrong_actor"


EDITS = {
    "what": {"event_type": "COERCE", "mode": "arrest"},
    "status": {"status": "denied"},
    "actor": {"name": "Islamic State; some men"},
    "recipient": {"name": ""},
    "place": {"name": "Mosul"},
    "date": {"start_day": "2018-02-01", "end_day": "2018-02-03"},
    "counts": {"kind0": "killed", "low0": "3", "high0": "1,200", "of0": "men"},
    "according_to": {"name": "a nurse", "kind": "medic"},
}
TOLD = {
    "what": "COERCE, arrest",
    "status": "denied",
    "actor": "Islamic State and some men",
    "recipient": "reviewed",
    "place": "Mosul, Nineveh, Iraq",
    "date": "2018-02-01 to 2018-02-03 (precision week)",
    "counts": "3 to 1,200 men killed",
    "according_to": "a nurse",
}


@pytest.mark.parametrize("field", [field.name for field in FIELDS])
def test_every_field_can_be_edited(own_page, field):
    claim = first(own_page)
    form = own_page.get(f"/review?claim={claim}&edit={field}")
    assert 'id="edit"' in form.text
    here = f"/review?claim={claim}"
    sent = {"action": "edit", "field": field, "here": here, **EDITS[field]}
    answer = post(own_page, f"/review/{claim}", **sent)
    assert answer.headers["location"] == here
    assert phrase(own_page.desk.project.claim(claim), field).startswith(TOLD[field])


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("date", {"start_day": "2018-02-31"}),
        ("date", {"start_day": "2018-02-03", "end_day": "2018-02-01"}),
        ("counts", {"kind0": "killed", "low0": "5", "high0": "3"}),
        ("counts", {"kind0": "killed", "low0": "many"}),
        ("status", {"status": "proven"}),
        ("actor", {"start": "5", "end": "999999"}),
        ("nothing", {}),
    ],
)
def test_what_cannot_be_is_refused_with_a_remedy(own_page, field, values):
    claim = first(own_page)
    answer = post(own_page, f"/review/{claim}", action="edit", field=field, **values)
    assert answer.status_code in (400, 404)
    assert own_page.desk.project.decisions() == []


def test_a_field_can_be_set_from_words_of_the_report(own_page):
    claim = first(own_page)
    project = own_page.desk.project
    made = project.claim(claim)
    text = project.report(made.report_id).text
    start, end = made.sentence.start, made.sentence.start + 3
    address = f"/review?claim={claim}&edit=actor&start={start}&end={end}"
    assert text[start:end] in own_page.get(address).text
    post(
        own_page,
        f"/review/{claim}",
        action="edit",
        field="actor",
        name=text[start:end],
        start=start,
        end=end,
    )
    anchor = project.claim(claim).actor[0].anchors[0]
    assert (anchor.start, anchor.end, anchor.quote) == (start, end, text[start:end])


def test_undo_takes_back_the_last_decision_and_shows_its_claim(own_page):
    claim = first(own_page)
    post(own_page, f"/review/{claim}", action="reject:not_an_event")
    other = first(own_page)
    assert other != claim
    answer = post(own_page, f"/review/{other}", action="undo", here="/review?order=doubt")
    assert answer.headers["location"].endswith(f"claim={claim}")
    assert own_page.desk.project.standings([claim])[claim].state == "live"
    assert kinds(own_page) == ["reject", "undo"]


def test_a_comment_and_a_skip_decide_nothing(own_page):
    claim = first(own_page)
    post(own_page, f"/review/{claim}", action="comment", comment="Odd <b>words</b>")
    post(own_page, f"/review/{claim}", action="skip")
    assert own_page.desk.project.standings([claim])[claim].verdict is None
    text = own_page.get(f"/review?claim={claim}").text
    assert "Odd &lt;b&gt;words&lt;/b&gt;" in text


@pytest.mark.parametrize("order", ["doubt", "deaths", "disagreement", "newest", "text", "random"])
def test_every_order_reaches_every_claim_of_it_once(own_page, order):
    project = own_page.desk.project
    queue = Queue(order=order, ring="8", size=1000)
    seen = []
    claim = project.next_claim(queue, None)
    while claim is not None:
        seen.append(claim)
        claim = project.next_claim(queue, claim)
    assert len(seen) == len(set(seen)) == project.progress(queue)[1]
    every = {c.claim_id for c in project.claims()}
    assert (
        set(seen) == every if order in ("doubt", "newest", "text", "random") else set(seen) <= every
    )
    assert project.next_claim(queue, seen[3], backwards=True, decided=True) == seen[2]


def test_a_queue_can_be_narrowed_by_a_filter(own_page):
    text = own_page.get("/review?event_type=RETREAT").text
    assert "Only claims of" in text


def test_a_second_coder_is_blind_to_the_first_and_changes_nothing(own_page):
    project = own_page.desk.project
    ids = sorted(c.claim_id for c in project.claims())[:4]
    for claim in ids:
        post(own_page, f"/review/{claim}", action="accept")
    post(own_page, f"/review/{ids[0]}", action="edit", field="status", status="denied")
    second = browser_of(project, "Reader Two")
    assert first(second, "/review?blind=yes") == ids[0]
    text = second.get("/review?blind=yes").text
    assert "Reader One" not in text
    assert "accepted" not in text
    for claim in ids[:3]:
        post(second, f"/review/{claim}", action="accept", blind="yes")
    post(second, f"/review/{ids[3]}", action="reject:not_an_event", blind="yes")
    assert project.standings([ids[3]])[ids[3]].verdict == "accepted"
    assert "Nothing to code blind" in second.get("/review?blind=yes").text
    agreed = {row["label"]: row for row in second.get("/quality.json").json()["agreement"]}
    assert agreed["It is an event"]["percent"] == pytest.approx(0.75)
    assert agreed["Did it happen?"]["units"] == 3
    assert agreed["Did it happen?"]["percent"] == pytest.approx(2 / 3)


def test_quality_counts_only_the_random_sample(own_page):
    project = own_page.desk.project
    queue = Queue(order="random", ring="", size=5)
    drawn = project.sample(queue)
    outside = next(c.claim_id for c in project.claims() if c.claim_id not in drawn)
    post(own_page, f"/review/{outside}", action="reject:not_an_event")
    rows = {r["label"]: r for r in own_page.get("/quality.json?seed=1&size=3").json()["precision"]}
    sample = own_page.get("/review.json?order=random&seed=1&size=3").json()
    assert sample["of"] == 3
    claim = sample["claim"]["claim_id"]
    before = rows["Every field"]["n"]
    post(own_page, f"/review/{claim}", action="accept")
    rows = {r["label"]: r for r in own_page.get("/quality.json?seed=1&size=3").json()["precision"]}
    assert rows["Every field"]["n"] == before + 1


def test_the_name_of_the_reader_stands_with_what_they_decide(own_page):
    post(own_page, "/me", name="Zoë <script>", theme="dark")
    assert 'data-theme="dark"' in own_page.get("/").text
    assert "<script>alert" not in own_page.get("/").text
    claim = first(own_page)
    post(own_page, f"/review/{claim}", action="accept")
    assert own_page.desk.project.decisions()[0].who == "Zoë <script>"
