"""The lexicon of material events: well-formed, within PLOVER, and safe where a word is delicate."""

from __future__ import annotations

from collections import Counter
from importlib import resources

import pytest

from dateline.knowledge.event_lexicon import Condition, Entry, Lexicon, load
from dateline.knowledge.speech import load_cues
from dateline.knowledge.tables import Table, parse_table

MODES = {
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives "
    "suicide-attack aerial drone heavy-weapons crowd-control unconventional",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation "
    "cyber",
    "MOBILIZE": "troops weapons police militia",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "AID": "",
    "COOPERATE": "",
    "NONE": "",
}
CONTEXTS = {
    "military",
    "intelligence",
    "executive",
    "legislative",
    "election",
    "political_institutions",
    "pro_democracy",
    "pro_autocracy",
    "economic",
    "legal",
    "reparations",
    "human_rights",
    "rights_freedoms",
    "repression",
    "human_security",
    "gender",
    "lgbt",
    "religion_ethnicity",
    "inequality",
    "diplomatic",
    "territory",
    "peacekeeping",
    "health",
    "asylum",
    "migration",
    "disasters",
    "natural_resource",
    "environment",
    "technology",
    "terrorism",
    "cbrn",
    "cyber",
    "misinformation",
    "crime",
    "corruption",
    "illegal_drugs",
    "trafficking",
}
NOTES = {"needs_violence", "light", "penalty", "mission", "blockade", "shield"}
SENSES = {"sport", "business", "weather", "health", "fiction"}


def table(name: str) -> Table:
    path = resources.files("dateline.knowledge").joinpath("lexicon", name)
    return parse_table(name, path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def verbs() -> Table:
    return table("verbs_material.tsv")


@pytest.fixture(scope="module")
def nouns() -> Table:
    return table("nouns_material.tsv")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


def entries(lexicon: Lexicon, lemma: str) -> list[Entry]:
    """The material entries of a verb."""
    return [e for e in lexicon.verbs.get(lemma, ()) if e.event_type in MODES]


def canonical(pattern: str) -> tuple[str, ...]:
    """A pattern with its conditions and alternatives in one order."""
    lemma, *conditions = pattern.split()
    return (lemma, *sorted(_sorted_alternatives(c) for c in conditions))


def _sorted_alternatives(condition: str) -> str:
    where, _, rest = condition.partition(":")
    outer, _, inner = rest.partition("=")
    ordered = ("|".join(sorted(part.split("|"))) for part in (outer, inner))
    return where + ":" + "=".join(ordered)


def words_of(condition: Condition) -> set[str]:
    return set(condition.words) | {f"@{name}" for name in condition.classes}


def test_there_is_enough(verbs: Table, nouns: Table) -> None:
    assert len(verbs.rows) >= 1300
    assert sum(row["type"] != "NONE" for row in nouns.rows) >= 700


@pytest.mark.parametrize("name", ["verbs_material.tsv", "nouns_material.tsv"])
def test_patterns_are_unique(name: str) -> None:
    counts = Counter(canonical(row["pattern"]) for row in table(name).rows)
    assert [pattern for pattern, n in counts.items() if n > 1] == []


@pytest.mark.parametrize("name", ["verbs", "nouns"])
def test_no_pattern_stands_in_the_verbal_file_too(name: str) -> None:
    material = {row["pattern"] for row in table(f"{name}_material.tsv").rows}
    verbal = {row["pattern"] for row in table(f"{name}_verbal.tsv").rows}
    assert sorted(material & verbal) == []


@pytest.mark.parametrize("name", ["verbs_material.tsv", "nouns_material.tsv"])
def test_types_modes_contexts_and_notes_are_allowed(name: str) -> None:
    for row in table(name).rows:
        assert row["type"] in MODES, row
        assert row["mode"] in {"", *MODES[row["type"]].split()}, row
        given = {context for context in row["contexts"].split(",") if context}
        assert given <= CONTEXTS, row
        note = row["note"]
        assert set(note.split()) <= NOTES or note.startswith(("passive=", "or=")), row


def test_every_mode_has_verbs_and_nouns(verbs: Table, nouns: Table) -> None:
    wanted = {(kind, mode) for kind, modes in MODES.items() for mode in modes.split()}
    assert wanted - {(row["type"], row["mode"]) for row in verbs.rows} == set()
    assert wanted - {(row["type"], row["mode"]) for row in nouns.rows} == set()


@pytest.mark.parametrize("name", ["verbs_material.tsv", "nouns_material.tsv"])
def test_role_slots_are_known(name: str) -> None:
    allowed = (
        {"subj", "obj", "-"} if name.startswith("verbs") else {"poss", "comp", "of", "by", "-"}
    )
    for row in table(name).rows:
        for slot in f"{row['actor']},{row['recipient']}".split(","):
            assert not slot or slot in allowed or slot.startswith("prep:"), row


def test_every_class_asked_for_exists(lexicon: Lexicon) -> None:
    asked: set[str] = set()
    for found in lexicon.verbs.values():
        for condition in (c for entry in found for c in entry.conditions):
            asked |= condition.classes
            asked |= {word[1:] for word in condition.inner if word.startswith("@")}
    assert asked - set(lexicon.classes) == set()


@pytest.mark.parametrize(
    ("name", "least", "some"),
    [
        ("PEOPLE", 300, "civilian soldier villager child official journalist"),
        ("FORCE", 150, "army troop militant police gunman rebel guerrilla peshmerga"),
        ("AUTHORITY", 40, "government ministry court"),
        ("WEAPON", 40, "rifle missile gun"),
        ("MUNITION", 40, "bomb shell rocket mortar"),
        ("BUILDING", 100, "house hospital school mosque headquarters checkpoint"),
        ("INFRASTRUCTURE", 40, "bridge pipeline dam"),
        ("PLACE", 60, "town village city district hill base"),
        ("VIOLENCE", 60, "attack blast clash shelling strike raid ambush fighting"),
        ("WEATHER", 25, "storm flood hurricane earthquake"),
        ("ACCIDENT", 20, "crash collision derailment"),
        ("DISEASE", 25, "virus cancer cholera"),
        ("SPORT", 40, "match goal striker coach"),
    ],
)
def test_classes_are_filled(lexicon: Lexicon, name: str, least: int, some: str) -> None:
    members = lexicon.classes[name]
    assert len(members) >= least
    assert set(some.split()) <= members


@pytest.mark.parametrize("word", ["shot", "round", "volley", "wave", "asset", "record", "company"])
def test_sense_classes_hold_no_word_of_the_battlefield(lexicon: Lexicon, word: str) -> None:
    assert not lexicon.classes_of(word) & {"SPORT", "WEATHER", "DISEASE", "FINANCE"}


def test_a_fire_alone_is_no_violence(lexicon: Lexicon) -> None:
    assert "fire" not in lexicon.classes["VIOLENCE"]
    assert not any(entry.before == () for entry in lexicon.nouns.get("fire", ()))


@pytest.mark.parametrize(
    "lemma",
    [
        "fire",
        "take",
        "set",
        "open",
        "enter",
        "advance",
        "fall",
        "lose",
        "hold",
        "strike",
        "hit",
        "die",
        "hurt",
        "charge",
        "drop",
        "land",
        "use",
        "put",
        "lay",
        "push",
        "drive",
        "pull",
        "move",
        "send",
        "mass",
        "gather",
        "block",
        "free",
        "return",
        "give",
        "lift",
        "rally",
        "march",
        "turn",
        "explode",
        "rock",
        "rain",
        "target",
        "rig",
        "plant",
        "spread",
        "hang",
        "gas",
        "stone",
    ],
)
def test_ambiguous_verbs_never_match_bare(lexicon: Lexicon, lemma: str) -> None:
    found = entries(lexicon, lemma)
    assert found
    assert all(entry.conditions for entry in found)


@pytest.mark.parametrize(
    ("lemma", "objects"),
    [
        ("strike", "deal balance chord note agreement bargain compromise"),
        ("attack", "problem policy record critic @ABSTRACT"),
        ("invade", "privacy"),
        ("capture", "attention imagination moment title"),
        ("kill", "time engine bill @ABSTRACT"),
        ("fight", "corruption fire poverty @DISEASE election"),
        ("arrest", "decline fall spread"),
        ("battle", "cancer blaze odds"),
        ("shell", "pea nut"),
        ("shoot", "film video photo ball"),
        ("seize", "opportunity chance moment"),
        ("wound", "pride"),
        ("bomb", "exam"),
        ("beat", "odds record @SPORT"),
        ("gun", "engine"),
        ("assault", "sense"),
        ("raid", "fridge"),
        ("surrender", "lead title"),
        ("bombard", "cell atom"),
        ("resign", "@SPORT"),
    ],
)
def test_the_wide_entry_excludes_what_is_no_violence(
    lexicon: Lexicon, lemma: str, objects: str
) -> None:
    open_ended = [
        entry
        for entry in entries(lexicon, lemma)
        if not any(c.words or c.classes or c.inner for c in entry.conditions if not c.negated)
        or lemma in {"beat", "battle"}
    ]
    assert open_ended
    excluded = [
        {w for c in entry.conditions if c.negated for w in words_of(c)} for entry in open_ended
    ]
    assert any(set(objects.split()) <= found for found in excluded)


@pytest.mark.parametrize(
    ("pattern", "kind", "mode"),
    [
        ("open obj:fire", "ASSAULT", "firearms"),
        ("set obj:fire prep:to", "ASSAULT", "destroy"),
        ("lay obj:siege prep:to", "COERCE", "restrict"),
        ("behead obj", "ASSAULT", "primitive"),
        ("take obj2:hostage|captive|prisoner", "ASSAULT", "abduct"),
        (
            "down obj:@AIRCRAFT|plane|jet|helicopter|drone|missile|warplane|airliner",
            "ASSAULT",
            "destroy",
        ),
        ("use prep:as=shield", "COERCE", ""),
        ("seize obj:control prep:of", "COERCE", "seize"),
        ("impose obj:curfew", "COERCE", "curfew"),
        ("jail obj", "COERCE", ""),
        ("deport obj", "COERCE", "deport"),
        ("take prt:up obj:position|post", "MOBILIZE", "troops"),
        ("lay prt:down obj:arm|weapon|gun|rifle", "RETREAT", "disarm"),
        ("take prep:to=street", "PROTEST", "demo"),
        ("down obj:tool", "PROTEST", "strike"),
        ("convict obj", "SANCTION", "convict"),
        ("airdrop obj", "AID", ""),
        ("extradite obj", "COOPERATE", ""),
    ],
)
def test_plain_cases(verbs: Table, pattern: str, kind: str, mode: str) -> None:
    row = next(row for row in verbs.rows if row["pattern"] == pattern)
    assert (row["type"], row["mode"]) == (kind, mode)


def test_taking_ground_is_seizing_territory(verbs: Table) -> None:
    for lemma in ("recapture", "retake", "liberate", "conquer", "annex"):
        rows = [row for row in verbs.rows if row["pattern"].split()[0] == lemma]
        territory = [row for row in rows if "territory" in row["contexts"]]
        assert territory, lemma
        assert {(row["type"], row["mode"]) for row in territory} == {("COERCE", "seize")}


def test_deaths_without_a_killer_need_violence(verbs: Table) -> None:
    told = [row for row in verbs.rows if row["pattern"].split()[0] in {"die", "perish"}]
    bare = [row for row in told if not _has_positive_condition(row["pattern"])]
    assert bare
    assert all(row["note"] == "needs_violence" for row in bare)


def _has_positive_condition(pattern: str) -> bool:
    return any(not condition.startswith("!") for condition in pattern.split()[1:])


@pytest.mark.parametrize("name", ["death", "casualty", "injury", "fatality"])
def test_result_nouns_need_violence(nouns: Table, name: str) -> None:
    row = next(row for row in nouns.rows if row["pattern"] == name)
    assert row["note"] == "needs_violence"
    assert row["recipient"].split(",")[0] == "of"


@pytest.mark.parametrize("name", ["bomb", "rocket", "mine", "gun", "landmine", "missile", "aid"])
def test_things_are_no_events(nouns: Table, name: str) -> None:
    assert name not in {row["pattern"] for row in nouns.rows}


@pytest.mark.parametrize("name", ["heart attack", "arrest warrant", "stock exchange", "war film"])
def test_stoppers_end_in_a_word_they_stop(nouns: Table, name: str) -> None:
    heads = {row["pattern"].split()[-1] for row in nouns.rows if row["type"] != "NONE"}
    stoppers = {row["pattern"] for row in nouns.rows if row["type"] == "NONE"}
    assert all(pattern.split()[-1] in heads for pattern in stoppers)
    assert (name in stoppers) == (name.split()[-1] in heads)


def test_sense_cues_are_filled(lexicon: Lexicon) -> None:
    assert set(lexicon.metaphor) >= SENSES
    assert all(len(lexicon.metaphor[kind]) >= 10 for kind in SENSES)


def test_corrected_forms_are_verbs_of_deeds_or_of_speech(lexicon: Lexicon) -> None:
    rows = table("lemmas.tsv").rows
    assert rows
    assert sorted({row["lemma"] for row in rows} - set(lexicon.verbs) - set(load_cues())) == []
