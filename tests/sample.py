"""Claims made by hand over a small report, and a stand-in for the pipeline."""

import hashlib
import re
import sys
import types
from datetime import date

from dateline.records import (
    Actor,
    Anchor,
    Attribution,
    Claim,
    Coded,
    Count,
    DateRange,
    Place,
    Rejected,
    Report,
    SentenceAccount,
    SentenceRef,
)
from dateline.spans import anchor

TEXT = (
    "The Harbour Brigade shelled the old market of Rasmala on Sunday. "
    "State television quoted the ministry as saying that they killed at least 12 civilians. "
    "Nobody met the mayor."
)


def at(words: str, text: str = TEXT) -> Anchor:
    """Return the anchor of the first place where the words stand."""
    start = text.index(words)
    return anchor(text, start, start + len(words))


def report(text: str = TEXT, name: str = "harbour.txt", published: date | None = None) -> Report:
    """Return a report of a text."""
    original = text.encode()
    digest = hashlib.sha256(original).hexdigest()
    return Report(
        report_id=digest[:16],
        name=name,
        text=text,
        sha256=digest,
        published=published,
        original=original,
    )


SENTENCES = (SentenceRef(1, 0, 64), SentenceRef(2, 65, 151), SentenceRef(3, 152, 173))
REPORT = report()

BARE = Claim(
    claim_id="a1b2c3d4e5f60718",
    report_id=REPORT.report_id,
    report=REPORT.name,
    sentence=SENTENCES[0],
    event_type="ASSAULT",
    mode=None,
    contexts=(),
    trigger=at("shelled"),
    trigger_rule="verb:shell",
    status="happened",
    status_rule="status.asserted",
    actor=(
        Actor("Harbour Brigade", "The Harbour Brigade", (at("The Harbour Brigade"),), "stated",
              "who.words", reason="unknown_name"),
    ),
    recipient_reason="not_stated",
    place=Place("Rasmala", "the old market of Rasmala", (at("Rasmala"),), "stated", "where.only",
                precision="exact", country="Nowhere", latitude=1.5, longitude=-2.25),
    date_words=(at("Sunday"),),
    date_reason="no_publication_date",
    counts_reason="no_number",
)  # fmt: skip

FULL = Claim(
    claim_id="a1ffffffffffffff",
    report_id=REPORT.report_id,
    report=REPORT.name,
    sentence=SENTENCES[1],
    event_type="ASSAULT",
    mode="heavy-weapons",
    contexts=("military",),
    trigger=at("killed"),
    trigger_rule="verb:kill",
    status="happened",
    status_rule="status.asserted",
    status_anchors=(at("killed"),),
    hedged=True,
    hedge_anchors=(at("saying"),),
    quoted=True,
    actor=(
        Actor("Harbour Brigade", "they", (at("they"), at("The Harbour Brigade")), "resolved",
              "ref.plural", actor_id="harbour_brigade", country="XXX", sectors=("REB", "MIL")),
    ),
    recipient=(Actor("civilians", "civilians", (at("civilians"),), "stated", "who.words",
                     reason="generic_words"),),
    place=Place("Rasmala", "", (at("Rasmala"),), "inferred", "where", precision="near"),
    date=DateRange(date(2016, 10, 30), date(2016, 10, 30), "day", "Sunday", (at("Sunday"),),
                   "resolved", "date weekday"),
    counts=(Count("killed", 12, None, None, False, "civilians", "at least 12 civilians",
                  (at("at least 12 civilians"),), "count:toll"),),
    according_to=(
        Attribution("State television", "State television", "media", "indirect", at("quoted"),
                    (at("State television"),), "source.citing"),
        Attribution("the ministry", "the ministry", "official", "indirect", at("saying"),
                    (at("the ministry"),), "source.indirect"),
    ),
    about_claim_id="a1b2c3d4e5f60718",
)  # fmt: skip

CODED = Coded(
    REPORT,
    (BARE, FULL),
    (Rejected(REPORT.report_id, SENTENCES[2], at("met"), "CONSULT", "verb:meet", "generic"),),
    (
        SentenceAccount(SENTENCES[0], 1, None),
        SentenceAccount(SENTENCES[1], 1, None),
        SentenceAccount(SENTENCES[2], 0, "candidates_rejected"),
    ),
)


def code(given: Report, settings: object = None) -> Coded:
    """Make a claim of every word "shelled"; fail on the word "crash"."""
    if "crash" in given.text:
        raise RuntimeError("out of cheese")
    whole = SentenceRef(1, 0, len(given.text))
    claims = [
        Claim(
            claim_id=hashlib.sha256(f"{given.report_id}{m.start()}".encode()).hexdigest()[:16],
            report_id=given.report_id,
            report=given.name,
            sentence=whole,
            event_type="ASSAULT",
            mode=None,
            contexts=(),
            trigger=anchor(given.text, m.start(), m.end()),
            trigger_rule="verb:shell",
            status="happened",
            status_rule="status.asserted",
            actor_reason="not_stated",
            recipient_reason="not_stated",
            place_reason="not_stated",
            date_reason="not_stated",
            counts_reason="no_number",
        )
        for m in re.finditer("shelled", given.text)
    ]
    account = SentenceAccount(whole, len(claims), None if claims else "no_event_word")
    return Coded(given, tuple(claims), (), (account,))


def install_stand_in(monkeypatch) -> None:
    """Put the stand-in where the pipeline is, for tests of what stands around it."""
    stand_in = types.ModuleType("dateline.pipeline")
    stand_in.code = code
    stand_in.code_together = lambda given, settings: [stand_in.code(r, settings) for r in given]
    stand_in.load = lambda settings: None
    monkeypatch.setitem(sys.modules, "dateline.pipeline", stand_in)
