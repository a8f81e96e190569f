"""The lexicon of words and diplomacy: it loads, keeps to PLOVER, and holds the delicate rows."""

from importlib import resources

import pytest

from dateline.knowledge.event_lexicon import Entry, Lexicon, load
from dateline.knowledge.tables import Table, parse_table

MODES = {
    "AGREE": {""},
    "CONSULT": {"", "visit", "third-party", "multilateral", "phone"},
    "SUPPORT": {""},
    "CONCEDE": {""},
    "REQUEST": {"", "assist", "change", "yield", "meet"},
    "REJECT": {"", "assist", "change", "yield", "meet"},
    "ACCUSE": {"", "disapprove", "investigate", "allege"},
    "THREATEN": {"", "restrict", "arrest", "relations", "expel", "territory", "violence"},
    "ASSAULT": {""},
    "NONE": {""},
}
ROLE_PLACES = {"told", "speaker", "subj", "obj", "poss", "comp", "of", "by", "prep", "-", ""}
REPORTING = ("say", "tell", "report", "state", "add", "note")


def table(name: str) -> Table:
    path = resources.files("dateline.knowledge").joinpath("lexicon", name)
    return parse_table(name, path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


def verb(lexicon: Lexicon, pattern: str) -> Entry:
    lemma = pattern.split()[0]
    return next(e for e in lexicon.verbs[lemma] if e.id == f"verb:{pattern}")


@pytest.mark.parametrize(("name", "least"), [("verbs_verbal.tsv", 700), ("nouns_verbal.tsv", 350)])
def test_the_listing_is_long_and_has_no_pattern_twice(name: str, least: int) -> None:
    patterns = [row["pattern"] for row in table(name).rows]
    assert len(patterns) >= least
    assert len(patterns) == len(set(patterns))


@pytest.mark.parametrize("name", ["verbs_verbal.tsv", "nouns_verbal.tsv"])
def test_types_modes_and_roles_are_allowed(name: str) -> None:
    for row in table(name).rows:
        assert row["mode"] in MODES[row["type"]], row
        for cell in (row["actor"], row["recipient"]):
            places = {slot.strip().partition(":")[0] for slot in cell.split(",")}
            assert places <= ROLE_PLACES, row


def test_each_of_the_eight_types_has_verbs_and_nouns() -> None:
    for name, least in (("verbs_verbal.tsv", 60), ("nouns_verbal.tsv", 30)):
        kinds = [row["type"] for row in table(name).rows]
        for kind in MODES.keys() - {"ASSAULT", "NONE"}:
            assert kinds.count(kind) >= least, (name, kind)


def test_every_class_asked_for_exists(lexicon: Lexicon) -> None:
    for row in table("verbs_verbal.tsv").rows:
        entry = verb(lexicon, row["pattern"])
        for condition in entry.conditions:
            asked = condition.classes | {w[1:] for w in condition.inner if w.startswith("@")}
            assert asked <= lexicon.classes.keys(), row["pattern"]


def test_plain_reporting_verbs_are_no_events() -> None:
    bare = {row["pattern"] for row in table("verbs_verbal.tsv").rows}
    assert not bare & set(REPORTING)


@pytest.mark.parametrize(
    ("pattern", "kind", "mode"),
    [
        ("condemn !obj2:death", "ACCUSE", "disapprove"),
        ("accuse prep:of", "ACCUSE", "allege"),
        ("blame prep:for", "ACCUSE", "allege"),
        ("investigate", "ACCUSE", "investigate"),
        ("summon obj:@ENVOY", "ACCUSE", "disapprove"),
        ("vow obj:@RETRIBUTION", "THREATEN", "violence"),
        ("warn prep:of=@RETRIBUTION", "THREATEN", "violence"),
        ("threaten obj2:@EXPELVERB", "THREATEN", "expel"),
        ("issue obj:warrant", "THREATEN", "arrest"),
        ("call prep:for=@CEASEFIRE", "REQUEST", "yield"),
        ("call prep:for=@MEETING", "REQUEST", "meet"),
        ("urge obj obj2:@CHANGEVERB", "REQUEST", "change"),
        ("appeal prep:for=@HELP", "REQUEST", "assist"),
        ("veto", "REJECT", None),
        ("walk prt:out prep:of=@MEETING|parliament|hall|chamber|assembly|session", "REJECT", None),
        ("deny obj:@DENIABLE", "REJECT", None),
        ("deny obj:@ALLEGATION", "NONE", None),
        ("refuse obj2:@MEETVERB", "REJECT", "meet"),
        ("meet prep:with", "CONSULT", None),
        ("phone obj", "CONSULT", "phone"),
        ("mediate prep:between", "CONSULT", "third-party"),
        ("recognise obj:@STATEHOOD", "SUPPORT", None),
        ("praise", "SUPPORT", None),
        ("apologise", "SUPPORT", None),
        ("pardon", "CONCEDE", None),
        ("promise obj2:@YIELDVERB", "AGREE", None),
        ("promise obj:@HELP", "AGREE", None),
        ("sign obj:@AGREEMENT|@CEASEFIRE|peace", "AGREE", None),
    ],
)
def test_delicate_rows(lexicon: Lexicon, pattern: str, kind: str, mode: str | None) -> None:
    entry = verb(lexicon, pattern)
    assert (entry.event_type, entry.mode) == (kind, mode)


@pytest.mark.parametrize("lemma", ["warn", "deny", "order", "call", "question", "vow", "recognise"])
def test_ambiguous_verbs_need_a_condition(lexicon: Lexicon, lemma: str) -> None:
    assert all(e.conditions for e in lexicon.verbs[lemma])


def test_a_claim_of_responsibility_is_an_assault_of_the_claimant(lexicon: Lexicon) -> None:
    entry = verb(lexicon, "claim obj:responsibility")
    assert (entry.event_type, entry.note) == ("ASSAULT", "responsibility")
    assert entry.actor == ("subj",)
    assert entry.recipient == ()


def test_whom_a_blame_falls_on(lexicon: Lexicon) -> None:
    assert (
        verb(lexicon, "blame obj:@VIOLENCE|@CONDEMNED prep:on|upon")
        .recipient[0]
        .startswith("prep:on")
    )
    assert verb(lexicon, "blame prep:for").recipient == ("obj",)


def test_a_host_receives_his_guest(lexicon: Lexicon) -> None:
    entry = next(e for e in lexicon.verbs["receive"] if e.note == "host")
    assert entry.actor == ("subj",)
    assert entry.recipient[0] == "obj"
