from datetime import date
from pathlib import Path

import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge.actor_entry import ActorEntry
from dateline.knowledge.actor_list import ActorList
from dateline.knowledge.tables import packaged, parse_table

ACTORS = ActorList.load()


def resolved(words: str, **options: object) -> ActorEntry:
    entry = ACTORS.resolve(words, **options)  # type: ignore[arg-type]
    assert entry is not None
    return entry


@pytest.mark.parametrize(
    ("words", "actor_id"),
    [
        ("Iraqi Kurdish Peshmerga forces", "group:peshmerga"),
        ("the Islamic State", "group:islamic-state"),
        ("IS militants", "group:islamic-state"),
        ("Da’esh", "group:islamic-state"),
        ("the US-led coalition", "org:anti-isis-coalition"),
        ("Saudi-led coalition", "org:saudi-coalition"),
        ("Russian Foreign Minister Sergey Lavrov", "person:sergei-lavrov"),
        ("President Obama", "person:barack-obama"),
        ("Taliban fighters", "group:taliban"),
        ("spokesman for the Taliban", "group:taliban"),
        ("Israeli army", "state:ISR/MIL"),
        ("the IDF", "state:ISR/MIL"),
        ("the government of Syria", "state:SYR/GOV"),
        ("members of the Free Syrian Army", "group:fsa"),
        ("Ukraine's army", "state:UKR/MIL"),
        ("Ukraine’s armed forces", "state:UKR/MIL"),
        ("Moscow", "state:RUS/GOV"),
        ("Assad's forces", "state:SYR/MIL"),
        ("Syrian rebels", "people:SYR/REB"),
        ("thousands of Syrian refugees", "people:SYR/REF"),
        ("Kurdish forces", "people:kurds/MIL"),
        ("GUERRILLAS OF THE FMLN", "group:fmln"),
        ("THE SALVADORAN ARMY", "state:SLV/MIL"),
        ("Iran-backed Houthi rebels", "group:houthis"),
        ("the Lord's Resistance Army", "group:lra"),
        ("Lords Resistance Army", "group:lra"),
        ("Séléka fighters", "group:seleka"),
        ("the Iraqis", "people:IRQ"),
        ("Baghdad police", "state:IRQ/COP"),
        ("U.S. soldiers", "state:USA/MIL"),
        ("Amaq", "outlet:amaq"),
        ("Iraqi government and Kurdish forces", "people:kurds/MIL"),
        ("Mr. Putin", "person:vladimir-putin"),
    ],
)
def test_names_whom_a_phrase_means(words: str, actor_id: str) -> None:
    assert resolved(words).actor_id == actor_id


@pytest.mark.parametrize("words", ["us", "is", "who", "it", "Sea of Azov", "model", "let"])
def test_ordinary_words_name_nobody(words: str) -> None:
    assert ACTORS.resolve(words) is None


@pytest.mark.parametrize(
    ("words", "sector"),
    [
        ("pro-Russian separatists", "REB"),
        ("al-Qaeda-linked militants", "UAF"),
        ("US- and Turkish-backed rebels", "REB"),
        ("soldiers", "MIL"),
        ("residents", "CVL"),
        ("victims of ISIS", "CVL"),
        ("Islamic State victims", "CVL"),
        ("a suicide bomber", "UAF"),
    ],
)
def test_descriptions_give_a_sector_and_no_actor(words: str, sector: str) -> None:
    entry = resolved(words)
    assert entry.actor_id is None
    assert entry.country is None
    assert entry.sectors == (sector,)
    assert entry.reason == "generic_words"


def test_two_states_before_one_noun_are_not_one_actor() -> None:
    entry = resolved("U.S.-Iraqi forces")
    assert (entry.actor_id, entry.reason) == (None, "ambiguous_name")


def test_an_unlisted_person_is_said_to_be_unknown() -> None:
    assert resolved("Colonel Qwertz").reason == "unknown_name"


def test_a_state_with_another_head_gives_only_the_country() -> None:
    entry = resolved("Iraqi oil")
    assert (entry.actor_id, entry.country) == (None, "IRQ")


def test_the_date_decides_between_bearers_and_terms() -> None:
    assert resolved("President Bush", on=date(1990, 9, 1)).actor_id == "person:george-h-w-bush"
    assert resolved("President Bush", on=date(2005, 9, 1)).actor_id == "person:george-w-bush"
    assert resolved("President Bush").reason == "ambiguous_name"
    assert resolved("Putin", on=date(2020, 1, 1)).sectors == ("GOV",)
    assert resolved("Obama", on=date(2024, 1, 1)).sectors == ("ELI",)
    assert resolved("Ahmed al-Sharaa", on=date(2016, 1, 1)).belongs_to == "group:hts"
    assert resolved("US-led coalition", on=date(2006, 1, 1)).actor_id == "org:mnf-iraq"


def test_the_country_decides_between_bearers() -> None:
    assert resolved("the SLA").reason == "ambiguous_name"
    assert resolved("the SLA", country_hint="LBN").actor_id == "group:sla-lebanon"
    assert resolved("the SLA", country_hint="SDN").actor_id == "group:sla-sudan"


def test_scan_finds_listed_actors_and_skips_descriptions() -> None:
    tokens = [
        "Reuters",
        "said",
        "US",
        "-",
        "backed",
        "fighters",
        "met",
        "ISIS",
        "and",
        "the",
        "U.S.",
        "-",
        "led",
        "coalition",
        ".",
    ]
    found = [(a, b, e.actor_id) for a, b, e in ACTORS.scan(tokens)]
    assert found == [
        (0, 1, "outlet:reuters"),
        (7, 8, "group:islamic-state"),
        (10, 14, "org:anti-isis-coalition"),
    ]


def test_scan_reads_capitals_as_words_where_all_is_capitals() -> None:
    found = [
        e.actor_id for _, _, e in ACTORS.scan(["THE", "FMLN", "IS", "ATTACKING", "THE", "CAR"])
    ]
    assert found == ["group:fmln"]


def test_who_is_armed() -> None:
    assert ACTORS.is_armed(resolved("gunmen"))
    assert ACTORS.is_armed(resolved("Hezbollah"))
    assert not ACTORS.is_armed(resolved("residents"))
    assert not ACTORS.is_armed(resolved("the United Nations"))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("militants", "armed"),
        ("police", "state"),
        ("villagers", "civilian"),
        ("lawmakers", "political"),
        ("drug cartel", "criminal"),
        ("Reuters", "media"),
        ("MSF", "international"),
        ("blue sky", "unknown"),
    ],
)
def test_kind_of(words: str, kind: str) -> None:
    assert ACTORS.kind_of(words) == kind


def test_every_owner_and_employer_is_listed() -> None:
    parties = {e.belongs_to for e in ACTORS._tables.entries.values() if e.belongs_to}
    lost = [p for p in parties if ACTORS.get(p) is None and not p.startswith("people:")]
    assert lost == []


def test_every_sector_and_country_in_the_tables_is_known() -> None:
    known = set(ACTORS._tables.sectors)
    states = {e.country for e in ACTORS._tables.entries.values() if e.kind == "state"}
    for entry in ACTORS._tables.entries.values():
        assert set(entry.sectors) <= known, entry
        assert set(entry.countries) <= states, entry


def test_no_armed_group_is_listed_twice_and_years_run_forward() -> None:
    content = dict(packaged("actors"))["actors/armed_groups.tsv"]
    rows = parse_table("armed_groups", content).rows
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids)) >= 450
    wrong = [r["id"] for r in rows if r["from"] and r["to"] and r["from"] > r["to"]]
    assert wrong == []


def test_a_users_actor_stands_over_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "actors_mine.tsv").write_text(
        "name\taliases\tsector\tcountry\nRiver Guard\tRG;ISIS\tPRM\tKEN\n", encoding="utf-8"
    )
    own = ActorList.load(tmp_path)
    for words in ("River Guard fighters", "the RG", "ISIS"):
        entry = own.resolve(words)
        assert entry is not None
        assert (entry.actor_id, entry.country) == ("own:river-guard", "KEN")
    assert resolved("ISIS").actor_id == "group:islamic-state"


def test_a_wrong_sector_in_a_users_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "actors.tsv").write_text("name\tsector\nRiver Guard\tXYZ\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="XYZ"):
        ActorList.load(tmp_path)


def test_a_surname_with_another_first_name_is_another_person() -> None:
    assert resolved("President Saleh").actor_id == "person:ali-abdullah-saleh"
    assert resolved("Gen. Haftar").actor_id == "person:khalifa-haftar"
    assert ACTORS.resolve("Ramzi Saleh") is None
    assert resolved("minister Ramzi Saleh").reason == "unknown_name"
    tokens = ["Yesterday", "Aïssata", "Lindqvist-Ouattara", "met", "Ouattara"]
    assert [(a, b) for a, b, _ in ACTORS.scan(tokens)] == [(4, 5)]
