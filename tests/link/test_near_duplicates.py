import random

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.link.changes import Change, changed
from dateline.link.near_duplicates import families
from sample import report

LEAD = "Shells fell on the harbour quarter of Rasmala for a third night, officials said on Monday."
BODY = """
The shelling began shortly after dusk and went on until the power station on Canal Street caught
fire, according to the fire service, which sent four engines across the river from Ordain. Doctors
at the Saint Anne clinic counted eleven wounded, two of them children, and said that the ward was
full. The ministry in the capital said that its batteries had answered fire from the hills to the
north. A spokesman for the Harbour Brigade, Idris Vell, denied that its men had fired on the town.
The port, through which most of the grain for the province comes, stayed shut for the fifth day.
"""
NEW_LEAD = (
    "Families left Rasmala on foot on Tuesday as aid workers asked for a pause in the fighting."
)
OTHER = """
The football league of the province will start again in spring, its board decided after a long
meeting. Twelve clubs have said that they will send a team; three more have asked for time, since
their grounds are still used as camps. The board wants matches to be played by day and near home.
"""
MARKET = (
    "Grain closed at {} a bushel in the capital on {}, up from {} the day before, dealers said. "
)
MARKET += (
    "Trade was calm through the morning and firmed late in the session as millers came in for "
)
MARKET += "nearby cover. Stocks in store were put at {} tonnes by the board, against {} last week."


def ids(found):
    return [set(family.report_ids) for family in found]


def test_copy_under_a_new_lead_is_of_the_family_and_another_story_is_not():
    first = report(LEAD + BODY, "first.txt")
    copy = report(f"{NEW_LEAD} {LEAD}{BODY}{OTHER}", "copy.txt")
    other = report(OTHER, "other.txt")
    (family,) = families([other, copy, first])
    assert {first.report_id, copy.report_id} <= set(family.report_ids)
    assert family.shares[0] == 1.0


def test_two_days_of_one_market_report_are_no_copies():
    monday = report(MARKET.format("4.15", "Monday", "4.05", "81,200", "79,100"), "monday.txt")
    friday = report(MARKET.format("3.87", "Friday", "3.92", "64,900", "66,300"), "friday.txt")
    assert families([monday, friday]) == []


def test_a_footer_makes_no_family():
    footer = (
        "\n\nThis bulletin is made by volunteers from what they see and hear. It may be copied "
    )
    footer += "freely if the source is named. Write to the editors by way of the post office."
    reports = [
        report(f"Item {n}. {text}{footer}", f"{n}.txt") for n, text in enumerate([OTHER, LEAD])
    ]
    assert families(reports) == []


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(chance: random.Random):
    reports = [
        report(LEAD + BODY, "a.txt"),
        report(NEW_LEAD + BODY, "b.txt"),
        report(OTHER, "c.txt"),
        report(OTHER + " It is glad.", "d.txt"),
    ]
    first = families(reports)
    chance.shuffle(reports)
    assert families(reports) == first
    assert len(first) == 2


def test_what_a_copy_changed():
    first = "Nine people died. The road is shut. Nobody claimed it."
    copy = "Ten people died. The road is shut. The army sent help to the town."
    assert changed(first, copy) == [
        Change("changed", "Nine people died.", "Ten people died."),
        Change("added", None, "The army sent help to the town."),
        Change("left out", "Nobody claimed it.", None),
    ]
    assert changed(first, first) == []
