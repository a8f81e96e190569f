from dateline.evaluate.scores import Counts
from dateline.evaluate.sets import re3d
from dateline.evaluate.sets.re3d import Mention, Pair, Party

TEXT = "The Harbour Brigade attacked the Ice Guard near Rasmala, and it fled."


def mention(words, kind, optional=False):
    start = TEXT.index(words)
    return Mention(start, start + len(words), kind, optional)


def party(words, name=None, sentence=(0, 0)):
    start = TEXT.index(words)
    return Party(((start, start + len(words)),), name or words, sentence)


def test_mentions_of_one_kind_that_overlap_match_once():
    gold = [mention("The Harbour Brigade", "organisation"), mention("Rasmala", "location")]
    coded = [
        mention("Harbour", "organisation"),
        mention("Harbour Brigade", "organisation"),
        mention("Rasmala", "person"),
    ]
    counts, missed, false = re3d.matched(gold, coded, re3d.overlapping)
    assert counts == Counts(tp=1, fp=2, fn=1)
    assert missed == [gold[1]]
    # The longer overlap was taken; the other mention is one too many.
    assert coded[0] in false
    assert coded[1] not in false


def test_an_unsure_annotation_is_neither_miss_nor_gain():
    gold = [mention("Rasmala", "location", optional=True)]
    assert re3d.matched(gold, [], re3d.overlapping)[0] == Counts()
    assert re3d.matched(gold, [mention("Rasmala", "location")], re3d.overlapping)[0] == Counts()


def test_an_exact_match_forgives_the_article_alone():
    fit = re3d._same_extent(TEXT)
    gold = mention("the Ice Guard", "organisation")
    assert fit(gold, mention("Ice Guard", "organisation")) == 1
    assert fit(gold, mention("Guard", "organisation")) == 0


def test_pairs_match_in_either_order():
    gold = [Pair(party("Ice Guard"), party("Harbour Brigade"))]
    coded = [Pair(party("Harbour Brigade"), party("the Ice Guard"))]
    assert re3d.pair_counts(gold, coded)[0] == Counts(tp=1)
    assert re3d.pair_counts(gold, [])[0] == Counts(fn=1)
    other = [Pair(party("Harbour Brigade"), party("Rasmala"))]
    assert re3d.pair_counts(gold, other)[0] == Counts(fp=1, fn=1)


def test_a_resolved_name_stands_for_the_words_of_its_sentence_only():
    gold = [Pair(party("Harbour Brigade"), party("Ice Guard"))]
    here = party("it", "Ice Guard", (0, len(TEXT)))
    elsewhere = party("it", "Ice Guard", (100, 200))
    assert re3d.pair_counts(gold, [Pair(party("Harbour"), here)])[0] == Counts(tp=1)
    assert re3d.pair_counts(gold, [Pair(party("Harbour"), elsewhere)])[0] == Counts(fp=1, fn=1)


def test_the_gold_lists_a_pair_once_whatever_its_order():
    one, other = [4, 19, "Harbour Brigade"], [33, 42, "Ice Guard"]
    relations = [
        {"type": "FightingAgainst", "source": a, "target": b, "confidence": 0.9}
        for a, b in ((one, other), (other, one))
    ]
    assert len(re3d.gold_pairs({"relations": relations})) == 1
