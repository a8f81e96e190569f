"""The events of a folder of reports as the lines that the golden files hold."""

from collections.abc import Sequence
from pathlib import Path

from dateline.event_records import Event
from dateline.link.linker import facts, link
from dateline.link.near_duplicates import families
from dateline.pipeline import code
from dateline.read import read_paths
from dateline.records import Claim, Report
from dateline.settings import Settings

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
SETS = {
    "rival": sorted((ROOT / "examples").glob("rival-*.txt")),
    "car-bomb": sorted((HERE / "car-bomb").glob("*.txt")),
    "shelling": sorted((HERE / "shelling").glob("*.txt")),
}
REPAIR = "python tests/golden/events/renew.py"


def golden(name: str) -> Path:
    """Return the file that holds the events of a set."""
    return HERE / f"{name}.events.txt"


def rendered(name: str) -> str:
    """Return the events of a set as a reader would list them, each with the claims it rests on."""
    reports = [r for r in read_paths(map(str, SETS[name]), Settings()) if isinstance(r, Report)]
    found = families(reports)
    family = {report_id: f.family_id for f in found for report_id in f.report_ids}
    claims = {c.claim_id: c for report in reports for c in code(report).claims}
    known = {r.report_id: facts(r, family.get(r.report_id)) for r in reports}
    events = link(claims.values(), known).events
    names = {r.report_id: r.name for r in reports}
    copies = ["copies: " + " = ".join(names[r] for r in f.report_ids) for f in found]
    shown = [_event(event, events, claims) for event in events if event.event_type in SHOWN]
    return "\n\n".join([*copies, *shown]) + "\n"


SHOWN = ("ASSAULT", "COERCE", "RETREAT", "PROTEST", "MOBILIZE")


def _event(event: Event, events: Sequence[Event], claims: dict[str, Claim]) -> str:
    """Return one event: its sentence, why it has its grade, and one line for each claim."""
    lines = [event.sentence, f"  {event.grade}: {event.grade_because}"]
    lines += [f"  differ on {', '.join(event.disagreements)}"] if event.disagreements else []
    by_id = {other.event_id: other for other in events}
    lines += [f"  {how}: {by_id[other].sentence}" for how, other in event.related]
    for claim in (claims[claim_id] for claim_id in event.claim_ids):
        lines.append(f"  - {claim.report}, {claim.sentence.n}: {claim.trigger.quote}")
    return "\n".join(lines)
