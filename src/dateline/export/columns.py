"""The one table of columns of ``claims.csv``; the docs and the codebook are made from it.

One row is one claim, one cell one value, blank for unknown; why it is unknown stands in the
column with ``_reason``. Where a claim has several actors, the plain columns hold the first and
``…_all`` holds every one. Lists in one cell are joined by "; " and only where it is said here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from dateline.export.column import Column as AnyColumn
from dateline.export.column import date_cell as _date
from dateline.export.column import flag_cell as _flag
from dateline.export.column import list_cell as _list
from dateline.export.column import number_cell as _number
from dateline.export.column import text_cell as _text
from dateline.records import Actor, Anchor, Claim, Count, CountKind, Report
from dateline.spans import excerpt

Value = Callable[[Claim, Report], str]
Column = AnyColumn[[Claim, Report]]


def _quotes(anchors: tuple[Anchor, ...]) -> str:
    return _list([anchor.quote for anchor in anchors])


def _counted(claim: Claim, kind: CountKind) -> Count | None:
    """Return the count of a kind; one that is not a running total comes first."""
    found = sorted((c for c in claim.counts if c.kind == kind), key=lambda c: c.cumulative)
    return found[0] if found else None


def _bound(kind: CountKind, side: Literal["low", "high", "best"]) -> Value:
    def value(claim: Claim, _: Report) -> str:
        count = _counted(claim, kind)
        return "" if count is None else _number(getattr(count, side))

    return value


def _count_words(kind: CountKind) -> Value:
    def value(claim: Claim, _: Report) -> str:
        count = _counted(claim, kind)
        return "" if count is None else _text(count.words)

    return value


def _other_count(count: Count) -> str:
    low, high = _number(count.low), _number(count.high)
    figure = low if low == high else f"{low}..{high}"
    total = " total" if count.cumulative else ""
    return f"{count.kind}{total} {figure} {count.of or ''}".strip()


def _other_counts(claim: Claim, _: Report) -> str:
    shown = [_counted(claim, "killed"), _counted(claim, "injured")]
    return _list([_other_count(c) for c in claim.counts if not any(c is s for s in shown)])


def _rules(claim: Claim, _: Report) -> str:
    rules = [claim.trigger_rule, claim.status_rule]
    rules += [actor.rule for actor in (*claim.actor, *claim.recipient)]
    rules += [claim.place.rule] if claim.place else []
    rules += [claim.date.rule] if claim.date else []
    rules += [count.rule for count in claim.counts]
    rules += [link.rule for link in claim.according_to]
    return _list(list(dict.fromkeys(rule for rule in rules if rule)))


def _of_actor(role: str, read: Callable[[Actor], str]) -> Value:
    def value(claim: Claim, _: Report) -> str:
        actors = claim.actor if role == "actor" else claim.recipient
        return read(actors[0]) if actors else ""

    return value


def _all_actors(role: str) -> Value:
    return lambda claim, _: _list(
        [a.name for a in (claim.actor if role == "actor" else claim.recipient)]
    )


def _role_reason(role: str) -> Value:
    def value(claim: Claim, _: Report) -> str:
        actors = claim.actor if role == "actor" else claim.recipient
        empty = claim.actor_reason if role == "actor" else claim.recipient_reason
        return _text(actors[0].reason if actors else empty)

    return value


def _role(role: str, does: str, example: str) -> tuple[Column, ...]:
    def of(read: Callable[[Actor], str]) -> Value:
        return _of_actor(role, read)

    words = f"The words for the first {role} in the sentence, as written."
    why = f"Why {role} or {role}_id is blank; see the reasons."
    return (
        Column(role, "text", does, example, "", of(lambda a: _text(a.name))),
        Column(f"{role}_id", "text", "Its id in the actor list.", "islamic_state", "",
               of(lambda a: _text(a.actor_id))),
        Column(f"{role}_country", "text", "Country of the state it belongs to.", "IRQ",
               "ISO 3166-1 alpha-3", of(lambda a: _text(a.country))),
        Column(f"{role}_sectors", "list", "Its sectors, most specific first; joined by '; '.",
               "REB", "PLOVER sector codes", of(lambda a: _list(a.sectors))),
        Column(f"{role}_words", "text", words, "they", "", of(lambda a: _text(a.words))),
        Column(f"{role}_basis", "text", "How it rests on its words: stated, resolved, inferred "
               "or reviewed.", "resolved", "", of(lambda a: a.basis)),
        Column(f"{role}_reason", "text", why, "not_stated", "", _role_reason(role)),
        Column(f"{role}_all", "list", f"Every {role} of the claim; joined by '; '.",
               "Iraqi Army; Peshmerga", "", _all_actors(role)),
    )  # fmt: skip


def _tally(kind: Literal["killed", "injured"]) -> tuple[Column, ...]:
    return (
        Column(f"{kind}_low", "number", f"The least number {kind} that the words state.", "12",
               "persons", _bound(kind, "low")),
        Column(f"{kind}_high", "number", f"The greatest number {kind} that the words state.", "15",
               "persons", _bound(kind, "high")),
        Column(f"{kind}_words", "text", f"The words that tell how many were {kind}.",
               "at least 12 civilians", "", _count_words(kind)),
    )  # fmt: skip


_FOUND = (
    Column("claim_id", "text", "Id of the claim; the same for the same words of the same report.",
           "c1f0a2b3c4d5e6f7", "", lambda c, _: c.claim_id),
    Column("report_id", "text", "Id of the report, from the bytes received.", "9f86d081884c7d65",
           "", lambda c, _: c.report_id),
    Column("report", "text", "The name the report goes by.", "harbour.txt", "",
           lambda c, _: _text(c.report)),
    Column("publisher", "text", "Who published the report.", "The Daily Post", "",
           lambda _, r: _text(r.publisher)),
    Column("published", "date", "Day of publication.", "2016-11-03", "ISO 8601",
           lambda _, r: _date(r.published)),
    Column("sentence_n", "number", "Number of the sentence in the report.", "21", "from 1",
           lambda c, _: str(c.sentence.n)),
)  # fmt: skip

_WHAT = (
    Column("event_type", "text", "What happened: a PLOVER event type.", "ASSAULT", "",
           lambda c, _: c.event_type),
    Column("mode", "text", "How, more closely: a PLOVER mode.", "suicide-attack", "",
           lambda c, _: _text(c.mode)),
    Column("contexts", "list", "What it is about: PLOVER contexts; joined by '; '.", "terrorism",
           "", lambda c, _: _list(c.contexts)),
    Column("status", "text", "Whether the text presents it as happened, ongoing, planned, "
           "threatened, requested, possible, denied, hypothetical or not_happened.", "happened",
           "", lambda c, _: c.status),
    Column("factuality", "decimal", "How sure a reader of the words may be that it took place, by "
           "learnt weights (docs/factuality.md).", "2.41", "-3 certainly not to 3 certainly",
           lambda c, _: _number(c.factuality)),
    Column("hedged", "flag", "The text keeps its distance ('reportedly').", "false",
           "true or false", lambda c, _: _flag(c.hedged)),
    Column("quoted", "flag", "It stands inside a quotation.", "false", "true or false",
           lambda c, _: _flag(c.quoted)),
    Column("trigger", "text", "The words that name the event.", "carried out a raid", "",
           lambda c, _: _text(c.trigger.quote)),
)  # fmt: skip

_WHERE = (
    Column("place", "text", "Where: the place's name in the gazetteer, else as written.", "Mosul",
           "", lambda c, _: _text(c.place.name) if c.place else ""),
    Column("place_words", "text", "The words for the place.", "nearby towns", "",
           lambda c, _: _text(c.place.words) if c.place else ""),
    Column("place_precision", "text", "How closely the place is known: exact, near, district, "
           "province, country or unknown.", "near", "",
           lambda c, _: c.place.precision if c.place else ""),
    Column("place_basis", "text", "How it rests on its words.", "inferred", "",
           lambda c, _: c.place.basis if c.place else ""),
    Column("place_reason", "text", "Why the place or its coordinates are blank.", "unknown_name",
           "", lambda c, _: _text(c.place.reason if c.place else c.place_reason)),
    Column("place_id", "text", "Its id in the gazetteer.", "geonames:99072", "",
           lambda c, _: _text(c.place.gazetteer_id) if c.place else ""),
    Column("admin1", "text", "First-level division.", "Nineveh", "",
           lambda c, _: _text(c.place.admin1) if c.place else ""),
    Column("admin1_code", "text", "Code of that division, where free data give one.", "IQ-NI",
           "ISO 3166-2", lambda c, _: _text(c.place.admin1_code) if c.place else ""),
    Column("admin2", "text", "Second-level division.", "Al-Hamdaniya", "",
           lambda c, _: _text(c.place.admin2) if c.place else ""),
    Column("country", "text", "Country of the place.", "Iraq", "",
           lambda c, _: _text(c.place.country) if c.place else ""),
    Column("iso3", "text", "Code of that country.", "IRQ", "ISO 3166-1 alpha-3",
           lambda c, _: _text(c.place.iso3) if c.place else ""),
    Column("latitude", "decimal", "Of the named place; with a precision other than exact, a centre "
           "to draw an area around.", "36.335", "degrees, WGS84",
           lambda c, _: _number(c.place.latitude) if c.place else ""),
    Column("longitude", "decimal", "As latitude.", "43.119", "degrees, WGS84",
           lambda c, _: _number(c.place.longitude) if c.place else ""),
)  # fmt: skip

_WHEN = (
    Column("date_start", "date", "First day it can have been.", "2016-10-30", "ISO 8601",
           lambda c, _: c.date.start.isoformat() if c.date else ""),
    Column("date_end", "date", "Last day it can have been; blank for an open interval.",
           "2016-10-30", "ISO 8601",
           lambda c, _: c.date.end.isoformat() if c.date and c.date.end else ""),
    Column("date_precision", "text", "day, week, month, season, year or unknown.", "day", "",
           lambda c, _: c.date.precision if c.date else ""),
    Column("date_words", "text", "The words for the date, also where it stays unresolved; several "
           "joined by '; '.", "Sunday", "",
           lambda c, _: _text(c.date.words) if c.date else _quotes(c.date_words)),
    Column("date_basis", "text", "How it rests on its words.", "resolved", "",
           lambda c, _: c.date.basis if c.date else ""),
    Column("date_reason", "text", "Why the date is blank.", "no_publication_date", "",
           lambda c, _: _text(c.date_reason)),
)  # fmt: skip

_HOW_MANY = (
    *_tally("killed"),
    *_tally("injured"),
    Column("other_counts", "list", "Every other count: kind, low..high, of whom; joined by '; '.",
           "fighters 5000 fighters; places 80 villages", "persons or things",
           _other_counts),
    Column("counts_reason", "text", "Why there is no count.", "no_number", "",
           lambda c, _: _text(c.counts_reason)),
)  # fmt: skip

_WHO_SAYS = (
    Column("source", "text", "Who says so, nearest to the reader; blank where the outlet itself "
           "does.", "state television", "",
           lambda c, _: _text(c.according_to[0].name) if c.according_to else ""),
    Column("source_words", "text", "The words for that source.", "state TV", "",
           lambda c, _: _text(c.according_to[0].words) if c.according_to else ""),
    Column("source_kind", "text", "party, official, military, medic, ngo, un, resident, witness, "
           "journalist, media, document or unnamed.", "media", "",
           lambda c, _: c.according_to[0].kind if c.according_to else ""),
    Column("source_form", "text", "direct, indirect, paraphrase, headline or caption.", "indirect",
           "", lambda c, _: c.according_to[0].form if c.according_to else ""),
    Column("source_is_party", "flag", "The source takes part in the event it tells; blank where "
           "the outlet itself tells it.", "false", "true or false",
           lambda c, _: _flag(c.according_to[0].is_party) if c.according_to else ""),
    Column("source_chain", "list", "The whole chain, nearest to the reader first; joined by '; '.",
           "state television; the ministry", "",
           lambda c, _: _list([link.name for link in c.according_to])),
)  # fmt: skip

_PROOF = (
    Column("sentence", "text", "The sentence, white space collapsed.", "They have carried out …",
           "", lambda c, r: excerpt(r.text, c.sentence.start, c.sentence.end)),
    Column("char_start", "number", "Where the sentence begins in the report's text.", "2710",
           "code points from 0", lambda c, _: str(c.sentence.start)),
    Column("char_end", "number", "Where it ends (not included).", "2775", "code points from 0",
           lambda c, _: str(c.sentence.end)),
    Column("trigger_start", "number", "Where the trigger begins.", "2726", "code points from 0",
           lambda c, _: str(c.trigger.start)),
    Column("trigger_end", "number", "Where it ends (not included).", "2757", "code points from 0",
           lambda c, _: str(c.trigger.end)),
    Column("rules", "list", "Ids of the rules that made the values; joined by '; '.",
           "verb:carry prt:out; where:near", "", _rules),
    Column("about_claim_id", "text", "The claim that this one is about (an accusation, a "
           "denial).", "c0ffee00c0ffee00", "", lambda c, _: _text(c.about_claim_id)),
)  # fmt: skip

COLUMNS: tuple[Column, ...] = (
    *_FOUND,
    *_WHAT,
    *_role("actor", "Who does it: the canonical name where known, else the words.",
           "Islamic State"),
    *_role("recipient", "To whom: the canonical name where known, else the words.", "civilians"),
    *_WHERE,
    *_WHEN,
    *_HOW_MANY,
    *_WHO_SAYS,
    *_PROOF,
)  # fmt: skip
"""Every column of ``claims.csv``, in order."""

NAMES: tuple[str, ...] = tuple(column.name for column in COLUMNS)


def row(claim: Claim, report: Report) -> list[str]:
    """Return the cells of a claim, in the order of :data:`COLUMNS`, blank for unknown."""
    return [column.value(claim, report) for column in COLUMNS]
