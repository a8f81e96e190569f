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

from dateline.evaluate.fields import add
from dateline.evaluate.gate import fallen
from dateline.evaluate.scores import Counts, Fault
from dateline.evaluate.sets import own
from dateline.evaluate.sets.own import FIELDS, Scored

__all__ = ["FIELDS", "FLOORS", "GOLD", "measure"]

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "golden"
FLOORS = GOLD / "floors.json"
SEED = ROOT.parent / "shared" / "articles" / "seed.txt"
SLACK = 0.0005
"""Floors are rounded down to three decimals."""


def scored() -> dict[str, list[Scored]]:
    """Return the scored reports of each gold file; the seed only where its report is at hand."""
    sources = {
        path: SEED if path.stem == "seed" else own.report_path(path)
        for path in own.claim_files(GOLD)
    }
    return {
        path.stem: own.scored(path, source)
        for path, source in sources.items()
        if source is not None and source.exists()
    }


def measure() -> dict[str, dict[str, Counts]]:
    """Return the scores by report, and those of all together but the seed under ``all``."""
    table: dict[str, dict[str, Counts]] = {}
    everything: dict[str, Counts] = {}
    for stem, reports in scored().items():
        total: dict[str, Counts] = {}
        for one in reports:
            total = add(total, one.counts())
        table[stem] = total
        if stem != "seed":
            everything = add(everything, total)
    return {**table, "all": everything}


def show_errors(only: str | None) -> None:
    """Print every error, by report."""
    for stem, reports in scored().items():
        if only and only not in stem:
            continue
        for one in reports:
            print(f"\n=== {stem}")
            for fault in own.faults(one):
                print(_line(fault))


def _line(fault: Fault) -> str:
    how, what = fault.kind.split(" ", 1)
    if how == "wrong":
        return f"WRONG {what} {fault.gold} | coded {fault.coded}"
    return f"{how.upper():6} {what} [{fault.gold or fault.coded}] {fault.sentence}"


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


def _flat(floors: dict[str, dict[str, dict[str, float]]]) -> dict[str, float]:
    return {
        f"{name}.{field}.{key}": value
        for name, fields in floors.items()
        for field, values in fields.items()
        for key, value in values.items()
    }


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
    lowered = fallen(_flat(old.get("floors", {})), _flat(new))
    if lowered and not why:
        sys.exit(f"These floors would fall: {', '.join(lowered)}. Say why with --allow-regression.")
    history = [*old.get("lowered", []), *([f"{date.today()}: {why}"] if lowered and why else [])]
    FLOORS.write_text(json.dumps({"floors": new, "lowered": history}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
