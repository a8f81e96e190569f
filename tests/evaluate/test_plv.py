from dataclasses import replace

import pytest

from dateline.evaluate.gold_rows import report_of
from dateline.evaluate.sets import plv
from dateline.records import Actor, Claim, Coded, Rejected, SentenceRef
from dateline.spans import anchor

TEXT = "Arland accused Bosk of having seized the port, and Cadia met Bosk."
SENTENCE = SentenceRef(1, 0, len(TEXT))


def at(words):
    start = TEXT.index(words)
    return anchor(TEXT, start, start + len(words))


def party(words):
    return (Actor(words, words, (at(words),), "stated", "who.words"),)


def claim(event_type, trigger, actor=(), recipient=()):
    return Claim("c", "r", "t", SENTENCE, event_type, None, (), at(trigger), "x", "happened", "x",
                 actor=actor, recipient=recipient)  # fmt: skip


def row(source, target, root="ACCUSE"):
    spans = [[[at(w).start, at(w).end]] for w in (source, target)]
    return {"id": "1", "text": TEXT, "source": source, "target": target, "plover_root": root,
            "source_spans": spans[0], "target_spans": spans[1]}  # fmt: skip


ACCUSED = claim("ACCUSE", "accused", party("Arland"), party("Bosk"))
MET = claim("CONSULT", "met", party("Cadia"), party("Bosk"))


def coded(*claims, rejected=()):
    return Coded(report_of(TEXT, "t"), claims, rejected, ())


def rejected(event_type, trigger):
    return Rejected("r", SENTENCE, at(trigger), event_type, "x", "generic")


def test_macro_f1_averages_the_roots():
    # ASSAULT: 2 right of 2 coded and 3 gold, F1 0.8; AID: 1 of 2 coded and 1 gold, F1 2/3.
    answers = [("ASSAULT", "ASSAULT"), ("ASSAULT", "ASSAULT"), ("ASSAULT", "AID"), ("AID", "AID")]
    assert plv.macro_f1(answers) == pytest.approx((0.8 + 2 / 3) / 2)
    assert plv.accuracy(answers) == 0.75


def test_no_answer_is_a_miss_and_no_false_alarm():
    answers = [("AID", None), ("AID", "AID")]
    assert plv.macro_f1(answers) == pytest.approx(2 / 3)
    assert plv.accuracy(answers) == 0.5
    assert plv.macro_f1([("AID", None)]) == 0.0


def test_the_claim_on_the_marked_words_answers():
    both = coded(ACCUSED, MET)
    assert plv.as_sentence_coder(both, row("Cadia", "Bosk")) == "CONSULT"
    assert plv.as_sentence_coder(both, row("Arland", "Bosk")) == "ACCUSE"
    assert plv.as_sentence_coder(coded(), row("Arland", "Bosk")) is None
    assert plv.first_claim(coded(MET, ACCUSED)) == "ACCUSE"
    assert plv.first_claim(coded()) is None


def test_concede_and_retreat_are_one_root():
    yielded = replace(ACCUSED, event_type="RETREAT")
    assert plv.as_sentence_coder(coded(yielded), row("Arland", "Bosk")) == "YIELD"
    assert plv.root_of("CONCEDE") == "YIELD"


def test_without_a_linking_claim_the_pair_is_answered_by_the_nearest_candidate():
    seized = rejected("COERCE", "seized")
    met = rejected("CONSULT", "met")
    found = coded(rejected=(met, seized))
    assert plv.pair_given(found, row("Arland", "Bosk")) == "COERCE"
    assert plv.pair_given(found, row("Cadia", "Cadia")) == "CONSULT"
    assert plv.pair_given(coded(MET, rejected=(seized,)), row("Cadia", "Bosk")) == "CONSULT"
    assert plv.pair_given(coded(), row("Arland", "Bosk")) is None
