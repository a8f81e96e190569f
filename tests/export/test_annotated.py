"""Out to annotation tools and back as decisions."""

import json
from dataclasses import replace

import pytest

from dateline.errors import DamagedFile
from dateline.export.annotate.returned import moment, read
from dateline.export.catalogue import SHAPES
from dateline.export.told import Policy
from dateline.review.annotated import decisions_of
from dateline.review.apply import apply
from dateline.store.exports import write
from story import AGENCY, CLAIMS, MORTARS, REPORTS, source

CLAIMS_OF_AGENCY = [c for c in CLAIMS.values() if c.report_id == AGENCY.report_id]


def out(name, tmp_path):
    path = tmp_path / f"out{SHAPES[name].suffix}"
    write(SHAPES[name], source(), Policy(), path)
    return path


def all_decisions(path, who="Ana"):
    found = []
    for annotated in read(path, who):
        claims = [c for c in CLAIMS.values() if c.report_id == annotated.report_id]
        found += decisions_of(annotated, claims, REPORTS[annotated.report_id])
    return found


def label_studio(tmp_path, change=None):
    """Return the file Label Studio gives when every prediction was submitted, once changed."""
    path = out("label-studio", tmp_path)
    tasks = json.loads(path.read_text())
    for task in tasks:
        (prediction,) = task.pop("predictions")
        task["annotations"] = [
            {"completed_by": {"email": "ana@example.org"}, "was_cancelled": False,
             "updated_at": "2026-11-21T10:00:00.5Z", "result": prediction["result"]}
        ]  # fmt: skip
    if change:
        change(tasks[0], tasks[0]["annotations"][0]["result"])
    path.write_text(json.dumps(tasks))
    return path


def doccano(tmp_path, change=None):
    path = out("doccano", tmp_path)
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    for number, line in enumerate(lines):
        line["id"] = number
        line["Comments"] = []
    if change:
        change(lines[0], lines[0]["entities"])
    path.write_text("\n".join(json.dumps(line) for line in lines))
    return path


@pytest.mark.parametrize("tool", [label_studio, doccano])
def test_marks_that_stand_accept_their_claims(tool, tmp_path):
    found = all_decisions(tool(tmp_path))
    assert {d.subject for d in found} == set(CLAIMS)
    assert {d.kind for d in found} == {"accept"}
    if tool is label_studio:
        assert {d.who for d in found} == {"ana@example.org"}
        assert {d.at for d in found} == {"2026-11-21T10:00:00Z"}


def on(subject, found):
    return [d for d in found if d.subject == subject]


def test_an_unmarked_event_word_rejects_its_claim(tmp_path):
    def change(task, result):
        gone = f"{MORTARS.claim_id}.trigger.0"
        result[:] = [r for r in result if r.get("id") != gone]

    (decision,) = on(MORTARS.claim_id, all_decisions(label_studio(tmp_path, change)))
    assert decision.kind == "reject"
    assert "Label Studio" in decision.why


def test_another_label_is_another_type(tmp_path):
    def change(task, result):
        result[0]["value"]["labels"] = ["COERCE"]

    (decision,) = on(MORTARS.claim_id, all_decisions(label_studio(tmp_path, change)))
    assert (decision.field, decision.after) == ("event_type", "COERCE")


def test_better_words_keep_the_place(tmp_path):
    def change(task, result):
        (place,) = (r for r in result if r.get("id") == f"{MORTARS.claim_id}.place.0")
        start = task["data"]["text"].index("the old market")
        place["value"].update(start=start, text="the old market of Mosul")

    (decision,) = on(MORTARS.claim_id, all_decisions(label_studio(tmp_path, change)))
    standing = apply(MORTARS, [replace(decision, decision_id=1)]).claim
    assert standing.place.words == "the old market of Mosul"
    assert standing.place.latitude == MORTARS.place.latitude
    assert standing.place.basis == "reviewed"
    assert AGENCY.text[standing.place.anchors[0].start :].startswith("the old market")


def test_emoji_shift_nothing(tmp_path):
    def change(task, entities):
        (source_words,) = (e for e in entities if e["label"] == "according_to")
        source_words["start_offset"] += len("the ")

    (decision,) = on(MORTARS.claim_id, all_decisions(doccano(tmp_path, change)))
    assert decision.field == "according_to"
    assert decision.after[0]["words"] == "health office"
    assert apply(MORTARS, [replace(decision, decision_id=1)]).claim.according_to[0].kind == "medic"


def test_a_new_value_is_known_by_its_words_and_a_new_number_is_a_comment(tmp_path):
    def change(task, result):
        text = task["data"]["text"]
        for key, words, label in (("n1", "Mortar rounds", "actor"), ("n2", "week", "counts")):
            at = len(text[: text.index(words)].encode("utf-16-le")) // 2
            value = {"start": at, "end": at + len(words), "text": words, "labels": [label]}
            result.append({"id": key, "type": "labels", "value": value})
            trigger = f"{MORTARS.claim_id}.trigger.0"
            result.append({"type": "relation", "from_id": trigger, "to_id": key, "labels": [label]})

    found = on(MORTARS.claim_id, all_decisions(label_studio(tmp_path, change)))
    assert [(d.kind, d.field) for d in found] == [("edit", "actor"), ("comment", "counts")]
    assert apply(MORTARS, [replace(found[0], decision_id=1)]).claim.actor[0].name == "Mortar rounds"
    assert "'week' is marked as counts" in found[1].why


def test_marks_that_quote_nothing_are_told(tmp_path):
    def change(task, result):
        result[1]["value"]["text"] = "other words"

    annotated = read(label_studio(tmp_path, change), "x")[0]
    assert annotated.notes == [
        f"report {AGENCY.report_id}: the mark 'other words' is not in the text."
    ]


def test_prodigy_answers_become_decisions(tmp_path):
    path = out("prodigy", tmp_path)
    tasks = [json.loads(line) for line in path.read_text().splitlines()]
    for task, answer in zip(tasks, ["accept", "reject", "ignore", "accept"], strict=False):
        task |= {"answer": answer, "_annotator_id": "ben", "_timestamp": 1763712000}
    tasks[3]["spans"][0]["label"] = "COERCE"
    path.write_text("\n".join(map(json.dumps, tasks)))
    found = all_decisions(path)
    assert [(d.subject, d.kind, d.field) for d in found] == [
        (tasks[0]["claim_id"], "accept", None),
        (tasks[1]["claim_id"], "reject", None),
        (tasks[2]["claim_id"], "skip", None),
        (tasks[3]["claim_id"], "edit", "event_type"),
    ]
    assert {d.who for d in found} == {"ben"}


def test_web_annotations_judge_only_what_they_judge(tmp_path):
    path = out("web-annotation", tmp_path)
    page = json.loads(path.read_text())
    first = next(item for item in page["items"] if item["id"].endswith(".trigger.0"))
    first["body"].append({"type": "TextualBody", "purpose": "assessing", "value": "reject"})
    first |= {"creator": {"name": "Cy"}, "modified": "2026-11-21T10:00:00Z"}
    path.write_text(json.dumps(page))
    (decision,) = all_decisions(path)
    assert (decision.kind, decision.who, decision.at) == ("reject", "Cy", "2026-11-21T10:00:00Z")
    assert decision.subject == first["id"].split(":")[-1].split(".")[0]


@pytest.mark.parametrize("content", ["[]", "{}", "x", '{"data": {}}', '{"a": 1}\n{"b": 2}'])
def test_another_file_is_refused(content, tmp_path):
    path = tmp_path / "x.json"
    path.write_text(content)
    with pytest.raises(DamagedFile):
        list(read(path, "x"))


def test_moments_are_in_utc():
    assert moment("2026-11-21T10:00:00+02:00") == "2026-11-21T08:00:00Z"
    assert moment(0) == "1970-01-01T00:00:00Z"
    assert moment(None) == ""
