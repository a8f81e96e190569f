"""An event as one sentence for people.

"Between 131 (security officials) and 256 (TOLOnews) soldiers killed; Taliban attack on soldiers
in Mazar-i-Sharif, 21 April 2017; 4 reports, 3 independent sources; fair."
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.event_records import CountRange, Event, Figure, Reading
from dateline.knowledge.linking_data import noun_of, words
from dateline.link.readings import date_label
from dateline.records import Place

SUFFERED = ("killed", "injured", "casualties", "detained", "abducted", "released", "displaced",
            "missing", "surrendered")  # fmt: skip
MOST_NAMED = 3
"""How many parties of one role a sentence names."""
STATUS_WORDS = {
    "ongoing": "under way",
    "planned": "planned",
    "threatened": "threatened",
    "requested": "asked for",
    "possible": "possible",
    "denied": "denied",
    "hypothetical": "only supposed",
    "not_happened": "did not happen",
}


def sentence(event: Event) -> str:
    """Return the event in one sentence: how many, what by whom on whom, where, when, on what."""
    parts = [*_tolls(event), _happening(event), *_told_otherwise(event), _sources(event)]
    line = "; ".join(part for part in parts if part)
    return f"{line[:1].upper()}{line[1:]}; {event.grade}."


def _tolls(event: Event) -> list[str]:
    told = [count for count in event.counts if count.kind in SUFFERED and count.low is not None]
    sources = frozenset(voice.name for voice in event.voices if voice.independent)
    line = ", ".join(_range(count, sources) for count in told)
    totals = [
        f"{_number(figure)} {count.kind} in all over several events ({figure.voice})"
        for count in event.counts
        for figure in count.totals[:1]
        if count.kind in SUFFERED
    ]
    return [part for part in (line, *totals) if part]


def _range(count: CountRange, sources: frozenset[str]) -> str:
    """Return "between 4 (a spokesman) and 26 (the group) civilians killed"."""
    whole = [figure for figure in count.figures if not figure.is_part]
    whole.sort(key=lambda figure: figure.voice not in sources)
    low = min(whole, key=_least)
    high = max(whole, key=lambda f: (_most(f), f.low is None))
    of = _of_whom(whole, count.kind)
    if _least(low) == _most(high):
        least = "at least " if all(f.high is None and f.low is not None for f in whole) else ""
        return f"{least}{_least(low):,} {of}"
    if low is high:
        return f"{_number(low)} {of}"
    top = f"{_most(high):,}" if high.high is not None else f"at least {_most(high):,}"
    if low.voice == high.voice:
        return f"between {_least(low):,} and {top} {of}"
    return f"between {_least(low):,} ({low.voice}) and {top} ({high.voice}) {of}"


def _of_whom(figures: Sequence[Figure], kind: str) -> str:
    """Return "soldiers killed" where all figures count the same people, else "killed"."""
    nobody = words("result")
    named = {f.of.casefold() for f in figures if f.of and f.of.casefold() not in nobody}
    people = named.pop() if len(named) == 1 else "people" if named else ""
    return f"{people} {kind}".strip()


def _least(figure: Figure) -> int:
    return figure.low if figure.low is not None else figure.high or 0


def _most(figure: Figure) -> int:
    return figure.high if figure.high is not None else figure.low or 0


def _number(figure: Figure) -> str:
    if figure.low is not None and figure.high is not None:
        same = figure.low == figure.high
        return f"{figure.low:,}" if same else f"{figure.low:,} to {figure.high:,}"
    return f"at least {figure.low:,}" if figure.low is not None else f"at most {figure.high:,}"


def _happening(event: Event) -> str:
    noun, before = noun_of(event.event_type, event.mode)
    rivals = "actor" in event.disagreements
    doers = "" if rivals else _names(_heads(event.actor))
    victims = _names(_heads(event.recipient))
    is_name = doers[:1].isupper() and " and " not in doers
    line = f"{doers} {noun}" if is_name else noun
    line += f" {before} {victims}" if victims else ""
    line += f" by {doers}" if doers and not is_name else ""
    if event.place is not None:
        where = _where(event.place)
        line += f" {where}" if where.startswith("near ") else f" in {where}"
    if event.date is not None:
        line += f", {date_label(event.date)}"
    if event.status in STATUS_WORDS:
        line += f" ({STATUS_WORDS[event.status]})"
    return line


def _heads(readings: Sequence[Reading]) -> list[str]:
    """Return who is named, those known before those only described."""
    known = [r.label for r in readings if not r.key.startswith("name:")]
    described = [r.label for r in readings if any(c.isalpha() for c in r.label)]
    return known or described[:1]


def _where(place: Place) -> str:
    """Return a place with its country: "near Hays, Yemen"."""
    near = "near " if place.precision == "near" else ""
    country = place.country if place.country and place.country != place.name else None
    return near + ", ".join(part for part in (place.name, country) if part)


def _names(labels: Sequence[str]) -> str:
    named = list(labels[:MOST_NAMED])
    if len(labels) > MOST_NAMED:
        named.append("others")
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def _told_otherwise(event: Event) -> list[str]:
    """Return rival blame and denials."""
    told: list[str] = []
    if "actor" in event.disagreements:
        known = [r for r in event.actor if not r.key.startswith("name:")] or list(event.actor)
        blamed = [f"{r.label} (by {_names(r.voices)})" for r in known[:MOST_NAMED]]
        told.append(f"blamed on {' and on '.join(blamed)}")
    denying = [v.name for v in event.voices if set(v.claim_ids) & set(event.denials)]
    if denying:
        told.append(f"denied by {_names(denying)}")
    return told


def _sources(event: Event) -> str:
    reports = len(event.report_ids)
    sources = sum(voice.independent for voice in event.voices)
    return f"{_some(reports, 'report')}, {_some(sources, 'independent source')}"


def _some(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
