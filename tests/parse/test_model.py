"""The quick form of the language model gives what the model itself gives."""

import numpy as np
import pytest
from spacy.tokens import Doc

from dateline.parse import model
from dateline.parse.name_labels import NameLabels
from dateline.parse.trees import ABREAST
from dateline.parse.vectors import ContextVectors

TEXTS = (
    "Rebels of the Northern Front shelled Port Varga on 3 March 2015, killing 12 people.",
    "There's no water, said Maria Lund of the Red Crescent. \"We're gonna leave; y'all ain't.\"",
    "Let's go. Gen. Ibrahim Hale's men, who hadn't got to Kesh by 6 a.m., seized $40,000.",
    "It was then. There were two raids; there is talk of more. What is that? That is all.",
    "Fighters",
    "U.N. aid  lorries – some 40% of them – left Dar on Monday (the 4th), the BBC's Jo Hart said.",
)


def _by_the_model_itself(text):
    nlp = model.load()
    doc = nlp.make_doc(text)
    for name in ("tok2vec", "tagger"):
        doc = nlp.get_pipe(name)(doc)
    starts = model.boundaries([t.text for t in doc], [bool(t.whitespace_) for t in doc])
    for token, start in zip(doc, starts, strict=True):
        if start:
            token.is_sent_start = start > 0
    for name in ("parser", "attribute_ruler", "lemmatizer", "ner"):
        doc = nlp.get_pipe(name)(doc)
    return model.Reading(
        [t.text for t in doc],
        [t.idx for t in doc],
        [t.lemma_ for t in doc],
        [t.pos_ for t in doc],
        [t.tag_ for t in doc],
        [t.dep_ for t in doc],
        [t.head.i for t in doc],
        [t.ent_type_ for t in doc],
        [t.ent_iob_ == "B" for t in doc],
        [(s.start, s.end) for s in doc.sents],
    )


def test_the_same_tags_trees_sentences_base_forms_and_names():
    expected = [_by_the_model_itself(text) for text in TEXTS]
    assert list(model.documents(TEXTS)) == expected
    # Now everything is remembered, and in another order and other batches.
    again = [read for text in reversed(TEXTS) for read in model.documents([text])]
    assert again == expected[::-1]


def test_more_documents_than_go_abreast_give_the_same():
    texts = [" ".join(TEXTS[n % 6 :][: 1 + n % 4]) for n in range(ABREAST + 20)]
    expected = {text: _by_the_model_itself(text) for text in set(texts)}
    found = model._reader().read([model.load().make_doc(text) for text in texts])
    assert found == [expected[text] for text in texts]


def test_vectors_are_those_of_the_network():
    nlp = model.load()
    docs = [nlp.make_doc(text) for text in TEXTS]
    network = nlp.get_pipe("tok2vec").model
    for own, theirs in zip(
        ContextVectors(network, nlp.vocab).of(docs), network.predict(docs), strict=True
    ):
        assert np.abs(own - theirs).max() < 1e-4


@pytest.mark.parametrize("limit", [1, 20])
def test_what_is_remembered_is_bounded(monkeypatch, limit):
    monkeypatch.setattr("dateline.parse.vectors.REMEMBERED", limit)
    monkeypatch.setattr("dateline.parse.word_readings.REMEMBERED", limit)
    expected = [_by_the_model_itself(text) for text in TEXTS]
    reader = model._Reader(model.load())
    for text, told in zip(TEXTS, expected, strict=True):
        assert reader.read([model.load().make_doc(text)]) == [told]
    longest = max(len(told.words) for told in expected)
    assert len(reader._vectors._rows) <= limit // 2 + longest
    assert len(reader._readings._answers) <= limit // 2 + longest


def test_a_name_never_crosses_into_the_next_sentence():
    nlp = model.load()
    names = NameLabels(nlp.get_pipe("ner"))
    doc = nlp.make_doc("He lives in New York City Hall")
    doc[4].is_sent_start = True
    assert all(not start < 4 < end for [found] in [names.of([doc])] for start, end, _ in found)


def test_neighbours_count_only_where_a_rule_looks_at_them():
    reader = model._Reader(model.load())
    reader.read([model.load().make_doc("They gonna go to the gonna.")])
    readings = reader._readings
    long = [question for question in readings._answers if len(question) > 3]
    assert long
    assert len(long) < len(readings._answers)


def test_any_word_is_read_as_the_rules_read_it_whatever_its_tag_and_place():
    nlp = model.load()
    words = ("lorries", "but", "i", "Do", "that", "Houses", "like", "men", " ", "better", "has")
    tags = nlp.get_pipe("tagger").labels
    places = ("aux", "mark", "advmod", "nsubj", "dobj", "det", "ROOT", "punct", "expl", "amod")
    strings = nlp.vocab.strings
    rows = [(w, t, p) for w in words for t in tags for p in places]
    expected = []
    for word, tag, place in rows:
        doc = Doc(nlp.vocab, [word], tags=[tag], deps=[place], heads=[0])
        for name in ("attribute_ruler", "lemmatizer"):
            doc = nlp.get_pipe(name)(doc)
        expected.append((doc[0].pos_, doc[0].lemma_))
    tables = [np.array([[strings.add(part) for part in row]], np.uint64) for row in rows]
    assert [answer for [answer] in model._reader()._readings.of(tables)] == expected
