"""Everything, without loss: one JSON record a line, in an order that never varies.

The kind of a record stands in ``record``: first one ``dateline`` line with the version of this
form, then reports, families, claims, events and decisions. Reading a file and writing it again
gives the same bytes. The received bytes of reports are not in it; a project keeps those.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.errors import DamagedFile
from dateline.event_records import Decision, Event, Family
from dateline.export import claim_json, event_json
from dateline.export.json_fields import Fields, Json
from dateline.export.report_json import report_from_json, report_to_json
from dateline.export.shapes.shape import Left, Shape
from dateline.export.shapes.writers import to_json_lines
from dateline.export.told import Policy, Source
from dateline.filters import in_words, to_params
from dateline.records import Claim, Report

FORM = 1
REMEDY = "Export it again with 'dateline export jsonl OUT'."


@dataclass(slots=True)
class Records:
    """All records of a file."""

    reports: list[Report] = field(default_factory=list)
    families: list[Family] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    selection: tuple[tuple[str, str], ...] = ()


def _tagged(kind: str, records: Iterable[Json]) -> Iterator[Json]:
    return ({"record": kind, **record} for record in records)


def records(source: Source, policy: Policy, left: Left) -> Iterator[Json]:
    """Yield every record, those of a kind by their ids."""
    wanted = source.wanted
    yield {
        "record": "dateline",
        "form": FORM,
        "selection": [list(pair) for pair in to_params(wanted)],
        "selection_in_words": in_words(wanted),
    }
    reports = sorted(source.reports(), key=lambda r: r.report_id)
    yield from _tagged("report", (report_to_json(report) for report in reports))
    families = sorted(source.families(), key=lambda f: f.family_id)
    yield from _tagged("family", (event_json.family_to_json(family) for family in families))
    claims = {claim.claim_id: claim for claim, _, _ in source.claims()}
    order = sorted(claims.values(), key=lambda c: (c.report_id, c.trigger.start, c.claim_id))
    yield from _tagged("claim", (claim_json.to_json(claim) for claim in order))
    events = sorted((told.event for told in source.told()), key=lambda e: e.event_id)
    yield from _tagged("event", (event_json.to_json(event) for event in events))
    decisions = sorted(source.decisions(), key=lambda d: (d.decision_id, d.at, d.subject))
    yield from _tagged("decision", (event_json.decision_to_json(d) for d in decisions))


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
        "report": (found.reports, report_from_json),
        "family": (found.families, event_json.family_from_json),
        "claim": (found.claims, claim_json.from_json),
        "event": (found.events, event_json.from_json),
        "decision": (found.decisions, event_json.decision_from_json),
    }
    for where, record in _lines(path):
        kind = record.pop("record", None)
        if kind == "dateline":
            _check_form(record, where)
            found.selection = tuple((str(k), str(v)) for k, v in record.get("selection", []))
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
    is_not="The received bytes of the reports (their PDF, their page) are not in it; a project "
    "keeps those under originals/.",
    notes=("The key record says what a line is: report, family, claim, event or decision.",),
    rows=records,
    write=to_json_lines(records),
    keeps_text=True,
    is_lossless=True,
    claims_suffice=True,
)
