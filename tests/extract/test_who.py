"""Who did it to whom: the parties of claims, read off whole sentences and short passages."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from conftest import make_report
from dateline.pipeline import code
from dateline.records import Claim
from dateline.spans import verify

# A passage; the trigger of the claim; who does it; who suffers it (names parted by "; ").
PASSAGES = [
    ("Soldiers killed three farmers near the river.", "killed", "Soldiers", "farmers"),
    (
        "Three farmers were killed by soldiers near the river.",
        "killed",
        "soldiers",
        "farmers",
    ),
    ("Three farmers were killed near the river.", "killed", "", "farmers"),
    ("The village was shelled by government troops.", "shelled", "government troops", ""),
    ("Rebels shelled and burned the village.", "shelled", "Rebels", ""),
    ("Rebels shelled and burned the village.", "burned", "Rebels", ""),
    ("Rebels attacked a patrol and killed two policemen.", "attacked", "Rebels", "patrol"),
    ("Rebels attacked a patrol and killed two policemen.", "killed", "Rebels", "policemen"),
    ("The gunmen who killed the mayor fled.", "killed", "gunmen", "mayor"),
    ("The gunmen who killed the mayor fled.", "fled", "gunmen", ""),
    ("The mayor killed by the gunmen had received threats.", "killed", "gunmen", "mayor"),
    ("Gunmen stormed a hotel, killing nine guests.", "stormed", "Gunmen", "guests"),
    ("Police and soldiers arrested 30 students.", "arrested", "Police; soldiers", "students"),
    (
        "The army arrested students, teachers and lawyers.",
        "arrested",
        "army",
        "students; teachers; lawyers",
    ),
    (
        "General Haidar, the army chief, was shot dead by his bodyguard.",
        "shot dead",
        "his bodyguard",
        "General Haidar",
    ),
    ("The bandits opened fire on a minibus of traders.", "opened fire", "bandits", "traders"),
    ("Militants attacked against the guards at dawn.", "attacked", "Militants", "guards"),
    ("The colonel ordered soldiers to fire on the marchers.", "fire", "soldiers", "marchers"),
    ("The officer was accused of killing a prisoner.", "killing", "officer", "prisoner"),
    ("The ministry accused the rebels of shelling a school.", "shelling", "rebels", ""),
    (
        "The court charged two policemen with torturing a student.",
        "torturing",
        "policemen",
        "student",
    ),
    (
        "The killing of two priests by militiamen shocked the town.",
        "killing",
        "militiamen",
        "priests",
    ),
    ("The army's shelling of the village wounded four people.", "wounded", "army", "people"),
    (
        "A Taliban attack on a police convoy left six officers dead.",
        "left",
        "Taliban",
        "officers",
    ),
    (
        "The bombing of the market by warplanes of the coalition killed 12 traders.",
        "killed",
        "warplanes of the coalition",
        "traders",
    ),
    (
        "The rebels carried out an attack on the barracks.",
        "carried out an attack",
        "rebels",
        "barracks",
    ),
    ("The barracks came under fire from the rebels.", "came", "rebels", "barracks"),
    (
        "The army suffered heavy losses in an ambush by the rebels.",
        "suffered heavy losses",
        "rebels",
        "army",
    ),
    ("The army suffered heavy losses in an ambush by the rebels.", "ambush", "rebels", ""),
    ("Rebels clashed with soldiers near the bridge.", "clashed", "Rebels; soldiers", ""),
    ("Soldiers and rebels clashed near the bridge.", "clashed", "Soldiers; rebels", ""),
    (
        "Clashes between soldiers and rebels erupted near the bridge.",
        "erupted",
        "soldiers; rebels",
        "",
    ),
    (
        "The minister met his Turkish counterpart in Ankara.",
        "met",
        "minister",
        "his Turkish counterpart",
    ),
    (
        "The government and the rebels signed a truce on Friday.",
        "signed a truce",
        "government; rebels",
        "",
    ),
    ("A bomb killed four children in the market.", "killed", "", "children"),
    ("A bomb planted by the rebels killed four children.", "killed", "rebels", "children"),
    ("Rockets fired by Hezbollah wounded two soldiers.", "wounded", "Hezbollah", "soldiers"),
    (
        "Coalition jets struck Houthi positions near the port.",
        "struck",
        "Coalition jets",
        "Houthis",
    ),
    ("Gunmen attacked a police van in the suburb.", "attacked", "Gunmen", "police"),
    ("Two of the hostages were released by the kidnappers.", "released", "kidnappers", "hostages"),
    ("One of the soldiers shot a villager.", "shot", "soldiers", "villager"),
    ("Boko Haram said its fighters had killed 20 soldiers.", "killed", "Boko Haram", "soldiers"),
    ("The army said it had killed 15 rebels.", "killed", "army", "rebels"),
    ("The spokesman said that rebels had killed two nurses.", "killed", "rebels", "nurses"),
    ("Police said gunmen kidnapped a priest.", "kidnapped", "gunmen", "priest"),
    (
        '"We killed three soldiers," a spokesman for the Taliban said.',
        "killed",
        "Taliban",
        "soldiers",
    ),
    ("It is feared that ten miners were killed.", "killed", "", "miners"),
    (
        "Turkish-backed rebels captured the town from Kurdish fighters.",
        "captured",
        "Turkish-backed rebels",
        "Kurdish militants",
    ),
    ("Pro-government militias looted shops in the town.", "looted", "Pro-government militias", ""),
    ("The rebels were forced to withdraw from the town.", "withdraw", "rebels", ""),
    ("Soldiers prevented reporters from entering the camp.", "prevented", "Soldiers", "reporters"),
    ("The rebels tried to storm the airport.", "storm", "rebels", ""),
    ("Riot police fired tear gas at protesters.", "fired", "Riot police", "protesters"),
    ("Protesters threw stones at the police.", "threw stones", "Protesters", "police"),
    ("The rebels freed 12 captured soldiers.", "freed", "rebels", "captured soldiers"),
    ("The troops withdrew from the valley.", "withdrew", "troops", ""),
    ("Thousands of teachers marched through the capital.", "marched", "teachers", ""),
    ("Two men on a motorcycle shot a journalist.", "shot", "men", "journalist"),
    (
        "An officer and two constables were wounded when raiders attacked the post.",
        "wounded",
        "raiders",
        "officer; constables",
    ),
    (
        "An officer and two constables were wounded when raiders attacked the post.",
        "attacked",
        "raiders",
        "post",
    ),
    ("Twelve villagers died in an attack by bandits.", "died", "bandits", "villagers"),
    ("The patrol was ambushed by gunmen, who killed a lieutenant.", "ambushed", "gunmen", "patrol"),
    (
        "The patrol was ambushed by gunmen, who killed a lieutenant.",
        "killed",
        "gunmen",
        "lieutenant",
    ),
    ("Ten rebels were killed in clashes with the army.", "killed", "army", "rebels"),
    ("Fighters loyal to the former president seized the airport.", "seized", "Fighters", ""),
    ("Soldiers beat the back of a prisoner with cables.", "beat", "Soldiers", "prisoner"),
    ("The raiders stole 200 head of cattle from herders.", "stole", "raiders", "herders"),
    ("The guerrillas blew up a bridge.", "blew up", "guerrillas", ""),
    ("The army repelled an attack by the rebels.", "repelled an attack", "army", "rebels"),
    (
        "Police detained two men on suspicion of having stabbed a tourist.",
        "detained",
        "Police",
        "men",
    ),
    (
        "Police detained two men on suspicion of having stabbed a tourist.",
        "stabbed",
        "men",
        "tourist",
    ),
    ("The envoy called on the militias to free the hostages.", "free", "militias", "hostages"),
    ("The guards shot at the prisoners at the gate.", "shot", "guards", "prisoners"),
    (
        "Forty villagers were executed and their houses burned by militiamen.",
        "burned",
        "militiamen",
        "",
    ),
    ("A drone of the army hit a wedding.", "hit", "army", "wedding"),
    ("A drone hit a wedding.", "hit", "", "wedding"),
    ("An aid convoy entered the town.", "entered", "", ""),
    ("The mother of a soldier killed by rebels wept.", "killed", "rebels", "soldier"),
    ("Israeli strikes killed a family in the camp.", "killed", "Israel", "family"),
    (
        "US air strikes destroyed two tanks of the militants.",
        "destroyed",
        "United States",
        "militants",
    ),
    ("The prisoners were reported killed by the guards.", "killed", "guards", "prisoners"),
    ("Rebels entered the town. They burned the mayor's house.", "entered", "Rebels", ""),
    ("Rebels entered the town. They burned the mayor's house.", "burned", "Rebels", ""),
    (
        "The army said rebels had attacked the post. It denied that its soldiers fled.",
        "attacked",
        "rebels",
        "post",
    ),
    (
        "The army said rebels had attacked the post. It denied that its soldiers fled.",
        "fled",
        "its soldiers",
        "",
    ),
    (
        "Colonel Adan commands the garrison. He ordered an attack on the rebels.",
        "ordered an attack",
        "Colonel Adan",
        "rebels",
    ),
    (
        "Boko Haram attacked the village. The group also abducted two teachers.",
        "attacked",
        "Boko Haram",
        "",
    ),
    (
        "Boko Haram attacked the village. The group also abducted two teachers.",
        "abducted",
        "Boko Haram",
        "teachers",
    ),
    (
        "The Taliban raided a post. The militants killed four policemen.",
        "raided",
        "Taliban",
        "post",
    ),
    (
        "The Taliban raided a post. The militants killed four policemen.",
        "killed",
        "Taliban",
        "policemen",
    ),
    ("Houthi rebels took the port. The rebels arrested ten journalists.", "took", "Houthis", ""),
    (
        "Houthi rebels took the port. The rebels arrested ten journalists.",
        "arrested",
        "Houthis",
        "journalists",
    ),
    (
        "Israel and Hamas exchanged fire. Both sides violated the truce.",
        "exchanged fire",
        "Israel; Hamas",
        "",
    ),
    (
        "The interior ministry of Kenya banned a march. The ministry arrested its leaders.",
        "banned",
        "Government of Kenya",
        "",
    ),
    (
        "The interior ministry of Kenya banned a march. The ministry arrested its leaders.",
        "arrested",
        "Government of Kenya",
        "its leaders",
    ),
    (
        "Boko Haram fighters kidnapped nine nurses. Four were released on Friday.",
        "kidnapped",
        "Boko Haram",
        "nurses",
    ),
    (
        "Boko Haram fighters kidnapped nine nurses. Four were released on Friday.",
        "released",
        "Boko Haram",
        "nurses",
    ),
    (
        "Al-Shabaab fighters stormed a hotel in Mogadishu. Nine guests were killed.",
        "stormed",
        "al-Shabaab",
        "",
    ),
    (
        "Al-Shabaab fighters stormed a hotel in Mogadishu. Nine guests were killed.",
        "killed",
        "al-Shabaab",
        "guests",
    ),
    (
        "Turkish troops shelled a village. In Idlib, a hospital was bombed.",
        "shelled",
        "Military of Turkey",
        "",
    ),
    ("Turkish troops shelled a village. In Idlib, a hospital was bombed.", "bombed", "", ""),
    (
        "Hamas fired rockets at Ashkelon. The attack wounded two women.",
        "fired rockets",
        "Hamas",
        "",
    ),
    (
        "Hamas fired rockets at Ashkelon. The attack wounded two women.",
        "wounded",
        "Hamas",
        "women",
    ),
    (
        "The president met the rebels' leader. He accused them of killing civilians.",
        "met",
        "president",
        "rebels' leader",
    ),
    (
        "The president met the rebels' leader. He accused them of killing civilians.",
        "killing",
        "rebels",
        "civilians",
    ),
    (
        "Hezbollah fighters ambushed a patrol, and shells hit the border town.",
        "ambushed",
        "Hezbollah",
        "patrol",
    ),
    (
        "Hezbollah fighters ambushed a patrol, and shells hit the border town.",
        "hit",
        "Hezbollah",
        "",
    ),
    (
        "Captain Omar Diallo shot his sergeant. Diallo then killed himself.",
        "shot",
        "Captain Omar Diallo",
        "his sergeant",
    ),
    (
        "Captain Omar Diallo shot his sergeant. Diallo then killed himself.",
        "killed",
        "Captain Omar Diallo",
        "Captain Omar Diallo",
    ),
    ("The militia seized 20 men. They were beaten for hours.", "seized", "militia", "men"),
    ("The militia seized 20 men. They were beaten for hours.", "beaten", "militia", "men"),
    (
        "ISIS lost the town. Its fighters fled and it executed the mayor.",
        "lost",
        "Islamic State",
        "",
    ),
    (
        "ISIS lost the town. Its fighters fled and it executed the mayor.",
        "fled",
        "Islamic State",
        "",
    ),
    (
        "ISIS lost the town. Its fighters fled and it executed the mayor.",
        "executed",
        "Islamic State",
        "mayor",
    ),
    ("It was not clear who killed the priest.", "killed", "", "priest"),
    (
        "The army killed two rebels. One of them had led an attack on a school.",
        "killed",
        "army",
        "rebels",
    ),
    (
        "The army killed two rebels. One of them had led an attack on a school.",
        "led an attack",
        "rebels",
        "",
    ),
    (
        "Ten villagers were killed in an attack by Boko Haram gunmen near Maiduguri.",
        "killed",
        "Boko Haram",
        "villagers",
    ),
    (
        "Ten villagers were killed in clashes with the army near Maiduguri.",
        "killed",
        "army",
        "villagers",
    ),
    (
        "At least five civilians died in Saudi air strikes on the town.",
        "died",
        "Saudi Arabia",
        "civilians",
    ),
    (
        "At least five civilians died in Saudi air strikes on the town.",
        "air strikes",
        "Saudi Arabia",
        "",
    ),
    (
        "Six people were killed when gunmen attacked a bus in the town.",
        "killed",
        "gunmen",
        "people",
    ),
    ("Six people were killed when gunmen attacked a bus in the town.", "attacked", "gunmen", "bus"),
    (
        "Four boys were wounded after police opened fire on a crowd in the square.",
        "wounded",
        "police",
        "boys",
    ),
    (
        "Four boys were wounded after police opened fire on a crowd in the square.",
        "opened fire",
        "police",
        "crowd",
    ),
    ("Three children died when a bomb exploded in the market.", "died", "", "children"),
    ("Three children died when a bomb exploded in the market.", "exploded", "", ""),
    (
        "A drone operated by the army fired two missiles at a market.",
        "fired two missiles",
        "army",
        "",
    ),
    ("The soldiers shot at a crowd of mourners.", "shot", "soldiers", "crowd of mourners"),
    ("The gunmen extorted money from families.", "extorted money", "gunmen", "families"),
    (
        "The army arrested two guards on suspicion of having killed a shopkeeper.",
        "arrested",
        "army",
        "guards",
    ),
    (
        "The army arrested two guards on suspicion of having killed a shopkeeper.",
        "killed",
        "guards",
        "shopkeeper",
    ),
    (
        "The general was accused of ordering troops to fire on demonstrators.",
        "fire",
        "troops",
        "demonstrators",
    ),
    ("The commander ordered his troops to fire on the crowd.", "fire", "his troops", "crowd"),
    ("The envoy called on the rebels to release the hostages.", "release", "rebels", "hostages"),
    (
        "Our defenders repelled four attacks near the village.",
        "repelled four attacks",
        "Our defenders",
        "",
    ),
    (
        "The army repelled an attack by the rebels on the town.",
        "repelled an attack",
        "army",
        "rebels",
    ),
    ("The rebels, who had captured the town in May, withdrew on Monday.", "captured", "rebels", ""),
    ("The rebels, who had captured the town in May, withdrew on Monday.", "withdrew", "rebels", ""),
    (
        "Two officers and Corporal John Smith, who were captured on 4 November, are alive.",
        "captured",
        "",
        "officers; Corporal John Smith",
    ),
    ("The officers beat the soles of his feet.", "beat", "officers", "his"),
    (
        "The group's fighters beheaded two of its hostages.",
        "beheaded",
        "group's fighters",
        "its hostages",
    ),
    (
        "UNITA has been fighting the government since independence.",
        "fighting",
        "UNITA",
        "government",
    ),
    ("The militants rammed one of the army's vehicles.", "rammed", "militants", "army"),
    (
        "Clashes between the army and rebels killed ten people.",
        "killed",
        "army; rebels",
        "people",
    ),
    (
        "A suicide bomber killed 14 people at a mosque in Kunduz.",
        "killed",
        "suicide bomber",
        "people",
    ),
    (
        "The aviation of the Defence Forces struck 11 concentrations of personnel.",
        "struck",
        "aviation of the Defence Forces",
        "personnel",
    ),
    ("Police fired tear gas; a girl of six was hurt.", "fired", "Police", ""),
    ("Police fired tear gas; a girl of six was hurt.", "hurt", "Police", "girl of six"),
    (
        "Houthi forces answered with artillery, and shells fell on two districts.",
        "answered",
        "Houthis",
        "",
    ),
    (
        "Houthi forces answered with artillery, and shells fell on two districts.",
        "fell",
        "Houthis",
        "",
    ),
    ("The army bombed the market. The strike killed 18 traders.", "bombed", "army", ""),
    ("The army bombed the market. The strike killed 18 traders.", "killed", "army", "traders"),
    (
        "US-backed fighters seized the town. Pro-Russian rebels shelled Donetsk airport.",
        "seized",
        "US-backed fighters",
        "",
    ),
    (
        "US-backed fighters seized the town. Pro-Russian rebels shelled Donetsk airport.",
        "shelled",
        "Pro-Russian rebels",
        "",
    ),
    (
        "The town was captured by Iraqi forces backed by US air strikes.",
        "captured",
        "Military of Iraq",
        "",
    ),
    (
        "The town was captured by Iraqi forces backed by US air strikes.",
        "US air strikes",
        "United States",
        "",
    ),
    ("Missiles fired by Hamas hit a house in Ashkelon, killing a woman.", "hit", "Hamas", "woman"),
    (
        "Israeli warplanes killed a Hamas commander. He had led attacks on soldiers.",
        "killed",
        "Military of Israel",
        "Hamas",
    ),
    (
        "Israeli warplanes killed a Hamas commander. He had led attacks on soldiers.",
        "led attacks",
        "Hamas",
        "soldiers",
    ),
    (
        "Members of the Taliban kidnapped the governor's brother, officials said.",
        "kidnapped",
        "Taliban",
        "governor's brother",
    ),
]


@cache
def claims(text: str) -> tuple[Claim, ...]:
    return code(make_report(text, published=date(2016, 11, 3))).claims


def claim(text: str, trigger: str) -> Claim:
    found = [c for c in claims(text) if c.trigger.quote == trigger]
    assert found, f"no claim on {trigger!r} in {text!r}"
    return found[-1]


def names(actors) -> str:
    return "; ".join(a.name for a in actors)


@pytest.mark.parametrize(("text", "trigger", "actor", "recipient"), PASSAGES)
def test_parties(text: str, trigger: str, actor: str, recipient: str) -> None:
    made = claim(text, trigger)
    assert names(made.actor) == actor
    assert names(made.recipient) == recipient


@pytest.mark.parametrize("text", sorted({row[0] for row in PASSAGES}))
def test_every_party_rests_on_words_and_a_rule(text: str) -> None:
    for made in claims(text):
        for party in (*made.actor, *made.recipient):
            assert verify(text, party.anchors) == []
            assert party.anchors
            assert party.rule
        assert bool(made.actor) != bool(made.actor_reason)


def test_an_agent_carried_on_is_marked_as_inferred() -> None:
    made = claim("Hamas fired rockets at Ashkelon. The attack wounded two women.", "wounded")
    assert [(a.basis, a.rule) for a in made.actor] == [("inferred", "who.passage")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The mayor said that raiders had burned ten houses.", "mayor"),
        ("Ten houses were burned, the mayor said.", "mayor"),
        ("According to the governor, two men were shot.", "governor"),
        ("The minister confirmed that a convoy was ambushed.", "minister"),
        ('"They shot my brother," a farmer said.', "farmer"),
        ("Doctors reported that five patients were killed.", "Doctors"),
    ],
)
def test_the_speaker_is_never_the_actor(text: str, speaker: str) -> None:
    assert claims(text)
    for made in claims(text):
        assert speaker not in names(made.actor)


@pytest.mark.parametrize(
    "text",
    [
        "Three farmers were killed near the river.",
        "A bomb killed four children in the market.",
        "A drone hit a wedding.",
        "An aid convoy entered the town.",
        "It was not clear who killed the priest.",
        "Three children died when a bomb exploded in the market.",
    ],
)
def test_nobody_is_better_than_a_thing(text: str) -> None:
    assert claims(text)
    assert all(not c.actor and c.actor_reason == "not_stated" for c in claims(text))


@pytest.mark.parametrize(
    ("text", "trigger", "words"),
    [
        (
            "- 46 civilians reportedly killed in the district since 10 July",
            "killed",
            "46 civilians",
        ),
        ('"Gunmen" shot a priest in the village.', "shot", "a priest"),
    ],
)
def test_bullets_and_marks_are_no_part_of_a_party(text: str, trigger: str, words: str) -> None:
    made = claim(text, trigger)
    assert [r.words for r in made.recipient] == [words]


def test_the_killed_are_no_killers() -> None:
    text = "The rebels fought on, with some 340 herders reportedly killed this spring."
    made = claim(text, "killed")
    assert names(made.recipient) == "herders"
    assert "herders" not in names(made.actor)


def test_the_united_states_is_not_we() -> None:
    made = claim('"US troops killed a farmer," the elder said.', "killed")
    assert names(made.actor) == "Military of the United States"


@pytest.mark.parametrize(
    "text",
    [
        "Armed men presumed to belong to Boko Haram shot a priest.",
        "Gunmen suspected to be from Boko Haram shot a priest.",
    ],
)
def test_fighters_are_whose_they_are_thought_to_be(text: str) -> None:
    assert names(claim(text, "shot").actor) == "Boko Haram"


def test_a_statement_names_its_issuer_in_the_heading() -> None:
    text = "Statement by the media office of Hamas\n\nOur fighters attacked a patrol in Gaza.\n"
    assert names(claim(text, "attacked").actor) == "Hamas"


def test_gunmen_are_carried_on_to_the_next_sentence_only() -> None:
    text = "Gunmen attacked a bus. Two men were shot. The bus was new. Later a boy was stabbed."
    assert names(claim(text, "shot").actor) == "Gunmen"
    assert names(claim(text, "stabbed").actor) == ""


def test_a_letterhead_says_who_we_are() -> None:
    text = "NATIONAL LIBERATION ARMY (ELN)\n\nOur units attacked a patrol of the army in Arauca.\n"
    assert names(claim(text, "attacked").actor) == "National Liberation Army"
