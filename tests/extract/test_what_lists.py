"""What was struck, verb by verb, and operations that are only taken up as known."""

from dateline.pipeline import code
from sample import report


def test_each_verb_of_a_list_of_strikes_is_a_claim_with_its_own_objects():
    text = "Three air strikes engaged a tactical unit, destroyed two vehicles and damaged a bridge."
    claims = {c.trigger.quote: c for c in code(report(text)).claims}
    assert set(claims) == {"engaged", "destroyed", "damaged"}
    assert {c.mode for c in claims.values()} == {"aerial"}
    assert [n.low for n in claims["destroyed"].counts] == [2]
    assert [a.name for a in claims["engaged"].recipient] == ["tactical unit"]


def test_the_dead_and_the_hurt_of_one_act_stay_one_claim():
    claims = code(
        report("Gunmen attacked a camp near Goma, killed five people and hurt nine.")
    ).claims
    assert not any(c.trigger.quote == "hurt" for c in claims)


def test_an_operation_taken_up_as_known_is_not_told_again():
    text = "Since the operation to retake the city of Mosul started, 100,000 people have fled."
    assert not any(c.trigger.quote in ("operation", "retake") for c in code(report(text)).claims)
    text = "The army launched an operation to retake Mosul."
    assert any("retake" in c.trigger.quote for c in code(report(text)).claims)


def test_a_verb_of_another_type_in_the_list_does_not_take_the_mode():
    text = "Three air strikes engaged a tactical unit and suppressed two mortar teams."
    claims = {c.trigger.quote: c for c in code(report(text)).claims}
    assert claims["engaged"].mode == "aerial"
    assert all(c.mode != "aerial" for c in claims.values() if c.event_type != "ASSAULT")
