"""Who suffers: results told beside the deed, bare numbers, people in buildings, addressees."""

from __future__ import annotations

from functools import cache

import pytest

from conftest import make_report
from dateline.pipeline import code
from dateline.records import Claim

# A passage; the trigger of the claim; who suffers it (names parted by "; ").
PASSAGES = [
    (
        "A bomb went off in front of a shop, shattering windows and sending a watchman and two "
        "clerks to hospital.",
        "went off",
        "watchman; clerks",
    ),
    ("Militants fired 12 rockets at the port, claiming the life of a baby.", "fired", "baby"),
    (
        "The headmaster was found hacked to death behind the school, as were two old women.",
        "hacked",
        "headmaster; old women",
    ),
    (
        "Six farmers, including a woman and her son, were killed by gunmen.",
        "killed",
        "farmers; woman; her son",
    ),
    ("Two men were killed and nine women wounded by the gunmen.", "killed", "men; women"),
    (
        "The army shelled a school in which hundreds of refugees had taken shelter.",
        "shelled",
        "refugees",
    ),
    ("Shells fell on the bread queue on Saturday.", "fell", "bread queue"),
    ("Rebels kidnapped ten boys on Sunday. Four were released.", "released", "boys"),
    (
        "Gunmen ambushed a car, killing two nurses and wounding three others.",
        "ambushed",
        "car; nurses",
    ),
    ("Rebels ambushed a goods train, killing two nurses.", "ambushed", "nurses"),
    ("Looters ransacked the health post.", "ransacked", ""),
    ("The governor accused his successor of taking bribes.", "accused", "his successor"),
    ("Turkey refused to sell the rebels gas masks.", "refused", "rebels"),
    ("A court found two policemen guilty of murder.", "found", "policemen"),
    ("The government warned that it would punish the smugglers.", "warned", "smugglers"),
    ("Residents complained that the soldiers had burned their crops.", "complained", "soldiers"),
    ("The opposition demanded the minister's resignation.", "demanded", "minister"),
    ("Lina Orta, the dentist who was kidnapped on Friday, is free.", "kidnapped", "Lina Orta"),
    (
        "A bomb went off at the station. The dead included a porter and two clerks.",
        "dead",
        "porter; clerks",
    ),
    (
        "A bomb went off at the station. Four of the dead were railway workers.",
        "dead",
        "railway workers",
    ),
    ("The army reported nine dead militiamen after the attack.", "dead", "militiamen"),
    ("A van carrying mourners ran over a mine and two died.", "ran", "van"),
    ("The rebels set off a land mine under the bus.", "set off", "bus"),
    ("The militants captured the village of Varda and seven others.", "captured", ""),
    ("Soldiers let two lorries pass and confiscated four.", "confiscated", ""),
    (
        "The fair lost a day when a grenade was thrown into the hotel, wounding the porter.",
        "thrown",
        "porter",
    ),
    (
        "Gunners hit a command post, a depot and three howitzers of the rebels.",
        "hit",
        "rebels",
    ),
    (
        "The minister received the ambassador of the People's Republic of China.",
        "received",
        "Government of China",
    ),
    ("The minister received the French ambassador on Monday.", "received", "Government of France"),
]


@cache
def claims(text: str) -> tuple[Claim, ...]:
    return code(make_report(text)).claims


@pytest.mark.parametrize(("text", "trigger", "recipient"), PASSAGES)
def test_those_who_suffer_are_found(text: str, trigger: str, recipient: str) -> None:
    found = next(c for c in claims(text) if trigger in c.trigger.quote)
    assert "; ".join(a.name for a in found.recipient) == recipient
