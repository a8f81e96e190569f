"""Which words name an event, of which type and mode, and why others were rejected."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from dateline.extract import what
from dateline.knowledge import event_lexicon
from dateline.parse.parser import parse
from dateline.read import read_text

Found = set[tuple[str, str | None, str]]


@cache
def _coded(text: str) -> tuple[Found, set[tuple[str, str]]]:
    """Return (type, mode, trigger) of each mention, and (trigger, reason) of each reject."""
    parsed = parse(read_text(text, published=date(2016, 11, 3)))
    kept, rejected = what.mentions(parsed, event_lexicon.load())
    return (
        {(m.event_type, m.mode, " ".join(t.text for t in m.words)) for m in kept},
        {(" ".join(t.text for t in r.mention.words), r.reason) for r in rejected},
    )


EVENTS = [
    # The means told decide the mode, whatever the verb.
    ("Two herders were killed with machetes.", ("ASSAULT", "primitive", "killed")),
    ("The bakery was hit by mortar shells at noon.", ("ASSAULT", "heavy-weapons", "hit")),
    ("A drone set the fuel depot on fire.", ("ASSAULT", "drone", "set on fire")),
    ("Army helicopters attacked the camp at dawn.", ("ASSAULT", "aerial", "attacked")),
    ("The militia answered with artillery.", ("ASSAULT", "heavy-weapons", "answered")),
    ("Gunmen killed the village chief.", ("ASSAULT", None, "killed")),
    ("Rebels ambushed a patrol near the bridge.", ("ASSAULT", None, "ambushed")),
    ("The captors beheaded two hostages.", ("ASSAULT", "primitive", "beheaded")),
    ("Thirteen villagers were executed in March.", ("ASSAULT", None, "executed")),
    ("Police used live ammunition against the marchers.", ("ASSAULT", "firearms", "used")),
    ("The air force bombed the port on Monday.", ("ASSAULT", "aerial", "bombed")),
    ("Soldiers shot at a minibus near Varda.", ("ASSAULT", "firearms", "shot")),
    ("A roadside bomb exploded beside the convoy.", ("ASSAULT", "explosives", "exploded")),
    ("Police fired tear gas at the crowd.", ("ASSAULT", "crowd-control", "fired tear gas")),
    ("Policemen dispersed the teachers with batons.", ("ASSAULT", "crowd-control", "dispersed")),
    ("Fighters kidnapped six nurses from the clinic.", ("ASSAULT", "abduct", "kidnapped")),
    ("Troops set the village on fire.", ("ASSAULT", "destroy", "set on fire")),
    ("Navy boats rammed one of their vessels.", ("ASSAULT", None, "rammed")),
    ("Our units repelled three attacks.", ("ASSAULT", None, "repelled three attacks")),
    # Results take the means of the act they belong to.
    ("Police fired tear gas; a girl of six was hurt.", ("ASSAULT", "crowd-control", "hurt")),
    ("Soldiers opened fire and a farmer was injured.", ("ASSAULT", "firearms", "injured")),
    # The dead who are counted.
    ("Rebels shelled Varda. He put the dead at 17.", ("ASSAULT", "heavy-weapons", "dead")),
    ("A mine killed ten. Six of the dead were pupils.", ("ASSAULT", "explosives", "dead")),
    (
        "Planes bombed the market. Rescuers recovered 31 bodies after the attack.",
        ("ASSAULT", "aerial", "bodies"),
    ),
    # Ground, goods and people taken.
    ("The army recaptured the town of Varda.", ("COERCE", "seize", "recaptured")),
    ("Bandits stole 400 head of cattle.", ("COERCE", "seize", "stole")),
    ("Armed men rustled an unknown number of cows.", ("COERCE", "seize", "rustled")),
    ("Fighters looted two health centres.", ("COERCE", "seize", "looted")),
    ("The brigade captured nine soldiers.", ("COERCE", "arrest", "captured")),
    ("Police arrested three students.", ("COERCE", "arrest", "arrested")),
    ("A court sentenced the editor to four years.", ("COERCE", None, "sentenced")),
    ("The general was jailed for life.", ("COERCE", None, "jailed")),
    ("Rebels besieged the garrison for weeks.", ("COERCE", "restrict", "besieged")),
    ("The ministry expelled two diplomats.", ("COERCE", "deport", "expelled")),
    ("Mosul, which was seized in June, is a large city.", ("COERCE", "seize", "seized")),
    # Movement.
    ("The government sent 500 soldiers to the border.", ("MOBILIZE", "troops", "sent")),
    ("Reinforcements arrived the next morning.", ("MOBILIZE", "troops", "arrived")),
    ("The enemy is regrouping east of the river.", ("MOBILIZE", "troops", "regrouping")),
    ("Troops searched the hills for the gunmen.", ("MOBILIZE", "troops", "searched")),
    ("The rebels withdrew from Varda.", ("RETREAT", "withdraw", "withdrew")),
    ("The gunmen fled after half an hour.", ("RETREAT", "withdraw", "fled")),
    ("The militants were pushed back.", ("RETREAT", "withdraw", "pushed back")),
    ("The soldiers had left in the night.", ("RETREAT", "withdraw", "left")),
    ("The rebels released seven hostages.", ("RETREAT", "release", "released")),
    ("The checkpoint let two trucks through.", ("RETREAT", "access", "let through")),
    # Protest.
    ("Hundreds marched on the town hall.", ("PROTEST", "demo", "marched")),
    ("Protesters hurled bricks at the gate.", ("PROTEST", "riot", "hurled bricks")),
    (
        "Strikers marched to the mill, where they set tyres on fire.",
        ("PROTEST", "riot", "set on fire"),
    ),
    ("Residents threw stones at the convoy.", ("ASSAULT", "primitive", "threw stones")),
    ("Bus drivers ended a strike over pay.", ("PROTEST", "strike", "ended a strike")),
    ("Farmers blocked the highway with tractors.", ("PROTEST", "obstruct", "blocked")),
    # Words.
    ("The minister condemned the attack.", ("ACCUSE", "disapprove", "condemned")),
    ("Both sides agreed to a truce.", ("AGREE", None, "agreed")),
    ("The envoy called for a ceasefire.", ("REQUEST", "yield", "called")),
]


@pytest.mark.parametrize(("text", "expected"), EVENTS)
def test_an_event_is_found_with_its_type_and_mode(
    text: str, expected: tuple[str, str | None, str]
) -> None:
    found, _ = _coded(text)
    words = set(expected[2].split())
    same = [f for f in found if f[:2] == expected[:2] and words & set(f[2].split())]
    assert same, f"{text} gave {sorted(found, key=str)}"


NO_EVENTS = [
    "The home side attacked from the first whistle and bombarded the goal.",
    "A late strike by the substitute killed the game for the goalkeeper.",
    "The film bombed at the box office.",
    "The retailer launched a price war in January.",
    "Shares fell as the retailer fought a hostile takeover by an investor.",
    "An invasion of mosquitoes worries the south.",
    "A storm struck the coast and killed two fishermen.",
    "He had a heart attack in the queue.",
    "A guide in costume will execute a perfect bow.",
    "The driver was rushed to hospital.",
    "The generator died in the night.",
    "Nobody was hurt.",
    "No group has claimed responsibility.",
    "Two companies and a battery of howitzers stood there.",
    "In 1683, Ottoman soldiers assaulted the city walls.",
    "The museum tells how troops stormed the fort in 1944.",
    "In “The Last Bridge”, a colonel kidnaps a minister.",
    "The country is committed to defeating terrorism.",
    "We support the fight against extremism.",
    "The figures demonstrate a lack of interest.",
    "The women took part in the meal.",
    "The patient was taken to hospital.",
    "Three other defendants were acquitted.",
    "Militia units were positioned north of the river.",
]


@pytest.mark.parametrize("text", NO_EVENTS)
def test_words_of_another_world_give_no_event(text: str) -> None:
    found, _ = _coded(text)
    material = {f for f in found if f[0] in what.MATERIAL}
    assert material == set()


REASONS = [
    ("The film bombed at the box office.", "bombed", "metaphor"),
    ("Nobody was killed.", "killed", "state_not_event"),
    ("In 1683, Ottoman soldiers assaulted the city walls.", "assaulted", "historical_background"),
    ("An invasion of mosquitoes worries the south.", "invasion", "accident_or_nature"),
    ("We support the fight against extremism.", "fight", "state_not_event"),
    ("The country is committed to defeating the rebels.", "defeating", "generic"),
    ("The besieged town is quiet.", "besieged", "modifier"),
    ("After the attack, he left for Ankara.", "attack", "noun_adds_nothing"),
    ("Two strikes on the market killed 26 people.", "strikes", "same_event_as"),
    ("At least 12 people were killed and scores wounded.", "wounded", "same_event_as"),
    ("The shell hit the square, killing five.", "killing", "same_event_as"),
    ("A court sentenced nine men to prison terms of ten years.", "prison terms", "same_event_as"),
    ("Police arrested six demonstrators who blame the mayor.", "blame", "verbal_not_main_clause"),
]


@pytest.mark.parametrize(("text", "trigger", "reason"), REASONS)
def test_a_rejected_word_has_its_reason(text: str, trigger: str, reason: str) -> None:
    _, rejected = _coded(text)
    assert (trigger, reason) in rejected


def test_the_attack_of_the_sentence_before_lends_its_weapon() -> None:
    found, _ = _coded("A drone struck the depot on Monday. The strike killed four guards.")
    assert ("ASSAULT", "drone", "killed") in found


def test_a_labelled_column_of_sport_gives_no_clash() -> None:
    found, _ = _coded("SPORT. The visitors fought hard. The captain clashed with the keeper.")
    assert found == set()


def test_police_action_in_a_sport_column_is_kept() -> None:
    found, _ = _coded("SPORT. Three supporters were arrested outside the ground.")
    assert ("COERCE", "arrest", "arrested") in found
