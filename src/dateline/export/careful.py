"""Records made careful before they leave: coordinates rounded, people's names left out.

A name is left out where no list knows its bearer (victims, witnesses, residents), and with it
every passage of a report, because passages hold names. States, armed groups and bodies stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from dateline.event_records import CountRange, Decision, Event, Family, Figure, Reading, Voice
from dateline.export.told import Account, Policy, Source, Told
from dateline.filters import Filter
from dateline.records import Actor, Attribution, Claim, Count, DateRange, Place, Report

WITHHELD = "(name left out)"
Names = Mapping[str, str]
"""What stands for each name that is left out."""


def is_name(name: str) -> bool:
    """Tell a name from plain words: a word of it begins with a capital."""
    return any(word[:1].isupper() for word in name.split())


def _rounded(place: Place | None, policy: Policy) -> Place | None:
    if place is None or policy.decimals is None:
        return place
    latitude, longitude = place.latitude, place.longitude
    return replace(
        place,
        latitude=None if latitude is None else round(latitude, policy.decimals),
        longitude=None if longitude is None else round(longitude, policy.decimals),
    )


def _place(place: Place | None, policy: Policy) -> Place | None:
    place = _rounded(place, policy)
    if place is None or not policy.without_names:
        return place
    return replace(place, words="", anchors=())


def _date(when: DateRange | None) -> DateRange | None:
    return when and replace(when, words="", anchors=())


def _actor(actor: Actor) -> Actor:
    hidden = actor.actor_id is None and is_name(actor.name)
    return replace(actor, name=WITHHELD if hidden else actor.name, words="", anchors=())


def _count(count: Count) -> Count:
    return replace(count, words="", anchors=(), of=_plain(count.of))


def _plain(words: str | None) -> str | None:
    return None if words is None or is_name(words) else words


def _source(link: Attribution) -> Attribution:
    hidden = link.actor_id is None and is_name(link.name)
    name = f"({link.kind})" if hidden else link.name
    return replace(link, name=name, words="", anchors=(), cue=None)


def careful_claim(claim: Claim, policy: Policy) -> Claim:
    """Return a claim as the policy lets it leave."""
    place = _place(claim.place, policy)
    if not policy.without_names:
        return replace(claim, place=place)
    return replace(
        claim,
        report=claim.report_id,
        place=place,
        status_anchors=(),
        hedge_anchors=(),
        actor=tuple(_actor(actor) for actor in claim.actor),
        recipient=tuple(_actor(actor) for actor in claim.recipient),
        date=_date(claim.date),
        date_words=(),
        counts=tuple(_count(count) for count in claim.counts),
        according_to=tuple(_source(link) for link in claim.according_to),
    )


def careful_report(report: Report, policy: Policy) -> Report:
    """Return a report as the policy lets it leave: without names it has no text."""
    if not policy.without_names:
        return report
    return replace(
        report,
        name=report.report_id,
        text="",
        title=None,
        url=None,
        dateline_place=None,
        body_start=0,
        notes=(),
        original=b"",
    )


def _hidden(told: Told) -> dict[str, str]:
    """Return what stands for each name of an event's claims that is left out."""
    found: dict[str, str] = {}
    for claim in told.claims:
        actors = (*claim.actor, *claim.recipient)
        found |= {a.name: WITHHELD for a in actors if a.actor_id is None and is_name(a.name)}
        links = (x for x in claim.according_to if x.actor_id is None and is_name(x.name))
        found |= {link.name: f"({link.kind})" for link in links}
    return found


def _shown(name: str, hidden: Names) -> str:
    """Return a name, or what stands for it; a copy in small letters is the same name."""
    folded = {key.casefold(): value for key, value in hidden.items()}
    bare = name.casefold().rpartition(":")[2]
    return folded.get(bare, name)


def _reading(reading: Reading, hidden: Names) -> Reading:
    return replace(
        reading,
        key=_shown(reading.key, hidden),
        label=_shown(reading.label, hidden),
        voices=tuple(_shown(voice, hidden) for voice in reading.voices),
    )


def _voice(voice: Voice, hidden: Names) -> Voice:
    return replace(voice, key=_shown(voice.key, hidden), name=_shown(voice.name, hidden))


def _figure(figure: Figure, hidden: Names) -> Figure:
    voice, of = _shown(figure.voice, hidden), _plain(figure.of)
    return replace(figure, voice=voice, of=of, words="")


def _range(count: CountRange, hidden: Names) -> CountRange:
    return replace(
        count,
        figures=tuple(_figure(figure, hidden) for figure in count.figures),
        totals=tuple(_figure(figure, hidden) for figure in count.totals),
    )


def _event(told: Told, policy: Policy) -> Event:
    event = replace(told.event, place=_place(told.event.place, policy))
    if not policy.without_names:
        return event
    hidden = _hidden(told)

    def readings(found: tuple[Reading, ...]) -> tuple[Reading, ...]:
        return tuple(_reading(reading, hidden) for reading in found)

    return replace(
        event,
        statuses=readings(event.statuses),
        actor=readings(event.actor),
        recipient=readings(event.recipient),
        places=readings(event.places),
        date=_date(event.date),
        dates=readings(event.dates),
        counts=tuple(_range(count, hidden) for count in event.counts),
        voices=tuple(_voice(voice, hidden) for voice in event.voices),
        grade_because="",
        sentence="",
    )


class Careful:
    """A source whose records leave as a policy lets them."""

    def __init__(self, source: Source, policy: Policy) -> None:
        self._source = source
        self._policy = policy
        self.wanted: Filter = source.wanted

    def told(self) -> Iterator[Told]:
        """Yield the wanted events."""
        for told in self._source.told():
            reports = {r: careful_report(x, self._policy) for r, x in told.reports.items()}
            claims = tuple(careful_claim(claim, self._policy) for claim in told.claims)
            event = _event(told, self._policy)
            yield Told(event, claims, MappingProxyType(reports), told.reviewers)

    def claims(self) -> Iterator[tuple[Claim, Report, str | None]]:
        """Yield the claims, each with its report and the id of its event."""
        for claim, report, event_id in self._source.claims():
            careful = careful_claim(claim, self._policy), careful_report(report, self._policy)
            yield *careful, event_id

    def machine_claims(self) -> Iterator[Claim]:
        """Yield the claims that people changed, as the machine made them."""
        return (careful_claim(claim, self._policy) for claim in self._source.machine_claims())

    def original(self, report: Report) -> bytes:
        """Return the received bytes; where names are left out none, because they hold words."""
        return b"" if self._policy.without_names else self._source.original(report)

    def account(self, report: Report) -> Account:
        """Return what became of the sentences; where names are left out nothing."""
        return Account() if self._policy.without_names else self._source.account(report)

    def reports(self) -> Iterator[Report]:
        """Yield the reports of those claims."""
        return (careful_report(report, self._policy) for report in self._source.reports())

    def families(self) -> Iterator[Family]:
        """Yield the families of copies."""
        return self._source.families()

    def decisions(self) -> Iterator[Decision]:
        """Yield the decisions; where names are left out none, because they hold words."""
        return iter(()) if self._policy.without_names else self._source.decisions()


def careful(source: Source, policy: Policy) -> Source:
    """Return a source whose records leave as the policy lets them."""
    return source if policy.is_lossless else Careful(source, policy)
