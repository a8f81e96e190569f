import pytest

from dateline.evaluate.gold_rows import report_of
from dateline.evaluate.sets import wikievents as we
from dateline.knowledge.tables import packaged, parse_table
from dateline.parse.parsed import Parsed, Token

WORDS = [
    *(("The", 1), ("Harbour", 2), ("Brigade", 3), ("shelled", 3), ("Rasmala", 3)),
    *(("and", 3), ("it", 7), ("left", 3)),
]


@pytest.fixture
def heads():
    """Heads over "The Harbour Brigade shelled Rasmala and it left", parsed by hand."""
    tokens, at = [], 0
    for i, (word, _) in enumerate(WORDS):
        tokens.append(Token(i, word, word.lower(), "NOUN", "NN", "dep", at, at + len(word), 1))
        at += len(word) + 1
    for token, (_, head) in zip(tokens, WORDS, strict=True):
        token.head = tokens[head]
    tokens[0].head = tokens[2]
    tokens[1].head = tokens[2]
    text = " ".join(word for word, _ in WORDS)
    return we.Heads(Parsed(report_of(text, "t"), tokens, []))


def gold_row():
    return {
        "entity_mentions": [
            {"id": "B", "start": 1, "end": 3},
            {"id": "I", "start": 6, "end": 7},
            {"id": "R", "start": 4, "end": 5},
        ],
        "entity_clusters": [["B", "I"]],
        "events": [
            {
                "event_type": "Conflict.Attack.Unspecified",
                "trigger": {"start": 3, "end": 4},
                "arguments": [
                    {"role": "Attacker", "start": 1, "end": 3, "entity_id": "B"},
                    {"role": "Instrument", "start": 4, "end": 5, "entity_id": "R"},
                ],
            },
            {"event_type": "Disaster.Crash.Unspecified", "trigger": {}, "arguments": []},
        ],
    }


def spans(heads):
    return [(t.start, t.end) for t in heads.tokens]


def test_only_types_and_roles_that_map_are_scored(heads):
    events = we.gold_events(gold_row(), spans(heads), heads)
    assert [e.types for e in events] == [frozenset({"ASSAULT"})]
    assert events[0].head == 3
    assert [(a.role, a.head) for a in events[0].arguments] == [("actor", 2)]


def test_a_head_or_another_mention_of_the_entity(heads):
    (event,) = we.gold_events(gold_row(), spans(heads), heads)
    assert we.argument_hits(event.arguments, [("actor", 2)], we._same_head) == 1
    assert we.argument_hits(event.arguments, [("actor", 6)], we._same_head) == 0
    assert we.argument_hits(event.arguments, [("actor", 6)], we._same_entity) == 1
    assert we.argument_hits(event.arguments, [("recipient", 2)], we._same_entity) == 0
    assert we.argument_hits([*event.arguments] * 2, [("actor", 2)], we._same_head) == 1


def test_the_longest_row_that_begins_a_type_holds():
    assert we.mapping_of("Conflict.Demonstrate.Unspecified").types == {"PROTEST"}
    violent = we.mapping_of("Conflict.Demonstrate.DemonstrateWithViolence")
    assert violent.types == {"PROTEST", "ASSAULT"}
    assert we.mapping_of("Conflict") is None
    assert we.mapping_of("Medical.Intervention.Unspecified") is None


def test_the_mapping_names_types_of_plover():
    ontology = dict(packaged("ontology"))["ontology/types.tsv"]
    known = {row["type"] for row in parse_table("types", ontology).rows}
    assert {name for m in we.mappings().values() for name in m.types} <= known


def test_a_document_is_rebuilt_with_the_place_of_every_token():
    row = {
        "sentences": [
            [[["He", 0, 0], ["left", 0, 0], [".", 0, 0]], "He left."],
            [[["He", 0, 0], ["ran", 0, 0], [".", 0, 0]], "He  ran."],
        ]
    }
    text, found = we.rebuilt(row)
    assert [text[a:b] for a, b in found] == ["He", "left", ".", "He", "ran", "."]
    assert found[3][0] > found[2][1]
