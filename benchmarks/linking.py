"""How long linking takes and how much memory it needs, by the number of claims.

    python benchmarks/linking.py [--engine daft] [10000 20000 …]

Claims are generated: events of a war over ten years and forty towns, each told by one to a dozen
reports with tolls, places and days as unlike as in life. Every size runs in a process of its own.
Prints lines of ``name value unit baseline``, separated by tabs; the baseline of a size is what
growth in proportion from the smallest would take. With ``--engine daft`` the candidates are found
by the engine's joins, as ``dateline link --engine daft`` finds them.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

from dateline.cli.engine import join_of
from dateline.event_records import ReportFacts
from dateline.link.linker import link
from dateline.records import (
    Actor,
    Anchor,
    Attribution,
    Claim,
    Count,
    DateRange,
    Place,
    SentenceRef,
)

SIZES = (10_000, 20_000, 40_000)
MODES = ("aerial", "heavy-weapons", "explosives", "firearms", "suicide-attack", None)
PARTIES = [f"group:{n}" for n in range(12)] + ["state:army", "state:police", None, None]
SOURCES = ["police", "medics", "residents", "the army", "a spokesman", None, None]
HERE = (Anchor(0, 6, "attack"),)
START = date(2010, 1, 1)


def stories(size: int, chance: random.Random) -> Iterator[tuple[Claim, ReportFacts]]:
    """Yield claims of generated reports until there are as many as wanted; density is constant."""
    days = max(size // 250, 30)
    towns = [
        (f"geonames:{n}", f"Town {n}", 30 + chance.random() * 8, 40 + chance.random() * 10)
        for n in range(40)
    ]
    made = 0
    number = 0
    while made < size:
        number += 1
        day = START + timedelta(days=chance.randrange(days))
        town, mode = chance.choice(towns), chance.choice(MODES)
        party, toll = chance.choice(PARTIES), chance.randrange(1, 40)
        for teller in range(min(int(chance.paretovariate(1.2)), 12)):
            for part in range(chance.randrange(1, 4)):
                if made == size:
                    return
                made += 1
                report = f"r{number}-{teller}"
                facts = ReportFacts(report, report, day + timedelta(days=chance.randrange(3)))
                yield _claim(report, part, (day, town, mode, party, toll), chance), facts


def _claim(
    report: str,
    part: int,
    story: tuple[date, tuple[str, str, float, float], str | None, str | None, int],
    chance: random.Random,
) -> Claim:
    day, (place_id, name, latitude, longitude), mode, party, toll = story
    source = chance.choice(SOURCES)
    told = toll + chance.randrange(3)
    return Claim(
        claim_id=f"{report}-{part}",
        report_id=report,
        report=report,
        sentence=SentenceRef(part + 1, part * 100, part * 100 + 90),
        event_type="ASSAULT",
        mode=mode if chance.random() < 0.7 else None,
        contexts=(),
        trigger=Anchor(part * 100, part * 100 + 6, "attack"),
        trigger_rule=f"noun:{chance.choice(('attack', 'kill', 'blast'))}",
        status="happened",
        status_rule="status.asserted",
        actor=(Actor(party, party, HERE, "stated", "who", actor_id=party),)
        if party and chance.random() < 0.6
        else (),
        place=Place(
            name,
            name,
            HERE,
            "stated",
            "where",
            precision=chance.choice(("exact", "exact", "near")),
            gazetteer_id=place_id,
            iso3="XXX",
            latitude=latitude,
            longitude=longitude,
        )
        if chance.random() < 0.9
        else None,
        date=DateRange(day, day, "day", "that day", HERE, "resolved", "date")
        if chance.random() < 0.8
        else None,
        counts=(Count("killed", told, told, None, False, "people", str(told), HERE, "count"),)
        if chance.random() < 0.5
        else (),
        according_to=(Attribution(source, source, "official", "indirect", None, HERE, "source"),)
        if source
        else (),
    )


def one(size: int, engine: str | None) -> None:
    """Link one size here, and print how long it took and the most memory it held."""
    made = list(stories(size, random.Random(size)))
    claims = [claim for claim, _ in made]
    reports = {facts.report_id: facts for _, facts in made}
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    join = join_of(engine, "native")
    began = time.process_time()
    linked = link(claims, reports, join=join)
    took = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(size, f"{took:.2f}", f"{held:.0f}", f"{peak:.0f}", len(linked.events))


def main(sizes: list[int], engine: str | None) -> None:
    """Run every size in a process of its own and print what it took."""
    first: tuple[int, float] | None = None
    for size in sizes:
        done = subprocess.run(
            [sys.executable, __file__, "--one", str(size), *([engine] if engine else [])],
            capture_output=True,
            text=True,
            check=True,
        )
        _, took, held, peak, events = done.stdout.split()
        first = first or (size, float(took))
        line = first[1] * size / first[0]
        print(f"link_{size}_seconds\t{took}\ts\t{line:.2f}")
        print(f"link_{size}_memory\t{peak}\tMiB\t{held}")
        print(f"link_{size}_events\t{events}\tevents\t", flush=True)


if __name__ == "__main__":
    given = sys.argv[1:]
    if given[:1] == ["--one"]:
        one(int(given[1]), given[2] if given[2:] else None)
    else:
        named = given[1] if given[:1] == ["--engine"] else None
        main([int(size) for size in given if size.isdigit()] or list(SIZES), named)
