"""Look up a million names, weigh the gazetteer in memory, import twelve million rows.

    python benchmarks/gazetteer.py [ROWS]

ROWS (12,000,000) are made up in the form of GeoNames' allCountries.txt. With all of them it takes
some ten minutes and 5 GB of disk where temporary files go. Everything runs on one core.
"""

from __future__ import annotations

import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from tools import made_geonames
from tools.report import figure, machine

from dateline.knowledge import place_keys
from dateline.knowledge.gazetteer import NAMESAKES, Gazetteer
from dateline.knowledge.gazetteer_files import shipped

LOOKUPS = 1_000_000
UNKNOWN_SHARE = 0.3
SEED = 11
BARE = f"SELECT place, rank FROM name WHERE key = ? LIMIT {NAMESAKES}"


def names_of(path: Path, count: int) -> list[str]:
    """Return names to look up: of places in the file, any as often as any other, and of none."""
    pick = random.Random(SEED)
    with sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True) as base:
        numbers = [n for (n,) in base.execute("SELECT n FROM place")]
        known = [
            base.execute("SELECT name FROM place WHERE n = ?", (n,)).fetchone()[0]
            for n in sorted(pick.choices(numbers, k=int(count * (1 - UNKNOWN_SHARE))))
        ]
    base.close()
    unknown = [f"{name[::-1].capitalize()}q" for name in known[: count - len(known)]]
    names = known + unknown
    pick.shuffle(names)
    return names


def seconds(work: Callable[[str], object], names: list[str]) -> tuple[float, list[float]]:
    """Return the CPU time that all names take, and each, in seconds.

    CPU time, because what else a machine does is no property of a look-up.
    """
    clock, each = time.thread_time, []
    for name in names:
        began = clock()
        work(name)
        each.append(clock() - began)
    return sum(each), sorted(each)


def look_up(label: str, path: Path) -> None:
    """Look up a million names in a file, against the bare query over its index."""
    names = names_of(path, LOOKUPS)
    gazetteer = Gazetteer.open(path)
    total, each = seconds(gazetteer.lookup, names)
    base = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    base.execute(f"PRAGMA mmap_size={1 << 32}")
    place_keys.key.cache_clear()
    bare, _ = seconds(lambda n: base.execute(BARE, (place_keys.key(n),)).fetchall(), names)
    base.close()
    figure(f"lookup_{label}_mean", total / len(names) * 1e6, "µs/name")
    figure(f"lookup_{label}_median", each[len(each) // 2] * 1e6, "µs/name")
    figure(f"lookup_{label}_p99", each[int(len(each) * 0.99)] * 1e6, "µs/name")
    figure(f"lookup_{label}_slowest", each[-1] * 1e3, "ms/name")
    slow = sum(1 for one in each if one >= 1e-3)
    figure(f"lookup_{label}_over_1_ms", slow, f"of {len(each):,} names")
    figure(f"lookup_{label}", total / bare, "times", f"bare indexed query, {bare:.1f} s a million")


def in_a_dict() -> None:
    """Look up the same million names in a plain dict of the shipped gazetteer."""
    names = names_of(shipped(), LOOKUPS)
    base = sqlite3.connect(f"{shipped().as_uri()}?mode=ro", uri=True)
    places = {row[0]: row for row in base.execute("SELECT * FROM place")}
    table: dict[str, list[tuple[object, ...]]] = defaultdict(list)
    for key, place in base.execute("SELECT key, place FROM name"):
        table[key].append(places[place])
    plain, _ = seconds(lambda n: table.get(place_keys.key(n)), names)
    place_keys.key.cache_clear()
    total, _ = seconds(Gazetteer.open().lookup, names)
    told = f"plain dict of the same rows, {plain:.2f} s a million"
    figure("lookup_shipped_against_dict", total / plain, "times", told)


def resident() -> dict[str, float]:
    """Return this process's memory in MB: its own, mapped from files, and the most there was."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return {"own": most, "mapped": 0.0, "peak": most}
    rows = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    fields = {"own": "RssAnon", "mapped": "RssFile", "peak": "VmHWM"}
    return {name: int(rows[field].split()[0]) / 1024 for name, field in fields.items()}


def child(task: str, *arguments: str) -> dict[str, float]:
    """Run one task of this file in a process of its own and return what it found."""
    command = [sys.executable, __file__, "--task", task, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def memory_task(kind: str, path: str) -> dict[str, float]:
    """Return what a gazetteer adds to a process after a hundred thousand look-ups."""
    names = names_of(Path(path), 100_000)
    before = resident()
    if kind == "dict":
        base = sqlite3.connect(f"{Path(path).as_uri()}?mode=ro", uri=True)
        places = {row[0]: row for row in base.execute("SELECT * FROM place")}
        table: dict[str, list[object]] = defaultdict(list)
        for key, place in base.execute("SELECT key, place FROM name"):
            table[key].append(places[place])
    else:
        gazetteer = Gazetteer.open(Path(path))
        opened = resident()["own"] - before["own"]
        for name in names:
            gazetteer.lookup(name)
    after = resident()
    found = {key: after[key] - before[key] for key in after}
    return found if kind == "dict" else {**found, "opened": opened}


def import_task(source: str, target: str) -> dict[str, float]:
    """Import a file and return how long it took and the most memory it held."""
    from dateline.knowledge.gazetteer_import import import_geonames

    began = time.monotonic()
    outcome = import_geonames([Path(source)], Path(target), base=shipped())
    return {
        "seconds": time.monotonic() - began,
        "cpu": time.process_time(),
        "peak": resident()["peak"],
        "rows": outcome.rows,
        "added": outcome.added,
        "broken": sum(outcome.faults.values()),
    }


def plain_task(source: str, target: str) -> dict[str, float]:
    """Put the same rows into a bare SQLite table with an index on the name, nothing else."""
    began = time.monotonic()
    base = sqlite3.connect(target, isolation_level=None)
    base.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;")
    base.execute(f"CREATE TABLE row ({', '.join(f'c{n}' for n in range(19))})")
    insert = f"INSERT INTO row VALUES ({','.join('?' * 19)})"
    with Path(source).open(encoding="utf-8") as stream:
        base.executemany(insert, (line.rstrip("\n").split("\t") for line in stream))
    base.execute("CREATE INDEX name ON row (c1)")
    base.execute("COMMIT")
    base.close()
    return {"seconds": time.monotonic() - began, "cpu": time.process_time()}


TASKS = {"memory": memory_task, "import": import_task, "plain": plain_task}


def memory(label: str, path: Path) -> None:
    """Tell the memory of a gazetteer, against a dict of the same rows where that fits."""
    found = child("memory", "file", str(path))
    figure(f"memory_{label}_opened", found["opened"], "MB of its own")
    figure(f"memory_{label}_used", found["own"], "MB of its own, after 100,000 look-ups")
    figure(f"memory_{label}_mapped", found["mapped"], "MB of the file, shared by all processes")
    if path == shipped():
        plain = child("memory", "dict", str(path))["own"]
        told = f"plain dict of the same rows, {plain:,.0f} MB"
        figure(f"memory_{label}", found["own"] / plain, "times", told)


def importing(rows: int, folder: Path) -> Path:
    """Make a file of rows, import it, and return the gazetteer."""
    source, target = folder / "allCountries.txt", folder / "made.sqlite"
    began = time.monotonic()
    made_geonames.write(source, rows)
    figure("made_file", source.stat().st_size / 1e6, f"MB, {rows:,} rows")
    figure("made_file_seconds", time.monotonic() - began, "s")
    found = child("import", str(source), str(target))
    plain = child("plain", str(source), str(folder / "plain.sqlite"))["cpu"]
    (folder / "plain.sqlite").unlink()
    source.unlink()
    figure("import_seconds", found["seconds"], "s")
    figure("import_cpu_seconds", found["cpu"], "s of CPU time, one core")
    figure("import_rate", found["rows"] / found["cpu"], "rows/s of CPU time")
    figure("import_peak_memory", found["peak"], "MB")
    figure("import_places", found["added"], "places added")
    figure("import_broken", found["broken"], "rows left out")
    figure("import_file", target.stat().st_size / 1e6, "MB")
    told = f"bare SQLite table with an index on the name, {plain:,.0f} s of CPU time"
    figure("import", found["cpu"] / plain, "times", told)
    return target


def main() -> None:
    """Measure everything."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else made_geonames.ROWS
    machine("dateline")
    look_up("shipped", shipped())
    in_a_dict()
    memory("shipped", shipped())
    with tempfile.TemporaryDirectory(prefix="dateline-benchmark-") as folder:
        target = importing(rows, Path(folder))
        look_up("imported", target)
        memory("imported", target)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--task"]:
        sys.stdout.write(json.dumps(TASKS[sys.argv[2]](*sys.argv[3:])))
    else:
        main()
