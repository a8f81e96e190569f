"""UCDP-AEC: predictions in the form its evaluation reads, one report a line.

The form is that of the evaluation script of the UCDP-AEC corpus (Simon et al. 2025,
github.com/ltgoslo/ucdp-aec): an ``id`` and fourteen fields, of which a missing one is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from dateline.export.json_fields import Json
from dateline.export.shapes.shape import Left, Shape
from dateline.export.shapes.sides import AS_FACT, sides
from dateline.export.shapes.ucdp import ordered, split
from dateline.export.shapes.writers import to_json_lines
from dateline.export.told import Policy, Source, Told
from dateline.filters.match import greatest
from dateline.records import Place, Report

FIELDS = (
    "id", "side_a_name", "side_b_name", "start_date", "end_date", "location_root_name",
    "location_adm1_name", "location_adm2_name", "location_where_name", "deaths_side_a",
    "deaths_side_b", "deaths_civilian", "deaths_unknown", "deaths_low", "deaths_high",
)  # fmt: skip


def sample_id(report: Report) -> int | str:
    """Return the id of the sample: the number that is the report's name, else the name."""
    stem = PurePath(report.name).stem
    return int(stem) if stem.isascii() and stem.isdigit() else report.name


def _where(place: Place | None) -> str | None:
    if place is None or place.precision in ("province", "country"):
        return None
    return place.name


def prediction(told: Told, report: Report, policy: Policy) -> Json:
    """Return the prediction that an event makes for one of its reports; unknown keys are absent."""
    a, b = ordered(told)
    place, when, killed = told.event.place, told.event.date, told.counted("killed")
    dead = split(told, policy)
    values = (
        sample_id(report),
        a.name if a else None,
        b.name if b else None,
        when.start.isoformat() if when else None,
        when.end.isoformat() if when and when.end else None,
        place.country if place else None,
        place.admin1 if place else None,
        place.admin2 if place else None,
        _where(place),
        dead["a"],
        dead["b"],
        dead["civilians"],
        dead["unknown"],
        killed.low if killed else None,
        greatest(killed) if killed else None,
    )
    pairs = zip(FIELDS, values, strict=True)
    return {key: value for key, value in pairs if value is not None}


def _weight(told: Told) -> tuple[int, int, str]:
    killed = told.counted("killed")
    dead = greatest(killed) if killed else None
    return -(dead or 0), -len(sides(told, "actor")), told.event.event_id


def records(source: Source, policy: Policy, left: Left) -> Iterator[Json]:
    """Yield one prediction for each report: of its deadliest event."""
    best: dict[str, tuple[Told, Report]] = {}
    for told in source.told():
        if told.event.event_type != "ASSAULT" or told.event.status not in AS_FACT:
            left["no use of armed force that is told to have happened"] += 1
            continue
        for report in told.own_reports():
            known = best.get(report.report_id)
            if known is None or _weight(told) < _weight(known[0]):
                best[report.report_id] = told, report
    for told, report in sorted(best.values(), key=lambda pair: pair[1].name):
        yield prediction(told, report, policy)


SHAPE = Shape(
    name="aec",
    title="UCDP-AEC evaluation form",
    suffix=".jsonl",
    unit="report",
    what="One report a line under the fifteen keys that the evaluation script of the UCDP-AEC "
    "corpus reads: sides, days, place and deaths of the report's deadliest event.",
    is_not="These are predictions to be scored, not UCDP's codings. An unknown value is left out; "
    "that script counts a missing number as 0 in its error of size, which is its choice.",
    notes=(
        "id is a number where the report is named by one (442069.txt); name the reports by the "
        "ids of the corpus to score them.",
        "Names are Dateline's own; the corpus has UCDP's, which the script compares letter for "
        "letter.",
    ),
    rows=records,
    write=to_json_lines(records),
)
