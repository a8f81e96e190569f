"""Made-up reports, claims and events in any number, and projects filled with them.

Everything is drawn from a seed, nothing is parsed: a project of a few events takes a moment, one
of 100,000 a few minutes. Each event is told in one to four sentences of different reports.
"""

import hashlib
import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from dateline.event_records import CountRange, Event, Figure, Reading, Voice
from dateline.records import (
    Actor,
    Attribution,
    Claim,
    Coded,
    Count,
    DateRange,
    Place,
    Report,
    SentenceAccount,
    SentenceRef,
)
from dateline.spans import anchor
from dateline.store import claims as claim_store
from dateline.store import event_store, journal
from dateline.store import reports as report_store
from dateline.store.project import Project

ACTORS = (
    ("harbour_brigade", "Harbour Brigade", "REB"),
    ("northern_front", "Northern Front", "REB"),
    ("army_of_valdia", "Army of Valdia", "MIL"),
    ("border_guard", "Border Guard", "SPY"),
    (None, "gunmen", "UAF"),
)
VICTIMS = ("civilians", "soldiers", "farmers", "students")
PLACES = (
    ("Rasmala", "IRQ", "Iraq", "Nineveh", 36.3, 43.1),
    ("Qasr Tel", "SYR", "Syria", "Aleppo", 36.2, 37.1),
    ("Deh Kalan", "AFG", "Afghanistan", "Balkh", 36.7, 67.1),
    ("Mbuya Pont", "COD", "DR Congo", "Ituri", 1.6, 30.2),
)
KINDS = (
    ("ASSAULT", "heavy-weapons", "shelled"),
    ("ASSAULT", "suicide-attack", "bombed"),
    ("ASSAULT", None, "attacked"),
    ("COERCE", "seize", "seized"),
    ("PROTEST", "demonstrate", "besieged"),
)
OUTLETS = ("Harbour Post", "Valdia News Agency", "The Northern Herald", None)
SOURCES = (("the ministry", "official"), ("residents", "resident"), ("a medic", "medic"))
FIRST_DAY = date(2014, 1, 1)
SENTENCES = 10


@dataclass
class Told:
    """One event as it is to be told: the draws that its sentences share."""

    kind: tuple
    actor: tuple
    rival: tuple | None
    victims: str
    place: tuple | None
    precision: str
    day: date | None
    dead: tuple
    times: int


def _draw(chance: random.Random, days: int) -> Told:
    dead = chance.choice((0, 0, 1, 2, 3, 5, 8, 12, 40))
    return Told(
        kind=chance.choice(KINDS),
        actor=chance.choice(ACTORS),
        rival=chance.choice(ACTORS) if chance.random() < 0.1 else None,
        victims=chance.choice(VICTIMS),
        place=None if chance.random() < 0.1 else chance.choice(PLACES),
        precision=chance.choice(("exact", "near", "district", "province", "country")),
        day=None if chance.random() < 0.1 else FIRST_DAY + timedelta(chance.randrange(days)),
        dead=(dead, dead if chance.random() < 0.7 else dead * 2),
        times=chance.choice((1, 1, 2, 3, 4)),
    )


def _sentence(told: Told, actor: tuple, source: tuple, dead: int) -> str:
    where = f" {told.place[0]}" if told.place else " a village"
    when = f" on {told.day.isoformat()}" if told.day else ""
    told_dead = f"{dead} {told.victims}"
    return f"{actor[1]} {told.kind[2]}{where}{when} and killed {told_dead}, {source[0]} said."


def _anchor(text: str, words: str, start: int):
    at = text.index(words, start)
    return anchor(text, at, at + len(words))


def _claim(report: Report, n: int, start: int, end: int, draws: tuple) -> Claim:
    told, actor, source, dead = draws
    text = report.text
    trigger = _anchor(text, told.kind[2], start)
    key = f"{report.sha256}:{trigger.start}:{told.kind[0]}"
    who = _anchor(text, actor[1], start)
    place = None
    if told.place:
        name, iso3, country, admin1, latitude, longitude = told.place
        shift = (int(report.report_id[:4], 16) % 1000 + n * 37 % 100) / 1000
        place = Place(
            name, name, (_anchor(text, name, start),), "stated", "where.only", told.precision,
            admin1=admin1, country=country, iso3=iso3,
            latitude=latitude + shift, longitude=longitude - shift,
        )  # fmt: skip
    count = Count(
        "killed", dead, dead, dead, False, told.victims, f"{dead} {told.victims}",
        (_anchor(text, f"{dead} {told.victims}", start),), "count:toll",
    )  # fmt: skip
    return Claim(
        claim_id=hashlib.sha256(key.encode()).hexdigest()[:16],
        report_id=report.report_id,
        report=report.name,
        sentence=SentenceRef(n, start, end),
        event_type=told.kind[0],
        mode=told.kind[1],
        contexts=(),
        trigger=trigger,
        trigger_rule="verb:shell",
        status="happened",
        status_rule="status.asserted",
        factuality=round((int(report.report_id[4:8], 16) % 60) / 10 - 3, 1),
        actor=(Actor(actor[1], actor[1], (who,), "stated", "who.words", actor[0], None,
                     (actor[2],)),),
        recipient=(Actor(told.victims, told.victims, (_anchor(text, told.victims, start),),
                         "stated", "who.words", reason="generic_words"),),
        place=place,
        place_reason=None if place else "not_stated",
        date=None if told.day is None else DateRange(
            told.day, told.day, "day", told.day.isoformat(),
            (_anchor(text, told.day.isoformat(), start),), "stated", "date:iso"),
        date_reason=None if told.day else "not_stated",
        counts=(count,),
        according_to=(Attribution(source[0], source[0], source[1], "indirect",
                                  _anchor(text, "said", start),
                                  (_anchor(text, source[0], start),), "source.indirect"),),
    )  # fmt: skip


def _reading(key: str, label: str, claims: list[Claim]) -> Reading:
    voices = tuple(sorted({c.according_to[0].name for c in claims}))
    return Reading(key, label, tuple(c.claim_id for c in claims), voices)


def _event(claims: list[Claim]) -> Event:
    first = claims[0]
    figures = tuple(
        Figure(c.claim_id, c.according_to[0].name, k.low, k.high, k.of, k.words)
        for c in claims for k in c.counts
    )  # fmt: skip
    by_actor = {c.actor[0].actor_id or c.actor[0].name: c.actor[0].name for c in claims}
    dead = [f.low for f in figures]
    differ = ["actor"] if len(by_actor) > 1 else []
    differ += ["killed"] if len(set(dead)) > 1 else []
    names = {c.according_to[0].name: c.according_to[0].kind for c in claims}
    return Event(
        event_id="e" + first.claim_id[:15],
        claim_ids=tuple(c.claim_id for c in claims),
        report_ids=tuple(dict.fromkeys(c.report_id for c in claims)),
        event_type=first.event_type,
        mode=first.mode,
        contexts=(),
        status=first.status,
        statuses=(_reading(first.status, first.status, claims),),
        actor=tuple(
            _reading(key, name, [c for c in claims if c.actor[0].name == name])
            for key, name in by_actor.items()
        ),
        recipient=(_reading(first.recipient[0].name, first.recipient[0].name, claims),),
        place=first.place,
        places=() if first.place is None else (
            _reading(first.place.name, first.place.name, claims),),
        date=first.date,
        dates=() if first.date is None else (_reading(str(first.date.start), "day", claims),),
        counts=(CountRange("killed", min(dead), max(dead), figures),),
        denials=(),
        voices=tuple(
            Voice(name, name, kind, False,
                  tuple(c.claim_id for c in claims if c.according_to[0].name == name),
                  tuple(dict.fromkeys(
                      c.report_id for c in claims if c.according_to[0].name == name)))
            for name, kind in names.items()
        ),
        first_reported=first.date.start if first.date else None,
        last_reported=first.date.start + timedelta(len(claims)) if first.date else None,
        grade="contested" if "actor" in differ else "fair" if len(names) > 1 else "weak",
        grade_rule="grade.made_up",
        grade_because=f"{len(names)} voices",
        disagreements=tuple(differ),
        sentence=f"{first.actor[0].name} {first.trigger.quote} {first.place and first.place.name}.",
    )  # fmt: skip


@dataclass
class MadeUp:
    """Coded reports and the events of their claims."""

    coded: list[Coded]
    events: list[Event]


def _report(number: int, text: str, chance: random.Random, days: int) -> Report:
    original = text.encode()
    digest = hashlib.sha256(original).hexdigest()
    return Report(
        report_id=digest[:16],
        name=f"story-{number}.txt",
        text=text,
        sha256=digest,
        title=f"Story {number}",
        publisher=chance.choice(OUTLETS),
        published=FIRST_DAY + timedelta(number % days),
        published_basis="metadata",
        original=original,
    )


def made_up(n: int, seed: int = 1, days: int = 3000) -> MadeUp:
    """Return n events of so many days with the reports that tell them."""
    chance = random.Random(seed)
    queue: list[tuple[int, tuple]] = []
    for e in range(n):
        told = _draw(chance, days)
        for time in range(told.times):
            actor = told.rival if told.rival and time == 1 else told.actor
            queue.append((e, (told, actor, chance.choice(SOURCES), told.dead[time % 2])))
    # Sentences of one event go to different reports, as far as there are several.
    reports = max(len(queue) // SENTENCES, 4)
    held: list[list[tuple[int, tuple]]] = [[] for _ in range(reports)]
    for place, item in enumerate(queue):
        held[place % reports].append(item)
    claims: dict[int, list[Claim]] = {e: [] for e in range(n)}
    coded = []
    for number, items in enumerate(held):
        sentences = [f"Story {number} of the day."] + [_sentence(*draws) for _, draws in items]
        report = _report(number, "\n".join(sentences), chance, days)
        own, accounts, start = [], [], 0
        for k, sentence in enumerate(sentences):
            end = start + len(sentence)
            ref = SentenceRef(k + 1, start, end)
            if k:
                e, draws = items[k - 1]
                own.append(_claim(report, k + 1, start, end, draws))
                claims[e].append(own[-1])
            accounts.append(SentenceAccount(ref, int(k > 0), None if k else "no_event_word"))
            start = end + 1
        coded.append(Coded(report, tuple(own), (), tuple(accounts)))
    return MadeUp(coded, [_event(many) for many in claims.values()])


def fill(project: Project, made: MadeUp) -> None:
    """Put made-up reports, claims and events into a project, in one transaction."""
    with project.database.writing() as connection:
        run = journal.begin_run(
            connection, "code", "made-up", {"versions": {"dateline": "made-up"}}
        )
        for coded in made.coded:
            report_store.insert_report(connection, coded.report)
            claim_store.keep(connection, coded, run)
        journal.end_run(connection, run, {"reports": len(made.coded)})
        event_store.save(connection, made.events, {}, "link")


def filled_project(folder: Path, n: int = 30, seed: int = 1) -> Project:
    """Return an open project of n made-up events; originals are there for small ones."""
    from dateline.store import originals

    project = Project.create(folder)
    made = made_up(n, seed)
    if n <= 1000:
        for coded in made.coded:
            originals.keep(folder, coded.report)
    fill(project, made)
    return project
