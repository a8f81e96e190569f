"""The values of a claim as short phrases for people: who, where, when, how many, who says so.

Each phrase is one harmless line; the text view and ``why`` are made of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from types import MappingProxyType

from dateline.export.plain import harmless
from dateline.extract.numerals import rows_of
from dateline.records import (
    Actor,
    Anchor,
    Attribution,
    Claim,
    Count,
    DateRange,
    Place,
)

_REASONS = MappingProxyType(
    {
        "not_stated": "not stated",
        "not_found": "not found",
        "unresolved_reference": "not clear who or what is meant",
        "unknown_name": "a name in no list",
        "ambiguous_name": "a name with several bearers",
        "generic_words": "words that name nobody",
        "no_publication_date": "the report has no date",
        "no_number": "no number told",
        "duration_only": "a length of time, not a day",
        "not_an_event_date": "the date belongs to something else",
    }
)
_SUFFERED = frozenset(
    {
        "killed",
        "injured",
        "detained",
        "abducted",
        "released",
        "displaced",
        "missing",
        "surrendered",
        "casualties",
    }
)
_NO_THING = frozenset({"other", "persons"})


def reason_phrase(code: str | None) -> str:
    """Return a reason code in a few words ("not stated"); unknown codes lose their underscores."""
    if code is None:
        return "no reason given"
    return _REASONS.get(code, code.replace("_", " "))


def quoted(words: str) -> str:
    """Return words of the report, harmless and in quotation marks."""
    return f'"{harmless(words)}"'


def _bare(words: str) -> str:
    """Return words in small letters without the article before them, to compare them."""
    small = words.casefold()
    for article in ("the ", "a ", "an "):
        small = small.removeprefix(article)
    return small


def _words_behind(name: str, words: str, anchors: tuple[Anchor, ...]) -> str:
    """Return the words that led to a name ("they → ISIS militants") and differ from it."""
    chain = [harmless(words)] if words else []
    chain += [harmless(anchor.quote) for anchor in anchors]
    told = {_bare(name)}
    steps: list[str] = []
    for step in chain:
        counted = _bare(step).endswith(f" {_bare(name)}") and any(c.isdigit() for c in step)
        if _bare(step) not in told and not counted:
            told.add(_bare(step))
            steps.append(step)
    return " → ".join(steps)


def _inferred(basis: str) -> str:
    return "inferred" if basis == "inferred" else ""


def actor_phrase(actor: Actor) -> str:
    """Return an actor with the words it rests on, where these say something else."""
    name = harmless(actor.name)
    behind = _words_behind(name, actor.words, actor.anchors)
    notes = [note for note in (behind, _inferred(actor.basis)) if note]
    return f"{name} ({', '.join(notes)})" if notes else name


def actors_phrase(actors: tuple[Actor, ...], reason: str | None) -> str:
    """Return all actors of a role, or why there is none."""
    return " and ".join(actor_phrase(actor) for actor in actors) or reason_phrase(reason)


def _place_name(place: Place) -> str:
    parts = [place.name]
    parts += [part for part in (place.admin1, place.country) if part and part not in parts]
    return harmless(", ".join(parts))


def place_phrase(place: Place | None, reason: str | None) -> str:
    """Return the place with its words and precision, or why there is none."""
    if place is None:
        return f"place {reason_phrase(reason)}"
    near = "near " if place.precision == "near" else ""
    name = _place_name(place)
    notes = [f"precision {place.precision}"] if place.precision != "exact" else []
    if place.words and harmless(place.words).casefold() not in name.casefold():
        notes.insert(0, quoted(place.words))
    if place.basis == "inferred":
        notes.append("inferred")
    if place.reason is not None:
        notes.append(reason_phrase(place.reason))
    return f"{near}{name} ({', '.join(notes)})" if notes else f"{near}{name}"


def date_value(when: DateRange) -> str:
    """Return the days a date can be, as short as its precision allows."""
    start = when.start.isoformat()
    if when.end is None:
        return f"since {_cut(start, when.precision)}"
    if when.precision in ("month", "year") and when.start.year == when.end.year:
        first = _cut(start, when.precision)
        last = _cut(when.end.isoformat(), when.precision)
        return first if first == last else f"{first} to {last}"
    if when.start == when.end:
        return start
    return f"{start} to {when.end.isoformat()}"


def _cut(day: str, precision: str) -> str:
    return {"month": day[:7], "year": day[:4]}.get(precision, day)


def date_phrase(claim: Claim) -> str:
    """Return the date with its words and precision, or why there is none."""
    if claim.date is None:
        words = ", ".join(quoted(anchor.quote) for anchor in claim.date_words)
        why = reason_phrase(claim.date_reason)
        return f"date not known ({words}: {why})" if words else f"date {_not_known(why)}"
    notes = [quoted(claim.date.words)] if claim.date.words else []
    if claim.date.precision != "day":
        notes.append(f"precision {claim.date.precision}")
    if claim.date.basis == "inferred":
        notes.append("inferred")
    value = date_value(claim.date)
    return f"{value} ({', '.join(notes)})" if notes else value


def _not_known(why: str) -> str:
    return why if why.startswith("not ") else f"not known ({why})"


def _figure(count: Count) -> str:
    about = "about " if count.approximate else ""
    if count.low is not None and count.high is not None:
        if count.low == count.high:
            return f"{about}{count.low:,}"
        return f"{count.low:,} to {count.high:,}"
    if count.low is not None:
        return f"at least {count.low:,}"
    if count.high is not None:
        return f"at most {count.high:,}"
    return f"{about}{count.best:,}" if count.best is not None else "an unknown number"


def _people(count: Count) -> str:
    return "person" if count.low == count.high == 1 else "people"


@cache
def _kinds() -> dict[str, str]:
    return {row["lemma"]: row["kind"] for row in rows_of("numbers", "kinds.tsv")}


def _says_kind(words: str, kind: str) -> bool:
    """Tell whether words name what befell whom by themselves: "deaths", "injuries"."""
    last = words.casefold().rsplit(" ", 1)[-1]
    forms = [last, last.removesuffix("s"), f"{last.removesuffix('ies')}y"]
    return any(_kinds().get(form) == kind for form in forms)


def _of_whom(count: Count) -> str:
    of = harmless(count.of) if count.of else ""
    if count.kind in _SUFFERED:
        if _says_kind(of, count.kind):
            return of
        what = "casualties" if count.kind == "casualties" else count.kind
        return f"{of or _people(count)} {what}"
    if count.kind in _NO_THING:
        return of or (_people(count) if count.kind == "persons" else "")
    if not of or count.kind.casefold() in of.casefold():
        return of or count.kind
    return f"{of} ({count.kind})"


def count_phrase(count: Count) -> str:
    """Return a count as words: "at least 12 civilians killed", "about 5,000 fighters"."""
    phrase = f"{_figure(count)} {_of_whom(count)}".strip()
    if count.cumulative:
        phrase += " in all"
    words = harmless(count.words)
    if words and not any(character.isdigit() for character in words) and count.approximate:
        phrase += f' ("{words}")'
    return phrase


def counts_phrase(counts: tuple[Count, ...]) -> str:
    """Return all counts, or nothing where none is told."""
    return ", ".join(count_phrase(count) for count in counts)


def _source(link: Attribution) -> str:
    name = harmless(link.name) or quoted(link.words)
    words = harmless(link.words)
    return f"{name} ({words})" if words and _bare(words) != _bare(name) else name


def _tellers(chain: tuple[Attribution, ...]) -> list[str]:
    """Return the links of a chain; sources that share one cue tell it together."""
    told: list[str] = []
    last = None
    for link in chain:
        if told and link.cue is not None and link.cue == last:
            told[-1] += f" and {_source(link)}"
        else:
            told.append(_source(link))
        last = link.cue
    return told


def origin_phrase(claim: Claim) -> str:
    """Return who a claim comes from, and what kind of source that is."""
    last = _tellers(claim.according_to)[-1]
    return f"{last} ({claim.according_to[-1].kind})"


def through_phrase(claim: Claim) -> str:
    """Return who passes a claim on, for one that comes through others; else nothing."""
    between = _tellers(claim.according_to)[:-1]
    return f"quoted by {', quoted by '.join(reversed(between))}" if between else ""


def denials_phrase(claim: Claim, others: Sequence[Claim]) -> str:
    """Return who denies a claim elsewhere in its report ("denied by the group"), or nothing."""
    denying: list[str] = []
    for other in others:
        if other.about_claim_id == claim.claim_id and other.status == "denied":
            told = other.according_to[-1].name if other.according_to else "the outlet itself"
            if harmless(told) not in denying:
                denying.append(harmless(told))
    return f"denied by {' and by '.join(denying)}" if denying else ""


def chain_sentence(claim: Claim, others: Sequence[Claim] = ()) -> str:
    """Return who says so and who denies it: "the ministry, quoted by a radio; denied by rebels".

    ``others`` are the claims of the same report.
    """
    denied = denials_phrase(claim, others)
    return f"{chain_phrase(claim)}; {denied}" if denied else chain_phrase(claim)


def chain_phrase(claim: Claim) -> str:
    """Return who says so as a sentence part: "the ministry, quoted by state television".

    The chain of a claim runs nearest to the reader first; people tell it the other way round.
    """
    hedge = ", ".join(quoted(anchor.quote) for anchor in claim.hedge_anchors)
    if not claim.according_to:
        if claim.hedged:
            return f"an unnamed source ({hedge})" if hedge else "an unnamed source"
        return "the outlet itself"
    told = ", quoted by ".join(reversed(_tellers(claim.according_to)))
    if claim.according_to[-1].is_party:
        told += " (a party to it)"
    return f"{told}, hedged ({hedge or 'yes'})" if claim.hedged else told
