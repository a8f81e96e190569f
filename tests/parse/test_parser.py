from hypothesis import given, settings
from hypothesis.strategies import integers

from conftest import make_report
from dateline.parse.parser import parse
from dateline.parse.plain import plain
from strategies import TEXTS


@settings(deadline=None, max_examples=40)
@given(TEXTS)
def test_tokens_point_at_their_own_words(text):
    parsed = parse(make_report(text))
    for token in parsed.tokens:
        assert 0 <= token.start < token.end <= len(text)
    starts = [s.start for s in parsed.sentences]
    assert starts == sorted(starts)


@settings(deadline=None, max_examples=40)
@given(TEXTS, integers(-2, 60), integers(-2, 60))
def test_the_words_within_a_stretch_are_those_that_begin_in_it(text, start, end):
    parsed = parse(make_report(text))
    expected = [t.i for t in parsed.tokens if start <= t.start < end]
    assert [t.i for t in parsed.within(start, end)] == expected


@settings(deadline=None)
@given(TEXTS)
def test_plain_text_knows_where_each_character_came_from(text):
    made = plain(text, 0, len(text))
    assert len(made.text) == len(made.origins)
    assert list(made.origins) == sorted(made.origins)
    for char, origin in zip(made.text, made.origins, strict=True):
        assert char == " " or not text[origin].isspace()


def test_soft_hyphens_and_curly_quotes_do_not_shift_offsets():
    text = "Troops “shel\u00adled” the\u00a0town. It fell."
    parsed = parse(make_report(text))
    shelled = next(t for t in parsed.tokens if t.text == "shelled")
    assert text[shelled.start : shelled.end] == "shel\u00adled"
    assert [text[s.start : s.end] for s in parsed.sentences][-1] == "It fell."


def test_a_heading_is_a_sentence_of_its_own():
    parsed = parse(make_report("Army Shells Town\n\nThe army shelled the town on Friday."))
    assert [s.is_heading for s in parsed.sentences] == [True, False]


def test_a_wrapped_text_is_not_cut_at_its_line_ends():
    text = (
        "The army said on Friday that its men had taken the village after\n"
        "a fight of several hours in which nobody had been hurt, and that\n"
        "they would stay there until the road was open."
    )
    assert len(parse(make_report(text)).sentences) == 1


def test_a_subject_hidden_behind_around_is_found():
    text = "Since the end of the truce around 30 villages were liberated."
    parsed = parse(make_report(text))
    verb = next(t for t in parsed.tokens if t.lemma == "liberate")
    assert [c.text for c in verb.children if c.dep == "nsubjpass"] == ["villages"]


def test_pronouns_find_whom_they_stand_for():
    parsed = parse(make_report("Rebels entered the town. They burned two houses."))
    they = next(t for t in parsed.tokens if t.text == "They")
    assert parsed.tokens[parsed.references[they.i].target].text == "Rebels"


def test_an_expletive_stands_for_nobody():
    parsed = parse(make_report("The army shelled the town. It was not clear who fired first."))
    it = next(t for t in parsed.tokens if t.text == "It")
    assert it.i not in parsed.references
