"""The words of attribution and factuality: they load, keep to their values, and can be added to."""

from pathlib import Path

import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge import speech, speech_rules
from dateline.knowledge.speech_rules import PredicateEntry, Speech


@pytest.fixture(scope="module")
def known() -> Speech:
    return speech_rules.load()


def predicate(known: Speech, lemma: str, pos: str, complement: str) -> PredicateEntry:
    return next(
        p
        for p in known.predicates[lemma]
        if p.pos == pos.upper() and not p.others and complement in p.complements
    )


def test_the_listings_are_long() -> None:
    def total(index: dict[str, tuple[object, ...]]) -> int:
        return sum(len(group) for group in index.values())

    assert total(dict(speech.load_cues())) >= 350
    assert total(dict(speech.load_source_kinds())) >= 400
    assert total(dict(speech.load_hedges())) >= 100
    assert total(dict(speech.load_predicates())) >= 600
    assert total(dict(speech.load_modals())) >= 60


def test_an_index_files_under_the_first_word_longest_first() -> None:
    group = speech.load_cues()["in"]
    assert all(cue.words[0] == "in" for cue in group)
    lengths = [len(cue.words) for cue in group]
    assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("say", "say"),
        ("claim", "claim"),
        ("deny", "deny"),
        ("accuse", "accuse"),
        ("confirm", "confirm"),
        ("warn", "warn"),
        ("tweet", "write"),
        ("show", "show"),
        ("believe", "believe"),
        ("call", "order"),
    ],
)
def test_forms_of_cues(known: Speech, lemma: str, form: str) -> None:
    assert form in {cue.form for cue in known.cue_verbs[lemma] if not cue.others}


@pytest.mark.parametrize("lemma", ["carry", "commit", "be", "hold", "take"])
def test_verbs_of_doing_alone_are_no_cues(known: Speech, lemma: str) -> None:
    clauses = {"ccomp", "quote"}
    cues = [cue for cue in known.cue_verbs.get(lemma, ()) if not cue.others]
    assert not any(clauses & cue.relations for cue in cues)


def test_content_may_stand_where_the_table_says(known: Speech) -> None:
    blame = known.cue_verbs["accuse"][0]
    assert "prep:of" in blame.relations
    assert any("ger" in cue.relations for cue in known.cue_verbs["deny"])


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("police", "official"),
        ("army spokesman", "military"),
        ("paramedic", "medic"),
        ("activists", "ngo"),
        ("rebel commander", "party"),
        ("u.n. official", "un"),
        ("villager", "resident"),
        ("survivor", "witness"),
        ("correspondent", "journalist"),
        ("state television", "media"),
        ("satellite images", "document"),
        ("people familiar", "unnamed"),
        ("condition of anonymity", "unnamed"),
    ],
)
def test_kinds_of_sources(known: Speech, phrase: str, kind: str) -> None:
    assert known.source_kinds[phrase] == kind


def test_a_spokesman_is_what_he_speaks_for(known: Speech) -> None:
    assert "spokesman" in known.by_organisation
    assert "police" not in known.by_organisation


def test_hedges(known: Speech) -> None:
    assert {"reportedly", "allegedly", "suspected", "purported"} <= known.hedges
    assert not {"about", "nearly", "mistakenly", "at least"} & known.hedges


@pytest.mark.parametrize(
    ("lemma", "pos", "complement", "positive", "negated"),
    [
        ("manage", "verb", "xcomp", "happened", "not_happened"),
        ("fail", "verb", "xcomp", "not_happened", "happened"),
        ("refuse", "verb", "xcomp", "not_happened", "happened"),
        ("prevent", "verb", "obj", "not_happened", "happened"),
        ("stop", "verb", "xcomp", "happened", "ongoing"),
        ("stop", "verb", "prep:from", "not_happened", "happened"),
        ("prepare", "verb", "xcomp", "planned", "same"),
        ("threaten", "verb", "xcomp", "threatened", "same"),
        ("try", "verb", "xcomp", "possible", "not_happened"),
        ("order", "verb", "xcomp", "requested", "same"),
        ("call", "verb", "prep:for", "requested", "same"),
        ("deny", "verb", "xcomp", "denied", "possible"),
        ("force", "verb", "xcomp", "happened", "same"),
        ("say", "verb", "ccomp", "same", "happened"),
        ("warn", "verb", "ccomp", "possible", "same"),
        ("continue", "verb", "xcomp", "ongoing", "not_happened"),
        ("condemn", "verb", "obj", "happened", "happened"),
        ("ready", "adj", "xcomp", "planned", "not_happened"),
        ("likely", "adj", "xcomp", "possible", "not_happened"),
        ("unable", "adj", "xcomp", "not_happened", "possible"),
        ("plan", "noun", "xcomp", "planned", "not_happened"),
        ("attempt", "noun", "xcomp", "possible", "not_happened"),
        ("threat", "noun", "prep:of", "threatened", "same"),
        ("call", "noun", "prep:for", "requested", "same"),
    ],
)
def test_delicate_predicates(
    known: Speech, lemma: str, pos: str, complement: str, positive: str, negated: str
) -> None:
    found = predicate(known, lemma, pos, complement)
    assert (found.positive, found.negated) == (positive, negated)


def test_a_verb_with_a_particle_needs_it(known: Speech) -> None:
    assert any(p.others == ("off",) for p in known.predicates["call"])


def test_modals_and_negators(known: Speech) -> None:
    assert known.modals["may"] == "possible"
    assert known.modals["will"] == "planned"
    assert known.modals["must"] == "requested"
    assert {"not", "n't", "never"} <= known.negators
    assert known.adjectives["planned"] == "planned"
    assert known.adverbs["nearly"] == "not_happened"


def test_a_users_row_comes_first(tmp_path: Path) -> None:
    rows = (
        "lemma\tpos\tcomplement\tpositive\tnegated\tclass\nfail\tverb\txcomp\tpossible\tsame\ttry\n"
    )
    (tmp_path / "predicates_own.tsv").write_text(rows, encoding="utf-8")
    assert speech_rules.load(tmp_path).predicates["fail"][0].positive == "possible"


def test_a_wrong_value_names_file_and_remedy(tmp_path: Path) -> None:
    (tmp_path / "hedges_own.tsv").write_text("phrase\tpos\ttype\nsay\tadverb\tmaybe\n", "utf-8")
    with pytest.raises(KnowledgeError, match=r"hedges_own\.tsv.*'maybe' is no type.*report"):
        speech.load_hedges(tmp_path)
