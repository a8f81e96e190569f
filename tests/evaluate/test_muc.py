"""MUC-4: the published measure of roles, the victims of an incident, dates and numbers."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.evaluate.metrics_roles import RoleEntity, ceaf_ree, merged
from dateline.evaluate.muc_claims import main_country
from dateline.evaluate.muc_incidents import is_definite
from dateline.evaluate.muc_keys import SLOT_OF, Incident, all_victims, numbers_of, role_entities
from dateline.evaluate.muc_slots import score_slots
from dateline.evaluate.muc_victims import ONE, PLURAL, Victim, together
from dateline.evaluate.muc_words import is_bare
from dateline.evaluate.scores import Counts

GOLD = [
    RoleEntity(("Orban tram depot", "tram depot", "depot buildings")),
    RoleEntity(("gas main",)),
    RoleEntity(("kiosk",)),
]


@pytest.mark.parametrize(
    ("coded", "right", "false", "missed"),
    [
        (["gas main", "Orban tram depot", "kiosk", "depot buildings"], 3, 1, 0),
        (["Orban tram depot", "gas main", "kiosk"], 3, 0, 0),
        (["the tram depot", "kiosk"], 2, 0, 1),
        ([["tram depot", "depot buildings"], ["gas main"], ["kiosk"]], 3, 0, 0),
        ([["tram depot", "gas main"], ["kiosk"]], 1, 1, 2),
        (["depot"], 0, 1, 3),
    ],
    ids=["same entity twice", "all", "one missed", "two mentions", "two entities mixed", "part"],
)
def test_an_entity_is_right_when_all_its_mentions_are_the_gold_entitys(
    coded: list[str], right: int, false: int, missed: int
) -> None:
    assert ceaf_ree(GOLD, coded) == Counts(right, false, missed)


def test_measures_add_up_over_reports() -> None:
    total = ceaf_ree(GOLD, ["kiosk", "school"]) + ceaf_ree(GOLD, ["gas main"])
    assert total.precision == pytest.approx(2 / 3)
    assert total.recall == pytest.approx(2 / 6)
    assert total.f1 == pytest.approx(4 / 9)


def test_entities_of_two_templates_are_one_only_where_one_holds_the_other() -> None:
    several = [RoleEntity(("A", "B")), RoleEntity(("B",)), RoleEntity(("B", "C"))]
    assert [e.mentions for e in merged(several)] == [("A", "B"), ("B", "C")]


def filler(*values: str) -> dict[str, object]:
    return {"optional": False, "values": list(values), "raw": " / ".join(values)}


def row(**slots: object) -> dict[str, object]:
    names = (*SLOT_OF.values(), "hum_tgt_desc")
    template = {**{n: [] for n in names}, "optional_template": True, **slots}
    return {"text": "THE MAYOR,\nANA RUIZ, AND TWO GUARDS DIED.", "templates": [template]}


def test_published_gold_has_named_victims_in_the_text_and_optional_ones_too() -> None:
    one = row(hum_tgt_name=[filler("ANA RUIZ"), filler("EVA SOL")], hum_tgt_desc=[filler("GUARDS")])
    assert [e.mentions for e in role_entities(one)["Victim"]] == [("ANA RUIZ",)]
    assert [e.mentions[0] for e in all_victims(one)] == ["ANA RUIZ", "EVA SOL", "GUARDS"]


def test_numbers_of_the_key_are_read_with_spaces_and_marks() -> None:
    assert numbers_of('23 -: "MINERS"') == [(23, None)]
    assert numbers_of('PLURAL / - 15: "AIDES"') == [(2, None), (0, 15)]
    assert numbers_of('? 4: "GUARDS"') == [(4, 4)]
    assert numbers_of('~ 100: "CLERKS"') == [(100, 100)]


def person(words: str, number: tuple[int, int | None] = ONE, **more: bool) -> Victim:
    return Victim(words, more.get("named", False), number, more.get("told", False), "killed")


def test_a_victim_told_twice_is_one() -> None:
    found = together(
        [
            person("MINERS", (6, 6), told=True),
            person("", (6, 6), told=True),
            person("ANA RUIZ", named=True),
            person("RUIZ", named=True),
            person("A GUARD"),
        ]
    )
    assert [(v.words, v.number) for v in found] == [
        ("MINERS", (6, 6)),
        ("ANA RUIZ", ONE),
        ("A GUARD", ONE),
    ]


def test_a_group_gives_way_to_its_names_and_a_plural_to_a_number() -> None:
    named = [person("ANA RUIZ", named=True), person("EVA SOL", named=True)]
    assert together([person("TEACHERS", (2, 2), told=True), *named]) == named
    found = together([person("MONKS", PLURAL), person("MONKS", (5, 5), told=True)])
    assert [v.number for v in found] == [(5, 5)]


def test_the_country_of_a_report_is_one_of_the_tasks_unless_another_prevails() -> None:
    assert main_country("LIMA. PERUVIAN TROOPS. THE UNITED STATES.") == "Peru"
    assert main_country("A CAR BOMB IN ANGOLA. ANGOLAN TROOPS. LUANDA. LIMA.") == "Angola"
    assert main_country("A CAR BOMB") is None


def test_talk_of_nobody_in_particular_is_no_incident() -> None:
    assert not is_definite(Incident("ATTACK", numbers=[PLURAL]))
    assert is_definite(Incident("ATTACK", numbers=[(7, 7)]))
    assert not is_definite(Incident("ATTACK", numbers=[(7, 7)], country="Angola"))
    assert is_definite(Incident("BOMBING", days=(date(1990, 5, 1), date(1990, 5, 1))))


def test_the_day_of_the_report_is_half_right_where_the_key_ends_with_it() -> None:
    incident = Incident("ATTACK", days=(None, date(1990, 5, 4)), places=("Lima",))

    def score(raw: str) -> Counts:
        template = {
            "optional_template": False,
            "inc_type": [filler("ATTACK")],
            "inc_date": [filler(raw)],
        }
        return score_slots({"templates": [template]}, [incident])["date"]

    assert score("- 04 MAY 90") == Counts(1, 0, 0)
    assert score("04 MAY 90") == Counts(0.5, 0.5, 0.5)
    assert score("01 MAY 90") == Counts(0, 1, 1)


@pytest.mark.parametrize(
    ("words", "bare"),
    [("six", True), ("12 others", True), ("those", False), ("six monks", False), ("SIX", True)],
)
def test_a_number_alone_says_nobody(words: str, bare: bool) -> None:
    assert is_bare(words) is bare


def test_perpetrators_are_slots_and_a_shorter_name_is_half_right():
    mine = Incident("ATTACK")
    mine.roles["PerpInd"] = ["two hooded men"]
    mine.roles["PerpOrg"] = ["FMLN"]

    def slot(words):
        return [{"values": [words], "raw": words, "optional": False}]

    template = {
        "optional_template": False,
        "inc_type": slot("ATTACK"),
        "perp_ind_id": slot("HOODED MEN"),
        "perp_org_id": slot("ELN"),
    }
    scores = score_slots({"templates": [template]}, [mine])
    assert scores["perp_individual"] == Counts(0.5, 0.5, 0.5)
    assert scores["perp_organisation"] == Counts(0, 1, 1)
