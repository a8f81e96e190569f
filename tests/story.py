"""Four events over three invented reports, made by hand: what exports and filters are tested on.

They hold what is hard: rival blame, a denial, tolls that differ, a running total, a province that
is no point, a month that is no day, an event without place or date, an open interval, signs that
are no letters, cells that a spreadsheet would run, and markup.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import sample
from dateline.event_records import CountRange, Decision, Event, Family, Figure, Reading, Voice
from dateline.export.lossless import Records
from dateline.export.told import Account, InMemory
from dateline.filters import Filter
from dateline.records import (
    Actor,
    Anchor,
    Attribution,
    Claim,
    Count,
    DateRange,
    Place,
    Rejected,
    Report,
    SentenceAccount,
    SentenceRef,
)
from dateline.spans import anchor

AGENCY_TEXT = (
    "Mortar rounds hit the old market of Mosul on Wednesday 💥, killing at least 12 civilians, "
    "the health office said. "
    "It brought the toll of the week to 40. "
    "Police in Anbar detained about 30 people in October."
)
PAPER_TEXT = (
    "Islamic State shelled the market of Mosul on 2 November 2016 and killed 15 people, "
    "said an army spokesman. "
    "Drones have bombed villages near Qayyarah since 20 October, =HYPERLINK(1) residents said."
)
STATEMENT_TEXT = (
    "Our fighters did not shell the market of Mosul; the army did, the group said. "
    "<script>alert(1)</script> Teachers plan to march; to strike."
)


def _report(name: str, text: str, title: str, publisher: str | None, day: date | None) -> Report:
    return replace(
        sample.report(text, name, day),
        title=title,
        publisher=publisher,
        published_basis="metadata" if day else None,
        url=f"https://example.org/{name}" if publisher else None,
        language="en",
    )


AGENCY = _report("agency.txt", AGENCY_TEXT, "Shells hit market", "Northern Wire", date(2016, 11, 3))
PAPER = _report("paper.txt", PAPER_TEXT, 'Army: "15 dead"; drones', "The Daily", date(2016, 11, 4))
STATEMENT = _report("statement.txt", STATEMENT_TEXT, "=1+1 & <b>statement</b>", None, None)
REPORTS = {report.report_id: report for report in (AGENCY, PAPER, STATEMENT)}


def _at(report: Report, words: str) -> Anchor:
    start = report.text.index(words)
    return anchor(report.text, start, start + len(words))


def _sentence(report: Report, n: int, first: str, last: str) -> SentenceRef:
    return SentenceRef(n, _at(report, first).start, _at(report, last).end)


MARKET = Place(
    "Mosul", "the old market of Mosul", (_at(AGENCY, "Mosul"),), "stated", "where.only", "exact",
    "geonames:99072", "Nineveh", "Mosul District", "Iraq", "IRQ", 36.335, 43.11889,
)  # fmt: skip
ANBAR = Place(
    "Anbar", "Anbar", (_at(AGENCY, "Anbar"),), "stated", "where.only", "province",
    "geonames:99592", "Anbar", None, "Iraq", "IRQ", 32.5, 42.0,
)  # fmt: skip
QAYYARAH = Place(
    "Qayyarah", "villages near Qayyarah", (_at(PAPER, "Qayyarah"),), "stated", "where.near", "near",
    "geonames:94824", "Nineveh", None, "Iraq", "IRQ", 35.79523, 43.29105,
)  # fmt: skip
WEDNESDAY = DateRange(
    date(2016, 11, 2), date(2016, 11, 2), "day", "on Wednesday", (_at(AGENCY, "on Wednesday"),),
    "resolved", "date weekday",
)  # fmt: skip
SECOND = DateRange(
    date(2016, 11, 2), date(2016, 11, 2), "day", "on 2 November 2016",
    (_at(PAPER, "on 2 November 2016"),), "stated", "date full",
)  # fmt: skip
OCTOBER = DateRange(
    date(2016, 10, 1), date(2016, 10, 31), "month", "in October", (_at(AGENCY, "in October"),),
    "resolved", "date month",
)  # fmt: skip
SINCE = DateRange(
    date(2016, 10, 20), None, "day", "since 20 October", (_at(PAPER, "since 20 October"),),
    "resolved", "date since",
)  # fmt: skip


def _actor(
    report: Report,
    words: str,
    name: str,
    actor_id: str | None,
    sectors: tuple[str, ...],
    country: str | None = None,
) -> Actor:
    reason = None if actor_id else "generic_words"
    return Actor(name, words, (_at(report, words),), "stated", "who.words", actor_id, country,
                 sectors, reason)  # fmt: skip


def _said(
    report: Report, words: str, kind: str, cue: str | None, actor_id: str | None = None
) -> Attribution:
    return Attribution(
        words, words, kind, "indirect", _at(report, cue) if cue else None, (_at(report, words),),
        "source.indirect", actor_id=actor_id, is_party=kind == "party",
    )  # fmt: skip


def _killed(report: Report, words: str, low: int, high: int | None, **more: object) -> Count:
    return Count("killed", low, high, None, high is None, "people", words, (_at(report, words),),
                 "count:toll", **more)  # fmt: skip


MORTARS = Claim(
    claim_id="c100000000000001",
    report_id=AGENCY.report_id,
    report=AGENCY.name,
    sentence=_sentence(AGENCY, 1, "Mortar", "office said."),
    event_type="ASSAULT",
    mode="heavy-weapons",
    contexts=("military",),
    trigger=_at(AGENCY, "hit"),
    trigger_rule="verb:hit",
    status="happened",
    status_rule="status.asserted",
    factuality=2.5,
    factuality_because=("said",),
    actor_reason="not_stated",
    recipient=(_actor(AGENCY, "civilians", "civilians", None, ("CVL",)),),
    place=MARKET,
    date=WEDNESDAY,
    counts=(
        _killed(AGENCY, "at least 12 civilians", 12, None),
        _killed(AGENCY, "40", 40, 40, cumulative=True),
    ),
    according_to=(_said(AGENCY, "the health office", "medic", "said"),),
)
SPOKESMAN = Claim(
    claim_id="c200000000000002",
    report_id=PAPER.report_id,
    report=PAPER.name,
    sentence=_sentence(PAPER, 1, "Islamic", "spokesman."),
    event_type="ASSAULT",
    mode="heavy-weapons",
    contexts=("military",),
    trigger=_at(PAPER, "shelled"),
    trigger_rule="verb:shell",
    status="happened",
    status_rule="status.asserted",
    actor=(_actor(PAPER, "Islamic State", "Islamic State", "islamic_state", ("REB",)),),
    recipient=(_actor(PAPER, "people", "people", None, ("CVL",)),),
    place=replace(MARKET, anchors=(_at(PAPER, "Mosul"),)),
    date=SECOND,
    counts=(_killed(PAPER, "15 people", 15, 15),),
    according_to=(_said(PAPER, "an army spokesman", "military", "said", "army_irq"),),
)
DENIAL = Claim(
    claim_id="c300000000000003",
    report_id=STATEMENT.report_id,
    report=STATEMENT.name,
    sentence=_sentence(STATEMENT, 1, "Our", "group said."),
    event_type="ASSAULT",
    mode="heavy-weapons",
    contexts=(),
    trigger=_at(STATEMENT, "shell"),
    trigger_rule="verb:shell",
    status="denied",
    status_rule="status.denied",
    status_anchors=(_at(STATEMENT, "did not"),),
    actor=(_actor(STATEMENT, "Our fighters", "Islamic State", "islamic_state", ("REB",)),),
    recipient_reason="not_stated",
    place=replace(MARKET, anchors=(_at(STATEMENT, "Mosul"),)),
    date_reason="not_stated",
    counts_reason="no_number",
    according_to=(_said(STATEMENT, "the group", "party", "said", "islamic_state"),),
    about_claim_id="c200000000000002",
)
COUNTER = Claim(
    claim_id="c300000000000004",
    report_id=STATEMENT.report_id,
    report=STATEMENT.name,
    sentence=_sentence(STATEMENT, 1, "Our", "group said."),
    event_type="ASSAULT",
    mode="heavy-weapons",
    contexts=(),
    trigger=_at(STATEMENT, "the army did"),
    trigger_rule="verb:shell",
    status="happened",
    status_rule="status.asserted",
    actor=(
        _actor(STATEMENT, "the army", "Army of Iraq; South", "army_irq", ("MIL", "GOV"), "IRQ"),
    ),
    recipient_reason="not_stated",
    place=replace(MARKET, anchors=(_at(STATEMENT, "Mosul"),)),
    date_reason="not_stated",
    counts_reason="no_number",
    according_to=(_said(STATEMENT, "the group", "party", "said", "islamic_state"),),
)
ARRESTS = Claim(
    claim_id="c100000000000005",
    report_id=AGENCY.report_id,
    report=AGENCY.name,
    sentence=_sentence(AGENCY, 3, "Police", "in October."),
    event_type="COERCE",
    mode="arrest",
    contexts=("crime",),
    trigger=_at(AGENCY, "detained"),
    trigger_rule="verb:detain",
    status="happened",
    status_rule="status.asserted",
    actor=(_actor(AGENCY, "Police", "Police of Iraq", "police_irq", ("COP",), "IRQ"),),
    recipient=(_actor(AGENCY, "about 30 people", "people", None, ("CVL",)),),
    place=ANBAR,
    date=OCTOBER,
    counts=(
        Count("detained", 30, 30, None, True, "people", "about 30 people",
              (_at(AGENCY, "about 30 people"),), "count:number"),
    ),
)  # fmt: skip
DRONES = Claim(
    claim_id="c200000000000006",
    report_id=PAPER.report_id,
    report=PAPER.name,
    sentence=_sentence(PAPER, 2, "Drones", "residents said."),
    event_type="ASSAULT",
    mode="drone",
    contexts=(),
    trigger=_at(PAPER, "bombed"),
    trigger_rule="verb:bomb",
    status="ongoing",
    status_rule="status.ongoing",
    actor_reason="not_stated",
    recipient=(_actor(PAPER, "villages", "=villages", None, ()),),
    place=QAYYARAH,
    date=SINCE,
    counts_reason="no_number",
    according_to=(_said(PAPER, "residents", "resident", "said"),),
)
MARCH = Claim(
    claim_id="c300000000000007",
    report_id=STATEMENT.report_id,
    report=STATEMENT.name,
    sentence=_sentence(STATEMENT, 2, "<script>", "strike."),
    event_type="PROTEST",
    mode=None,
    contexts=(),
    trigger=_at(STATEMENT, "march"),
    trigger_rule="verb:march",
    status="planned",
    status_rule="status.planned",
    actor=(_actor(STATEMENT, "Teachers", "<script>alert(1)</script> Teachers", None, ("EDU",)),),
    recipient_reason="not_stated",
    place_reason="not_stated",
    date_reason="not_stated",
    counts_reason="no_number",
)
CLAIMS = {
    c.claim_id: c for c in (MORTARS, ARRESTS, SPOKESMAN, DRONES, DENIAL, COUNTER, MARCH)
}  # fmt: skip


def _voice(name: str, kind: str, *claims: Claim, party: bool = False) -> Voice:
    ids = tuple(c.claim_id for c in claims)
    return Voice(f"{kind}:{name}", name, kind, party, ids,
                 tuple(dict.fromkeys(c.report_id for c in claims)))  # fmt: skip


def _reading(key: str, label: str, voices: tuple[str, ...], *claims: Claim) -> Reading:
    return Reading(key, label, tuple(c.claim_id for c in claims), voices)


def _figure(claim: Claim, voice: str, at: int = 0, side: str | None = None) -> Figure:
    count = claim.counts[at]
    return Figure(claim.claim_id, voice, count.low, count.high, count.of, count.words, side)


SHELLING = Event(
    event_id="e100000000000001",
    claim_ids=(MORTARS.claim_id, SPOKESMAN.claim_id, DENIAL.claim_id, COUNTER.claim_id),
    report_ids=(AGENCY.report_id, PAPER.report_id, STATEMENT.report_id),
    event_type="ASSAULT",
    mode="heavy-weapons",
    contexts=("military",),
    status="happened",
    statuses=(
        _reading("happened", "happened", ("the health office", "an army spokesman"), MORTARS,
                 SPOKESMAN, COUNTER),
        _reading("denied", "denied", ("the group",), DENIAL),
    ),
    actor=(
        _reading("islamic_state", "Islamic State", ("an army spokesman",), SPOKESMAN),
        _reading("army_irq", "Army of Iraq; South", ("the group",), COUNTER),
    ),
    recipient=(_reading("civilians", "civilians", ("the health office",), MORTARS),),
    place=MARKET,
    places=(_reading("geonames:99072", "Mosul", ("the health office", "an army spokesman",
                     "the group"), MORTARS, SPOKESMAN, DENIAL, COUNTER),),
    date=WEDNESDAY,
    dates=(_reading("2016-11-02", "2 November 2016", ("the health office", "an army spokesman"),
                    MORTARS, SPOKESMAN),),
    counts=(
        CountRange("killed", 12, 15, (
            _figure(MORTARS, "the health office", side="civilians"),
            _figure(SPOKESMAN, "an army spokesman"),
        ), (_figure(MORTARS, "the health office", 1),)),
    ),
    denials=(DENIAL.claim_id,),
    voices=(
        _voice("the health office", "medic", MORTARS),
        _voice("an army spokesman", "military", SPOKESMAN, party=True),
        _voice("the group", "party", DENIAL, COUNTER, party=True),
    ),
    first_reported=date(2016, 11, 3),
    last_reported=date(2016, 11, 4),
    grade="contested",
    grade_rule="grade.contested",
    grade_because="voices differ on who did it",
    disagreements=("actor", "status", "killed"),
    related=(("has_part", "e200000000000003"),),
    sentence="Between 12 (the health office) and 15 (an army spokesman) killed; shelling in Mosul, "
    "2 November 2016; 3 reports, 3 independent sources; contested.",
)  # fmt: skip


def _single(event_id: str, claim: Claim, voice: Voice, sentence: str) -> Event:
    """Return the event that one claim makes."""
    report = REPORTS[claim.report_id]

    def readings(actors: tuple[Actor, ...]) -> tuple[Reading, ...]:
        return tuple(
            _reading(a.actor_id or a.name.casefold(), a.name, (voice.name,), claim) for a in actors
        )

    return Event(
        event_id=event_id,
        claim_ids=(claim.claim_id,),
        report_ids=(claim.report_id,),
        event_type=claim.event_type,
        mode=claim.mode,
        contexts=claim.contexts,
        status=claim.status,
        statuses=(_reading(claim.status, claim.status, (voice.name,), claim),),
        actor=readings(claim.actor),
        recipient=readings(claim.recipient),
        place=claim.place,
        places=(_reading(claim.place.gazetteer_id or "", claim.place.name, (voice.name,), claim),)
        if claim.place else (),
        date=claim.date,
        dates=(_reading(str(claim.date.start), claim.date.words, (voice.name,), claim),)
        if claim.date else (),
        counts=tuple(
            CountRange(c.kind, c.low, c.high, (_figure(claim, voice.name, at),))
            for at, c in enumerate(claim.counts)
        ),
        denials=(),
        voices=(voice,),
        first_reported=report.published,
        last_reported=report.published,
        grade="weak",
        grade_rule="grade.weak",
        grade_because="one independent voice",
        disagreements=(),
        sentence=sentence,
    )  # fmt: skip


DETENTIONS = _single(
    "e100000000000002", ARRESTS, _voice("Northern Wire", "media", ARRESTS),
    "About 30 people detained by the police of Iraq in Anbar, October 2016; 1 report; weak.",
)  # fmt: skip
BOMBING = _single(
    "e200000000000003", DRONES, _voice("residents", "resident", DRONES),
    "Drone strikes near Qayyarah since 20 October 2016; 1 report; weak.",
)  # fmt: skip
STRIKE = _single(
    "e300000000000004", MARCH, _voice("statement.txt", "media", MARCH),
    "Teachers plan to march; no place, no date; 1 report; weak.",
)  # fmt: skip
EVENTS = (SHELLING, DETENTIONS, BOMBING, STRIKE)
FAMILIES = (Family("f1", (AGENCY.report_id, PAPER.report_id), (1.0, 0.25)),)
DECISIONS = (
    Decision("Ana", "2026-11-20T10:00:00", "accept", MORTARS.claim_id, decision_id=1),
    Decision("Ben", "2026-11-20T10:01:00", "edit", SPOKESMAN.claim_id, "mode", "heavy-weapons",
             "explosives", "the words say a bomb", 2),
)  # fmt: skip


def claims_of(event: Event) -> tuple[Claim, ...]:
    return tuple(CLAIMS[claim_id] for claim_id in event.claim_ids)


def source(wanted: Filter | None = None) -> InMemory:
    """Return the story as a source of exports."""
    return InMemory(
        EVENTS,
        CLAIMS,
        REPORTS,
        FAMILIES,
        DECISIONS,
        reviewers={SHELLING.event_id: ("Ana", "Ben")},
        wanted=wanted or Filter(),
    )


PAGE = replace(
    PAPER,
    original=b"<p>received</p>",
    sha256=hashlib.sha256(b"<p>received</p>").hexdigest(),
    read_as="html",
)


def records() -> Records:
    """Return the story as it is kept, with what became of sentences; the paper came as a page."""
    account = Account(
        (SentenceAccount(MORTARS.sentence, 1, None),),
        (
            Rejected(AGENCY.report_id, MORTARS.sentence, MORTARS.trigger, "CONSULT", "verb:meet",
                     "generic"),
        ),
    )  # fmt: skip
    return Records(
        reports=[AGENCY, PAGE, STATEMENT],
        accounts={AGENCY.report_id: account},
        families=list(FAMILIES),
        claims=list(CLAIMS.values()),
        events=list(EVENTS),
        decisions=list(DECISIONS),
    )


HOSTILE = (
    "</style><script>alert(1)</script>\u202e<img src=x onerror=alert(1)>\x00'\"&\r\n\ud800💥\t|;"
)


def hostile() -> InMemory:
    """Return an event whose every word is meant to break out of what holds it."""
    report = replace(STATEMENT, title=HOSTILE, name=HOSTILE, publisher=HOSTILE,
                     url="javascript:alert(1)")  # fmt: skip
    link = Attribution(HOSTILE, HOSTILE, "person", "indirect", None, (), "source.indirect")
    place = Place(HOSTILE, HOSTILE, (), "stated", "where", "near", admin1=HOSTILE,
                  country=HOSTILE, iso3="XXX", latitude=90.0, longitude=180.0)  # fmt: skip
    actor = replace(MARCH.actor[0], name=HOSTILE, words=HOSTILE)
    count = Count("killed", 1, 2, None, False, HOSTILE, HOSTILE, (), "count:toll")
    claim = replace(MARCH, event_type="ASSAULT", status="happened", actor=(actor,), place=place,
                    recipient=(actor,), according_to=(link,), counts=(count,))  # fmt: skip
    voice = _voice(HOSTILE, "person", claim)
    event = _single(STRIKE.event_id, claim, voice, HOSTILE)
    event = replace(event, grade_because=HOSTILE)
    return InMemory((event,), {claim.claim_id: claim}, {report.report_id: report})
