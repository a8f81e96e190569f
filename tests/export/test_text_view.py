from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import reasons
from dateline.export.by_source import by_source
from dateline.export.explain import explain
from dateline.export.phrases import (
    chain_phrase,
    chain_sentence,
    count_phrase,
    date_phrase,
    place_phrase,
    reason_phrase,
)
from dateline.export.plain import harmless, harmless_lines
from dateline.export.rule_meanings import meaning
from dateline.export.text_view import render
from dateline.records import Claim, Count, SentenceRef
from dateline.spans import anchor
from sample import BARE, CODED, FULL, REPORT, report


def test_a_claim_reads_as_sentences():
    view = render(FULL, REPORT, 100)
    assert view.splitlines()[0].startswith(
        "ASSAULT heavy weapons · happened, hedged, in a quotation"
    )
    assert view.splitlines()[0].endswith("harbour.txt, sentence 2")
    assert "Harbour Brigade (they)  →  civilians" in view
    assert 'near Rasmala (precision near, inferred) · 2016-10-30 ("Sunday")' in view
    assert "at least 12 civilians killed" in view
    assert "according to: the ministry, quoted by State television" in view


def test_what_is_unknown_is_said():
    view = render(BARE, REPORT, 100)
    assert "→  not stated" in view
    assert 'date not known ("Sunday": the report has no date)' in view
    assert "according to: the outlet itself" in view


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (("killed", 12, 12, 12, False, "soldiers", "12 soldiers"), "12 soldiers killed"),
        (("killed", 250, None, None, True, "soldiers", "250"), "at least 250 soldiers killed"),
        (("fighters", 5000, 5000, 5000, True, "fighters", "5,000"), "about 5,000 fighters"),
        (
            ("injured", 24, None, None, True, None, "dozens"),
            'at least 24 people injured ("dozens")',
        ),
        (("places", 80, 80, 80, False, "villages", "80"), "80 villages (places)"),
        (("killed", 5, 7, None, False, None, "5 to 7"), "5 to 7 people killed"),
        (("killed", 1, 1, 1, False, None, "one"), "1 person killed"),
        (("killed", 12, 12, 12, False, "deaths", "12 deaths"), "12 deaths"),
        (("injured", 3, 3, 3, False, "serious injuries", "3"), "3 serious injuries"),
        (("released", 9, 9, 9, False, "hostages", "9"), "9 hostages released"),
    ],
)
def test_counts_are_words(count, told):
    kind, low, high, best, approximate, of, words = count
    assert count_phrase(Count(kind, low, high, best, approximate, of, words, (), "r")) == told


def test_sources_that_share_a_cue_tell_it_together():
    first, second = FULL.according_to
    together = (first, replace(second, cue=first.cue))
    assert chain_phrase(replace(FULL, according_to=together, hedged=False)) == (
        "State television and the ministry"
    )


def test_a_denial_is_told_beside_what_it_denies():
    denial = replace(
        FULL, claim_id="ffff", status="denied", about_claim_id=FULL.claim_id, hedged=False
    )
    assert chain_sentence(replace(FULL, hedged=False), (FULL, denial)) == (
        "the ministry, quoted by State television; denied by the ministry"
    )
    assert "denied by the ministry" in render(FULL, REPORT, 100, (FULL, denial))
    coded = replace(CODED, claims=(FULL, denial))
    assert "the ministry, quoted by State television" in " ".join(explain(FULL, coded).split())
    view = by_source(coded, 400).splitlines()
    assert view[0] == "harbour.txt: who says what"
    assert view[1].startswith("the ministry (official) · 2 claims")
    assert "quoted by State television" in view[2]
    assert "denied by the ministry" in view[2]


def test_open_and_wide_dates():
    assert FULL.date is not None
    month = replace(FULL.date, precision="month", end=None, words="since October 2016")
    told = date_phrase(replace(FULL, date=month))
    assert told == 'since 2016-10 ("since October 2016", precision month)'


def test_an_unresolved_place_says_why():
    assert BARE.place is not None
    told = place_phrase(replace(BARE.place, reason="unknown_name"), None)
    assert told.endswith("a name in no list)")


def test_every_reason_has_a_short_phrase():
    for code in reasons.ALL:
        assert "_" not in reason_phrase(code)


ATTACK = "a\x1b[2J\x9b31m\u202e\u2066b\ud800\x07"


def test_nothing_acts_on_the_terminal():
    for made in (harmless(ATTACK), harmless_lines(ATTACK)):
        assert not set(made) & set("\x1b\x9b\u202e\u2066\ud800\x07")
        assert made.startswith("a")
    assert harmless("a \n b\u2028c") == "a b c"


@settings(max_examples=40, deadline=None)
@given(st.builds(Claim), st.text(min_size=1, max_size=80))
def test_any_claim_has_a_harmless_view(claim, text):
    given_report = report(text="x" + text.encode("utf-8", "replace").decode())
    whole = SentenceRef(1, 0, len(given_report.text))
    view = render(replace(claim, sentence=whole), given_report, 60)
    assert not set(view) & set("\x1b\x9b\u202e\r\x00")


def test_markup_of_a_report_stays_words():
    text = "[bold red]Rebels[/] shelled"
    given_report = report(text)
    claim = replace(BARE, sentence=SentenceRef(1, 0, len(text)), trigger=anchor(text, 20, 27))
    assert "[bold red]Rebels[/] shelled" in render(claim, given_report)


def test_explain_shows_words_rules_and_what_was_rejected():
    told = explain(FULL, CODED, 100)
    assert "a1ffffffffffffff in harbour.txt, sentence 2" in told
    assert f'"killed" at {FULL.trigger.start}:{FULL.trigger.end}' in told
    assert "the lexicon's verb 'kill'" in told
    assert "REB" in told
    moved = replace(FULL, sentence=CODED.rejected[0].sentence)
    assert '"met" as CONSULT: generic' in explain(moved, CODED, 200)


def test_rules_are_explained_by_their_beginning():
    assert meaning("verb:seize !obj:chance prep:to=@PLACE") == (
        "the lexicon's verb 'seize', without the object chance, "
        "with a phrase with to and then a word for place"
    )
    assert meaning("status.modal.may") == meaning("status.modal")
    told = meaning("date:weekday+carried")
    assert told is not None
    assert told.endswith("; it is the time that the passage is about")
    assert meaning("verb:hit obj:a|b|c|d|e").endswith("a or b or c or d or the like")
    assert meaning("nobody.knows") is None
