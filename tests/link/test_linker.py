import random

from dateline.link.linker import link
from stories import actor, claim, day, facts, killed, place, source


def groups(linked):
    return sorted(sorted(event.claim_ids) for event in linked.events)


def test_one_bomb_told_by_forty_reports_is_one_event():
    names = [f"r{n:02}" for n in range(40)]
    told = [claim(r, counts=(killed(10 + n % 5),)) for n, r in enumerate(names)]
    linked = link(told, facts(*names))
    assert len(linked.events) == 1
    (event,) = linked.events
    assert (event.counts[0].low, event.counts[0].high) == (10, 14)
    assert len(event.report_ids) == 40


def test_a_month_of_shelling_in_one_city_is_many_events():
    told = [
        claim(f"r{d}{r}", mode="heavy-weapons", date=day(d)) for d in range(1, 31) for r in range(3)
    ]
    linked = link(told, facts(*{c.report_id for c in told}))
    assert len(linked.events) == 30
    assert {len(event.claim_ids) for event in linked.events} == {3}


def test_towns_apart_and_kinds_apart_are_not_joined():
    told = [
        claim("a"),
        claim("b", place=place("Farwell")),
        claim("c", event_type="COERCE", mode="arrest"),
        claim("d", status="planned"),
    ]
    assert len(link(told, facts(*"abcd")).events) == 4


def test_the_order_of_arrival_changes_nothing():
    told = [
        claim(f"r{n}", n=m, date=day(1 + n % 4), counts=(killed(3 + n),) if m == 1 else ())
        for n in range(8)
        for m in (1, 2)
    ]
    reports = facts(*{c.report_id for c in told})
    first = link(told, reports)
    for seed in range(5):
        random.Random(seed).shuffle(told)
        assert link(told, reports) == first


def test_rival_blame_is_contested_and_acceptance_confirms():
    army, group = actor("Army", "state:army"), actor("Brigade", "group:brigade")
    blame = [
        claim("a", actor=(army,), according_to=(source("Brigade", "party", "group:brigade"),)),
        claim("b", actor=(group,), according_to=(source("Army", "military", "state:army"),)),
    ]
    (event,) = link(blame, facts("a", "b")).events
    assert event.grade == "contested"
    assert "actor" in event.disagreements
    accepted = [
        claim("a", actor=(army,), according_to=(source("Army", "military", "state:army"),)),
        claim("b", actor=(army,)),
    ]
    (event,) = link(accepted, facts("a", "b")).events
    assert event.grade == "confirmed"


def test_one_spokesman_in_three_papers_is_one_voice():
    said = (source("General Tavorin", "military", "person:tavorin"),)
    told = [claim(r, according_to=said) for r in "abc"]
    (event,) = link(told, facts(*"abc")).events
    assert (len(event.report_ids), len(event.voices), event.grade) == (3, 1, "weak")


def test_a_running_total_stays_out_of_the_span():
    told = [
        claim("a", counts=(killed(12),)),
        claim("b", counts=(killed(14), killed(90, cumulative=True))),
    ]
    (event,) = link(told, facts("a", "b")).events
    count = event.counts[0]
    assert (count.low, count.high, len(count.totals)) == (12, 14, 1)
    assert "90" in event.sentence
