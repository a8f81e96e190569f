"""Did it happen: what verbs, modals, negations, conditions and adjectives make of an event."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from dateline.pipeline import code
from dateline.read import read_text
from dateline.records import Claim, Coded

Row = tuple[str, str, str]


@cache
def coded(text: str) -> Coded:
    return code(read_text(text, published=date(2019, 5, 14)))


def the_claim(text: str, word: str) -> Claim:
    """Return the claim whose trigger has a word in it."""
    found = [c for c in coded(text).claims if word in c.trigger.quote]
    assert found, [c.trigger.quote for c in coded(text).claims]
    return min(found, key=lambda c: len(c.trigger.quote))


ASSERTED: list[Row] = [
    ("Rebels attacked the barracks on Monday.", "attacked", "happened"),
    ("Two soldiers were killed in the ambush.", "killed", "happened"),
    ("The army managed to capture the bridge.", "capture", "happened"),
    ("The militia forced the villagers to leave and burned the school.", "burned", "happened"),
    ("The rebels failed to stop the attack on the port.", "attack", "happened"),
    ("The army ended its siege of the town.", "siege", "happened"),
    ("They helped the army to destroy two tanks.", "destroy", "happened"),
    ("It is not just the number of gunshots, the lawyer said.", "gunshots", "happened"),
    ("The army tried to curb the news of the massacre of the monks.", "massacre", "happened"),
    ("It was reported that nine men were killed.", "killed", "happened"),
    ("The army halted the offensive against the rebels.", "offensive", "happened"),
    ("My aunt swears that soldiers shot the boy.", "shot", "happened"),
    ("Perhaps two hundred people demonstrated in the square.", "demonstrated", "happened"),
    ("The court ordered the army to withdraw; the troops burned the fields.", "burned", "happened"),
    ("The president vowed to avenge the killing of the guards.", "killing", "happened"),
    ("The general has ordered the massacre of the monks.", "massacre", "happened"),
    ("After planning the raid for weeks, commandos stormed the villa.", "stormed", "happened"),
    ("Gunmen who had threatened to attack the mine killed two guards.", "killed", "happened"),
    ("Why did the army bomb the hospital?", "bomb", "happened"),
    ("Do you know the man who bombed the church?", "bombed", "happened"),
    ("The army did not regret bombing the town.", "bombing", "happened"),
    ("The rebels were able to seize the bridge.", "seize", "happened"),
    ("The army had no choice but to withdraw from the town.", "withdraw", "happened"),
    ("They took the opportunity to attack the post.", "attack", "happened"),
    ("The rebels went on to capture the airport.", "capture", "happened"),
    ("The rebels had to withdraw from the town.", "withdraw", "happened"),
    ("The army did not respond to the attacks on its posts.", "attacks", "happened"),
    ("He waves at the crowd before he is killed by the rebels.", "killed", "happened"),
    ("The rebels claimed to have shot down a helicopter.", "shot", "happened"),
    ("There is no doubt that the army attacked the village.", "attacked", "happened"),
    ("The rebels would often attack the town.", "attack", "happened"),
    ("They falsely use the law to arrest farmers.", "arrest", "happened"),
    ("Dozens are feared to have been killed in the camp.", "killed", "happened"),
    ("It is unclear who killed the guard.", "killed", "happened"),
    ("Six shots can be heard on the tape of the attack.", "shots", "happened"),
    ("Students organised a protest in the square two years ago.", "protest", "happened"),
    ("He was the youngest fighter to be killed in the battle.", "killed", "happened"),
    ("It appears that the man attacked a guard.", "attacked", "happened"),
    ("He kneels on the sand before a fighter beheads him.", "beheads", "happened"),
]
ONGOING: list[Row] = [
    ("The army is shelling the northern suburbs.", "shelling", "ongoing"),
    ("Five journalists are being held by the militia.", "held", "ongoing"),
    ("The town has been besieged since March.", "besieged", "ongoing"),
    ("The rebels continue to shell the port.", "shell", "ongoing"),
    ("The fighting continued on Tuesday.", "continued", "ongoing"),
    ("The monitors have begun an investigation.", "investigation", "ongoing"),
    ("At night they shoot at the houses on the hill.", "shoot", "ongoing"),
    ("The United Nations called on the army to stop shelling the port.", "shelling", "ongoing"),
    ("The rebels have not stopped shelling the port.", "shelling", "ongoing"),
    ("Many rebels are believed to be held in the camp.", "held", "ongoing"),
    ("Two priests have been detained by the rebels since August.", "detained", "ongoing"),
    ("There are clashes in the north of the town.", "clashes", "ongoing"),
    ("Eastern forces pressed an offensive against the town.", "offensive", "ongoing"),
]
PLANNED: list[Row] = [
    ("The army is preparing to enter the city.", "enter", "planned"),
    ("The rebels plan to attack the airport.", "attack", "planned"),
    ("Jets bombed the hill, assisting the army to destroy the militia.", "destroy", "planned"),
    ("The men will be arrested and expelled.", "expelled", "planned"),
    ("The government said it would withdraw its troops.", "withdraw", "planned"),
    ("Troops will enter the town on Friday.", "enter", "planned"),
    ("The army launched an operation to retake the valley.", "retake", "planned"),
    ("Tanks moved up in order to attack the ridge.", "attack", "planned"),
    ("Police found details of a planned attack on the embassy.", "attack", "planned"),
    ("The two sides agreed to release 40 prisoners.", "release", "planned"),
    ("Fighters were about to storm the police station.", "storm", "planned"),
    ("The front promised to free the hostages.", "free", "planned"),
    ("They plotted to kill the governor.", "kill", "planned"),
    ("The prisoners are to be released on Monday.", "released", "planned"),
    ("The police will arrest them when they enter the city.", "enter", "planned"),
    ("The militia was supposed to withdraw on Friday.", "withdraw", "planned"),
    ("The rebels were close to capturing the airport.", "capturing", "planned"),
    (
        "The operation marks a step towards clearing the rebels from the valley.",
        "clearing",
        "planned",
    ),
    ("The parliament approved the deployment of troops.", "deployment", "planned"),
    ("The union called a strike for Friday.", "strike", "planned"),
    ("The truce brings closer the release of the hostages.", "release", "planned"),
    ("Students are organising a protest in the square.", "protest", "planned"),
    ("We will keep up the pressure until the army ends the siege of the town.", "siege", "planned"),
    ("The council plans elections once the rebels are defeated.", "defeated", "planned"),
]
THREATENED: list[Row] = [
    ("The militia threatened to burn the school.", "burn", "threatened"),
    ("“We will hunt them down and kill them,” the commander said.", "kill", "threatened"),
    ("Anyone who keeps a weapon will be shot, the officer said.", "shot", "threatened"),
    ("The kidnappers will kill the hostages unless a ransom is paid.", "kill", "threatened"),
    ("The group issued a threat to attack the embassy.", "attack", "threatened"),
    ("The rebels warned they would attack the town.", "attack", "threatened"),
    (
        "Commanders warned that the forces will attack the town if there is no deal.",
        "attack",
        "threatened",
    ),
    (
        "The ministry warned that editors would face arrest if they published the list.",
        "arrest",
        "threatened",
    ),
    ("“Our men will continue to attack the town,” the commander warned.", "attack", "threatened"),
    (
        "“Any attempt to stop us will result in the killing of your soldiers,” he said.",
        "killing",
        "threatened",
    ),
]
REQUESTED: list[Row] = [
    ("The bishop called for the release of the nine men.", "release", "requested"),
    ("The council demanded that the troops withdraw.", "withdraw", "requested"),
    ("The preacher urged his followers to attack the barracks.", "attack", "requested"),
    ("The general ordered his men to shoot the prisoners.", "shoot", "requested"),
    ("The court ordered that the students be freed.", "freed", "requested"),
    ("The army must withdraw from the town.", "withdraw", "requested"),
    ("The union demanded the release of two teachers.", "release", "requested"),
    ("The rebels have to withdraw from the town.", "withdraw", "requested"),
]
POSSIBLE: list[Row] = [
    ("The army may attack the town.", "attack", "possible"),
    ("The rebels are likely to attack again.", "attack", "possible"),
    ("Villagers fear that the militia could attack the camp.", "attack", "possible"),
    ("An assault on the city is likely, a diplomat said.", "assault", "possible"),
    ("It is not clear whether the soldiers were killed.", "killed", "possible"),
    ("The rebels tried to seize the airport.", "seize", "possible"),
    ("Officials warned of an attack on the capital.", "attack", "possible"),
    ("Did the army bomb the hospital?", "bomb", "possible"),
    ("The police were allowed to arrest the students.", "arrest", "possible"),
    ("The rebels could storm the port, capturing the depot.", "capturing", "possible"),
    ("The two are thinking about attacking the embassy.", "attacking", "possible"),
    ("Officials are opposed to releasing the prisoners.", "releasing", "possible"),
    ("The soldiers must have killed him.", "killed", "possible"),
    ("The government refused to rule out an attack on the town.", "attack", "possible"),
    ("The army has the right to shell the town.", "shell", "possible"),
    ("The plan would put more soldiers at risk of being abducted.", "abducted", "possible"),
]
DENIED: list[Row] = [
    ("The army denied bombing the hospital.", "bombing", "denied"),
    ("The ministry denied that its troops had shelled the camp.", "shelled", "denied"),
    ("It is false that our soldiers killed the farmer, the army said.", "killed", "denied"),
    ("State radio falsely claimed that rebels had bombed the hospital.", "bombed", "denied"),
    ("The court acquitted him of killing the guard.", "killing", "denied"),
    ("The army said it had not shelled the town.", "shelled", "denied"),
    ("A spokesman told a radio station that no base had been overrun.", "overrun", "denied"),
    ("The army did not shell the town, a spokesman said.", "shell", "denied"),
]
HYPOTHETICAL: list[Row] = [
    ("If the rebels attack the town, thousands will flee.", "attack", "hypothetical"),
    ("The army will withdraw if the truce holds.", "withdraw", "hypothetical"),
    ("If the truce holds, an envoy said, the army will withdraw.", "withdraw", "hypothetical"),
    ("“If they come again we will fight,” the miner said.", "fight", "hypothetical"),
    ("Troops are expected to withdraw if a deal is signed.", "withdraw", "hypothetical"),
    ("The rebels would have attacked the town.", "attacked", "hypothetical"),
    ("Had the army attacked the town, the mayor would have fled.", "attacked", "hypothetical"),
    ("The army will strike any group that attacks its posts.", "attacks", "hypothetical"),
    (
        "The rebels accept a truce as long as the army withdraws from the town.",
        "withdraws",
        "hypothetical",
    ),
]
NOT_HAPPENED: list[Row] = [
    ("The rebels failed to capture the airport.", "capture", "not_happened"),
    ("Their envoys will not be arrested or expelled.", "expelled", "not_happened"),
    ("Police foiled an attack on the embassy.", "attack", "not_happened"),
    ("The guards were prevented from attacking the crowd.", "attacking", "not_happened"),
    ("The soldiers refused to shoot at the crowd.", "shoot", "not_happened"),
    ("The army did not attack the village.", "attack", "not_happened"),
    ("The rebels almost captured the airport.", "captured", "not_happened"),
    ("No attacks were carried out in May.", "attacks", "not_happened"),
    ("The rebels tried unsuccessfully to capture the dam.", "capture", "not_happened"),
    ("Rumours that the mayor had been killed proved to be false.", "killed", "not_happened"),
    ("The army stopped the rebels from entering the city.", "entering", "not_happened"),
    ("The government refused to release the prisoners.", "release", "not_happened"),
    ("The troops never attacked the convent.", "attacked", "not_happened"),
    ("Soldiers left the village without firing at the crowd.", "firing", "not_happened"),
    ("The guards fled instead of attacking the crowd.", "attacking", "not_happened"),
    ("The army stopped short of bombing the city.", "bombing", "not_happened"),
    ("The rebels have yet to release the hostages.", "release", "not_happened"),
    ("Fighters came close to capturing the airport.", "capturing", "not_happened"),
    ("The rebels were too weak to attack the town.", "attack", "not_happened"),
    ("An attempt to murder the guard failed.", "murder", "not_happened"),
    ("The rebels no longer attack the town.", "attack", "not_happened"),
    ("We cannot confirm it because we did not attack the town.", "attack", "not_happened"),
]
ROWS = [
    *ASSERTED, *ONGOING, *PLANNED, *THREATENED, *REQUESTED, *POSSIBLE, *DENIED, *HYPOTHETICAL,
    *NOT_HAPPENED,
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "status"), ROWS)
def test_status(text: str, word: str, status: str) -> None:
    claim = the_claim(text, word)
    assert (claim.status, claim.status_rule) == (status, claim.status_rule)


def test_the_table_is_long_and_names_every_status() -> None:
    assert len(ROWS) >= 70
    assert len({status for _, _, status in ROWS}) == 9


HEDGED = [
    ("Rebels reportedly attacked the barracks on Monday.", "attacked", True),
    ("It has been claimed that nine men were killed.", "killed", True),
    ("Nine men were killed in the raid, it was reported.", "killed", True),
    ("Rebels killed nine men, the BBC reports.", "killed", False),
    ("The rebels are believed to have killed the driver.", "killed", True),
    ("Suspected separatists shot a teacher.", "shot", True),
    ("The ministry could not confirm that rebels had attacked the mine.", "attacked", True),
    ("Police are studying the alleged attack on the convoy by soldiers.", "attack", True),
    ("Villagers believe that soldiers killed the herder.", "killed", True),
    ("Rumours circulated that soldiers had killed the herder.", "killed", True),
    ("Rebels attacked the barracks on Monday.", "attacked", False),
    ("Perhaps two hundred people demonstrated in the square.", "demonstrated", False),
]


@pytest.mark.parametrize(("text", "word", "hedged"), HEDGED)
def test_hedged(text: str, word: str, hedged: bool) -> None:
    assert the_claim(text, word).hedged is hedged


@pytest.mark.parametrize("row", [r for r in ROWS if r[2] != "happened"])
def test_a_status_rests_on_words_of_the_report(row: Row) -> None:
    claim = the_claim(row[0], row[1])
    for word in claim.status_anchors:
        assert row[0][word.start : word.end] == word.quote
    assert claim.status_anchors
