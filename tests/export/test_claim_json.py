import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import DamagedFile
from dateline.export.claim_json import from_json, to_json
from dateline.export.json_fields import dump_line
from dateline.export.report_json import (
    account_from_json,
    account_to_json,
    rejected_from_json,
    rejected_to_json,
    report_from_json,
    report_to_json,
)
from dateline.records import Claim
from sample import BARE, CODED, FULL, REPORT

DESIGN_ORDER = [
    "claim_id", "report_id", "report", "sentence", "event_type", "mode", "contexts", "trigger",
    "status", "hedged", "quoted", "actor", "recipient", "recipient_reason", "place", "date",
    "date_reason", "counts", "according_to",
]  # fmt: skip


def through_text(claim: Claim) -> Claim:
    return from_json(json.loads(dump_line(to_json(claim))))


@pytest.mark.parametrize("claim", [BARE, FULL])
def test_samples_come_back_unchanged(claim):
    assert through_text(claim) == claim


@settings(max_examples=60, deadline=None)
@given(st.builds(Claim))
def test_any_claim_comes_back_unchanged(claim):
    line = dump_line(to_json(claim))
    assert from_json(json.loads(line)) == claim
    assert len(line.splitlines()) == 1
    line.encode("utf-8")


def test_keys_stand_in_the_order_of_the_design():
    keys = [key for key in to_json(FULL) if key in DESIGN_ORDER]
    assert keys == DESIGN_ORDER


def test_letters_stay_and_line_separators_do_not():
    line = dump_line({"words": "Київ حلب \u2028 \u2029 \x85 \x9b \ud800"})
    assert "Київ حلب" in line
    assert not set(line) & set("\u2028\u2029\x85\x9b\ud800")
    assert json.loads(line)["words"].endswith("\ud800")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"status": "perhaps"}, "status is 'perhaps', not one of"),
        ({"trigger": None}, "trigger is NoneType"),
        ({"sentence": {"n": True, "start": 0, "end": 1}}, "sentence.n is bool"),
        ({"actor": [1]}, "actor[0] is no JSON object"),
        ({"contexts": [1]}, "contexts is no list of strings"),
    ],
)
def test_a_fault_is_named_with_its_field(change, words):
    with pytest.raises(DamagedFile) as caught:
        from_json({**to_json(FULL), **change}, "claims.jsonl, line 3")
    told = str(caught.value).replace(":", "")
    assert told.startswith("claims.jsonl, line 3.")
    assert words in told


def test_a_missing_key_is_named():
    record = to_json(BARE)
    del record["quoted"]
    with pytest.raises(DamagedFile, match=r"claim.quoted: is missing"):
        from_json(record)


def test_the_other_records_come_back_unchanged():
    assert rejected_from_json(rejected_to_json(CODED.rejected[0])) == CODED.rejected[0]
    account = CODED.sentences[2]
    assert account_from_json(account_to_json(REPORT, account)) == account
    back = report_from_json(report_to_json(REPORT))
    assert (back.text, back.sha256, back.original) == (REPORT.text, REPORT.sha256, b"")
