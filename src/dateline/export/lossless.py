"""Everything, without loss: one JSON record a line, in an order that never varies.

The kind of a record stands in ``record``: first one ``dateline`` line with the version of this
form, then reports (with the bytes received, where the text in UTF-8 is not those), what became of
their sentences, families, claims, events and decisions. Reading a file and writing it again gives
the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dateline.errors import DamagedFile, IntegrityError
from dateline.event_records import Decision, Event, Family
from dateline.export import claim_json, event_json
from dateline.export.json_fields import Fields, Json
from dateline.export.report_json import (
    account_from_json,
    account_to_json,
    rejected_from_json,
    rejected_to_json,
    report_from_json,
    report_to_json,
)
from dateline.export.shapes.shape import Left, Shape
from dateline.export.shapes.writers import to_json_lines
from dateline.export.told import Account, InMemory, Policy, Source
from dateline.filters import in_words, to_params
from dateline.records import Claim, Report

FORM = 1
REMEDY = "Export it again with 'dateline export jsonl OUT'."


@dataclass(slots=True)
class Records:
    """All records of a file."""

    reports: list[Report] = field(default_factory=list)
    accounts: dict[str, Account] = field(default_factory=dict)
    families: list[Family] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    as_made: list[Claim] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    selection: tuple[tuple[str, str], ...] = ()

    def source(self) -> InMemory:
        """Return the records as a source of exports."""
        return InMemory(
            events=tuple(self.events),
            claims_by_id={claim.claim_id: claim for claim in self.claims},
            reports_by_id={report.report_id: report for report in self.reports},
            all_families=tuple(self.families),
            all_decisions=tuple(self.decisions),
            as_made=tuple(self.as_made),
            accounts=self.accounts,
        )


def _tagged(kind: str, records: Iterable[Json]) -> Iterator[Json]:
    return ({"record": kind, **record} for record in records)


def records(source: Source, policy: Policy, left: Left) -> Iterator[Json]:
    """Yield every record: reports in their order, all others by their ids."""
    wanted = source.wanted
    yield {
        "record": "dateline",
        "form": FORM,
        "selection": [list(pair) for pair in to_params(wanted)],
        "selection_in_words": in_words(wanted),
    }
    for report in source.reports():
        original = _original(report, source.original(report))
        yield {"record": "report", **report_to_json(report), "original": original}
        yield from _account(report, source.account(report))
    families = sorted(source.families(), key=lambda f: f.family_id)
    yield from _tagged("family", (event_json.family_to_json(family) for family in families))
    claims = {claim.claim_id: claim for claim, _, _ in source.claims()}
    order = sorted(claims.values(), key=lambda c: (c.report_id, c.trigger.start, c.claim_id))
    yield from _tagged("claim", (claim_json.to_json(claim) for claim in order))
    made = sorted(source.machine_claims(), key=lambda c: c.claim_id)
    yield from _tagged("machine_claim", (claim_json.to_json(claim) for claim in made))
    events = sorted((told.event for told in source.told()), key=lambda e: e.event_id)
    yield from _tagged("event", (event_json.to_json(event) for event in events))
    decisions = sorted(source.decisions(), key=lambda d: (d.decision_id, d.at, d.subject))
    yield from _tagged("decision", (event_json.decision_to_json(d) for d in decisions))


def _original(report: Report, content: bytes) -> str | None:
    """Return the received bytes in base64, or None where the text in UTF-8 is those."""
    is_text = hashlib.sha256(_utf8(report)).hexdigest() == report.sha256
    return None if is_text or not content else base64.b64encode(content).decode("ascii")


def _utf8(report: Report) -> bytes:
    return report.text.encode("utf-8", errors="surrogatepass")


def _account(report: Report, account: Account) -> Iterator[Json]:
    """Yield what became of the sentences of a report, if that is known."""
    if account.sentences or account.rejected:
        yield {
            "record": "account",
            "report_id": report.report_id,
            "sentences": [account_to_json(report, each) for each in account.sentences],
            "rejected": [rejected_to_json(each) for each in account.rejected],
        }


def _read_report(record: object, where: str) -> Report:
    report = report_from_json(record, where)
    encoded = Fields(record, where).maybe_text("original")
    content = _utf8(report) if encoded is None else base64.b64decode(encoded)
    if hashlib.sha256(content).hexdigest() != report.sha256:
        if encoded is None:
            return report
        raise IntegrityError(where, "the bytes received do not have their hash", REMEDY)
    return replace(report, original=content)


def _read_account(record: Json, where: str) -> Account:
    fields = Fields(record, where)
    return Account(
        fields.many("sentences", lambda f: account_from_json(f.record, f.where)),
        fields.many("rejected", lambda f: rejected_from_json(f.record, f.where)),
    )


def _lines(path: Path) -> Iterator[tuple[str, Json]]:
    try:
        with path.open(encoding="utf-8", newline="\n") as stream:
            for number, line in enumerate(stream, 1):
                where = f"{path}, line {number}"
                try:
                    record = json.loads(line)
                except json.JSONDecodeError as error:
                    raise DamagedFile(where, f"is no JSON ({error.msg})", REMEDY) from None
                if not isinstance(record, dict):
                    raise DamagedFile(where, "is no JSON object", REMEDY)
                yield where, record
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedFile(str(path), f"cannot be read ({error})", REMEDY) from None


def is_lossless(path: Path) -> bool:
    """Tell whether a file begins as this form does."""
    try:
        with path.open("rb") as stream:
            return stream.readline().startswith(b'{"record": "dateline"')
    except OSError:
        return False


def read(path: Path) -> Records:
    """Return the records of a file.

    Raises:
        DamagedFile: a line is no such record; it names file, line and field.
    """
    found = Records()
    readers: dict[str, tuple[list[Any], Callable[[object, str], Any]]] = {
        "report": (found.reports, _read_report),
        "family": (found.families, event_json.family_from_json),
        "claim": (found.claims, claim_json.from_json),
        "machine_claim": (found.as_made, claim_json.from_json),
        "event": (found.events, event_json.from_json),
        "decision": (found.decisions, event_json.decision_from_json),
    }
    for where, record in _lines(path):
        kind = record.pop("record", None)
        if kind == "dateline":
            _check_form(record, where)
            found.selection = tuple((str(k), str(v)) for k, v in record.get("selection", []))
        elif kind == "account":
            key = Fields(record, where).text("report_id")
            found.accounts[key] = _read_account(record, where)
        elif kind in readers:
            kept, reader = readers[str(kind)]
            kept.append(reader(record, where))
        else:
            raise DamagedFile(where, f"is of no known kind ({kind!r})", REMEDY)
    return found


def _check_form(record: Json, where: str) -> None:
    form = Fields(record, where).number("form")
    if form != FORM:
        raise DamagedFile(
            where, f"is of form {form}, this version reads form {FORM}", "Update Dateline."
        )


SHAPE = Shape(
    name="jsonl",
    title="Every record as JSON Lines",
    suffix=".jsonl",
    unit="record",
    what="One record a line, nothing left out: reports with their text, families of copies, "
    "claims with every anchor and rule, events, decisions. dateline import reads it back; "
    "exporting that again gives the same bytes.",
    is_not="It is no table: open csv, parquet or package for that. The history of runs and of "
    "changes stays with the project.",
    notes=(
        "The key record says what a line is: report, account (what became of its sentences), "
        "family, claim, machine_claim (as it was before people changed or rejected it), event or "
        "decision.",
        "original holds the received bytes in base64, or null where they are the text in UTF-8.",
    ),
    rows=records,
    write=to_json_lines(records),
    keeps_text=True,
    is_lossless=True,
    claims_suffice=True,
)
