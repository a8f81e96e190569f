"""Who acts where the verb has no subject of its own: plans, purposes, participles, company."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from conftest import make_report
from dateline.pipeline import code
from dateline.records import Claim

# A passage; the trigger of the claim; who does it; who suffers it (names parted by "; ").
PASSAGES = [
    (
        "Envoys discussed the drive to retake the port from Islamic State militants.",
        "retake",
        "",
        "Islamic State",
    ),
    (
        "The minister praised the operation to free the hostages held by the rebels.",
        "free",
        "",
        "hostages",
    ),
    ("The rebels' aim is to seize the airport.", "seize", "rebels", ""),
    (
        "The ministry sent 300 soldiers to secure the border and hunt down the rebels.",
        "hunt down",
        "soldiers",
        "rebels",
    ),
    (
        "The Syrian Democratic Forces entered the last weeks of the drive to isolate the port.",
        "isolate",
        "Syrian Democratic Forces",
        "",
    ),
    ("The group has the capacity to attack the capital.", "attack", "group", ""),
    (
        "Gunmen riding motorcycles opened fire on worshippers, killing 12 and wounding dozens.",
        "opened fire",
        "Gunmen",
        "worshippers",
    ),
    (
        "The villagers, beaten and robbed by the militiamen, fled to the hills.",
        "beaten",
        "militiamen",
        "villagers",
    ),
    (
        "Soldiers, along with allied militiamen, burned the huts.",
        "burned",
        "Soldiers; allied militiamen",
        "",
    ),
    (
        "Police, together with soldiers, arrested 20 students.",
        "arrested",
        "Police; soldiers",
        "students",
    ),
    (
        "The coalition has been launching almost nightly air strikes on the rebels.",
        "air strikes",
        "coalition",
        "rebels",
    ),
    (
        "Iraqi and Kurdish forces retook the dam on Monday.",
        "retook",
        "Military of Iraq; Kurdish forces",
        "",
    ),
    (
        "French and Malian soldiers entered the town.",
        "entered",
        "Military of France; Military of Mali",
        "",
    ),
    (
        "Fighters from the Free Syrian Army seized the crossing.",
        "seized",
        "Free Syrian Army",
        "",
    ),
    ("Kerry met a number of ministers in Cairo.", "met", "John Kerry", "ministers"),
    (
        "Islamic State fighters entered the town on Monday. The militant group killed ten men.",
        "killed",
        "Islamic State",
        "men",
    ),
    (
        "Boko Haram attacked Maiduguri. The Islamist militants burned houses.",
        "burned",
        "Boko Haram",
        "",
    ),
    (
        "The United Nations rebuked the rebels for using children and accused them of committing "
        "massacres.",
        "committing",
        "rebels",
        "",
    ),
    (
        "Troops opened fire with machine guns on the marchers.",
        "opened fire",
        "Troops",
        "marchers",
    ),
    ("The security operations were led by the army.", "security operations", "army", ""),
    ("The crew was stopped by rebels and driven away.", "driven away", "rebels", "crew"),
    (
        "Police attributed the attack on the convoy to the rebels.",
        "attack",
        "rebels",
        "convoy",
    ),
    (
        "The ministry blamed the bombing of the school on the militia.",
        "bombing",
        "militia",
        "",
    ),
    ("The rebels were behind the murder of the mayor.", "murder", "rebels", "mayor"),
    ("Nine men were tortured while in army custody.", "tortured", "army", "men"),
    ("The rebels were driven out of the town by the army.", "driven", "rebels", ""),
    ("Two gunmen pumped bullets into the mayor.", "pumped bullets", "gunmen", "mayor"),
    ("Rebels attacked the post. Soldiers returned fire.", "returned fire", "Soldiers", "Rebels"),
    (
        "Police fired tear gas and protesters hurled stones.",
        "hurled stones",
        "protesters",
        "",
    ),
    (
        "Police arrested the editor on Monday. Two reporters were detained on Tuesday.",
        "detained",
        "Police",
        "reporters",
    ),
    (
        "The group claimed responsibility for a suicide bombing that killed 14 worshippers.",
        "claimed responsibility",
        "group",
        "worshippers",
    ),
    (
        "The court sentenced a man for a bomb attack on a post in which two conscripts died.",
        "bomb attack",
        "",
        "post; conscripts",
    ),
    ("The mission is planning joint patrols with the army.", "patrols", "mission; army", ""),
    ("Gunmen ambushed a bus near the river.", "ambushed", "Gunmen", "bus"),
    ("Youths burned a bus near the station.", "burned", "Youths", ""),
    ("The militia recruited children in the camps.", "recruited", "militia", "children"),
    (
        "On 25 August youths of the area, reportedly Tiv, attacked three herders.",
        "attacked",
        "youths of the area",
        "herders",
    ),
    ("The rebels seized two boys and cut their throats.", "cut", "rebels", "boys"),
    ("The patrol was shot at near the bridge.", "shot", "", "patrol"),
    ("A car bomb went off in front of a bakery.", "went off", "", ""),
    ("The attack cost the lives of nine miners.", "cost the lives", "", "miners"),
    ("The army shelled a base held by the rebels.", "shelled", "army", "rebels"),
    ("The envoy called on the M23 to lay down its arms.", "lay down", "March 23 Movement", ""),
    (
        "A suicide bomber blew himself up among policemen who had lined up, killing 26 people.",
        "blew",
        "suicide bomber",
        "policemen; people",
    ),
    (
        "The United Nations Assistance Mission in Somalia (UNSOM) condemned the attack.",
        "condemned",
        "UNSOM",
        "",
    ),
    ("Russian armed forces shelled the village.", "shelled", "Military of Russia", ""),
    (
        "The minister threatened to expel the envoys of the mission.",
        "threatened",
        "minister",
        "envoys of the mission",
    ),
    ("The Council demanded that the rebels withdraw.", "demanded", "Council", "rebels"),
    ("Morocco offered the refugees asylum.", "offered", "Morocco", "refugees"),
    ("The ministry accused the three of passing money.", "accused", "ministry", "three"),
]


@cache
def claims(text: str) -> tuple[Claim, ...]:
    return code(make_report(text)).claims


def names(actors: object) -> str:
    return "; ".join(actor.name for actor in actors)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("text", "trigger", "actor", "recipient"), PASSAGES)
def test_the_parties_are_found(text: str, trigger: str, actor: str, recipient: str) -> None:
    found = next(c for c in claims(text) if trigger in c.trigger.quote)
    assert (names(found.actor), names(found.recipient)) == (actor, recipient)


@pytest.mark.parametrize(
    ("year", "words", "name"),
    [
        (2014, "President Santos", "Juan Manuel Santos"),
        (1990, "President Bush", "George H. W. Bush"),
        (2005, "President Bush", "George W. Bush"),
        (1990, "Prime Minister Singh", "V. P. Singh"),
        (2008, "Prime Minister Singh", "Manmohan Singh"),
        (1985, "President dos Santos", "José Eduardo dos Santos"),
        (2015, "President Xi", "Xi Jinping"),
    ],
)
def test_a_title_means_who_held_the_office_then(year: int, words: str, name: str) -> None:
    text = f"{words} accused the rebels of killing farmers."
    found = code(make_report(text, published=date(year, 6, 1))).claims
    assert [a.name for a in found[0].actor] == [name]
