from dataclasses import replace

import pytest
from by_hand import mention, parse, roles_of

from dateline.extract.how_many.counts import counts_of, numbers
from dateline.extract.when.dates import time_expressions, token_indices
from dateline.spans import verify


def told(text):
    parsed = parse(text)
    return numbers(parsed, token_indices(time_expressions(parsed)))


def counts(text, word):
    parsed = parse(text)
    event = mention(parsed, word)
    dated = token_indices(time_expressions(parsed))
    found, reason = counts_of(event, roles_of(event), parsed, numbers(parsed, dated))
    assert (reason == "no_number") == (not found)
    assert verify(text, [a for c in found for a in c.anchors]) == []
    return found


HEDGES = [
    ("12", 12, 12, 12, False),
    ("more than 250", 250, None, None, True),
    ("over 250", 250, None, None, True),
    ("at least 12", 12, None, None, False),
    ("no fewer than 12", 12, None, None, False),
    ("up to 30", None, 30, None, False),
    ("as many as 30", None, 30, None, False),
    ("at most 30", None, 30, None, False),
    ("fewer than 30", None, 30, None, True),
    ("about 50", 50, 50, 50, True),
    ("around 50", 50, 50, 50, True),
    ("some 50", 50, 50, 50, True),
    ("nearly 50", 50, 50, 50, True),
    ("almost 50", 50, 50, 50, True),
    ("approximately 5,000", 5000, 5000, 5000, True),
    ("an estimated 3,000", 3000, 3000, 3000, True),
    ("between 5 and 7", 5, 7, None, False),
    ("5-7", 5, 7, None, False),
    ("5 to 7", 5, 7, None, False),
    ("dozens of", 24, None, None, True),
    ("scores of", 40, None, None, True),
    ("hundreds of", 200, None, None, True),
    ("thousands of", 2000, None, None, True),
    ("tens of thousands of", 20_000, None, None, True),
    ("several", 3, None, None, True),
    ("several hundred", 300, None, None, True),
    ("a couple of", 2, 2, 2, True),
    ("a dozen", 12, 12, 12, True),
    ("half a million", 500_000, 500_000, 500_000, False),
    ("1.5 million", 1_500_000, 1_500_000, 1_500_000, False),
    ("twenty-one", 21, 21, 21, False),
]


@pytest.mark.parametrize(("words", "low", "high", "best", "approximate"), HEDGES)
def test_numbers_and_hedges(words, low, high, best, approximate):
    found = told(f"The rebels killed {words} soldiers.")
    assert [(n.low, n.high, n.best, n.approximate) for n in found] == [
        (low, high, best, approximate)
    ]
    assert found[0].noun is not None
    assert found[0].noun.text == "soldiers"


@pytest.mark.parametrize(
    "text",
    [
        "A 12-year-old boy was killed.",
        "Karim, 34, was killed.",
        "He was aged 34.",
        "They fought on 5 May 2014 at 10:30.",
        "They fought in 2014.",
        "The base is 20 km from the town.",
        "Prices rose by 12 percent and 5% again.",
        "The Council adopted Resolution 2254.",
        "M23 shot down a Su-25.",
        "Task Force 50 moved in.",
        "The third man fled.",
        "No one was killed.",
        "None of them fled.",
        "Call 5551234567 for help.",
        "They split two-for-one.",
        "He died at the age of 88.",
        "He was both president and chairman.",
        "Two-thirds of the town fled.",
    ],
)
def test_what_is_no_count(text):
    assert [n.tokens for n in told(text)] == []


def test_money_is_money():
    assert [n.unit for n in told("They stole $1.5 million.")] == ["money"]
    assert [n.unit for n in told("They stole 500 euros.")] == ["money"]


COUNTS = [
    ("Troops killed 12 soldiers and wounded 30.", "killed", [("killed", 12, "soldiers")]),
    ("Troops killed 12 soldiers and wounded 30.", "wounded", [("injured", 30, None)]),
    ("The attack killed 5 people and injured 12.", "attack",
     [("killed", 5, "people"), ("injured", 12, None)]),
    ("A bomb exploded in the market, killing five people and wounding a dozen.", "exploded",
     [("weapons", 1, "bomb"), ("killed", 5, "people"), ("injured", 12, None)]),
    ("An attack that killed 5 and injured 12 shook the town.", "attack",
     [("killed", 5, None), ("injured", 12, None)]),
    ("Rebels shelled the town, leaving 12 dead and 30 injured.", "shelled",
     [("killed", 12, None), ("injured", 30, None)]),
    ("The ferry was attacked with the loss of 15 lives.", "attacked", [("killed", 15, "lives")]),
    ("The bombing had a death toll of 90.", "bombing", [("killed", 90, None)]),
    ("The strike killed 20 civilians, among them five children.", "killed",
     [("killed", 20, "civilians"), ("killed", 5, "children")]),
    ("The strike killed 20 civilians, including five children.", "killed",
     [("killed", 20, "civilians"), ("killed", 5, "children")]),
    ("Three air strikes hit the village.", "strikes", [("attacks", 3, "air strikes")]),
    ("Rebels attacked 100 villages.", "attacked", [("places", 100, "villages")]),
    ("They killed a soldier.", "killed", [("killed", 1, "soldier")]),
    ("They kidnapped a young journalist.", "kidnapped", [("abducted", 1, "young journalist")]),
    ("They killed Ahmed Karim.", "killed", []),
    ("They killed the soldier.", "killed", [("killed", 1, "soldier")]),
    ("They killed her husband.", "killed", [("killed", 1, "husband")]),
    ("They abducted a pharmacist and his son.", "abducted",
     [("abducted", 1, "pharmacist"), ("abducted", 1, "son")]),
    ("They destroyed a bridge.", "destroyed", []),
    ("At least 17 people, nine of them civilians, were killed there.", "killed",
     [("killed", 17, "people"), ("killed", 9, "civilians")]),
    ("Three rockets fell on two districts.", "fell",
     [("weapons", 3, "rockets"), ("places", 2, "districts")]),
    ("Dozens of them were killed or wounded.", "killed", [("casualties", 24, None)]),
    ("They documented 12 deaths in the town.", "deaths", [("killed", 12, "deaths")]),
    ("They kidnapped about 20 weavers.", "kidnapped", [("abducted", 20, "weavers")]),
    ("The strike hit two families.", "hit", [("other", 2, "families")]),
    ("They handed over 16 rifles.", "handed", [("weapons", 16, "rifles")]),
    ("They released all but three of the men.", "released", []),
    ("They were beaten, and two men were tortured.", "tortured", [("persons", 2, "men")]),
    ("Both sides attacked the town.", "attacked", []),
    ("One of 150 women was killed.", "killed", [("killed", 1, "150 women")]),
    ("The blast claimed the lives of six people.", "claimed", [("killed", 6, "people")]),
    ("Some 400 head of cattle were seized.", "seized", [("other", 400, "head")]),
    ("Dozens of Iraqi soldiers were killed in clashes.", "killed",
     [("killed", 24, "Iraqi soldiers")]),
    ("Dozens of Iraqi soldiers were killed in clashes.", "clashes",
     [("killed", 24, "Iraqi soldiers")]),
    ("More than 250 people were abducted by gunmen.", "abducted", [("abducted", 250, "people")]),
    ("At least 12 were injured.", "injured", [("injured", 12, None)]),
    ("About 50 protesters were arrested.", "arrested", [("detained", 50, "protesters")]),
    ("Between five and seven men died.", "died", [("killed", 5, "men")]),
    ("Ten hostages were released.", "released", [("released", 10, "hostages")]),
    ("Some 100,000 troops attacked the city.", "attacked", [("troops", 100_000, "troops")]),
    ("Rebels destroyed three tanks and two bridges.", "destroyed",
     [("vehicles", 3, "tanks"), ("buildings", 2, "bridges")]),
    ("The gang stole $1.5 million and killed two guards.", "killed", [("killed", 2, "guards")]),
    ("Tens of thousands of people fled the city.", "fled", [("displaced", 20_000, "people")]),
    ("Several hundred protesters marched.", "marched", [("protesters", 300, "protesters")]),
    ("A group of 12 gunmen attacked the post.", "attacked", [("fighters", 12, "gunmen")]),
    ("Police killed two of the attackers.", "killed", [("killed", 2, "attackers")]),
    ("Soldiers shot dead three boys.", "shot", [("killed", 3, "boys")]),
    ("Two soldiers and five civilians were killed.", "killed",
     [("killed", 2, "soldiers"), ("killed", 5, "civilians")]),
    ("12 people were killed and 30 others wounded in the blast.", "wounded",
     [("injured", 30, "others")]),
    ("12 people were killed and 30 others wounded in the blast.", "blast",
     [("killed", 12, "people"), ("injured", 30, "others")]),
    ("An estimated 3,000 rebels surrendered.", "surrendered", [("surrendered", 3000, "rebels")]),
    ("Militants kidnapped another 15 workers.", "kidnapped", [("abducted", 15, "workers")]),
    ("The execution of three men drew protest.", "execution", [("killed", 3, "men")]),
    ("The army killed 10 or more militants 20 km from the town.", "killed",
     [("killed", 10, "militants")]),
    ("Nearly two dozen houses were burned.", "burned", [("buildings", 24, "houses")]),
    ("Task Force 50 attacked the base.", "attacked", []),
    ("Karim, 34, was killed on 5 May 2014.", "killed", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "expected"), COUNTS)
def test_counts_of_events(text, word, expected):
    assert [(c.kind, c.low, c.of) for c in counts(text, word)] == expected


def coded(text, word, event_type, mode):
    parsed = parse(text)
    event = replace(mention(parsed, word), event_type=event_type, mode=mode)
    found, _ = counts_of(event, roles_of(event), parsed, numbers(parsed))
    return [(c.kind, c.low) for c in found]


def test_the_mode_says_what_people_are():
    text = "About 20 men opened fire on the post."
    assert coded(text, "opened", "ASSAULT", "firearms")[0] == ("fighters", 20)
    assert coded("Hundreds of women marched.", "marched", "PROTEST", None) == [("protesters", 200)]
    assert coded("They took six colleagues.", "took", "ASSAULT", "abduct") == [("abducted", 6)]


def test_a_thing_struck_counts_one_with_its_article_only():
    assert coded("They hit a bridge.", "hit", "ASSAULT", "destroy") == [("buildings", 1)]
    assert coded("They hit the bridge.", "hit", "ASSAULT", "destroy") == []
    assert coded("They hit a bridge.", "hit", "CONSULT", "destroy") == []


def test_a_number_belongs_to_the_first_of_two_verbs():
    text = "Hundreds of women marched and threw stones."
    assert coded(text, "threw", "PROTEST", "riot") == []


@pytest.mark.parametrize(
    ("text", "word", "running"),
    [
        ("The shelling killed four men, bringing the death toll to 90.", "killed", True),
        ("The death toll rose to 90 after the bombing.", "bombing", True),
        ("The bombing had a death toll of 90.", "bombing", False),
    ],
)
def test_a_running_toll_is_cumulative(text, word, running):
    toll = next(c for c in counts(text, word) if c.low == 90)
    assert (toll.kind, toll.cumulative) == ("killed", running)


def test_the_words_cover_hedge_number_and_noun():
    (count,) = counts("At least 12 Iraqi soldiers were killed.", "killed")
    assert count.words == count.anchors[0].quote == "At least 12 Iraqi soldiers"
    assert count.rule == "count:recipient"


def test_a_hyphen_counts_the_noun_behind():
    (number,) = told("A 5,000-strong force attacked.")
    assert number.noun is not None
    assert (number.low, number.noun.text) == (5000, "force")


def test_a_force_in_a_place_is_not_killed():
    (count,) = counts("About 5,000 fighters attacked the city.", "attacked")
    assert count.kind == "fighters"


@pytest.mark.parametrize("when", ["in 2014", "on 17 October", "on May 4, 2014", "for two years"])
def test_a_date_is_no_count_even_without_the_list_of_dates(when):
    assert numbers(parse(f"They fought {when}.")) == []


def test_money_before_or_after_its_sign() -> None:
    assert [(n.low, n.unit) for n in told("They took Sh84,000 and Rs 3 lakh.")] == [
        (84000, "money"),
        (300000, "money"),
    ]


def test_the_time_of_day_counts_nobody() -> None:
    assert told("The raid took place at 2100.") == []
