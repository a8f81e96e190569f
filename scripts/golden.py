"""Score Dateline on the golden reports and show where it errs.

python scripts/golden.py            a table of scores
python scripts/golden.py --errors   every miss, false alarm and wrong field, with its sentence
python scripts/golden.py --update   raise the floors of tests/golden/floors.json
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from dateline.evaluate.alignment import Alignment, align
from dateline.evaluate.fields import add, score, score_pair
from dateline.evaluate.scores import Counts
from dateline.export.claim_json import to_json
from dateline.knowledge.actor_list import ActorList
from dateline.pipeline import code
from dateline.read.files import read_paths
from dateline.records import Report
from dateline.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "golden"
FLOORS = GOLD / "floors.json"
SEED = ROOT.parent / "shared" / "articles" / "seed.txt"
FIELDS = (
    "claims",
    "type",
    "mode",
    "status",
    "hedged",
    "actor",
    "recipient",
    "place",
    "date",
    "counts",
    "source",
    "source_kind",
    "outlet_or_source",
)
SLACK = 0.0005
"""Floors are rounded down to three decimals."""


def gold_of(path: Path) -> list[dict[str, object]]:
    """Return the gold claims of one report."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def reports_of(stem: str) -> list[Report]:
    """Return the report a gold file belongs to (several for a table)."""
    path = SEED if stem == "seed" else next((ROOT / "examples").glob(f"{stem}.*"))
    return [r for r in read_paths([str(path)], Settings()) if isinstance(r, Report)]


def aligned(path: Path) -> list[tuple[Report, Alignment]]:
    """Return each report of a gold file with its alignment."""
    gold = gold_of(path)
    result = []
    for number, report in enumerate(reports_of(path.stem), 1):
        mine = [g for g in gold if g.get("row", number) == number]
        coded = [to_json(claim) for claim in code(report, Settings()).claims]
        mine = [_with_ids(_placed(g, report.text)) for g in mine]
        result.append((report, align(mine, coded)))
    return result


def _placed(gold: dict[str, object], text: str) -> dict[str, object]:
    """Give a gold claim without offsets the ones its quotes have in the text as read."""
    if gold["trigger"]["start"] is not None:  # type: ignore[index]
        return gold
    trigger = dict(gold["trigger"])  # type: ignore[call-overload]
    at = text.find(trigger["quote"])
    trigger.update(start=at, end=at + len(trigger["quote"]))
    return {**gold, "trigger": trigger, "sentence": {"start": at, "end": at + 1}}


def _with_ids(gold: dict[str, object]) -> dict[str, object]:
    """Give the names of gold actors the ids the actor list knows them by."""
    actors = ActorList.load()
    made = dict(gold)
    for role in ("actor", "recipient"):
        made[role] = []
        for actor in gold.get(role, []):  # type: ignore[attr-defined]
            entry = actors.resolve(actor["name"]) if actor.get("name") else None
            made[role].append({**actor, "actor_id": entry.actor_id if entry else None})
    return made


def measure() -> dict[str, dict[str, Counts]]:
    """Return the scores by report, and those of all together under ``all``."""
    table: dict[str, dict[str, Counts]] = {}
    for path in sorted(GOLD.glob("*.jsonl")):
        if path.stem == "seed" and not SEED.exists():
            continue
        total: dict[str, Counts] = {}
        for _, alignment in aligned(path):
            total = add(total, score(alignment))
        table[path.stem] = total
    everything: dict[str, Counts] = {}
    for name, total in table.items():
        if name != "seed":
            everything = add(everything, total)
    return {**table, "all": everything}


def show_errors(only: str | None) -> None:
    """Print every error, by report."""
    for path in sorted(GOLD.glob("*.jsonl")):
        if (only and only not in path.stem) or (path.stem == "seed" and not SEED.exists()):
            continue
        for report, found in aligned(path):
            _show_report(path.stem, report, found)


def _show_report(stem: str, report: Report, found: Alignment) -> None:
    print(f"\n=== {stem}")
    text = report.text
    for kind, claims in (("MISS ", found.missed), ("FALSE", found.false_alarms)):
        for claim in claims:
            s, t = claim["sentence"], claim["trigger"]
            words = " ".join(text[s["start"] : s["end"]].split())
            print(f"{kind} {claim['event_type']} [{text[t['start'] : t['end']]}] {words}")
    for gold, coded in found.pairs:
        for field, result in score_pair(gold, coded).items():
            if result.fp or result.fn:
                t = gold["trigger"]
                key = {"source_kind": "according_to", "outlet_or_source": None}.get(field, field)
                key = {"type": "event_type", "source": "according_to"}.get(field, key)
                if key is None:
                    continue
                short = [_short(side.get(key)) for side in (gold, coded)]
                where = text[t["start"] : t["end"]]
                print(f"WRONG {field} [{where} @{t['start']}] gold {short[0]} | coded {short[1]}")


def _short(value: object) -> object:
    if isinstance(value, list):
        keys = ("name", "words", "kind", "low", "high")
        return [{k: v[k] for k in keys if k in v} for v in value]
    if isinstance(value, dict):
        return {k: value[k] for k in ("name", "precision", "start", "end") if k in value}
    return value


def main() -> None:
    """Run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--only")
    parser.add_argument("--allow-regression", metavar="WHY")
    args = parser.parse_args()
    if args.errors:
        show_errors(args.only)
        return
    table = measure()
    for name in (*(n for n in table if n != "all"), "all"):
        claims = table[name].get("claims", Counts())
        print(
            f"{name:28} {claims.tp:4.0f} right {claims.fn:4.0f} missed {claims.fp:4.0f} false "
            f"P {claims.precision:.2f} R {claims.recall:.2f} F1 {claims.f1:.2f}"
        )
    for field, total in table["all"].items():
        print(f"  {field:18} P {total.precision:.3f} R {total.recall:.3f} F1 {total.f1:.3f}")
    if args.update:
        _update(table, args.allow_regression)


def _update(table: dict[str, dict[str, Counts]], why: str | None) -> None:
    old = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    new = {
        name: {
            field: {
                "precision": round(s.precision - SLACK, 3),
                "recall": round(s.recall - SLACK, 3),
            }
            for field, s in table[name].items()
        }
        for name in ("all", "seed")
        if name in table
    }
    lowered = [
        f"{name}.{field}.{key}"
        for name, fields in old.get("floors", {}).items()
        for field, values in fields.items()
        for key, value in values.items()
        if new.get(name, {}).get(field, {}).get(key, 0) < value
    ]
    if lowered and not why:
        sys.exit(f"These floors would fall: {', '.join(lowered)}. Say why with --allow-regression.")
    history = [*old.get("lowered", []), *([f"{date.today()}: {why}"] if lowered and why else [])]
    FLOORS.write_text(json.dumps({"floors": new, "lowered": history}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
