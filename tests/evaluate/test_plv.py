from dataclasses import replace

import pytest

from dateline.evaluate.gold_rows import report_of
from dateline.evaluate.linking import Link
from dateline.evaluate.plover_roots import mapped_root, table
from dateline.evaluate.sets import plv
from dateline.knowledge.event_lexicon import load
from dateline.parse.parser import parse
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
    assert plv.strict_root(replace(ACCUSED, event_type="CONCEDE")) == "YIELD"


def test_what_the_source_first_does_answers_before_its_content():
    seized = claim("COERCE", "seized", party("Bosk"))
    mine = claim("CONSULT", "met", party("Arland"), party("Bosk"))
    assert plv.as_sentence_coder(coded(ACCUSED, mine, seized), row("Arland", "Bosk")) == "ACCUSE"


def given(found, source, target):
    wanted = row(source, target)
    link = Link(parse(report_of(TEXT, "t")), wanted["source_spans"], wanted["target_spans"])
    return plv.pair_given(found, wanted, link)


def test_with_the_pair_given_the_word_both_hang_on_answers():
    words = (
        rejected("CONSULT", "met"),
        rejected("COERCE", "seized"),
        rejected("ACCUSE", "accused"),
    )
    found = coded(rejected=words)
    assert given(found, "Arland", "Bosk") == "ACCUSE"
    assert given(found, "Cadia", "Bosk.") == "CONSULT"
    assert given(coded(MET, rejected=words[1:2]), "Cadia", "Bosk") == "CONSULT"
    assert given(coded(), "Arland", "Bosk") is None


def test_finer_codes_stand_under_the_roots_of_the_set():
    assert mapped_root(ACCUSED) == "ACCUSE"
    assert mapped_root(replace(MET, status="planned")) == "AGREE"
    assert mapped_root(replace(ACCUSED, event_type="SANCTION", mode="convict")) == "ACCUSE"
    ground = replace(ACCUSED, event_type="COERCE", mode="seize", contexts=("territory",))
    assert mapped_root(ground) == "ASSAULT"
    assert mapped_root(replace(ground, contexts=())) == "COERCE"


def test_every_row_of_the_table_names_a_root_and_a_note_the_lexicon_has():
    assert {r.root for r in table()} <= set(plv.ROOTS)
    noted = {w for r in table() for w in r.notes}
    entries = [e for by in (load().verbs, load().nouns) for es in by.values() for e in es]
    assert noted <= {w for e in entries for w in e.note.split()}
