from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.event_records import Decision
from dateline.link.linker import link
from stories import actor, claim, day, facts, killed, place


def made(kind, subject, number=1, **more):
    return Decision("ana", "2026-11-22T10:00:00Z", kind, subject, decision_id=number, **more)


A, B, C = claim("a"), claim("b"), claim("c", place=place("Farwell"))
REPORTS = facts("a", "b", "c")


def sets(linked):
    return {frozenset(event.claim_ids) for event in linked.events}


def test_claims_a_person_puts_apart_and_together_stay_so():
    apart = made("different_event", f"{A.claim_id} {B.claim_id}")
    assert len(link([A, B], REPORTS, [apart]).events) == 2
    together = made("same_event", f"{A.claim_id} {C.claim_id}")
    assert sets(link([A, B, C], REPORTS, [together])) >= {
        frozenset({A.claim_id, B.claim_id, C.claim_id})
    }


def test_a_merge_and_a_split_stick_when_more_reports_come():
    merge = made("merge", "x y", before=[[A.claim_id], [C.claim_id]])
    more = claim("d")
    (event,) = link([A, B, C, more], {**REPORTS, **facts("d")}, [merge]).events
    assert len(event.claim_ids) == 4
    split = made("split", "x", after=[[A.claim_id], [B.claim_id]])
    found = sets(link([A, B, more], {**REPORTS, **facts("d")}, [split]))
    assert not any({A.claim_id, B.claim_id} <= group for group in found)


def test_a_discounted_event_keeps_its_claims_and_says_who_set_it_aside():
    aside = made("discount", "x", before=[A.claim_id, B.claim_id])
    (event,) = link([A, B], REPORTS, [aside]).events
    assert (event.grade, event.grade_because) == ("discounted", "set aside by ana")


def test_an_event_keeps_its_id_when_it_grows():
    first = link([B], REPORTS).events
    (event,) = link([A, B], REPORTS, known=first).events
    assert event.event_id == first[0].event_id


TELLINGS = st.builds(
    lambda n, d, town, toll, mode, who: claim(
        f"r{n}",
        n=d,
        date=day(d),
        place=place(town),
        mode=mode,
        counts=(killed(toll),) if toll else (),
        actor=(actor(who, f"group:{who}"),) if who else (),
    ),
    st.integers(0, 9),
    st.integers(1, 4),
    st.sampled_from(["Rasmala", "Ordain", "Farwell"]),
    st.integers(0, 30),
    st.sampled_from(["explosives", "firearms", None]),
    st.sampled_from(["brigade", "army", None]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TELLINGS, max_size=25, unique_by=lambda c: c.claim_id), st.randoms())
def test_whatever_the_order_of_arrival_the_events_are_the_same(told, chance):
    reports = facts(*{c.report_id for c in told})
    first = link(told, reports)
    mixed = list(told)
    chance.shuffle(mixed)
    assert link(mixed, reports) == first
    assert sorted(i for event in first.events for i in event.claim_ids) == sorted(
        c.claim_id for c in told
    )
