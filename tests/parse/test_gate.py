"""What the first pass leaves unread could not have given a claim."""

import gzip
import json
import random
from pathlib import Path

import pytest

from dateline.api import report_of_text
from dateline.knowledge import event_lexicon
from dateline.parse import gate
from dateline.pipeline import code, code_together
from dateline.settings import Settings

NEWS = Path(__file__).parents[3] / "shared" / "gold" / "news" / "news.jsonl.gz"
PLAIN = Settings(gate=False)


def _may_tell(*texts):
    return gate.load().may_tell(texts)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen shelled the town.",
        "GUNMEN SHELLED THE TOWN.",
        "The envoy held talks in Varga.",
        "She said that the militia must go.",
        "The dead were three.",
        "There was shooting.",
        "The flat-bottomed lorry was blown up.",
    ],
)
def test_forms_of_events_are_let_through(text):
    assert _may_tell(text)


def test_a_word_alone_is_not_enough_where_the_lexicon_asks_for_another():
    assert not _may_tell("The sky is blue over the lake.")
    entries = event_lexicon.load().verbs["set"]
    assert all(entry.needed for entry in entries)
    assert not _may_tell("The sun set.")
    assert _may_tell("They set the hut on fire.")


def test_an_unread_report_has_an_account_of_every_sentence():
    report = report_of_text("The sky is blue. So is the lake.\n\nMr. Lund likes it.", "r", None)
    read, unread = code(report, PLAIN), code(report)
    assert unread.claims == unread.rejected == ()
    assert unread.sentences == read.sentences


def test_together_or_alone_the_same():
    texts = ("Rebels shelled Varga. They fled.", "The sky is blue.", "Troops killed two farmers.")
    reports = [report_of_text(text, text, None) for text in texts]
    assert code_together(reports) == [code(report) for report in reports]


def _unread(reports):
    return [r for r in reports if not _may_tell(*r.text.split("\n\n"))]


def test_own_gold_has_the_same_claims():
    folder = Path(__file__).parents[1] / "golden" / "reports"
    texts = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.txt")}
    reports = [report_of_text(text, name, None) for name, text in texts.items()]
    assert reports
    assert not [c.report.name for c in code_together(_unread(reports), PLAIN) if c.claims]


@pytest.mark.skipif(not NEWS.is_file(), reason="the news is not here")
def test_news_has_the_same_claims():
    with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    sample = random.Random(8).sample(rows, 1_000)
    unread = _unread([report_of_text(r["text"], r["docid"], None) for r in sample])
    assert len(unread) > 10
    assert not [c.report.name for c in code_together(unread, PLAIN) if c.claims]
