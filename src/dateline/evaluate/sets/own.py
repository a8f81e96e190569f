"""A user's own gold in the claim JSON form, and Dateline's: every field of every claim.

``NAME.jsonl`` holds the claims of the report ``NAME.txt`` (or ``.html``, ``.pdf`` …) beside it. A
file ``reports.txt`` in the folder may name other folders or files, one a line and relative to it,
where reports lie; so the claims of a table ``NAME.jsonl`` can have the same name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from dateline.errors import DatelineError, UsageError
from dateline.evaluate.alignment import Alignment, ClaimJson, align
from dateline.evaluate.fields import score, score_pair, shares_right
from dateline.evaluate.finished import Finished
from dateline.evaluate.gold_rows import rows_of, sampled
from dateline.evaluate.scores import (
    Counts,
    Fault,
    Metric,
    SetResult,
    f1_metrics,
    share_metric,
)
from dateline.export.claim_json import to_json
from dateline.knowledge.actor_list import ActorList
from dateline.knowledge.gazetteer import Gazetteer
from dateline.pipeline import code
from dateline.read.files import read_paths
from dateline.records import Report
from dateline.settings import Settings
from dateline.spans import excerpt

FIELDS = (
    "claims",
    "type",
    "mode",
    "status",
    "hedged",
    "actor",
    "recipient",
    "place",
    "place_grain",
    "date",
    "counts",
    "source",
    "source_kind",
    "outlet_or_source",
)
"""What is scored: the claims themselves, then each field of the paired ones."""
SHARES = ("place", "date")
"""Fields of which the share of right answers is told besides, rightly empty ones among them."""
PLACES_FILE = "reports.txt"
_KEYS = {
    "type": "event_type",
    "place_grain": "place",
    "source": "according_to",
    "source_kind": "according_to",
    "outlet_or_source": "according_to",
}
_SHOWN = ("name", "words", "kind", "low", "high")
_FORM = "Write it as in the output of 'dateline code --format jsonl'; see docs/evaluation.md."
_NEEDED: dict[str, frozenset[str]] = {
    "event_type": frozenset(),
    "status": frozenset(),
    "trigger": frozenset({"start", "end"}),
    "sentence": frozenset({"start", "end"}),
    "actor": frozenset({"name"}),
    "recipient": frozenset({"name"}),
    "place": frozenset({"name"}),
    "date": frozenset({"start", "end"}),
    "counts": frozenset({"kind", "low", "high"}),
    "according_to": frozenset({"name"}),
}
"""The fields every gold claim has, and what their objects must hold."""
_ALWAYS = frozenset({"event_type", "status", "trigger", "sentence"})


@dataclass(frozen=True, slots=True)
class Scored:
    """One report with its claims paired with the gold."""

    stem: str
    report: Report
    alignment: Alignment

    def counts(self) -> dict[str, Counts]:
        """Return the scores of all fields."""
        return score(self.alignment)


def claim_files(folder: Path) -> list[Path]:
    """Return the files of gold claims in a folder, sorted; tables of reports are none.

    Raises:
        UsageError: there is no such folder, or it holds no gold.
    """
    if not folder.is_dir():
        raise UsageError(str(folder), "there is no such folder of gold", "Check --gold.")
    found = [path for path in sorted(folder.glob("*.jsonl")) if _holds_claims(path)]
    if not found:
        raise UsageError(str(folder), "holds no claims (NAME.jsonl)", _FORM)
    return found


def _holds_claims(path: Path) -> bool:
    """Tell claims from a table of reports by the first line; an empty file is gold of no claim."""
    with path.open(encoding="utf-8", errors="replace") as stream:
        first = next((line for line in stream if line.strip()), "")
    return not first or ('"event_type"' in first and '"trigger"' in first)


def report_path(path: Path) -> Path | None:
    """Return the file whose report a file of gold claims belongs to, or None if it is not here."""
    for candidate in _report_files(path.parent):
        if candidate.stem == path.stem and candidate != path and not _is_gold(candidate, path):
            return candidate
    return None


def _is_gold(candidate: Path, gold: Path) -> bool:
    return candidate.parent == gold.parent and candidate.suffix == ".jsonl"


@cache
def _report_files(folder: Path) -> tuple[Path, ...]:
    places = [folder]
    listing = folder / PLACES_FILE
    if listing.is_file():
        lines = (line.strip() for line in listing.read_text(encoding="utf-8").splitlines())
        places += [folder / line for line in lines if line and not line.startswith("#")]
    found: list[Path] = []
    for place in places:
        found += sorted(p for p in place.iterdir() if p.is_file()) if place.is_dir() else [place]
    return tuple(p for p in found if p.is_file() and p.name != PLACES_FILE)


Coder = Callable[[Report], list[ClaimJson] | None]
"""What gives the claims of a report; None where it has not coded it."""


def coded_now(report: Report) -> list[ClaimJson]:
    """Code a report with the default settings."""
    return [to_json(claim) for claim in code(report, Settings()).claims]


def scored(gold: Path, source: Path, coder: Coder = coded_now) -> list[Scored]:
    """Code the reports of a file (several for a table) and pair them with their gold claims.

    Args:
        gold: the claims; with ``row`` n they belong to the n-th report of a table.
        source: the file of the report.
        coder: what gives the claims; reports that it has not coded are left out.

    Raises:
        UsageError: a gold claim lacks a field, or its trigger does not stand in the report.
        DatelineError: the report cannot be read or coded.
    """
    claims = [_checked(g, f"{gold}, line {n}") for n, g in enumerate(rows_of(gold), 1)]
    result = []
    for number, report in enumerate(_reports(source), 1):
        mine = [g for g in claims if g.get("row", number) == number]
        placed = [_with_ids(_placed(g, report, gold)) for g in mine]
        coded = coder(report)
        if coded is None:
            continue
        result.append(Scored(gold.stem, report, align(placed, coded)))
    return result


def _reports(source: Path) -> Iterator[Report]:
    for found in read_paths([str(source)], Settings()):
        if isinstance(found, DatelineError):
            raise found
        yield found


def _checked(claim: ClaimJson, where: str) -> ClaimJson:
    for key, inner in _NEEDED.items():
        value = claim.get(key)
        items = value if isinstance(value, list) else [value]
        if key not in claim or (value is None and key in _ALWAYS):
            raise UsageError(where, f"the claim has no '{key}'", _FORM)
        for item in items if inner and value is not None else []:
            if not isinstance(item, dict) or not inner <= item.keys():
                needs = " and ".join(f"'{name}'" for name in sorted(inner))
                raise UsageError(where, f"'{key}' is no object with {needs}", _FORM)
    return claim


def _placed(claim: ClaimJson, report: Report, gold: Path) -> ClaimJson:
    """Check the offsets of a gold claim; without offsets its quoted words are looked for."""
    trigger = claim["trigger"]
    quote = trigger.get("quote")
    if trigger.get("start") is not None:
        if quote and report.text[trigger["start"] : trigger["end"]] != quote:
            fault = f"'{quote}' does not stand at {trigger['start']} of {report.name}"
            raise UsageError(str(gold), fault, "Correct the offsets of the trigger.")
        return claim
    at = report.text.find(quote) if quote else -1
    if at < 0:
        raise UsageError(str(gold), f"'{quote}' does not stand in {report.name}", "Correct it.")
    end = at + len(quote)
    trigger = {**trigger, "start": at, "end": end}
    return {**claim, "trigger": trigger, "sentence": {"start": at, "end": end}}


def _with_ids(claim: ClaimJson) -> ClaimJson:
    """Give the names of gold actors the ids the actor list knows them by, and places theirs.

    A place has as many ids as its name has namesakes: the coded one need be among them.
    """
    actors = ActorList.load()
    made = dict(claim)
    place = claim.get("place")
    if place is not None:
        known = Gazetteer.open().lookup(place["name"], loose=False)
        made["place"] = {**place, "gazetteer_ids": [p.gazetteer_id for p in known]}
    for role in ("actor", "recipient"):
        made[role] = []
        for actor in claim.get(role, []):
            entry = actors.resolve(actor["name"]) if actor.get("name") else None
            made[role].append({**actor, "actor_id": entry.actor_id if entry else None})
    return made


def _countries(one: Scored) -> Counts:
    """Count the claims placed in a whole country: told as that, or passed off as a point of it."""
    coded = [c for _, c in one.alignment.pairs] + list(one.alignment.false_alarms)
    places = [c["place"] for c in coded if c.get("place") and c["place"].get("gazetteer_id")]
    wide = [p for p in places if p["gazetteer_id"] in _country_ids(p.get("country") or "")]
    told = sum(1 for p in wide if p["precision"] == "country")
    return Counts(tp=told, fn=len(wide) - told)


@cache
def _country_ids(name: str) -> frozenset[str]:
    found = Gazetteer.open().lookup(name, loose=False) if name else []
    return frozenset(p.gazetteer_id for p in found if p.precision_class == "country")


def faults(one: Scored) -> Iterator[Fault]:
    """Yield every miss, false alarm and wrong field of a report.

    Kinds are ``missed TYPE``, ``false TYPE`` and ``wrong FIELD``.
    """
    text = one.report.text
    for kind, claims in (("missed", one.alignment.missed), ("false", one.alignment.false_alarms)):
        for claim in claims:
            trigger = _words_at(text, claim["trigger"])
            told = (trigger, "") if kind == "missed" else ("", trigger)
            sentence = _words_at(text, claim["sentence"])
            yield Fault(f"{kind} {claim['event_type']}", one.stem, sentence, *told)
    for gold, coded in one.alignment.pairs:
        for name, result in score_pair(gold, coded).items():
            if (result.fp or result.fn) and name != "outlet_or_source":
                key = _KEYS.get(name, name)
                at = f"[{_words_at(text, gold['trigger'])} @{gold['trigger']['start']}]"
                sentence = _words_at(text, coded["sentence"])
                values = [_short(side.get(key)) for side in (gold, coded)]
                told = (f"{at} {values[0]}", str(values[1]))
                yield Fault(f"wrong {name}", one.stem, sentence, *told)


def _words_at(text: str, span: dict[str, int]) -> str:
    return excerpt(text, span["start"], span["end"])


def _short(value: object) -> object:
    if isinstance(value, list):
        return [{k: v[k] for k in _SHOWN if k in v} for v in value]
    if isinstance(value, dict):
        return {k: value[k] for k in ("name", "precision", "start", "end") if k in value}
    return value


def files(folder: Path) -> list[Path]:
    """Return all files that decide the scores of a folder of gold: claims and reports."""
    found: list[Path] = []
    for path in claim_files(folder):
        source = report_path(path)
        found += [path, source] if source is not None else []
    return found


def is_here(folder: Path) -> bool:
    """Tell whether a folder holds gold claims and the report of at least one file of them."""
    here = folder.is_dir() and any(_holds_claims(path) for path in folder.glob("*.jsonl"))
    return here and any(report_path(path) is not None for path in claim_files(folder))


def run(
    folder: Path, sample: int | None, name: str = "own", coder: Coder | None = None
) -> SetResult:
    """Score Dateline, or a finished run, on a folder of gold claims or a sample of its files.

    Args:
        folder: the folder of the gold.
        sample: how many files of claims to take, or None for all.
        name: what the set is called.
        coder: what gives the claims; Dateline as it is now, if None.

    Raises:
        UsageError: the folder has no gold, or a claim in it is at fault.
        DatelineError: a report cannot be read or coded.
    """
    losses: list[str] = []
    pairs: list[tuple[Path, Path]] = []
    for path in claim_files(folder):
        source = report_path(path)
        if source is None:
            losses.append(f"{path.name} was not scored: its report is not at hand.")
        else:
            pairs.append((path, source))
    if not pairs:
        remedy = f"Put NAME.txt beside NAME.jsonl, or name its folder in {PLACES_FILE}."
        raise UsageError(str(folder), "none of the gold has a report", remedy)
    done: list[Scored] = []
    for gold, source in sampled(pairs, sample):
        found = scored(gold, source, coder or coded_now)
        if not found:
            losses.append(f"{gold.name} was not scored: its report is not in the run.")
        done += found
    return result_of(done, name, tuple(losses))


def run_finished(folder: Path, sample: int | None, name: str, path: Path) -> SetResult:
    """Score the claims of a finished run on a folder of gold claims.

    Args:
        folder: the folder of the gold.
        sample: how many files of claims to take, or None for all.
        name: what the set is called.
        path: the folder of the run, or a file of claims.

    Raises:
        UsageError: the gold or the run is not there, is damaged, or they share no report.
    """
    result = run(folder, sample, name, Finished(path).of)
    if not result.reports:
        raise UsageError(str(path), "holds no report of the gold", f"Code those of {folder}.")
    return result


def result_of(done: list[Scored], name: str, losses: tuple[str, ...] = ()) -> SetResult:
    """Return the figures of scored reports."""
    tables = [one.counts() for one in done]
    metrics: list[Metric] = []
    for field in FIELDS:
        metrics += f1_metrics(field, [table.get(field, Counts()) for table in tables])
    shares = [shares_right(one.alignment) for one in done]
    metrics += [share_metric(f"{field}_right", [s[field] for s in shares]) for field in SHARES]
    metrics.append(share_metric("countries_as_countries", [_countries(one) for one in done]))
    found = tuple(fault for one in done for fault in faults(one))
    notes = (
        "Fields are scored on paired claims alone: a missed claim costs recall of claims, once.",
        "A value rightly left empty counts as right.",
        "place_right and date_right are the share of pairs that have it right or rightly empty.",
        "countries_as_countries: of the countries coded as places, those told as no closer place.",
        *losses,
    )
    return SetResult(name, len(done), tuple(metrics), found, notes)


SETS: dict[str, Callable[[Path, int | None], SetResult]] = {
    name: partial(run, name=name) for name in ("own", "own_untuned", "own_seed")
}
